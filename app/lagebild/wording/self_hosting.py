"""What own servers say: the answer, the reader's own volume, payback, how it is computed, why a number is missing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from lagebild.analysis.ownership import life_in_months, payback_month
from lagebild.analysis.results import Results
from lagebild.analysis.self_hosting import Missing
from lagebild.calculators.api_costs import ApiCosts
from lagebild.calculators.constants import HOURS_PER_YEAR, TOKENS_PER_MILLION
from lagebild.calculators.explanation import explain
from lagebild.calculators.expression import Line, Named, origin_of
from lagebild.calculators.self_hosting import LONGEST_PAYBACK, PRESETS, SelfHosting
from lagebild.errors import N_
from lagebild.language import NBSP, Language, Shown, Span, Text
from lagebild.origin import AS_OF, COUNTED, Origin, reader
from lagebild.wording.api_costs import joined, name_of, said_name, with_own_prices
from lagebild.wording.terms import (
    USD_PER_EUR,
    Part,
    enumerated,
    exact_digits,
    input_shown,
    model_name,
    money,
    no_price,
    rate_note,
)
from lagebild.wording.uncertainty import most_cases, share_words, spread_shown

_WHY: dict[Missing, str] = {
    "no throughput": N_("Servers that cannot read or cannot write a token yield nothing."),
    "idle": N_("Servers that are never used have no cost per token."),
    "free": N_("Nothing beats a model that costs nothing."),
    "never": N_("Even at full utilisation, these servers cost more per token than the model."),
    "volume too large": N_("These servers cannot carry the volume."),
    "outgrown": N_("Your growth is too large for these servers before they pay off."),
    "not in time": N_("With this volume, the servers do not pay off within {months}."),
}


def why_missing(reason: Missing, language: Language) -> Text:
    """Why a number does not exist, as a sentence."""
    return language.sentence(_WHY[reason], months=language.show(LONGEST_PAYBACK, COUNTED, "months"))


# ---- numbers

_STEPS = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_NEARLY = 0.9995
"""From here on a number is rounded to a whole one of the next unit: 1.0 bn, not 1,000 m."""


def volume(tokens: float, origin: Origin, language: Language) -> Shown:
    """A number of tokens, without the word."""
    for size, unit in _STEPS:
        if tokens >= size * _NEARLY:
            scaled = tokens / size
            return language.show(scaled, origin, unit, 0 if scaled >= 100 else 1)
    return language.show(tokens, origin, digits=0)


def line_shown(results: Results, name: str, language: Language, digits: int | None = None) -> Shown:
    """A plain line of the own servers that is money, in the currency shown."""
    own, line = results.self_hosting, SelfHosting.lines[name]
    return money(own.lines[name], results.api_costs.money, origin_of(line), language, digits)


def against_shown(results: Results, model: str, name: str, language: Language) -> Shown:
    """A line against a model that is money, in the currency shown."""
    number = results.self_hosting.against[model][name]
    return money(number, results.api_costs.money, origin_of(SelfHosting.lines[name], (model,)), language)


def own_volume(results: Results, language: Language) -> Shown:
    """Tokens a month of the reader's usage."""
    tokens = results.self_hosting.lines["own_tokens_per_month"]
    return volume(tokens, origin_of(SelfHosting.own_tokens_per_month), language)


def break_even(results: Results, model: str, language: Language) -> Shown:
    """Tokens a month from which own servers beat a model."""
    tokens = results.self_hosting.against[model]["break_even_tokens_per_month"]
    return volume(tokens, origin_of(SelfHosting.break_even_tokens_per_month, (model,)), language)


def of_tokens(number: Shown, language: Language) -> Shown:
    """A number of tokens with the word, on one line."""
    return Shown(language.say("{volume} tokens", volume=number).replace(" ", NBSP), number.origin)


# ---- the answer

Stand = Literal["pays", "never", "free", "no price"]


def stand(results: Results, model: str) -> Stand:
    """Where the own servers, which yield something, stand against a model."""
    missing = results.self_hosting.missing_against.get(model)
    if missing is None:
        return "no price"
    if missing.get("break_even_tokens_per_month") == "free":
        return "free"
    return "never" if "break_even_utilisation" in missing else "pays"


