"""The command line: what its verbs print and write, and how they refuse."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from pathlib import Path

import pytest

from lagebild import commands
from lagebild.analysis.results import Results
from lagebild.charts.contents import CHARTS
from lagebild.language import NBSP, Language
from lagebild.verbs import VERBS


def no_screens(chosen: Namespace, results: Results, language: Language) -> list[Path]:
    return [chosen.folder / f"situation_{language.code}.png"]


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    code = commands.main([*arguments], no_screens, out, err)
    return code, out.getvalue().replace(NBSP, " "), err.getvalue().replace(NBSP, " ")


def test_charts_lists_every_chart_with_id_topic_and_title() -> None:
    code, out, _ = run("charts", "--json", "--language", "de")
    rows = json.loads(out)
    assert code == 0
    assert [row["id"] for row in rows] == list(CHARTS)
    assert {"id", "topic", "kind", "title"} == set(rows[0])
    assert run("charts", "--language", "en")[1].count("\n") == len(CHARTS)


def test_results_gives_the_reference() -> None:
    code, out, _ = run("results", "--language", "en", "--today", "2026-11-21")
    results = json.loads(out)
    costs = results["api_costs"]
    assert code == 0
    assert results["as_of"] == "2025-01-27"
    assert costs["lines"]["requests_per_month"] == 378_000
    assert costs["lines"]["input_tokens_per_month"] == 567_000_000
    assert costs["models"]["deepseek-r1"]["output_tokens_per_month"] == 302_400_000
    assert costs["models"]["deepseek-r1"]["cost_per_month"] == pytest.approx(974.106)
    assert costs["models"]["o1"]["cost_per_month"] == pytest.approx(26_649)
    assert costs["lines"]["ratio"] == pytest.approx(27.357, abs=5e-4)
    assert results["market"]["NVDA"]["simple_return"] == pytest.approx(-0.1697, abs=5e-5)


def test_a_number_that_does_not_exist_is_null_with_a_sentence_why() -> None:
    _, out, _ = run("results", "--as-of", "2026-11-21", "--language", "de")
    costs = json.loads(out)["api_costs"]
    assert costs["lines"]["ratio"] is None and "Weder DeepSeek" in costs["lines"]["why"]
    assert costs["models"]["o1"]["cost_per_month"] is None
    assert "kein Preis mehr belegt" in costs["models"]["o1"]["why"]


@pytest.mark.parametrize("ending", ["pptx", "svg", "png", "pdf", "csv"])
def test_export_writes_every_format(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"Kosten – Übersicht.{ending}"
    code, out, err = run("export", str(path), "--chart", "api_costs.comparison", "--language", "de")
    assert (code, err) == (0, "")
    assert path.stat().st_size > 200
    assert "geschrieben" in out


def test_a_deck_in_both_languages_has_a_slide_for_every_chart_and_language(tmp_path: Path) -> None:
    from pptx import Presentation

    path = tmp_path / "deck.pptx"
    assert run("deck", str(path), "--language", "both")[0] == 0
    assert len(Presentation(str(path)).slides) == 2 * len(CHARTS)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "{}/a.png", "--chart", "nope"), "Ein Diagramm „nope“ gibt es nicht."),
        (("export", "{}/missing/a.png", "--chart", "market.falls"), "missing“ gibt es nicht"),
        (("export", "{}/a.xyz", "--chart", "market.falls"), "„.xyz“"),
        (("export", "/proc/nowhere/a.png", "--chart", "market.falls"), "nowhere"),
        (("results", "--briefing", "{}/broken.json"), "„broken.json“ ist kein Briefing"),
        (("results", "--briefing", "{}/absent.json"), "„absent.json“ gibt es nicht."),
        (("results", "--as-of", "1066-10-14"), "Für diesen Tag kennt Lagebild keine Preise."),
        (("check", "{}/broken.json"), "„broken.json“ ist kein Briefing"),
    ],
)
def test_bad_input_gets_one_sentence_and_exit_code_1(arguments: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_bytes(b"\xff\x00{")
    code, out, err = run(*(argument.format(tmp_path) for argument in arguments), "--language", "de")
    assert code == 1
    assert out == ""
    assert sentence in err and "Traceback" not in err and err.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.json"]


@pytest.mark.parametrize(
    "arguments",
    [("fly",), ("export",), ("results", "--as-of", "yesterday"), ("check",), ("screens", "x", "--size", "9")],
)
def test_wrong_usage_ends_with_2_and_says_so_in_the_readers_language(arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments, "--language", "de")
    assert (code, out) == (2, "")
    assert err.strip() == "Dieser Befehl wurde nicht verstanden. „lagebild --help“ zeigt, was es gibt."


def test_check_accepts_a_usable_briefing_and_reports(tmp_path: Path) -> None:
    good = tmp_path / "gut.json"
    good.write_text('{"format": 1, "inputs": {"api_costs": {"people": 50}}}', encoding="utf-8")
    report = tmp_path / "report.json"
    code, out, _ = run("check", str(good), "--report", str(report), "--language", "de")
    assert (code, out.strip()) == (0, "„gut.json“ ist ein brauchbares Briefing.")
    assert json.loads(report.read_text(encoding="utf-8")) == {"file": "gut.json", "usable": True}


def test_check_self_uses_every_part_once(tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    code, out, _ = run("check", "--self", "--report", str(report), "--language", "en")
    assert (code, out.strip()) == (0, "This installation is whole.")
    assert json.loads(report.read_text(encoding="utf-8"))["files_written_in_memory"] == 2 * 5 * len(CHARTS)


def test_a_briefing_changes_the_results(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('{"format": 1, "inputs": {"api_costs": {"people": 200}}}', encoding="utf-8")
    costs = json.loads(run("results", "--briefing", str(path))[1])["api_costs"]
    assert costs["models"]["deepseek-r1"]["cost_per_month"] == pytest.approx(974.106 / 6)


def test_help_names_every_verb_in_both_languages() -> None:
    for code in ("de", "en"):
        text = commands.help_text(Language(code))
        assert all(f"lagebild {verb}" in text for verb in VERBS)
    assert "Rückgabewerte" in commands.help_text(Language("de"))
