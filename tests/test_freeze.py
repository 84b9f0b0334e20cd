"""The frozen program: built once, then every verb and the window, where nothing of the environment can be found."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from dev import requirements_in
from lagebild.charts.chart import Chart
from lagebild.export import WRITERS

ROOT = Path(__file__).resolve().parents[1]
CHART = "api_costs.comparison"
ENDINGS = [ending for value, ending in WRITERS if value is Chart]
# What a file of each kind begins with
BEGINNINGS = {
    ".png": b"\x89PNG",
    ".svg": b"<svg",
    ".pdf": b"%PDF-",
    ".pptx": b"PK",
    ".xlsx": b"PK",
    ".csv": b"\xef\xbb\xbf",
}
PATIENCE = 60.0
"""Seconds after which a window will not come any more."""

pytestmark = [
    pytest.mark.prove,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="what stays out is chosen for Linux alone"),
]


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, outside of the checkout."""
    folder = tmp_path_factory.mktemp("frozen")
    built = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "freeze.py"), str(folder)],
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    print(built.stdout)
    return folder / "dist" / "lagebild" / "lagebild"


def environment(home: Path, **more: str) -> dict[str, str]:
    """That of a reader who has no Python: nothing in it leads to the checkout or its environment."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(home), "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", **more}


def run(words: list[str | Path], home: Path) -> str:
    """What a program says; it has to end well and may not complain."""
    ended = subprocess.run(
        words, cwd=home, env=environment(home), capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stdout + ended.stderr
    return ended.stdout


def from_source(words: list[str], home: Path) -> str:
    """What the program says that is not frozen."""
    ended = subprocess.run(
        [sys.executable, "-m", "lagebild", *words], cwd=home, capture_output=True, encoding="utf-8", check=True,
        env=environment(home, PYTHONPATH=str(ROOT / "app")),
    )  # fmt: skip
    return ended.stdout


def inside(program: Path) -> Path:
    return program.with_name("_internal")


def modules(program: Path) -> set[str]:
    """Every module of the program, by its first name."""
    from PyInstaller.archive.readers import CArchiveReader

    named = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    return {name.split(".")[0] for name in named}


# ---- what is in it


def test_nothing_that_reaches_a_network_is_in_it(program: Path) -> None:
    names = {path.name for path in inside(program).rglob("*")}
    assert "QtCore.abi3.so" in names and "libQt6Core.so.6" in names
    assert not [name for name in names if "Network" in name or name.startswith(("_ssl", "libssl", "libcrypto"))]


def test_nothing_of_the_tools_and_tests_is_in_it(program: Path) -> None:
    listed = requirements_in((ROOT / "requirements-dev.txt").read_text("utf-8"))
    tools = {block.partition("==")[0].lower().replace("_", "-") for block in listed}
    theirs = {
        module
        for module, packages in packages_distributions().items()
        if tools & {package.lower().replace("_", "-") for package in packages}
    }
    frozen = modules(program)
    assert {"lagebild", "pydantic", "font_source_sans_pro"} <= frozen and {"pytest", "pint", "PyInstaller"} <= theirs
    assert not frozen & (theirs | {"tests", "tkinter"})
    assert not {path.name for path in inside(program).iterdir()} & theirs


def test_words_and_dates_of_two_languages_are_in_it(program: Path) -> None:
    words = {path.name for path in (inside(program) / "PySide6" / "Qt" / "translations").iterdir()}
    dates = {path.stem for path in (inside(program) / "babel" / "locale-data").glob("*.dat")}
    assert words == {"qtbase_de.qm", "qtbase_en.qm"}
    assert dates == {"root", "de", "de_DE", "en", "en_001", "en_GB"}


def test_every_library_finds_those_it_asks_for(program: Path, tmp_path: Path) -> None:
    # of a desktop that may not be here: Wayland's own libraries, and the print service's
    elsewhere = ("libwayland-", "libcups.")
    libraries = [path for path in inside(program).rglob("*.so*") if not path.is_symlink()]
    missing = set()
    for line in run(["ldd", *libraries], tmp_path).splitlines():
        name = line.split()[0]
        if line.endswith("not found") and not name.startswith(elsewhere):
            missing.add(name)
    assert len(libraries) > 50 and not missing


# ---- the command line


def test_the_installation_is_whole(program: Path, tmp_path: Path) -> None:
    run([program, "check", "--self", "--report", "report.json"], tmp_path)
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["whole"] is True


@pytest.mark.parametrize("words", [["results"], ["charts", "--json", "--language", "de"]])
def test_it_says_what_the_source_says(words: list[str], program: Path, tmp_path: Path) -> None:
    asked = [*words, "--today", "2026-11-21"]
    said = run([program, *asked], tmp_path)
    assert json.loads(said) and said == from_source(asked, tmp_path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_chart_is_written_in_every_format(ending: str, program: Path, tmp_path: Path) -> None:
    file = tmp_path / f"x{ending}"
    run([program, "export", file, "--chart", CHART], tmp_path)
    assert file.read_bytes().startswith(BEGINNINGS[ending])


@pytest.mark.parametrize(("verb", "name"), [("deck", "x.pptx"), ("workbook", "x.xlsx")])
def test_decks_and_workbooks_are_written(verb: str, name: str, program: Path, tmp_path: Path) -> None:
    run([program, verb, name, "--language", "de"], tmp_path)
    assert (tmp_path / name).read_bytes().startswith(b"PK")


def test_every_page_and_dialog_is_painted_with_our_fonts(program: Path, tmp_path: Path) -> None:
    run([program, "screens", "frozen", "--size", "1366x768", "--language", "de"], tmp_path)
    from_source(["screens", "source", "--size", "1366x768", "--language", "de"], tmp_path)
    painted, wanted = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()} for folder in ("frozen", "source")
    )
    assert painted.keys() == wanted.keys() and len(painted) > 10
    # one of plain words only: it is the same to the last point, unless other fonts or words were found
    unsaved = next(name for name in painted if name.startswith("unsaved"))
    assert painted[unsaved] == wanted[unsaved]


# ---- the window


@contextmanager
def window(program: Path, home: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    """The program with its window seen and its first page on it."""
    with running(program, cwd=home, env=environment(home, **more)) as process:
        # the log's folder is made when the first page has been seen
        wait_for(lambda: (home / ".local" / "state" / "lagebild" / "log").is_dir(), process)
        yield process


def wait_for(come: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    last = time.monotonic() + PATIENCE
    while not come():
        assert process.poll() is None, process.communicate()[1]
        assert time.monotonic() < last, "nothing came"
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)


def test_the_window_comes_and_nothing_of_it_is_from_the_environment(program: Path, tmp_path: Path) -> None:
    with window(program, tmp_path) as process:
        loaded = {line.split(maxsplit=5)[-1] for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines()}
        process.send_signal(signal.SIGTERM)
        complaint = process.communicate(timeout=PATIENCE)[1]
    files = {file.strip() for file in loaded if file.startswith("/")}
    assert any(file.endswith("libqoffscreen.so") for file in files) and complaint == ""
    for place in (sys.prefix, sys.base_prefix, str(ROOT)):
        assert place == "/usr" or not [file for file in files if file.startswith(place + os.sep)]


def test_the_window_comes_on_a_real_screen_and_goes_when_it_is_closed(program: Path, tmp_path: Path) -> None:
    with screen() as display, window(program, tmp_path, DISPLAY=display, QT_QPA_PLATFORM="xcb") as process:
        seen = environment(tmp_path, DISPLAY=display)
        search = ["search", "--sync", "--onlyvisible", "--name", "Lagebild", "windowactivate", "--sync"]
        for words in (search, ["key", "alt+F4"]):
            subprocess.run(["xdotool", *words], env=seen, check=True, timeout=PATIENCE)
        complaint = process.communicate(timeout=PATIENCE)[1]
    assert (process.returncode, complaint) == (0, "")
    assert json.loads((tmp_path / ".config" / "lagebild" / "settings.json").read_text("utf-8"))["welcomed"] is True


@contextmanager
def running(*words: str | Path, **more: Any) -> Iterator[subprocess.Popen[str]]:
    """A program that is ended with what is done here, if it has not ended by itself."""
    with subprocess.Popen(words, stderr=subprocess.PIPE, encoding="utf-8", **more) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


@contextmanager
def screen() -> Iterator[str]:
    """The name of an X server's display with a window manager on it."""
    ours, theirs = os.pipe()
    words = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1440x900x24", "-nolisten", "tcp"]
    with running(*words, pass_fds=[theirs]):
        os.close(theirs)
        with os.fdopen(ours) as said:
            display = f":{said.readline().strip()}"
        with running("openbox", env={**os.environ, "DISPLAY": display}):
            yield display
