"""Saving by ending: each writer makes its kind of file, unknown endings are refused in a sentence."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import pptx
import pytest

from lagebild import clock
from lagebild.analysis.results import compute
from lagebild.briefing import Briefing
from lagebild.charts.chart import Chart
from lagebild.documents.action_plan import action_plan
from lagebild.documents.deck import Deck, deck
from lagebild.documents.listing import Listing
from lagebild.documents.sheets import Sheets
from lagebild.documents.workbook import workbook
from lagebild.errors import UserError
from lagebild.export import WRITERS, Value, content, endings, save
from lagebild.knowledge.loading import bundled
from lagebild.language import Language
from tests.charts.examples import EXAMPLES, monthly_costs, prices
from tests.renderers.decks import finding

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2025, 2, 3)
BEGINNINGS = {
    ".pptx": b"PK\x03\x04",
    ".svg": b"<svg ",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".pdf": b"%PDF-",
    ".csv": b"\xef\xbb\xbf",
    ".xlsx": b"PK\x03\x04",
}


def made(kind: type[Value]) -> Value:
    if kind is Sheets:
        return workbook(compute(bundled(), Briefing(), DAY), Language("de"))
    if kind is Listing:
        return action_plan(compute(bundled(), Briefing(), DAY), Language("de"))
    return monthly_costs("de") if kind is Chart else deck([example("en") for example in EXAMPLES], "en", "Deck")


@pytest.mark.parametrize(("kind", "ending"), WRITERS, ids=lambda part: getattr(part, "__name__", part))
def test_every_writer_writes_what_its_ending_says(qapp: object, tmp_path: Path, kind: type[Value], ending: str) -> None:
    path = tmp_path / f"Größe 📊{ending}"
    save(made(kind), path, day=DAY)
    assert path.read_bytes().startswith(BEGINNINGS[ending])
    assert list(tmp_path.iterdir()) == [path]


def test_what_can_be_written_is_listed() -> None:
    assert endings(monthly_costs("de")) == (".pptx", ".svg", ".png", ".pdf", ".xlsx", ".csv")
    assert endings(made(Deck)) == (".pptx", ".xlsx")
    assert endings(made(Sheets)) == (".xlsx",)


def test_an_ending_in_capitals_is_the_same_ending(tmp_path: Path) -> None:
    save(prices("de"), tmp_path / "PREISE.CSV")
    assert (tmp_path / "PREISE.CSV").read_bytes() == content(prices("de"), ".csv")


@pytest.mark.parametrize("name", ["a.docx", "a", "a.", "pptx", ".pptx"])
def test_an_unknown_ending_is_refused_with_the_possible_ones(tmp_path: Path, name: str) -> None:
    for code in ("de", "en"):
        with pytest.raises(UserError) as refused:
            save(prices("de"), tmp_path / name)
        assert ".pptx, .svg, .png, .pdf, .xlsx, .csv" in refused.value.text(Language(code))
    assert list(tmp_path.iterdir()) == []


def test_a_deck_has_no_picture() -> None:
    with pytest.raises(UserError, match="end with"):
        content(made(Deck), ".png")


def test_a_refused_path_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        save(prices("de"), tmp_path / "gone" / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_one_chart_is_a_deck_of_one_slide_with_its_finding_as_title() -> None:
    read = pptx.Presentation(io.BytesIO(content(prices("de"), ".pptx", day=DAY)))
    assert [finding(slide) for slide in read.slides] == [prices("de").title]
    assert read.core_properties.title == prices("de").title


def test_a_file_is_dated_today_unless_a_day_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 1, 2))
    for day, expected in ((None, date(2026, 1, 2)), (DAY, DAY)):
        read = pptx.Presentation(io.BytesIO(content(prices("de"), ".pptx", day=day)))
        assert read.core_properties.created.date() == expected


def test_dark_and_larger_pictures_are_other_pictures(qapp: object) -> None:
    light, dark = (content(prices("de"), ".svg", theme=name) for name in ("light", "dark"))
    assert light != dark
    small, large = (content(prices("de"), ".png", scale=scale) for scale in (1.0, 2.0))
    assert int.from_bytes(large[16:20]) == 2 * int.from_bytes(small[16:20])


def test_the_same_chart_gives_the_same_bytes_in_every_format(qapp: object) -> None:
    for ending in endings(prices("de")):
        assert content(prices("de"), ending, day=DAY) == content(prices("de"), ending, day=DAY), ending


def test_writers_are_loaded_when_first_used() -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'app')!r}); import lagebild.export\n"
        "print([name for name in ('pptx', 'xlsxwriter', 'lxml', 'PySide6', 'pyqtgraph') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"
