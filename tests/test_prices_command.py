"""`dev.py prices`: what a package of prices tells, what is new in it, and what is written of it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from genai_prices.types import (
    ClauseEquals,
    ConditionalPrice,
    ModelInfo,
    ModelPrice,
    PriceVariant,
    Provider,
    StartDateConstraint,
    Tier,
    TieredPrices,
    TimeOfDateConstraint,
)

from lagebild.clock import noon
from lagebild.knowledge.prices import Offer
from tests.scripts import script

prices = script("prices")
KNOWLEDGE = Path(__file__).resolve().parents[1] / "resources" / "knowledge"
TODAY = date(2026, 11, 22)
COMPARED = {"m-1": "maker/model-1"}


def costs(input: str, output: str, cached: str | None = None) -> ModelPrice:
    more = {} if cached is None else {"cache_read_mtok": Decimal(cached)}
    return ModelPrice(input_mtok=Decimal(input), output_mtok=Decimal(output), **more)


def since(day: date, price: ModelPrice) -> ConditionalPrice:
    return ConditionalPrice(StartDateConstraint(day), prices=price)


def between(start: time, end: time, price: ModelPrice) -> ConditionalPrice:
    return ConditionalPrice(TimeOfDateConstraint(start, end), prices=price)


def model(price: ModelPrice | list[ConditionalPrice], id: str = "model-1", **more) -> ModelInfo:
    return ModelInfo(id=id, match=ClauseEquals(id), prices=price, **more)


def record(*intervals: dict) -> dict:
    """An offer as offers.json holds it."""
    begun = {"valid_from": "2026-03-01", "currency": "USD", "input": 2, "cached_input": 0.2, "output": 10}
    told = {"checked": "primary", "source": "s"}
    return {
        "model": "m-1", "name": "Model 1", "vendor": "Maker", "host": "Maker", "host_region": "US",
        "open_weights": False, "reasoning": True,
        "prices": [{**begun, **interval, **told} for interval in intervals or ({},)],
    }  # fmt: skip


def changes(info: ModelInfo, *intervals: dict):
    return list(prices.changes(Offer.model_validate(record(*intervals)), info, TODAY))


# ---- what the package tells


def test_a_price_for_long_requests_is_left_aside():
    tiers = TieredPrices(Decimal("2"), [Tier(200_000, Decimal("4"))])
    told = prices.told(model(ModelPrice(input_mtok=tiers, output_mtok=Decimal("10"))), TODAY)
    assert (told.input, told.output, told.cached_input) == (2, 10, None)


def test_a_model_that_is_not_paid_by_the_token_has_no_price():
    assert prices.told(model(ModelPrice(audio_hours=Decimal("3"))), TODAY) is None


def test_the_price_of_a_batch_is_told_from_its_first_day_on():
    batch = PriceVariant({"processing": "batch"}, costs("1", "5"), StartDateConstraint(date(2026, 10, 14)))
    fast = PriceVariant({"service_tier": "fast"}, costs("4", "20"))
    info = model(costs("2", "10"), price_variants=[fast, batch])
    assert prices.told(info, date(2026, 10, 13)).batch_input is None
    told = prices.told(info, date(2026, 10, 14))
    assert (told.input, told.batch_input, told.batch_output) == (2, 1, 5)


def test_a_few_dear_hours_are_the_peak():
    info = model(
        [
            ConditionalPrice(prices=costs("1", "4", "0.1")),
            between(time(1), time(4), costs("2", "8", "0.2")),
            between(time(6), time(10), costs("2", "8", "0.2")),
        ]
    )
    told = prices.told(info, TODAY)
    assert (told.input, told.off_peak) == (1, None)
    assert told.peak == ((("01:00", "04:00"), ("06:00", "10:00")), 2, 0.2, 8)


def test_a_few_cheap_hours_over_midnight_are_off_peak():
    info = model(
        [
            ConditionalPrice(prices=costs("0.135", "0.55")),
            between(time(0, 30, tzinfo=UTC), time(16, 30, tzinfo=UTC), costs("0.55", "2.19")),
        ]
    )
    told = prices.told(info, TODAY)
    assert (told.input, told.output, told.peak) == (0.55, 2.19, None)
    assert told.off_peak == ((("00:00", "00:30"), ("16:30", "24:00")), 0.135, None, 0.55)


def test_three_prices_a_day_are_refused():
    hours = [between(time(1), time(2), costs("3", "3")), between(time(3), time(4), costs("4", "4"))]
    with pytest.raises(ValueError, match="model-1: more than two prices on 2026-11-22"):
        prices.told(model([ConditionalPrice(prices=costs("1", "1")), *hours]), TODAY)


# ---- what is new in it


def test_the_same_price_is_no_change():
    assert changes(model(costs("2", "10", "0.2"))) == []


def test_a_package_that_is_silent_on_the_cache_changes_nothing():
    assert changes(model(costs("2.00", "10"))) == []


def test_a_cache_price_where_none_was_known_is_a_change():
    (change,) = changes(model(costs("2", "10", "0.2")), {"cached_input": None})
    assert list(map(str, change.differing)) == ["cached_input none -> 0.2"]


def test_a_new_price_begins_on_the_day_that_the_package_names():
    info = model([ConditionalPrice(prices=costs("2", "10")), since(date(2026, 11, 3), costs("1.5", "8"))])
    (change,) = changes(info)
    assert (change.valid_from, change.rates.input) == (date(2026, 11, 3), 1.5)
    assert list(map(str, change.differing)) == ["input 2 -> 1.5", "output 10 -> 8"]


def test_a_new_price_begins_today_where_the_package_names_no_day():
    (change,) = changes(model([since(date(2025, 1, 1), costs("1.5", "8"))]))
    assert change.valid_from == TODAY


def test_two_changes_since_the_last_look_are_both_told():
    info = model(
        [
            ConditionalPrice(prices=costs("2", "10")),
            since(date(2026, 10, 20), costs("4", "20")),
            since(date(2026, 10, 29), costs("1", "5")),
        ]
    )
    assert [(change.valid_from.day, change.rates.input) for change in changes(info)] == [(20, 4), (29, 1)]


def test_an_announced_price_is_told_until_the_list_has_it():
    info = model([ConditionalPrice(prices=costs("2", "10")), since(date(2027, 1, 1), costs("4", "20"))])
    (change,) = changes(info)
    assert change.valid_from == date(2027, 1, 1)
    assert changes(info, {"valid_to": "2027-01-01"}, {"valid_from": "2027-01-01", "input": 4, "output": 20}) == []


def test_a_model_that_has_ended_here_is_not_brought_back():
    assert changes(model(costs("1", "5")), {"valid_to": "2026-11-01"}) == []


def test_peak_hours_are_compared_by_their_hours_and_prices():
    hours = {"hours_utc": [["06:00", "10:00"]], "days": "mon-fri", "input": 4, "cached_input": 0.4, "output": 20}
    info = model([ConditionalPrice(prices=costs("2", "10")), between(time(6), time(10), costs("4", "20"))])
    assert changes(info, {"peak": hours}) == []
    (change,) = changes(info, {"peak": {**hours, "output": 30}})
    assert list(map(str, change.differing)) == ["peak 4/30 (06:00-10:00) -> 4/20 (06:00-10:00)"]
    (change,) = changes(info)
    assert list(map(str, change.differing)) == ["peak none -> 4/20 (06:00-10:00)"]


def test_a_model_that_is_gone_or_deprecated_may_have_ended():
    offers = [Offer.model_validate(record())]
    assert list(prices.ended(offers, COMPARED, {"maker/model-1": model(costs("2", "10"))})) == []
    assert list(prices.ended(offers, COMPARED, {})) == ["m-1: maker/model-1 is no longer in the package"]
    old = model(costs("2", "10"), deprecated=True, price_comments="Shut down on 2 October.")
    assert list(prices.ended(offers, COMPARED, {"maker/model-1": old})) == ["m-1: deprecated. Shut down on 2 October."]
    closed = [Offer.model_validate(record({"valid_to": "2026-10-02"}))]
    assert list(prices.ended(closed, COMPARED, {"maker/model-1": old})) == []


def test_a_model_in_neither_list_is_new():
    maker = Provider(
        "maker",
        "Maker",
        "",
        models=[model(costs("2", "10")), model(costs("1", "5"), "model-2"), model(ModelPrice(), "ears")],
    )
    seller = Provider("seller", "Seller", "", models=[model(costs("3", "12"), "anything")])
    known = prices.entries([maker, seller])
    assert list(prices.new_models(COMPARED, {"maker": ["ears"]}, known, TODAY)) == ["maker/model-2: 1/5"]
    assert list(prices.new_models(COMPARED, {"maker": []}, known, TODAY))[1] == "maker/ears: not paid by the token"


# ---- what is written of it


def change(info: ModelInfo, *intervals: dict):
    (one,) = changes(info, *intervals)
    return one


def test_a_new_price_closes_the_former_one_and_keeps_it():
    former, latest = prices.with_change(record(), change(model(costs("1.5", "8", "0.15"))), "new")["prices"]
    assert former == {**record()["prices"][0], "valid_to": "2026-11-22"}
    assert latest == {
        "valid_from": "2026-11-22", "currency": "USD", "input": 1.5, "cached_input": 0.15, "output": 8,
        "checked": "secondary", "source": "new",
    }  # fmt: skip
    assert list(former)[:3] == ["valid_from", "valid_to", "currency"]


def test_a_new_price_takes_no_cache_or_batch_price_over_from_the_former_one():
    batch = {"batch_input": 1, "batch_output": 5}
    *_, latest = prices.with_change(record(batch), change(model(costs("1.5", "8")), batch), "new")["prices"]
    assert not {"cached_input", "batch_input", "batch_output"} & latest.keys()


def test_a_new_price_goes_before_what_is_announced():
    intervals = {"valid_to": "2027-01-01"}, {"valid_from": "2027-01-01", "input": 4, "output": 20}
    offer = prices.with_change(record(*intervals), change(model(costs("1.5", "8")), *intervals), "new")
    dates = [(price["valid_from"], price.get("valid_to")) for price in offer["prices"]]
    assert dates == [("2026-03-01", "2026-11-22"), ("2026-11-22", "2027-01-01"), ("2027-01-01", None)]
    assert Offer.model_validate(offer).price_at(noon(TODAY)).input == 1.5


def test_peak_hours_that_stay_keep_their_days():
    hours = {"hours_utc": [["06:00", "10:00"]], "days": "mon-fri", "input": 4, "output": 20}
    for end, days in ((time(10), "mon-fri"), (time(11), "all")):
        info = model([ConditionalPrice(prices=costs("2", "10")), between(time(6), end, costs("5", "25"))])
        *_, latest = prices.with_change(record({"peak": hours}), change(info, {"peak": hours}), "new")["prices"]
        assert latest["peak"] == {
            "hours_utc": [["06:00", f"{end:%H:%M}"]], "days": days, "input": 5, "output": 25,
        }  # fmt: skip


def test_the_file_is_written_the_way_it_is():
    text = (KNOWLEDGE / "offers.json").read_text("utf-8")
    assert prices.text_of(json.loads(text)) == text


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A knowledge of one offer and one source, on the day of the tests."""
    monkeypatch.setattr(prices, "today", lambda: TODAY)
    monkeypatch.setattr(prices, "version", lambda name: "9.9")
    monkeypatch.setattr(prices, "COMPARED", tmp_path / "prices.json")
    (tmp_path / "prices.json").write_text(json.dumps({"compared": COMPARED, "left_out": {"maker": []}}))
    (tmp_path / "offers.json").write_text(prices.text_of([record()]))
    (tmp_path / "sources.json").write_text('[\n {"id": "s", "title": "S", "interest": "self"}\n]\n')
    return tmp_path


