"""Charts of the revenue gap: from the chips to the gap, three dates, spending by elasticity, and what moves the gap."""

from __future__ import annotations

from collections.abc import Iterable

from lagebild.analysis.results import Results
from lagebild.analysis.revenue_gap import (
    Estimate,
    Moved,
    figure_of,
    highest_margin,
    spending_curve,
    swings,
)
from lagebild.analysis.uncertainty import SHARE
from lagebild.calculators.expression import Line, origin_of
from lagebild.calculators.revenue_gap import BREAK_EVEN, OF_THE_GAP, RevenueGap
from lagebild.charts.chart import Annotation, Area, Chart, Column, Guide, Key, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language, Shown
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.theme import Mark as Role
from lagebild.wording import revenue_gap as wording
from lagebild.wording.terms import currency_name, exact_digits, input_range_shown
from lagebild.wording.uncertainty import range_name

TOPIC = RevenueGap.topic
_BILLION = 1e9


def _amount(results: Results, usd: float) -> float:
    """Billions of the currency shown."""
    return results.api_costs.money.of(usd) / _BILLION


def _unit(results: Results) -> str:
    return f"{results.api_costs.money.currency} bn"


def _publishers(results: Results, figures: Iterable[str]) -> str:
    """Who says so, each once."""
    knowledge = results.knowledge
    names = [knowledge.sources[id].by for figure in figures for id in knowledge.figure(figure).sources]
    return ", ".join(dict.fromkeys(names))


def _source(results: Results, series: Iterable[Series], language: Language) -> str:
    """Whose the numbers of the gap are, and the weakest support among them."""
    gap = results.revenue_gap
    own = [name for name in OF_THE_GAP if name in gap.own_inputs]
    if gap.preset is None and len(own) == len(OF_THE_GAP):
        return supported(language.say("Source: your figures"), series, results, language)
    names = [name for name in OF_THE_GAP if gap.preset is not None or name not in own]
    publishers = _publishers(results, (figure_of(gap, name) for name in names))
    if gap.preset is not None:
        day = wording.date_name(results, gap.preset, language)
        line = language.say("Source: {publishers} · as of {day}", publishers=publishers, day=day)
    else:
        line = language.say("Source: {publishers}; partly your figures", publishers=publishers)
    return supported(line, series, results, language)


# ---- from the chips to the gap


def waterfall(results: Results, language: Language) -> Chart:
    """The sum in steps: chips, the rest of the data centre, the margin; what is credited goes off; the gap remains.

    Sums and steps differ in their colour.
    """
    gap = results.revenue_gap
    say, lines = language.say, gap.lines
    names: list[str] = []
    points: list[Point] = []

    def add(name: str, usd: float, role: Role, shown: Shown) -> None:
        names.append(name)
        points.append(Point(value=_amount(results, usd), label=str(shown), origin=shown.origin, role=role))

    def signed(usd: float, origin: Origin) -> Shown:
        return wording.billions(usd, results.api_costs.money, origin, language, sign=True)

    def step(name: str, line: Line) -> None:
        add(name, lines[line.name], "comparator_pale", signed(lines[line.name], origin_of(line)))

    def total(name: str, line: Line, role: Role, note: str = "") -> None:
        add(name, lines[line.name], role, wording.line_shown(results, line.name, language))
        points[-1] = points[-1].changed(sum=True, note=note)

    if "gap" not in gap.missing:
        run_rate = gap.inputs["gpu_run_rate"]
        add(say("AI chips"), run_rate, "comparator_pale", signed(run_rate, reader("revenue_gap.gpu_run_rate")))
        step(say("Rest of the data centre"), RevenueGap.rest_of_datacentre)
        step(say("Margin of the users"), RevenueGap.margin_revenue)
        total(say("Revenue needed"), RevenueGap.required_revenue, "comparator")
        for part in gap.credited:
            shown = wording.credit_shown(part, results.api_costs.money, language, taken_off=True)
            # what was counted twice comes back
            role: Role = "gain" if part.usd > 0 else "comparator_pale"
            add(wording.credit_name(part, language), -part.usd, role, shown)
        if not gap.credited:
            credited = gap.inputs["credited_revenue"]
            add(say("Credited"), -credited, "gain", signed(-credited, reader("revenue_gap.credited_revenue")))
        covered = language.show(lines["coverage"], origin_of(RevenueGap.coverage), "share", 1)
        total(say("Gap"), RevenueGap.gap, "hero", say("{share} covered", share=covered))
    series = (Series(name=say("Amount"), role="comparator", points=tuple(points)),)
    title = str(wording.gap_words(results, language))
    key = (
        Key(role="comparator_pale", name=say("adds")),
        Key(role="comparator", name=say("needed")),
        Key(role="gain", name=say("credited, comes off")),
        Key(role="hero", name=say("gap")),
    )
    return Chart(
        id="revenue_gap.waterfall",
        kind="waterfall",
        topic=TOPIC,
        title=title,
        heading=say("From the chips to the gap"),
        subtitle=say("{currency} a year", currency=currency_name(results.api_costs.money, language)),
        categories=tuple(names),
        series=series,
        unit=_unit(results),
        category_name=say("Step"),
        absent="" if points else title,
        legend=bool(points),
        key=key if points else (),
        source=_source(results, series, language),
        alternative=say("{answer} {count} bars.", answer=title, count=language.show(len(points), COUNTED)),
        language=language.code,
    )


