"""Words for a pasted table of usage: its columns, what does not count, and what it makes of the inputs."""

from __future__ import annotations

from collections.abc import Iterator

from lagebild.analysis.api_costs import ApiCostsResults, figure_of
from lagebild.analysis.usage import Usage
from lagebild.analysis.usage_columns import Meaning
from lagebild.analysis.usage_table import Skipped, UsageTable, Why
from lagebild.analysis.written_numbers import Sign, reading
from lagebild.calculators.api_costs import ApiCosts
from lagebild.errors import N_, printable
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.wording.shortening import cut
from lagebild.wording.terms import exact_digits, input_shown

MEANINGS: dict[Meaning, str] = {
    "ignored": N_("Does not count"),
    "model": N_("Model"),
    "date": N_("Day or month"),
    "requests": N_("Requests"),
    "input": N_("Input tokens"),
    "uncached_input": N_("Input without cache"),
    "cached_input": N_("Input from the cache"),
    "written_cache": N_("Written to the cache"),
    "output": N_("Output tokens"),
    "amount": N_("Amount of money"),
    "item": N_("What the row counts"),
    "quantity": N_("Number of it"),
}
_WHY: dict[Why, str] = {
    "above": N_("Row {row}: stands above the headings."),
    "heading": N_("Row {row}: the headings once more."),
    "sum": N_("Row {row}: a sum (“{words}”), which would count twice."),
    "empty": N_("Row {row}: has no numbers in columns that count."),
    "negative": N_("Row {row}: {words} in “{heading}” is negative."),
    "formula": N_("Row {row}: “{words}” in “{heading}” is a formula, not its result."),
    "no number": N_("Row {row}: “{words}” in “{heading}” cannot be read as a number."),
    "too long": N_("Row {row}: has more cells than there are columns."),
    "kind": N_("Row {row}: “{words}” counts neither tokens nor requests."),
}
_CELL = 28
_CURRENCIES = ("USD", "EUR")


def cell_words(cell: str, most: int = _CELL) -> Text:
    """A pasted cell as it may be shown: short, and without signs that turn the direction of reading."""
    return Text((Span(cut(printable(cell[: most + 1]), most), COUNTED),))


def reasons(table: UsageTable, language: Language, most: int) -> tuple[Text, ...]:
    """Why rows do not count, at most so many one by one; the rest are counted."""
    told = [_reason(skipped, language) for skipped in table.skipped[:most]]
    more = len(table.skipped) - most
    if more > 0:
        told.append(Text((Span(language.say_plural("and {count} further row", "and {count} further rows", more),
                               COUNTED),)))  # fmt: skip
    return tuple(told)


def _reason(skipped: Skipped, language: Language) -> Text:
    heading = cell_words(skipped.heading) if skipped.heading else language.say("a column")
    row = language.show(skipped.row, COUNTED)
    return language.sentence(_WHY[skipped.why], row=row, words=cell_words(skipped.words), heading=heading)


def summary(table: UsageTable, usage: Usage, language: Language) -> Text:
    """What the table adds up to, and in which time."""
    totals, show = table.totals, language.show
    parts: list[Text] = []
    if totals.requests is not None:
        count = show(totals.requests, COUNTED, digits=0)
        parts.append(language.sentence("{count} requests", count=count))
    for tokens, message in (
        (totals.input, N_("{tokens} input")),
        (totals.cached_input, N_("of which {tokens} from the cache")),
        (totals.output, N_("{tokens} output")),
    ):
        if tokens is not None:
            parts.append(language.sentence(message, tokens=_tokens(tokens, language)))
    if totals.amount is not None:
        unit = totals.currency if totals.currency in _CURRENCIES else ""
        amount = show(totals.amount, COUNTED, unit, 2)
        parts.append(language.sentence("{amount} billed", amount=amount))
    rows = Text((Span(language.say_plural("{count} row counts", "{count} rows count", table.counted), COUNTED),))
    length = show(usage.length, COUNTED, "months" if usage.span in ("months", "assumed") else "days", 0)
    message = {
        "months": N_("{rows}, over {length}: {sums}."),
        "days": N_("{rows}, over {length}: {sums}."),
        "working days": N_("{rows}, over {length} from Monday to Friday: {sums}."),
        "assumed": N_("{rows}: {sums}."),
    }[usage.span]
    return language.sentence(message, rows=rows, length=length, sums=_listed(parts))


def _tokens(tokens: float, language: Language) -> Shown:
    if tokens >= 1e6:
        return language.show(tokens / 1e6, COUNTED, "token m", 1)
    return language.show(tokens, COUNTED, "token", 0)


def _listed(parts: list[Text]) -> Text:
    spans = [span for part in parts for span in (Span(", "), *part)]
    return Text(spans[1:])


def turned(usage: Usage, costs: ApiCostsResults, language: Language) -> tuple[Text, ...]:
    """Each input that the table fills, before and after."""
    return tuple(
        language.sentence(
            "{name}: {before} → *{after}*",
            name=language.of(ApiCosts.inputs[name].label),
            before=_shown(name, costs.inputs[name], _origin(name, costs), language),
            after=_shown(name, value, reader(f"api_costs.{name}"), language),
        )
        for name, value in usage.values.items()
    )


