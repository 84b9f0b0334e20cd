"""The decision memo beside the decision, as it stands now: to read, and to copy as text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.documents.memo import Memo, OptionRow
from lagebild.language import Language, Span, Text
from lagebild.look.fonts import scaled
from lagebild.pages.record_detail import Rule
from lagebild.pages.scrolled import ScrolledDown
from lagebild.widgets.buttons import Button
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.labels import Line, Paragraph, Paragraphs, Words
from lagebild.widgets.layouts import nest

_COLUMNS = 4
"""Option, cost, risk, rank: the first takes what the numbers leave."""
_WIDEST = 560
"""Of the table: farther apart a number is no longer read with its name."""


class _OptionsTable(QWidget):
    """The options with cost, risk and rank; the weeks and the limits are on the page already."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._cells: list[tuple[Paragraph, ...]] = []
        self._grid.setColumnStretch(0, 1)

    def show_rows(self, columns: tuple[str, ...], rows: tuple[OptionRow, ...]) -> None:
        """Show them under their heads."""
        option, cost, risk, _, _, rank = columns
        lines: list[tuple[tuple[Words, ...], bool]] = [((option, cost, risk, rank), False)]
        lines += [((row.name, Text(row.cost), Text(row.risk), Text(row.rank)), row.chosen) for row in rows]
        while len(self._cells) < len(lines):
            place = len(self._cells)
            tone = "text" if place else "text2"
            cells = tuple(Paragraph("", "source", tone) for _ in range(_COLUMNS))
            for column, cell in enumerate(cells):
                cell.set_right(column > 0)  # numbers, and their heads
                self._grid.addWidget(cell, place, column, Qt.AlignmentFlag.AlignTop)
            self._cells.append(cells)
        for place, cells in enumerate(self._cells):
            for column, cell in enumerate(cells):
                cell.setVisible(place < len(lines))
                if place < len(lines):
                    words, chosen = lines[place]
                    cell.set_text(_strong(words[column]) if chosen else words[column])
                    cell.set_about(words[0])


def _strong(words: Words) -> Text:
    """All of it strong: the row of the option that is chosen."""
    spans = words if isinstance(words, Text) else (Span(words),)
    return Text(span._replace(strong=True) for span in spans)


class _Section(QWidget):
    """A heading and what stands below it."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = Line("", "strong", "accent")
        self._items = Paragraphs("source", "text")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self._heading)
        column.addWidget(self._items)

    def show_section(self, heading: str, items: tuple[Text, ...]) -> None:
        """Show it."""
        self._heading.set_text(heading)
        self._items.set_texts(items)


class MemoPreview(Card):
    """The memo, scrolled in its card; `copied` is emitted with its text when that has been copied."""

    copied = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.memo: Memo | None = None
        self._title = Line("", "card_title")
        self.copy = Button("", "quiet", "copy", height=28)
        self.copy.clicked.connect(self._copy_text)
        self._kind = Line("", "chip", "text2")
        self._day = Line("", "source", "text2", "right")
        self._question = Paragraph("", "source", "text2")
        self._answer = Paragraph("", "memo_answer", "text")
        self._scope = Paragraph("", "source", "text2")
        self._options = _OptionsTable()
        self._options.setMaximumWidth(scaled(_WIDEST))
        self._sections: list[_Section] = []
        self._disclaimer = Paragraph("", "source", "text2")
        head = QHBoxLayout()
        head.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 9, 0)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.copy)
        top = QHBoxLayout()
        top.addWidget(self._kind)
        top.addStretch(1)
        top.addWidget(self._day)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(PADDING[0] - 1, 12, 10, 10)
        self._column.setSpacing(10)
        nest(self._column, top)
        table = QHBoxLayout()
        table.addWidget(self._options, 1)
        table.addStretch(0)
        for part in (self._question, self._answer, self._scope, Rule()):
            self._column.addWidget(part)
        nest(self._column, table)
        for part in (Rule(), self._disclaimer):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self._area = ScrolledDown(QPalette.ColorRole.Base)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # scrolled by the arrow keys: nothing in it is a stop
        self._area.hold(inner)
        self._area.setMinimumHeight(160)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, PADDING[1] - 4, 1, 6)
        whole.setSpacing(6)
        nest(whole, head)
        whole.addWidget(Rule())
        whole.addWidget(self._area, 1)

    def show_memo(self, memo: Memo, language: Language) -> None:
        """Show it; what is shown already stays as it is."""
        self._title.set_text(language.say("Memo preview"))
        self.copy.set_text(language.say("Copy as text"))
        self.setAccessibleName(language.say("Memo preview"))
        self._area.setAccessibleName(language.say("Memo preview"))
        if memo == self.memo:
            return
        self.memo = memo
        self._kind.set_text(memo.title)
        self._day.set_text(language.date(memo.day, style="long"))
        self._question.set_text(Text(memo.question))
        self._answer.set_text(Text(memo.answer))
        self._scope.set_text(Text(memo.scope))
        self._options.show_rows(memo.columns, memo.options)
        while len(self._sections) < len(memo.sections):
            self._sections.append(_Section())
            self._column.insertWidget(self._column.indexOf(self._disclaimer), self._sections[-1])
        for place, shown in enumerate(self._sections):
            shown.setVisible(place < len(memo.sections))
            if place < len(memo.sections):
                section = memo.sections[place]
                shown.show_section(section.heading, tuple(map(Text, section.items)))
        self._disclaimer.set_text(Text(memo.disclaimer))

    def _copy_text(self) -> None:
        if self.memo is not None:
            QGuiApplication.clipboard().setText(self.memo.text())
            self.copied.emit(self.memo.title)
