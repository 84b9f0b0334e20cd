#!/usr/bin/env python3
"""The one script a developer needs: sets the environment up, then runs, tests and checks Lagebild.

It needs Python 3.11 and nothing else; an older Python can still read it, to be told that it is too old.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import importlib.util
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Callable, Iterable, Iterator, Mapping, NamedTuple

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "lagebild.stamp"
RUNTIME = ("requirements.txt",)
DEVELOPMENT = ("requirements.txt", "requirements-dev.txt")
OLDEST_PYTHON = (3, 11)
LINUX = sys.platform.startswith("linux")
WINDOWS = sys.platform == "win32"

# What Qt's wheels expect of a Linux system: the file that is loaded, and the Debian package that brings it.
# Newer releases call glib's package libglib2.0-0t64; apt finds it by this name too.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

# What `package` and `prove` call: the program, and the Debian packages that bring it.
BUILDING_TOOLS = {
    "objcopy": ("binutils",),
    "objdump": ("binutils",),
    "strip": ("binutils",),
}
PROVING_TOOLS = {
    "soffice": ("libreoffice-calc", "libreoffice-impress"),
    "pdftotext": ("poppler-utils",),
    "pdftoppm": ("poppler-utils",),
}
LINUX_TOOLS = {
    "strace": ("strace",),
    "unshare": ("util-linux",),
}
X11_TOOLS = {
    "rsvg-convert": ("librsvg2-bin",),
    "Xvfb": ("xvfb",),
    "openbox": ("openbox",),
    "xdotool": ("xdotool",),
    "xclip": ("xclip",),
}

SCREEN_SIZES = (("1280x640", "1.5"), ("1366x768", "1"), ("1440x900", "1"), ("1920x1080", "1"))

# Only `lock` asks for it; nothing else in the project needs it.
UV = "uv==0.13.9"


class Refusal(Exception):
    """Something that was to be expected stands in the way; its text is the whole message."""


# ---- child processes


def exit_status(returncode: int) -> int:
    """The exit status to hand on: a child ended by signal 6 gives 134, as a shell would."""
    return returncode if returncode >= 0 else 128 - returncode


def call(
    command: Iterable[str | Path], environment: Mapping[str, str] | None = None, directory: Path | None = ROOT
) -> int:
    """Run `command` with its output passed through; `environment` is added to this process's own."""
    sys.stdout.flush()
    finished = subprocess.run(
        [str(part) for part in command], cwd=directory, env={**os.environ, **(environment or {})}, check=False
    )
    return exit_status(finished.returncode)


def succeeds(command: Iterable[str | Path]) -> bool:
    """Whether `command` starts and ends with 0; nothing of it is shown."""
    try:
        finished = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    except OSError:
        return False
    return finished.returncode == 0


# ---- the system's own packages


def may_install() -> bool:
    """Whether system packages can be installed without asking anyone."""
    return LINUX and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_command(packages: Iterable[str]) -> list[str]:
    """The command that installs `packages` on Debian and its relatives."""
    return ["apt-get", "install", "-y", "--no-install-recommends", *sorted(set(packages))]


