"""The sheets of the calculators, made from their declarations: inputs, results, charts, tables, blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from lagebild import __version__
from lagebild.analysis.api_costs import of_workloads
from lagebild.analysis.results import Results
from lagebild.analysis.values import values_of
from lagebild.calculators.api_costs import MOST_FURTHER, ApiCosts
from lagebild.calculators.constants import HOLDING, LAYER, MODEL, MONTH, RUN, WORKLOAD
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.evaluation import evaluate
from lagebild.calculators.excel import excel
from lagebild.calculators.exposure import HOLDINGS, Exposure
from lagebild.calculators.expression import Axis, Calculator, Choice, Input, Line, Lookup, Named, inputs_of
from lagebild.calculators.training_costs import LAYERS, RUNS
from lagebild.documents.action_plan import action_plan
from lagebild.documents.listing import Listed
from lagebild.documents.sheets import Area, Entry, Look, Sheet, Sheets
from lagebild.documents.workbook.drawings import draw
from lagebild.documents.workbook.formats import input_format, is_money, result_format
from lagebild.documents.workbook.formulas import References, addends, axes_of, names_of
from lagebild.documents.workbook.listings import listed_sheet
from lagebild.documents.workbook.page import FIRST, HEAD, LABEL, PLACE, Page, place_number
from lagebild.documents.workbook.scenarios import scenarios
from lagebild.documents.workbook.sources import source_words, sources
from lagebild.errors import N_
from lagebild.language import SCALES, Language, Text
from lagebild.origin import AS_OF, COUNTED, Origin
from lagebild.wording import exposure, revenue_gap, seats, self_hosting, training_costs
from lagebild.wording.origins import roots
from lagebild.wording.shortening import cut
from lagebild.wording.terms import input_shown, model_name, no_price, rate_note
from lagebild.wording.training_costs import layer_name, run_name
from lagebild.wording.units import unit_words
from lagebild.wording.workloads import workload_name

TITLES = {
    "api_costs": N_("API costs"),
    "self_hosting": N_("Own servers"),
    "training_costs": N_("Training costs"),
    "seats": N_("Seats"),
    "revenue_gap": N_("Revenue gap"),
    "exposure": N_("Your exposure"),
}
"""Names of the sheets."""
_AXES = {
    MODEL: (N_("By model"), N_("Model")),
    MONTH: (N_("By month"), N_("Month")),
    WORKLOAD: (N_("By further workload"), N_("Workload")),
    RUN: (N_("By run"), N_("Run")),
    LAYER: (N_("By layer"), N_("Layer")),
    HOLDING: (N_("By holding"), N_("Holding")),
}
_NUMBER = 12.5
_WIDEST = 13
"""Columns of numbers in one table."""
_WIDTHS = (4.5, 40.0, 16.0, *(_NUMBER,) * (_WIDEST - 1))
_TALL = 3
"""Rows that the heads of a table take beyond one."""
_LONGEST_PRINTED = 40
"""Rows of a table that still goes on paper; longer ones and blocks are workings, for the screen."""
_LAST = FIRST + _WIDEST
_UNIT, _MARK, _SOURCE = FIRST + 1, FIRST + 4, FIRST + 6
"""Columns of the inputs and results; the words of each go on over the empty ones behind it."""
_LONGEST_TITLE, _LONGEST_PROMPT = 30, 250
"""What fits into the message of a cell."""


def workbook(results: Results, language: Language) -> Sheets:
    """All calculators with the inputs, prices and rates of a briefing; models go from the cheapest to the dearest."""
    book = Book(results, language)
    sheets = tuple(_calculator(book, calculator) for calculator in CALCULATORS.values())
    say = language.say
    return Sheets(
        title=say("Lagebild: calculators"),
        language=language.code,
        day=results.today,
        head=say("Prices of {day}", day=language.date(results.api_costs.as_of, AS_OF)),
        foot=say(
            "Lagebild {version} · knowledge of {day}",
            version=__version__,
            day=language.date(results.knowledge.about.as_of),
        ),
        sheets=(
            *sheets,
            *filter(None, (scenarios(results, language),)),
            *(listed_sheet(one, language) for one in _checklist(results, language)),
            sources(results, language, {topic: title_of(topic, language) for topic in CALCULATORS}),
        ),
    )


def _checklist(results: Results, language: Language) -> tuple[Listed, ...]:
    """The action plan, the answers and the reasons, where the reader has given any."""
    return action_plan(results, language).tables if results.answers or results.reasons or results.tasks else ()


class Book:
    """What all sheets share: values, what the lines come to, and names."""

    def __init__(self, results: Results, language: Language) -> None:
        self.results = results
        self.language = language
        self.models = results.api_costs.by_cost
        self.names = names_of(CALCULATORS.values())
        # places for workloads to come too
        workloads = of_workloads(results.api_costs.workloads, MOST_FURTHER)
        self.values = {
            topic: {**found, **{name: array for name, array in workloads.items() if name in found}}
            for topic in CALCULATORS
            for found in (values_of(results, topic, self.models),)
        }
        self.sizes = {topic: _sizes(calculator, self.values[topic]) for topic, calculator in CALCULATORS.items()}
        self.lines: dict[Line, Any] = {}
        """What each line comes to; those over an axis without a place, such as models on a day without prices, are
        left out."""
        for topic, calculator in CALCULATORS.items():
            empty = {axis for axis, size in self.sizes[topic].items() if size == 0}
            only = tuple(
                name
                for name, line in calculator.lines.items()
                if not any(given.axes & empty for given in inputs_of(line)) and not line.axes & empty
            )
            found = evaluate(calculator, self.values[topic], only=only) if only else {}
            self.lines |= {calculator.lines[name]: numbers for name, numbers in found.items()}
        self.further = len(results.api_costs.workloads)
        self.in_euros = results.api_costs.money.currency == "EUR"

    def numbers(self, node: Lookup | Line) -> Any:
        """What a lookup or line came to, shaped over its axes."""
        return self.lines[node] if isinstance(node, Line) else np.asarray(self.values[node.topic][node.name], float)

    def place_name(self, axis: Axis, place: int) -> str:
        """What a place on an axis is called."""
        if axis == MODEL:
            return model_name(self.models[place], self.results.knowledge)
        if axis == RUN:
            return run_name(self.results, RUNS[place], self.language)
        if axis == LAYER:
            return layer_name(LAYERS[place], self.language)
        if axis == HOLDING:
            return exposure.holding_name(self.results, HOLDINGS[place].id, self.language)
        workloads = self.results.api_costs.workloads
        if axis == WORKLOAD and place < len(workloads):
            return workload_name(self.results.api_costs, place, self.language)
        number = self.language.show(place + (2 if axis == WORKLOAD else 1), COUNTED)  # the first stands in the inputs
        return f"{axis_words(axis, self.language)[1]} {number}"

    def number_format(self, node: Lookup | Line, currency: str = "USD") -> str:
        """Of a lookup or line, as fits what it came to."""
        return result_format(node, np.reshape(self.numbers(node), -1).tolist(), self.language.code, currency)

    def to_euros(self, formula: str) -> str:
        """The formula of the same sum in euros."""
        return f"{formula}/{self.names[ApiCosts.usd_per_eur]}"


def _sizes(calculator: type[Calculator], values: Mapping[str, Any]) -> dict[Axis, int]:
    looked_up = {given for line in calculator.lines.values() for given in inputs_of(line) if isinstance(given, Lookup)}
    return {
        axis: np.shape(values[lookup.name])[number]
        for lookup in (*calculator.lookups.values(), *looked_up)
        for number, axis in enumerate(lookup.over)
    }


def axis_words(axis: Axis, language: Language) -> tuple[str, str]:
    """The heading of tables over an axis, and what one place on it is."""
    if axis in _AXES:
        heading, one = _AXES[axis]
        return language.say(heading), language.say(one)
    return axis.name.capitalize(), axis.name.capitalize()


# ---- the sheet of a calculator


def title_of(topic: str, language: Language) -> str:
    """The name of a calculator's sheet; its topic where it has none."""
    return language.say(TITLES[topic]) if topic in TITLES else topic.replace("_", " ").capitalize()


