"""How training costs are computed: the own run layer by layer, and the arithmetic of all runs."""

from __future__ import annotations

from typing import Any

from lagebild.analysis.results import Results
from lagebild.analysis.training_costs import BASE, origin_of_run
from lagebild.calculators.constants import SECONDS_PER_HOUR
from lagebild.calculators.expression import Line
from lagebild.calculators.training_costs import FLOP_PER_PARAMETER_AND_TOKEN, OWN, TrainingCosts
from lagebild.language import Language, Shown, Span, Text
from lagebild.origin import COUNTED, Origin, reader, record
from lagebild.wording.terms import USD_PER_EUR, Part, exact_digits, figure_shown, input_shown
from lagebild.wording.training_costs import (
    GPT4,
    SHARE_CLAIM,
    hours_shown,
    layer_name,
    layers_named,
    line_shown,
    own_total_shown,
    rent_ratio_shown,
    run_name,
    why_missing,
)


def workings(results: Results, language: Language) -> tuple[Part, ...]:
    """The counted layers of the own run as quantities times prices, and their sum."""
    training = results.training_costs
    if "own_total" in training.missing:
        return ()

    def row(line: str, item: str, how: Text) -> Part:
        number = results.api_costs.money.of(training.runs[OWN][line])
        return Part(item, how, line_shown(results, OWN, line, language), number)

    rows = [row(layer, layer_name(layer, language), _how(results, layer, language)) for layer in training.has(OWN)]
    return (*rows, row("total", run_name(results, OWN, language), Text((Span(""),))))


def _how(results: Results, layer: str, language: Language) -> Text:
    """The quantities and prices of a layer of the own run, in US dollars as they are put in."""
    training = results.training_costs

    def given(name: str) -> Shown:
        origin = reader(f"{TrainingCosts.topic}.{name}")
        return input_shown(TrainingCosts.inputs[name], training.inputs[name], origin, language)

    if layer == "final_run":
        return language.sentence("{quantity} × {price}", quantity=hours_shown(results, OWN, "hours_of_run", language),
                                 price=given("price_per_gpu_hour"))  # fmt: skip
    if layer == "reinforcement_learning":
        quantity = hours_shown(results, OWN, "reinforcement_hours", language)
        return language.sentence("{quantity} × {price}", quantity=quantity, price=given("price_per_gpu_hour"))
    if layer == "failed_runs":
        origin = origin_of_run(results.knowledge, OWN, TrainingCosts.final_run)
        rent = language.show(training.runs[OWN]["final_run"], origin, "USD", 0)
        return language.sentence("{quantity} × {price}", quantity=given("failed_runs_factor"), price=rent)
    shown = given("staff" if layer == "staff_cost" else "hardware")
    return Text((Span(shown, shown.origin),))


def explanation(results: Results, language: Language) -> tuple[Text, ...]:
    """The arithmetic of the published runs and of the own one, in US dollars; in euros the sum is turned at the end."""
    training, sentence = results.training_costs, language.sentence
    steps = [_rent(results, run, language) for run in (BASE, "llama-3.1-405b")]
    steps.append(_reinforcement(results, "deepseek-r1", language))
    steps += _compute(results, BASE, language)
    knowledge = results.knowledge
    claim = knowledge.claims[SHARE_CLAIM]
    by_own_figures = knowledge.computed(claim)
    assert by_own_figures is not None
    dividend, divisor = (figure_shown(knowledge.figure(id), language) for id in claim.records[:2])
    steps.append(
        sentence(
            "{run} against {other} by source A’s own figures: {dividend} ÷ {divisor} = {times}",
            run=run_name(results, GPT4, language),
            other=run_name(results, BASE, language),
            dividend=dividend,
            divisor=divisor,
            times=language.show(by_own_figures, record(claim.id), digits=1),
        )
    )
    steps.append(
        sentence(
            "{run} against {other}, rent against rent: {dividend} ÷ {divisor} = {times}",
            run=run_name(results, GPT4, language),
            other=run_name(results, BASE, language),
            dividend=_usd(results, GPT4, "final_run", language),
            divisor=_usd(results, BASE, "final_run", language),
            times=rent_ratio_shown(results, GPT4, BASE, language),
        )
    )
    if training.is_from_hours:
        steps += _compute(results, OWN, language)
    else:
        steps.append(_hours_from_compute(results, language))
    steps.append(_rent(results, OWN, language))
    steps += [
        sentence(
            "{run}, {layer} = {how} = {sum}",
            run=run_name(results, OWN, language),
            layer=layers_named((layer,), language),
            how=_how(results, layer, language),
            sum=_usd(results, OWN, layer, language),
        )
        for layer in training.has(OWN)
        if layer in ("reinforcement_learning", "failed_runs")
    ]
    if "own_total" not in training.missing:
        layers = " + ".join(_usd(results, OWN, layer, language) for layer in training.has(OWN))
        total = _usd(results, OWN, "total", language)
        steps.append(
            sentence("{run}, sum = {layers} = {total}", run=run_name(results, OWN, language),
                     layers=Shown(layers, total.origin), total=total)
        )  # fmt: skip
        how = results.api_costs.money
        if how.currency == "EUR":
            rate = language.show(how.usd_per_eur, USD_PER_EUR, digits=4)
            eur = own_total_shown(results, language)
            steps.append(sentence("{usd} ÷ {rate} US dollars per euro = {eur}", usd=total, rate=rate, eur=eur))
    return tuple(steps)