def apt_install(packages: Iterable[str]) -> bool:
    """Install system packages; True if apt-get says that all went well."""
    install = apt_command(packages)
    print("Installing system packages:", *install, flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    waiting = ["-o", "DPkg::Lock::Timeout=300"]
    call(["apt-get", "update"], quiet)  # a stale list may do as well: only the installation decides
    return call([install[0], *waiting, *install[1:]], quiet) == 0


def missing_libraries(libraries: Mapping[str, str]) -> dict[str, str]:
    """Those of `libraries` that the system's loader does not find."""
    missing = {}
    for file, package in libraries.items():
        try:
            ctypes.CDLL(file)
        except OSError:
            missing[file] = package
    return missing


def need_qt_libraries(*more: Mapping[str, str]) -> None:
    """Make sure that Qt can start; `more` is what a real display needs beyond the off-screen one."""
    if not LINUX:
        return
    wanted = dict(QT_LIBRARIES)
    for libraries in more:
        wanted.update(libraries)
    missing = missing_libraries(wanted)
    if missing and may_install():
        apt_install(missing.values())
        missing = missing_libraries(missing)
    if missing:
        raise Refusal(
            "Qt needs system libraries that are missing here: {}. On Debian and Ubuntu this installs them:\n"
            "    sudo {}".format(", ".join(missing), " ".join(apt_command(missing.values())))
        )


# ---- the environment


def venv_python() -> Path:
    """The interpreter of the environment."""
    return VENV / "Scripts" / "python.exe" if WINDOWS else VENV / "bin" / "python"


def fingerprint(contents: Iterable[bytes], interpreter: str) -> str:
    """What the stamp holds: it changes with any requirement and with the interpreter."""
    digest = hashlib.sha256(interpreter.encode())
    for content in contents:
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


def wanted_stamp(files: Iterable[str]) -> str:
    """The stamp of an environment in which `files` are installed."""
    interpreter = " ".join([platform.python_implementation(), *platform.python_version_tuple()[:2], platform.machine()])
    return fingerprint([(ROOT / file).read_bytes() for file in files], interpreter)


@contextlib.contextmanager
def only_one() -> Iterator[None]:
    """Let one dev.py at a time change the environment; the others wait here.

    The operating system drops such a lock when its process ends, however it ends, so none is ever stale.
    """
    with (ROOT / ".venv.lock").open("a+b") as file:
        if WINDOWS:
            import msvcrt

            held = False
            while not held:
                with contextlib.suppress(OSError):  # LK_LOCK gives up after ten seconds of waiting
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]
                    held = True
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file releases the lock


def environment_works() -> bool:
    """Whether .venv has an interpreter of this version that starts and finds its own folder."""
    expected = f"{sys.version_info[0]}.{sys.version_info[1]}"
    question = "import sys; sys.exit(sys.prefix == sys.base_prefix or '%d.%d' % sys.version_info[:2] != sys.argv[1])"
    return succeeds([venv_python(), "-c", question, expected])


def pip_command() -> list[str | Path]:
    """The pip that fills .venv: its own or the running interpreter's; empty if neither is there."""
    if succeeds([venv_python(), "-m", "pip", "--version"]):
        return [venv_python(), "-m", "pip"]
    outside: list[str | Path] = [sys.executable, "-m", "pip", "--python", venv_python()]
    return outside if succeeds([*outside, "--version"]) else []


def make_environment() -> None:
    """Make .venv anew, over whatever is there."""
    print("Making the environment in .venv", flush=True)
    command = [sys.executable, "-m", "venv", "--clear"]
    # Debian keeps ensurepip in a package of its own; the running interpreter's pip can stand in for it
    if not (has_module("ensurepip") and has_module("venv")) and not has_module("pip"):
        package = "python{}.{}-venv".format(*sys.version_info)
        system_python = Path(sys.base_prefix) == Path("/usr")
        if not (system_python and may_install() and apt_install([package])):
            raise Refusal(
                "This Python ({}) can neither make a complete environment (it has no ensurepip) nor install "
                "packages (it has no pip). On Debian and Ubuntu this helps:\n    sudo {}".format(
                    sys.executable, " ".join(apt_command([package]))
                )
            )
        importlib.invalidate_caches()
    if not has_module("ensurepip"):
        command.append("--without-pip")
    if call([*command, VENV]) != 0:
        raise Refusal("The environment could not be made in .venv; the reason is above.")


def has_module(name: str) -> bool:
    """Whether the running interpreter could import `name`."""
    return importlib.util.find_spec(name) is not None


