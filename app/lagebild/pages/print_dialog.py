"""The print dialog: the page or one of its charts, how the first sheet looks, onto paper or into a PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPalette
from PySide6.QtWidgets import (
    QButtonGroup,
    QVBoxLayout,
    QWidget,
)

from lagebild.analysis.results import Results
from lagebild.charts.contents import build
from lagebild.documents.printout import Printout
from lagebild.documents.printouts import PAGES, chart_printout, part_name, printout
from lagebild.errors import UserError
from lagebild.files import write_safely
from lagebild.language import Language
from lagebild.look.fonts import scaled
from lagebild.origin import COUNTED
from lagebild.pages.export_dialog import Divided, Preview, ask_for_file, documents
from lagebild.pages.exporting import Order, unused
from lagebild.pages.scrolled import ScrolledDown
from lagebild.pages.wrapped_choice import RadioButton
from lagebild.renderers.sheets import Sheet
from lagebild.widgets.announce import announce
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.labels import Line, Paragraph
from lagebild.widgets.radio import stop_once
from lagebild.worker import Worker

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_PREVIEW = QSize(272, 385)  # of A4's shape
_LEFT = 336
PDF = ".pdf"


def has_printers() -> bool:
    """Whether the system knows a printer. Asked when one is wanted: the answer may take its time."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return bool(QPrinterInfo.availablePrinterNames())


