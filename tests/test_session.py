"""The one place where state changes: steps back, turns of the event loop, language and theme."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget

from lagebild.analysis.self_hosting import default_numbers, preset_inputs
from lagebild.briefing import Briefing, MarketView
from lagebild.calculators.api_costs import MOST_FURTHER, PRESETS
from lagebild.calculators.self_hosting import PRESETS as SERVER_PRESETS
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.session import Session
from lagebild.state import OwnModel, OwnPrice, Range, State, workload_topic


@pytest.fixture
def session(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Session]:
    session = Session(knowledge, Briefing(), Language("en"), "light", today)
    yield session
    # no event of this session is left for the next test
    QApplication.sendPostedEvents(session)


def turn() -> None:
    """One turn of the event loop."""
    QApplication.processEvents()


def changes(session: Session) -> list[Briefing]:
    """The briefing at every signal from now on."""
    seen: list[Briefing] = []
    session.results_changed.connect(lambda: seen.append(session.briefing))
    return seen


# ---- steps back


def test_a_drag_is_one_step_back(session: Session) -> None:
    for people in range(1201, 1301):
        session.edit("api_costs", people=people)
        turn()
    assert session.briefing.inputs == {"api_costs": {"people": 1300.0}}
    assert session.history.count() == 1
    session.history.undo()
    assert session.briefing == Briefing()
    assert not session.history.canUndo()
    session.history.redo()
    assert session.briefing.inputs == {"api_costs": {"people": 1300.0}}


def test_edits_of_two_fields_are_two_steps_back(session: Session) -> None:
    for step in range(50):
        session.edit("api_costs", people=1300 + step)
    for step in range(50):
        session.edit("api_costs", requests_per_person_day=20 + step)
    session.edit("api_costs", people=1400)
    assert session.history.count() == 3
    session.history.undo()
    session.history.undo()
    assert session.briefing.inputs == {"api_costs": {"people": 1349.0}}


def test_an_edit_after_a_step_back_is_a_step_of_its_own(session: Session) -> None:
    session.edit("api_costs", people=1300)
    session.edit("api_costs", output_tokens_per_request=900)
    session.history.undo()
    session.edit("api_costs", people=1400)
    assert session.history.count() == 2
    assert not session.history.canRedo()
    session.history.undo()
    assert session.briefing.inputs == {"api_costs": {"people": 1300.0}}


def test_to_make_a_range_and_to_drag_each_of_its_ends_are_steps_of_their_own(session: Session) -> None:
    session.set_range("api_costs", "people", 600, 1200, 2000)
    for low in (700, 800, 900):
        session.set_range("api_costs", "people", low, 1200, 2000)
    for high in (2500, 3000):
        session.set_range("api_costs", "people", 900, 1200, high)
    assert session.history.count() == 3
    session.history.undo()
    assert session.briefing.ranges("api_costs") == {"people": Range(low=900, likely=1200, high=2000)}


def test_what_is_taken_over_is_a_step_apart_from_the_drags_around_it(session: Session) -> None:
    session.edit("api_costs", people=1300)
    session.take("api_costs", people=616)
    session.edit("api_costs", people=700)
    assert session.history.count() == 3
    session.history.undo()
    assert session.briefing.numbers("api_costs") == {"people": 616}


def test_a_drag_goes_on_as_a_new_step_after_saving(session: Session) -> None:
    session.edit("api_costs", people=1300)
    session.history.setClean()
    session.edit("api_costs", people=1400)
    assert session.history.count() == 2
    assert not session.history.isClean()
    session.history.undo()
    assert session.history.isClean()


def test_a_drag_back_to_where_it_began_leaves_no_step(session: Session) -> None:
    session.edit("api_costs", people=1300)
    before = session.briefing
    for tokens in (900, 1000, 900):
        session.edit("api_costs", output_tokens_per_request=tokens)
    session.history.undo()
    assert session.briefing == before
    session.edit("api_costs", people=1400)
    session.edit("api_costs", people=1300)
    assert session.briefing == before


def test_an_edit_to_the_same_value_is_no_step(session: Session) -> None:
    session.edit("api_costs", people=1300)
    seen = changes(session)
    turn()
    session.edit("api_costs", people=1300)
    session.set_currency("USD")
    session.compare("deepseek-r1", "o1")
    session.reset("another_topic")
    turn()
    assert session.history.count() == 1
    assert len(seen) == 1


def test_steps_back_to_the_start_leave_the_briefing_it_began_with(session: Session) -> None:
    start, untouched = session.briefing, session.results.api_costs
    session.edit("api_costs", people=5000)
    session.set_as_of(date(2026, 11, 21))
    session.set_currency("EUR")
    session.keep()
    session.compare("o1", "gpt-4")
    session.set_price("o1", input=1.0)
    session.apply_preset("pilot")
    session.swap()
    session.forget_kept()
    session.reset("api_costs")
    last = session.briefing
    assert session.history.count() == 10
    while session.history.canUndo():
        session.history.undo()
    assert session.briefing == start
    assert session.results.api_costs == untouched
    while session.history.canRedo():
        session.history.redo()
    assert session.briefing == last


def test_what_does_not_fit_changes_nothing(session: Session) -> None:
    misfits: list[tuple[Any, tuple[Any, ...], dict[str, Any]]] = [
        (session.edit, ("api_costs",), {"people": 0}),
        (session.edit, ("api_costs",), {"people": float("nan")}),
        (session.edit, ("api_costs",), {"unknown": 1}),
        (session.edit, ("astrology",), {"people": 1}),
        (session.compare, ("o1", "o1"), {}),
        (session.set_price, ("o1",), {"input": -1}),
        (session.set_as_of, (date(1815, 6, 18),), {}),
        (session.set_currency, ("GBP",), {}),
    ]
    for verb, arguments, values in misfits:
        with pytest.raises(ValidationError):
            verb(*arguments, **values)
    assert session.briefing == Briefing()
    assert session.history.count() == 0


def test_another_briefing_begins_a_new_history(session: Session) -> None:
    session.edit("api_costs", people=5000)
    seen = changes(session)
    session.load(Briefing(currency="EUR"))
    turn()
    assert session.briefing == Briefing(currency="EUR")
    assert not session.history.canUndo()
    assert session.results.api_costs.money.currency == "EUR"
    assert len(seen) == 1


def test_a_saved_state_that_was_undone_and_written_over_is_not_found_again(session: Session) -> None:
    session.edit("api_costs", people=1300)
    session.history.setClean()
    session.history.undo()
    assert not session.history.isClean()
    session.edit("api_costs", people=1400)
    assert not session.history.isClean()
    session.history.undo()
    session.history.undo()
    assert session.briefing == Briefing()
    assert not session.history.isClean()


def test_a_session_with_a_long_history_can_be_collected(knowledge: Knowledge, today: date, qapp: QApplication) -> None:
    for _ in range(50):
        session = Session(knowledge, Briefing(), Language("en"), "light", today)
        for step in range(20):
            session.edit("api_costs", people=1300 + step)
            session.edit("api_costs", output_tokens_per_request=900 + step)
        assert session.history.count() == 40
        gone = weakref.ref(session)
        turn()
        del session
    gc.collect()
    assert gone() is None


# ---- turns of the event loop


def test_results_are_computed_once_in_a_turn_of_the_event_loop(session: Session) -> None:
    turn()
    seen = changes(session)
    for people in range(2000, 2100):
        session.edit("api_costs", people=people)
    assert seen == []
    turn()
    assert seen == [session.briefing]
    assert session.results.api_costs.inputs["people"] == 2099
    turn()
    assert len(seen) == 1


def test_results_asked_for_are_those_of_the_briefing_even_before_the_turn(session: Session) -> None:
    before = session.results
    session.edit("api_costs", people=2400)
    assert session.results is not before
    assert session.results.api_costs.lines["requests_per_month"] == 2 * before.api_costs.lines["requests_per_month"]
    assert session.results is session.results


def test_an_edit_made_while_others_hear_of_one_is_heard_of_too(session: Session) -> None:
    turn()
    seen = changes(session)
    once = [1500]
    session.results_changed.connect(lambda: once and session.edit("api_costs", people=once.pop()))
    session.edit("api_costs", people=1400)
    turn()
    turn()
    assert [briefing.inputs["api_costs"]["people"] for briefing in seen] == [1400, 1500]


# ---- verbs


def test_comparing_the_other_way_round_swaps_the_models(session: Session) -> None:
    ratio = session.results.api_costs.lines["ratio"]
    session.compare("o1", "deepseek-r1")
    assert (session.results.api_costs.first, session.results.api_costs.second) == ("o1", "deepseek-r1")
    assert session.results.api_costs.lines["ratio"] == pytest.approx(1 / ratio)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.id)
def test_an_edit_after_a_preset_leaves_the_preset(session: Session, preset: Any) -> None:
    session.edit("api_costs", people=7, cached_input_share=0.5, usd_per_eur=1.3)
    session.apply_preset(preset.id)
    assert session.results.api_costs.preset == preset.id
    assert session.results.api_costs.inputs["usd_per_eur"] == 1.3
    assert session.results.api_costs.inputs["cached_input_share"] == 0
    session.edit("api_costs", output_tokens_per_request=900)
    assert session.results.api_costs.preset is None
    session.history.undo()
    assert session.results.api_costs.preset == preset.id


def test_the_preset_that_is_there_already_is_no_step(session: Session) -> None:
    assert session.results.api_costs.preset == "group"
    session.apply_preset("group")
    assert session.history.count() == 0


def test_keep_and_swap_exchange_the_two_states(session: Session) -> None:
    session.edit("api_costs", people=600)
    session.keep()
    session.edit("api_costs", people=2400)
    session.set_as_of(date(2025, 3, 1))
    current, kept = session.briefing.state, session.briefing.kept
    session.swap()
    assert (session.briefing.state, session.briefing.kept) == (kept, current)
    assert session.results.kept is not None
    assert session.results.kept.inputs["people"] == 2400
    assert session.results.api_costs.inputs["people"] == 600
    session.swap()
    assert (session.briefing.state, session.briefing.kept) == (current, kept)
    session.forget_kept()
    assert session.results.kept is None
    assert session.briefing.state == current


def test_there_is_nothing_to_swap_where_nothing_was_kept(session: Session) -> None:
    session.swap()
    assert session.briefing == Briefing()
    assert session.history.count() == 0


def test_an_id_for_an_own_model_is_always_to_be_had(session: Session) -> None:
    def add(id: str) -> None:
        session.set_model(OwnModel(id=id, name="House", host="Contract", input=1, output=2))

    add("own-" + "9" * 76)  # as long as an id can be
    add(f"own-{10**9 - 1}")
    assert session.next_own_model == f"own-{10**9}"
    add(session.next_own_model)
    add(session.next_own_model)
    assert len({model.id for model in session.briefing.models}) == 4


def test_own_prices_add_up_for_a_model(session: Session) -> None:
    session.set_price("o1", input=10.0)
    session.set_price("o1", output=40.0)
    assert session.briefing.prices == {"o1": OwnPrice(input=10.0, output=40.0)}
    assert session.results.api_costs.quotes["o1"].own
    assert session.history.count() == 2


def test_reset_keeps_the_models_and_the_currency(session: Session) -> None:
    session.edit("api_costs", people=7)
    session.set_price("o1", input=10.0)
    session.set_as_of(date(2026, 1, 1))
    session.compare("o1", "gpt-4")
    session.set_currency("EUR")
    session.reset("api_costs")
    assert session.briefing.state == State(compare=("o1", "gpt-4"), currency="EUR")


# ---- language and theme


class Listener(QLabel):
    """Counts what it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language_changes = 0

    def changeEvent(self, event: QEvent) -> None:
        self.language_changes += event.type() == QEvent.Type.LanguageChange
        super().changeEvent(event)


