"""Small real charts in both languages: stacks, grouped prices, falls, a tornado, two ledgers, steps, a plane, lines."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date, timedelta

from lagebild.charts.chart import Annotation, Area, Chart, Guide, Key, Point, Series, Zone
from lagebild.frozen import Bilingual
from lagebild.language import Code, Language
from lagebild.origin import COUNTED
from lagebild.theme import Mark as Role


def _say(code: Code, de: str, en: str) -> str:
    return Language(code).of(Bilingual(de=de, en=en))


def _dollars(code: Code, value: float, digits: int | None = None, *, sign: bool = False) -> str:
    return str(Language(code).show(value, COUNTED, "USD", digits, sign=sign))


def monthly_costs(code: Code = "de", scale: float = 1.0) -> Chart:
    """OpenAI o1 against DeepSeek R1, input and output stacked, with totals and the source's error."""
    costs = {"OpenAI o1": (8505.0 * scale, 18144.0 * scale), "DeepSeek R1": (311.85 * scale, 662.26 * scale)}
    roles: dict[str, tuple[Role, Role]] = {
        "OpenAI o1": ("comparator_pale", "comparator"),
        "DeepSeek R1": ("hero", "hero"),
    }
    parts = (_say(code, "Eingabe", "Input"), _say(code, "Ausgabe", "Output"))
    total = {name: sum(pair) for name, pair in costs.items()}
    share = Language(code).show(3.7, COUNTED, "%", 1)
    wrong = 0.02 * total["OpenAI o1"]
    return Chart(
        id="api_costs.comparison",
        kind="stacked_bars",
        topic="api_costs",
        title=_say(
            code,
            f"Dieselbe Arbeit kostet mit DeepSeek R1 {_dollars(code, total['DeepSeek R1'], 0)} im Monat, "
            f"mit OpenAI o1 {_dollars(code, total['OpenAI o1'], 0)}",
            f"The same work costs {_dollars(code, total['DeepSeek R1'], 0)} a month with DeepSeek R1, "
            f"{_dollars(code, total['OpenAI o1'], 0)} with OpenAI o1",
        ),
        heading=_say(code, "Monatliche Kosten bei gleicher Nutzung", "Monthly cost for the same use"),
        subtitle=_say(
            code, "US-Dollar im Monat, getrennt nach Eingabe und Ausgabe", "US dollars a month, input and output"
        ),
        categories=tuple(costs),
        series=tuple(
            Series(
                name=part,
                role=("comparator_pale", "comparator")[index],
                points=tuple(
                    Point(
                        value=costs[name][index],
                        label=_dollars(code, costs[name][index], 0),
                        role=roles[name][index],
                        within=f"{part} {_dollars(code, costs[name][index], 0)}",
                    )
                    for name in costs
                ),
            )
            for index, part in enumerate(parts)
        ),
        totals=tuple(
            Point(
                value=total[name],
                label=_dollars(code, total[name], 0),
                note=_say(code, f"= {share} des o1-Preises", f"= {share} of the o1 price") if index else "",
            )
            for index, name in enumerate(costs)
        ),
        annotations=(
            Annotation(
                category=1,
                value=wrong,
                text=_say(
                    code,
                    f"Quelle B druckt „2 %“ – das wären {_dollars(code, wrong, 0)}",
                    f"Source B prints “2%” – that would be {_dollars(code, wrong, 0)}",
                ),
                role="loss",
            ),
        ),
        unit="USD",
        category_name=_say(code, "Modell", "Model"),
        source=_say(
            code,
            "Quelle: B (Preistabelle) · Nutzung: Annahme · Stand 27.01.2025",
            "Source: B (price table) · Use: assumption · As of 27 Jan 2025",
        ),
        verdict="contradicted",
        verdict_of="B",
        alternative=_say(
            code,
            "OpenAI o1 kostet im Monat das 27,4-Fache von DeepSeek R1; 2 Modelle.",
            "OpenAI o1 costs 27.4 times DeepSeek R1 a month; 2 models.",
        ),
        language=code,
        total_name=_say(code, "Summe", "Total"),
    )


