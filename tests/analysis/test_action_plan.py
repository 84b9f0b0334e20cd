"""The action plan: what it lists and in which order, and what the checklist can be narrowed to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from lagebild.analysis.action_plan import in_order, owners, plan, unanswered
from lagebild.analysis.checklist_filters import Filters, hindrance, matching
from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing, Reason, Task
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.wording import action_plan as wording

TODAY = date(2026, 11, 21)
EN = Language("en")


def results_of(knowledge: Knowledge, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), TODAY)


def test_only_what_is_open_or_partly_met_is_listed_and_unclear_once_somebody_sees_to_it(knowledge: Knowledge) -> None:
    first, second, *_ = knowledge.questions
    answers = {
        first.id: {"api_cn": "open", "eu_hosted": "partly", "own": "met", "western": "unclear"},
        second.id: {"api_cn": "not_applicable", "own": "unclear"},
    }
    found = plan(results_of(knowledge, answers=answers))
    assert [(item.question.id, item.option.id) for item in found] == [(first.id, "api_cn"), (first.id, "eu_hosted")]
    tasks = {
        first.id: {"own": Task(owner="Anna")},
        second.id: {"own": Task(due=TODAY), "eu_hosted": Task(owner="Anna")},
    }
    found = plan(results_of(knowledge, answers=answers, tasks=tasks))
    assert [(item.question.id, item.option.id) for item in found] == [
        (second.id, "own"), (first.id, "api_cn"), (first.id, "eu_hosted"),
    ]  # fmt: skip


def test_the_earliest_day_comes_first_then_the_weight_then_knock_outs_and_no_day_last(knowledge: Knowledge) -> None:
    answers = {question.id: {"own": "open"} for question in knowledge.questions}
    late, early = knowledge.questions[-1].id, knowledge.questions[-2].id
    tasks = {late: {"own": Task(due=TODAY)}, early: {"own": Task(due=TODAY - timedelta(days=3))}}
    found = plan(results_of(knowledge, answers=answers, tasks=tasks))
    assert [item.question.id for item in found[:2]] == [early, late]
    rest = [(-item.question.weight, not item.question.knockout) for item in found[2:]]
    assert rest == sorted(rest) and len(found) == len(knowledge.questions)
    assert all(item.due is None for item in found[2:])


def test_ticked_measures_leave_the_list_of_those_to_take_and_the_item_stays(knowledge: Knowledge) -> None:
    question = next(one for one in knowledge.questions if len(one.measures) > 1 and one.measures[0].moves[0] == "open")
    first, *others = question.measures
    fields = {"answers": {question.id: {"own": "open"}}, "reasons": {question.id: Reason(text="why", written=TODAY)}}
    (item,) = plan(results_of(knowledge, **fields))
    assert item.measures == question.measures and item.ticked == () and item.reached == "open" and item.reason == "why"
    (item,) = plan(results_of(knowledge, **fields, measures={question.id: {"own": (first.id,)}}))
    assert item.measures == tuple(others) and item.ticked == (first,) and item.answer == "open"
    assert item.reached == first.moves[1]


def test_days_are_said_from_today(knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    said = {
        -3: "overdue by 3 days", -1: "overdue by 1 day", 0: "due today", 1: "due tomorrow", 2: "in 2 days",
        400: "in 400 days",
    }  # fmt: skip
    for days, words in said.items():
        tasks = {id: {"own": Task(due=TODAY + timedelta(days=days))}}
        (item,) = plan(results_of(knowledge, answers={id: {"own": "open"}}, tasks=tasks))
        assert wording.days_words(item, TODAY, EN) == words
        assert item.is_overdue(TODAY) == (days < 0) and item.days_left(TODAY) == days


def test_what_is_missing_comes_last_whichever_way_the_plan_is_sorted(knowledge: Knowledge) -> None:
    answers = {question.id: {"own": "open"} for question in knowledge.questions[:4]}
    ids = list(answers)
    tasks = {ids[1]: {"own": Task(owner="berta", due=TODAY)}, ids[2]: {"own": Task(owner="Anna", due=date(2027, 1, 1))}}
    items = plan(results_of(knowledge, answers=answers, tasks=tasks))
    places = wording.listed(items, wording.Filters())
    for column, rising in ((wording.DUE, ["berta", "Anna"]), (wording.OWNER, ["Anna", "berta"])):
        for descending in (False, True):
            named = [items[place].owner for place in wording.ordered(items, places, column, descending)]
            assert named == [*(reversed(rising) if descending else rising), "", ""]
    assert wording.ordered(items, places, -1, descending=False) == places


def test_the_plan_is_filtered_by_option_and_owner_and_names_the_filter_to_drop(knowledge: Knowledge) -> None:
    id = knowledge.questions[0].id
    answers = {id: {"own": "open", "api_cn": "open"}}
    items = plan(results_of(knowledge, answers=answers, tasks={id: {"own": Task(owner="Anna")}}))
    assert [items[place].option.id for place in wording.listed(items, wording.Filters("own"))] == ["own"]
    assert [items[place].option.id for place in wording.listed(items, wording.Filters(owner=wording.NOBODY))] == [
        "api_cn"
    ]
    both = wording.Filters("api_cn", "Anna")
    assert wording.listed(items, both) == () and wording.hindrance(items, both) in both.active
    assert wording.hindrance(items, wording.Filters("western", "nobody of that name")) == ""


def test_the_checklist_is_narrowed_by_answers_and_owners(knowledge: Knowledge) -> None:
    order = in_order(results_of(knowledge))
    first, second, third = order[:3]
    answers = {first.id: dict.fromkeys(OPTIONS, "met") | {"own": "open"}, second.id: {"own": "unclear"}}
    tasks = {first.id: {"own": Task(owner="Anna")}, third.id: {"own": Task(owner="Berta")}}
    found = results_of(knowledge, answers=answers, tasks=tasks)
    assert matching(found, Filters()) == tuple(question.id for question in order)
    assert matching(found, Filters("open")) == (first.id,)
    assert matching(found, Filters("unclear")) == (second.id,)
    assert matching(found, Filters("unanswered")) == tuple(question.id for question in order[1:])
    assert matching(found, Filters("knockout")) == tuple(question.id for question in order if question.knockout)
    assert owners(found) == ("Anna", "Berta")
    assert matching(found, Filters(owner="Anna")) == matching(found, Filters("open", "Anna")) == (first.id,)
    assert matching(found, Filters("unanswered", "Anna")) == ()  # it is answered for the option she sees to
    lost = hindrance(found, Filters("unclear", "Anna"))
    assert lost is not None and lost.found == 1 and lost.name in ("standing", "owner")
    assert hindrance(found, Filters("open", "Carla")) == ("owner", 1)


def test_what_is_unanswered_is_counted_by_theme(knowledge: Knowledge) -> None:
    nothing = results_of(knowledge)
    assert len(unanswered(nothing)) == len(knowledge.questions) * len(OPTIONS)
    question = knowledge.questions[0]
    some = results_of(knowledge, answers={question.id: {"own": "met"}})
    assert len(unanswered(some, question.theme)) == len(unanswered(nothing, question.theme)) - 1
    assert (question, "own") not in unanswered(some)


@pytest.mark.parametrize(
    ("late", "owned", "count", "said"),
    [
        (0, 1, 1, "1 item is to be done; it has an owner and is not overdue."),
        (1, 0, 1, "1 item is to be done; it is overdue."),
        (0, 0, 1, "1 item is to be done; it has no owner."),
        (0, 3, 3, "3 items are to be done; each has an owner, none is overdue."),
        (1, 3, 3, "3 items are to be done; 1 of them is overdue."),
        (2, 2, 3, "3 items are to be done; 2 of them are overdue, 1 has no owner."),
        (0, 1, 3, "3 items are to be done; 2 have no owner."),
    ],
)
def test_what_is_late_and_what_is_nobodys_is_said(
    late: int, owned: int, count: int, said: str, knowledge: Knowledge
) -> None:
    ids = [question.id for question in knowledge.questions[:count]]
    answers = {id: {"own": "open"} for id in ids}
    tasks = {
        id: {"own": Task(owner="Ops" if place < owned else "", due=TODAY - timedelta(days=1) if place < late else None)}
        for place, id in enumerate(ids)
    }
    assert str(wording.answer(results_of(knowledge, answers=answers, tasks=tasks), EN)) == said
