"""The fields of a calculator, made from its declarations: preset, groups of inputs, what is shown on demand."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.calculators.expression import Choice as DeclaredChoice
from lagebild.language import Language
from lagebild.pages.calculation import DeclaredCalculation
from lagebild.pages.declared_field import DeclaredField
from lagebild.pages.inputs_column import InputsColumn
from lagebild.pages.wrapped_choice import CheckBox
from lagebild.session import Session
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
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
        column.setSpacing(2)
        nest(column, head)
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


class DeclaredInputs(InputsColumn):
    """A left column that follows from the declarations of its calculator alone."""

    def __init__(self, session: Session, calculation: DeclaredCalculation) -> None:
        declared = calculation.calculator.inputs
        numbers = tuple(name for name in declared if not isinstance(declared[name], DeclaredChoice))
        super().__init__(session, calculation.calculator, numbers, calculation.first)
        self._calculation = calculation
        self._spoken: Language | None = None
        self._preset_label = Line("", "strong", "text2")
        self.preset = Choice()
        self.preset.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.preset.edited.connect(self._apply_preset)
        self._note = Paragraph("", "source", "text2")
        self._heads = tuple(Line("", "strong", "text2") for _ in calculation.groups)
        self.choices: dict[str, ChoiceField | SwitchField] = {}
        for name, one in declared.items():
            if isinstance(one, DeclaredChoice):
                kind = SwitchField if name in calculation.switches else ChoiceField
                self.choices[name] = choice = kind(one)
                choice.changed.connect(self._edit)
        if not calculation.further:
            self._further.hide()
        # unlike a reset of the session it leaves the reader's prices alone
        self._reset.clicked.connect(lambda: session.begin(self._topic, {}))
        self._lay_out()

    def _lay_out(self) -> None:
        for widget in (self._preset_label, self.preset):
            self._column.addWidget(widget)
            if not self._calculation.presets:  # shown by itself it would be a window of its own until it has a place
                widget.hide()
        self._column.addWidget(self._note)
        for head, (_, names) in zip(self._heads, self._calculation.groups, strict=True):
            self._column.addSpacing(4)
            self._column.addWidget(head)
            for name in names:
                self._column.addWidget(self._row(name))
        self._column.addWidget(self._further, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)
        self._lay_out_around()

    def _row(self, name: str) -> DeclaredField | ChoiceField | SwitchField:
        return self.fields[name] if name in self.fields else self.choices[name]

    @property
    def first(self) -> QWidget:
        return self.preset if self._calculation.presets else self.fields[self._calculation.first].field

    def set_compact(self, compact: bool) -> None:
        super().set_compact(compact)
        for choice in self.choices.values():
            choice.set_compact(compact)

    # ---- what it shows

    def refresh(self, results: Results, language: Language) -> None:
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
            self._level_fields()
        for name, choice in self.choices.items():
            choice.show_input(state.inputs[name], self._verdict(results, name), language)
        for name in calculation.calculator.inputs:
            visible = name in shown and (self._further_open or name not in calculation.further)
            row = self._row(name)
            if row.isHidden() == visible:
                row.setVisible(visible)
        self._name_buttons(language)

    def _verdict(self, results: Results, name: str) -> Verdict | None:
        """That it is the reader's own, or an assumption; nothing for what is evidenced."""
        calculation = self._calculation
        if name in results.ranges[self._topic] or calculation.is_own(results, name):
            return "own"
        figure = calculation.figure_of(results, name)
        assumed = figure is not None and results.knowledge.standing(figure) == "assumption"
        return "assumption" if assumed else None

    # ---- what the reader does

    def _apply_preset(self, name: str) -> None:
        if name != "custom":  # that is what editing makes; it is no place to go to
            self._session.begin(self._topic, self._calculation.preset_inputs(self._session.results, name))

    def _standing(self, name: str) -> tuple[str, float]:
        results, calculation = self._session.results, self._calculation
        state = calculation.state(results)
        return calculation.figure_of(results, name) or state.defaults[name], state.inputs[name]

    def _toggle_further(self) -> None:
        super()._toggle_further()
        self.refresh(self._session.results, self._session.language)
