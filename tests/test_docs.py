"""The documents for maintainers: their example works, and the schemas are those of the models."""

from __future__ import annotations

import doctest
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lagebild.analysis.register import Filters, entries, matching
from lagebild.analysis.results import compute
from lagebild.briefing import Briefing, read
from lagebild.calculators.exposure import Exposure
from lagebild.knowledge.loading import Knowledge, KnowledgeError, load
from lagebild.knowledge.records import derived_verdict
from lagebild.language import CODES, Language
from lagebild.resources import resource
from lagebild.wording.register import search_texts
from lagebild.wording.results import as_json

ROOT = Path(__file__).resolve().parents[1]
DOCUMENT = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(.*?)\n(.*?)^```$", DOCUMENT, re.MULTILINE | re.DOTALL)
"""Each fenced block: what it is and, for records, the file they go to; its text."""
SCHEMAS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in (ROOT / "docs/schemas").glob("*.json")}
RECORD_FILES = sorted(resource("knowledge").rglob("*.json"))


def block(kind: str) -> str:
    (text,) = [text for found, text in BLOCKS if found == kind]
    return text


# ---- the worked example


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A checkout's folder with a copy of the knowledge to which the example's records were added."""
    folder = tmp_path / "resources" / "knowledge"
    shutil.copytree(resource("knowledge"), folder)
    for kind, text in BLOCKS:
        if kind.startswith("json ") and not kind.startswith("json ."):
            path = folder / kind.removeprefix("json ")
            records = [*json.loads(path.read_text(encoding="utf-8")), json.loads(text)]
            path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return tmp_path


def test_the_example_adds_a_source_figures_and_a_claim() -> None:
    files = [kind.removeprefix("json ") for kind, _ in BLOCKS if kind.startswith("json ")]
    assert files[:4] == ["sources.json", "figures/hosting.json", "figures/hosting.json", "claims.json"]


def test_the_example_gets_the_verdict_that_the_text_announces(example: Path) -> None:
    knowledge = load(example / "resources" / "knowledge")
    claim = knowledge.claims["example-third"]
    computed = knowledge.computed(claim)
    assert claim.stated is not None and computed is not None
    (told,) = re.findall(r"(\S+) lies (\S+) % above (\S+), so the verdict is \*\*(\w+)\*\*", DOCUMENT)
    off = f"{(claim.stated / computed - 1) * 100:.1f}"
    assert told == (str(claim.stated), off, str(computed), derived_verdict(claim.stated, computed))
    assert claim.verdict == derived_verdict(claim.stated, computed)


def test_the_example_is_refused_with_the_sentence_in_the_text(example: Path) -> None:
    path = example / "resources" / "knowledge" / "claims.json"
    records = json.loads(path.read_text(encoding="utf-8"))
    assert '"verdict": "consistent"' in DOCUMENT
    records[-1]["verdict"] = "consistent"
    path.write_text(json.dumps(records), encoding="utf-8")
    with pytest.raises(KnowledgeError) as refused:
        load(path.parent)
    assert str(refused.value) == block("text").strip()


def test_python_says_of_the_example_what_the_text_shows(example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(example)
    session = doctest.DocTestParser().get_doctest(block("python"), {}, "docs/knowledge.md", None, 0)
    assert len(session.examples) > 3
    told: list[str] = []
    assert doctest.DocTestRunner().run(session, out=told.append).failed == 0, "".join(told)


@pytest.mark.parametrize("code", CODES)
def test_the_example_is_found_in_the_register_by_its_id(code: Any, example: Path, today: date) -> None:
    knowledge = load(example / "resources" / "knowledge")
    texts = search_texts(compute(knowledge, Briefing(), today), Language(code))
    for id in ("example-third", "example-power-city"):
        found = matching(entries(knowledge, today), texts, Filters(words=id), {})
        assert [entries(knowledge, today)[place].id for place in found] == [id]


# ---- the keys of `lagebild results`


Place = tuple[str, ...]


def documented() -> list[Place]:
    """Every key in the tables of docs/results.md: ("api_costs", "models", "<model>", "cost_per_month")."""
    found, topic = [], ""
    for line in (ROOT / "docs" / "results.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            topic = line.removeprefix("## ").removeprefix("At the top")
        elif line.startswith("| `"):
            for key in re.findall(r"`([^`]+)`", line.split(" | ")[0]):
                before, _, names = key.partition("{")
                each = names.removesuffix("}").split(", ")
                found += [tuple(f"{topic}.{before}{name}".strip(".").split(".")) for name in each]
    return found


