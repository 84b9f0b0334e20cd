"""What a session leaves behind in case it ends without saving: one file for each, whole at every moment."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import secrets
import threading
from pathlib import Path
from typing import NamedTuple

from lagebild.briefing import LARGEST_FILE, Briefing, fields_of, from_fields
from lagebild.errors import UserError
from lagebild.files import write_safely
from lagebild.knowledge.loading import Knowledge

log = logging.getLogger(__name__)

ENDING = ".recovery.json"
UNREADABLE = ".unreadable"
"""What is put behind the name of a file that cannot be read: it is not offered again, and not thrown away."""


def recovery_folder() -> Path:
    """Where these files lie for this user, on this machine alone."""
    from platformdirs import user_state_path

    return user_state_path("lagebild", appauthor=False) / "recovery"


def digest(content: bytes) -> str:
    """A fingerprint by which two versions of a file are told apart."""
    return hashlib.sha256(content).hexdigest()


class Left(NamedTuple):
    """Work that a session left behind."""

    file: Path
    briefing: Briefing
    path: Path | None
    """The file it was last saved in; None where it never was."""
    base: str
    """The digest of that file when it was last read or written; empty without one."""


class RecoveryFile:
    """The recovery file of one session. Writing and removing may come from several threads; the latest order wins."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        self.path = folder / f"{secrets.token_hex(8)}{ENDING}"
        self._knowledge = knowledge
        self._lock = threading.Lock()
        self._latest = 0

    @property
    def lock_path(self) -> Path:
        """The file that is locked while its session lives."""
        return lock_of(self.path)

    def write(self, order: int, briefing: Briefing, path: Path | None, base: str) -> None:
        """Keep a briefing, unless a later order has been carried out; raises UserError."""
        fields = {
            "recovery": 1,
            "path": None if path is None else str(path),
            "base": base,
            "briefing": fields_of(briefing, self._knowledge),
        }
        content = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        with self._lock:
            if order > self._latest:
                write_safely(self.path, content)
                self._latest = order

    def remove(self, order: int) -> None:
        """Drop it, since there is nothing to recover; what has been ordered before is not carried out any more."""
        with self._lock:
            if order > self._latest:
                self._latest = order
                with contextlib.suppress(OSError):
                    self.path.unlink(missing_ok=True)


def lock_of(file: Path) -> Path:
    """The lock beside a recovery file."""
    return file.with_name(file.name.removesuffix(ENDING) + ".lock")


def left_behind(folder: Path) -> list[Path]:
    """The recovery files in a folder, the youngest first; some may belong to sessions that are alive."""
    dated: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):  # without the folder, or access to it, there is nothing
        for file in folder.iterdir():
            if file.name.endswith(ENDING) and file.is_file():
                dated.append((file.stat().st_mtime, file))
    return [file for _, file in sorted(dated, reverse=True)]


def read_left(file: Path, knowledge: Knowledge) -> Left | None:
    """The work in a recovery file, hostile until it fits; None where it is none, which the log says why."""
    try:
        with file.open("rb") as opened:
            content = opened.read(2 * LARGEST_FILE + 1)
        if len(content) > 2 * LARGEST_FILE:
            raise ValueError("too large")
        fields = json.loads(content)
        if not isinstance(fields, dict) or fields.get("recovery") != 1:
            raise ValueError("no recovery file")
        path, base = fields.get("path"), fields.get("base")
        if not isinstance(path, str | None) or not isinstance(base, str):
            raise ValueError("no path")
        briefing = from_fields(fields.get("briefing"), knowledge, file.name)
    except (OSError, ValueError, RecursionError, UserError) as error:
        log.info("recovery file not used: %s", error)
        return None
    return Left(file, briefing, None if path is None else Path(path), base)


def put_aside(file: Path) -> None:
    """Offer a recovery file no more, and keep it."""
    with contextlib.suppress(OSError):
        file.replace(file.with_name(file.name + UNREADABLE))


def drop(file: Path) -> None:
    """Throw a recovery file away."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        lock_of(file).unlink(missing_ok=True)
