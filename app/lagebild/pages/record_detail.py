"""Everything that is known of one record: quotation, arithmetic, what other sources say, validity, history, uses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QPainter, QPainterPath, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.register import Entry
from lagebild.knowledge.records import Source
from lagebild.language import Language, Span, Text
from lagebild.look.colours import colour, current
from lagebild.look.painting import draw_focus_ring, draw_hairline, draw_surface, draw_text
from lagebild.look.typesetting import Setting, draw_lines, line_height, set_lines
from lagebild.origin import record
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.widgets.buttons import Button, LinkButton, PressedByEnter
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.standing_mark import StandingMark
from lagebild.wording import register
from lagebild.wording.evidence import quoted
from lagebild.wording.shortening import cut, shortened
from lagebild.wording.terms import partial_date
from lagebild.wording.verdicts import Verdict

_Part = TypeVar("_Part", bound=QWidget)
_NAME = 200
"""Letters of a name beside a value."""
_RADIUS = 6
"""Of what stands inside the card."""
_LINK = 48
"""Letters of a link, which stands on one line."""


class _Quotation(QWidget):
    """Words of a source in serif, what is checked strong, beside a bar in the colour of the verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._verdict: Verdict | None = None
        self.words = Paragraph("", "quote", "text")
        self.translation = Paragraph("", "source", "text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addWidget(self.translation)

    def set_verdict(self, verdict: Verdict | None) -> None:
        """Colour the bar; the chip above says the same in words."""
        if verdict != self._verdict:
            self._verdict = verdict
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, rect = QPainter(self), current(), QRectF(self.rect())
        draw_surface(painter, rect, theme.surface, theme.line, _RADIUS)
        outline = QPainterPath()
        outline.addRoundedRect(rect, _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        bar = theme.chips[self._verdict].fill if self._verdict else theme.border
        painter.fillRect(QRectF(0, 0, 4, rect.height()), colour(bar))


class _Sunken(QWidget):
    """A well that holds the arithmetic."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Line("", "chip", "text2")
        self.words = Paragraph("", "strong", "text")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addWidget(self.words)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_surface(QPainter(self), QRectF(self.rect()), current().sunken, "", _RADIUS)


class Rule(QWidget):
    """A hairline from edge to edge of a card, between what scrolls and what stands below it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, 0, self.width(), current().line)


class _Area(ScrolledDown):
    """Scrolls what stands in it, with the keys as well; the card around it paints its focus ring."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__(QPalette.ColorRole.Base)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hold(inner)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_card()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_card()

    def _repaint_card(self) -> None:
        card = self.parentWidget()
        if card is not None:
            card.update()


class _Parts(QVBoxLayout, Generic[_Part]):
    """Parts of one kind below each other; those not needed are kept for the next entry."""

    def __init__(self, make: Callable[[], _Part], spacing: int) -> None:
        super().__init__()
        self._make = make
        self.made: list[_Part] = []
        self.setSpacing(spacing)

    def shown(self, count: int) -> Sequence[_Part]:
        """So many parts, in sight."""
        while len(self.made) < count:
            self.made.append(self._make())
            self.addWidget(self.made[-1])
        for place, part in enumerate(self.made):
            part.setVisible(place < count)
        return self.made[:count]


class _FindingEntry(PressedByEnter):
    """What one source says: record and value in a line, who says so below. It leads to the record."""

    def __init__(self) -> None:
        super().__init__()
        self.id = ""
        self._label = self._value = self._who = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_finding(self, finding: register.Finding) -> None:
        """Show this one."""
        self.id = finding.link.id
        self._label, self._value = cut(finding.link.label, _NAME), cut(str(finding.value), _NAME)
        who = f"{finding.publisher} · {finding.interest}" if finding.interest else finding.publisher
        self._who = cut(who, _NAME)
        self.set_text(f"{self._label}: {self._value}, {self._who}")
        self.setFixedHeight(self._height(self.width()))
        self.update()

    def texts(self) -> tuple[str | Text, ...]:
        """What is shown."""
        return tuple(Text((Span(words, record(self.id)),)) for words in (self._label, self._value, self._who))

    def _set(self, width: int) -> tuple[Setting, Setting, Setting]:
        """Label, value and source; a long value stands below the label, not beside it."""
        width = max(width, 100)
        value = set_lines(((self._value, False),), "strong", width)
        room = width - value.width - 12 if self._beside(value, width) else width
        label = set_lines(((self._label, False),), "body", room)
        return label, value, set_lines(((self._who, False),), "source", width)

    def _height(self, width: int) -> int:
        label, value, who = self._set(width)
        below = 0 if self._beside(value, width) else len(value.lines) * line_height("strong")
        return 6 + len(label.lines) * line_height("body") + below + len(who.lines) * line_height("source") + 6

    @staticmethod
    def _beside(value: Setting, width: int) -> bool:
        return len(value.lines) == 1 and value.width <= max(width, 100) // 2

    def sizeHint(self) -> QSize:
        return QSize(200, self._height(self.width() if self.width() > 100 else 300))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(self._height(event.size().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        painter.fillRect(self.rect(), colour(theme.sunken if self.underMouse() else theme.surface))
        draw_hairline(painter, 0, self.height() - 1, self.width(), theme.line)
        label, value, who = self._set(self.width())
        draw_lines(painter, label, "body", 0, 6, tint=theme.text, room=self.width())
        below = 6 + len(label.lines) * line_height("body")
        if self._beside(value, self.width()):
            top = QRectF(0, 6, self.width(), line_height("body"))
            draw_text(painter, top, self._value, "strong", theme.text, "right")
        else:
            draw_lines(painter, value, "strong", 0, below, tint=theme.text, room=self.width())
            below += len(value.lines) * line_height("strong")
        draw_lines(painter, who, "source", 0, below, tint=theme.text2, room=self.width())
        if self.hasFocus():
            draw_focus_ring(painter, QRectF(self.rect()), 4)


class _Pairs(QWidget):
    """Names at the left, what they stand for at the right, between hairlines."""

    def __init__(self, values_right: bool = False) -> None:
        super().__init__()
        self._place = Qt.AlignmentFlag.AlignTop
        if values_right:  # numbers below each other
            self._place |= Qt.AlignmentFlag.AlignRight
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(11)
        self._grid.setColumnMinimumWidth(0, 118)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[Paragraph, Paragraph]] = []

    def set_pairs(self, pairs: Sequence[tuple[str | Text, Text]]) -> None:
        """Show these."""
        while len(self._rows) < len(pairs):
            row = Paragraph("", "body", "text2"), Paragraph("", "body", "text")
            self._grid.addWidget(row[0], len(self._rows), 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row[1], len(self._rows), 1, self._place)
            self._rows.append(row)
        for place, (name, words) in enumerate(self._rows):
            shown = place < len(pairs)
            name.setVisible(shown)
            words.setVisible(shown)
            name.set_text(pairs[place][0] if shown else "")
            words.set_text(shortened(pairs[place][1]) if shown else "")
            words.set_about(pairs[place][0] if shown else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), current()
        for name, words in self._rows:
            if words.isVisible():
                bottom = max(name.geometry().bottom(), words.geometry().bottom()) + 6
                draw_hairline(painter, 0, bottom, self.width(), theme.line)


class RecordDetail(Card):
    """The detail of the selected entry; it scrolls where it is higher than its room."""

    asked_for = Signal(str)
    """A record of the register."""
    page_asked_for = Signal(str)
    contradiction_asked_for = Signal(str)
    source_asked_for = Signal(str)
    """Everything in the register that rests on this source."""
    step_asked_for = Signal(int)
    copied = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._quotation_text = ""
        self._number = Line("", "source", "text3")
        self._up = Button("", "quiet", "chevron-up", icon_only=True, height=28)
        self._down = Button("", "quiet", "chevron-down", icon_only=True, height=28)
        self._up.clicked.connect(lambda: self.step_asked_for.emit(-1))
        self._down.clicked.connect(lambda: self.step_asked_for.emit(1))
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._up)
        head.addWidget(self._down)

        self._heading = Paragraph("", "detail_title", "text")
        self._chip, self._second_chip = VerdictChip(), VerdictChip()
        self._standing = StandingMark()
        chips = QHBoxLayout()
        chips.setSpacing(8)
        chips.addWidget(self._chip)
        chips.addWidget(self._second_chip)
        chips.addWidget(self._standing)
        chips.addStretch(1)
        self._quotation = _Quotation()
        self._arithmetic = _Sunken()
        self._paragraphs = _Parts(lambda: Paragraph("", "body", "text"), 8)
        self._findings_title = Line("", "strong", "text")
        self._findings = _Parts(self._make_finding, 0)
        self._history_title = Line("", "strong", "text")
        self._history = _Pairs(values_right=True)
        self._facts = _Pairs()
        self._facts_title = Line("", "strong", "text")
        self._links_title = Line("", "strong", "text")
        self._links = _Parts(_Link, 2)
        self._sources_title = Line("", "strong", "text")
        self._sources = _Parts(self._make_source, 6)
        self._copy = Button("", "outline", "copy")
        self._copy.clicked.connect(self._copy_quotation)

        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 10, 0)
        self._column.setSpacing(18)
        first = self._section(10)
        first.addWidget(self._heading)
        nest(first, chips)
        first.addWidget(self._quotation)
        first.addWidget(self._arithmetic)
        nest(first, self._paragraphs)
        found = self._section(0)
        found.addWidget(self._findings_title)
        nest(found, self._findings)
        for title, pairs in ((self._history_title, self._history), (self._facts_title, self._facts)):
            section = self._section(6)
            section.addWidget(title)
            section.addWidget(pairs)
        used = self._section(2)
        used.addWidget(self._links_title)
        nest(used, self._links)
        rests = self._section(4)
        rests.addWidget(self._sources_title)
        nest(rests, self._sources)
        self._column.addStretch(1)
        self._area = _Area(inner)

        head.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 7, 0)
        across = QHBoxLayout()
        across.setContentsMargins(PADDING[0] - 1, 0, 3, 0)
        across.addWidget(self._area)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(8)
        foot.addWidget(Rule())
        below = QHBoxLayout()
        below.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 8)
        below.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignLeft)
        nest(foot, below)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 10, 1, 2)
        column.setSpacing(0)
        nest(column, head)
        column.addSpacing(8)
        nest(column, across, 1)
        column.addWidget(self._foot)
        self._state: tuple[object, ...] = ()

    def _section(self, spacing: int) -> QVBoxLayout:
        """Room for a title and what belongs to it, nearer to each other than to the next."""
        section = QVBoxLayout()
        section.setSpacing(spacing)
        nest(self._column, section)
        return section

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._area.hasFocus():
            draw_focus_ring(QPainter(self), QRectF(self._area.geometry()).adjusted(-8, -3, 0, 3))

    def show_entry(self, entry: Entry, number: int, count: int, pages: Sequence[str]) -> None:
        """Show what is known of `entry`, the `number`th of `count` that are listed, used on `pages`."""
        language, results = self.session.language, self.session.results
        say = language.say
        self._number.set_text(register.place_line(number, count, language))
        self._up.set_text(say("Previous entry"))
        self._down.set_text(say("Next entry"))
        self._up.setEnabled(number > 1)
        self._down.setEnabled(number < count)
        state = (results, language, entry, tuple(pages))
        if state == self._state:  # a search that leaves it where it is
            return
        self._state = state
        shown = register.detail(results, entry, language)
        heading = shortened(Text((Span(shown.heading, record(entry.id)),)), _NAME)
        self.setAccessibleName(str(heading))
        self._area.setAccessibleName(str(heading))
        self._heading.set_text(heading)
        self._chip.set_verdict(entry.verdict, entry.article or "", language)
        self._second_chip.set_verdict("garbled" if entry.garbled else None, "", language)
        self._standing.set_standing(entry.standing, language)
        self._show_quotation(shown, entry, language)
        self._arithmetic.setVisible(shown.arithmetic is not None)
        self._arithmetic.title.set_text(say("Arithmetic"))
        self._arithmetic.words.set_text(shown.arithmetic or "")
        for paragraph, words in zip(self._paragraphs.shown(len(shown.paragraphs)), shown.paragraphs, strict=True):
            paragraph.set_text(shortened(words))
        self._show_findings(shown, language)
        self._show_pairs(self._history, self._history_title, say("Values over time"), shown.history)
        self._show_pairs(self._facts, self._facts_title, say("Particulars"), shown.facts)
        self._show_links(entry, shown, pages, language)
        self._show_sources(shown, language)
        self._settle_focus()
        self._area.verticalScrollBar().setValue(0)

    def _settle_focus(self) -> None:
        """Tab goes from top to bottom, whenever a part was made."""
        others = (source.others for source in self._sources.made)
        parts = (self._area, *self._findings.made, *self._links.made, *others, self._copy)
        for before, after in pairwise(parts):
            QWidget.setTabOrder(before, after)

    def _show_quotation(self, shown: register.Detail, entry: Entry, language: Language) -> None:
        self._quotation.setVisible(bool(shown.quotation))
        self._foot.setVisible(bool(shown.quotation))
        if not shown.quotation:
            return
        self._quotation.set_verdict(entry.verdict)
        self._quotation.words.set_text(shortened(quoted(shown.quotation, shown.printed, record(entry.id))))
        translation = language.say("In English: “{translation}”", translation=shown.translation)
        self._quotation.translation.set_text(shortened(Text((Span(translation, record(entry.id)),))))
        self._quotation_text = register.citation(self.session.results, entry, language)
        self._copy.set_text(language.say("Copy quotation"))

    def _copy_quotation(self) -> None:
        QGuiApplication.clipboard().setText(self._quotation_text)
        self.copied.emit(self._quotation_text)

    def _show_findings(self, shown: register.Detail, language: Language) -> None:
        self._findings_title.set_text(language.say("What it rests on"))
        self._findings_title.setVisible(bool(shown.findings))
        for entry, finding in zip(self._findings.shown(len(shown.findings)), shown.findings, strict=True):
            entry.set_finding(finding)

    def _make_finding(self) -> _FindingEntry:
        entry = _FindingEntry()
        entry.clicked.connect(lambda: self.asked_for.emit(entry.id))
        return entry

    def _show_pairs(self, pairs: _Pairs, title: Line, name: str, shown: Sequence[tuple[str | Text, Text]]) -> None:
        title.set_text(name)
        title.setVisible(bool(shown))
        pairs.setVisible(bool(shown))
        pairs.set_pairs(shown)

    def _show_links(self, entry: Entry, shown: register.Detail, pages: Sequence[str], language: Language) -> None:
        knowledge = self.session.knowledge
        quantities = register.contradictions_of(knowledge, entry.id)
        self._links_title.set_text(language.say("Used in Lagebild"))
        self._links_title.setVisible(bool(pages or shown.cited_by or quantities))
        ways: list[tuple[str, Callable[[], None]]] = [
            (register.page_word(page, language), partial(self.page_asked_for.emit, page)) for page in pages
        ]
        for id in quantities:
            label = language.say("Contradiction: {label}", label=language.of(knowledge.contradictions[id].label))
            ways.append((label, partial(self.contradiction_asked_for.emit, id)))
        ways += [(link.label, partial(self.asked_for.emit, link.id)) for link in shown.cited_by]
        for link, (words, go) in zip(self._links.shown(len(ways)), ways, strict=True):
            link.set_way(cut(words, _LINK), go)

    def _show_sources(self, shown: register.Detail, language: Language) -> None:
        self._sources_title.set_text(language.say("Sources"))
        self._sources_title.setVisible(bool(shown.sources))
        for entry, source in zip(self._sources.shown(len(shown.sources)), shown.sources, strict=True):
            entry.set_source(source, language)

    def _make_source(self) -> _SourceEntry:
        entry = _SourceEntry()
        entry.others.clicked.connect(lambda: self.source_asked_for.emit(entry.id))
        return entry


class _Link(LinkButton):
    """A way to somewhere else."""

    def __init__(self) -> None:
        super().__init__()
        self._go: Callable[[], None] = lambda: None
        self.clicked.connect(lambda: self._go())

    def set_way(self, words: str, go: Callable[[], None]) -> None:
        """What it says and does."""
        self.set_text(words)
        self._go = go


class _SourceEntry(QWidget):
    """A source: title, publisher and day, what it has at stake, its address as plain words."""

    def __init__(self) -> None:
        super().__init__()
        self.id = ""
        self.others = LinkButton("", "search")
        self._title = Paragraph("", "body", "text")
        self._lines = _Parts(lambda: Paragraph("", "source", "text3"), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self._title)
        nest(column, self._lines)
        column.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)

    def set_source(self, source: Source, language: Language) -> None:
        """Show this one."""
        self.id = source.id
        self.others.set_text(language.say("All that rests on it"))
        origin = record(source.id)
        day = partial_date(source.date, origin, language) if source.date else language.say("date unknown")
        parts = [part for part in (source.publisher, str(day), register.interest_word(source, language)) if part]
        lines = [Text((Span(" · ".join(parts), origin),))]
        if not source.text_seen:
            lines.append(Text((Span(language.say("The address is known, the text was not read.")),)))
        if source.note is not None:
            lines.append(language.told(source.note, origin))
        if source.url:
            lines.append(Text((Span(source.url, origin),)))
        self._title.set_text(shortened(Text((Span(source.title, origin),))))
        for paragraph, words in zip(self._lines.shown(len(lines)), lines, strict=True):
            paragraph.set_text(shortened(words))
