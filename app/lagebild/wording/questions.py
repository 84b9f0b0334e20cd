"""A question of the checklist in words: how far its risk reaches, what it weighs, who says so, related frameworks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lagebild.errors import N_
from lagebild.knowledge.loading import Knowledge
from lagebild.knowledge.records import Option
from lagebild.language import NBSP, Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.register import interest_word

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Question, Reach

_REACHES: dict[Reach, str] = {
    "applies": N_("Risk exists"),
    "remains": N_("Risk remains"),
    "reduced": N_("Risk reduced"),
    "disappears": N_("Risk disappears"),
}
HEAVIEST = 3
"""The weight of the weightiest questions."""
_FUNCTIONS = {"GOVERN": N_("Govern"), "MAP": N_("Map"), "MEASURE": N_("Measure"), "MANAGE": N_("Manage")}
_DOMAINS = {
    "1": N_("discrimination and toxicity"),
    "2": N_("privacy and security"),
    "3": N_("misinformation"),
    "4": N_("malicious actors and misuse"),
    "5": N_("human and computer"),
    "6": N_("society and environment"),
    "7": N_("safety and limits of the system"),
}
_NIST, _MIT, _AI_ACT, _GDPR = "nist-ai-rmf", "mit-risk-domains", "aiact-entry", "gdpr-art-5"
"""The records of the frameworks."""


def reach_word(question: Question, option: Option, language: Language) -> str:
    """What an option does to the risk, in two words."""
    return language.say(_REACHES[question.applies[option.base]])


def reach_reason(question: Question, origin: Origin, language: Language) -> Text:
    """Why the options differ in that."""
    return _reason(language.say("How far the risk reaches:"), language.told(question.applies_why, origin))


def suggestion_reason(question: Question, origin: Origin, language: Language) -> Text:
    """Why these answers are suggested."""
    return _reason(language.say("Why this is suggested:"), language.told(question.suggestion_why, origin))


def weight_reason(question: Question, origin: Origin, language: Language) -> Text:
    """How much the question weighs, and why."""
    return language.sentence(
        "Weight {weight} of {most}: {why}",
        weight=language.show(question.weight, COUNTED, digits=0),
        most=language.show(HEAVIEST, COUNTED, digits=0),
        why=language.told(question.weight_why, origin),
    )


def _reason(heading: str, why: Text) -> Text:
    return Text((Span(heading), Span(" "), *why))


# ---- who says so


def joined(*parts: Text | str) -> Text:
    """These facts in a line, a dot between them."""
    spans: list[Span] = []
    for part in parts:
        if part:
            spans += ([Span(" · ")] if spans else []) + (list(part) if isinstance(part, Text) else [Span(part)])
    return Text(spans)


def who_says_so(sources: Iterable[str], knowledge: Knowledge, origin: Origin, language: Language) -> Text:
    """The first source with what it has at stake, and how many more there are; Lagebild itself without any."""
    first, *more = sources or ("",)
    if not first:
        return Text((Span("Lagebild"),))
    source = knowledge.sources[first]
    said = Text((Span(f"{source.by} ({interest_word(source, language)})", origin),))
    if not more:
        return said
    others = language.say_plural("{count} more source", "{count} more sources", len(more))
    return Text((*said, Span(", "), Span(others, COUNTED)))


# ---- related frameworks


def frameworks(question: Question, language: Language) -> tuple[Text, ...]:
    """Where the question stands in other frameworks, one after the other, and that this states no compliance."""
    tags = question.tags
    number, _, _ = tags.mit_domain.partition(" ")
    functions = Shown(", ".join(language.say(_FUNCTIONS[function]) for function in tags.nist_ai_rmf), record(_NIST))
    lines = [
        language.sentence("NIST AI RMF: {functions}", functions=functions),
        language.sentence(
            "MIT AI Risk Repository: domain {number}, {name}",
            number=Shown(number, record(_MIT)),
            name=language.say(_DOMAINS[number]),
        ),
    ]
    if tags.ai_act:
        lines.append(language.sentence("AI Act: {articles}", articles=_articles(tags.ai_act, _AI_ACT)))
    if tags.gdpr:
        lines.append(language.sentence("GDPR: {articles}", articles=_articles(tags.gdpr, _GDPR)))
    together = Text(span for place, line in enumerate(lines) for span in ((Span("\n"),) if place else ()) + tuple(line))
    return together, language.sentence("For orientation only; this is no statement on compliance.")


def _articles(articles: tuple[str, ...], act: str) -> Shown:
    numbers = ", ".join(article.partition(" ")[2] for article in articles)
    return Shown(f"Art.{NBSP}{numbers}", record(act))
