"""Which workload the inputs of use are shown of; further ones are added, named and dropped here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.calculators.api_costs import MOST_FURTHER, ApiCosts
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.session import Session
from lagebild.state import LONGEST_NAME, workload_topic
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.layouts import nest
from lagebild.widgets.name_field import NameField
from lagebild.wording.workloads import workload_name

_FIRST = -1


class WorkloadPicker(QWidget):
    """With one workload only the way to another; with several a list, and for a further one its name."""

    turned = Signal()
    """Another workload is shown."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.place: int | None = None
        """The place of the workload shown among the further ones; None is the first."""
        self._shown: tuple[int | None, int] = (None, 0)  # the place shown, and among how many
        self.choice = Choice()
        self.choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.choice.edited.connect(self._pick)
        self.name = NameField(LONGEST_NAME)
        self.name.edited.connect(self._rename)
        self.drop = Button("", "quiet", "close", icon_only=True, height=32)
        self.drop.clicked.connect(self._drop)
        self.add = LinkButton("", "plus")
        self.add.clicked.connect(self._add)
        named = QHBoxLayout()
        named.setSpacing(4)
        named.addWidget(self.name, 1)
        named.addWidget(self.drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choice)
        nest(column, named)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def topic(self) -> str:
        """The topic of the inputs shown."""
        return ApiCosts.topic if self.place is None else workload_topic(self.place)

    @property
    def is_there(self) -> bool:
        """Whether there is the workload shown: a step back may have taken it, which is shown in the next turn."""
        return self.place is None or self.place < len(self._session.briefing.workloads)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the workloads there are; one that is gone gives way to the first."""
        costs, say = results.api_costs, language.say
        count = len(costs.workloads)
        if self.place is not None and self.place >= count:
            self.place = None
        self.choice.set_name(say("Workload"))
        self.choice.set_options(
            [Option(_FIRST, workload_name(costs, None, language))]
            + [Option(place, workload_name(costs, place, language)) for place in range(count)]
        )
        self.choice.set_value(_FIRST if self.place is None else self.place)
        self.choice.setVisible(bool(count))
        shown, self._shown = self._shown, (self.place, count)
        if self.place is not None:  # what was being written is not meant for another one
            self.name.set_value(costs.workloads[self.place].name, another=shown != self._shown)
        self.name.setAccessibleName(say("Name of the workload"))
        self.drop.setAccessibleName(say("Drop this workload"))
        self.drop.setToolTip(say("Drop this workload"))
        for widget in (self.name, self.drop):
            widget.setVisible(self.place is not None)
        self.add.set_text(say("Add a workload"))
        self.add.setVisible(count < MOST_FURTHER)

    def _pick(self, place: int) -> None:
        self.place = None if place == _FIRST else place
        self.turned.emit()

    def _add(self) -> None:
        language = self._session.language
        number = language.show(len(self._session.briefing.workloads) + 2, COUNTED, digits=0)
        self.place = self._session.add_workload(language.say("Workload {number}", number=number))
        self.turned.emit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _rename(self, name: str) -> None:
        if self.place is not None and self.is_there:
            self._session.rename_workload(self.place, name)

    def _drop(self) -> None:
        if self.place is not None and self.is_there:
            place, self.place = self.place, None
            self._session.drop_workload(place)
            self.turned.emit()
            self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
