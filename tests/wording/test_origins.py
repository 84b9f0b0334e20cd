"""What a number rests on, in words: records, inputs of either state, own prices, the line that computed it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lagebild.analysis.results import Results, compute
from lagebild.analysis.revenue_gap import preset_values as gap_values
from lagebild.analysis.seats import tier_values
from lagebild.analysis.self_hosting import preset_values
from lagebild.briefing import Briefing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.expression import origin_of
from lagebild.calculators.revenue_gap import PRESETS as GAP_PRESETS
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import TIERS, Seats
from lagebild.calculators.self_hosting import PRESETS as SERVER_PRESETS
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Language
from lagebild.origin import AS_OF, COUNTED, Origin, kept, reader, record
from lagebild.state import OwnPrice, State
from lagebild.wording import event_window, market, recoveries
from lagebild.wording.origins import LINES, Root, roots

DE, EN = Language("de"), Language("en")
TODAY = date(2026, 11, 21)


def of(knowledge: Knowledge, **fields: Any) -> Results:
    return compute(knowledge, Briefing(**fields), TODAY)


def only(results: Results, origin: Origin, language: Language = DE) -> Root:
    (root,) = roots(results, origin, language)
    return root


def plain(words: object) -> str:
    return str(words).replace(NBSP, " ")


def test_a_figure_shows_value_standing_publisher_and_day(results: Results) -> None:
    figure = results.knowledge.figure("price-r1-output")
    root = only(results, record(figure.id))
    assert (root.kind, root.id, plain(root.label)) == ("record", figure.id, plain(figure.label.de))
    assert plain(root.value) == "2,19 $"
    assert root.standing == results.knowledge.standing(figure.id)
    publisher = results.knowledge.sources[figure.sources[0]].publisher
    assert publisher in plain(root.note) and "2025" in plain(root.note)


def test_a_claim_shows_what_is_printed_and_its_verdict(results: Results) -> None:
    root = only(results, record("a-ndx-31tp3b"), EN)
    assert plain(root.value) == "“31 TP3B”"
    assert "Source A" in plain(root.note) and "garbled" in plain(root.note)


def test_a_model_shows_the_prices_of_the_day(knowledge: Knowledge) -> None:
    root = only(of(knowledge), record("deepseek-r1"))
    assert plain(root.value) == "Eingabe 0,55 $, Ausgabe 2,19 $ je Mio. Token"
    assert root.id == "deepseek-r1" and "20.01.2025" in plain(root.note)
    before = only(of(knowledge, as_of=date(2022, 1, 1)), record("deepseek-r1"))
    assert before.value is not None and before.id == "deepseek-r1"


def test_an_own_price_is_the_readers_and_leads_nowhere(knowledge: Knowledge) -> None:
    root = only(of(knowledge, prices={"o1": OwnPrice(input=3.5)}), record("o1"))
    assert (root.kind, root.id, root.standing) == ("input", "", None)
    assert plain(root.value).startswith("Eingabe 3,50 $, Ausgabe 60,00 $")
    assert plain(root.note) == "Ihr Preis"


def test_a_share_shows_both_closes(results: Results) -> None:
    root = only(results, record("market:NVDA"))
    assert plain(root.value) == "142,62 $, dann 118,42 $"
    assert "24.01.2025 und 27.01.2025" in plain(root.note)
    assert root.standing == results.knowledge.standing("market:NVDA")


def test_a_share_shows_the_closes_its_number_takes(knowledge: Knowledge) -> None:
    looked_at = {"day": "2025-01-28", "base": "2025-01-17"}
    results = compute(knowledge, Briefing.model_validate({"market": looked_at}), TODAY)

    def closes(origin: Origin) -> tuple[str, str]:
        root = roots(results, origin, DE)[0]
        return plain(root.value or ""), plain(root.note).partition(" · ")[2].partition(";")[0]

    shown = event_window.statistics(results, DE)[0]
    of_the_day = market.origin(results.market.moves["AMD"])
    assert closes(of_the_day) == ("115,01 $, dann 114,17 $", "27.01.2025 und 28.01.2025")
    assert closes(market.origin(results.shock.moves["AMD"])) == ("122,84 $, dann 115,01 $", "24.01.2025 und 27.01.2025")
    assert shown.the_day_after is not None and shown.cumulative is not None
    assert closes(shown.the_day_after.origin) == ("118,42 $, dann 128,99 $", "27.01.2025 und 28.01.2025")
    assert closes(shown.cumulative.origin) == ("137,71 $, dann 108,38 $", "17.01.2025 und 31.03.2025")
    assert closes(shown.drawdown.origin) == ("", "02.01.2025 bis 31.03.2025")


def test_a_statistic_names_its_own_formula(results: Results) -> None:
    shown = event_window.statistics(results, EN)[0]
    assert "deepest fall from a high" in plain(roots(results, shown.drawdown.origin, EN)[-1].note)
    assert shown.market_adjusted is not None
    *series, line = roots(results, shown.market_adjusted.origin, EN)
    assert [one.label for one in series] == ["Nvidia", "S&P 500"] and plain(line.label) == "Market-adjusted return"


def test_a_recovery_by_the_end_of_a_month_rests_on_month_ends(results: Results) -> None:
    root = roots(results, recoveries.origin(results.recoveries.found["AVGO"]), DE)[0]
    assert "24.01.2025 und 30.06.2025" in plain(root.note) and "bis 24.04.2026" in plain(root.note)


def test_an_input_is_the_readers_own_or_a_preset_which_is_a_record(knowledge: Knowledge) -> None:
    origin = reader("api_costs.people")
    untouched = only(of(knowledge), origin)
    assert (untouched.kind, untouched.id, plain(untouched.value)) == ("record", "usage-people", "1.200")
    assert plain(untouched.note).startswith("Vorgabe: ") and untouched.standing == "assumption"
    own = only(of(knowledge, inputs={"api_costs": {"people": 5000}}), origin)
    assert (own.kind, own.id, plain(own.value), plain(own.note)) == ("input", "", "5.000", "Ihre Eingabe")
    pilot = only(of(knowledge, inputs={"api_costs": {"people": knowledge.number("usage-people-pilot")}}), origin)
    assert (pilot.kind, pilot.id) == ("record", "usage-people-pilot")


def test_an_input_that_is_a_range_shows_its_ends(knowledge: Knowledge) -> None:
    inputs = {"api_costs": {"people": {"low": 600, "likely": 1200, "high": 2000}}}
    root = only(of(knowledge, inputs=inputs), reader("api_costs.people"))
    assert (root.kind, plain(root.value), plain(root.note)) == ("input", "1.200 (600 bis 2.000)", "Ihre Eingabe")
    aside = of(knowledge, kept=State(inputs=inputs), inputs={"api_costs": {"people": 5}})
    assert plain(only(aside, kept(reader("api_costs.people"))).value) == "1.200"


def test_a_share_is_shown_in_per_cent(knowledge: Knowledge) -> None:
    root = only(
        of(knowledge, inputs={"api_costs": {"cached_input_share": 0.125}}), reader("api_costs.cached_input_share")
    )
    assert plain(root.value) == "12,5 %"


def test_the_day_of_the_prices_is_the_readers_or_that_of_the_shock(knowledge: Knowledge) -> None:
    shock = only(of(knowledge), AS_OF)
    assert (shock.kind, shock.id, plain(shock.value)) == ("record", knowledge.shock.figures[0], "27.01.2025")
    own = only(of(knowledge, as_of=TODAY), AS_OF)
    assert (own.kind, own.id, plain(own.value)) == ("input", "", "21.11.2026")


def test_numbers_of_the_state_put_aside_rest_on_its_own_inputs_and_day(knowledge: Knowledge) -> None:
    aside = State(as_of=TODAY, inputs={"api_costs": {"people": 77}})
    results = of(knowledge, kept=aside, inputs={"api_costs": {"people": 5000}})
    assert plain(only(results, reader("api_costs.people")).value) == "5.000"
    assert plain(only(results, kept(reader("api_costs.people"))).value) == "77"
    assert plain(only(results, kept(AS_OF)).value) == "21.11.2026"
    now = roots(results, origin_of(ApiCosts.cost_per_month, ("o1",)), DE)[0]
    then = roots(results, kept(origin_of(ApiCosts.cost_per_month, ("gpt-4o",))), DE)[0]
    assert now.id == "o1" and then.id == "gpt-4o"


@pytest.mark.parametrize("language", [DE, EN])
def test_a_line_says_its_formula_in_words(results: Results, language: Language) -> None:
    root = roots(results, origin_of(ApiCosts.cost_per_month, ("o1",)), language)[-1]
    name, formula = {
        "de": ("Kosten im Monat", "Kosten der Eingabe + Kosten der Ausgabe"),
        "en": ("Cost a month", "Input cost + Output cost"),
    }[language.code]
    assert (root.kind, root.id, root.label, root.value) == ("line", "", name, None)
    assert plain(root.note).endswith(formula)


def test_a_line_of_one_number_shows_the_lines_before_it_with_their_results(knowledge: Knowledge) -> None:
    results = of(knowledge, currency="EUR", inputs={ApiCosts.topic: {"usd_per_eur": 2.0}})
    numbers = results.self_hosting.lines
    asked = roots(results, origin_of(SelfHosting.total_per_month), EN)
    first, year, *parts = [root for root in asked if root.kind == "line"]
    assert (first.label, first.value, year.label) == ("Cost a month", None, "Cost a year")
    assert str(year.value) == EN.show(numbers["total_per_year"] / 2, COUNTED, "EUR")
    named = {str(root.label): str(root.value) for root in parts}
    assert list(named)[:5] == ["Capital or rent a year", "Power a year", "Staff a year", "Space a year",
                               "Maintenance a year"]  # fmt: skip
    assert named["Annuity factor"] == EN.show(numbers["annuity_factor"], COUNTED, digits=4)
    assert len(named) == len(parts)


def test_every_line_and_every_input_has_words(results: Results) -> None:
    for code in CODES:
        for topic, calculator in CALCULATORS.items():
            for line in calculator.lines:
                assert roots(results, Origin(line=f"{topic}.{line}"), Language(code))[0].label
            for name in calculator.inputs:
                assert only(results, reader(f"{topic}.{name}"), Language(code)).label
        assert all(roots(results, Origin(line=line), Language(code)) for line in LINES)


def test_every_record_has_words(results: Results) -> None:
    knowledge = results.knowledge
    ids = (*knowledge.figures, *knowledge.claims, *knowledge.offers, *(f"market:{one}" for one in knowledge.closes))
    for code in CODES:
        for id in ids:
            root = only(results, record(id), Language(code))
            assert root.label and root.id == id and root.standing is not None


def test_a_count_rests_on_nothing(results: Results) -> None:
    assert roots(results, COUNTED, DE) == () == roots(results, Origin(), DE)


@pytest.mark.parametrize("origin", [record("no-such-record"), reader("api_costs.none"), Origin(line="api_costs.none")])
def test_an_origin_that_leads_nowhere_is_refused(origin: Origin, results: Results) -> None:
    with pytest.raises(KeyError):
        roots(results, origin, DE)


def test_an_input_of_a_preset_of_servers_names_its_figure(knowledge: Knowledge) -> None:
    preset = next(one for one in SERVER_PRESETS if one.id == "cautious")
    values = preset_values(knowledge, preset, rate_of(knowledge))
    root = only(of(knowledge, inputs={"self_hosting": values}), reader("self_hosting.useful_life_years"), EN)
    assert (root.kind, root.id, plain(root.value)) == ("record", "server-life-burry", "3 years")
    mixed = of(knowledge, inputs={"self_hosting": {**values, "nodes": 2}})
    assert only(mixed, reader("self_hosting.useful_life_years"), EN).kind == "input"


def rate_of(knowledge: Knowledge) -> float:
    return of(knowledge).api_costs.money.usd_per_eur


# ---- training, seats, the revenue gap


def test_an_input_of_a_tier_or_a_date_names_its_figure_until_it_is_changed(knowledge: Knowledge) -> None:
    team, rate = TIERS[0], rate_of(knowledge)
    tier = tier_values(knowledge, team, knowledge.shock.day, rate)
    root = only(of(knowledge, inputs={"seats": tier}), reader("seats.price_per_seat_month"), EN)
    assert (root.kind, root.id, plain(root.value)) == ("record", "seat-chatgpt-team-2025", "$30")
    mixed = of(knowledge, inputs={"seats": {**tier, "price_per_seat_month": 31.0}})
    assert only(mixed, reader("seats.setup_once"), EN).kind == "input"
    latest = of(knowledge, inputs={"revenue_gap": gap_values(knowledge, GAP_PRESETS[-1])})
    root = only(latest, reader("revenue_gap.gpu_run_rate"), EN)
    assert (root.kind, root.id, plain(root.value)) == ("record", "nvda-dc-latest", "$356bn")


def test_an_input_of_the_own_run_is_the_readers_or_a_record(knowledge: Knowledge) -> None:
    results = of(knowledge, inputs={"training_costs": {"active_parameters": 70e9, "counts_staff": 1}})
    own = only(results, reader("training_costs.active_parameters"), EN)
    assert (own.kind, plain(own.value)) == ("input", "70 bn parameters")
    assert plain(only(results, reader("training_costs.counts_staff"), EN).value) == "left out"
    tokens = only(results, reader("training_costs.training_tokens"), EN)
    assert (tokens.kind, tokens.id, plain(tokens.value)) == ("record", "v3-tokens", "14.8 tn tokens")


def test_the_gap_shows_the_lines_before_it_in_billions(results: Results) -> None:
    lines = {str(root.label): root.value for root in roots(results, origin_of(RevenueGap.gap), EN)}
    assert (
        plain(lines["AI revenue needed a year"]) == "$600bn"
        and plain(lines["Spending on data centres a year"]) == "$300bn"
    )


def test_a_number_of_the_seats_rests_on_inputs_of_both_calculators(results: Results) -> None:
    found = roots(results, origin_of(Seats.api_cost_per_month, ("o1",)), EN)
    labels = {str(root.label) for root in found if root.kind != "line"}
    assert {"Seats", "Share in peak hours", "OpenAI o1"} <= {plain(label) for label in labels}
