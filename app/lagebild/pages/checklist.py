"""The questions of the checklist under their themes, each with a mark for how far it is answered."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from lagebild.analysis.action_plan import owners
from lagebild.analysis.checklist_filters import STANDINGS, Filters, hindrance, matching
from lagebild.analysis.risks import THEMES
from lagebild.knowledge.records import Theme
from lagebild.language import Language, Shown
from lagebild.look.colours import colour, current
from lagebild.look.fonts import text_width
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_focus_ring, draw_surface, draw_text
from lagebild.origin import COUNTED
from lagebild.pages.record_detail import Rule
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.widgets.buttons import Button
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.progress import Progress
from lagebild.widgets.radio import PaintedRadio, stop_once
from lagebild.wording import risks

Extent = Literal["none", "some", "all"]
"""For how many options a question is answered."""

_ICONS: dict[Theme, str] = {
    "censorship": "censorship",
    "privacy": "privacy",
    "regulation": "decision",
    "dependence": "dependence",
    "security": "security",
}
_ROW = 32
_ICON = 14
_LEFT = 10
_GAP = 8


class _Entry(PaintedRadio):
    """A question: mark and title; the chosen one is what stands beside the list."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._extent: Extent = "none"
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_question(self, title: str, extent: Extent, said: str) -> None:
        """Show its title and mark; `said` is the mark in words."""
        self.setAccessibleName(f"{title}: {said}")
        if (title, extent) != (self._title, self._extent):
            self._title, self._extent = title, extent
            self.updateGeometry()
            self.update()

    def texts(self) -> tuple[str, ...]:
        """What is shown."""
        return (self._title,)

    def sizeHint(self) -> QSize:
        return QSize(_LEFT + _ICON + _GAP + round(text_width(self._title, "strong")) + 1 + _GAP, _ROW)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter, rect = current(), QPainter(self), QRectF(self.rect())
        if self.isChecked():
            draw_surface(painter, rect.adjusted(0, 1, 0, -1), theme.accent_tint, "", 4)
            painter.fillRect(QRectF(0, 1, 3, rect.height() - 2), colour(theme.accent))
        elif self.underMouse():
            draw_surface(painter, rect.adjusted(0, 1, 0, -1), theme.sunken, "", 4)
        top = (_ROW - _ICON) / 2
        if self._extent == "all":
            draw_icon(painter, "check", theme.saving, _LEFT, top, _ICON)
        elif self._extent == "some":
            draw_icon(painter, "dash-circle", theme.text2, _LEFT, top, _ICON)
        else:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour(theme.text3), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(_LEFT + _ICON / 2, _ROW / 2), _ICON / 2 - 2, _ICON / 2 - 2)
        left = _LEFT + _ICON + _GAP
        role, tint = ("strong", theme.accent) if self.isChecked() else ("body", theme.text)
        draw_text(painter, QRectF(left, 0, rect.width() - left, _ROW), self._title, role, tint)
        if self.hasFocus():
            draw_focus_ring(painter, rect, 4)


