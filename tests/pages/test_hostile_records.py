"""Hostile text in records: plain words on the page however long, inert where it is copied and exported."""

from __future__ import annotations

import csv as standard
import io
import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Chart
from lagebild.charts.contents import build
from lagebild.export import content
from lagebild.frozen import Bilingual
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.prices import Offer
from lagebild.knowledge.records import Claim, Contradiction, Figure, Source
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.look.painting import watch_texts
from lagebild.resources import resource
from lagebild.widgets.chart_view import ChartView
from lagebild.window import Window
from lagebild.wording.shortening import LONGEST, cut
from tests.pages.test_every_page import TODAY, opened, visible
from tests.pages.test_evidence import page_of, register_of
from tests.renderers.decks import cells, chart_shape, reopened, texts
from tests.shell import settle

SHORT = {
    "html": '<b>fett</b> <img src="file:///dev/null"> &lt;i&gt;',
    "script": "<script>alert(1)</script>",
    "formula": "=1+1",
    "call": '@SUM(A1) =HYPERLINK("http://example.org")',
    "template": "{count} {0} %s *stark* \\n",
    "direction": "\u202e5,6 Mrd.\u202c",
    "controls": "a\x00b\x07c",
}
LONG = {"word": "W" * 100_000, "words": "wort " * 20_000, "lines": "a\n" * 50_000}
CLAIM, FIGURE, WORDS, OFFER, LEDGER = "a-nvidia-500bn", "nvda-value-lost", "v3-licence", "o1", "nvidia-loss"
SOURCES = ("article-a", "longbridge-nvidia", "market-w01", "deepseek-v3-readme", "price-berriai-2025-01")
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]")

with_short = pytest.mark.parametrize("name", list(SHORT))
with_every = pytest.mark.parametrize("name", [*SHORT, *LONG])


def text_of(name: str) -> str:
    return {**SHORT, **LONG}[name]


def seen(name: str) -> str:
    """What there is to see of it."""
    return UNSEEN.sub("", text_of(name))


def infected(knowledge: Knowledge, text: str) -> Knowledge:
    """The knowledge with `text` in every word of one record of each kind."""
    both = Bilingual(de=text, en=text)

    def source(one: Source) -> Source:
        return one.changed(title=text, publisher=text, url=text, note=both) if one.id in SOURCES else one

    def figure(one: Figure) -> Figure:
        if one.id not in (FIGURE, WORDS):
            return one
        words = both if one.id == WORDS else None
        return one.changed(label=both, statement=both, scope=both, reason=both, reservation=both, words=words)

    def claim(one: Claim) -> Claim:
        if one.id != CLAIM:
            return one
        quotation = f"davor {text} danach"
        return one.changed(
            label=both, statement=both, reason=both, repaired=both, printed=text, quotation=quotation, translation=text,
            line=text,
        )  # fmt: skip

    def contradiction(one: Contradiction) -> Contradiction:
        if one.id != LEDGER:
            return one
        told = tuple(statement.changed(counts=both) for statement in one.statements)
        return one.changed(label=both, scope=both, why=both, statements=told)

    def offer(one: Offer) -> Offer:
        prices = tuple(price.changed(note=both) for price in one.prices)
        return one.changed(name=text, vendor=text, host=f"{text}.", prices=prices) if one.model == OFFER else one

    areas: dict[str, list[Figure]] = {}
    for one in knowledge.figures.values():
        areas.setdefault(one.area, []).append(figure(one))
    return Knowledge(
        resource("knowledge"), knowledge.about, map(source, knowledge.sources.values()), areas,
        map(claim, knowledge.claims.values()), map(offer, knowledge.offers.values()), knowledge.events,
        knowledge.options, map(contradiction, knowledge.contradictions.values()),
    )  # fmt: skip


def shown(qtbot: QtBot, knowledge: Knowledge, name: str, code: Code = "de") -> Window:
    window = opened(qtbot, infected(knowledge, text_of(name)), code, "light", (1440, 900))
    with qtbot.waitSignal(window.page_shown):
        window.go_to("evidence")
    settle()
    return window


def states(window: Window) -> Iterator[str]:
    """The page with each of the records, and its other tabs."""
    page = page_of(window)
    for id in (CLAIM, FIGURE, WORDS, OFFER):
        page.select_record(id)
        settle()
        yield id
    for tab in (1, 2):
        window.show_tab(tab)
        settle()
        yield f"tab {tab}"
    for view in page.findChildren(ChartView):
        view.show_table(True)
    settle()
    yield "tab 2 as tables"


