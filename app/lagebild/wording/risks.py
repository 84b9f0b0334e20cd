"""The risk checklist in words: its answer, the questions with evidence and law, what measures do, what is open."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple, get_args

from lagebild.analysis.checklist_filters import Hindrance, Standing
from lagebild.analysis.results import Results
from lagebild.analysis.risks import COVERED, ENOUGH_COVERAGE, POINTS, OptionRisk, Score
from lagebild.errors import N_
from lagebild.knowledge.records import Answer, Option, OptionId, Theme
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import ANSWERS as ANSWERS_TOPIC
from lagebild.origin import COUNTED, Origin, reader, record, union
from lagebild.wording.evidence import quoted
from lagebild.wording.questions import joined, who_says_so
from lagebild.wording.shares import settled_share
from lagebild.wording.shortening import cut
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import partial_date
from lagebild.wording.verdicts import verdict_word

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Law, Measure, Question

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
_EFFORTS = {"hours": N_("Effort: hours"), "days": N_("Effort: days"), "weeks": N_("Effort: weeks")}
_QUOTATION = 48
"""Letters of a claim in a link, which stands on one line."""


class EvidenceLink(NamedTuple):
    """A record that speaks for or against: what it is called, how well it is checked, where it comes from."""

    label: str
    checked: Text
    """The day it is of, how well it is checked, who says so and with what interest."""
    origin: Origin
    limits: Text = Text()
    """What it does not say, or what checking it gave; empty where nothing is known."""


class LawLine(NamedTuple):
    """A norm with its validity and what it asks for, and below it where that was read."""

    words: Text
    read: Text


class MeasureBox(NamedTuple):
    """The box of a measure for an option: whether it is ticked, whether it can be, and what it does."""

    taken: bool
    possible: bool
    effect: tuple[Shown, Shown] | None
    """Points without and with it; None where it changes nothing."""
    name: str
    said: str
    """Its effect in words, or why there is none."""


# ---- the answer of the page


def answer(results: Results, language: Language) -> Text:
    """The least and the most risk; before enough is answered, how much that is and what is missing next."""
    scores = {option: risk.overall for option, risk in results.risks.items() if risk.overall is not None}
    if not scores and any(risk.weightless for risk in results.risks.values()):
        return language.sentence("No theme has a weight, so there are no overall points.")
    if len(scores) > 1 and all(results.risks[option].enough for option in scores):
        return _ranked(results, scores, language)
    given, asked = progress(results)
    fields = {"given": language.show(given, COUNTED, digits=0), "asked": language.show(asked, COUNTED, digits=0)}
    following = _following(results, language)
    if following is None:
        return language.sentence("*{given} of {asked}* answers are given.", **fields)
    return language.sentence(
        "*{given} of {asked}* answers are given. Next to settle: {following}.", following=following, **fields
    )


def scope(results: Results, language: Language) -> Text:
    """What a knock-out question blocks, or what the points mean and from when on they are compared."""
    blocked = [option for option, risk in results.risks.items() if risk.blocked_by]
    overlapping = _overlapping(results)
    parts: list[Text] = []
    weightless = [option for option, risk in results.risks.items() if risk.weightless]
    if weightless:
        parts.append(
            language.sentence(
                "Without overall points, since the themes that apply have no weight: {options}.",
                options=_names(results, weightless, language),
            )
        )
    if overlapping:
        parts.append(
            language.sentence(
                "Which risk is lowest is not settled, since the ranges overlap: {options}.",
                options=_names(results, overlapping, language),
            )
        )
    if blocked:
        parts.append(
            language.sentence(
                "Not ranked, since a knock-out question is answered “open”: {options}.",
                options=_names(results, blocked, language),
            )
        )
    if parts:
        return Text(span for place, part in enumerate(parts) for span in ((Span(" "),) if place else ()) + tuple(part))
    return language.sentence(
        "Once {enough} of the weight is settled, options are compared: "
        "at {low} points everything is met, at {high} everything is open.",
        enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        low=language.show(0, COUNTED, digits=0),
        high=language.show(100, COUNTED, digits=0),
    )


def progress(results: Results) -> tuple[int, int]:
    """(answers given, answers asked for) over all questions and options."""
    known = {question.id for question in results.knowledge.questions}
    return sum(question in known for question, _, _ in results.answers), len(known) * len(results.options)


def _ranked(results: Results, scores: dict[OptionId, Score], language: Language) -> Text:
    points = {option: round(score.middle) for option, score in scores.items()}
    most, least = max(points.values()), min(points.values())
    highest, lowest = ([option for option in points if points[option] == end] for end in (most, least))
    shown = {
        "most": language.show(most, _behind(results, highest), digits=0),
        "all": language.show(100, COUNTED, digits=0),
    }
    if most == least:
        return language.sentence("All options carry *{most}\u00a0of\u00a0{all}* risk points.", **shown)
    return language.sentence(
        "Highest risk: {high} with *{most}\u00a0of\u00a0{all}* points; lowest: {low} with *{least}*.",
        high=_names(results, highest, language),
        low=_names(results, lowest, language),
        least=language.show(least, _behind(results, lowest), digits=0),
        **shown,
    )


def _overlapping(results: Results) -> list[OptionId]:
    """The options of which any may carry the least risk, as far as is settled; empty where the lowest are certain."""
    scores = {option: risk.overall for option, risk in results.risks.items() if risk.overall is not None}
    if len(scores) < 2 or not all(results.risks[option].enough for option in scores):
        return []
    least = min(round(score.middle) for score in scores.values())
    lowest = [option for option, score in scores.items() if round(score.middle) == least]
    highest = max(scores[option].high for option in lowest)
    possible = [option for option, score in scores.items() if option in lowest or score.low < highest]
    return possible if len(possible) > len(lowest) else []


def _names(results: Results, options: list[OptionId], language: Language) -> str:
    return ", ".join(language.of(option.label) for option in results.options if option.id in options)


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


def question_about(question: Question, number: int, count: int, language: Language) -> Text:
    """Its theme, whether it can knock an option out, and which of the theme's questions it is."""
    theme = theme_name(question.theme, language)
    return language.sentence(
        "{theme} · question {number} of {count}",
        theme=language.say("{theme} · knock-out question", theme=theme) if question.knockout else theme,
        number=language.show(number, COUNTED, digits=0),
        count=language.show(count, COUNTED, digits=0),
    )


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
        figure = knowledge.figure(id)
        return EvidenceLink(
            language.of(figure.label),
            joined(
                Text((Span(partial_date(figure.as_of, origin, language), origin),)),
                standing_word(knowledge.standing(id), language),
                who_says_so(figure.sources, knowledge, origin, language),
            ),
            origin,
            Text() if figure.reservation is None else language.told(figure.reservation, origin),
        )
    words = cut(str(quoted(claim.quotation, claim.printed, origin)), _QUOTATION)
    said = who_says_so(claim.sources, knowledge, origin, language)
    checked = joined(verdict_word(claim.verdict, language), said)
    return EvidenceLink(words, checked, origin, language.told(claim.statement, origin))


