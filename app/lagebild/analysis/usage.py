"""What a table of usage makes of the inputs of the token costs, and what of it does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from lagebild.analysis.usage_table import UsageTable
from lagebild.analysis.written_dates import DAYS_PER_MONTH
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.expression import rounded

TAKEN = ("requests_per_person_day", "input_tokens_per_request", "output_tokens_per_request", "cached_input_share")
"""The inputs a table can fill."""
Span = Literal["months", "days", "working days", "assumed"]


@dataclass(frozen=True, slots=True)
class Usage:
    """The inputs with which a table comes out as it stands."""

    values: dict[str, float]
    """What fits, rounded to what a field holds."""
    refused: dict[str, float]
    """What is outside the bounds of its input."""
    span: Span
    """What the table is taken to cover: whole months, some days, some working days, or one month for want of dates."""
    length: float
    """How many of these."""
    requests: float
    """The requests of the table; where it names none, those of the inputs in the same time."""
    requests_named: bool
    """Whether the table names them."""


def usage(table: UsageTable, inputs: Mapping[str, float]) -> Usage:
    """Fill inputs from a table; people and working days stay as they are in `inputs`.

    Tokens per request are tokens by requests. A table without requests leaves the requests as they are and spreads
    its tokens over them, so that the tokens of a month come out as in the table.
    """
    totals = table.totals
    span, length = _span(table)
    days = length if span == "working days" else _months(span, length) * inputs["working_days_per_month"]
    person_days = inputs["people"] * days
    named = bool(totals.requests)
    requests = totals.requests if totals.requests else person_days * inputs["requests_per_person_day"]
    found: dict[str, float] = {}
    if named:
        found["requests_per_person_day"] = requests / person_days
    if totals.input is not None:
        found["input_tokens_per_request"] = totals.input / requests
    if totals.output is not None:
        found["output_tokens_per_request"] = totals.output / requests
    if totals.input and totals.cached_input is not None:
        found["cached_input_share"] = min(1.0, totals.cached_input / totals.input)
    values, refused = {}, {}
    for name, value in found.items():
        declared = ApiCosts.inputs[name]
        taken = rounded(value, declared)
        if declared.low <= taken <= declared.high:
            values[name] = taken
        else:
            refused[name] = value
    return Usage(values, refused, span, length, requests, named)


def _span(table: UsageTable) -> tuple[Span, float]:
    if table.period is None:
        return "assumed", 1.0
    if table.period.is_whole:
        return "months", table.period.months
    if table.period.working_days is not None:
        return "working days", float(table.period.working_days)
    return "days", float((table.period.last - table.period.first).days + 1)


def _months(span: Span, length: float) -> float:
    return length / DAYS_PER_MONTH if span == "days" else length