def test_the_language_switch_reaches_hidden_widgets_and_touches_no_state(session: Session, qtbot: Any) -> None:
    window, alone = QTabWidget(), Listener()
    listeners = [Listener(), Listener(), Listener(), alone]
    for place, listener in enumerate(listeners[:3]):
        window.addTab(listener, str(place))
    deep = Listener(listeners[2])
    listeners[1].hide()
    for widget in (window, alone):
        qtbot.addWidget(widget)
    window.show()
    session.edit("api_costs", people=600)
    turn()
    seen, briefing, results = changes(session), session.briefing, session.results
    session.set_language("de")
    turn()
    assert [listener.language_changes for listener in (*listeners, deep)] == [1] * 5
    assert session.language == Language("de")
    assert session.briefing is briefing and session.results is results
    assert session.history.count() == 1
    assert seen == []
    session.set_language("de")
    assert alone.language_changes == 1


def test_the_theme_switch_is_told_once_and_touches_no_state(session: Session) -> None:
    heard: list[str] = []
    session.theme_changed.connect(lambda: heard.append(session.theme.name))
    briefing, results = session.briefing, session.results
    for name in ("dark", "dark", "light"):
        session.set_theme(name)  # type: ignore[arg-type]
    assert heard == ["dark", "light"]
    assert session.briefing is briefing and session.results is results


