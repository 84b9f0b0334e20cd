"""Small real charts: a stacked comparison, grouped prices, falls, a tornado, and two ledgers, in both languages."""

from __future__ import annotations

from collections.abc import Callable

from lagebild.charts.chart import Annotation, Chart, Point, Series, Zone
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


EXAMPLES = (monthly_costs, prices, falls, sensitivity, losses, budgets, standpoints)
