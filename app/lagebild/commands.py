"""The command line's verbs; all of them run without a display."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from lagebild import __version__, briefing, clock
from lagebild.analysis.results import Results, compute
from lagebild.charts.contents import CHARTS, build, notes
from lagebild.errors import N_, UserError
from lagebild.knowledge.loading import bundled
from lagebild.language import CODES, Code, Language
from lagebild.settings import read_settings, settings_file, system_language
from lagebild.theme import THEMES

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

Screens = Callable[[argparse.Namespace, Results, Language], list[Path]]
"""Takes the screenshots; passed in, because windows stand in a room below this one."""

_HELP = (
    ("lagebild [{briefing}]", N_("open the window")),
    ("lagebild charts [--json]", N_("list every chart: id, topic, kind, title")),
    ("lagebild export {out} --chart ID [--theme light|dark] [--scale 2]",
     N_("write one chart; the ending says how: {endings}")),
    ("lagebild deck OUT.pptx [--language de|en|both]", N_("write a slide for every chart")),
    ("lagebild results [--as-of {date}]", N_("every computed number as JSON")),
    ("lagebild check {file} | --self [--report {file}]", N_("is this briefing usable? is this installation whole?")),
    ("lagebild screens {folder} [--theme light|dark] [--size 1440x900] [--scale 1.5]",
     N_("a picture of every page and dialog")),
)  # fmt: skip


class _Usage(Exception):
    """The command line was not understood."""


class _Parser(argparse.ArgumentParser):
    """A parser that leaves words to us: argparse's own are English only."""

    def __init__(self, **arguments: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, **arguments)

    def error(self, message: str) -> NoReturn:
        raise _Usage(message)


def main(arguments: Sequence[str], screens: Screens, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run a verb; the exit code is 0 done, 1 refused with a sentence on `err`, 2 wrong usage."""
    out, err = out or sys.stdout, err or sys.stderr
    language = Language(wanted_language(arguments))
    try:
        chosen = _parser().parse_args(list(arguments))
        return _run(chosen, language, screens, out)
    except _Usage:
        sentences = (
            language.say("This command was not understood."),
            language.say("“lagebild --help” lists what there is."),
        )
        print(*sentences, file=err)
        return WRONG_USAGE
    except UserError as error:
        print(error.text(language), file=err)
        return REFUSED


def help_text(language: Language) -> str:
    """What `lagebild --help` prints."""
    words = {
        "briefing": language.say("BRIEFING"),
        "out": language.say("OUT"),
        "file": language.say("FILE"),
        "folder": language.say("FOLDER"),
        "date": language.say("DATE"),
    }
    endings = ".pptx .svg .png .pdf .csv"
    lines = [language.say("Lagebild {version}: what the DeepSeek shock means for AI costs, markets and risks",
                          version=__version__), ""]  # fmt: skip
    for usage, message in _HELP:
        lines += [usage.format(**words), f"    {language.say(message, endings=endings)}"]
    lines += [
        "",
        language.say("Every verb takes --language de|en, --briefing {file} and --today {date}.", **words),
        language.say("Exit codes: {done} done, {refused} refused with a sentence, {usage} wrong usage.",
                     done=DONE, refused=REFUSED, usage=WRONG_USAGE),
    ]  # fmt: skip
    return "\n".join(lines)


def remembered_language() -> Code:
    """The language chosen last, else the system's."""
    return read_settings(settings_file()).language or system_language()


def wanted_language(arguments: Sequence[str]) -> Code:
    """Found before parsing, so that a wrong command is refused in the right language too."""
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if name == "--language":
            value = value if equals else next(iter(arguments[place + 1 : place + 2]), "")
            if value in CODES:
                return value
    return remembered_language()


def _parser() -> _Parser:
    parser = _Parser()
    verbs = parser.add_subparsers(dest="verb", required=True)

    def verb(name: str, languages: tuple[str, ...] = CODES) -> _Parser:
        added = verbs.add_parser(name)
        added.add_argument("--language", choices=languages)
        added.add_argument("--briefing", type=Path)
        added.add_argument("--today", type=date.fromisoformat)
        return added

    verb("charts").add_argument("--json", action="store_true")
    export = verb("export")
    export.add_argument("path", type=Path)
    export.add_argument("--chart", required=True)
    export.add_argument("--theme", choices=THEMES, default="light")
    export.add_argument("--scale", type=_scale, default=2.0)
    verb("deck", (*CODES, "both")).add_argument("path", type=Path)
    results = verb("results")
    results.add_argument("--as-of", type=date.fromisoformat)
    check = verb("check")
    check.add_argument("file", type=Path, nargs="?")
    check.add_argument("--self", action="store_true", dest="installation")
    check.add_argument("--report", type=Path)
    screens = verb("screens")
    screens.add_argument("folder", type=Path)
    screens.add_argument("--theme", choices=THEMES, default="light")
    screens.add_argument("--size", type=_size, default=(1440, 900))
    screens.add_argument("--scale", type=_scale, default=1.0)
    return parser


def _scale(text: str) -> float:
    scale = float(text)
    if not 0.5 <= scale <= 8:
        raise ValueError(text)
    return scale


def _size(text: str) -> tuple[int, int]:
    width, height = (int(part) for part in text.lower().split("x"))
    if not (320 <= width <= 8000 and 240 <= height <= 8000):
        raise ValueError(text)
    return width, height


def _run(chosen: argparse.Namespace, language: Language, screens: Screens, out: TextIO) -> int:
    if chosen.verb == "check":
        return _check(chosen, language, out)
    knowledge = bundled()
    made = briefing.read(chosen.briefing, knowledge) if chosen.briefing else briefing.Briefing()
    if getattr(chosen, "as_of", None) is not None:
        try:
            made = made.changed(as_of=chosen.as_of)
        except ValueError as error:
            raise UserError(
                N_("Lagebild knows no prices of that day."), do=N_("Name a day between 2000 and 2100.")
            ) from error
    results = compute(knowledge, made, chosen.today or clock.today())
    return {"charts": _charts, "export": _export, "deck": _deck, "results": _results, "screens": _screens(screens)}[
        chosen.verb
    ](chosen, results, language, out)


def _charts(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    rows = [
        {"id": chart.id, "topic": chart.topic, "kind": chart.kind, "title": chart.title}
        for chart in (build(id, results, language) for id in CHARTS)
    ]
    if chosen.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1), file=out)
    else:
        width = max(len(row["id"]) for row in rows)
        for row in rows:
            print(f"{row['id']:{width}}  {row['kind']:12}  {row['title']}", file=out)
    return DONE


