"""Every widget with values, to be looked at: `python -m tests.looks.gallery DIR` renders them all as PNG."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from lagebild.charts.chart import Table
from lagebild.errors import UserError
from lagebild.language import CODES, Language, Span, Text
from lagebild.look import apply_look, current
from lagebild.look.painting import draw_surface
from lagebild.origin import COUNTED
from lagebild.theme import THEMES, theme
from lagebild.widgets.buttons import Button, LinkButton, Toolbar
from lagebild.widgets.cards import AnswerCard, Card, KeyFigure, KeyFigureCard, Panel
from lagebild.widgets.chips import NumberBadge, VerdictChip
from lagebild.widgets.compare_strip import Compared, CompareStrip
from lagebild.widgets.day_field import DayField
from lagebild.widgets.dialogs import CrashDialog, RefusalDialog
from lagebild.widgets.fields import Choice, Option, SliderField
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.numbers import NumberField
from lagebild.widgets.palette_dialog import Command, CommandPalette
from lagebild.widgets.proportions import Part, ReliabilityBar
from lagebild.widgets.search import SearchField
from lagebild.widgets.segmented import Segmented
from lagebild.widgets.sentence import SentenceLabel
from lagebild.widgets.tables import ValueTable
from lagebild.widgets.timeline import Moment, Timeline
from lagebild.widgets.toast import Toast
from lagebild.wording.verdicts import Verdict


def words(language: Language, de: str, en: str) -> str:
    """Example words in the language shown."""
    return de if language.code == "de" else en


def answer(language: Language, cost: float = 974.11) -> Text:
    """An answer sentence with three numbers to remember."""

    def money(value: float) -> Span:
        return Span(language.show(value, COUNTED, "USD"), COUNTED, True)

    if language.code == "de":
        return Text(
            [
                Span("Dieselbe Arbeit kostet mit DeepSeek\u00a0R1 "),
                money(cost),
                Span(" im\u00a0Monat, mit OpenAI\u00a0o1 "),
                money(26649),
                Span(" – das "),
                Span("27,4-Fache", COUNTED, True),
                Span("."),
            ]
        )
    return Text(
        [
            Span("The same work costs "),
            money(cost),
            Span(" a\u00a0month with DeepSeek\u00a0R1 and "),
            money(26649),
            Span(" with OpenAI\u00a0o1 – "),
            Span("27.4 times", COUNTED, True),
            Span(" as much."),
        ]
    )


def cost_table(language: Language, cost: float = 974.11) -> Table:
    """How a cost is computed: quantities and results with a total."""
    rows = (
        (words(language, "Eingabe", "Input"), 567.0, 311.85, 8505.0),
        (words(language, "Ausgabe", "Output"), 302.4, 662.26, 18144.0),
        (words(language, "Summe", "Total"), 869.4, cost, 26649.0),
    )
    return Table(
        header=("", words(language, "Menge", "Quantity"), "R1", "o1"),
        rows=tuple(
            (
                name,
                str(language.show(quantity, COUNTED, "m", 1)),
                *(str(language.show(sum_, COUNTED, "USD", 0)) for sum_ in sums),
            )
            for name, quantity, *sums in rows
        ),
        values=rows,
    )


def key_figures(language: Language) -> list[KeyFigure]:
    """Figures with positive, negative and long values."""
    say = words
    return [
        KeyFigure(
            say(language, "Preisabstand o1 zu R1", "Price gap, o1 to R1"),
            language.show(27.36, COUNTED, "times", 1),
            say(language, "0,55 / 2,19 $ statt 15 / 60 $ je Mio. Token", "$0.55 / $2.19, not $15 / $60 per m tokens"),
            "rounded",
            "A · B",
        ),
        KeyFigure(
            say(language, "Nvidia am 27.01.", "Nvidia on 27 Jan"),
            language.show(-589, COUNTED, "USD bn"),
            say(language, "größter Wertverlust einer Aktie an einem Tag", "largest loss of a share in one day"),
            "rounded",
            "A",
            "loss",
        ),
        KeyFigure(
            say(language, "Nötiger KI-Umsatz", "AI revenue needed"),
            language.show(600, COUNTED, "USD bn"),
            say(language, "laut Sequoia", "says Sequoia"),
            "consistent",
            "B",
        ),
    ]


def slider_field(language: Language, *, compact: bool = False) -> SliderField:
    """People with access."""
    field = SliderField(1, 100_000, unit="people" if compact else "", language=language)
    field.set_label(words(language, "Personen mit Zugang", "People with access"))
    field.set_value(1200)
    field.set_chip("assumption")
    field.set_compact(compact)
    return field


LONG_CLAIM = "„DeepSeek R1 kostet nur etwa 2 % dessen, was Nutzer für das Modell o1 von OpenAI ausgeben würden.“"


def commands(language: Language) -> list[Command]:
    """Pages and commands of a palette."""
    pages = words(language, "Seiten und Rechner", "Pages and calculators")
    actions = words(language, "Befehle", "Commands")
    hint = words(language, "Rechner", "calculator")
    costs = words(language, "Kosten: API-Token", "Costs: API tokens")
    export = words(language, "Kostendiagramm exportieren …", "Export cost chart …")
    key = words(language, "Strg", "Ctrl")
    return [
        Command(pages, costs, hint, f"{key}+2", "costs", lambda: None),
        Command(pages, words(language, "Trainingskosten", "Training costs"), hint, "", "costs", lambda: None),
        Command(actions, export, "", f"{key}+E", "export", lambda: None),
        Command(words(language, "Belege", "Evidence"), LONG_CLAIM, "B", "", "cross-circle", lambda: None),
    ]


def _column(*parts: QWidget, card: bool = True) -> QWidget:
    column = Card() if card else QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(18, 14, 18, 14)
    layout.setSpacing(10)
    for part in parts:
        layout.addWidget(part)
    return column


def _row(*parts: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for part in parts:
        layout.addWidget(part)
    layout.addStretch(1)
    return row


def _sentence(language: Language) -> QWidget:
    label = SentenceLabel("lead")
    label.set_text(answer(language))
    return _column(label, Paragraph(words(language, "Stand 27.01.2025", "As of 27 January 2025"), "source", "text3"))


def _answer(language: Language) -> QWidget:
    card = AnswerCard()
    card.set_answer(answer(language), words(language, "nur Token-Preise", "token prices only"), language)
    return card


def _loss(language: Language) -> QWidget:
    card = AnswerCard("loss", "answer_s")
    card.set_answer(answer(language), words(language, "nur Token-Preise", "token prices only"), language)
    return card


def _key_figures(language: Language) -> QWidget:
    cards = []
    for figure in key_figures(language):
        card = KeyFigureCard()
        card.set_figure(figure, language)
        cards.append(card)
    return _row(*cards)


def _chips(language: Language) -> QWidget:
    chips = []
    for verdict in get_args(Verdict):
        chip = VerdictChip()
        chip.set_verdict(verdict, "A" if verdict not in ("assumption", "own") else "", language)
        chips.append(chip)
    small = VerdictChip()
    small.set_verdict("rounded", "B", language)
    small.set_small(True)
    badges = NumberBadge("1"), NumberBadge("A", "filled", 20), NumberBadge("B", "grey", 20)
    return _column(_row(*chips[:4]), _row(*chips[4:], small, *badges))


def _buttons(language: Language) -> QWidget:
    search = Button(words(language, "Suchen", "Search"), "quiet", "search")
    search.set_keycap(words(language, "Strg+K", "Ctrl+K"))
    disabled = Button(words(language, "Exportieren", "Export"), "outline", "export")
    disabled.setEnabled(False)
    toolbar = Toolbar()
    for icon, de, en in (
        ("copy", "Kopieren", "Copy"),
        ("export", "Exportieren", "Export"),
        ("table", "Tabelle", "Table"),
    ):
        toolbar.add(icon, words(language, de, en))
    narrow = Toolbar()
    narrow.add("copy", words(language, "Kopieren", "Copy"))
    narrow.fit(600)
    return _column(
        _row(
            Button(words(language, "4 Folien exportieren", "Export 4 slides"), "primary", "export", height=36),
            Button(words(language, "Als B merken", "Keep as B"), "outline", "bookmark"),
            Button(words(language, "Zurücksetzen", "Reset"), "quiet", "reset"),
            disabled,
        ),
        _row(search, LinkButton(words(language, "Kosten durchrechnen", "Work out the costs")), toolbar, narrow),
    )


class _Rail(QWidget):
    def paintEvent(self, event: QEvent) -> None:
        from PySide6.QtCore import QRectF
        from PySide6.QtGui import QPainter

        draw_surface(QPainter(self), QRectF(self.rect()), current().rail, "", 0)


def _rail(language: Language) -> QWidget:
    rail = _Rail()
    layout = QHBoxLayout(rail)
    switch = Segmented([("de", "DE"), ("en", "EN")], rail=True)
    switch.set_name(words(language, "Sprache", "Language"))
    switch.set_value(language.code)
    layout.addWidget(switch)
    present = Button(words(language, "Vorführen", "Present"), "rail", "present")
    present.set_keycap("F5")
    layout.addWidget(present)
    layout.addWidget(Button(words(language, "Dunkel", "Dark"), "rail_quiet", "moon", icon_only=True))
    return rail


def _fields(language: Language) -> QWidget:
    preset = Segmented(
        [("pilot", "Pilot"), ("group", words(language, "Konzern", "Group")), ("own", words(language, "Eigene", "Own"))]
    )
    preset.set_name(words(language, "Vorgabe", "Preset"))
    preset.set_value("group")
    tokens = SliderField(10, 100_000, unit="token", language=language)
    tokens.set_label(words(language, "Eingabe je Anfrage", "Input per request"))
    tokens.set_value(1500)
    refused = slider_field(language)
    refused.field.refused.emit(language.say("Only whole numbers are possible here."))
    price = NumberField(0.01, 100, step=0.05, digits=2, unit="USD", language=language)
    price.set_name(words(language, "Preis", "Price"))
    price.set_value(0.55)
    choice = Choice()
    choice.set_name(words(language, "Modell", "Model"))
    choice.set_options(
        [Option("r1", "DeepSeek R1", "DeepSeek"), Option("v3", "DeepSeek V3", "DeepSeek"), Option("o1", "o1", "OpenAI")]
    )
    choice.set_value("r1")
    day = DayField(date(2024, 1, 1), date(2026, 1, 1), language=language)
    day.set_name(words(language, "Stichtag", "Day"))
    day.set_value(date(2025, 1, 27))
    finder = SearchField()
    finder.set_hint(words(language, "Zahl oder Wort suchen", "Search a figure or word"))
    column = _column(
        preset, tokens, refused, slider_field(language, compact=True), _row(price, day), _row(choice), finder
    )
    column.setFixedWidth(360)
    return column


def _table(language: Language) -> QWidget:
    table = ValueTable()
    table.set_name(words(language, "So ist gerechnet", "How it is computed"))
    table.set_table(cost_table(language), total=True)
    panel = Panel(words(language, "So ist gerechnet", "How it is computed"), words(language, "je Monat", "a month"))
    panel.body.addWidget(table)
    return panel


def _timeline(language: Language) -> QWidget:
    timeline = Timeline()
    days = [language.date(day) for day in (date(2024, 12, 26), date(2025, 1, 20), date(2025, 1, 27))]
    timeline.set_moments(
        [
            Moment(days[0], "DeepSeek V3", words(language, "Modell und Bericht erscheinen", "model and report appear")),
            Moment(days[1], "DeepSeek R1", words(language, "offen verfügbar", "openly available"), "minor"),
            Moment(days[2], words(language, "Kurssturz", "Crash"), "Nvidia", "turn"),
        ]
    )
    panel = Panel(words(language, "Wochen, die zählten", "Weeks that mattered"))
    panel.body.addWidget(timeline)
    return panel


def _reliability(language: Language) -> QWidget:
    bar = ReliabilityBar()
    bar.set_parts([Part("consistent", 13), Part("rounded", 9), Part("contradicted", 5), Part("garbled", 4)], language)
    panel = Panel(words(language, "Wie belastbar sind die Quellen?", "How reliable are the sources?"))
    panel.body.addWidget(bar)
    panel.setFixedWidth(400)
    return panel


def _compare(language: Language) -> QWidget:
    def values(cost: float) -> Text:
        return Text([Span("R1\u00a0"), Span(language.show(cost, COUNTED, "USD", 0), COUNTED, True)])

    strip = CompareStrip()
    strip.set_cells(
        Compared(words(language, "Aktuell: Konzern", "Now: group"), values(974)),
        Compared(words(language, "Gemerkt: Pilot", "Kept: pilot"), values(162)),
        Compared(words(language, "Ersparnis B gegenüber A", "Saving of B over A"), values(812)),
    )
    return strip


def _toast(language: Language) -> QWidget:
    window = QWidget()
    window.setFixedSize(700, 100)
    Toast(window).show_message(
        words(language, "Diagramm kopiert.", "Chart copied."), words(language, "Als PNG sichern", "Save as PNG")
    )
    return window


def _palette(language: Language) -> QWidget:
    window = QWidget()
    window.setFixedSize(800, 480)
    palette = CommandPalette(window)
    palette.show_commands(commands(language), language)
    palette.field.setText(words(language, "kost", "cost"))
    return window


def _nothing_found(language: Language) -> QWidget:
    window = QWidget()
    window.setFixedSize(800, 400)
    palette = CommandPalette(window)
    palette.show_commands(commands(language), language)
    palette.field.setText("xyz")
    return window


def _refusal(language: Language) -> QWidget:
    error = UserError("An error occurred in Lagebild", do="Nothing was changed.", details="line 3: extra field 'x'")
    return RefusalDialog(error, language)


def _crash(language: Language) -> QWidget:
    return CrashDialog("Lagebild 0.1\nPython 3.11", "ZeroDivisionError: division by zero", language)


def _labels(language: Language) -> QWidget:
    return _column(
        Line(words(language, "Drei Fragen für Ihre Sitzung", "Three questions for your meeting"), "detail_title"),
        Paragraph(words(language, "Chip-Werte fielen zuerst.", "Chip shares fell first."), "quote", "text"),
        card=False,
    )


SPECIMENS: dict[str, Callable[[Language], QWidget]] = {
    "sentence": _sentence,
    "labels": _labels,
    "answer": _answer,
    "answer_loss": _loss,
    "key_figures": _key_figures,
    "chips": _chips,
    "buttons": _buttons,
    "rail": _rail,
    "fields": _fields,
    "table": _table,
    "timeline": _timeline,
    "reliability": _reliability,
    "compare": _compare,
    "toast": _toast,
    "palette": _palette,
    "palette_nothing": _nothing_found,
    "refusal": _refusal,
    "crash": _crash,
}


def laid_out(widget: QWidget) -> QWidget:
    """`widget` shown at the size it asks for, its layouts settled."""
    if not isinstance(widget, RefusalDialog | CrashDialog):
        width = min(max(widget.sizeHint().width(), 720), widget.maximumWidth())
        height = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
        widget.resize(width, height)
    widget.show()
    for _ in range(3):  # a wrapped label asks for its height once it knows its width
        QApplication.processEvents()
    widget.resize(widget.width(), max(widget.minimumSizeHint().height(), widget.height()))
    QApplication.processEvents()
    return widget


def render(folder: Path) -> Iterator[Path]:
    """Write every specimen in both themes and languages."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    for name in THEMES:
        apply_look(application, theme(name))
        for code in CODES:
            for specimen, make in SPECIMENS.items():
                widget = laid_out(make(Language(code)))
                path = folder / f"{specimen}_{code}_{name}.png"
                widget.grab().save(str(path))
                widget.close()
                yield path


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QApplication([])
    for written in render(Path(sys.argv[1])):
        print(written)
