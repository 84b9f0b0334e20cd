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


def sockets(words: list[str], folder: Path) -> tuple[set[str], subprocess.CompletedProcess[str]]:
    """The kinds of sockets that a program and all its children open, and how it ended."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace is not installed")
    record = folder / "network.txt"
    finished = run([strace, "-f", "--seccomp-bpf", "-e", "trace=network", "-o", str(record), *words], folder)
    if not record.is_file() or "ptrace" in finished.stderr:
        pytest.skip(f"strace may not watch here: {finished.stderr.strip()}")
    found = re.findall(r"\b(?:socket|socketpair)\((\w+)", record.read_text("utf-8", "replace"))
    return set(found), finished


@linux
def test_a_socket_would_be_seen(tmp_path: Path) -> None:
    program = "import socket, subprocess, sys; subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])"
    assert sockets([sys.executable, "-c", program], tmp_path)[0] == {"AF_INET"}


@linux
def test_a_tour_of_everything_opens_no_socket_to_another_machine(tmp_path: Path) -> None:
    opened, finished = sockets([sys.executable, "-m", "tests.robustness.tour", str(tmp_path)], tmp_path)
    assert finished.returncode == 0, finished.stderr
    print("sockets on the tour:", ", ".join(sorted(opened)) or "none")
    assert opened <= LOCAL


@linux
def test_the_tour_needs_no_network_at_all(tmp_path: Path) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed")
    confined = [unshare, "-rn"]
    allowed = run([*confined, "true"], tmp_path)
    if allowed.returncode != 0:
        pytest.skip(f"no network may be taken away here: {allowed.stderr.strip()}")
    interfaces = run([*confined, sys.executable, "-c", "import socket; print(socket.if_nameindex())"], tmp_path)
    assert interfaces.stdout.strip() == "[(1, 'lo')]"
    finished = run([*confined, sys.executable, "-m", "tests.robustness.tour", str(tmp_path)], tmp_path)
    assert finished.returncode == 0, finished.stderr
