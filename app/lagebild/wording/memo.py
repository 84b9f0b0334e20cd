"""The sentences of the decision memo: what is asked, what follows, why, what is missing, what would change it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lagebild.analysis.behind import behind
from lagebild.analysis.decision import Standpoint
from lagebild.analysis.results import Results
from lagebild.analysis.risks import POINTS
from lagebild.briefing import Limits
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.expression import origin_of
from lagebild.errors import N_
from lagebild.knowledge.records import OptionId
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.wording import ranking, risks, scoring, self_hosting, standpoints
from lagebild.wording.origins import Root, roots
from lagebild.wording.shares import settled_share
from lagebild.wording.standings import standing_word
from lagebild.wording.terms import exact_digits, model_name, money

if TYPE_CHECKING:  # the checklist is read when a page asks for it
    from lagebild.knowledge.questions import Measure, Question

_NAMED = 5
"""Questions, measures and the like that are named one by one; the rest is counted."""


class OptionLine(NamedTuple):
    """An option in the memo's table."""

    id: OptionId
    name: str
    cost: Text
    risk: Text
    weeks: Text
    limits: str
    rank: Text
    chosen: bool


# ---- what it comes to


def chosen(results: Results) -> OptionId | None:
    """The one option the answer names: first of those inside the limits where there are some; None where there is none.

    It is the same one that the answer of the decision page comes to.
    """
    compared = _compared(results)
    if results.limits != Limits():
        compared = {id: one for id, one in compared.items() if one.inside_limits}
    if len(compared) == 1:
        return next(iter(compared))
    best = min((one.rank for one in compared.values() if one.rank is not None), default=None)
    first = [id for id, one in compared.items() if best is not None and one.rank == best]
    return first[0] if len(first) == 1 else None


def _compared(results: Results) -> dict[OptionId, Standpoint]:
    return {id: one for id, one in results.decision.items() if standpoints.is_compared(one)}


def _names(results: Results, language: Language) -> dict[OptionId, str]:
    return {row.id: row.label for row in standpoints.options(results, language)}


def question(results: Results, language: Language) -> Text:
    """What the memo is to decide."""
    requests = results.api_costs.lines.get("requests_per_month")
    names = _names(results, language)
    fields = {"count": language.show(len(names), COUNTED, digits=0), "names": ", ".join(names.values())}
    if requests is None:
        return language.sentence("Which of {count} options do we take: {names}?", **fields)
    return language.sentence(
        "Which of {count} options do we take for {requests} requests a month: {names}?",
        requests=language.show(requests, origin_of(ApiCosts.requests_per_month), digits=0),
        **fields,
    )


def options(results: Results, language: Language) -> tuple[OptionLine, ...]:
    """The options side by side, in the order of the page."""
    taken, decided = chosen(results), results.decision
    lines = []
    for row in standpoints.options(results, language):
        one, score = decided[row.id], results.risks[row.id].overall
        cost = standpoints.cost_of(results, row.id, language)
        risk = Text((Span("–"),))
        if score is not None:
            points = language.show(score.middle, standpoints.RISK, digits=0)
            low, high = round(score.low), round(score.high)
            risk = Text((Span(points, points.origin),))
            if low < high:
                band = language.show_range(low, high, standpoints.RISK, digits=0, dash=True)
                risk = language.sentence("{points} ({range})", points=points, range=band)
            if not results.risks[row.id].enough:
                risk = Text((*risk, *language.sentence(", too little settled")))
        lines.append(
            OptionLine(
                row.id,
                row.label,
                Text((Span(row.cost if cost is None else cost, getattr(cost, "origin", None)),)),
                risk,
                Text((Span(row.weeks, row.weeks.origin),)),
                _limits(results, one, language),
                _rank(one, language),
                row.id == taken,
            )
        )
    return tuple(lines)


