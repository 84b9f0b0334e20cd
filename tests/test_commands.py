"""The command line: what its verbs print and write, and how they refuse."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lagebild import commands
from lagebild.analysis.results import Results
from lagebild.calculators.contents import CALCULATORS
from lagebild.charts.contents import charts
from lagebild.knowledge.loading import Knowledge, bundled, load
from lagebild.language import NBSP, Language
from lagebild.resources import resource
from lagebild.verbs import VERBS, windows_words

CHARTS = charts(bundled())

APP = Path(commands.__file__).resolve().parents[1]


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
    assert results["training_costs"]["runs"]["deepseek-v3"]["final_run"] == pytest.approx(5.576e6)
    assert results["training_costs"]["runs"]["llama-3.1-405b"]["ratio_to"]["deepseek-v3"] == pytest.approx(
        11.06, abs=5e-3
    )
    assert results["seats"]["against"]["o1"]["break_even_requests_per_active_user_month"] == pytest.approx(1166, abs=1)
    assert results["revenue_gap"]["lines"]["required_revenue"] == 600e9
    assert results["exposure"]["holdings"]["power"]["loss"] == pytest.approx(22_752.63, abs=0.01)
    assert results["exposure"]["lines"]["total_given_back"] == pytest.approx(11_367.20, abs=0.01)
    assert results["market"]["NVDA"]["simple_return"] == pytest.approx(-0.1697, abs=5e-5)
    assert set(results["risks"]) == set(results["decision"]) == {"api_cn", "eu_hosted", "own", "western"}
    assert results["risks"]["own"]["overall"] == {"middle": 50, "low": 0, "high": 100, "coverage": 0}
    assert results["risks"]["own"]["why"].startswith("0% of the weight is settled")
    assert results["decision"]["own"]["risk"] is None and results["decision"]["own"]["why"]


def test_a_number_that_does_not_exist_is_null_with_a_sentence_why() -> None:
    _, out, _ = run("results", "--as-of", "2026-11-21", "--language", "de")
    costs = json.loads(out)["api_costs"]
    assert costs["lines"]["ratio"] is None and "Weder DeepSeek" in costs["lines"]["why"]
    assert costs["models"]["o1"]["cost_per_month"] is None
    assert "kein Preis mehr belegt" in costs["models"]["o1"]["why"]
    seats = json.loads(out)["seats"]
    assert seats["lines"]["break_even"] is None and "kein Preis mehr belegt" in seats["lines"]["why"]


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


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_chart_can_be_written_as_a_sheet_in_its_language(code: str, tmp_path: Path) -> None:
    path = tmp_path / "Preise.xlsx"
    assert run("export", str(path), "--chart", "situation.prices", "--language", code)[0] == 0
    with zipfile.ZipFile(path) as package:
        assert {"de": "Eingabe", "en": "Input"}[code] in package.read("xl/sharedStrings.xml").decode()
        assert "xl/charts/chart1.xml" in package.namelist()
    assert ".xlsx" in run("--help", "--language", code)[1]


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_workbook_has_a_sheet_for_every_calculator_and_one_of_sources(code: str, tmp_path: Path) -> None:
    path = tmp_path / "Kosten.xlsx"
    assert run("workbook", str(path), "--language", code)[0] == 0
    with zipfile.ZipFile(path) as package:
        assert package.read("xl/workbook.xml").count(b"<sheet ") == len(CALCULATORS) + 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("workbook", "{}/a.csv"), "„.csv“"),
        (("workbook", "{}/missing/a.xlsx"), "missing“ gibt es nicht"),
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
    ("arguments", "sentence"),
    [
        (("fly",), "„fly“ ist weder ein Befehl noch eine Datei."),
        (("fly\x1b[31m",), "„fly?[31m“ ist weder ein Befehl noch eine Datei."),
        (("export",), "„lagebild export“ braucht ZIEL, --chart."),
        (("export", "a.png"), "„lagebild export“ braucht --chart."),
        (("workbook",), "„lagebild workbook“ braucht ZIEL.xlsx."),
        (("results", "--as-of", "yesterday"), "„--as-of yesterday“ wurde nicht verstanden."),
        (("charts", "all"), "„all“ wurde nicht verstanden."),
        (("charts", "--json=1"), "„--json“ wurde nicht verstanden."),
        (("export", "a.png", "--chart", "x", "--theme", "red"), "„--theme red“ wurde nicht verstanden."),
        (("check",), "„lagebild check“ braucht DATEI | --self."),
        (("screens", "x", "--size", "9"), "„--size 9“ wurde nicht verstanden."),
        (("screens", "x", "--scale", "nan"), "„--scale nan“ wurde nicht verstanden."),
        (("--quick",), "„--quick“ wurde nicht verstanden."),
        (("a.json", "b.json"), "„b.json“ wurde nicht verstanden."),
    ],
)
def test_wrong_usage_ends_with_2_and_names_the_word(arguments: tuple[str, ...], sentence: str) -> None:
    code, out, err = run(*arguments, "--language", "de")
    assert (code, out) == (2, "")
    assert err.strip() == f"{sentence} „lagebild --help“ zeigt, was es gibt."


def test_a_language_that_is_none_is_named_wherever_it_stands() -> None:
    for arguments in (("--language", "fr"), ("--language", "fr", "a.json"), ("a.json", "--language", "fr"),
                      ("charts", "--language", "fr"), ("--language", "fr", "charts")):  # fmt: skip
        code, _, err = run(*arguments)
        assert code == 2 and "--language fr" in err


def test_the_language_may_stand_before_the_verb() -> None:
    for before in (("--language", "de"), ("--language=de",)):
        assert run(*before, "charts") == run("charts", "--language", "de")
    assert run("--language", "en", "charts") == run("charts", "--language", "en") != run("charts", "--language", "de")


@pytest.mark.parametrize("arguments", [("--help",), ("export", "--help"), ("check", "-h"), ("a.json", "--help")])
def test_help_is_given_wherever_it_is_asked_for(arguments: tuple[str, ...]) -> None:
    assert run(*arguments, "--language", "de") == (0, commands.help_text(Language("de")) + "\n", "")


def test_a_word_opens_the_window_only_if_it_may_be_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan").touch()
    for briefing in ("missing.json", "OLD.JSON", "here/plan", str(tmp_path / "plan")):
        assert windows_words([briefing]) == (briefing, "")
        assert windows_words([briefing, "--language", "de"]) == windows_words(["--language=de", briefing])
        assert windows_words(["--language=de", briefing]) == (briefing, "de")
        assert windows_words([briefing, briefing]) is None
    assert windows_words([]) == ("", "")
    assert windows_words(["--language", "en"]) == ("", "en")
    for words in (["fly"], ["charts"], ["--help"], ["a.json", "--help"], ["--language"], ["--language", "fr"]):
        assert windows_words(words) is None


PROGRAM = f"import sys; sys.path.insert(0, {str(APP)!r}); from lagebild.__main__ import main; "


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a closed pipe is told in other ways")
def test_a_pipe_that_nobody_reads_is_no_error() -> None:
    command = [sys.executable, "-c", PROGRAM + "sys.exit(main(['charts', '--json']))"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as started:
        assert started.stdout is not None and started.stderr is not None
        started.stdout.close()
        assert started.stderr.read() == b""
    assert started.returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a file that is always full")
def test_output_that_finds_no_room_is_refused_in_a_sentence() -> None:
    for verb in ("charts", "results"):
        command = [sys.executable, "-c", PROGRAM + f"sys.exit(main(['{verb}', '--language', 'en']))"]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, timeout=60, check=False)
        assert done.returncode == 1
        assert done.stderr.decode().strip() == "The output cannot be written. Make room or choose another folder."


@pytest.mark.parametrize(("arguments", "code"), [(["charts"], 0), (["fly"], 2), (["check", "missing.json"], 1)])
def test_output_may_be_closed(arguments: list[str], code: int) -> None:
    program = PROGRAM + f"sys.stdout = sys.stderr = None; sys.exit(main({arguments!r}))"
    assert subprocess.run([sys.executable, "-c", program], timeout=60, check=False).returncode == code


def test_check_accepts_a_usable_briefing_and_reports(tmp_path: Path) -> None:
    good = tmp_path / "gut.json"
    good.write_text('{"format": 1, "inputs": {"api_costs": {"people": 50}}}', encoding="utf-8")
    report = tmp_path / "report.json"
    code, out, _ = run("check", str(good), "--report", str(report), "--language", "de")
    assert (code, out.strip()) == (0, "„gut.json“ ist ein brauchbares Briefing.")
    assert json.loads(report.read_text(encoding="utf-8")) == {"file": "gut.json", "usable": True}


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str, dict[str, Any]]:
    """What `check --self` says of this installation: exit code, words, report."""
    path = tmp_path_factory.mktemp("self") / "report.json"
    code, out, _ = run("check", "--self", "--report", str(path), "--language", "en")
    return code, out, json.loads(path.read_text(encoding="utf-8"))


def test_check_self_uses_every_part_once(checked: tuple[int, str, dict[str, Any]]) -> None:
    code, out, report = checked
    assert code == 0, out
    assert out.endswith("\nThis installation is whole.\n")
    assert report["files_written_in_memory"] == 2 * (6 * len(CHARTS) + 1)
    assert report["whole"] is True and report["faults"] == []


INDICES = ("numbers", "market_records")
"""Of what is counted already."""


def test_check_self_counts_every_kind_of_record(checked: tuple[int, str, dict[str, Any]], knowledge: Knowledge) -> None:
    _, out, report = checked
    counts = report["records"]
    own = {name: value for name, value in vars(knowledge).items() if not name.startswith("_") and name not in INDICES}
    at_once = {name for name, value in own.items() if isinstance(value, (dict, tuple))}
    when_asked = {name for name, value in vars(Knowledge).items() if isinstance(value, property)} - {
        "shock",
        "timeline",
    }
    assert set(counts) == at_once | when_asked | {"prices"}
    assert counts["figures"] == len(knowledge.figures) and counts["questions"] == len(knowledge.questions)
    assert all(counts.values()), counts
    assert sum(report["verdicts"].values()) == counts["claims"] == len(knowledge.claims)
    contradicted = sum(claim.verdict == "contradicted" for claim in knowledge.claims.values())
    assert report["verdicts"]["contradicted"] == contradicted and f"contradicted {contradicted}" in out


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Callable[[str], str]], None]:
    """Let the verbs read a copy of the knowledge in which a file holds something else."""

    def breaking(file: str, change: Callable[[str], str]) -> None:
        folder = tmp_path / "knowledge"
        shutil.copytree(resource("knowledge"), folder)
        path = folder / file
        text = change(path.read_text(encoding="utf-8"))
        path.write_text(text, encoding="utf-8") if text else path.unlink()
        monkeypatch.setattr(commands, "bundled", lambda: load(folder))

    return breaking


def without_english(text: str) -> str:
    return re.sub(r'"label": \{(.*?), "en": .*?\}', r'"label": {\1}', text, count=1)


def without(row: str) -> Callable[[str], str]:
    """A change that takes a row away."""
    return lambda text: re.sub(rf"(?m)^{re.escape(row)}.*\n", "", text)


def citing_hearsay(text: str) -> str:
    return re.sub(r'"evidence_for": \[', '"evidence_for": ["hearsay", ', text, count=1)


def without_pass(text: str) -> str:
    return text.replace("Pass if", "Look whether", 1)


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        ("sources.json", lambda text: text.replace('"article-a"', '"article-c"'), ": unknown source article-a"),
        ("options.json", without_english, "Option.0.label.en: Field required"),
        ("figures/costs.json", lambda text: text[:-9], "Figure: Invalid JSON"),
        ("questions.json", citing_hearsay, ": unknown record hearsay"),
        (
            "questions.json",
            without_pass,
            "questions.json, answers-replaced-live: its test has no pass criterion in Eng",
        ),
        ("glossary.json", lambda _: "", "glossary.json: "),
        ("market/daily.csv", lambda text: text.replace("NVDA,", "NVDX,"), "'NVDA' has no closes"),
        ("market/daily.csv", lambda text: f"{text}ZZZ,2025-01-02,5,S01\n", "'ZZZ' has closes, but no name"),
        ("market/daily.csv", lambda text: f"{text}AAPL,2025-01-02,5,S01\n", "AAPL: 2025-01-02 stands twice"),
        ("market/daily.csv", lambda text: text.replace(",243.85,", ",0,"), "greater than 0"),
        ("market/daily.csv", without("NVDA,2025-02-12"), "NVDA: no close on 2025-02-12"),
        ("market/daily.csv", without("^GSPC,2025-02-12"), "NVDA: a close on 2025-02-12, but none of ^GSPC"),
        ("market/daily.csv", lambda text: f"{text}^GSPC,2025-02-08,5,S01\n", "^GSPC: a close on Saturday, 2025-02-08"),
        ("market/symbols.csv", lambda text: f"{text}{text.splitlines()[1]}\n", "'NVDA' stands twice"),
        ("market/monthly.csv", lambda text: f"{text}AAPL,2025-01-30,5,S01\n", "AAPL: 2025-01 has 2 month-ends"),
        ("market/values_lost.csv", lambda text: text.replace("Nvidia,NVDA", "Nvidia,ENR.DE"), "no closes in US"),
        ("market/record_losses.csv", lambda text: f"{text}{text.splitlines()[1]}\n", "loss:NVDA:2025-01-27 stands"),
        ("market/record_losses.csv", lambda text: text.splitlines()[0], "record losses: there are none"),
        ("market/overlays.csv", lambda text: text.splitlines()[0], "overlays: none of the era dotcom"),
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_faults_of_the_knowledge_are_listed_and_refused(
    file: str,
    change: Callable[[str], str],
    fault: str,
    language: str,
    broken: Callable[[str, Callable[[str], str]], None],
    tmp_path: Path,
) -> None:
    broken(file, change)
    code, out, err = run("check", "--self", "--report", str(tmp_path / "r.json"), "--language", language)
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert code == 1 and report["whole"] is False
    assert any(fault in line for line in report["faults"])
    assert out.splitlines()[1:] == [f"    {line}" for line in report["faults"]]
    assert (
        err.count("\n") == 1
        and {"de": "installieren Sie Lagebild neu.", "en": "install Lagebild again."}[language] in err
    )


def test_a_briefing_changes_the_results(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    path.write_text('{"format": 1, "inputs": {"api_costs": {"people": 200}}}', encoding="utf-8")
    costs = json.loads(run("results", "--briefing", str(path))[1])["api_costs"]
    assert costs["models"]["deepseek-r1"]["cost_per_month"] == pytest.approx(974.106 / 6)


def test_help_names_every_verb_in_both_languages() -> None:
    for code in ("de", "en"):
        text = commands.help_text(Language(code))
        assert all(f"lagebild {verb}" in text for verb in VERBS)
        assert all(limit in text for limit in ("0.5", "320x240", "8000x8000", "2000", "2100"))
    assert "Rückgabewerte" in commands.help_text(Language("de"))


def test_a_report_never_replaces_the_briefing_and_says_why_one_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "b.json"
    bad.write_text('{"format": 1, "currency": "EUR", "currency": "USD"}', encoding="utf-8")
    before = bad.read_bytes()
    code, _, err = run("check", str(bad), "--report", str(bad), "--language", "en")
    assert code == 1 and "would replace the briefing" in err and bad.read_bytes() == before
    code, _, err = run("check", str(bad), "--report", str(tmp_path / "r.json"), "--language", "en")
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert code == 1 and report["usable"] is False and report["reason"] == err.strip()
    assert "“currency” stands in it twice" in err


@pytest.mark.parametrize("ending", [".xlsx", ".csv"])
def test_the_plan_is_written_with_the_briefing_s_notes(ending: str, knowledge: Knowledge, tmp_path: Path) -> None:
    id, path, written = knowledge.questions[0].id, tmp_path / "b.json", tmp_path / f"plan{ending}"
    task = {"owner": "Anna", "due": "2026-12-01", "note": "=1+1"}
    fields = {"format": 1, "answers": {id: {"own": "open"}}, "tasks": {id: {"own": task}}}
    path.write_text(json.dumps(fields), encoding="utf-8")
    code, out, err = run("plan", str(written), "--briefing", str(path), "--language", "en", "--today", "2026-11-21")
    assert (code, err) == (0, "") and str(written) in out and written.stat().st_size > 500
    plan = json.loads(run("results", "--briefing", str(path), "--today", "2026-12-03")[1])["plan"]
    assert [(item["question"], item["option"], item["owner"], item["days_left"]) for item in plan] == [
        (id, "own", "Anna", -2)
    ]
    assert run("plan", str(tmp_path / "plan.pdf"), "--briefing", str(path))[0] == 1