def _calculator(book: Book, calculator: type[Calculator]) -> Sheet:
    say, topic = book.language.say, calculator.topic
    title = title_of(topic, book.language)
    page = Page()
    legend: tuple[tuple[str, Look], ...] = (
        (say("Input"), "input"),
        (say("Looked up"), "legend_lookup"),
        (say("Formula"), "legend"),
    )
    page.head(title, _subtitle(book, calculator), legend)
    _inputs(book, calculator, page)
    _scalars(book, calculator, page)
    charts = draw(book, calculator, page)
    blocks: list[Lookup | Line] = []
    over: dict[Axis, list[Lookup | Line]] = {}
    sizes = book.sizes[topic]
    lines = (line for line in calculator.lines.values() if line in book.lines)
    nodes: tuple[Lookup | Line, ...] = (*calculator.lookups.values(), *lines)
    for node in nodes:
        axes = axes_of(node)
        if len(axes) == 1 and sizes[axes[0]]:
            over.setdefault(axes[0], []).append(node)
        elif len(axes) == 2 and all(sizes[axis] for axis in axes):
            blocks.append(node)
    ordered = sorted(over, key=lambda axis: sizes[axis])
    for axis in (axis for axis in ordered if sizes[axis] <= _LONGEST_PRINTED):
        _tables(book, calculator, page, axis, over[axis])
    printed = page.row
    for axis in (axis for axis in ordered if sizes[axis] > _LONGEST_PRINTED):
        _tables(book, calculator, page, axis, over[axis])
    for node in blocks:
        _block(book, calculator, page, node)
    page.drawings += [chart() for chart in charts]
    columns = max(cell.column for cell in page.cells) + 1
    widths = (*_WIDTHS, *(_NUMBER,) * columns)[: max(columns, len(_WIDTHS))]
    return page.sheet(title, title, widths, frozen=(HEAD, FIRST), printed=(printed, _LAST))