# ---- the three dates


def dates(results: Results, language: Language) -> Chart:
    """What is needed, what is credited and the gap at the three dates."""
    gap = results.revenue_gap
    say = language.say

    def row(name: str, role: Role, line: str) -> Series:
        points = []
        for id, one in gap.dates.items():
            shown = wording.date_shown(results, id, line, language)
            value = one.inputs[line] if line in one.inputs else one.lines[line]
            points.append(Point(value=_amount(results, value), label=str(shown), origin=shown.origin))
        return Series(name=name, role=role, points=tuple(points))

    series = (
        row(say("needed"), "comparator", "required_revenue"),
        row(say("credited"), "gain", "credited_revenue"),
        row(say("gap"), "hero", "gap"),
    )
    covered = [wording.date_shown(results, id, "coverage", language) for id in gap.dates]
    title = str(wording.dates_words(results, language))
    figures = dict.fromkeys(figure for one in gap.dates.values() for figure in one.figures)
    return Chart(
        id="revenue_gap.dates",
        kind="grouped_bars",
        topic=TOPIC,
        title=title,
        heading=say("The sum at three dates"),
        subtitle=say(
            "{currency} a year; the first two are Sequoia’s with assumed revenue, the last carries on with reported "
            "revenue",
            currency=currency_name(results.api_costs.money, language),
        ),
        categories=tuple(wording.date_name(results, id, language) for id in gap.dates),
        series=series,
        unit=_unit(results),
        category_name=say("Date"),
        columns=(
            Column(
                name=say("Covered"),
                cells=tuple(map(str, covered)),
                values=tuple(one.lines["coverage"] for one in gap.dates.values()),
                origins=tuple(one.origin for one in covered),
            ),
        ),
        legend=True,
        source=supported(
            say("Source: {publishers}", publishers=_publishers(results, figures)), series, results, language
        ),
        alternative=say(
            "{answer} {count} dates with three bars each.", answer=title, count=language.show(len(covered), COUNTED)
        ),
        language=language.code,
    )


# ---- spending by elasticity


def jevons(results: Results, language: Language) -> Chart:
    """Spending on tokens as a multiple of today's, by elasticity; published estimates are marked."""
    gap = results.revenue_gap
    say, curve = language.say, spending_curve(gap)
    places, own = tuple(curve), gap.inputs["elasticity"]
    origin = origin_of(RevenueGap.spending_factor)
    today = Point(value=1, label=str(wording.multiple(1, COUNTED, language)), origin=COUNTED)
    series = (
        Series(
            name=say("Spending afterwards"),
            role="hero",
            points=tuple(
                Point(value=factor, label=str(wording.multiple(factor, origin, language)), origin=origin)
                for factor in curve.values()
            ),
        ),
        Series(name=say("Spending today"), role="comparator", points=(today,) * len(places)),
    )
    own_shown = language.show(own, reader("revenue_gap.elasticity"), digits=exact_digits(own, 2))
    guides = [
        Guide(
            at=BREAK_EVEN,
            label=say("Break-even at {one}", one=language.show(BREAK_EVEN, COUNTED)),
            origin=origin_of(RevenueGap.spending_factor),
        )
    ]
    if own != BREAK_EVEN:
        guides.append(
            Guide(at=own, label=say("You reckon with {elasticity}", elasticity=own_shown), origin=own_shown.origin,
                  role="hero")
        )  # fmt: skip
    title = str(wording.jevons(results, language))
    return Chart(
        id="revenue_gap.jevons",
        kind="lines",
        topic=TOPIC,
        title=title,
        heading=say("Spending on tokens when they get cheaper"),
        subtitle=say(
            "Multiple of today’s spending by elasticity; a model of constant elasticity, rings: published estimates"
        ),
        categories=tuple(str(language.show(place, COUNTED, digits=exact_digits(place, 2))) for place in places),
        positions=places,
        from_zero=True,
        series=series,
        guides=tuple(guides),
        area=Area(upper=0, lower=1, label=say("spending grows"), origin=origin)
        if gap.inputs["price_cut_factor"] > 1
        else None,
        annotations=tuple(
            Annotation(
                category=places.index(one.elasticity),
                value=curve[one.elasticity],
                text=_estimate(one, language),
                role="comparator",
                origin=record(one.figure),
            )
            for one in gap.estimates
        ),
        unit="",
        category_name=say("Elasticity"),
        source=supported(
            say(
                "Source: {publishers}; price cut: {cut}",
                publishers=_publishers(results, [one.figure for one in gap.estimates]),
                cut=_whose_cut(results, language),
            ),
            (
                Series(
                    name="",
                    role="comparator",
                    points=tuple(
                        Point(value=one.elasticity, label="", origin=record(one.figure)) for one in gap.estimates
                    ),
                ),
            ),
            results,
            language,
        ),
        alternative=language.say_plural("{answer} {count} line.", "{answer} {count} lines.", len(series), answer=title),
        language=language.code,
    )


