"""What the day of the shock would have cost the reader's holdings, what the day after gave back, and a larger shock."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lagebild.calculators.constants import HOLDING
from lagebild.calculators.expression import Calculator, Input, Line, Lookup, divide, minimum
from lagebild.calculators.expression import total as total_over
from lagebild.frozen import Bilingual


class Holding(NamedTuple):
    """What an amount is held in: a group of shares, each with the same weight, or an index."""

    id: str
    group: Literal["chips", "power", "platforms"] | None = None
    symbol: str = ""
    """Of an index."""

    @property
    def amount(self) -> str:
        """The input that says how much."""
        return f"amount_{self.id}"


HOLDINGS = (
    Holding("chips", group="chips"),
    Holding("power", group="power"),
    Holding("platforms", group="platforms"),
    Holding("sp500", symbol="^GSPC"),
    Holding("nasdaq100", symbol="^NDX"),
    Holding("sox", symbol="^SOX"),
    Holding("dax", symbol="^GDAXI"),
)
"""In this order along HOLDING."""

AMOUNT = "exposure-amount"
"""The figure of the amount in each holding until the reader enters one."""
_EQUAL_WEIGHTS = Bilingual(
    de="Jede Aktie der Gruppe zählt gleich viel.", en="Every share of the group has the same weight."
)


def _amount(label: Bilingual, hint: Bilingual | None = None) -> Input:
    return Input(
        label,
        "USD",
        default=AMOUNT,
        low=0,
        high=1_000_000_000,
        step=1000,
        scale="logarithmic",
        shown="USD",
        hint=hint,
    )


def _is(de: str, en: str) -> Lookup:
    """1 at the place of one holding."""
    return Lookup(Bilingual(de=de, en=en), "", (HOLDING,))


class Exposure(Calculator, topic="exposure"):
    """Amounts in groups of shares and in indices, times what these returned on the day and over both days."""

    # what is held
    amount_chips = _amount(Bilingual(de="Bestand in Chips", en="Held in chips"), _EQUAL_WEIGHTS)
    amount_power = _amount(Bilingual(de="Bestand in Strom und Kühlung", en="Held in power and cooling"), _EQUAL_WEIGHTS)
    amount_platforms = _amount(Bilingual(de="Bestand in Plattformen", en="Held in platforms"), _EQUAL_WEIGHTS)
    amount_sp500 = _amount(Bilingual(de="Bestand im S&P 500", en="Held in the S&P 500"))
    amount_nasdaq100 = _amount(Bilingual(de="Bestand im Nasdaq-100", en="Held in the Nasdaq-100"))
    amount_sox = _amount(Bilingual(de="Bestand im PHLX Semiconductor", en="Held in the PHLX Semiconductor"))
    amount_dax = _amount(Bilingual(de="Bestand im DAX", en="Held in the DAX"))

    # the next one
    shock_factor = Input(
        Bilingual(de="Faktor des Kurssturzes", en="Factor of the shock"),
        "",
        default="exposure-shock-factor",
        low=0.1,
        high=5,
        step=0.1,
        digits=2,
        hint=Bilingual(
            de="So viel Mal so groß wie die Bewegung vom 27. Januar 2025.",
            en="How many times as large as the move of 27 January 2025.",
        ),
    )

    # looked up before the formula: 1 at one's own place, 0 elsewhere and where a close is missing; returns
    is_chips = _is("Chips", "chips")
    is_power = _is("Strom und Kühlung", "power and cooling")
    is_platforms = _is("Plattformen", "platforms")
    is_sp500 = _is("S&P 500", "S&P 500")
    is_nasdaq100 = _is("Nasdaq-100", "Nasdaq-100")
    is_sox = _is("PHLX", "PHLX")
    is_dax = _is("DAX", "DAX")
    day_return = Lookup(
        Bilingual(de="Rendite am Tag des Kurssturzes", en="return on the day of the shock"),
        "",
        (HOLDING,),
        shown="share",
    )
    two_day_return = Lookup(
        Bilingual(de="Rendite über beide Tage", en="return over both days"), "", (HOLDING,), shown="share"
    )

    # the day, and the day after
    amount = Line(
        Bilingual(de="Bestand", en="Amount held"),
        "USD",
        is_chips * amount_chips
        + is_power * amount_power
        + is_platforms * amount_platforms
        + is_sp500 * amount_sp500
        + is_nasdaq100 * amount_nasdaq100
        + is_sox * amount_sox
        + is_dax * amount_dax,
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )
    loss = Line(
        Bilingual(de="Verlust am Tag des Kurssturzes", en="Loss on the day of the shock"),
        "USD",
        -amount * day_return,
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )
    given_back = Line(
        Bilingual(de="Erholung am Tag danach", en="Given back on the day after"),
        "USD",
        amount * (two_day_return - day_return),
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )
    value_after = Line(
        Bilingual(de="Wert nach dem Tag des Kurssturzes", en="Value after the day of the shock"),
        "USD",
        amount - loss,
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )
    value_after_two_days = Line(
        Bilingual(de="Wert nach beiden Tagen", en="Value after both days"),
        "USD",
        value_after + given_back,
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )

    # a shock of another size
    shock_loss_share = Line(
        Bilingual(de="Verlustanteil nach Ihrem Faktor", en="Share lost in a shock by your factor"),
        "",
        minimum(1, -shock_factor * day_return),  # no holding loses more than all of it
        over=(HOLDING,),
        shown="share",
    )
    shock_loss = Line(
        Bilingual(de="Verlust nach Ihrem Faktor", en="Loss in a shock by your factor"),
        "USD",
        amount * shock_loss_share,
        over=(HOLDING,),
        shown="USD",
        digits=0,
    )

    # all together
    total_amount = Line(
        Bilingual(de="Bestand insgesamt", en="Amount held in all"),
        "USD",
        total_over(amount, over=HOLDING),
        shown="USD",
        digits=0,
    )
    total_loss = Line(
        Bilingual(de="Verlust am Tag des Kurssturzes insgesamt", en="Loss on the day of the shock in all"),
        "USD",
        total_over(loss, over=HOLDING),
        shown="USD",
        digits=0,
    )
    total_given_back = Line(
        Bilingual(de="Erholung am Tag danach insgesamt", en="Given back on the day after in all"),
        "USD",
        total_over(given_back, over=HOLDING),
        shown="USD",
        digits=0,
    )
    total_value_after = Line(
        Bilingual(de="Wert nach dem Tag des Kurssturzes insgesamt", en="Value after the day of the shock in all"),
        "USD",
        total_amount - total_loss,
        shown="USD",
        digits=0,
    )
    total_value_after_two_days = Line(
        Bilingual(de="Wert nach beiden Tagen insgesamt", en="Value after both days in all"),
        "USD",
        total_value_after + total_given_back,
        shown="USD",
        digits=0,
    )
    total_shock_loss = Line(
        Bilingual(de="Verlust nach Ihrem Faktor insgesamt", en="Loss in a shock by your factor in all"),
        "USD",
        total_over(shock_loss, over=HOLDING),
        shown="USD",
        digits=0,
    )
    loss_share = Line(
        Bilingual(de="Verlust als Anteil am Bestand", en="Loss as a share of the amount held"),
        "",
        divide(total_loss, total_amount, 0),
        shown="share",
    )
    given_back_share = Line(
        Bilingual(de="Anteil des Verlusts, der zurückkam", en="Share of the loss that was given back"),
        "",
        divide(total_given_back, total_loss, 0),
        shown="share",
    )
    share_of_loss = Line(
        Bilingual(de="Anteil am ganzen Verlust", en="Share of the whole loss"),
        "",
        divide(loss, total_loss, 0),
        over=(HOLDING,),
        shown="share",
    )


class HoldingsPreset(NamedTuple):
    """A way to spread the same sum: `values` names the figures of all amounts."""

    id: str
    label: Bilingual
    values: dict[str, str]


def _spread(figure: str, *held: str) -> dict[str, str]:
    """The figure for each amount held, and none of the others."""
    return {one.amount: figure if one.id in held else "exposure-amount-none" for one in HOLDINGS}


PRESETS = (
    HoldingsPreset(
        "same",
        Bilingual(de="Überall gleich viel", en="The same everywhere"),
        {one.amount: AMOUNT for one in HOLDINGS},
    ),
    HoldingsPreset(
        "broad",
        Bilingual(de="Nur breiter Index", en="Broad index only"),
        _spread("exposure-amount-one", "sp500"),
    ),
    HoldingsPreset(
        "technology",
        Bilingual(de="Nur Technologie", en="Technology only"),
        _spread("exposure-amount-one", "nasdaq100"),
    ),
    HoldingsPreset(
        "chips_and_power",
        Bilingual(de="Chips und Strom", en="Chips and power"),
        _spread("exposure-amount-two", "chips", "power"),
    ),
)
"""Each holds the same sum, so that their losses can be compared; all leave the factor alone."""

OF_THE_AMOUNTS = tuple(one.amount for one in HOLDINGS)
"""Inputs that presets set."""