def prices(code: Code = "de") -> Chart:
    """Input and output prices of two models side by side."""
    models: tuple[tuple[str, Role, tuple[float, float]], ...] = (
        ("OpenAI o1", "comparator", (15.0, 60.0)),
        ("DeepSeek R1", "hero", (0.55, 2.19)),
    )
    return Chart(
        id="situation.prices",
        kind="grouped_bars",
        topic="situation",
        title=_say(
            code,
            "R1 kostet 3,65 % des o1-Preises – nicht 2 %, wie Quelle B schreibt",
            "R1 costs 3.65% of the o1 price – not 2%, as source B writes",
        ),
        heading=_say(code, "Preise je Million Token", "Prices per million tokens"),
        subtitle=_say(code, "US-Dollar je Million Token, Januar 2025", "US dollars per million tokens, January 2025"),
        categories=(_say(code, "Eingabe", "Input"), _say(code, "Ausgabe", "Output")),
        series=tuple(
            Series(
                name=name,
                role=role,
                points=tuple(Point(value=value, label=_dollars(code, value, 2), note=name) for value in values),
            )
            for name, role, values in models
        ),
        unit="USD",
        category_name=_say(code, "Richtung", "Direction"),
        source=_say(
            code,
            "Quelle: B (Preistabelle), eigene Rechnung: 2,19 ÷ 60 = 3,65 %",
            "Source: B (price table), own computation: 2.19 ÷ 60 = 3.65%",
        ),
        verdict="contradicted",
        verdict_of="B",
        alternative=_say(code, "Preise von 0,55 $ bis 60 $; 4 Balken.", "Prices from $0.55 to $60; 4 bars."),
        language=code,
    )


def falls(code: Code = "de") -> Chart:
    """Falls of shares on one day: all negative, three meanings, each category in one of the series."""
    moves: tuple[tuple[str, float, int, int], ...] = (
        ("Broadcom", -17.4, 1, 1),
        ("Nvidia", -16.97, 2, 0),
        ("Oracle", -13.8, 1, 1),
        ("TSMC", -13.3, 1, 1),
        ("AMD", -6.4, 1, 1),
        ("Alphabet", -4.2, 1, 1),
        ("Nasdaq-100", -2.97, 2, 2),
        ("Microsoft", -2.1, 1, 1),
        ("S&P 500", -1.46, 2, 2),
    )
    meanings: tuple[tuple[str, Role], ...] = (
        (_say(code, "größter Wertverlust", "largest loss of value"), "loss"),
        (_say(code, "Unternehmen", "Companies"), "comparator"),
        (_say(code, "Index", "Index"), "index"),
    )
    language = Language(code)

    def point(value: float, digits: int) -> Point:
        return Point(value=value, label=str(language.show(value, COUNTED, "%", digits)))

    return Chart(
        id="market.falls",
        kind="bars",
        topic="market",
        title=_say(
            code,
            "Am 27. Januar 2025 fielen Chipwerte um 13 bis 17 Prozent, der breite Markt nur um 1,5 Prozent",
            "On 27 January 2025 chip stocks fell by 13 to 17 per cent, the broad market by only 1.5 per cent",
        ),
        heading=_say(code, "Kursverlust am Montag, 27. Januar 2025", "Falls on Monday, 27 January 2025"),
        subtitle=_say(
            code, "Schlusskurs gegenüber Freitag, 24. Januar, in Prozent", "Close against Friday, 24 January, per cent"
        ),
        categories=tuple(name for name, *_ in moves),
        series=tuple(
            Series(
                name=name,
                role=role,
                points=tuple(point(value, digits) if of == index else None for _, value, digits, of in moves),
            )
            for index, (name, role) in enumerate(meanings)
        ),
        unit="%",
        category_name=_say(code, "Wert", "Stock"),
        legend=True,
        source=_say(
            code, "Quelle: Schlusskurse der Börsen · Stand 27.01.2025", "Source: closing prices · As of 27 Jan 2025"
        ),
        verdict="rounded",
        verdict_of="A",
        alternative=_say(code, "Von −17,4 % bis −1,46 %; 9 Werte.", "From −17.4% to −1.46%; 9 stocks."),
        language=code,
    )


