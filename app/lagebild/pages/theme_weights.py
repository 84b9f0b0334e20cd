"""The weights of the checklist's themes: a slider for each, its share beside it, and what follows in a sentence."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES
from lagebild.language import Language
from lagebild.session import Session
from lagebild.widgets.buttons import LinkButton
from lagebild.widgets.labels import Paragraph
from lagebild.widgets.weight_sliders import WeightSliders
from lagebild.wording import scoring
from lagebild.wording.risks import theme_name


class ThemeWeights(QWidget):
    """A slider for each theme."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rows = WeightSliders(THEMES, row_height=26, spacing=4)
        self.rows.weighed.connect(session.weigh_theme)
        self.said = Paragraph("", "source", "text2")
        self.alike = LinkButton("", "reset")
        self.alike.clicked.connect(session.weigh_themes_alike)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addWidget(self.said)
        column.addWidget(self.alike, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the weights, and what share of the whole each comes to."""
        shares = scoring.theme_shares(results, language)
        for theme in THEMES:
            name, share = theme_name(theme, language), shares.get(theme, "–")
            spoken = language.say("Weight of the theme {theme}, {share}", theme=name, share=share)
            self.rows.show_weight(theme, name, scoring.theme_points(results, theme), share, spoken)
        self.said.set_text(scoring.weights_said(results, language))
        self.alike.set_text(language.say("All alike again"))
        self.alike.setVisible(bool(results.theme_weights))
