"""Loading pyqtgraph without its copies of everything in Qt."""

from __future__ import annotations

import sys
from functools import partial
from types import ModuleType
from typing import Any


def load_pyqtgraph() -> Any:
    """The library, with Qt's names looked up when used.

    It copies every name of three Qt modules into modules of its own, which makes PySide6 build every class it has:
    a third of its time to load. Modules that ask PySide6 when asked take their place; the copying finds nothing to do.
    """
    if "pyqtgraph" not in sys.modules:
        from PySide6 import QtCore, QtGui, QtWidgets

        sources: tuple[ModuleType, ...] = (QtCore, QtGui, QtWidgets)
        for source in sources:
            name = f"pyqtgraph.Qt.{source.__name__.rpartition('.')[2]}"
            asking = ModuleType(name)
            vars(asking)["__getattr__"] = partial(getattr, source)
            sys.modules[name] = asking
            vars(source)["__dir__"] = list
        try:
            import pyqtgraph  # noqa: F401
        finally:
            for source in sources:
                del vars(source)["__dir__"]
    return sys.modules["pyqtgraph"]