def _limits(results: Results, one: Standpoint, language: Language) -> str:
    if results.limits == Limits():
        return language.say("no limit set")
    if one.inside_limits is None:
        return language.say("not known")
    return language.say("inside") if one.inside_limits else language.say("outside")


def _rank(one: Standpoint, language: Language) -> Text:
    if one.blocked:
        return language.sentence("out")
    if one.rank is None or one.score is None:
        return Text((Span("–"),))
    score = language.show(one.score, standpoints.SCORE, digits=0)
    return language.sentence("{rank} (score {score})", rank=language.show(one.rank, COUNTED), score=score)


# ---- why


def why(results: Results, language: Language) -> tuple[Text, ...]:
    """What speaks for the option that is chosen; without one, what is known so far."""
    id = chosen(results)
    if id is None:
        parts = (risks.answer(results, language), risks.scope(results, language))
        return tuple(part for part in parts if part)
    found = [_cost(results, id, language), _risk(results, id, language), _time(results, id, language)]
    one = results.decision[id]
    if one.pareto and (compared := len(_compared(results))) > 1:
        message = N_("No option beats it in cost, risk and time to start at once.")
        if compared < len(results.decision):
            message = N_("Of those that can be ranked, none beats it in cost, risk and time to start at once.")
        found.append(language.sentence(message))
    if one.rank == 1 and (firm := ranking.firmness(results, language)):
        found.append(firm)
    elif one.rank is not None and one.rank > 1:
        found.append(
            language.sentence(
                "By the weights alone it is on rank {rank}; what ranks higher is above a limit.",
                rank=language.show(one.rank, COUNTED),
            )
        )
    return tuple(found)


def _cost(results: Results, id: OptionId, language: Language) -> Text:
    order = sorted(_compared(results).items(), key=lambda pair: pair[1].cost_per_month or 0.0)
    names, own = _names(results, language), standpoints.cost_of(results, id, language)
    fields = {"name": names[id], "cost": own}
    others = [other for other, _ in order if other != id]
    if not others:
        return language.sentence("{name} costs *{cost}* a month.", **fields)
    fields |= {"other": names[others[0]], "theirs": standpoints.cost_of(results, others[0], language)}
    if str(own) == str(fields["theirs"]):
        return language.sentence(
            "{name} costs *{cost}* a month, as much as {other}; none that can be ranked costs less.", **fields
        )
    if order[0][0] == id:
        return language.sentence(
            "{name} costs least of those that can be ranked: *{cost}* a month; next is {other} with {theirs}.", **fields
        )
    return language.sentence(
        "{name} costs *{cost}* a month; the least of those that can be ranked is {theirs} ({other}).", **fields
    )


def _risk(results: Results, id: OptionId, language: Language) -> Text:
    names, score = _names(results, language), results.risks[id].overall
    assert score is not None
    points = {other: round(one.risk or 0.0) for other, one in _compared(results).items()}
    low, high = round(score.low), round(score.high)
    fields = {
        "points": language.show(points[id], standpoints.RISK, digits=0),
        "all": language.show(100, COUNTED, digits=0),
        "range": language.show_range(low, high, standpoints.RISK, digits=0),
    }
    message = N_("Its risk is *{points}* of {all} points")
    if low < high:
        message = N_("Its risk is *{points}* of {all} points ({range}, as long as not all is settled)")
    stated = language.sentence(message, **fields)
    others = {other: one for other, one in points.items() if other != id}
    if not others:
        return Text((*stated, Span(".")))
    least = min(others, key=lambda other: others[other])
    message = (
        N_("; {other} carries {theirs}.") if points[id] <= others[least] else N_("; the least is {theirs} ({other}).")
    )
    theirs = language.show(others[least], standpoints.RISK, digits=0)
    return Text((*stated, *language.sentence(message, other=names[least], theirs=theirs)))


