"""Errors that are told to the reader in a sentence; everything else is a crash report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lagebild.language import Language


def N_(message: str) -> str:
    """Mark `message` for the catalogs without looking it up: errors are put into words when shown."""
    return message


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
        happened, safe, do = (
            language.say(part, **self.arguments) if part else "" for part in (self.happened, self.safe, self.do)
        )
        return happened, safe, do

    def text(self, language: Language) -> str:
        """All sentences in one line, as the command line prints them."""
        return " ".join(part for part in self.sentences(language) if part)
