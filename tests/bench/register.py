"""What a letter and a page cost in a register of 5,000 entries, beside a bare table of the same; rows for the bench."""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QSize, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

sys.path.insert(0, os.path.dirname(__file__))
from moves import p95, painted_by, row

if TYPE_CHECKING:
    from lagebild.knowledge.loading import Knowledge
    from lagebild.knowledge.records import Figure

ENTRIES = 5_000
WORDS = ("nvidia", "preis", "deepseek", "2025", "stunden")
PAGES = 40
ROUNDS = 7
FRAME = 1000 / 60
TODAY = date(2026, 11, 21)


def many_records() -> Knowledge:
    """The bundled knowledge, its records repeated under other ids and labels until the register has ENTRIES."""
    from lagebild.frozen import Bilingual
    from lagebild.knowledge.loading import Knowledge, bundled
    from lagebild.resources import resource

    real = bundled()

    def numbered(words: Bilingual, copy: int) -> Bilingual:
        return Bilingual(de=f"{words.de} ({copy})", en=f"{words.en} ({copy})")

    def copies(records: Iterable[Any], copy: int) -> Iterator[Any]:
        for one in records:
            if not copy:
                yield one
            elif hasattr(one, "model"):
                yield one.changed(model=f"{one.model}-copy-{copy}", name=f"{one.name} ({copy})")
            else:
                yield one.changed(id=f"{one.id}-copy-{copy}", label=numbered(one.label, copy))

    claims = [claim for copy in range(8) for claim in copies(real.claims.values(), copy)]
    offers = [offer for copy in range(8) for offer in copies(real.offers.values(), copy)]
    room = ENTRIES - len(claims) - len(offers) - len(real.closes)
    areas: dict[str, list[Figure]] = {}
    for figure in islice((one for copy in range(12) for one in copies(real.figures.values(), copy)), room):
        areas.setdefault(figure.area, []).append(figure)
    return Knowledge(
        resource("knowledge"), real.about, real.sources.values(), areas, claims, offers, real.events,
        real.options, real.contradictions.values(),
    )  # fmt: skip


class Bare(QWidget):
    """What Qt itself offers: a search field over a table of items behind a filtering proxy, of the same size."""

    def __init__(self, rows: Sequence[Sequence[str]], texts: Sequence[str], size: QSize, height: int) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.items = QStandardItemModel(len(rows), len(rows[0]))
        for number, (words, text) in enumerate(zip(rows, texts, strict=True)):
            for column, word in enumerate(words):
                item = QStandardItem(word)
                if column == 0:
                    item.setData(text, Qt.ItemDataRole.UserRole)
                self.items.setItem(number, column, item)
        self.proxy = QSortFilterProxyModel()
        self.proxy.setSourceModel(self.items)
        self.proxy.setFilterRole(Qt.ItemDataRole.UserRole)
        self.search.textChanged.connect(self.proxy.setFilterFixedString)
        self.table = QTableView()
        self.table.setModel(self.proxy)
        self.table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(height)
        self.table.setFixedSize(size)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.table)


class Place(NamedTuple):
    """A search field and the table it filters."""

    search: QLineEdit
    table: QTableView


def timed(app: QApplication, action: Callable[[], None]) -> float:
    """Milliseconds until everything an action leads to is laid out and painted, in this turn or in the next."""
    begun = time.perf_counter()
    action()
    for _ in range(3):
        app.processEvents()
    return (time.perf_counter() - begun) * 1e3


def typed(app: QApplication, place: Place) -> list[float]:
    """Milliseconds of every letter of WORDS, each word beginning in an empty field."""
    times = []
    for word in WORDS:
        for letter in word:
            times.append(timed(app, lambda letter=letter: QTest.keyClick(place.search, letter)))
        place.search.clear()
        app.processEvents()
    return times


def scrolled(app: QApplication, place: Place) -> list[float]:
    """Milliseconds of every page of PAGES down the whole register."""
    bar = place.table.verticalScrollBar()
    bar.setValue(0)
    app.processEvents()
    times = []
    for _ in range(PAGES):
        times.append(timed(app, lambda: bar.triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)))
    return times


