"""The menu of the file: new, open, save, print, and the files used last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from lagebild.errors import printable
from lagebild.language import Language
from lagebild.look.icons import icon
from lagebild.pages.actions import ACTIONS, key_words

_GROUPS = (
    ("new", "open"),
    ("save", "save_as"),
    ("paste_usage",),
    ("print",),
    ("sample", "welcome"),
    ("settings", "about", "quit"),
)
_LONGEST = 60


def file_menu(
    triggers: Mapping[str, Callable[[], object]],
    recent: tuple[Path, ...],
    open_path: Callable[[Path], object],
    language: Language,
    parent: QWidget,
) -> QMenu:
    """The menu; `triggers` do the actions by their ids. Whoever asked shows it, and it goes when it is closed."""
    menu = QMenu(language.say("File"), parent)
    entries = {entry.id: entry for entry in ACTIONS}
    for place, group in enumerate(_GROUPS):
        if place:
            menu.addSeparator()
        for id in group:
            entry = entries[id]
            action = QAction(language.say(entry.words), menu)
            if entry.icon:
                action.setIcon(icon(entry.icon))
            if entry.keys:  # shown; the window's own action has the key
                action.setText(f"{action.text()}\t{key_words(entry.keys[0], language)}")
            action.triggered.connect(lambda _=False, do=triggers[id]: do())
            menu.addAction(action)
        if id == "open" and recent:
            menu.addMenu(_recent(recent, open_path, language, menu))
    return menu


def _recent(recent: tuple[Path, ...], open_path: Callable[[Path], object], language: Language, parent: QMenu) -> QMenu:
    menu = QMenu(language.say("Recent files"), parent)
    for path in recent:
        name = printable(path.name)
        name = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        action = QAction(name.replace("&", "&&"), menu)
        action.setToolTip(printable(str(path)))
        action.triggered.connect(lambda _=False, path=path: open_path(path))
        menu.addAction(action)
    menu.setToolTipsVisible(True)
    return menu
