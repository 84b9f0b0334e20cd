"""The export dialog: which charts, as what, in which language, and where to."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from lagebild.analysis.results import Results
from lagebild.charts.contents import build, charts
from lagebild.errors import N_, printable
from lagebild.language import CODES, Code, Language
from lagebild.look.colours import current
from lagebild.look.fonts import scaled
from lagebild.look.painting import draw_hairline, draw_surface
from lagebild.origin import COUNTED
from lagebild.pages.exporting import ENDINGS, SLIDES, WORKBOOK, Order, unused
from lagebild.pages.wrapped_choice import CheckBox, RadioButton
from lagebild.theme import ThemeName
from lagebild.widgets.buttons import Button, LinkButton
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.layouts import nest
from lagebild.widgets.segmented import Segmented
from lagebild.worker import Worker

TOPICS = {
    "situation": N_("Situation"),
    "api_costs": N_("API tokens"),
    "self_hosting": N_("Self-hosting"),
    "training_costs": N_("Training"),
    "seats": N_("Seats"),
    "revenue_gap": N_("Revenue gap"),
    "scenarios": N_("Scenarios"),
    "market": N_("Market"),
    "exposure": N_("Your exposure"),
    "risks": N_("Risks"),
    "decision": N_("Decision"),
    "evidence": N_("Evidence"),
}
"""Names of the charts' topics."""
_FORMATS = {SLIDES: "PowerPoint", WORKBOOK: "Excel", ".png": "PNG", ".svg": "SVG", ".pdf": "PDF", ".csv": "CSV"}
_PREVIEW = QSize(208, 117)
_ABOVE = 60  # what is seen beyond the first chart that is chosen: the name of its group
_LEFT = 336


def documents() -> Path:
    """The folder that is offered first: the reader's own where a new account has none for documents yet."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(named) if os.path.isdir(named) else Path.home()


def ask_for_file(parent: QWidget, proposed: Path, title: str, endings: tuple[str, ...] = ()) -> Path | None:
    """Let the reader name a file; a name with none of the `endings` gets the first, by default that of `proposed`.

    The system's own dialog asks before a file is replaced. It does not know what is put behind a name, so it comes
    again with the whole name where that is one of a file that is there.
    """
    endings = endings or (proposed.suffix,)
    options = QFileDialog.Option(0)
    if QGuiApplication.platformName() == "offscreen":
        options = QFileDialog.Option.DontUseNativeDialog
    while True:
        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), f"*{proposed.suffix}", options=options)
        if not chosen:
            return None
        path = Path(chosen)
        if path.suffix.lower() in endings:
            return path
        proposed = Path(chosen + endings[0])  # also behind "Plan 2.0", whose ending is none
        if not os.path.lexists(proposed):
            return proposed


class Preview(QWidget):
    """A small picture of what will be written."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setFixedSize(size)
        self.pixmap = QPixmap()

    def show_png(self, png: bytes) -> None:
        """Show a picture; an empty one clears it."""
        self.pixmap = QPixmap()
        if png:
            self.pixmap.loadFromData(png)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.pixmap.isNull():
            draw_surface(painter, rect, current().sunken, current().line, 0)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), self.pixmap)
        draw_surface(painter, rect, "", current().border, 0)