def _subtitle(book: Book, calculator: type[Calculator]) -> str:
    """What the sheet holds for; those without models rest on no price of the day, and holdings are no advice."""
    results, language, priced = book.results, book.language, MODEL in calculator.axes
    parts = [
        language.say("No investment advice") if calculator is Exposure else "",
        language.say("Prices of {day}", day=language.date(results.api_costs.as_of, AS_OF, "long")) if priced else "",
        language.say("all sums in US dollars unless said otherwise"),
        str(rate_note(results.api_costs, results.knowledge, language) or ""),
        "" if book.models or not priced else language.say("no price is evidenced on that day"),
    ]
    return " · ".join(filter(None, parts))


def _inputs(book: Book, calculator: type[Calculator], page: Page) -> None:
    language, say, topic = book.language, book.language.say, calculator.topic
    page.heading(say("Inputs"))
    _heads(page, say("Input"), say("Value"), {_UNIT: say("Unit"), _MARK: say("Mark"), _SOURCE: say("Source")})
    ranges = book.results.ranges.get(topic, {})
    for name, declared in calculator.inputs.items():
        value, row = float(book.values[topic][name]), page.row
        root = roots(book.results, Origin(inputs=(f"{topic}.{name}",)), language)[0]
        own = root.kind == "input"
        number = "0" if isinstance(declared, Choice) else input_format(declared, value, language.code)
        page.put(row, LABEL, language.of(declared.label), "label")
        page.put(row, FIRST, value, "input_own" if own else "input", number=number, name=book.names[declared])
        page.texts(row, range(_UNIT, _LAST))
        if isinstance(declared, Choice):
            words = ",".join(_quoted(language.of(option)) for option in declared.options)
            chosen = language.of(declared.options[int(value)])
            page.put(row, _UNIT, chosen, "text", formula=f"CHOOSE({book.names[declared]}+1,{words})")
        else:
            page.put(row, _UNIT, unit_words(declared.unit, language), "text")
        mark = N_("your input") if own else N_("assumption") if root.standing == "assumption" else N_("preset")
        page.put(row, _MARK, say(mark), "text")
        source = "" if own else source_words(book.results.knowledge.figures[root.id], book.results, language)
        if name in ranges:
            source = _range(declared, ranges[name].low, ranges[name].high, language)
        page.put(row, _SOURCE, source, "text")
        page.entries.append(_entry(declared, row, language))
        page.row += 1
    for lookup in calculator.lookups.values():
        if not lookup.over:
            page.put(page.row, LABEL, language.of(lookup.label), "label")
            value, number = float(book.numbers(lookup)), book.number_format(lookup)
            page.put(page.row, FIRST, value, "lookup", number=number, name=book.names[lookup])
            page.texts(page.row, range(_UNIT, _LAST))
            page.put(page.row, _UNIT, unit_words(lookup.unit, language), "text")
            page.put(page.row, _MARK, say("Looked up"), "text")
            page.row += 1


