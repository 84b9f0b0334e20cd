"""Charts of training: layers by run, final runs as they are stated, GPU hours, and what moves the own run."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import BASE, origin_of_run, training_swings
from lagebild.analysis.uncertainty import SHARE, Swing
from lagebild.calculators.expression import origin_of
from lagebild.calculators.training_costs import OWN, RUNS, TrainingCosts
from lagebild.charts.chart import Chart, Column, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.theme import Mark as Role
from lagebild.wording import training_costs as wording
from lagebild.wording.shortening import cut
from lagebild.wording.terms import USD_PER_EUR, currency_name
from lagebild.wording.uncertainty import range_name, range_shown

TOPIC = TrainingCosts.topic
MOST_SWINGS = 5
_A_MILLION = 1e6
_WITHOUT_CENTS = 100
_ARTICLE = "article-a"
_REMARK = 60
"""Letters of what a published value counts, beside its mark."""
_ROLES: dict[str, Role] = {
    "final_run": "hero",
    "reinforcement_learning": "hero_pale",
    "failed_runs": "comparator",
    "staff_cost": "comparator_pale",
    "hardware_cost": "loss",
}


def _whose(results: Results, language: Language) -> str:
    """Whose the numbers of the own run are."""
    training = results.training_costs
    if not training.own_inputs:
        return language.say("own run: figures and assumptions of the register")
    return language.say("own run: partly your figures, partly the register’s")


def _source(results: Results, series: Iterable[Series], language: Language, *, own: bool = True) -> str:
    """Who states the numbers, whose the own run is, the day, and the weakest support among them."""
    series = tuple(series)
    knowledge = results.knowledge
    records = {id: None for one in series for point in one.points if point for id in point.origin.records}
    named = (knowledge.figures[id].sources[:1] for id in records)
    publishers = dict.fromkeys(
        language.say("Source A") if source == _ARTICLE else knowledge.sources[source].by
        for sources in named
        for source in sources
    )
    fields = {
        "publishers": ", ".join(publishers),
        "own": _whose(results, language),
        "day": language.date(knowledge.about.as_of, COUNTED),
    }
    if not publishers:
        line = language.say("Source: {own} · as of {day}", **fields)
    elif own:
        line = language.say("Source: {publishers} · {own} · as of {day}", **fields)
    else:
        line = language.say("Source: {publishers} · as of {day}", **fields)
    return supported(line, series, results, language)


def _unit(results: Results) -> str:
    return f"{results.api_costs.money.currency} m"


def _millions(results: Results, usd: float) -> float:
    return results.api_costs.money.of(usd) / _A_MILLION


def _in_millions(results: Results, language: Language) -> str:
    return language.say("{currency}, in millions", currency=currency_name(results.api_costs.money, language))


def _bars(title: str, count: int, language: Language) -> str:
    return language.say("{answer} {count} bars.", answer=title, count=language.show(count, COUNTED))


# ---- layer by layer


def layers(results: Results, language: Language) -> Chart:
    """The counted layers of every run, as far as there is evidence of them."""
    training, say = results.training_costs, language.say
    runs = [run for run in RUNS if training.has(run)]
    drawn = tuple(layer for layer in training.layers if any(layer in training.has(run) for run in runs))
    series = tuple(
        Series(
            name=wording.layer_name(layer, language),
            role=_ROLES[layer],
            points=tuple(_part(results, run, layer, language) for run in runs),
        )
        for layer in drawn
    )
    totals = tuple(
        Point(
            value=_millions(results, training.runs[run]["total"]),
            label=str(shown := wording.line_shown(results, run, "total", language)),
            note=_remark(results, run, language),
            origin=shown.origin,
            role="option:own" if run == OWN else "comparator",
        )
        for run in runs
    )
    title = _layers_title(results, language)
    return Chart(
        id="training_costs.layers",
        kind="stacked_bars",
        topic=TOPIC,
        title=title,
        heading=say("Cost of training by layer"),
        subtitle=_layers_subtitle(results, language),
        categories=tuple(wording.run_name(results, run, language) for run in runs),
        series=series,
        totals=totals,
        total_name=say("Total") if totals else "",
        columns=_absent(results, runs, language),
        unit=_unit(results),
        category_name=say("Run"),
        legend=bool(series),
        absent="" if series else title,
        source=_source(results, (*series, Series(name="", role="index", points=totals)), language),
        alternative=_bars(title, len(runs), language),
        language=language.code,
    )


def _part(results: Results, run: str, layer: str, language: Language) -> Point | None:
    training = results.training_costs
    if layer not in training.has(run):
        return None
    shown = wording.line_shown(results, run, layer, language)
    return Point(
        value=_millions(results, training.runs[run][layer]), label=str(shown), origin=shown.origin, within=str(shown)
    )


def _remark(results: Results, run: str, language: Language) -> str:
    """What stands beside the sum of a run: how far statements on its final run differ."""
    found = results.training_costs.runs[run]
    if "final_run" not in results.training_costs.has(run) or found["final_run_low"] == found["final_run_high"]:
        return ""
    return language.say("final run: {range}", range=wording.final_run_shown(results, run, language))


def _absent(results: Results, runs: list[str], language: Language) -> tuple[Column, ...]:
    """The layers of each run that are counted but without evidence."""
    if not runs:
        return ()
    training = results.training_costs
    without = [tuple(layer for layer in training.layers if layer not in training.runs[run]) for run in runs]
    cells = tuple(wording.layers_named(absent, language) if absent else "–" for absent in without)
    return (Column(name=language.say("Without evidence"), cells=cells),)


def _layers_subtitle(results: Results, language: Language) -> str:
    currency = _in_millions(results, language)
    if wording.is_counted_twice(results):
        return language.say(
            "{currency}; rent and purchase together count the hardware twice; layers without evidence are not drawn",
            currency=currency,
        )
    return language.say(
        "{currency}; layers without evidence are not drawn, so a short bar is not a cheap development",
        currency=currency,
    )


def _layers_title(results: Results, language: Language) -> str:
    training, say = results.training_costs, language.say
    if "own_total" in training.missing:
        return str(wording.why_missing(training.missing["own_total"], language))
    total = wording.own_total_shown(results, language)
    if training.layers == ("final_run",):
        return say(
            "The final run alone: {rent} for {run}, {total} for your own run.",
            rent=wording.line_shown(results, BASE, "final_run", language),
            run=wording.run_name(results, BASE, language),
            total=total,
        )
    if "final_run" not in training.layers:
        return say(
            "Without the final run, your own run comes to {total} for {layers}.",
            total=total,
            layers=wording.layers_named(training.layers, language),
        )
    return say(
        "Of {run} only the rent of the final run is known, {rent}; with all that is counted, your own run comes to "
        "{total}.",
        run=wording.run_name(results, BASE, language),
        rent=wording.line_shown(results, BASE, "final_run", language),
        total=total,
    )


# ---- final runs


def final_runs(results: Results, language: Language) -> Chart:
    """The final runs as they are stated, a range where statements differ, and what source A prints for GPT-4."""
    training, knowledge, say = results.training_costs, results.knowledge, language.say
    # R1 has no final run beside that of V3
    runs = sorted((run for run in RUNS if run != "deepseek-r1"), key=lambda run: training.runs[run]["final_run"])
    points, names, counted = [], [], []
    for run in runs:
        found = training.runs[run]
        low, high = (_millions(results, found[f"final_run_{end}"]) for end in ("low", "high"))
        origin = origin_of_run(knowledge, run, TrainingCosts.final_run_low)
        points.append(
            Point(
                value=low,
                high=high if high > low else None,
                label=str(wording.final_run_shown(results, run, language)),
                note=say("rent {amount}", amount=wording.line_shown(results, run, "final_run", language))
                if high > low
                else "",
                origin=origin,
                role="hero" if run == BASE else "option:own" if run == OWN else None,
            )
        )
        names.append(wording.run_name(results, run, language))
        counted.append(_what_is_counted(results, run, language))
    claimed = record(wording.GPT4_CLAIMED)
    shown = wording.amount(knowledge.number(wording.GPT4_CLAIMED) * _A_MILLION, results, claimed, language)
    figure = knowledge.figure(wording.GPT4_CLAIMED)
    points.append(
        Point(
            value=_millions(results, figure.number * _A_MILLION),
            label=str(shown),
            note=say("without evidence"),
            origin=shown.origin,
            role="loss",
        )
    )
    names.append(say("{run}, source A", run=wording.run_name(results, wording.GPT4, language)))
    counted.append(say("no origin is given"))
    series = (Series(name=say("Final run"), role="comparator", points=tuple(points)),)
    title = say(
        "Rent against rent, the final run of {other} cost {times} times that of {run} – not a thousand times.",
        other=wording.run_name(results, wording.GPT4, language),
        run=wording.run_name(results, BASE, language),
        times=wording.rent_ratio_shown(results, wording.GPT4, BASE, language),
    )
    return Chart(
        id="training_costs.final_runs",
        kind="ranges",
        topic=TOPIC,
        title=title,
        heading=say("Final runs as they are stated"),
        subtitle=say(
            "{currency}; a bar runs from the lowest to the highest statement, which count different things",
            currency=_in_millions(results, language),
        ),
        categories=tuple(names),
        series=series,
        unit=_unit(results),
        category_name=say("Run"),
        columns=(Column(name=say("What is counted"), cells=tuple(counted)),),
        source=_source(results, series, language),
        alternative=say("{answer} {count} marks.", answer=title, count=language.show(len(names), COUNTED)),
        language=language.code,
    )


def _what_is_counted(results: Results, run: str, language: Language) -> str:
    """The statements behind a mark: what each counts, with its amount."""
    published = sorted(results.training_costs.published[run], key=lambda one: one.usd)
    told = [
        language.say(
            "{counts} {amount}",
            counts=cut(wording.counts(results, one, language), _REMARK),
            amount=wording.amount(one.usd, results, record(one.figure), language),
        )
        for one in published
        if one.measure != "purchase"
    ]
    return "; ".join(told) or language.say("GPU hours × rent")


# ---- GPU hours


def gpu_hours(results: Results, language: Language) -> Chart:
    """GPU hours of the runs that have them: the final run, and reinforcement learning where it stands apart."""
    training, say = results.training_costs, language.say
    runs = [run for run in RUNS if "hours_of_run" in training.runs[run]]
    series = tuple(
        Series(
            name=wording.layer_name(layer, language),
            role=_ROLES[layer],
            points=tuple(_hours(results, run, line, language) for run in runs),
        )
        for layer, line in (("final_run", "hours_of_run"), ("reinforcement_learning", "reinforcement_hours"))
    )
    totals = []
    for run in runs:
        found = training.runs[run]
        line = TrainingCosts.reinforcement_hours if "reinforcement_hours" in found else TrainingCosts.hours_of_run
        origin = origin_of_run(results.knowledge, run, TrainingCosts.hours_of_run)
        origin = origin | origin_of_run(results.knowledge, run, line)
        number = found["hours_of_run"] + found.get("reinforcement_hours", 0)
        label = wording.hours(number, origin, language)
        totals.append(
            Point(value=number / _A_MILLION, label=str(label), origin=origin,
                  role="option:own" if run == OWN else "comparator")
        )  # fmt: skip
    llama, base = (training.runs[run]["hours_of_run"] for run in ("llama-3.1-405b", BASE))
    times = language.show(llama / base, record("llama-vs-v3-hours"), digits=1)
    title = say(
        "{other} took {times} times as many GPU hours as {run}.",
        other=wording.run_name(results, "llama-3.1-405b", language),
        run=wording.run_name(results, BASE, language),
        times=times,
    )
    return Chart(
        id="training_costs.hours",
        kind="stacked_bars",
        topic=TOPIC,
        title=title,
        heading=say("GPU hours of the runs"),
        subtitle=say(
            "millions of hours, on different cards; none are published for {run}",
            run=wording.run_name(results, wording.GPT4, language),
        ),
        categories=tuple(wording.run_name(results, run, language) for run in runs),
        series=series,
        totals=tuple(totals),
        total_name=say("Total"),
        unit="m",
        category_name=say("Run"),
        legend=True,
        source=_source(results, series, language),
        alternative=_bars(title, len(runs), language),
        language=language.code,
    )


def _hours(results: Results, run: str, line: str, language: Language) -> Point | None:
    number = results.training_costs.runs[run].get(line)
    if number is None:
        return None
    shown = wording.hours_shown(results, run, line, language)
    return Point(value=number / _A_MILLION, label=str(shown), origin=shown.origin)


# ---- what moves the own run


def tornado(results: Results, language: Language) -> Chart:
    """What moves the sum of the own run most: each input by half, or each range from end to end."""
    training, spread, say = results.training_costs, results.training_costs_spread, language.say
    how = results.api_costs.money
    found = training_swings(results.knowledge, training) if spread is None else spread.swings
    swings = () if "own_total" in training.missing else found[:MOST_SWINGS]
    names = tuple(range_name(TOPIC, swing.name, results, language) for swing in swings)
    origin = origin_of(TrainingCosts.own_total)
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    widest = max((abs(_millions(results, end)) for swing in swings for end in (swing.at_low, swing.at_high)), default=0)
    # all ends of the chart are equally precise, and counted alike
    size, unit, digits = (1.0, _unit(results), 1) if widest >= 1 else (_A_MILLION, how.currency, _small(widest))

    def points(ends: list[float]) -> tuple[Point, ...]:
        values = [_millions(results, end) for end in ends]
        labels = [language.show(value * size, origin, unit, digits, sign=True) for value in values]
        return tuple(
            Point(value=value, label=str(label), origin=origin) for value, label in zip(values, labels, strict=True)
        )

    ends = (
        (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
        if spread is None
        else (say("low end"), say("high end"))
    )
    series = (
        Series(name=ends[0], role="comparator_pale", points=points([swing.at_low for swing in swings])),
        Series(name=ends[1], role="option:own", points=points([swing.at_high for swing in swings])),
    )
    title, subtitle = _tornado_words(results, swings, names, language)
    columns: tuple[Column, ...] = ()
    if spread is not None:
        ranges = tuple(range_shown(TOPIC, swing.name, results, language) for swing in swings)
        columns = (Column(name=say("Range"), cells=ranges, origins=tuple(one.origin for one in ranges)),)
    return Chart(
        id="training_costs.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=say("What counts most"),
        subtitle=subtitle,
        categories=names,
        series=series,
        unit=_unit(results),
        category_name=say("What is moved"),
        columns=columns,
        base=_millions(results, training.lines.get("own_total", 0.0)),
        legend=True,
        source=_source(results, series, language),
        alternative=say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(swings), COUNTED)
        ),
        language=language.code,
    )


def _small(widest: float) -> int | None:
    """Places of sums of less than a million, the widest in millions: whole ones, but of few cents as well."""
    return 0 if widest * _A_MILLION >= _WITHOUT_CENTS else None


def _tornado_words(
    results: Results, swings: tuple[Swing, ...], names: tuple[str, ...], language: Language
) -> tuple[str, str]:
    """The finding of the tornado, and what its bars are measured from."""
    training, say = results.training_costs, language.say
    if "own_total" in training.missing:
        nothing = str(wording.why_missing(training.missing["own_total"], language))
        return nothing, nothing
    if not swings:
        nothing = say("Your own run costs nothing, so nothing moves its cost.")
        if results.training_costs_spread is not None:
            nothing = say("None of your ranges changes what your own run costs.")
        return nothing, nothing
    base = wording.own_total_shown(results, language)
    if results.training_costs_spread is not None:
        title = say(
            "What counts most: {name}. Over its range your own run changes by {amount}.",
            name=names[0],
            amount=wording.amount(swings[0].width, results, COUNTED, language),
        )
        return title, say("each input over its own range, against {amount}", amount=base)
    title = say(
        "What counts most: {name}. {share} more or less changes your own run by {amount}.",
        name=names[0],
        share=language.show(SHARE, COUNTED, "share", 0),
        amount=wording.amount(max(abs(swings[0].at_low), abs(swings[0].at_high)), results, COUNTED, language),
    )
    return title, say("against {amount}", amount=base)
