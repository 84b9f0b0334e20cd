"""What a record must say before it may be shown, and how a verdict follows from two numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.frozen import Bilingual
from lagebild.knowledge.prices import Offer
from lagebild.knowledge.records import Claim, Figure, derived_verdict

WORDS = {"de": "Worte", "en": "words"}
FIGURE = {
    "id": "people",
    "area": "usage",
    "label": WORDS,
    "value": 1200,
    "unit": "person",
    "as_of": "2026-11",
    "statement": WORDS,
    "checked": "secondary",
    "sources": ["survey"],
}
CLAIM = {
    "id": "a-fall",
    "article": "A",
    "line": "20",
    "label": WORDS,
    "quotation": "fiel um 31 TP3B",
    "translation": "fell by 17%",
    "printed": "31 TP3B",
    "printing": "garbled",
    "repaired": {"de": "3 %", "en": "3%"},
    "stated": -3,
    "unit": "%",
    "check": ["change_percent", "before", "on"],
    "verdict": "consistent",
    "statement": WORDS,
}
PRICE = {"currency": "USD", "input": 1, "output": 2, "checked": "primary", "source": "list"}
OFFER = {
    "model": "m",
    "name": "M",
    "vendor": "V",
    "host": "V",
    "host_region": "EU",
    "open_weights": True,
    "reasoning": False,
    "prices": [
        {**PRICE, "valid_from": "2025-01-20", "valid_to": "2025-02-26T16:30Z"},
        {**PRICE, "valid_from": "2025-02-26T16:30Z"},
    ],
}


def test_these_records_are_whole():
    Figure.model_validate(FIGURE)
    Claim.model_validate(CLAIM)
    Offer.model_validate(OFFER)


def test_a_missing_language_is_refused():
    with pytest.raises(ValidationError):
        Bilingual.model_validate({"de": "Worte"})
    with pytest.raises(ValidationError):
        Figure.model_validate({**FIGURE, "label": {"en": "words"}})


@pytest.mark.parametrize("missing", ["reason", "low", "high"])
def test_an_assumption_needs_a_reason_and_a_range(missing):
    assumption = {**FIGURE, "checked": "assumption", "sources": [], "reason": WORDS, "low": 200, "high": 5000}
    Figure.model_validate(assumption)
    with pytest.raises(ValidationError, match="an assumption needs a reason and a range"):
        Figure.model_validate({key: value for key, value in assumption.items() if key != missing})


def test_an_assumption_in_words_needs_a_reason_but_no_range():
    assumption = {**FIGURE, "checked": "assumption", "value": None, "words": WORDS, "sources": [], "reason": WORDS}
    Figure.model_validate(assumption)
    with pytest.raises(ValidationError, match="an assumption needs a reason"):
        Figure.model_validate({**assumption, "reason": None})


def test_a_figure_lies_in_its_range():
    with pytest.raises(ValidationError, match="lies outside"):
        Figure.model_validate({**FIGURE, "low": 2000, "high": 3000})


def test_a_figure_that_is_no_assumption_needs_a_source_or_arithmetic():
    with pytest.raises(ValidationError, match="no source"):
        Figure.model_validate({**FIGURE, "sources": []})


def test_a_whole_number_is_a_number_and_a_day_is_a_day():
    assert Figure.model_validate_json('{"value": 600, ' + _rest()).value == 600.0
    day = Figure.model_validate_json('{"value": "2025-01-27", ' + _rest())
    assert day.value is not None and not isinstance(day.value, float)
    with pytest.raises(ValueError, match="holds no number"):
        _ = day.number


def _rest() -> str:
    import json

    return json.dumps({key: value for key, value in FIGURE.items() if key != "value"})[1:]


def test_a_garbled_claim_needs_its_repaired_reading():
    with pytest.raises(ValidationError, match="repaired reading"):
        Claim.model_validate({**CLAIM, "repaired": None})


def test_a_stated_number_and_its_check_come_together():
    with pytest.raises(ValidationError, match="come together"):
        Claim.model_validate({**CLAIM, "stated": None})


@pytest.mark.parametrize("given_", [{}, {"reason": WORDS}, {"cites": ["before"]}])
def test_a_claim_without_arithmetic_needs_a_reason_that_cites_records(given_):
    bare = {**CLAIM, "stated": None, "check": None}
    with pytest.raises(ValidationError, match="a reason that cites records"):
        Claim.model_validate({**bare, **given_})
    Claim.model_validate({**bare, "reason": WORDS, "cites": ["before"]})


def test_prices_that_are_valid_at_once_are_refused():
    first, second = OFFER["prices"]
    with pytest.raises(ValidationError, match="two prices are valid at once"):
        Offer.model_validate({**OFFER, "prices": [first, {**second, "valid_from": "2025-02-26T16:29Z"}]})
    with pytest.raises(ValidationError, match="two prices are valid at once"):
        Offer.model_validate({**OFFER, "prices": [{**first, "valid_to": None}, second]})


def test_a_price_ends_after_it_begins():
    with pytest.raises(ValidationError, match="ends before it begins"):
        Offer.model_validate({**OFFER, "prices": [{**OFFER["prices"][0], "valid_to": "2025-01-20"}]})


def test_a_moment_needs_its_time_zone():
    with pytest.raises(ValidationError, match="time zone"):
        Offer.model_validate({**OFFER, "prices": [{**PRICE, "valid_from": "2025-02-26T16:30"}]})


@pytest.mark.parametrize("computed", [100.0, -17.0, 0.07, 3e9])
def test_the_bounds_belong_to_the_better_verdict(computed):
    for sign in (1, -1):
        assert derived_verdict(computed * (1 + sign * 0.03), computed) == "consistent"
        assert derived_verdict(computed * (1 + sign * 0.0301), computed) == "rounded"
        assert derived_verdict(computed * (1 + sign * 0.20), computed) == "rounded"
        assert derived_verdict(computed * (1 + sign * 0.2001), computed) == "contradicted"


@given(
    st.floats(1e-6, 1e12) | st.floats(-1e12, -1e-6),
    st.floats(-3, 3),
)
def test_a_verdict_follows_from_how_far_off_a_number_is(computed, off):
    far = abs(off)
    assume(min(abs(far - 0.03), abs(far - 0.20)) > 1e-6)
    expected = "consistent" if far < 0.03 else "rounded" if far < 0.20 else "contradicted"
    assert derived_verdict(computed * (1 + off), computed) == expected


@given(st.floats(-1e6, 1e6))
def test_beside_a_computed_zero_only_zero_is_consistent(stated):
    assert derived_verdict(stated, 0) == ("consistent" if stated == 0 else "contradicted")