def painted(widget: QWidget) -> list[str]:
    found: list[str] = []
    with watch_texts(lambda text, box, room: found.append(text)):
        widget.grab()
    return found


def chart_of(knowledge: Knowledge, name: str, code: Code = "de") -> Chart:
    results = compute(infected(knowledge, text_of(name)), Briefing(), TODAY)
    return build(f"evidence.{LEDGER}", results, Language(code))


# ---- shown


@with_short
def test_it_stands_on_the_page_as_plain_words(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, name)
    register = register_of(window)
    for place in states(window):
        words = " ".join(" ".join(painted(window)).split())
        start = " ".join(seen(name).split())[:12]
        assert start in words, place
        assert not UNSEEN.search(words), place
        if place == CLAIM:
            quotation = register.detail._quotation.words.text()
            assert quotation.replace(NBSP, " ") == f"„davor {seen(name)} danach“"
            assert start in " ".join(painted(register.table))


@with_every
def test_no_name_or_tooltip_is_rich_and_none_is_endless(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, name)
    for place in states(window):
        for widget in visible(window):
            told = (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.whatsThis())
            for text in told:
                assert not UNSEEN.search(text), (place, type(widget).__name__)
                assert len(text) < 4 * LONGEST, (place, type(widget).__name__)
            assert not rich(widget.toolTip()), (place, widget.toolTip())
            if isinstance(widget, QLabel):  # what Qt itself would show, were it asked to
                assert widget.textFormat() == Qt.TextFormat.PlainText or not rich(QLabel.text(widget)), place
        model = register_of(window).table.model()
        for row in range(model.rowCount()):
            assert not rich(model.index(row, 4).data(Qt.ItemDataRole.ToolTipRole) or "")


def rich(text: str) -> bool:
    """Whether Qt takes it for rich text."""
    return bool(re.search(r"<\w|&lt;", text))


def test_the_tooltip_of_a_mark_shows_tags_and_obeys_none(qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, "html")
    window.show_tab(2)
    settle()
    view = page_of(window).contradictions.views[LEDGER]
    view.ensure_plot()
    settle()
    plot = view.plot
    box = plot.placed.dots[1].box
    at = QPoint(round(box.x + box.width / 2), round(box.y + box.height / 2))
    QApplication.sendEvent(plot, QHelpEvent(QHelpEvent.Type.ToolTip, at, plot.mapToGlobal(at)))
    text = QToolTip.text()
    assert re.fullmatch(r"<qt>[^<>]*</qt>", text)
    assert "&lt;b&gt;fett&lt;/b&gt;" in text and "&amp;lt;i" in text


@pytest.mark.parametrize("name", list(LONG))
def test_a_hundred_thousand_letters_are_shortened_on_the_page_and_found_in_full(
    name: str, qtbot: QtBot, knowledge: Knowledge
) -> None:
    window = shown(qtbot, knowledge, name)
    register = register_of(window)
    for place in states(window):
        assert max(map(len, painted(window))) < 2 * LONGEST, place
        assert window.width() == 1440 and register.minimumSizeHint().width() < 1440, place
    window.show_tab(0)
    for part in (register.detail._heading, register.detail._quotation.words):
        assert len(part.text()) < 2 * LONGEST
    register.search.setText(text_of(name)[-5:].strip())
    assert len(register.table.records.places) > 0
    register.reset()
    for column in range(6):
        register.table.sort_by(column)
    register.table.copy()
    assert len(QGuiApplication.clipboard().text()) > 100_000


@with_short
def test_it_is_searched_for_like_any_word(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, name))
    QTest.keyClicks(register.search, seen(name))
    settle()
    found = {register._entries()[place].id for place in register.table.records.places}
    assert {CLAIM, FIGURE, WORDS, OFFER} <= found


# ---- copied


