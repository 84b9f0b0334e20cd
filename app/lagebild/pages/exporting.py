"""What the reader wants exported, as a value; and writing it, without a widget."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from lagebild import export
from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart
from lagebild.charts.contents import build, notes
from lagebild.documents.deck import deck
from lagebild.errors import N_, UserError
from lagebild.language import Code, Language
from lagebild.theme import ThemeName

SLIDES = ".pptx"
WORKBOOK = ".xlsx"
ENDINGS = (SLIDES, WORKBOOK, ".png", ".svg", ".pdf", ".csv")

_LARGEST_TEMPLATE = 200_000_000  # bytes
_SAFE = N_("Nothing was changed.")

PLAN = "plan"
"""Stands for the action plan where charts are named."""

SheetsOf = Literal["calculators", "charts"]
"""What a workbook has a sheet for each of."""


class Order(NamedTuple):
    """Charts in a format and in languages, and where to; a workbook of the calculators holds all, chosen or not."""

    charts: tuple[str, ...]
    ending: str
    languages: tuple[Code, ...]
    path: Path
    """The file; where several are written, its name begins theirs."""
    theme: ThemeName = "light"
    notes: bool = True
    """Whether slides carry in their notes how the numbers are computed."""
    sheets: SheetsOf = "calculators"
    """What a workbook is of."""
    template: Path | None = None
    """The house's template for slides; None for Lagebild's own."""

    @property
    def is_of_calculators(self) -> bool:
        """Whether it is a workbook that needs no charts."""
        return self.ending == WORKBOOK and self.sheets == "calculators"

    @property
    def number(self) -> int:
        """Slides, pictures, tables, sheets of charts, or workbooks of the calculators."""
        if self.is_of_calculators:
            return len(self.languages)
        return len(self.charts) * len(self.languages)

    def files(self) -> tuple[Path, ...]:
        """The files it writes."""
        if self.ending == SLIDES or self.number == 1 or (self.ending == WORKBOOK and not self.is_of_calculators):
            return (self.path,)
        stem = self.path.name.removesuffix(self.ending)
        if self.is_of_calculators:
            return tuple(self.path.with_name(f"{stem}_{code}{self.ending}") for code in self.languages)
        names = [f"{stem}_{chart.replace('.', '-')}_{code}" for code in self.languages for chart in self.charts]
        return tuple(self.path.with_name(name + self.ending) for name in names)


def unused(order: Order) -> Order:
    """The same order under a name that replaces no file."""
    path, number = order.path, 1
    stem = path.name.removesuffix(order.ending)
    # lexists: a name that is too long for the system, or lies out of reach, is for the writing to refuse
    while any(os.path.lexists(file) for file in order.files()):
        number += 1
        order = order._replace(path=path.with_name(f"{stem}_{number}{order.ending}"))
    return order


def write(order: Order, results: Results) -> tuple[Path, ...]:
    """Write the files of `order` and name them; raises UserError."""
    files = order.files()
    if order.is_of_calculators:
        from lagebild.documents.workbook import workbook

        for code, file in zip(order.languages, files, strict=True):
            export.save(workbook(results, Language(code)), file, day=results.today)
        return files
    charts: list[Chart] = [build(chart, results, Language(code)) for code in order.languages for chart in order.charts]
    if order.ending in (SLIDES, WORKBOOK):
        made = deck(charts, order.languages[0], notes=(lambda chart: notes(chart, results)) if order.notes else None)
        template = read_template(order.template) if order.template and order.ending == SLIDES else None
        export.save(made, order.path, template=template, day=results.today)
    else:
        for chart, file in zip(charts, files, strict=True):
            export.save(chart, file, theme=order.theme, day=results.today)
    return files


def write_plan(results: Results, language: Language, path: Path) -> tuple[Path, ...]:
    """Write the action plan and name its file; raises UserError."""
    from lagebild.documents.action_plan import action_plan

    export.save(action_plan(results, language), path, day=results.today)
    return (path,)


def read_template(path: Path) -> bytes:
    """What a template holds; raises UserError where it cannot be read."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise OSError("not a file")
        with path.open("rb") as file:
            content = file.read(_LARGEST_TEMPLATE + 1)
    except FileNotFoundError as error:
        raise UserError(
            N_("The template “{name}” is not there."), safe=_SAFE, do=N_("Choose another one."), name=path.name
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(
            N_("The template “{name}” cannot be read."),
            safe=_SAFE,
            do=N_("Choose another one."),
            details=str(error),
            name=path.name,
        ) from error
    if len(content) > _LARGEST_TEMPLATE:
        raise UserError(
            N_("The template “{name}” is too large."), safe=_SAFE, do=N_("Choose another one."), name=path.name
        )
    return content


def check_template(path: Path, day: date) -> None:
    """Whether slides can be made with a template: as in an export, but without slides. Raises UserError."""
    made = deck((), "en", "Lagebild")
    export.content(made, SLIDES, template=read_template(path), day=day)


class Copied(NamedTuple):
    """A chart as the clipboard takes it."""

    svg: bytes
    png: bytes


def copied(chart: str, results: Results, language: Language) -> Copied:
    """The picture of a chart, as paths where it is SVG: whoever pastes it has not got our fonts."""
    from lagebild.renderers import picture

    drawn = build(chart, results, language)
    return Copied(picture.svg(drawn, text_as_paths=True), picture.png(drawn))
