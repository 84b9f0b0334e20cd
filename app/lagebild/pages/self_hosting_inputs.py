"""The inputs of own servers: preset, hardware bought or rented, what keeps it running, what it yields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.defaults import first_range
from lagebild.analysis.ownership import counting
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import figure_of
from lagebild.briefing import Range
from lagebild.calculators.expression import Choice as DeclaredChoice
from lagebild.calculators.expression import Input
from lagebild.calculators.self_hosting import PRESETS, SelfHosting
from lagebild.language import Language
from lagebild.origin import reader
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.cards import PADDING, Card
from lagebild.widgets.chips import VerdictChip
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.ranged_field import RangedField
from lagebild.widgets.segmented import Segmented
from lagebild.wording.self_hosting import own_volume
from lagebild.wording.verdicts import Verdict

HARDWARE, RUNNING, YIELD = (
    ("acquisition", "nodes", "redundant_nodes", "node_price", "useful_life_years", "residual_share", "cost_of_capital",
     "maintenance_share_per_year", "gpus_per_node", "rent_per_gpu_hour", "rent_covers_site"),
    ("staff_fte", "staff_cost_per_fte_year", "electricity_price_per_kwh", "power_kw_per_node", "pue",
     "space_cost_per_node_year"),
    ("utilisation", "output_tokens_per_second_per_node", "input_tokens_per_second_per_node", "input_share"),
)  # fmt: skip
FURTHER = frozenset(
    ("redundant_nodes", "residual_share", "cost_of_capital", "maintenance_share_per_year", "gpus_per_node",
     "rent_covers_site", "power_kw_per_node", "pue", "space_cost_per_node_year", "input_share")
)  # fmt: skip
"""What is shown on demand."""
SOUGHT = (
    "node_price",
    "rent_per_gpu_hour",
    *(
        name
        for name in (*HARDWARE, *RUNNING, *YIELD)
        if not isinstance(SelfHosting.inputs[name], DeclaredChoice) and name not in ("node_price", "rent_per_gpu_hour")
    ),
)
"""What a goal may be reached by, the price of the machines first."""
_UNITS = {"share": "%", "token/s": ""}
"""What stands in a field, where it is not the declared unit: labels say what is counted by the second."""


class DeclaredField(RangedField):
    """A slider for a declared input that may become a range; shares are edited in per cent."""

    changed = Signal(str, float)
    range_wanted = Signal(str, bool)
    end_changed = Signal(str, str, float)  # input, "low" or "high", number

    def __init__(self, declared: Input) -> None:
        self._declared = declared
        self._factor = 100.0 if declared.shown == "share" else 1.0
        super().__init__(
            declared.low * self._factor,
            declared.high * self._factor,
            step=declared.step * self._factor,
            digits=declared.digits,
            least_digits=0,
            unit=_UNITS.get(declared.shown, declared.shown),
            logarithmic=declared.scale == "logarithmic",
        )
        name = declared.name
        self.set_origin(reader(f"{declared.topic}.{name}"))
        self._shown: tuple[object, ...] | None = None
        self.edited.connect(self._on_edited)
        self.range_asked.connect(lambda wanted: self.range_wanted.emit(name, wanted))
        self.end_edited.connect(self._on_end_edited)

    def _on_edited(self, value: float) -> None:
        self._shown = None  # the field is ahead of the results
        self.changed.emit(self._declared.name, value / self._factor)

    def _on_end_edited(self, end: str, value: float) -> None:
        self._shown = None
        self.end_changed.emit(self._declared.name, end, value / self._factor)

    def show_input(self, value: float, given: Range | None, verdict: Verdict | None, language: Language) -> None:
        """Show the input's value, the ends of its range where it has one, whose it is, and its words."""
        if (value, given, verdict, language) == self._shown:
            return
        self._shown = (value, given, verdict, language)
        self.set_language(language)
        self.set_label(language.of(self._declared.label))
        self.set_chip(verdict)
        if self._declared.hint is not None:
            self.setToolTip(language.of(self._declared.hint))
        self.set_value(self._in_field(value))
        self.set_range(None if given is None else (self._in_field(given.low), self._in_field(given.high)))

    def _in_field(self, value: float) -> float:
        return round(value * self._factor, 10)


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