def paying(results: Results) -> tuple[str, ...]:
    """Those of the two models that own servers beat from some volume they carry, the earliest first."""
    own, costs = results.self_hosting, results.api_costs
    if "cost_per_million_own_tokens" in own.missing and own.missing["cost_per_million_own_tokens"] == "no throughput":
        return ()
    models = [model for model in (costs.first, costs.second) if stand(results, model) == "pays"]
    return tuple(sorted(models, key=lambda model: own.against[model]["break_even_tokens_per_month"]))


@lru_cache(maxsize=4)  # said by the page, by charts and by their text alternatives
def answer(results: Results, language: Language) -> Text:
    """The one sentence: from which volume own servers beat the two models, if from any."""
    own, costs, sentence = results.self_hosting, results.api_costs, language.sentence
    total = origin_of(SelfHosting.total_per_month)
    month = money(own.cost_per_month, costs.money, total, language)
    if own.missing.get("seconds_per_token") == "no throughput":
        return sentence(
            "This hardware *never* pays off: it yields no token, whatever it costs – here *{cost}* a month.", cost=month
        )
    pair = (costs.first, costs.second)
    stands = {model: stand(results, model) for model in pair}
    unpriced = [model for model in pair if stands[model] == "no price"]
    if len(unpriced) == len(pair):
        return sentence(
            "Own hardware costs *{cost}* a month; neither {first} nor {second} has an evidenced list price on {day} "
            "to compare it with.",
            cost=month,
            first=said_name(results, pair[0]),
            second=said_name(results, pair[1]),
            day=language.date(costs.as_of, AS_OF, "long"),
        )
    if own.cost_per_month == 0:
        return sentence("With your numbers own hardware costs *nothing*; no price per token is below that.")
    told = _against_priced(results, [model for model in pair if model not in unpriced], language)
    if unpriced:
        why = no_price(
            unpriced[0],
            model_name(unpriced[0], results.knowledge),
            costs.without_price[unpriced[0]],
            costs.as_of,
            language,
        )
        return Text((*told, Span(" "), *why))
    return told


def _against_priced(results: Results, models: list[str], language: Language) -> Text:
    """The answer against one or two models with a price, for servers that cost and yield something."""
    sentence = language.sentence
    stands = {model: stand(results, model) for model in models}
    pays = [model for model in paying(results) if model in models]
    names = {model: said_name(results, model) for model in models}
    if len(pays) == 2:
        return sentence(
            "Own hardware pays off against {first} from *{early}* a month, against {second} from *{late}*.",
            first=names[pays[0]],
            second=names[pays[1]],
            early=of_tokens(break_even(results, pays[0], language), language),
            late=break_even(results, pays[1], language),
        )
    others = [model for model in models if model not in pays]
    if pays:
        fields = {"first": names[pays[0]], "early": of_tokens(break_even(results, pays[0], language), language)}
        if not others:
            return sentence("Own hardware pays off against {first} from *{early}* a month.", **fields)
        fields["second"] = names[others[0]]
        if stands[others[0]] == "free":
            return sentence(
                "Own hardware pays off against {first} from *{early}* a month – *never* against {second}, "
                "which costs nothing.",
                **fields,
            )
        return sentence(
            "Own hardware pays off against {first} from *{early}* a month – against {second} *never* with "
            "this hardware.",
            **fields,
        )
    free = [model for model in models if stands[model] == "free"]
    if len(free) == 2:
        return sentence(
            "Own hardware *never* pays off: {first} and {second} cost nothing.",
            first=names[free[0]],
            second=names[free[1]],
        )
    if free and len(models) == 2:
        dear = next(model for model in models if model not in free)
        return sentence(
            "This hardware *never* pays off: {first} costs nothing, and {second} costs less per token even than a "
            "full server.",
            first=names[free[0]],
            second=names[dear],
        )
    if free:
        return sentence("Own hardware *never* pays off against {first}, which costs nothing.", first=names[free[0]])
    if len(models) == 2:
        return sentence(
            "This hardware *never* pays off, neither against {first} nor against {second}: even fully used, it costs "
            "more per token.",
            first=names[models[0]],
            second=names[models[1]],
        )
    return sentence(
        "This hardware *never* pays off against {first}: even fully used, it costs more per token.",
        first=names[models[0]],
    )


# ---- at the reader's own volume


