"""What the market page says of the largest losses of market value in a day, and where the shock stands among them."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.errors import N_
from lagebild.knowledge.market import RecordLoss
from lagebild.language import Language, Shown, Text
from lagebild.origin import COUNTED, record
from lagebild.wording.terms import enumerated, partial_date

UNTIL = "record-losses-until"
"""The figure that says how far the list reaches, and over which companies."""


def of_the_shock(results: Results) -> RecordLoss:
    """The largest loss on the day of the shock."""
    return next(loss for loss in results.knowledge.record_losses if loss.day == results.shock.day)


def name(loss: RecordLoss, language: Language) -> str:
    """A loss by company and day."""
    return language.say("{company}, {day}", company=loss.company, day=language.date(loss.day, record(loss.id)))


def loss_shown(loss: RecordLoss, language: Language) -> Shown:
    """A number, or a range where sources or share counts differ."""
    return language.show_range(loss.low_usd_bn, loss.high_usd_bn, record(loss.id), "USD bn", 0)


def until(results: Results, language: Language) -> Shown:
    """The day the list reaches."""
    return partial_date(str(results.knowledge.figure(UNTIL).value), record(UNTIL), language)


def answer(results: Results, language: Language) -> Text:
    """Where the loss of the shock stands, and which comes next."""
    losses = [loss for loss in results.knowledge.record_losses if loss.rank is not None]
    shock = of_the_shock(results)
    other = next(loss for loss in losses if loss is not shock)
    arguments = {
        "name": shock.company,
        "loss": loss_shown(shock, language),
        "day": language.date(shock.day, record(shock.id), "long"),
        "until": until(results, language),
        "other": other.company,
        "other_loss": loss_shown(other, language),
        "other_day": language.date(other.day, record(other.id), "long"),
    }
    if shock.rank == 1:
        return language.sentence(
            "{name}’s loss of *{loss}* on {day} is the largest in a single day known up to {until}; "
            "next comes {other} with *{other_loss}* on {other_day}.",
            **arguments,
        )
    return language.sentence(
        "{name}’s loss of *{loss}* on {day} is number {rank} of those known up to {until}; "
        "the largest is that of {other} with *{other_loss}* on {other_day}.",
        rank=language.show(shock.rank or 0, COUNTED),
        **arguments,
    )


def scope(results: Results, language: Language) -> Text:
    """Which companies the list covers, and what it does not know."""
    figure = results.knowledge.figure(UNTIL)
    assert figure.scope is not None
    searched = language.sentence(
        "Searched up to {until}: {companies}.",
        until=until(results, language),
        companies=language.told(figure.scope, record(UNTIL)),
    )
    told = (language.told(part, record(UNTIL)) for part in (figure.statement, figure.reservation) if part is not None)
    return enumerated((searched, *told), " ")


BASIS = {"published": N_("published"), "computed": N_("computed")}
"""Where a loss comes from: a publication, or closes times a count of shares."""
