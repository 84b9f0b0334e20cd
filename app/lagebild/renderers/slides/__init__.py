"""Decks as .pptx: native charts that stay editable, on our own template or the reader's."""

from __future__ import annotations

from datetime import date

from lagebild.documents.deck import Deck


def write(deck: Deck, template: bytes | None = None, *, day: date) -> bytes:
    """The deck as a PowerPoint file; the same arguments give the same bytes.

    `template` is a .pptx, .potx or .pptm, by default our own; `day` is the date of the file's properties.
    Raises UserError where the template cannot be used.
    """
    from lagebild.renderers.slides.presentation import presentation

    return presentation(deck, template, day)
