"""An option in the dialog of the options: its name, whether it is shown, and what an own one counts with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.knowledge.records import BundledOption, Option
from lagebild.language import Language
from lagebild.look.colours import current
from lagebild.look.painting import draw_hairline
from lagebild.origin import WEEKS, reader
from lagebild.own_options import MOST_WEEKS, OWN, OwnOption
from lagebild.pages.own_models_fields import ModelNameField
from lagebild.pages.wrapped_choice import CheckBox
from lagebild.widgets.announce import announce
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.buttons import Button
from lagebild.widgets.fields import Choice
from lagebild.widgets.fields import Option as Entry
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.limit_field import LimitField

_INSET = 24  # of what stands under the name: behind the mark
_FIELD = 128


class OptionFields(QWidget):
    """One option; each signal tells what the reader wants of it."""

    named = Signal(str)
    shown = Signal(bool)
    copied = Signal()
    dropped = Signal()
    based = Signal(object)
    priced = Signal(object)  # the offer, or None
    timed = Signal(object)  # weeks, or None

    def __init__(self, option: Option, language: Language, hindrance: Callable[[str], str]) -> None:
        super().__init__()
        self._language = language
        say = language.say
        self.name = ModelNameField(language, hindrance)
        self.name.named.connect(self.named)
        self.name.refused.connect(self._hint_name)
        self._name_hint = Paragraph("", "source", "loss")
        self._name_hint.hide()
        self.visible = CheckBox(say("Shown"))
        self.visible.clicked.connect(self.shown)
        self.visible.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.visible.setMinimumWidth(0)
        self.visible.setFixedWidth(self.visible.sizeHint().width() + 8)
        self.copy = Button(say("Copy"), "quiet", "copy")
        self.copy.clicked.connect(lambda: self.copied.emit())
        self.drop = Button(say("Delete"), "quiet", "close")
        self.drop.clicked.connect(lambda: self.dropped.emit())
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(OptionMark(option))
        head.addWidget(self.name, 1)
        for part in (self.visible, self.copy, self.drop):
            head.addWidget(part)
        if option.id not in OWN:
            self.drop.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 10)
        column.setSpacing(6)
        nest(column, head)
        column.addWidget(self._name_hint)
        column.addWidget(self._build_more(option))

    def _build_more(self, option: Option) -> QWidget:
        """What an own option counts with."""
        say = self._language.say
        self.base, self.model = Choice(), Choice()
        for choice in (self.base, self.model):
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.base.edited.connect(self.based)
        self.model.edited.connect(lambda model: self.priced.emit(model or None))
        self.weeks = LimitField(0, MOST_WEEKS, unit="week", language=self._language)
        self.weeks.setDecimals(2)
        self.weeks.set_origin(reader(f"{WEEKS}.{option.id}"))
        self.weeks.setFixedWidth(_FIELD)
        self.weeks.limited.connect(self.timed)
        hint = Paragraph("", "source", "loss")
        hint.hide()
        self.weeks.refused.connect(partial(_tell, hint))
        more = QWidget()
        grid = QGridLayout(more)
        grid.setContentsMargins(_INSET, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for place, (words, field) in enumerate(
            ((say("On the pattern of"), self.base), (say("Price of"), self.model), (say("Weeks to start"), self.weeks))
        ):
            grid.addWidget(Line(words, "source", "text2"), 0, place)
            grid.addWidget(field, 1, place, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.addWidget(hint, 2, 0, 1, 3)
        if option.id not in OWN:
            more.hide()
        return more

    def show_option(self, name: str, *, is_shown: bool, can_hide: bool, can_copy: bool) -> None:
        """Show its name and what can be done with it."""
        say = self._language.say
        self.name.setAccessibleName(say("Name of the option “{name}”", name=name))
        self.name.show_name(name, kept=True)
        self.visible.setChecked(is_shown)
        self.visible.setEnabled(can_hide or not is_shown)
        self.visible.setAccessibleName(say("Shown: {name}", name=name))
        self.copy.setEnabled(can_copy)
        self.copy.setAccessibleName(say("Copy “{name}”", name=name))
        self.drop.setAccessibleName(say("Delete “{name}”", name=name))

    def show_more(
        self,
        name: str,
        own: OwnOption,
        bases: Sequence[tuple[BundledOption, str]],
        offers: Sequence[tuple[str, str, str]],
    ) -> None:
        """Show what an own option is based on, the offer whose price counts, and its weeks."""
        say = self._language.say
        self.base.set_name(say("{name}: on the pattern of", name=name))
        self.base.set_options([Entry(id, words) for id, words in bases])
        self.base.set_value(own.based_on)
        self.model.set_name(say("{name}: price of", name=name))
        self.model.set_options([Entry("", say("as the pattern")), *(Entry(*offer) for offer in offers)])
        self.model.set_value(own.model or "")
        self.weeks.set_name(say("{name}: weeks to start", name=name))
        self.weeks.set_empty_words(say("as the pattern"))
        self.weeks.set_limit(own.weeks_to_start)

    def _hint_name(self, sentence: str) -> None:
        if sentence:
            announce(self.name, sentence)
        _tell(self._name_hint, sentence)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), 0, self.height() - 1, self.width(), current().line)


def _tell(paragraph: Paragraph, words: str) -> None:
    paragraph.set_text(words)
    paragraph.setVisible(bool(words))