class InputsCard(Card):
    """The left column of the view."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._further_open = False
        self._preset_label = Line("", "strong", "text2")
        self.preset = Choice()
        self.preset.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.preset.edited.connect(self._apply_preset)
        self._volume = Paragraph("", "source", "text2")
        self._heads = tuple(Line("", "strong", "text2") for _ in range(3))
        self.fields: dict[str, DeclaredField] = {}
        self.choices: dict[str, ChoiceField] = {}
        for name, declared in SelfHosting.inputs.items():
            if isinstance(declared, DeclaredChoice):
                self.choices[name] = choice = ChoiceField(declared)
                choice.changed.connect(self._edit)
                continue
            self.fields[name] = field = DeclaredField(declared)
            field.changed.connect(self._edit)
            field.range_wanted.connect(self._want_range)
            field.end_changed.connect(self._move_end)
        self._further = LinkButton("", "chevron-down")
        self._further.clicked.connect(self._toggle_further)
        self._reset = Button("", "quiet", "reset")
        # the first preset sets nothing, and unlike a reset of the session it leaves the reader's prices alone
        self._reset.clicked.connect(lambda: session.apply_server_preset(PRESETS[0].id))
        self._lay_out()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout()
        self._column.addWidget(self._preset_label)
        self._column.addWidget(self.preset)
        self._column.addWidget(self._volume)
        for head, names in zip(self._heads, (HARDWARE, RUNNING, YIELD), strict=True):
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
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(4)
        outer.addWidget(self._scroll, 1)
        outer.addLayout(foot)
        self.set_compact(False)

    def _row(self, name: str) -> DeclaredField | ChoiceField:
        return self.fields[name] if name in self.fields else self.choices[name]

    def set_compact(self, compact: bool) -> None:
        """One line for each field, the slider under the focused one."""
        for name in SelfHosting.inputs:
            self._row(name).set_compact(compact)
        if compact:  # no size goes without a slider in view
            self.fields["nodes"].open_slider()
        self._column.setSpacing(4 if compact else 8)
        self._column.setContentsMargins(PADDING[0], 6 if compact else PADDING[1], PADDING[0], 0 if compact else 8)

    # ---- what it shows

    def refresh(self, results: Results, language: Language) -> None:
        """Show the state that was calculated."""
        say, own = language.say, results.self_hosting
        self._preset_label.set_text(say("Preset"))
        self.preset.set_name(say("Preset"))
        options = [Option(preset.id, language.of(preset.label)) for preset in PRESETS]
        custom = [Option("custom", say("Custom"))] if own.preset is None else []
        self.preset.set_options(options + custom)
        self.preset.set_value(own.preset or "custom")
        self._volume.set_text(
            language.sentence(
                "For {volume} tokens a month, from your usage under “API tokens”.",
                volume=own_volume(results, language),
            )
        )
        names = (say("Hardware"), say("Operation"), say("Output and use"))
        for head, words in zip(self._heads, names, strict=True):
            head.set_text(words)
        ranges, shown = results.ranges[SelfHosting.topic], counting(own)
        for name, field in self.fields.items():
            field.show_input(own.inputs[name], ranges.get(name), self._verdict(results, name), language)
        for name, choice in self.choices.items():
            choice.show_input(own.inputs[name], self._verdict(results, name), language)
        for name in SelfHosting.inputs:
            row, visible = self._row(name), name in shown and (self._further_open or name not in FURTHER)
            if row.isHidden() == visible:
                row.setVisible(visible)
        self._further.set_text(say("Fewer quantities") if self._further_open else say("More quantities"))
        self._reset.set_text(say("Reset"))

    def _verdict(self, results: Results, name: str) -> Verdict | None:
        """That it is the reader's own, or an assumption; nothing for what is evidenced."""
        own = results.self_hosting
        preset = next((preset for preset in PRESETS if preset.id == own.preset), None)
        if preset is not None and name in preset.choices:
            return None  # picked with the preset; its figure is of another option
        if name in results.ranges[SelfHosting.topic] or (own.preset is None and name in own.own_inputs):
            return "own"
        return "assumption" if results.knowledge.figure(figure_of(own, name)).checked == "assumption" else None

    # ---- what the reader does

    def _edit(self, name: str, value: float) -> None:
        self._session.edit(SelfHosting.topic, **{name: value})

    def _apply_preset(self, name: str) -> None:
        if name != "custom":  # that is what editing makes; it is no place to go to
            self._session.apply_server_preset(name)

    def _want_range(self, name: str, wanted: bool) -> None:
        session, topic = self._session, SelfHosting.topic
        if not wanted:
            session.drop_range(topic, name)
            return
        own, rate = session.results.self_hosting, session.results.api_costs.money.usd_per_eur
        figure = session.knowledge.figure(figure_of(own, name))
        given = first_range(figure, SelfHosting.inputs[name], own.inputs[name], rate)
        session.set_range(topic, name, given.low, given.likely, given.high)

    def _move_end(self, name: str, end: str, value: float) -> None:
        """Set one end of a range; no end passes the likeliest number, which may have more places than the field."""
        given = self._session.briefing.ranges(SelfHosting.topic).get(name)
        if given is None:
            return
        low, high = (value, given.high) if end == "low" else (given.low, value)
        low, high = min(low, given.likely), max(high, given.likely)
        self._session.set_range(SelfHosting.topic, name, low, given.likely, high)

    def _toggle_further(self) -> None:
        self._further_open = not self._further_open
        self._further.set_icon("chevron-up" if self._further_open else "chevron-down")
        self.refresh(self._session.results, self._session.language)
