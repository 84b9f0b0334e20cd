"""A small heat: three themes and their total, four options, a gap, a wide band, and both ends of the scale."""

from __future__ import annotations

from lagebild.charts.chart import Chart, Point, Series
from lagebild.language import Code, Language
from lagebild.origin import reader
from lagebild.theme import Mark as Role

ROLES: tuple[Role, ...] = ("option:api_cn", "option:eu_hosted", "option:own", "option:western")
_NAMES = {"de": ("China", "EU", "Eigene", "Westlich"), "en": ("China", "EU", "Own", "Western")}
_THEMES = {
    "de": ("Zensur", "Datenschutz", "Abhängigkeit", "Gesamt"),
    "en": ("Censorship", "Privacy", "Dependence", "Overall"),
}
_ROWS: tuple[tuple[tuple[float, float, float] | None, ...], ...] = (
    ((100, 100, 100), (50, 0, 100), (0, 0, 0), None),
    ((86.5, 80, 93), (39.6, 30, 50), (21, 21, 21), (60, 20, 61)),
    ((62, 45, 79), (50, 29, 71), (40, 40, 40), (12, 0, 24)),
    ((83, 75, 91), (46.5, 20, 74), (20, 20, 20), (36, 10, 42)),
)
"""Middle, low and high."""


def risk_points(code: Code = "de", *, total: bool = True) -> Chart:
    """Risk points of four options."""
    language, origin = Language(code), reader("answers.privacy.own")

    def point(row: tuple[float, float, float] | None) -> Point | None:
        if row is None:
            return None
        middle, low, high = row
        label = str(language.show(middle, origin, digits=0))
        note = f"{low} … {high}" if low < high else ""
        return Point(value=middle, band=(low, high) if low < high else None, label=label, note=note, origin=origin)

    return Chart(
        id="risks.heat",
        kind="heat",
        topic="risks",
        title="China 83, EU 46",
        heading="Risikopunkte" if code == "de" else "Risk points",
        subtitle="0 … 100",
        categories=_THEMES[code],
        series=tuple(
            Series(name=name, role=role, points=tuple(point(row[at]) for row in _ROWS))
            for at, (name, role) in enumerate(zip(_NAMES[code], ROLES, strict=True))
        ),
        unit="",
        category_name="Thema" if code == "de" else "Theme",
        total_row=total,
        source="Ihre Antworten" if code == "de" else "Your answers",
        verdict="own",
        alternative="15 Werte" if code == "de" else "15 values",
        language=code,
    )
