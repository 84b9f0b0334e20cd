"""The register: what an entry knows, which entries pass the filters, and which filter to drop where none does."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest

from lagebild.analysis.own_models import with_own_models
from lagebild.analysis.register import Entry, Filters, Hindrance, entries, hindrance, matching, search_text
from lagebild.knowledge.loading import MARKET, Knowledge
from lagebild.state import OwnModel

DAY = date(2026, 11, 21)
CLAIM = Entry(
    "a-27-fold", "claim", "costs", "A", "consistent", False, "derived", frozenset({"article-a", "press"}),
    "2025-01-27", DAY, False,
)  # fmt: skip
GARBLED = CLAIM._replace(id="b-r1-prices", article="B", garbled=True, sources=frozenset({"article-b", "press"}))
FIGURE = Entry(
    "v3-rent", "figure", "training", None, None, False, "primary", frozenset({"v3-report", "self"}), "2024-12-26", DAY,
    True,
)  # fmt: skip
PRICE = Entry(
    "o1", "price", "costs", None, None, False, "several", frozenset({"openai-prices", "vendor"}), "2024-12-17", DAY,
    True,
)  # fmt: skip
SMALL = (CLAIM, GARBLED, FIGURE, PRICE)
SAID = ("Preisabstand zu o1 27-fach Straße", "Preise von R1 0,55 $", "Miete je GPU-Stunde 2 $", "OpenAI o1 15 $ OpenAI")
TEXTS = tuple(search_text("", text) for text in SAID)
USES = {"a-27-fold": frozenset({"situation"}), "o1": frozenset({"costs", "situation"})}
ONE_BY_ONE = {
    "words": ("o1", (0, 3)),
    "kind": ("claim", (0, 1)),
    "area": ("costs", (0, 1, 3)),
    "verdict": ("consistent", (0, 1)),
    "standing": ("several", (3,)),
    "source": ("press", (0, 1)),
    "age": ("overdue", (2, 3)),
    "page": ("situation", (0, 3)),
}
"""For each filter a value, and the places it lets through."""


def found(**filters: str) -> tuple[int, ...]:
    return matching(SMALL, TEXTS, Filters(**filters), USES)


def test_without_a_filter_everything_passes_in_its_order() -> None:
    assert found() == (0, 1, 2, 3)
    assert Filters().active == ()


@pytest.mark.parametrize("name", ONE_BY_ONE)
def test_each_filter_alone_lets_its_own_through(name: str) -> None:
    value, places = ONE_BY_ONE[name]
    assert found(**{name: value}) == places
    assert Filters(**{name: value}).active == (name,)


@pytest.mark.parametrize(("one", "other"), list(combinations(ONE_BY_ONE, 2)))
def test_two_filters_together_let_through_what_both_do(one: str, other: str) -> None:
    (first, here), (second, there) = ONE_BY_ONE[one], ONE_BY_ONE[other]
    assert found(**{one: first, other: second}) == tuple(place for place in here if place in there)


def test_all_filters_together_let_through_what_all_do() -> None:
    every = {name: value for name, (value, _) in ONE_BY_ONE.items()}
    assert found(**every) == ()
    assert found(**{**every, "verdict": "", "standing": "", "source": "", "age": "", "kind": ""}) == (0, 3)
    assert found(**{**every, "verdict": "", "kind": "", "source": ""}) == (3,)


def test_a_misprinted_claim_is_found_by_its_misprint_and_by_its_verdict() -> None:
    assert found(verdict="garbled") == (1,)
    assert 1 in found(verdict="consistent")


def test_a_source_is_found_by_its_id_and_by_what_it_has_at_stake() -> None:
    assert found(source="v3-report") == found(source="self") == (2,)


def test_what_is_not_due_for_a_check_is_up_to_date() -> None:
    assert set(found(age="current")) == set(range(4)) - set(found(age="overdue"))


def test_words_are_found_in_any_order_and_case() -> None:
    assert found(words="o1 preisabstand") == found(words="PREISABSTAND o1") == (0,)
    assert found(words="STRASSE") == (0,)
    assert found(words="  o1\u00a0 27 ") == (0,)
    assert found(words="o1 r1") == ()


def test_nothing_hinders_where_no_filter_is_set() -> None:
    assert hindrance((), (), Filters(), {}) is None


def test_the_filter_that_frees_most_is_the_one_to_drop() -> None:
    assert found(area="costs", standing="primary") == ()
    assert hindrance(SMALL, TEXTS, Filters(area="costs", standing="primary"), USES) == Hindrance("standing", 3)
    three = Filters(words="r1", verdict="consistent", page="costs")
    assert hindrance(SMALL, TEXTS, three, USES) == Hindrance("page", 1)


def test_where_no_single_filter_frees_anything_none_is_named() -> None:
    assert hindrance(SMALL, TEXTS, Filters(kind="series", page="risks"), USES) is None


# ---- the entries of the knowledge


def test_every_claim_figure_offer_and_series_is_one_entry(knowledge: Knowledge) -> None:
    found = entries(knowledge, DAY)
    ids = [*knowledge.claims, *knowledge.figures, *knowledge.offers, *(f"{MARKET}{id}" for id in knowledge.closes)]
    assert [entry.id for entry in found] == ids
    assert len(set(ids)) == len(ids)
    for entry in found:
        assert (entry.verdict is not None) == (entry.kind == "claim") == (entry.article is not None)
        assert entry.standing == knowledge.standing(entry.id)


def test_claims_stand_in_the_order_of_the_articles(knowledge: Knowledge) -> None:
    articles = [entry.article for entry in entries(knowledge, DAY) if entry.kind == "claim"]
    assert articles == sorted(articles, key=["A", "B", "AB"].index)


def test_a_claim_carries_its_article_and_the_sources_of_what_it_rests_on(knowledge: Knowledge) -> None:
    entry = next(entry for entry in entries(knowledge, DAY) if entry.id == "b-600bn")
    claim = knowledge.claims["b-600bn"]
    cited = {source for id in claim.records for source in knowledge.figure(id).sources}
    assert cited and cited | {"article-b"} <= entry.sources
    assert {knowledge.sources[source].interest for source in cited} <= entry.sources


def test_a_misprint_is_known(knowledge: Knowledge) -> None:
    garbled = {entry.id for entry in entries(knowledge, DAY) if entry.garbled}
    assert garbled == {claim.id for claim in knowledge.claims.values() if claim.printing == "garbled"} != set()


def test_on_the_day_of_the_knowledge_nothing_is_due(knowledge: Knowledge) -> None:
    assert not any(entry.overdue for entry in entries(knowledge, knowledge.about.as_of))


def test_an_entry_is_due_the_day_after_its_last_day(knowledge: Knowledge) -> None:
    due = knowledge.due("deepseek-v4-pro-nebius")
    assert due is not None
    for today, overdue in ((due, False), (due + timedelta(days=1), True)):
        by_id = {entry.id: entry for entry in entries(knowledge, today)}
        assert by_id["deepseek-v4-pro-nebius"].overdue is overdue


def test_years_later_everything_is_due_but_the_past(knowledge: Knowledge) -> None:
    later = {entry.id: entry.overdue for entry in entries(knowledge, date(2030, 1, 1))}
    assert sum(later[id] for id in knowledge.figures) == knowledge.overdue(date(2030, 1, 1)) > 100
    assert not any(later[figure.id] for figure in knowledge.figures.values() if figure.area == "market")
    assert not any(overdue for id, overdue in later.items() if id.startswith(MARKET))
    assert later["a-27-fold"]  # it rests on prices
    assert not later["a-nvidia-17pct"]  # on closes of a day that is over


@pytest.mark.parametrize(("typed", "text", "fits"), [
    ("3.65 %", "3.65%", True), ("589 bn", "$589bn", True), ("17", "2017", False), ("ai", "against", False),
    ("-17", "−16,97 bis −17", True), ("o1", "gpt-4 und o1", True),
])  # fmt: skip
def test_short_words_are_found_where_a_word_a_unit_or_a_sign_begins(typed: str, text: str, fits: bool) -> None:
    assert bool(matching((CLAIM,), (search_text(text),), Filters(words=typed), {})) == fits


def test_a_word_repeated_is_the_same_search() -> None:
    assert found(words="o1 " * 20_000) == found(words="o1")


def test_models_of_the_readers_own_are_no_records(knowledge: Knowledge) -> None:
    mine = OwnModel(id="own-1", name="Ours", host="Here", input=1, output=2)
    assert entries(with_own_models(knowledge, (mine,)), DAY) == entries(knowledge, DAY)
