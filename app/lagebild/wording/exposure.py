"""What the reader's holdings say: the loss of the day, what came back, a larger shock, how it is computed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from lagebild.analysis.api_costs import Money
from lagebild.analysis.exposure import Missing, holding_of, origin_of_all, origin_of_holding, records_of
from lagebild.analysis.results import Results
from lagebild.calculators.constants import HOLDING
from lagebild.calculators.explanation import explain
from lagebild.calculators.exposure import HOLDINGS, Exposure
from lagebild.calculators.expression import Line, Named
from lagebild.errors import N_
from lagebild.language import DateStyle, Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader
from lagebild.wording import terms
from lagebild.wording.api_costs import joined
from lagebild.wording.market import group_name
from lagebild.wording.terms import TRADING_DAYS, USD_PER_EUR, Part, exact_digits, rate_note, shock_origin

_WHY: dict[Missing, str] = {
    "no close": N_("Not all closing prices of these days are known."),
    "nothing held": N_("No amount is entered."),
    "no loss": N_("Nothing was lost of which it could be a share."),
}


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason])


# ---- names and numbers

_MILLION = 1e6
_IN_MILLIONS = 10 * _MILLION
_WITHOUT_CENTS = 100
_LEAST = 0.005
"""Half a cent: less is nothing."""


def holding_name(results: Results, id: str, language: Language) -> str:
    """What an amount is held in: a group, or an index by its name."""
    holding = holding_of(id)
    if holding.group is not None:
        return group_name(holding.group, language)
    return results.knowledge.closes[holding.symbol].name


def names(results: Results, ids: Iterable[str], language: Language) -> str:
    """Holdings as a list inside a sentence."""
    *others, last = (holding_name(results, id, language) for id in ids)
    return language.say("{others} and {last}", others=", ".join(others), last=last) if others else last


def amount_shown(usd: float, how: Money, origin: Origin, language: Language, *, sign: bool = False) -> Shown:
    """A sum of US dollars in the currency shown: whole, small ones with cents, large ones in millions."""
    if how.currency == "EUR":
        origin = origin | USD_PER_EUR
    amount = how.of(usd)
    if abs(amount) >= _IN_MILLIONS:
        millions = amount / _MILLION
        digits = min(1, exact_digits(millions, 1)) if abs(millions) >= _WITHOUT_CENTS else exact_digits(millions, 2)
        return language.show(millions, origin, f"{how.currency} m", digits, sign=sign)
    digits = 0 if abs(amount) >= _WITHOUT_CENTS else exact_digits(amount, 2) and 2
    return language.show(amount, origin, how.currency, digits, sign=sign)


def line_shown(results: Results, name: str, language: Language, *, turned: bool = False, sign: bool = False) -> Shown:
    """A plain line: money in the currency shown, or a share; `turned`, a loss is a change below zero."""
    found, line = results.exposure, Exposure.lines[name]
    value, origin = found.lines[name], origin_of_all(found, line)
    if line.shown == "share":
        return language.show(value, origin, "share")
    return amount_shown(-value if turned else value, results.api_costs.money, origin, language, sign=sign)


def of_holding(
    results: Results, id: str, name: str, language: Language, *, turned: bool = False, sign: bool = False
) -> Shown:
    """A line of a holding, shown like a plain one."""
    found, line = results.exposure, Exposure.lines[name]
    value, origin = found.holdings[id][name], origin_of_holding(found, id, line)
    if line.shown == "share":
        return language.show(value, origin, "share")
    return amount_shown(-value if turned else value, results.api_costs.money, origin, language, sign=sign)


def return_shown(results: Results, id: str, language: Language, *, two_days: bool = False, digits: int = 2) -> Shown:
    """What a holding returned on the day, or over both days, with its sign."""
    found = results.exposure
    one, origin = found.returns[id], Origin(records=records_of(found, id))
    return language.show(one.two_days if two_days else one.day, origin, "share", digits, sign=True)


def factor_shown(results: Results, language: Language) -> Shown:
    """The reader's factor, as it stands before "times"."""
    factor = results.exposure.inputs["shock_factor"]
    return language.show(factor, reader("exposure.shock_factor"), digits=exact_digits(factor, 2))


def day_shown(results: Results, day: date, language: Language, style: DateStyle = "long") -> Shown:
    """One of the three days, known from the event or from the closes of the broad market."""
    of_the_shock = day == results.exposure.days.on
    origin = shock_origin(results.knowledge) if of_the_shock else TRADING_DAYS
    return language.date(day, origin, style)


# ---- the answer


