"""What each calculator says on paper: the parts of the costs, one behind each tab, and holdings in the market."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lagebild.analysis.api_costs import ApiCostsResults
from lagebild.analysis.ownership import counting
from lagebild.analysis.results import Results
from lagebild.analysis.scenarios import worlds
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.exposure import Exposure
from lagebild.calculators.revenue_gap import RevenueGap
from lagebild.calculators.seats import Seats
from lagebild.calculators.self_hosting import SelfHosting
from lagebild.calculators.training_costs import TrainingCosts
from lagebild.charts.contents import charts
from lagebild.documents.printout import Block, ChartBlock, Column, Passage, TableBlock, said
from lagebild.errors import N_
from lagebild.language import Language, Span, Text
from lagebild.origin import reader, record
from lagebild.wording import (
    api_costs,
    exposure,
    origins,
    revenue_gap,
    scenarios,
    seats,
    self_hosting,
    training_costs,
    training_workings,
)
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import exact_digits, in_lines


def chart_block(id: str, results: Results, language: Language, told: str = "") -> list[Block]:
    """The chart of that id, if there is one."""
    known = charts(results.knowledge)
    return [ChartBlock(chart=known[id](results, language), told=told)] if id in known else []


def first_shown(shown: tuple[str, ...], allowed: tuple[str, ...]) -> str:
    """The first chart shown that is one of these; the first of these where none is."""
    return next((id for id in shown if id in allowed), allowed[0])


def _costs(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    costs, say = results.api_costs, language.say
    yield said(api_costs.answer(results, language), api_costs.scope(results, language), "money")
    yield from chart_block(first_shown(shown, ("api_costs.comparison", "api_costs.models")), results, language)
    inputs = tuple(name for name in ApiCosts.inputs if name != "usd_per_eur" or costs.money.currency == "EUR")
    yield _inputs(ApiCosts.topic, inputs, results, language)
    if costs.priced:
        yield _prices(results, language)
        steps = api_costs.steps(results, language)
        names = (api_costs.name_of(results, model) for model in costs.priced)
        yield TableBlock(
            heading=say("How this is computed"),
            note=say("Tokens × price per million tokens"),
            columns=(
                Column(name=say("Item"), share=30),
                Column(name=say("Tokens a month"), look="number", share=30),
                *(Column(name=name, look="number", share=30) for name in names),
            ),
            rows=tuple((step.item, step.quantity, *step.sums) for step in steps),
            total=True,
        )
        yield TableBlock(
            heading=say("Every step"),
            columns=(Column(),),
            rows=tuple((str(step),) for step in api_costs.explanation(results, language)),
        )
    yield from chart_block("api_costs.tornado", results, language)
    if results.kept is not None:
        yield _kept(results, results.kept, language)


def _own_servers(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    own = results.self_hosting
    volume, scope = self_hosting.at_own_volume(results, language), self_hosting.scope(results, language)
    yield said(self_hosting.answer(results, language), Text((*volume, Span(" "), *scope)), "money")
    names_of_charts = ("volume", "parts", "utilisation", "ownership")
    yield from _one_of(SelfHosting.topic, names_of_charts, results, language, shown)
    names = tuple(name for name in SelfHosting.inputs if name in counting(own))
    yield _inputs(SelfHosting.topic, names, results, language)
    if results.api_costs.priced:
        yield _prices(results, language)
    rows = tuple((row.item, str(row.how), row.sum) for row in self_hosting.workings(results, language))
    heads = (N_("Part"), N_("Quantity × price"), N_("A year"))
    yield from _computed(heads, rows, self_hosting.explanation(results, language), language)
    yield from chart_block("self_hosting.tornado", results, language)


def _training(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    say = language.say
    yield said(training_costs.answer(results, language), training_costs.scope(results, language))
    yield from _one_of(TrainingCosts.topic, ("layers", "final_runs", "hours"), results, language, shown)
    yield Passage(heading=say("Own run"), text=str(training_costs.own_run(results, language)))
    yield _inputs(TrainingCosts.topic, tuple(TrainingCosts.inputs), results, language)
    rows = tuple((row.item, str(row.how), row.sum) for row in training_workings.workings(results, language))
    heads = (N_("Layer"), N_("Quantity × price"), N_("Sum"))
    yield from _computed(heads, rows, training_workings.explanation(results, language), language)
    yield from _to_mind(training_costs.notes(results, language), language)
    yield from chart_block("training_costs.tornado", results, language)


def _seats(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    yield said(seats.answer(results, language), seats.scope(results, language))
    yield from _one_of(Seats.topic, ("break_even", "tiers", "prices"), results, language, shown)
    yield _inputs(Seats.topic, tuple(Seats.inputs), results, language)
    if results.api_costs.priced:
        yield _prices(results, language)
    rows = tuple((row.item, str(row.how), row.sum) for row in seats.workings(results, language))
    heads = (N_("Part"), N_("Quantity × price"), N_("A month"))
    yield from _computed(heads, rows, seats.explanation(results, language), language)
    yield from _to_mind(seats.notes(results, language), language)
    yield from chart_block("seats.tornado", results, language)


def _revenue_gap(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    yield said(revenue_gap.answer(results, language), revenue_gap.scope(results, language))
    yield from _one_of(RevenueGap.topic, ("waterfall", "dates", "jevons"), results, language, shown)
    yield _inputs(RevenueGap.topic, tuple(RevenueGap.inputs), results, language)
    rows = tuple((row.item, str(row.how), row.sum) for row in revenue_gap.workings(results, language))
    heads = (N_("Step"), N_("From"), N_("Sum"))
    yield from _computed(heads, rows, revenue_gap.explanation(results, language), language, total=False)
    yield from _to_mind(revenue_gap.notes(results, language), language)
    yield from chart_block("revenue_gap.tornado", results, language)


HOLDINGS = N_("Your exposure")
"""The name of the part below."""


def holdings(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    """The reader's holdings in the shock, which stand with the market."""
    within = exposure.lost_entirely(results, language)
    scope = exposure.scope(results, language)
    yield said(exposure.answer(results, language), Text((*within, Span(" "), *scope)) if within else scope, "loss")
    yield from _one_of(Exposure.topic, ("holdings", "waterfall", "factors"), results, language, shown)
    yield _inputs(Exposure.topic, tuple(Exposure.inputs), results, language)
    rows = tuple((row.item, str(row.how), row.sum) for row in exposure.workings(results, language))
    heads = (N_("Holding"), N_("Amount × return"), N_("Change"))
    yield from _computed(heads, rows, exposure.explanation(results, language), language)
    yield from _to_mind(exposure.notes(results, language), language)
    yield from chart_block("exposure.tornado", results, language)


