"""How well a record is checked, and when it is due for the next check."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest

from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.knowledge.records import Checked, Source, Standing
from lagebild.knowledge.standing import STANDINGS, due, standing, weakest


def source(id: str, publisher: str = "", *, seen: bool = True) -> Source:
    return Source(id=id, title=id, publisher=publisher, interest="press", text_seen=seen)


REUTERS, ALSO_REUTERS = source("wire", "Reuters"), source("agency", "Reuters")
BLOOMBERG, UNREAD = source("daily", "Bloomberg"), source("blog", "A blog", seen=False)
ARTICLE = source("article-a", "The article itself")


@pytest.mark.parametrize(
    ("checked", "sources", "expected"),
    [
        ("primary", (REUTERS,), "primary"),
        ("derived", (), "derived"),
        ("assumption", (), "assumption"),
        ("unconfirmed", (REUTERS, BLOOMBERG), "unconfirmed"),
        ("secondary", (REUTERS,), "single"),
        ("secondary", (REUTERS, BLOOMBERG), "several"),
    ],
)
def test_there_are_six_words(checked: Checked, sources: tuple[Source, ...], expected: Standing) -> None:
    assert standing(checked, sources) == expected


def test_each_of_the_six_words_occurs_in_the_knowledge(knowledge: Knowledge) -> None:
    assert {knowledge.standing(id) for id in knowledge.figures} == set(STANDINGS)
    assert len(STANDINGS) == 6


def test_two_reports_of_one_publisher_are_one_source() -> None:
    assert standing("secondary", (REUTERS, ALSO_REUTERS)) == "single"


def test_a_text_nobody_read_confirms_nothing() -> None:
    assert standing("secondary", (REUTERS, UNREAD)) == "single"


def test_an_article_that_is_examined_confirms_nothing() -> None:
    assert standing("secondary", (REUTERS, ARTICLE)) == "single"


def test_sources_without_a_publisher_are_told_apart_by_their_ids() -> None:
    assert standing("secondary", (source("one"), source("two"))) == "several"
    assert standing("secondary", (source("one"), source("one"))) == "single"


def test_a_statement_is_as_well_checked_as_the_weakest_it_rests_on() -> None:
    for strong, weak in combinations(STANDINGS, 2):
        assert weakest((strong, weak)) == weakest((weak, strong)) == weak
    assert weakest(()) is None


def test_a_derived_figure_is_no_better_than_its_inputs(knowledge: Knowledge) -> None:
    derived = [figure for figure in knowledge.figures.values() if figure.rests_on]
    assert len(derived) > 20
    for figure in derived:
        rank = STANDINGS.index(knowledge.standing(figure.id))
        assert rank == max(
            STANDINGS.index("derived" if figure.checked == "derived" else knowledge.standing(figure.id)),
            *(STANDINGS.index(knowledge.standing(id)) for id in figure.rests_on),
        ), figure.id
    # not only by the word of the record: some rest on a single report
    assert "single" in {knowledge.standing(figure.id) for figure in derived}


def test_a_claim_is_no_better_than_the_figures_its_verdict_rests_on(knowledge: Knowledge) -> None:
    for claim in knowledge.claims.values():
        assert knowledge.standing(claim.id) == weakest(knowledge.standing(id) for id in claim.records)


def test_a_price_has_the_standing_of_the_day_that_is_asked_for(knowledge: Knowledge) -> None:
    differing = {
        offer.model: {knowledge.standing(offer.model, price.valid_from.date()) for price in offer.prices}
        for offer in knowledge.offers.values()
        if len(offer.prices) > 1
    }
    assert any(len(standings) > 1 for standings in differing.values())
    assert knowledge.standing("o1") in STANDINGS
    # before the first price there is none to speak of: the last one known answers
    assert knowledge.standing("o1", date(2000, 1, 1)) == knowledge.standing("o1")


def test_a_series_of_closes_has_a_standing_too(knowledge: Knowledge) -> None:
    assert knowledge.standing(f"{MARKET}NVDA") in ("single", "several")


def test_an_unknown_record_has_none(knowledge: Knowledge) -> None:
    with pytest.raises(KeyError):
        knowledge.standing("hearsay")


def test_a_record_is_due_so_many_days_after_its_check() -> None:
    assert due(date(2026, 11, 21), {"costs": 90}, "costs") == date(2027, 2, 19)


def test_the_past_does_not_age() -> None:
    assert due(date(2026, 11, 21), {"market": None}, "market") is None
    assert due(date(2026, 11, 21), {}, "market") is None


def test_a_claim_is_due_with_the_first_of_its_figures(knowledge: Knowledge) -> None:
    for claim in knowledge.claims.values():
        days = {knowledge.due(id) for id in claim.records} - {None}
        assert knowledge.due(claim.id) == (min(days) if days else None)


def test_prices_age_as_costs_do_and_closes_never(knowledge: Knowledge) -> None:
    days = knowledge.about.check_after_days["costs"]
    assert days is not None
    due = knowledge.due("deepseek-v4-pro-nebius")
    assert due is not None and (due - knowledge.about.as_of).days == days
    assert knowledge.due("o1") is None  # its last price ended before the knowledge was checked
    assert knowledge.due("price-o1-output") is None
    assert knowledge.due(f"{MARKET}NVDA") is None
