"""Listings as sheets: heads that filter, days that sort, and long texts that no cell cuts off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lagebild import __version__
from lagebild.documents.listing import Entry, Listed, Listing
from lagebild.documents.sheets import Area, Sheet, Sheets
from lagebild.documents.workbook.page import LABEL, Page
from lagebild.language import Code, Language

CELL = 32_767
"""UTF-16 units that a cell holds."""
_HIGHEST = 240.0
"""Points of a row, so that a long text does not fill the screen; the cell holds all of it."""
_FIRST_DAY = date(1899, 12, 30)
"""The day that spreadsheets count from."""
_DAYS: dict[Code, str] = {"de": "dd.mm.yyyy", "en": "d mmm yyyy"}


def listing_sheets(listing: Listing) -> Sheets:
    """A workbook of a listing alone."""
    language = Language(listing.language)
    return Sheets(
        title=listing.title,
        language=listing.language,
        day=listing.day,
        head=str(language.date(listing.day)),
        foot=f"Lagebild {__version__}",
        sheets=tuple(listed_sheet(one, language) for one in listing.tables),
    )


def listed_sheet(listed: Listed, language: Language) -> Sheet:
    """A sheet of a table; a text that is longer than a cell goes on in the next column of its own."""
    page = Page()
    page.head(listed.title, listed.subtitle, ())
    page.row += 1
    split = [[_pieces(entry) for entry in row] for row in listed.rows]
    spans = [max((len(row[place]) for row in split), default=1) for place in range(len(listed.columns))]
    heads, widths = [], []
    for column, span in zip(listed.columns, spans, strict=True):
        more = language.say("{column}, continued", column=column.name)
        heads += [column.name, *([more] * (span - 1))]
        widths += [column.width] * span
    top = page.row
    page.columns(tuple(heads), words=frozenset(range(len(heads))))
    for row in split:
        at, wrapped = LABEL, []
        for pieces, span, column in zip(row, spans, listed.columns, strict=True):
            for piece in (*pieces, *("",) * (span - len(pieces))):
                _put(page, at, piece, language.code)
                if isinstance(piece, str):
                    wrapped.append((piece, column.width))
                at += 1
        here = page.row
        page.next_row(tuple(wrapped))
        page.heights[here] = min(page.heights[here], _HIGHEST)
    last = Area(top, LABEL, max(page.row - 1, top), LABEL + len(heads) - 1)
    return page.sheet(listed.title, listed.title, (4.5, *widths), frozen=(top + 1, 2), filtered=last, repeated=top + 1)


def _put(page: Page, column: int, entry: Entry, code: Code) -> None:
    if isinstance(entry, date):
        page.put(page.row, column, (entry - _FIRST_DAY).days, "wrapped", number=_DAYS[code])
    elif isinstance(entry, int):
        page.put(page.row, column, entry, "wrapped", number="0")
    else:
        page.keep(page.row, column, entry or "", "wrapped")


def _pieces(entry: Entry) -> tuple[Entry, ...]:
    """A text in pieces that cells can hold, cut between characters; anything else is one."""
    return tuple(_cut(entry)) if isinstance(entry, str) and len(entry) * 2 > CELL else (entry,)


def _cut(text: str) -> Iterator[str]:
    start = units = 0
    for place, letter in enumerate(text):
        width = 2 if letter > "\uffff" else 1
        if units + width > CELL:
            yield text[start:place]
            start, units = place, 0
        units += width
    yield text[start:]
