"""The head of the page: all its tabs are seen in the largest type and the smallest window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.documents.market_tabs import TABS
from lagebild.look import apply_look
from lagebild.look.fonts import set_text_scale
from lagebild.pages.header import Header
from lagebild.theme import theme

NAMES = (*(tab.name for tab in TABS.values()), "Your exposure")


@pytest.fixture
def header(qtbot: QtBot) -> Iterator[Header]:
    apply_look(make_application("light"), theme("light"))
    set_text_scale(1.3)
    host = QWidget()  # as in a window that is narrower than all words
    qtbot.addWidget(host)
    header = Header(host)
    header.set_size_class("S")
    header.set_words("File", "Search", "Ctrl+K", "Export", "Sections")
    header.show_page("Market", "", NAMES, len(NAMES) - 1)
    host.show()
    yield header
    host.hide()
    set_text_scale(1.0)


@pytest.mark.parametrize("width", [1155, 1240, 1700])
def test_the_first_tab_is_seen_while_the_last_is_chosen(width: int, header: Header) -> None:
    header.resize(width, header.sizeHint().height())
    QApplication.processEvents()
    tabs = header.tabs
    assert tabs.tabRect(0).left() >= 0 and tabs.tabRect(len(NAMES) - 1).right() <= tabs.width()


def test_export_says_its_name_again_where_there_is_room(header: Header) -> None:
    wide = {}
    for width in (1000, 1700):
        header.resize(width, header.sizeHint().height())
        QApplication.processEvents()
        wide[width] = header.export.width()
    assert wide[1000] < wide[1700]
