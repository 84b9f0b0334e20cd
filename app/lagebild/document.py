"""The file a session works on: where it lies, whether it is saved, and what is kept in case the program ends."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from lagebild.briefing import Briefing, contents, parse, read, written
from lagebild.errors import N_, UserError
from lagebild.files import write_safely
from lagebild.recovery import (
    Left,
    RecoveryFile,
    digest,
    drop,
    left_behind,
    lock_of,
    orphaned_locks,
    put_aside,
    read_left,
    recovery_of,
    stale_temporaries,
)
from lagebild.session import Session
from lagebild.worker import Worker

ENDING = ".lagebild"
"""Of briefings that Lagebild names; those of any other name are opened just as well."""
_WAIT = 1000
"""Milliseconds from a change to its keeping; with the writing it stays below two seconds."""


class ChangedOutside(UserError):
    """The file on the disk is not the one that was opened or saved last: somebody else has written it."""


class Document(QObject):
    """Opens, saves and keeps safe the briefing of a session."""

    changed = Signal()
    """Its name, its place, or whether it is saved."""
    unprotected = Signal(object)  # UserError
    """Changes cannot be kept for the case of a crash; told once, until it works again."""

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        """`folder` is where recovery files lie."""
        super().__init__(parent)
        self.session = session
        self.path: Path | None = None
        self.begun = session.briefing
        """What was there before the first change: a file's contents, an example, or nothing."""
        self.is_example = False
        """Whether it began with an example, and has no file yet."""
        self._base = ""
        self._folder = folder
        self._recovery: RecoveryFile | None = None
        self._lock: QLockFile | None = None
        self._order = 0
        self._kept: Briefing | None = None  # what the recovery file holds, or is about to
        self._was_dirty = False
        self._told = False
        self._worker = Worker(self)
        self._worker.failed.connect(self._not_kept)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._keep_beside)
        session.results_changed.connect(self._follow)

    @property
    def dirty(self) -> bool:
        """Whether there is work that is not saved."""
        return not self.session.history.isClean()

    # ---- the file

    def new(self, briefing: Briefing | None = None) -> None:
        """Begin a briefing nobody has worked on, by default an empty one; what is there is dropped."""
        self._begin(briefing or Briefing(), None, "")

    def begin_with(self, briefing: Briefing) -> None:
        """Begin with an example, which has no file of its own."""
        self._begin(briefing, None, "", example=True)

    def open(self, path: Path) -> None:
        """Open a file; what is there is dropped. Raises UserError, and then nothing has changed."""
        content = contents(path)
        briefing = parse(content, self.session.knowledge, path.name)
        # whole: who goes on with it after a crash may start from another folder
        self._begin(briefing, path.absolute(), digest(content))

    def save(self, *, whatever_is_there: bool = False) -> None:
        """Save to its file, which there must be; raises UserError, ChangedOutside among them."""
        assert self.path is not None
        if not whatever_is_there and self._base and _digest_of(self.path) not in (self._base, ""):
            raise ChangedOutside(
                N_("“{name}” has been changed by somebody else since you opened it."),
                safe=N_("Your work is still here."),
                do=N_("Save it under another name, or replace the file."),
                name=self.path.name,
            )
        self._write(self.path)

    def save_as(self, path: Path) -> None:
        """Save to another file, which is its own from then on; raises UserError."""
        self._write(path)

    def _write(self, path: Path) -> None:
        content = written(self.session.briefing, self.session.knowledge)
        # what cannot be read again must not replace what can
        parse(content, self.session.knowledge, path.name)
        # a folder on the network may take its time, and whoever waits may lose patience and end the program
        with contextlib.suppress(UserError):
            self._keep()
        write_safely(path, content)
        self.path, self._base, self.is_example = path, digest(content), False
        self.session.history.setClean()
        self._nothing_to_keep()
        self._tell()

    def _begin(self, briefing: Briefing, path: Path | None, base: str, *, example: bool = False) -> None:
        self.path, self.begun, self._base, self.is_example = path, briefing, base, example
        self.session.load(briefing)
        self._nothing_to_keep()
        self._tell()

    def _tell(self) -> None:
        self._was_dirty = self.dirty
        self.changed.emit()

    def _follow(self) -> None:
        if self.dirty != self._was_dirty:
            self._tell()
        if self.session.briefing is not self._kept and not self._timer.isActive():
            self._timer.start()

    # ---- what is kept in case the program ends

    def _keep_beside(self) -> None:
        """Keep what is not saved, without anybody waiting for the disk."""
        if not self.dirty:
            self._nothing_to_keep()
            return
        briefing, path, base = self.session.briefing, self.path, self._base
        order, file = self._next_order(), self._own_file()
        self._kept = briefing

        def keep() -> None:
            file.write(order, briefing, path, base)

        self._worker.start(keep, lambda _: self._is_kept())

    def keep_now(self) -> bool:
        """Keep what is not saved before anything else happens; whether that worked or was not needed."""
        try:
            self._keep()
        except UserError as error:
            self._not_kept(error)
            return False
        return True

    def _keep(self) -> None:
        if self.dirty:
            self._own_file().write(self._next_order(), self.session.briefing, self.path, self._base)
            self._kept = self.session.briefing

    def _next_order(self) -> int:
        self._order += 1
        return self._order

    def _own_file(self) -> RecoveryFile:
        """Our own recovery file; it and its lock are made when there is something to keep."""
        if self._recovery is None:
            self._recovery = RecoveryFile(self._folder, self.session.knowledge)
        if self._lock is None:
            try:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError:
                return self._recovery  # writing says why
            lock = _lock(lock_of(self._recovery.path))
            if lock.tryLock(0):
                self._lock = lock
        return self._recovery

    def _nothing_to_keep(self) -> None:
        self._timer.stop()
        self._kept = self.session.briefing
        if self._recovery is not None:
            self._recovery.remove(self._next_order())

    def _is_kept(self) -> None:
        self._told = False

    def _not_kept(self, error: Exception) -> None:
        self._kept = None
        if not isinstance(error, UserError):
            raise error  # as if it had happened here
        self._timer.start()  # until it works again
        if not self._told:
            self._told = True
            # the reader knows nothing of the file that could not be written, nor could choose another folder for it
            why = "\n".join(part for part in (error.sentences(self.session.language)[0], error.details) if part)
            self.unprotected.emit(
                UserError(
                    N_("What you have not saved cannot be kept in case Lagebild ends."),
                    safe=N_("Your work is still here."),
                    do=N_("Save it now."),
                    details=why,
                )
            )

    def close(self) -> None:
        """The end: what was dropped or saved is not offered again."""
        self._worker.finish()
        self._nothing_to_keep()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    # ---- what earlier sessions left

    def left(self) -> list[Left]:
        """Work of sessions that ended without saving, the youngest first; what cannot be read is put aside."""
        self._tidy_up()
        found = []
        own = None if self._recovery is None else self._recovery.path
        for file in left_behind(self._folder):
            if file == own or not _is_abandoned(file):
                continue
            left = read_left(file, self.session.knowledge)
            if left is None:
                put_aside(file)
            elif left.path is not None and saved_version(left, self.session) == left.briefing:
                drop(file)  # ended after its work had been saved
            else:
                found.append(left)
        return found

    def _tidy_up(self) -> None:
        """Remove what killed sessions left that holds no work."""
        for file in stale_temporaries(self._folder):
            with contextlib.suppress(OSError):
                file.unlink()
        for lock in orphaned_locks(self._folder):
            _is_abandoned(recovery_of(lock))  # to take a lock that nobody holds removes it

    def restore(self, left: Left) -> None:
        """Go on with what a session left; it counts as not saved, and its file goes when ours is written."""
        self.path, self.begun, self._base, self.is_example = left.path, Briefing(), left.base, False
        self.session.load(left.briefing)
        self.session.history.setDirty()
        if self.keep_now():
            drop(left.file)
        self._tell()


def saved_version(left: Left, session: Session) -> Briefing | None:
    """What the file of left work holds now; an empty briefing where there never was a file, None where it is gone."""
    if left.path is None:
        return Briefing()
    try:
        return read(left.path, session.knowledge)
    except UserError:
        return None


def _digest_of(path: Path) -> str:
    """The digest of a file as it lies on the disk; empty where it cannot be read."""
    try:
        return digest(contents(path))
    except UserError:
        return ""


def _lock(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)  # however old: it holds as long as its process lives
    return lock


def _is_abandoned(file: Path) -> bool:
    """Whether no living session holds it."""
    lock = _lock(lock_of(file))
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True
