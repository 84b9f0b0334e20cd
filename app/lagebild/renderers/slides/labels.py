"""The words at a mark: number formats that show a value as its label does, and native data labels."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from lagebild.language import MINUS, Code, Language, NumberFormat
from lagebild.language import number_format as numbers_written
from lagebild.renderers.slides.colours import Colour
from lagebild.renderers.slides.elements import Element, characters, element
from lagebild.renderers.slides.measuring import width

# Codes are stored in neutral form. The prefix asks for the separators of the chart's language, or of a country that
# writes numbers as the reader has chosen: LibreOffice follows it; PowerPoint, for separators, follows the reader's
# system.
_LOCALES: dict[Code, str] = {"de": "[$-407]", "en": "[$-809]"}
_LIKE: dict[NumberFormat, str] = {"german": "[$-407]", "english": "[$-809]", "swiss": "[$-807]"}
_DATE = re.compile(r"[dmy]")
_WORDS = re.compile(r'"[^"]*"')
_LABEL_EXTENSION = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # Office's own name for what 2013 added to labels
_SERIES_EXTENSION = "{02D57815-91ED-43cb-92C2-25804820EDAC}"  # … and to series
_FIELDS = uuid.UUID("b59f2c8e-6f0c-4d0e-8a55-3d1f6b6c9b10")


def number_format(label: str, value: float, language: Code) -> str | None:
    """The format code that shows `value` as `label` ('#,##0" $"' for "26.649 $"); None if no code does."""
    sign = label[:1] if label[:1] in (MINUS, "+") else ""
    rest = label[len(sign) :]
    grouping, decimal = Language(language).signs
    found = _number(grouping, decimal).search(rest)
    if found is None or '"' in rest:
        return None
    before, digits, after = rest[: found.start()], found[0], rest[found.end() :]
    if re.search(r"\d", before + after):
        return None
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


@lru_cache(maxsize=8)
def _number(grouping: str, decimal: str) -> re.Pattern[str]:
    """A number with these signs between its digits."""
    grouping, decimal = re.escape(grouping), re.escape(decimal)
    return re.compile(rf"\d{{1,3}}(?:{grouping}\d{{3}})+(?:{decimal}\d+)?|\d+(?:{decimal}\d+)?")


def local_format(code: str, language: Code) -> str:
    """`code` asking for the separators of `language`, or a date's for the names of its months."""
    own = _LOCALES[language]
    if not _DATE.search(_WORDS.sub("", code)):
        own = _LIKE.get(numbers_written(), own)
    return ";".join(own + section for section in code.split(";"))


def _rounded(number: Decimal, places: int) -> Decimal:
    # half up, as Office rounds; where the label was rounded to even it stays a plain text
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _quoted(words: str) -> str:
    return f'"{words}"' if words else ""


# ---- labels


class Run(NamedTuple):
    """Words of one look in a label; a value is written as a field, which follows the data."""

    text: str
    size: float
    colour: Colour
    bold: bool = False
    is_value: bool = False