def sensitivity(code: Code = "de") -> Chart:
    """What moves the saving most: half and one and a half times each input, about a base."""
    effects: tuple[tuple[str, str, float, float], ...] = (
        ("Anfragen", "Requests", -12837, 12837),
        ("Ausgabe-Token", "Output tokens", -8741, 8741),
        ("Eingabe-Token", "Input tokens", -4097, 4097),
        ("R1-Preis", "R1 price", 487, -487),
    )
    less: Callable[[float], Point] = lambda value: Point(value=value, label=_dollars(code, value, 0, sign=True))  # noqa: E731
    return Chart(
        id="api_costs.sensitivity",
        kind="tornado",
        topic="api_costs",
        title=_say(
            code,
            "Am stärksten bewegt die Zahl der Anfragen die Ersparnis",
            "The number of requests moves the saving most",
        ),
        heading=_say(code, "Was die Ersparnis am stärksten bewegt", "What moves the saving most"),
        subtitle=_say(code, "gegenüber 25.675 $ im Monat", "against $25,675 a month"),
        categories=tuple(_say(code, de, en) for de, en, *_ in effects),
        series=(
            Series(
                name=str(Language(code).show(-50, COUNTED, "%", 0)),
                role="comparator_pale",
                points=tuple(less(low) for *_, low, _high in effects),
            ),
            Series(
                name=str(Language(code).show(50, COUNTED, "%", 0, sign=True)),
                role="hero",
                points=tuple(less(high) for *_, high in effects),
            ),
        ),
        unit="USD",
        base=25674.89,
        legend=True,
        category_name=_say(code, "Eingabe", "Input"),
        source=_say(code, "Quelle: eigene Rechnung · Stand 27.01.2025", "Source: own computation · As of 27 Jan 2025"),
        verdict="own",
        alternative=_say(code, "Von ±12.837 $ bis ±487 $; 4 Größen.", "From ±$12,837 to ±$487; 4 inputs."),
        language=code,
    )


def losses(code: Code = "de") -> Chart:
    """Invented statements of what Nvidia lost on one day: close together, one of them a range, which is used."""
    language = Language(code)
    statements: tuple[tuple[str, str, float, float, str, str], ...] = (
        ("Erster Artikel", "First article", 589, 589, "", ""),
        ("Schlusskurse × Zahl der Aktien", "Closing prices × shares outstanding", 589, 593,
         "je nach Stichtag der Aktienzahl", "depends on the day of the share count"),
        ("Nachrichtenagentur", "News agency", 593, 593, "gerundet", "rounded"),
        ("Zweiter Artikel", "Second article", 596, 596, "mit Nachbörse", "with after-hours trading"),
    )  # fmt: skip
    return Chart(
        id="evidence.losses",
        kind="ranges",
        topic="evidence",
        title=_say(
            code,
            "Nvidia verlor an einem Tag 589 bis 593 Milliarden Dollar; die Quellen liegen nah beieinander",
            "Nvidia lost 589 to 593 billion dollars in one day; the sources are close together",
        ),
        heading=_say(code, "Verlust an Börsenwert", "Loss of market value"),
        subtitle=_say(code, "Nvidia am 27. Januar 2025, Milliarden Dollar", "Nvidia, 27 January 2025, billion dollars"),
        categories=tuple(_say(code, de, en) for de, en, *_ in statements),
        series=(
            Series(
                name=_say(code, "Verlust", "Loss"),
                role="comparator",
                points=tuple(
                    Point(
                        value=low,
                        high=None if low == high else high,
                        label=str(language.show_range(low, high, COUNTED, "USD bn")),
                        note=_say(code, de, en),
                        role=None if low == high else "hero",
                    )
                    for *_, low, high, de, en in statements
                ),
            ),
        ),
        unit="USD bn",
        category_name=_say(code, "Wer es sagt", "Who says so"),
        source=_say(
            code,
            "Quelle: beide Artikel, Schlusskurse · Stand 28.01.2025",
            "Source: both articles, closes · As of 28 Jan 2025",
        ),
        verdict="rounded",
        verdict_of="A",
        alternative=_say(code, "Von 589 bis 596 Mrd. $; 4 Angaben.", "From $589bn to $596bn; 4 statements."),
        language=code,
    )


