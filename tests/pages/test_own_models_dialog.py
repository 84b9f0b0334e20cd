"""The dialog of own models and contract prices: what it lists, changes, refuses, and how it is reached."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.pages.own_models_dialog import OwnModelsDialog, ask
from lagebild.pages.own_models_list import ModelRow
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.state import MOST_OWN_MODELS, OwnModel, OwnPrice, State
from lagebild.theme import ThemeName, theme
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.numbers import NumberField
from tests.shell import settle

LLAMA = OwnModel(id="own-1", name="Llama at home", host="Frankfurt", input=0.4, output=0.9)
LONG = OwnModel(
    id="own-2",
    name="Donaudampfschifffahrtsgesellschaftskapitänsmodell 4.5",
    host="A host with a very long name and limited liability, too",
    reasoning=True,
    input=123.456789,
    output=999,
    batch_input=100,
    batch_output=500,
)
OURS = {"models": (LLAMA, LONG), "prices": {"o1": OwnPrice(input=10)}}
LATER = date(2026, 11, 21)
"""A day on which o1 has no list price, and some models have two at different hours, or one in euros."""
Opened = Callable[..., OwnModelsDialog]


@pytest.fixture
def opened(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Opened]:
    """Opens the dialog over a briefing with these fields."""
    made: list[OwnModelsDialog] = []

    def show(chosen: str = "", code: Code = "en", look: ThemeName = "light", **fields: Any) -> OwnModelsDialog:
        apply_look(qapp, theme(look))
        dialog = ask(Session(knowledge, Briefing(**fields), Language(code), look, today), chosen=chosen)
        made.append(dialog)
        dialog.activateWindow()
        assert QTest.qWaitForWindowActive(dialog)
        settle()
        return dialog

    yield show
    for dialog in made:
        if shiboken6.isValid(dialog):
            dialog._draft = {}
            dialog.reject()
    settle()
    apply_look(qapp, theme("light"))


def enter(field: QLineEdit | NumberField, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Put `text` over what stands in a field, as pasting does, and leave it."""
    field.setFocus()
    edit = field if isinstance(field, QLineEdit) else field.lineEdit()
    edit.selectAll()
    edit.insert(text)
    QTest.keyClick(field, key)
    settle()


def said(dialog: QWidget) -> list[str]:
    """Every sentence and line in sight."""
    labels = [*dialog.findChildren(Paragraph), *dialog.findChildren(Line)]
    return [label.text().replace(NBSP, " ") for label in labels if label.isVisible() and label.text()]


def rows(dialog: OwnModelsDialog) -> list[ModelRow]:
    return [row for row in dialog.list.models.rows if isinstance(row, ModelRow)]


def row(dialog: OwnModelsDialog, model: str) -> ModelRow:
    return next(row for row in rows(dialog) if row.model == model)


# ---- what it lists


def test_own_models_come_first_then_those_with_a_list_price_on_the_day(opened: Opened) -> None:
    dialog = opened(**OURS)
    groups = [one for one in dialog.list.models.rows if isinstance(one, str)]
    assert groups == ["Own models", "With a list price on that day"]
    assert [one.model for one in rows(dialog)][:2] == ["own-1", "own-2"]
    assert {one.model for one in rows(dialog)} == set(dialog._session.results.api_costs.quotes)


def test_prices_in_the_list_are_those_that_count_with_a_chip_where_they_are_own(opened: Opened) -> None:
    dialog = opened(**OURS)
    assert row(dialog, "o1").prices == ("$10.00", "$60.00") and row(dialog, "o1").chip == "Your price"
    assert row(dialog, "deepseek-r1").prices == ("$0.55", "$2.19") and not row(dialog, "deepseek-r1").chip
    assert row(dialog, "own-1").spoken == "Llama at home, Frankfurt, Input $0.40, Output $0.90, Your price"


def test_an_own_price_is_listed_on_a_day_without_a_list_price_and_said_not_to_count(opened: Opened) -> None:
    dialog = opened("o1", as_of=LATER, **OURS)
    assert rows(dialog)[-1].model == "o1" and rows(dialog)[-1].prices == ("–", "–")
    assert any("Your price counts on days with a list price." in words for words in said(dialog))
    assert not dialog.apply.isVisible()


def test_typing_filters_by_name_and_host(opened: Opened) -> None:
    dialog = opened(**OURS)
    dialog.search.setText("r1 firew")
    assert [one.model for one in rows(dialog)] == ["deepseek-r1-fireworks"]
    dialog.search.setText("<b>")
    assert not dialog.list.isVisible() and "Nothing is called “<b>”." in said(dialog)


