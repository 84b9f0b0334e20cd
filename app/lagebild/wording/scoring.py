"""How the scores of the checklist come about, in words: the rule, the weights of the themes, what is behind a score."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.analysis.behind import behind
from lagebild.analysis.results import Results
from lagebild.analysis.risks import COVERED, ENOUGH_COVERAGE, NEUTRAL_POINTS, POINTS, THEMES
from lagebild.knowledge.records import Answer, Option, Theme
from lagebild.language import Language, Shown, Text
from lagebild.origin import ANSWERS, COUNTED, Origin, reader
from lagebild.wording.risks import answer_word, answers_behind, theme_name
from lagebild.wording.shares import whole_shares


class PartRow(NamedTuple):
    """A question behind a score: what it is called, what is answered and how much it weighs, its points."""

    id: str
    title: str
    about: Text
    points: Shown | str
    """A dash where it is left out."""
    band: Shown | str
    """From where to where the points may lie; empty where that is settled."""
    settled: bool
    spoken: str


# ---- the rule


def how_scored(language: Language) -> tuple[Text, ...]:
    """How the score is computed, a paragraph each."""

    def points(answer: Answer | None, place: int = 1) -> Shown:
        return language.show(POINTS[answer][place], COUNTED, digits=0)

    low, _, high = POINTS["unclear"]
    return (
        language.sentence(
            "An answer counts as points: met *{met}*, partly *{partly}*, open *{open}*.",
            met=points("met"),
            partly=points("partly"),
            open=points("open"),
        ),
        language.sentence(
            "What is unclear or not answered can be anything from {range}; in the middle it counts *{unclear}* "
            "and *{unanswered}*. So every score has a range.",
            range=language.show_range(low, high, COUNTED, digits=0),
            unclear=points("unclear"),
            unanswered=points(None),
        ),
        language.sentence("What does not apply is left out."),
        language.sentence(
            "A theme is the mean of its questions by their weight; "
            "the overall points are the mean of the themes by yours."
        ),
        language.sentence(
            "Below *{enough}* of the weight settled there is no rank and no headline.",
            enough=language.show(ENOUGH_COVERAGE, COUNTED, "share", 0),
        ),
        language.sentence(
            "A knock-out question answered “open” blocks the option whatever its points; "
            "answered “unclear” it does not, but the ranking says so."
        ),
    )


# ---- the weights of the themes


def theme_points(results: Results, theme: Theme) -> float:
    """Points of a theme, as the reader set them or as all have them."""
    return results.theme_weights.get(theme, NEUTRAL_POINTS)


def theme_origin(theme: Theme) -> Origin:
    """The weight of a theme."""
    return reader(f"theme_weights.{theme}")


def theme_shares(results: Results, language: Language) -> dict[Theme, Shown]:
    """Whole per cent of each theme that add up to a hundred; nothing where all points are zero."""
    origin = reader(*(f"theme_weights.{theme}" for theme in THEMES))
    whole = whole_shares({theme: theme_points(results, theme) for theme in THEMES})
    return {theme: language.show(share, origin, "%", 0) for theme, share in whole.items()}


def are_alike(results: Results) -> bool:
    """Whether all themes weigh the same."""
    return len({theme_points(results, theme) for theme in THEMES}) == 1


def weights_said(results: Results, language: Language) -> Text:
    """How the themes are weighted, in a sentence."""
    shares = theme_shares(results, language)
    if not shares:
        return language.sentence("All themes stand at zero, so there are no overall points and no ranking.")
    if are_alike(results):
        return language.sentence("All themes count alike.")
    without = [theme for theme in THEMES if not theme_points(results, theme)]
    if without:
        return language.sentence(
            "Without weight: {themes}. Knock-out questions there still block.",
            themes=", ".join(theme_name(theme, language) for theme in without),
        )
    return language.sentence("The overall points are the mean of the themes by these weights.")


# ---- what is behind a score


def behind_title(theme: Theme | None, option: Option, results: Results, language: Language) -> Text:
    """Which score it is, and what it comes to."""
    risk = results.risks[option.id]
    score = risk.overall if theme is None else risk.themes[theme]
    name = language.say("Overall") if theme is None else theme_name(theme, language)
    if score is None:
        return language.sentence("{theme}, {option}: no points", theme=name, option=language.of(option.short))
    return language.sentence(
        "{theme}, {option}: {points}",
        theme=name,
        option=language.of(option.short),
        points=language.show(score.middle, _origin(theme, option, results), "points", 0),
    )


def _origin(theme: Theme | None, option: Option, results: Results) -> Origin:
    overall = answers_behind(results, option.id)
    name = f"{ANSWERS}.{theme}.{option.id}"
    return overall if theme is None else reader(name) if name in overall.inputs else COUNTED


def behind_rows(theme: Theme | None, option: Option, results: Results, language: Language) -> tuple[PartRow, ...]:
    """The questions behind a score of an option, all of them for the overall one."""
    asked = [
        question for of in THEMES if theme in (None, of)
        for question in results.knowledge.questions if question.theme == of
    ]  # fmt: skip
    rows = []
    for part in behind(asked, option.id, results.answers, results.measures):
        question, origin = part.question, _origin(part.question.theme, option, results)
        word = _word(part.counts, language)
        if part.given != part.counts:
            word = language.say("{before}, by measures {after}", before=_word(part.given, language), after=word)
        weight = language.show(question.weight, COUNTED, digits=0)
        about = language.sentence("{answer} · weight {weight}", answer=word, weight=weight)
        if question.knockout:
            about = language.sentence("{answer} · weight {weight} · knock-out", answer=word, weight=weight)
        if part.points is None:
            points: Shown | str = "–"
            band: Shown | str = ""
            spoken = language.say("left out")
        else:
            low, middle, high = part.points
            points = language.show(middle, origin, digits=0)
            band = language.show_range(low, high, origin, digits=0, dash=True) if low < high else ""
            spoken = language.show(middle, origin, "points", 0)
        title = language.of(question.title)
        settled = part.counts in COVERED or part.counts == "not_applicable"
        rows.append(PartRow(question.id, title, about, points, band, settled, f"{title}: {about}, {spoken}"))
    return tuple(rows)


def _word(answer: Answer | None, language: Language) -> str:
    return language.say("Not answered") if answer is None else answer_word(answer, language)
