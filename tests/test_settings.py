"""Preferences: remembered, and never in the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from lagebild.calculators.api_costs import ApiCosts
from lagebild.knowledge.records import Currency
from lagebild.settings import CURRENCIES, RATES, Settings, read_settings, system_language, write_settings

EVERY = Settings(
    language="de",
    numbers="swiss",
    theme="dark",
    text_size=115,
    currency="EUR",
    usd_per_eur=1.1,
    template="/house/Vorlage.potx",
    briefings_folder="/briefings",
    exports_folder="/exports",
    old_after_days=30,
    size=(1280, 640),
    recent=("/a.lagebild", "/b.lagebild"),
    welcomed=True,
)
"""No setting is as in the beginning."""


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    kept = EVERY
    write_settings(kept, tmp_path / "new" / "settings.json")
    assert read_settings(tmp_path / "new" / "settings.json") == kept


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"language": "fr"}', b'{"theme": 7}', b'{"theme": []}',
        b'{"size": [1]}', b'{"size": ["a", "b"]}', b'{"size": [0, 5]}', b'{"size": 4}', b'{"more": 1}', b"[" * 99_999,
    ],
)  # fmt: skip
def test_a_broken_file_gives_the_defaults(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    assert read_settings(tmp_path / "settings.json") == Settings()


HOSTILE: dict[str, tuple[object, ...]] = {
    "language": ("fr", 1, ["de"]),
    "numbers": ("french", 0, None),
    "theme": ("red", {}, 7),
    "text_size": (99, 115.0, True, "115", 10**400),
    "currency": ("CHF", None, ["EUR"]),
    "usd_per_eur": (0, -1, 2.5, "1.1", float("nan"), float("inf"), True, 10**400),
    "template": (None, 5, ["/a"], "a\0b", "\ud800", "x" * 5000),
    "briefings_folder": (None, {}, "a\0b"),
    "exports_folder": (False, "\ud800"),
    "old_after_days": (0, -5, 3.5, 10**9, "30", True),
    "size": ([1], ["a", "b"], [0, 5], 4, "ab"),
    "recent": ("/a", 5, ["/a", 7], {"a": 1}),
    "welcomed": (1, "yes", None),
}


def test_every_setting_has_values_it_refuses() -> None:
    assert set(HOSTILE) == set(Settings._fields)
    assert all(value != getattr(Settings(), name) for name, value in EVERY._asdict().items())


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in HOSTILE.items() for value in values])
def test_a_setting_that_is_wrong_takes_no_other_along(name: str, value: object, tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({**EVERY._asdict(), name: value, "of a later version": 1}))
    assert read_settings(path) == EVERY._replace(**{name: getattr(Settings(), name)})


def test_what_new_briefings_may_begin_with_is_what_a_briefing_takes() -> None:
    assert get_args(Currency) == CURRENCIES
    assert (ApiCosts.usd_per_eur.low, ApiCosts.usd_per_eur.high) == RATES


def test_a_folder_that_may_not_be_written_loses_nothing_but_preferences() -> None:
    write_settings(Settings(), Path("/proc/nowhere/settings.json"))


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "tr_TR.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "DE_DE"}, "de"),
    ],
)
def test_the_language_is_the_one_asked_for_even_where_its_locale_is_not_installed(
    named: dict[str, str], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in named.items():
        monkeypatch.setenv(variable, value)
    assert system_language() == code
