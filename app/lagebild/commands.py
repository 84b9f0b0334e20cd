"""The command line's verbs; all of them run without a display."""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO, get_args

from pydantic import ValidationError

from lagebild import __version__, briefing, clock
from lagebild.analysis.results import Results, compute
from lagebild.charts import contents
from lagebild.charts.contents import build, notes
from lagebild.errors import N_, UserError, printable
from lagebild.knowledge.checking import later_faults
from lagebild.knowledge.loading import Knowledge, KnowledgeError, bundled
from lagebild.knowledge.records import Verdict
from lagebild.language import CODES, Code, Language
from lagebild.origin import COUNTED
from lagebild.settings import read_settings, settings_file, system_language
from lagebild.theme import THEMES
from lagebild.verbs import HELP, VERBS, language_before, may_be_file
from lagebild.wording.verdicts import verdict_word

DONE, REFUSED, WRONG_USAGE = 0, 1, 2

Screens = Callable[[argparse.Namespace, Results, Language], list[Path]]
"""Takes the screenshots; passed in, because windows stand in a room below this one."""

_HELP = (
    ("lagebild [{briefing}] [--language de|en]", N_("open the window")),
    ("lagebild charts [--json]", N_("list every chart: id, topic, kind, title")),
    ("lagebild export {out} --chart ID [--theme light|dark] [--scale 2]",
     N_("write one chart; the ending says how: {endings}")),
    ("lagebild deck {out}.pptx [--language de|en|both]", N_("write a slide for every chart")),
    ("lagebild workbook {out}.xlsx", N_("write every calculator as a sheet with live formulas")),
    ("lagebild results [--as-of {date}]", N_("every computed number as JSON")),
    ("lagebild check {file} | --self [--report {file}]", N_("is this briefing usable? is this installation whole?")),
    ("lagebild screens {folder} [--theme light|dark] [--size 1440x900] [--scale 1.5]",
     N_("a picture of every page and dialog")),
    ("lagebild plan {out}", N_("write what is left to do, with owners, days and every note: .xlsx or .csv")),
)  # fmt: skip
_OPTIONS = (
    ("--language de|en", N_("default: the one chosen last, else the system's")),
    ("--briefing {file}", N_("calculate with this briefing")),
    ("--today {date}", N_("take this day for today")),
)
_LIMITS = (
    ("--today, --as-of", N_("YYYY-MM-DD; --as-of between 2000 and 2100")),
    ("--scale", N_("{low} to {high}, with a decimal point")),
    ("--size", N_("{low} to {high}")),
)
SCALES = (0.5, 8.0)
SIZES = ((320, 240), (8000, 8000))


class _Usage(Exception):
    """What was not understood: a message id with its arguments."""

    def __init__(self, message: str, **arguments: str) -> None:
        super().__init__(message)
        self.message = message
        self.arguments = arguments


def _not_understood(word: str) -> _Usage:
    return _Usage(N_("“{word}” was not understood."), word=word)


class _Parser(argparse.ArgumentParser):
    """A parser that leaves words to us: argparse's own are English only."""

    def __init__(self, verb: str) -> None:
        super().__init__(prog=f"lagebild {verb}", add_help=False, allow_abbrev=False, exit_on_error=False)

    def error(self, message: str) -> NoReturn:
        # the one error that argparse does not raise: what is missing stands at the end of its sentence
        raise _Usage(N_("“{command}” needs {what}."), command=self.prog, what=message.rpartition(": ")[2])

    def understand(self, arguments: Sequence[str]) -> argparse.Namespace:
        """The arguments, all of them; raises _Usage."""
        try:
            chosen, surplus = self.parse_known_args(list(arguments))
        except argparse.ArgumentError as error:
            if error.argument_name is None:
                self.error(error.message)
            raise _not_understood(error.argument_name) from error
        if surplus:
            raise _not_understood(surplus[0])
        return chosen


def main(arguments: Sequence[str], screens: Screens, out: TextIO | None = None, err: TextIO | None = None) -> int:
    """Run a verb; the exit code is 0 done, 1 refused with a sentence on `err`, 2 wrong usage."""
    out, err = out or sys.stdout, err or sys.stderr
    language = Language(wanted_language(arguments))
    try:
        languages, words = language_before(arguments)
        if any(word in HELP for word in words):
            print(help_text(language), file=out)
            return DONE
        if not words or words[0] not in VERBS:
            raise _no_verb(arguments)
        chosen = _parser(words[0], language).understand([*languages, *words[1:]])
        return _run(words[0], chosen, language, screens, out)
    except _Usage as usage:
        said = {name: printable(value) for name, value in usage.arguments.items()}
        print(language.say(usage.message, **said), language.say("“lagebild --help” lists what there is."), file=err)
        return WRONG_USAGE
    except UserError as error:
        print(error.text(language), file=err)
        return REFUSED


