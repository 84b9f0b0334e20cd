"""What the situation page says: the lead, the key figures, the three questions and their computed answers."""

from __future__ import annotations

from typing import Literal, NamedTuple

from lagebild.analysis.results import Results
from lagebild.knowledge.market import BROAD_MARKET
from lagebild.knowledge.records import Claim
from lagebild.language import Language, Shown, Text
from lagebild.origin import Origin, record
from lagebild.wording import api_costs, market
from lagebild.wording.terms import figure_shown, partial_date, shock_origin


class KeyFigure(NamedTuple):
    """A card: label, figure with its unit, two lines of context, and the claim whose verdict it carries."""

    label: Text
    figure: Shown
    context: Text
    claim: Claim
    loss: bool


class Question(NamedTuple):
    """A question of the board, its computed answer, and the page that goes further."""

    question: str
    answer: Text
    link: str
    page: Literal["costs", "market", "risks"]


def price_shares(results: Results) -> tuple[float, float]:
    """R1's price as a share of o1's: (of the output, of the input)."""
    number = results.knowledge.number
    return (
        number("price-r1-output") / number("price-o1-output"),
        number("price-r1-input") / number("price-o1-input"),
    )


_PRICES = record("price-r1-input", "price-r1-output", "price-o1-input", "price-o1-output")


def share_shown(results: Results, language: Language) -> Shown:
    """R1's share of o1's price, as the range of output and input."""
    low, high = sorted(price_shares(results))
    return language.show_range(low * 100, high * 100, _PRICES, "%", 2)


def fraction_shown(results: Results, language: Language) -> Shown:
    """R1's share of o1's price as a fraction, "1/27"; the range in per cent where input and output round apart."""
    whole = {round(1 / share) for share in price_shares(results)}
    if len(whole) > 1:
        return share_shown(results, language)
    return Shown(f"{language.show(1, _PRICES)}/{language.show(whole.pop(), _PRICES)}", _PRICES)


def lead(results: Results, language: Language) -> Text:
    """The story in one sentence."""
    knowledge = results.knowledge
    release = next(event for event in knowledge.events if event.id == "r1-release")
    days = (knowledge.shock.day - release.day).days
    lost = knowledge.figure("nvda-value-lost")
    fields = {
        "share": fraction_shown(results, language),
        "lost": language.show_range(
            lost.low or lost.number, lost.high or lost.number, record(lost.id), "USD billion", 0
        ),
    }
    if days == 7:
        return language.sentence(
            "A model at *{share}* of the price of o1 appeared – a week later Nvidia lost *{lost}* "
            "of market value in one day.",
            **fields,
        )
    return language.sentence(
        "A model at *{share}* of the price of o1 appeared – {days} days later Nvidia lost *{lost}* "
        "of market value in one day.",
        days=language.show(days, record(*release.figures, *knowledge.shock.figures)),
        **fields,
    )


