"""Breaking a sentence into lines: by words, never inside a number, balanced where asked for."""

from __future__ import annotations

import re
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from lagebild.language import Text
from lagebild.look.colours import colour
from lagebild.look.fonts import font, metrics, text_scale, text_width
from lagebild.look.painting import report_text

# Breaks are allowed at spaces and after the hyphen of a compound ("GPU-Stunden"), not after "o1-" or "27-".
_WORDS = re.compile(r"\n| |(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")


class Run(NamedTuple):
    """Words of one line painted in one go."""

    x: float
    text: str
    strong: bool
    start: int
    """Its first letter's place in the whole text."""


class Setting(NamedTuple):
    """A sentence in lines."""

    lines: tuple[tuple[Run, ...], ...]
    width: int
    """Of the widest line, rounded up."""


class _Word(NamedTuple):
    pieces: tuple[tuple[str, bool], ...]
    width: float
    gap: float  # the space before it
    new_line: bool
    start: int


Pieces = tuple[tuple[str, bool], ...]
# What is strong is set semibold where a role has such a sister; a heading is strong as it is and uses colour.
_STRONG = {"source": "chip", "axis": "chip", "body": "strong", "key_unit": "card_title", "quote": "quote_strong"}


def _role(role: str, strong: bool) -> str:
    return _STRONG.get(role, role) if strong else role


def pieces_of(text: str | Text) -> Pieces:
    """What there is to paint: (words, strong) runs without their origins."""
    if isinstance(text, Text):
        return tuple((span.text, span.strong) for span in text)
    return ((text, False),)


def line_height(role: str, factor: float = 1.0) -> int:
    """From one baseline to the next, in whole pixels."""
    return round(metrics(role).lineSpacing() * factor)


def _words(pieces: Pieces, role: str) -> tuple[_Word, ...]:
    return _words_at(pieces, role, text_scale())


@lru_cache(maxsize=1024)
def _words_at(pieces: Pieces, role: str, scale: float) -> tuple[_Word, ...]:
    words: list[_Word] = []
    open_pieces: list[tuple[str, bool]] = []
    gap, new_line = 0.0, False
    begun = start = 0  # of the piece, and of the open word

    def close() -> None:
        nonlocal open_pieces
        if open_pieces:
            width = sum(text_width(text, _role(role, strong)) for text, strong in open_pieces)
            words.append(_Word(tuple(open_pieces), width, gap, new_line, start))
            open_pieces = []

    for text, strong in pieces:
        position = 0
        for match in _WORDS.finditer(text):
            if match.start() > position:
                start = start if open_pieces else begun + position
                open_pieces.append((text[position : match.start()], strong))
            # a dash or a dot alone stays with the word before it
            if match[0] == " " and text[match.end() : match.end() + 2] in ("– ", "· ") and (open_pieces or words):
                start = start if open_pieces else begun + match.start()
                open_pieces.append(("\u00a0", strong))
            else:
                if open_pieces:
                    close()
                    gap, new_line = 0.0, False
                if match[0] == " ":
                    gap = text_width(" ", role)
                elif match[0] == "\n":
                    new_line = True
            position = match.end()
        if position < len(text):
            start = start if open_pieces else begun + position
            open_pieces.append((text[position:], strong))
        begun += len(text)
    close()
    return tuple(words)


def _fill(words: tuple[_Word, ...], width: float) -> list[list[_Word]]:
    lines: list[list[_Word]] = []
    used = 0.0
    for word in words:
        if lines and not word.new_line and used + word.gap + word.width <= width:
            lines[-1].append(word)
            used += word.gap + word.width
        else:
            lines.append([word])
            used = word.width
    return lines


def _split_long(words: tuple[_Word, ...], role: str, width: int) -> tuple[_Word, ...]:
    """Words wider than the line in parts, so that nothing is cut."""
    if all(word.width <= width for word in words):
        return words
    parts: list[_Word] = []
    for word in words:
        if word.width <= width:
            parts.append(word)
            continue
        gap, new_line, begun = word.gap, word.new_line, word.start
        for text, strong in word.pieces:
            start = 0
            for end in range(1, len(text) + 1):
                if end == len(text) or text_width(text[start : end + 1], _role(role, strong)) > width:
                    part = text[start:end]
                    wide = text_width(part, _role(role, strong))
                    parts.append(_Word(((part, strong),), wide, gap, new_line, begun + start))
                    start, gap, new_line = end, 0.0, False
            begun += len(text)
    return tuple(parts)


