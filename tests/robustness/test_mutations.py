"""Damaged files: each opens, or is refused with a whole sentence in the reader's language."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest

from lagebild.briefing import Briefing, parse, written
from lagebild.errors import UserError, printable
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, Language
from lagebild.recovery import Left, read_left
from tests.robustness.mutations import damaged, rich

NUMBER = 5_000
_NAME = "Entwurf.lagebild"
_ENGLISH = re.compile(
    r"\b(the|is|are|not|be|of|must|cannot|another|choose|correct|nothing|there|from|with|which|field|number)\b", re.I
)
_GERMAN = re.compile(r"\b(der|die|das|ist|nicht|kein|keine|muss|eine|andere|wählen|berichtigen|nichts|wurde)\b", re.I)
_OF_A_PROGRAM = re.compile(r"traceback|exception|error|pydantic|json_|validat|\bNone\b|\bctx\b|[{}]", re.I)


def check_sentences(error: UserError) -> None:
    """What happened, what stayed safe, what to do: each a whole sentence, in each language in its own words."""
    for code in CODES:
        language = Language(code)
        sentences = error.sentences(language)
        whole = [printable(value) for value in error.arguments.values() if isinstance(value, str) and value]
        for sentence in sentences:
            words = sentence
            for quoted in sorted(whole, key=len, reverse=True):
                words = words.replace(quoted, "x")
            assert re.fullmatch(r"[A-ZÄÖÜ„“][^.?!\n]*(\d[.,]\d[^.?!\n]*)*\.", words), words
            assert not _OF_A_PROGRAM.search(words), words
            assert not (_ENGLISH if code == "de" else _GERMAN).search(words), words
            assert len(sentence) < 250
        assert _NAME in sentences[0]


def opened(content: bytes, knowledge: Knowledge) -> Briefing | None:
    """The briefing, which can be written and read again, or None where it is refused as it should be."""
    try:
        briefing = parse(content, knowledge, _NAME)
    except UserError as error:
        check_sentences(error)
        return None
    again = parse(written(briefing, knowledge), knowledge, _NAME)
    assert again == briefing.changed(knowledge=knowledge.about.version)
    return briefing


def test_a_whole_one_opens(knowledge: Knowledge) -> None:
    import json

    briefing = opened(json.dumps(rich(knowledge)).encode(), knowledge)
    assert briefing is not None and all(getattr(briefing, name) for name in Briefing.model_fields)


def test_five_thousand_damaged_briefings_open_or_are_refused_with_a_sentence(knowledge: Knowledge) -> None:
    found = [opened(content, knowledge) is not None for content in damaged(rich(knowledge), NUMBER)]
    # both ways are taken
    assert len(found) == NUMBER and NUMBER / 50 < sum(found) < NUMBER / 2


def test_damaged_recovery_files_hold_work_or_none(knowledge: Knowledge, tmp_path: Path) -> None:
    fields = {"recovery": 1, "path": "/plan.lagebild", "base": "0" * 64, "briefing": rich(knowledge)}
    file = tmp_path / "0.recovery.json"
    found: list[Left | None] = []
    for content in damaged(fields, NUMBER // 5):
        file.write_bytes(content)
        found.append(read_left(file, knowledge))
    read = [left for left in found if left is not None]
    assert 0 < len(read) < len(found) and all(isinstance(left.briefing, Briefing) for left in read)


def hostile() -> dict[str, bytes]:
    """Files made to take long: as large as may be, and full of what is slow to look at."""

    def many(part: str, before: str, after: str, number: int = 49_000) -> bytes:
        return ('{"format":1,' + before + ",".join(part % place for place in range(number)) + after + "}").encode()

    million = 5_900_000
    return {
        "fields": many('"%x":0', "", ""),
        "inputs": many('"%x":0', '"inputs":{"api_costs":{', "}}"),
        "weights": many('"%x":0', '"weights":{', "}"),
        "theme weights": many('"%x":0', '"theme_weights":{', "}"),
        "prices": many('"%x":0', '"prices":{', "}"),
        "measures": many("%d", '"measures":{"a":{"own":[', "]}}"),
        "a list too long": many('"%x"', '"measures":{"a":{"own":[', "]}}", 700_000),
        "names twice": many('"%x":0', "", ',"1":0', 48_000),
        "long integers": many("1" * 4290 + "%d", '"compare":[', "]", 1_350),
        "one long name": b'{"format":1,"' + b"a" * million + b'":1}',
        "one long text": b'{"format":1,"knowledge":"' + b"a" * million + b'"}',
        "commas in a text": b'{"format":1,"knowledge":"' + b",[]" * (million // 3) + b'"}',
        "a text without its end": b'{"format":1,"knowledge":"' + b'\\",' * (million // 3),
        "nests": b'{"format":1,"compare":[' + b",".join([b"[" * 190 + b"]" * 190] * 250) + b"]}",
        "a nest without its end": b"[" * million,
        "blank lines": b"\n" * million + b"{",
    }


@pytest.mark.prove
def test_no_damaged_briefing_takes_over_a_second(knowledge: Knowledge) -> None:
    # a promise about time, so it is not among the tests that run everywhere
    contents = {**{str(place): content for place, content in enumerate(damaged(rich(knowledge), NUMBER))}, **hostile()}
    taken: list[tuple[float, str]] = []
    for name, content in contents.items():
        before = time.process_time()
        opened(content, knowledge)
        taken.append((time.process_time() - before, name))
    slowest = sorted(taken, reverse=True)[:5]
    print("slowest:", ", ".join(f"{name} {seconds * 1000:.0f} ms" for seconds, name in slowest))
    assert slowest[0][0] < 1.0