def ask_for_printer(parent: QWidget, name: str) -> QPrinter | None:
    """Let the reader choose printer, paper and sheets in the system's own dialog."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    from lagebild.renderers.printing import set_page

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setCreator("Lagebild")
    set_page(printer)
    return printer if QPrintDialog(printer, parent).exec() else None


class PrintDialog(Dialog):
    """Prints what the results say at the moment it is opened; the pages may move on meanwhile.

    It goes by itself, once the worker has done what it was asked for; so open it with `open()`.
    """

    told = Signal(str, str, object)
    """What happened; a word for an action, and a callable that does it."""
    failed = Signal(object)
    """A UserError of the printer; one of the file comes from the worker."""
    saved_in = Signal(object)
    """The folder a PDF was put into."""

    def __init__(
        self,
        results: Results,
        language: Language,
        page_id: str,
        tab: int,
        chart_ids: tuple[str, ...],
        worker: Worker,
        parent: QWidget | None = None,
        *,
        chosen: str = "",
        folder: Path | None = None,
        ask: Callable[[QWidget, Path, str], Path | None] = ask_for_file,
        ask_printer: Callable[[QWidget, str], QPrinter | None] = ask_for_printer,
        any_printer: Callable[[], bool] = has_printers,
    ) -> None:
        super().__init__(language.say("Print"), language, parent, width=720)
        self._results = results
        self._page = (page_id, tab)
        self._charts = chart_ids
        self._worker = worker
        self._folder = folder or documents()
        self._ask, self._ask_printer, self._any_printer = ask, ask_printer, any_printer
        self._previewed: str | None = None
        self.choices: dict[str, RadioButton] = {}
        """By chart; "" is the page."""
        self.body.addWidget(Divided(self._build_choices(chosen), self._build_preview()), 1)
        self._build_footer()
        self._show_preview()
        # after its previews and its printing, which are done for it in the worker
        self.finished.connect(lambda _: worker.start(lambda: None, lambda _: self.deleteLater()))

    # ---- what is chosen

    def chosen(self) -> str:
        """The chart to print; empty for the page."""
        return next(id for id, radio in self.choices.items() if radio.isChecked())

    def choose(self, id: str) -> None:
        """Choose a chart, or the page."""
        self.choices[id].setChecked(True)
        self._show_preview()

    def _made(self) -> Callable[[], Printout]:
        """What makes the printout; it takes longer than a frame where there is much to say."""
        id, results, language = self.chosen(), self._results, self.language
        if id:
            return lambda: chart_printout(id, results, language)
        page_id, tab = self._page
        return lambda: printout(page_id, tab, results, language, self._charts)

    def path(self) -> Path:
        """The file that is offered; none that is there is replaced."""
        words = self.chosen().replace(".", "-") or self.language.say(PAGES[self._page[0]])
        path = self._folder / f"Lagebild_{self._results.today.isoformat()}_{words}{PDF}"
        return unused(Order((words,), PDF, (self.language.code,), path)).path

    # ---- how it is built

    def _build_choices(self, chosen: str) -> QWidget:
        say = self.language.say
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Line(say("What is printed"), "strong"))
        listed = QWidget()
        rows = QVBoxLayout(listed)
        rows.setContentsMargins(0, 0, 14, 0)  # the scroll bar stands in the margin
        rows.setSpacing(8)
        group = QButtonGroup(self)
        self._add(rows, group, "", say("This page: {page}", page=part_name(*self._page, self.language)))
        if self._charts:
            rows.addSpacing(6)
            rows.addWidget(Line(say("One chart with its table"), "chip", "text2"))
        for id in self._charts:
            self._add(rows, group, id, build(id, self._results, self.language).heading)
        rows.addStretch(1)
        self.choices[chosen if chosen in self.choices else ""].setChecked(True)
        stop_once(tuple(self.choices.values()), list(self.choices).index(self.chosen()))
        group.buttonToggled.connect(lambda _, checked: self._show_preview() if checked else None)
        area = ScrolledDown(QPalette.ColorRole.Base)
        area.hold(listed)
        left.setFixedWidth(scaled(_LEFT))
        listed.setFixedWidth(scaled(_LEFT))
        column.addWidget(area, 1)
        return left

    def _add(self, rows: QVBoxLayout, group: QButtonGroup, id: str, words: str) -> None:
        self.choices[id] = RadioButton(words)
        group.addButton(self.choices[id])
        rows.addWidget(self.choices[id])

    def _build_preview(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._count = Line("", "strong")
        self._preview = Preview(_PREVIEW)
        column.addWidget(self._count)
        column.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return right

    def _build_footer(self) -> None:
        say = self.language.say
        self._note = Paragraph(say("On paper everything is light."), "source", "text2")
        cancel = Button(say("Cancel"), "outline", height=36)
        cancel.clicked.connect(self.reject)
        self.save = Button(say("Save as PDF …"), "outline", "export", height=36)
        self.save.clicked.connect(self._save)
        self.go = Button(say("Print …"), "primary", "printer", height=36)
        self.go.setDefault(True)
        self.go.clicked.connect(self._print)
        self.footer.addWidget(self._note, 1, Qt.AlignmentFlag.AlignVCenter)
        self.footer.addSpacing(8)
        for button in (cancel, self.save, self.go):
            self.footer.addWidget(button)

    # ---- what it shows

    def _show_preview(self) -> None:
        wanted = self.chosen()
        stop_once(tuple(self.choices.values()), list(self.choices).index(wanted))
        if wanted == self._previewed:
            return
        self._previewed = wanted
        self._count.set_text(self.language.say("Preview"))
        made, width = self._made(), round(_PREVIEW.width() * self.devicePixelRatioF())

        def draw() -> tuple[str, bytes, int]:
            from lagebild.renderers.printing import first_sheet

            return (wanted, *first_sheet(made(), width))

        self._worker.start(draw, self._take_preview)

    def _take_preview(self, drawn: tuple[str, bytes, int]) -> None:
        wanted, png, count = drawn
        if wanted != self._previewed:
            return
        self._preview.show_png(png)
        self._count.set_text(self.language.say("Preview, page 1 of {count}", count=self.language.show(count, COUNTED)))

    # ---- what it does

    def _save(self) -> None:
        path = self._ask(self, self.path(), self.language.say("Where to?"))
        if path is None:
            return
        made = self._made()

        def write() -> None:
            from lagebild.renderers.printing import pdf

            write_safely(path, pdf(made()))

        self._worker.start(write, lambda _: self._written(path))
        self.accept()

    def _written(self, path: Path) -> None:
        say, folder = self.language.say, QUrl.fromLocalFile(str(path.parent))
        self.saved_in.emit(path.parent)
        self.told.emit(
            say("PDF written: {name}", name=path.name), say("Open folder"), lambda: QDesktopServices.openUrl(folder)
        )

    def _print(self) -> None:
        if not self._any_printer():
            words = self.language.say("No printer is set up on this computer. Saving a PDF works all the same.")
            self._note.set_text(words)
            announce(self._note, words)
            self.go.setEnabled(False)
            self.save.setDefault(True)
            self.save.setFocus()
            return
        printer = self._ask_printer(self, f"Lagebild · {part_name(*self._page, self.language)}")
        if printer is None:
            return
        made, page = self._made(), printer.pageLayout()

        def lay_out() -> tuple[Sheet, ...]:
            from lagebild.renderers.printing import room_of
            from lagebild.renderers.sheets import sheets

            return sheets(made(), room_of(page))

        self._worker.start(lay_out, partial(self._paint, printer))
        self.accept()

    def _paint(self, printer: QPrinter, made: tuple[Sheet, ...]) -> None:
        from lagebild.renderers.printing import print_sheets

        wanted = chosen_sheets(printer, made)
        try:
            print_sheets(wanted, printer)
        except UserError as error:
            self.failed.emit(error)
            return
        words = self.language.say_plural(
            "{count} page handed to the printer", "{count} pages handed to the printer", len(wanted)
        )
        self.told.emit(words, "", None)


def chosen_sheets(printer: QPrinter, made: tuple[Sheet, ...]) -> tuple[Sheet, ...]:
    """Those the reader asked for in the system's dialog; all of them where the range holds none."""
    from PySide6.QtPrintSupport import QPrinter

    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return made
    return made[max(0, printer.fromPage() - 1) : printer.toPage()] or made