# ---- lost references


def test_a_thousand_edits_lose_no_reference(session: Session) -> None:
    """PySide6 6.12.0 loses a reference to None with every call that returns nothing, until Python aborts."""
    label = QLabel()
    session.results_changed.connect(lambda: label.setText(str(session.results.api_costs.lines["saving"])))

    def edit(count: int) -> int:
        for step in range(count):
            session.edit("api_costs", people=1000 + step % 500)
            turn()
        gc.collect()
        return sys.getrefcount(None)

    edit(50)  # what is remembered is there from now on
    before = edit(50)
    after = edit(1000)
    assert abs(after - before) < 100
    assert session.history.count() == 1


def test_an_answer_is_given_taken_back_and_undone(session: Session) -> None:
    question = session.knowledge.questions[0].id
    session.answer(question, "own", "open")
    session.answer(question, "own", "met")  # of the same option: one step
    session.answer(question, "western", "unclear")
    assert session.briefing.answers == {question: {"own": "met", "western": "unclear"}}
    assert session.results.risks["own"].answered == 1
    session.history.undo()
    assert session.briefing.answers == {question: {"own": "met"}}
    session.answer(question, "own", None)
    assert session.briefing.answers == {}
    session.history.undo()
    session.history.undo()
    assert session.briefing.answers == {} and not session.history.canUndo()


