"""The last sheet of a workbook: every record it rests on, with value, source, day and how well it is checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import records_of
from lagebild.calculators.constants import RUN
from lagebild.calculators.contents import CALCULATORS
from lagebild.calculators.exposure import HOLDINGS, Exposure
from lagebild.calculators.expression import Constant, Named
from lagebild.calculators.training_costs import OWN, RUNS, TrainingCosts
from lagebild.documents.sheets import Look, Sheet
from lagebild.documents.workbook.formulas import names_of
from lagebild.documents.workbook.page import HEAD, LABEL, Page
from lagebild.errors import N_
from lagebild.knowledge.loading import MARKET
from lagebild.knowledge.prices import PriceInterval
from lagebild.knowledge.records import Figure
from lagebild.language import Language
from lagebild.origin import Origin, record
from lagebild.wording.exposure import holding_name
from lagebild.wording.origins import roots
from lagebild.wording.register import digits_of, value_shown
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import model_name, partial_date
from lagebild.wording.training_costs import run_name
from lagebild.wording.units import unit_words

_HEADS = (
    N_("Record"), N_("Value"), N_("Range"), N_("As of"), N_("How well checked"), N_("Source"), N_("Used for"),
    N_("Reason, reservation"),
)  # fmt: skip
_WIDTHS = (4.5, 30.0, 18.0, 22.0, 17.0, 18.0, 36.0, 30.0, 46.0)

_ROOM = 1.12
"""Letters of words that stand in the width of one digit."""


def source_words(figure: Figure, results: Results, language: Language) -> str:
    """A figure with who says so and of which day, in one line."""
    sources = results.knowledge.sources
    by = ", ".join(dict.fromkeys(sources[id].by for id in figure.sources))
    day = partial_date(figure.as_of, record(figure.id), language)
    return " · ".join(filter(None, (language.of(figure.label), by, day)))


def sources(results: Results, language: Language, titles: Mapping[str, str]) -> Sheet:
    """The sheet; `titles` name the sheets of the calculators."""
    say, page = language.say, Page()
    page.head(
        say("Sources and assumptions"),
        say("Every record this workbook rests on, as Lagebild held it when it was written."),
        (),
    )
    figures = results.knowledge.figures
    used = _used(results, language, titles).items()
    _rows(page, say("Inputs"), [_figure(figures[id], results, uses, language) for id, uses in used], language)
    offers = [_offer(results, model, language) for model in results.api_costs.by_cost]
    _rows(page, say("Prices of the models"), offers, language)
    _rows(page, say("Closing prices"), _closes(results, titles[Exposure.topic], language), language)
    _constants(page, language)
    title = say("Sources and assumptions")
    return page.sheet(title, title, _WIDTHS, frozen=(HEAD, 2))


Row = tuple[str, ...]


def _rows(page: Page, heading: str, rows: list[Row], language: Language) -> None:
    if not rows:
        return
    page.heading(heading)
    page.columns(tuple(map(language.say, _HEADS)), words=frozenset(range(len(_HEADS))))
    for row in rows:
        for column, words in enumerate(row, LABEL):
            look: Look = "wrapped_label" if column == LABEL else "wrapped"
            page.put(page.row, column, words, look)
        page.next_row(tuple((words, width * _ROOM) for words, width in zip(row, _WIDTHS[LABEL:], strict=True)))


def _used(results: Results, language: Language, titles: Mapping[str, str]) -> dict[str, list[str]]:
    """The figures that inputs stand at, and those they are derived from: what each is used for, by its id."""
    figures = results.knowledge.figures
    used: dict[str, list[str]] = {}
    for topic, calculator in CALCULATORS.items():
        for name, declared in calculator.inputs.items():
            root = roots(results, Origin(inputs=(f"{topic}.{name}",)), language)[0]
            if root.kind == "record":
                used.setdefault(root.id, []).append(f"{titles[topic]}: {language.of(declared.label)}")
    for run in RUNS:
        name = run_name(results, run, language)
        lines = (line for line in TrainingCosts.lines.values() if RUN in line.axes and run != OWN)
        for id in dict.fromkeys(id for line in lines for id in records_of(results.knowledge, run, line)):
            used.setdefault(id, []).append(f"{titles[TrainingCosts.topic]}: {name}")
    waiting = list(used)
    while waiting:
        figure = figures[waiting.pop(0)]
        for id in figure.rests_on:
            if id not in used:
                waiting.append(id)
            uses = used.setdefault(id, [])
            uses.append(language.say("basis of: {record}", record=language.of(figure.label)))
    return used


def _figure(figure: Figure, results: Results, uses: Collection[str], language: Language) -> Row:
    knowledge, origin = results.knowledge, record(figure.id)
    bounds = "–"
    if figure.low is not None and figure.high is not None:
        digits = digits_of(figure.unit, figure.low, figure.high)
        bounds = language.show_range(figure.low, figure.high, origin, figure.unit, digits)
    remarks = (figure.reason, figure.reservation, figure.scope)
    return (
        language.of(figure.label),
        value_shown(figure, language),
        bounds,
        partial_date(figure.as_of, origin, language),
        standing_word(knowledge.standing(figure.id), language),
        "\n".join(_source(results, id) for id in figure.sources) or "–",
        "\n".join(dict.fromkeys(uses)),
        "\n".join(language.of(remark) for remark in remarks if remark is not None) or "–",
    )


def _source(results: Results, id: str) -> str:
    source = results.knowledge.sources[id]
    return ": ".join(filter(None, (source.publisher, source.title)))


def _offer(results: Results, model: str, language: Language) -> Row:
    """The price of a model: the list's, or the reader's own."""
    knowledge, costs, say = results.knowledge, results.api_costs, language.say
    quote = costs.quotes[model]
    price = quote.interval
    name = model_name(model, knowledge)
    value = str(roots(results, record(model), language)[0].value)
    use = say("prices of the day")
    if quote.own:
        return (name, value, "–", "–", say("your input"), say("your price"), use, "–")
    return (
        name,
        value,
        "–",
        say("since {start}", start=language.date(price.valid_from.date(), record(model))),
        standing_word(knowledge.standing(model, costs.as_of), language),
        _source(results, price.source),
        use,
        _remark(price, language),
    )


def _closes(results: Results, title: str, language: Language) -> list[Row]:
    """The series of closes that returns of holdings come from, each once."""
    found, knowledge = results.exposure, results.knowledge
    first, *_, last = found.days
    used: dict[str, list[str]] = {}
    for one in (one for one in HOLDINGS if one.id in found.returns):
        for symbol in found.returns[one.id].symbols:
            used.setdefault(symbol, []).append(f"{title}: {holding_name(results, one.id, language)}")
    rows: list[Row] = []
    for symbol, uses in used.items():
        close, origin = knowledge.closes[symbol], record(f"{MARKET}{symbol}")
        closes = [language.show(close.on(day) or 0.0, origin, digits=2) for day in found.days]
        days = language.say("{start} to {end}", start=language.date(first, origin), end=language.date(last, origin))
        rows.append(
            (close.name, " → ".join(closes), "–", days,
             standing_word(knowledge.standing(f"{MARKET}{symbol}"), language),
             "\n".join(_source(results, id) for id in close.sources), "\n".join(uses), "–")
        )  # fmt: skip
    return rows


def _remark(price: PriceInterval, language: Language) -> str:
    return language.of(price.note) if price.note is not None else "–"


def _constants(page: Page, language: Language) -> None:
    """The factors that formulas name; they stand in cells so that no formula holds a bare number."""
    say = language.say
    names: dict[Named, str] = names_of(CALCULATORS.values())
    page.heading(say("Factors"))
    page.columns((say("Factor"), say("Value"), say("Unit")), words=frozenset({2}))
    for node, name in names.items():
        if isinstance(node, Constant):
            page.put(page.row, LABEL, language.of(node.label), "label")
            number = "0.00E+00" if abs(node.value) < 1e-3 else "#,##0"
            page.put(page.row, LABEL + 1, node.value, "constant", number=number, name=name)
            page.put(page.row, LABEL + 2, unit_words(node.unit, language), "text")
            page.row += 1
