"""What training runs say: the answer, what is counted and what is not, the own run, and why a number is missing."""

from __future__ import annotations

from functools import lru_cache
from math import floor, isclose, log10
from typing import Any

from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import (
    BASE,
    Measure,
    Missing,
    Published,
    origin_of_run,
)
from lagebild.calculators.expression import Line, origin_of
from lagebild.calculators.training_costs import (
    OWN,
    RUNS,
    TrainingCosts,
)
from lagebild.errors import N_
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import Origin, record, union
from lagebild.wording.api_costs import joined
from lagebild.wording.terms import USD_PER_EUR, exact_digits, figure_shown, model_name, rate_note

SHARE_CLAIM = "a-share-of-gpt4"
"""Source A's "1/1000", which its own figures make 1/107."""
GPT4_CLAIMED = "gpt4-cost-article-a"
LOWER_BOUND = "gpt4-training-altman"
"""More was spent, says who should know, but not how much more."""
_LEFT_OUT = "v3-cost-excludes"
_PEAK = "h800-peak-bf16"
_STOCK = "deepseek-servers-estimate"
GPT4 = "gpt-4"

_WHY: dict[Missing, str] = {
    "not published": N_("Nobody has published it."),
    "within final run": N_("It is contained in the final run and not stated apart."),
    "of base run": N_("It stands with DeepSeek V3, whose run it builds on."),
    "stock only": N_("Only the servers of the whole company are estimated, not those of this run."),
    "no compute": N_("Neither parameters nor tokens nor GPU hours are published."),
    "impossible": N_("So much computing does not fit into these GPU hours; a GPU does no more than its peak."),
    "nothing counted": N_("No layer with evidence is counted."),
    "nothing shared": N_("The two runs have no counted layer in common; a rent is not divided by a purchase."),
    "free": N_("Nothing is a multiple of what costs nothing."),
}


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason])


# ---- names and numbers

_NAMES = {
    "final_run": N_("Final run"),
    "reinforcement_learning": N_("Reinforcement learning"),
    "failed_runs": N_("Failed runs and research"),
    "staff_cost": N_("Staff"),
    "hardware_cost": N_("Purchase of the hardware"),
}
_INSIDE = {
    "final_run": N_("the final run"),
    "reinforcement_learning": N_("reinforcement learning"),
    "failed_runs": N_("failed runs and research"),
    "staff_cost": N_("staff"),
    "hardware_cost": N_("purchase of the hardware"),
}
"""The same inside a sentence."""


def layer_name(layer: str, language: Language) -> str:
    """A layer, as it stands alone."""
    return language.say(_NAMES[layer])


def layers_named(layers: tuple[str, ...], language: Language) -> str:
    """Layers as a list inside a sentence."""
    *first, last = (language.say(_INSIDE[layer]) for layer in layers)
    return language.say(" plus ").join((", ".join(first), last)) if first else last


def run_name(results: Results, run: str, language: Language) -> str:
    """The name of a row."""
    if run == OWN:
        return language.say("Own run")
    if run == "deepseek-r1":
        return model_name(run, results.knowledge)
    named = {one.id: one.model for one in results.knowledge.training_runs}
    return language.of(named[run.replace(".", "-")])


_STEPS = ((1e9, "bn"), (1e6, "m"))
_WHOLE, _TENTHS, _THOUSANDTHS = 100, 10, 3
_MOST_PLACES = 8


def amount(usd: float, results: Results, origin: Origin, language: Language) -> Shown:
    """A sum of US dollars in the currency shown, large ones in millions or billions."""
    how = results.api_costs.money
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    value = how.of(usd)
    for size, unit in _STEPS:
        if abs(value) >= size:  # a gap in revenue may be a surplus
            return language.show(value / size, origin, f"{how.currency} {unit}", _digits(abs(value) / size))
    return language.show(value, origin, how.currency, 0 if abs(value) >= _WHOLE else None)


def _digits(value: float) -> int:
    most = 1 if value >= _WHOLE else 2 if value >= _TENTHS else _THOUSANDTHS
    return exact_digits(value, most)


def line_shown(results: Results, run: str, line: str, language: Language) -> Shown:
    """A line of a run that is money, in the currency shown."""
    named = TrainingCosts.lines[line]
    origin = _origin_of_sum(results, run) if line == "total" else origin_of_run(results.knowledge, run, named)
    return amount(results.training_costs.runs[run][line], results, origin, language)


def _origin_of_sum(results: Results, run: str) -> Origin:
    """A sum rests on the layers that are counted, and for the own run on which are."""
    if run == OWN:
        return origin_of_run(results.knowledge, run, TrainingCosts.total)
    return _of_layers(results, run, results.training_costs.has(run), TrainingCosts.total)


