"""The settings dialog: how Lagebild speaks and looks, what new work begins with, where files lie."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPalette
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.defaults import default_figures
from lagebild.calculators.api_costs import ApiCosts
from lagebild.errors import UserError, printable
from lagebild.language import CODES, NUMBER_FORMATS, Code, Language, NumberFormat
from lagebild.look.fonts import scaled
from lagebild.origin import COUNTED, record
from lagebild.pages.export_dialog import documents
from lagebild.pages.exporting import check_template
from lagebild.pages.preferences import Preferences
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.settings import AGES, RATES, TEXT_SIZES, Settings
from lagebild.widgets.announce import Announcer
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.segmented import Segmented

_NAMES: dict[Code, str] = {"de": "Deutsch", "en": "English"}  # each in itself, whatever is spoken
_EXAMPLE = 1234.5
_WIDTH = 700
_LABELS = 176
_USUAL_AGE = 180  # days; a first proposal
_TEMPLATES = (".pptx", ".potx", ".pptm")


def ask_for_folder(parent: QWidget, first: Path, title: str) -> Path | None:
    """Let the reader name a folder."""
    options = QFileDialog.Option.ShowDirsOnly
    if QGuiApplication.platformName() == "offscreen":
        options |= QFileDialog.Option.DontUseNativeDialog
    chosen = QFileDialog.getExistingDirectory(parent, title, str(first), options)
    return Path(chosen) if chosen else None


def ask_for_template(parent: QWidget, first: Path, title: str) -> Path | None:
    """Let the reader name a template for slides."""
    options = QFileDialog.Option(0)
    if QGuiApplication.platformName() == "offscreen":
        options = QFileDialog.Option.DontUseNativeDialog
    kinds = " ".join(f"*{ending}" for ending in _TEMPLATES)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, str(first), f"PowerPoint ({kinds})", options=options)
    return Path(chosen) if chosen else None


def open_settings(preferences: Preferences, session: Session, window: QWidget, at: str = "language") -> None:
    """Open the settings, the focus on one of them."""
    dialog = SettingsDialog(preferences, session, window)
    dialog.worded_anew.connect(partial(open_settings, preferences, session, window))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    dialog.focus_on(at)


Ask = Callable[[QWidget, Path, str], Path | None]


class _PlaceRow(QWidget):
    """Where something lies, and the ways to change that."""

    def __init__(self, name: str, change: str, drop: str) -> None:
        super().__init__()
        self.shown = Paragraph("", "body", "text")
        self.hint = Paragraph("", "source", "loss")
        """Stands under it, in the layout of whoever holds both."""
        self.drop = LinkButton(drop, "")
        self.change = LinkButton(change, "")
        self.change.setAccessibleName(f"{name}, {change}")
        self.drop.setAccessibleName(f"{name}, {drop}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(20)
        row.addWidget(self.shown, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_place(self, place: str, *, chosen: bool, hint: str = "") -> None:
        """Say where; `chosen` by the reader, who can drop it again; `hint` says what is wrong with it."""
        self.shown.set_text(place)
        self.hint.set_text(hint)
        self.hint.setVisible(bool(hint))
        self.drop.setVisible(chosen)


class SettingsDialog(Dialog):
    """Whatever is chosen counts at once and is kept; there is nothing to confirm, and nothing to cancel."""

    worded_anew = Signal(str)
    """It speaks, or is set, otherwise than it was made; whoever opened it makes another. The control at work."""

    def __init__(
        self,
        preferences: Preferences,
        session: Session,
        parent: QWidget | None = None,
        *,
        ask_folder: Ask = ask_for_folder,
        ask_template: Ask = ask_for_template,
    ) -> None:
        super().__init__(session.language.say("Settings"), session.language, parent, width=_WIDTH)
        self._preferences = preferences
        self._session = session
        self._ask_folder, self._ask_template = ask_folder, ask_template
        self._announcer = Announcer(self)
        self._refusal = ""
        self.controls: dict[str, QWidget] = {}
        """By setting; the first that takes the focus."""
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 16, 4)  # the scroll bar stands in the margin
        column.setSpacing(0)
        self._column = column
        self._build_speech()
        self._build_look()
        self._build_beginning()
        self._build_age()
        self._build_places()
        column.addStretch(1)
        self._area = ScrolledDown(QPalette.ColorRole.Base)
        self._area.hold(held)
        self._held = held
        self.body.addWidget(self._area, 1)
        self._build_footer()
        self.refresh()
        self.resize(self.sizeHint())  # left to Qt, it would be two thirds of the screen at most

    def sizeHint(self) -> QSize:
        """As high as what it says, if the screen and the window have room for that; else it scrolls."""
        width = self.minimumWidth()
        layout = self._held.layout()
        inner = layout.totalHeightForWidth(width - 48) if layout else 0
        wanted = inner + self.head.sizeHint().height() + self._foot.sizeHint().height() + 24
        over = self.parentWidget()
        room = (over.window() if over else self).screen().availableGeometry().height() - 64
        if over is not None:
            room = min(room, over.window().height() - 16)
        return QSize(width, min(wanted, room))

    # ---- how it is built

    def _section(self, title: str) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 18)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, scaled(_LABELS))
        grid.setColumnStretch(1, 1)
        self._column.addWidget(Line(title, "card_title"))
        nest(self._column, grid)
        return grid

    def _row(self, grid: QGridLayout, label: str, *parts: QWidget, hint: QWidget | None = None) -> None:
        row = grid.rowCount()
        words = Paragraph(label, "body", "text2")
        held = QHBoxLayout()
        held.setSpacing(12)
        for part in parts:
            held.addWidget(part, 1 if isinstance(part, _PlaceRow) else 0)
        if not any(isinstance(part, _PlaceRow) for part in parts):
            held.addStretch(1)
        grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        nest(grid, held, row, 1)
        if hint is not None:
            grid.addWidget(hint, row + 1, 1)

    def _segments(self, setting: str, name: str, options: tuple[tuple[Any, str], ...]) -> Segmented:
        made = Segmented(options)
        made.set_name(name)
        made.chosen.connect(partial(self._choose, setting))
        self.controls[setting] = made
        return made

    def _build_speech(self) -> None:
        say = self.language.say
        grid = self._section(say("Language and numbers"))
        names = tuple((code, _NAMES[code]) for code in CODES)
        self.spoken = self._segments("language", say("Language"), names)
        self._row(grid, say("Language"), self.spoken)
        self.numbers = Choice()
        self.numbers.set_name(say("Numbers"))
        self.numbers.set_options([Option(numbers, self._written(numbers)) for numbers in NUMBER_FORMATS])
        self.numbers.edited.connect(partial(self._choose, "numbers"))
        self.controls["numbers"] = self.numbers
        self._row(grid, say("Numbers"), self.numbers)

    def _written(self, numbers: NumberFormat) -> str:
        """The name of a way to write numbers, with an example of it."""
        say = self.language.say
        names = {
            "language": say("As the language"),
            "german": say("German"),
            "english": say("English"),
            "swiss": say("Swiss"),
            "spaces": say("With spaces"),
        }
        example = Language(self.language.code, numbers).show(_EXAMPLE, COUNTED)
        return say("{name}: {example}", name=names[numbers], example=example)

    def _build_look(self) -> None:
        say, show = self.language.say, self.language.show
        grid = self._section(say("Appearance"))
        themes = (("light", say("Light")), ("dark", say("Dark")), ("system", say("As the system")))
        self.theme = self._segments("theme", say("Colours"), themes)
        self._row(grid, say("Colours"), self.theme)
        sizes = tuple((size, show(size, COUNTED, "%")) for size in TEXT_SIZES)
        self.text_size = self._segments("text_size", say("Text size"), sizes)
        self._row(grid, say("Text size"), self.text_size)

    def _build_beginning(self) -> None:
        say = self.language.say
        grid = self._section(say("New briefings"))
        currencies = (("USD", say("US dollars")), ("EUR", say("Euros")))
        self.currency = self._segments("currency", say("Currency"), currencies)
        self._row(grid, say("Currency"), self.currency)
        name = say("US dollars per euro")
        self.rate = NumberField(*RATES, step=0.01, digits=4, least_digits=2, unit="USD/EUR", language=self.language)
        self.rate.set_name(name)
        self.rate.edited.connect(partial(self._choose, "usd_per_eur"))
        self.fixes_rate = Segmented(((False, say("From the evidence")), (True, say("Fixed"))))
        self.fixes_rate.set_name(name)
        self.fixes_rate.chosen.connect(
            lambda fixed: self._choose("usd_per_eur", self._recorded()[1] if fixed else None)
        )
        self.controls["usd_per_eur"] = self.fixes_rate
        self._rate_hint = Paragraph("", "source", "text2")
        self._refuse_under(self.rate, hint := Paragraph("", "source", "loss"))
        self._row(grid, name, self.fixes_rate, self.rate, hint=_under(self._rate_hint, hint))

    def _build_age(self) -> None:
        say = self.language.say
        grid = self._section(say("Old figures"))
        name = say("Due for a check")
        self.days = NumberField(*AGES, unit="days", language=self.language)
        self.days.set_name(name)
        self.days.edited.connect(lambda days: self._choose("old_after_days", round(days)))
        self.fixes_age = Segmented(((False, say("By subject")), (True, say("The same for all"))))
        self.fixes_age.set_name(name)
        self.fixes_age.chosen.connect(lambda fixed: self._choose("old_after_days", _USUAL_AGE if fixed else None))
        self.controls["old_after_days"] = self.fixes_age
        self._age_hint = Paragraph("", "source", "text2")
        self._refuse_under(self.days, hint := Paragraph("", "source", "loss"))
        self._row(grid, name, self.fixes_age, self.days, hint=_under(self._age_hint, hint))

    def _build_places(self) -> None:
        say = self.language.say
        grid = self._section(say("Folders and template"))
        self.places: dict[str, _PlaceRow] = {}
        for setting, name in (
            ("briefings_folder", say("Briefings")),
            ("exports_folder", say("Exports")),
            ("template", say("Template for slides")),
        ):
            row = self.places[setting] = _PlaceRow(name, say("Choose …"), say("Clear"))
            row.change.clicked.connect(partial(self._ask, setting, name))
            row.drop.clicked.connect(partial(self._drop, setting))
            self.controls[setting] = row.change
            self._row(grid, name, row, hint=row.hint)

    def _refuse_under(self, field: NumberField, hint: Paragraph) -> None:
        hint.hide()

        def refuse(sentence: str) -> None:
            hint.set_text(sentence)
            hint.setVisible(bool(sentence))

        field.refused.connect(refuse)

    def _build_footer(self) -> None:
        say = self.language.say
        self.reset = Button(say("Reset to defaults"), "outline", "reset", height=36)
        self.reset.clicked.connect(self._reset)
        self.close_down = Button(say("Close"), "primary", height=36)
        self.close_down.setDefault(True)
        self.close_down.clicked.connect(self.accept)
        self.footer.addWidget(self.reset)
        note = Paragraph(say("What you choose counts at once."), "source", "text2")
        self.footer.addWidget(note, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addWidget(self.close_down)

    # ---- what it says

    def refresh(self) -> None:
        """Show the settings in force."""
        settings = self._preferences.settings
        self.spoken.set_value(self.language.code)
        self.numbers.set_value(settings.numbers)
        self.theme.set_value(settings.theme)
        self.text_size.set_value(settings.text_size)
        self.currency.set_value(settings.currency)
        fixed = settings.usd_per_eur
        self.fixes_rate.set_value(fixed is not None)
        self.rate.setVisible(fixed is not None)
        if fixed is not None:
            self.rate.set_value(fixed)
        words, _ = self._recorded()
        self._rate_hint.set_text(words)
        days = settings.old_after_days
        self.fixes_age.set_value(days is not None)
        self.days.setVisible(days is not None)
        if days is not None:
            self.days.set_value(days)
        overdue = self._session.knowledge.overdue(self._session.today)
        self._age_hint.set_text(
            self.language.say_plural(
                "{count} figure is due for a check now.", "{count} figures are due for a check now.", overdue
            )
        )
        self._show_places(settings)

    def _recorded(self) -> tuple[Words, float]:
        """The rate on record, in words and as a number."""
        knowledge, language = self._session.knowledge, self.language
        day = knowledge.shock.day
        figure = knowledge.figure(default_figures(knowledge, ApiCosts, day)[ApiCosts.usd_per_eur.name])
        rate = language.show(figure.number, record(figure.id), "USD/EUR", 4)
        return language.sentence(
            "On record: {rate} a euro on {day}.", rate=rate, day=language.date(day, record(figure.id))
        ), figure.number

    def _show_places(self, settings: Settings) -> None:
        say = self.language.say
        missing = say("This folder is not there.")
        for setting, usual in (
            ("briefings_folder", say("Where the last briefing lies")),
            ("exports_folder", say("Your documents")),
        ):
            named: str = getattr(settings, setting)
            hint = missing if named and not os.path.isdir(named) else ""
            self.places[setting].show_place(_shown(named) or usual, chosen=bool(named), hint=hint)
        hint = self._refusal
        if settings.template and not os.path.isfile(settings.template):
            hint = say("This file is not there. Slides get the template of Lagebild.")
        self.places["template"].show_place(
            _shown(settings.template) or say("Lagebild’s own"), chosen=bool(settings.template), hint=hint
        )

    # ---- what it does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field takes the number, or refuses it in sight; only elsewhere it closes the dialog."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not (enter and isinstance(self.focusWidget(), NumberField)):
            super().keyPressEvent(event)

    def _choose(self, setting: str, value: Any) -> None:
        before = self._preferences.settings, self._session.language
        self._preferences.choose(**{setting: value})
        self._after(setting, before)

    def _reset(self) -> None:
        before = self._preferences.settings, self._session.language
        self._refusal = ""
        self._preferences.reset()
        self._after("reset", before)
        self._announcer.changed(self.language.say("All settings are as in the beginning."))

    def _after(self, setting: str, before: tuple[Settings, Language]) -> None:
        settings, language = before
        if language != self._session.language or settings.text_size != self._preferences.settings.text_size:
            # not now: the control that was pressed is still at work
            QTimer.singleShot(0, self, partial(self._make_way, setting))
        else:
            self.refresh()

    def _make_way(self, setting: str) -> None:
        self.accept()
        self.worded_anew.emit(setting)

    def focus_on(self, setting: str) -> None:
        """Put the focus where it was when the dialog was made anew."""
        if setting == "reset":
            self.reset.setFocus()
            return
        control = self.controls.get(setting) or self.spoken
        for part in (control, *control.findChildren(QWidget)):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(part, Segmented):
                part.setFocus()
                self._area.ensureWidgetVisible(part)
                return

    def _ask(self, setting: str, name: str) -> None:
        named: str = getattr(self._preferences.settings, setting)
        first = Path(named).parent if setting == "template" and named else Path(named) if named else documents()
        ask = self._ask_template if setting == "template" else self._ask_folder
        chosen = ask(self, first, name)
        if chosen is None:
            return
        self._refusal = ""
        if setting == "template":
            try:
                check_template(chosen, self._session.today)
            except UserError as error:
                happened, _, do = error.sentences(self.language)
                self._refusal = " ".join(
                    part for part in (happened, self.language.say("Nothing was changed."), do) if part
                )
                self._announcer.changed(self._refusal)
                self.refresh()
                return
        self._choose(setting, str(chosen.absolute()))

    def _drop(self, setting: str) -> None:
        if setting == "template":
            self._refusal = ""
        self.controls[setting].setFocus()  # what was pressed goes
        self._choose(setting, "")


def _under(*parts: QWidget) -> QWidget:
    """Parts one below the other."""
    held = QWidget()
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    for part in parts:
        column.addWidget(part)
    return held


def _shown(path: str) -> str:
    """A path as it is shown: without what leads to the reader's own folder."""
    if not path:
        return ""
    try:
        return printable(str(Path(path).relative_to(Path.home())))
    except ValueError:
        return printable(path)
