"""What the revenue gap says: the gap, what cheaper tokens do to spending, how both are computed, what to mind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lagebild.analysis.api_costs import Money
from lagebild.analysis.results import Results
from lagebild.analysis.revenue_gap import Credited, Missing
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import Line, Named, origin_of
from lagebild.calculators.revenue_gap import BREAK_EVEN, O1_TO_R1, OF_THE_GAP, RevenueGap
from lagebild.errors import N_
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.wording import terms
from lagebild.wording.api_costs import joined
from lagebild.wording.terms import USD_PER_EUR, Part, exact_digits, partial_date, rate_note

_WHY: dict[Missing, str] = {
    "all margin": N_("Where all revenue is margin, nothing is left to pay for the data centres; no revenue is enough."),
}


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason])


# ---- numbers

_BILLION, _MILLION = 1e9, 1e6
_LEAST_BILLIONS = 0.1


def billions(usd: float, how: Money, origin: Origin, language: Language, *, sign: bool = False) -> Shown:
    """A large sum of US dollars in the currency shown, in billions, small ones in millions."""
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    amount = how.of(usd) / _BILLION
    if 0 < abs(amount) < _LEAST_BILLIONS:
        return language.show(how.of(usd) / _MILLION, origin, f"{how.currency} m", 0, sign=sign)
    digits = 0 if abs(amount) >= 100 else exact_digits(amount, 1)
    return language.show(amount, origin, f"{how.currency} bn", digits, sign=sign)


def line_shown(results: Results, name: str, language: Language) -> Shown:
    """A line that is money, in the currency shown."""
    gap = results.revenue_gap
    return billions(gap.lines[name], results.api_costs.money, origin_of(RevenueGap.lines[name]), language)


def input_shown(results: Results, name: str, language: Language) -> Shown:
    """An input: money in the currency shown, shares in per cent, factors as numbers."""
    gap = results.revenue_gap
    declared, value, origin = RevenueGap.inputs[name], gap.inputs[name], reader(f"{RevenueGap.topic}.{name}")
    if declared.unit.startswith("USD"):
        return billions(value, results.api_costs.money, origin, language)
    return terms.input_shown(declared, value, origin, language, 2)


def multiple(factor: float, origin: Origin, language: Language) -> Shown:
    """A multiple without the word: 1, 1.94, 27.4, 531."""
    return language.show(factor, origin, digits=0 if factor == 1 or factor >= 100 else 1 if factor >= 10 else 2)


def credit_name(part: Credited, language: Language) -> str:
    """Whose credited revenue it is."""
    return language.of(part.label)


def credit_shown(part: Credited, how: Money, language: Language, *, taken_off: bool = False) -> Shown:
    """A part of the credited revenue; `taken_off` from what is needed, it has the other sign."""
    origin = reader(f"{RevenueGap.topic}.credited_revenue") if part.figure is None else record(part.figure)
    return billions(-part.usd if taken_off else part.usd, how, origin, language, sign=taken_off)


# ---- the answer


@lru_cache(maxsize=4)  # said by the page, by charts and by their text alternatives
def answer(results: Results, language: Language) -> Text:
    """The gap in a sentence, and in another what cheaper tokens do to spending."""
    return Text((*gap_words(results, language), Span(" "), *jevons(results, language)))


@lru_cache(maxsize=4)
def gap_words(results: Results, language: Language) -> Text:
    """What AI would have to earn, what it is credited with, and what is missing."""
    gap = results.revenue_gap
    sentence = language.sentence
    if "gap" in gap.missing:
        return why_missing(gap.missing["gap"], language)
    fields = {
        "required": line_shown(results, "required_revenue", language),
        "credited": input_shown(results, "credited_revenue", language),
    }
    missing = gap.lines["gap"]
    if missing < 0:
        return sentence("AI is credited with {credited} a year and needs only {required}: there is *no gap*.", **fields)
    if missing == 0:
        return sentence("AI is credited with exactly the {required} a year that it needs: there is *no gap*.", **fields)
    return sentence(
        "Of the {required} that AI would have to earn a year, {credited} is credited: *{gap}* is missing.",
        **fields,
        gap=line_shown(results, "gap", language),
    )


@lru_cache(maxsize=4)
def jevons(results: Results, language: Language) -> Text:
    """Whether cheaper tokens make spending shrink or grow."""
    gap = results.revenue_gap
    sentence, factor = language.sentence, gap.lines["spending_factor"]
    fields = {
        "cut": language.show(
            gap.inputs["price_cut_factor"],
            reader("revenue_gap.price_cut_factor"),
            digits=exact_digits(gap.inputs["price_cut_factor"], 2),
        ),
        "elasticity": language.show(
            gap.inputs["elasticity"],
            reader("revenue_gap.elasticity"),
            digits=exact_digits(gap.inputs["elasticity"], 2),
        ),
    }
    if gap.inputs["price_cut_factor"] == 1:
        return sentence("As long as tokens cost the same, spending on them stays the same.")
    if gap.inputs["elasticity"] == BREAK_EVEN:
        return sentence(
            "If tokens get cheaper by a factor of {cut}, spending on them stays *the same* at an elasticity of "
            "{elasticity}.",
            **fields,
        )
    origin = origin_of(RevenueGap.spending_factor)
    if factor > 1:
        return sentence(
            "If tokens get cheaper by a factor of {cut}, spending on them *grows* to *{multiple} times* what it is, "
            "at an elasticity of {elasticity}.",
            multiple=multiple(factor, origin, language),
            **fields,
        )
    return sentence(
        "If tokens get cheaper by a factor of {cut}, spending on them *shrinks* to *{share}* of what it is, at an "
        "elasticity of {elasticity}.",
        share=language.show(factor, origin, "share"),
        **fields,
    )


def date_name(results: Results, id: str, language: Language) -> Shown:
    """The name of one of the three dates, by which its figures are found."""
    date = results.revenue_gap.dates[id]
    return Shown(language.of(date.preset.label), Origin(records=date.figures))


def dates_words(results: Results, language: Language) -> Text:
    """How the gap has grown from the first date to the last."""
    gap = results.revenue_gap
    first, *_, last = gap.dates.values()
    how = results.api_costs.money

    def of(date: str, line: str) -> Shown:
        return date_shown(results, date, line, language)

    message = N_("The gap has grown from {before} in {then} to *{after}* in {now}. Reported revenue covers {share} of "
                 "what is needed; the {share_before} of {then} were assumed by Sequoia.")  # fmt: skip
    if last.lines["gap"] <= first.lines["gap"]:
        message = N_("The gap was {before} in {then} and *{after}* in {now}. Reported revenue covers {share} of what "
                     "is needed; the {share_before} of {then} were assumed by Sequoia.")  # fmt: skip
    return language.sentence(
        message,
        before=of(first.preset.id, "gap"),
        after=billions(last.lines["gap"], how, date_origin(results, last.preset.id, "gap"), language),
        then=date_name(results, first.preset.id, language),
        now=date_name(results, last.preset.id, language),
        share=of(last.preset.id, "coverage"),
        share_before=of(first.preset.id, "coverage"),
    )


def date_origin(results: Results, date: str, line: str) -> Origin:
    """Where a number of one of the three dates comes from: the figures of its inputs."""
    gap = results.revenue_gap
    return Origin(records=gap.dates[date].figures, line=f"{RevenueGap.topic}.{line}")


def date_shown(results: Results, date: str, name: str, language: Language) -> Shown:
    """A line, or the credited revenue, of one of the three dates."""
    gap = results.revenue_gap
    one = gap.dates[date]
    if name in one.inputs:
        return billions(one.inputs[name], results.api_costs.money, record(one.preset.values[name]), language)
    if name == "coverage":
        return language.show(one.lines[name], date_origin(results, date, name), "share", 0)
    return billions(one.lines[name], results.api_costs.money, date_origin(results, date, name), language)


# ---- what it covers, and what to mind


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """Whose numbers they are, that demand is a model, and at which rate euros are computed."""
    model = language.sentence(
        "demand as a model of constant elasticity; at an elasticity of {one} spending stays the same",
        one=language.show(BREAK_EVEN, COUNTED),
    )
    return _scope(results, language, model)


def gap_scope(results: Results, language: Language) -> Text:
    """The same of the gap alone, where it is shown and not computed: where its numbers are changed."""
    return _scope(results, language, language.sentence("to be changed under “Costs”, “Revenue gap”"))


def _scope(results: Results, language: Language, middle: Text) -> Text:
    gap = results.revenue_gap
    say = language.sentence
    own = [name for name in OF_THE_GAP if name in gap.own_inputs]
    if gap.preset is not None:
        parts = [say("Figures of {date}", date=date_name(results, gap.preset, language))]
    elif len(own) == len(OF_THE_GAP):
        parts = [say("Your figures")]
    else:
        parts = [say("Partly your figures, partly the register’s")]
    parts.append(say("without a margin for the cloud providers"))
    parts.append(middle)
    rate = rate_note(results.api_costs, results.knowledge, language)
    if rate is not None:
        parts.append(rate)
    return joined(parts)


def notes(results: Results, language: Language) -> tuple[Text, ...]:
    """What one should know before one repeats the numbers."""
    gap = results.revenue_gap
    sentence, knowledge = language.sentence, results.knowledge
    found = [
        sentence(
            "The sum asks what the chips of one year must bring in over their life. It can be compared with the "
            "revenue of one year as long as as much is built every year."
        )
    ]
    date = gap.credited_as_on
    if date is not None and date.preset.reported:
        found.append(sentence("Credited are run rates as they are reported, gross and net side by side."))
    elif date is not None:
        earned = knowledge.figure(_EARNED[date.preset.id])
        found.append(
            sentence(
                "Credited is what Sequoia generously assumed, not what was earned: {assumed} here, {earned} by the "
                "figures of {month}.",
                assumed=input_shown(results, "credited_revenue", language),
                earned=billions(earned.number * _BILLION, results.api_costs.money, record(earned.id), language),
                month=partial_date(earned.as_of, record(earned.id), language),
            )
        )
    if date is not None:
        found.append(reported_twice(results, language))
    found.append(
        sentence(
            "Constant elasticity means: each halving of the price multiplies demand alike, however low the price "
            "already is. Real demand need not."
        )
    )
    if gap.inputs["price_cut_factor"] > _FAR:
        found.append(
            sentence(
                "The estimates speak of price cuts of {share}; a factor of {cut} is far beyond that.",
                share=language.show(_A_SMALL_CUT, record(*(one.figure for one in gap.estimates)), "share", 0),
                cut=input_shown(results, "price_cut_factor", language),
            )
        )
    if gap.inputs["price_cut_factor"] == gap.price_cuts[O1_TO_R1]:
        found.append(
            sentence(
                "A factor of {cut} is the gap between two models on one day, o1 and R1, not a fall over time.",
                cut=input_shown(results, "price_cut_factor", language),
            )
        )
    found += [_estimate_told(results, one.figure, language) for one in gap.estimates]
    return tuple(found)


def reported_twice(results: Results, language: Language) -> Text:
    """What share was covered at the first and the last date, both by reported revenue: like against like."""
    first, *_, last = results.revenue_gap.dates.values()
    before = results.knowledge.figure(_EARNED[first.preset.id])
    origin = date_origin(results, first.preset.id, "coverage") | record(before.id)
    return language.sentence(
        "By revenue as reported, not as assumed, the share covered has not fallen but risen: in {then} it was about "
        "{share_before} of the {required} of {date}, in {now} {share}.",
        then=partial_date(before.as_of, record(before.id), language),
        share_before=language.show(before.number * _BILLION / first.lines["required_revenue"], origin, "share", 1),
        required=date_shown(results, first.preset.id, "required_revenue", language),
        date=date_name(results, first.preset.id, language),
        now=date_name(results, last.preset.id, language),
        share=language.show(last.lines["coverage"], date_origin(results, last.preset.id, "coverage"), "share", 1),
    )


def _estimate_told(results: Results, id: str, language: Language) -> Text:
    """What a published estimate says, of when it is, and what is to be held against it."""
    figure, origin = results.knowledge.figure(id), record(id)
    told = language.sentence(
        "{name}, {day}: {statement}",
        name=language.told(figure.label, origin),
        day=partial_date(figure.as_of, origin, language),
        statement=language.told(figure.statement, origin),
    )
    if figure.reservation is None:
        return told
    return Text((*told, Span(" "), *language.told(figure.reservation, origin)))


_EARNED = {"2023-09": "ai-rev-total-2023", "2024-06": "ai-revenue-2024"}
"""What was earned by the end of the year in which Sequoia made its sum, by its date."""
_A_SMALL_CUT = 0.1
"""What the statements of the estimates speak of."""
_FAR = 2.0
"""A price cut by a larger factor has little to do with the changes that elasticities are measured on."""


# ---- how it is computed


def workings(results: Results, language: Language) -> tuple[Part, ...]:
    """From the chips to the gap and what is covered, as far as the numbers exist; only the sums are in euros."""
    gap = results.revenue_gap
    sentence, how = language.sentence, results.api_costs.money

    def given(name: str) -> Shown:
        return shown_value(results, RevenueGap.inputs[name], language)

    def line(name: str) -> Shown:
        return shown_value(results, RevenueGap.lines[name], language)

    def sum_of(name: str) -> Shown:
        return line_shown(results, name, language)

    rows = [
        Part(
            language.say("Chips a year"),
            Text((Span(""),)),
            input_shown(results, "gpu_run_rate", language),
            how.of(gap.inputs["gpu_run_rate"]),
        ),
        Part(
            language.say("Data centres a year"),
            sentence("{chips} × {multiple}", chips=given("gpu_run_rate"), multiple=given("datacentre_multiple")),
            sum_of("datacentre_cost"),
            how.of(gap.lines["datacentre_cost"]),
        ),
    ]
    if "gap" in gap.missing:
        return tuple(rows)
    one = language.show(1, COUNTED)
    rows += [
        Part(
            language.say("Revenue needed"),
            sentence(
                "{cost} ÷ ({one} − {margin})", cost=line("datacentre_cost"), one=one, margin=given("gross_margin")
            ),
            sum_of("required_revenue"),
            how.of(gap.lines["required_revenue"]),
        ),
        Part(
            language.say("Gap"),
            sentence("{required} − {credited}", required=line("required_revenue"), credited=given("credited_revenue")),
            sum_of("gap"),
            how.of(gap.lines["gap"]),
        ),
        Part(
            language.say("Covered"),
            sentence("{credited} ÷ {required}", credited=given("credited_revenue"), required=line("required_revenue")),
            language.show(gap.lines["coverage"], origin_of(RevenueGap.coverage), "share"),
            gap.lines["coverage"],
        ),
    ]
    return tuple(rows)


_EXPLAINED = (
    RevenueGap.datacentre_cost,
    RevenueGap.required_revenue,
    RevenueGap.gap,
    RevenueGap.coverage,
    RevenueGap.demand_factor,
    RevenueGap.spending_factor,
)


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The formulas with labels and with numbers, money in US dollars, and that demand is a model."""

    gap = results.revenue_gap

    def label(named: Named) -> str:
        return language.of(named.label)

    def number(named: Named) -> Shown:
        return shown_value(results, named, language)

    def literal(value: int) -> str:
        return language.show(value, COUNTED)

    def step(line: Line) -> Text:
        worked = f"{explain(line, number, literal, language)} = {number(line)}"
        written = f"{label(line)} = {explain(line, label, literal, language)} = "
        return Text((Span(written, COUNTED), Span(worked, origin_of(line))))

    steps = [step(line) for line in _EXPLAINED if line.name not in gap.missing]
    if results.api_costs.money.currency == "EUR" and "gap" not in gap.missing:
        rate = language.show(results.api_costs.money.usd_per_eur, USD_PER_EUR, digits=4)
        steps.append(
            language.sentence(
                "{usd} ÷ {rate} US dollars per euro = {eur}",
                usd=number(RevenueGap.gap),
                rate=rate,
                eur=line_shown(results, "gap", language),
            )
        )
    model = language.sentence(
        "Demand is a model of constant elasticity: at an elasticity of {one} spending stays the same, above it grows, "
        "below it shrinks.",
        one=language.show(BREAK_EVEN, COUNTED),
    )
    return (*steps, model)