def _one_of(
    topic: str, names: tuple[str, ...], results: Results, language: Language, shown: tuple[str, ...]
) -> list[Block]:
    """The chart of a calculator that is shown; its first one where none is."""
    return chart_block(first_shown(shown, tuple(f"{topic}.{name}" for name in names)), results, language)


def _computed(
    heads: tuple[str, str, str],
    rows: tuple[tuple[str, str, str], ...],
    steps: Iterable[Text],
    language: Language,
    *,
    total: bool = True,
) -> Iterable[Block]:
    """The parts of a sum under their heads, if there are any, and every step of the arithmetic."""
    say = language.say
    if rows:
        yield TableBlock(
            heading=say("How this is computed"),
            columns=(
                Column(name=say(heads[0]), share=30),
                Column(name=say(heads[1]), share=50),
                Column(name=say(heads[2]), look="number", share=20),
            ),
            rows=rows,
            total=total,
        )
    yield TableBlock(heading=say("Every step"), columns=(Column(),), rows=tuple((str(step),) for step in steps))


def _to_mind(notes: Iterable[Text], language: Language) -> Iterable[Block]:
    yield Passage(heading=language.say("What to mind"), text=str(in_lines(notes)))


def _inputs(topic: str, names: tuple[str, ...], results: Results, language: Language) -> TableBlock:
    """Quantities with their unit, and whose they are: the reader's, or a record's."""
    say = language.say
    rows = []
    for root in origins.roots(results, reader("as_of", *(f"{topic}.{name}" for name in names)), language):
        checked, where = str(root.note), ""
        if root.standing is not None:
            checked, where = standing_word(root.standing, language), _who_says(results, root, language)
        rows.append((str(root.label), str(root.value or ""), checked, where))
    return TableBlock(
        heading=say("What the sums rest on"),
        columns=(
            Column(name=say("Quantity"), share=28),
            Column(name=say("Value"), look="number", share=14),
            Column(name=say("How checked"), share=18),
            Column(name=say("Where from"), share=46),
        ),
        rows=tuple(rows),
    )


