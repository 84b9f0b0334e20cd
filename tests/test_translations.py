"""The catalogs: every message collected, translated, and with the same fields."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPEAKERS = {"say", "say_plural", "sentence", "N_"}


def hidden_messages(source: str) -> list[str]:
    """Messages inside f-strings, which the collector of messages does not see."""
    return [
        ast.unparse(call)
        for outer in ast.walk(ast.parse(source))
        if isinstance(outer, ast.JoinedStr)
        for call in ast.walk(outer)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", getattr(call.func, "id", "")) in SPEAKERS
        and call.args
        and isinstance(call.args[0], ast.Constant)
    ]


def test_no_message_hides_from_the_catalogs_in_an_f_string() -> None:
    assert hidden_messages("f\"{language.say('Costs')}\"") == ["language.say('Costs')"]
    found = {path.name: hidden_messages(path.read_text(encoding="utf-8")) for path in (ROOT / "app").rglob("*.py")}
    assert {name: messages for name, messages in found.items() if messages} == {}


def test_every_message_has_its_german_words_and_the_same_fields() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "translations.py"), "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
