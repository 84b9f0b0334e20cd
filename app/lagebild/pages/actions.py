"""What can be done from everywhere: its words, its keys, its icon."""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtGui import QKeySequence

from lagebild.errors import N_
from lagebild.language import Language


class PageEntry(NamedTuple):
    """A page in the rail and in the palette."""

    page: str
    words: str
    icon: str


PAGES = (
    PageEntry("situation", N_("Situation"), "situation"),
    PageEntry("costs", N_("Costs"), "costs"),
    PageEntry("market", N_("Market"), "market"),
    PageEntry("risks", N_("Risks"), "risks"),
    PageEntry("decision", N_("Decision"), "decision"),
    PageEntry("evidence", N_("Evidence"), "evidence"),
)
"""In the order of the rail; Ctrl and their number open them."""


class Entry(NamedTuple):
    """An action: `words` are a message; the first of `keys` is the one that is shown."""

    id: str
    words: str
    icon: str = ""
    keys: tuple[str, ...] = ()


ACTIONS = (
    Entry("search", N_("Search"), "search", ("Ctrl+K",)),
    Entry("new", N_("New briefing"), "file", ("Ctrl+N",)),
    Entry("open", N_("Open …"), "folder", ("Ctrl+O",)),
    Entry("save", N_("Save"), "save", ("Ctrl+S",)),
    Entry("save_as", N_("Save as …"), "", ("Ctrl+Shift+S",)),
    Entry("print", N_("Print …"), "printer", ("Ctrl+P",)),
    Entry("sample", N_("Open the example"), "", ()),
    Entry("options", N_("Edit options"), "pencil"),
    Entry("paste_usage", N_("Paste usage …"), "table"),
    Entry("welcome", N_("Show the welcome"), "", ()),
    Entry("export", N_("Export …"), "export", ("Ctrl+E",)),
    Entry("copy_chart", N_("Copy chart"), "copy", ("Ctrl+Shift+C",)),
    Entry("origins", N_("Evidence of the numbers here"), "evidence", ("Ctrl+I",)),
    Entry("undo", N_("Undo"), "undo", ("Ctrl+Z",)),
    Entry("redo", N_("Redo"), "redo", ("Ctrl+Y", "Ctrl+Shift+Z")),
    Entry("keep", N_("Keep as B"), "bookmark", ("Ctrl+B",)),
    Entry("swap", N_("Swap A and B"), "swap", ("Ctrl+Shift+B",)),
    Entry("reset", N_("Reset the inputs of the tokens"), "reset"),
    Entry("language", N_("Switch to German"), "globe"),
    Entry("theme", N_("Switch to dark colours"), "moon"),
    Entry("settings", N_("Settings …"), "gear", ("Ctrl+,",)),
    Entry("about", N_("About Lagebild"), "info"),
    Entry("quit", N_("Quit"), "close", ("Ctrl+Q",)),
    Entry("next_tab", N_("Next tab"), "", ("Ctrl+Tab",)),
    Entry("previous_tab", N_("Previous tab"), "", ("Ctrl+Shift+Tab",)),
    Entry("next_region", N_("Next region"), "", ("F6",)),
    Entry("previous_region", N_("Previous region"), "", ("Shift+F6",)),
)

_KEY_NAMES = {
    "Ctrl": N_("Ctrl"),
    "Shift": N_("Shift"),
    "Alt": N_("Alt"),
}


def key_words(keys: str, language: Language) -> str:
    """A shortcut as the keyboard of that language labels it: "Strg+Umschalt+C"."""
    if sys.platform == "darwin":
        return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return "+".join(language.say(_KEY_NAMES[part]) if part in _KEY_NAMES else part for part in keys.split("+"))