def set_lines(pieces: Pieces, role: str, width: int, balanced: bool = False) -> Setting:
    """`pieces` in lines no wider than `width`; `balanced`: as narrow as the number of lines allows."""
    return _set_lines(pieces, role, width, balanced, text_scale())


@lru_cache(maxsize=2048)
def _set_lines(pieces: Pieces, role: str, width: int, balanced: bool, scale: float) -> Setting:
    width = max(width, 1)
    words = _split_long(_words(pieces, role), role, width)
    lines = _fill(words, width)
    if balanced and len(lines) > 1:
        narrow, wide = ceil(max(word.width for word in words)), width
        while narrow < wide:
            middle = (narrow + wide) // 2
            if len(_fill(words, middle)) <= len(lines):
                wide = middle
            else:
                narrow = middle + 1
        lines = _fill(words, wide)
    set_: list[tuple[Run, ...]] = []
    widest = 0.0
    for line in lines:
        runs: list[Run] = []
        x = 0.0
        for index, word in enumerate(line):
            space = " " if index and word.gap else ""
            start = word.start
            for number, (text, strong) in enumerate(word.pieces):
                before = space if number == 0 else ""
                last = runs[-1] if runs else None
                # several spaces in the text are one on the line, and no run goes across them
                if last and last.strong == strong and last.start + len(last.text) + len(before) == start:
                    runs[-1] = last._replace(text=last.text + before + text)
                else:
                    runs.append(Run(x + (word.gap if before else 0.0), text, strong, start))
                x += (word.gap if before else 0.0) + text_width(text, _role(role, strong))
                start += len(text)
        set_.append(tuple(runs))
        widest = max(widest, x)
    return Setting(tuple(set_), ceil(widest))


def ends_in_one_word(setting: Setting) -> bool:
    """Whether the last of several lines holds a single word."""
    return len(setting.lines) > 1 and " " not in "".join(run.text for run in setting.lines[-1])


def flush_right(setting: Setting, role: str, width: int) -> Setting:
    """The same lines, each ending at `width`."""
    moved = []
    for line in setting.lines:
        last = line[-1]
        by = width - last.x - text_width(last.text, _role(role, last.strong))
        moved.append(tuple(run._replace(x=run.x + by) for run in line))
    return Setting(tuple(moved), width)


def one_line_width(pieces: Pieces, role: str) -> int:
    """The width all of it takes on one line."""
    return ceil(sum(text_width(text, _role(role, strong)) for text, strong in pieces))


def widest_word(pieces: Pieces, role: str) -> int:
    """The narrowest width that breaks no word."""
    return ceil(max((word.width for word in _words(pieces, role)), default=0.0))


def boxes(setting: Setting, role: str, start: int, end: int, height: int = 0) -> tuple[QRectF, ...]:
    """Where the letters from `start` up to `end` of the whole text stand, in lines `height` high."""
    height = height or line_height(role)
    found = []
    for number, line in enumerate(setting.lines):
        for run in line:
            first, last = max(start - run.start, 0), min(end - run.start, len(run.text))
            if first < last:
                kind = _role(role, run.strong)
                left = run.x + text_width(run.text[:first], kind)
                found.append(QRectF(left, number * height, text_width(run.text[first:last], kind), height))
    return tuple(found)


def draw_lines(
    painter: QPainter,
    setting: Setting,
    role: str,
    x: float,
    y: float,
    *,
    tint: str,
    strong_tint: str = "",
    height: int = 0,
    room: int = 0,
) -> None:
    """Paint the lines with their upper left corner at (x, y), each `height` high; `room` is what they may take."""
    measure = metrics(role)
    height = height or line_height(role)
    fonts = font(role), font(_role(role, True))
    baseline = y + round((height + measure.ascent() - measure.descent()) / 2)
    for line in setting.lines:
        for run in line:
            painter.setFont(fonts[run.strong])
            painter.setPen(colour(strong_tint if run.strong and strong_tint else tint))
            painter.drawText(QPointF(x + run.x, baseline), run.text)
        baseline += height
    if room:
        text = "\n".join("".join(run.text for run in line) for line in setting.lines)
        box = QRectF(x, y, setting.width, height * len(setting.lines))
        report_text(painter, text, box, QRectF(x, y, room, box.height()))
