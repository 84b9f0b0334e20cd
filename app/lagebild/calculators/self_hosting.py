"""What own servers cost a year and a token, and from which volume they beat a token price: inputs and lines."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.constants import (
    HOURS_PER_YEAR,
    MODEL,
    MONTH,
    MONTHS_PER_YEAR,
    NEGLIGIBLE_RATE,
    ONE_MONTH,
    ONE_YEAR,
    SECONDS_PER_HOUR,
    TOKENS_PER_MILLION,
)
from lagebild.calculators.expression import (
    Calculator,
    Choice,
    Constant,
    Input,
    Line,
    Lookup,
    ceil,
    divide,
    first_where,
    maximum,
    minimum,
    when,
)
from lagebild.frozen import Bilingual

LONGEST_PAYBACK = 120
"""Months within which own servers may pay off; the month axis has that length."""

LEAST_THROUGHPUT = Constant(
    "LEAST_THROUGHPUT",
    1e-6,
    "token/second/node",
    Bilingual(de="Durchsatz, der als null gilt", en="throughput that counts as none"),
)
LEAST_PRICE = Constant(
    "LEAST_PRICE", 1e-6, "USD/Mtoken", Bilingual(de="Preis, der als null gilt", en="price that counts as none")
)


class SelfHosting(Calculator, topic="self_hosting"):
    """Servers bought or rented, with all that keeps them running, against the token prices of a day."""

    # the hardware
    nodes = Input(
        Bilingual(de="Server", en="Servers"),
        "node",
        default="selfhost-nodes",
        low=1,
        high=1000,
        step=1,
        scale="logarithmic",
    )
    gpus_per_node = Input(
        Bilingual(de="GPU je Server", en="GPUs per server"),
        "GPU/node",
        default="gpus-per-server",
        low=1,
        high=72,
        step=1,
        shown="GPU",
    )
    redundant_nodes = Input(
        Bilingual(de="Ersatzserver", en="Spare servers"),
        "node",
        default="selfhost-redundant-nodes",
        low=0,
        high=1000,
        step=1,
        hint=Bilingual(
            de="Laufen mit und kosten mit, zählen aber nicht zur Kapazität.",
            en="They run and cost like the others, but do not count as capacity.",
        ),
    )
    acquisition = Choice(
        Bilingual(de="Beschaffung", en="Acquisition"),
        (Bilingual(de="Kauf", en="Purchase"), Bilingual(de="Miete", en="Rent")),
        default="selfhost-acquisition",
    )

    # bought
    node_price = Input(
        Bilingual(de="Preis je Server", en="Price per server"),
        "USD/node",
        default="buy-8xh200-server",
        low=0,
        high=10_000_000,
        step=10_000,
        scale="logarithmic",
        shown="USD",
    )
    useful_life_years = Input(
        Bilingual(de="Nutzungsdauer", en="Useful life"),
        "year",
        default="server-life-default",
        low=1,
        high=10,
        step=1,
        shown="year",
    )
    residual_share = Input(
        Bilingual(de="Restwert", en="Residual value"),
        "",
        default="residual-gpu-5y",
        low=0,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(
            de="Anteil vom Kaufpreis, den der Server am Ende der Nutzung noch bringt.",
            en="Share of the purchase price that the server still fetches at the end of its life.",
        ),
    )
    cost_of_capital = Input(
        Bilingual(de="Kapitalkosten", en="Cost of capital"),
        "",
        default="wacc-de-all",
        low=0,
        high=0.5,
        step=0.005,
        shown="share",
        digits=1,
    )
    maintenance_share_per_year = Input(
        Bilingual(de="Wartung im Jahr", en="Maintenance a year"),
        "1/year",
        default="maintenance-share",
        low=0,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(de="Anteil vom Kaufpreis.", en="Share of the purchase price."),
    )

    # rented
    rent_per_gpu_hour = Input(
        Bilingual(de="Miete je GPU und Stunde", en="Rent per GPU and hour"),
        "USD/GPU/hour",
        default="rent-h200-ondemand",
        low=0,
        high=100,
        step=0.05,
        shown="USD",
        digits=2,
    )
    rent_covers_site = Choice(
        Bilingual(de="Strom und Stellfläche bei Miete", en="Power and space when renting"),
        (Bilingual(de="kommen hinzu", en="on top"), Bilingual(de="enthalten", en="included")),
        default="selfhost-rent-covers-site",
        hint=Bilingual(
            de="Wer GPU in der Cloud mietet, zahlt Strom und Stellfläche schon mit der Stunde.",
            en="Whoever rents GPUs in the cloud pays for power and space with the hour.",
        ),
    )

    # the site and the people
    power_kw_per_node = Input(
        Bilingual(de="Leistung je Server", en="Power per server"),
        "kW/node",
        default="power-8gpu",
        low=0,
        high=200,
        step=0.1,
        shown="kW",
        digits=1,
        hint=Bilingual(
            de="Höchstwert, rund um die Uhr angesetzt: eine Obergrenze.",
            en="The maximum, reckoned around the clock: an upper bound.",
        ),
    )
    pue = Input(
        Bilingual(de="PUE", en="PUE"),
        "",
        default="pue-de-average",
        low=1,
        high=3,
        step=0.01,
        digits=2,
        hint=Bilingual(
            de="Strom des ganzen Rechenzentrums geteilt durch den Strom der Rechner.",
            en="Power of the whole data centre divided by the power of the computers.",
        ),
    )
    electricity_price_per_kwh = Input(
        Bilingual(de="Strompreis je Kilowattstunde", en="Electricity price per kilowatt hour"),
        "USD/kWh",
        default="power-price-default",
        low=0,
        high=5,
        step=0.01,
        shown="USD",
        digits=4,
    )
    space_cost_per_node_year = Input(
        Bilingual(de="Stellfläche je Server und Jahr", en="Space per server and year"),
        "USD/node/year",
        default="colo-8gpu-year",
        low=0,
        high=1_000_000,
        step=1000,
        scale="logarithmic",
        shown="USD",
    )
    staff_fte = Input(
        Bilingual(de="Vollzeitstellen", en="Full-time posts"),
        "FTE",
        default="selfhost-fte",
        low=0,
        high=200,
        step=0.25,
        digits=2,
    )
    staff_cost_per_fte_year = Input(
        Bilingual(de="Kosten je Stelle und Jahr", en="Cost per post and year"),
        "USD/FTE/year",
        default="engineer-full-cost-de",
        low=0,
        high=1_000_000,
        step=5000,
        scale="logarithmic",
        shown="USD",
    )

    # what it yields
    input_tokens_per_second_per_node = Input(
        Bilingual(de="Gelesene Token je Sekunde und Server", en="Tokens read per second and server"),
        "token/second/node",
        default="tps-preset-8xh200",
        low=0,
        high=10_000_000,
        step=100,
        scale="logarithmic",
        shown="token/s",
        hint=Bilingual(
            de="Die Vorgabe zählt gelesene und erzeugte Token zusammen; deshalb steht sie bei beiden.",
            en="The preset counts tokens read and written together; therefore it stands at both.",
        ),
    )
    output_tokens_per_second_per_node = Input(
        Bilingual(de="Erzeugte Token je Sekunde und Server", en="Tokens written per second and server"),
        "token/second/node",
        default="tps-preset-8xh200",
        low=0,
        high=10_000_000,
        step=100,
        scale="logarithmic",
        shown="token/s",
    )
    input_share = Input(
        Bilingual(de="Anteil der Eingabe", en="Share of input"),
        "",
        default="selfhost-input-share",
        low=0,
        high=1,
        step=0.05,
        shown="share",
        hint=Bilingual(de="An allen Token.", en="Of all tokens."),
    )
    utilisation = Input(
        Bilingual(de="Auslastung", en="Utilisation"),
        "",
        default="util-default",
        low=0,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(
            de="Anteil am Höchstdurchsatz, über alle Stunden des Jahres.",
            en="Share of the maximum throughput, over all hours of the year.",
        ),
    )

    # looked up before the formula
    first_reasons = Lookup(
        Bilingual(de="erstes Modell des Vergleichs denkt nach", en="first model compared reasons"), "", ()
    )
    months_in_use = Lookup(Bilingual(de="Monate im Betrieb", en="Months in use"), "", (MONTH,))

    # cost of a year
    machines = Line(Bilingual(de="Server mit Ersatz", en="Servers with spares"), "node", nodes + redundant_nodes)
    investment = Line(
        Bilingual(de="Investition", en="Investment"),
        "USD",
        when(acquisition < 1, machines * node_price, 0),
        shown="USD",
    )
    residual_value = Line(
        Bilingual(de="Restwert, abgezinst", en="Residual value, discounted"),
        "USD",
        residual_share * investment / (1 + cost_of_capital) ** (useful_life_years / ONE_YEAR),
        shown="USD",
    )
    annuity_factor = Line(
        Bilingual(de="Annuitätenfaktor", en="Annuity factor"),
        "1/year",
        when(
            cost_of_capital > NEGLIGIBLE_RATE,
            cost_of_capital / (1 - (1 + cost_of_capital) ** -(useful_life_years / ONE_YEAR)) / ONE_YEAR,
            1 / useful_life_years,
        ),
        digits=4,
    )
    rent_per_year = Line(
        Bilingual(de="Miete im Jahr", en="Rent a year"),
        "USD/year",
        when(acquisition < 1, 0, machines * gpus_per_node * rent_per_gpu_hour * HOURS_PER_YEAR),
        shown="USD",
    )
    capital_per_year = Line(
        Bilingual(de="Kapital oder Miete im Jahr", en="Capital or rent a year"),
        "USD/year",
        (investment - residual_value) * annuity_factor + rent_per_year,
        shown="USD",
    )
    machines_on_site = Line(
        Bilingual(de="Server, für die Strom und Stellfläche anfallen", en="Servers that need power and space"),
        "node",
        when(acquisition < 1, machines, (1 - rent_covers_site) * machines),
    )
    energy_per_year = Line(
        Bilingual(de="Strom im Jahr", en="Power a year"),
        "USD/year",
        machines_on_site * power_kw_per_node * pue * HOURS_PER_YEAR * electricity_price_per_kwh,
        shown="USD",
    )
    staff_per_year = Line(
        Bilingual(de="Personal im Jahr", en="Staff a year"),
        "USD/year",
        staff_fte * staff_cost_per_fte_year,
        shown="USD",
    )
    space_per_year = Line(
        Bilingual(de="Stellfläche im Jahr", en="Space a year"),
        "USD/year",
        machines_on_site * space_cost_per_node_year,
        shown="USD",
    )
    maintenance_per_year = Line(
        Bilingual(de="Wartung im Jahr", en="Maintenance a year"),
        "USD/year",
        investment * maintenance_share_per_year,
        shown="USD",
    )
    total_per_year = Line(
        Bilingual(de="Kosten im Jahr", en="Cost a year"),
        "USD/year",
        capital_per_year + energy_per_year + staff_per_year + space_per_year + maintenance_per_year,
        shown="USD",
    )
    total_per_month = Line(
        Bilingual(de="Kosten im Monat", en="Cost a month"),
        "USD/month",
        total_per_year / MONTHS_PER_YEAR,
        shown="USD",
    )
    running_per_year = Line(
        Bilingual(de="Laufende Kosten im Jahr", en="Running cost a year"),
        "USD/year",
        rent_per_year + energy_per_year + staff_per_year + space_per_year + maintenance_per_year,
        shown="USD",
    )

    # what it yields
    seconds_per_token = Line(
        Bilingual(de="Sekunden je Token", en="Seconds per token"),
        "second*node/token",
        # a server that cannot read, or cannot write, answers nothing
        when(
            minimum(input_tokens_per_second_per_node, output_tokens_per_second_per_node) > LEAST_THROUGHPUT,
            input_share / input_tokens_per_second_per_node + (1 - input_share) / output_tokens_per_second_per_node,
            0,
        ),
        digits=6,
    )
    capacity_tokens_per_year = Line(
        Bilingual(de="Kapazität im Jahr", en="Capacity a year"),
        "token/year",
        divide(nodes * HOURS_PER_YEAR * SECONDS_PER_HOUR, seconds_per_token, 0),
    )
    cost_per_million_tokens = Line(
        Bilingual(de="Kosten je Million Token", en="Cost per million tokens"),
        "USD/Mtoken",
        when(
            utilisation > NEGLIGIBLE_RATE,
            divide(total_per_year, capacity_tokens_per_year * utilisation, 0) * TOKENS_PER_MILLION,
            0,
        ),
        shown="USD",
        digits=2,
    )

    # the volume of the briefing
    own_tokens_per_month = Line(
        Bilingual(de="Eigene Token im Monat", en="Own tokens a month"),
        "token/month",
        ApiCosts.input_tokens_per_month
        + ApiCosts.written_tokens_per_month * (1 + first_reasons * (ApiCosts.reasoning_factor - 1))
        + ApiCosts.thought_tokens_per_month * first_reasons,
    )
    own_share_of_capacity = Line(
        Bilingual(de="Eigene Token, Anteil an der Kapazität", en="Own tokens, share of the capacity"),
        "",
        divide(own_tokens_per_month * MONTHS_PER_YEAR, capacity_tokens_per_year, 0),
        shown="share",
    )
    nodes_needed = Line(
        Bilingual(de="Server für die eigenen Token", en="Servers for the own tokens"),
        "node",
        when(utilisation > NEGLIGIBLE_RATE, ceil(nodes * own_share_of_capacity / utilisation), 0),
    )
    cost_per_million_own_tokens = Line(
        Bilingual(de="Kosten je Million eigener Token", en="Cost per million own tokens"),
        "USD/Mtoken",
        total_per_month / own_tokens_per_month * TOKENS_PER_MILLION,
        shown="USD",
        digits=2,
    )

    # against the price of a model
    api_price = Line(
        Bilingual(de="API-Preis je Million Token", en="API price per million tokens"),
        "USD/Mtoken",
        input_share * ApiCosts.input_price + (1 - input_share) * ApiCosts.output_price,
        over=(MODEL,),
        shown="USD",
        digits=2,
    )
    break_even_tokens_per_month = Line(
        Bilingual(de="Token im Monat, ab denen es sich lohnt", en="Tokens a month from which it pays"),
        "token/month",
        when(api_price > LEAST_PRICE, total_per_month / api_price * TOKENS_PER_MILLION, 0),
        over=(MODEL,),
    )
    break_even_utilisation = Line(
        Bilingual(de="Auslastung, ab der es sich lohnt", en="Utilisation from which it pays"),
        "",
        divide(break_even_tokens_per_month * MONTHS_PER_YEAR, capacity_tokens_per_year, 0),
        over=(MODEL,),
        shown="share",
    )
    api_cost_per_month = Line(
        Bilingual(de="API-Kosten der eigenen Token im Monat", en="API cost of the own tokens a month"),
        "USD/month",
        ApiCosts.cost_per_month,  # with its cache, batches and reasoning: the same sum as on the page of token costs
        over=(MODEL,),
        shown="USD",
    )
    months_of_volume = Line(
        Bilingual(de="Monatsmengen bis dahin", en="Months' volumes until then"),
        "month",
        when(
            maximum(ApiCosts.growth_per_month, -ApiCosts.growth_per_month) > NEGLIGIBLE_RATE,
            ((1 + ApiCosts.growth_per_month) ** months_in_use - 1) / ApiCosts.growth_per_month * ONE_MONTH,
            months_in_use * ONE_MONTH,
        ),
        over=(MONTH,),
    )
    own_cost_until = Line(
        Bilingual(de="Eigene Kosten bis dahin", en="Own cost until then"),
        "USD",
        investment + running_per_year / MONTHS_PER_YEAR * months_in_use * ONE_MONTH,
        over=(MONTH,),
        shown="USD",
    )
    pays_off = Line(
        Bilingual(de="hat sich bis dahin gelohnt", en="has paid off by then"),
        "",
        when(api_cost_per_month * months_of_volume > own_cost_until, 1, 0),
        over=(MONTH, MODEL),
    )
    month_of_use = Line(Bilingual(de="Monat", en="Month"), "month", months_in_use * ONE_MONTH, over=(MONTH,))
    payback_month = Line(
        Bilingual(de="Monat, in dem es sich gelohnt hat", en="Month in which it has paid off"),
        "month",
        first_where(pays_off, month_of_use, MONTH, 0),
        over=(MODEL,),
    )


class ServerPreset(NamedTuple):
    """Servers to start from, and what runs on them.

    `values` names the figures of the inputs it sets, `choices` the options it picks.
    """

    id: str
    label: Bilingual
    values: dict[str, str]
    choices: dict[str, int]
    distilled: bool = False
    """Whether it runs a smaller model that learned from R1, and not R1 itself."""
    one_sided: bool = False
    """Whether its values, of different measurements, are all chosen to the same side."""


_SMALL = {
    "gpus_per_node": "gpus-per-small-server",
    "node_price": "workstation-price",
    "residual_share": "workstation-residual",
    "rent_per_gpu_hour": "rent-rtxpro6000-hour-de",
    "power_kw_per_node": "workstation-power",
    "pue": "workstation-pue",
    "space_cost_per_node_year": "workstation-space",
    "staff_fte": "small-model-fte",
    "input_tokens_per_second_per_node": "distill-32b-tps-in",
}
"""One card with the 32B distill; what counts only when bought, or only when rented, fits for whoever switches."""

PRESETS = (
    ServerPreset("bought", Bilingual(de="8 × H200, gekauft: R1", en="8 × H200, bought: R1"), {}, {}),
    ServerPreset(
        "rented",
        Bilingual(de="8 × H200, gemietet: R1", en="8 × H200, rented: R1"),
        {"rent_per_gpu_hour": "rent-h200-ondemand"},
        {"acquisition": 1, "rent_covers_site": 1},
    ),
    ServerPreset(
        "rented_h100",
        Bilingual(de="8 × H100, gemietet: R1 mit 4 Bit", en="8 × H100, rented: R1 at 4 bits"),
        {
            "node_price": "buy-8xh100-server",
            "rent_per_gpu_hour": "rent-h100-ondemand",
            "input_tokens_per_second_per_node": "tps-preset-8xh100",
            "output_tokens_per_second_per_node": "tps-preset-8xh100",
        },
        {"acquisition": 1, "rent_covers_site": 1},
    ),
    ServerPreset(
        "rented_eu",
        Bilingual(de="RTX PRO 6000, EU-Anbieter: Destillat 32B", en="RTX PRO 6000, EU host: 32B distill"),
        {
            **_SMALL,
            "node_price": "rtxpro6000-computer-price",
            "output_tokens_per_second_per_node": "rtxpro6000-tps-32b",
        },
        {"acquisition": 1, "rent_covers_site": 1},
        distilled=True,
    ),
    ServerPreset(
        "workstation",
        Bilingual(de="Workstation, RTX 5090: Destillat 32B", en="Workstation, RTX 5090: 32B distill"),
        {
            **_SMALL,
            "output_tokens_per_second_per_node": "workstation-tps-32b",
        },
        {},
        distilled=True,
    ),
    ServerPreset(
        "cautious",
        Bilingual(de="8 × H200, vorsichtig gerechnet: R1", en="8 × H200, reckoned with caution: R1"),
        {
            "useful_life_years": "server-life-burry",
            "residual_share": "residual-gpu-3y",
            "input_tokens_per_second_per_node": "tps-gpustack-h200-sharegpt-vllm",
            "output_tokens_per_second_per_node": "tps-gpustack-h200-sharegpt-vllm",
            "utilisation": "util-measured-enterprise",
        },
        {},
        one_sided=True,
    ),
    ServerPreset(
        "favourable",
        Bilingual(de="8 × H200, günstig gerechnet: R1", en="8 × H200, reckoned in favour: R1"),
        {
            "useful_life_years": "server-life-hyperscaler",
            "input_tokens_per_second_per_node": "tps-gpustack-h200-medium",
            "output_tokens_per_second_per_node": "tps-gpustack-h200-medium",
            "pue": "pue-efficient",
            "utilisation": "util-hyperscaler",
        },
        {},
        one_sided=True,
    ),
)
"""Each sets its own values and puts every other input back to its default. All numbers are figures."""