def _of_layers(results: Results, run: str, layers: tuple[str, ...], line: Line) -> Origin:
    """Where a line of a run comes from that is made of these layers alone."""
    origins = (origin_of_run(results.knowledge, run, TrainingCosts.lines[layer]) for layer in layers)
    return union(origins)._replace(line=f"{TrainingCosts.topic}.{line.name}")


def final_run_shown(results: Results, run: str, language: Language) -> Shown:
    """The final run of a row, as a range where what is stated differs; the highest may be a lower bound itself."""
    found, how = results.training_costs.runs[run], results.api_costs.money
    low, high = how.of(found["final_run_low"]) / 1e6, how.of(found["final_run_high"]) / 1e6
    if low == high:
        return line_shown(results, run, "final_run", language)
    origin = origin_of_run(results.knowledge, run, TrainingCosts.final_run_low)
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    digits = 0 if low >= _TENTHS else max(exact_digits(end, 1) for end in (low, high))
    shown = language.show_range(low, high, origin, f"{how.currency} m", digits)
    highest = max(results.training_costs.published[run], key=lambda one: (one.measure != "purchase", one.usd))
    if highest.figure == LOWER_BOUND:
        return Shown(language.say("{range} and more", range=shown), origin)
    return shown


def hours(number: float, origin: Origin, language: Language) -> Shown:
    """GPU hours, without the word GPU."""
    if number >= 1e6:
        return language.show(number / 1e6, origin, "Mh", _digits(number / 1e6))
    return language.show(number, origin, "hour", 0 if number >= _WHOLE else exact_digits(number, 1))


def hours_shown(results: Results, run: str, line: str, language: Language) -> Shown:
    """A line of a run that is GPU hours."""
    origin = origin_of_run(results.knowledge, run, TrainingCosts.lines[line])
    return hours(results.training_costs.runs[run][line], origin, language)


def _times(number: float, origin: Origin, language: Language) -> Shown:
    """A multiple without the word: 11.1, or 107; small ones with two places that are not 0."""
    digits = 0 if number >= _WHOLE else 1 if number >= _TENTHS else 2 if number >= 1 or number == 0 else _places(number)
    return language.show(number, origin, digits=digits)


def _places(number: float) -> int:
    """Decimal places down to the second that is not 0, at most eight."""
    return min(_MOST_PLACES, 1 - floor(log10(number)))


def _ratio_origin(results: Results, run: str, other: str, layers: tuple[str, ...]) -> Origin:
    """Where a multiple comes from: both runs, in the layers that are compared."""
    ratio = TrainingCosts.ratio_to
    return _of_layers(results, run, layers, ratio) | _of_layers(results, other, layers, ratio)


def ratio_shown(results: Results, run: str, other: str, language: Language) -> Shown:
    """How many times the other a run costs, over the layers both have, without the word."""
    training = results.training_costs
    origin = _ratio_origin(results, run, other, training.shared(run, other))
    return _times(training.ratios[run][other], origin, language)


def rent_ratio_shown(results: Results, run: str, other: str, language: Language) -> Shown:
    """The same of the final runs alone, rent against rent."""
    origin = _ratio_origin(results, run, other, ("final_run",))
    return _times(results.training_costs.rent_ratios[run][other], origin, language)


def _one_in(number: float, origin: Origin, language: Language) -> Shown:
    """A fraction: 1/107."""
    return Shown(f"{language.show(1, origin)}/{language.show(number, origin, digits=0)}", origin)


# ---- the answer


@lru_cache(maxsize=4)  # said by the page, by charts and by their text alternatives
def answer(results: Results, language: Language) -> Text:
    """The one sentence: whether it was 6 million and a thousandth, and what the 6 million are."""
    knowledge = results.knowledge
    claim = knowledge.claims[SHARE_CLAIM]
    by_own_figures = knowledge.computed(claim)
    assert by_own_figures is not None  # it is arithmetic
    origin = record(claim.id, *claim.records[:2])
    rents = _ratio_origin(results, GPT4, BASE, ("final_run",))
    return language.sentence(
        "*{rent}* is the rent of the final run of {run}, not its development – and that is not {printed} of "
        "{other} but *{own}* by source A’s own figures, *{share}* rent against rent.",
        rent=line_shown(results, BASE, "final_run", language),
        run=run_name(results, BASE, language),
        other=run_name(results, GPT4, language),
        printed=Shown(claim.printed, record(claim.id)),
        own=_one_in(by_own_figures, origin, language),
        share=_one_in(results.training_costs.rent_ratios[GPT4][BASE], rents, language),
    )


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """What the rent leaves out, what is not evidenced, and the rate."""
    knowledge, sentence, training = results.knowledge, language.sentence, results.training_costs
    price = origin_of_run(knowledge, BASE, TrainingCosts.price_of_run)
    rent = language.show(training.runs[BASE]["price_of_run"], price, "USD")
    parts = [
        sentence("Rent of {price} per GPU hour is an assumption of DeepSeek’s report", price=rent),
        sentence("research, trial runs, salaries and purchased hardware are not in it"),
        sentence(
            "the {claimed} for {other} is without evidence",
            claimed=figure_shown(knowledge.figure(GPT4_CLAIMED), language),
            other=run_name(results, GPT4, language),
        ),
    ]
    rate = rate_note(results.api_costs, knowledge, language)
    if rate is not None:
        parts.append(rate)
    return joined(parts)