_DOLLARS = Money("USD", 1)


def shown_value(results: Results, named: Named, language: Language) -> Shown:
    """The number of an input, constant or line, money in US dollars, as an explanation shows it."""
    gap = results.revenue_gap
    if named.name in RevenueGap.inputs:
        declared = RevenueGap.inputs[named.name]
        origin = reader(f"{RevenueGap.topic}.{named.name}")
        return terms.input_shown(declared, gap.inputs[named.name], origin, language, 2)
    if named.name in RevenueGap.lines:
        line = RevenueGap.lines[named.name]
        origin, value = origin_of(line), gap.lines[line.name]
        if line.shown == "USD":
            return billions(value, _DOLLARS, origin, language)
        if line.shown:
            return language.show(value, origin, line.shown)
        return language.show(value, origin, digits=3)
    value = getattr(named, "value", 0.0)
    return language.show(value, COUNTED, digits=exact_digits(value, 8))


# ---- every number


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """What `lagebild results` prints of the gap: plain numbers in US dollars a year, null with a sentence in "why"."""
    gap = results.revenue_gap
    return {
        "inputs": gap.inputs,
        "preset": gap.preset,
        "lines": {**{name: gap.lines.get(name) for name in RevenueGap.lines}, **_why(gap.missing.values(), language)},
        "credited": _credited(gap.credited, language),
        "dates": {
            id: {"figures": one.preset.values, "inputs": one.inputs, "lines": one.lines,
                 "credited": _credited(one.credited, language)}
            for id, one in gap.dates.items()
        },
        "estimates": {
            one.figure: {"elasticity": one.elasticity, "low": one.low, "high": one.high} for one in gap.estimates
        },
        "answer": str(answer(results, language)),
    }  # fmt: skip


def _credited(parts: Iterable[Credited], language: Language) -> list[dict[str, Any]]:
    return [{"name": credit_name(part, language), "record": part.figure, "usd": part.usd} for part in parts]


def _why(missing: Iterable[Missing], language: Language) -> dict[str, str]:
    """Each reason as a sentence, once; nothing where nothing is missing."""
    reasons: dict[Missing, None] = dict.fromkeys(missing)
    return {"why": " ".join(str(why_missing(reason, language)) for reason in reasons)} if reasons else {}