def law_lines(question: Question, results: Results, language: Language) -> tuple[LawLine, ...]:
    """The norms a question rests on, from when to when they apply seen from today, and what they ask for."""
    return tuple(_law_line(law, question, results, language) for law in question.law)


def _law_line(law: Law, question: Question, results: Results, language: Language) -> LawLine:
    origin = evidence_of(question) if law.figure is None else record(law.figure)
    name = Span(language.of(law.norm), origin, True)
    words = Text((name, Span(" · "), *_validity(law, results, origin, language), Span("\n"),
                  *language.told(law.note, origin)))  # fmt: skip
    if law.figure is None:
        return LawLine(words, language.sentence("unconfirmed: there is no record of its own yet"))
    knowledge = results.knowledge
    return LawLine(
        words,
        joined(
            standing_word(knowledge.standing(law.figure), language),
            who_says_so(knowledge.figure(law.figure).sources, knowledge, origin, language),
            language.sentence("checked on {day}", day=language.date(knowledge.checked_on(law.figure), origin)),
        ),
    )


def _validity(law: Law, results: Results, origin: Origin, language: Language) -> Text:
    def day(of: date) -> Shown:
        return language.date(of, origin, "long")

    if law.valid_from is None:
        return language.sentence("never applied")
    last = None if law.valid_to is None else law.valid_to - timedelta(days=1)
    if last is not None and last < results.today:
        return language.sentence("applied until {day}", day=day(last))
    if law.valid_from > results.today:
        if last is not None:
            return language.sentence("applies from {day} until {end}", day=day(law.valid_from), end=day(last))
        return language.sentence("applies from {day} on", day=day(law.valid_from))
    if last is not None:
        return language.sentence("has applied since {day}, until {end} only", day=day(law.valid_from), end=day(last))
    return language.sentence("has applied since {day}", day=day(law.valid_from))


