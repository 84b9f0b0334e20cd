"""Printouts on paper: sheets painted onto a printer, into a PDF, and small for a look before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from lagebild.documents.printout import Printout
from lagebild.errors import N_, UserError
from lagebild.renderers.picture import paint, prepare, without_ligatures
from lagebild.renderers.sheets import Room, Sheet, sheets

_POINTS = 0.7  # of a logical pixel: words of 13 pixels are 9 points high
_MARGINS = QMarginsF(18, 14, 18, 14)  # millimetres
_INCH = 72  # points


def set_page(device: QPagedPaintDevice) -> None:
    """Give `device` our margins, where its paper can do with them."""
    device.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)


def room_of(page: QPageLayout) -> Room:
    """What a page leaves to print on."""
    rect = page.paintRect(QPageLayout.Unit.Point)
    return Room(rect.width() / _POINTS, rect.height() / _POINTS)


def print_sheets(made: Sequence[Sheet], device: QPagedPaintDevice) -> None:
    """Paint each sheet on a page of `device`; raises UserError where it takes none."""
    painter = QPainter()
    if not painter.begin(device):
        raise _refused()
    try:
        for number, sheet in enumerate(made):
            if number and not device.newPage():
                raise _refused()
            painter.save()
            scale = device.logicalDpiX() * _POINTS / _INCH
            painter.scale(scale, scale)
            paint(painter, sheet, cache(without_ligatures))
            painter.restore()
    finally:
        painter.end()


def _refused() -> UserError:
    return UserError(
        N_("The printer took nothing."),
        safe=N_("Your inputs are still there."),
        do=N_("Choose another printer, or save a PDF."),
    )


def a4() -> QPageLayout:
    """A sheet of A4 upright with our margins."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, _MARGINS, QPageLayout.Unit.Millimeter
    )


def pdf(printout: Printout, page: QPageLayout | None = None) -> bytes:
    """The printout as a PDF, text as text with the fonts embedded; on A4 unless told otherwise."""
    prepare()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(page or a4())
    writer.setTitle(f"Lagebild · {printout.title}")
    writer.setCreator("Lagebild")
    print_sheets(sheets(printout, room_of(writer.pageLayout())), writer)
    return bytes(buffer.data().data())


def first_sheet(printout: Printout, width: int, page: QPageLayout | None = None) -> tuple[bytes, int]:
    """The first sheet as a PNG so many pixels wide, and how many there are."""
    prepare()
    page = page or a4()
    whole, inner = page.fullRect(QPageLayout.Unit.Point), page.paintRect(QPageLayout.Unit.Point)
    made = sheets(printout, room_of(page))
    scale = width / whole.width()
    image = QImage(width, round(whole.height() * scale), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(scale, scale)
    painter.translate(inner.topLeft())
    painter.scale(_POINTS, _POINTS)
    paint(painter, made[0])
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OSError("PNG")
    return bytes(buffer.data().data()), len(made)
