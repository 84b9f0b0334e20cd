"""The ledger of contradictions: each quantity with all its values as a chart, the one that is used, and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.charts import evidence as charts
from lagebild.charts.layout import AXIS, least_height
from lagebild.look.fonts import scaled
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.size_class import GAP
from lagebild.session import Session
from lagebild.widgets.cards import Panel
from lagebild.widgets.chart_view import ChartView
from lagebild.widgets.evidence_asked import with_origin
from lagebild.widgets.labels import Paragraph
from lagebild.wording import contradictions as wording
from lagebild.wording.shortening import shortened

_AROUND = 90
"""What toolbar, subtitle and source line take of a chart's height."""
_ROW = 21
"""The height of a row that reads well."""


class Contradictions(QWidget):
    """A card for each quantity on which sources differ."""

    copy_requested = Signal(str)
    export_requested = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.views: dict[str, ChartView] = {}
        self._whys: dict[str, Paragraph] = {}
        self._panels: dict[str, Panel] = {}
        self._area = ScrolledDown()
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # in the margin: it takes no room
        inner = QWidget()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(GAP)
        self._area.hold(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def refresh(self) -> None:
        """Show the session's knowledge in its language."""
        results, language = self.session.results, self.session.language
        for id, one in results.knowledge.contradictions.items():
            if id not in self.views:
                panel, view, why = Panel(), ChartView(), Paragraph("", "body", "text")
                view.copy_requested.connect(lambda id=id: self.copy_requested.emit(f"evidence.{id}"))
                view.export_requested.connect(lambda id=id: self.export_requested.emit(f"evidence.{id}"))
                view.set_plain(True)
                panel.body.addWidget(why)
                panel.body.addWidget(view)
                self.views[id], self._whys[id], self._panels[id] = view, why, panel
                self._cards.addWidget(panel)
            chart = charts.contradiction(id, results, language)
            self._panels[id].set_title(with_origin(chart.heading, chart.origin))
            self._whys[id].set_text(shortened(wording.why(results, one, language)))
            self.views[id].set_chart(chart, language)
            height = _AROUND + max(least_height(chart), _ROW * len(chart.categories) + AXIS)
            self.views[id].setFixedHeight(scaled(height))

    def show_contradiction(self, id: str) -> None:
        """Scroll to a quantity, once the cards have their heights."""
        if id in self.views:
            self.views[id].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, lambda: self._reveal(id))

    def _reveal(self, id: str) -> None:
        for _ in range(3):  # a height that changes inside is passed on from layout to layout
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        bar = self._area.verticalScrollBar()
        bar.setValue(min(self._panels[id].y(), bar.maximum()))