def at_own_volume(results: Results, language: Language) -> Text:
    """What the reader's own volume costs either way, how full the servers are, and what a million tokens come to."""
    own, costs, sentence = results.self_hosting, results.api_costs, language.sentence
    parts = [sentence("own hardware {cost}", cost=line_shown(results, "total_per_month", language))]
    parts += [
        sentence(
            "{model} {cost}",
            model=name_of(results, model),
            cost=against_shown(results, model, "api_cost_per_month", language),
        )
        for model in sorted(costs.priced, key=lambda model: -own.against[model]["api_cost_per_month"])
    ]
    message = N_("At your {volume} tokens a month: {costs}.")
    if costs.inputs["growth_per_month"]:
        message = N_("At your {volume} tokens of the first month: {costs}.")
    lead = sentence(message, volume=own_volume(results, language), costs=enumerated(parts))
    more = (mixed_otherwise(results, language), within_ranges(results, language))
    return Text(
        (*lead, Span(" "), *_use(results, language), *(span for text in more if text for span in (_GAP, *text)))
    )


_GAP = Span(" ")
_SAME = 0.005
"""As a share: what two costs of the same volume may differ by before that is said."""


def mixed_otherwise(results: Results, language: Language) -> Text | None:
    """What the volume would cost in the mix of the break-even, where that of the usage costs another sum."""
    own, costs = results.self_hosting, results.api_costs
    tokens = own.lines["own_tokens_per_month"] / TOKENS_PER_MILLION.value
    here = {model: own.against[model]["api_price"] * tokens for model in costs.priced}
    usage = {model: costs.models[model]["cost_per_month"] for model in costs.priced}
    if all(abs(usage[model] - here[model]) <= _SAME * max(usage[model], here[model]) for model in costs.priced):
        return None
    parts = [
        language.sentence(
            "{model} {cost}",
            model=name_of(results, model),
            cost=money(here[model], costs.money, origin_of(SelfHosting.api_price, (model,)), language),
        )
        for model in sorted(costs.priced, key=lambda model: -here[model])
    ]
    share = own.inputs["input_share"]
    return language.sentence(
        "Break-evens and lines take {share} of the tokens to be input, none of it cached; in that mix your volume "
        "costs {costs}.",
        share=language.show(share, reader("self_hosting.input_share"), "share"),
        costs=enumerated(parts),
    )


def _use(results: Results, language: Language) -> Text:
    """How full the servers are with the reader's own volume, or that they cannot carry it."""
    own, sentence = results.self_hosting, language.sentence
    share = own.lines.get("own_share_of_capacity")
    if share is None:
        return why_missing("no throughput", language)
    origin = origin_of(SelfHosting.own_share_of_capacity)
    if share > 1:
        needed = own.lines.get("nodes_needed")
        if needed is None:
            return sentence("These servers cannot carry that: it is {times} times their capacity.",
                            times=language.show(share, origin, digits=1))  # fmt: skip
        return sentence(
            "These servers cannot carry that: at {utilisation} utilisation it takes {needed} servers instead of "
            "{nodes}.",
            utilisation=_utilisation(results, language),
            needed=language.show(needed, origin_of(SelfHosting.nodes_needed), digits=0),
            nodes=language.show(own.inputs["nodes"], reader("self_hosting.nodes"), digits=0),
        )
    used = sentence(
        "You use {share} of the capacity, and a million tokens cost {cost}.",
        share=language.show(share, origin, "share"),
        cost=line_shown(results, "cost_per_million_own_tokens", language),
    )
    if share > own.inputs["utilisation"] > 0:
        above = sentence("That is more than the utilisation of {utilisation} you reckon with.",
                         utilisation=_utilisation(results, language))  # fmt: skip
        return Text((*used, Span(" "), *above))
    return used


def _utilisation(results: Results, language: Language) -> Shown:
    share = results.self_hosting.inputs["utilisation"]
    return language.show(share, reader("self_hosting.utilisation"), "share", exact_digits(share * 100))