def budgets(code: Code = "de") -> Chart:
    """Invented statements of what training cost: far apart, the one that is used a value, each role a series."""
    language = Language(code)
    said: tuple[tuple[str, str, float, float, str, str], ...] = (
        ("GPU-Stunden × Miete", "GPU hours × rent", 40.7, 40.7,
         "nur der letzte Lauf", "final run only"),
        ("Schätzung mit Vorversuchen", "Estimate with earlier attempts", 96, 192, "", ""),
        ("Branchendienst", "Trade press", 500, 500, "mit Anschaffung der Rechner", "hardware bought"),
        ("Analysehaus", "Analysts", 650, 778, "Kosten über vier Jahre", "cost over four years"),
    )  # fmt: skip

    def point(low: float, high: float, de: str, en: str) -> Point:
        label = language.show_range(low, high, COUNTED, "USD m", 1 if low == 40.7 else 0)
        return Point(value=low, high=None if low == high else high, label=str(label), note=_say(code, de, en))

    points = [point(low, high, *notes) for _, _, low, high, *notes in said]
    return Chart(
        id="evidence.budgets",
        kind="ranges",
        topic="evidence",
        title=_say(code, "Je nach Zählweise kostete das Training 40,7 bis 778 Mio. $",
                   "Depending on what is counted, training cost $40.7m to $778m"),
        heading=_say(code, "Kosten des Trainings", "Cost of training"),
        subtitle=_say(code, "Millionen Dollar, je nach Quelle", "Million dollars, by source"),
        categories=tuple(_say(code, de, en) for de, en, *_ in said),
        series=(
            Series(name=_say(code, "Lagebild rechnet damit", "Used by Lagebild"), role="hero",
                   points=(points[0], None, None, None)),
            Series(name=_say(code, "andere Quellen", "Other sources"), role="comparator", points=(None, *points[1:])),
        ),
        unit="USD m",
        category_name=_say(code, "Quelle", "Source"),
        legend=True,
        source=_say(code, "Quelle: Bericht, Presse · Stand 31.01.2025", "Source: report, press · As of 31 Jan 2025"),
        verdict="unverifiable",
        verdict_of="B",
        alternative=_say(code, "Von 40,7 bis 778 Mio. $; 4 Angaben.", "From $40.7m to $778m; 4 statements."),
        language=code,
    )  # fmt: skip


def shortfall(code: Code = "de") -> Chart:
    """What has to be earned in steps, what is credited, and what remains: a waterfall with two sums."""
    said: tuple[tuple[str, str, float | None, Role, str, str], ...] = (
        ("Chips", "Chips", 150, "comparator_pale", "", ""),
        ("Übriges Rechenzentrum", "Rest of the data centre", 150, "comparator_pale", "", ""),
        ("Marge der Nutzer", "Margin of the users", 300, "comparator_pale", "", ""),
        ("Nötiger Umsatz", "Revenue needed", None, "comparator", "", ""),
        ("Große Anbieter", "Large vendors", -70, "gain", "geschätzt", "estimated"),
        ("Übrige", "Others", -30.5, "gain", "", ""),
        ("Doppelt gezählt", "Counted twice", 0.5, "comparator_pale", "", ""),
        ("Lücke", "Gap", None, "hero", "16,7 % gedeckt", "16.7% covered"),
    )
    points: list[Point] = []
    for *_, step, role, de, en in said:
        value = sum(point.value for point in points if not point.sum) if step is None else step
        digits = 0 if round(value) == value else 1
        label = Language(code).show(value, COUNTED, "USD bn", digits, sign=step is not None)
        points.append(
            Point(value=value, label=str(label), role=role, sum=step is None, note=_say(code, de, en) if de else "")
        )
    return Chart(
        id="revenue_gap.steps",
        kind="waterfall",
        topic="revenue_gap",
        title=_say(code, "Von 600 Mrd. $, die nötig wären, fehlen 500 Mrd. $",
                   "Of the $600bn needed, $500bn is missing"),
        heading=_say(code, "Von den Chips zur Lücke", "From the chips to the gap"),
        subtitle=_say(code, "US-Dollar im Jahr", "US dollars a year"),
        categories=tuple(_say(code, de, en) for de, en, *_ in said),
        series=(Series(name=_say(code, "Betrag", "Amount"), role="comparator", points=tuple(points)),),
        annotations=(
            Annotation(category=4, value=540, text=_say(code, "Quelle A nennt nur diese", "Source A names only these"),
                       role="loss"),
        ),
        unit="USD bn",
        category_name=_say(code, "Schritt", "Step"),
        legend=True,
        key=(
            Key(role="comparator_pale", name=_say(code, "kommt hinzu", "adds")),
            Key(role="gain", name=_say(code, "geht ab", "comes off")),
            Key(role="hero", name=_say(code, "fehlt", "missing")),
        ),
        source=_say(code, "Quelle: Bericht · Stand 06.2024", "Source: report · As of June 2024"),
        verdict="rounded",
        verdict_of="A",
        alternative=_say(code, "500 Mrd. $ fehlen; 8 Balken.", "$500bn is missing; 8 bars."),
        language=code,
    )  # fmt: skip


