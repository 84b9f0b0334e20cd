"""Texts longer than anybody reads: what is shown of them. All of it is in the record, and is copied and searched."""

from __future__ import annotations

from lagebild.language import Text

LONGEST = 4_000
"""Letters of a text that is read in a column."""
_MOST_OF_IT = 0.7
"""Of the letters there are room for: a shorter rest is no reason to drop half a word."""


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
    """The same for plain words, a name or a remark in a chart: after a whole word, where one ends near there."""
    if len(words) <= most:
        return words
    kept = words[:most]
    if words[most] != " ":
        whole = kept.rpartition(" ")[0]
        kept = whole if len(whole) >= _MOST_OF_IT * most else kept
    return f"{kept.rstrip()} …"