def add_source_root() -> None:
    """Make app/ importable in .venv.

    One line in a .pth file does what an editable installation would, without a build backend or a network.
    The path is relative to the file, so the checkout can be moved and its name can hold any letter.
    """
    answer = subprocess.run(
        [str(venv_python()), "-c", "import sysconfig; print(ascii(sysconfig.get_path('purelib')))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    # ascii() and its inverse keep the answer independent of the console's encoding
    site_packages = Path(answer.strip()[1:-1].encode("ascii").decode("unicode_escape"))
    (site_packages / "lagebild.pth").write_text(os.path.relpath(ROOT / "app", site_packages) + "\n", encoding="ascii")


def prepare(files: tuple[str, ...] = DEVELOPMENT) -> Path:
    """Bring .venv to the state that the requirement `files` describe; returns its interpreter."""
    with only_one():
        stamps = STAMP.read_text("ascii").split() if STAMP.is_file() else []
        if wanted_stamp(files) in stamps and venv_python().exists():
            return venv_python()
        if not environment_works() or not pip_command():
            make_environment()
        pip = pip_command()
        if not pip:
            raise Refusal("There is no pip in .venv, and the pip of this Python is older than 22.3: please update it.")
        # from here on the environment is unfinished, whatever it was before
        with contextlib.suppress(FileNotFoundError):
            STAMP.unlink()
        print("Installing", " and ".join(files), "into .venv", flush=True)
        lists = [part for file in files for part in ("-r", str(ROOT / file))]
        # wheels only: no package runs code of its own before its hash is known. --compile: without .pyc files
        # the application takes twice as long to start
        options = [
            "--require-hashes",
            "--only-binary",
            ":all:",
            "--compile",
            "--no-input",
            "--disable-pip-version-check",
        ]
        if call([*pip, "install", *options, *lists]) != 0:
            raise Refusal(
                "The packages could not be installed; pip's reason is above. Nothing outside .venv changed, "
                "and the next call tries again."
            )
        add_source_root()
        # the longer list holds the shorter one
        finished = {wanted_stamp(RUNTIME), wanted_stamp(files)}
        STAMP.write_text("\n".join(sorted(finished)) + "\n", "ascii")
        return venv_python()


# ---- the commands


def has_display(environment: Mapping[str, str]) -> bool:
    """Whether a window could be seen."""
    return not LINUX or bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


REFUSED = 1
"""Exit status of `lagebild` after a sentence that says why."""
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}


def run(arguments: list[str]) -> int:
    """Start Lagebild; without a display write pictures, results and decks into out/."""
    if has_display(os.environ):
        need_qt_libraries(
            X11_LIBRARIES if os.environ.get("DISPLAY") else {},
            WAYLAND_LIBRARIES if os.environ.get("WAYLAND_DISPLAY") else {},
        )
        return call([prepare(RUNTIME), "-m", "lagebild", *arguments], directory=None)
    need_qt_libraries()
    python = prepare(RUNTIME)
    if arguments and not (Path(arguments[0]).is_file() or arguments[0].lower().endswith((".lagebild", ".json"))):
        # not a briefing to open but one of the command line's own verbs, which need no display
        return call([python, "-m", "lagebild", *arguments], OFFSCREEN, directory=None)
    print(
        "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window opens: "
        "pictures of all pages, the results and a deck in German and English go to out/ instead.",
        flush=True,
    )
    briefing = ["--briefing", str(Path(arguments[0]).resolve())] if arguments else []
    return write_tour(python, briefing)


def write_tour(python: Path, briefing: list[str]) -> int:
    """Write into out/ what a window would show."""
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    for language in ("de", "en"):
        status = call_lagebild(python, ["screens", "out/screens", "--language", language, *briefing])
        if status != 0:
            return status
    status = save_results(python, briefing, out / "results.json")
    if status != 0:
        return status
    decks = [f"out/lagebild_{language}.pptx" for language in ("de", "en")]
    for deck, language in zip(decks, ("de", "en")):
        status = call_lagebild(python, ["deck", deck, "--language", language, *briefing])
        if status != 0:
            return status
    print("Written: out/screens, out/results.json,", ", ".join(decks))
    return 0


def call_lagebild(python: Path, arguments: list[str]) -> int:
    """One verb of the command line, off-screen; says which one failed, unless it said itself what it refused."""
    status = call([python, "-m", "lagebild", *arguments], OFFSCREEN)
    if status not in (0, REFUSED):
        complain(f"`lagebild {' '.join(arguments)}` failed with exit status {status}.")
    return status


def save_results(python: Path, briefing: list[str], target: Path) -> int:
    """Keep what `lagebild results` prints; an earlier file stays as it was if it fails."""
    command = [str(python), "-m", "lagebild", "results", *briefing]
    finished = subprocess.run(command, cwd=ROOT, env={**os.environ, **OFFSCREEN}, stdout=subprocess.PIPE, check=False)
    status = exit_status(finished.returncode)
    if status == 0:
        target.write_bytes(finished.stdout)
    elif status != REFUSED:
        complain(f"`lagebild results` failed with exit status {status}.")
    return status


def test(arguments: list[str]) -> int:
    """Run the tests; arguments go to pytest. Without any, every processor takes its part of the files."""
    need_qt_libraries()
    chosen = arguments or ["--numprocesses", "auto", "--dist", "loadfile"]
    return call([prepare(), "-m", "pytest", *chosen], OFFSCREEN)


def lint(arguments: list[str]) -> int:
    """Check style, types, and that no file tells of one machine."""
    if arguments:
        raise Refusal("lint takes no arguments.")
    python = prepare()
    statuses = [
        call([python, "-m", "ruff", "check", "."]),
        call([python, "-m", "ruff", "format", "--check", "."]),
        call([python, "-m", "mypy"]),
        check_traces(),
    ]
    return 1 if any(statuses) else 0


def check_traces() -> int:
    """Print each line of the project's files that names a package index or a folder of this machine."""
    places = [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 1]
    found = 0
    for name in project_files():
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            trace = trace_in(line, places)
            if trace:
                print(f"{name}:{number}: names {trace}")
                found += 1
    print("Traces of one machine or a package index:", found or "none")
    return 1 if found else 0


def trace_in(line: str, places: Iterable[str]) -> str:
    """What in `line` holds only on one machine or names a package index; empty if nothing does."""
    # spelled with brackets so that these lines do not find themselves
    if re.search(r"(?i)[p]ypi\.(org|python)|python[h]osted|https?://[^ \"']*/simple\b|^--(extra-)?index[-]url", line):
        return "a package index"
    for place in places:
        if re.search(re.escape(place) + r"(?![\w.-])", line):
            return "a folder of this machine"
    return ""


def project_files() -> list[str]:
    """The files that are committed, or would be if everything were added."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        answer = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    except OSError:
        answer = None
    if answer is not None and answer.returncode == 0 and answer.stdout:
        return sorted(os.fsdecode(name) for name in answer.stdout.split(b"\0") if name)
    skipped = {".git", "out", "build", "dist", "__pycache__"}
    return sorted(
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*")
        if path.is_file()
        and not any(part in skipped or part.startswith(".venv") for part in path.relative_to(ROOT).parts)
        and not any(part.endswith("_cache") or part == ".hypothesis" for part in path.relative_to(ROOT).parts)
    )


def prove(arguments: list[str]) -> int:
    """Run the tests that need LibreOffice, an X server and the like."""
    strict = os.environ.get("CI", "").lower() in ("true", "1")
    need_qt_libraries(X11_LIBRARIES)
    tools = {**PROVING_TOOLS, **({**BUILDING_TOOLS, **LINUX_TOOLS, **X11_TOOLS} if LINUX else {})}
    missing = still_missing(tools)
    python = prepare()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        # "-rs" prints each test that was not run, and its reason
        at_once = ("-n", "auto", "--dist", "loadfile")
        status = call(
            [python, "-m", "pytest", "-m", "prove", "-rs", *at_once, f"--junitxml={report}", *arguments], OFFSCREEN
        )
        skipped = count_skipped(report.read_text("utf-8")) if report.is_file() else 0
    if status == 5:
        complain("no test is marked prove, so nothing was proved.")
    if missing:
        print("Not installed here:", ", ".join(missing))
        if LINUX:
            print("    sudo", " ".join(apt_command(package for tool in missing for package in tools[tool])))
    if skipped:
        print(f"Not run: {skipped} of the tests marked prove; the reasons stand above, after SKIPPED.")
    if strict and (missing or skipped):
        complain("In CI a missing tool and a test that was not run are failures.")
        return status or 1
    return status


def still_missing(tools: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Those of `tools` that are not here, after what may be installed has been."""
    missing = missing_tools(tools)
    if missing and may_install():
        apt_install(package for tool in missing for package in tools[tool])
        missing = missing_tools(tools)
    return missing


def missing_tools(tools: Iterable[str]) -> list[str]:
    """Those of `tools` that are not on the search path."""
    return [tool for tool in tools if shutil.which(tool) is None]


def count_skipped(report: str) -> int:
    """How many tests a JUnit report says were not run."""
    return sum(int(suite.get("skipped", "0")) for suite in ElementTree.fromstring(report).iter("testsuite"))


def bench(arguments: list[str]) -> int:
    """Measure start, reaction and memory beside two bare windows."""
    display = has_display(os.environ)
    need_qt_libraries(X11_LIBRARIES if display and os.environ.get("DISPLAY") else {})
    python = prepare()
    # a start that may not keep its .pyc files would measure the compiler
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    return call([python, "tests/bench/bench.py", *arguments], {} if display else OFFSCREEN)


def screens(arguments: list[str]) -> int:
    """Write every page in both languages, both themes and four sizes into [dir] (out/screens)."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        raise Refusal("screens takes one argument at most: the folder to write to.")
    target = Path(arguments[0]).resolve() if arguments else ROOT / "out" / "screens"
    need_qt_libraries()
    python = prepare(RUNTIME)
    for size, scale in SCREEN_SIZES:
        for theme in ("light", "dark"):
            for language in ("de", "en"):
                folder = target / f"{size}_{theme}"
                look = ["--theme", theme, "--size", size, "--scale", scale, "--language", language]
                status = call_lagebild(python, ["screens", str(folder), *look])
                if status != 0:
                    return status
    print("Written:", target)
    return 0


def translations(arguments: list[str]) -> int:
    """Collect the messages and bring the catalogs up to date; --check only compares."""
    return call([prepare(), "packaging/translations.py", *arguments])


def schemas(arguments: list[str]) -> int:
    """Write the JSON Schemas of the knowledge into docs/schemas; --check only compares."""
    return call([prepare(), "packaging/schemas.py", *arguments])


def prices(arguments: list[str]) -> int:
    """Compare the price list with the installed genai-prices; --write adds the new prices."""
    return call([prepare(), "packaging/prices.py", *arguments])


def package(arguments: list[str]) -> int:
    """Build the program as a folder that needs no Python, in dist/."""
    if arguments:
        raise Refusal("package takes no arguments.")
    need_qt_libraries()
    missing = still_missing(BUILDING_TOOLS) if LINUX else []
    if missing:
        install = apt_command(package for tool in missing for package in BUILDING_TOOLS[tool])
        raise Refusal(f"Missing here: {', '.join(missing)}. This installs them:\n    sudo {' '.join(install)}")
    return call([prepare(), "packaging/freeze.py"])


def lock(arguments: list[str]) -> int:
    """Renew the requirement files from pyproject.toml; --upgrade takes the newest versions."""
    if arguments not in ([], ["--upgrade"]):
        raise Refusal("lock takes one argument at most: --upgrade.")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uv = shutil.which("uv") or fetch_uv(folder / "uv")
        everything, runtime = folder / "everything.txt", folder / "runtime.txt"
        # what is in the output file counts as wished for: the versions so far stay unless --upgrade is given
        known = [(ROOT / file).read_text("utf-8") for file in DEVELOPMENT if (ROOT / file).is_file()]
        everything.write_text("".join(known), "utf-8")
        compile_requirements(uv, everything, "--group", "pyproject.toml:dev", *arguments)
        compile_requirements(uv, runtime, "--constraints", str(everything))
        needed = requirements_in(runtime.read_text("utf-8"))
        more = [block for block in requirements_in(everything.read_text("utf-8")) if block not in needed]
    write_requirements("requirements.txt", "What Lagebild needs to run", needed)
    write_requirements("requirements-dev.txt", "What is needed beyond requirements.txt to work on Lagebild", more)
    return 0


def compile_requirements(uv: str, output: Path, *more: str) -> None:
    """Let uv write the pins and hashes of every system and every Python from the oldest on into `output`."""
    command = [uv, "pip", "compile", "pyproject.toml", "--output-file", str(output), "--quiet", *more]
    command += ["--universal", "--python-version", "{}.{}".format(*OLDEST_PYTHON)]
    command += ["--fork-strategy", "fewest"]  # one version of a package for all of them
    command += ["--generate-hashes", "--only-binary", ":all:"]
    # neither where packages came from nor who asked for them: both differ from machine to machine
    command += ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    if call(command) != 0:
        raise Refusal("The requirement files stay as they were; uv's reason is above.")


def fetch_uv(folder: Path) -> str:
    """Install uv into an environment that is thrown away."""
    scripts = folder / ("Scripts" if WINDOWS else "bin")
    made = call([sys.executable, "-m", "venv", folder]) == 0
    if not made or call([scripts / "python", "-m", "pip", "install", "--quiet", UV]) != 0:
        raise Refusal("lock needs uv, which is neither here nor could be installed.")
    return str(scripts / "uv")


def requirements_in(text: str) -> list[str]:
    """The requirements of a file, each with the lines of its hashes."""
    blocks: list[str] = []
    for line in text.splitlines():
        if line.startswith("    "):
            blocks[-1] += "\n" + line
        elif line and not line.startswith("#"):
            blocks.append(line)
    return blocks


def write_requirements(file: str, purpose: str, blocks: list[str]) -> None:
    """Write a requirement file that says how it is renewed."""
    head = [
        f"# {purpose}: every version and every file that pip may take.",
        "# Renewed by: python3 dev.py lock",
    ]
    (ROOT / file).write_text("\n".join([*head, *blocks, ""]), "utf-8", newline="\n")
    print(f"{file}: {len(blocks)} packages")


class Command(NamedTuple):
    """A word of the command line."""

    action: Callable[[list[str]], int]
    arguments: str = ""


COMMANDS = {
    "run": Command(run, "[BRIEFING | VERB ...]"),
    "test": Command(test, "[pytest arguments]"),
    "lint": Command(lint),
    "prove": Command(prove, "[pytest arguments]"),
    "bench": Command(bench, "[...]"),
    "screens": Command(screens, "[DIR]"),
    "translations": Command(translations, "[--check | --prune]"),
    "schemas": Command(schemas, "[--check]"),
    "prices": Command(prices, "[--write [MODEL ...]]"),
    "package": Command(package),
    "lock": Command(lock, "[--upgrade]"),
}


def usage() -> str:
    """What dev.py can do, a line each."""
    lines = [f"  {f'{name} {command.arguments}':<36}{command.action.__doc__}" for name, command in COMMANDS.items()]
    return "\n".join(["usage: python3 dev.py COMMAND [arguments]", "", *lines])


def complain(message: str) -> None:
    """One sentence to whoever called."""
    sys.stdout.flush()
    print(f"dev.py: {message}", file=sys.stderr)


def main(arguments: list[str]) -> int:
    """Carry out one command; returns the exit status: 0 done, 1 refused or failed, 2 wrong usage."""
    if sys.version_info < OLDEST_PYTHON:
        complain("Lagebild needs Python {}.{} or newer; this is {}.".format(*OLDEST_PYTHON, platform.python_version()))
        return 1
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if arguments else 2
    if arguments[0] not in COMMANDS:
        complain(f"there is no command {arguments[0]!r}.")
        print(usage(), file=sys.stderr)
        return 2
    try:
        return COMMANDS[arguments[0]].action(arguments[1:])
    except Refusal as refusal:
        complain(str(refusal))
    except OSError as error:
        # no room left, a folder that may not be written, a program that cannot be started
        complain(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}.")
    except KeyboardInterrupt:
        return 130
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