# ---- the own run, and one run against another


def own_run(results: Results, language: Language) -> Text:
    """What the own run costs: its final run beside that of V3, and the sum of the layers that are counted."""
    training, sentence = results.training_costs, language.sentence
    rent, run = line_shown(results, OWN, "final_run", language), run_name(results, BASE, language)
    if training.runs[OWN]["final_run"] == 0:
        final = sentence("Your own run: the final run costs *nothing*.")
    elif isclose(training.rent_ratios[OWN][BASE], 1):
        final = sentence("Your own run: the final run costs *{rent}*, as much as that of {run}.", rent=rent, run=run)
    else:
        final = sentence(
            "Your own run: the final run costs *{rent}*, {times} times as much as that of {run}.",
            times=rent_ratio_shown(results, OWN, BASE, language),
            rent=rent,
            run=run,
        )
    ranges = within_ranges(results, language)
    further = tuple(layer for layer in training.layers if layer != "final_run")
    if "own_total" in training.missing:
        told = why_missing(training.missing["own_total"], language)
    elif further and "final_run" in training.layers:
        told = sentence("With {layers} it comes to *{total}*.", layers=layers_named(further, language),
                        total=own_total_shown(results, language))  # fmt: skip
    elif len(further) == 1:
        told = sentence("Without it, {layers} comes to *{total}*.", layers=layers_named(further, language),
                        total=own_total_shown(results, language))  # fmt: skip
    elif further:
        told = sentence("Without it, {layers} come to *{total}*.", layers=layers_named(further, language),
                        total=own_total_shown(results, language))  # fmt: skip
    else:
        told = sentence("Nothing else is counted.")
    spans = [*final, Span(" "), *told]
    if is_counted_twice(results):
        spans += [Span(" "), *_twice(language)]
    return Text((*spans, *((Span(" "), *ranges) if ranges else ())))


def own_total_shown(results: Results, language: Language) -> Shown:
    """The sum of the own run, in the currency shown."""
    return amount(results.training_costs.lines["own_total"], results, origin_of(TrainingCosts.own_total), language)


def within_ranges(results: Results, language: Language) -> Text | None:
    """Where the sum of the own run lies in most cases; None without ranges."""
    spread = results.training_costs_spread
    if spread is None:
        return None
    origin = origin_of(TrainingCosts.own_total)
    return language.sentence(
        "With your ranges it mostly lies between *{low}* and *{high}*.",
        low=amount(spread.own_total.low, results, origin, language),
        high=amount(spread.own_total.high, results, origin, language),
    )


def compared(results: Results, run: str, other: str, language: Language) -> Text:
    """One run against another over the layers that are counted and that both have, or why they cannot be compared."""
    training, sentence = results.training_costs, language.sentence
    against = language.say("your own run") if other == OWN else run_name(results, other, language)
    fields = {"run": run_name(results, run, language), "other": against}
    if other not in training.ratios[run]:
        why = why_missing(training.missing_ratios[run][other], language)
        return sentence("{run} against {other}: {why}", why=why, **fields)
    shared = training.shared(run, other)
    told = sentence(
        "{run} costs {times} times as much as {other}, counting {layers}.",
        times=ratio_shown(results, run, other, language),
        layers=layers_named(shared, language),
        **fields,
    )
    if {"final_run", "hardware_cost"} <= set(shared):
        return Text((*told, Span(" "), *_twice(language)))
    return told


def is_counted_twice(results: Results) -> bool:
    """Whether rent and purchase of the same hardware are added up."""
    return {"final_run", "hardware_cost"} <= set(results.training_costs.layers)


def _twice(language: Language) -> Text:
    return language.sentence(
        "The final run is a rent, which includes the hardware: with the purchase it is counted twice."
    )


# ---- what each number counts

_MEASURES: dict[Measure, str] = {
    "rent": N_("computing time priced as rent"),
    "amortised": N_("the share of the hardware used up, and power"),
    "purchase": N_("purchase of the whole cluster"),
    "stated": N_("what is counted is not stated"),
}


