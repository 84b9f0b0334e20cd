"""The program as a folder that needs no Python: what goes into it, and what of the libraries stays out.

`freeze.py [FOLDER]` makes FOLDER/dist/lagebild; without FOLDER it is the project's own dist/. What was left out
wrongly is missed only when the program runs, so every line here is held by tests/test_freeze.py.
"""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
import time
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
APP = str(ROOT / "app")
START = str(ROOT / "packaging" / "start.py")
NAME = "lagebild"
INSIDE = "_internal"
"""The folder beside the program in which PyInstaller puts everything else."""

# ---- Qt: of everything else neither the module nor the library, above all nothing that reaches a network

QT_MODULES = {"QtCore", "QtGui", "QtOpenGL", "QtOpenGLWidgets", "QtPrintSupport", "QtSvg", "QtWidgets"}
QT_LIBRARIES = {
    "Qt6Core", "Qt6DBus", "Qt6Gui", "Qt6OpenGL", "Qt6OpenGLWidgets", "Qt6PrintSupport", "Qt6Svg", "Qt6WaylandClient",
    "Qt6Widgets", "Qt6XcbQpa", "icudata", "icui18n", "icuuc",
}  # fmt: skip
QT_PLUGINS = {
    "iconengines/qsvgicon",
    "imageformats/qjpeg",
    "imageformats/qsvg",
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    "platforms/qoffscreen",
    "platforms/qwayland",
    "platforms/qxcb",
    "platformthemes/qxdgdesktopportal",
    "printsupport/cupsprintersupport",
    "wayland-decoration-client/adwaita",
    "wayland-decoration-client/bradient",
    "wayland-graphics-integration-client/qt-plugin-wayland-egl",
    "wayland-shell-integration/xdg-shell",
    "xcbglintegrations/qxcb-egl-integration",
    "xcbglintegrations/qxcb-glx-integration",
}
QT_WORDS = {"qtbase_de", "qtbase_en"}

# ---- the other libraries

# what Babel reads for de_DE and en_GB
LOCALES = {"root", "de", "de_DE", "en", "en_001", "en_GB"}
# What CPython's own modules load and other systems have under other names. Every other library of this machine stays
# here: what Qt needs belongs to the reader's system (dev.py lists it) and must fit its drivers, fonts and desktop.
SYSTEM_LIBRARIES = {"bz2", "ffi", "mpdec"}
UNUSED = [
    # no connection is ever opened, so nothing is encrypted; hashes come from Python's own modules
    "ssl", "_ssl", "_hashlib",
    "curses", "ensurepip", "idlelib", "lib2to3", "readline", "sqlite3", "tkinter", "turtle",
    # formats of pictures that no slide gets
    "PIL._avif", "PIL._webp", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingtk",
    "pydantic.mypy", "pydantic.v1.mypy", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.opengl",
]  # fmt: skip


