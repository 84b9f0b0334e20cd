"""A program that works on a briefing until it is killed, and writes down what it does before it is heard of.

Every line read names a seed and a folder; a forked process then works there. What it prints: `begins PID`,
`state N TIME DIGEST` after every change and every step back, `saving N`, `saved N`, and `ended` when it is gone.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path
from random import Random

from PySide6.QtCore import QCoreApplication, QTimer

from lagebild.analysis.results import compute
from lagebild.briefing import Briefing, written
from lagebild.document import Document
from lagebild.knowledge.loading import bundled
from lagebild.language import Language
from lagebild.recovery import digest
from lagebild.session import Session
from tests.robustness.verbs import VERBS

TODAY = date(2026, 11, 21)
FILE = "plan.lagebild"
_PAUSES = (0, 1, 2, 5, 10, 20)  # milliseconds


def say(line: str) -> None:
    """One line at once and whole, whatever happens to this process next."""
    os.write(1, f"{line}\n".encode())


class Work:
    """A session at work."""

    def __init__(self, random: Random, folder: Path) -> None:
        self.random = random
        self.file = folder / FILE
        self.session = Session(bundled(), Briefing(), Language("en"), "light", TODAY)
        self.document = Document(self.session, folder / "kept")
        self.number = 0
        self.timer = QTimer()
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.act)
        self.timer.start()

    def act(self) -> None:
        chance = self.random.random()
        if chance < 0.02:
            say(f"saving {self.number}")
            self.document.save_as(self.file)
            say(f"saved {self.number}")
        else:
            before = self.session.briefing
            if chance < 0.08:
                self.session.history.undo()
            elif chance < 0.12:
                self.session.history.redo()
            else:
                self.random.choice(VERBS)(self.session, self.random)
            if self.session.briefing is not before:
                self.number += 1
                now = digest(written(self.session.briefing, self.session.knowledge))
                say(f"state {self.number} {time.monotonic()} {now}")
        # now and then nothing happens for so long that it is kept in peace
        self.timer.start(1500 if self.random.random() < 0.003 else self.random.choice(_PAUSES))


def work(seed: int, folder: Path) -> None:
    app = QCoreApplication([])
    working = Work(Random(seed), folder)
    say(f"begins {os.getpid()}")
    app.exec()
    working.document.close()


def main() -> None:
    # once for all the processes that are forked: a start is mostly imports
    compute(bundled(), Briefing(), TODAY)
    for line in sys.stdin:
        seed, folder = line.rstrip("\n").split(" ", 1)
        child = os.fork()
        if child == 0:
            try:
                work(int(seed), Path(folder))
            finally:
                os._exit(1)
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    main()