def maker(price: ModelPrice | list[ConditionalPrice]) -> list[Provider]:
    return [Provider("maker", "Maker", "", models=[model(price)])]


def test_the_command_tells_what_changed_and_writes_nothing(folder, capsys):
    before = (folder / "offers.json").read_bytes()
    assert prices.main([], maker(costs("1.5", "8")), folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "new price: m-1 (maker/model-1), from 2026-11-22: input 2 -> 1.5, output 10 -> 8, cached_input not told",
        "genai-prices 9.9, 2026-11-22: 1 offers compared, 1 to look at.",
    ]
    assert (folder / "offers.json").read_bytes() == before


def test_the_command_writes_a_price_and_its_source_once(folder, capsys):
    assert prices.main(["--write"], maker(costs("1.5", "8")), folder) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "1 prices added, source price-pydantic-2026-11-22."
    (offer,) = json.loads((folder / "offers.json").read_text())
    assert [price["source"] for price in offer["prices"]] == ["s", "price-pydantic-2026-11-22"]
    _, source = json.loads((folder / "sources.json").read_text())
    assert (source["id"], source["title"]) == ("price-pydantic-2026-11-22", "genai-prices 9.9, bundled price data")
    written = [(folder / name).read_bytes() for name in ("offers.json", "sources.json")]
    assert prices.main(["--write"], maker(costs("1.5", "8")), folder) == 0
    assert capsys.readouterr().out.splitlines() == [
        "genai-prices 9.9, 2026-11-22: 1 offers compared, nothing to look at.",
        "Nothing was written.",
    ]
    assert [(folder / name).read_bytes() for name in ("offers.json", "sources.json")] == written