def _time(results: Results, id: OptionId, language: Language) -> Text:
    names = _names(results, language)
    weeks = {row.id: row.weeks for row in standpoints.options(results, language)}
    records = {row.id: results.decision[row.id].weeks_to_start for row in standpoints.options(results, language)}

    def shown(of: OptionId) -> Shown:
        return language.show(records[of], weeks[of].origin, "week", 0)

    quick = min(_compared(results), key=lambda other: records[other])
    if records[quick] >= records[id]:
        return language.sentence("It starts after *{weeks}*; none that can be ranked is quicker.", weeks=shown(id))
    return language.sentence(
        "It starts after *{weeks}*; the quickest, {other}, after {theirs}.",
        weeks=shown(id), other=names[quick], theirs=shown(quick),
    )  # fmt: skip


# ---- what is missing


def missing(results: Results, language: Language) -> tuple[Text, ...]:
    """What is not known yet, or not said."""
    found: list[Text] = []
    titles = {one.id: language.of(one.title) for one in results.knowledge.questions}
    for row in standpoints.options(results, language):
        risk = results.risks[row.id]
        if risk.missing:
            named = ", ".join(language.say("“{title}”", title=titles[id]) for id in risk.missing[:3])
            count = language.say_plural(
                "{count} question not settled", "{count} questions not settled", len(risk.missing)
            )
            covered = 0.0 if risk.overall is None else risk.overall.coverage
            found.append(
                language.sentence(
                    "{option}: {count}, {share} of the weight settled; the weightiest: {titles}.",
                    option=row.label,
                    count=Shown(count, COUNTED),
                    share=language.show(settled_share(covered), COUNTED, "share", 0),
                    titles=named,
                )
            )
        if results.decision[row.id].cost_per_month is None:
            found.append(language.sentence("{option}: {reason}.", option=row.label, reason=row.cost))
    if results.limits.cost_per_month is None:
        found.append(language.sentence("No limit of the cost is set."))
    if results.limits.risk is None:
        found.append(language.sentence("No limit of the risk is set."))
    answered = {id for id, _, _ in results.answers}
    bare = [id for id in answered if not (reason := results.reasons.get(id)) or not reason.text.strip()]
    if bare:
        words = language.say_plural(
            "{count} answered question has no reason written down.",
            "{count} answered questions have no reason written down.",
            len(bare),
        )
        found.append(Text((Span(words, COUNTED),)))
    return tuple(found) or (language.sentence("Nothing: every question is settled, and both limits are set."),)


# ---- knock-outs


def knockouts(results: Results, language: Language) -> tuple[Text, ...]:
    """The knock-out questions that put an option out, or could."""
    found: list[Text] = []
    titles = {one.id: language.of(one.title) for one in results.knowledge.questions}
    for row in standpoints.options(results, language):
        risk = results.risks[row.id]
        found += [
            language.sentence("{option} is out: “{title}” is answered “open”.", option=row.label, title=titles[id])
            for id in risk.blocked_by[:_NAMED]
        ]
        if not risk.blocked_by and risk.answered:
            found += [
                language.sentence(
                    "{option} could be out: “{title}” is not settled.", option=row.label, title=titles[id]
                )
                for id in risk.may_block[:_NAMED]
            ]
            found += _more(len(risk.may_block), language)
        found += _more(len(risk.blocked_by), language)
    return tuple(found) or (language.sentence("No knock-out question is answered “open”."),)


def _more(count: int, language: Language) -> list[Text]:
    if count <= _NAMED:
        return []
    words = language.say_plural("and {count} more", "and {count} more", count - _NAMED)
    return [Text((Span(words, COUNTED),))]


# ---- measures


def measures_taken(results: Results, language: Language) -> tuple[Text, ...]:
    """The measures that are ticked for the chosen option, or for any where none is chosen."""
    only, names = chosen(results), _names(results, language)
    found = []
    for one in results.knowledge.questions:
        for measure in one.measures:
            ids = [id for id in names if (one.id, id, measure.id) in results.measures and only in (None, id)]
            if ids:
                among = "" if only else ", ".join(names[id] for id in ids)
                found.append(_measure(one, measure, among, language))
    return tuple(found) or (language.sentence("None is ticked."),)


