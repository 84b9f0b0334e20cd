"""The checklist: questions on censorship, privacy, regulation, dependence and security, with evidence and law."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from lagebild.frozen import Bilingual, Frozen
from lagebild.knowledge.records import Answer, BundledOption, Id, Theme

Reach = Literal["applies", "remains", "reduced", "disappears"]
"""What an option does to a risk: it has it, keeps it, lessens it, or is free of it."""


class Law(Frozen):
    """A norm a question rests on, from when to when it applies; the last day is not included."""

    norm: Bilingual
    valid_from: date | None
    """None for one that never applied."""
    valid_to: date | None = None
    note: Bilingual
    figure: Id | None = None
    """The record of it: who was read, and how well it is checked."""
    unconfirmed: bool = False
    """There is no record of it yet; it is shown as such until one is found."""


class Measure(Frozen):
    """What can be done: it moves an answer by one step. Its id is unique in its question."""

    id: Id
    text: Bilingual
    moves: tuple[Answer, Answer]
    effort: Literal["hours", "days", "weeks"]
    owner: Bilingual


class Tags(Frozen):
    """Where the question stands in other frameworks."""

    nist_ai_rmf: tuple[str, ...] = ()
    mit_domain: str = ""
    ai_act: tuple[str, ...] = ()
    gdpr: tuple[str, ...] = ()


class Question(Frozen):
    """A question of the checklist with its test, its evidence for and against, and a suggestion for each option."""

    id: Id
    theme: Theme
    title: Bilingual
    question: Bilingual
    why: Bilingual
    test: Bilingual
    evidence_for: tuple[Id, ...]
    evidence_against: tuple[Id, ...]
    """Figures and claims."""
    law: tuple[Law, ...]
    applies: dict[BundledOption, Reach]
    applies_why: Bilingual
    suggestion: dict[BundledOption, Answer]
    suggestion_why: Bilingual
    measures: tuple[Measure, ...]
    weight: Annotated[int, Field(ge=1, le=3)]
    weight_why: Bilingual
    knockout: bool
    tags: Tags
