"""The arrows of the architecture: who may import whom, where Qt begins, and that nothing opens a connection."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_archon import archrule
from pytest_archon.failure import pop_failures

import lagebild

GROUND = ("frozen", "origin", "clock", "resources", "errors", "catalog", "verbs")
ROOMS = (
    *GROUND, "language", "theme", "knowledge", "calculators", "state", "own_options", "briefing", "analysis", "wording",
    "charts", "documents", "look", "renderers", "files", "recovery", "export", "settings", "commands", "session",
    "worker", "document", "widgets", "reports", "pages", "presentation", "window", "application", "screens", "__main__",
)  # fmt: skip
"""Each imports only from those before it; a room is a module or a package."""

NETWORK = (
    "PySide6.QtNetwork", "PySide6.QtNetworkAuth", "PySide6.QtWebSockets", "PySide6.QtWebEngine*", "socket", "ssl",
    "socketserver", "http", "http.*", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "asyncio", "ftplib",
    "smtplib", "imaplib", "poplib", "telnetlib", "xmlrpc", "xmlrpc.*",
)  # fmt: skip
PACKAGE = Path(lagebild.__file__).parent


def modules_of(package: Path) -> dict[str, str]:
    """Module name without the package, to the room it belongs to."""
    names = (path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py"))
    return {".".join(parts).removesuffix(".__init__"): parts[0] for parts in names if parts != ("__init__",)}


def check_room(package: str, rooms: tuple[str, ...], room: str) -> None:
    below = [f"{package}.{name}{end}" for name in rooms[rooms.index(room) + 1 :] for end in ("", ".*")]
    rule = archrule(room, f"{room} imports only from rooms above it").match(f"{package}.{room}", f"{package}.{room}.*")
    rule.should_not_import(*below, "nothing").check(package, skip_type_checking=True)


@pytest.mark.parametrize("room", [room for room in ROOMS if room in modules_of(PACKAGE).values()])
def test_a_room_imports_only_from_rooms_above_it(room: str) -> None:
    check_room("lagebild", ROOMS, room)


def test_every_module_has_its_room() -> None:
    assert set(modules_of(PACKAGE).values()) <= set(ROOMS)


def test_widgets_know_no_session() -> None:
    rule = archrule("widgets know no session").match("lagebild.widgets.*")
    rule.should_not_import("lagebild.session").check("lagebild")


def runs_without_qt(module: str) -> bool:
    """All above the screen; the two renderers that draw are imported when a picture is asked for."""
    room, *rest = module.split(".")
    if room == "renderers":
        return rest[:1] in ([], ["slides"], ["table"])
    return room in (*ROOMS[: ROOMS.index("look")], "files", "recovery", "export", "settings", "commands")


QT = ("PySide6", "PySide6.*", "pyqtgraph", "pyqtgraph.*", "shiboken6")


def check_without_qt(package: str, modules: list[str]) -> None:
    rule = archrule("no Qt above the screen").match(*(f"{package}.{module}" for module in modules))
    rule.should_not_import(*QT).check(package, only_toplevel_imports=True)


def test_layouts_are_put_into_one_another_in_one_place_only() -> None:
    """There what PySide would keep of them is forgotten; kept, it ends the program some time later."""
    wrong = [
        f"{path.name}: {call}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for call in (".addLayout(", ".insertLayout(", ".setLayout(", ".itemAt(", ".takeAt(")
        if path.name != "layouts.py" and call in path.read_text(encoding="utf-8")
    ]
    assert not wrong


def test_qt_begins_at_the_screen_the_picture_and_the_session() -> None:
    modules = [module for module in modules_of(PACKAGE) if runs_without_qt(module)]
    assert {"commands", "export", "renderers.slides.native", "charts.layout", "analysis.results"} <= set(modules)
    assert not {"session", "renderers.screen", "renderers.picture", "look.fonts"} & set(modules)
    check_without_qt("lagebild", modules)


def check_offline(package: str) -> None:
    rule = archrule("offline").match(package, f"{package}.*").should_not_import(*NETWORK)
    rule.check(package, only_direct_imports=True)


def test_no_module_imports_what_opens_connections() -> None:
    check_offline("lagebild")


def test_nothing_above_the_screen_loads_qt_when_it_runs_and_nothing_at_all_loads_its_network() -> None:
    modules = list(modules_of(PACKAGE))
    above = [module for module in modules if runs_without_qt(module)]
    loaded = """
import importlib, json, sys
above, everything = json.load(sys.stdin)
for module in above:
    importlib.import_module(f"lagebild.{module}")
qt = [name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6", "pyqtgraph")]
for module in everything:
    importlib.import_module(f"lagebild.{module}")
network = [name for name in sys.modules if name.startswith(("PySide6.QtNetwork", "PySide6.QtWeb"))]
print(json.dumps([qt, network, "PySide6.QtWidgets" in sys.modules]))
"""
    run = subprocess.run(
        [sys.executable, "-c", loaded],
        input=json.dumps([above, [module for module in modules if module != "__main__"]]),
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [[], [], True]


# ---- that the rules can fail


def plant(folder: Path, monkeypatch: pytest.MonkeyPatch, package: str, **modules: str) -> None:
    (folder / package).mkdir()
    for name, text in {"__init__": "", **modules}.items():
        (folder / package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(folder)


def found(package: str) -> list[tuple[str, ...]]:
    """The paths of the imports that a rule found, without the package."""
    return [tuple(name.removeprefix(f"{package}.") for name in failure.path) for failure in pop_failures()]


def test_a_wrong_import_is_found_even_inside_a_function(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    late = "def late():\n    from planted_room import window\n"
    plant(tmp_path, monkeypatch, "planted_room", frozen="", theme=late, window="")
    check_room("planted_room", ("frozen", "theme", "window"), "theme")
    assert found("planted_room") == [("theme", "window")]
    check_room("planted_room", ("window", "frozen", "theme"), "theme")
    assert found("planted_room") == []


def test_qt_is_found_through_another_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    qt = "from PySide6.QtGui import QColor as colour"
    plant(tmp_path, monkeypatch, "planted_qt", theme="from planted_qt.colours import colour", colours=qt)
    check_without_qt("planted_qt", ["theme"])
    assert ("theme", "colours", "PySide6.QtGui") in found("planted_qt")


def test_an_import_that_opens_connections_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    socket, web, request = "import socket", "from PySide6.QtNetwork import QTcpSocket", "import urllib.request"
    plant(tmp_path, monkeypatch, "planted_network", first=socket, second=web, third=request, fourth="import json")
    check_offline("planted_network")
    assert sorted(found("planted_network")) == [
        ("first", "socket"),
        ("second", "PySide6.QtNetwork"),
        ("third", "urllib.request"),
    ]
