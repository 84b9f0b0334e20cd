"""The one place where state changes: briefing, history, results, language, theme."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication

from lagebild.analysis.action_plan import unanswered
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing, Criterion, Reason, Task, outside_the_market
from lagebild.calculators.api_costs import DEPARTMENT, PRESETS, ApiCosts
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Answer, BundledOption, Currency, OptionId, OwnOptionId
from lagebild.knowledge.records import Theme as ChecklistTheme
from lagebild.language import Code, Language
from lagebild.own_options import OWN, OwnOption
from lagebild.state import OWN_MODEL, OwnModel, OwnPrice, Range, Scenario, State, Workload, likely
from lagebild.theme import Theme, ThemeName, theme

_RECALCULATE = QEvent.Type(QEvent.registerEventType())
_LAST_OWN_MODEL = 10**9


@dataclass(slots=True)
class _Step:
    """A briefing before and after a run of edits of the same fields."""

    before: Briefing
    after: Briefing
    fields: tuple[str, ...]


class History:
    """Steps back and forth; the methods are named as those of QUndoStack, and so is what clean means: saved.

    No QUndoStack, because PySide6 6.11 crashes when one with some commands in it is collected as garbage, and
    keeps every command that was merged away, with its briefings.
    """

    def __init__(self, take: Callable[[Briefing], None]) -> None:
        self._take = take
        self._steps: list[_Step] = []
        self._index = 0
        self._clean: int | None = 0
        self._closed = 0  # the step that nothing becomes a part of any more

    def index(self) -> int:
        """How many steps lead to the briefing as it is."""
        return self._index

    def end_run(self) -> None:
        """Let the next edit be a step of its own, whatever fields it changes."""
        self._closed = self._index

    def count(self) -> int:
        """How many steps there are, those undone included."""
        return len(self._steps)

    def canUndo(self) -> bool:
        """Whether there is a step to go back."""
        return self._index > 0

    def canRedo(self) -> bool:
        """Whether a step was undone that can be gone forth again."""
        return self._index < len(self._steps)

    def isClean(self) -> bool:
        """Whether the briefing is the one that was saved, or loaded."""
        return self._index == self._clean

    def setClean(self) -> None:
        """Remember that the briefing has been saved as it is."""
        self._clean = self._index

    def setDirty(self) -> None:
        """No state within reach is the saved one."""
        self._clean = None

    def clear(self) -> None:
        """Forget all steps; the briefing as it is counts as saved."""
        self._steps.clear()
        self._index = self._clean = self._closed = 0

    def push(self, before: Briefing, after: Briefing, fields: tuple[str, ...]) -> None:
        """A step from `before` to `after`; one of the same `fields` as the last is a part of it."""
        is_open = not self.canRedo() and not self.isClean() and self._index != self._closed
        last = self._steps[-1] if self._steps and is_open else None
        if last is not None and fields and last.fields == fields:
            last.after = after
            if last.before == after:
                self._steps.pop()
                self._index -= 1
        else:
            del self._steps[self._index :]
            if self._clean is not None and self._clean > self._index:
                self._clean = None
            self._closed = min(self._closed, self._index)
            self._steps.append(_Step(before, after, fields))
            self._index += 1
        self._take(after)

    def undo(self) -> None:
        """Go a step back, if there is one."""
        if self.canUndo():
            self._index -= 1
            self._take(self._steps[self._index].before)

    def redo(self) -> None:
        """Go a step forth, if one was undone."""
        if self.canRedo():
            self._index += 1
            self._take(self._steps[self._index - 1].after)


def _moved(before: float | Range | None, value: float) -> float | Range:
    if not isinstance(before, Range):
        return value
    return Range(low=min(before.low, value), likely=value, high=max(before.high, value))


def _without_lost_models(briefing: Briefing) -> Briefing:
    """The briefing whose own options count with no model of the reader's own that is gone with its state."""
    named = {option.model for option in briefing.options if (option.model or "").startswith(OWN_MODEL)}
    if not named:
        return briefing
    there = {model.id for state in briefing.states for model in state.models}
    if named <= there:
        return briefing
    lost = named - there
    options = (option.changed(model=None) if option.model in lost else option for option in briefing.options)
    return briefing.changed(options=tuple(options))


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
        self.history = History(self._take)
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
        """Set `values` in `topic`; a run of edits of the same fields is one step back.

        Of a range it sets the likeliest number; an end that would be passed moves along.
        """
        self._set(topic, values, (topic, *values))

    def take(self, topic: str, **values: float) -> None:
        """The same as a step of its own: what a button does."""
        self._set(topic, values, ())

    def _set(self, topic: str, values: dict[str, float], fields: tuple[str, ...]) -> None:
        before = self._briefing.given(topic)
        after = {name: _moved(before.get(name), value) for name, value in values.items()}
        self._change(fields, **self._briefing.giving(topic, {**before, **after}))

    def set_range(self, topic: str, name: str, low: float, likely: float, high: float) -> None:
        """Say between which numbers an input lies, and which is the likeliest.

        To make a range of a number is one step back, and so is a run of edits of the same ends.
        """
        before = self._briefing.given(topic)
        found, given = Range(low=low, likely=likely, high=high), before.get(name)
        fields: tuple[str, ...] = ()
        if isinstance(given, Range):
            fields = (topic, name, *(end for end in Range.model_fields if getattr(found, end) != getattr(given, end)))
        self._change(fields, **self._briefing.giving(topic, {**before, name: found}))

    def drop_range(self, topic: str, name: str) -> None:
        """Let an input be the one number that was its likeliest."""
        before = self._briefing.given(topic)
        if name in before:
            self._change((), **self._briefing.giving(topic, {**before, name: likely(before[name])}))

    def add_workload(self, name: str) -> int:
        """Begin a further workload, a department's, beside the others; returns its place among the further ones."""
        people = self.knowledge.number(DEPARTMENT)
        workloads = (*self._briefing.workloads, Workload(name=name, inputs={"people": people}))
        self._change((), workloads=workloads)
        return len(workloads) - 1

    def rename_workload(self, place: int, name: str) -> None:
        """Call a further workload by another name."""
        workloads = [*self._briefing.workloads]
        workloads[place] = workloads[place].changed(name=name)
        self._change((), workloads=tuple(workloads))

    def drop_workload(self, place: int) -> None:
        """Calculate without a further workload."""
        workloads = [*self._briefing.workloads]
        del workloads[place]
        self._change((), workloads=tuple(workloads))

    def set_price(self, model: str, **price: float | None) -> None:
        """Set the reader's own price of a model (fields of OwnPrice, US dollars per million tokens).

        None is the list price again. A model of the reader's own gets the price itself.
        """
        own_models = {own.id: own for own in self._briefing.models}
        if model in own_models:
            self.set_model(own_models[model].changed(**price), ("models", model, *price))
            return
        own = self._briefing.prices.get(model, OwnPrice()).changed(**price)
        prices = {**self._briefing.prices, model: own}
        if own == OwnPrice():
            del prices[model]
        self._change(("prices", model, *price), prices=prices)

    def drop_price(self, model: str) -> None:
        """Take the list prices of a model again."""
        prices = {id: own for id, own in self._briefing.prices.items() if id != model}
        self._change((), prices=prices)

    def set_model(self, model: OwnModel, fields: tuple[str, ...] = ()) -> None:
        """Add a model of the reader's own, or change the one with its id."""
        models = tuple(model if own.id == model.id else own for own in self._briefing.models)
        self._change(fields, models=models if model in models else (*models, model))

    def drop_model(self, id: str) -> None:
        """Forget a model of the reader's own; if it was compared, its place goes to the model compared by default."""
        models = tuple(own for own in self._briefing.models if own.id != id)
        first, second = self._briefing.compare
        rest = [model for model in State().compare if model not in (first, second)]
        compare = tuple(rest.pop(0) if model == id else model for model in (first, second))
        prices = {model: own for model, own in self._briefing.prices.items() if model != id}
        self._change((), models=models, compare=compare, prices=prices)

    @property
    def next_own_model(self) -> str:
        """The id for a further model of the reader's own; none is ever used for two."""
        numbers = {int(own.id.removeprefix(OWN_MODEL)) for state in self._briefing.states for own in state.models}
        # a file may hold numbers as long as an id can be, after which none comes
        last = max((number for number in numbers if number < _LAST_OWN_MODEL), default=0)
        return f"{OWN_MODEL}{next(number for number in count(last + 1) if number not in numbers)}"

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

    def begin(self, topic: str, values: Mapping[str, float]) -> None:
        """Start a calculator from these values, every other input of it at its default; a step of its own."""
        others = {name: given for name, given in self._briefing.inputs.items() if name != topic}
        self._change((), inputs={**others, topic: {**values}} if values else others)

    def reset(self, topic: str) -> None:
        """Put every input of a topic, and all own prices, back to the defaults; models, and those compared, stay."""
        inputs = {name: values for name, values in self._briefing.inputs.items() if name != topic}
        workloads = () if topic == ApiCosts.topic else self._briefing.workloads
        self._change((), inputs=inputs, workloads=workloads, prices={}, as_of=None)

    def answer(self, question: str, option: OptionId, answer: Answer | None) -> None:
        """Answer a question of the checklist for an option; None takes the answer back."""
        by_option = {**self._briefing.answers.get(question, {})}
        if answer is None:
            by_option.pop(option, None)
        else:
            by_option[option] = answer
        others = {id: given for id, given in self._briefing.answers.items() if id != question}
        answers = {**others, question: by_option} if by_option else others
        self._change(("answers", question, option), answers=answers)

    def take_measure(self, question: str, option: OptionId, measure: str, *, taken: bool = True) -> None:
        """Count a measure as taken for an option, or no more."""
        ids = [id for id in self._briefing.measures.get(question, {}).get(option, ()) if id != measure]
        by_option = {**self._briefing.measures.get(question, {}), option: (*ids, *([measure] if taken else []))}
        by_option = {option: ids for option, ids in by_option.items() if ids}
        others = {id: taken for id, taken in self._briefing.measures.items() if id != question}
        self._change((), measures={**others, question: by_option} if by_option else others)

    def give_reason(self, question: str, text: str) -> None:
        """Say in own words why a question is answered as it is; an empty text takes the reason back.

        Letters typed in a row are one step back, letters erased in a row another; what is pasted, cut or replaced is
        a step of its own, so that a long reason does not go with the letter that was typed over it.
        """
        reason = self._briefing.reasons.get(question)
        before = "" if reason is None else reason.text
        if text != before:
            others = {id: reason for id, reason in self._briefing.reasons.items() if id != question}
            reasons = {**others, question: Reason(text=text, written=self.today)} if text else others
            grown = len(text) - len(before)
            self._change(("reasons", question, str(grown)) if abs(grown) == 1 else (), reasons=reasons)

    def set_limits(self, **limits: float | None) -> None:
        """Set what can be borne at most: `cost_per_month` in US dollars, `risk` in points; None is no limit."""
        self._change(("limits", *limits), limits=self._briefing.limits.changed(**limits))

    def weigh(self, criterion: Criterion, points: float) -> None:
        """Give a criterion of the decision its weight, from 0 to 100; the shares of all count."""
        self._change(("weights", criterion), weights={**self._briefing.weights, criterion: points})

    def look_at_market(self, **view: Any) -> None:
        """Look at another day, base or choice of lines (fields of MarketView); None is the default again.

        Raises ValueError for what the series have no closes of.
        """
        after = self._briefing.market.changed(**view)
        if unknown := outside_the_market(after, self.knowledge):
            raise ValueError(unknown[0])
        self._change(("market", *view), market=after)

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

    def weigh_theme(self, theme: ChecklistTheme, points: float) -> None:
        """Give a theme of the checklist its weight, from 0 to 100; the shares of all count."""
        self._change(("theme_weights", theme), theme_weights={**self._briefing.theme_weights, theme: points})

    def weigh_themes_alike(self) -> None:
        """Let all themes of the checklist count alike again."""
        self._change((), theme_weights={})

    # ---- options

    def name_option(self, id: OptionId, name: str | None) -> None:
        """Call an option by another name; None is the bundled name again, of which own ones have none."""
        self._change((), options=self._options_with(self._option(id).changed(name=name)))

    def hide_option(self, id: OptionId, *, hidden: bool = True) -> None:
        """Leave an option out of everything, or take it in again; its answers stay."""
        self._change((), options=self._options_with(self._option(id).changed(hidden=hidden)))

    def add_option(self, name: str, based_on: BundledOption) -> OwnOptionId:
        """Add an own option on the pattern of a bundled one, without any answers; ValueError where there is no room."""
        option = OwnOption(id=self._free_option, name=name, based_on=based_on)
        self._change((), options=(*self._briefing.options, option))
        return cast(OwnOptionId, option.id)

    def copy_option(self, id: OptionId, name: str) -> OwnOptionId:
        """Add an own option that has all that another one has, its answers and measures too."""
        from_ = self._option(id)
        based_on = from_.based_on or cast(BundledOption, id)
        copy = from_.changed(id=self._free_option, name=name, based_on=based_on, hidden=False)
        answers, measures = (
            {
                question: {**by_option, copy.id: by_option[id]} if id in by_option else by_option
                for question, by_option in given.items()
            }
            for given in (self._briefing.answers, self._briefing.measures)
        )
        self._change((), options=(*self._briefing.options, copy), answers=answers, measures=measures)
        return cast(OwnOptionId, copy.id)

    def set_option(self, id: OwnOptionId, **fields: Any) -> None:
        """Set `based_on`, `model` or `weeks_to_start` of an own option; a run of edits of the same is one step back."""
        changed = self._option(id).changed(**fields)
        self._change(("options", id, *fields), options=self._options_with(changed))

    def drop_option(self, id: OwnOptionId) -> None:
        """Forget an own option with its answers, measures and tasks."""
        answers, measures, tasks = (
            {
                question: rest
                for question, by_option in given.items()
                if (rest := {option: value for option, value in by_option.items() if option != id})
            }
            for given in (self._briefing.answers, self._briefing.measures, self._briefing.tasks)
        )
        options = tuple(option for option in self._briefing.options if option.id != id)
        self._change((), options=options, answers=answers, measures=measures, tasks=tasks)

    @property
    def _free_option(self) -> OwnOptionId:
        """The id, and with it colour and shape, of a further own option."""
        taken = {option.id for option in self._briefing.options}
        free = next((id for id in OWN if id not in taken), None)
        if free is None:
            raise ValueError(f"no more than {len(OWN)} own options")
        return free

    def _option(self, id: OptionId) -> OwnOption:
        """What the reader made of an option; KeyError for an own one there is not."""
        given = next((option for option in self._briefing.options if option.id == id), None)
        if given is None and id in OWN:
            raise KeyError(id)
        return given or OwnOption(id=id)

    def _options_with(self, changed: OwnOption) -> tuple[OwnOption, ...]:
        """The options with this one as it is now; a bundled one as it was at first is not among them."""
        before = self._briefing.options
        after = [changed if option.id == changed.id else option for option in before]
        if changed not in after:
            after.append(changed)
        return tuple(option for option in after if option.id in OWN or option != OwnOption(id=option.id))

    # ---- scenarios

    def add_scenario(self, name: str) -> int:
        """Put the present state aside as a scenario; returns its place."""
        scenarios = (*self._briefing.scenarios, Scenario(name=name, state=self._briefing.state))
        self._change((), scenarios=scenarios)
        return len(scenarios) - 1

    def name_scenario(self, place: int, name: str) -> None:
        """Call a scenario by another name."""
        self._change_scenario(place, (), name=name)

    def describe_scenario(self, place: int, description: str) -> None:
        """Say what a scenario is about; a run of edits is one step back."""
        self._change_scenario(place, ("scenarios", str(place), "description"), description=description)

    def give_scenario_reason(self, place: int, where: str, reason: str) -> None:
        """Say why a scenario differs from the base in one place; an empty text takes the reason back."""
        reasons = {at: given for at, given in self._briefing.scenarios[place].reasons.items() if at != where}
        if reason:
            reasons[where] = reason
        self._change_scenario(place, ("scenarios", str(place), where), reasons=reasons)

    def update_scenario(self, place: int) -> None:
        """Let a scenario be the present state."""
        self._change_scenario(place, (), state=self._briefing.state)

    def use_scenario(self, place: int) -> None:
        """Make a scenario the present state, in the currency that is shown; the scenario stays as it is."""
        state = self._briefing.scenarios[place].state
        fields = {name: getattr(state, name) for name in State.model_fields if name != "currency"}
        self._change((), **fields)

    def drop_scenario(self, place: int) -> None:
        """Forget a scenario."""
        scenarios = [*self._briefing.scenarios]
        del scenarios[place]
        self._change((), scenarios=tuple(scenarios))

    def _change_scenario(self, place: int, fields: tuple[str, ...], **updates: Any) -> None:
        scenarios = [*self._briefing.scenarios]
        scenarios[place] = scenarios[place].changed(**updates)
        self._change(fields, scenarios=tuple(scenarios))

    # ---- the action plan

    def assign(self, question: str, option: OptionId, **task: Any) -> None:
        """Say who sees to an item, until when, or note something about it (fields of Task).

        A run of edits of one is one step back; of a note, as of a reason, the letters typed in a row are.
        """
        given = self._briefing.tasks.get(question, {})
        before = given.get(option, Task())
        by_option = {**given, option: before.changed(**task)}
        fields = ("tasks", question, option, *task)
        if "note" in task:
            grown = len(task["note"]) - len(before.note)
            fields = (*fields, str(grown)) if abs(grown) == 1 else ()
        by_option = {option: one for option, one in by_option.items() if one != Task()}
        others = {id: given for id, given in self._briefing.tasks.items() if id != question}
        self._change(fields, tasks={**others, question: by_option} if by_option else others)

    def take_suggestions(self, theme: ChecklistTheme) -> int:
        """Answer what is not answered yet in a theme as is suggested, in one step; returns how many answers that is."""
        missing = unanswered(self.results, theme)
        answers = {id: {**by_option} for id, by_option in self._briefing.answers.items()}
        bases = {option.id: option.base for option in self.results.options}
        for question, option in missing:
            answers.setdefault(question.id, {})[option] = question.suggestion[bases[option]]
        self._change((), answers=answers)
        return len(missing)

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

    def set_today(self, day: date) -> None:
        """Go on on another day: what is due, overdue or in force follows; nothing the reader did is touched."""
        if day != self.today:
            self.today = day
            self._take(self._briefing)

    # ---- inside

    def _change(self, fields: tuple[str, ...], **updates: Any) -> None:
        after = _without_lost_models(self._briefing.changed(**updates))
        if after != self._briefing:
            self.history.push(self._briefing, after, fields)

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
