"""The Qt half of the theme: fonts, palette, style, icons, and the theme everything is painted with."""

from lagebild.look.apply import apply_look
from lagebild.look.colours import colour, current
from lagebild.look.fonts import font, load_fonts, metrics, text_width

__all__ = ["apply_look", "colour", "current", "font", "load_fonts", "metrics", "text_width"]
