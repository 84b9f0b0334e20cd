"""The price list: compares offers.json with the prices that genai-prices bundles, and adds the new ones.

What is compared with what stands in prices.json beside this file: `compared` names for an offer the provider and the
model of the package, `left_out` the models of the same providers that are knowingly no offers. Offers missing there are
not in the package, or only at a provider that sells on what others host, whose word on their price does not count.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from math import isclose
from pathlib import Path
from typing import Any, NamedTuple

from genai_prices.data import providers
from genai_prices.types import (
    ModelInfo,
    ModelPrice,
    Provider,
    StartDateConstraint,
    TieredPrices,
    TimeOfDateConstraint,
)
from pydantic import TypeAdapter

from lagebild.clock import noon, today
from lagebild.knowledge.prices import HourPrices, Offer, PriceInterval

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "resources" / "knowledge"
COMPARED = Path(__file__).with_suffix(".json")
BATCH = {"processing": "batch"}
PLAIN = ("input", "cached_input", "output", "batch_input", "batch_output")
Raw = dict[str, Any]
"""An object as a file of the knowledge holds it."""


# ---- what either side tells


class Hours(NamedTuple):
    """What tokens cost at some hours of the day, in dollars per million."""

    hours_utc: tuple[tuple[str, str], ...]
    input: float
    cached_input: float | None
    output: float


class Rates(NamedTuple):
    """What tokens cost, in dollars per million; None where nothing is told."""

    input: float
    cached_input: float | None
    output: float
    batch_input: float | None = None
    batch_output: float | None = None
    peak: Hours | None = None
    off_peak: Hours | None = None


def kept(price: PriceInterval) -> Rates:
    """What the price list says."""

    def hours(prices: HourPrices | None) -> Hours | None:
        if prices is None:
            return None
        return Hours(tuple(sorted(prices.hours_utc)), prices.input, prices.cached_input, prices.output)

    plain = (price.input, price.cached_input, price.output, price.batch_input, price.batch_output)
    return Rates(*plain, hours(price.peak), hours(price.off_peak))


def told(model: ModelInfo, day: date) -> Rates | None:
    """What the package says of a day; None for a model that is not paid by the token.

    Where long requests cost more, it is the price of the short ones, as in the price list.
    """
    edges = _edges(model)
    ends = [*edges[1:], "24:00"]
    by_price: dict[tuple[float, float | None, float], list[tuple[str, str]]] = {}
    for start, end in zip(edges, ends, strict=True):
        price = model.get_prices(datetime.combine(day, time.fromisoformat(start), UTC))
        input, output = _number(price.input_mtok), _number(price.output_mtok)
        if input is None or output is None:
            return None
        spans = by_price.setdefault((input, _number(price.cache_read_mtok), output), [])
        if spans and spans[-1][1] == start:
            start = spans.pop()[0]
        spans.append((start, end))
    if len(by_price) > 2:
        raise ValueError(f"{model.id}: more than two prices on {day}, which the price list cannot hold")
    batch = _batch(model, noon(day))
    plain, *other = sorted(by_price, key=lambda price: -_minutes(by_price[price]))
    if not other:
        return Rates(*plain, *batch)
    hours = Hours(tuple(by_price[other[0]]), *other[0])
    dearer = hours.input + hours.output > plain[0] + plain[2]
    return Rates(*plain, *batch, *((hours, None) if dearer else (None, hours)))


def _edges(model: ModelInfo) -> list[str]:
    """The times of the day (UTC) at which a price may change."""
    times = {time(0)}
    for _, constraint in _conditional(model):
        if isinstance(constraint, TimeOfDateConstraint):
            times |= {_in_utc(constraint.start_time), _in_utc(constraint.end_time)}
    return [f"{one:%H:%M}" for one in sorted(times)]


def _in_utc(moment: time) -> time:
    if moment.tzinfo is None:
        return moment
    return datetime.combine(date(2000, 1, 1), moment).astimezone(UTC).time()


def _conditional(model: ModelInfo) -> list[tuple[ModelPrice, StartDateConstraint | TimeOfDateConstraint | None]]:
    if isinstance(model.prices, ModelPrice):
        return [(model.prices, None)]
    return [(one.prices, one.constraint) for one in model.prices]


def _batch(model: ModelInfo, moment: datetime) -> tuple[float | None, float | None]:
    for variant in model.price_variants or ():
        if variant.when == BATCH and (variant.constraint is None or variant.constraint.active(moment)):
            price = model.get_prices(moment, BATCH)
            return _number(price.input_mtok), _number(price.output_mtok)
    return None, None


def _number(price: Decimal | TieredPrices | None) -> float | None:
    if isinstance(price, TieredPrices):
        price = price.base
    return None if price is None else float(price)


def _minutes(spans: Iterable[tuple[str, str]]) -> int:
    def minute(clock: str) -> int:
        return int(clock[:2]) * 60 + int(clock[3:])

    return sum(minute(end) - minute(start) for start, end in spans)


# ---- what differs


class Difference(NamedTuple):
    """One price, as the price list and as the package tell it."""

    field: str
    kept: float | Hours | None
    told: float | Hours | None

    def __str__(self) -> str:
        return f"{self.field} {_shown(self.kept)} -> {_shown(self.told)}"


def _shown(price: float | Hours | None) -> str:
    if isinstance(price, Hours):
        spans = ", ".join("-".join(span) for span in price.hours_utc)
        return f"{price.input:g}/{price.output:g} ({spans})"
    return "none" if price is None else f"{price:g}"


def differences(mine: Rates, theirs: Rates) -> list[Difference]:
    """Where the package says something else; what it is silent on is no difference."""
    found = [Difference(field, getattr(mine, field), getattr(theirs, field)) for field in PLAIN]
    found = [one for one in found if one.told is not None and not _same(one.kept, one.told)]
    for field in ("peak", "off_peak"):
        here, there = getattr(mine, field), getattr(theirs, field)
        if not _same(here, there):
            found.append(Difference(field, here, there))
    return found


def _same(mine: float | Hours | None, theirs: float | Hours | None) -> bool:
    if isinstance(mine, Hours) and isinstance(theirs, Hours):
        silent = theirs.cached_input is None
        return mine.hours_utc == theirs.hours_utc and all(
            _same(one, other)
            for field, one, other in zip(mine._fields[1:], mine[1:], theirs[1:], strict=True)
            if not (field == "cached_input" and silent)
        )
    if isinstance(mine, float | int) and isinstance(theirs, float | int):
        return isclose(mine, theirs, rel_tol=1e-9)
    return mine is None and theirs is None


class Change(NamedTuple):
    """A price that the package tells and the price list does not have yet."""

    model: str
    valid_from: date
    rates: Rates
    differing: tuple[Difference, ...]
    silent: tuple[str, ...]
    """What the price list has of the former price and the package does not tell of this one."""


def entries(known: Iterable[Provider]) -> dict[str, ModelInfo]:
    """Every model of the package by provider and id."""
    return {f"{provider.id}/{model.id}": model for provider in known for model in provider.models}


def changes(offer: Offer, model: ModelInfo, day: date) -> Iterator[Change]:
    """What has changed since the price of `day` began, and what the package announces for days after it.

    A change is dated by the package; where the package names no day, by `day`.
    """
    price = offer.price_at(noon(day))
    if price is None:
        return
    mine, began = kept(price), price.valid_from.date()
    for moment in sorted({day, *(start for start in _starts(model) if start > began)}):
        later = offer.price_at(noon(moment))
        if later is not price and later is not None:
            price, mine = later, kept(later)
        theirs = None if later is None else told(model, moment)
        differing = [] if theirs is None else differences(mine, theirs)
        if theirs is not None and differing:
            silent = [field for field in PLAIN if getattr(mine, field) is not None and getattr(theirs, field) is None]
            yield Change(offer.model, moment, theirs, tuple(differing), tuple(silent))
            mine = theirs


def _starts(model: ModelInfo) -> list[date]:
    return [
        constraint.start_date for _, constraint in _conditional(model) if isinstance(constraint, StartDateConstraint)
    ]


def ended(offers: Sequence[Offer], compared: Mapping[str, str], known: Mapping[str, ModelInfo]) -> Iterator[str]:
    """Offers with a price but no end, whose model the package has dropped or calls deprecated."""
    for offer in offers:
        if offer.model in compared and offer.prices[-1].valid_to is None:
            model = known.get(compared[offer.model])
            if model is None:
                yield f"{offer.model}: {compared[offer.model]} is no longer in the package"
            elif model.deprecated:
                yield f"{offer.model}: deprecated. {model.price_comments or ''}".rstrip()


def new_models(
    compared: Mapping[str, str], left_out: Mapping[str, Sequence[str]], known: Mapping[str, ModelInfo], day: date
) -> Iterator[str]:
    """Models of the watched providers that stand in neither list."""
    seen = {*compared.values(), *(f"{provider}/{id}" for provider, ids in left_out.items() for id in ids)}
    for name, model in known.items():
        if name.partition("/")[0] in left_out and name not in seen:
            rates = told(model, day)
            yield f"{name}: " + (f"{rates.input:g}/{rates.output:g}" if rates else "not paid by the token")


# ---- writing


def with_change(offer: Raw, change: Change, source: str) -> Raw:
    """The offer with one interval more: the price in force ends where the new one begins.

    ValueError where the price in force began no earlier, so that nothing would be left of it.
    """
    prices = [dict(price) for price in offer["prices"]]
    parsed = Offer.model_validate(offer)
    current = parsed.price_at(noon(change.valid_from))
    assert current is not None
    at = parsed.prices.index(current)
    began = datetime.combine(change.valid_from, time(0), UTC)
    if current.valid_from >= began:
        raise ValueError("its price in force begins on the same day")
    price = interval(change, prices[at], source)
    prices[at] = _ordered({**prices[at], "valid_to": price["valid_from"]})
    prices.insert(at + 1, price)
    return {**offer, "prices": prices}


def interval(change: Change, former: Raw, source: str) -> Raw:
    """A price as offers.json holds it; it ends where the former one was to end."""
    rates = change.rates
    price: Raw = {"valid_from": change.valid_from.isoformat(), "valid_to": former.get("valid_to"), "currency": "USD"}
    price |= {field: _plain(getattr(rates, field)) for field in PLAIN}
    for field in ("peak", "off_peak"):
        hours: Hours | None = getattr(rates, field)
        if hours is not None:
            price[field] = {
                "hours_utc": [list(span) for span in hours.hours_utc],
                "days": _days(former.get(field), hours),
                **{name: _plain(value) for name, value in zip(hours._fields[1:], hours[1:], strict=True)},
            }
            price[field] = {name: value for name, value in price[field].items() if value is not None}
    price |= {"checked": "secondary", "source": source}
    return _ordered(price)


def _ordered(price: Raw) -> Raw:
    """In the order of the file, without what there is not."""
    return {name: price[name] for name in PriceInterval.model_fields if price.get(name) is not None}


def _days(former: Raw | None, hours: Hours) -> str:
    # the package cannot tell working days from weekends: hours that stay the same keep their days
    same = former is not None and tuple(sorted(tuple(span) for span in former["hours_utc"])) == hours.hours_utc
    return str(former["days"]) if former is not None and same else "all"


def _plain(price: float | None) -> float | int | None:
    return int(price) if price is not None and price.is_integer() else price


def text_of(offers: Iterable[Raw]) -> str:
    """Offers as their file holds them: a line for the model, a line for each price."""
    return "[\n" + ",\n".join(map(_lines, offers)) + "\n]\n"


def _lines(offer: Raw) -> str:
    head = _line({name: value for name, value in offer.items() if name != "prices"})
    prices = ",\n".join(f"   {_line(price)}" for price in offer["prices"])
    return f' {head[:-1]},\n  "prices": [\n{prices}\n  ]}}'


def _line(value: Raw) -> str:
    return json.dumps(value, ensure_ascii=False)


def source_of(release: str, day: date) -> Raw:
    """The record of sources.json that stands for a release of the package."""
    return {
        "id": f"price-pydantic-{day}",
        "title": f"genai-prices {release}, bundled price data",
        "publisher": "Pydantic",
        "date": day.isoformat(),
        "url": "https://github.com/pydantic/genai-prices",
        "interest": "community",
    }


def write(found: Sequence[Change], release: str, day: date, folder: Path) -> Iterator[str]:
    """Add the changes to offers.json, and their source to sources.json if it is new; tells what it did not write."""
    sources_text = (folder / "sources.json").read_text("utf-8")
    source = source_of(release, day)
    known = [record for record in json.loads(sources_text) if record["title"] == source["title"]]
    source = known[0] if known else source
    offers: list[Raw] = json.loads((folder / "offers.json").read_text("utf-8"))
    places = {offer["model"]: index for index, offer in enumerate(offers)}
    written = 0
    for change in found:
        try:
            offers[places[change.model]] = with_change(offers[places[change.model]], change, source["id"])
        except ValueError as error:
            yield f"not written: {change.model}: {error}; change it by hand"
        else:
            written += 1
    TypeAdapter(tuple[Offer, ...]).validate_python(offers)
    if written and not known:
        replace(folder / "sources.json", sources_text.rstrip().removesuffix("]").rstrip() + f",\n {_line(source)}\n]\n")
    if written:
        replace(folder / "offers.json", text_of(offers))
    yield f"{written} prices added, source {source['id']}." if written else "Nothing was written."


def replace(path: Path, text: str) -> None:
    """Write a whole file or nothing."""
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    os.replace(unfinished, path)


# ---- the command


def report(found: Sequence[Change], compared: Mapping[str, str], day: date) -> Iterator[str]:
    """A line for each change."""
    for change in found:
        kind = "announced" if change.valid_from > day else "new price"
        listed = ", ".join([*map(str, change.differing), *(f"{field} not told" for field in change.silent)])
        yield f"{kind}: {change.model} ({compared[change.model]}), from {change.valid_from}: {listed}"


def main(arguments: list[str], known: Iterable[Provider] = providers, folder: Path = KNOWLEDGE) -> int:
    """Print what changed; --write also adds the new prices, of the models named after it or of all."""
    if arguments and arguments[0] != "--write":
        print("prices takes --write, after it the models to write, or nothing.", file=sys.stderr)
        return 2
    lists: dict[str, Any] = json.loads(COMPARED.read_text("utf-8"))
    compared: dict[str, str] = lists["compared"]
    offers = TypeAdapter(tuple[Offer, ...]).validate_json((folder / "offers.json").read_bytes())
    strangers = sorted({*arguments[1:]} - {offer.model for offer in offers if offer.model in compared})
    if strangers:
        print(f"Not among what is compared: {', '.join(strangers)}.", file=sys.stderr)
        return 2
    day, release, models = today(), version("genai-prices"), entries(known)
    try:
        found = [
            change
            for offer in offers
            if compared.get(offer.model) in models
            for change in changes(offer, models[compared[offer.model]], day)
        ]
        lines = [
            *report(found, compared, day),
            *(f"ended? {line}" for line in ended(offers, compared, models)),
            *(f"new model: {line}" for line in new_models(compared, lists["left_out"], models, day)),
        ]
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    print(*lines, sep="\n", end="\n" if lines else "")
    print(f"genai-prices {release}, {day}: {len(compared)} offers compared, {len(lines) or 'nothing'} to look at.")
    if arguments:
        wanted = [change for change in found if change.model in arguments[1:] or len(arguments) == 1]
        print(*write(wanted, release, day, folder), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