def standpoints(
    code: Code = "de",
    costs: tuple[float | None, ...] = (974.0, 3400.0, 15974.0, 26649.0),
    risks: tuple[float | None, ...] = (81.0, 34.0, 19.0, 38.0),
    weeks: tuple[float, ...] = (1.0, 6.0, 16.0, 1.0),
    *,
    zone: bool = True,
) -> Chart:
    """Invented options by cost, risk and weeks to start, within two limits; a value may be missing."""
    language = Language(code)
    options: tuple[tuple[str, str, Role], ...] = (
        ("Anbieter-API in China", "Vendor API in China", "option:api_cn"),
        ("In der EU gehostet", "EU-hosted", "option:eu_hosted"),
        ("Eigene Hardware", "Own hardware", "option:own"),
        ("Westlicher Anbieter", "Western vendor", "option:western"),
    )

    def risk_point(value: float | None, role: Role) -> Point | None:
        if value is None:
            return None
        shown = str(language.show(value, COUNTED, digits=0))
        band = (max(0.0, value - 9), min(100.0, value + 7))
        return Point(
            value=value, label=shown, within=_say(code, f"Risiko {shown}", f"risk {shown}"), band=band, role=role
        )

    roles = tuple(role for _, _, role in options)
    limits = ("Ihre Grenzen: 12.000 $ und 40 Punkte", "Your limits: $12,000 and 40 points")
    return Chart(
        id="decision.standpoints",
        kind="bubbles",
        topic="decision",
        title=_say(
            code,
            "Nur das Hosting in der EU liegt innerhalb beider Grenzen: 3.400 $ im Monat und 34 Risikopunkte",
            "Hosting in the EU is the only option inside both limits: $3,400 a month and 34 risk points",
        ),
        heading=_say(code, "Kosten und Risiko der vier Optionen", "Cost and risk of the four options"),
        subtitle=_say(
            code,
            "Waagerecht: US-Dollar im Monat. Senkrecht: Risikopunkte. Größe: Wochen bis zum Start",
            "Across: US dollars a month. Up: risk points. Size: weeks to start",
        ),
        categories=tuple(_say(code, de, en) for de, en, _ in options),
        series=(
            Series(
                name=_say(code, "Kosten im Monat", "Cost a month"),
                role="comparator",
                points=tuple(
                    None if cost is None else Point(value=cost, label=_dollars(code, cost, 0), role=role)
                    for cost, role in zip(costs, roles, strict=True)
                ),
                unit="USD",
            ),
            Series(
                name=_say(code, "Risiko", "Risk"),
                role="comparator",
                points=tuple(risk_point(risk, role) for risk, role in zip(risks, roles, strict=True)),
                top=100,
            ),
            Series(
                name=_say(code, "Wochen bis zum Start", "Weeks to start"),
                role="comparator",
                points=tuple(
                    Point(value=count, label=str(language.show(count, COUNTED, "week", 0)), role=role)
                    for count, role in zip(weeks, roles, strict=True)
                ),
                unit="week",
            ),
        ),
        zone=Zone(across=12000, up=40, label=_say(code, *limits)) if zone else None,
        unit="USD",
        absent=_say(code, "Es fehlen Antworten der Prüfliste.", "Answers of the checklist are missing."),
        category_name=_say(code, "Option", "Option"),
        source=_say(
            code, "Quelle: Kosten und Prüfliste · Stand 27.01.2025", "Source: costs and checklist · As of 27 Jan 2025"
        ),
        verdict="assumption",
        alternative=_say(code, "Vier Optionen, von 974 $ bis 26.649 $ und von 19 bis 81 Punkten.",
                         "Four options, from $974 to $26,649 and from 19 to 81 points."),
        language=code,
    )  # fmt: skip