def within_ranges(results: Results, language: Language) -> Text | None:
    """Where the cost of a year lies, and how often own servers are cheaper at the own volume; None without ranges."""
    spread, how = results.self_hosting_spread, results.api_costs.money
    if spread is None:
        return None
    origin = origin_of(SelfHosting.total_per_year)
    told = language.sentence("Your ranges leave the cost of own hardware as it is.")
    if spread.total_per_year.low < spread.total_per_year.high:
        told = language.sentence(
            "With your ranges in {most}: own hardware *{ends}* a year.",
            most=most_cases(origin, language),
            ends=spread_shown(spread.total_per_year, how, origin, language),
        )
    if results.self_hosting.lines.get("own_share_of_capacity", 2) > 1:
        return told
    spans = [*told]
    if spread.carried < 1:
        often = share_words(spread.carried, origin_of(SelfHosting.own_share_of_capacity), language)
        spans += [_GAP, *language.sentence("These servers carry your volume in {cases}.", cases=often)]
    for model, share in spread.own_is_cheaper.items():
        cases = share_words(share, origin_of(SelfHosting.api_cost_per_month, (model,)), language)
        cheaper = language.sentence(
            "For your volume it is cheaper than {model} in {cases}.", cases=cases, model=name_of(results, model)
        )
        spans += [Span(" "), *cheaper]
    return Text(spans)


def payback(results: Results, model: str, language: Language) -> Text:
    """When the outlay for bought servers is back against a model; beyond their useful life that is no success."""
    sentence, fields = language.sentence, {"model": name_of(results, model), "life": _life(results, language)}
    month, outgrown = payback_month(results, model), results.self_hosting.month_outgrown
    if month is None:
        if outgrown is not None and outgrown <= life_in_months(results):
            return sentence("not against {model} before your growth is too large for the servers", **fields)
        return sentence("not against {model} within {life} months", **fields)
    fields["month"] = language.show(month, origin_of(SelfHosting.payback_month, (model,)), digits=0)
    if month > life_in_months(results):
        return sentence("against {model} only in month {month}, written off after {life}", **fields)
    return sentence("against {model} in month {month} of {life}", **fields)


def _life(results: Results, language: Language) -> Shown:
    return language.show(life_in_months(results), reader("self_hosting.useful_life_years"), digits=0)


def paybacks(results: Results, language: Language) -> Text | None:
    """When the outlay is back; None for rented servers, and for those that do not carry the volume."""
    own, costs = results.self_hosting, results.api_costs
    if not own.is_bought or own.lines["investment"] == 0 or own.lines.get("own_share_of_capacity", 2) > 1:
        return None
    models = [
        model
        for model in costs.priced
        if stand(results, model) == "pays" or (stand(results, model) == "never" and payback_month(results, model))
    ]
    if not models:
        return None
    models.sort(key=lambda model: payback_month(results, model) or LONGEST_PAYBACK + 1)
    life, outgrown = life_in_months(results), own.month_outgrown
    months = [month for model in models if (month := payback_month(results, model)) is not None]
    if len(models) == 2 and all(month > life for month in (*months, outgrown or LONGEST_PAYBACK + 1)):
        return language.sentence(
            "outlay not back against either model within the {life} months of use", life=_life(results, language)
        )
    when = enumerated([payback(results, model, language) for model in models])
    if not months:
        return language.sentence("outlay back: {when}", when=when)
    return language.sentence("outlay back: {when}; cost of capital aside", when=when)


def fuller(results: Results, language: Language) -> Text | None:
    """Which break-even takes servers that are used more than the reader reckons with; None where none does."""
    own = results.self_hosting
    shares = {model: own.against[model]["break_even_utilisation"] for model in paying(results)}
    beyond = [
        language.sentence(
            "{share} ({model})",
            share=language.show(share, origin_of(SelfHosting.break_even_utilisation, (model,)), "share"),
            model=name_of(results, model),
        )
        for model, share in shares.items()
        if share > own.inputs["utilisation"]
    ]
    if not beyond:
        return None
    return language.sentence(
        "break-even takes a utilisation of {shares}, you reckon with {reckoned}",
        shares=enumerated(beyond),
        reckoned=_utilisation(results, language),
    )


@lru_cache(maxsize=4)
def scope(results: Results, language: Language) -> Text:
    """When the outlay comes back, and what stands against what: all of own hardware, the tokens alone of an API."""
    costs, sentence = results.api_costs, language.sentence
    parts = [part for part in (paybacks(results, language), fuller(results, language)) if part is not None]
    if any(preset.distilled for preset in PRESETS if preset.id == results.self_hosting.preset):
        parts.insert(0, sentence("a distilled model, not R1 itself"))
    if any(preset.one_sided for preset in PRESETS if preset.id == results.self_hosting.preset):
        parts.insert(0, sentence("values of different measurements, all chosen to one side: an edge, no expectation"))
    if results.self_hosting.lines["machines_on_site"] > 0:
        whole = sentence("servers with power, space and staff")
    else:
        whole = sentence("rent, which holds power and space, and staff")
    parts.append(sentence("{whole}; of an API the tokens alone", whole=whole))
    parts.append(sentence("prices of {day}", day=language.date(costs.as_of, AS_OF)))
    parts += with_own_prices(results, language)
    first = parts[0]
    return joined(
        [Text((first[0]._replace(text=first[0].text[:1].upper() + first[0].text[1:]), *first[1:])), *parts[1:]]
    )