def _heads(page: Page, about: str, value: str, words: Mapping[int, str]) -> None:
    """The heads over inputs or results; those of `words` by their column."""
    page.put(page.row, LABEL, about, "head")
    page.put(page.row, FIRST, value, "head_number")
    for column, head in words.items():
        page.put(page.row, column, head, "head_words")
    page.row += 1


def _range(declared: Input, low: float, high: float, language: Language) -> str:
    origin = Origin(inputs=(f"{declared.topic}.{declared.name}",))
    ends = [input_shown(declared, end, origin, language) for end in (low, high)]
    return language.say("the likeliest of a range from {low} to {high}", low=ends[0], high=ends[1])


def _entry(declared: Input, row: int, language: Language) -> Entry:
    low, high = (input_shown(declared, bound, COUNTED, language) for bound in (declared.low, declared.high))
    choices: tuple[float, ...] = ()
    if isinstance(declared, Choice):
        choices = tuple(float(place) for place in range(len(declared.options)))
        numbered = enumerate(declared.options)
        codes = (f"{language.show(place, COUNTED)} = {language.of(option)}" for place, option in numbered)
        allowed = language.say("Allowed: {choices}.", choices=", ".join(codes))
    elif declared.shown in SCALES:
        allowed = language.say("Allowed: {low} to {high}, written as a whole number.", low=low, high=high)
    else:
        allowed = language.say("Allowed: {low} to {high}.", low=low, high=high)
    refused = language.say("That is not possible here.")
    hint = language.of(declared.hint) if declared.hint is not None else ""
    return Entry(
        row=row,
        column=FIRST,
        low=declared.low,
        high=declared.high,
        choices=choices,
        title=cut(language.of(declared.label), _LONGEST_TITLE),
        prompt=cut(f"{hint} {allowed}".strip(), _LONGEST_PROMPT),
        refusal=cut(f"{refused} {allowed}", _LONGEST_PROMPT),
    )


def _quoted(words: str) -> str:
    """Words as a formula holds them."""
    return '"{}"'.format(words.replace('"', '""'))


# ---- plain lines and lookups


def _scalars(book: Book, calculator: type[Calculator], page: Page) -> None:
    language, say = book.language, book.language.say
    lines = [line for line in calculator.lines.values() if not line.over and line in book.lines]
    if not lines:
        return
    page.heading(say("Results"), rows=len(lines))
    words = {_UNIT: say("Unit"), _SOURCE: say("When exported")}
    _heads(page, say("Result"), say("Value"), words)
    if book.in_euros:
        page.put(page.row - 1, _MARK, say("in euros"), "head_number")
    notes = _notes(book, calculator.topic)
    for line in lines:
        row, name, look = page.row, book.names[line], _look(line)
        value = float(book.lines[line])
        page.put(row, LABEL, language.of(line.label), "label_sum" if addends(line) else "label")
        formula, number = excel(line, References(book.names)), book.number_format(line)
        page.put(row, FIRST, value, look, formula=formula, number=number, name=name)
        page.texts(row, range(_UNIT, _LAST))
        page.put(row, _UNIT, unit_words(line.unit, language), "text")
        if book.in_euros and is_money(line):
            number, value = book.number_format(line, "EUR"), value / book.results.api_costs.money.usd_per_eur
            page.put(row, _MARK, value, look, formula=book.to_euros(name), number=number)
        page.put(row, _SOURCE, notes.get(line.name, ""), "text")
        page.row += 1


def _look(line: Line) -> Look:
    """A plain line that is a sum has its rules."""
    return "result_sum" if addends(line) else "result"


def _notes(book: Book, topic: str) -> dict[str, str]:
    """Why a line did not exist when the workbook was made, by line."""
    results, language = book.results, book.language
    if topic in _WHY:
        missing: Mapping[str, Any] = getattr(results, topic).missing
        return {name: str(_WHY[topic](reason, language)) for name, reason in missing.items()}
    if topic == ApiCosts.topic:
        costs = results.api_costs
        for model in (costs.first, costs.second):
            if model in costs.without_price:
                name = model_name(model, results.knowledge)
                why = str(no_price(model, name, costs.without_price[model], costs.as_of, language))
                return {"ratio": why, "saving": why}
    return {}


