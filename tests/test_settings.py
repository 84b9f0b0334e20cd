"""Preferences: remembered, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from lagebild.settings import Settings, read_settings, system_language, write_settings


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    kept = Settings(language="de", theme="dark", size=(1280, 640))
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
