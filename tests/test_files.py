"""Writing safely: whatever goes wrong, the old file is whole, nothing is left behind, and a sentence says why."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from lagebild.errors import UserError
from lagebild.files import write_safely
from lagebild.language import CODES, Language

ROOT = Path(__file__).resolve().parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="this is how POSIX systems refuse")


def refusal(path: Path, content: bytes = b"new") -> str:
    with pytest.raises(UserError) as refused:
        write_safely(path, content)
    sentences = refused.value.sentences(Language("en"))
    assert all(sentences), "what happened, what stayed safe, what to do"
    assert "{" not in refused.value.text(Language("de"))
    return sentences[0]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.csv"
    path.write_bytes(b"old")
    return path


def is_untouched(path: Path) -> bool:
    """The old content, and nothing else in the folder."""
    return path.read_bytes() == b"old" and list(path.parent.iterdir()) == [path]


def test_a_new_file_is_written(tmp_path: Path) -> None:
    write_safely(tmp_path / "new.csv", b"new")
    assert (tmp_path / "new.csv").read_bytes() == b"new"
    assert len(list(tmp_path.iterdir())) == 1


def test_an_old_file_is_replaced(old: Path) -> None:
    write_safely(old, b"new")
    assert old.read_bytes() == b"new"
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(
    "name", ["Übersicht Größe.csv", "Lagebild 📊 ✓.pptx", "a" * 200 + ".csv", "zwei  Leerzeichen.csv", "ﬁ.csv", ".csv"]
)
def test_odd_names_work(tmp_path: Path, name: str) -> None:
    write_safely(tmp_path / name, b"x")
    assert (tmp_path / name).read_bytes() == b"x"


@posix
def test_a_file_keeps_its_permissions_and_a_new_one_gets_the_usual_ones(old: Path) -> None:
    old.chmod(0o640)
    write_safely(old, b"new")
    assert old.stat().st_mode & 0o777 == 0o640
    usual = old.parent / "usual"
    usual.write_bytes(b"")
    write_safely(old.parent / "new.csv", b"new")
    assert (old.parent / "new.csv").stat().st_mode == usual.stat().st_mode


@posix
def test_a_link_stays_a_link(old: Path) -> None:
    link = old.parent / "link.csv"
    link.symlink_to(old)
    write_safely(link, b"new")
    assert link.is_symlink() and old.read_bytes() == b"new"


# ---- refusals


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone" / "a.csv") == f"The folder “{tmp_path / 'gone'}” does not exist."


def test_a_file_in_the_place_of_the_folder_is_no_folder(old: Path) -> None:
    assert "does not exist" in refusal(old / "a.csv")
    assert is_untouched(old)


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert refusal(folder) == "“folder” is a folder, not a file."
    assert folder.is_dir()


@posix
def test_a_device_is_not_replaced_by_a_file() -> None:
    assert refusal(Path("/dev/full")) == "“full” is not a file."
    assert Path("/dev/full").is_char_device()


@posix
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        assert "may not be written in the folder" in refusal(tmp_path / "a.csv")
        tmp_path.chmod(0o700)
    elif Path("/sys/kernel").is_dir():  # not even root may make a file there
        assert "may not be written in the folder" in refusal(Path("/sys/kernel/a.csv"))
    else:
        pytest.skip("nothing here is closed to this user")


@posix
def test_a_write_protected_file_is_not_replaced(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everything
    assert "may not be written" in refusal(old)
    assert is_untouched(old)


@posix
def test_no_room_leaves_the_old_file_whole(old: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        sentence = refusal(old, b"x" * 20_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert sentence == f"There is not enough room for “old.csv” in the folder “{old.parent}”."
    assert is_untouched(old)


@pytest.mark.parametrize("cause", [errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_a_disk_that_fails_while_flushing_leaves_the_old_file_whole(
    old: Path, monkeypatch: pytest.MonkeyPatch, cause: int
) -> None:
    def fails(_descriptor: int) -> NoReturn:
        raise OSError(cause, os.strerror(cause))

    monkeypatch.setattr(os, "fsync", fails)
    assert ("not enough room" in refusal(old)) == (cause != errno.EIO)
    assert is_untouched(old)


def test_a_file_open_in_another_program_on_windows_is_said(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(source: Any, target: Any) -> NoReturn:
        error = PermissionError(errno.EACCES, "Access is denied", str(source))
        error.filename2 = str(target)
        error.winerror = 5  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(os, "replace", denied)
    assert refusal(old) == "“old.csv” is open in another program."
    assert is_untouched(old)


def test_an_interruption_leaves_the_old_file_whole(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_source: Any, _target: Any) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_safely(old, b"new")
    assert is_untouched(old)


def test_the_program_dying_while_writing_leaves_the_old_file_whole(old: Path) -> None:
    program = (
        "import os, sys; from pathlib import Path; from lagebild.files import write_safely\n"
        "os.fsync = lambda _: os._exit(9)\n"
        "write_safely(Path(sys.argv[1]), b'x' * 1_000_000)"
    )
    path = os.pathsep.join([str(ROOT / "app"), *filter(None, [os.environ.get("PYTHONPATH")])])
    died = subprocess.run(
        [sys.executable, "-c", program, str(old)], env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert died.returncode == 9
    assert old.read_bytes() == b"old"


@pytest.mark.parametrize(
    "name", ["NUL", "con.csv", "Com1.pptx", "lpt9", "CONIN$", "COM².csv", "aux.tar.gz", "ends.", "ends "]
)
def test_names_that_windows_reserves_are_refused(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name) == f"“{name}” cannot be a file name: Windows does not allow it."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["console.csv", "comfort.csv", "nullpunkt.csv", "com10.csv", "a.con"])
def test_names_that_only_resemble_reserved_ones_are_taken(tmp_path: Path, name: str) -> None:
    write_safely(tmp_path / name, b"x")
    assert (tmp_path / name).exists()


@posix
@pytest.mark.parametrize("sign", [*'<>:"\\|?*', "\n", "\x00", "\x1f"])
def test_signs_that_no_windows_name_holds_are_refused(tmp_path: Path, sign: str) -> None:
    sentence = refusal(tmp_path / f"a{sign}b.csv")
    assert f"“{sign if sign.isprintable() else '?'}” is not allowed in it." in sentence
    assert sentence.isprintable()
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    assert "is too long" in refusal(tmp_path / ("ä" * 200 + ".csv"))
    assert list(tmp_path.iterdir()) == []


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert refusal(tmp_path / "a")


def test_no_name_at_all_is_refused() -> None:
    for code in CODES:
        with pytest.raises(UserError) as refused:
            write_safely(Path(""), b"x")
        assert refused.value.text(Language(code))