def measures_open(results: Results, language: Language) -> tuple[Text, ...]:
    """The measures that would lower the risk of the chosen option most, with what they come to."""
    id = chosen(results)
    if id is None:
        return ()
    score = results.risks[id].overall
    assert score is not None
    parts = behind(results.knowledge.questions, id, results.answers, results.measures)
    whole: dict[str, float] = {}
    for part in parts:
        if part.points is not None:
            whole[part.question.theme] = whole.get(part.question.theme, 0.0) + part.question.weight
    possible: list[tuple[float, Question, Measure]] = []
    for part in parts:
        for measure in part.question.measures:
            if part.counts == measure.moves[0] and (part.question.id, id, measure.id) not in results.measures:
                fallen = POINTS[measure.moves[0]][1] - POINTS[measure.moves[1]][1]
                of_theme = part.question.weight / whole[part.question.theme]
                weight = scoring.theme_points(results, part.question.theme)
                possible.append((fallen * of_theme * weight, part.question, measure))
    possible.sort(key=lambda one: -one[0])
    found = []
    for _, of, measure in possible[:_NAMED]:
        after = results.risks_if(of.id, id, measure.id).overall
        if after is not None and after.middle < score.middle:
            origin = risks.answers_behind(results, id)
            effect = language.sentence(
                " Risk then {after} instead of {before}.",
                after=language.show(after.middle, origin, digits=1),
                before=language.show(score.middle, origin, digits=1),
            )
            found.append(Text((*_measure(of, measure, "", language), *effect)))
    rest = len(possible) - min(len(possible), _NAMED)
    if rest:
        words = language.say_plural("{count} more is possible.", "{count} more are possible.", rest)
        found.append(Text((Span(words, COUNTED),)))
    return tuple(found)


def _measure(of: Question, measure: Measure, among: str, language: Language) -> Text:
    origin = risks.evidence_of(of)
    fields = {
        "measure": language.told(measure.text, origin),
        "owner": language.told(measure.owner, origin),
        "title": language.of(of.title),
    }
    if among:
        return language.sentence("{measure} (“{title}”, {owner}; for {options})", options=among, **fields)
    return language.sentence("{measure} (“{title}”, {owner})", **fields)


# ---- what would change it


def changes(results: Results, language: Language) -> tuple[Text, ...]:
    """What would bring another option to the top, or this one out of a limit."""
    id = chosen(results)
    if id is None:
        return ()
    names, compared, found = _names(results, language), _compared(results), []
    one, score = results.decision[id], results.risks[id].overall
    assert score is not None and one.cost_per_month is not None
    others = {other: place.wins_share or 0.0 for other, place in compared.items() if other != id}
    rival = max(others, key=lambda other: others[other], default=None)
    if rival is not None and others[rival] > 0:
        found.append(
            language.sentence(
                "Other weights: {other} comes first in {share} of all possible weightings.",
                other=names[rival],
                share=standpoints.share_shown(others[rival], standpoints.WINS, language),
            )
        )
    limits = results.limits
    if limits.cost_per_month is not None and limits.cost_per_month >= one.cost_per_month:
        own = standpoints.cost_of(results, id, language)
        origin = reader("limits.cost_per_month") | (own.origin if own is not None else COUNTED)
        room = money(limits.cost_per_month - one.cost_per_month, results.api_costs.money, origin, language)
        found.append(
            language.sentence("A cost that rises by more than {room} a month: then it is above the limit.", room=room)
        )
    if limits.risk is not None and score.high > limits.risk >= score.low:
        band = language.show_range(score.low, score.high, standpoints.RISK, digits=0)
        found.append(
            language.sentence(
                "Its own open answers: they can put its risk anywhere from {range}, the limit is {limit}.",
                range=band,
                limit=language.show(limits.risk, reader("limits.risk"), digits=exact_digits(limits.risk)),
            )
        )
    elif limits.risk is not None and limits.risk >= score.middle:
        left = math.floor((limits.risk - score.middle) * 10 + 1e-9) / 10  # rounded up, it would allow too much
        room = language.show(left, standpoints.RISK | reader("limits.risk"), "points", exact_digits(left))
        found.append(language.sentence("A risk that rises by more than {room}: then it is above the limit.", room=room))
    unsettled = standpoints.may_block(results, id, language)
    if unsettled:
        found.append(language.sentence("A knock-out: {reason}.", reason=unsettled))
    against = results.self_hosting.against.get(one.model or "", {})
    if one.model and "break_even_tokens_per_month" in against and self_hosting.stand(results, one.model) == "pays":
        found.append(
            language.sentence(
                "Volume: from {volume} tokens a month own hardware costs less than {model}; now it is {now}.",
                volume=self_hosting.break_even(results, one.model, language),
                model=Shown(model_name(one.model, results.knowledge), record(one.model)),
                now=self_hosting.own_volume(results, language),
            )
        )
    return tuple(found)


