"""Events in order along a line: date, title, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from lagebild.look.colours import colour, current
from lagebild.look.painting import draw_hairline
from lagebild.widgets.labels import Line, Paragraph, Words

Weight = Literal["main", "turn", "minor"]
_TRACK = 22  # height of the line with its marks


class Moment(NamedTuple):
    """An event: `main` ones are blue discs, the `turn` a vermilion diamond, `minor` ones grey."""

    day: Words
    title: Words
    text: Words
    weight: Weight = "main"


class Timeline(QWidget):
    """Moments at equal distances; the words are labels, the line is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: tuple[Moment, ...] = ()
        self._labels: list[tuple[Line, Paragraph, Paragraph]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        self._grid.setRowMinimumHeight(0, _TRACK)
        self._grid.setRowStretch(4, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_moments(self, moments: Sequence[Moment]) -> None:
        """Show these in the order they come in."""
        new = tuple(moments)
        if new == self._moments:
            return
        same = [moment.weight for moment in new] == [moment.weight for moment in self._moments]
        self._moments = new
        while len(self._labels) > len(new):
            for label in self._labels.pop():
                self._grid.removeWidget(label)
                label.deleteLater()
            self._grid.setColumnStretch(len(self._labels), 0)
        for column in range(len(self._labels), len(new)):
            labels = (Line("", "body", "text2"), Paragraph("", "card_title", "text"), Paragraph("", "source", "text2"))
            self._labels.append(labels)
            for row, part in enumerate(labels, 1):
                self._grid.addWidget(part, row, column)
            self._grid.setColumnStretch(column, 1)
        for (day, title, text), moment in zip(self._labels, new, strict=True):
            day.set_text(moment.day)
            title.set_text(moment.title)
            title.set_tone("loss" if moment.weight == "turn" else "text")
            text.set_text(moment.text)
            day.set_about(moment.title)
        if not same:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        middle = _TRACK / 2
        xs = [day.x() for day, _, _ in self._labels]
        fills = {
            "main": theme.marks["hero"].fill,
            "turn": theme.marks["loss"].fill,
            "minor": theme.marks["comparator"].fill,
        }
        for number, (x, moment) in enumerate(zip(xs, self._moments, strict=True)):
            end = xs[number + 1] - 4 if number + 1 < len(xs) else self.width()
            draw_hairline(painter, x + 18, middle - 0.5, end - x - 18, theme.border)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(fills[moment.weight]))
            centre = QPointF(x + 7, middle)
            if moment.weight == "turn":
                corners = [(0, -9), (9, 0), (0, 9), (-9, 0)]
                painter.drawPolygon(QPolygonF([centre + QPointF(dx, dy) for dx, dy in corners]))
            else:
                painter.drawEllipse(centre, 5.5, 5.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