# ---- how it is computed


PARTS = ("capital_per_year", "energy_per_year", "space_per_year", "staff_per_year", "maintenance_per_year")
"""The lines that add up to a year."""
_PART_NAMES = {
    "capital_per_year": N_("Servers"),
    "energy_per_year": N_("Power"),
    "space_per_year": N_("Space"),
    "staff_per_year": N_("Staff"),
    "maintenance_per_year": N_("Maintenance"),
    "total_per_year": N_("Own hardware"),
}


def part_name(results: Results, line: str, language: Language) -> str:
    """The short name of a part of the yearly cost."""
    if line == "capital_per_year" and not results.self_hosting.is_bought:
        return language.say("Rent")
    return language.say(_PART_NAMES[line])


def parts(results: Results, language: Language) -> tuple[str, ...]:
    """The parts that cost something; of servers that cost nothing, the servers alone."""
    lines = results.self_hosting.lines
    return tuple(name for name in PARTS if lines[name] > 0) or PARTS[:1]


def workings(results: Results, language: Language) -> tuple[Part, ...]:
    """The parts of a year as quantities times prices, and their sum."""

    def row(name: str, how: Text) -> Part:
        number = results.api_costs.money.of(results.self_hosting.lines[name])
        return Part(part_name(results, name, language), how, line_shown(results, name, language, 0), number)

    rows = [row(name, _how(results, name, language)) for name in parts(results, language)]
    return (*rows, row("total_per_year", Text((Span(""),))))


def _how(results: Results, name: str, language: Language) -> Text:
    """The quantities and prices of a part, in US dollars as they are put in."""
    own, sentence = results.self_hosting, language.sentence

    def given(input: str) -> Shown:
        return shown_value(results, SelfHosting.inputs[input], language)

    def line(named: Line) -> Shown:
        return shown_value(results, named, language)

    def times(named: Line, each: Text) -> Text:
        """A quantity times what each costs; one of it is not said."""
        if own.lines[named.name] == 1:
            return each
        return sentence("{quantity} × {price}", quantity=line(named), price=each)

    if name == "capital_per_year" and own.is_bought:
        return sentence("({investment} − {residual}) × {factor}", investment=line(SelfHosting.investment),
                        residual=line(SelfHosting.residual_value), factor=line(SelfHosting.annuity_factor))  # fmt: skip
    if name == "capital_per_year":
        hour = sentence("{gpus} × {hours} h × {rent}", gpus=given("gpus_per_node"), hours=_hours(language),
                        rent=given("rent_per_gpu_hour"))  # fmt: skip
        return times(SelfHosting.machines, hour)
    if name == "energy_per_year":
        power = sentence("{power} × {pue} × {hours} h × {price}", power=given("power_kw_per_node"), pue=given("pue"),
                         hours=_hours(language), price=given("electricity_price_per_kwh"))  # fmt: skip
        return times(SelfHosting.machines_on_site, power)
    if name == "space_per_year":
        space = given("space_cost_per_node_year")
        return times(SelfHosting.machines_on_site, Text((Span(space, space.origin),)))
    if name == "staff_per_year":
        return sentence("{quantity} × {price}", quantity=given("staff_fte"), price=given("staff_cost_per_fte_year"))
    return sentence("{quantity} × {price}", quantity=given("maintenance_share_per_year"),
                    price=line(SelfHosting.investment))  # fmt: skip


def _hours(language: Language) -> Shown:
    return language.show(HOURS_PER_YEAR.value, COUNTED, digits=0)


