"""What the command palette finds: pages, commands, charts and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from lagebild.charts.contents import build, charts
from lagebild.charts.uses import PAGE_OF
from lagebild.documents.market_tabs import TABS as MARKET_TABS
from lagebild.documents.printed_costs import HOLDINGS
from lagebild.errors import N_
from lagebild.pages.actions import ACTIONS, PAGES, key_words
from lagebild.pages.calculators import TABS as CALCULATORS
from lagebild.pages.exporting import PLAN
from lagebild.session import Session
from lagebild.widgets.palette_dialog import Command
from lagebild.wording import action_plan
from lagebild.wording.event_window import DEFINITIONS
from lagebild.wording.register import value_shown
from lagebild.wording.standings import standing_icon
from lagebild.wording.verdicts import Verdict, verdict_icon, verdict_word

_UNLISTED = ("search", "next_tab", "previous_tab", "next_region", "previous_region")


def page_of(topic: str) -> str:
    """The page on which the charts of a topic stand."""
    return PAGE_OF.get(topic, topic)


def commands(
    session: Session,
    triggers: Mapping[str, Callable[[], object]],
    show_evidence: Callable[[str], object],
    show_chart: Callable[[str], object],
) -> list[Command]:
    """Everything that can be found; `triggers` do the actions by their ids, those of pages among them."""
    return [
        *_pages(session, triggers),
        *_tabs(session, show_chart),
        *_actions(session, triggers),
        *_charts(session, show_chart),
        *_claims(session, show_evidence),
        *_figures(session, show_evidence),
        *_statistics(session, show_chart),
    ]


def _pages(session: Session, triggers: Mapping[str, Callable[[], object]]) -> Iterator[Command]:
    language = session.language
    group = language.say("Pages")
    for number, page in enumerate(PAGES, 1):
        keys = key_words(f"Ctrl+{number}", language)
        yield Command(group, language.say(page.words), "", keys, page.icon, triggers[page.page])


def _tabs(session: Session, show_chart: Callable[[str], object]) -> Iterator[Command]:
    """The tabs, each by the first of its charts, the action plan by its name.

    The revenue gap stands with the costs, where it is computed.
    """
    say, known = session.language.say, charts(session.knowledge)
    names = {page.page: page.words for page in PAGES}
    calculators = {HOLDINGS: "exposure", **{name: topic for topic, name in CALCULATORS.items()}}
    first = {tab.name: next(iter(tab.charts)) for tab in MARKET_TABS.values()}
    first |= {
        name: next((id for id in known if id.partition(".")[0] == topic), "") for name, topic in calculators.items()
    }
    first |= {N_("Checklist"): "risks.heat", action_plan.PLAN: f"risks.{PLAN}"}
    for name, id in first.items():
        if id:
            page = page_of(id.partition(".")[0])
            yield Command(say("Pages"), say(name), say(names[page]), "", "chart", partial(show_chart, id))


def _statistics(session: Session, show_chart: Callable[[str], object]) -> Iterator[Command]:
    say = session.language.say
    for term, _ in DEFINITIONS:
        window = MARKET_TABS["window"]
        page = say(window.name)
        yield Command(say("Statistics"), say(term), page, "", "info", partial(show_chart, "market.window"))


def _actions(session: Session, triggers: Mapping[str, Callable[[], object]]) -> Iterator[Command]:
    say = session.language.say
    group = say("Commands")
    dark = session.theme.name == "dark"
    impossible = {
        "undo": not session.history.canUndo(),
        "redo": not session.history.canRedo(),
        "swap": session.briefing.kept is None,
    }
    for action in ACTIONS:
        if action.id in _UNLISTED or impossible.get(action.id, False):
            continue
        words, icon = say(action.words), action.icon
        if action.id == "language" and session.language.code == "de":
            words = say("Switch to English")
        elif action.id == "theme" and dark:
            words, icon = say("Switch to light colours"), "sun"
        keys = key_words(action.keys[0], session.language) if action.keys else ""
        yield Command(group, words, "", keys, icon, triggers[action.id])


def _charts(session: Session, show_chart: Callable[[str], object]) -> Iterator[Command]:
    say = session.language.say
    group = say("Charts")
    names = {page.page: page.words for page in PAGES}
    for id in charts(session.knowledge):
        chart = build(id, session.results, session.language)
        page = page_of(chart.topic)
        yield Command(group, chart.heading, say(names[page]), "", "chart", partial(show_chart, id))


def _claims(session: Session, show_evidence: Callable[[str], object]) -> Iterator[Command]:
    language = session.language
    group = language.say("Evidence")
    for id, claim in session.knowledge.claims.items():
        verdict: Verdict = "garbled" if claim.printing == "garbled" else claim.verdict
        source = language.say("Source {source}", source=claim.article)
        hint = f"{source} · {verdict_word(verdict, language)}"
        yield Command(group, language.of(claim.label), hint, "", verdict_icon(verdict), partial(show_evidence, id))


def _figures(session: Session, show_evidence: Callable[[str], object]) -> Iterator[Command]:
    language = session.language
    group = language.say("Figures")
    for id, figure in session.knowledge.figures.items():
        sign = standing_icon(session.knowledge.standing(id))
        hint = str(value_shown(figure, language))
        yield Command(group, language.of(figure.label), hint, "", sign, partial(show_evidence, id))
