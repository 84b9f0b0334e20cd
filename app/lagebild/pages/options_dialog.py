"""The options: another name for each, which are shown, and own ones with offer and weeks, added or copied."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.analysis.options import possible_options
from lagebild.knowledge.records import OptionId, OwnOptionId
from lagebild.own_options import BUNDLED, LEAST_SHOWN, OWN, shown
from lagebild.pages.editing_dialog import EditingDialog
from lagebild.pages.options_fields import OptionFields
from lagebild.pages.scrolled import ScrolledDown
from lagebild.session import Session
from lagebild.widgets.buttons import Button
from lagebild.widgets.labels import Paragraph
from lagebild.wording import options as wording

_SIZE = QSize(820, 640)


def ask(session: Session, parent: QWidget | None = None) -> OptionsDialog:
    """Open the dialog."""
    dialog = OptionsDialog(session, parent)
    dialog.open()
    return dialog


class OptionsDialog(EditingDialog):
    """Names, shows, adds and copies the options."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        say = session.language.say
        super().__init__(say("Options"), session, parent, width=700)
        self.fields: dict[OptionId, OptionFields] = {}
        about = say("Every option keeps its colour and its shape. What is hidden keeps its answers.")
        self.body.addWidget(Paragraph(about, "body", "text2"))
        self.body.addWidget(self._build_list(), 1)
        self.add = Button(say("Add option"), "outline", "plus")
        self.add.clicked.connect(self._add)
        self._note = Paragraph("", "source", "text2")
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self._note)
        self._complete(_SIZE)
        self.fields[BUNDLED[0]].name.setFocus()

    def _build_list(self) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 16, 0)  # the scroll bar stands in the margin
        column.setSpacing(0)
        for option in possible_options(self._session.knowledge):
            id = option.id
            field = OptionFields(option, self.language, partial(self._hindrance, id))
            field.named.connect(partial(self._name, id))
            field.shown.connect(partial(self._show, id))
            field.copied.connect(partial(self._copy, id))
            if id in OWN:
                field.dropped.connect(partial(self._drop, id))
                field.based.connect(lambda base, id=id: self._set(id, based_on=base))
                field.priced.connect(lambda model, id=id: self._set(id, model=model))
                field.timed.connect(lambda weeks, id=id: self._set(id, weeks_to_start=weeks))
            self.fields[id] = field
            column.addWidget(field)
        column.addStretch(1)
        self._area = ScrolledDown(QPalette.ColorRole.Base)
        self._area.hold(inner)
        return self._area

    # ---- what it shows

    def refresh(self) -> None:
        briefing, results = self._session.briefing, self._session.results
        names, there = self._names(), shown(briefing.options)
        own = {option.id: option for option in briefing.options if option.id in OWN}
        full, least = len(own) == len(OWN), len(there) <= LEAST_SHOWN
        bases = [(id, names[id]) for id in BUNDLED]
        offers = tuple(wording.offers(results, self.language)) if own else ()
        for id, field in self.fields.items():
            field.setVisible(id in names)
            if id in names:
                field.show_option(names[id], is_shown=id in there, can_hide=not least, can_copy=not full)
            if id in own:
                field.show_more(names[id], own[id], bases, offers)
        self.add.setEnabled(not full)
        note = wording.note(full, least, self.language)
        self._note.set_text(note)
        self._note.setVisible(bool(note))
        super().refresh()

    def _names(self) -> dict[OptionId, str]:
        return wording.names(self._session.briefing, self._session.results, self.language)

    # ---- what the reader does

    def _hindrance(self, id: OptionId, name: str) -> str:
        return wording.name_hindrance(id, name, self._names(), self.language)

    def _name(self, id: OptionId, name: str) -> None:
        if id not in self._names():  # a step back has just taken it
            return
        bundled = {option.id: self.language.of(option.label) for option in self._session.knowledge.options}
        self._session.name_option(id, None if id in BUNDLED and name in ("", bundled[id]) else name)
        self.refresh()

    def _show(self, id: OptionId, is_shown: bool) -> None:
        if id in self._names():
            self._session.hide_option(id, hidden=not is_shown)

    def _add(self) -> None:
        self._begin(self._session.add_option(wording.name_of_a_new_one(self._names(), self.language), "eu_hosted"))

    def _copy(self, id: OptionId) -> None:
        names = self._names()
        if id in names:
            name = wording.name_of_a_copy(names[id], names, self.language)
            self._begin(self._session.copy_option(id, name))

    def _begin(self, id: OptionId) -> None:
        """Let the reader name an option that has come."""
        self.refresh()
        field = self.fields[id]
        self._announcer.changed(field.name.text())
        inner = self._area.widget()
        laid_out = None if inner is None else inner.layout()
        if laid_out is not None:
            laid_out.activate()  # else it is looked for where it stood before
        self._area.ensureWidgetVisible(field)
        field.name.setFocus(Qt.FocusReason.OtherFocusReason)
        field.name.selectAll()

    def _set(self, id: OwnOptionId, **values: object) -> None:
        if id in self._names():
            self._session.set_option(id, **values)

    def _drop(self, id: OwnOptionId) -> None:
        self._session.drop_option(id)
        self.refresh()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
