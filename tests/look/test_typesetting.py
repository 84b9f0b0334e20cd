"""Lines: where a sentence may break, how it is balanced."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from lagebild.language import NBSP, Span, Text
from lagebild.look.fonts import text_width
from lagebild.look.typesetting import (
    Pieces,
    boxes,
    ends_in_one_word,
    flush_right,
    line_height,
    one_line_width,
    pieces_of,
    set_lines,
)
from lagebild.widgets.labels import few_balanced

SENTENCE = pieces_of(
    Text(
        [
            Span(f"Dieselbe Arbeit kostet mit DeepSeek{NBSP}R1 "),
            Span(f"974{NBSP}$", None, True),
            Span(f" im{NBSP}Monat, mit OpenAI{NBSP}o1 "),
            Span(f"26.649{NBSP}$", None, True),
            Span(" – das "),
            Span("27,4-Fache", None, True),
            Span("."),
        ]
    )
)


def lines(pieces: Pieces | str, role: str, width: int, *, balanced: bool = False) -> list[str]:
    """The words of each line."""
    if isinstance(pieces, str):
        pieces = pieces_of(pieces)
    setting = set_lines(pieces, role, width, balanced)
    return ["".join(run.text for run in line) for line in setting.lines]


def test_no_word_is_lost_at_any_width(look: QApplication) -> None:
    whole = "".join(text for text, _ in SENTENCE).replace(" ", "").replace(NBSP, "")
    for width in range(20, 900, 7):
        said = "".join(lines(SENTENCE, "answer_l", width)).replace(" ", "").replace(NBSP, "")
        assert said == whole


def test_no_line_is_wider_than_its_room(look: QApplication) -> None:
    for width in range(30, 900, 7):
        assert set_lines(SENTENCE, "answer_l", width).width <= width


def test_a_balanced_sentence_has_as_many_lines_and_is_narrower(look: QApplication) -> None:
    plain, balanced = (set_lines(SENTENCE, "answer_l", 640, even) for even in (False, True))
    assert len(plain.lines) == len(balanced.lines) == 2
    assert balanced.width < plain.width


def test_numbers_and_names_are_never_broken(look: QApplication) -> None:
    for width in range(180, 900, 11):
        for line in lines(SENTENCE, "answer_l", width, balanced=True):
            assert not line.endswith(("974", "OpenAI", "DeepSeek", "26.649", "im"))
            assert not line.startswith(("$", "o1", "R1", "–", "-Fache"))


def test_a_compound_breaks_after_its_hyphen_but_not_after_a_number(look: QApplication) -> None:
    text = "nur Miete: 2,788 Mio. GPU-Stunden"
    width = one_line_width(pieces_of("nur Miete: 2,788 Mio. GPU-"), "body") + 2
    assert lines(text, "body", width) == ["nur Miete: 2,788 Mio. GPU-", "Stunden"]
    width = one_line_width(pieces_of("o1-Preises"), "body") + 2
    assert lines("Teil des o1-Preises", "body", width) == ["Teil des", "o1-Preises"]


def test_a_word_too_long_is_divided_rather_than_cut(look: QApplication) -> None:
    parts = lines("Donaudampfschifffahrtsgesellschaft", "body", 80)
    assert len(parts) > 1
    assert "".join(parts) == "Donaudampfschifffahrtsgesellschaft"


def test_a_longer_text_does_not_end_in_a_line_of_one_word(look: QApplication) -> None:
    text = pieces_of(" ".join(["bei Anbietern nur Token, ohne Anbindung und Prüfung;"] * 5))
    lonely = [width for width in range(200, 700) if ends_in_one_word(set_lines(text, "body", width))]
    assert any(len(set_lines(text, "body", width).lines) > 3 for width in lonely)
    for width in lonely:
        even = few_balanced(text, "body", width)
        assert not ends_in_one_word(even) and len(even.lines) == len(set_lines(text, "body", width).lines)


def test_lines_flush_right_end_where_the_room_ends(look: QApplication) -> None:
    setting = flush_right(set_lines(SENTENCE, "body", 300), "body", 320)
    for line in setting.lines:
        last = line[-1]
        assert abs(last.x + text_width(last.text, "strong" if last.strong else "body") - 320) < 0.01
    assert setting.width == 320


def test_a_line_break_in_the_text_is_kept(look: QApplication) -> None:
    assert lines("eins zwei\ndrei", "body", 400) == ["eins zwei", "drei"]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_takes_no_line(text: str, look: QApplication) -> None:
    assert lines(text, "body", 100) == []


def test_every_run_knows_its_place_in_the_whole_text(look: QApplication) -> None:
    spaced = (*SENTENCE, ("   drei Leerzeichen – und\nein Donaudampfschifffahrtsgesellschaftskapitän", False))
    whole = "".join(text for text, _ in spaced).replace(NBSP, " ")
    for width in (60, 200, 520, 2000):
        for run in (run for line in set_lines(spaced, "body", width).lines for run in line):
            assert whole[run.start : run.start + len(run.text)] == run.text.replace(NBSP, " ")


def test_a_number_is_found_where_it_is_painted(look: QApplication) -> None:
    setting = set_lines(SENTENCE, "body", 300)
    whole = "".join(text for text, _ in SENTENCE)
    start = whole.index("26.649")
    (box,) = boxes(setting, "body", start, start + len(f"26.649{NBSP}$"))
    line = next(number for number, line in enumerate(setting.lines) if any("26.649" in run.text for run in line))
    assert box.y() == line * line_height("body")
    assert box.width() == pytest.approx(one_line_width(((f"26.649{NBSP}$", True),), "body"), abs=1)
    everything = boxes(setting, "body", 0, len(whole))
    assert {box.y() for box in everything} == {number * line_height("body") for number in range(len(setting.lines))}
