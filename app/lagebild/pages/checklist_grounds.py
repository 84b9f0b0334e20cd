"""What a question of the checklist rests on beside its evidence: its norms, and its place in other frameworks."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from lagebild.analysis.results import Results
from lagebild.knowledge.questions import Question
from lagebild.language import Language
from lagebild.widgets.cards import Panel
from lagebild.widgets.labels import Paragraph
from lagebild.wording import questions, risks


class _Norm(QWidget):
    """What a norm asks for, and below it where that was read."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Paragraph("", "body", "text")
        self._read = Paragraph("", "source", "text3")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._read)

    def show_line(self, line: risks.LawLine) -> None:
        """Show it."""
        self._words.set_text(line.words)
        self._read.set_text(line.read)


class LawPanel(Panel):
    """The norms of a question, each with where it was read below it."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[_Norm] = []
        self.body.setSpacing(12)

    def show_law(self, question: Question, results: Results, language: Language) -> None:
        """Show those of a question; without any the panel is out of sight."""
        lines = risks.law_lines(question, results, language)
        self.set_title(language.say("Law"))
        while len(self._made) < len(lines):
            self._made.append(_Norm())
            self.body.addWidget(self._made[-1])
        for place, norm in enumerate(self._made):
            norm.setVisible(place < len(lines))
            if place < len(lines):
                norm.show_line(lines[place])
        self.setVisible(bool(lines))


class FrameworksPanel(Panel):
    """Where a question stands in frameworks for risk management, and the words that this states no compliance."""

    def __init__(self) -> None:
        super().__init__()
        self._places = Paragraph("", "body", "text")
        self._disclaimer = Paragraph("", "source", "text2")
        self.body.addWidget(self._places)
        self.body.addWidget(self._disclaimer)

    def show_frameworks(self, question: Question, language: Language) -> None:
        """Show those of a question."""
        self.set_title(language.say("Orientation"))
        places, note = questions.frameworks(question, language)
        self._places.set_text(places)
        self._disclaimer.set_text(note)
