"""The start: a verb of the command line, or the window."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence

_CLOSED = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)  # as each system tells a closed pipe
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `lagebild` with these arguments (default: the process's own); returns the exit code."""
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    _open_streams()
    _speak_utf8()
    try:
        code = _run(arguments)
        # now, not when Python ends: there a closed pipe would be a traceback
        sys.stdout.flush()
        return code
    except OSError as error:
        if error.errno not in (*_CLOSED, *_FULL):
            raise
        _silence()
        if error.errno in _CLOSED:  # whoever read has had enough, as `head` has
            return 0
        return _refuse_output(arguments)


def _run(arguments: Sequence[str]) -> int:
    from lagebild.verbs import windows_words

    asked = windows_words(arguments)
    if asked is None:
        return _command(arguments)
    from lagebild.application import open_window

    return open_window(*asked)


def _command(arguments: Sequence[str]) -> int:
    from lagebild import __version__, commands

    if "--version" in arguments[:1]:
        print(f"Lagebild {__version__}")
        return commands.DONE

    from lagebild.screens import take

    return commands.main(arguments, take)


def _refuse_output(arguments: Sequence[str]) -> int:
    from lagebild import commands
    from lagebild.language import Language

    language = Language(commands.wanted_language(arguments))
    sentences = (language.say("The output cannot be written."), language.say("Make room or choose another folder."))
    print(*sentences, file=sys.stderr, flush=True)
    return commands.REFUSED


def _open_streams() -> None:
    """Give a process without output or errors (`>&-`, a window without a console) streams that lead nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _silence() -> None:
    """Let what is still to be written go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _speak_utf8() -> None:
    """German has letters that not every console's code page has; a pipe gets UTF-8, a console what it can show."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


if __name__ == "__main__":
    sys.exit(main())
