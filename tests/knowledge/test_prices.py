"""What a model costs on a day: a look-up that may answer "no price"."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from lagebild.clock import noon
from lagebild.knowledge.loading import bundled


def price(model: str, moment: datetime):
    return bundled().offers[model].price_at(moment)


def test_r1_and_o1_on_the_day_of_the_shock():
    r1, o1 = (price(model, noon(date(2025, 1, 27))) for model in ("deepseek-r1", "o1"))
    assert (r1.input, r1.output, r1.currency) == (0.55, 2.19, "USD")
    assert (o1.input, o1.output, o1.currency) == (15, 60, "USD")


def test_r1_has_no_price_on_the_day_before_its_release():
    assert price("deepseek-r1", noon(date(2025, 1, 19))) is None
    assert price("deepseek-r1", noon(date(2025, 1, 20))) is not None


def test_r1_is_cheaper_off_peak_from_half_past_four_on_26_february():
    assert price("deepseek-r1", datetime(2025, 2, 26, 16, 29, tzinfo=UTC)).off_peak is None
    later = price("deepseek-r1", datetime(2025, 2, 26, 16, 30, tzinfo=UTC))
    assert (later.input, later.output) == (0.55, 2.19)
    assert (later.off_peak.input, later.off_peak.output) == (0.135, 0.55)


@pytest.mark.parametrize("model", ["o1", "deepseek-r1"])
def test_a_withdrawn_model_has_no_price_any_more(model):
    assert price(model, noon(date(2026, 11, 21))) is None


def test_how_many_prices_are_in_force():
    def in_force(day: date) -> int:
        return sum(offer.price_at(noon(day)) is not None for offer in bundled().offers.values())

    assert in_force(date(2025, 1, 27)) == 26
    assert in_force(date(2026, 11, 21)) == 126


def test_29_open_models_can_be_had_at_hosts_in_the_eu_today():
    assert (
        sum(
            offer.open_weights and offer.host_region == "EU" and offer.price_at(noon(date(2026, 11, 21))) is not None
            for offer in bundled().offers.values()
        )
        == 29
    )


def test_no_two_prices_of_an_offer_are_in_force_at_once():
    for offer in bundled().offers.values():
        for earlier, later in pairwise(offer.prices):
            assert earlier.valid_to is not None and earlier.valid_to <= later.valid_from


def test_no_deepseek_model_had_a_price_at_an_eu_host_on_the_day_of_the_shock():
    """The description of the option EU-hosted says so."""
    assert not [
        offer.model
        for offer in bundled().offers.values()
        if offer.vendor == "DeepSeek" and offer.host_region == "EU" and offer.price_at(noon(date(2025, 1, 27)))
    ]


def test_the_options_that_pay_by_the_token_name_a_model_in_their_region():
    regions = {"api_cn": "CN", "eu_hosted": "EU", "western": "US"}
    for option in bundled().options:
        if option.id == "own":
            assert not option.models
        else:
            assert {bundled().offers[model].host_region for model in option.models} == {regions[option.id]}


def test_a_figure_that_repeats_a_price_cites_the_source_of_the_offer():
    repeating = [figure for figure in bundled().figures.values() if figure.offer is not None]
    assert len(repeating) == 34
    for figure in repeating:
        now = price(figure.offer[0], noon(date.fromisoformat(figure.as_of)))
        assert now.source in figure.sources, figure.id
