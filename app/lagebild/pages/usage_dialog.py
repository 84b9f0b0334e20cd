"""Paste usage: a table from a spreadsheet, an invoice or a provider's export becomes inputs of the token costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from lagebild.analysis.usage import Usage, usage
from lagebild.analysis.usage_columns import MEANINGS, Column, Meaning
from lagebild.analysis.usage_table import PREVIEWED, UsageTable, check, read, without_marks
from lagebild.analysis.written_numbers import Sign
from lagebild.calculators.api_costs import ApiCosts
from lagebild.errors import UserError
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.widgets.announce import Announcer
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import lay_out, nest
from lagebild.widgets.paste_field import PasteField
from lagebild.wording import usage as wording

_WIDTH = 960
_FIELD = 98
_RESULT = 336
"""Height of what is said of the table; a longer one scrolls."""
_REASONS = 4
_GROUND = QPalette.ColorRole.Base


class _ColumnShown(QWidget):
    """A column: what it means, to be corrected, over its heading and its first cells."""

    corrected = Signal(object)  # Meaning

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language
        self.meaning = Choice()
        self.meaning.set_options([Option(one, language.say(wording.MEANINGS[one])) for one in MEANINGS])
        self.meaning.edited.connect(self.corrected)
        self._heading = Line("", "chip", "text2")
        self._cells = tuple(Line("", "body", "text") for _ in range(PREVIEWED))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.meaning)
        column.addSpacing(2)
        for line in (self._heading, *self._cells):
            column.addWidget(line)
        column.addStretch(1)

    def show_column(self, place: int, column: Column, cells: tuple[str, ...]) -> None:
        """Show the column at `place`, and its cells in the first rows."""
        number = self._language.show(place + 1, COUNTED)
        heading = wording.cell_words(column.heading) if column.heading else ""
        self.meaning.set_value(column.meaning)
        name = self._language.say("Meaning of column {number}", number=number)
        self.meaning.set_name(f"{name}, {heading}" if heading else name)
        self._heading.set_text(heading or self._language.sentence("Column {number}", number=number))
        tone = "text3" if column.meaning == "ignored" else "text"
        side = Qt.AlignmentFlag.AlignLeft if column.sign is None else Qt.AlignmentFlag.AlignRight
        self._column.setAlignment(self._heading, side)
        for line, cell in zip(self._cells, (*cells, *("",) * PREVIEWED), strict=False):
            self._column.setAlignment(line, side)
            line.set_text(wording.cell_words(cell))
            line.set_tone(tone)
            line.setVisible(bool(cell) or line is self._cells[0])


class _Preview(QWidget):
    """The columns side by side; those that do not count are there when asked for."""

    corrected = Signal(int, object)  # the place of a column, Meaning

    def __init__(self, language: Language, before: QWidget) -> None:
        """`before` is what Tab leaves to come here."""
        super().__init__()
        self._language = language
        self._before = before
        self._table: UsageTable | None = None
        self._all = False
        self._kept: frozenset[int] = frozenset()  # columns once shown, so that none goes while it is corrected
        self.columns: list[_ColumnShown] = []
        self._row = QWidget()
        self._layout = QHBoxLayout(self._row)
        self._layout.setContentsMargins(0, 2, 2, 4)
        self._layout.setSpacing(16)
        self._layout.addStretch(1)
        self._scroll = _Sideways(self._row)
        self.more = LinkButton("", "")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._scroll)
        column.addWidget(self.more)

    def show_table(self, table: UsageTable, *, another: bool) -> None:
        """Show the columns of a table; `another` is not the one shown before, with a meaning corrected."""
        self._table = table
        if another:
            self._all, self._kept = False, frozenset()
        while len(self.columns) < len(table.columns):
            self._add()
        self._refresh()

    def _add(self) -> None:
        place, shown = len(self.columns), _ColumnShown(self._language)
        shown.corrected.connect(lambda meaning: self.corrected.emit(place, meaning))
        self._layout.insertWidget(place, shown)
        # made later than what stands below it, after which Qt would put it
        QWidget.setTabOrder(self.columns[-1].meaning if self.columns else self._before, shown.meaning)
        self.columns.append(shown)

    def _show_all(self) -> None:
        self._all = True
        self._refresh()
        first = next((shown for shown in self.columns if shown.isVisibleTo(self)), None)
        if first is not None:
            first.meaning.setFocus()

    def _refresh(self) -> None:
        table = self._table
        if table is None:
            return
        told = {place for place, column in enumerate(table.columns) if column.meaning != "ignored"}
        self._kept |= told
        shown_places = set(range(len(table.columns))) if self._all or not told else set(self._kept)
        for place, shown in enumerate(self.columns):
            is_there = place < len(table.columns)
            if is_there:
                cells = tuple(row[place] for row in table.rows)
                shown.show_column(place, table.columns[place], cells)
            shown.setVisible(is_there and place in shown_places)
        hidden = len(table.columns) - len(shown_places)
        self.more.setVisible(hidden > 0)
        if hidden > 0:
            say_plural = self._language.say_plural
            self.more.set_text(say_plural("Show {count} further column", "Show {count} further columns", hidden))
        self._scroll.fit()


class _Sideways(QScrollArea):
    """As high as what it holds, which it scrolls sideways only."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.viewport().setBackgroundRole(_GROUND)
        held.setBackgroundRole(_GROUND)
        self._held = held
        self.setWidget(held)

    def fit(self) -> None:
        """Take the height of what is held, and of the bar where there is one."""
        held = self._held
        if layout := held.layout():
            layout.activate()
        size = held.sizeHint()
        bar = self.horizontalScrollBar().sizeHint().height() if size.width() > self.viewport().width() else 0
        self.setFixedHeight(size.height() + bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


class _Sentences(QWidget):
    """Paragraphs under a small title; gone where there are none."""

    def __init__(self, title: str, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(Line(title, "strong"))
        self._paragraphs: list[Paragraph] = []
        self.hide()

    def say(self, sentences: tuple[Words, ...]) -> None:
        """Say these, one below the other."""
        while len(self._paragraphs) < len(sentences):
            paragraph = Paragraph("", "body", self._tone)
            self._paragraphs.append(paragraph)
            self._column.addWidget(paragraph)
        for paragraph, words in zip(self._paragraphs, (*sentences, *("",) * len(self._paragraphs)), strict=False):
            paragraph.set_text(words)
            paragraph.setVisible(bool(str(words)))
        self.setVisible(bool(sentences))


class UsageDialog(Dialog):
    """Reads what is pasted, says what it makes of the inputs, and takes that over as one step.

    Nothing of the table is kept but the numbers taken.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        language, say = session.language, session.language.say
        super().__init__(say("Paste usage"), language, parent, width=_WIDTH)
        self._session = session
        self._meanings: dict[int, Meaning] = {}
        self._sign: Sign | None = None
        self._text = ""
        self._usage: Usage | None = None
        self._announcer = Announcer(self)
        self.body.addWidget(
            Paragraph(
                say(
                    "Copy the cells from a spreadsheet, an invoice or the usage export of a provider. "
                    "Only the numbers you take over are kept."
                )
            )
        )
        self.field = PasteField(self._takes, _FIELD)
        self.field.set_name(say("Table of usage"))
        self.field.set_placeholder(say("Paste the table here, best with its headings"))
        self.field.edited.connect(self._on_text)
        self.body.addWidget(self.field)
        self.body.addWidget(self._build_result(), 1)
        self._build_footer()
        self._say_nothing("")
        self.field.setFocus()
        self.finished.connect(lambda _: self.deleteLater())

    # ---- how it is built

    def _build_result(self) -> QWidget:
        say = self.language.say
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 6, 14, 4)  # the scroll bar stands in the margin
        column.setSpacing(12)
        self.refused = Paragraph("", "body", "loss")
        self.hint = Paragraph(
            say(
                "Columns for requests, input, output and cache are recognised by their headings, in German or "
                "English; without headings by the size of their numbers. You can correct each of them."
            )
        )
        self._summary = Paragraph("", "body", "text")
        self._columns_title = Line(say("Recognised columns"), "strong")
        self.preview = _Preview(self.language, self.field.edit)
        self.preview.corrected.connect(self._correct)
        self._question = Paragraph("", "body", "text")
        self.reading = Choice()
        self.reading.set_name(say("How the numbers are to be read"))
        self.reading.edited.connect(self._choose_sign)
        self.changes = _Sentences(say("What it makes of the inputs"), "text")
        self.refusals = _Sentences(say("What does not fit"), "loss")
        self.notes = _Sentences(say("How it was read"), "text2")
        self.reasons = _Sentences(say("Rows that do not count"), "text2")
        asked = QHBoxLayout()
        asked.setSpacing(12)
        asked.addWidget(self._question, 1, Qt.AlignmentFlag.AlignVCenter)
        asked.addWidget(self.reading)
        self._asked = QWidget()
        lay_out(self._asked, asked)
        asked.setContentsMargins(0, 0, 0, 0)
        for part in (
            self.refused, self.hint, self._columns_title, self.preview, self._asked, self._summary,
        ):  # fmt: skip
            column.addWidget(part)
        beside = QHBoxLayout()
        beside.setSpacing(32)
        for parts in ((self.changes, self.refusals), (self.notes, self.reasons)):
            side = QVBoxLayout()
            side.setSpacing(12)
            for part in parts:
                side.addWidget(part)
            side.addStretch(1)
            nest(beside, side, 1)
        self._beside = beside
        nest(column, beside)
        column.addStretch(1)
        scroll = ScrolledDown(_GROUND)
        scroll.hold(held)
        scroll.setMinimumHeight(_RESULT)
        return scroll

    def _build_footer(self) -> None:
        say = self.language.say
        self.lacking = Paragraph("", "source", "text2")
        cancel = Button(say("Cancel"), "outline", height=36)
        cancel.clicked.connect(self.reject)
        self.go = Button(say("Take over"), "primary", height=36)
        self.go.setDefault(True)
        self.go.clicked.connect(self._take)
        self.footer.addWidget(self.lacking, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.go)

    # ---- what is pasted

    def _takes(self, text: str) -> str | None:
        """What the field shows of what is pasted; None where that is nothing, and it is said why."""
        try:
            check(text)
        except UserError as error:
            self._refuse(error)
            return None
        return without_marks(text)

    def _on_text(self, text: str) -> None:
        self._text = text
        self._meanings, self._sign = {}, None
        self._read(another=True)

    def _correct(self, place: int, meaning: Meaning) -> None:
        self._meanings.pop(place, None)  # the last word counts
        self._meanings[place] = meaning
        self._read(another=False)

    def _choose_sign(self, sign: Sign | None) -> None:
        self._sign = sign
        self._read(another=False)

    def _read(self, *, another: bool) -> None:
        if not self._text.strip():
            self._say_nothing("")
            return
        try:
            table = read(self._text, self._meanings, self._sign)
        except UserError as error:
            self._refuse(error)
            return
        self._show(table, another=another)

    # ---- what is said

    def _refuse(self, error: UserError) -> None:
        happened, safe, do = error.sentences(self.language)
        self._say_nothing(" ".join(part for part in (happened, safe, do) if part))

    def _say_nothing(self, refusal: str) -> None:
        """Nothing can be taken: there is no table, or none that can be read."""
        self._usage = None
        self.refused.set_text(refusal)
        self.refused.setVisible(bool(refusal))
        self.hint.setVisible(not refusal)
        for part in (self._columns_title, self.preview, self._asked, self._summary):
            part.hide()
        for sentences in (self.changes, self.refusals, self.notes, self.reasons):
            sentences.say(())
        self._hold(refusal or self.language.say("There is no table yet."), shown=not refusal)

    def _show(self, table: UsageTable, *, another: bool) -> None:
        language, costs = self.language, self._session.results.api_costs
        found = usage(table, costs.inputs)
        self._usage = found
        self.refused.hide()
        self.hint.hide()
        for part in (self._columns_title, self.preview):
            part.show()
        self.preview.show_table(table, another=another)
        self._ask(table)
        open_ = bool(table.undecided)
        self._summary.set_text("" if open_ else wording.summary(table, found, language))
        self._summary.setVisible(not open_ and table.counted > 0)
        self.changes.say(() if open_ else wording.turned(found, costs, language))
        self.refusals.say(() if open_ else wording.refusals(found, costs, language))
        self.notes.say(() if open_ else wording.notes(table, found, costs, language))
        self.reasons.say(wording.reasons(table, language, _REASONS))
        # where nothing changes, how the table was read begins at the left
        self._beside.setStretch(0, 0 if self.changes.isHidden() and self.refusals.isHidden() else 1)
        self._hold(wording.lacking(table, found, costs, language))

    def _ask(self, table: UsageTable) -> None:
        """Ask how numbers are to be read where nothing says so, and leave the answer to be changed."""
        columns = table.undecided or tuple(
            column for column in table.columns if column.sign is not None and column.sign.by == "reader"
        )
        self._asked.setVisible(bool(columns))
        if columns:
            cell = columns[0].example
            self._question.set_text(wording.question(cell, self.language))
            unanswered = Option(None, self.language.say("Please choose"))
            self.reading.set_options([unanswered, *(Option(*one) for one in wording.answers(cell, self.language))])
            self.reading.set_value(self._sign)

    def _hold(self, lacking: str, *, shown: bool = True) -> None:
        """Allow taking over, or say why not."""
        self.lacking.set_text(lacking if shown else "")
        self.go.setEnabled(not lacking)
        self.go.setAccessibleDescription(lacking)
        self._announcer.changed(lacking or self._summary.text())

    def _take(self) -> None:
        if self._usage is not None and self.go.isEnabled():
            self._session.take(ApiCosts.topic, **self._usage.values)
            self.accept()
