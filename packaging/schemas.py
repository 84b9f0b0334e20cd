"""JSON Schemas of the knowledge: made from the models, written into docs/schemas/ or compared with what is there."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from lagebild.frozen import Frozen

ROOT = Path(__file__).resolve().parents[1]
SCHEMAS = ROOT / "docs" / "schemas"


class EditorSchema(GenerateJsonSchema):
    """What an editor can use: no titles that repeat a field's name, and moments as the files write them."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def datetime_schema(self, schema: core_schema.DatetimeSchema) -> JsonSchemaValue:
        # the models also take a bare day and leave out seconds; "format": "date-time" would underline both
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$"}

    def generate(self, schema: CoreSchema, mode: Any = "validation") -> JsonSchemaValue:
        return {"$schema": self.schema_dialect, **super().generate(schema, mode)}


def kinds() -> dict[str, Any]:
    """What the files of resources/knowledge hold, by the name of the file; `figures` is a folder of such files."""
    # Read when a class is made, so before the first import of the models. Lagebild itself goes without: it would
    # double the time in which the models are made, at every start
    Frozen.model_config["use_attribute_docstrings"] = True
    from lagebild.knowledge import hosting, loading, prices, questions, records

    return {
        "about": loading.About,
        "sources": tuple[records.Source, ...],
        "figures": tuple[records.Figure, ...],
        "claims": tuple[records.Claim, ...],
        "offers": tuple[prices.Offer, ...],
        "price-lines": tuple[prices.PriceLine, ...],
        "events": tuple[records.Event, ...],
        "options": tuple[records.Option, ...],
        "contradictions": tuple[records.Contradiction, ...],
        "questions": tuple[questions.Question, ...],
        "glossary": tuple[records.Term, ...],
        "training-runs": tuple[hosting.TrainingRun, ...],
        "servers": tuple[hosting.Server, ...],
        "throughputs": tuple[hosting.Throughput, ...],
    }


def made() -> dict[Path, str]:
    """Every schema as its file is to hold it."""
    schemas = {
        SCHEMAS / f"{name}.json": TypeAdapter(kind).json_schema(schema_generator=EditorSchema)
        for name, kind in kinds().items()
    }
    return {path: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for path, schema in schemas.items()}


def surplus(wanted: dict[Path, str]) -> list[Path]:
    """Schemas of kinds that are no more."""
    return sorted(path for path in SCHEMAS.glob("*.json") if path not in wanted)


def check(wanted: dict[Path, str]) -> int:
    """Compare only; 1 if a schema is missing, stale or one too many."""
    stale = [path for path, text in wanted.items() if not path.is_file() or path.read_text("utf-8") != text]
    for path in (*stale, *surplus(wanted)):
        print(f"{path.relative_to(ROOT).as_posix()}: stale; `dev.py schemas` renews it")
    if stale or surplus(wanted):
        return 1
    print(f"{len(wanted)} schemas, all up to date.")
    return 0


def update(wanted: dict[Path, str]) -> int:
    """Write every schema, and drop those of kinds that are no more."""
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    for path in surplus(wanted):
        path.unlink()
    for path, text in wanted.items():
        unfinished = path.with_name(path.name + ".new")
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        os.replace(unfinished, path)
    print(f"{len(wanted)} schemas.")
    return 0


def main(arguments: list[str]) -> int:
    """Update the schemas; --check only compares."""
    if arguments not in ([], ["--check"]):
        print("schemas takes --check or nothing.", file=sys.stderr)
        return 2
    return check(made()) if arguments else update(made())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
