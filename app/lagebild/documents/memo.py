"""The decision memo as a value: what a board can sign, and nothing about paper or type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from lagebild.analysis.results import Results
from lagebild.frozen import Frozen, Words, seen
from lagebild.knowledge.records import OptionId
from lagebild.language import Code, Language, Span, Text
from lagebild.wording import decision
from lagebild.wording import memo as wording

SectionId = Literal[
    "why", "missing", "knockouts", "measures_taken", "measures_open", "change", "assumptions", "evidence"
]
Sentence = tuple[Span, ...]
"""Runs of words; a number knows its origin, what is strong is to be set so."""


class OptionRow(Frozen):
    """A row of the table of options."""

    id: OptionId
    name: Words
    cost: Sentence
    """A month, in the currency of the briefing; words where there is none."""
    risk: Sentence
    """Points, and the range in brackets where they are not settled."""
    weeks: Sentence
    limits: Words
    rank: Sentence
    chosen: bool
    """Whether it is the one the answer names."""


class Section(Frozen):
    """A heading and its items, each a sentence or a line; as a list, or one after the other as a paragraph."""

    id: SectionId
    heading: Words
    items: tuple[Sentence, ...]
    listed: bool = True


class Memo(Frozen):
    """A decision on one page or two, all of it from Results."""

    language: Code
    title: Words
    day: date
    day_shown: Words
    question: Sentence
    answer: Sentence
    scope: Sentence
    """What the answer covers, and what it leaves out."""
    columns: tuple[Words, ...]
    """Heads of the table of options."""
    options: tuple[OptionRow, ...]
    sections: tuple[Section, ...]
    """Those that have something to say."""
    disclaimer: Sentence

    def sentences(self) -> Iterator[Sentence]:
        """Everything said in it that may hold a number, as it is read."""
        yield from (self.question, self.answer, self.scope)
        for row in self.options:
            yield from (row.cost, row.risk, row.weeks, row.rank)
        for section in self.sections:
            yield from section.items
        yield self.disclaimer

    def text(self) -> str:
        """The memo as plain text, as it is copied."""
        lines = [f"{self.title} · {self.day_shown}", "", plain(self.question), "", plain(self.answer)]
        lines += [plain(self.scope), "", " | ".join(self.columns)]
        lines += [" | ".join(cells(row)) for row in self.options]
        for section in self.sections:
            items = [plain(item) for item in section.items]
            lines += ["", section.heading]
            lines += [f"– {item}" for item in items] if section.listed else [" ".join(items)]
        return "\n".join((*lines, "", plain(self.disclaimer)))


def plain(sentence: Iterable[Span]) -> str:
    """A sentence without what is strong in it."""
    return "".join(span.text for span in sentence)


def cells(row: OptionRow) -> tuple[str, ...]:
    """A row of the table, cell by cell under the columns."""
    return (row.name, plain(row.cost), plain(row.risk), plain(row.weeks), row.limits, plain(row.rank))


def memo(results: Results, language: Language) -> Memo:
    """The memo of a briefing; whoever only shows it gets the same value again while nothing changes."""
    say = language.say
    heads: tuple[tuple[SectionId, str, tuple[Text, ...]], ...] = (
        ("why", _why(results, language), wording.why(results, language)),
        ("missing", say("What is missing"), wording.missing(results, language)),
        ("knockouts", say("Knock-out questions"), wording.knockouts(results, language)),
        ("measures_taken", say("Measures taken"), wording.measures_taken(results, language)),
        ("measures_open", say("Measures still open"), wording.measures_open(results, language)),
        ("change", say("What would change the decision"), wording.changes(results, language)),
        ("assumptions", say("Assumptions and own inputs"), wording.assumptions(results, language)),
        ("evidence", say("Evidence"), wording.evidence(results, language)),
    )
    return Memo(
        language=language.code,
        title=say("Decision memo"),
        day=results.today,
        day_shown=language.date(results.today, style="long"),
        question=_kept(wording.question(results, language)),
        answer=_kept(decision.answer(results, language)),
        scope=_kept(decision.standing(results, language)),
        columns=(say("Option"), say("Cost a month"), say("Risk"), say("Start"), say("Limits"), say("Rank")),
        options=tuple(
            OptionRow(
                id=line.id,
                name=line.name,
                cost=_kept(line.cost),
                risk=_kept(line.risk),
                weeks=_kept(line.weeks),
                limits=line.limits,
                rank=_kept(line.rank),
                chosen=line.chosen,
            )
            for line in wording.options(results, language)
        ),
        sections=tuple(
            Section(id=id, heading=heading, items=tuple(map(_kept, items)), listed=id != "why")
            for id, heading, items in heads
            if items
        ),
        disclaimer=_kept(wording.disclaimer(results, language)),
    )


def _why(results: Results, language: Language) -> str:
    if wording.chosen(results) is None:
        return language.say("What is known so far")
    return language.say("Why")


def _kept(text: Text) -> Sentence:
    return tuple(span if seen(span.text) == span.text else span._replace(text=seen(span.text)) for span in text)