def _who_says(results: Results, root: origins.Root, language: Language) -> str:
    """The sources of the record an input stands at; the event for the day of the prices."""
    if root.id in results.knowledge.shock.figures:
        return str(root.note)
    (found,) = origins.roots(results, record(root.id), language)
    return str(found.note) if results.knowledge.figures[root.id].sources else f"Lagebild · {found.note}"


def _prices(results: Results, language: Language) -> TableBlock:
    """What the compared models charge on the day."""
    costs, say = results.api_costs, language.say
    rows = []
    for model in costs.priced:
        quote = costs.quotes[model]
        sides = (
            language.show(price, record(model), "USD", max(2, exact_digits(price)))
            for price in (quote.input, quote.output)
        )
        source = say("your price") if quote.own else results.knowledge.sources[quote.interval.source].by
        rows.append((api_costs.name_of(results, model), *sides, source))
    return TableBlock(
        heading=say("Prices per m tokens"),
        columns=(
            Column(name=say("Model"), share=30),
            Column(name=say("Input"), look="number", share=18),
            Column(name=say("Output"), look="number", share=18),
            Column(name=say("Source"), share=40),
        ),
        rows=tuple(rows),
    )


def _kept(results: Results, kept: ApiCostsResults, language: Language) -> TableBlock:
    """The current state A beside the one that was put aside."""
    difference = api_costs.kept_comparison(results, language)
    rows = [
        (
            str(language.sentence(message, state=api_costs.state_name(results, costs, language))),
            _sums(results, costs, language),
        )
        for message, costs in ((N_("Now: {state}"), results.api_costs), (N_("Kept: {state}"), kept))
    ]
    last = str(difference or language.say("Not comparable: a price is missing."))
    return TableBlock(
        heading=language.say("A/B comparison"),
        columns=(Column(look="strong", share=40), Column(share=66)),
        rows=(*rows, (language.say("B against A"), last)),
    )


def _sums(results: Results, costs: ApiCostsResults, language: Language) -> str:
    parts = [
        f"{api_costs.name_of(results, model)} {api_costs.cost_of(results, costs, model, language)}"
        for model in costs.priced
    ]
    return " · ".join(parts) or language.say("no price on that day")


def _scenarios(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    say = language.say
    yield said(scenarios.finding(results, language), scenarios.scope(results, language), "money")
    yield from chart_block(first_shown(shown, ("scenarios.monthly",)), results, language)
    each = worlds(results)
    outcomes = scenarios.outcomes_shown(each)
    yield TableBlock(
        heading=say("What the calculators come to"),
        note=say("a month unless said otherwise; ≠ differs from the base"),
        columns=(
            Column(name=say("Scenario"), share=30),
            *(
                Column(name=scenarios.outcome_name(outcome, results, language), look="number", share=18)
                for outcome in outcomes
            ),
        ),
        rows=tuple(
            (
                scenarios.world_name(world, language),
                *(str(scenarios.outcome_marked(outcome, world, each[0], language)) for outcome in outcomes),
            )
            for world in each
        ),
    )
    for world in each[1:]:
        yield Passage(
            heading=scenarios.world_name(world, language),
            text="\n".join(filter(None, (world.description, str(scenarios.described(world, results, language))))),
        )


TABS: tuple[tuple[str, Callable[[Results, Language, tuple[str, ...]], Iterable[Block]]], ...] = (
    (N_("API tokens"), _costs),
    (N_("Self-hosting"), _own_servers),
    (N_("Training"), _training),
    (N_("Seats"), _seats),
    (N_("Revenue gap"), _revenue_gap),
    (N_("Scenarios"), _scenarios),
)
"""The parts of the costs in the order of their tabs, and what each prints."""