def key_figures(results: Results, language: Language) -> tuple[KeyFigure, ...]:
    """The five numbers of the page, each with the claim it settles."""
    knowledge = results.knowledge
    number, claims = knowledge.number, knowledge.claims

    def price(id: str) -> Shown:
        return language.show(number(id), record(id), digits=2)

    def whole(id: str) -> Shown:
        return language.show(number(id), record(id), digits=0)

    day = language.date(knowledge.shock.day, shock_origin(knowledge), "day")
    ratio = language.show(number("price-ratio-output"), record("price-ratio-output"), "times", 1)
    run = language.show(number("v3-run-cost"), record("v3-run-cost"), "USD m", 3)
    lost_figure = knowledge.figure("nvda-value-lost")
    low, high = lost_figure.low or lost_figure.number, lost_figure.high or lost_figure.number
    lost = language.show_range(low, high, record(lost_figure.id), "USD bn", 0, dash=True)
    nasdaq = language.show(
        results.shock.moves["^NDX"].simple_return * 100, record("ndx-close-before", "ndx-close-on"), "%", 2
    )
    revenue = language.show(number("sequoia-required-revenue"), record("sequoia-required-revenue"), "USD bn", 0)
    return (
        KeyFigure(
            language.sentence("Price gap, o1 to R1"),
            ratio,
            language.sentence(
                "${r_in}/{r_out} instead of ${o_in}/{o_out} per m tokens",
                r_in=price("price-r1-input"),
                r_out=price("price-r1-output"),
                o_in=whole("price-o1-input"),
                o_out=whole("price-o1-output"),
            ),
            claims["a-27-fold"],
            False,
        ),
        KeyFigure(
            language.sentence("Training run of V3"),
            run,
            language.sentence(
                "rent only: {hours} m GPU hours at {rent}",
                hours=language.show(number("v3-gpu-hours"), record("v3-gpu-hours"), digits=3),
                rent=language.show(number("v3-rent"), record("v3-rent"), "USD", 0),
            ),
            claims["a-training-5-6m"],
            False,
        ),
        KeyFigure(
            language.sentence("Nvidia’s loss on {day}", day=day),
            lost,
            language.sentence(
                "{change}; in dollars, the largest one-day loss of any US company until then",
                change=market.return_shown(results.shock.moves["NVDA"], language),
            ),
            claims["a-nvidia-500bn"],
            True,
        ),
        KeyFigure(
            language.sentence("Nasdaq-100 on {day}", day=day),
            nasdaq,
            language.sentence(
                "S&P 500: {broad}. Source A prints “{printed}”",
                broad=market.return_shown(results.shock.moves[BROAD_MARKET], language),
                printed=Shown(claims["a-ndx-31tp3b"].printed, record("a-ndx-31tp3b")),
            ),
            claims["a-ndx-31tp3b"],
            True,
        ),
        KeyFigure(
            language.sentence("AI revenue needed a year"),
            revenue,
            language.sentence(
                "Sequoia’s sum: {run_rate} of Nvidia sales × {centre} × {margin}",
                run_rate=language.show(number("sequoia-run-rate"), record("sequoia-run-rate"), "USD bn", 0),
                centre=whole("sequoia-datacentre-multiple"),
                margin=whole("sequoia-margin-multiple"),
            ),
            claims["b-600bn"],
            False,
        ),
    )


def questions(results: Results, language: Language) -> tuple[Question, ...]:
    """The three questions every board asks, answered from the results."""
    refusals = results.knowledge.figure("promptfoo-refusals")
    policy = results.knowledge.figure("policy-servers")
    return (
        Question(
            language.say("Are we paying too much for AI?"),
            _paying(results, language),
            language.say("Work out the costs"),
            "costs",
        ),
        Question(
            language.say("Can the next shock hit us?"),
            language.sentence(
                "On {day} power and cooling companies fell by up to {power}, chip and network makers "
                "by up to {chips}, the broad market by {broad}.",
                day=language.date(results.shock.day, shock_origin(results.knowledge), "long"),
                power=market.fall_shown(results.shock.deepest("power"), language),
                chips=market.fall_shown(results.shock.deepest("chips"), language),
                broad=market.fall_shown(results.shock.moves[BROAD_MARKET], language),
            ),
            language.say("Look at the market"),
            "market",
        ),
        Question(
            language.say("What risk do we buy with it?"),
            language.sentence(
                "DeepSeek’s privacy policy of {policy} names servers in China; in one test the service refused "
                "{refusals} of the questions sensitive in China.",
                policy=partial_date(policy.as_of[:7], record(policy.id), language),
                refusals=figure_shown(refusals, language, 0),
            ),
            language.say("Check the risks"),
            "risks",
        ),
    )


def _paying(results: Results, language: Language) -> Text:
    costs = results.api_costs
    if len(costs.priced) < 2:
        return api_costs.answer(results, language)
    low, high = sorted(costs.priced, key=lambda model: costs.models[model]["cost_per_month"])
    return language.sentence(
        "For {people}, {high_model} costs {high} a month and {low_model} {low}.",
        people=language.show(costs.inputs["people"], Origin(inputs=("api_costs.people",)), "people"),
        high_model=api_costs.name_of(results, high),
        high=api_costs.cost_of(results, costs, high, language),
        low_model=api_costs.name_of(results, low),
        low=api_costs.cost_of(results, costs, low, language),
    )
