"""Briefings and recovery files that somebody has damaged: by chance, by hand, or on purpose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from lagebild.briefing import fields_of, parse
from lagebild.knowledge.loading import Knowledge
from lagebild.resources import resource

# what json.dumps would not write, put in the place of a marked value
_TOKENS = (
    "NaN", "Infinity", "-Infinity", "1e308", "1e309", "-1e308", "1" + "0" * 400, "9" * 5000, "-0", "-0.0", "1e-400",
    "0x10", "01", "1_000", "+1", ".5", "1.", "True", "None", "undefined", "\'a\'", '"\\ud800"', '"\\udc00\\ud800"',
    '"\\u0000"', '"\\u202e"', '"\\x"', '"\t"', "", "{", "]", "//", "[[[]]]", '{"":{}}',
)  # fmt: skip
_MARK = "\ufdd0"
_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**63, 10**400, 1e308, -1e308, 0.1, "", "1200", "a" * 30_000, "🙂" * 21_000, [], {},
    [[]], [None], {"": None}, "2026-13-45", "0000-00-00", "9999-12-31", "USD", "own", "met", ["o1"], ["o1", "o1"],
    "\ud800", "{name}", "%s", "<b>x</b>", "\u202e\u2066", "\n\n", "../../x",
)  # fmt: skip
_FORMATS = (None, True, 0, -1, 1.0, 2, 10**300, "1", [], {}, 1e308)
_BYTES = (b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", *(bytes([sign]) for sign in b'"\\{}[],:9e-'))


def rich(knowledge: Knowledge) -> dict[str, Any]:
    """The fields of a briefing in which everything stands that can stand in one."""
    sample = parse(resource("briefings", "sample.de.json").read_bytes(), knowledge, "sample")
    question = next(question for question in knowledge.questions if question.measures)
    return {
        **fields_of(sample, knowledge),
        "as_of": "2026-11-21",
        "currency": "EUR",
        "compare": ["o1", "own-7"],
        "workloads": [{"name": "Post", "inputs": {"people": 3.0}}, {"name": "Agent 🙂"}],
        "models": [{"id": "own-7", "name": "Haus", "host": "Vertrag", "input": 1.0, "output": 3.0}],
        "prices": {"o1": {"input": 1.5}, "deepseek-r1": {"input": 0.0, "output": 2.0}},
        "measures": {
            question.id: {"own": [one.id for one in question.measures], "option-2": [question.measures[0].id]}
        },
        "reasons": {question.id: {"text": "Zwei Zeilen\n\u202bשלום\u202c 🙂👩‍💻 „so“", "written": "2026-11-20"}},
        "tasks": {question.id: {"own": {"owner": "Ada 🙂", "due": "2026-12-24", "note": "Zeile\n=1+1 שלום"}}},
        "market": {"day": "2025-01-28", "base": "2025-01-17", "lines": ["NVDA", "^GSPC"], "base_month": "1996-01"},
        "limits": {"cost_per_month": 20_000.0, "risk": 40.0},
        "weights": {"cost": 50.0, "risk": 30.0},
        "theme_weights": {"privacy": 80.0, "security": 0.0},
        "scenarios": [
            {
                "name": "Fusion 🙂",
                "description": "Später",
                "state": {"inputs": {"api_costs": {"people": 9.0}}},
                "reasons": {"api_costs.people": "Zukauf"},
            },
        ],
        "kept": {"currency": "EUR", "inputs": {"api_costs": {"people": 300.0}}, "prices": {"o1": {"output": 3.0}}},
        "options": [
            {"id": "api_cn", "name": "Peking", "hidden": True},
            {"id": "option-2", "name": "Haus 🙂", "based_on": "own", "model": "own-7", "weeks_to_start": 2.5},
        ],
    }


def damaged(fields: dict[str, Any], number: int) -> Iterator[bytes]:
    """So many damaged files, always the same ones."""
    kinds = (
        _bits, _cut, _bytes, _another_value, _token, _twice, _nested, _renamed, _swapped, _format, _left_out,
        _long, _lines,
    )  # fmt: skip
    for place in range(number):
        random = Random(place)
        content = kinds[place % len(kinds)](fields, random)
        # every third is damaged twice
        yield random.choice((_flipped, _shortened))(content, random) if place % 3 == 0 else content


def _text(fields: Any) -> bytes:
    return json.dumps(fields, ensure_ascii=False, indent=1).encode("utf-8", "surrogatepass")


def _flipped(content: bytes, random: Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(random.choice((1, 1, 2, 10))):
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
    return bytes(damaged)


def _shortened(content: bytes, random: Random) -> bytes:
    if not content:  # cut to nothing already
        return content
    start = random.choice((0, 0, random.randrange(len(content))))
    return content[start : random.randrange(start, len(content))]


def _bits(fields: dict[str, Any], random: Random) -> bytes:
    return _flipped(_text(fields), random)


def _cut(fields: dict[str, Any], random: Random) -> bytes:
    return _shortened(_text(fields), random)


def _bytes(fields: dict[str, Any], random: Random) -> bytes:
    content = _text(fields)
    place = random.randrange(len(content))
    return content[:place] + random.choice(_BYTES) * random.choice((1, 3)) + content[place + random.choice((0, 1, 9)) :]


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything that stands in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, part in inner:
        yield (*path, name)
        yield from _places(part, (*path, name))


def _copy(fields: dict[str, Any]) -> dict[str, Any]:
    copied: dict[str, Any] = json.loads(json.dumps(fields))
    return copied


def _holder(fields: Any, path: tuple[Any, ...]) -> Any:
    for part in path[:-1]:
        fields = fields[part]
    return fields


def _replaced(fields: dict[str, Any], random: Random, value: Any) -> dict[str, Any]:
    copied = _copy(fields)
    path = random.choice(list(_places(copied)))
    _holder(copied, path)[path[-1]] = value
    return copied


def _another_value(fields: dict[str, Any], random: Random) -> bytes:
    return _text(_replaced(fields, random, random.choice(_VALUES)))


def _token(fields: dict[str, Any], random: Random) -> bytes:
    token = random.choice(_TOKENS)
    return _text(_replaced(fields, random, _MARK)).replace(f'"{_MARK}"'.encode(), token.encode())


def _twice(fields: dict[str, Any], random: Random) -> bytes:
    names = [path for path in _places(fields) if isinstance(path[-1], str)]
    path = random.choice(names)
    copied = _copy(fields)
    holder = _holder(copied, path)
    holder[_MARK] = holder[path[-1]]
    return _text(copied).replace(_MARK.encode(), json.dumps(path[-1])[1:-1].encode())


def _nested(fields: dict[str, Any], random: Random) -> bytes:
    depth = random.choice((2, 50, 190, 260, 900, 1100, 20_000))
    left, right = random.choice((("[", "]"), ('{"a":', "}")))
    within = left * depth + "1" + right * random.choice((depth, depth, 0))
    return _text(_replaced(fields, random, _MARK)).replace(f'"{_MARK}"'.encode(), within.encode())


def _renamed(fields: dict[str, Any], random: Random) -> bytes:
    copied = _copy(fields)
    path = random.choice([path for path in _places(copied) if isinstance(path[-1], str)])
    holder = _holder(copied, path)
    value = holder.pop(path[-1])
    holder[random.choice((*(str(other) for other in _VALUES), path[-1].upper(), f" {path[-1]}"))] = value
    return _text(copied)


def _swapped(fields: dict[str, Any], random: Random) -> bytes:
    copied = _copy(fields)
    first, second = random.sample(sorted(copied), 2)
    copied[first], copied[second] = copied[second], copied[first]
    return _text(copied)


def _format(fields: dict[str, Any], random: Random) -> bytes:
    return _text({**fields, "format": random.choice(_FORMATS)})


def _left_out(fields: dict[str, Any], random: Random) -> bytes:
    copied = _copy(fields)
    path = random.choice(list(_places(copied)))
    del _holder(copied, path)[path[-1]]
    return _text(copied)


def _long(fields: dict[str, Any], random: Random) -> bytes:
    length = random.choice((81, 20_001, 60_000))
    kind = random.randrange(4)
    value: Any = "xä"[kind] * length if kind < 2 else [*range(length)]
    if kind == 3:
        value = dict.fromkeys(map(str, value))
    return _text(_replaced(fields, random, value))


def _lines(fields: dict[str, Any], random: Random) -> bytes:
    text = _text(fields).decode("utf-8", "surrogatepass")
    return text.replace("\n", random.choice(("\r\n", "\r", "\u2028", "\v", ""))).encode(
        random.choice(("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-7")), "replace"
    )
