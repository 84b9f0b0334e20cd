"""Lines: where a sentence may break, how it is balanced."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from lagebild.language import NBSP, Span, Text
from lagebild.look.typesetting import Pieces, one_line_width, pieces_of, set_lines

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


def test_a_line_break_in_the_text_is_kept(look: QApplication) -> None:
    assert lines("eins zwei\ndrei", "body", 400) == ["eins zwei", "drei"]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_takes_no_line(text: str, look: QApplication) -> None:
    assert lines(text, "body", 100) == []
