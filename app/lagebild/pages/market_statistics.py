"""The statistics of the event window: a row for each line, and what each of them is behind an info mark."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.charts.chart import Table
from lagebild.language import Language
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.cards import Panel
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.tables import ValueTable
from lagebild.wording import event_window as wording
from lagebild.wording.terms import in_lines


class StatisticsPanel(QWidget):
    """Returns and drawdowns of the lines that are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.panel = Panel()
        self.table = ValueTable()
        self.definitions = Paragraph("", "source", "text2")
        self.definitions.hide()
        self.meaning = LinkButton("", "info")
        self.meaning.clicked.connect(self._toggle)
        self._words = ("", "")
        self.panel.head.addWidget(self.meaning)
        self.panel.body.addWidget(self.definitions)
        self.panel.body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panel)

    def show_results(self, results: Results, language: Language) -> None:
        """Show the statistics of the lines."""
        self.panel.set_title(language.say("Statistics"))
        rows = wording.statistics(results, language)
        self.table.set_name(language.say("Statistics"))
        self.table.set_table(
            Table(
                header=wording.heads(language),
                rows=tuple((row.name, *(str(cell or "–") for cell in row.shown)) for row in rows),
                values=tuple((row.name, *row.numbers) for row in rows),
                origins=tuple((None, *(cell and cell.origin for cell in row.shown)) for row in rows),
            )
        )
        self.definitions.set_text(in_lines(wording.definitions(language)))
        self._words = (language.say("What do these mean?"), language.say("Close explanation"))
        self._name()

    def set_size_class(self, size_class: SizeClass) -> None:
        """It looks the same in all of them."""

    def _toggle(self) -> None:
        self.definitions.setVisible(self.definitions.isHidden())
        self._name()

    def _name(self) -> None:
        self.meaning.set_text(self._words[not self.definitions.isHidden()])
