"""What seat licences cost a month, and from how many requests they beat the same work paid by the token."""

from __future__ import annotations

from typing import NamedTuple

from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.constants import MODEL, NEGLIGIBLE_RATE, TOKENS_PER_MILLION
from lagebild.calculators.expression import Calculator, Constant, Input, Line, Lookup, divide, total, when
from lagebild.frozen import Bilingual

LONGEST_SPREAD = 60
"""Months over which what is paid once may be spread."""

PERSON_PER_SEAT = Constant(
    "PERSON_PER_SEAT", 1, "person/seat", Bilingual(de="eine Person je Platz", en="one person per seat")
)
LEAST_REQUEST_COST = Constant(
    "LEAST_REQUEST_COST", 1e-12, "USD/request", Bilingual(de="Preis, der als null gilt", en="price that counts as none")
)


class Seats(Calculator, topic="seats"):
    """Licences by the seat with all that comes with them, against the token prices of a day for the same requests."""

    # the licences
    seats = Input(
        Bilingual(de="Plätze", en="Seats"),
        "seat",
        default="usage-people",
        low=1,
        high=200_000,
        step=10,
        scale="logarithmic",
        hint=Bilingual(de="Bezahlt wird jeder Platz, auch der ungenutzte.", en="Every seat is paid for, used or not."),
    )
    active_share = Input(
        Bilingual(de="Anteil aktiver Plätze", en="Share of active seats"),
        "",
        default="active-share-licensed",
        low=0,
        high=1,
        step=0.01,
        shown="share",
        hint=Bilingual(
            de="Wie viele der bezahlten Plätze jede Woche benutzt werden.",
            en="How many of the paid seats are used every week.",
        ),
    )
    price_per_seat_month = Input(
        Bilingual(de="Preis je Platz und Monat", en="Price per seat and month"),
        "USD/seat/month",
        default=("seat-chatgpt-team-2025", "seat-chatgpt-business-2026"),
        low=0,
        high=1000,
        step=1,
        shown="USD",
        digits=2,
    )
    administration_per_seat_month = Input(
        Bilingual(de="Verwaltung je Platz und Monat", en="Administration per seat and month"),
        "USD/seat/month",
        default="seat-administration",
        low=0,
        high=500,
        step=0.5,
        shown="USD",
        digits=2,
        hint=Bilingual(
            de="Konten, Rechte, Fragen: Arbeit im eigenen Haus.",
            en="Accounts, rights, questions: work in your own house.",
        ),
    )

    # paid once
    setup_once = Input(
        Bilingual(de="Einrichtung, einmalig", en="Set-up, once"),
        "USD",
        default="seat-setup-team",
        low=0,
        high=10_000_000,
        step=1000,
        scale="logarithmic",
        shown="USD",
        hint=Bilingual(
            de="Vertrag, Datenschutzprüfung, Anmeldung, Regeln.", en="Contract, data protection review, sign-in, rules."
        ),
    )
    training_per_seat_once = Input(
        Bilingual(de="Schulung je Platz, einmalig", en="Training per seat, once"),
        "USD/seat",
        default="seat-training",
        low=0,
        high=10_000,
        step=10,
        shown="USD",
        hint=Bilingual(
            de="Auch für jene, die den Platz dann nicht nutzen.", en="For those who then do not use it, too."
        ),
    )
    months = Input(
        Bilingual(de="Einmaliges verteilt auf", en="One-off costs spread over"),
        "month",
        default="seat-months",
        low=1,
        high=LONGEST_SPREAD,
        step=1,
        shown="months",
    )

    # the work
    requests_per_active_user_month = Input(
        Bilingual(de="Anfragen je aktive Person und Monat", en="Requests per active user and month"),
        "request/person/month",
        default="seat-requests-per-user-month",
        low=1,
        high=100_000,
        step=10,
        scale="logarithmic",
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

    # looked up before the formula
    is_chosen = Lookup(Bilingual(de="Modell des Vergleichs", en="model compared with"), "", (MODEL,))

    # what the seats cost
    active_users = Line(
        Bilingual(de="Aktive Personen", en="Active users"), "person", seats * active_share * PERSON_PER_SEAT
    )
    licence_per_month = Line(
        Bilingual(de="Lizenzen im Monat", en="Licences a month"),
        "USD/month",
        seats * price_per_seat_month,
        shown="USD",
    )
    administration_per_month = Line(
        Bilingual(de="Verwaltung im Monat", en="Administration a month"),
        "USD/month",
        seats * administration_per_seat_month,
        shown="USD",
    )
    training_per_month = Line(
        Bilingual(de="Schulung, auf Monate verteilt", en="Training, spread over months"),
        "USD/month",
        seats * training_per_seat_once / months,
        shown="USD",
    )
    setup_per_month = Line(
        Bilingual(de="Einrichtung, auf Monate verteilt", en="Set-up, spread over months"),
        "USD/month",
        setup_once / months,
        shown="USD",
    )
    seat_cost_per_month = Line(
        Bilingual(de="Kosten der Plätze im Monat", en="Cost of the seats a month"),
        "USD/month",
        licence_per_month + administration_per_month + training_per_month + setup_per_month,
        shown="USD",
    )
    cost_per_seat = Line(
        Bilingual(de="Kosten je Platz im Monat", en="Cost per seat a month"),
        "USD/seat/month",
        seat_cost_per_month / seats,
        shown="USD",
    )
    cost_per_active_user = Line(
        Bilingual(de="Kosten je aktive Person im Monat", en="Cost per active user a month"),
        "USD/person/month",
        when(active_share > NEGLIGIBLE_RATE, divide(seat_cost_per_month, active_users, 0), 0),
        shown="USD",
    )
    unused_seats = Line(Bilingual(de="Ungenutzte Plätze", en="Unused seats"), "seat", seats * (1 - active_share))
    unused_cost_per_month = Line(
        Bilingual(de="Kosten der ungenutzten Plätze im Monat", en="Cost of the unused seats a month"),
        "USD/month",
        seat_cost_per_month * (1 - active_share),
        shown="USD",
    )

    # the same work by the token: chat waits for no batch, so that only peak and cache prices count
    seat_requests_per_month = Line(
        Bilingual(de="Anfragen der aktiven Personen im Monat", en="Requests of the active users a month"),
        "request/month",
        active_users * requests_per_active_user_month,
    )
    chat_input_price = Line(
        Bilingual(de="Preis der Eingabe", en="Input price"),
        "USD/Mtoken",
        ApiCosts.peak_share * ApiCosts.peak_input_price + (1 - ApiCosts.peak_share) * ApiCosts.off_peak_input_price,
        over=(MODEL,),
        shown="USD",
    )
    chat_cache_price = Line(
        Bilingual(de="Cache-Preis", en="Cache price"),
        "USD/Mtoken",
        when(
            ApiCosts.offers_cache > 0,
            ApiCosts.peak_share * ApiCosts.peak_cache_price + (1 - ApiCosts.peak_share) * ApiCosts.off_peak_cache_price,
            chat_input_price,
        ),
        over=(MODEL,),
        shown="USD",
    )
    chat_output_price = Line(
        Bilingual(de="Preis der Ausgabe", en="Output price"),
        "USD/Mtoken",
        ApiCosts.peak_share * ApiCosts.peak_output_price + (1 - ApiCosts.peak_share) * ApiCosts.off_peak_output_price,
        over=(MODEL,),
        shown="USD",
    )
    written_per_request = Line(
        Bilingual(de="Ausgabe je Anfrage mit Denk-Token", en="Output per request with reasoning"),
        "token/request",
        output_tokens_per_request * ApiCosts.reasoning_multiple
        + ApiCosts.reasons * ApiCosts.reasoning_tokens_per_request,
        over=(MODEL,),
    )
    api_cost_per_request = Line(
        Bilingual(de="API-Kosten je Anfrage", en="API cost per request"),
        "USD/request",
        (
            input_tokens_per_request
            * ((1 - ApiCosts.cached_input_share) * chat_input_price + ApiCosts.cached_input_share * chat_cache_price)
            + written_per_request * chat_output_price
        )
        / TOKENS_PER_MILLION,
        over=(MODEL,),
        shown="USD",
    )
    api_cost_per_month = Line(
        Bilingual(de="API-Kosten derselben Anfragen im Monat", en="API cost of the same requests a month"),
        "USD/month",
        seat_requests_per_month * api_cost_per_request,
        over=(MODEL,),
        shown="USD",
    )
    api_cost_per_active_user = Line(
        Bilingual(de="API-Kosten je aktive Person im Monat", en="API cost per active user a month"),
        "USD/person/month",
        requests_per_active_user_month * api_cost_per_request,
        over=(MODEL,),
        shown="USD",
    )

    # where the two meet
    break_even_requests_per_active_user_month = Line(
        Bilingual(
            de="Anfragen je aktive Person, ab denen es sich lohnt", en="Requests per active user from which it pays"
        ),
        "request/person/month",
        when(api_cost_per_request > LEAST_REQUEST_COST, cost_per_active_user / api_cost_per_request, 0),
        over=(MODEL,),
    )
    break_even_requests_per_active_user_day = Line(
        Bilingual(de="das sind je Arbeitstag", en="that is per working day"),
        "request/person/day",
        break_even_requests_per_active_user_month / ApiCosts.working_days_per_month,
        over=(MODEL,),
    )
    api_cost_of_chosen = Line(
        Bilingual(de="API-Kosten, nur Modell im Vergleich", en="API cost, only of the model compared with"),
        "USD/month",
        is_chosen * api_cost_per_month,
        over=(MODEL,),
        shown="USD",
    )
    difference = Line(
        Bilingual(de="Plätze kosten mehr im Monat", en="Seats cost more a month"),
        "USD/month",
        seat_cost_per_month - total(api_cost_of_chosen, over=MODEL),
        shown="USD",
    )
    break_even_of_chosen = Line(
        Bilingual(de="Schwelle, nur Modell im Vergleich", en="Break-even, only of the model compared with"),
        "request/person/month",
        is_chosen * break_even_requests_per_active_user_month,
        over=(MODEL,),
    )
    break_even = Line(
        Bilingual(de="Schwelle, Modell im Vergleich", en="Break-even, model compared with"),
        "request/person/month",
        total(break_even_of_chosen, over=MODEL),
    )


class Tier(NamedTuple):
    """A kind of licence to start from; `values` names the figures of the inputs it sets, oldest first."""

    id: str
    label: Bilingual
    values: dict[str, tuple[str, ...]]


TEAM = "team"
"""Id of the tier that is bought without a contract of one's own."""
TIERS = (
    Tier(
        TEAM,
        Bilingual(de="Team", en="Team"),
        {
            "price_per_seat_month": ("seat-chatgpt-team-2025", "seat-chatgpt-business-2026"),
            "setup_once": ("seat-setup-team",),
        },
    ),
    Tier(
        "suite",
        Bilingual(de="Zusatz zum Büropaket", en="Add-on to an office suite"),
        {"price_per_seat_month": ("seat-m365-copilot",), "setup_once": ("seat-setup-suite",)},
    ),
    Tier(
        "enterprise",
        Bilingual(de="Enterprise", en="Enterprise"),
        {"price_per_seat_month": ("seat-chatgpt-enterprise",), "setup_once": ("seat-setup-enterprise",)},
    ),
)
"""Each sets the price of a seat and the set-up, and leaves every other input as it is."""
