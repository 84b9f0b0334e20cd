"""Saving charts and documents: the kind of value and the file's ending pick the writer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lagebild import clock
from lagebild.charts.chart import Chart
from lagebild.documents.deck import Deck, deck
from lagebild.documents.listing import Listing
from lagebild.documents.sheets import Sheets
from lagebild.errors import N_, UserError
from lagebild.files import write_safely
from lagebild.theme import ThemeName

Value = Chart | Deck | Sheets | Listing


class Options(NamedTuple):
    """What a writer may be asked for besides; each takes what concerns it."""

    theme: ThemeName = "light"
    scale: float = 2.0
    """Pixels of a .png to a logical one."""
    template: bytes | None = None
    """A house template for slides."""
    day: date | None = None
    """The date of the file's properties; None is today."""


# Writers are imported when first used: each brings a library that takes time to load.


def _deck_pptx(value: Deck, options: Options) -> bytes:
    from lagebild.renderers import slides

    return slides.write(value, options.template, day=options.day or clock.today())


def _chart_pptx(chart: Chart, options: Options) -> bytes:
    return _deck_pptx(deck((chart,), chart.language), options)


def _chart_svg(chart: Chart, options: Options) -> bytes:
    from lagebild.renderers import picture

    return picture.svg(chart, look=options.theme)


def _chart_png(chart: Chart, options: Options) -> bytes:
    from lagebild.renderers import picture

    return picture.png(chart, look=options.theme, scale=options.scale)


def _chart_pdf(chart: Chart, options: Options) -> bytes:
    from lagebild.renderers import picture

    return picture.pdf(chart, look=options.theme)


def _sheets_xlsx(sheets: Sheets, options: Options) -> bytes:
    from lagebild.renderers import workbook

    return workbook.write(sheets, options.day)


def _deck_xlsx(value: Deck, options: Options) -> bytes:
    from lagebild.renderers import chart_sheets

    charts = [slide.chart for slide in value.slides]
    return chart_sheets.write(charts, value.title, options.day or clock.today())


def _chart_xlsx(chart: Chart, options: Options) -> bytes:
    return _deck_xlsx(deck((chart,), chart.language), options)


def _chart_csv(chart: Chart, _options: Options) -> bytes:
    from lagebild.renderers import table

    return table.csv(chart)


def _listing_xlsx(listing: Listing, options: Options) -> bytes:
    from lagebild.documents.workbook.listings import listing_sheets

    return _sheets_xlsx(listing_sheets(listing), options)


def _listing_csv(listing: Listing, _options: Options) -> bytes:
    from lagebild.renderers import table

    return table.listing_csv(listing)


WRITERS: dict[tuple[type[Value], str], Callable[..., bytes]] = {
    (Chart, ".pptx"): _chart_pptx,
    (Deck, ".pptx"): _deck_pptx,
    (Chart, ".svg"): _chart_svg,
    (Chart, ".png"): _chart_png,
    (Chart, ".pdf"): _chart_pdf,
    (Chart, ".xlsx"): _chart_xlsx,
    (Deck, ".xlsx"): _deck_xlsx,
    (Chart, ".csv"): _chart_csv,
    (Sheets, ".xlsx"): _sheets_xlsx,
    (Listing, ".xlsx"): _listing_xlsx,
    (Listing, ".csv"): _listing_csv,
}


def endings(value: Value) -> tuple[str, ...]:
    """The endings `value` can be saved with."""
    return tuple(ending for kind, ending in WRITERS if isinstance(value, kind))


def content(
    value: Value,
    ending: str,
    *,
    theme: ThemeName = "light",
    scale: float = 2.0,
    template: bytes | None = None,
    day: date | None = None,
) -> bytes:
    """The bytes of a file with that ending; raises UserError where there is no writer for it."""
    writer = WRITERS.get((type(value), ending.lower()))
    if writer is None:
        raise _no_writer(value, ending)
    return writer(value, Options(theme, scale, template, day))


def save(
    value: Value,
    path: Path,
    *,
    theme: ThemeName = "light",
    scale: float = 2.0,
    template: bytes | None = None,
    day: date | None = None,
) -> None:
    """Write `value` to `path` as its ending says; raises UserError, and then nothing was changed."""
    written = content(value, path.suffix, theme=theme, scale=scale, template=template, day=day)
    write_safely(path, written)


def _no_writer(value: Value, ending: str) -> UserError:
    possible = ", ".join(endings(value))
    if not ending:
        return UserError(
            N_("The file name has no ending that says how to write it."),
            safe=N_("Nothing was changed."),
            do=N_("End it with one of these: {endings}."),
            endings=possible,
        )
    return UserError(
        N_("Lagebild writes no files that end with “{ending}” here."),
        safe=N_("Nothing was changed."),
        do=N_("End it with one of these: {endings}."),
        ending=ending,
        endings=possible,
    )
