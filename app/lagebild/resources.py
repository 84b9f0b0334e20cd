"""Where bundled files lie: in a checkout beside `app/`, in a wheel inside the package."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(name: str) -> Path:
    bundled = _PACKAGE / f"_{name}"
    return bundled if bundled.is_dir() else _PACKAGE.parents[1] / name


def resource(*parts: str) -> Path:
    """The path of a file in `resources/`, for example `resource("themes", "light.json")`."""
    return _folder("resources").joinpath(*parts)


def translation(name: str) -> Path:
    """The path of a catalog in `translations/`, for example `translation("de.po")`."""
    return _folder("translations") / name
