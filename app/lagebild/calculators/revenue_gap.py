"""What AI would have to earn to pay for its data centres, what it is credited with, and how spending follows prices."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.calculators.expression import Calculator, Input, Line, divide
from lagebild.frozen import Bilingual

BREAK_EVEN = 1.0
"""The elasticity at which spending stays the same, however cheap a token gets."""

O1_TO_R1 = "price-ratio-output"
"""The figure of the price gap between o1 and R1."""


class RevenueGap(Calculator, topic="revenue_gap"):
    """Sequoia's sum with every factor open, and demand for tokens that follows their price with constant elasticity."""

    # the gap
    gpu_run_rate = Input(
        Bilingual(de="Ausgaben für KI-Chips im Jahr", en="Spending on AI chips a year"),
        "USD/year",
        default="sequoia-run-rate",
        low=1e9,
        high=2e12,
        step=1e9,
        scale="logarithmic",
        shown="USD bn",
        digits=1,
        hint=Bilingual(
            de="Nvidias Umsatz mit Rechenzentren, hochgerechnet auf ein Jahr.",
            en="Nvidia’s data-centre revenue, annualised.",
        ),
    )
    datacentre_multiple = Input(
        Bilingual(de="Faktor für das Rechenzentrum", en="Multiple for the data centre"),
        "",
        default="sequoia-datacentre-multiple",
        low=1,
        high=5,
        step=0.1,
        digits=1,
        hint=Bilingual(
            de="Was das ganze Rechenzentrum kostet, als Vielfaches der Chips.",
            en="What the whole data centre costs, as a multiple of the chips.",
        ),
    )
    gross_margin = Input(
        Bilingual(de="Bruttomarge der Nutzer", en="Gross margin of the users"),
        "",
        default="sequoia-gross-margin",
        low=0,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(
            de="Anteil vom Umsatz, den behält, wer mit der Rechenleistung Geld verdient.",
            en="Share of revenue kept by those who earn money with the compute.",
        ),
    )
    credited_revenue = Input(
        Bilingual(de="Angerechneter KI-Umsatz im Jahr", en="Credited AI revenue a year"),
        "USD/year",
        default="ai-revenue-credited-2024-06",
        low=0,
        high=2e12,
        step=1e9,
        scale="logarithmic",
        shown="USD bn",
        digits=1,
    )

    # the question behind the shock
    price_cut_factor = Input(
        Bilingual(de="Faktor der Preissenkung", en="Factor of the price cut"),
        "",
        default=O1_TO_R1,
        low=1,
        high=1000,
        step=1,
        scale="logarithmic",
        digits=1,
        hint=Bilingual(
            de="Alter Preis geteilt durch neuen. Die Vorgabe ist der Abstand von o1 zu R1.",
            en="Old price divided by new. The preset is the gap between o1 and R1.",
        ),
    )
    elasticity = Input(
        Bilingual(de="Betrag der Elastizität", en="Size of the elasticity"),
        "",
        default="elasticity-default",
        low=0,
        high=3,
        step=0.05,
        digits=2,
        hint=Bilingual(
            de="Um so viel Prozent wächst die Nachfrage, wenn der Preis um ein Prozent sinkt.",
            en="By how many per cent demand grows when the price falls by one per cent.",
        ),
    )

    # what has to be earned
    datacentre_cost = Line(
        Bilingual(de="Ausgaben für Rechenzentren im Jahr", en="Spending on data centres a year"),
        "USD/year",
        gpu_run_rate * datacentre_multiple,
        shown="USD",
    )
    rest_of_datacentre = Line(
        Bilingual(de="Rechenzentrum ohne Chips", en="Data centre without chips"),
        "USD/year",
        datacentre_cost - gpu_run_rate,
        shown="USD",
    )
    required_revenue = Line(
        Bilingual(de="Nötiger KI-Umsatz im Jahr", en="AI revenue needed a year"),
        "USD/year",
        divide(datacentre_cost, 1 - gross_margin, 0),  # no revenue is enough where all of it is margin
        shown="USD",
    )
    margin_revenue = Line(
        Bilingual(de="Marge der Nutzer im Jahr", en="Margin of the users a year"),
        "USD/year",
        required_revenue * gross_margin,
        shown="USD",
    )
    gap = Line(
        Bilingual(de="Umsatzlücke im Jahr", en="Revenue gap a year"),
        "USD/year",
        required_revenue - credited_revenue,
        shown="USD",
    )
    coverage = Line(
        Bilingual(de="Gedeckter Anteil", en="Share covered"),
        "",
        divide(credited_revenue, required_revenue, 0),
        shown="share",
    )

    # what cheaper tokens do: a demand curve of constant elasticity
    demand_factor = Line(
        Bilingual(de="Vielfaches der Nachfrage", en="Multiple of demand"), "", price_cut_factor**elasticity
    )
    spending_factor = Line(
        Bilingual(de="Vielfaches der Ausgaben", en="Multiple of spending"),
        "",
        price_cut_factor ** (elasticity - 1),
        digits=3,
    )