def _line(
    code: Code, name: str, role: Role, values: tuple[float | None, ...], unit: str, digits: int, *, faint: bool = False
) -> Series:
    language = Language(code)
    points = (
        None if value is None else Point(value=value, label=str(language.show(value, COUNTED, unit, digits)))
        for value in values
    )
    return Series(name=name, role=role, points=tuple(points), faint=faint)


def _lines(code: Code, id: str, title: str, heading: str, subtitle: str, **more: object) -> Chart:
    return Chart(
        id=id, kind="lines", topic="made", title=title, heading=heading, subtitle=subtitle, verdict="assumption",
        source=_say(code, "Quelle: erfunden · Stand 27.01.2025", "Source: invented · As of 27 Jan 2025"),
        alternative=f"{heading}: {title}", language=code, **more,
    )  # fmt: skip


def break_even(code: Code = "de", volume: float = 869.0, hardware: float = 15974.0) -> Chart:
    """Cost a month by volume: two rising lines and a level one, with the volume used and the room above it."""
    language = Language(code)
    meeting = hardware / 30.65
    volumes = tuple(sorted({0.0, 250.0, 500.0, meeting, 750.0, volume, 1000.0, 1250.0, 1500.0}))
    crossing, used = (language.show(at, COUNTED, "m", 0) for at in (meeting, volume))
    pays = _say(
        code,
        f"Eigene Hardware rechnet sich gegen o1 ab {crossing} Token",
        f"Own hardware beats o1 from {crossing} tokens",
    )
    return _lines(
        code, "self_hosting.break_even", pays, _say(code, "Kosten im Monat nach Menge", "Cost per month by volume"),
        _say(code, "US-Dollar; Token im Monat in Millionen", "US dollars; tokens per month in millions"),
        categories=tuple(str(language.show(at, COUNTED, "m", 0)) for at in volumes),
        positions=volumes, across_unit="m", unit="USD", from_zero=True, category_name=_say(code, "Menge", "Volume"),
        series=(
            _line(code, "OpenAI o1", "option:western", tuple(30.65 * at for at in volumes), "USD", 0),
            _line(
                code, _say(code, "Eigene Hardware", "Own hardware"), "option:own", (hardware,) * len(volumes), "USD", 0
            ),
            _line(code, "DeepSeek R1", "hero", tuple(1.12 * at for at in volumes), "USD", 0),
        ),
        guides=(Guide(at=volume, label=_say(code, f"Ihre Menge: {used}", f"Your volume: {used}")),),
        area=Area(upper=0, lower=1, label=_say(code, "Raum zum Sparen", "room for saving")),
        annotations=(Annotation(category=volumes.index(meeting), value=hardware, role="comparator", text=pays),),
    )  # fmt: skip


