"""Writing files safely: the new one whole or the old one untouched, and a sentence for every reason why not."""

from __future__ import annotations

import contextlib
import errno
import os
import re
from fnmatch import fnmatch
from pathlib import Path

from lagebild.errors import N_, UserError, printable

_UNTOUCHED = N_("Nothing was changed.")
_OTHER_NAME = N_("Choose another name.")
_OTHER_FOLDER = N_("Choose another folder.")

# Refused on every system: a file that only Linux can name cannot be handed on.
# what Windows forbids, and signs that turn the direction of reading or are no letters at all
_FORBIDDEN = re.compile('[<>:"/\\\\|?*\\x00-\\x1f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)

_TEMPORARY = ".lagebild-{}.tmp"

_SHARING_VIOLATION = 32  # Windows: another program has the file open
_ACCESS_DENIED = 5


def is_temporary(path: Path) -> bool:
    """Whether a writing that was killed may have left this file."""
    return fnmatch(path.name, _TEMPORARY.format("*"))


def write_safely(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that the file there is at every moment the old one or the new one, whole.

    A link is followed, and what it points to replaced. Raises UserError; nothing is left behind then.
    """
    _check_name(path)
    try:
        target = path.resolve()
        if target.is_dir():
            raise UserError(N_("“{name}” is a folder, not a file."), safe=_UNTOUCHED, do=_OTHER_NAME, name=path.name)
        if target.exists() and not target.is_file():
            # replacing would put a file in the place of a device
            raise UserError(N_("“{name}” is not a file."), safe=_UNTOUCHED, do=_OTHER_NAME, name=path.name)
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "write-protected", str(target))
        temporary = target.with_name(_TEMPORARY.format(os.urandom(8).hex()))
        try:
            _write(temporary, content)
            if target.exists():
                os.chmod(temporary, target.stat().st_mode & 0o7777)
            os.replace(temporary, target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        _flush_folder(target.parent)
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links; a path no system can hold
        raise _refusal(path, error) from error


def _check_name(path: Path) -> None:
    name = path.name
    if not name:
        raise UserError(N_("There is no file name."), safe=_UNTOUCHED, do=_OTHER_NAME)
    forbidden = _FORBIDDEN.search(name)
    if forbidden:
        raise UserError(
            N_("“{name}” cannot be a file name: “{sign}” is not allowed in it."),
            safe=_UNTOUCHED,
            do=_OTHER_NAME,
            name=printable(name),
            sign=printable(forbidden[0]),
        )
    if _RESERVED.match(name) or name.endswith((".", " ")):
        raise UserError(
            N_("“{name}” cannot be a file name: Windows does not allow it."),
            safe=_UNTOUCHED,
            do=_OTHER_NAME,
            name=name,
        )


def _write(path: Path, content: bytes) -> None:
    # O_EXCL: never follow or reuse what lies there; 0o666: the reader's umask decides, as for every other file
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system has a way to."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):  # some network folders cannot; the file itself is written
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _refusal(path: Path, error: Exception) -> UserError:
    """The sentence for what the system said."""
    happened, do = _reason(path, error)
    folder = str(path.parent)
    if folder == ".":
        with contextlib.suppress(OSError):  # the folder we stand in may be gone
            folder = os.getcwd()
    # not the whole error: it would name our temporary file
    said = getattr(error, "strerror", None) or str(error)
    return UserError(happened, safe=_UNTOUCHED, do=do, details=f"{said}: {path}", name=path.name, folder=folder)


def _reason(path: Path, error: Exception) -> tuple[str, str]:
    number = getattr(error, "errno", None)
    windows = getattr(error, "winerror", None)
    replacing = getattr(error, "filename2", None) is not None
    if windows == _SHARING_VIOLATION or (windows == _ACCESS_DENIED and replacing):
        return N_("“{name}” is open in another program."), N_("Close it there or choose another name.")
    if number in (errno.ENOENT, errno.ENOTDIR) and not path.parent.is_dir():
        return N_("The folder “{folder}” does not exist."), _OTHER_FOLDER
    if number in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT):
        return N_("“{name}” may not be written in the folder “{folder}”."), _OTHER_FOLDER
    if number in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return N_("There is not enough room for “{name}” in the folder “{folder}”."), N_(
            "Make room or choose another folder."
        )
    if number == errno.ENAMETOOLONG:
        return N_("The name “{name}” is too long."), N_("Choose a shorter name.")
    if number in (errno.EBUSY, errno.ETXTBSY):
        return N_("“{name}” is open in another program."), N_("Close it there or choose another name.")
    return N_("“{name}” could not be written."), _OTHER_FOLDER