class _ThemeHead(QWidget):
    """A theme with its sign, and how many of its answers are given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = _ICONS[theme]
        self._name = Line("", "strong")
        self._count = Line("", "source", "text2", "right")
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT + _ICON + _GAP, 10, _GAP, 4)
        row.setSpacing(_GAP)
        row.addWidget(self._name)
        row.addStretch(1)
        row.addWidget(self._count)

    def show_theme(self, name: str, count: Words) -> None:
        """Show them."""
        self._name.set_text(name)
        self._count.set_text(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        top = self._name.y() + (self._name.height() - _ICON - 2) / 2
        draw_icon(QPainter(self), self._icon, current().text2, _LEFT - 1, top, _ICON + 2)


class Checklist(Card):
    """All questions; `chosen` is emitted with the id of the one the reader picks."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._title = Line("", "card_title")
        self._count = Line("", "source", "text2", "right")
        self._progress = Progress()
        self.filters = Filters()
        self._listed: tuple[str, ...] = ()
        self.standing, self.owner = Choice(), Choice()
        for choice in (self.standing, self.owner):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.standing.edited.connect(lambda value: self._filter(self.filters._replace(standing=value)))
        self.owner.edited.connect(lambda value: self._filter(self.filters._replace(owner=value)))
        self._heads = {theme: _ThemeHead(theme) for theme in THEMES}
        by_theme = {theme: [one for one in session.knowledge.questions if one.theme == theme] for theme in THEMES}
        self.questions = tuple(one for theme in THEMES for one in by_theme[theme])
        """In the order of the list."""
        self._entries = {question.id: _Entry() for question in self.questions}
        self._group = QButtonGroup(self)
        for place, entry in enumerate(self._entries.values()):
            self._group.addButton(entry, place)
        self._group.idClicked.connect(lambda place: self.choose(self.questions[place].id))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 0, 4, 8)
        column.setSpacing(0)
        for theme in THEMES:
            column.addWidget(self._heads[theme])
            for question in by_theme[theme]:
                column.addWidget(self._entries[question.id])
        column.addStretch(1)
        self._area = ScrolledDown(QPalette.ColorRole.Base)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._area.hold(inner)
        self._area.setMinimumHeight(160)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(PADDING[0] - 1, 0, PADDING[0] - 1, 12)
        top.setSpacing(8)
        nest(top, head)
        top.addWidget(self._progress)
        top.addWidget(self.standing)
        top.addWidget(self.owner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, PADDING[1], 1, 6)
        whole.setSpacing(0)
        nest(whole, top)
        whole.addWidget(Rule())
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._make_empty())
        whole.addWidget(self._stack, 1)
        self.choose(self.questions[0].id)

    def _make_empty(self) -> QWidget:
        """What stands in place of the list when no question passes the filters."""
        empty = QWidget()
        self._nothing = Paragraph("", "body", "text2")
        self._nothing.set_centred(True)
        self.drop = Button("", "primary")
        self.drop.clicked.connect(self._drop)
        column = QVBoxLayout(empty)
        column.setContentsMargins(PADDING[0], 0, PADDING[0], 0)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self._nothing)
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return empty

    def _filter(self, filters: Filters) -> None:
        self.filters = filters
        self._list()

    def _drop(self) -> None:
        """Drop the filter that hides most, or both where neither helps alone."""
        found = hindrance(self.session.results, self.filters)
        filters = Filters() if found is None else self.filters._replace(**{found.name: ""})
        self._filter(filters)
        self.standing.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        """List the questions that pass the filters, and the chosen one as long as any other is listed."""
        results, language = self.session.results, self.session.language
        say = language.say
        named = owners(results)
        if self.filters.owner not in named:
            self.filters = self.filters._replace(owner="")
        self._listed = matching(results, self.filters)
        standings = []
        for standing in STANDINGS:
            count = language.show(len(matching(results, self.filters._replace(standing=standing))), COUNTED, digits=0)
            standings.append(Option(standing, f"{say(risks.STANDINGS[standing])} · {count}"))
        self.standing.set_name(say("Questions listed"))
        self.standing.set_options(standings)
        self.standing.set_value(self.filters.standing)
        people = [Option("", say("Whoever sees to it"))]
        for owner in named:
            count = language.show(len(matching(results, self.filters._replace(owner=owner))), COUNTED, digits=0)
            people.append(Option(owner, say("Mine: {owner} · {count}", owner=owner, count=count)))
        self.owner.set_name(say("Owner"))
        self.owner.set_options(people)
        self.owner.set_value(self.filters.owner)
        self.owner.setVisible(bool(named))
        chosen = self.questions[self._group.checkedId()].id
        shown = {*self._listed, chosen} if self._listed else set()
        for theme, head in self._heads.items():
            head.setVisible(any(question.id in shown for question in self.questions if question.theme == theme))
        for id, entry in self._entries.items():
            entry.setVisible(id in shown)
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            found = hindrance(results, self.filters)
            self._nothing.set_text(risks.nothing_listed(found, language))
            self.drop.set_text(risks.drop_filter_words(found, language))

    def focus_chosen(self) -> QWidget:
        """The entry of the chosen question."""
        return self._entries[self.questions[self._group.checkedId()].id]

    def choose(self, id: str) -> None:
        """Choose a question and bring it into sight."""
        if self.filters.active and id not in self._listed:
            self.filters = Filters()  # what is asked for is never hidden
        self._entries[id].setChecked(True)
        stop_once(tuple(self._entries.values()), self._group.checkedId())
        if self._listed:
            self._list()
        self._area.ensureWidgetVisible(self._entries[id], 0, _ROW)
        self.chosen.emit(id)

    def refresh(self) -> None:
        """Show the session's answers in its language."""
        results, language = self.session.results, self.session.language
        self._title.set_text(language.say("Checklist"))
        self.setAccessibleName(self._title.text())
        count, asked = risks.progress(results)
        words = language.sentence("{given} of {asked} answered", **_shown(count, asked, language))
        self._count.set_text(words)
        self._progress.set_progress(count, asked, str(words))
        given, most = [question for question, _, _ in results.answers], len(results.options)
        said = {
            "none": language.say("not answered"),
            "some": language.say("answered in part"),
            "all": language.say("answered"),
        }
        for theme, head in self._heads.items():
            ids = [question.id for question in self.questions if question.theme == theme]
            count = sum(id in ids for id in given)
            head.show_theme(risks.theme_name(theme, language), _of(count, len(ids) * most, language))
        for question in self.questions:
            count = given.count(question.id)
            extent: Extent = "all" if count == most else "some" if count else "none"
            self._entries[question.id].show_question(language.of(question.title), extent, said[extent])
        self._list()
        least = max(entry.sizeHint().width() for entry in self._entries.values())
        self.setFixedWidth(least + 12 + self._area.verticalScrollBar().sizeHint().width() + 2)


def _of(given: int, asked: int, language: Language) -> Words:
    return language.sentence("{given} of {asked}", **_shown(given, asked, language))


def _shown(given: int, asked: int, language: Language) -> dict[str, Shown]:
    return {
        "given": language.show(given, COUNTED, digits=0),
        "asked": language.show(asked, COUNTED, digits=0),
    }
