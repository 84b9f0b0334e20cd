"""A number asks for its evidence: what was asked for, the event that carries it to the window, and who is asked."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget

from lagebild.language import Shown, Span, Text
from lagebild.origin import Origin

_AROUND = 70  # letters kept on either side of a number
# what is never broken over two lines is one word; the digit of a name ("R1") makes no number
_WORD = re.compile(r"[^ \n]+")
_DIGIT = re.compile(r"(?<![^\W_])\d")
_BESIDE = "()[]„“”‚‘’\"'.,;:!?"


class Asked(NamedTuple):
    """A number in the words around it, where it is strong, and its origin."""

    words: Text
    origin: Origin


class EvidenceAsked(QEvent):
    """Sent to the window of the widget on which somebody asked where numbers come from."""

    TYPE = QEvent.Type(QEvent.registerEventType())

    def __init__(self, asked: tuple[Asked, ...]) -> None:
        super().__init__(self.TYPE)
        self.asked = asked


def ask(widget: QWidget, *asked: Asked) -> None:
    """Let the window of `widget` show where these numbers come from; a dialog without an answer gives none."""
    if asked:
        QCoreApplication.sendEvent(widget.window(), EvidenceAsked(asked))


# ---- what is asked for


def spans_of(words: str | Text) -> tuple[Span, ...]:
    """Words as spans: a number alone is one."""
    return words if isinstance(words, Text) else (Span(words, words.origin if isinstance(words, Shown) else None),)


def leads_on(origin: Origin | None) -> bool:
    """Whether there is evidence to ask for."""
    return origin is not None and origin.leads_on


def with_origin(words: str, origin: Origin) -> str | Text:
    """Words as they are; with a digit in them they come from `origin`."""
    return Text((Span(words, origin),)) if _DIGIT.search(words) else words


@lru_cache(maxsize=1024)
def numbers_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where the numbers of a span stand, with their units: all of it, or in a statement the words with digits."""
    words = list(_WORD.finditer(text))
    numbers = [word for word in words if _DIGIT.search(word[0])]
    if numbers and len(numbers) == len(words):
        return ((0, len(text)),)
    places = []
    for word in numbers:
        start = word.start() + len(word[0]) - len(word[0].lstrip(_BESIDE))
        places.append((start, start + len(word[0].strip(_BESIDE))))
    return tuple(places)


def is_asked_for(span: Span) -> bool:
    """Whether a span holds a number with an origin."""
    return leads_on(span.origin) and bool(numbers_in(span.text))


def asked_of(words: str | Text, about: str | Text = "") -> tuple[Asked, ...]:
    """The numbers in `words`, those of one origin together; `about` says what a number standing alone is."""
    spans = spans_of(words)
    together: dict[Origin, list[int]] = {}
    for place, span in enumerate(spans):
        if span.origin is not None and is_asked_for(span):
            together.setdefault(span.origin, []).append(place)
    return tuple(Asked(_around(spans, places, about), origin) for origin, places in together.items())


def asked_at(words: str | Text, place: int, about: str | Text = "") -> Asked:
    """The number that is the span at `place`."""
    spans = spans_of(words)
    origin = spans[place].origin
    assert origin is not None
    return Asked(_around(spans, (place,), about), origin)


def named(name: str, shown: str, origin: Origin) -> Asked:
    """A number and what it is; a name that says a number too has it from the same origin."""
    before = with_origin(f"{name}: " if name else "", origin)
    return Asked(Text((*spans_of(before), Span(shown, origin, True))), origin)


def _around(spans: tuple[Span, ...], places: Container[int], about: str | Text) -> Text:
    chosen = [place in places for place in range(len(spans))]
    if len(spans) == 1 and about:  # a number that stands alone
        own = with_origin(about, spans[0].origin) if isinstance(about, str) and spans[0].origin else about
        return Text((*spans_of(own), Span(": "), *_strong(spans[0])))
    ends = list(accumulate(len(span.text) for span in spans))
    whole = "".join(span.text for span in spans)
    first = next(end - len(span.text) for end, span, here in zip(ends, spans, chosen, strict=True) if here)
    last = max(end for end, here in zip(ends, chosen, strict=True) if here)
    start = whole.find(" ", first - _AROUND, first) + 1 if first > _AROUND else 0
    stop = whole.rfind(" ", last, last + _AROUND) if len(whole) - last > _AROUND else len(whole)
    stop = len(whole) if stop < 0 else stop
    kept = [Span("… ")] if start else []
    for end, span, here in zip(ends, spans, chosen, strict=True):
        begin = end - len(span.text)
        text = span.text[max(start - begin, 0) : max(stop - begin, 0)]
        if text:
            kept += _strong(Span(text, span.origin)) if here else [Span(text, span.origin)]
    if stop < len(whole):
        kept.append(Span(" …"))
    return Text(kept)


def _strong(span: Span) -> Iterator[Span]:
    """A span with its numbers strong."""
    end = 0
    for start, stop in numbers_in(span.text):
        if start > end:
            yield Span(span.text[end:start], span.origin)
        yield Span(span.text[start:stop], span.origin, True)
        end = stop
    if end < len(span.text):
        yield Span(span.text[end:], span.origin)


# ---- who is asked


@runtime_checkable
class Telling(Protocol):
    """A widget that shows numbers; what stands on it is told by it."""

    def asked(self) -> tuple[Asked, ...]:
        """Its numbers, in reading order."""
        ...


@runtime_checkable
class Pointing(Protocol):
    """A widget in which the keys move from number to number."""

    def asked_here(self) -> tuple[Asked, ...]:
        """The one they have reached; none where they have reached none."""
        ...


def asked_in(widget: QWidget) -> tuple[Asked, ...]:
    """The numbers seen on `widget` in reading order; those of one origin once, as the first of them reads."""
    found: dict[Origin, Asked] = {}
    for number in _in(widget):
        found.setdefault(number.origin, number)
    return tuple(found.values())


def asked_about(focused: QWidget | None, page: QWidget) -> tuple[Asked, ...]:
    """The numbers nearest to the focus: the one the keys have reached, or those of the innermost part with any."""
    here = focused
    while here is not None and page.isAncestorOf(here):
        found = (here.asked_here() if isinstance(here, Pointing) else ()) or asked_in(here)
        if found:
            return found
        here = here.parentWidget()
    return asked_in(page)


def _in(widget: QWidget) -> Iterator[Asked]:
    if isinstance(widget, Telling):
        yield from widget.asked()
        return
    parts = [part for part in widget.children() if isinstance(part, QWidget) and part.isVisible()]
    for part in sorted(parts, key=lambda part: (part.y(), part.x())):
        yield from _in(part)
