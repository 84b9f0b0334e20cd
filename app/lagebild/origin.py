"""Where a shown number comes from: knowledge, the reader's own input, an assumption, or a line computed from them."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """The root of a number; `Language.show` asks for it.

    `records` are ids of the knowledge (assumptions are records too), `inputs` are "topic.input" of the
    briefing, `line` is the "topic.line" that computed the number from both.
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


def record(*ids: str) -> Origin:
    """Taken from these records of the knowledge."""
    return Origin(records=ids)


def reader(*inputs: str) -> Origin:
    """The reader's own input, named "topic.input"."""
    return Origin(inputs=inputs)


COUNTED = Origin(line="counted")
"""Not content: a count of things on the screen, a position, a tick of an axis, a version."""
