"""What the decision page says: an answer that is true in every case, a ranking with reasons, shares that add up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagebild.analysis.decision import CRITERIA
from lagebild.analysis.results import Results, compute
from lagebild.analysis.risks import OPTIONS
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import NBSP, Language
from lagebild.origin import reader
from lagebild.wording import decision, memo, ranking, standpoints
from lagebild.wording.origins import roots
from lagebild.wording.results import as_json
from lagebild.wording.shares import settled_share

TODAY = date(2026, 11, 21)
EN = Language("en")
MIXED = {"api_cn": "partly", "eu_hosted": "met", "own": "open", "western": "partly"}
"""One answer to all questions, by option: 50, 0 and 50 risk points, and own hardware blocked."""


def answered(knowledge: Knowledge, answers: dict[str, str], **fields: Any) -> Results:
    """The results when every question has the same answer for an option."""
    given = {question.id: dict(answers) for question in knowledge.questions}
    return compute(knowledge, Briefing(**{"as_of": TODAY, "answers": given, **fields}), TODAY)


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def headline(knowledge: Knowledge, answers: dict[str, str], **fields: Any) -> str:
    return plain(decision.answer(answered(knowledge, answers, **fields), EN))


# ---- the answer


def partly_answered(results: Results, share: float, answer: str = "met") -> str:
    """The answer when this share of the questions is answered for every option."""
    questions = results.knowledge.questions
    chosen = questions[: round(len(questions) * share)]
    answers = {question.id: dict.fromkeys(OPTIONS, answer) for question in chosen}
    return plain(decision.answer(compute(results.knowledge, Briefing(as_of=TODAY, answers=answers), TODAY), EN))


def test_without_answers_it_says_what_is_missing(results: Results) -> None:
    assert partly_answered(results, 0) == (
        "No ranking yet: of the checklist at most 0% is settled for an option, 60% are needed."
    )
    assert "start after 5 weeks (Western vendor)" in plain(decision.standing(results, EN))


def test_unclear_answers_cover_nothing(results: Results) -> None:
    assert "at most 0%" in partly_answered(results, 1, "unclear")


def test_without_limits_the_first_is_named_with_its_figures(knowledge: Knowledge) -> None:
    assert headline(knowledge, MIXED).startswith(
        "EU-hosted comes first: $1,946 a month and 0 risk points. It does so in "
    )


def test_the_only_option_inside_is_claimed_where_all_others_are_known_to_be_outside(knowledge: Knowledge) -> None:
    assert headline(knowledge, MIXED, limits={"cost_per_month": 12000, "risk": 40}) == (
        "EU-hosted is the only option inside both limits: $1,946 a month and 0 risk points."
    )


def test_a_blocked_option_inside_the_limit_takes_the_claim_away(knowledge: Knowledge) -> None:
    answers = {**MIXED, "api_cn": "open"}
    assert headline(knowledge, answers, limits={"cost_per_month": 5000}) == (
        "Of the 2 options that can be ranked, only EU-hosted is inside the cost limit: "
        "$1,946 a month and 0 risk points."
    )


def test_an_option_without_a_price_takes_the_claim_away(knowledge: Knowledge) -> None:
    limits = {"cost_per_month": 12000, "risk": 60}
    assert headline(knowledge, MIXED, as_of=None, limits=limits).startswith(
        "Of the 2 options that can be ranked, only Vendor API in China is inside both limits: $974 a month"
    )


def test_of_several_inside_the_first_is_named(knowledge: Knowledge) -> None:
    assert headline(knowledge, MIXED, limits={"risk": 60}) == (
        "3 options are inside the risk limit; first among them is EU-hosted: $1,946 a month and 0 risk points."
    )


def test_outside_the_limits_the_closest_is_named_with_what_it_exceeds(knowledge: Knowledge) -> None:
    assert headline(knowledge, MIXED, limits={"cost_per_month": 1000, "risk": 40}) == (
        "No option is inside both limits. Closest of those that can be ranked: EU-hosted, over by $946 a month."
    )
    answers = {**MIXED, "eu_hosted": "partly", "western": "open"}
    assert headline(knowledge, answers, limits={"cost_per_month": 1900, "risk": 49}).endswith(
        "over by $45.94 a month and 1 risk point."
    )


def test_a_limit_that_is_just_reached_is_kept(knowledge: Knowledge) -> None:
    assert "the only option" not in headline(knowledge, MIXED, limits={"risk": 50})
    assert "3 options are inside" in headline(knowledge, MIXED, limits={"risk": 50})


def test_what_ties_is_not_called_first(knowledge: Knowledge) -> None:
    weights = {"cost": 100, "risk": 0, "time": 0}
    assert headline(knowledge, MIXED, weights=weights) == "Level at the top: Vendor API in China, EU-hosted."
    assert plain(ranking.firmness(answered(knowledge, MIXED, weights=weights), EN)) == "Rank 1 is shared."


def test_without_weights_nothing_comes_first(knowledge: Knowledge) -> None:
    found = answered(knowledge, MIXED, weights=dict.fromkeys(CRITERIA, 0))
    assert plain(decision.answer(found, EN)) == "All weights are zero, so no option comes first."
    assert ranking.weight_shares(found, EN) == {}
    assert not ranking.firmness(found, EN)
    assert all(place.score is None for place in ranking.ranking(found, EN))


def test_where_every_option_is_blocked_none_is_left(knowledge: Knowledge) -> None:
    everything = dict.fromkeys(OPTIONS, "open")
    assert headline(knowledge, everything) == "No option is left: each of them fails a knock-out question."
    assert "Out: Western vendor (knock-out question “" in plain(decision.standing(answered(knowledge, everything), EN))


def test_a_single_option_is_not_called_first(knowledge: Knowledge) -> None:
    answers = {**dict.fromkeys(OPTIONS, "open"), "western": "met"}
    assert headline(knowledge, answers).startswith("Only Western vendor can be ranked so far: ")
    assert headline(knowledge, answers, limits={"cost_per_month": 5000}) == (
        "Only Western vendor can be ranked so far, and it is not inside the cost limit: over by $3,316 a month."
    )


# ---- the ranking


def test_the_ranking_ends_with_those_that_cannot_be_ranked_and_why(knowledge: Knowledge) -> None:
    places = ranking.ranking(answered(knowledge, MIXED, limits={"risk": 40}, weights={"time": 80}), EN)
    assert [place.id for place in places] == ["eu_hosted", "western", "api_cn", "own"]
    assert [place.score is None for place in places] == [False, False, False, True]
    assert "knock-out question “" in plain(places[3].reason) and "more" in plain(places[3].reason)
    assert plain(places[1].note) == "GPT-5.6 Sol, price of 21 Nov 2026 · above the risk limit · unbeaten"
    assert plain(places[0].spoken).startswith(f"Rank 1: EU-hosted, {places[0].shown} of 100. DeepSeek")


def test_an_option_without_a_price_or_answers_says_so(results: Results) -> None:
    places = {place.id: plain(place.reason) for place in ranking.ranking(results, EN)}
    assert places["eu_hosted"] == "no list price on that day · 0% settled, 60% needed"
    assert places["western"] == "0% settled, 60% needed"


def test_the_reader_is_told_how_firm_the_first_place_is(knowledge: Knowledge) -> None:
    said = plain(ranking.firmness(answered(knowledge, MIXED), EN))
    assert said.startswith("Rank 1 stays the same") and "EU-hosted comes first in " in said


def test_it_is_said_that_vendors_stand_with_tokens_alone_and_own_hardware_with_staff(knowledge: Knowledge) -> None:
    alike = "of vendors tokens alone, without integration and checking; of own hardware power and staff too."
    for answers in ({}, MIXED, dict.fromkeys(OPTIONS, "open")):
        assert plain(decision.standing(answered(knowledge, answers), EN)).endswith(f"Costs: {alike}"), answers
    growing = answered(knowledge, MIXED, inputs={"api_costs": {"growth_per_month": 0.025}})
    said = plain(decision.standing(growing, EN))
    assert said.endswith(f"Costs of the first month, before your growth of 2.5% a month: {alike}")


@pytest.mark.parametrize(
    ("cost", "words"),
    [(48, "by up to 2 percentage points."), (49, "by 1 percentage point."), (49.5, "Rank 1 may change when one")],
)
def test_a_weight_moves_by_percentage_points(knowledge: Knowledge, cost: float, words: str) -> None:
    """Of two options one is best in cost, the other in risk: at half of each they are level."""
    answers = {"api_cn": "open", "eu_hosted": "partly", "own": "open", "western": "met"}
    found = answered(knowledge, answers, weights={"cost": cost, "risk": 100 - cost, "time": 0})
    assert words in plain(ranking.firmness(found, EN))


def test_an_own_price_is_named_as_such(knowledge: Knowledge) -> None:
    found = answered(knowledge, MIXED, prices={"gpt-5-6-sol": {"input": 3.0}})
    assert plain(standpoints.priced(found, "western", EN)) == "GPT-5.6 Sol, your price"


@given(st.lists(st.integers(0, 100), min_size=3, max_size=3).filter(any))
def test_the_shares_of_the_weights_add_up_to_a_hundred(points: list[int]) -> None:
    weights = dict(zip(CRITERIA, points, strict=True))
    shares = ranking.weight_shares(compute(bundled(), Briefing(weights=weights), TODAY), EN)
    whole = {criterion: int(share.rstrip("%")) for criterion, share in shares.items()}
    assert sum(whole.values()) == 100
    assert all(abs(whole[one] - 100 * weights[one] / sum(points)) < 1 for one in CRITERIA)


# ---- origins and JSON


@pytest.mark.parametrize("fields", [{}, {"limits": {"cost_per_month": 12000, "risk": 40}, "currency": "EUR"}])
def test_limits_and_weights_are_shown_as_evidence(knowledge: Knowledge, fields: dict[str, Any]) -> None:
    found = answered(knowledge, MIXED, weights={"cost": 80}, **fields)
    origin = reader("limits.cost_per_month", "limits.risk", "weights.cost", "weights.time")
    said = [(plain(root.label), plain(root.value or ""), str(root.note)) for root in roots(found, origin, EN)]
    assert said[2:] == [
        ("Weight: Cost", "80 points", "your input"),
        ("Weight: Time to start", "50 points", "preset: all count alike"),
    ]
    if fields:
        assert said[0][1].startswith("€") and said[1] == ("Limit of the risk points", "40", "your input")
    else:
        assert said[0] == ("Limit of the cost a month", "", "nothing set")


def test_the_json_says_of_every_null_why_it_is_one(knowledge: Knowledge) -> None:
    for limits in ({}, {"cost_per_month": 12000}):
        told = as_json(answered(knowledge, {**MIXED, "api_cn": "open"}, limits=limits), EN)["decision"]
        for option, one in told.items():
            assert (None in one.values()) <= ("why" in one), (option, one)
    assert told["api_cn"]["why"] == "A knock-out question is answered “open”."


# ---- laws of the headline

per_option = st.fixed_dictionaries(
    {option: st.sampled_from(["met", "partly", "open", "unclear", "not_applicable"]) for option in OPTIONS}
)
LIMITS = st.fixed_dictionaries(
    {
        "cost_per_month": st.sampled_from([None, 500.0, 2_000.0, 10_000.0, 50_000.0]),
        "risk": st.sampled_from([None, 0.0, 30.0, 60.0]),
    }
)


@given(st.lists(per_option, min_size=1, max_size=4), LIMITS)
def test_only_option_inside_the_limits_is_said_where_it_is_so(
    kinds: list[dict[str, str]], limits: dict[str, Any]
) -> None:
    knowledge = bundled()
    answers = {
        question.id: {option: kinds[place % len(kinds)][option] for option in OPTIONS}
        for place, question in enumerate(knowledge.questions)
    }
    results = compute(knowledge, Briefing(as_of=TODAY, answers=answers, limits=limits), TODAY)
    said = plain(decision.answer(results, EN))
    inside = [id for id, one in results.decision.items() if one.inside_limits]
    if "is the only option inside" in said:
        (id,) = inside
        assert results.decision[id].rank is not None and not results.risks[id].blocked_by
        label = next(row.label for row in standpoints.options(results, EN) if row.id == id)
        assert said.startswith(f"{label} is the only option inside")
        assert all(one.inside_limits is False for other, one in results.decision.items() if other != id)
    if said.startswith("No option is inside"):
        assert inside == [] and all(one.inside_limits is False for one in results.decision.values())
    if " comes first: " in said:
        assert [one.rank for one in results.decision.values()].count(1) == 1
    blocked = [row.label for row in standpoints.options(results, EN) if results.risks[row.id].blocked_by]
    for label in blocked:
        assert not said.startswith(f"{label} ")


def test_answers_that_could_put_an_option_over_the_limit_are_told(knowledge: Knowledge) -> None:
    answers = {question.id: dict.fromkeys(OPTIONS, "met") for question in knowledge.questions}
    calm = [question.id for question in knowledge.questions if not question.knockout]
    for id in calm[:4]:
        answers[id]["western"] = "unclear"
    results = compute(knowledge, Briefing(as_of=TODAY, answers=answers, limits={"risk": 10}), TODAY)
    score = results.risks["western"].overall
    assert score is not None and score.low <= 10 < score.high
    said = plain(decision.standing(results, EN))
    assert (
        f"Not settled whether the risk limit holds: Western vendor ({score.low:.0f}–{score.high:.0f} points)." in said
    )
    assert "EU-hosted (" not in said


def test_the_first_that_could_still_be_blocked_is_told(knowledge: Knowledge) -> None:
    knockout = next(question for question in knowledge.questions if question.knockout)
    answers = {question.id: dict.fromkeys(OPTIONS, "met") for question in knowledge.questions}
    answers[knockout.id] = dict.fromkeys(OPTIONS, "unclear")
    results = compute(knowledge, Briefing(as_of=TODAY, answers=answers), TODAY)
    said = plain(decision.standing(results, EN))
    assert f"(knock-out question “{knockout.title.en}” unclear)" in said and said.count("Could still be out") == 1
    told = as_json(results, EN)
    assert told["risks"]["own"]["knockouts_unsettled"] == [knockout.id]
    assert told["weights"]["themes"]["privacy"] == 0.2 and sum(told["weights"]["criteria"].values()) == pytest.approx(1)


def test_without_any_weight_of_a_theme_the_ranking_says_so(knowledge: Knowledge) -> None:
    none = dict.fromkeys(("censorship", "privacy", "regulation", "dependence", "security"), 0.0)
    found = answered(knowledge, dict.fromkeys(OPTIONS, "met"), theme_weights=none)
    assert plain(decision.answer(found, EN)) == "No ranking: no theme of the checklist has a weight."
    assert {plain(place.reason) for place in ranking.ranking(found, EN)} == {"the themes that apply have no weight"}
    told = as_json(found, EN)
    assert told["weights"]["themes"] is None
    assert told["risks"]["own"]["why"] == "The themes that apply to this option have no weight."
    assert "have no weight" in told["decision"]["own"]["why"]


# ---- what is claimed of all


def test_options_as_close_to_the_limit_are_both_named(knowledge: Knowledge) -> None:
    assert headline(knowledge, dict.fromkeys(OPTIONS, "partly"), limits={"risk": 30}) == (
        "No option is inside the risk limit. Closest: Vendor API in China, EU-hosted, Own hardware, Western vendor, "
        "over by 20 risk points."
    )


def test_unbeaten_is_claimed_of_all_only_where_all_can_be_ranked(knowledge: Knowledge) -> None:
    every = plain(decision.standing(answered(knowledge, dict.fromkeys(OPTIONS, "met")), EN))
    assert every.startswith("No option beats these in cost, risk and time to start at once: EU-hosted, Western vendor.")
    some = plain(decision.standing(answered(knowledge, MIXED), EN))
    assert some.startswith("Of those that can be ranked, none beats these in cost, risk and time at once: EU-hosted")
    alone = plain(decision.standing(answered(knowledge, {"western": "met"}), EN))
    assert "beats" not in alone


def test_where_no_question_applies_that_is_the_reason(knowledge: Knowledge) -> None:
    found = answered(knowledge, dict.fromkeys(OPTIONS, "not_applicable"))
    assert plain(decision.answer(found, EN)) == "No ranking: no question applies to any option."
    assert {plain(place.reason) for place in ranking.ranking(found, EN)} == {"no question applies"}


@pytest.mark.parametrize(("coverage", "shown"), [(0.599, 0.59), (0.6, 0.6), (0.29, 0.29), (0.9999, 0.99), (1, 1)])
def test_what_is_just_short_of_enough_does_not_read_as_enough(coverage: float, shown: float) -> None:
    assert settled_share(coverage) == shown


def test_euros_are_told_with_their_rate(knowledge: Knowledge) -> None:
    assert plain(decision.standing(answered(knowledge, MIXED, currency="EUR"), EN)).endswith(
        "1.1172 US dollars per euro (ECB rate of 30 Oct 2026, not of the day of the prices)."
    )


# ---- the memo


def test_an_option_that_costs_as_much_as_the_cheapest_is_not_called_dearer(knowledge: Knowledge) -> None:
    found = answered(knowledge, dict.fromkeys(OPTIONS, "met"))
    assert plain(memo.why(found, EN)[0]) == (
        "EU-hosted costs $1,946 a month, as much as Vendor API in China; none that can be ranked costs less."
    )


def test_the_band_of_the_risk_is_that_of_what_is_not_settled(knowledge: Knowledge) -> None:
    answers = {question.id: dict.fromkeys(OPTIONS, "met") for question in knowledge.questions}
    answers["transfer-us"] = dict.fromkeys(OPTIONS, "unclear")
    found = compute(knowledge, Briefing(as_of=TODAY, answers=answers), TODAY)
    assert any(", as long as not all is settled)" in plain(line) for line in memo.why(found, EN))


@pytest.mark.parametrize(("limit", "room"), [(51.99, "1.9 points"), (52.0, "2 points"), (51.0, "1 point")])
def test_the_room_below_the_risk_limit_is_never_rounded_up(knowledge: Knowledge, limit: float, room: str) -> None:
    found = answered(knowledge, dict.fromkeys(OPTIONS, "partly"), limits={"risk": limit})
    assert any(f"rises by more than {room}: then" in plain(line) for line in memo.changes(found, EN))
