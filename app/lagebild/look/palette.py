"""The theme as a QPalette."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from lagebild.look.colours import colour
from lagebild.theme import Theme


def palette(theme: Theme) -> QPalette:
    """What Qt's own controls, dialogs and menus are coloured with."""
    role = QPalette.ColorRole
    made = QPalette()
    for name, value in {
        role.Window: theme.canvas,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.sunken,
        role.Text: theme.text,
        role.PlaceholderText: theme.text3,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.rail_strong,
        role.ToolTipBase: theme.toast,
        role.ToolTipText: theme.on_toast,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Light: theme.surface,
        role.Midlight: theme.grid,
        role.Mid: theme.line,
        role.Dark: theme.border,
        role.Shadow: theme.shade,
    }.items():
        made.setColor(name, colour(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, colour(theme.text3))
    return made
