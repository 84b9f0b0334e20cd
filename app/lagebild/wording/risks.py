"""The risk checklist in words: its answer, the questions with evidence and law."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple, get_args

from lagebild.analysis.results import Results
from lagebild.analysis.risks import ENOUGH_COVERAGE, OPTIONS, OptionRisk, Score
from lagebild.errors import N_
from lagebild.knowledge.records import Answer, OptionId, Theme
from lagebild.language import Language, Span, Text
from lagebild.origin import COUNTED, Origin, record
from lagebild.wording.evidence import quoted
from lagebild.wording.shortening import cut
from lagebild.wording.standings import standing_word
from lagebild.wording.verdicts import verdict_word

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Law, Question

ANSWERS: tuple[Answer, ...] = get_args(Answer)

_ANSWERS: dict[Answer, str] = {
    "met": N_("Met"),
    "partly": N_("Partly"),
    "open": N_("Open"),
    "unclear": N_("Unclear"),
    "not_applicable": N_("Not applicable"),
}
_THEMES: dict[Theme, str] = {
    "censorship": N_("Censorship"),
    "privacy": N_("Privacy"),
    "regulation": N_("Regulation"),
    "dependence": N_("Dependence"),
    "security": N_("Security"),
}
_QUOTATION = 48
"""Letters of a claim in a link, which stands on one line."""


class EvidenceLink(NamedTuple):
    """A record that speaks for or against: what it is called, how well it is checked, where it comes from."""

    label: str
    checked: str
    origin: Origin


# ---- the answer of the page


def answer(results: Results, language: Language) -> Text:
    """The least and the most risk; before enough is answered, how much that is and what is missing next."""
    scores = {option: risk.overall for option, risk in results.risks.items() if risk.overall is not None}
    if len(scores) > 1 and all(results.risks[option].enough for option in scores):
        return _ranked(results, scores, language)
    given, asked = progress(results)
    fields = {"given": language.show(given, COUNTED, digits=0), "asked": language.show(asked, COUNTED, digits=0)}
    following = _following(results, language)
    if following is None:
        return language.sentence("*{given} of {asked}* answers are given.", **fields)
    return language.sentence(
        "*{given} of {asked}* answers are given. Missing next: {following}.", following=following, **fields
    )


def scope(results: Results, language: Language) -> Text:
    """What a knock-out question blocks, or what the points mean and from when on they are compared."""
    blocked = [option for option in OPTIONS if results.risks[option].blocked_by]
    if blocked:
        return language.sentence(
            "A knock-out question is answered “open” for: {options}.", options=_names(results, blocked, language)
        )
    return language.sentence(
        "Once {enough} of the weight is settled, options are compared: "
        "{low} points are no risk, {high} cannot be borne.",
        enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        low=language.show(0, COUNTED, digits=0),
        high=language.show(100, COUNTED, digits=0),
    )


def progress(results: Results) -> tuple[int, int]:
    """(answers given, answers asked for) over all questions and options."""
    known = {question.id for question in results.knowledge.questions}
    return sum(question in known for question, _, _ in results.answers), len(known) * len(OPTIONS)


def _ranked(results: Results, scores: dict[OptionId, Score], language: Language) -> Text:
    points = {option: round(score.middle) for option, score in scores.items()}
    most, least = max(points.values()), min(points.values())
    shown = {"most": language.show(most, COUNTED, digits=0), "all": language.show(100, COUNTED, digits=0)}
    if most == least:
        return language.sentence("All options carry *{most}\u00a0of\u00a0{all}* risk points.", **shown)
    return language.sentence(
        "Highest risk: {high} with *{most}\u00a0of\u00a0{all}* points; lowest: {low} with *{least}*.",
        high=_names(results, [option for option in points if points[option] == most], language),
        low=_names(results, [option for option in points if points[option] == least], language),
        least=language.show(least, COUNTED, digits=0),
        **shown,
    )


def _names(results: Results, options: list[OptionId], language: Language) -> str:
    return ", ".join(language.of(option.label) for option in results.knowledge.options if option.id in options)


def _following(results: Results, language: Language) -> str | None:
    """The weightiest question that has no answer yet for the option of which least is answered."""
    lacking = [risk for risk in results.risks.values() if risk.missing and risk.overall is not None]
    if not lacking:
        return None
    least = min(lacking, key=lambda risk: risk.overall.coverage if risk.overall else 0)
    titles = {question.id: question.title for question in results.knowledge.questions}
    return language.say("“{title}”", title=language.of(titles[least.missing[0]]))


# ---- the checklist


def answer_word(answer: Answer, language: Language) -> str:
    """An answer in a word."""
    return language.say(_ANSWERS[answer])


def theme_name(theme: Theme, language: Language) -> str:
    """What a theme is called."""
    return language.say(_THEMES[theme])


def evidence_of(question: Question) -> Origin:
    """The records a question and its words rest on."""
    laws = tuple(law.figure for law in question.law if law.figure is not None)
    return record(*dict.fromkeys((*question.evidence_for, *question.evidence_against, *laws)))


def links(ids: tuple[str, ...], results: Results, language: Language) -> tuple[EvidenceLink, ...]:
    """Records as links to the register."""
    return tuple(_link(id, results, language) for id in ids)


def _link(id: str, results: Results, language: Language) -> EvidenceLink:
    knowledge, origin = results.knowledge, record(id)
    claim = knowledge.claims.get(id)
    if claim is None:
        return EvidenceLink(
            language.of(knowledge.figure(id).label), standing_word(knowledge.standing(id), language), origin
        )
    words = cut(str(quoted(claim.quotation, claim.printed, origin)), _QUOTATION)
    return EvidenceLink(words, verdict_word(claim.verdict, language), origin)


def law_lines(question: Question, results: Results, language: Language) -> tuple[Text, ...]:
    """The norms a question rests on, since when or until when they apply, and what they ask for."""
    return tuple(_law_line(law, question, results, language) for law in question.law)


def _law_line(law: Law, question: Question, results: Results, language: Language) -> Text:
    origin = evidence_of(question) if law.figure is None else record(law.figure)
    if law.valid_from is None:
        applies = language.sentence("never applied")
    elif law.valid_to is not None and law.valid_to <= results.today:
        applies = language.sentence("applied until {day}", day=language.date(law.valid_to - timedelta(days=1), origin))
    elif law.valid_from > results.today:
        applies = language.sentence("applies from {day} on", day=language.date(law.valid_from, origin))
    else:
        applies = language.sentence("has applied since {day}", day=language.date(law.valid_from, origin))
    name = Span(language.of(law.norm), origin, True)
    return Text((name, Span(" · "), *applies, Span("\n"), *language.told(law.note, origin)))


# ---- the scores


def not_enough(risk: OptionRisk, language: Language) -> str:
    """How much of the checklist is answered for an option, where that is too little to compare it."""
    if risk.overall is None:
        return language.say("No question applies to this option.")
    return language.say(
        "{share} of the weight is answered; from {enough} on options are ranked.",
        share=language.show(risk.overall.coverage, COUNTED, "share", 0),
        enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
    )