@lru_cache(maxsize=4)  # said by the page, by charts and by their text alternatives
def answer(results: Results, language: Language) -> Text:
    """What the day cost and what came back; and, in another sentence, what a shock by the reader's factor costs."""
    first, more = day_words(results, language), shock_words(results, language)
    return Text((*first, Span(" "), *more)) if more else first


@lru_cache(maxsize=4)
def day_words(results: Results, language: Language) -> Text:
    """What the day of the shock would have cost, and what the day after gave back."""
    found = results.exposure
    sentence, day = language.sentence, day_shown(results, found.days.on, language)
    if not found.held:
        return sentence("Enter an amount, and you see what {day} would have cost it.", day=day)
    loss, back = found.lines["total_loss"], found.lines["total_given_back"]
    fields: dict[str, Any] = {
        "day": day,
        "amount": line_shown(results, "total_amount", language),
    }
    if loss < _LEAST:
        over_both = language.sentence(
            "over both days it is {change}",
            change=amount_shown(back - loss, results.api_costs.money,
                                origin_of_all(found, Exposure.total_value_after_two_days), language, sign=True),
        )  # fmt: skip
        if loss > -_LEAST:
            return sentence("On {day} your {amount} would have lost nothing; {both}.", both=over_both, **fields)
        gain = line_shown(results, "total_loss", language, turned=True)
        return sentence(
            "On {day} your {amount} would have gained *{gain}*; {both}.", gain=gain, both=over_both, **fields
        )
    fields["loss"] = line_shown(results, "total_loss", language)
    if back < -_LEAST:
        fields["more"] = line_shown(results, "total_given_back", language, turned=True)
        return sentence(
            "On {day} your {amount} would have lost *{loss}*, and on the day after another {more}.", **fields
        )
    fields["back"] = line_shown(results, "total_given_back", language)
    return sentence("On {day} your {amount} would have lost *{loss}*; the day after gave {back} back.", **fields)


@lru_cache(maxsize=4)
def shock_words(results: Results, language: Language) -> Text:
    """What a shock by the reader's factor would cost or bring; empty where it is that of the day, or nothing moves."""
    found = results.exposure
    loss, of_the_day = found.lines["total_shock_loss"], found.lines["total_loss"]
    if not found.held or found.inputs["shock_factor"] == 1 or abs(of_the_day) < _LEAST:
        return Text(())
    fields = {
        "factor": factor_shown(results, language),
        "amount": line_shown(results, "total_shock_loss", language, turned=loss < 0),
    }
    if loss < 0:
        return language.sentence("A move {factor} times as large would bring {amount}.", **fields)
    return language.sentence("A shock {factor} times as large would cost *{amount}*.", **fields)


# ---- what it covers, and what to mind


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """That it is no advice, between which closes, what is left out, and at which rate euros are computed."""
    days, sentence = results.exposure.days, language.sentence
    parts = [
        sentence("No investment advice"),
        sentence(
            "closing prices of {day} and {after} against those of {before}",
            day=day_shown(results, days.on, language, "short"),
            after=day_shown(results, days.after, language, "short"),
            before=day_shown(results, days.before, language, "short"),
        ),
        sentence("groups equally weighted"),
        sentence("without dividends and currency movements"),
    ]
    rate = rate_note(results.api_costs, results.knowledge, language)
    return joined([*parts, rate] if rate is not None else parts)


@lru_cache(maxsize=4)
def left_out(results: Results, language: Language) -> tuple[Text, ...]:
    """Shares that a held group is reckoned without, and holdings that are left out, for want of a close."""
    found, closes = results.exposure, results.knowledge.closes

    def missing_day(symbol: str) -> Shown:
        day = next(day for day in found.days if closes[symbol].on(day) is None)
        return day_shown(results, day, language)

    told = [
        language.sentence(
            "{holding}: computed without {name}, because no close of {day} is known.",
            holding=holding_name(results, id, language),
            name=closes[symbol].name,
            day=missing_day(symbol),
        )
        for id in found.held
        for symbol in found.returns[id].without
    ]
    entered = (one for one in HOLDINGS if one.id not in found.returns and found.inputs[one.amount] > 0)
    told += [
        language.sentence(
            "{holding} does not count: not all closing prices of these days are known.",
            holding=holding_name(results, one.id, language),
        )
        for one in entered
    ]
    return tuple(told)


def lost_entirely(results: Results, language: Language) -> Text | str:
    """What a shock by the reader's factor leaves nothing of; empty where it leaves something of everything."""
    lost = results.exposure.lost_entirely
    if not lost:
        return ""
    return language.sentence(
        "Of {holdings} nothing would be left then; no holding loses more than all of it.",
        holdings=names(results, lost, language),
    )