# ---- what it rests on


@lru_cache(maxsize=2)  # asked for what is assumed, and for what is evident
def _rests_on(results: Results, language: Language) -> tuple[Root, ...]:
    """Every root of the numbers of the options' table and of the knock-outs' evidence, each once."""
    found, seen = [], set()
    for origin in _origins(results, language):
        for root in roots(results, origin, language):
            key = (root.id or root.kind, str(root.label))
            if key not in seen:
                seen.add(key)
                found.append(root)
    return tuple(found)


def _origins(results: Results, language: Language) -> Iterator[Origin]:
    only = chosen(results)
    for line in options(results, language):
        if only in (None, line.id):
            yield from line.cost.origins
        yield from line.weeks.origins
    yield reader("as_of")
    by_id = {one.id: one for one in results.knowledge.questions}
    for risk in results.risks.values():
        for id in dict.fromkeys((*risk.blocked_by, *(risk.may_block if risk.answered else ()))):
            yield risks.evidence_of(by_id[id])


def assumptions(results: Results, language: Language) -> tuple[Text, ...]:
    """What is assumed and what is the reader's own, with its value and why or by whom."""
    return _told((root for root in _rests_on(results, language) if _is_assumed(root)), language)


def evidence(results: Results, language: Language) -> tuple[Text, ...]:
    """The records behind the numbers and the knock-outs, with source, date and how well they are checked."""
    rest = (root for root in _rests_on(results, language) if root.kind == "record" and not _is_assumed(root))
    return _told(rest, language)


def _is_assumed(root: Root) -> bool:
    return root.kind == "input" or (root.kind == "record" and root.standing in ("assumption", "estimate"))


def _told(found: Iterable[Root], language: Language) -> tuple[Text, ...]:
    lines = []
    for root in found:
        spans = [*_spans(root.label)]
        if root.value is not None and str(root.value) != "–":
            spans += [Span(": "), *_spans(root.value)]
        if root.note:
            spans += [Span(" · "), *root.note]
        if root.standing is not None:
            spans += [Span(" · "), Span(standing_word(root.standing, language))]
        if root.id:  # names of sources and models hold digits, too
            spans = [span if span.origin is not None else span._replace(origin=record(root.id)) for span in spans]
        lines.append(Text(spans))
    return tuple(lines)


def _spans(words: str | Text) -> tuple[Span, ...]:
    return tuple(words) if isinstance(words, Text) else (Span(words, getattr(words, "origin", None)),)


def disclaimer(results: Results, language: Language) -> Text:
    """What the memo is not."""
    return language.sentence(
        "No legal advice. Prices of {day}; the checklist as answered on {today}. "
        "Made with Lagebild, knowledge {version}.",
        day=language.date(results.api_costs.as_of, reader("as_of")),
        today=language.date(results.today, COUNTED),
        version=Shown(results.knowledge.about.version, COUNTED),
    )