def test_measures_reasons_limits_and_weights_are_steps_back(session: Session) -> None:
    question = session.knowledge.questions[0]
    start = session.briefing
    session.answer(question.id, "own", "open")
    session.take_measure(question.id, "own", question.measures[0].id)
    session.give_reason(question.id, "Zwanzig Fragen gestellt. 🙂\n\u202babc")
    session.set_limits(cost_per_month=12_000.0)
    session.set_limits(risk=40.0)
    session.weigh("cost", 80.0)
    session.weigh_theme("privacy", 60.0)
    session.weigh_theme("privacy", 80.0)
    session.weigh_themes_alike()
    assert session.briefing.theme_weights == {}
    session.history.undo()
    end = session.briefing
    assert end.theme_weights == {"privacy": 80}
    assert end.measures == {question.id: {"own": (question.measures[0].id,)}}
    assert end.reasons[question.id].text == "Zwanzig Fragen gestellt. 🙂\n\u202babc"
    assert end.reasons[question.id].written == session.today
    assert (end.limits.cost_per_month, end.limits.risk) == (12_000, 40)
    assert end.weights == {"cost": 80}
    assert session.history.count() == 8
    for _ in range(7):
        session.history.undo()
    assert session.briefing == start
    for _ in range(7):
        session.history.redo()
    assert session.briefing == end