_WHY: dict[str, Callable[[Any, Language], Text]] = {
    "self_hosting": self_hosting.why_missing,
    "training_costs": training_costs.why_missing,
    "seats": seats.why_missing,
    "revenue_gap": revenue_gap.why_missing,
    "exposure": exposure.why_missing,
}
"""What says why a line of a calculator does not exist."""


def _notes_of_places(book: Book, topic: str, axis: Axis) -> list[str]:
    """The same for each model or run, in the order of the table."""
    results = book.results
    missing: Mapping[str, Mapping[str, Any]] = {}
    places: Sequence[str] = book.models
    if (topic, axis) == ("self_hosting", MODEL):
        missing = results.self_hosting.missing_against
    elif (topic, axis) == ("seats", MODEL):
        missing = results.seats.missing_against
    elif (topic, axis) == ("training_costs", RUN):
        missing, places = results.training_costs.missing_runs, RUNS
    elif (topic, axis) == ("exposure", HOLDING):
        missing, places = results.exposure.missing_holdings, tuple(one.id for one in HOLDINGS)
    notes = []
    for place in places:
        lines = missing.get(place, {})
        told = (_why(book, topic, reason, lines) for reason in dict.fromkeys(lines.values()))
        notes.append(" ".join(told))
    return notes if any(notes) else []


def _why(book: Book, topic: str, reason: Any, missing: Mapping[str, Any]) -> str:
    """A reason as a sentence; that of layers of a run names them first."""
    why = str(_WHY[topic](reason, book.language))
    layers = tuple(name for name in LAYERS if missing.get(name) == reason)
    return f"{', '.join(layer_name(layer, book.language) for layer in layers)}: {why}" if layers else why


# ---- over one axis


def _tables(book: Book, calculator: type[Calculator], page: Page, axis: Axis, nodes: list[Lookup | Line]) -> None:
    """Lines over an axis, with the lookups beside them where there is room, else in a table of their own."""
    say = book.language.say
    heading = axis_words(axis, book.language)[0]
    lookups = [node for node in nodes if isinstance(node, Lookup)]
    lines = [node for node in nodes if isinstance(node, Line)]
    if len(nodes) <= _WIDEST:
        _table(book, calculator, page, axis, nodes, heading)
    else:
        for start in range(0, len(lines), _WIDEST):
            _table(book, calculator, page, axis, lines[start : start + _WIDEST], heading)
    money = [line for line in lines if is_money(line)]
    if book.in_euros and axis == MODEL and money:
        euros = say("in euros")
        _table(book, calculator, page, axis, money[:_WIDEST], f"{heading}, {euros}", in_euros=True)
    if axis in (RUN, HOLDING):
        _remarks(book, calculator, page, axis)
    if len(nodes) > _WIDEST:
        looked_up = say("looked up before the formulas")
        for start in range(0, len(lookups), _WIDEST):
            _table(book, calculator, page, axis, lookups[start : start + _WIDEST], f"{heading}: {looked_up}")


def _remarks(book: Book, calculator: type[Calculator], page: Page, axis: Axis) -> None:
    """Why lines did not exist when the workbook was made: too long to stand beside their numbers."""
    notes = _notes_of_places(book, calculator.topic, axis)
    if not notes:
        return
    heading, one = axis_words(axis, book.language)
    without = book.language.say("what is not there")
    page.heading(f"{heading}: {without}", rows=len(notes))
    page.columns((one, book.language.say("When exported")), words=frozenset({1}))
    for place, note in enumerate(notes):
        page.put(page.row, LABEL, book.place_name(axis, place), "label")
        page.put(page.row, FIRST, note, "remark")
        page.row += 1