def _whose_cut(results: Results, language: Language) -> str:
    """Where the price cut comes from: one of the figures to choose from, or the reader."""
    gap = results.revenue_gap
    cut = gap.inputs["price_cut_factor"]
    known = next((figure for figure, factor in gap.price_cuts.items() if factor == cut), None)
    if known is None:
        return language.say("your figure")
    return language.of(results.knowledge.figure(known).label)


def _estimate(one: Estimate, language: Language) -> str:
    """What an estimate is of, and what it says: "Whole market: 1.2 to 1.8"."""
    digits = max(exact_digits(end, 2) for end in (one.low, one.high))
    return language.say(
        "{name}: {elasticity}",
        name=language.of(one.label),
        elasticity=language.show_range(one.low, one.high, record(one.figure), "", digits),
    )


# ---- what moves the gap


def tornado(results: Results, language: Language) -> Chart:
    """What moves the gap most: each input by half, or each range from end to end."""
    gap = results.revenue_gap
    say, how = language.say, results.api_costs.money
    ranges = results.ranges.get(TOPIC) or None
    moved = swings(gap, ranges)
    origin = origin_of(RevenueGap.gap)

    def points(ends: list[float]) -> tuple[Point, ...]:
        labels = [wording.billions(end, how, origin, language, sign=True) for end in ends]
        return tuple(
            Point(value=_amount(results, end), label=str(label), origin=origin)
            for end, label in zip(ends, labels, strict=True)
        )

    ends = (
        (language.show(-SHARE, COUNTED, "share", 0), language.show(SHARE, COUNTED, "share", 0, sign=True))
        if ranges is None
        else (say("low end"), say("high end"))
    )
    series = (
        Series(name=ends[0], role="comparator_pale", points=points([one.swing.at_low for one in moved])),
        Series(name=ends[1], role="hero", points=points([one.swing.at_high for one in moved])),
    )
    names = tuple(range_name(TOPIC, one.swing.name, results, language) for one in moved)
    title, subtitle = _tornado_words(results, moved, names, language)
    spans = tuple(_span(results, one, language) for one in moved)
    return Chart(
        id="revenue_gap.tornado",
        kind="tornado",
        topic=TOPIC,
        title=title,
        heading=say("What counts most"),
        subtitle=subtitle,
        categories=names,
        series=series,
        unit=_unit(results),
        category_name=say("What is moved"),
        columns=(Column(name=say("Range"), cells=spans, origins=tuple(one.origin for one in spans)),),
        base=0.0 if "gap" in gap.missing else _amount(results, gap.lines["gap"]),
        legend=True,
        source=_source(results, series, language),
        alternative=say(
            "{answer} {count} bars to either side of the base.", answer=title, count=language.show(len(moved), COUNTED)
        ),
        language=language.code,
    )


def _span(results: Results, one: Moved, language: Language) -> Shown:
    """Between which ends an input is moved."""
    name = one.swing.name
    declared, origin = RevenueGap.inputs[name], reader(f"{TOPIC}.{name}")
    return input_range_shown(declared, one.low, one.high, origin, language, results.api_costs.money)


def _tornado_words(
    results: Results, moved: tuple[Moved, ...], names: tuple[str, ...], language: Language
) -> tuple[str, str]:
    """The finding of the tornado, and what its bars are measured from."""
    gap = results.revenue_gap
    say, how = language.say, results.api_costs.money
    if "gap" in gap.missing:
        nothing = str(wording.why_missing(gap.missing["gap"], language))
        return nothing, nothing
    base = wording.line_shown(results, "gap", language)
    subtitle = say("against a gap of {amount} a year", amount=base)
    if any(one.swing.name == "gross_margin" and one.high == highest_margin(gap) for one in moved):
        most = language.show(highest_margin(gap), COUNTED, "share", 0)
        subtitle = say("against a gap of {amount} a year; margin up to {most} only", amount=base, most=most)
    if not moved:
        return say("None of your ranges changes the gap."), subtitle
    title = say(
        "What counts most: {name}. Over {range} the gap changes by {amount} a year.",
        name=names[0],
        range=_span(results, moved[0], language),
        amount=wording.billions(moved[0].swing.width, how, COUNTED, language),
    )
    return title, subtitle