def _export(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    from lagebild import export
    from lagebild.documents.deck import deck

    chart = build(chosen.chart, results, language)
    value: export.Value = chart
    if chosen.path.suffix.lower() == ".pptx":  # slides carry in their notes how the numbers are computed
        value = deck((chart,), chart.language, notes=lambda chart: notes(chart, results))
    export.save(value, chosen.path, theme=chosen.theme, scale=chosen.scale, day=results.today)
    print(language.say("“{path}” is written.", path=chosen.path), file=out)
    return DONE


def _deck(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    from lagebild import export
    from lagebild.documents.deck import deck

    languages = [Language(code) for code in CODES] if chosen.language == "both" else [language]
    charts = [build(id, results, spoken) for spoken in languages for id in CHARTS]
    made = deck(charts, languages[0].code, title="Lagebild", notes=lambda chart: notes(chart, results))
    export.save(made, chosen.path, day=results.today)
    print(language.say("“{path}” is written.", path=chosen.path), file=out)
    return DONE


def _results(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    from lagebild.wording.results import as_json

    print(json.dumps(as_json(results, language), ensure_ascii=False, indent=1), file=out)
    return DONE


def _screens(take: Screens) -> Callable[[argparse.Namespace, Results, Language, TextIO], int]:
    def run(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
        for path in take(chosen, results, language):
            print(path, file=out)
        return DONE

    return run


def _check(chosen: argparse.Namespace, language: Language, out: TextIO) -> int:
    if (chosen.file is None) == (not chosen.installation):
        raise _Usage
    if chosen.file is not None:
        briefing.read(chosen.file, bundled())
        sentence = language.say("“{name}” is a usable briefing.", name=chosen.file.name)
        report: dict[str, Any] = {"file": chosen.file.name, "usable": True}
    else:
        report = _installation(language)
        sentence = language.say("This installation is whole.")
    if chosen.report is not None:
        from lagebild.files import write_safely

        write_safely(chosen.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    print(sentence, file=out)
    return DONE


def _installation(language: Language) -> dict[str, Any]:
    """Use every part once: knowledge, catalogs, themes, every chart in both languages and every format."""
    from lagebild import export
    from lagebild.theme import theme

    part = "knowledge"
    try:
        results = compute(bundled(), briefing.Briefing(), clock.today())
        part = "themes"
        for name in THEMES:
            theme(name)
        written = 0
        for code in CODES:
            for id in CHARTS:
                part = f"{id} ({code})"
                chart = build(id, results, Language(code))
                for ending in export.endings(chart):
                    part = f"{id}{ending} ({code})"
                    export.content(chart, ending)
                    written += 1
    except UserError:
        raise
    except Exception as error:
        raise UserError(
            N_("This installation is not whole: “{part}” failed."),
            do=N_("Install Lagebild again."),
            details=repr(error),
            part=part,
        ) from error
    return {
        "version": __version__,
        "knowledge": results.knowledge.about.version,
        "charts": len(CHARTS),
        "files_written_in_memory": written,
        "whole": True,
    }