def test_a_second_price_of_the_same_day_is_left_to_the_maintainer(folder, capsys):
    prices.main(["--write"], maker(costs("1.5", "8")), folder)
    prices.main(["--write"], maker(costs("1.4", "8")), folder)
    assert "not written: m-1: its price in force begins on the same day; change it by hand" in capsys.readouterr().out


def test_only_the_models_named_are_written(folder, capsys):
    assert prices.main(["--write", "m-2"], maker(costs("1.5", "8")), folder) == 2
    assert capsys.readouterr().err == "Not among what is compared: m-2.\n"
    assert prices.main(["--write", "m-1"], maker(costs("1.5", "8")), folder) == 0
    assert len(json.loads((folder / "offers.json").read_text())[0]["prices"]) == 2


def test_an_unknown_word_is_wrong_usage(capsys):
    assert prices.main(["--force"]) == 2
    assert "prices takes --write" in capsys.readouterr().err


def test_what_the_list_cannot_hold_ends_the_command_with_its_name(folder, capsys):
    hours = [between(time(1), time(2), costs("3", "3")), between(time(3), time(4), costs("4", "4"))]
    assert prices.main(["--write"], maker([ConditionalPrice(prices=costs("1", "1")), *hours]), folder) == 1
    assert capsys.readouterr().err.startswith("model-1: more than two prices")


def test_what_is_written_is_announced_in_time(folder, capsys):
    info = [ConditionalPrice(prices=costs("2", "10", "0.2")), since(date(2027, 1, 1), costs("4", "20", "0.4"))]
    prices.main(["--write"], maker(info), folder)
    assert capsys.readouterr().out.startswith("announced: m-1 (maker/model-1), from 2027-01-01: ")
    offer = Offer.model_validate(json.loads((folder / "offers.json").read_text())[0])
    assert [offer.price_at(datetime(year, 1, 2, tzinfo=UTC)).input for year in (2027, 2028)] == [4, 4]
    assert offer.price_at(noon(TODAY)).input == 2