def test_an_edit_leaves_the_list_where_it_was_scrolled_to(opened: Opened) -> None:
    dialog = opened("o1", as_of=date(2025, 2, 1))
    bar = dialog.list.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    enter(dialog.prices.fields["input"], "12")
    assert before > 0 and abs(bar.value() - before) <= 1


# ---- contract prices


def test_list_prices_stand_beside_empty_fields_that_say_what_they_count_as(opened: Opened) -> None:
    dialog = opened("o1")
    assert [line.text() for line in dialog.prices._listed.values()] == ["$15.00", "$60.00", "$7.50", "$7.50", "$30.00"]
    empty = {name: field.lineEdit().placeholderText() for name, field in dialog.prices.fields.items()}
    assert set(empty.values()) == {"list price"}
    enter(dialog.prices.fields["input"], "12")
    empty = {name: field.lineEdit().placeholderText() for name, field in dialog.prices.fields.items()}
    assert (empty["output"], empty["cached_input"]) == ("list price", "as input")
    assert (empty["batch_input"], empty["batch_output"]) == ("as input", "as output")


def test_a_contract_price_is_one_step_of_the_session_and_emptying_takes_the_list_price(opened: Opened) -> None:
    dialog = opened("o1")
    session, field = dialog._session, dialog.prices.fields["input"]
    enter(field, "12.5")
    assert session.briefing.prices == {"o1": OwnPrice(input=12.5)} and session.history.count() == 1
    enter(field, "")
    assert session.briefing.prices == {} and field.is_empty()


def test_an_empty_field_counts_as_the_formulas_take_it(opened: Opened) -> None:
    dialog = opened("o1")
    words = {"list price": None, "as input": "peak_input_price", "as output": "peak_output_price"}
    for typed in ({}, {"output": "40"}, {"cached_input": "3"}, {"input": "12"}, {"batch_input": "1"}):
        for name, text in typed.items():
            enter(dialog.prices.fields[name], text)
        taken = dialog._session.results.api_costs.quotes["o1"].lookups
        fields = dialog.prices.fields
        batch_field = next(field for field in (fields["batch_input"], fields["batch_output"]) if field.is_empty())
        offered = words[batch_field.lineEdit().placeholderText()] is None
        assert taken["offers_batch"] == float(offered)
        cached = fields["cached_input"]
        if cached.is_empty():
            assert taken["offers_cache"] == float(words[cached.lineEdit().placeholderText()] is None)


def test_a_discount_fills_every_price_there_is_on_the_list_in_one_step(opened: Opened) -> None:
    dialog = opened("o1")
    enter(dialog.discount, "15")
    own = OwnPrice(input=12.75, output=51, cached_input=6.375, batch_input=6.375, batch_output=25.5)
    assert dialog._session.briefing.prices == {"o1": own} and dialog._session.history.count() == 1
    assert dialog.prices.fields["cached_input"].value() == 6.375
    dialog.take_list.click()
    assert dialog._session.briefing.prices == {} and not dialog.take_list.isEnabled()


def test_a_discount_leaves_empty_what_the_list_does_not_have(opened: Opened) -> None:
    dialog = opened("deepseek-r1")
    enter(dialog.discount, "10")
    assert dialog._session.briefing.prices == {"deepseek-r1": OwnPrice(input=0.495, output=1.971, cached_input=0.126)}


def test_no_discount_is_the_list_price(opened: Opened) -> None:
    dialog = opened("o1", **OURS)
    dialog.apply.click()
    assert "o1" not in dialog._session.briefing.prices


def test_half_a_pair_of_batch_prices_beside_an_own_price_is_said_not_to_count(opened: Opened) -> None:
    dialog = opened("o1", **OURS)
    enter(dialog.prices.fields["batch_input"], "4")
    assert dialog.prices.hints() == {"batch_output": "Prices for batches count together only: enter this one as well."}
    enter(dialog.prices.fields["batch_output"], "20")
    assert not dialog.prices.hints()
    assert dialog._session.results.api_costs.quotes["o1"].lookups["offers_batch"] == 1


def test_a_list_price_in_euros_is_converted_aloud_and_other_hours_are_named(opened: Opened) -> None:
    dialog = opened("gpt-oss-120b-scaleway", as_of=LATER)
    assert any(
        "The list price is in euros, converted here at 1.1172 US dollars per euro" in one for one in said(dialog)
    )
    dialog.choose("deepseek-v4-1-flash")
    assert any("off-peak it is $0.15 / $0.60." in one for one in said(dialog))
    assert not any("euro" in one for one in said(dialog))


