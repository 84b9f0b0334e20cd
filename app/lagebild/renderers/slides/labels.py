"""The words at a mark: number formats that show a value as its label does, and native data labels."""

from __future__ import annotations

import re
import uuid
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lagebild.charts.chart import Point
from lagebild.language import MINUS, Code
from lagebild.renderers.slides.colours import Colour
from lagebild.renderers.slides.elements import Element, characters, element

# Codes are stored in neutral form. The prefix asks for the separators of the chart's language: LibreOffice follows
# it; PowerPoint, for separators, follows the reader's system.
_LOCALES: dict[Code, str] = {"de": "[$-407]", "en": "[$-809]"}
_NUMBERS: dict[Code, re.Pattern[str]] = {
    "de": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"),
    "en": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"),
}
_LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # Office's own name for what 2013 added to labels
_FIELDS = uuid.UUID("b59f2c8e-6f0c-4d0e-8a55-3d1f6b6c9b10")


def number_format(label: str, value: float, language: Code) -> str | None:
    """The format code that shows `value` as `label` ('#,##0" $"' for "26.649 $"); None if no code does."""
    sign = label[:1] if label[:1] in (MINUS, "+") else ""
    rest = label[len(sign) :]
    found = _NUMBERS[language].search(rest)
    if found is None or '"' in rest:
        return None
    before, digits, after = rest[: found.start()], found[0], rest[found.end() :]
    if re.search(r"\d", before + after):
        return None
    grouping, decimal = (".", ",") if language == "de" else (",", ".")
    shown = Decimal(digits.replace(grouping, "").replace(decimal, "."))
    places = -int(shown.as_tuple().exponent)
    exact = abs(Decimal(repr(value)))
    per_cent = False
    if _rounded(exact, places) != shown:
        # a share of 0.0365 shown as 3,65 %: the sign outside of quotes multiplies by 100
        per_cent = "%" in after and _rounded(exact * 100, places) == shown
        if not per_cent:
            return None
    if (value < 0 and shown != 0) != (sign == MINUS):
        return None
    grouped = grouping in digits or shown < 1000
    code = ("#,##0" if grouped else "0") + ("." + "0" * places if places else "")
    if per_cent:
        words_before, _, words_after = after.partition("%")
        code = f"{_quoted(before)}{code}{_quoted(words_before)}%{_quoted(words_after)}"
    else:
        code = f"{_quoted(before)}{code}{_quoted(after)}"
    plus = '"+"' if sign == "+" else ""
    sections = [plus + code, f'"{MINUS}"{code}'] + ([code] if plus else [])
    return ";".join(sections)


def local_format(code: str, language: Code) -> str:
    """`code` asking for the separators of `language`."""
    return ";".join(_LOCALES[language] + section for section in code.split(";"))


def _rounded(number: Decimal, places: int) -> Decimal:
    # half up, as Office rounds; where the label was rounded to even it stays a plain text
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


# ---- widths


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide `text` is in points: Calibri's mean widths, a little generous, since no font is at hand."""
    ems = sum(
        0.27 if letter in "iljIftr.,:;'!|()[]-" else 0.84 if letter in "mwMW—" else 0.6 if letter.isupper() else 0.51
        for letter in text
        if letter not in " \u00a0"
    ) + 0.23 * sum(letter in " \u00a0" for letter in text)
    return ems * size * (1.06 if bold else 1.02)


# ---- labels


class Run(NamedTuple):
    """Words of one look in a label; a value is written as a field, which follows the data."""

    text: str
    size: float
    colour: Colour
    bold: bool = False
    is_value: bool = False

    @property
    def width(self) -> float:
        return width(self.text, self.size, bold=self.bold)


