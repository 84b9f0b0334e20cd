"""What the reader weighs the options by: limits that may stay open, and the weights of the criteria."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from lagebild.analysis.decision import CRITERIA
from lagebild.analysis.results import Results
from lagebild.language import Language
from lagebild.look.fonts import scaled
from lagebild.origin import reader
from lagebild.session import Session
from lagebild.widgets.cards import Panel
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.limit_field import LimitField
from lagebild.widgets.weight_sliders import WeightSliders
from lagebild.wording import ranking

_HIGHEST_COST = 1e9
"""In the currency shown; a briefing may hold a higher limit."""
_FIELD = 148


class LimitsPanel(Panel):
    """The most the reader can bear of cost and risk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.cost = LimitField(0, _HIGHEST_COST, step=500, unit="USD")
        self.risk = LimitField(0, 100, step=5)
        self.cost.set_origin(reader("limits.cost_per_month"))
        self.risk.set_origin(reader("limits.risk"))
        self.cost.limited.connect(self._limit_cost)
        self.risk.limited.connect(lambda limit: session.set_limits(risk=limit))
        self._labels = (Line("", "body", "text"), Line("", "body", "text"))
        self._hint = Paragraph("", "source", "loss")
        self._hint.hide()
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for row, (label, field) in enumerate(zip(self._labels, (self.cost, self.risk), strict=True)):
            field.setFixedWidth(scaled(_FIELD))
            field.refused.connect(self._show_hint)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(field, row, 1)
        nest(self.body, grid)
        self.body.addWidget(self._hint)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the limits in the currency of the briefing."""
        say, how, limits = language.say, results.api_costs.money, results.limits
        self.set_title(say("Limits"))
        self.set_note(say("empty: no limit"))
        words = (say("Cost a month, at most"), say("Risk points, at most"))
        for label, field, name in zip(self._labels, (self.cost, self.risk), words, strict=True):
            label.set_text(name)
            field.set_name(name)
            field.set_language(language)
            field.set_empty_words(say("no limit"))
        self.cost.set_unit(how.currency)
        self.cost.set_limit(None if limits.cost_per_month is None else how.of(limits.cost_per_month))
        self.risk.set_limit(limits.risk)

    def _limit_cost(self, limit: float | None) -> None:
        how = self._session.results.api_costs.money
        rate = how.usd_per_eur if how.currency == "EUR" else 1.0
        self._session.set_limits(cost_per_month=None if limit is None else limit * rate)

    def _show_hint(self, sentence: str) -> None:
        self._hint.set_text(sentence)
        self._hint.setVisible(bool(sentence))


class WeightsPanel(Panel):
    """A slider for each criterion, and its share of all points beside it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.rows = WeightSliders(CRITERIA, row_height=28, spacing=6)
        self.rows.weighed.connect(session.weigh)
        self.body.addWidget(self.rows)

    def refresh(self, results: Results, language: Language) -> None:
        """Show the weights, and what share of the whole each comes to."""
        shares = ranking.weight_shares(results, language)
        self.set_title(language.say("Weights"))
        self.set_note(ranking.sum_of_shares(language) if shares else language.say("all at zero"))
        for criterion in CRITERIA:
            name, share = ranking.criterion_name(criterion, language), shares.get(criterion, "–")
            self.rows.show_weight(criterion, name, ranking.weight_of(results, criterion), share, f"{name}, {share}")