def _usd(results: Results, run: str, line: str, language: Language) -> Shown:
    """A line of a run in whole US dollars, as the arithmetic is done."""
    named = TrainingCosts.lines[line]
    origin = origin_of_run(results.knowledge, run, named)
    return language.show(results.training_costs.runs[run][line], origin, "USD", 0)


def _rent(results: Results, run: str, language: Language) -> Text:
    found, price = results.training_costs.runs[run], TrainingCosts.price_of_run
    per_hour = found["price_of_run"]
    origin = origin_of_run(results.knowledge, run, price)
    return language.sentence(
        "{run}, final run = {hours} × {price} = {sum}",
        run=run_name(results, run, language),
        hours=hours_shown(results, run, "hours_of_run", language),
        price=language.show(per_hour, origin, "USD", exact_digits(per_hour)),
        sum=_usd(results, run, "final_run", language),
    )


def _reinforcement(results: Results, run: str, language: Language) -> Text:
    per_hour = results.training_costs.runs[run]["price_of_run"]
    origin = origin_of_run(results.knowledge, run, TrainingCosts.price_of_run)
    how = language.sentence(
        "{quantity} × {price}",
        quantity=hours_shown(results, run, "reinforcement_hours", language),
        price=language.show(per_hour, origin, "USD", exact_digits(per_hour)),
    )
    return language.sentence(
        "{run}, {layer} = {how} = {sum}",
        run=run_name(results, run, language),
        layer=layers_named(("reinforcement_learning",), language),
        how=how,
        sum=_usd(results, run, "reinforcement_learning", language),
    )


def _terms(results: Results, run: str, language: Language) -> dict[str, Any]:
    """The factors of the computing effort of a run."""
    found = results.training_costs.runs[run]

    def named(line: Line) -> Origin:
        return origin_of_run(results.knowledge, run, line)

    parameters, tokens, peak, flop = (
        TrainingCosts.parameters_of_run, TrainingCosts.tokens_of_run, TrainingCosts.peak_of_run, TrainingCosts.flop,
    )  # fmt: skip
    return {
        "run": run_name(results, run, language),
        "six": language.show(FLOP_PER_PARAMETER_AND_TOKEN.value, COUNTED, digits=0),
        "seconds": language.show(SECONDS_PER_HOUR.value, COUNTED, digits=0),
        "parameters": _count(found[parameters.name], named(parameters), language),
        "tokens": _count(found[tokens.name], named(tokens), language),
        "peak": _count(found[peak.name], named(peak), language),
        "flop": power_of_ten(found[flop.name], named(flop), language),
    }


def _compute(results: Results, run: str, language: Language) -> tuple[Text, ...]:
    """The computing effort of a run and the utilisation that its hours imply, where they allow it."""
    training, terms = results.training_costs, _terms(results, run, language)
    effort = language.sentence(
        "{run}, computing effort = {six} × {parameters} parameters × {tokens} tokens = {flop} FLOP", **terms
    )
    line = TrainingCosts.implied_utilisation
    if line.name in training.missing_runs[run]:
        why = why_missing(training.missing_runs[run][line.name], language)
        return effort, language.sentence("{run}, utilisation: {why}", run=terms["run"], why=why)
    origin = origin_of_run(results.knowledge, run, line)
    utilisation = language.sentence(
        "{run}, utilisation = {flop} FLOP ÷ ({hours} × {seconds} seconds × {peak} FLOP per second) = {share}",
        hours=hours_shown(results, run, "hours_for_tokens", language),
        share=language.show(training.runs[run][line.name], origin, "share", 1),
        **terms,
    )
    return effort, utilisation


def _hours_from_compute(results: Results, language: Language) -> Text:
    training = results.training_costs
    declared, share = TrainingCosts.utilisation, training.inputs["utilisation"]
    shown = input_shown(declared, share, reader(f"{TrainingCosts.topic}.utilisation"), language)
    return language.sentence(
        "{run}, GPU hours = {six} × {parameters} parameters × {tokens} tokens ÷ ({peak} FLOP per second × {share} × "
        "{seconds} seconds) = {hours}",
        share=shown,
        hours=hours_shown(results, OWN, "hours_of_run", language),
        **_terms(results, OWN, language),
    )


# ---- large numbers

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def power_of_ten(number: float, origin: Origin, language: Language) -> Shown:
    """A number too large for words: 3.29 × 10²⁴."""
    exponent = int(f"{number:e}".partition("e")[2])
    short = language.show(number / 10.0**exponent, origin, digits=2)
    tens = language.show(10, COUNTED)
    return Shown(f"{short} × {tens}{str(exponent).translate(_SUPERSCRIPT)}", origin)


def _count(number: float, origin: Origin, language: Language) -> Shown:
    """Parameters, tokens or FLOP per second: 37 bn, 14.8 tn."""
    for size, unit in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if number >= size:
            return language.show(number / size, origin, unit, exact_digits(number / size, 2))
    return language.show(number, origin, digits=0)
