"""The start: a verb of the command line, or the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `lagebild` with these arguments (default: the process's own); returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    _speak_utf8()
    if arguments and (arguments[0] in ("--help", "-h", "--version") or not _opens_window(arguments)):
        return _command(arguments)
    from lagebild.application import open_window

    return open_window(arguments)


def _opens_window(arguments: Sequence[str]) -> bool:
    from lagebild.verbs import VERBS

    return arguments[0] not in VERBS and not arguments[0].startswith("-")


def _command(arguments: Sequence[str]) -> int:
    from lagebild import __version__, commands
    from lagebild.language import Language

    if arguments[0] == "--version":
        print(f"Lagebild {__version__}")
        return commands.DONE
    if arguments[0] in ("--help", "-h"):
        print(commands.help_text(Language(commands.wanted_language(arguments))))
        return commands.DONE

    from lagebild.screens import take

    return commands.main(arguments, take)


def _speak_utf8() -> None:
    """German has letters that not every console's code page has; a pipe gets UTF-8, a console what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
