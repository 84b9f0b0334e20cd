"""Table of contents of the pages, in the order of the rail; each is built when first shown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QWidget

from lagebild.pages.page import Page, PageId
from lagebild.session import Session

_CLASSES: dict[PageId, str] = {
    "situation": "SituationPage",
    "costs": "CostsPage",
    "market": "MarketPage",
    "risks": "RisksPage",
    "decision": "DecisionPage",
    "evidence": "EvidencePage",
}
PAGES: tuple[PageId, ...] = tuple(_CLASSES)


def page(id: PageId, session: Session, parent: QWidget | None = None) -> Page:
    """A new page; its module is imported now, not at the start."""
    build: Callable[[Session, QWidget | None], Page] = getattr(import_module(f"lagebild.pages.{id}"), _CLASSES[id])
    return build(session, parent)
