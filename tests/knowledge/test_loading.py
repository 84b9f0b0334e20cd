"""The bundle loads, and every kind of fault in it is found."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from lagebild.knowledge.loading import KnowledgeError, bundled, load
from lagebild.resources import resource

Record = dict[str, Any]


@pytest.fixture
def altered(tmp_path: Path) -> Callable[..., Path]:
    """A copy of the bundle with one record changed."""

    def alter(file: str, id: str, changes: Record) -> Path:
        folder = tmp_path / "knowledge"
        shutil.copytree(resource("knowledge"), folder)
        paths = sorted((folder / "figures").glob("*.json")) if file == "figures" else [folder / f"{file}.json"]
        path = next(path for path in paths if re.search(rf'"(id|model)": "{id}"', path.read_text(encoding="utf-8")))
        records: list[Record] = json.loads(path.read_text(encoding="utf-8"))
        found = [record for record in records if record.get("id", record.get("model")) == id]
        assert len(found) == 1
        found[0].update(changes)
        path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
        return folder

    return alter


def test_the_bundle_loads():
    knowledge = bundled()
    assert knowledge.about.version == "2026.11"
    assert len(knowledge.offers) == 170
    assert [option.id for option in knowledge.options] == ["api_cn", "eu_hosted", "own", "western"]
    assert len({option.shape for option in knowledge.options}) == 4


def test_the_shock_is_the_day_of_the_fall():
    assert bundled().shock.day.isoformat() == "2025-01-27"
    assert [event.day for event in bundled().events] == sorted(event.day for event in bundled().events)


def test_a_copy_of_the_bundle_loads_too(altered):
    assert load(altered("figures", "v3-rent", {"value": 2})).number("v3-rent") == 2


@pytest.mark.parametrize(
    ("file", "id", "changes", "fault"),
    [
        ("figures", "v3-rent", {"sources": ["hearsay"]}, "v3-rent: unknown source hearsay"),
        ("events", "garante-order", {"sources": ["hearsay"]}, "garante-order: unknown source hearsay"),
        ("sources", "article-a", {"id": "article-c"}, "a-27-fold: unknown source article-a"),
        ("sources", "market-s06", {"id": "market-s99"}, "ENR.DE: unknown source market-s06"),
        ("claims", "b-2-percent", {"verdict": "rounded"}, "called rounded, computed as contradicted, and no reason"),
        ("claims", "a-gpt4-600m", {"reason": None}, "called unverifiable, computed as contradicted, and no reason"),
        ("claims", "b-600bn", {"check": "sequoia"}, "what is no figure, or none with a number: sequoia"),
        ("claims", "b-600bn", {"check": "r1-release"}, "b-600bn: its arithmetic names what is no figure"),
        ("claims", "b-600bn", {"cites": ["sequoia"]}, "b-600bn: unknown figure sequoia"),
        ("claims", "a-27-fold", {"check": ["/", "price-o1-output", "usage-growth"]}, "divides by zero"),
        ("figures", "v3-run-cost", {"value": 5.6}, "v3-run-cost: 5.6 does not follow from its arithmetic"),
        ("figures", "price-ratio-output", {"value": 27.5}, "27.5 does not follow from its arithmetic"),
        ("figures", "price-o1-input", {"value": 15.5}, "15.5 is not the input price of o1 on 2025-01-27"),
        ("figures", "price-r1-cached", {"as_of": "2025-01-19"}, "0.14 is not the cached_input price of deepseek-r1"),
        ("figures", "nvda-close-on", {"value": 118.51}, "118.51 is not the close of NVDA on 2025-01-27"),
        ("figures", "spx-close-on", {"close": ["^GSPC", "2025-01-26"]}, "not the close of ^GSPC on 2025-01-26"),
        ("events", "v3-release", {"figures": ["v4-release"]}, "v3-release: unknown figure v4-release"),
        ("events", "v3-release", {"kind": "shock"}, "there must be one shock"),
        ("options", "own", {"weeks_to_start": "weeks"}, "own: unknown figure weeks"),
        ("options", "western", {"models": ["o1", "o9"]}, "western: unknown model o9"),
        ("options", "western", {"id": "own"}, "option own stands twice"),
        ("figures", "v3-rent", {"id": "v3-gpu-hours"}, "figure v3-gpu-hours stands twice"),
        ("figures", "v3-rent", {"check": "v3-rent"}, "v3-rent: its arithmetic comes back to itself"),
        ("figures", "v3-rent", {"id": "a-27-fold"}, "a-27-fold: a figure and a claim have this id"),
        ("figures", "v3-rent", {"area": "costs"}, "v3-rent: its area is costs, but it stands in figures/training.json"),
        ("contradictions", "openai-staff", {"used": "b-4500-staff", "statements": [
            {"record": "b-4500-staff", "counts": {"de": "B", "en": "B"}},
            {"record": "openai-crew", "counts": {"de": "B", "en": "B"}},
        ]}, "openai-staff: unknown record openai-crew"),
        ("contradictions", "nvidia-loss", {"statements": [
            {"record": "nvda-value-lost", "high": "a-nvidia-500bn", "counts": {"de": "B", "en": "B"}},
            {"record": "nvda-loss-lseg", "counts": {"de": "B", "en": "B"}},
        ]}, "nvidia-loss: nvda-value-lost ranges from 589.0 down to 500.0"),
    ],
)  # fmt: skip
def test_records_that_contradict_each_other_are_a_fault(altered, file, id, changes, fault):
    with pytest.raises(KnowledgeError) as caught:
        load(altered(file, id, changes))
    assert fault in str(caught.value)


@pytest.mark.parametrize(
    ("file", "id", "changes"),
    [
        ("claims", "a-spx-21tp3b", {"repaired": None}),
        ("claims", "a-spx-21tp3b", {"label": {"de": "S&P 500"}}),
        ("claims", "a-opensource", {"reason": None}),
        ("figures", "usage-people", {"high": None}),
        ("figures", "usage-people", {"reason": None}),
        ("figures", "price-o1-input", {"as_of": "2025-01"}),
        ("offers", "o1", {"prise": 15}),
    ],
)
def test_a_record_that_does_not_say_enough_is_refused(altered, file, id, changes):
    with pytest.raises(ValidationError):
        load(altered(file, id, changes))


def test_a_fault_names_every_record_it_touches(altered):
    with pytest.raises(KnowledgeError) as caught:
        load(altered("figures", "sequoia-run-rate", {"value": 200}))
    assert "sequoia-required-revenue" in str(caught.value)
    assert "b-600bn" in str(caught.value)