STANDINGS: dict[Standing, str] = {
    "": N_("All questions"),
    "open": N_("Open"),
    "unclear": N_("Unclear"),
    "unanswered": N_("Not answered"),
    "knockout": N_("Knock-out questions"),
}
"""What the checklist can be narrowed to."""


def nothing_listed(found: Hindrance | None, language: Language) -> str:
    """Why no question is listed."""
    if found is None:
        return language.say("No question fits these filters.")
    return language.say_plural(
        "No question fits. Without one filter it is {count}.",
        "No question fits. Without one filter there are {count}.",
        found.found,
    )


def drop_filter_words(found: Hindrance | None, language: Language) -> str:
    """The words of what drops the filter that hides most."""
    if found is None:
        return language.say("Drop all filters")
    return language.say("List the items of all") if found.name == "owner" else language.say("List all questions")


def take_all_words(theme: Theme, language: Language) -> str:
    """The words of what answers the rest of a theme as is suggested."""
    return language.say("Take all suggestions of “{theme}” not answered yet", theme=theme_name(theme, language))


def taken_words(count: int, language: Language) -> str:
    """How many suggestions were taken."""
    return language.say_plural("{count} suggestion taken.", "{count} suggestions taken.", count)


# ---- measures


def measure_about(measure: Measure, origin: Origin, language: Language) -> Text:
    """How much work a measure is, whose it is, and which answer it moves."""
    before, after = (answer_word(answer, language) for answer in measure.moves)
    return language.sentence(
        "{effort} · {owner}, from {before} to {after}",
        effort=language.say(_EFFORTS[measure.effort]),
        owner=language.told(measure.owner, origin),
        before=before,
        after=after,
    )


def measure_box(
    question: Question, option: Option, measure: Measure, results: Results, language: Language
) -> MeasureBox:
    """What a measure does for an option, with the answer given there and the measures that are taken."""
    say, label = language.say, language.of(option.label)
    taken = (question.id, option.id, measure.id) in results.measures
    answer, reached = _answers_before(question, option.id, measure, results)
    moves = reached == measure.moves[0]
    without, with_ = results.risks[option.id], results.risks_if(question.id, option.id, measure.id)
    if taken:
        without, with_ = with_, without
    effect = _effect(without, with_, answers_behind(results, option.id), language)
    starts = answer_word(measure.moves[0], language)
    if effect is not None:
        said = say(
            "{option}: overall {without} points without this measure, {with_} with it.",
            option=label, without=effect[0], with_=effect[1],
        )  # fmt: skip
        if question.id in without.blocked_by and question.id not in with_.blocked_by:
            said = " ".join((said, say("The knock-out question then no longer blocks this option.")))
    elif answer is None:
        said = say("{option}: it starts from “{starts}”, and there is no answer yet.", option=label, starts=starts)
    elif moves:
        said = say("{option}: with the other measures taken it changes nothing more.", option=label)
    else:
        stands = answer_word(reached or answer, language)
        if reached == answer:
            said = say("{option}: it starts from “{starts}”; your answer is “{stands}”.",
                       option=label, starts=starts, stands=stands)  # fmt: skip
        else:
            said = say("{option}: it starts from “{starts}”; the measures before it lead to “{stands}” already.",
                       option=label, starts=starts, stands=stands)  # fmt: skip
    name = say("Measure “{measure}”, for {option}", measure=language.of(measure.text), option=label)
    return MeasureBox(taken, taken or moves, effect, name, said)