def price_steps(code: Code = "de") -> Chart:
    """The price of a million tokens by date, which holds until the next one; a line begins late and pauses."""
    days = (date(2024, 5, 6), date(2024, 9, 12), date(2025, 1, 20), date(2025, 4, 16), date(2025, 6, 10),
            date(2025, 9, 29), date(2025, 12, 1), date(2026, 11, 1))  # fmt: skip
    language = Language(code)
    o1 = (None, 60.0, 60.0, 40.0, 8.0, None, 10.0, 10.0)
    deepseek = (0.28, 0.28, 2.19, 2.19, 2.19, 0.42, 0.42, 0.42)
    return _lines(
        code, "api_costs.history",
        _say(code, "Der Preis von OpenAI fiel auf ein Sechstel", "OpenAI’s price fell to a sixth"),
        _say(code, "Listenpreise je Million Ausgabe-Token", "List prices per million output tokens"),
        _say(code, "US-Dollar, jeweils bis zur nächsten Änderung", "US dollars, until the next change"),
        categories=tuple(str(language.date(day)) for day in days),
        positions=tuple(float(day.toordinal()) for day in days),
        across="date", step=True, from_zero=True, unit="USD", category_name=_say(code, "Datum", "Date"),
        series=(
            _line(code, "OpenAI", "comparator", o1, "USD", 2), _line(code, "DeepSeek", "hero", deepseek, "USD", 2),
        ),
    )  # fmt: skip


def event_window(code: Code = "de", series: int = 32, days: int = 60) -> Chart:
    """Closing prices about a day, indexed to 100: three shares and two indices named, the rest faint, with gaps."""
    language = Language(code)
    first = date(2024, 12, 16)
    trading = [day for at in range(2 * days) if (day := first + timedelta(days=at)).weekday() < 5][:days]
    shock = trading.index(date(2025, 1, 27)) if date(2025, 1, 27) in trading else days // 2
    named: tuple[tuple[str, Role, float], ...] = (
        ("Nvidia", "loss", 17.0), ("Broadcom", "gain", 14.0), ("Microsoft", "option:western", 2.1),
        ("S&P 500", "index", 1.5), ("Nasdaq-100", "index", 3.0),
    )  # fmt: skip

    def values(at: int, fall: float) -> tuple[float | None, ...]:
        walk = [
            100 + (2 + at % 5) * math.sin(day * (0.21 + 0.013 * at) + at) + 0.05 * day * (at % 3 - 1)
            for day in range(days)
        ]
        whole = [
            value - (fall * math.exp((shock - day) / 30) if day >= shock else 0.0) for day, value in enumerate(walk)
        ]
        # Broadcom does not trade for three days; every seventh share is listed late
        gaps = range(shock + 8, shock + 11) if at == 1 else range(12) if at % 7 == 6 else range(0)
        return tuple(None if day in gaps else round(value, 2) for day, value in enumerate(whole))

    lines = [_line(code, name, role, values(at, fall), "", 1) for at, (name, role, fall) in enumerate(named)]
    others = (
        _line(
            code, f"Aktie {at}" if code == "de" else f"Share {at}", "comparator", values(at, at % 9), "", 1, faint=True
        )
        for at in range(len(named), series)
    )
    nvidia = lines[0].points[shock]
    assert nvidia is not None
    return _lines(
        code, "market.window", _say(code, "Nvidia verlor 17\u00a0% an einem Tag", "Nvidia lost 17% in one day"),
        _say(code, "Kurse und Indizes um den 27. Januar 2025", "Share prices and indices around 27 January 2025"),
        _say(code, "Schlusskurse, 24. Januar = 100", "Closing prices, 24 January = 100"),
        categories=tuple(str(language.date(day)) for day in trading),
        positions=tuple(float(day.toordinal()) for day in trading),
        across="date", unit="", base=100.0, category_name=_say(code, "Handelstag", "Trading day"),
        series=(*lines, *others),
        guides=(Guide(at=trading[shock].toordinal() - 3.0, label=str(language.date(date(2025, 1, 24), style="day"))),),
        annotations=(
            Annotation(category=shock, value=nvidia.value, role="loss",
                       text=f"{nvidia.label}: "
                       + _say(code, "Nvidia schließt 17\u00a0% tiefer", "Nvidia closes 17% lower")),
        ),
    )  # fmt: skip


EXAMPLES = (
    monthly_costs, prices, falls, sensitivity, losses, budgets, shortfall, standpoints, break_even, price_steps,
    event_window,
)  # fmt: skip