def refusals(usage: Usage, costs: ApiCostsResults, language: Language) -> tuple[Text, ...]:
    """Each input whose number from the table is outside its bounds."""
    people = language.show(costs.inputs["people"], _origin("people", costs), "people", 0)
    told = []
    for name, value in usage.refused.items():
        declared = ApiCosts.inputs[name]
        low, high = (_shown(name, end, COUNTED, language) for end in (declared.low, declared.high))
        message = (
            N_("{name} would be {value} with {people}; only {low} to {high} is possible. Set the people first.")
            if name == "requests_per_person_day"
            else N_("{name} would be {value}; only {low} to {high} is possible. It stays as it is.")
        )
        label = language.of(declared.label)
        shown = _shown(name, value, COUNTED, language, 4)
        told.append(language.sentence(message, name=label, value=shown, people=people, low=low, high=high))
    return tuple(told)


def _origin(name: str, costs: ApiCostsResults) -> Origin:
    return reader(f"api_costs.{name}") if name in costs.own_inputs else record(figure_of(costs, name))


def _shown(name: str, value: float, origin: Origin, language: Language, most: int = 2) -> Shown:
    return input_shown(ApiCosts.inputs[name], value, origin, language, most)


def notes(table: UsageTable, usage: Usage, costs: ApiCostsResults, language: Language) -> tuple[Text, ...]:
    """What was assumed in reading the table and in filling the inputs."""
    return tuple(_notes(table, usage, costs, language))


def _notes(table: UsageTable, usage: Usage, costs: ApiCostsResults, language: Language) -> Iterator[Text]:
    sentence = language.sentence
    if any(column.guessed for column in table.columns):
        yield sentence("There are no headings: the columns were told apart by the size of their numbers. Please check.")
    plain = {column.sign.sign for column in table.columns if column.sign is not None and column.sign.by == "cells"}
    for column in table.columns:
        sign = column.sign
        if sign is not None and column.example and sign.by in ("whole", "table") and plain != {sign.sign}:
            told = N_("“{cell}” is read as {value}: requests and tokens are whole numbers.")
            if sign.by == "table":
                told = N_("“{cell}” is read as {value}, as numbers are written in the other columns.")
            yield sentence(told, cell=cell_words(column.example), value=_read(column.example, sign.sign, language))
            break
    if table.cache_beside:
        yield sentence("More comes from the cache than there is input, so the input is taken to be without it.")
    if table.dates_doubtful:
        yield sentence("The dates do not say which number is the month; the table is taken to be of one month.")
    elif usage.span == "assumed":
        yield sentence("There are no dates; the table is taken to be of one month.")
    if not usage.requests_named:
        count = language.show(round(usage.requests), reader("api_costs.requests_per_person_day"), digits=0)
        yield sentence(
            "There are no requests; the tokens are spread over the {count} requests of the present inputs.", count=count
        )
    if costs.workloads:
        yield sentence("The table fills the first workload; the others stay as they are.")
    thinking = costs.inputs["reasoning_tokens_per_request"]
    if "output_tokens_per_request" in usage.values and thinking:
        shown = _shown(
            "reasoning_tokens_per_request", thinking, _origin("reasoning_tokens_per_request", costs), language
        )
        yield sentence(
            "Reasoning tokens mostly stand in the output of such tables already. For models that reason, {tokens} a "
            "request are still added to it.",
            tokens=shown,
        )


def _read(cell: str, sign: Sign, language: Language) -> Shown:
    found = reading(cell)
    value = None if found is None else found.at(sign)
    assert value is not None
    return language.show(value, COUNTED, digits=exact_digits(value, 3))


def question(cell: str, language: Language) -> Text:
    """Asks what a number means that can be read in two ways."""
    return language.sentence("“{cell}” can be read in two ways. What does it mean?", cell=cell_words(cell))


def answers(cell: str, language: Language) -> tuple[tuple[Sign, str], ...]:
    """The two readings, by the sign that then stands before the decimals."""
    inside: Sign = "," if "," in cell else "."
    signs: tuple[Sign, Sign] = (",", ".")
    return tuple(
        (
            sign,
            language.say(
                N_("{value} (“{sign}” before the decimals)") if sign == inside
                else N_("{value} (“{sign}” between thousands)"),
                value=_read(cell, sign, language), sign=inside,
            ),
        )
        for sign in signs
    )  # fmt: skip


def lacking(table: UsageTable, usage: Usage, costs: ApiCostsResults, language: Language) -> str:
    """Why nothing can be taken; empty where something can."""
    if table.undecided:
        return language.say("First say how the numbers are to be read.")
    if not table.counted:
        return language.say("No row has numbers in columns that count.")
    if not usage.values and not usage.refused:
        return language.say("No column holds requests or tokens. Say above what the columns mean.")
    if not usage.values:
        return language.say("What the table says is outside of what is possible.")
    if all(costs.inputs[name] == value for name, value in usage.values.items()):
        return language.say("The inputs are like this already.")
    return ""
