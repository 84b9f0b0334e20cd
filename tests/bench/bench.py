"""The bench: the targets of speed and memory as ratios, measured in one interleaved run beside two bare windows."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]


class Row(NamedTuple):
    """A target with its bound and what was measured."""

    number: str
    target: str
    must: float
    aim: float
    measured: float
    unit: str
    detail: str


def launched(program: str, environment: dict[str, str]) -> dict[str, float]:
    """Milliseconds from the launch to each mark the program prints, and its memory in MiB."""
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, str(HERE / "windows.py"), program],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"{program} failed:\n{done.stderr}")
    marks: dict[str, float] = {}
    for line in done.stdout.splitlines():
        name, _, value = line.partition(" ")
        marks[name] = float(value) if name == "memory" else (int(value) - begun) / 1e6
    return marks


def started(rounds: int) -> list[Row]:
    """Targets 1, 2 and 11: bare label window (b), bare pyqtgraph window (c), Lagebild, in turn."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "app")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # it doubles the start
    for program in ("label", "plot", "lagebild"):  # warm the disk, write the .pyc files
        launched(program, environment)
    runs = [{name: launched(name, environment) for name in ("label", "plot", "lagebild")} for _ in range(rounds)]

    def ratio(mark: str, against: str, of: str = "painted") -> float:
        return statistics.median(run["lagebild"][mark] / run[against][of] for run in runs)

    def middle(program: str, mark: str) -> float:
        return statistics.median(run[program][mark] for run in runs)

    return [
        Row("1", "shell visible / bare label window", 1.5, 1.2, ratio("shell", "label"), "x",
            f"{middle('lagebild', 'shell'):.0f} ms against {middle('label', 'painted'):.0f} ms"),
        Row("2", "first page with chart, knowledge validated / bare pyqtgraph window", 1.25, 1.05,
            ratio("page", "plot"), "x",
            f"{middle('lagebild', 'page'):.0f} ms against {middle('plot', 'painted'):.0f} ms"),
        Row("2b", "a key in the costs page has changed the painted number / same", float("inf"), float("inf"),
            ratio("interactive", "plot"), "x", f"{middle('lagebild', 'interactive'):.0f} ms"),
        Row("11", "memory after start / bare pyqtgraph window", 1.5, 1.25, ratio("memory", "plot", "memory"), "x",
            f"{middle('lagebild', 'memory'):.0f} MiB against {middle('plot', 'memory'):.0f} MiB"),
    ]  # fmt: skip


def loaded(rounds: int) -> list[Row]:
    """Target 18: all the knowledge read and checked, beside the library and the bare files alone, in turn."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "app")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def times(program: str) -> dict[str, float]:
        done = subprocess.run(
            [sys.executable, str(HERE / "loading.py"), program],
            env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise SystemExit(f"loading {program} failed:\n{done.stderr}")
        return {name: float(value) for name, value in map(str.split, done.stdout.splitlines())}

    runs = [(times("knowledge"), times("bare")) for _ in range(rounds + 1)][1:]  # the first warms the disk
    ratio = statistics.median(ours["all"] / bare["all"] for ours, bare in runs)
    all_of_it, needed, listed = (
        statistics.median(ours[name] for ours, _ in runs) for name in ("all", "loaded", "register")
    )
    floor = statistics.median(bare["all"] for _, bare in runs)
    detail = f"what the window needs {needed:.0f} ms, with the register listed {listed:.0f} ms; bare {floor:.0f} ms"
    return [
        Row("18", "all knowledge read and checked / pydantic and the same files as bare JSON", 2.5, 2,
            ratio, "x", detail),
        Row("18b", "the same", 150, 120, all_of_it, "ms", ""),
    ]  # fmt: skip


def told_by(program: str) -> list[Row]:
    """The rows that a program measures inside one process with the whole window, and prints."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT / "app")}
    done = subprocess.run(
        [sys.executable, str(HERE / f"{program}.py")],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"{program} failed:\n{done.stderr}")
    rows = []
    for line in done.stdout.splitlines():
        number, target, must, aim, measured, unit, detail = line.split("|")
        rows.append(Row(number, target, float(must), float(aim), float(measured), unit, detail))
    return rows


def printed(rows: Sequence[Row]) -> None:
    """The table: target, bound, aim, measured, verdict."""
    width = max(len(row.target) for row in rows)
    print(f"{'#':>3}  {'target':{width}}  {'must':>7}  {'aim':>7}  {'measured':>9}  ")
    for row in rows:
        bounds = ["–" if bound == float("inf") else f"{bound:g}" for bound in (row.must, row.aim)]
        kept = "" if row.must == float("inf") else "kept" if row.measured <= row.must else "MISSED"
        shown = f"{row.measured:.2f}" if row.unit != "lost" else f"{row.measured:.0f}"
        print(
            f"{row.number:>3}  {row.target:{width}}  {bounds[0]:>7}  {bounds[1]:>7}  {shown:>6} {row.unit:4}"
            f" {kept:6}  {row.detail}"
        )


PAST = ROOT / "docs" / "bench.md"
_HEAD = """# Past runs of the bench

One line a run of `dev.py bench --keep`, the latest last: ratios unless a unit says otherwise, by the numbers of the
targets, and how many processors the machine had. Runs on other machines compare as ratios do, roughly. Commits named
here are the ones that stood when the run was made.

"""


def keep(rows: Sequence[Row], path: Path = PAST) -> None:
    """Add a line to the table of past runs; a target that is new gets a column."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    head = table[0] if table else ["day", "commit", "processors"]
    past = [dict(zip(head, row, strict=False)) for row in table[2:]]
    told = {row.number: f"{row.measured:.2f}" + ("" if row.unit == "x" else f" {row.unit}") for row in rows}
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.strip()
    day = time.strftime("%Y-%m-%d")
    past.append({"day": day, "commit": commit, "processors": str(os.cpu_count()), **told})
    known = dict.fromkeys((*head[3:], *told))
    head = [*head[:3], *sorted(known, key=lambda number: (int(number.rstrip("b")), number))]
    written = [head, ["---"] * len(head), *([row.get(name, "") for name in head] for row in past)]
    text = "\n".join(f"| {' | '.join(row)} |" for row in written)
    path.write_text(f"{_HEAD}{text}\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all; ends with 0, since a clock decides nothing on a shared machine, unless --strict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="starts of each program (default 9)")
    parser.add_argument("--strict", action="store_true", help="end with 1 where a bound is missed")
    parser.add_argument("--keep", action="store_true", help="add the figures to docs/bench.md")
    chosen = parser.parse_args(arguments)
    parts: tuple[Callable[[], list[Row]], ...] = (
        lambda: started(chosen.rounds),
        lambda: told_by("moves"),  # 3, 4, 5, 8, 13
        lambda: told_by("uncertainty"),  # 6, 7
        lambda: told_by("register"),  # 15, 16, 17
        lambda: told_by("exports"),  # 9, 19
        lambda: told_by("scenarios"),  # 20
        lambda: told_by("lines"),  # 21
        lambda: loaded(chosen.rounds),
    )
    rows = [row for part in parts for row in part()]
    printed(sorted(rows, key=lambda row: (int(row.number.rstrip("b")), row.number)))
    if chosen.keep:
        keep(rows)
    missed = [row for row in rows if row.measured > row.must]
    return 1 if missed and chosen.strict else 0


if __name__ == "__main__":
    sys.exit(main())
