"""Showing a calculator's view by itself, and reading what it says and paints."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot

from lagebild.application import make_application
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import NBSP, Code, Language
from lagebild.look import apply_look
from lagebild.look.painting import watch_texts
from lagebild.pages.calculation import Calculation
from lagebild.pages.calculator_inputs import DeclaredInputs
from lagebild.pages.calculator_view import CalculatorView
from lagebild.pages.calculators import calculator_view
from lagebild.pages.size_class import SizeClass
from lagebild.session import Session
from lagebild.theme import ThemeName, theme

ROOM: dict[SizeClass, tuple[int, int]] = {"S": (1184, 640), "M": (1270, 720), "L": (1240, 900), "XL": (1720, 961)}
"""What a window of each class leaves to a page; high enough for all of it."""


def shown(
    qtbot: QtBot,
    knowledge: Knowledge,
    calculation: Calculation,
    code: Code = "en",
    name: ThemeName = "light",
    size: SizeClass = "L",
) -> CalculatorView:
    apply_look(make_application(name), theme(name))
    view = calculator_view(calculation, Session(knowledge, Briefing(), Language(code), name, date(2026, 11, 21)))
    view.session.results_changed.connect(view.refresh)
    qtbot.addWidget(view)
    view.set_size_class(size)
    view.resize(*ROOM[size])
    view.refresh()
    view.show()
    view.ensure_plots()
    turn()
    return view


def turn() -> None:
    for _ in range(3):
        QApplication.processEvents()


def fit(view: CalculatorView) -> None:
    """As high as the page makes it."""
    view.resize(view.width(), max(view.height(), view.heightForWidth(view.width())))
    turn()


def said(view: CalculatorView) -> str:
    return view.answer.text().replace(NBSP, " ")


def in_sight(view: CalculatorView) -> set[str]:
    return {name for name, row in rows(view).items() if not row.isHidden()}


def rows(view: CalculatorView) -> dict[str, QWidget]:
    choices = view.inputs.choices if isinstance(view.inputs, DeclaredInputs) else {}
    return {**view.inputs.fields, **choices}


def painted(view: CalculatorView) -> set[str]:
    found: set[str] = set()
    with watch_texts(lambda text, box, room: found.add(text)):
        view.grab()
    return found


def cut(view: CalculatorView) -> list[str]:
    found = []

    def watch(text: str, box: QRectF, room: QRectF) -> None:
        if room.height() > 200 and box.width() <= room.width():
            return  # a row of a table half scrolled out of sight
        if not room.adjusted(-1.5, -1.5, 1.5, 1.5).contains(box):
            found.append(f"{text!r}: {box.toRect()} in {room.toRect()}")

    with watch_texts(watch):
        view.grab()
    return found


def unnamed(view: CalculatorView) -> list[str]:
    """What takes the focus and tells a screen reader nothing."""
    found = []
    for widget in view.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        parent = widget.parent()
        if isinstance(parent, QAbstractScrollArea):
            continue
        named = widget.accessibleName() or getattr(widget, "text", lambda: "")()
        if not named and not (isinstance(parent, QWidget) and parent.accessibleName()):
            found.append(type(widget).__name__)
    return found
