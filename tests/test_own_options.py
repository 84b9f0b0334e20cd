"""Options in a briefing and in the session: what is refused, kept, undone, and what goes with an option."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from PySide6.QtWidgets import QApplication

from lagebild.briefing import Briefing, parse, written
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.own_options import OwnOption
from lagebild.session import Session
from lagebild.state import OwnModel

HOST = {"id": "option-1", "name": "Our host", "based_on": "eu_hosted"}


@pytest.fixture
def session(qapp: QApplication, knowledge: Knowledge, today: date) -> Iterator[Session]:
    session = Session(knowledge, Briefing(), Language("en"), "light", today)
    yield session
    QApplication.sendPostedEvents(session)


def read(knowledge: Knowledge, **fields: Any) -> Briefing:
    return parse(json.dumps({"format": 1, **fields}).encode(), knowledge, "a.lagebild")


# ---- files


def test_options_come_back_as_they_were_written(knowledge: Knowledge) -> None:
    question = knowledge.questions[0]
    briefing = Briefing(
        knowledge=knowledge.about.version,
        options=(
            OwnOption(id="api_cn", name="Peking", hidden=True),
            OwnOption(id="option-2", name="Ours", based_on="own", model="o1", weeks_to_start=3.5),
        ),
        answers={question.id: {"option-2": "met", "api_cn": "open"}},
        measures={question.id: {"option-2": (question.measures[0].id,)}} if question.measures else {},
    )
    assert parse(written(briefing, knowledge), knowledge, "a") == briefing


@pytest.mark.parametrize(
    ("options", "place"),
    [
        ([{"id": "option-5", "name": "x", "based_on": "own"}], "options.0.id"),
        ([{"id": "option-1", "based_on": "own"}], "options.0.name"),
        ([{"id": "option-1", "name": "x"}], "options.0.based_on"),
        ([{**HOST, "based_on": "option-2"}], "options.0.based_on"),
        ([{**HOST, "name": " "}], "options.0.name"),
        ([{**HOST, "name": "x" * 31}], "options.0.name"),
        ([{**HOST, "weeks_to_start": -1}], "options.0.weeks_to_start"),
        ([{**HOST, "weeks_to_start": 521}], "options.0.weeks_to_start"),
        ([{**HOST, "weeks_to_start": "3"}], "options.0.weeks_to_start"),
        ([{"id": "own", "model": "o1"}], "options.0.model"),
        ([{"id": "own", "based_on": "western"}], "options.0.based_on"),
        ([HOST, HOST], "option-1"),
        ([{"id": "own", "colour": "red"}], "options.0.colour"),
        ([{"id": one, "hidden": True} for one in ("api_cn", "own", "western")], "2"),
    ],
)
def test_options_that_do_not_fit_are_refused_with_their_place(knowledge: Knowledge, options: Any, place: str) -> None:
    with pytest.raises(UserError) as refused:
        read(knowledge, options=options)
    assert place in refused.value.sentences(Language("en"))[0]


def test_bounds_of_the_weeks_are_named(knowledge: Knowledge) -> None:
    with pytest.raises(UserError) as refused:
        read(knowledge, options=[{**HOST, "weeks_to_start": 1000}])
    assert "between 0 and 520" in refused.value.sentences(Language("en"))[0]


@pytest.mark.parametrize("field", ["answers", "measures"])
def test_answers_for_an_option_there_is_not_are_refused(knowledge: Knowledge, field: str) -> None:
    question = next(question for question in knowledge.questions if question.measures)
    value: Any = "met" if field == "answers" else [question.measures[0].id]
    given = {field: {question.id: {"option-1": value}}}
    assert read(knowledge, options=[HOST], **given)
    with pytest.raises(UserError) as refused:
        read(knowledge, **given)
    assert f"{field}.{question.id}.option-1" in refused.value.sentences(Language("en"))[0]


def test_a_model_that_is_not_known_is_named(knowledge: Knowledge) -> None:
    for model in ("gpt-99", "own-7"):
        with pytest.raises(UserError) as refused:
            read(knowledge, options=[{**HOST, "model": model}])
        assert model in refused.value.sentences(Language("en"))[0]


# ---- the session


def test_every_change_of_an_option_is_undone(session: Session) -> None:
    question = session.knowledge.questions[0].id
    session.answer(question, "eu_hosted", "partly")
    seen = [session.briefing]

    def after(change: object) -> None:
        seen.append(session.briefing)

    after(session.name_option("own", "The cellar"))
    after(session.hide_option("api_cn"))
    after(session.copy_option("eu_hosted", "Copy"))
    after(session.add_option("New", "western"))
    after(session.set_option("option-2", model="o1"))
    after(session.set_option("option-2", weeks_to_start=4.0))
    after(session.hide_option("option-2"))
    after(session.drop_option("option-1"))
    for briefing in reversed(seen[:-1]):
        session.history.undo()
        assert session.briefing == briefing


def test_a_name_and_a_hidden_option_leave_nothing_behind_when_they_are_taken_back(session: Session) -> None:
    session.name_option("own", "The cellar")
    session.hide_option("own")
    session.hide_option("own", hidden=False)
    session.name_option("own", None)
    assert session.briefing == Briefing()


def test_a_copy_has_the_answers_and_measures_of_its_pattern_and_a_new_option_none(session: Session) -> None:
    question = next(question for question in session.knowledge.questions if question.measures)
    session.answer(question.id, "eu_hosted", "open")
    session.take_measure(question.id, "eu_hosted", question.measures[0].id)
    assert session.copy_option("eu_hosted", "Copy") == "option-1"
    assert session.add_option("New", "eu_hosted") == "option-2"
    given, taken = session.briefing.answers[question.id], session.briefing.measures[question.id]
    assert given == {"eu_hosted": "open", "option-1": "open"}
    assert taken["option-1"] == taken["eu_hosted"] and "option-2" not in taken


def test_a_copy_of_an_own_option_keeps_offer_and_weeks(session: Session) -> None:
    session.add_option("Night", "own")
    session.set_option("option-1", model="o1", weeks_to_start=3.0)
    session.hide_option("option-1")
    session.copy_option("option-1", "Day")
    copy = session.briefing.options[-1]
    assert copy == OwnOption(id="option-2", name="Day", based_on="own", model="o1", weeks_to_start=3.0)


def test_what_is_dropped_takes_its_answers_and_measures_away_and_its_place_is_free(session: Session) -> None:
    question = next(question for question in session.knowledge.questions if question.measures)
    session.add_option("One", "own")
    session.add_option("Two", "own")
    session.answer(question.id, "option-1", "open")
    session.answer(question.id, "option-2", "met")
    session.take_measure(question.id, "option-1", question.measures[0].id)
    session.drop_option("option-1")
    assert session.briefing.answers == {question.id: {"option-2": "met"}} and session.briefing.measures == {}
    assert session.add_option("Three", "own") == "option-1"
    assert [option.id for option in session.results.options][-2:] == ["option-1", "option-2"]


def test_there_is_no_fifth_own_option_and_two_stay_shown(session: Session) -> None:
    for name in "abcd":
        session.add_option(name, "own")
    with pytest.raises(ValueError, match="4 own options"):
        session.add_option("e", "own")
    for id in session.results.option_ids[2:]:
        session.hide_option(id)
    with pytest.raises(ValidationError):
        session.hide_option("api_cn")


def test_a_model_that_is_gone_is_no_longer_the_one_that_counts(session: Session, knowledge: Knowledge) -> None:
    mine = OwnModel(id="own-1", name="Llama", host="Home", input=1, output=2)
    session.add_scenario("Before")
    session.set_model(mine)
    session.add_option("Ours", "own")
    session.set_option("option-1", model="own-1")
    kept = session.briefing
    session.use_scenario(0)  # which has no such model
    assert session.briefing.options[0].model is None
    assert parse(written(session.briefing, knowledge), knowledge, "a").options == session.briefing.options
    session.history.undo()
    assert session.briefing == kept
    session.drop_model("own-1")
    assert session.briefing.options[0].model is None
