"""The scripts of packaging/ as modules: what the tests of a developer's command share."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[1] / "packaging"


def script(name: str) -> ModuleType:
    """packaging/<name>.py. The folder is no package: as one it would hide the library of that name."""
    spec = spec_from_file_location(f"script_{name}", PACKAGING / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
