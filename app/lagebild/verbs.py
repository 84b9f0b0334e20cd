"""The words of the command line: known before anything is loaded that only its verbs need."""

from __future__ import annotations

import os
from collections.abc import Sequence

VERBS = ("charts", "export", "deck", "workbook", "results", "check", "screens", "plan")
HELP = ("--help", "-h")


def language_before(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """The `--language` options before the first other word; and the rest."""
    rest = list(arguments)
    languages: list[str] = []
    while rest and rest[0].partition("=")[0] == "--language":
        taken = 1 if "=" in rest[0] else 2
        languages += rest[:taken]
        del rest[:taken]
    return languages, rest


def windows_words(arguments: Sequence[str]) -> tuple[str, str] | None:
    """The briefing and the language to open a window with, both may be empty; None if no window was asked for."""
    language, briefing = "", ""
    rest = list(arguments)
    while rest:
        languages, rest = language_before(rest)
        if languages:
            language = languages[-1].removeprefix("--language=")
            if language not in ("de", "en"):
                return None
        elif briefing or rest[0] in VERBS or not may_be_file(rest[0]):
            return None
        else:
            briefing = rest.pop(0)
    return briefing, language


def may_be_file(word: str) -> bool:
    """Whether a word means a file, be it missing: those get their own sentence when they are opened."""
    separators = [separator for separator in ("/", os.sep, os.altsep) if separator]
    named = word.lower().endswith((".lagebild", ".json")) or any(separator in word for separator in separators)
    return not word.startswith("-") and (named or os.path.exists(word))
