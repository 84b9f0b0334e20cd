"""The welcome: what is seen in the place of a page at the first start, and the ways on from it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.errors import N_
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Code, Language, Text
from lagebild.look.colours import current
from lagebild.look.fonts import metrics
from lagebild.look.icons import draw_icon
from lagebild.look.typesetting import line_height
from lagebild.origin import COUNTED
from lagebild.pages.actions import key_words
from lagebild.pages.size_class import GAP, MARGINS, SizeClass
from lagebild.session import Session
from lagebild.settings import THEME_CHOICES, ThemeChoice
from lagebild.widgets.buttons import Button, ButtonKind, LinkButton
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import NumberBadge
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.sentence import SentenceLabel

_WIDEST = 960
_HEADING: dict[SizeClass, str] = {"S": "answer_s", "M": "answer_l", "L": "answer_xl", "XL": "answer_xl"}
_BETWEEN: dict[SizeClass, int] = {"S": 12, "M": 16, "L": 20, "XL": 24}
"""Between the sentence, the cards and what stands below them."""
_ICON = 20
_RECENT = 3
"""Files used last that are offered."""
_LONGEST_NAME = 232
"""Width of a file's name; a longer one loses its middle."""

_LANGUAGES: dict[Code, str] = {"de": "Deutsch", "en": "English"}  # each in itself, whatever is spoken
_THEMES: dict[ThemeChoice, str] = {"light": N_("Light"), "dark": N_("Dark"), "system": N_("As the system")}


class _Way(NamedTuple):
    """A way on: what it is called, what it brings, what its button says."""

    icon: str
    title: str
    words: str
    button: str
    kind: ButtonKind


_WAYS = (
    _Way(
        "situation",
        N_("See it in three minutes"),
        N_("Five key figures, the timeline and three questions for your meeting."),
        N_("Go to the situation"),
        "primary",
    ),
    _Way(
        "costs",
        N_("Work with your own numbers"),
        N_("Enter people, requests and prices. The result stands in one sentence."),
        N_("Work out the costs"),
        "outline",
    ),
    _Way(
        "decision",
        N_("See it in an example"),
        N_("The numbers and answers of a company that does not exist fill every page."),
        N_("Open the example"),
        "outline",
    ),
)


class _Icon(QWidget):
    """A drawn sign beside a number; the words below say the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(_ICON, _ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), self._name, current().text2, 0, 0, _ICON)


class _WayCard(Card):
    """A way on, with its number."""

    followed = Signal()

    def __init__(self, number: int, way: _Way) -> None:
        super().__init__()
        self._way = way
        self._title = Paragraph("", "card_title", "text")
        self._words = Paragraph("", "body", "text2")
        self.button = Button("", way.kind, height=36)
        self.button.clicked.connect(self.followed)
        head = QHBoxLayout()
        head.addWidget(NumberBadge(Language("en").show(number, COUNTED)))
        head.addStretch(1)
        head.addWidget(_Icon(way.icon))
        column = QVBoxLayout(self)
        column.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        column.setSpacing(4)
        nest(column, head)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(12)
        column.addStretch(1)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self, language: Language) -> None:
        """Say it in this language."""
        self._title.set_text(language.say(self._way.title))
        self._words.set_text(language.say(self._way.words))
        self.button.set_text(language.say(self._way.button))
        self.setAccessibleName(self._title.text())


class _Promise(QWidget):
    """That nothing leaves this computer, beside the sign for it."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Paragraph("", "body", "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(_ICON + 8, 0, 0, 0)
        row.addWidget(self._words)

    def set_text(self, words: Text) -> None:
        """Say it."""
        self._words.set_text(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), "offline", current().saving, 0, (line_height("body") - _ICON) / 2, _ICON)