@lru_cache(maxsize=4)
def notes(results: Results, language: Language) -> tuple[Text, ...]:
    """What one should know before one repeats the numbers."""
    found, closes, sentence = results.exposure, results.knowledge.closes, language.sentence
    told = [*left_out(results, language)]
    for id in found.held:
        listed = {closes[symbol].name for symbol in found.returns[id].symbols}
        told += [
            sentence("{company} counts twice in {holding}, with both classes of its shares.", company=name,
                     holding=holding_name(results, id, language))
            for name in sorted(listed)
            if any(other.startswith(f"{name} ") for other in listed)
        ]  # fmt: skip
    if len(found.held) > 1:
        told.append(sentence("Groups and indices overlap: a share that stands in two of them counts in both."))
    if "dax" in found.held:
        told.append(
            sentence(
                "The DAX is in euros and counts dividends in: its return is taken as it is, whatever the euro did "
                "against the dollar."
            )
        )
    told.append(
        sentence(
            "The factor multiplies the return of every holding on {day}; a real shock of that size would hit each in "
            "its own way.",
            day=day_shown(results, found.days.on, language),
        )
    )
    told.append(
        sentence("No investment advice: this says what two days did, not what anyone should hold, buy or sell.")
    )
    return tuple(told)


# ---- how it is computed

_EXACT = 3
"""Places of a return, in per cent, with which a hundred thousand comes out to the dollar."""


def workings(results: Results, language: Language) -> tuple[Part, ...]:
    """Every amount times its return of the day, their sum, and the day after; only the sums are in euros."""
    found, how = results.exposure, results.api_costs.money
    if not found.held:
        return ()
    nothing = Text((Span(""),))
    rows = [
        Part(
            holding_name(results, id, language),
            language.sentence(
                "{amount} × {change}",
                amount=shown_amount(results, id, language),
                change=return_shown(results, id, language, digits=_EXACT),
            ),
            of_holding(results, id, "loss", language, turned=True, sign=True),
            how.of(-found.holdings[id]["loss"]),
        )
        for id in found.held
    ]
    loss, back = found.lines["total_loss"], found.lines["total_given_back"]
    both = amount_shown(
        back - loss, how, origin_of_all(found, Exposure.total_value_after_two_days), language, sign=True
    )
    return (
        *rows,
        Part(
            day_shown(results, found.days.on, language, "day"),
            nothing,
            line_shown(results, "total_loss", language, turned=True, sign=True),
            how.of(-loss),
        ),
        Part(
            day_shown(results, found.days.after, language, "day"),
            nothing,
            line_shown(results, "total_given_back", language, sign=True),
            how.of(back),
        ),
        Part(language.say("Both days"), nothing, both, how.of(back - loss)),
    )


_DOLLARS = Money("USD", 1)


def shown_amount(results: Results, id: str, language: Language) -> Shown:
    """What is held, in US dollars as it is put in."""
    found = results.exposure
    origin = origin_of_holding(found, id, Exposure.amount)._replace(line="")
    return amount_shown(found.holdings[id]["amount"], _DOLLARS, origin, language)