_EXPLAINED = (
    SelfHosting.investment,
    SelfHosting.residual_value,
    SelfHosting.annuity_factor,
    SelfHosting.capital_per_year,
    SelfHosting.energy_per_year,
    SelfHosting.staff_per_year,
    SelfHosting.space_per_year,
    SelfHosting.maintenance_per_year,
    SelfHosting.total_per_year,
    SelfHosting.total_per_month,
    SelfHosting.seconds_per_token,
    SelfHosting.capacity_tokens_per_year,
    SelfHosting.cost_per_million_tokens,
    SelfHosting.own_tokens_per_month,
    SelfHosting.cost_per_million_own_tokens,
    SelfHosting.api_price,
    SelfHosting.break_even_tokens_per_month,
)
_FACTOR_DIGITS = 6
"""So many that whoever multiplies by hand comes to the same dollar."""
_OF_PURCHASE = (SelfHosting.investment, SelfHosting.residual_value, SelfHosting.annuity_factor,
                SelfHosting.maintenance_per_year)  # fmt: skip


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The formulas with labels and with numbers; prices are those of the model it pays against first."""
    own, costs = results.self_hosting, results.api_costs
    model = next(iter((*paying(results), *costs.priced)), None)

    def label(named: Named) -> str:
        return language.of(named.label)

    def number(named: Named) -> Shown:
        return shown_value(results, named, language, model)

    def literal(value: int) -> str:
        return language.show(value, COUNTED)

    def step(line: Line) -> Text:
        worked = f"{explain(line, number, literal, language)} = {number(line)}"
        origin = origin_of(line, (model,) if line.over and model else ())
        return Text(
            (Span(f"{label(line)} = {explain(line, label, literal, language)} = ", COUNTED), Span(worked, origin))
        )

    steps = [
        step(line)
        for line in (*_EXPLAINED[:3], *((SelfHosting.rent_per_year,) if not own.is_bought else ()), *_EXPLAINED[3:])
        if (own.is_bought or line not in _OF_PURCHASE)
        and line.name not in own.missing
        and (line is not SelfHosting.capacity_tokens_per_year or "seconds_per_token" not in own.missing)
        and (not line.over or (model is not None and line.name in own.against[model]))
    ]
    if costs.money.currency == "EUR":
        rate = language.show(costs.money.usd_per_eur, USD_PER_EUR, digits=4)
        steps.append(
            language.sentence(
                "{usd} ÷ {rate} US dollars per euro = {eur}",
                usd=number(SelfHosting.total_per_year),
                rate=rate,
                eur=line_shown(results, "total_per_year", language),
            )
        )
    steps.append(language.sentence("Neither side holds the integration of the model or VAT."))
    note = rate_note(costs, results.knowledge, language)
    if note is not None:
        steps.append(note)
    return tuple(steps)


def shown_value(results: Results, named: Named, language: Language, model: str | None = None) -> Shown:
    """The number of an input, constant, look-up or line, money in US dollars, as an explanation shows it."""
    own, costs = results.self_hosting, results.api_costs
    if named.name in SelfHosting.inputs or named.name in ApiCosts.inputs:
        ours = named.name in SelfHosting.inputs
        declared = SelfHosting.inputs[named.name] if ours else ApiCosts.inputs[named.name]
        value = own.inputs[named.name] if ours else costs.inputs[named.name]
        origin = reader(f"{declared.topic}.{named.name}")
        return input_shown(declared, value, origin, language, _FACTOR_DIGITS)
    if named.name in SelfHosting.lines and named is SelfHosting.lines[named.name]:
        line = SelfHosting.lines[named.name]
        found = own.lines if not line.over else own.against[model or ""]
        origin = origin_of(line, (model,) if line.over and model else ())
        if line.unit.startswith("token/"):
            return volume(found[line.name], origin, language)
        digits = _FACTOR_DIGITS if line is SelfHosting.annuity_factor else line.digits
        return language.show(found[line.name], origin, line.shown, digits)
    if named.name in ApiCosts.lines:
        line = ApiCosts.lines[named.name]
        value = costs.lines[line.name] if line.name in costs.lines else costs.models[model or ""][line.name]
        origin = origin_of(line, (model,) if line.over and model else ())
        return language.show(value, origin, line.shown, 2 if line.shown else 0)
    if named.name in SelfHosting.lookups:
        return language.show(float(results.knowledge.offers[costs.first].reasoning), COUNTED, digits=0)
    return language.show(getattr(named, "value", 0.0), COUNTED, digits=exact_digits(getattr(named, "value", 0.0)))
