"""What the same work costs a month at each model's token prices: inputs, presets and lines."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.calculators.constants import MODEL, MONTH, ONE_MONTH, TOKENS_PER_MILLION
from lagebild.calculators.expression import Calculator, Input, Line, Lookup, divide, least, total, when
from lagebild.frozen import Bilingual

LONGEST_HORIZON = 60
"""Months the horizon may span; the month axis has that length."""


class ApiCosts(Calculator, topic="api_costs"):
    """Tokens of a month times the price of a day, for every model that has one."""

    # the reader's own
    people = Input(
        Bilingual(de="Personen mit Zugang", en="People with access"),
        "person",
        default="usage-people",
        low=1,
        high=200_000,
        step=10,
        scale="logarithmic",
    )
    requests_per_person_day = Input(
        Bilingual(de="Anfragen je Person und Tag", en="Requests per person and day"),
        "request/person/day",
        default="usage-requests-per-person-day",
        low=0.1,
        high=500,
        step=1,
        scale="logarithmic",
        digits=1,
    )
    input_tokens_per_request = Input(
        Bilingual(de="Eingabe je Anfrage", en="Input per request"),
        "token/request",
        default="usage-input-tokens",
        low=1,
        high=200_000,
        step=100,
        scale="logarithmic",
        shown="token",
    )
    output_tokens_per_request = Input(
        Bilingual(de="Ausgabe je Anfrage", en="Output per request"),
        "token/request",
        default="usage-output-tokens",
        low=1,
        high=100_000,
        step=100,
        scale="logarithmic",
        shown="token",
    )
    working_days_per_month = Input(
        Bilingual(de="Arbeitstage im Monat", en="Working days a month"),
        "day/month",
        default="usage-working-days",
        low=1,
        high=31,
        step=1,
        shown="days",
    )
    reasoning_tokens_per_request = Input(
        Bilingual(de="Denk-Token je Anfrage", en="Reasoning tokens per request"),
        "token/request",
        default="usage-reasoning-tokens",
        low=0,
        high=50_000,
        step=100,
        scale="logarithmic",
        shown="token",
        hint=Bilingual(
            de="Zählen als Ausgabe, nur bei Modellen, die vor der Antwort nachdenken.",
            en="Billed as output, only for models that reason before they answer.",
        ),
    )
    cached_input_share = Input(
        Bilingual(de="Eingabe aus dem Cache", en="Input from the cache"),
        "",
        default="usage-cached-share",
        low=0,
        high=1,
        step=0.05,
        shown="share",
        hint=Bilingual(
            de="Anteil der Eingabe, den der Anbieter schon kennt und billiger abrechnet.",
            en="Share of the input that the provider has seen before and bills at a lower price.",
        ),
    )
    peak_share = Input(
        Bilingual(de="Anteil in der Hauptzeit", en="Share in peak hours"),
        "",
        default="usage-peak-share",
        low=0,
        high=1,
        step=0.05,
        shown="share",
        hint=Bilingual(
            de="Wirkt nur bei Modellen mit eigenen Preisen für Haupt- und Nebenzeit.",
            en="Matters only for models with separate peak and off-peak prices.",
        ),
    )
    batch_share = Input(
        Bilingual(de="Anteil im Stapelbetrieb", en="Share sent in batches"),
        "",
        default="usage-batch-share",
        low=0,
        high=1,
        step=0.05,
        shown="share",
        hint=Bilingual(
            de="Anfragen, die bis zu einem Tag warten dürfen; manche Anbieter geben dafür Rabatt.",
            en="Requests that may wait up to a day; some providers discount them.",
        ),
    )
    growth_per_month = Input(
        Bilingual(de="Wachstum im Monat", en="Growth a month"),
        "",
        default="usage-growth",
        low=-0.5,
        high=0.5,
        step=0.01,
        shown="share",
    )
    horizon_months = Input(
        Bilingual(de="Zeitraum", en="Horizon"),
        "month",
        default="usage-horizon",
        low=1,
        high=LONGEST_HORIZON,
        step=1,
        shown="months",
    )
    usd_per_eur = Input(
        Bilingual(de="US-Dollar je Euro", en="US dollars per euro"),
        "USD/EUR",
        default=("fx-usd-eur-2025-01-27", "fx-usd-eur-latest"),
        low=0.5,
        high=2,
        step=0.01,
        digits=4,
    )

    # looked up before the formula, for the models with a price on the day
    peak_input_price = Lookup(
        Bilingual(de="Preis der Eingabe, Hauptzeit", en="Input price, peak"), "USD/Mtoken", (MODEL,)
    )
    off_peak_input_price = Lookup(
        Bilingual(de="Preis der Eingabe, Nebenzeit", en="Input price, off-peak"), "USD/Mtoken", (MODEL,)
    )
    peak_cache_price = Lookup(Bilingual(de="Cache-Preis, Hauptzeit", en="Cache price, peak"), "USD/Mtoken", (MODEL,))
    off_peak_cache_price = Lookup(
        Bilingual(de="Cache-Preis, Nebenzeit", en="Cache price, off-peak"), "USD/Mtoken", (MODEL,)
    )
    peak_output_price = Lookup(
        Bilingual(de="Preis der Ausgabe, Hauptzeit", en="Output price, peak"), "USD/Mtoken", (MODEL,)
    )
    off_peak_output_price = Lookup(
        Bilingual(de="Preis der Ausgabe, Nebenzeit", en="Output price, off-peak"), "USD/Mtoken", (MODEL,)
    )
    batch_input_price = Lookup(
        Bilingual(de="Preis der Eingabe im Stapel", en="Input price in batches"), "USD/Mtoken", (MODEL,)
    )
    batch_output_price = Lookup(
        Bilingual(de="Preis der Ausgabe im Stapel", en="Output price in batches"), "USD/Mtoken", (MODEL,)
    )
    offers_cache = Lookup(Bilingual(de="bietet einen Cache-Preis", en="offers a cache price"), "", (MODEL,))
    offers_batch = Lookup(Bilingual(de="bietet Stapelpreise", en="offers batch prices"), "", (MODEL,))
    reasons = Lookup(Bilingual(de="denkt vor der Antwort nach", en="reasons before it answers"), "", (MODEL,))
    is_first = Lookup(Bilingual(de="erstes Modell des Vergleichs", en="first model compared"), "", (MODEL,))
    is_second = Lookup(Bilingual(de="zweites Modell des Vergleichs", en="second model compared"), "", (MODEL,))
    month_number = Lookup(Bilingual(de="Monat", en="Month"), "month", (MONTH,))
    growth_steps = Lookup(Bilingual(de="Wachstumsschritte", en="Growth steps"), "", (MONTH,))

    # what follows
    requests_per_month = Line(
        Bilingual(de="Anfragen im Monat", en="Requests a month"),
        "request/month",
        people * requests_per_person_day * working_days_per_month,
    )
    input_tokens_per_month = Line(
        Bilingual(de="Eingabe-Token im Monat", en="Input tokens a month"),
        "token/month",
        requests_per_month * input_tokens_per_request,
    )
    output_tokens_per_month = Line(
        Bilingual(de="Ausgabe-Token im Monat", en="Output tokens a month"),
        "token/month",
        requests_per_month * (output_tokens_per_request + reasons * reasoning_tokens_per_request),
        over=(MODEL,),
    )
    batched = Line(
        Bilingual(de="Anteil zum Stapelpreis", en="Share at the batch price"),
        "",
        batch_share * offers_batch,
        over=(MODEL,),
        shown="share",
    )
    input_price = Line(
        Bilingual(de="Preis der Eingabe", en="Input price"),
        "USD/Mtoken",
        (1 - batched) * (peak_share * peak_input_price + (1 - peak_share) * off_peak_input_price)
        + batched * batch_input_price,
        over=(MODEL,),
        shown="USD",
    )
    cache_price = Line(
        Bilingual(de="Cache-Preis", en="Cache price"),
        "USD/Mtoken",
        when(
            offers_cache > 0,
            peak_share * peak_cache_price + (1 - peak_share) * off_peak_cache_price,
            input_price,
        ),
        over=(MODEL,),
        shown="USD",
    )
    output_price = Line(
        Bilingual(de="Preis der Ausgabe", en="Output price"),
        "USD/Mtoken",
        (1 - batched) * (peak_share * peak_output_price + (1 - peak_share) * off_peak_output_price)
        + batched * batch_output_price,
        over=(MODEL,),
        shown="USD",
    )
    input_cost = Line(
        Bilingual(de="Kosten der Eingabe", en="Input cost"),
        "USD/month",
        input_tokens_per_month
        * ((1 - cached_input_share) * input_price + cached_input_share * cache_price)
        / TOKENS_PER_MILLION,
        over=(MODEL,),
        shown="USD",
    )
    output_cost = Line(
        Bilingual(de="Kosten der Ausgabe", en="Output cost"),
        "USD/month",
        output_tokens_per_month * output_price / TOKENS_PER_MILLION,
        over=(MODEL,),
        shown="USD",
    )
    cost_per_month = Line(
        Bilingual(de="Kosten im Monat", en="Cost a month"),
        "USD/month",
        input_cost + output_cost,
        over=(MODEL,),
        shown="USD",
    )
    cost_per_request = Line(
        Bilingual(de="Kosten je Anfrage", en="Cost per request"),
        "USD/request",
        cost_per_month / requests_per_month,
        over=(MODEL,),
        shown="USD",
    )
    growth_of_month = Line(
        Bilingual(de="Menge des Monats gegenüber dem ersten", en="Volume of the month against the first"),
        "month",
        when(month_number <= horizon_months, (1 + growth_per_month) ** growth_steps * ONE_MONTH, 0),
        over=(MONTH,),
    )
    growth_factor = Line(
        Bilingual(de="Monatsmengen im Zeitraum", en="Months' volumes over the horizon"),
        "month",
        total(growth_of_month, over=MONTH),
    )
    cost_over_horizon = Line(
        Bilingual(de="Kosten im Zeitraum", en="Cost over the horizon"),
        "USD",
        cost_per_month * growth_factor,
        over=(MODEL,),
        shown="USD",
    )
    cheapest = Line(
        Bilingual(de="Kosten des günstigsten Modells", en="Cost of the cheapest model"),
        "USD/month",
        least(cost_per_month, over=MODEL),
        shown="USD",
    )
    ratio_to_cheapest = Line(
        Bilingual(de="Vielfaches des günstigsten", en="Multiple of the cheapest"),
        "",
        divide(cost_per_month, cheapest, 1),
        over=(MODEL,),
    )
    cost_of_first = Line(
        Bilingual(de="Kosten des ersten Modells", en="Cost of the first model"),
        "USD/month",
        is_first * cost_per_month,
        over=(MODEL,),
        shown="USD",
    )
    cost_of_second = Line(
        Bilingual(de="Kosten des zweiten Modells", en="Cost of the second model"),
        "USD/month",
        is_second * cost_per_month,
        over=(MODEL,),
        shown="USD",
    )
    ratio = Line(
        Bilingual(de="Vielfaches des ersten Modells", en="Multiple of the first model"),
        "",
        divide(total(cost_of_second, over=MODEL), total(cost_of_first, over=MODEL), 0),
    )
    saving = Line(
        Bilingual(de="Unterschied im Monat", en="Difference a month"),
        "USD/month",
        total(cost_of_second, over=MODEL) - total(cost_of_first, over=MODEL),
        shown="USD",
    )


class Preset(NamedTuple):
    """A group of people to start from; `values` names the figures of the inputs it sets."""

    id: str
    label: Bilingual
    values: dict[str, str]


PRESETS = (
    Preset("pilot", Bilingual(de="Pilot", en="Pilot"), {"people": "usage-people-pilot"}),
    Preset("department", Bilingual(de="Bereich", en="Department"), {"people": "usage-people-department"}),
    Preset("group", Bilingual(de="Konzern", en="Group"), {"people": "usage-people"}),
)
"""Each sets its own values and puts every other input of use back to its default."""
