"""The fields of a calculator, made from its declarations: preset, groups of inputs, what is shown on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.defaults import first_range
from lagebild.analysis.results import Results
from lagebild.calculators.expression import Choice as DeclaredChoice
from lagebild.language import Language
from lagebild.pages.calculation import Calculation
from lagebild.pages.declared_field import DeclaredField
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.wrapped_choice import CheckBox
from lagebild.session import Session
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.segmented import Segmented
from lagebild.wording.verdicts import Verdict


class ChoiceField(QWidget):
    """One of the options of a declared choice, side by side under its label."""

    changed = Signal(str, float)

    def __init__(self, declared: DeclaredChoice) -> None:
        super().__init__()
        self._declared = declared
        self._label = Paragraph("", "body", "text")
        self._chip = VerdictChip()
        self.options = Segmented(tuple((float(place), "") for place in range(len(declared.options))))
        self.options.chosen.connect(lambda place: self.changed.emit(declared.name, place))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.options, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_input(self, value: float, verdict: Verdict | None, language: Language) -> None:
        """Show which option holds, whose choice it is, and its words."""
        declared = self._declared
        label = language.of(declared.label)
        self._label.set_text(label)
        self._chip.set_verdict(verdict, "", language)
        self.options.set_name(label)
        self.options.set_options([(float(place), language.of(one)) for place, one in enumerate(declared.options)])
        if declared.hint is not None:
            self.setToolTip(language.of(declared.hint))
        self.options.set_value(value)

    def set_compact(self, compact: bool) -> None:
        """Take a little less room."""
        self._chip.set_small(compact)


class SwitchField(QWidget):
    """A declared choice of two as a check box: ticked while the first holds."""

    changed = Signal(str, float)

    def __init__(self, declared: DeclaredChoice) -> None:
        super().__init__()
        self._declared = declared
        self._chip = VerdictChip()
        self.box = CheckBox("")
        self.box.clicked.connect(lambda ticked: self.changed.emit(declared.name, 0.0 if ticked else 1.0))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.box, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._chip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_input(self, value: float, verdict: Verdict | None, language: Language) -> None:
        """Show whether the first option holds, whose choice it is, and its words."""
        declared = self._declared
        self.box.set_words(language.of(declared.label))
        self.box.setAccessibleDescription(language.of(declared.options[int(value)]))
        self.box.setChecked(not value)
        self._chip.set_verdict(verdict, "", language)

    def set_compact(self, compact: bool) -> None:
        """Take a little less room."""
        self._chip.set_small(compact)


class InputsCard(Card):
    """The left column of a calculator's view."""

    def __init__(self, session: Session, calculation: Calculation) -> None:
        super().__init__()
        self._session = session
        self._calculation = calculation
        self._topic = calculation.calculator.topic
        self._further_open = False
        self._spoken: Language | None = None
        self._preset_label = Line("", "strong", "text2")
        self.preset = Choice()
        self.preset.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.preset.edited.connect(self._apply_preset)
        self._note = Paragraph("", "source", "text2")
        self._heads = tuple(Line("", "strong", "text2") for _ in calculation.groups)
        self.fields: dict[str, DeclaredField] = {}
        self.choices: dict[str, ChoiceField | SwitchField] = {}
        for name, declared in calculation.calculator.inputs.items():
            if isinstance(declared, DeclaredChoice):
                kind = SwitchField if name in calculation.switches else ChoiceField
                self.choices[name] = choice = kind(declared)
                choice.changed.connect(self._edit)
                continue
            self.fields[name] = field = DeclaredField(declared)
            field.changed.connect(self._edit)
            field.range_wanted.connect(self._want_range)
            field.end_changed.connect(self._move_end)
        self._further = LinkButton("", "chevron-down")
        self._further.clicked.connect(self._toggle_further)
        self._further.setVisible(bool(calculation.further))
        self._reset = Button("", "quiet", "reset")
        # unlike a reset of the session it leaves the reader's prices alone
        self._reset.clicked.connect(lambda: session.begin(self._topic, {}))
        self.keep = Button("", "outline", "bookmark")
        self.keep.clicked.connect(session.keep)
        self.keep.setVisible(calculation.compared is not None)
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        for widget in (self._preset_label, self.preset):
            self._column.addWidget(widget)
            widget.setVisible(bool(self._calculation.presets))
        self._column.addWidget(self._note)
        for head, (_, names) in zip(self._heads, self._calculation.groups, strict=True):
            self._column.addSpacing(4)
            self._column.addWidget(head)
            for name in names:
                self._column.addWidget(self._row(name))
        self._column.addWidget(self._further, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._column)
        self._scroll = ScrolledDown(QPalette.ColorRole.Base)
        self._scroll.hold(inner)
        foot = QHBoxLayout()
        foot.setContentsMargins(8, 0, PADDING[0], PADDING[1])
        foot.addWidget(self._reset)
        foot.addStretch(1)
        foot.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(4)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(foot)
        self.set_compact(False)

    def _row(self, name: str) -> DeclaredField | ChoiceField | SwitchField:
        return self.fields[name] if name in self.fields else self.choices[name]

    @property
    def first(self) -> QWidget:
        """What the focus goes to first."""
        return self.preset if self._calculation.presets else self.fields[self._calculation.first].field

    def set_compact(self, compact: bool) -> None:
        """One line for each field, the slider under the focused one."""
        for name in self._calculation.calculator.inputs:
            self._row(name).set_compact(compact)
        if compact:  # no size goes without a slider in view
            self.fields[self._calculation.first].open_slider()
        self._column.setSpacing(4 if compact else 8)
        self._column.setContentsMargins(PADDING[0], 6 if compact else PADDING[1], PADDING[0], 0 if compact else 8)

    # ---- what it shows

    def refresh(self, results: Results, language: Language) -> None:
        """Show the state that was calculated."""
        say, calculation = language.say, self._calculation
        state = calculation.state(results)
        if calculation.presets:
            preset = calculation.preset(results)
            self._preset_label.set_text(say("Preset"))
            self.preset.set_name(say("Preset"))
            options = [Option(id, language.of(label)) for id, label in calculation.presets]
            custom = [Option("custom", say("Custom"))] if preset is None else []
            self.preset.set_options(options + custom)
            self.preset.set_value(preset or "custom")
        note = calculation.note(results, language)
        self._note.set_text(note)
        self._note.setVisible(bool(note))
        for head, (words, _) in zip(self._heads, calculation.groups, strict=True):
            head.set_text(say(words))
        ranges, shown = results.ranges[self._topic], calculation.counting(results)
        for name, field in self.fields.items():
            field.show_input(state.inputs[name], ranges.get(name), language, self._topic, self._verdict(results, name))
        if language != self._spoken:
            self._spoken = language
            widest = max(field.field.minimumWidth() for field in self.fields.values())
            for field in self.fields.values():
                field.field.setFixedWidth(widest)
        for name, choice in self.choices.items():
            choice.show_input(state.inputs[name], self._verdict(results, name), language)
        for name in calculation.calculator.inputs:
            visible = name in shown and (self._further_open or name not in calculation.further)
            row = self._row(name)
            if row.isHidden() == visible:
                row.setVisible(visible)
        self._further.set_text(say("Fewer quantities") if self._further_open else say("More quantities"))
        self._reset.set_text(say("Reset"))
        self.keep.set_text(say("Keep as B"))

    def _verdict(self, results: Results, name: str) -> Verdict | None:
        """That it is the reader's own, or an assumption; nothing for what is evidenced."""
        calculation = self._calculation
        if name in results.ranges[self._topic] or calculation.is_own(results, name):
            return "own"
        figure = calculation.figure_of(results, name)
        assumed = figure is not None and results.knowledge.standing(figure) == "assumption"
        return "assumption" if assumed else None

    # ---- what the reader does

    def _edit(self, name: str, value: float) -> None:
        self._session.edit(self._topic, **{name: value})

    def _apply_preset(self, name: str) -> None:
        if name != "custom":  # that is what editing makes; it is no place to go to
            self._session.begin(self._topic, self._calculation.preset_inputs(self._session.results, name))

    def _want_range(self, name: str, wanted: bool) -> None:
        session, results = self._session, self._session.results
        if not wanted:
            session.drop_range(self._topic, name)
            return
        figure = self._calculation.state(results).defaults[name]
        given = first_range(
            session.knowledge.figure(self._calculation.figure_of(results, name) or figure),
            self._calculation.calculator.inputs[name],
            self._calculation.state(results).inputs[name],
            results.api_costs.money.usd_per_eur,
        )
        session.set_range(self._topic, name, given.low, given.likely, given.high)

    def _move_end(self, name: str, end: str, value: float) -> None:
        """Set one end of a range; no end passes the likeliest number, which may have more places than the field."""
        given = self._session.briefing.ranges(self._topic).get(name)
        if given is None:
            return
        low, high = (value, given.high) if end == "low" else (given.low, value)
        low, high = min(low, given.likely), max(high, given.likely)
        self._session.set_range(self._topic, name, low, given.likely, high)

    def _toggle_further(self) -> None:
        self._further_open = not self._further_open
        self._further.set_icon("chevron-up" if self._further_open else "chevron-down")
        self.refresh(self._session.results, self._session.language)