def test_a_briefing_in_euros_is_told_that_prices_are_entered_in_dollars(opened: Opened) -> None:
    assert any("Contract prices are entered in US dollars" in one for one in said(opened("o1", currency="EUR")))


@pytest.mark.parametrize("text", ["-1", "1e308", "abc", "1000", "nan", "∞", "0.00000001", "9" * 400])
def test_a_price_that_is_none_is_refused_under_its_field(text: str, opened: Opened) -> None:
    dialog = opened("o1")
    enter(dialog.prices.fields["output"], text)
    assert list(dialog.prices.hints()) == ["output"] and "It stays empty." in dialog.prices.hints()["output"]
    assert dialog._session.briefing == Briefing()
    dialog.choose("deepseek-r1")
    assert not dialog.prices.hints()


# ---- own models


def test_a_model_is_added_with_the_keys_as_one_step(opened: Opened) -> None:
    dialog = opened()
    session = dialog._session
    dialog.add.click()
    enter(dialog.names["name"], "House model", Qt.Key.Key_Tab)
    enter(dialog.names["host"], "Cellar", Qt.Key.Key_Tab)
    dialog.reasons.click()
    enter(dialog.prices.fields["input"], "0.5", Qt.Key.Key_Tab)
    assert not session.history.canUndo()
    enter(dialog.prices.fields["output"], "1.5")  # Enter adds
    added = OwnModel(id="own-1", name="House model", host="Cellar", reasoning=True, input=0.5, output=1.5)
    assert session.briefing.models == (added,) and session.history.count() == 1
    assert dialog.shown == "own-1" and row(dialog, "own-1").name == "House model"
    dialog.undo_button.click()
    settle()
    assert session.briefing == Briefing() and dialog.shown == "deepseek-r1"


def test_a_new_model_that_lacks_something_is_refused_there(opened: Opened) -> None:
    dialog = opened(**OURS)
    dialog.add.click()
    dialog.create_button.click()
    assert dialog._name_hints["name"].text() == "No name was entered." and dialog.names["name"].hasFocus()
    enter(dialog.names["name"], "Llama at home", Qt.Key.Key_Tab)
    enter(dialog.names["host"], "Frankfurt", Qt.Key.Key_Tab)
    dialog.create_button.click()
    assert dialog._name_hints["name"].text() == "Another model of this host is called so already."
    enter(dialog.names["host"], "Berlin", Qt.Key.Key_Tab)
    dialog.create_button.click()
    assert dialog.prices.hints() == dict.fromkeys(("input", "output"), "A model of your own needs this price.")
    assert dialog.prices.fields["input"].hasFocus()
    enter(dialog.prices.fields["input"], "1", Qt.Key.Key_Tab)
    enter(dialog.prices.fields["output"], "0", Qt.Key.Key_Tab)
    enter(dialog.prices.fields["batch_output"], "0", Qt.Key.Key_Tab)
    dialog.create_button.click()
    assert list(dialog.prices.hints()) == ["batch_input"] and dialog.prices.fields["batch_input"].hasFocus()
    assert not dialog._session.history.canUndo()


HOSTILE = ["", "   ", "\u202eevil", "a\x07b", "\u200b", "x" * 61]


