"""The price list beside that of genai-prices: every price both know is the same, or it stands here why not."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from genai_prices.data import providers

from lagebild.knowledge.loading import bundled
from lagebild.knowledge.prices import PriceInterval
from tests.scripts import script

ROOT = Path(__file__).resolve().parents[2]

NO_DATE_BEFORE = "The package keeps only the price after this one and dates it back to the model's first day: "
NO_HOURS_WITH_A_DATE = "Peak prices of the package have no first day, so it tells today's of all days before them: "

DISAGREEMENTS = {
    # model, first day of the price: what differs, and why ours stands
    ("deepseek-r1", "2025-01-20"): (
        "off_peak",
        "R1 cost 0.55/2.19 at every hour on 27 January 2025; off-peak hours began on 26 February 2025. The package has "
        "them from the first day.",
    ),
    ("deepseek-v3", "2024-12-26"): (
        "input, cached_input, output, off_peak",
        NO_DATE_BEFORE + "V3 cost 0.14/0.28 until 8 February 2025, off-peak hours began on the 26th.",
    ),
    ("deepseek-v3", "2025-02-08"): (
        "off_peak",
        "Off-peak hours began on 26 February 2025. The package has them from the first day.",
    ),
    ("deepseek-v3-2", "2025-09-29"): (
        "input, output",
        "The package has the price of a company that sells on what others host; DeepSeek's own was 0.28/0.42.",
    ),
    ("deepseek-v4-flash", "2026-04-24"): (
        "cached_input, peak",
        NO_DATE_BEFORE + "cached input cost 0.028 for two days. " + NO_HOURS_WITH_A_DATE + "they began in August 2026.",
    ),
    ("deepseek-v4-flash", "2026-04-26"): ("peak", NO_HOURS_WITH_A_DATE + "they began on 16 August 2026."),
    ("deepseek-v4-flash", "2026-08-16"): (
        "peak",
        NO_HOURS_WITH_A_DATE + "0.3/1.2 is V4.1 Flash's, which answers under the name since 10 September 2026.",
    ),
    ("deepseek-v4-flash", "2026-08-22"): (
        "peak",
        NO_HOURS_WITH_A_DATE + "0.3/1.2 is V4.1 Flash's, which answers under the name since 10 September 2026.",
    ),
    ("deepseek-v4-pro", "2026-04-24"): (
        "input, cached_input, output, peak",
        NO_DATE_BEFORE
        + "it cost four times as much for two days. "
        + NO_HOURS_WITH_A_DATE
        + "they began in August 2026.",
    ),
    ("deepseek-v4-pro", "2026-04-26"): ("peak", NO_HOURS_WITH_A_DATE + "they began on 16 August 2026."),
    ("deepseek-v4-pro-together", "2026-04-24"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "Together AI asked 2.1/4.4 at first.",
    ),
    ("deepseek-v4-pro-together", "2026-06-10"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "Together AI asked 1.74/3.48 until it followed DeepSeek in August 2026.",
    ),
    ("gpt-4o", "2024-05-13"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "5/15 without a cache price until 2 October 2024.",
    ),
    ("o1-mini", "2024-09-12"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "3/12 until o3-mini came on 31 January 2025; it holds on 27 January 2025.",
    ),
    ("o3", "2025-04-16"): (
        "cached_input",
        "Of the cut by 80 % on 10 June 2025 the package dates input and output, but not cached input: 2.5 before it.",
    ),
    ("claude-3-5-haiku", "2024-11-04"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "1/5 in its first month.",
    ),
    ("claude-sonnet-5-5", "2026-09-28"): (
        "cached_input",
        NO_DATE_BEFORE + "cached input was cut from 0.2 to 0.1 on 7 October 2026.",
    ),
    ("gemini-2-5-pro", "2025-04-04"): (
        "cached_input",
        NO_DATE_BEFORE + "cached input cost a quarter of input until October 2025, a tenth since.",
    ),
    ("gemini-2-5-flash", "2025-04-17"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "the preview cost 0.15/0.6 until 17 June 2025.",
    ),
    ("gemini-2-5-flash", "2025-06-17"): (
        "cached_input",
        NO_DATE_BEFORE + "cached input cost a quarter of input until October 2025, a tenth since.",
    ),
    ("gemini-2-5-flash-lite", "2025-07-22"): (
        "cached_input",
        NO_DATE_BEFORE + "cached input cost a quarter of input until October 2025, a tenth since.",
    ),
    ("gemini-3-6-flash", "2026-07-21"): (
        "input, cached_input, output",
        NO_DATE_BEFORE + "0.75/3.75 is the introductory price, which began on 13 August 2026.",
    ),
    ("mistral-large-2", "2024-07-24"): (
        "input, output",
        NO_DATE_BEFORE + "3/9 until 17 September 2024.",
    ),
    ("mistral-medium-3", "2025-05-07"): (
        "cached_input",
        "Mistral's own model files, up to August 2026, give it no price for cached input.",
    ),
}

NOT_KNOWN = {
    # offers at a host that the package knows, without this model
    "deepseek-v3-1": "Under the names deepseek-chat and deepseek-reasoner the package has V3 and R1 only.",
    "deepseek-v3-fireworks": "Fireworks' V3 of December 2024 is gone from its list; V3-0324 is another version.",
    "deepseek-r1-fireworks": "Fireworks' R1 of January 2025 is gone from its list; R1-0528 is another version.",
    "deepseek-r1-together": "Together AI's R1 is missing.",
    "deepseek-r1-azure": "Azure's R1 is missing.",
    "command-a-plus": "Cohere's own list has no price of it.",
}


@pytest.fixture(scope="module")
def prices():
    return script("prices")


@pytest.fixture(scope="module")
def models(prices):
    return prices.entries(providers)


@pytest.fixture(scope="module")
def compared(prices) -> dict[str, str]:
    return json.loads(prices.COMPARED.read_text("utf-8"))["compared"]


def whole_days(price: PriceInterval, last: date) -> Iterator[date]:
    """The first and the last whole day of a price; the package knows days, not hours."""
    begins = price.valid_from.date() + timedelta(days=price.valid_from.time() != time(0))
    ends = (price.valid_to or datetime.combine(last, time(23), UTC)).date()
    yield begins
    yield max(begins, ends - timedelta(days=1) if price.valid_to else ends)


def test_every_price_that_both_know_is_the_same_or_it_is_told_why_not(prices, models, compared):
    knowledge = bundled()
    found: dict[tuple[str, str], str] = {}
    for id, name in compared.items():
        for price in knowledge.offers[id].prices:
            for day in whole_days(price, knowledge.about.as_of):
                theirs = prices.told(models[name], day)
                assert theirs is not None, id
                differing = prices.differences(prices.kept(price), theirs)
                if differing:
                    found[id, str(price.valid_from.date())] = ", ".join(one.field for one in differing)
    assert found == {key: fields for key, (fields, _) in DISAGREEMENTS.items()}


def test_no_price_of_today_is_in_dispute():
    knowledge = bundled()
    today = datetime.combine(knowledge.about.as_of, time(12), UTC)
    for id, begins in DISAGREEMENTS:
        price = knowledge.offers[id].price_at(today)
        assert price is None or str(price.valid_from.date()) != begins, id


def test_the_r1_of_the_shock_cost_the_same_at_every_hour_although_the_package_says_otherwise(prices, models, compared):
    shock = date(2025, 1, 27)
    price = bundled().offers["deepseek-r1"].price_at(datetime.combine(shock, time(20), UTC))
    assert price is not None and (price.input, price.output, price.off_peak) == (0.55, 2.19, None)
    theirs = prices.told(models[compared["deepseek-r1"]], shock)
    assert (theirs.off_peak.input, theirs.off_peak.output) == (0.135, 0.55)


def test_deepseek_has_no_peak_on_a_weekend_although_the_package_says_otherwise(prices, models, compared):
    """Its conditions know the time of the day, not the day of the week, so hours alone are compared."""
    sunday = date(2026, 11, 15)
    for id in ("deepseek-v4-pro", "deepseek-v4-1-flash"):
        price = bundled().offers[id].price_at(datetime.combine(sunday, time(2), UTC))
        assert price is not None and price.peak is not None and price.peak.days == "mon-fri"
        assert prices.told(models[compared[id]], sunday).peak is not None


def test_no_offer_at_a_host_that_the_package_knows_is_forgotten(compared):
    offers = bundled().offers
    hosts = {offers[id].host for id in compared} | {"Microsoft Azure"}
    at_them = {offer.model for offer in offers.values() if offer.host in hosts}
    assert at_them - compared.keys() == NOT_KNOWN.keys()


def test_what_is_compared_is_paid_in_dollars(compared):
    offers = bundled().offers
    assert {price.currency for id in compared for price in offers[id].prices} == {"USD"}


def test_a_model_is_compared_or_left_out_but_not_both(prices, models, compared):
    left_out = json.loads(prices.COMPARED.read_text("utf-8"))["left_out"]
    names = [f"{provider}/{id}" for provider, ids in left_out.items() for id in ids]
    assert len(names) == len(set(names))
    assert not set(names) & set(compared.values())
    assert set(compared.values()) <= models.keys()


def test_the_application_never_imports_genai_prices():
    """It would bring a client for the network along."""
    naming = re.compile(r"\b(genai_prices|httpx2?|httpcore2?)\b")
    app = [path for path in (ROOT / "app").rglob("*.py") if naming.search(path.read_text("utf-8"))]
    assert app == []
    assert "genai" not in (ROOT / "requirements.txt").read_text("utf-8")


def test_the_list_of_today_is_as_long_and_as_broad_as_promised():
    knowledge = bundled()
    today = datetime.combine(knowledge.about.as_of, time(12), UTC)
    current = [(offer, price) for offer in knowledge.offers.values() if (price := offer.price_at(today))]
    assert len(current) >= 40
    assert len({offer.vendor for offer, _ in current}) >= 8
    open_in_the_eu = [offer for offer, _ in current if offer.open_weights and offer.host_region == "EU"]
    assert len({offer.host for offer in open_in_the_eu}) >= 4
    assert len({offer.vendor for offer in open_in_the_eu}) >= 5
    for offer, price in current:
        source = knowledge.sources[price.source]
        assert source.date and source.url and source.publisher, offer.model
    assert sum(price.cached_input is not None for _, price in current) >= 60
    assert sum(price.batch_input is not None for _, price in current) >= 40
    assert sum(price.peak is not None for _, price in current) == 2
