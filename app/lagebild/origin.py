"""Where a shown number comes from: knowledge, the reader's own input, an assumption, or a line computed from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

ANSWERS = "answers"
"""The topic of the reader's answers to the checklist: "answers.theme.option"."""
WEEKS = "weeks"
"""The topic of the weeks that the reader gives an own option: "weeks.option"."""
KEPT = "kept."
"""What the name of an input begins with in the state put aside for comparison."""


class Origin(NamedTuple):
    """The root of a number; `Language.show` asks for it.

    `records` are ids of the knowledge (assumptions are records too), `inputs` are "topic.input" of the
    briefing, `line` is the "topic.line" that computed the number from both. The day of the prices is the
    input "as_of"; inputs of the state put aside begin with "kept.".
    """

    records: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()
    line: str = ""

    def __or__(self, other: Origin) -> Origin:
        """Both origins together, for a number made of two."""
        return Origin(
            tuple(dict.fromkeys(self.records + other.records)),
            tuple(dict.fromkeys(self.inputs + other.inputs)),
            self.line or other.line,
        )

    @property
    def leads_on(self) -> bool:
        """Whether there is something to show behind it: it is no mere count."""
        return bool(self.records or self.inputs or self.line not in ("", COUNTED.line))


def record(*ids: str) -> Origin:
    """Taken from these records of the knowledge."""
    return Origin(records=ids)


def reader(*inputs: str) -> Origin:
    """The reader's own input, named "topic.input"."""
    return Origin(inputs=inputs)


COUNTED = Origin(line="counted")
"""Not content: a count of things on the screen, a position, a tick of an axis, a version."""

AS_OF = Origin(inputs=("as_of",))
"""The day whose prices count: the reader's, or that of the shock."""


def union(origins: Iterable[Origin]) -> Origin:
    """All origins together, counts left out; a line only where it is the one line of all."""
    told = [origin for origin in origins if origin.leads_on]
    lines = {origin.line for origin in told}
    return Origin(
        tuple(dict.fromkeys(record for origin in told for record in origin.records)),
        tuple(dict.fromkeys(name for origin in told for name in origin.inputs)),
        lines.pop() if len(lines) == 1 else "",
    )


def kept(origin: Origin) -> Origin:
    """The same of the state put aside: its inputs are other ones."""
    return origin._replace(inputs=tuple(f"{KEPT}{name}" for name in origin.inputs))
