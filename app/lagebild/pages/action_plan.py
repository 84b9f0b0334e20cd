"""The action plan on the risks page: filters above, the items below, and the ways to take them along."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.action_plan import Item, owners, plan
from lagebild.pages.table_card import TableCard
from lagebild.session import Session
from lagebild.widgets.buttons import Button
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.labels import Line
from lagebild.widgets.layouts import nest
from lagebild.widgets.plan_table import PlanTable
from lagebild.wording import action_plan as wording

_LONGEST = 12
"""Letters of an owner that a choice has room for at least."""


class ActionPlan(QWidget):
    """All items; `asked_for` is emitted with the question and the option of the one the reader opens."""

    asked_for = Signal(str, str)
    export_asked_for = Signal()
    checklist_asked_for = Signal()
    copied = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.filters = wording.Filters()
        self._items: tuple[Item, ...] = ()
        self._places: tuple[int, ...] = ()
        self._hindrance = ""
        self.option, self.owner, self.order = Choice(), Choice(), Choice()
        self.owner.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.owner.setMinimumContentsLength(_LONGEST)
        self.option.edited.connect(lambda value: self._filter("option", value))
        self.owner.edited.connect(lambda value: self._filter("owner", value))
        self.order.edited.connect(self._sort)
        self.export = Button("", "outline", "export")
        self.export.clicked.connect(self.export_asked_for)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.option)
        above.addWidget(self.owner)
        above.addStretch(1)
        above.addWidget(self.order)
        above.addWidget(self.export)
        self.table = PlanTable()
        self.table.opened.connect(self._open)
        self.table.sorted_by.connect(self._sorted)
        self.drop = Button("", "primary", height=36)
        self.drop.clicked.connect(self._drop)
        self._hint = Line("", "source", "text3")
        self.card = TableCard(self.table, self._hint)
        self.card.hold_empty(self._make_empty())
        self.card.copy.clicked.connect(self._copy_table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        nest(column, above)
        column.addWidget(self.card, 1)

    def _make_empty(self) -> QWidget:
        """What stands in place of the table when nothing is listed."""
        empty = QWidget()
        column = QVBoxLayout(empty)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(self.card.nothing_title)
        column.addWidget(self.card.nothing)
        column.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        return empty

    def refresh(self) -> None:
        """Show the session's plan in its language."""
        results, language = self.session.results, self.session.language
        say = language.say
        self._items = plan(results)
        self.option.set_name(say("Option"))
        shown = [Option(option.id, language.of(option.label)) for option in results.options]
        self.option.set_options([Option("", say("All options")), *shown])
        self.owner.set_name(say("Owner"))
        named = [Option(owner, owner) for owner in owners(results)]
        nobody = [Option(wording.NOBODY, say("Without an owner"))]
        self.owner.set_options([Option("", say("All owners")), *nobody, *named])
        values = {option.value for option in (*nobody, *named)}
        if self.filters.owner not in values:
            self.filters = self.filters._replace(owner="")
        self._show_filters()
        orders = [Option((-1, False), say("Sort: by due date and weight"))]
        for column, name in enumerate(wording.header(language)):
            orders.append(Option((column, False), say("Sort: {column}", column=name)))
            orders.append(Option((column, True), say("Sort: {column}, from the end", column=name)))
        self.order.set_name(say("Order"))
        self.order.set_options(orders)
        self.order.set_value(self.table.sorting)
        self.export.set_text(say("Export the plan …"))
        self.card.copy.set_text(say("Copy table"))
        self._hint.set_text(say("Enter or a double click goes to the question."))
        self.table.set_name(say(wording.PLAN))
        self._list()

    def _list(self) -> None:
        """List what passes the filters, in the order asked for."""
        results, language = self.session.results, self.session.language
        say, today = language.say, results.today
        places = wording.listed(self._items, self.filters)
        self._places = wording.ordered(self._items, places, *self.table.sorting)
        rows = [wording.row(self._items[place], today, language) for place in self._places]
        self.table.show_rows(rows, wording.header(language))
        self.card.count.set_text(wording.count_line(len(rows), self._items, today, language))
        for part in (self.card.copy, self._hint):
            part.setVisible(bool(rows))
        self.card.show_rows(bool(rows))
        if rows:
            return
        self.card.nothing_title.set_text(say("Nothing listed") if self._items else say("Nothing to do yet"))
        self._hindrance = wording.hindrance(self._items, self.filters)
        if not self._items:
            words = say("What you answer with “open” or “partly” in the checklist is listed here.")
        elif self._hindrance:
            filters = self.filters._replace(**{self._hindrance: ""})
            count = len(wording.listed(self._items, filters))
            words = language.say_plural(
                "Without this filter {count} item is listed.", "Without this filter {count} items are listed.", count
            )
        else:
            words = say("No item fits these filters.")
        self.card.nothing.set_text(words)
        dropped = {"option": say("Drop the filter by option"), "owner": say("Drop the filter by owner")}
        self.drop.set_text(dropped.get(self._hindrance, say("Drop all filters")))
        if not self._items:
            self.drop.set_text(say("To the checklist"))

    def _filter(self, name: str, value: str) -> None:
        self.filters = self.filters._replace(**{name: value})
        self._list()

    def _show_filters(self) -> None:
        self.option.set_value(self.filters.option)
        self.owner.set_value(self.filters.owner)

    def _drop(self) -> None:
        """Drop the filter that hides most, or all where no single one helps; without any item there is none to drop."""
        if not self._items:
            self.checklist_asked_for.emit()
            return
        self.filters = self.filters._replace(**{self._hindrance: ""}) if self._hindrance else wording.Filters()
        self._show_filters()
        self._list()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sort(self, order: tuple[int, bool]) -> None:
        self.table.set_sorting(*order)
        self._list()

    def _sorted(self, column: int, descending: bool) -> None:
        self.order.set_value((column, descending))
        self._list()

    def _open(self, row: int) -> None:
        item = self._items[self._places[row]]
        self.asked_for.emit(item.question.id, item.option.id)

    def _copy_table(self) -> None:
        self.table.copy()
        self.copied.emit("")
