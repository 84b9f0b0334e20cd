"""About Lagebild: versions, licences, and what is promised about privacy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from lagebild.language import Language
from lagebild.reports import versions
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import Dialog, Well
from lagebild.widgets.labels import Line, Paragraph


def show_about(knowledge_version: str, language: Language, parent: QWidget) -> None:
    """Open the dialog."""
    dialog = AboutDialog(knowledge_version, language, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


class AboutDialog(Dialog):
    """What this program is, what it is made of, and what it never does."""

    def __init__(self, knowledge_version: str, language: Language, parent: QWidget | None = None) -> None:
        say = language.say
        super().__init__(say("About Lagebild"), language, parent)
        self._add(
            say("Privacy"),
            say(
                "Lagebild opens no network connection. What you enter stays on this computer, "
                "and the log holds nothing of it."
            ),
        )
        self._add(
            say("Licences"),
            say("Lagebild is free software under the MIT licence."),
            say(
                "It uses Qt through PySide6 under the GNU Lesser General Public Licence, version 3. "
                "You may replace these libraries with versions of your own."
            ),
            say("The typefaces Source Sans and Source Serif are under the SIL Open Font Licence."),
        )
        self.body.addWidget(Line(say("Versions"), "strong"))
        self.body.addWidget(Well(versions(knowledge_version), say("Versions"), 5))
        close = Button(say("Close"), "primary", height=36)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.footer.addStretch(1)
        self.footer.addWidget(close)

    def _add(self, title: str, *paragraphs: str) -> None:
        self.body.addWidget(Line(title, "strong"))
        for words in paragraphs:
            self.body.addWidget(Paragraph(words, "body", "text"))
        self.body.addSpacing(8)