def printed_places(value: Any, place: Place = ()) -> Iterator[tuple[Place, bool]]:
    """The place of each value that is no object, and whether there is one; ids may have dots in them."""
    if isinstance(value, dict) and value:
        for key, one in value.items():
            yield from printed_places(one, (*place, key))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for one in value:
            yield from printed_places(one, (*place[:-1], f"{place[-1]}[]"))
    else:
        yield place, value not in (None, {}, [])


def is_place_of(key: Place, place: Place) -> bool:
    """Whether a place is that of a documented key, in which ids stand in angle brackets, or leads to it."""
    pairs = list(zip(key, place, strict=False))
    last = key[len(place) - 1 : len(place)]
    same = all(told.startswith("<") or told == found for told, found in pairs[:-1])
    return same and bool(last) and (last[0].startswith("<") or last[0] in (place[-1], f"{place[-1]}[]"))


VARIED = {
    "api_costs": {"people": {"low": 500, "likely": 1200, "high": 2000}},
    "self_hosting": {"utilisation": {"low": 0.1, "likely": 0.3, "high": 0.5}},
    "training_costs": {"price_per_gpu_hour": {"low": 1.5, "likely": 2, "high": 3}},
    "exposure": {name: 0 for name in Exposure.inputs if name.startswith("amount_")},
}


OWN = {
    "options": [{"id": "option-1", "name": "Ours", "based_on": "own"}],
    "answers": {"exit-plan": {"option-1": "open"}},
    "tasks": {"exit-plan": {"option-1": {"owner": "IT", "note": "soon"}}},
}


def test_every_key_of_the_results_is_documented(knowledge: Knowledge, today: date) -> None:
    """Of the defaults, of the example, and of a briefing with ranges, with other days and with nothing held."""
    keys, used = documented(), set()
    of_topic = {key[0].removesuffix("[]"): [] for key in keys}
    for key in keys:
        of_topic[key[0].removesuffix("[]")].append(key)
    for briefing in (
        Briefing(),
        read(resource("briefings") / "sample.en.json", knowledge),
        Briefing.model_validate({"inputs": VARIED, **OWN, "market": {"day": "2025-01-28", "base": "2025-01-17"}}),
    ):
        for place, has_value in printed_places(as_json(compute(knowledge, briefing, today), Language("en"))):
            found = [key for key in of_topic[place[0].removesuffix("[]")] if is_place_of(key, place)]
            assert found, ".".join(place)
            whole = [key for key in found if len(key) == len(place)]
            assert whole or not has_value, ".".join(place)
            used.update(whole)
    # a reason is told only where something is missing
    assert [key for key in keys if key not in used and key[-1] != "why"] == []


# ---- the schemas


def misfits(value: object, schema: dict[str, Any], whole: dict[str, Any], place: str = "") -> Iterator[str]:
    """Where a value breaks a schema: as much of JSON Schema as pydantic's schemas of the models use."""
    known = {
        "$ref", "$defs", "$schema", "anyOf", "type", "enum", "pattern", "maxLength", "format", "minimum", "maximum",
        "properties", "required", "additionalProperties", "propertyNames", "items", "prefixItems", "minItems",
        "maxItems", "title", "description", "default",
    }  # fmt: skip
    assert set(schema) <= known, set(schema) - known
    if "$ref" in schema:
        yield from misfits(value, whole["$defs"][schema["$ref"].removeprefix("#/$defs/")], whole, place)
    if "anyOf" in schema and all(list(misfits(value, side, whole, place)) for side in schema["anyOf"]):
        yield f"{place}: fits no side"
    types = {"string": str, "number": (int, float), "integer": int, "boolean": bool, "null": type(None), "array": list,
             "object": dict}  # fmt: skip
    kind = schema.get("type")
    if kind and (not isinstance(value, types[kind]) or (isinstance(value, bool) and kind != "boolean")):
        yield f"{place}: is no {kind}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{place}: is none of {schema['enum']}"
    if isinstance(value, str):
        day = r"^\d{4}-\d\d-\d\d$" if schema.get("format") == "date" else ""
        if not re.search(schema.get("pattern", ""), value) or not re.search(day, value):
            yield f"{place}: is written otherwise"
        if len(value) > schema.get("maxLength", len(value)):
            yield f"{place}: is too long"
    elif isinstance(value, (int, float)):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{place}: is out of bounds"
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{place}: has {len(value)} items"
        first = schema.get("prefixItems", [])
        each = (*first, *[schema.get("items", {})] * (len(value) - len(first)))
        for index, (item, side) in enumerate(zip(value, each, strict=False)):
            yield from misfits(item, side, whole, f"{place}.{index}")
    elif isinstance(value, dict):
        fields, rest = schema.get("properties", {}), schema.get("additionalProperties", {})
        yield from (f"{place}: lacks {name}" for name in schema.get("required", ()) if name not in value)
        for name, item in value.items():
            yield from misfits(name, schema.get("propertyNames", {}), whole, f"{place}.{name}")
            if name not in fields and rest is False:
                yield f"{place}: knows no {name}"
            else:
                yield from misfits(item, fields.get(name, rest), whole, f"{place}.{name}")


