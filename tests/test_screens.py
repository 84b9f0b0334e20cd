"""The pictures of all pages and dialogs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from lagebild import screens
from lagebild.pages.actions import PAGES
from lagebild.settings import Settings, settings_file, write_settings

APP = Path(screens.__file__).resolve().parents[1]
PICTURES = (
    "situation", "costs", *(f"costs_{tab}" for tab in range(2, 7)), "market",
    *(f"market_{tab}" for tab in range(2, 9)), "risks", "risks_2", "decision", "evidence",
    "evidence_2", "evidence_3",
)  # fmt: skip
DIALOGS = (
    "welcome", "file_menu", "palette", "toast", "export", "print", "refusal", "crash", "usage", "settings",
    "own_models", "options", "unsaved", "recovery", "about", "origins",
)  # fmt: skip


def take(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`lagebild screens` in a process of its own: the scale is set before there is an application."""
    program = f"import sys; sys.path.insert(0, {str(APP)!r}); from lagebild.__main__ import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", program, "screens", str(folder), "--today", "2026-11-21", *arguments],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip


def test_every_page_and_dialog_is_taken_in_the_size_and_scale_asked_for(tmp_path: Path) -> None:
    done = take(tmp_path / "new", "--language", "de", "--theme", "dark", "--size", "1280x640", "--scale", "1.5")
    assert (done.returncode, done.stderr) == (0, "")
    shown = (*PICTURES, *DIALOGS)
    expected = [f"{name}_de_dark_1280x640_at150.png" for name in shown]
    assert [Path(line).name for line in done.stdout.splitlines()] == expected
    assert sorted(file.name for file in (tmp_path / "new").iterdir()) == sorted(expected)
    for page in PAGES:
        image = QImage(str(tmp_path / "new" / f"{page.page}_de_dark_1280x640_at150.png"))
        assert (image.width(), image.height()) == (1920, 960)
        assert image.pixelColor(4, image.height() // 2).lightness() < 40  # the rail of the dark theme


def test_an_unscaled_picture_has_a_short_name_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        assert take(tmp_path / name, "--language", "en", "--size", "1366x768").returncode == 0
    names = sorted(file.name for file in (tmp_path / "a").iterdir())
    assert "costs_en_light_1366x768.png" in names
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name


def test_files_used_last_do_not_stand_in_the_way(tmp_path: Path) -> None:
    write_settings(Settings().with_recent(tmp_path / "plan.lagebild"), settings_file())
    done = take(tmp_path / "new", "--language", "en", "--size", "1280x640")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_folder_that_cannot_be_made_is_refused_in_a_sentence(tmp_path: Path, language: str) -> None:
    (tmp_path / "file").touch()
    done = take(tmp_path / "file" / "below", "--language", language)
    assert (done.returncode, done.stdout) == (1, "")
    assert ("lässt sich nicht anlegen" if language == "de" else "cannot be made") in done.stderr
    assert "Traceback" not in done.stderr
