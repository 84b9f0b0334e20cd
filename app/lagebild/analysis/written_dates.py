"""Days and months as spreadsheets, invoices and exports write them, and the time that a column of them spans."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

_ISO = re.compile(r"(20\d\d)[-/.](\d\d?)(?:[-/.](\d\d?))?(?:[T ][0-9:.,]+ ?(?:Z|UTC|[+-]\d\d:?\d\d)?)?")
_DOTTED = re.compile(r"(\d\d?)[.-](\d\d?)[.-](?:20)?(\d\d)(?:,? \d\d?:\d\d(?::\d\d)?)?")
_SLASHED = re.compile(r"(\d\d?)/(\d\d?)/(?:20)?(\d\d)(?:,? \d\d?:\d\d(?::\d\d)?)?")
_MONTH = re.compile(r"(\d\d?)[./-](20\d\d)")
_WORDS = re.compile(r"(?:(\d\d?)(?:\.|st|nd|rd|th)? )?([^\W\d_]{3,9})\.? (?:(\d\d?)(?:st|nd|rd|th)?,? )?((?:20)?\d\d)")
_SECONDS = re.compile(r"1[5-9]\d{8}|2[0-3]\d{8}")
_NO_YEAR = 2001
"""Stands for the year where a table names months alone."""
DAYS_PER_MONTH = 365.25 / 12
_WHOLE_MONTH = 3
"""A month counts as whole where fewer days than these are missing at either end: weekends, holidays."""


class Written(NamedTuple):
    """A day; `other` is the day it would be with the month written first, where both orders are possible."""

    day: date
    is_month: bool = False
    other: date | None = None
    month_first: bool | None = None
    """The order it has to have been written in, where numbers between strokes say so."""


def written(text: str, months: Mapping[str, int]) -> Written | None:
    """The day or month that `text` names; `months` are names of months. None where it is none."""
    if len(text) > 40:
        return None
    text = " ".join(text.replace("\u00a0", " ").split())
    if found := _ISO.fullmatch(text):
        return _made(found[1], found[2], found[3])
    if found := _MONTH.fullmatch(text):
        return _made(found[2], found[1], None)
    if found := _DOTTED.fullmatch(text):
        return _made(f"20{found[3]}", found[2], found[1])
    if found := _SLASHED.fullmatch(text):
        year = f"20{found[3]}"
        first, other = _made(year, found[2], found[1]), _made(year, found[1], found[2])
        if first is not None:
            return first._replace(other=other.day) if other is not None else first._replace(month_first=False)
        return None if other is None else other._replace(month_first=True)
    if (found := _WORDS.fullmatch(text)) and (month := months.get(found[2].casefold())):
        year = found[4] if len(found[4]) == 4 else f"20{found[4]}"
        return _made(year, str(month), found[1] or found[3])
    if month := months.get(text.casefold().rstrip(".")):
        return Written(date(_NO_YEAR, month, 1), True)
    if _SECONDS.fullmatch(text):
        return Written(datetime.fromtimestamp(int(text), UTC).date())
    return None


def _made(year: str, month: str, day: str | None) -> Written | None:
    try:
        return Written(date(int(year), int(month), int(day or 1)), day is None)
    except ValueError:
        return None


class Period(NamedTuple):
    """From the first to the last day of a table."""

    first: date
    last: date
    months: float
    is_whole: bool
    """Whether it is calendar months from end to end, at least nearly."""
    working_days: int | None = None
    """How many days from Monday to Friday it has, where it is shorter than a month and nothing ran at weekends."""


def period(found: Sequence[Written]) -> Period | None:
    """The time the days span; None where there are none, or day and month cannot be told apart."""
    days = _days(found)
    if not days or len({day.year == _NO_YEAR for day in days}) > 1:
        return None
    first, last = min(days), max(days)
    is_monthly = all(one.is_month for one in found) or all(day.day == 1 for day in days)
    if is_monthly or _are_whole_months(first, last):
        end = date(last.year, last.month, monthrange(last.year, last.month)[1])
        count = (last.year - first.year) * 12 + last.month - first.month + 1
        return Period(first.replace(day=1), end, float(count), True)
    spanned = (last - first).days + 1
    weekdays_only = all(day.weekday() < 5 for day in days)
    working = None
    if weekdays_only and spanned < DAYS_PER_MONTH:
        working = sum((first + timedelta(day)).weekday() < 5 for day in range(spanned))
    return Period(first, last, spanned / DAYS_PER_MONTH, False, working)


def _are_whole_months(first: date, last: date) -> bool:
    return first.day <= _WHOLE_MONTH and last.day > monthrange(last.year, last.month)[1] - _WHOLE_MONTH


def _days(found: Sequence[Written]) -> set[date]:
    """The days meant; where day and month can be exchanged, a cell like 27/01/2025 says for all how they are written.

    There are none where no cell says so, or two contradict each other.
    """
    if all(one.other in (None, one.day) for one in found):
        return {one.day for one in found}
    orders = {one.month_first for one in found if one.month_first is not None}
    if len(orders) != 1:
        return set()
    month_first = orders.pop()
    return {one.other if month_first and one.other is not None else one.day for one in found}
