"""Errors that are told to the reader in a sentence; everything else is a crash report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lagebild.language import Language


NBSP = "\u00a0"


def N_(message: str) -> str:
    """Mark `message` for the catalogs without looking it up: errors are put into words when shown."""
    return message


def printable(text: str) -> str:
    """`text` without signs that steer a terminal or turn the direction of reading: names may come from anybody."""
    return "".join(letter if letter.isprintable() or letter == NBSP else "?" for letter in text)


class UserError(Exception):
    """What happened, what stayed safe, what to do: message ids with arguments, told in the reader's language."""

    def __init__(self, happened: str, *, safe: str = "", do: str = "", details: str = "", **arguments: Any) -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.do = do
        self.details = details  # for the copy button and the log, never a sentence
        self.arguments = arguments

    def sentences(self, language: Language) -> tuple[str, str, str]:
        """(what happened, what stayed safe, what to do); the last two may be empty."""
        arguments = {
            name: printable(value) if isinstance(value, str) else value for name, value in self.arguments.items()
        }
        happened, safe, do = (
            language.say(part, **arguments) if part else "" for part in (self.happened, self.safe, self.do)
        )
        return happened, safe, do

    def text(self, language: Language) -> str:
        """All sentences in one line, as the command line prints them."""
        return " ".join(part for part in self.sentences(language) if part)