@with_short
def test_a_copied_table_runs_nothing(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, name))
    register.card.copy.click()
    mime = QGuiApplication.clipboard().mimeData()
    lines = mime.text().split("\n")
    assert len(lines) == 1 + len(register.table.records.places)
    for line in lines:
        fields = line.split("\t")
        assert len(fields) == 6 and not any(dangerous(field) for field in fields), line
    tags = set(re.findall(r"<\s*/?\s*(\w+)", mime.html()))
    assert tags == {"html", "body", "table", "tr", "td"}
    assert mime.html().count("<td ") == mime.html().count("<td sdnum") == 6 * len(lines)
    assert not UNSEEN.search(mime.text() + mime.html())


def dangerous(field: str) -> bool:
    """Whether a spreadsheet would compute something."""
    return field.startswith(("=", "@", "+")) or (field.startswith("-") and not re.fullmatch(r"-[\d.,]+.*", field))


@with_short
def test_a_copied_quotation_is_text_alone(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    register = register_of(shown(qtbot, knowledge, name))
    register.select(CLAIM)
    register.detail._copy.click()
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.hasText() and not mime.hasHtml()
    assert f"davor {seen(name)} danach" in mime.text() and not UNSEEN.search(mime.text())


@with_short
def test_a_copied_chart_table_runs_nothing(name: str, qtbot: QtBot, knowledge: Knowledge) -> None:
    window = shown(qtbot, knowledge, name)
    window.show_tab(2)
    view = page_of(window).contradictions.views[LEDGER]
    view.show_table(True)
    settle()
    view._table.copy()
    mime = QGuiApplication.clipboard().mimeData()
    rows = [line.split("\t") for line in mime.text().split("\n")]
    assert len({len(row) for row in rows}) == 1
    assert not any(dangerous(field) for row in rows for field in row)
    assert not re.search(r"<\s*(script|img|b)\b", mime.html())
    assert all("sdnum" in cell or "x:num" in cell for cell in re.findall(r"<t[dh][^>]*>", mime.html()))


# ---- exported


@with_every
def test_a_csv_holds_it_as_text(name: str, knowledge: Knowledge) -> None:
    chart = chart_of(knowledge, name)
    text = content(chart, ".csv").decode("utf-8-sig")
    rows = list(standard.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert len(rows) == 1 + len(chart.categories) + 1 + len([chart.title, chart.subtitle, chart.source])
    assert not any(dangerous(field) for field in (field for row in rows for field in row))
    assert not UNSEEN.search(text) and len(text) < 20_000


@pytest.mark.parametrize("code", CODES)
@with_every
def test_an_svg_holds_it_as_text(name: str, code: Code, knowledge: Knowledge) -> None:
    root = ElementTree.fromstring(content(chart_of(knowledge, name, code), ".svg"))
    tags = {tag.tag.rpartition("}")[2] for tag in root.iter()}
    assert tags <= {"svg", "title", "desc", "rect", "text", "path", "g", "circle", "line", "tspan", "polygon"}
    said = " ".join(" ".join(root.itertext()).split())
    assert cut(" ".join(seen(name).split()), 10).removesuffix(" …") in said
    assert not any(name.lower().startswith("on") or "href" in name for tag in root.iter() for name in tag.attrib)


@with_every
def test_a_picture_and_a_document_are_written(name: str, knowledge: Knowledge) -> None:
    chart = chart_of(knowledge, name)
    assert content(chart, ".png").startswith(b"\x89PNG")
    pdf = content(chart, ".pdf")
    assert pdf.startswith(b"%PDF-") and b"/JavaScript" not in pdf and b"/URI" not in pdf


@with_every
def test_a_slide_holds_it_as_text(name: str, knowledge: Knowledge) -> None:
    (slide,) = reopened(chart_of(knowledge, name)).slides
    start = cut(" ".join(seen(name).split()), 10).removesuffix(" …")
    assert any(start in " ".join(text.split()) for text in texts(slide))
    assert not [shape for shape in slide.shapes if shape.has_text_frame and links(shape)]
    book = cells(chart_shape(slide).chart.part.chart_workbook.xlsx_part.blob)
    words = [value for value in book.values() if isinstance(value, str) and start in " ".join(value.split())]
    assert words
    formulas = [value for key, value in book.items() if key.startswith("=")]
    assert not any("HYPERLINK" in str(formula) or formula == "1+1" for formula in formulas)


def links(shape: object) -> Iterable[str]:
    return [
        run.hyperlink.address
        for paragraph in shape.text_frame.paragraphs  # type: ignore[attr-defined]
        for run in paragraph.runs
        if run.hyperlink.address
    ]
