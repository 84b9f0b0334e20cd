"""The weights of the checklist's themes: a slider for each, its share beside it, and what follows in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES
from lagebild.knowledge.records import Theme
from lagebild.language import Language
from lagebild.look.fonts import scaled
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.slider import ValueSlider
from lagebild.wording import scoring
from lagebild.wording.risks import theme_name

_SHARE = 44


class ThemeWeights(QWidget):
    """A slider for each theme."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.sliders: dict[Theme, ValueSlider] = {}
        self.shares: dict[Theme, Line] = {}
        self._labels: dict[Theme, Line] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, theme in enumerate(THEMES):
            slider = self.sliders[theme] = ValueSlider(0, 100, logarithmic=False)
            slider.moved.connect(lambda points, theme=theme: session.weigh_theme(theme, points))
            label = self._labels[theme] = Line("", "body", "text")
            share = self.shares[theme] = Line("", "strong", "text", "right")
            share.setFixedWidth(scaled(_SHARE))
            grid.setRowMinimumHeight(row, 26)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(slider, row, 1)
            grid.addWidget(share, row, 2, Qt.AlignmentFlag.AlignVCenter)
        self.said = Paragraph("", "source", "text2")
        self.alike = LinkButton("", "reset")
        self.alike.clicked.connect(session.weigh_themes_alike)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(grid)
        column.addWidget(self.said)
        column.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the weights, and what share of the whole each comes to."""
        shares = scoring.theme_shares(results, language)
        for theme, slider in self.sliders.items():
            name, share = theme_name(theme, language), shares.get(theme, "–")
            self._labels[theme].set_text(name)
            self.shares[theme].set_text(share)
            self.shares[theme].set_about(name)
            slider.set_number(scoring.theme_points(results, theme))
            slider.setAccessibleName(language.say("Weight of the theme {theme}, {share}", theme=name, share=share))
        self.said.set_text(scoring.weights_said(results, language))
        self.alike.set_text(language.say("All alike again"))
        self.alike.setVisible(bool(results.theme_weights))
