"""What the same work costs a month at each model's token prices: inputs, presets and lines."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.calculators.constants import MODEL, MONTH, ONE_MONTH, TOKENS_PER_MILLION, WORKLOAD
from lagebild.calculators.expression import Calculator, Input, Line, Lookup, divide, least, total, when
from lagebild.frozen import Bilingual

LONGEST_HORIZON = 60
"""Months the horizon may span; the month axis has that length."""
MOST_FURTHER = 4
"""Workloads beside the first; the workload axis has that length, and places that are not used have no people."""


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
        digits=2,
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
    reasoning_factor = Input(
        Bilingual(de="Ausgabe mit Nachdenken, Vielfaches", en="Output with reasoning, multiple"),
        "",
        default="usage-reasoning-factor",
        low=1,
        high=20,
        step=0.1,
        digits=1,
        hint=Bilingual(
            de="So viel mehr schreiben Modelle, die vor der Antwort nachdenken, für dieselbe Antwort.",
            en="How much more models write for the same answer if they reason first.",
        ),
    )
    requests_per_task = Input(
        Bilingual(de="Anfragen je Aufgabe", en="Requests per task"),
        "request/task",
        default="usage-requests-per-task",
        low=1,
        high=500,
        step=1,
        scale="logarithmic",
        digits=1,
        hint=Bilingual(
            de="Wie oft gefragt wird, bis eine Aufgabe erledigt ist: Nachfragen, Anläufe, Schritte eines Agenten.",
            en="How often one asks until a task is done: follow-ups, attempts, steps of an agent.",
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

    # workloads beside the first; each has these of its own, and the rest of the inputs with all others
    further_people = Lookup(people.label, people.unit, (WORKLOAD,))
    further_requests_per_person_day = Lookup(requests_per_person_day.label, requests_per_person_day.unit, (WORKLOAD,))
    further_input_tokens_per_request = Lookup(
        input_tokens_per_request.label, input_tokens_per_request.unit, (WORKLOAD,)
    )
    further_output_tokens_per_request = Lookup(
        output_tokens_per_request.label, output_tokens_per_request.unit, (WORKLOAD,)
    )
    further_reasoning_tokens_per_request = Lookup(
        reasoning_tokens_per_request.label, reasoning_tokens_per_request.unit, (WORKLOAD,)
    )
    further_cached_input_share = Lookup(cached_input_share.label, cached_input_share.unit, (WORKLOAD,))
    further_batch_share = Lookup(batch_share.label, batch_share.unit, (WORKLOAD,))

    # tokens of a month, by what they are billed as
    first_requests = Line(
        Bilingual(de="Anfragen des ersten Anwendungsfalls im Monat", en="Requests of the first workload a month"),
        "request/month",
        people * requests_per_person_day * working_days_per_month,
    )
    # products that several lines share have names, so that many draws of them are made once
    first_input = Line(
        Bilingual(de="Erster: Eingabe-Token im Monat", en="First: input tokens a month"),
        "token/month",
        first_requests * input_tokens_per_request,
    )
    first_cached = Line(
        Bilingual(de="Erster: Eingabe aus dem Cache", en="First: input from the cache"),
        "token/month",
        first_input * cached_input_share,
    )
    first_fresh = Line(
        Bilingual(de="Erster: neue Eingabe", en="First: new input"),
        "token/month",
        first_input - first_cached,
    )
    first_written = Line(
        Bilingual(de="Erster: geschriebene Token im Monat", en="First: tokens written a month"),
        "token/month",
        first_requests * output_tokens_per_request,
    )
    first_thought = Line(
        Bilingual(de="Erster: Denk-Token im Monat", en="First: reasoning tokens a month"),
        "token/month",
        first_requests * reasoning_tokens_per_request,
    )
    further_requests = Line(
        Bilingual(de="Weitere: Anfragen im Monat", en="Further: requests a month"),
        "request/month",
        further_people * further_requests_per_person_day * working_days_per_month,
        over=(WORKLOAD,),
    )
    further_input = Line(
        Bilingual(de="Weitere: Eingabe-Token im Monat", en="Further: input tokens a month"),
        "token/month",
        further_requests * further_input_tokens_per_request,
        over=(WORKLOAD,),
    )
    further_cached = Line(
        Bilingual(de="Weitere: Eingabe aus dem Cache", en="Further: input from the cache"),
        "token/month",
        further_input * further_cached_input_share,
        over=(WORKLOAD,),
    )
    further_fresh = Line(
        Bilingual(de="Weitere: neue Eingabe", en="Further: new input"),
        "token/month",
        further_input - further_cached,
        over=(WORKLOAD,),
    )
    further_fresh_batched = Line(
        Bilingual(de="Weitere: neue Eingabe im Stapel", en="Further: new input in batches"),
        "token/month",
        further_fresh * further_batch_share,
        over=(WORKLOAD,),
    )
    further_cached_batched = Line(
        Bilingual(de="Weitere: Eingabe aus dem Cache im Stapel", en="Further: cached input in batches"),
        "token/month",
        further_cached * further_batch_share,
        over=(WORKLOAD,),
    )
    further_written = Line(
        Bilingual(de="Weitere: geschriebene Token im Monat", en="Further: tokens written a month"),
        "token/month",
        further_requests * further_output_tokens_per_request,
        over=(WORKLOAD,),
    )
    further_written_batched = Line(
        Bilingual(de="Weitere: geschrieben im Stapel", en="Further: written in batches"),
        "token/month",
        further_written * further_batch_share,
        over=(WORKLOAD,),
    )
    further_thought = Line(
        Bilingual(de="Weitere: Denk-Token im Monat", en="Further: reasoning tokens a month"),
        "token/month",
        further_requests * further_reasoning_tokens_per_request,
        over=(WORKLOAD,),
    )
    further_thought_batched = Line(
        Bilingual(de="Weitere: Denk-Token im Stapel", en="Further: reasoning tokens in batches"),
        "token/month",
        further_thought * further_batch_share,
        over=(WORKLOAD,),
    )
    requests_per_month = Line(
        Bilingual(de="Anfragen im Monat", en="Requests a month"),
        "request/month",
        first_requests + total(further_requests, over=WORKLOAD),
    )
    input_tokens_per_month = Line(
        Bilingual(de="Eingabe-Token im Monat", en="Input tokens a month"),
        "token/month",
        first_input + total(further_input, over=WORKLOAD),
    )
    fresh_input_tokens = Line(
        Bilingual(de="Neue Eingabe-Token im Monat", en="New input tokens a month"),
        "token/month",
        first_fresh + total(further_fresh, over=WORKLOAD),
    )
    cached_input_tokens = Line(
        Bilingual(de="Eingabe-Token aus dem Cache im Monat", en="Input tokens from the cache a month"),
        "token/month",
        first_cached + total(further_cached, over=WORKLOAD),
    )
    written_tokens_per_month = Line(
        Bilingual(de="Geschriebene Token im Monat", en="Tokens written a month"),
        "token/month",
        first_written + total(further_written, over=WORKLOAD),
    )
    thought_tokens_per_month = Line(
        Bilingual(de="Denk-Token im Monat", en="Reasoning tokens a month"),
        "token/month",
        first_thought + total(further_thought, over=WORKLOAD),
    )
    fresh_in_batches = Line(
        Bilingual(de="Neue Eingabe, Anteil im Stapel", en="New input, share in batches"),
        "",
        divide(
            first_fresh * batch_share + total(further_fresh_batched, over=WORKLOAD),
            fresh_input_tokens,
            batch_share,
        ),
        shown="share",
    )
    cached_in_batches = Line(
        Bilingual(de="Eingabe aus dem Cache, Anteil im Stapel", en="Cached input, share in batches"),
        "",
        divide(
            first_cached * batch_share + total(further_cached_batched, over=WORKLOAD),
            cached_input_tokens,
            batch_share,
        ),
        shown="share",
    )
    reasoning_multiple = Line(
        Bilingual(de="Vielfaches der Ausgabe durch Nachdenken", en="Multiple of the output by reasoning"),
        "",
        1 + reasons * (reasoning_factor - 1),
        over=(MODEL,),
    )
    output_tokens_per_month = Line(
        Bilingual(de="Ausgabe-Token im Monat", en="Output tokens a month"),
        "token/month",
        written_tokens_per_month * reasoning_multiple + thought_tokens_per_month * reasons,
        over=(MODEL,),
    )
    output_in_batches = Line(
        Bilingual(de="Ausgabe, Anteil im Stapel", en="Output, share in batches"),
        "",
        divide(
            (first_written * batch_share + total(further_written_batched, over=WORKLOAD)) * reasoning_multiple
            + (first_thought * batch_share + total(further_thought_batched, over=WORKLOAD)) * reasons,
            output_tokens_per_month,
            batch_share,
        ),
        over=(MODEL,),
        shown="share",
    )

    # what they cost
    plain_input_price = Line(
        Bilingual(de="Preis der Eingabe außerhalb des Stapels", en="Input price outside batches"),
        "USD/Mtoken",
        peak_share * peak_input_price + (1 - peak_share) * off_peak_input_price,
        over=(MODEL,),
        shown="USD",
    )
    plain_output_price = Line(
        Bilingual(de="Preis der Ausgabe außerhalb des Stapels", en="Output price outside batches"),
        "USD/Mtoken",
        peak_share * peak_output_price + (1 - peak_share) * off_peak_output_price,
        over=(MODEL,),
        shown="USD",
    )
    input_price = Line(
        Bilingual(de="Preis der Eingabe", en="Input price"),
        "USD/Mtoken",
        plain_input_price + fresh_in_batches * (offers_batch * (batch_input_price - plain_input_price)),
        over=(MODEL,),
        shown="USD",
    )
    cache_price = Line(
        Bilingual(de="Cache-Preis", en="Cache price"),
        "USD/Mtoken",
        when(
            offers_cache > 0,
            peak_share * peak_cache_price + (1 - peak_share) * off_peak_cache_price,
            plain_input_price + cached_in_batches * (offers_batch * (batch_input_price - plain_input_price)),
        ),
        over=(MODEL,),
        shown="USD",
    )
    output_price = Line(
        Bilingual(de="Preis der Ausgabe", en="Output price"),
        "USD/Mtoken",
        plain_output_price + output_in_batches * (offers_batch * (batch_output_price - plain_output_price)),
        over=(MODEL,),
        shown="USD",
    )
    input_cost = Line(
        Bilingual(de="Kosten der Eingabe", en="Input cost"),
        "USD/month",
        (fresh_input_tokens * input_price + cached_input_tokens * cache_price) / TOKENS_PER_MILLION,
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
    cost_per_task = Line(
        Bilingual(de="Kosten je Aufgabe", en="Cost per task"),
        "USD/task",
        cost_per_request * requests_per_task,
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


DEPARTMENT = "usage-people-department"
"""The figure of the people in one division of a company."""
OF_A_WORKLOAD = (
    "people",
    "requests_per_person_day",
    "input_tokens_per_request",
    "output_tokens_per_request",
    "reasoning_tokens_per_request",
    "cached_input_share",
    "batch_share",
)
"""Inputs that each workload has of its own; the others hold for all of them together."""


def further(name: str) -> str:
    """The look-up that holds an input of the further workloads."""
    return f"further_{name}"


PRESETS = (
    Preset("pilot", Bilingual(de="Pilot", en="Pilot"), {"people": "usage-people-pilot"}),
    Preset("department", Bilingual(de="Bereich", en="Department"), {"people": DEPARTMENT}),
    Preset("group", Bilingual(de="Konzern", en="Group"), {"people": "usage-people"}),
)
"""Each sets its own values and puts every other input of use back to its default."""
