"""Catalogs of translations, as gettext writes them: what our own use of the format, in a thirtieth of Babel's time."""

from __future__ import annotations

import re

_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


def read_catalog(text: str) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """(singular messages, plural messages) of a .po file; doubtful and empty translations are left out."""
    single: dict[str, str] = {}
    plural: dict[str, tuple[str, str]] = {}
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        key = ""
        for line in block.split("\n"):
            if line.startswith("#,") and "fuzzy" in line:
                fields = {}
                break
            if not line or line[0] == "#":
                continue
            if line[0] != '"':
                key, _, line = line.partition(" ")
                fields[key] = ""
            words = line[1:-1]
            fields[key] += _ESCAPED.sub(_unescaped, words) if "\\" in words else words
        message = fields.get("msgid")
        if not message:
            continue
        if "msgid_plural" in fields:
            forms = (fields["msgstr[0]"], fields["msgstr[1]"])
            if all(forms):
                plural[message] = forms
        elif fields["msgstr"]:
            single[message] = fields["msgstr"]
    return single, plural


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[1])
