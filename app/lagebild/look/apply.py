"""Putting the look on: style, fonts and palette the first time, the palette alone when the theme changes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QToolTip

from lagebild.look.colours import set_current
from lagebild.look.fonts import font, load_fonts
from lagebild.look.palette import palette
from lagebild.theme import Theme, ThemeName


def system_theme() -> ThemeName:
    """The theme the system shows, as far as it says; once we have set one ourselves, that must be undone first."""
    return "dark" if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def follow_system() -> None:
    """Let the system say again whether it is light or dark."""
    QGuiApplication.styleHints().unsetColorScheme()


def apply_look(application: QApplication, theme: Theme, *, follows: bool = False) -> None:
    """Show everything in `theme`; every widget is sent PaletteChange and repaints itself.

    Where the theme follows the system, title bars and the system's own dialogs are right already.
    """
    from lagebild.look.style import Style  # large, and what is seen first has no need of it

    set_current(theme)
    if not isinstance(application.style(), Style):
        load_fonts()
        application.setFont(font("body"))
        application.setStyle(Style())
        QToolTip.setFont(font("source"))
    dark = theme.name == "dark"
    if not follows:
        # first, since it resets the palette; it also colours title bars and the system's own dialogs
        application.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    made = palette(theme)
    application.setPalette(made)
    QToolTip.setPalette(made)
