"""The chart of the situation page: list prices of R1 and o1 side by side."""

from __future__ import annotations

from lagebild.analysis.results import Results
from lagebild.charts.chart import Chart, Point, Series
from lagebild.charts.support import supported
from lagebild.language import Language
from lagebild.origin import COUNTED, record
from lagebild.wording.evidence import arithmetic
from lagebild.wording.situation import share_shown

CLAIM = "b-2-percent"


def prices(results: Results, language: Language) -> Chart:
    """Price of a million tokens, input and output, of both models on the day of the shock."""
    knowledge = results.knowledge
    claim = knowledge.claims[CLAIM]
    names = {"o1": knowledge.offers["o1"].name, "r1": knowledge.offers["deepseek-r1"].name}

    def point(model: str, field: str) -> Point:
        id = f"price-{model}-{field}"
        shown = language.show(knowledge.number(id), record(id), "USD", 2)
        return Point(value=knowledge.number(id), label=str(shown), note=names[model], origin=shown.origin)

    fields = ("input", "output")
    title = language.say(
        "R1 costs {share} of the price of o1; source B writes “about {printed}”.",
        share=share_shown(results, language),
        printed=language.show(claim.stated or 0, record(CLAIM), "%", 0),
    )
    publishers = dict.fromkeys(
        knowledge.sources[source].publisher
        for id in ("price-r1-output", "price-o1-output")
        for source in knowledge.figure(id).sources[:1]
    )
    series = (
        Series(name=names["o1"], role="comparator", points=tuple(point("o1", field) for field in fields)),
        Series(name=names["r1"], role="hero", points=tuple(point("r1", field) for field in fields)),
    )
    return Chart(
        id="situation.prices",
        kind="grouped_bars",
        topic="situation",
        title=title,
        heading=title,
        subtitle=language.say(
            "US dollars per million tokens, {month}", month=language.date(knowledge.shock.day, COUNTED, "month")
        ),
        categories=(language.say("Input"), language.say("Output")),
        series=series,
        unit="USD",
        category_name=language.say("Tokens"),
        source=supported(
            language.say(
                "Source: {prices} · own arithmetic: {arithmetic}",
                prices=", ".join(publishers),
                arithmetic=arithmetic(results, claim, language),
            ),
            series,
            results,
            language,
        ),
        verdict=claim.verdict,
        verdict_of=claim.article,
        alternative=language.say(
            "{answer} {count} bars; {low} is the lowest price, {high} the highest.",
            answer=title,
            count=language.show(2 * len(fields), COUNTED),
            low=point("r1", "input").label,
            high=point("o1", "output").label,
        ),
        language=language.code,
    )