@pytest.mark.parametrize("name", HOSTILE, ids=["empty", "spaces", "turned", "bell", "nothing seen", "long"])
def test_a_name_that_is_none_is_refused_and_the_old_one_stays(name: str, opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    field = dialog.names["name"]
    field.setFocus()
    field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog._name_hints["name"].text().endswith("It stays at Llama at home.")
    assert not dialog._session.history.canUndo()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert field.text() == "Llama at home"


def test_markup_in_a_name_is_shown_as_it_is(opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    enter(dialog.names["name"], "<b>{0} & %s</b>")
    assert dialog._session.briefing.models[0].name == "<b>{0} & %s</b>"
    assert "<b>{0} & %s</b>" in said(dialog) and row(dialog, "own-1").name == "<b>{0} & %s</b>"


def test_an_own_model_keeps_its_required_prices_and_takes_pairs_for_batches(opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    fields, session = dialog.prices.fields, dialog._session
    enter(fields["output"], "")
    assert dialog.prices.hints() == {"output": "A model of your own needs this price."}
    assert fields["output"].value() == 0.9 and not session.history.canUndo()
    enter(fields["batch_input"], "0.2")
    assert "batch_output" in dialog.prices.hints() and session.briefing.models[0] == LLAMA
    enter(fields["batch_output"], "0.3")
    assert (session.briefing.models[0].batch_input, session.briefing.models[0].batch_output) == (0.2, 0.3)
    enter(fields["batch_input"], "")
    assert session.briefing.models[0] == LLAMA and fields["batch_output"].value() == 0.3


def test_a_deleted_model_leaves_the_comparison_and_comes_back_with_undo(opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    session = dialog._session
    dialog.compared[1].click()
    assert session.briefing.compare == ("deepseek-r1", "own-1") and dialog.compared[1].isChecked()
    dialog.drop.click()
    settle()
    assert session.briefing.compare == ("deepseek-r1", "o1") and dialog.shown == "deepseek-r1"
    QTest.keyClick(dialog.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert session.briefing.compare == ("deepseek-r1", "own-1") and row(dialog, "own-1")
    QTest.keyClick(dialog.list, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.briefing.compare == ("deepseek-r1", "o1")


def test_comparing_with_the_model_in_the_other_place_swaps_them(opened: Opened) -> None:
    dialog = opened("o1")
    dialog.compared[0].click()
    assert dialog._session.briefing.compare == ("o1", "deepseek-r1")
    assert [button.isChecked() for button in dialog.compared] == [True, False]
    dialog.compared[0].click()  # it is there already
    assert dialog.compared[0].isChecked() and dialog._session.history.count() == 1


def test_there_is_room_for_so_many_and_no_more(opened: Opened) -> None:
    models = tuple(LLAMA.changed(id=f"own-{n}", name=f"Model {n}") for n in range(1, MOST_OWN_MODELS + 1))
    dialog = opened(models=models)
    assert not dialog.add.isEnabled() and "No more than 12 own models." in said(dialog)


def test_undo_here_goes_no_further_back_than_the_dialog(opened: Opened) -> None:
    dialog = opened("o1")
    session = dialog._session
    session.edit("api_costs", people=400)
    dialog.reject()
    settle()
    later = ask(session, chosen="o1")
    assert not later.undo_button.isEnabled()
    later._undo()
    assert session.briefing.inputs == {"api_costs": {"people": 400}}
    later.reject()


def test_a_new_model_is_kept_over_a_look_at_another_and_closing_asks_once(opened: Opened) -> None:
    dialog = opened()
    dialog.add.click()
    enter(dialog.names["name"], "House model", Qt.Key.Key_Tab)
    dialog.choose("o1")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible() and dialog.names["name"].text() == "House model"
    assert dialog.lacking.text() == "This model is not added yet. Closing once more drops it."
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(dialog)


def test_what_is_discarded_is_gone(opened: Opened) -> None:
    dialog = opened()
    dialog.add.click()
    enter(dialog.names["name"], "House model", Qt.Key.Key_Tab)
    dialog.discard.click()
    dialog.add.click()
    assert dialog.names["name"].text() == "" and not dialog._session.history.canUndo()


# ---- how it looks, and how it is reached


CASES = [
    ("o1", OURS),
    ("own-2", OURS),
    ("own-2", OURS | {"as_of": LATER, "currency": "EUR"}),
    ("deepseek-v4-1-flash", OURS | {"as_of": LATER, "currency": "EUR"}),
    ("gpt-oss-120b-scaleway", OURS | {"as_of": LATER}),
    ("o1", OURS | {"as_of": LATER}),
    ("", {}),
]


@pytest.mark.parametrize("size", [(890, 464), (1_000, 720), (1_900, 1_000)])
@pytest.mark.parametrize(("chosen", "fields"), CASES)
@pytest.mark.parametrize(("code", "look"), [("de", "light"), ("en", "dark")])
def test_no_word_is_cut_and_every_control_has_a_name(
    code: Code, look: ThemeName, chosen: str, fields: dict[str, Any], size: tuple[int, int], opened: Opened
) -> None:
    dialog = opened(chosen, code, look, **fields)
    dialog.resize(*size)
    if not fields:
        dialog.add.click()
    settle()
    assert (dialog.width(), dialog.height()) == size
    cut = []

    def watch(words: str, box: QRectF, room: QRectF) -> None:
        if not room.adjusted(-1.5, -30, 1.5, 30).contains(box) and room.height() < 200:  # down it scrolls
            cut.append(words)

    with watch_texts(watch):
        dialog.grab()
    assert not cut
    area = dialog.findChild(ScrolledDown)
    assert area is not None and (form := area.widget()) is not None
    assert form.minimumSizeHint().width() <= area.viewport().width()
    stops = [
        part
        for part in dialog.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy().value & 1 and not isinstance(part.parent(), QAbstractSpinBox)
    ]
    assert stops and not [part for part in stops if not part.accessibleName()]


def test_tab_reaches_everything_in_reading_order_and_scrolls_to_it(opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    dialog.resize(890, 464)
    dialog.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(30):
        now = QGuiApplication.focusObject()
        assert isinstance(now, QWidget)
        if now in reached:
            break
        assert now.visibleRegion().boundingRect().height() >= min(now.height(), 20)
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
        settle()
    fields = dialog.prices.fields.values()
    wanted = (
        dialog.search, dialog.list, dialog.add, *dialog.compared, *dialog.names.values(), dialog.reasons, *fields,
        dialog.drop,
    )  # fmt: skip
    order = [reached.index(part) for part in wanted]
    assert order == sorted(order)


def test_arrows_in_the_search_move_in_the_list_and_enter_goes_to_the_prices(opened: Opened) -> None:
    dialog = opened(**OURS)
    dialog.search.setText("openai o1")
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    first = dialog.shown
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert first != dialog.shown and {first, dialog.shown} <= {one.model for one in rows(dialog)}
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.prices.fields["input"].hasFocus() and dialog.isVisible()
    dialog.search.setFocus()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.search.text() and dialog.isVisible()
    QTest.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


# ---- models that only the state put aside still has


def test_a_step_forth_that_deletes_a_model_of_b_leaves_its_form(opened: Opened) -> None:
    dialog = opened("own-1", models=(LLAMA,), kept=State(models=(LLAMA,)))
    dialog.drop.click()
    settle()
    dialog._undo()
    settle()
    dialog.choose("own-1")
    dialog._redo()
    settle()
    assert dialog.shown == "deepseek-r1"


def test_a_model_deleted_in_the_same_turn_is_neither_compared_nor_priced(opened: Opened) -> None:
    dialog = opened("own-1", models=(LLAMA,), kept=State(models=(LLAMA,)))
    dialog._session.drop_model("own-1")
    dialog.compared[0].click()
    dialog._price("input", 5.0)
    settle()
    assert dialog._session.briefing.compare == State().compare and not dialog._session.briefing.prices


def test_a_model_may_be_called_as_one_that_only_b_has(opened: Opened) -> None:
    dialog = opened(kept=State(models=(LLAMA,)))
    dialog.add.click()
    for key in ("name", "host"):
        enter(dialog.names[key], getattr(LLAMA, key), Qt.Key.Key_Tab)
    for price in ("input", "output"):
        enter(dialog.prices.fields[price], "1", Qt.Key.Key_Tab)
    dialog.create_button.click()
    settle()
    assert [model.name for model in dialog._session.briefing.models] == [LLAMA.name]


# ---- what Escape and a step back leave alone


def test_steps_back_end_where_the_dialog_was_opened(opened: Opened) -> None:
    dialog = opened("o1")
    session = dialog._session
    session.edit("api_costs", people=500.0)
    session.set_price("o1", input=10.0)
    dialog.reject()
    settle()
    again = ask(session, chosen="o1")
    before = session.briefing
    session.set_price("o1", input=20.0)
    settle()
    for _ in range(3):
        again._undo()
        settle()
    assert session.briefing == before and not again.undo_button.isEnabled()
    again.reject()


def test_escape_takes_back_what_is_being_typed_before_it_closes(opened: Opened) -> None:
    dialog = opened("own-1", **OURS)
    session = dialog._session
    price, name = dialog.prices.fields["input"], dialog.names["name"]
    for field, edit in ((price, price.lineEdit()), (name, name)):
        field.setFocus()
        shown = edit.text()
        edit.selectAll()
        QTest.keyClicks(edit, "5")
        QTest.keyClick(field, Qt.Key.Key_Escape)
        settle()
        assert dialog.isVisible() and edit.text() == shown
    QTest.keyClick(name, Qt.Key.Key_Escape)
    settle()
    assert not shiboken6.isValid(dialog) or not dialog.isVisible()
    assert session.briefing.models == OURS["models"]


def test_a_price_half_typed_is_not_taken_when_escape_closes(opened: Opened) -> None:
    dialog = opened("o1")
    session, field = dialog._session, dialog.prices.fields["input"]
    field.setFocus()
    QTest.keyClicks(field.lineEdit(), "5")
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_Escape)
        settle()
    assert not session.briefing.prices
