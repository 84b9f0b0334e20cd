"""What each page says on paper, and what a single chart does; all of it from Results, none of it from a window."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from lagebild.analysis.action_plan import plan
from lagebild.analysis.decision import CRITERIA
from lagebild.analysis.register import Entry, entries
from lagebild.analysis.results import Results
from lagebild.analysis.risks import THEMES
from lagebild.charts.contents import build
from lagebild.charts.uses import PAGE_OF
from lagebild.documents.market_tabs import TABS as MARKET_TABS
from lagebild.documents.market_tabs import printed
from lagebild.documents.printed_costs import HOLDINGS, TABS, chart_block, holdings
from lagebild.documents.printout import (
    Answer,
    Block,
    ChartBlock,
    Column,
    Passage,
    Printout,
    TableBlock,
    said,
    table_of_chart,
)
from lagebild.errors import N_
from lagebild.knowledge.records import Answer as Given
from lagebild.knowledge.records import Article, Claim, OptionId
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, reader, record
from lagebild.wording import (
    action_plan,
    contradictions,
    decision,
    evidence,
    market,
    ranking,
    register,
    risks,
    scoring,
    situation,
    standpoints,
)
from lagebild.wording.terms import exact_digits, shock_origin
from lagebild.wording.verdicts import verdict_word

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Question

PAGES = {
    "situation": N_("Situation"),
    "costs": N_("Costs"),
    "market": N_("Market"),
    "risks": N_("Risks"),
    "decision": N_("Decision"),
    "evidence": N_("Evidence"),
}
"""Names of the pages that can be printed."""
TOPICS = {**PAGES, **{topic: PAGES[page] for topic, page in PAGE_OF.items()}}
"""Names of the charts' topics."""

_EVIDENCE_TABS = (N_("Register"), N_("The two articles"), N_("Contradictions"))
_ARTICLES: dict[Article, str] = {"A": N_("Source A"), "B": N_("Source B"), "AB": N_("A against B")}


_Blocks = Callable[[Results, Language, tuple[str, ...]], Iterable[Block]]


def printout(page_id: str, tab: int, results: Results, language: Language, shown: tuple[str, ...] = ()) -> Printout:
    """A page, or the part of it that is behind a tab; `shown` are its charts, where it lets choose between them."""
    blocks: dict[str, _Blocks] = {
        "situation": _situation,
        "costs": TABS[tab if page_id == "costs" else 0][1],
        "market": partial(_market, tab if page_id == "market" else 0),
        "risks": _action_plan if page_id == "risks" and tab else _risks,
        "decision": _decision,
        "evidence": _EVIDENCE[tab] if page_id == "evidence" else _register,
    }
    return Printout(
        title=language.say(PAGES[page_id]),
        subtitle=str(_subtitle(page_id, tab, results, language)),
        language=language.code,
        day=results.today,
        blocks=tuple(blocks[page_id](results, language, shown)),
    )


def chart_printout(id: str, results: Results, language: Language) -> Printout:
    """A chart alone: its finding, the chart, and its table; raises UserError for an unknown one."""
    chart = build(id, results, language)
    blocks: tuple[Block, ...] = (ChartBlock(chart=chart),)
    if chart.categories:
        alone = ChartBlock(chart=chart, headed=chart.heading != chart.title)
        blocks = (said(chart.title), alone, table_of_chart(chart))
    return Printout(
        title=language.say(TOPICS.get(chart.topic, chart.topic)),
        language=language.code,
        day=results.today,
        blocks=blocks,
    )


def part_name(page_id: str, tab: int, language: Language) -> str:
    """What a page is called, with the tab that is shown where it has several."""
    page = language.say(PAGES[page_id])
    if page_id == "risks" and tab:
        return f"{page}, {language.say(action_plan.PLAN)}"
    return f"{page}, {language.say(_EVIDENCE_TABS[tab])}" if page_id == "evidence" else page