def test_taking_things_back_leaves_nothing_behind(session: Session) -> None:
    question = session.knowledge.questions[0]
    start = session.briefing
    session.take_measure(question.id, "own", "measure-1")
    session.take_measure(question.id, "own", "measure-1")
    session.take_measure(question.id, "own", "measure-1", taken=False)
    session.give_reason(question.id, "a")
    session.give_reason(question.id, "")
    session.set_limits(risk=40.0)
    session.set_limits(risk=None)
    assert session.briefing == start


def test_a_reason_that_is_typed_over_or_erased_comes_back_as_it_was(session: Session) -> None:
    question = session.knowledge.questions[0].id

    def reason() -> str:
        given = session.briefing.reasons.get(question)
        return "" if given is None else given.text

    for end in range(1, 11):
        session.give_reason(question, "Ten letter"[:end])
    session.give_reason(question, "x")  # everything was selected
    session.history.undo()
    assert reason() == "Ten letter"
    for end in range(9, -1, -1):
        session.give_reason(question, "Ten letter"[:end])
    session.history.undo()
    assert reason() == "Ten letter"
    session.history.undo()
    assert reason() == "" and not session.history.canUndo()


def test_typing_a_reason_is_one_step(session: Session) -> None:
    for end in range(1, 6):
        session.give_reason(session.knowledge.questions[0].id, "Grund"[:end])
    assert session.history.count() == 1


def apply_server_preset(session: Session, preset: str) -> None:
    results = session.results
    rate = results.api_costs.money.usd_per_eur
    session.begin("self_hosting", preset_inputs(session.knowledge, results.self_hosting, preset, rate))


@pytest.mark.parametrize("preset", SERVER_PRESETS, ids=lambda preset: preset.id)
def test_a_preset_of_servers_takes_its_figures_in_their_units_and_leaves_the_usage_alone(
    session: Session, preset: Any
) -> None:
    session.edit("api_costs", people=500)
    session.edit("self_hosting", nodes=9)
    apply_server_preset(session, preset.id)
    own = session.results.self_hosting
    numbers = default_numbers(session.knowledge, own, session.results.api_costs.inputs["usd_per_eur"])
    set_by_it = {*preset.values, *preset.choices}
    assert own.preset == preset.id
    assert own.own_inputs == {name for name in set_by_it if own.inputs[name] != numbers[name]}
    if "utilisation" in preset.values:
        assert own.inputs["utilisation"] == session.knowledge.number(preset.values["utilisation"]) / 100
    assert session.briefing.inputs["api_costs"] == {"people": 500}
    session.edit("self_hosting", nodes=2)
    assert session.results.self_hosting.preset is None
    session.history.undo()
    assert session.results.self_hosting.preset == preset.id


def test_a_preset_of_servers_stays_one_at_any_rate(session: Session) -> None:
    session.edit("api_costs", usd_per_eur=1.3)
    for preset in SERVER_PRESETS:
        apply_server_preset(session, preset.id)
        assert session.results.self_hosting.preset == preset.id


# ---- several workloads, and models of the reader's own


def test_a_further_workload_is_edited_by_the_topic_of_its_place(session: Session) -> None:
    place = session.add_workload("Documents")
    topic = workload_topic(place)
    assert session.briefing.workloads[place].inputs == {"people": 400}
    session.edit(topic, people=20)
    session.edit(topic, people=30)
    session.set_range(topic, "output_tokens_per_request", 100, 200, 300)
    assert session.briefing.ranges(topic)["output_tokens_per_request"].high == 300
    session.drop_range(topic, "output_tokens_per_request")
    assert session.briefing.numbers(topic) == {"people": 30, "output_tokens_per_request": 200}
    assert session.briefing.inputs == {}
    for _ in range(4):  # the range twice, one run of edits, the workload
        session.history.undo()
    assert session.briefing == Briefing()


def test_workloads_are_renamed_and_dropped_and_a_reset_leaves_one(session: Session) -> None:
    session.add_workload("Documents")
    session.rename_workload(session.add_workload("Agent"), "Agents")
    session.drop_workload(0)
    assert [workload.name for workload in session.briefing.workloads] == ["Agents"]
    session.reset("self_hosting")
    assert session.briefing.workloads
    session.reset("api_costs")
    assert not session.briefing.workloads


