"""Nothing in Lagebild opens a connection: watched by the kernel, and where there is no network at all."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Of one machine alone: to the desktop's bus, the accessibility bus, the window system, the names of its users
LOCAL = {"AF_UNIX"}

pytestmark = pytest.mark.prove
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="this is how Linux watches and confines")


def environment(folder: Path) -> dict[str, str]:
    """That of a reader whose home is `folder`."""
    paths = os.pathsep.join(str(path) for path in (ROOT / "app", ROOT))
    places = {name: str(folder / "home") for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **places, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}


def run(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    (folder / "home").mkdir(exist_ok=True)
    return subprocess.run(
        words, cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=300, check=False
    )


def allowed(words: list[str], folder: Path) -> bool:
    """Whether this machine lets us do this; some containers forbid it, which no installation can mend."""
    tried = run(words, folder)
    if tried.returncode != 0:
        print("Not watched, since this machine does not allow it:", tried.stderr.strip())
    return tried.returncode == 0


def may_watch(folder: Path) -> bool:
    """Whether strace may look at programs."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    return allowed(["strace", "-f", "-o", str(folder / "tried.txt"), "true"], folder)


def watched(words: list[str], folder: Path) -> tuple[str, subprocess.CompletedProcess[str]]:
    """What a program and all its children ask of the network, and how it ended."""
    record = folder / "network.txt"
    finished = run(["strace", "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(record), *words], folder)
    return record.read_text("utf-8", "replace"), finished


def sockets(asked: str) -> set[str]:
    """The kinds of sockets that were opened."""
    return set(re.findall(r"\b(?:socket|socketpair)\((\w+)", asked))


@linux
def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    if not may_watch(tmp_path):
        return
    program = "import socket, subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])"
    assert sockets(watched([sys.executable, "-c", program], tmp_path)[0]) == {"AF_INET"}


@linux
def test_a_tour_of_everything_opens_no_socket_to_another_machine(tmp_path: Path) -> None:
    if not may_watch(tmp_path):
        return
    asked, finished = watched([sys.executable, "-m", "tests.robustness.tour", str(tmp_path)], tmp_path)
    assert finished.returncode == 0 and "Traceback" not in finished.stderr, finished.stderr
    opened = sockets(asked)
    print("sockets on the tour:", ", ".join(sorted(opened)) or "none")
    assert opened <= LOCAL


@linux
def test_whoever_prints_asks_the_print_service_of_this_machine_and_nobody_else(tmp_path: Path) -> None:
    if not may_watch(tmp_path):
        return
    # the system's print library does so; it is loaded only when the reader asks for a printer
    asked, finished = watched([sys.executable, "-m", "tests.robustness.tour", str(tmp_path), "printers"], tmp_path)
    assert finished.returncode == 0, finished.stderr
    beyond = [line for line in asked.splitlines() if "connect(" in line and "AF_UNIX" not in line]
    assert not [line for line in beyond if "htons(631)" not in line or not re.search(r'"(::1|127\.0\.0\.1)"', line)]


@linux
def test_the_tour_needs_no_network_at_all(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed")
    confined = [unshare, "-rn"]
    if not allowed([*confined, "true"], tmp_path):
        return
    interfaces = run([*confined, sys.executable, "-c", "import socket; print(socket.if_nameindex())"], tmp_path)
    assert interfaces.stdout.strip() == "[(1, 'lo')]"
    finished = run([*confined, sys.executable, "-m", "tests.robustness.tour", str(tmp_path)], tmp_path)
    assert finished.returncode == 0, finished.stderr