class Label(NamedTuple):
    """What stands at one mark, and where; without runs, nothing."""

    runs: tuple[Run, ...]
    position: str
    code: str | None
    """The number format of the value; None where the value is written as plain words."""
    down: float = 0.0
    """How far it is moved below its place, as a share of the graphic's height."""
    across: float = 0.0
    """… and to the right of it, as a share of the width."""
    from_cells: bool = False
    """Whether its value is that of a cell, which is not what is plotted."""

    @property
    def width(self) -> float:
        """About how wide it is, in points."""
        return sum(width(run.text, run.size) for run in self.runs)

    def xml(self, index: int, key: str) -> Element:
        """The label of the point at `index`; `key` makes the ids of its fields the same each time."""
        if not self.runs:
            return element("c:dLbl", element("c:idx", val=index), element("c:delete", val=True))
        from_cells = self.from_cells and self.code is not None
        plain = len(self.runs) == 1 and self.runs[0].is_value and self.code is not None and not from_cells
        code = None if from_cells else self.code
        return element(
            "c:dLbl",
            element("c:idx", val=index),
            self._moved() if self.down or self.across else None,
            None if plain else self._words(f"{key}.{index}"),
            None if code is None else element("c:numFmt", formatCode=code, sourceLinked=False),
            no_shape(),
            text_properties(self.runs[0].size, self.runs[0].colour, bold=self.runs[0].bold) if plain else None,
            element("c:dLblPos", val=self.position),
            *shown(*(() if from_cells else ("showVal",))),
            None if plain else extension(show_cells() if from_cells else element("c15:dlblFieldTable")),
        )

    def _moved(self) -> Element:
        across = element("c:x", val=f"{self.across:.4f}" if self.across else 0)
        down = element("c:y", val=f"{self.down:.4f}")
        return element("c:layout", element("c:manualLayout", across, down))

    def _words(self, key: str) -> Element:
        first = self.runs[0]
        words = [element("a:pPr", characters("a:defRPr", first.size, first.colour, bold=first.bold), algn="l")]
        for place, run in enumerate(self.runs):
            look = characters("a:rPr", run.size, run.colour, bold=run.bold)
            text = element("a:t", run.text)
            if run.is_value and self.code is not None:
                # a field follows edited data; the words stand in it too, for programs that do not know it
                field = str(uuid.uuid5(_FIELDS, f"{key}.{place}")).upper()
                kind = "CELLRANGE" if self.from_cells else "VALUE"
                words.append(element("a:fld", look, element("a:pPr"), text, id=f"{{{field}}}", type=kind))
            else:
                words.append(element("a:r", look, text))
        return element("c:tx", element("c:rich", one_line(), element("a:lstStyle"), element("a:p", *words)))


def shown(*what: str) -> list[Element]:
    """Which parts of a label are shown, every switch in its place."""
    switches = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    return [element(f"c:{switch}", val=switch in what) for switch in switches]


def no_shape() -> Element:
    """Neither fill nor outline."""
    return element("c:spPr", element("a:noFill"), element("a:ln", element("a:noFill")))


def text_properties(size: float, colour: Colour, *, bold: bool = False, wrapped: bool = False) -> Element:
    """The look of a text whose words are not ours to write (values, names on an axis)."""
    return element(
        "c:txPr",
        element("a:bodyPr", rot=0, vert="horz") if wrapped else one_line(),
        element("a:lstStyle"),
        element(
            "a:p",
            element("a:pPr", characters("a:defRPr", size, colour, bold=bold)),
            element("a:endParaRPr"),
        ),
    )


def one_line() -> Element:
    """The body of a label whose lines are not wrapped."""
    # without this PowerPoint wraps a label at about a fifth of the graphic's width
    return element(
        "a:bodyPr", element("a:spAutoFit"), rot=0, vertOverflow="overflow", horzOverflow="overflow", vert="horz",
        wrap="none", anchor="ctr",
    )  # fmt: skip


def extension(*children: Element) -> Element:
    """What Office 2013 added to labels, where older readers skip it."""
    return element("c:extLst", element("c:ext", *children, uri=_LABEL_EXTENSION))


def show_cells() -> Element:
    """In the extension of labels: they say what cells show."""
    return element("c15:showDataLabelsRange", val=True)


def said_by_cells(place: str, texts: Sequence[str | None]) -> Element:
    """In the extension of a series: the cells at `place` that its labels are from, and what they show."""
    cached = [element("c:pt", element("c:v", text), idx=index) for index, text in enumerate(texts) if text is not None]
    words = element("c15:dlblRangeCache", element("c:ptCount", val=len(texts)), *cached)
    cells = element("c15:datalabelsRange", element("c15:f", place), words)
    return element("c:extLst", element("c:ext", cells, uri=_SERIES_EXTENSION))
