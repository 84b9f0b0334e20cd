"""Pictures say what the chart says, in text that is text, and are the same every time."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from xml.etree import ElementTree

import pytest
from PySide6.QtWidgets import QApplication

from lagebild.charts.chart import Chart
from lagebild.charts.layout import layout
from lagebild.language import CODES, NBSP, Code
from lagebild.look import load_fonts, text_width
from lagebild.renderers import picture
from lagebild.theme import theme
from tests.charts.examples import EXAMPLES, budgets, falls, losses, monthly_costs, prices

SVG = "{http://www.w3.org/2000/svg}"
Example = Callable[[Code], Chart]


@pytest.fixture(autouse=True)
def fonts(qapp: QApplication) -> None:
    load_fonts()


def written(file: bytes) -> list[str]:
    """The texts of an SVG, tails included."""
    return ["".join(text.itertext()) for text in ElementTree.fromstring(file).iter(f"{SVG}text")]


def placed_words(chart: Chart) -> set[str]:
    width, height = (side / 1.5 for side in picture.SIZE)
    room = picture.frame(chart, theme("light"), width, height)[1]
    return {word.text for word in layout(chart, room.width, room.height, text_width).words}


def chunks(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a PNG file."""
    at = 8
    while at < len(file):
        length = struct.unpack(">I", file[at : at + 4])[0]
        yield file[at + 4 : at + 8], file[at + 8 : at + 8 + length]
        at += length + 12


# ---- what is said


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_svg_says_finding_labels_source_and_verdict_as_text(example: Example, code: Code) -> None:
    chart = example(code)
    said = " ".join(written(picture.svg(chart))).replace(NBSP, " ")  # which keeps a separator on its line
    for text in (chart.subtitle, chart.source, chart.verdict_of, *placed_words(chart)):
        assert text.replace(NBSP, " ") in said
    assert " ".join(chart.title.split()) in " ".join(said.split())


