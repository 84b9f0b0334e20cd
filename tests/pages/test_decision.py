"""The decision page: cards that hold their words at every width."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import Language
from lagebild.look import apply_look
from lagebild.pages.decision import DecisionPage
from lagebild.pages.scrolled import Scrolled
from lagebild.session import Session
from lagebild.theme import theme


@pytest.mark.parametrize("size", [(928, 510), (1184, 590), (1824, 1000)])
def test_no_card_is_lower_than_its_words(
    qtbot: QtBot, knowledge: Knowledge, today: date, size: tuple[int, int]
) -> None:
    app = make_application("light")
    apply_look(app, theme("light"))
    page = DecisionPage(Session(knowledge, Briefing(), Language("de"), "light", today))
    area = Scrolled(page)
    qtbot.addWidget(area)
    area.resize(*size)
    area.show()
    for _ in range(3):
        QApplication.processEvents()
    for card in page._cards:
        layout = card.layout()
        assert layout is not None and card.height() >= layout.totalHeightForWidth(card.width())
    assert len({card.height() for card in page._cards}) == 1