def _answers_before(
    question: Question, option: OptionId, measure: Measure, results: Results
) -> tuple[Answer | None, Answer | None]:
    """(the answer given, what the measures before this one make of it)."""
    given = next((answer for id, of, answer in results.answers if (id, of) == (question.id, option)), None)
    reached = given
    for before in question.measures:
        if before.id == measure.id:
            break
        if (question.id, option, before.id) in results.measures and reached == before.moves[0]:
            reached = before.moves[1]
    return given, reached


def _effect(without: OptionRisk, with_: OptionRisk, origin: Origin, language: Language) -> tuple[Shown, Shown] | None:
    if without.overall is None or with_.overall is None or without.overall == with_.overall:
        return None
    before, after = (language.show(risk.overall.middle, origin, digits=1) for risk in (without, with_) if risk.overall)
    return before, after


# ---- the scores


def answers_behind(results: Results, option: OptionId) -> Origin:
    """The answers that an option's overall points rest on; without any they are a count."""
    answered = {question for question, of, _ in results.answers if of == option}
    themes = dict.fromkeys(question.theme for question in results.knowledge.questions if question.id in answered)
    if not themes:
        return COUNTED
    weighted = (f"theme_weights.{theme}" for theme in results.theme_weights)
    return reader(*(f"{ANSWERS_TOPIC}.{theme}.{option}" for theme in themes), *weighted)


def _behind(results: Results, options: list[OptionId]) -> Origin:
    """The answers that the points of several options rest on."""
    origin = union(answers_behind(results, option) for option in options)
    return origin if origin.leads_on else COUNTED


def unsettled(results: Results, language: Language) -> tuple[Text, Text]:
    """(how many questions are not settled for every option, by how much the overall points can move for that)."""
    missing = {question for risk in results.risks.values() for question in risk.missing}
    if not missing:
        return (
            language.sentence("Every question is settled"),
            language.sentence("No points are a range any more: they follow from your answers."),
        )
    spread = {
        option: math.ceil(max(risk.overall.high - risk.overall.middle, risk.overall.middle - risk.overall.low))
        for option, risk in results.risks.items()
        if risk.overall is not None
    }
    title = language.say_plural("{count} question not yet settled", "{count} questions not yet settled", len(missing))
    if not spread:
        nothing = language.sentence("There are no overall points that could move.")
        return Text((Span(title, COUNTED),)), nothing
    most = max(spread.values())
    farthest = [option for option in spread if spread[option] == most]
    points = language.show(most, _behind(results, farthest), "points", 0)
    counted = {
        "unclear": language.show(POINTS["unclear"][1], COUNTED, digits=0),
        "unanswered": language.show(POINTS[None][1], COUNTED, digits=0),
        "range": language.show_range(POINTS[None][0], POINTS[None][2], COUNTED, digits=0, dash=True),
    }
    if len(farthest) == len(spread):
        words = language.sentence(
            "What is unclear counts {unclear}, what is unanswered {unanswered}, each with the range {range}. "
            "The overall points can move by up to {points}.",
            points=points,
            **counted,
        )
    else:
        words = language.sentence(
            "What is unclear counts {unclear}, what is unanswered {unanswered}, each with the range {range}. "
            "The overall points can move by up to {points} ({options}).",
            points=points,
            **counted,
            options=_names(results, farthest, language),
        )
    return Text((Span(title, COUNTED),)), words


def first_unsettled(questions: Iterable[Question], options: Iterable[OptionId], results: Results) -> Question | None:
    """The first question that is not settled for one of the options; else the weightiest that is answered “open”."""
    given = {(question, option): answer for question, option, answer in results.answers}
    open_: list[Question] = []
    for question in questions:
        answers = [given.get((question.id, option)) for option in options]
        if any(answer not in COVERED and answer != "not_applicable" for answer in answers):
            return question
        if "open" in answers:
            open_.append(question)
    return max(open_, key=lambda question: question.weight, default=None)


def not_enough(risk: OptionRisk, language: Language) -> str:
    """How much of the checklist is answered for an option, where that is too little to compare it."""
    if risk.weightless:
        return language.say("The themes that apply to this option have no weight.")
    if risk.overall is None:
        return language.say("No question applies to this option.")
    return language.say(
        "{share} of the weight is settled; from {enough} on options are ranked.",
        share=language.show(settled_share(risk.overall.coverage), COUNTED, "share", 0),
        enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
    )
