"""What is asked about files: drop or save changes, replace what somebody else wrote, go on with what was left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from lagebild.document import ChangedOutside
from lagebild.errors import N_, printable
from lagebild.language import Language, Text
from lagebild.origin import COUNTED
from lagebild.recovery import Left
from lagebild.widgets.buttons import Button
from lagebild.widgets.dialogs import Dialog
from lagebild.widgets.labels import Line, Paragraph, Words

_MOST = 8
"""Changes that are named one by one."""


class _Question(Dialog):
    """A dialog whose answers are signals; Escape is the answer that changes nothing."""

    def __init__(self, title: Words, language: Language, parent: QWidget | None) -> None:
        super().__init__(title, language, parent)
        self._stretched = False

    def say(self, words: Words) -> None:
        """A paragraph."""
        self.body.addWidget(Paragraph(words, "body", "text2"))

    def list(self, heading: str, changes: tuple[Text, ...]) -> None:
        """Name changes, at most so many; the rest are counted."""
        if not changes:
            return
        self.body.addSpacing(4)
        self.body.addWidget(Line(heading, "strong"))
        for change in changes[:_MOST]:
            self.body.addWidget(Paragraph(change, "body", "text"))
        more = len(changes) - _MOST
        if more > 0:
            words = self.language.say_plural("and {count} further change", "and {count} further changes", more)
            self.body.addWidget(Paragraph(words, "body", "text2"))

    def add_answer(self, words: str, signal: object = None, *, primary: bool = False) -> Button:
        """A button that closes the dialog and then gives its answer; primary ones stand at the left."""
        button = Button(words, "primary" if primary else "outline", height=36)
        if primary:
            button.setDefault(True)
            button.setFocus()
        elif not self._stretched:
            self._stretched = True
            self.footer.addStretch(1)
        self.footer.addWidget(button)
        button.clicked.connect(self.accept if signal is not None else self.reject)
        if signal is not None:
            button.clicked.connect(signal)
        return button


class UnsavedDialog(_Question):
    """Save the changes, let them go, or go on working."""

    save = Signal()
    discard = Signal()

    def __init__(self, name: str, changes: tuple[Text, ...], language: Language, parent: QWidget | None) -> None:
        super().__init__(language.sentence("Save the changes to “{name}”?", name=name), language, parent)
        self.say(language.say("If you do not save them, they are lost."))
        self.list(language.say("Not saved yet"), changes)
        self.add_answer(language.say("Save"), self.save, primary=True)
        self.add_answer(language.say("Do not save"), self.discard)
        self.add_answer(language.say("Go on working"))


class ChangedOutsideDialog(_Question):
    """Save elsewhere, replace the file, or leave everything as it is."""

    save_elsewhere = Signal()
    replace = Signal()

    def __init__(self, error: ChangedOutside, language: Language, parent: QWidget | None) -> None:
        happened, safe, do = error.sentences(language)
        super().__init__(happened, language, parent)
        self.say(f"{safe} {do}")
        self.add_answer(language.say("Save as …"), self.save_elsewhere, primary=True)
        self.add_answer(language.say("Replace the file"), self.replace)
        self.add_answer(language.say("Cancel"))


class RecoveryDialog(_Question):
    """Go on with work that was left, throw it away, or decide at the next start."""

    restore = Signal()
    discard = Signal()

    def __init__(
        self, left: Left, changes: tuple[Text, ...] | None, others: int, language: Language, parent: QWidget | None
    ) -> None:
        super().__init__(language.say("Lagebild ended before your work was saved"), language, parent)
        day = language.date(left.day, COUNTED)
        if left.path is None:
            self.say(language.sentence("It was kept on {day} and has no file yet.", day=day))
        else:
            name = printable(left.path.name)
            self.say(language.sentence("It was kept on {day} and belongs to “{name}”.", day=day, name=name))
        if changes is None:
            self.say(language.say("The file it belongs to is not there, or cannot be read."))
        else:
            heading = N_("What it holds") if left.path is None else N_("What differs from the saved version")
            self.list(language.say(heading), changes)
        if others:
            self.say(
                language.say_plural(
                    "There is {count} more piece of work like this; it is offered at the next start.",
                    "There are {count} more pieces of work like this; they are offered at the next starts.",
                    others,
                )
            )
        self.add_answer(language.say("Go on with it"), self.restore, primary=True)
        self.add_answer(language.say("Throw it away"), self.discard)
        self.add_answer(language.say("Decide later"))
