"""What a session leaves behind in case it ends without saving: one file for each, whole at every moment."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import threading
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from lagebild.briefing import LARGEST_FILE, Briefing, fields_of, from_fields, is_too_large
from lagebild.errors import UserError
from lagebild.files import is_temporary, write_safely
from lagebild.knowledge.loading import Knowledge

log = logging.getLogger(__name__)

ENDING = ".recovery.json"
LOCK = ".lock"
_A_DAY = 86_400  # seconds
UNREADABLE = ".unreadable"
"""What is put behind the name of a file that cannot be read: it is not offered again, and not thrown away."""


def recovery_folder() -> Path:
    """Where these files lie for this user, on this machine alone."""
    from platformdirs import user_state_path

    return user_state_path("lagebild", appauthor=False) / "recovery"


def digest(content: bytes) -> str:
    """A fingerprint by which two versions of a file are told apart."""
    import hashlib  # not before a file is opened: it takes its time to load

    return hashlib.sha256(content).hexdigest()


class Left(NamedTuple):
    """Work that a session left behind."""

    file: Path
    briefing: Briefing
    path: Path | None
    """The file it was last saved in; None where it never was."""
    base: str
    """The digest of that file when it was last read or written; empty without one."""
    day: date
    """When it was last kept."""


class RecoveryFile:
    """The recovery file of one session. Writing and removing may come from several threads; the latest order wins."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        self.path = folder / f"{os.urandom(8).hex()}{ENDING}"
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
    return file.with_name(file.name.removesuffix(ENDING) + LOCK)


def left_behind(folder: Path) -> list[Path]:
    """The recovery files in a folder, the youngest first; some may belong to sessions that are alive."""
    dated: list[tuple[float, Path]] = []
    for file in _files(folder):
        with contextlib.suppress(OSError):  # a session that is alive may remove its own at any moment
            if file.name.endswith(ENDING) and file.is_file():
                dated.append((file.stat().st_mtime, file))
    return [file for _, file in sorted(dated, reverse=True)]


def _files(folder: Path) -> list[Path]:
    with contextlib.suppress(OSError):  # without the folder, or access to it, there is nothing
        return list(folder.iterdir())
    return []


def stale_temporaries(folder: Path) -> list[Path]:
    """What writings that were killed left in the folder of recovery files: half a file, or one without its name.

    A lock without a word in it is one too: who took it was killed before its process was named in it.

    Those of today may still be written. In the reader's own folders they stay, hidden: a folder may be shared with
    machines whose clocks differ, and Lagebild removes nothing there that it was not asked to.
    """
    stale = []
    for file in _files(folder):
        with contextlib.suppress(OSError):
            found = file.stat()
            left = is_temporary(file) or (file.name.endswith(LOCK) and not found.st_size)
            if left and time.time() - found.st_mtime > _A_DAY:
                stale.append(file)
    return stale


def orphaned_locks(folder: Path) -> list[Path]:
    """Locks that hold no recovery file; some may belong to sessions that are alive."""
    return [file for file in _files(folder) if file.name.endswith(LOCK) and not recovery_of(file).exists()]


def recovery_of(lock: Path) -> Path:
    """The recovery file beside its lock."""
    return lock.with_name(lock.name.removesuffix(LOCK) + ENDING)


def read_left(file: Path, knowledge: Knowledge) -> Left | None:
    """The work in a recovery file, hostile until it fits; None where it is none, which the log says why."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
        day = date.fromtimestamp(file.stat().st_mtime)
        if is_too_large(content):
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
    return Left(file, briefing, None if path is None else Path(path), base, day)


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