class Label(NamedTuple):
    """What stands at one mark: paragraphs of runs, and where."""

    paragraphs: tuple[tuple[Run, ...], ...]
    position: str
    code: str | None
    """The number format of the value; None where the value is written as plain words."""

    @property
    def width(self) -> float:
        return max((sum(run.width for run in runs) for runs in self.paragraphs), default=0.0)

    def xml(self, index: int, key: str) -> Element:
        """The label of the point at `index`; `key` makes the ids of its fields the same each time."""
        if not self.paragraphs:
            return element("c:dLbl", element("c:idx", val=index), element("c:delete", val=True))
        runs = self.paragraphs[0]
        plain = len(self.paragraphs) == 1 and len(runs) == 1 and runs[0].is_value and self.code is not None
        return element(
            "c:dLbl",
            element("c:idx", val=index),
            None if plain else self._words(key),
            None if self.code is None else element("c:numFmt", formatCode=self.code, sourceLinked=False),
            no_shape(),
            text_properties(runs[0]) if plain else None,
            element("c:dLblPos", val=self.position),
            *shown("showVal"),
            None if plain else _extension(),
        )

    def _words(self, key: str) -> Element:
        rich = element("c:rich", element("a:bodyPr", wrap="none"), element("a:lstStyle"))
        for number, runs in enumerate(self.paragraphs):
            paragraph = element("a:p", element("a:pPr", characters("a:defRPr", *runs[0][1:3]), algn="l"))
            for place, run in enumerate(runs):
                look = characters("a:rPr", run.size, run.colour, bold=run.bold)
                words = element("a:t", run.text)
                if run.is_value and self.code is not None:
                    # the words stand in the field too, for programs that do not know it
                    name = uuid.uuid5(_FIELDS, f"{key}.{number}.{place}")
                    field = element("a:fld", look, element("a:pPr"), words, id=f"{{{name}}}".upper(), type="VALUE")
                    paragraph.append(field)
                else:
                    paragraph.append(element("a:r", look, words))
            rich.append(paragraph)
        return element("c:tx", rich)


def end_label(
    point: Point | None,
    size: float,
    colour: Colour,
    note: Run | None,
    below: tuple[Run, ...],
    language: Code,
    position: str,
) -> Label:
    """The label at the end of a mark: value, note beside it, and sentences below, each in its line."""
    if point is None:
        return Label((), position, None)
    code = number_format(point.label, point.value, language)
    first = [Run(point.label, size, colour, bold=True, is_value=True)] if point.label else []
    if note is not None:
        first.append(note)
    paragraphs = ([tuple(first)] if first else []) + [(run,) for run in below]
    return Label(tuple(paragraphs), position, None if code is None else local_format(code, language))


def inner_label(point: Point, size: float, colour: Colour, language: Code, room: float) -> Label:
    """What a mark says inside itself, the longer or the shorter way; nothing where `room` is too small."""
    code = number_format(point.label, point.value, language)
    for text in (point.within, point.label):
        before, value, after = text.partition(point.label)
        runs = tuple(
            Run(words, size, colour, is_value=is_value)
            for words, is_value in ((before, False), (value, True), (after, False))
            if words
        )
        if runs and sum(run.width for run in runs) + size <= room:
            return Label((runs,), "ctr", None if code is None else local_format(code, language))
    return Label((), "ctr", None)


def shown(*what: str) -> list[Element]:
    """Which parts of a label are shown, every switch in its place."""
    switches = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [element(f"c:{switch}", val=switch in what) for switch in switches]


def no_shape() -> Element:
    """Neither fill nor outline."""
    return element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill")))


def text_properties(run: Run) -> Element:
    """The look of a text whose words are not ours to write (values, names of an axis)."""
    look = characters("a:defRPr", run.size, run.colour, bold=run.bold)
    return element(
        "c:txPr",
        element("a:bodyPr", wrap="none"),
        element("a:lstStyle"),
        element("a:p", element("a:pPr", look), element("a:endParaRPr")),
    )


def _extension() -> Element:
    field_table = element("c15:dlblFieldTable")
    return element("c:extLst", element("c:ext", field_table, uri=_LABEL_EXTENSION))
