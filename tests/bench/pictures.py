"""How pictures are drawn, measured: our strokes against a pyqtgraph scene and against QSvgGenerator.

    python -m tests.bench.pictures

Medians in milliseconds, bytes, and what an SVG consists of. The README says what was decided from this.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from lagebild.charts.chart import Chart
from lagebild.look import load_fonts
from lagebild.renderers import picture
from lagebild.renderers.screen import ChartPlot
from lagebild.theme import theme
from tests.charts.examples import monthly_costs, sensitivity

ROUNDS = 15
AREA = QRectF(0, 0, *picture.SIZE)


def generated(paint: Callable[[QPainter], None]) -> bytes:
    """What QSvgGenerator makes of a painting."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(QSize(*picture.SIZE))
    generator.setViewBox(AREA)
    painter = QPainter(generator)
    paint(painter)
    painter.end()
    return bytes(buffer.data().data())


def from_scene(chart: Chart) -> bytes:
    """The drawing of the screen on an off-screen plot; title and source would still be missing."""
    window = QWidget()
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    plot = ChartPlot(window)
    plot.resize(812, 462)
    window.show()
    plot.show_chart(chart)
    view = plot.findChild(QGraphicsView)
    assert view is not None
    return generated(lambda painter: view.scene().render(painter, AREA, QRectF(0, 0, 800, 450)))


def from_painter(chart: Chart) -> bytes:
    """Our strokes through QSvgGenerator; anchors, font lists and accessibility would still be missing."""

    def paint(painter: QPainter) -> None:
        painter.scale(1.5, 1.5)
        picture.paint(painter, picture.picture(chart, theme("light"), 800, 450))

    return generated(paint)


WAYS: dict[str, Callable[[Chart], bytes]] = {
    "svg, as kept": picture.svg,
    "svg, text as paths": lambda chart: picture.svg(chart, text_as_paths=True),
    "svg, strokes through QSvgGenerator": from_painter,
    "svg, pyqtgraph scene through QSvgGenerator": from_scene,
    "pdf, as kept": picture.pdf,
    "png 2x, as kept": picture.png,
}


def main() -> None:
    application = QApplication([])
    load_fonts()
    print(f"{'':44}{'ms':>8}{'bytes':>9}  in an SVG")
    for example in (monthly_costs, sensitivity):
        chart = example()
        print(chart.id)
        for name, write in WAYS.items():
            times = []
            for _ in range(ROUNDS + 1):
                start = perf_counter()
                file = write(chart)
                times.append((perf_counter() - start) * 1000)
            parts = ""
            if name.startswith("svg"):
                counts = {tag: len(re.findall(rb"<%s[ >]" % tag.encode(), file)) for tag in ("text", "g", "path")}
                counts["anchors"] = file.count(b"text-anchor")
                parts = ", ".join(f"{count} {tag}" for tag, count in counts.items())
            print(f"  {name:42}{median(times[1:]):8.1f}{len(file):9}  {parts}")
    application.processEvents()


if __name__ == "__main__":
    main()