def package_folder(package: str) -> Path:
    """Where an installed package lies."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


def files() -> list[tuple[str, str]]:
    """Every file that is no module, and the folder it goes to: where lagebild/resources.py and look/fonts.py look."""
    found = [
        (str(ROOT / "resources"), "lagebild/_resources"),
        (str(ROOT / "translations" / "*.po"), "lagebild/_translations"),
        (str(ROOT / "LICENSE"), "."),
    ]
    for package in ("font_source_sans_pro", "font_source_serif_pro"):
        folder = package_folder(package) / "files"
        kept = [folder / "LICENSE.txt", *folder.glob("*-Regular.otf"), *folder.glob("*-*old.otf")]
        found += [(str(file), f"{package}/files") for file in kept]
    return found


def imported_by_name() -> list[str]:
    """Modules that are named in a string only, where PyInstaller does not see them."""
    from PyInstaller.utils.hooks import collect_submodules

    fonts = ["font_source_sans_pro", "font_source_serif_pro"]  # looked up, never imported
    return [*collect_submodules("lagebild"), *fonts, "PySide6.QtOpenGL"]  # the last one by pyqtgraph


def left_out() -> list[str]:
    """Modules that stay out whoever asks for them."""
    qt = {file.name.split(".")[0] for file in package_folder("PySide6").glob("Qt*.*")}
    return [*UNUSED, *(f"PySide6.{name}" for name in sorted(qt - QT_MODULES)), *development_modules()]


def development_modules() -> list[str]:
    """What requirements-dev.txt has brought into this environment."""
    listed = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements-dev.txt").read_text("utf-8"), re.MULTILINE)
    wanted = {_one_spelling(name) for name in listed}
    modules = packages_distributions().items()
    return sorted(module for module, packages in modules if any(_one_spelling(name) in wanted for name in packages))


def _one_spelling(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def stays(place: str, source: str, kind: str) -> bool:
    """Whether a library or file that PyInstaller has found goes into the folder, at `place`."""
    if kind == "SYMLINK":
        place = posixpath.normpath(posixpath.join(posixpath.dirname(place), source))
    folder, name = posixpath.split(place.replace(os.sep, "/"))
    stem = re.split(r"\.(?:so|qm|dat)\b", name.removeprefix("lib"))[0]
    if folder.startswith("PySide6/Qt/plugins/"):
        return f"{posixpath.basename(folder)}/{stem}" in QT_PLUGINS
    if folder == "PySide6/Qt/lib":
        return stem in QT_LIBRARIES
    if folder == "PySide6/Qt/translations":
        return stem in QT_WORDS
    if folder.startswith("PySide6/Qt/"):
        return False
    if folder == "babel/locale-data":
        return stem in LOCALES or name.startswith("LICENSE")
    if folder == "" and name.startswith("lib") and ".so" in name:
        return stem in SYSTEM_LIBRARIES or stem.startswith("python3") or not outside(source)
    return True


def outside(source: str) -> bool:
    """Whether a file belongs to this machine and to no package of the environment."""
    return not Path(source).is_relative_to(sys.prefix)


def freeze(folder: Path) -> Path:
    """Build in folder/build, put the program into folder/dist, and name its folder."""
    # what PyInstaller keeps for itself goes to build/ too, not to the reader's own folders
    os.environ["PYINSTALLER_CONFIG_DIR"] = str(folder / "build" / "pyinstaller")
    from PyInstaller.__main__ import run

    spec = str(ROOT / "packaging" / "lagebild.spec")
    places = ["--workpath", str(folder / "build"), "--distpath", str(folder / "dist")]
    run([spec, *places, "--noconfirm", "--log-level", "WARN"])
    program = folder / "dist" / NAME
    # WORKAROUND python-pptx opens `pptx/oxml/../templates/…`, and the modules of pptx/oxml lie in the program itself
    (program / INSIDE / "pptx" / "oxml").mkdir()
    strip(program / INSIDE)
    return program


def strip(folder: Path) -> None:
    """Take the debugger's tables out of CPython's own libraries; a stripped OpenBLAS cannot be loaded any more."""
    tool = shutil.which("strip")
    if tool is not None and sys.platform.startswith("linux"):
        for library in (*folder.glob("libpython3.*.so.*"), *folder.glob("python3.*/lib-dynload/*.so")):
            subprocess.run([tool, "--strip-unneeded", str(library)], check=True)


def size(folder: Path) -> int:
    """Bytes of all files."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def main(arguments: list[str]) -> int:
    """Make the folder; says where it is and how large."""
    if len(arguments) > 1 or (arguments and arguments[0].startswith("-")):
        print("freeze takes one argument at most: the folder in which build/ and dist/ are made.", file=sys.stderr)
        return 2
    began = time.monotonic()
    program = freeze(Path(arguments[0]).resolve() if arguments else ROOT)
    print(f"{program}: {size(program) / 1e6:.0f} MB, made in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
