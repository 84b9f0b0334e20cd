"""Who sees to an answer that leaves something to do, and until when: a row for each option."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.action_plan import ASSIGNABLE
from lagebild.briefing import LONGEST_NOTE, LONGEST_OWNER, Task
from lagebild.knowledge.records import Answer, Option, OptionId
from lagebild.language import Language
from lagebild.origin import COUNTED
from lagebild.widgets.answer_row import OptionMark
from lagebild.widgets.buttons import Button
from lagebild.widgets.cards import Panel
from lagebild.widgets.day_field import DayField
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.name_field import NameField
from lagebild.widgets.note_field import NoteField

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)
_AHEAD = timedelta(weeks=4)
"""How far off the day is that stands in the field first."""
_NARROW = 110


class _OwnerField(NameField):
    """A name in as little room as a row has."""

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROW, super().minimumSizeHint().height())


class TaskRow(QWidget):
    """Owner, day and note of one option; `assigned` is emitted with what changed, by field of Task.

    `filled` says whether a note had to be cut because there is no more room.
    """

    assigned = Signal(dict)
    filled = Signal(bool)

    def __init__(self, option: Option) -> None:
        super().__init__()
        self._today = _FIRST
        self._name = Line("", "body")
        self.owner = _OwnerField(LONGEST_OWNER, none=True)
        self.owner.edited.connect(lambda owner: self.assigned.emit({"owner": owner}))
        self.due = DayField(_FIRST, _LAST)
        self.due.edited.connect(lambda day: self.assigned.emit({"due": day}))
        self.set_day = Button("", "outline", "calendar")
        self.set_day.clicked.connect(self._begin)
        self.drop_day = Button("", "quiet", "close", icon_only=True, height=28)
        self.drop_day.clicked.connect(self._end)
        self.write = Button("", "quiet", "pencil", icon_only=True, height=28)
        self.write.clicked.connect(self._write)
        policy = self.write.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # rows with a note and without are alike
        self.write.setSizePolicy(policy)
        self.note = NoteField(LONGEST_NOTE)
        self.note.edited.connect(lambda text: self.assigned.emit({"note": text}))
        self.note.filled.connect(self.filled)
        self._writing = False
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(OptionMark(option))
        row.addWidget(self._name, 2)
        row.addWidget(self.owner, 3)
        row.addWidget(self.set_day)
        row.addWidget(self.due)
        row.addWidget(self.drop_day)
        row.addWidget(self.write)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        nest(column, row)
        column.addWidget(self.note)

    def show_task(self, name: str, task: Task, today: date, language: Language, *, another: bool) -> None:
        """Show it without emitting anything; `another` is that of another question than before."""
        say = language.say
        self._today = today
        self._name.set_text(name)
        self.owner.setPlaceholderText(say("Who?"))
        self.owner.setAccessibleName(say("{option}: who sees to it", option=name))
        self.owner.setToolTip(say("Who sees to it"))
        self.owner.set_value(task.owner, another=another)
        self.set_day.set_text(say("Until when?"))
        self.set_day.setAccessibleName(say("{option}: set a day", option=name))
        self.drop_day.set_text(say("{option}: no day", option=name))
        self.due.set_name(say("{option}: until when", option=name))
        self.due.set_language(language)
        self.due.set_origin(COUNTED)
        # with a day and without one the rows are alike
        self.set_day.setFixedWidth(max(self.set_day.words_width(), self.due.sizeHint().width() + 8 + 28))
        if task.due is not None:
            self.due.set_value(task.due)
        for part, visible in ((self.set_day, task.due is None), (self.due, task.due is not None)):
            part.setVisible(visible)
        self.drop_day.setVisible(task.due is not None)
        self._writing = bool(task.note) or (self._writing and not another)
        self.write.set_text(say("{option}: write a note", option=name))
        self.write.setVisible(not self._writing)
        self.note.set_name(say("Note: {option}", option=name))
        self.note.set_placeholder(say("What is to be done, and how far it is"))
        self.note.set_text(task.note, another=another)
        self.note.setVisible(self._writing)

    def _write(self) -> None:
        self._writing = True
        self.write.hide()
        self.note.show()
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        self.assigned.emit({"due": self._today + _AHEAD})
        self.due.setVisible(True)
        self.due.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self.assigned.emit({"due": None})
        self.set_day.setVisible(True)
        self.set_day.setFocus(Qt.FocusReason.OtherFocusReason)


class Tasks(Panel):
    """The rows of the options whose answer leaves something to do; `assigned` names the option and what changed."""

    assigned = Signal(str, dict)

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.rows: dict[OptionId, TaskRow] = {}
        for option in options:
            row = TaskRow(option)
            row.assigned.connect(lambda task, id=option.id: self.assigned.emit(id, task))
            row.filled.connect(self._tell_full)
            self.rows[option.id] = row
            self.body.addWidget(row)
        self._full = Paragraph("", "source", "loss")
        self._full.hide()
        self.body.addWidget(self._full)

    def _tell_full(self, full: bool) -> None:
        self._full.setVisible(full)

    def show_tasks(
        self,
        answers: Mapping[OptionId, Answer],
        tasks: Mapping[OptionId, Task],
        options: Sequence[Option],
        today: date,
        language: Language,
        *,
        another: bool,
    ) -> None:
        """Show them; where nothing is to be done the panel is out of sight."""
        self.set_title(language.say("Who, and until when"))
        self._full.set_text(
            language.sentence(
                "There is room for {count} characters; the rest was left out.",
                count=language.show(LONGEST_NOTE, COUNTED),
            )
        )
        for id, row in self.rows.items():  # answers are those of the options that are shown
            row.setVisible(answers.get(id) in ASSIGNABLE)
        for option in options:
            row = self.rows[option.id]
            name, task = language.of(option.label), tasks.get(option.id, Task())
            row.show_task(name, task, today, language, another=another)
        self.setVisible(any(answer in ASSIGNABLE for answer in answers.values()))