class Credit(NamedTuple):
    """Part of the credited revenue: whose it is, the figure that says how much, and whether it is taken off."""

    label: Bilingual
    figure: str
    sign: int = 1


class GapPreset(NamedTuple):
    """A date for which the sum was made: `values` names the figures of the inputs of the gap."""

    id: str
    label: Bilingual
    values: dict[str, str]
    credits: tuple[Credit, ...]
    """What is known of the credited revenue."""
    rest: Bilingual
    """What the credits leave of it, or have too much."""
    reported: bool = False
    """Whether it is credited as it was reported; else as somebody assumed."""


_SEQUOIAS = (
    Credit(Bilingual(de="Google, Microsoft, Apple, Meta", en="Google, Microsoft, Apple, Meta"), "sequoia-credit-four"),
    Credit(
        Bilingual(de="Oracle und fünf andere", en="Oracle and five others"),
        "sequoia-credit-six",
    ),
)
_NOT_NAMED = Bilingual(de="Weitere, nicht genannt", en="Others, not named")
_FACTORS = {"datacentre_multiple": "sequoia-datacentre-multiple", "gross_margin": "sequoia-gross-margin"}
PRESETS = (
    GapPreset(
        "2023-09",
        Bilingual(de="September 2023", en="September 2023"),
        {**_FACTORS, "gpu_run_rate": "sequoia-run-rate-2023", "credited_revenue": "ai-revenue-credited-2023-09"},
        _SEQUOIAS,
        _NOT_NAMED,
    ),
    GapPreset(
        "2024-06",
        Bilingual(de="Juni 2024", en="June 2024"),
        {**_FACTORS, "gpu_run_rate": "sequoia-run-rate", "credited_revenue": "ai-revenue-credited-2024-06"},
        _SEQUOIAS,
        _NOT_NAMED,
    ),
    GapPreset(
        "2026-08",
        Bilingual(de="August 2026", en="August 2026"),
        {**_FACTORS, "gpu_run_rate": "nvda-dc-latest", "credited_revenue": "ai-rev-total-2026"},
        (
            Credit(Bilingual(de="Anthropic", en="Anthropic"), "ai-rev-anthropic-2026-07"),
            Credit(Bilingual(de="OpenAI", en="OpenAI"), "ai-rev-openai-2026-08"),
            Credit(Bilingual(de="Microsoft", en="Microsoft"), "ai-rev-microsoft-2026-04"),
            Credit(Bilingual(de="Amazon (AWS)", en="Amazon (AWS)"), "ai-rev-aws-2026-07"),
            Credit(
                Bilingual(de="bei Microsoft und OpenAI doppelt", en="counted at Microsoft and OpenAI"),
                "ai-rev-overlap-openai-microsoft",
                -1,
            ),
        ),
        Bilingual(de="gerundet", en="rounded"),
        reported=True,
    ),
)
"""The two dates of Sequoia, and the latest for which all figures are known. Each sets the inputs of the gap, and leaves
price cut and elasticity alone."""

OF_THE_GAP = ("gpu_run_rate", "datacentre_multiple", "gross_margin", "credited_revenue")
"""Inputs that the gap rests on; the others are of the demand curve."""

ESTIMATES = {
    "elasticity-nber": Bilingual(de="OpenRouter", en="OpenRouter"),
    "elasticity-market": Bilingual(de="Gesamtmarkt", en="Whole market"),
}
"""Figures with published estimates of the elasticity, and what they are of."""
PRICE_CUTS = (O1_TO_R1, "token-price-fall-280x")
"""Figures to take the price cut from: o1 against R1, and the fall at equal quality."""
