"""Dialogs: one frame for all, what was refused and why, and the report of a crash."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QPalette, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from lagebild.errors import UserError
from lagebild.language import Language
from lagebild.look.colours import colour, current
from lagebild.look.fonts import font, scaled
from lagebild.look.icons import draw_icon
from lagebild.look.painting import draw_hairline
from lagebild.widgets.buttons import Button
from lagebild.widgets.labels import Line, Paragraph, Words
from lagebild.widgets.layouts import nest
from lagebild.widgets.sentence import SentenceLabel

_PADDING = 24
_BESIDE = 32  # what a dialog leaves of the width of its window


class Dialog(QDialog):
    """Title in serif, `body`, and a `footer` under a hairline; Escape and the cross close it."""

    def __init__(self, title: Words, language: Language, parent: QWidget | None = None, *, width: int = 560) -> None:
        super().__init__(parent)
        self.language = language
        self.setWindowTitle(str(title))
        room = width if parent is None else max(width, parent.window().width() - _BESIDE)
        self.setMinimumWidth(min(scaled(width), room))
        self._title = SentenceLabel("page_title")
        self._title.set_text(title)
        self.close_button = Button(language.say("Close"), "quiet", "close", icon_only=True)
        self.close_button.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setContentsMargins(_PADDING, 20, 16, 4)
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.head = head
        self.body = QVBoxLayout()
        self.body.setContentsMargins(_PADDING, 4, _PADDING, 20)
        self.body.setSpacing(8)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._foot = QWidget()
        self.footer = QHBoxLayout(self._foot)
        self.footer.setContentsMargins(_PADDING, 14, _PADDING, 14)
        self.footer.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        nest(column, head)
        nest(column, self.body, 1)
        column.addWidget(self._foot)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        width = max(super().sizeHint().width(), self.minimumWidth())
        return QSize(width, layout.totalHeightForWidth(width) if layout else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour(theme.surface))
        draw_hairline(painter, 0, self._foot.y(), self.width(), theme.line)


class Well(QPlainTextEdit):
    """Details to read and copy, in a sunken field."""

    def __init__(self, text: str, name: str, rows: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setPlainText(text)
        self.setAccessibleName(name)
        self.setFont(font("source"))
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(10)
        self.setFixedHeight(rows * scaled(17) + 22)
        self.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)


class _Refused(Dialog):
    """A dialog about something that went wrong: vermilion bar, headline, paragraphs under small titles, details."""

    def __init__(self, title: Words, language: Language, parent: QWidget | None, icon: str) -> None:
        super().__init__(title, language, parent)
        self._icon = icon
        self.head.setContentsMargins(68, 24, 16, 4)

    def add_part(self, title: str, text: Words) -> None:
        """A paragraph under its own small title."""
        self.body.addSpacing(4)
        self.body.addWidget(Line(title, "strong"))
        self.body.addWidget(Paragraph(text, "body", "text"))

    def add_details(self, details: str, rows: int) -> None:
        """What experts need, to read and to copy."""
        name = self.language.say("Details")
        self.body.addSpacing(4)
        self.body.addWidget(Line(name, "strong"))
        self.body.addWidget(Well(details, name, rows))

    def add_buttons(self, go_on: str, copy: str, report: str) -> None:
        """The primary button goes on working; the other copies the report."""
        self.go_on = Button(go_on, "primary", height=36)
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        self.footer.addWidget(self.go_on)
        self.footer.addStretch(1)
        if report:
            button = Button(copy, "quiet", "copy", height=36)
            button.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
            self.footer.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.go_on.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        theme = current()
        painter.fillRect(QRectF(0, 0, 4, self.height()), colour(theme.marks["loss"].fill))
        draw_icon(painter, self._icon, theme.loss, _PADDING, self._title.y() + 2, 28)


class RefusalDialog(_Refused):
    """What happened, that nothing was changed, what to do; the details can be copied."""

    def __init__(self, error: UserError, language: Language, parent: QWidget | None = None) -> None:
        happened, safe, do = error.sentences(language)
        super().__init__(happened, language, parent, "warning-octagon")
        self.body.addWidget(Paragraph(safe or language.say("Nothing was changed."), "body", "text2"))
        if do:
            self.add_part(language.say("What you can do"), do)
        if error.details:
            self.add_details(error.details, min(6, error.details.count("\n") + 2))
        report = "\n".join(part for part in (error.text(language), error.details) if part)
        self.add_buttons(language.say("Go on working"), language.say("Copy report"), report)


class CrashDialog(_Refused):
    """An error nobody foresaw: versions and traceback, ready to be copied."""

    def __init__(
        self, versions: str, traceback: str, language: Language, parent: QWidget | None = None, *, kept: bool = True
    ) -> None:
        """`kept`: whether what is not saved has been put where it outlives the program."""
        super().__init__(language.say("An error occurred in Lagebild"), language, parent, "warning-octagon")
        self.setMinimumWidth(scaled(680))
        if kept:
            safe = language.say("Your inputs are still there, and kept in case Lagebild ends. You can go on working.")
        else:
            safe = language.say(
                "Your inputs are still there. Save them now: they could not be kept in case Lagebild ends."
            )
        self.body.addWidget(Paragraph(safe, "body", "text2"))
        self.add_part(
            language.say("What you can do"),
            language.say("Copy the report and send it to those who look after Lagebild for you."),
        )
        report = f"{versions}\n\n{traceback}"
        self.add_details(report, 12)
        self.add_buttons(language.say("Go on working"), language.say("Copy report"), report)
