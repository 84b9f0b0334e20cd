"""The register: search and filters above, entries at the left, everything known of one at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.analysis.evidence import VERDICTS
from lagebild.analysis.register import KINDS, Entry, Filters, Hindrance, entries, hindrance, matching
from lagebild.charts.uses import uses
from lagebild.knowledge.standing import STANDINGS
from lagebild.look.colours import current
from lagebild.look.icons import draw_icon
from lagebild.origin import COUNTED, record
from lagebild.pages.record_detail import RecordDetail
from lagebild.pages.size_class import GAP, SizeClass
from lagebild.pages.table_card import TableCard
from lagebild.session import Session
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.fields import Choice, Option
from lagebild.widgets.filter_chips import FilterChips, FilterOption
from lagebild.widgets.layouts import nest
from lagebild.widgets.records_table import RecordRow, RecordsTable
from lagebild.widgets.search import SearchField
from lagebild.wording import register as wording
from lagebild.wording.register_order import ordered
from lagebild.wording.standings import standing_icon, standing_word
from lagebild.wording.verdicts import Verdict, verdict_icon, verdict_word

_SIDE = {"S": 348, "M": 380, "L": 412, "XL": 480}
_CHOICES = ("kind", "area", "standing", "source", "age", "page")
_CHIPS: tuple[Verdict, ...] = (*VERDICTS, "garbled")


class _Magnifier(QWidget):
    """A large one: here was searched, and nothing found."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(36)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_icon(QPainter(self), "search", current().text3, round((self.width() - 36) / 2), 0, 36)


