"""The one place where state changes: briefing, history, results, language, theme."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from PySide6.QtWidgets import QApplication

from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, OwnPrice, State
from lagebild.calculators.api_costs import PRESETS, ApiCosts
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Currency
from lagebild.language import Code, Language
from lagebild.theme import Theme, ThemeName, theme

_RECALCULATE = QEvent.Type(QEvent.registerEventType())


class _Change(QUndoCommand):
    """A briefing before and after; a run of edits of the same fields is one."""

    def __init__(self, session: Session, before: Briefing, after: Briefing, fields: tuple[str, ...]) -> None:
        super().__init__()
        self._session = session
        self.before = before
        self.after = after
        self.fields = fields

    def redo(self) -> None:
        self._session._take(self.after)

    def undo(self) -> None:
        self._session._take(self.before)


class Session(QObject):
    """A reader's work in memory. Pages read `results`, call the verbs below, and refresh on `results_changed`."""

    results_changed = Signal()
    theme_changed = Signal()

    def __init__(
        self,
        knowledge: Knowledge,
        briefing: Briefing,
        language: Language,
        theme_name: ThemeName,
        today: date,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.knowledge = knowledge
        self.today = today
        self.language = language
        self.theme: Theme = theme(theme_name)
        self.history = QUndoStack(self)
        self._briefing = briefing
        self._results: Results | None = compute(knowledge, briefing, today)
        self._turn_pending = False

    @property
    def briefing(self) -> Briefing:
        """What the reader changed."""
        return self._briefing

    @property
    def results(self) -> Results:
        """Computed from the briefing, at the latest when asked for."""
        if self._results is None:
            self._results = compute(self.knowledge, self._briefing, self.today)
        return self._results

    # ---- verbs that change the briefing; each raises ValidationError for values that do not fit

    def edit(self, topic: str, **values: float) -> None:
        """Set `values` in `topic`; a run of edits of the same fields is one step back."""
        inputs = {**self._briefing.inputs, topic: {**self._briefing.inputs.get(topic, {}), **values}}
        self._change((topic, *values), inputs=inputs)

    def set_price(self, model: str, **price: float) -> None:
        """Set the reader's own price of a model (`input`, `output`, US dollars per million tokens)."""
        own = self._briefing.prices.get(model, OwnPrice()).changed(**price)
        self._change(("prices", model, *price), prices={**self._briefing.prices, model: own})

    def set_as_of(self, day: date | None) -> None:
        """Set the day whose prices count; None is the day of the shock."""
        self._change(("as_of",), as_of=day)

    def set_currency(self, currency: Currency) -> None:
        """Show money in US dollars or euros."""
        self._change((), currency=currency)

    def compare(self, first: str, second: str) -> None:
        """Compare two different models."""
        self._change((), compare=(first, second))

    def apply_preset(self, name: str) -> None:
        """Start from a preset: its values, every other input of use at its default; the exchange rate stays."""
        preset = next(preset for preset in PRESETS if preset.id == name)
        kept = {
            input: value
            for input, value in self._briefing.inputs.get(ApiCosts.topic, {}).items()
            if input == "usd_per_eur"
        }
        own = {
            input: self.knowledge.number(figure)
            for input, figure in preset.values.items()
            if figure not in ApiCosts.inputs[input].default
        }
        others = {topic: values for topic, values in self._briefing.inputs.items() if topic != ApiCosts.topic}
        values = {**kept, **own}
        self._change((), inputs={**others, ApiCosts.topic: values} if values else others)

    def reset(self, topic: str) -> None:
        """Put every input of a topic, and all own prices, back to the defaults; the models compared stay."""
        inputs = {name: values for name, values in self._briefing.inputs.items() if name != topic}
        self._change((), inputs=inputs, prices={}, as_of=None)

    def keep(self) -> None:
        """Put the current state aside as B."""
        self._change((), kept=self._briefing.state)

    def forget_kept(self) -> None:
        """Drop B."""
        self._change((), kept=None)

    def swap(self) -> None:
        """Make B the current state and the current one B."""
        kept = self._briefing.kept
        if kept is not None:
            self._change((), **{name: getattr(kept, name) for name in State.model_fields}, kept=self._briefing.state)

    def load(self, briefing: Briefing) -> None:
        """Take another briefing; its history begins anew."""
        self._take(briefing)
        self.history.clear()

    # ---- language and theme: no part of the briefing

    def set_language(self, code: Code) -> None:
        """Speak another language; every widget, hidden ones too, gets Qt's LanguageChange."""
        if code == self.language.code:
            return
        self.language = Language(code)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            for window in app.topLevelWidgets():
                QCoreApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))

    def set_theme(self, name: ThemeName) -> None:
        """Switch the theme; whoever listens puts the palette in place, which reaches every widget."""
        if name != self.theme.name:
            self.theme = theme(name)
            self.theme_changed.emit()

    # ---- inside

    def _change(self, fields: tuple[str, ...], **updates: Any) -> None:
        after = self._briefing.changed(**updates)
        if after == self._briefing:
            return
        last = self._last_change()
        if last is None or not fields or last.fields != fields:
            self.history.push(_Change(self, self._briefing, after, fields))
            return
        # not QUndoCommand.mergeWith: PySide6 6.11 keeps every command that was merged away, with its briefing
        last.after = after
        self._take(after)
        if last.before == after:
            last.setObsolete(True)
            self.history.undo()  # which drops it

    def _last_change(self) -> _Change | None:
        """The change that an edit may join: the last one, unless it was undone or saved."""
        place = self.history.index()
        if place == 0 or self.history.canRedo() or self.history.isClean():
            return None
        last = self.history.command(place - 1)
        return last if isinstance(last, _Change) else None

    def _take(self, briefing: Briefing) -> None:
        self._briefing = briefing
        self._results = None
        if not self._turn_pending:
            # one recalculation per turn of the event loop, however many edits came in it
            self._turn_pending = True
            QCoreApplication.postEvent(self, QEvent(_RECALCULATE))

    def event(self, event: QEvent) -> bool:
        if event.type() == _RECALCULATE:
            self._turn_pending = False
            self.results_changed.emit()
            return True
        return super().event(event)