def counts(results: Results, published: Published, language: Language) -> str:
    """What a published cost counts: as the contradictions say it, else by its measure."""
    for one in results.knowledge.contradictions.values():
        for statement in one.statements:
            if statement.record == published.figure:
                return language.of(statement.counts)
    return language.say(_MEASURES[published.measure])


def published_values(results: Results, run: str, language: Language) -> tuple[Text, ...]:
    """Every published cost of a run, the lowest first, with what it counts."""
    return tuple(
        language.sentence(
            "{run}, {counts}: {amount}",
            run=run_name(results, run, language),
            counts=counts(results, one, language),
            amount=amount(one.usd, results, record(one.figure), language),
        )
        for one in sorted(results.training_costs.published[run], key=lambda one: one.usd)
    )


def without_evidence(results: Results, run: str, language: Language) -> Text | None:
    """The layers that are counted but of which nothing is known for a run, with the reasons; None where all are."""
    training = results.training_costs
    missing = training.missing_runs[run]
    absent = tuple(layer for layer in training.layers if layer in missing)
    if not absent:
        return None
    spans: list[Span] = []
    for reason in dict.fromkeys(missing[layer] for layer in absent):
        layers = tuple(layer for layer in absent if missing[layer] == reason)
        told = language.sentence(
            "{run} without {layers}: {why}",
            run=run_name(results, run, language),
            layers=layers_named(layers, language),
            why=why_missing(reason, language),
        )
        spans += [*([Span(" ")] if spans else []), *told]
    return Text(spans)


def notes(results: Results, language: Language) -> tuple[Text, ...]:
    """Why a rent is no development cost, what each value of GPT-4 measures, and what is counted twice or not at all."""
    knowledge, sentence = results.knowledge, language.sentence
    told = [language.told(knowledge.figure(_LEFT_OUT).statement, record(_LEFT_OUT))]
    told.append(
        sentence(
            "{run} is the run of {base} with its own stage on top of it.",
            run=run_name(results, "deepseek-r1", language),
            base=run_name(results, BASE, language),
        )
    )
    peak = knowledge.figure(_PEAK)
    if peak.reservation is not None:
        told.append(language.told(peak.reservation, record(_PEAK)))
    told += published_values(results, GPT4, language)
    told.append(
        sentence(
            "All servers of DeepSeek are estimated at {stock}, which is disputed. They served more than one run.",
            stock=figure_shown(knowledge.figure(_STOCK), language),
        )
    )
    if is_counted_twice(results):
        told.append(_twice(language))
    told += [one for run in RUNS if (one := without_evidence(results, run, language)) is not None]
    return tuple(told)


# ---- as JSON

_OVER_RUNS = tuple(
    name
    for name, line in TrainingCosts.lines.items()
    if len(line.over) == 1 and name not in ("total_of_own", "shared_cost", "compared_cost", "ratio_to")
    and line.axes == TrainingCosts.final_run.axes
)  # fmt: skip


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """What `lagebild results` prints of training: plain numbers in US dollars, null with a sentence in "why"."""
    training = results.training_costs
    lines: dict[str, Any] = {name: training.lines.get(name) for name, line in TrainingCosts.lines.items()
                             if not line.over}  # fmt: skip
    told: dict[str, Any] = {
        "inputs": training.inputs,
        "lines": lines | _why(training.missing.values(), language),
        "layers": list(training.layers),
        "runs": {run: _row(results, run, language) for run in RUNS},
        "answer": str(answer(results, language)),
    }
    spread = results.training_costs_spread
    if spread is not None:
        told["spread"] = {
            "ranges": {name: given.model_dump() for name, given in spread.ranges.items()},
            "own_total": spread.own_total._asdict(),
        }
    return told


def _row(results: Results, run: str, language: Language) -> dict[str, Any]:
    training = results.training_costs
    missing, apart = training.missing_runs[run], training.missing_ratios[run]
    ratios = {other: training.ratios[run].get(other) for other in RUNS if other != run}
    published = [{"record": one.figure, "measure": one.measure, "usd": one.usd} for one in training.published[run]]
    return {
        **{name: training.runs[run].get(name) for name in _OVER_RUNS},
        "ratio_to": ratios | _why(apart.values(), language),
        **({"published": published} if published else {}),
        **_why(missing.values(), language),
    }


def _why(missing: Any, language: Language) -> dict[str, str]:
    """Each reason as a sentence, once; nothing where nothing is missing."""
    reasons: dict[Missing, None] = dict.fromkeys(missing)
    return {"why": " ".join(str(why_missing(reason, language)) for reason in reasons)} if reasons else {}