class Register(QWidget):
    """Everything Lagebild knows, to search, to sort, and to read one by one."""

    page_asked_for = Signal(str)
    contradiction_asked_for = Signal(str)
    copied = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.filters = Filters()
        self._places: tuple[int, ...] = ()
        self._hindrance: Hindrance | None = None
        self._words_key: tuple[object, ...] = ()
        self._words_of: Callable[[int], RecordRow]
        self.search = SearchField()
        self.search.textChanged.connect(lambda words: self._filter("words", words))
        self.verdicts = FilterChips()
        self.verdicts.chosen.connect(lambda verdict: self._filter("verdict", verdict))
        self.choices = {name: Choice() for name in _CHOICES}
        for name, choice in self.choices.items():
            choice.edited.connect(lambda value, name=name: self._filter(name, value))
        self._more = Button("", "outline", "chevron-down")
        self._more.clicked.connect(self._toggle_choices)
        self._reset = LinkButton("", "reset")
        self._reset.clicked.connect(self.reset)
        self._choices_shown = True

        first = QHBoxLayout()
        first.setSpacing(8)
        self.search.setFixedWidth(260)
        first.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.verdicts, 1)
        first.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        self._choice_row = QWidget()
        row = QGridLayout(self._choice_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for place, choice in enumerate(self.choices.values()):
            row.addWidget(choice, 0, place)
        row.setColumnStretch(len(_CHOICES), 1)
        self.order = Choice()  # what a click on the head does, for the keyboard
        self.order.edited.connect(self._sort)
        row.addWidget(self.order, 0, len(_CHOICES) + 1)

        self.table = RecordsTable()
        self.table.chosen.connect(self._show_detail)
        self.table.sorted_by.connect(self._sorted)
        self._drop = Button("", "primary", height=36)
        self._drop.clicked.connect(self._drop_hindrance)
        self._drop_all = Button("", "outline", "close", height=36)
        self._drop_all.clicked.connect(self.reset)
        self.card = TableCard(self.table, self._reset)
        self.card.hold_empty(self._make_empty())
        self.card.copy.clicked.connect(self._copy_table)
        self.detail = RecordDetail(session)
        self.detail.asked_for.connect(self.select)
        self.detail.page_asked_for.connect(self.page_asked_for)
        self.detail.contradiction_asked_for.connect(self.contradiction_asked_for)
        self.detail.source_asked_for.connect(self.show_source)
        self.detail.step_asked_for.connect(self.step)
        self.detail.copied.connect(self.copied)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.card, 1)
        below.addWidget(self.detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        nest(column, first)
        column.addWidget(self._choice_row)
        nest(column, below, 1)
        QWidget.setTabOrder(self.table, self._reset)
        QWidget.setTabOrder(self._reset, self.card.copy)

    def _make_empty(self) -> QWidget:
        """What stands in place of the table when nothing is found."""
        empty = QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self._drop)
        buttons.addWidget(self._drop_all)
        buttons.addStretch(1)
        column = QVBoxLayout(empty)
        column.setSpacing(0)
        column.addStretch(2)
        column.addWidget(_Magnifier())
        column.addSpacing(12)
        column.addWidget(self.card.nothing_title)
        column.addSpacing(8)
        column.addWidget(self.card.nothing)
        column.addSpacing(16)
        nest(column, buttons)
        column.addStretch(3)
        return empty

    # ---- what is asked of it

    def select(self, id: str) -> None:
        """Show the entry of a record; filters that hide it are dropped. Of a source, what rests on it is listed."""
        if id in self.session.knowledge.sources:
            self.show_source(id)
            return
        place = next((place for place, entry in enumerate(self._entries()) if entry.id == id), -1)
        if place < 0:
            return
        if place not in self._places:
            self.reset()
        self.table.select_place(place)

    def show_source(self, source: str) -> None:
        """List everything that rests on a source."""
        self.filters = Filters(source=source)
        self._show_filters()
        self._list()

    def reset(self) -> None:
        """Drop every filter."""
        self.filters = Filters()
        self._show_filters()
        self._list()

    def step(self, by: int) -> None:
        """Select the entry before or after."""
        row = self.table.currentIndex().row() + by
        if 0 <= row < len(self._places):
            self.table.select_place(self._places[row])

    def selected(self) -> str:
        """The record that is shown; "" for none."""
        place = self.table.place()
        return self._entries()[place].id if place >= 0 else ""

    def set_size_class(self, size_class: SizeClass) -> None:
        """Arrange for a class of window size."""
        self.detail.setFixedWidth(_SIDE[size_class])
        small = size_class == "S"
        self._more.setVisible(small)
        self._choices_shown = not small or self._chosen()
        self.search.setFixedWidth(232 if small else 260)
        self._show_choices()

    # ---- what it shows

    def refresh(self) -> None:
        """Show the knowledge in the session's language."""
        language, say = self.session.language, self.session.language.say
        found = self._entries()
        self.search.set_hint(say("Search number, word or source"))
        self._reset.set_text(say("Drop all filters"))
        self._drop_all.set_text(say("Drop all filters"))
        self.card.nothing_title.set_text(say("Nothing found"))
        self.card.copy.set_text(say("Copy table"))
        self.verdicts.set_name(say("Verdict"))
        chips = current().chips
        options = [FilterOption("", say("All"), language.show(len(found), COUNTED))]
        for verdict in _CHIPS:
            count = sum(entry.garbled if verdict == "garbled" else entry.verdict == verdict for entry in found)
            words = verdict_word(verdict, language)
            shown = language.show(count, COUNTED)
            options.append(FilterOption(verdict, words, shown, verdict_icon(verdict), chips[verdict].text))
        self.verdicts.set_options(options)
        self._name_choices()
        self._list()

    def _name_choices(self) -> None:
        language, say = self.session.language, self.session.language.say

        def options(every: str, pairs: Sequence[tuple[str, str]]) -> list[Option]:
            return [Option("", every), *(Option(value, words) for value, words in pairs)]

        knowledge = self.session.knowledge
        sources = [(f"article-{letter.lower()}", say("Source {source}", source=letter)) for letter in "AB"]
        sources += [(interest, say(words)) for interest, words in wording.INTEREST_WORDS.items()]
        picked = self.filters.source
        if picked in knowledge.sources and not picked.startswith("article-"):
            source = knowledge.sources[picked]
            sources.append((picked, source.by[:40]))
        lists = {
            "kind": options(say("All kinds"), [(kind, say(wording.KIND_WORDS[kind])) for kind in KINDS]),
            "area": options(say("All topics"), [(area, say(words)) for area, words in wording.AREA_WORDS.items()]),
            "standing": options(
                say("Any support"), [(standing, standing_word(standing, language)) for standing in STANDINGS]
            ),
            "source": options(say("All sources"), sources),
            "age": options(say("Any age"), [(age, say(words)) for age, words in wording.AGE_WORDS.items()]),
            "page": options(say("Any page"), [(page, wording.page_word(page, language)) for page in wording.PAGES]),
        }
        for name, choice in self.choices.items():
            choice.set_name(say(wording.FILTER_WORDS[name]))
            choice.set_options(lists[name])
            choice.set_value(getattr(self.filters, name))

        names = enumerate(wording.header(language))
        orders = [Option((-1, False), say("Sort: as listed"))]
        for column, column_name in names:
            orders.append(Option((column, False), say("Sort: {column}", column=column_name)))
            orders.append(Option((column, True), say("Sort: {column}, from the end", column=column_name)))
        self.order.set_name(say("Order"))
        self.order.set_options(orders)
        self.order.set_value(self.table.sorting)

    def _sort(self, order: tuple[int, bool]) -> None:
        self.table.set_sorting(*order)
        self._list()

    def _sorted(self, column: int, descending: bool) -> None:
        self.order.set_value((column, descending))
        self._list()

    def _entries(self) -> tuple[Entry, ...]:
        return entries(self.session.knowledge, self.session.results.today)

    def _filter(self, name: str, value: str) -> None:
        if getattr(self.filters, name) != value:
            self.filters = self.filters._replace(**{name: value})
            self._list()

    def _show_filters(self) -> None:
        self.search.blockSignals(True)
        self.search.setText(self.filters.words)
        self.search.blockSignals(False)
        self.verdicts.set_value(self.filters.verdict)
        self._name_choices()
        if self._chosen() and not self._choices_shown:  # in a small window: a filter at work is seen
            self._toggle_choices()

    def _list(self) -> None:
        """List what passes the filters, in the order asked for."""
        results, language = self.session.results, self.session.language
        found, texts, used = self._entries(), wording.search_texts(results, language), uses(results, language)
        places = matching(found, texts, self.filters, used)
        column, descending = self.table.sorting
        self._places = ordered(results, places, column, descending, language)
        self.table.set_name(language.say("Register"))
        self.table.set_prints(any(found[place].kind == "claim" for place in places))
        self.table.show_records(self._places, self._words(), wording.header(language))
        self.card.count.set_text(wording.count_line(len(self._places), len(found), language))
        self._reset.setVisible(bool(self.filters.active) and bool(self._places))
        hidden = sum(bool(getattr(self.filters, name)) for name in _CHOICES)
        more = language.say("Filters")
        self._more.set_text(f"{more} · {language.show(hidden, COUNTED)}" if hidden else more)
        self.card.show_rows(bool(self._places))
        self.card.copy.setVisible(bool(self._places))
        self.detail.setVisible(bool(self._places))
        if self._places:
            self._show_detail(self.table.place())  # its number among the listed, at least
            return
        self._hindrance = hindrance(found, texts, self.filters, used)
        self.card.nothing.set_text(wording.nothing_found(self._hindrance, language))
        self._drop.set_text(wording.drop_word(self._hindrance, language))
        self._drop_all.setVisible(self._hindrance is not None and len(self.filters.active) > 1)

    def _words(self) -> Callable[[int], RecordRow]:
        """What makes the words of a row; the same while knowledge, day and language are, so that rows are kept."""
        results, language = self.session.results, self.session.language
        key = (results.knowledge, results.today, language)
        if key != self._words_key:
            found = self._entries()

            def words_of(place: int) -> RecordRow:
                entry = found[place]
                row = wording.row(results, entry, language)
                return RecordRow(
                    tuple(row),
                    entry.verdict,
                    entry.garbled,
                    standing_icon(entry.standing),
                    wording.verdict_words(entry, language),
                    language.say("Due for a check") if entry.overdue else "",
                    record(entry.id),
                )

            self._words_key, self._words_of = key, words_of
        return self._words_of

    def _show_detail(self, place: int) -> None:
        if place < 0:
            return
        entry = self._entries()[place]
        used = uses(self.session.results, self.session.language).get(entry.id, frozenset())
        pages = [page for page in wording.PAGES if page in used]
        self.detail.show_entry(entry, self._places.index(place) + 1, len(self._places), pages)

    def _drop_hindrance(self) -> None:
        if self._hindrance is None:
            self.reset()
        else:
            self.filters = self.filters._replace(**{self._hindrance.name: ""})
            self._show_filters()
            self._list()
        self.search.setFocus()

    def _copy_table(self) -> None:
        self.table.copy()
        self.copied.emit("")

    def _chosen(self) -> bool:
        """Whether one of the choices filters."""
        return any(getattr(self.filters, name) for name in _CHOICES)

    def _toggle_choices(self) -> None:
        self._choices_shown = not self._choices_shown
        self._show_choices()

    def _show_choices(self) -> None:
        self._choice_row.setVisible(self._choices_shown)
        self._more.set_icon("chevron-up" if self._choices_shown else "chevron-down")