def test_an_svg_names_itself_to_screen_readers() -> None:
    chart = prices("en")
    root = ElementTree.fromstring(picture.svg(chart))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title desc" and root.get("lang") == "en"
    assert root.findtext(f"{SVG}title") == chart.title
    assert root.findtext(f"{SVG}desc") == chart.alternative
    assert [title.text for title in root.iterfind(f".//{SVG}rect/{SVG}title")] == [
        "Input, OpenAI o1: $15.00",
        "Input, DeepSeek R1: $0.55",
        "Output, OpenAI o1: $60.00",
        "Output, DeepSeek R1: $2.19",
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_end_of_a_range_is_a_round_dot_that_says_its_reading(code: Code) -> None:
    chart = losses(code)
    root = ElementTree.fromstring(picture.svg(chart))
    told = [(shape.findtext(f"{SVG}title"), shape.get("rx")) for shape in root.iter(f"{SVG}rect") if len(shape)]
    one, range_, *others = (reading.text for reading in chart.readings())
    # the bar between the ends comes first, then the dots
    assert told == [(range_, None), *((text, "6") for text in (one, range_, range_, *others))]


def drawn(chart: Chart) -> list[picture.Stroke]:
    return picture.picture(chart, theme("light"), 800, 450)


def test_a_guide_lies_behind_the_marks_and_over_the_grid() -> None:
    fills = [stroke for stroke in drawn(losses()) if isinstance(stroke, picture.Fill)]
    (band,) = (
        at for at, fill in enumerate(fills) if fill.colour == theme("light").accent_tint and fill.box.height > 99
    )
    grid = [at for at, fill in enumerate(fills) if fill.colour == theme("light").grid]
    assert max(grid) < band < min(at for at, fill in enumerate(fills) if fill.told)


def behind(chart: Chart, text: str, x: float | None = None) -> str:
    """The colour on which a text stands, at its middle or at `x`."""
    strokes = drawn(chart)
    (words,) = (stroke for stroke in strokes if isinstance(stroke, picture.Print) and stroke.text == text)
    left, right = words.x, words.x + text_width(text, words.type)
    x = (left + right) / 2 if x is None else x
    assert left < x < right
    boxes = [(stroke.box, stroke.colour) for stroke in strokes if isinstance(stroke, picture.Fill)]
    y = words.baseline - 4
    return [tint for box, tint in boxes if box.x <= x < box.right and box.y <= y < box.bottom][-1]


def test_words_stand_on_a_band() -> None:
    label = losses().series[0].points[0].label  # type: ignore[union-attr]
    assert behind(losses(), label) == theme("light").accent_tint


def test_words_interrupt_a_line() -> None:
    used, others = budgets().series
    first, second, third = (point for point in others.points if point is not None)
    note = "mit Vorversuchen und allem, was dazugehört"
    points = (
        None,
        second.changed(value=96, high=192, note=note),
        third.changed(value=450, high=None, role="hero"),
        first,
    )
    chart = budgets().changed(series=(used.changed(points=(None,) * 4), others.changed(points=points)))
    hero = theme("light").marks["hero"].fill
    fills = (stroke for stroke in drawn(chart) if isinstance(stroke, picture.Fill))
    (line,) = (fill for fill in fills if fill.colour == hero and fill.box.height > 99)
    assert behind(chart, note, line.box.x + 0.5) == theme("light").surface


def test_an_svg_names_fonts_that_stand_in_for_ours() -> None:
    families = {text.get("font-family") for text in ElementTree.fromstring(picture.svg(prices())).iter(f"{SVG}text")}
    assert len(families) == 2
    assert all("Source S" in family and family.endswith("serif") and "," in family for family in families if family)


def test_an_svg_for_a_place_without_the_fonts_has_no_text() -> None:
    root = ElementTree.fromstring(picture.svg(prices(), text_as_paths=True))
    assert not list(root.iter(f"{SVG}text")) and not list(root.iter(f"{SVG}tspan"))
    outlines = [path for path in root.iter(f"{SVG}path") if path.get("fill") not in (None, "none")]
    assert len(outlines) == len(written(picture.svg(prices()))) + 4  # notes are texts of their own here


def test_markup_in_words_stays_words() -> None:
    chart = prices().changed(title="A < B & „C“ <script>", source='<a href="x">')
    said = written(picture.svg(chart))
    assert "A < B & „C“ <script>" in said and '<a href="x">' in said


def test_the_text_of_a_pdf_can_be_searched(tmp_path: Path) -> None:
    chart = falls()
    file = picture.pdf(chart)
    assert file.startswith(b"%PDF-") and b"/FontFile" in file and b"/ToUnicode" in file
    reader = shutil.which("pdftotext")
    if reader is None:
        # without a reader: the letters that the page's fonts say they hold
        streams = [part.split(b"\r\nendstream")[0].split(b"\nendstream")[0] for part in file.split(b"stream\n")[1:]]
        maps = b"".join(_inflated(part) for part in streams)
        assert all(f"{ord(letter):04x}".encode() in maps.lower() for letter in "Kursverluſt".replace("ſ", "s"))
        return
    (tmp_path / "chart.pdf").write_bytes(file)
    text = subprocess.run(
        [reader, "-enc", "UTF-8", "-layout", str(tmp_path / "chart.pdf"), "-"], capture_output=True, check=True
    ).stdout.decode()
    said = " ".join(text.replace("\u00a0", " ").split())
    assert "fielen Chipwerte" in said  # letters, not a ligature
    for word in (*placed_words(chart), chart.source):
        assert word.replace("\u00a0", " ") in said


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


def test_a_png_has_two_pixels_to_one_and_says_so() -> None:
    chart = monthly_costs()
    parts = list(chunks(picture.png(chart)))
    assert struct.unpack(">II", parts[0][1][:8]) == (2400, 1350)
    dots, _, unit = struct.unpack(">IIB", next(part for name, part in parts if name == b"pHYs"))
    assert (round(dots * 0.0254), unit) == (192, 1)
    texts = b"".join(part for name, part in parts if name in (b"tEXt", b"iTXt", b"zTXt"))
    assert b"Title" in texts and b"Description" in texts


def test_size_and_scale_can_be_chosen() -> None:
    (_, header), *_ = chunks(picture.png(prices(), size=(800, 600), scale=1))
    assert struct.unpack(">II", header[:8]) == (800, 600)
    assert ElementTree.fromstring(picture.svg(prices(), size=(800, 600))).get("width") == "800"


def test_a_picture_is_light_unless_dark_is_asked_for() -> None:
    assert theme("light").surface.encode() in picture.svg(prices())
    assert theme("dark").surface.encode() in picture.svg(prices(), look="dark")


# ---- the same every time


@pytest.mark.parametrize("write", [picture.svg, picture.png, picture.pdf])
def test_the_same_chart_gives_the_same_bytes(write: Callable[[Chart], bytes]) -> None:
    assert write(monthly_costs()) == write(monthly_costs())


def test_a_pdf_does_not_say_when_it_was_written() -> None:
    file = picture.pdf(prices())
    assert b"CreationDate" not in file and b"ModDate" not in file and b"CreateDate" not in file


@pytest.mark.parametrize("write", [picture.svg, picture.png, picture.pdf])
def test_a_worker_thread_writes_the_same_file(write: Callable[[Chart], bytes]) -> None:
    files: list[bytes] = []
    worker = Thread(target=lambda: files.append(write(falls())))
    worker.start()
    worker.join()
    assert files == [write(falls())]


def test_a_command_without_an_application_writes_the_same_file(tmp_path: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from lagebild.charts.chart import Chart\n"
        "from lagebild.renderers import picture\n"
        "chart = Chart.model_validate_json(sys.stdin.read())\n"
        f"Path({str(tmp_path / 'chart.png')!r}).write_bytes(picture.png(chart)); os._exit(0)\n"
    )
    unset = {name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"}
    subprocess.run([sys.executable, "-c", program], input=prices().model_dump_json().encode(), env=unset, check=True)
    assert (tmp_path / "chart.png").read_bytes() == picture.png(prices())


# ---- nothing cut


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("size", [(1200, 675), (900, 900), (1600, 600)])
def test_no_words_leave_a_picture(example: Example, size: tuple[int, int], code: Code) -> None:
    width, height = (side / 1.5 for side in size)
    for stroke in picture.picture(example(code), theme("light"), width, height):
        if isinstance(stroke, picture.Print):
            long = text_width(stroke.text, stroke.type)
            left = stroke.x - {"start": 0, "middle": long / 2, "end": long}[stroke.anchor]
            assert left >= 20 and left + long <= width - 20, stroke
            assert 12 <= stroke.baseline <= height - 8


def test_a_crowded_chart_gets_a_higher_picture_or_smaller_type_and_keeps_every_name() -> None:
    chart = falls().changed(legend=False)
    many = tuple(f"{name} {number}" for number in (1, 2, 3) for name in chart.categories)
    crowded = chart.changed(
        categories=many, series=tuple(series.changed(points=series.points * 3) for series in chart.series)
    )
    assert ElementTree.fromstring(picture.svg(chart)).get("viewBox") == "0 0 800 450"
    higher = ElementTree.fromstring(picture.svg(crowded)).get("viewBox", "").split()
    assert higher[2] == "800" and float(higher[3]) > 450
    file = picture.svg(crowded, size=picture.SIZE)
    assert float(ElementTree.fromstring(file).get("viewBox", "").split()[2]) > 800
    assert set(many) <= set(written(file))


def test_a_chart_without_marks_is_a_picture_with_its_sentence() -> None:
    empty = prices().changed(
        title="An diesem Tag hatte kein Modell einen Preis.",
        categories=(),
        series=tuple(series.changed(points=()) for series in prices().series),
    )
    assert "An diesem Tag hatte kein Modell einen Preis." in written(picture.svg(empty))