class _Settings(Card):
    """The language and the colours, chosen once at the beginning."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self.language, self.theme = Segmented(), Segmented()
        self._names = (Line("", "strong", "text2"), Line("", "strong", "text2"))
        row = QHBoxLayout(self)
        row.setContentsMargins(PADDING[0], PADDING[1], PADDING[0], PADDING[1])
        row.setSpacing(32)
        for name, choice in zip(self._names, (self.language, self.theme), strict=True):
            group = QVBoxLayout()
            group.setSpacing(4)
            group.addWidget(name)
            group.addWidget(choice)
            nest(row, group)
        row.addStretch(1)
        self.refresh(language)  # its segments stand before what follows them, for Tab too

    def refresh(self, language: Language) -> None:
        """Say it in this language, which is the chosen one."""
        names = (language.say("Language"), language.say("Appearance"))
        for line, choice, name in zip(self._names, (self.language, self.theme), names, strict=True):
            line.set_text(name)
            choice.set_name(name)
        self.language.set_options([(code, _LANGUAGES[code]) for code in CODES])
        self.language.set_value(language.code)
        self.theme.set_options([(choice, language.say(_THEMES[choice])) for choice in THEME_CHOICES])


class Welcome(QWidget):
    """Three ways on, the choice of language and colours, and the files used last."""

    page_chosen = Signal(str)  # PageId
    sample_requested = Signal()
    language_chosen = Signal(str)  # Code
    theme_chosen = Signal(str)  # ThemeChoice
    open_requested = Signal()
    file_chosen = Signal(object)  # Path
    search_requested = Signal()

    def __init__(
        self,
        session: Session,
        theme_choice: ThemeChoice,
        recent: tuple[Path, ...],
        parent: QWidget | None = None,
    ) -> None:
        """`recent` are files used before, the latest first; only the first few are offered."""
        super().__init__(parent)
        self.session = session
        self._heading = SentenceLabel(_HEADING["L"])
        self._settings = _Settings(session.language)
        # any value comes out of it, a word goes on
        self._settings.language.chosen.connect(lambda code: self.language_chosen.emit(code))
        self._settings.theme.chosen.connect(lambda choice: self.theme_chosen.emit(choice))
        self._ways = [_WayCard(number, way) for number, way in enumerate(_WAYS, 1)]
        situation, costs, example = self._ways
        situation.followed.connect(lambda: self.page_chosen.emit("situation"))
        costs.followed.connect(lambda: self.page_chosen.emit("costs"))
        example.followed.connect(self.sample_requested)
        self._promise = _Promise()
        self._open = Button("", "quiet", "folder")
        self._open.clicked.connect(self.open_requested)
        self._search = Button("", "quiet")
        self._search.clicked.connect(self.search_requested)
        self._recent_name = Line("", "body", "text2")
        self._links = [self._link(path) for path in recent[:_RECENT]]
        self._lay_out()
        self.refresh()
        self.set_theme_choice(theme_choice)
        self.set_size_class("L")

    def _link(self, path: Path) -> LinkButton:
        # a name may hold what cannot be shown, and be of any length
        name = "".join(sign if sign.isprintable() else "\ufffd" for sign in path.name)
        link = LinkButton(metrics("strong").elidedText(name, Qt.TextElideMode.ElideMiddle, _LONGEST_NAME), icon="")
        link.setAccessibleName(name)
        link.setToolTip("".join(sign if sign.isprintable() else "\ufffd" for sign in str(path)))
        link.clicked.connect(lambda: self.file_chosen.emit(path))
        return link

    def _lay_out(self) -> None:
        ways = QHBoxLayout()
        ways.setSpacing(GAP)
        for card in self._ways:
            ways.addWidget(card, 1)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self._open)
        below.addStretch(1)
        below.addWidget(self._search)
        files = QHBoxLayout()
        files.setContentsMargins(8, 0, 0, 0)  # flush with the words of the buttons above
        files.setSpacing(16)
        files.addWidget(self._recent_name)
        for link in self._links:
            files.addWidget(link)
        files.addStretch(1)
        self._recent_name.setVisible(bool(self._links))
        middle = QWidget()
        middle.setMaximumWidth(_WIDEST)
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._heading)
        self._column.addWidget(self._settings)
        nest(self._column, ways)
        self._column.addWidget(self._promise)
        nest(self._column, below)
        nest(self._column, files)
        across = QHBoxLayout()
        across.addStretch(0)
        across.addWidget(middle, 1)
        across.addStretch(0)
        self._rows = QVBoxLayout(self)
        self._rows.addStretch(1)
        nest(self._rows, across)
        self._rows.addStretch(1)

    def refresh(self) -> None:
        """Say everything in the session's language."""
        language = self.session.language
        say = language.say
        self._heading.set_text(
            language.sentence("Welcome. Lagebild explains what the DeepSeek shock means for your AI costs and risks.")
        )
        self._settings.refresh(language)
        for card in self._ways:
            card.refresh(language)
        self._promise.set_text(_promise(self.session.knowledge, language))
        self._open.set_text(say("Open briefing …"))
        self._search.set_text(say("All commands"))
        self._search.set_keycap(key_words("Ctrl+K", language))
        self._recent_name.set_text(say("Used last:"))

    def set_theme_choice(self, choice: ThemeChoice) -> None:
        """Show what is chosen."""
        self._settings.theme.set_value(choice)

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange it for a class of window size."""
        across, below = MARGINS[size_class]
        self._rows.setContentsMargins(across, below, across, below)
        self._column.setSpacing(_BETWEEN[size_class])
        self._heading.set_role(_HEADING[size_class])

    def first_focus(self) -> QWidget | None:
        """The first way on."""
        return self._ways[0].button

    def heightForWidth(self, width: int) -> int:
        """The least height: a scroll area asks, and would scroll before it must."""
        layout = self.layout()
        return -1 if layout is None else layout.minimumHeightForWidth(width)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)


def _promise(knowledge: Knowledge, language: Language) -> Text:
    """That it works alone, and how much is there: figures, and the sources they are from."""
    sources = {source for figure in knowledge.figures.values() for source in figure.sources}
    return language.sentence(
        "Lagebild works without the internet. What you enter stays on this computer. "
        "{figures} figures from {sources} sources are loaded; each figure says how well it is supported.",
        figures=language.show(len(knowledge.figures), COUNTED),
        sources=language.show(len(sources), COUNTED),
    )