def help_text(language: Language) -> str:
    """What `lagebild --help` prints."""
    words = _placeholders(language)
    endings = ".pptx .svg .png .pdf .xlsx .csv"
    lines = [language.say("Lagebild {version}: what the DeepSeek shock means for AI costs, markets and risks",
                          version=__version__), ""]  # fmt: skip
    for usage, message in _HELP:
        lines += [usage.format(**words), f"    {language.say(message, endings=endings)}"]
    sizes = ["x".join(str(side) for side in size) for size in SIZES]
    bounds = {"--scale": (f"{SCALES[0]:g}", f"{SCALES[1]:g}"), "--size": (sizes[0], sizes[1])}
    lines += ["", language.say("Every verb takes:")]
    lines += [f"    {usage.format(**words):20}{language.say(message)}" for usage, message in _OPTIONS]
    lines += ["", language.say("Limits:")]
    for option, message in _LIMITS:
        low, high = bounds.get(option, ("", ""))
        lines.append(f"    {option:20}{language.say(message, low=low, high=high)}")
    lines += ["", language.say("Exit codes:")]
    for code, message in (
        (DONE, N_("done")),
        (REFUSED, N_("refused: what is wrong, what stayed as it was, what to do")),
        (WRONG_USAGE, N_("wrong usage")),
    ):
        lines.append(f"    {code}  {language.say(message)}")
    return "\n".join(lines)


def _placeholders(language: Language) -> dict[str, str]:
    """What stands for the reader's own words."""
    return {
        "briefing": language.say("BRIEFING"),
        "out": language.say("OUT"),
        "file": language.say("FILE"),
        "folder": language.say("FOLDER"),
        "date": language.say("DATE"),
    }


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


def _no_verb(arguments: Sequence[str]) -> _Usage:
    """Why a command line without a verb is none that opens a window either."""
    languages, words = language_before(arguments)
    if words and not words[0].startswith("-") and not may_be_file(words[0]):
        return _Usage(N_("“{word}” is neither a command nor a file."), word=words[0])
    more, surplus = language_before(words[1:]) if words and may_be_file(words[0]) else ([], words)
    if surplus:
        return _not_understood(surplus[0])
    return _not_understood(" ".join([*languages, *more]))


def _parser(verb: str, language: Language) -> _Parser:
    words = _placeholders(language)
    parser = _Parser(verb)

    def option(name: str, convert: Callable[[str], Any], **more: Any) -> None:
        parser.add_argument(name, type=_reading(name, convert), **more)

    option("--language", _one_of((*CODES, "both") if verb == "deck" else CODES))
    option("--briefing", Path)
    option("--today", date.fromisoformat)
    if verb == "charts":
        parser.add_argument("--json", action="store_true")
    elif verb == "export":
        parser.add_argument("path", type=Path, metavar=words["out"])
        option("--chart", str, required=True)
        option("--theme", _one_of(THEMES), default="light")
        option("--scale", _scale, default=2.0)
    elif verb == "deck":
        parser.add_argument("path", type=Path, metavar=f"{words['out']}.pptx")
    elif verb == "workbook":
        parser.add_argument("path", type=Path, metavar=f"{words['out']}.xlsx")
    elif verb == "results":
        option("--as-of", date.fromisoformat)
    elif verb == "check":
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--self", action="store_true", dest="installation")
        option("--report", Path)
    elif verb == "screens":
        parser.add_argument("folder", type=Path, metavar=words["folder"])
        option("--theme", _one_of(THEMES), default="light")
        option("--size", _size, default=(1440, 900))
        option("--scale", _scale, default=1.0)
    elif verb == "plan":
        parser.add_argument("path", type=Path, metavar=words["out"])
    return parser