def _subtitle(page_id: str, tab: int, results: Results, language: Language) -> Text | str:
    """What the page is about, where it does not say what to do on a screen."""
    if page_id == "situation":
        return language.sentence(
            "What the DeepSeek shock of {month} means for AI costs, markets and risks",
            month=language.date(results.knowledge.shock.day, shock_origin(results.knowledge), "month"),
        )
    if page_id == "costs":
        return language.say(TABS[tab][0])
    if page_id == "market":
        return language.say([*(one.name for one in MARKET_TABS.values()), HOLDINGS][tab])
    if page_id == "decision":
        return language.say("Cost and risk of the options, your limits and your weights.")
    if page_id == "evidence":
        return language.say(_EVIDENCE_TABS[tab])
    if page_id == "risks" and tab:
        return language.say(action_plan.PLAN)
    return ""


# ---- situation


def _situation(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    knowledge, say = results.knowledge, language.say
    yield said(situation.lead(results, language))
    figures = situation.key_figures(results, language)
    yield TableBlock(
        columns=(
            Column(look="figure", share=19),
            Column(look="strong", share=24),
            Column(share=41),
            Column(share=24),
        ),
        rows=tuple(
            (str(one.figure), str(one.label), str(one.context), _verdict_of(one.claim, language)) for one in figures
        ),
    )
    yield TableBlock(
        heading=say("Five weeks that moved the market"),
        columns=(Column(share=16), Column(look="strong", share=24), Column(share=66)),
        rows=tuple(
            (language.date(event.day, record(*event.figures)), language.of(event.title), language.of(event.text))
            for event in knowledge.timeline
        ),
    )
    yield from chart_block("situation.prices", results, language)
    asked = situation.questions(results, language)
    yield TableBlock(
        heading=say("Three questions for your meeting"),
        columns=(Column(look="strong", share=36), Column(share=70)),
        rows=tuple((one.question, str(one.answer)) for one in asked),
    )
    yield Passage(heading=say("How reliable are the two articles?"), text=str(evidence.answer(results, language)))


def _verdict_of(claim: Claim, language: Language) -> str:
    """Whose claim, and what checking it found: "Source A: rounded"."""
    return language.say("Source {source}: {verdict}", source=claim.article, verdict=_verdict(claim, language))


def _verdict(claim: Claim, language: Language) -> str:
    word = verdict_word(claim.verdict, language)
    return f"{verdict_word('garbled', language)}, {word}" if claim.printing == "garbled" else word


# ---- market


def _market(tab: int, results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    if tab == len(MARKET_TABS):
        yield from holdings(results, language, shown)
        return
    name = list(MARKET_TABS)[tab]
    yield from printed(name, results, language, shown)
    if name != "falls":
        return
    yield TableBlock(
        heading=market.printed_heading(results, language),
        columns=_claim_columns(language, 82, 206, 221, 136),
        rows=tuple(
            (
                market.names(one, language),
                str(market.as_printed(one.claim, language)),
                str(market.as_checked(one, language)),
                _verdict(one.claim, language),
            )
            for one in market.printed(results)
        ),
    )
    misprint = market.misprint(results, language)
    if misprint is not None:
        yield Passage(heading=str(misprint.question), text=str(misprint.answer))


def _claim_columns(language: Language, *shares: float) -> tuple[Column, ...]:
    say = language.say
    names = (say("What"), say("Article prints"), say("What checking gives"), say("Verdict"))
    return tuple(
        Column(name=name, look="words" if place else "strong", share=share)
        for place, (name, share) in enumerate(zip(names, shares, strict=True))
    )


def _claims_table(claims: Iterable[Claim], results: Results, language: Language) -> TableBlock:
    """What is printed beside what it comes to."""
    return TableBlock(
        columns=_claim_columns(language, 25, 23, 45, 20),
        rows=tuple(
            (
                language.of(claim.label),
                _printed(claim, language),
                _checked(claim, results, language),
                _verdict(claim, language),
            )
            for claim in claims
        ),
    )


def _printed(claim: Claim, language: Language) -> str:
    origin = record(claim.id)
    printed = language.say("“{quotation}”", quotation=Shown(claim.printed, origin))
    if claim.repaired is None:
        return printed
    return language.say("{printed}, to be read as {reading}", printed=printed, reading=language.of(claim.repaired))


def _checked(claim: Claim, results: Results, language: Language) -> str:
    """The value first, where there is one, then the finding."""
    value, finding = evidence.computed_shown(results, claim, language), language.of(claim.statement)
    return finding if value == "–" else f"{value}\n{finding}"


# ---- risks


_MOST_COLUMNS = 5
"""Options with columns of their own on paper; the answers for more of them stand below each other."""


def _risks(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    say = language.say
    yield said(risks.answer(results, language), risks.scope(results, language), "loss")
    yield from chart_block("risks.heat", results, language)
    yield from _scored(results, language)
    answers: dict[tuple[str, OptionId], Given] = {
        (question, option): answer for question, option, answer in results.answers
    }
    options = results.options
    rows, groups = [], []
    for theme in THEMES:
        for question in results.knowledge.questions:
            if question.theme == theme:
                given = (answers.get((question.id, option.id)) for option in options)
                words = ["–" if answer is None else risks.answer_word(answer, language) for answer in given]
                if len(options) > _MOST_COLUMNS:
                    told = zip(options, words, strict=True)
                    words = ["\n".join(f"{language.of(option.short)}: {word}" for option, word in told)]
                rows.append((language.of(question.title), _asked(question, results, language), *words))
                groups.append(risks.theme_name(theme, language))
    yield TableBlock(
        heading=say("Checklist"),
        note=_progress(results, language),
        columns=(
            Column(name=say("Question"), look="strong", share=20),
            Column(share=52),
            *(
                [Column(name=say("Your answers"), share=34)]
                if len(options) > _MOST_COLUMNS
                else (Column(name=language.of(option.short), share=8.5) for option in options)
            ),
        ),
        rows=tuple(rows),
        groups=tuple(groups),
    )


def _scored(results: Results, language: Language) -> Iterable[Block]:
    """The weights of the themes where they differ, and how the score is computed."""
    say, shares = language.say, scoring.theme_shares(results, language)
    said_of_weights = str(scoring.weights_said(results, language))
    if results.theme_weights and not scoring.are_alike(results):
        yield TableBlock(
            heading=say("Weights of the themes"),
            note=said_of_weights,
            columns=(
                Column(name=say("Theme"), share=30),
                Column(name=say("Weight"), look="number", share=18),
                Column(share=58),
            ),
            rows=tuple((risks.theme_name(theme, language), shares.get(theme, "–"), "") for theme in THEMES),
        )
        said_of_weights = ""
    rule = " ".join(map(str, scoring.how_scored(language)))
    yield Passage(heading=say("How the score is computed"), text=f"{rule}\n{said_of_weights}".strip())


def _asked(question: Question, results: Results, language: Language) -> str:
    """A question, the measures taken, the reader's reason, and the notes on its options."""
    lines = [language.of(question.question)]
    for measure in question.measures:
        taken = [
            language.of(option.short)
            for option in results.options
            if (question.id, option.id, measure.id) in results.measures
        ]
        if taken:
            text = language.of(measure.text)
            lines.append(language.say("Measure ({options}): {text}", options=", ".join(taken), text=text))
    reason = results.reasons.get(question.id)
    if reason is not None and reason.text:
        lines.append(language.say("Reason: {reason}", reason=reason.text))
    for option in results.options:
        task = results.tasks.get(question.id, {}).get(option.id)
        if task is not None and task.note:
            lines.append(language.say("Note ({option}): {note}", option=language.of(option.short), note=task.note))
    return "\n".join(lines)


def _progress(results: Results, language: Language) -> str:
    given, asked = risks.progress(results)
    return language.say(
        "{given} of {asked} answers are given; a dash is one that is missing.",
        given=language.show(given, COUNTED, digits=0),
        asked=language.show(asked, COUNTED, digits=0),
    )


def _action_plan(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    yield said(action_plan.answer(results, language), action_plan.scope(language), "loss")
    rows = tuple(action_plan.row(item, results.today, language).cells for item in plan(results))
    if rows:
        shares = (17, 14, 24, 13, 12, 12, 34)
        yield TableBlock(
            columns=tuple(
                Column(name=name, look="strong" if place == action_plan.QUESTION else "words", share=share)
                for place, (name, share) in enumerate(zip(action_plan.header(language), shares, strict=True))
            ),
            rows=rows,
        )


# ---- decision


def _decision(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    say = language.say
    yield said(decision.answer(results, language), decision.standing(results, language), "money")
    yield from chart_block("decision.cost_risk", results, language)
    yield TableBlock(
        heading=say("Ranking"),
        columns=(
            Column(name=say("Option"), look="strong", share=26),
            Column(name=say("Score"), look="number", share=10),
            Column(share=70),
        ),
        rows=tuple(
            (one.label, str(one.shown) or "–", str(one.reason or one.note))
            for one in ranking.ranking(results, language)
        ),
    )
    firm = f"{ranking.firmness(results, language)}\n{ranking.how_scored(language)}"
    yield Passage(text=firm.strip())
    yield _weighed(results, language)
    yield TableBlock(
        heading=say("The options"),
        columns=(
            Column(name=say("Option"), look="strong", share=22),
            Column(name=say("Cost a month"), look="number", share=18),
            Column(name=say("Weeks to start"), look="number", share=14),
            Column(name=say("What it is"), share=52),
        ),
        rows=tuple(
            (row.label, row.cost, row.weeks, _lines(row.priced, row.description))
            for row in standpoints.options(results, language)
        ),
    )
    yield from chart_block("decision.weeks", results, language)


def _weighed(results: Results, language: Language) -> TableBlock:
    """Criteria with their weights, and the limits that are set."""
    say, limits, how = language.say, results.limits, results.api_costs.money
    most = dict.fromkeys(CRITERIA, "–")
    if limits.cost_per_month is not None:
        most["cost"] = language.show(how.of(limits.cost_per_month), reader("limits.cost_per_month"), how.currency, 0)
    if limits.risk is not None:
        most["risk"] = language.show(limits.risk, reader("limits.risk"), "points", exact_digits(limits.risk))
    shares = ranking.weight_shares(results, language)
    return TableBlock(
        heading=say("Weights and limits"),
        columns=(
            Column(name=say("Criterion"), share=30),
            Column(name=say("Weight"), look="number", share=18),
            Column(name=say("At most"), look="number", share=24),
            Column(share=34),
        ),
        rows=tuple((ranking.criterion_name(one, language), shares.get(one, "–"), most[one], "") for one in CRITERIA),
    )


def _lines(*parts: object) -> str:
    """Parts below each other; empty ones are left out."""
    return "\n".join(part for part in map(str, parts) if part)


# ---- evidence


def _register(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    say = language.say
    yield _reliability(results, language)
    listed = entries(results.knowledge, results.today)
    rows = []
    for entry in listed:
        row = register.row(results, entry, language)
        printed = say("“{quotation}”", quotation=row.printed) if row.printed else ""
        value = "\n".join(part for part in (printed, row.checked) if part and (part != "–" or not printed))
        rows.append((row.label, value, register.verdict_words(entry, language), row.source, str(row.as_of)))
    yield TableBlock(
        heading=say("Register"),
        note=say("Of a claim, the value shows what is printed and below it what checking gives."),
        columns=(
            Column(name=say("What"), share=36),
            Column(name=say("Value"), share=26),
            Column(name=say("Verdict, support"), share=20),
            Column(name=say("Source"), share=24),
            Column(name=say("As of"), share=15),
        ),
        rows=tuple(rows),
        groups=tuple(_group(entry, language) for entry in listed),
    )


def _group(entry: Entry, language: Language) -> str:
    kind = language.say(register.KIND_WORDS[entry.kind])
    return f"{kind} · {language.say(register.AREA_WORDS[entry.area])}" if entry.kind == "figure" else kind


def _articles(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    yield _reliability(results, language)
    yield from chart_block("evidence.verdicts", results, language)
    for article, name in _ARTICLES.items():
        claims = [claim for claim in results.knowledge.claims.values() if claim.article == article]
        yield Passage(heading=language.say(name), text=str(evidence.about_article(results, article, language)))
        yield _claims_table(claims, results, language)


def _reliability(results: Results, language: Language) -> Answer:
    return said(evidence.answer(results, language), evidence.rule(language), "loss")


def _contradictions(results: Results, language: Language, shown: tuple[str, ...]) -> Iterable[Block]:
    yield said(contradictions.answer(results, language), contradictions.rule(language), "loss")
    for id, one in results.knowledge.contradictions.items():
        yield from chart_block(f"evidence.{id}", results, language, str(contradictions.why(results, one, language)))


_EVIDENCE: tuple[Callable[[Results, Language, tuple[str, ...]], Iterable[Block]], ...] = (
    _register,
    _articles,
    _contradictions,
)
"""Behind the tabs of the evidence."""
