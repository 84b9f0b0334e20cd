"""The workbook inside a native chart: the same numbers, behind "Edit data"."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import xlsxwriter

SHEET = "Lagebild"


class Cells(NamedTuple):
    """One column: its head, a number, text or gap for each category, and the format of its numbers."""

    head: str
    values: Sequence[float | str | None]
    code: str | None = None
    formulas: Sequence[str] = ()
    """What its numbers are computed by; none, or "", for numbers of its own."""
    codes: Sequence[str | None] = ()
    """The format of each number, where they differ."""


def number(value: float) -> float:
    """`value` in the fifteen digits that a cell of a workbook keeps."""
    return float(f"{value:.15g}")


def workbook(category_name: str, categories: Sequence[str], columns: Sequence[Cells], made: datetime) -> bytes:
    """An .xlsx with categories going down and columns going right; what is computed stays a live formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"author": "Lagebild", "created": made})
        sheet = book.add_worksheet(SHEET)
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, category_name, head)  # not write(), which takes some texts for formulas
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, max(1, len(columns)), 16)
        for row, category in enumerate(categories, start=1):
            sheet.write_string(row, 0, category)
        for column, cells in enumerate(columns, start=1):
            sheet.write_string(0, column, cells.head, head)
            usual = book.add_format({"num_format": cells.code}) if cells.code else None
            for row, value in enumerate(cells.values, start=1):
                own = cells.codes[row - 1] if cells.codes else None
                look = book.add_format({"num_format": own}) if own else usual
                if isinstance(value, str):
                    sheet.write_string(row, column, value)
                elif value is not None and cells.formulas and cells.formulas[row - 1]:
                    sheet.write_formula(row, column, cells.formulas[row - 1], look, value)
                elif value is not None:
                    sheet.write_number(row, column, value, look)
    return file.getvalue()
