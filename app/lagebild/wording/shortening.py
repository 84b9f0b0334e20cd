"""Texts longer than anybody reads: what is shown of them. All of it is in the record, and is copied and searched."""

from __future__ import annotations

from lagebild.language import Text

LONGEST = 4_000
"""Letters of a text that is read in a column."""


def shortened(words: Text, most: int = LONGEST) -> Text:
    """`words` up to `most` letters, then "…"; numbers keep their origin."""
    if len(str(words)) <= most:
        return words
    spans, room = [], most
    for span in words:
        spans.append(span._replace(text=span.text[:room]))
        room -= len(spans[-1].text)
        if room <= 0:
            break
    spans[-1] = spans[-1]._replace(text=f"{spans[-1].text} …")
    return Text(spans)


def cut(words: str, most: int) -> str:
    """The same for plain words: a name, a remark in a chart."""
    return words if len(words) <= most else f"{words[:most]} …"