def checked(app: QApplication, page: Place, said: Callable[[], str]) -> None:
    """The bench cannot be won by an empty shell: a word typed and a page scrolled change what is painted."""
    from lagebild.look.painting import watch_texts

    def painted(move: Callable[[], None]) -> set[str]:
        texts: set[str] = set()
        with watch_texts(lambda text, box, room: texts.add(text)):
            assert page.table.viewport() in painted_by(app, move), "the table was not painted"
        return texts

    before, counted = painted(page.table.viewport().update), said()
    for letter in "nvidia":
        after = painted(lambda letter=letter: QTest.keyClick(page.search, letter))
    assert after - before and any("Nvidia" in text for text in after), "no other words were painted"
    assert said() != counted, "the count did not change"
    page.search.clear()
    app.processEvents()
    first = painted(page.table.viewport().update)
    pages = painted(
        lambda: page.table.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderPageStepAdd)
    )
    assert len(pages - first) > 10, "the next page shows nothing else"


def main() -> None:
    from windows import open_page

    gc.disable()
    from lagebild.application import import_directly, make_application

    import_directly()
    from lagebild.briefing import Briefing
    from lagebild.language import Language
    from lagebild.session import Session
    from lagebild.window import Window
    from lagebild.wording.register import search_texts

    app = make_application("light")
    language = Language("de")
    knowledge = many_records()
    window = Window(lambda: Session(knowledge, Briefing(), language, "light", TODAY), language, "light")
    window.resize(1440, 900)
    window.show()
    while window.session is None:
        app.processEvents()
    open_page(app, window, "evidence")
    register = window.page.register
    model = register.table.model()
    assert model.rowCount() == ENTRIES, model.rowCount()
    page = Place(register.search, register.table)
    shown = [column for column in range(model.columnCount()) if not page.table.isColumnHidden(column)]
    rows = [[str(model.index(number, column).data()) for column in shown] for number in range(ENTRIES)]
    bare = Bare(rows, search_texts(window.session.results, language), page.table.size(), page.table.rowHeight(0))
    for place, column in enumerate(shown):
        bare.table.setColumnWidth(place, page.table.columnWidth(column))
    bare.show()
    floor = Place(bare.search, bare.table)
    page.search.setFocus()
    app.processEvents()
    checked(app, page, lambda: register.card.count.text())
    gc.collect()

    ours_late: list[bool] = []
    theirs_late: list[bool] = []
    targets = (
        (
            "15",
            "a letter in the search of 5,000 entries until all is painted, p95 / the same in a bare table",
            typed,
        ),
        ("16", "a page down 5,000 entries, p95 / the same in a bare table", scrolled),
    )
    for number, target, measure in targets:
        rounds = [(measure(app, page), measure(app, floor)) for _ in range(ROUNDS)][1:]  # the first one warms
        ratio = statistics.median(p95(ours) / p95(theirs) for ours, theirs in rounds)
        slowest = statistics.median(p95(ours) for ours, _ in rounds)
        middle = statistics.median(statistics.median(ours) for ours, _ in rounds)
        least = statistics.median(p95(theirs) for _, theirs in rounds)
        detail = f"p50 {middle:.1f} ms, p95 {slowest:.1f} ms; bare p95 {least:.1f} ms"
        row(number, target, 1.5, 1.0, ratio, "x", detail)
        row(f"{number}b", "the same", 16, 8, slowest, "ms", "")
        ours_late += [taken > FRAME for ours, _ in rounds for taken in ours]
        theirs_late += [taken > FRAME for _, theirs in rounds for taken in theirs]
    share = 100 * sum(ours_late) / len(ours_late)
    detail = f"{sum(ours_late)} of {len(ours_late)}; bare {sum(theirs_late)}"
    row("17", f"letters and pages that took longer than {FRAME:.1f} ms", 1, 0, share, "%", detail)


if __name__ == "__main__":
    main()
    sys.stdout.flush()
    os._exit(0)