@lru_cache(maxsize=4)
def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The returns and the formulas with labels and with the numbers of every holding, money in US dollars."""
    found, sentence = results.exposure, language.sentence
    steps = [
        sentence(
            "{holding}: {day} on {on}, {both} over both days",
            holding=holding_name(results, id, language),
            day=return_shown(results, id, language, digits=_EXACT),
            on=day_shown(results, found.days.on, language, "day"),
            both=return_shown(results, id, language, two_days=True, digits=_EXACT),
        )
        if len(found.returns[id].symbols) == 1
        else sentence(
            "{holding}: {day} on {on}, {both} over both days, each the mean of {count} shares: {shares}",
            holding=holding_name(results, id, language),
            day=return_shown(results, id, language, digits=_EXACT),
            on=day_shown(results, found.days.on, language, "day"),
            both=return_shown(results, id, language, two_days=True, digits=_EXACT),
            count=language.show(len(found.returns[id].symbols), COUNTED, digits=0),
            shares=", ".join(results.knowledge.closes[symbol].name for symbol in found.returns[id].symbols),
        )
        for id in found.held
    ]
    for line in (Exposure.loss, Exposure.given_back, Exposure.shock_loss_share, Exposure.shock_loss):
        steps.append(_written(line, language))
        steps += [_worked(results, line, id, language) for id in found.held]
    if found.held:
        steps += [_summed(results, *pair, language) for pair in _TOTALS]
    if results.api_costs.money.currency == "EUR" and found.held:
        steps.append(
            sentence(
                "{usd} ÷ {rate} US dollars per euro = {eur}",
                usd=amount_shown(
                    found.lines["total_loss"], _DOLLARS, origin_of_all(found, Exposure.total_loss), language
                ),
                rate=language.show(results.api_costs.money.usd_per_eur, USD_PER_EUR, digits=4),
                eur=line_shown(results, "total_loss", language),
            )
        )
    return tuple(steps)


_TOTALS = (
    (Exposure.loss, Exposure.total_loss),
    (Exposure.given_back, Exposure.total_given_back),
    (Exposure.shock_loss, Exposure.total_shock_loss),
)


def _label(language: Language, named: Named) -> str:
    return language.of(named.label)


def _written(line: Line, language: Language) -> Text:
    """A formula with labels."""
    words = explain(line, lambda named: _label(language, named), lambda literal: _literal(literal, language), language)
    return Text((Span(f"{_label(language, line)} = {words}", COUNTED),))


def _worked(results: Results, line: Line, id: str, language: Language) -> Text:
    """The same with the numbers of a holding."""

    def number(named: Named) -> str:
        return shown_value(results, named, id, language)

    worked = explain(line, number, lambda literal: _literal(literal, language), language)
    origin = origin_of_holding(results.exposure, id, line)
    return Text((Span(f"{holding_name(results, id, language)}: "), Span(f"{worked} = {number(line)}", origin)))


def _summed(results: Results, line: Line, total: Line, language: Language) -> Text:
    """The sum over all holdings."""
    found = results.exposure
    parts = " + ".join(shown_value(results, line, id, language) for id in found.held)
    origin = origin_of_all(found, total)
    whole = amount_shown(found.lines[total.name], _DOLLARS, origin, language)
    said = Span(f"{_label(language, total)} = ", COUNTED)
    return Text((said, Span(f"{parts} = {whole}" if len(found.held) > 1 else whole, origin)))


def _literal(value: int, language: Language) -> str:
    return language.show(value, COUNTED)


def shown_value(results: Results, named: Named, id: str, language: Language) -> Shown:
    """The number of an input, look-up or line at a holding, money in US dollars, as an explanation shows it."""
    found = results.exposure
    if named is Exposure.day_return:
        return return_shown(results, id, language, digits=_EXACT)
    if named is Exposure.two_day_return:
        return return_shown(results, id, language, two_days=True, digits=_EXACT)
    if named is Exposure.amount:
        return shown_amount(results, id, language)
    if named.name in Exposure.lines:
        line = Exposure.lines[named.name]
        value, origin = found.holdings[id][line.name], origin_of_holding(found, id, line)
        if line.shown == "share":
            return language.show(value, origin, "share", _EXACT)
        return amount_shown(value, _DOLLARS, origin, language)
    declared = Exposure.inputs[named.name]
    return terms.input_shown(declared, found.inputs[named.name], reader(f"exposure.{named.name}"), language)


# ---- every number


def as_json(results: Results, language: Language) -> dict[str, Any]:
    """What `lagebild results` prints of the holdings: plain US dollars, null with a sentence in "why"."""
    found = results.exposure
    return {
        "inputs": found.inputs,
        "preset": found.preset,
        "days": {name: day.isoformat() for name, day in found.days._asdict().items()},
        "lines": {
            **{name: found.lines.get(name) for name, line in Exposure.lines.items() if not line.over},
            **_why(found.missing.values(), language),
        },
        "holdings": {one.id: _holding(results, one.id, language) for one in HOLDINGS},
        "answer": str(answer(results, language)),
    }


def _holding(results: Results, id: str, language: Language) -> dict[str, Any]:
    found = results.exposure
    known = found.returns.get(id)
    return {
        "name": holding_name(results, id, language),
        "symbols": [] if known is None else list(known.symbols),
        "without": [] if known is None else list(known.without),
        "day_return": None if known is None else known.day,
        "two_day_return": None if known is None else known.two_days,
        **{name: found.holdings[id].get(name) for name, line in Exposure.lines.items() if HOLDING in line.over},
        **_why(found.missing_holdings[id].values(), language),
    }


def _why(missing: Iterable[Missing], language: Language) -> dict[str, str]:
    """Each reason as a sentence, once; nothing where nothing is missing."""
    reasons: dict[Missing, None] = dict.fromkeys(missing)
    return {"why": " ".join(str(why_missing(reason, language)) for reason in reasons)} if reasons else {}
