"""Models that follow each other: what is no offer, out of order or one too many is a fault."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from lagebild.knowledge.checking import later_faults
from lagebild.knowledge.loading import bundled, load
from lagebild.resources import resource

Altered = Callable[[dict[str, list[str]]], list[str]]


@pytest.fixture
def faults_of(tmp_path: Path) -> Altered:
    """The faults of a copy of the bundle whose lines hold other models."""

    def alter(models: dict[str, list[str]]) -> list[str]:
        folder = tmp_path / "knowledge"
        shutil.copytree(resource("knowledge"), folder)
        path = folder / "price-lines.json"
        told = {record["id"]: record for record in json.loads(path.read_text(encoding="utf-8"))}
        lines = [{**told.get(id, told["openai"]), "id": id, "models": names} for id, names in models.items()]
        path.write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
        return list(later_faults(load(folder)))

    return alter


def test_the_bundle_has_two_lines_without_a_fault() -> None:
    assert [line.id for line in bundled().price_lines] == ["deepseek", "openai"]
    assert not list(later_faults(bundled()))


def test_a_copy_has_none_either(faults_of: Altered) -> None:
    assert faults_of({"deepseek": ["deepseek-r1"], "openai": ["o1", "o3"]}) == []


@pytest.mark.parametrize(
    ("models", "fault"),
    [
        ({"deepseek": ["deepseek-r9"], "openai": ["o1"]}, "deepseek: unknown model deepseek-r9"),
        ({"deepseek": ["deepseek-r1"], "openai": ["o3", "o1"]}, "openai: o1 follows o3, but has had a price as long"),
        ({"deepseek": ["deepseek-r1"], "openai": ["o1", "o1"]}, "openai: o1 follows o1, but has had a price as long"),
        ({"openai": ["o1"]}, "price lines: there must be two, the one in question and the one it is compared with"),
    ],
)
def test_what_does_not_follow_is_a_fault(faults_of: Altered, models: dict[str, list[str]], fault: str) -> None:
    assert faults_of(models) == [fault]