def schema_of(path: Path) -> str:
    """The name of the schema of a file of records."""
    return "figures" if path.parent.name == "figures" else path.stem


def test_the_schemas_are_those_of_the_models() -> None:
    checked = subprocess.run(
        [sys.executable, str(ROOT / "packaging" / "schemas.py"), "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_a_schema_that_is_stale_missing_or_one_too_many_is_told_and_renewed(tmp_path: Path) -> None:
    """On a copy of the script, which writes beside itself."""
    script, folder = tmp_path / "packaging" / "schemas.py", tmp_path / "docs" / "schemas"
    script.parent.mkdir()
    shutil.copy(ROOT / "packaging" / "schemas.py", script)

    def schemas(*arguments: str) -> tuple[int, str]:
        done = subprocess.run([sys.executable, str(script), *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert schemas()[0] == 0
    assert {path.stem for path in folder.iterdir()} == set(SCHEMAS)
    (folder / "claims.json").write_text("{}", encoding="utf-8")
    (folder / "offers.json").unlink()
    (folder / "rumours.json").write_text("{}", encoding="utf-8")
    code, told = schemas("--check")
    assert code == 1
    assert re.findall(r"docs/schemas/(\w+)\.json: stale", told) == ["claims", "offers", "rumours"]
    assert schemas()[0] == 0 and schemas("--check")[0] == 0
    assert not (folder / "rumours.json").exists()


def test_every_kind_of_file_has_a_schema_and_a_row_in_the_document() -> None:
    assert {schema_of(path) for path in RECORD_FILES} == set(SCHEMAS)
    for name in SCHEMAS:
        assert f"| `{'figures/<area>' if name == 'figures' else name}.json` |" in DOCUMENT


@pytest.mark.parametrize("path", RECORD_FILES, ids=lambda path: path.stem)
def test_what_is_bundled_fits_its_schema(path: Path) -> None:
    schema = SCHEMAS[schema_of(path)]
    assert list(misfits(json.loads(path.read_text(encoding="utf-8")), schema, schema)) == []


@pytest.mark.parametrize(
    ("name", "wrong", "found"),
    [
        ("sources", {"interest": "friends"}, ".0.interest: is none of"),
        ("sources", {"titel": "Bericht"}, ".0: knows no titel"),
        ("sources", {"note": {"de": "nur das"}}, ".0.note: fits no side"),
        ("figures", {"label": {"de": "nur das"}}, ".0.label: lacks en"),
        ("figures", {"as_of": "spring"}, ".0.as_of: is written otherwise"),
        ("figures", {"check": ["%", "a", "b"]}, ".0.check: fits no side"),
        ("figures", {"close": ["NVDA"]}, ".0.close: fits no side"),
        ("claims", {"stated": "17"}, ".0.stated: fits no side"),
        ("offers", {"prices": [{"valid_from": "2025-02-26T16:30"}]}, ".0.prices.0.valid_from: is written otherwise"),
        ("offers", {"prices": [{"input": -1}]}, ".0.prices.0.input: is out of bounds"),
    ],
)
def test_a_schema_tells_what_does_not_fit(name: str, wrong: dict[str, Any], found: str) -> None:
    assert any(misfit.startswith(found) for misfit in misfits([wrong], SCHEMAS[name], SCHEMAS[name]))


def test_a_schema_says_what_a_field_means() -> None:
    fields = SCHEMAS["figures"]["$defs"]["Figure"]["properties"]
    assert fields["as_of"]["description"] == "The day the value is of; for a law, the day of the text."


def test_the_settings_for_the_editor_name_every_schema_and_the_files_it_is_for() -> None:
    told = {}
    for mapping in json.loads(block("json .vscode/settings.json"))["json.schemas"]:
        (pattern,) = mapping["fileMatch"]
        for path in resource("knowledge").parents[1].glob(pattern.removeprefix("/")):
            told[path] = Path(mapping["url"]).stem
    assert told == {path: schema_of(path) for path in RECORD_FILES}