def test_there_is_a_most_of_workloads(session: Session) -> None:
    for number in range(MOST_FURTHER):
        session.add_workload(f"{number}")
    with pytest.raises(ValidationError):
        session.add_workload("one more")
    assert len(session.briefing.workloads) == MOST_FURTHER


@pytest.mark.parametrize("values", [{"people": -1}, {"people": 1e308}, {"horizon_months": 3}, {"nothing": 1}])
def test_what_does_not_fit_a_workload_is_refused(session: Session, values: dict[str, float]) -> None:
    topic = workload_topic(session.add_workload("Documents"))
    before = session.briefing
    with pytest.raises(ValidationError):
        session.edit(topic, **values)
    assert session.briefing is before


def own_model(session: Session, **fields: Any) -> OwnModel:
    model = OwnModel(id=session.next_own_model, name="House model", host="Contract", input=1, output=3)
    return model.changed(**fields)


def test_own_models_have_ids_that_are_never_used_twice(session: Session) -> None:
    first = own_model(session)
    session.set_model(first)
    session.keep()
    session.drop_model(first.id)
    assert session.next_own_model == "own-2"


def test_a_dropped_model_gives_its_place_in_the_comparison_back(session: Session) -> None:
    session.set_model(own_model(session))
    session.compare("own-1", "deepseek-r1")
    session.set_price("own-1", input=5)
    assert session.results.api_costs.quotes["own-1"].input == 5 and not session.briefing.prices
    session.drop_model("own-1")
    assert session.briefing == Briefing(compare=("o1", "deepseek-r1"))
    session.history.undo()
    assert session.results.api_costs.first == "own-1"


def test_a_price_taken_back_leaves_nothing_behind(session: Session) -> None:
    session.set_price("o1", input=5, batch_input=3)
    session.set_price("o1", input=None, batch_input=None)
    assert session.briefing == Briefing()
    session.set_price("o1", output=5)
    session.drop_price("o1")
    assert session.briefing == Briefing()


# ---- scenarios


def test_a_scenario_is_the_state_it_was_made_from_until_it_is_replaced(session: Session) -> None:
    session.edit("api_costs", people=300)
    place = session.add_scenario("Small")
    session.edit("api_costs", people=900)
    assert session.briefing.scenarios[place].state.inputs == {"api_costs": {"people": 300}}
    session.use_scenario(place)
    assert session.results.api_costs.inputs["people"] == 300
    session.history.undo()
    session.update_scenario(place)
    assert session.briefing.scenarios[place].state.inputs == {"api_costs": {"people": 900}}


def test_words_of_a_scenario_are_one_step_for_each_run(session: Session) -> None:
    place = session.add_scenario("One")
    steps = session.history.count()
    for text in ("w", "wh", "why"):
        session.describe_scenario(place, text)
    for text in ("b", "be"):
        session.give_scenario_reason(place, "as_of", text)
    assert session.history.count() == steps + 2
    session.give_scenario_reason(place, "as_of", "")
    assert session.briefing.scenarios[place].reasons == {}


def test_ids_of_own_models_in_scenarios_are_taken_too(session: Session) -> None:
    session.set_model(own_model(session))
    session.add_scenario("With it")
    session.drop_model("own-1")
    assert session.next_own_model == "own-2"


def test_looking_at_another_day_is_a_step_back_and_reaches_the_results(session: Session) -> None:
    session.look_at_market(day=date(2025, 1, 28))
    assert session.results.market.day == date(2025, 1, 28)
    assert session.results.shock.day == date(2025, 1, 27)
    session.history.undo()
    assert session.results.market.day == date(2025, 1, 27)


@pytest.mark.parametrize(
    "view",
    [{"day": date(2025, 1, 2)}, {"base": date(2025, 1, 25)}, {"lines": ("XYZ",)}, {"base_month": "2001-01"}],
)
def test_nothing_is_looked_at_that_has_no_closes(session: Session, view: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        session.look_at_market(**view)
    assert session.briefing.market == MarketView()