class Divided(QWidget):
    """Two columns with a hairline between them."""

    def __init__(self, left: QWidget, right: QWidget) -> None:
        super().__init__()
        self._right = right
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(48)
        row.addWidget(left)
        row.addWidget(right, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        draw_hairline(QPainter(self), self._right.x() - 24, 0, self.height(), current().line, upright=True)


class ExportDialog(Dialog):
    """Collects an `Order`; writing it is somebody else's work."""

    ordered = Signal(object)  # Order

    def __init__(
        self,
        results: Results,
        language: Language,
        checked: tuple[str, ...],
        worker: Worker,
        parent: QWidget | None = None,
        *,
        ending: str = SLIDES,
        folder: Path | None = None,
        template: Path | None = None,
        ask: Callable[[QWidget, Path, str], Path | None] = ask_for_file,
    ) -> None:
        super().__init__(language.say("Export"), language, parent, width=860)
        self._results = results
        self._worker = worker
        self._ask = ask
        self._folder = folder or documents()
        self._template = template
        self._chosen_path: Path | None = None
        self._previewed: tuple[str, Code, ThemeName] | None = None
        self.charts: dict[str, CheckBox] = {}
        self._build_choices(checked)
        self._build_options(ending)
        self.body.addWidget(Divided(self._left, self._right), 1)
        self._build_footer()
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        chosen = next((box for box in self.charts.values() if box.isChecked()), None)
        if chosen is not None:
            QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(chosen, 0, _ABOVE))

    # ---- what is chosen

    def order(self) -> Order:
        """What would be written now."""
        ending: str = self.format.value()
        chosen: str = self.text_language.value()
        languages: tuple[Code, ...] = CODES if chosen == "both" else tuple(code for code in CODES if code == chosen)
        order = Order(
            charts=tuple(id for id, box in self.charts.items() if box.isChecked()),
            ending=ending,
            languages=languages,
            path=self._path(ending),
            theme="dark" if self._dark.isChecked() and ending in (".png", ".svg", ".pdf") else "light",
            notes=self._notes.isChecked(),
            sheets="charts" if self._of_charts.isChecked() else "calculators",
            template=self._template if self._template is not None and os.path.isfile(self._template) else None,
        )
        if order.files() == (self._chosen_path,):
            return order  # the file dialog has asked whether it may be replaced
        return unused(order)

    def _path(self, ending: str) -> Path:
        path = self._chosen_path or self._folder / f"Lagebild_{self._results.today.isoformat()}"
        known = next((one for one in ENDINGS if path.name.lower().endswith(one)), "")
        return path.with_name(path.name[: len(path.name) - len(known)] + ending)

    # ---- how it is built

    def _build_choices(self, checked: tuple[str, ...]) -> None:
        say = self.language.say
        self._left = QWidget()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._count = Line("", "source", "text2", "right")
        head = QHBoxLayout()
        head.addWidget(Line(say("Charts"), "strong"))
        head.addStretch(1)
        head.addWidget(self._count)
        nest(column, head)
        listed = QWidget()
        self._list = QVBoxLayout(listed)
        self._list.setContentsMargins(0, 0, 14, 0)  # the scroll bar stands in the margin
        self._list.setSpacing(8)
        topic = ""
        for id in charts(self._results.knowledge):
            chart = build(id, self._results, self.language)
            if chart.topic != topic:
                topic = chart.topic
                if self.charts:
                    self._list.addSpacing(4)
                self._list.addWidget(Line(say(TOPICS.get(topic, topic)), "chip", "text2"))
            self.charts[id] = self._check_box(chart.heading, id in checked)
            self._list.addWidget(self.charts[id])
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(listed)
        scroll.viewport().setAutoFillBackground(False)
        listed.setAutoFillBackground(False)
        self._left.setFixedWidth(scaled(_LEFT))
        listed.setFixedWidth(scaled(_LEFT))
        scroll.setMinimumHeight(min(listed.sizeHint().height(), 320))
        column.addWidget(scroll, 1)
        self._scroll = scroll

    def _check_box(self, words: str, checked: bool) -> CheckBox:
        box = CheckBox(words)
        box.setChecked(checked)
        box.toggled.connect(self._refresh)
        return box

    def _build_options(self, ending: str) -> None:
        say = self.language.say
        self._right = QWidget()
        column = QVBoxLayout(self._right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.format = Segmented(tuple((one, _FORMATS[one]) for one in ENDINGS))
        self.format.set_value(ending)
        self._add_choice(column, say("Format"), self.format)
        self.text_language = Segmented((("de", say("German")), ("en", say("English")), ("both", say("Both"))))
        self.text_language.set_value(self.language.code)
        self._add_choice(column, say("Language of the texts"), self.text_language)
        self._content = Line(say("Content"), "strong")
        self._notes = self._check_box(say("Write into the notes how the numbers are computed"), True)
        self._dark = self._check_box(say("Dark colours, for dark slides"), False)
        self._workbook = Paragraph(
            say("A sheet for each calculator: its inputs, its formulas and the sources. You need not choose charts."),
            "body",
            "text2",
        )
        self._house = Paragraph(self._about_template(), "body", "text2")
        self._of_calculators = RadioButton(say("The calculators"))
        self._of_charts = RadioButton(say("The charts chosen: a sheet each, with table and chart"))
        self._of_calculators.setChecked(True)
        self._of_charts.toggled.connect(self._refresh)
        column.addWidget(self._content)
        for choice in (self._of_calculators, self._of_charts):
            column.addWidget(choice)
        column.addWidget(self._workbook)
        for box in (self._notes, self._dark):
            column.addWidget(box)
        column.addWidget(self._house)
        column.addStretch(1)
        self._preview = Preview(_PREVIEW)
        self._preview_title = Line("", "chip", "text2")
        self._preview_words = Paragraph("", "body", "text2")
        words = QVBoxLayout()
        words.addWidget(self._preview_title)
        words.addWidget(self._preview_words)
        words.addStretch(1)
        self._shown = QWidget()
        row = QHBoxLayout(self._shown)
        row.setContentsMargins(0, 12, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._preview)
        nest(row, words, 1)
        column.addWidget(self._shown)

    def _about_template(self) -> str:
        """Which template slides get, where the reader has chosen one."""
        if self._template is None:
            return ""
        name = printable(self._template.name)
        if os.path.isfile(self._template):
            return self.language.say("Template: {name}", name=name)
        return self.language.say(
            "The template “{name}” is not there. The slides get the template of Lagebild.", name=name
        )

    def _add_choice(self, column: QVBoxLayout, name: str, choice: Segmented) -> None:
        choice.set_name(name)
        choice.chosen.connect(self._refresh)
        column.addWidget(Line(name, "strong"))
        column.addWidget(choice)
        column.addSpacing(10)

    def _build_footer(self) -> None:
        say = self.language.say
        self._target = Paragraph("", "source", "text2")
        self._change = LinkButton(say("Change …"), "")
        self._change.clicked.connect(self._change_target)
        cancel = Button(say("Cancel"), "outline", height=36)
        cancel.clicked.connect(self.reject)
        self.go = Button("", "primary", "export", height=36)
        self.go.setDefault(True)
        self.go.clicked.connect(self._go)
        self.footer.addWidget(self._target, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addWidget(self._change)
        self.footer.addSpacing(8)
        self.footer.addWidget(cancel)
        self.footer.addWidget(self.go)

    # ---- what it says

    def _refresh(self, *_: object) -> None:
        language, say, order = self.language, self.language.say, self.order()
        slides, pictures = order.ending == SLIDES, order.ending in (".png", ".svg", ".pdf")
        self._count.set_text(
            say(
                "{chosen} of {all} chosen",
                chosen=language.show(len(order.charts), COUNTED),
                all=language.show(len(self.charts), COUNTED),
            )
        )
        workbook = order.is_of_calculators
        self._content.setVisible(slides or pictures or order.ending == WORKBOOK)
        for choice in (self._of_calculators, self._of_charts):
            choice.setVisible(order.ending == WORKBOOK)
        self._workbook.setVisible(workbook)
        self._count.setVisible(not workbook)
        for box in self.charts.values():
            box.setEnabled(not workbook)
        self._notes.setVisible(slides)
        self._house.setVisible(slides and bool(self._house.text()))
        self._dark.setVisible(pictures)
        if slides:
            words = language.say_plural("Export {count} slide", "Export {count} slides", order.number)
        elif pictures:
            words = language.say_plural("Export {count} picture", "Export {count} pictures", order.number)
        elif workbook:
            words = language.say_plural("Export {count} workbook", "Export {count} workbooks", order.number)
        elif order.ending == WORKBOOK:
            words = language.say_plural("Export {count} sheet", "Export {count} sheets", order.number)
        else:
            words = language.say_plural("Export {count} table", "Export {count} tables", order.number)
        self.go.set_text(words)
        self.go.setEnabled(workbook or bool(order.charts))
        self._target.set_text(say("Target: {path}", path=_short(order)))
        self._show_preview(order)

    def _show_preview(self, order: Order) -> None:
        self._shown.setVisible(order.ending not in (".csv", WORKBOOK))
        if not order.charts or order.ending == WORKBOOK:
            self._previewed = None
            self._preview.show_png(b"")
            self._preview_title.set_text("")
            self._preview_words.set_text(self.language.say("Choose at least one chart."))
            return
        wanted: tuple[str, Code, ThemeName] = (order.charts[0], order.languages[0], order.theme)
        count = self.language.show(order.number, COUNTED)
        self._preview_title.set_text(
            self.language.say("Preview, slide 1 of {count}", count=count)
            if order.ending == SLIDES
            else self.language.say("Preview, picture 1 of {count}", count=count)
        )
        self._preview_words.set_text(
            "" if order.theme == "dark" else self.language.say("Exports are light, even while you work in the dark.")
        )
        if wanted == self._previewed:
            return
        self._previewed = wanted
        results, scale = self._results, _PREVIEW.width() * self.devicePixelRatioF()

        def draw() -> tuple[object, bytes]:
            from lagebild.renderers import picture

            chart = build(wanted[0], results, Language(wanted[1]))
            return wanted, picture.png(chart, look=wanted[2], scale=scale / picture.SIZE[0])

        self._worker.start(draw, self._take_preview)

    def _take_preview(self, drawn: tuple[object, bytes]) -> None:
        if drawn[0] == self._previewed:
            self._preview.show_png(drawn[1])

    # ---- what it does

    def _change_target(self) -> None:
        chosen = self._ask(self, self.order().path, self.language.say("Where to?"))
        if chosen is not None:
            self._chosen_path = chosen
            self._refresh()

    def _go(self) -> None:
        order = self.order()
        self.accept()
        self.ordered.emit(order)


def _short(order: Order) -> str:
    """The path as it is shown: without what leads to the reader's own folder."""
    path = order.path
    if len(order.files()) > 1:
        path = path.with_name(f"{path.name.removesuffix(order.ending)}_…{order.ending}")
    try:
        return str(path.relative_to(Path.home()))
    except ValueError:
        return str(path)