def _reading(name: str, convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """`convert`, refusing what it cannot read together with the option's name."""

    def read(text: str) -> Any:
        try:
            return convert(text)
        except ValueError as error:
            raise _not_understood(f"{name} {text}") from error

    return read


def _one_of(values: Iterable[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in values:
            raise ValueError(text)
        return text

    return read


def _scale(text: str) -> float:
    scale = float(text)
    if not SCALES[0] <= scale <= SCALES[1]:
        raise ValueError(text)
    return scale


def _size(text: str) -> tuple[int, int]:
    width, height = (int(part) for part in text.lower().split("x"))
    smallest, largest = SIZES
    if not (smallest[0] <= width <= largest[0] and smallest[1] <= height <= largest[1]):
        raise ValueError(text)
    return width, height


def _run(verb: str, chosen: argparse.Namespace, language: Language, screens: Screens, out: TextIO) -> int:
    if verb == "check":
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
    run = {
        "charts": _charts,
        "export": _export,
        "deck": _deck,
        "workbook": _workbook,
        "results": _results,
        "screens": _screens(screens),
        "plan": _plan,
    }[verb]
    return run(chosen, results, language, out)


def _charts(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    rows = [
        {"id": chart.id, "topic": chart.topic, "kind": chart.kind, "title": chart.title}
        for chart in (build(id, results, language) for id in contents.charts(results.knowledge))
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
    charts = [build(id, results, spoken) for spoken in languages for id in contents.charts(results.knowledge)]
    made = deck(charts, languages[0].code, title="Lagebild", notes=lambda chart: notes(chart, results))
    export.save(made, chosen.path, day=results.today)
    print(language.say("“{path}” is written.", path=chosen.path), file=out)
    return DONE


def _workbook(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    from lagebild import export
    from lagebild.documents.workbook import workbook

    export.save(workbook(results, language), chosen.path, day=results.today)
    print(language.say("“{path}” is written.", path=chosen.path), file=out)
    return DONE


def _plan(chosen: argparse.Namespace, results: Results, language: Language, out: TextIO) -> int:
    from lagebild import export
    from lagebild.documents.action_plan import action_plan

    export.save(action_plan(results, language), chosen.path, day=results.today)
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
        what = f"{_placeholders(language)['file']} | --self"
        raise _Usage(N_("“{command}” needs {what}."), command="lagebild check", what=what)
    if chosen.installation:
        report, refused = _installation()
        print(*_inventory_lines(report, language), sep="\n", file=out)
        sentence = language.say("This installation is whole.")
    else:
        report, refused = _briefing(chosen.file, chosen.report, language)
        sentence = language.say("“{name}” is a usable briefing.", name=chosen.file.name)
    if chosen.report is not None:
        from lagebild.files import write_safely

        write_safely(chosen.report, (json.dumps(report, ensure_ascii=False, indent=1) + "\n").encode())
    if refused is not None:
        raise refused
    print(sentence, file=out)
    return DONE


def _briefing(file: Path, report: Path | None, language: Language) -> tuple[dict[str, Any], UserError | None]:
    """Whether a briefing can be used, and why not."""
    if report is not None and report.resolve() == file.resolve():
        raise UserError(
            N_("The report would replace the briefing."),
            safe=N_("Nothing was changed."),
            do=N_("Choose another name."),
        )
    try:
        briefing.read(file, bundled())
    except UserError as error:
        return {"file": file.name, "usable": False, "reason": error.text(language)}, error
    return {"file": file.name, "usable": True}, None


_RECORDS: dict[str, tuple[str, Callable[[Knowledge], int]]] = {
    "sources": (N_("Sources"), lambda knowledge: len(knowledge.sources)),
    "figures": (N_("Figures"), lambda knowledge: len(knowledge.figures)),
    "claims": (N_("Claims"), lambda knowledge: len(knowledge.claims)),
    "offers": (N_("Models on offer"), lambda knowledge: len(knowledge.offers)),
    "prices": (N_("Prices"), lambda knowledge: sum(len(offer.prices) for offer in knowledge.offers.values())),
    "price_lines": (N_("Models that follow each other"), lambda knowledge: len(knowledge.price_lines)),
    "events": (N_("Events"), lambda knowledge: len(knowledge.events)),
    "options": (N_("Options"), lambda knowledge: len(knowledge.options)),
    "contradictions": (N_("Contradictions"), lambda knowledge: len(knowledge.contradictions)),
    "questions": (N_("Questions"), lambda knowledge: len(knowledge.questions)),
    "glossary": (N_("Terms"), lambda knowledge: len(knowledge.glossary)),
    "training_runs": (N_("Training runs"), lambda knowledge: len(knowledge.training_runs)),
    "servers": (N_("Servers"), lambda knowledge: len(knowledge.servers)),
    "throughputs": (N_("Throughputs"), lambda knowledge: len(knowledge.throughputs)),
    "closes": (N_("Closes by day"), lambda knowledge: sum(len(one.days) for one in knowledge.closes.values())),
    "monthly_closes": (
        N_("Closes by month"),
        lambda knowledge: sum(len(one.days) for one in knowledge.monthly_closes.values()),
    ),
    "values_lost": (N_("Losses on the day of the shock"), lambda knowledge: len(knowledge.values_lost)),
    "record_losses": (N_("Largest losses in a day"), lambda knowledge: len(knowledge.record_losses)),
    "overlays": (N_("Series of the two eras"), lambda knowledge: len(knowledge.overlays)),
}
"""What is counted, also of what is read only when a page asks for it."""


def _installation() -> tuple[dict[str, Any], UserError | None]:
    """What is installed, counted, and what is wrong with it; every part is used once."""
    report: dict[str, Any] = {"version": __version__, **_inventory()}
    refused: UserError | None = None
    if report["faults"]:
        refused = UserError(
            N_("This installation is not whole: its knowledge has faults."),
            do=N_("Mend the records named, if you changed some; else install Lagebild again."),
        )
    else:
        try:
            report |= {"charts": len(contents.charts(bundled())), "files_written_in_memory": _written_in_memory()}
        except UserError as error:
            report["faults"] = [" ".join(filter(None, (error.text(Language("en")), error.details)))]
            refused = error
    return {**report, "whole": refused is None}, refused


def _inventory() -> dict[str, Any]:
    """The bundled knowledge, all of it read: how many records of each kind, and every fault."""
    begun = time.perf_counter()
    try:
        knowledge = bundled()
    except Exception as error:
        return {"knowledge": None, "faults": _faults(error)}
    records: dict[str, int] = {}
    faults: list[str] = []
    for kind, (_, count) in _RECORDS.items():
        try:
            records[kind] = count(knowledge)
        except Exception as error:
            faults += _faults(error)
    if not faults:
        faults += later_faults(knowledge)
    verdicts = Counter(claim.verdict for claim in knowledge.claims.values())
    return {
        "knowledge": knowledge.about.version,
        "as_of": knowledge.about.as_of.isoformat(),
        "read_ms": round((time.perf_counter() - begun) * 1000, 1),
        "records": records,
        "verdicts": {verdict: verdicts[verdict] for verdict in get_args(Verdict)},
        "garbled": sum(claim.printing == "garbled" for claim in knowledge.claims.values()),
        "faults": faults,
    }


def _faults(error: Exception) -> list[str]:
    """What kept records from being read, in sentences for the maintainer."""
    if isinstance(error, KnowledgeError):
        return [str(fault) for fault in error.args]
    if isinstance(error, ValidationError):
        kind = re.findall(r"[A-Z]\w+", error.title)[-1]  # of "tuple[Figure, ...]"
        file = " ".join(getattr(error, "__notes__", ()))
        head = f"{file}: {kind}" if file else kind
        places = (".".join(map(str, (head, *fault["loc"]))) for fault in error.errors())
        return [f"{place}: {fault['msg']}" for place, fault in zip(places, error.errors(), strict=True)]
    if isinstance(error, OSError) and error.filename:
        return [f"{Path(error.filename).name}: {error.strerror}"]
    return [": ".join((*getattr(error, "__notes__", ()), repr(error)))]


def _inventory_lines(report: dict[str, Any], language: Language) -> Iterator[str]:
    """The report as lines: the knowledge and its records, or what is wrong."""
    if report["faults"]:
        yield language.say("What is wrong, in English, for those who maintain Lagebild:")
        yield from (f"    {printable(fault)}" for fault in report["faults"])
        return
    yield language.say(
        "Knowledge {version} of {day}, read and cross-checked in {time}\u00a0ms:",
        version=report["knowledge"],
        day=language.date(date.fromisoformat(report["as_of"])),
        time=language.show(report["read_ms"], COUNTED, digits=0),
    )
    words = {kind: language.say(word) for kind, (word, _) in _RECORDS.items()}
    counts = {kind: language.show(count, COUNTED) for kind, count in report["records"].items()}
    verdicts = [
        f"{verdict_word(verdict, language)} {language.show(count, COUNTED)}"
        for verdict, count in report["verdicts"].items()
    ]
    garbled = f"{verdict_word('garbled', language)} {language.show(report['garbled'], COUNTED)}"
    more = {"claims": f"   {', '.join(verdicts)}; {garbled}"}
    width, room = (max(map(len, column.values())) for column in (words, counts))
    for kind, word in words.items():
        yield f"    {word:{width}}  {counts[kind]:>{room}}{more.get(kind, '')}"


def _written_in_memory() -> int:
    """Write every chart and workbook in both languages and every format; the number of files. Raises UserError."""
    from lagebild import export
    from lagebild.documents.workbook import workbook
    from lagebild.theme import theme

    part = "results"
    try:
        results = compute(bundled(), briefing.Briefing(), clock.today())
        part = "themes"
        for name in THEMES:
            theme(name)
        written = 0
        for code in CODES:
            for id in contents.charts(results.knowledge):
                part = f"{id} ({code})"
                chart = build(id, results, Language(code))
                for ending in export.endings(chart):
                    part = f"{id}{ending} ({code})"
                    export.content(chart, ending)
                    written += 1
            part = f".xlsx ({code})"
            export.content(workbook(results, Language(code)), ".xlsx")
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
    return written