def _table(
    book: Book,
    calculator: type[Calculator],
    page: Page,
    axis: Axis,
    nodes: list[Any],
    heading: str,
    *,
    in_euros: bool = False,
) -> None:
    language, say = book.language, book.language.say
    size = book.sizes[calculator.topic][axis]
    notes = _notes_of_places(book, calculator.topic, axis) if axis == MODEL and not in_euros else []
    page.heading(heading, rows=size + _TALL)
    one = axis_words(axis, language)[1]
    heads = tuple(language.of(node.label) for node in nodes)
    page.put(page.row, PLACE, say("No."), "place_head")
    last = len(heads) + 1
    page.columns((one, *heads, *((say("When exported"),) if notes else ())), words=frozenset({last}))
    units = ["" if in_euros else unit_words(node.unit, language) for node in nodes]
    page.put(page.row, LABEL, "", "unit")
    for column, unit in enumerate(units, FIRST):
        page.put(page.row, column, unit, "unit_number")
    page.next_row(tuple((unit, _NUMBER) for unit in units))
    top, bottom = page.row, page.row + size - 1
    columns = {node: _letter(column) for column, node in enumerate(nodes, FIRST)}
    for place in range(size):
        row = top + place
        here = {axis: f"${_letter(PLACE)}{row + 1}"}
        beside = {} if in_euros else {node: f"{letter}{row + 1}" for node, letter in columns.items()}
        references = References(book.names, here, beside)
        place_number(page, row, place)
        page.put(row, LABEL, book.place_name(axis, place), "label")
        for column, node in enumerate(nodes, FIRST):
            _cell(book, page, node, row, column, place, references, in_euros)
        if notes:
            page.put(row, FIRST + len(nodes), notes[place], "remark")
    if not in_euros:
        page.names |= {book.names[node]: Area(top, column, bottom, column) for column, node in enumerate(nodes, FIRST)}
        page.names.setdefault(f"Names_{calculator.topic}_{axis.name}", Area(top, LABEL, bottom, LABEL))
    page.row = bottom + 1


def _cell(
    book: Book, page: Page, node: Named, row: int, column: int, place: int, references: References, in_euros: bool
) -> None:
    assert isinstance(node, (Lookup, Line))
    value = float(book.numbers(node)[place])
    look: Look = "result_strong" if isinstance(node, Line) and addends(node) else "result"
    if in_euros:
        number = book.number_format(node, "EUR")
        formula = book.to_euros(references.cell(node))
        page.put(row, column, value / book.results.api_costs.money.usd_per_eur, look, formula=formula, number=number)
    elif isinstance(node, Line):
        page.put(row, column, value, look, formula=excel(node, references), number=book.number_format(node))
    else:
        # those of further workloads are the reader's
        looks: Look = "lookup" if WORKLOAD not in node.over else "input_own" if place < book.further else "input"
        page.put(row, column, value, looks, number=book.number_format(node))


def _letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else _letter(column // 26 - 1) + chr(ord("A") + column % 26)


# ---- over two axes


def _block(book: Book, calculator: type[Calculator], page: Page, node: Lookup | Line) -> None:
    """One block: the first axis runs down, the second to the right."""
    language, say = book.language, book.language.say
    down, right = axes_of(node)
    numbers, number = book.numbers(node), book.number_format(node)
    page.heading(language.of(node.label), unit_words(node.unit, language))
    numbered = page.row
    page.put(numbered + 1, LABEL, axis_words(down, language)[1], "head")
    page.put(numbered + 1, PLACE, say("No."), "place_head")
    for place in range(numbers.shape[1]):
        place_number(page, numbered, place, FIRST + place)
        page.put(numbered + 1, FIRST + place, book.place_name(right, place), "head_number")
    page.row += 1
    page.next_row(tuple((book.place_name(right, place), _NUMBER - 1) for place in range(numbers.shape[1])))
    top = numbered + 2
    for first in range(numbers.shape[0]):
        row = top + first
        place_number(page, row, first)
        page.put(row, LABEL, book.place_name(down, first), "label")
        for second in range(numbers.shape[1]):
            value, column = float(numbers[first, second]), FIRST + second
            places = {down: f"${_letter(PLACE)}{row + 1}", right: f"{_letter(column)}${numbered + 1}"}
            if isinstance(node, Line):
                formula = excel(node, References(book.names, places))
                page.put(row, column, value, "result", formula=formula, number=number)
            else:
                page.put(row, column, value, "lookup", number=number)
    page.names[book.names[node]] = Area(top, FIRST, top + numbers.shape[0] - 1, FIRST + numbers.shape[1] - 1)
    page.row = top + numbers.shape[0]
