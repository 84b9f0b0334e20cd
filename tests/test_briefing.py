"""Briefings: what is stored, what comes back, and that nothing a file may hold leads to more than a sentence."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from lagebild.analysis.results import compute
from lagebild.briefing import FORMAT, LARGEST_FILE, Briefing, parse, read, written
from lagebild.calculators.api_costs import ApiCosts
from lagebild.errors import UserError
from lagebild.knowledge.loading import Knowledge, bundled
from lagebild.language import CODES, Language
from lagebild.state import HIGHEST_OWN_PRICE, OwnModel, OwnPrice, Range, Scenario, State, Workload

FULL: dict[str, Any] = {
    "as_of": date(2026, 11, 21),
    "currency": "EUR",
    "compare": ("o1", "deepseek-v3"),
    "inputs": {"api_costs": {"people": 800.0, "usd_per_eur": 1.1}},
    "prices": {"o1": OwnPrice(input=1.5), "deepseek-r1": OwnPrice(input=0.0, output=2.0, cached_input=0.1)},
    "workloads": (Workload(name="Post \U0001f4e8", inputs={"people": 3.0}), Workload(name="Agent")),
    "models": (OwnModel(id="own-3", name="Hausmodell", host="Vertrag", input=1.0, output=3.0, reasoning=True),),
}
HOUSE = {"id": "own-1", "name": "House model", "host": "Contract", "input": 1.0, "output": 3.0}
OWN_PRICES = st.none() | st.floats(0, HIGHEST_OWN_PRICE)


def content(**fields: Any) -> bytes:
    """A file of the current format with these fields."""
    return json.dumps({"format": FORMAT, **fields}).encode()


def refusal(knowledge: Knowledge, content: bytes) -> str:
    """The sentences a file is refused with; they exist in both languages, differ, and leave no field open."""
    with pytest.raises(UserError) as caught:
        parse(content, knowledge, "mine.json")
    german, english = (caught.value.sentences(Language(code)) for code in CODES)
    for said_in_german, said_in_english in zip(german, english, strict=True):
        assert said_in_german and said_in_english and said_in_german != said_in_english
        assert "{" not in said_in_german + said_in_english
    assert all("mine.json" in happened for happened in (german[0], english[0]))
    return english[0]


# ---- what comes back


def test_a_briefing_comes_back_as_it_was_written(knowledge: Knowledge) -> None:
    state = State(**FULL)
    scenarios = (Scenario(name="Später", description="in zwei Jahren", state=state, reasons={"as_of": "neue Preise"}),)
    others = (Briefing(**FULL, kept=State()), Briefing(scenarios=scenarios))
    for briefing in (Briefing(), Briefing(**FULL), Briefing(kept=state), *others):
        again = parse(written(briefing, knowledge), knowledge, "mine.json")
        assert again == briefing.changed(knowledge=knowledge.about.version)
        assert written(again, knowledge) == written(briefing, knowledge)


@settings(max_examples=50)
@given(
    st.fixed_dictionaries(
        {},
        optional={
            "as_of": st.dates(date(2000, 1, 1), date(2100, 12, 31)),
            "currency": st.sampled_from(("USD", "EUR")),
            "compare": st.lists(st.sampled_from(sorted(bundled().offers)), min_size=2, max_size=2, unique=True),
            "prices": st.dictionaries(
                st.sampled_from(sorted(bundled().offers)),
                st.builds(OwnPrice, input=OWN_PRICES, output=OWN_PRICES),
                max_size=3,
            ),
            "inputs": st.fixed_dictionaries(
                {},
                optional={
                    "api_costs": st.fixed_dictionaries(
                        {},
                        optional={
                            name: st.floats(declared.low, declared.high) for name, declared in ApiCosts.inputs.items()
                        },
                    )
                },
            ),
        },
    )
)
def test_any_state_comes_back_to_the_last_digit(fields: dict[str, Any]) -> None:
    if "compare" in fields:
        fields = {**fields, "compare": tuple(fields["compare"])}
    briefing = Briefing(**fields, kept=State(**fields))
    again = parse(written(briefing, bundled()), bundled(), "mine.json")
    assert again.state == briefing.state == again.kept


def test_only_what_differs_is_written(knowledge: Knowledge) -> None:
    version = {"format": FORMAT, "knowledge": knowledge.about.version}
    assert json.loads(written(Briefing(), knowledge)) == version
    people = Briefing(inputs={"api_costs": {"people": 800}})
    assert json.loads(written(people, knowledge)) == {**version, "inputs": {"api_costs": {"people": 800.0}}}
    full = json.loads(written(Briefing(**FULL, kept=State(currency="EUR")), knowledge))
    assert full["kept"] == {"currency": "EUR"}
    assert full["as_of"] == "2026-11-21"
    assert full["prices"]["o1"] == {"input": 1.5}


def test_a_file_names_the_knowledge_it_was_last_written_with(knowledge: Knowledge) -> None:
    assert json.loads(written(Briefing(knowledge="1999.1"), knowledge))["knowledge"] == knowledge.about.version


def test_a_byte_order_mark_and_windows_line_ends_are_no_obstacle(knowledge: Knowledge) -> None:
    text = written(Briefing(**FULL), knowledge).replace(b"\n", b"\r\n")
    assert parse(b"\xef\xbb\xbf" + text, knowledge, "mine.json").state == State(**FULL)


def test_whole_numbers_are_numbers_too(knowledge: Knowledge) -> None:
    briefing = parse(content(inputs={"api_costs": {"people": 800}}, prices={"o1": {"input": 2}}), knowledge, "x")
    assert briefing.inputs == {"api_costs": {"people": 800.0}}
    assert briefing.prices == {"o1": OwnPrice(input=2.0)}


# ---- what is refused


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"unknown": 1}, "unknown"),
        ({"inputs": {"astrology": {"people": 1}}}, "inputs.astrology"),
        ({"inputs": {"astrology": {}}}, "inputs.astrology"),
        ({"inputs": {"api_costs": {"peoples": 1}}}, "inputs.api_costs.peoples"),
        ({"inputs": {"api_costs": {"people": 0}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": 200_001}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"cached_input_share": -1e-12}}}, "inputs.api_costs.cached_input_share"),
        ({"inputs": {"api_costs": {"people": float("nan")}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": float("inf")}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": "1200"}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": True}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": None}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": {"people": 10**400}}}, "inputs.api_costs.people"),
        ({"inputs": {"api_costs": [1, 2]}}, "inputs.api_costs"),
        ({"inputs": 3}, "inputs"),
        ({"as_of": "27.01.2025"}, "as_of"),
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"as_of": "1815-06-18"}, "as_of"),
        ({"as_of": 1737936000}, "as_of"),
        ({"currency": "GBP"}, "currency"),
        ({"compare": ["o1"]}, "compare.1"),
        ({"compare": ["o1", "o1"]}, "compare"),
        ({"compare": ["o1", "deepseek-r1", "gpt-4"]}, "compare"),
        ({"compare": ["o1", "x" * 81]}, "compare.1"),
        ({"prices": {"o1": {"input": -1}}}, "prices.o1.input"),
        ({"prices": {"o1": {"input": HIGHEST_OWN_PRICE + 1}}}, "prices.o1.input"),
        ({"prices": {"o1": {"cached": 1}}}, "prices.o1.cached"),
        ({"kept": {"inputs": {"api_costs": {"people": 0}}}}, "kept.inputs.api_costs.people"),
        ({"kept": {"kept": {}}}, "kept.kept"),
        ({"kept": []}, "kept"),
        ({"knowledge": "x" * 41}, "knowledge"),
        ({"knowledge": 7}, "knowledge"),
        ({"format": 0}, "format"),
        ({"format": -1}, "format"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(knowledge: Knowledge, fields: dict[str, Any], place: str) -> None:
    assert f"“{place}”" in refusal(knowledge, content(**fields))


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"inputs": {"api_costs": {"people": 0}}}, "muss zwischen 1 und 200.000 liegen"),
        ({"inputs": {"api_costs": {"discount": 1}}}, "Eine Eingabe „inputs.api_costs.discount“ gibt es nicht"),
        ({"inputs": {"api_costs": {"usd_per_eur": 3}}}, "muss zwischen 0,5 und 2 liegen"),
        ({"inputs": {"astrology": {}}}, "Ein Thema „inputs.astrology“ gibt es nicht"),
        ({"inputs": {"api_costs": {"people": "4711"}}}, "ist keine Zahl"),
        ({"inputs": {"api_costs": {"people": float("nan")}}}, "ist keine Zahl"),
        ({"prices": {"o1": {"input": 4711}}}, "muss zwischen 0 und 999 liegen"),
        ({"prices": {"o1": {"input": -4711}}}, "muss zwischen 0 und 999 liegen"),
        ({"limits": {"risk": 4711}}, "„limits.risk“ muss zwischen 0 und 100 liegen"),
        ({"limits": {"cost_per_month": -4711}}, "muss zwischen 0 und 1.000.000.000.000 liegen"),
        ({"weights": {"cost": 4711}}, "„weights.cost“ muss zwischen 0 und 100 liegen"),
        ({"theme_weights": {"privacy": -1}}, "„theme_weights.privacy“ muss zwischen 0 und 100 liegen"),
        ({"theme_weights": {"privacy": "50"}}, "„theme_weights.privacy“ ist keine Zahl"),
        ({"theme_weights": {"privac": 50}}, "„theme_weights.privac"),
        ({"colour": 4711}, "Ein Feld „colour“ gibt es nicht"),
        ({"as_of": "4711"}, "ist kein Datum"),
        ({"as_of": "1815-06-18"}, "muss ein Tag zwischen 2000 und 2100 sein"),
        ({"kept": {"currency": "GBP"}}, "„kept.currency“ muss USD oder EUR sein"),
        ({"kept": {"compare": ["o1"]}}, "muss zwei verschiedene Modelle nennen"),
        ({"knowledge": 4711}, "ist kein Text"),
        ({"knowledge": "4711" * 20}, "ist zu lang"),
    ],
)
def test_a_refusal_says_why_and_does_not_repeat_the_reader_s_numbers(
    knowledge: Knowledge, fields: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UserError) as caught:
        parse(content(**fields), knowledge, "mine.json")
    text = caught.value.text(Language("de"))
    assert reason in text.replace("\u00a0", " ") and "Berichtigen Sie die Datei" in text
    assert "4711" not in text and caught.value.details == ""


def test_the_line_that_is_no_json_is_named(knowledge: Knowledge) -> None:
    assert "line 3 " in refusal(knowledge, b'{"format": 1,\n"currency": "EUR",\n}')


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\x00\x01\xff\xfe\x80",
        b"PK\x03\x04" + bytes(range(256)) * 8,
        b'{"format": 1} and more',
        b"{'format': 1}",
        '{"format": 1, "knowledge": "ü"}'.encode("latin-1"),
        '{"format": 1}'.encode("utf-16"),
        b"[" * 200_000,
        b'{"a": ' * 100_000,
        b'{"format": 1, "inputs": ' + b'{"a": ' * 900 + b"1" + b"}" * 900 + b"}",
        b'{"format": 1, "inputs": {"api_costs": {"people": 1' + b"0" * 6000 + b"}}}",
        b'{"format": 1, "\\ud800": 1}',
        b'{"format": 1, "knowledge": "\\udfff"}',
    ],
)
def test_what_is_no_json_is_refused(knowledge: Knowledge, content: bytes) -> None:
    assert "JSON" in refusal(knowledge, content)


@pytest.mark.parametrize("content", [b"null", b"7", b"[]", b'"text"', b"{}", b'{"format": "1"}', b'{"format": true}'])
def test_a_file_without_its_format_is_no_briefing(knowledge: Knowledge, content: bytes) -> None:
    assert "format" in refusal(knowledge, content)


def test_more_values_than_any_briefing_has_are_too_many_and_signs_in_a_text_are_no_values(knowledge: Knowledge) -> None:
    assert "too large" in refusal(knowledge, content(compare=[0] * 60_000))
    question = knowledge.questions[0].id
    texts = {question: {"text": ',["}' * 5_000, "written": "2026-11-21"}}
    assert parse(content(reasons=texts), knowledge, "x").reasons[question].text == ',["}' * 5_000
    assert "too long" in refusal(knowledge, content(knowledge=',["}' * 60_000))


def test_a_file_of_a_newer_lagebild_says_so(knowledge: Knowledge) -> None:
    assert "newer" in refusal(knowledge, content(format=FORMAT + 1, whatever=True))


@pytest.mark.parametrize(
    "fields",
    [
        {"compare": ["gpt-17", "o1"]},
        {"prices": {"gpt-17": {"input": 1}}},
        {"kept": {"compare": ["o1", "gpt-17"]}},
    ],
)
def test_an_unknown_model_is_named(knowledge: Knowledge, fields: dict[str, Any]) -> None:
    assert "gpt-17" in refusal(knowledge, content(**fields))


def test_a_long_name_is_cut(knowledge: Knowledge) -> None:
    assert len(refusal(knowledge, content(**{"k" * 5000: 1}))) < 200


NAMES = st.sampled_from((*Briefing.model_fields, *ApiCosts.inputs, "api_costs", "o1")) | st.text(max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)


@settings(max_examples=400)
@given(st.dictionaries(st.sampled_from(tuple(Briefing.model_fields)), JSON, max_size=4), st.booleans())
def test_whatever_stands_in_the_fields_it_fits_or_is_refused(fields: dict[str, Any], of_this_format: bool) -> None:
    if of_this_format:
        fields["format"] = FORMAT
    accepted_or_refused(json.dumps(fields).encode())


@settings(max_examples=200)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_a_file_holds_it_fits_or_is_refused(content: bytes) -> None:
    accepted_or_refused(content)


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_briefing_fits_or_is_refused(data: st.DataObject) -> None:
    whole = written(Briefing(**FULL, kept=State()), bundled())
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    accepted_or_refused(whole[:start] + data.draw(st.binary(max_size=6)) + whole[end:])


def accepted_or_refused(content: bytes) -> None:
    try:
        briefing = parse(content, bundled(), "mine.json")
    except UserError as error:
        for code in CODES:
            assert "mine.json" in error.text(Language(code))
    else:
        assert parse(written(briefing, bundled()), bundled(), "again.json").state == briefing.state


# ---- files


def test_a_file_is_read(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "Entwurf für März {name}.json"
    path.write_bytes(written(Briefing(**FULL), knowledge))
    assert read(path, knowledge).state == State(**FULL)


def test_a_file_that_cannot_be_read_is_refused_by_its_name(knowledge: Knowledge, tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    huge.write_bytes(b'{"format": 1}' + b" " * LARGEST_FILE)
    pipe = tmp_path / "pipe.json"
    refused = {tmp_path / "none.json": "does not exist", tmp_path: "cannot be read", huge: "too large"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        refused[pipe] = "cannot be read"
    for path, reason in {**refused, Path("nul\0.json"): "cannot be read"}.items():
        with pytest.raises(UserError) as caught:
            read(path, knowledge)
        assert reason in caught.value.text(Language("en"))
        assert path.name.replace("\0", "?") in caught.value.text(Language("de"))


def test_braces_in_a_files_name_are_no_fields(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "{place} {0}.json"
    path.write_bytes(b"{}")
    with pytest.raises(UserError) as caught:
        read(path, knowledge)
    assert "{place} {0}.json" in caught.value.text(Language("en"))


# ---- the value itself


def test_a_change_is_validated_and_leaves_the_old_briefing_as_it_was() -> None:
    before = Briefing()
    after = before.changed(inputs={"api_costs": {"people": 5}})
    assert (before.inputs, after.inputs) == ({}, {"api_costs": {"people": 5.0}})
    for misfit in (
        {"inputs": {"api_costs": {"people": 0}}},
        {"inputs": {"api_costs": {"unknown": 1}}},
        {"compare": ("o1", "o1")},
        {"prices": {"o1": {"input": float("nan")}}},
        {"unknown": 1},
    ):
        with pytest.raises(ValidationError):
            before.changed(**misfit)


def test_the_state_of_a_briefing_is_all_but_what_is_kept() -> None:
    assert Briefing(**FULL, kept=State(), knowledge="x").state == State(**FULL)


def test_answers_come_back_as_they_were_given(knowledge: Knowledge) -> None:
    first, second = (question.id for question in knowledge.questions[:2])
    given = Briefing(answers={first: {"eu_hosted": "met", "own": "unclear"}, second: {"western": "not_applicable"}})
    assert parse(written(given, knowledge), knowledge, "mine.json").answers == given.answers
    assert "answers" not in json.loads(written(Briefing(), knowledge))


@pytest.mark.parametrize(
    "answers",
    [
        {"is-it-nice": {"own": "met"}},
        {"exit-plan": {"own": "maybe"}},
        {"exit-plan": {"cloud": "met"}},
        {"exit-plan": "met"},
        ["exit-plan"],
    ],
)
def test_answers_that_do_not_fit_are_refused(knowledge: Knowledge, answers: Any) -> None:
    assert any(question.id == "exit-plan" for question in knowledge.questions)
    refusal(knowledge, content(answers=answers))


def test_a_question_that_is_not_known_is_named(knowledge: Knowledge) -> None:
    assert "is-it-nice" in refusal(knowledge, content(answers={"is-it-nice": {"own": "met"}}))


# ---- ranges


def test_a_range_comes_back_as_it_was(knowledge: Knowledge) -> None:
    made = Briefing(inputs={"api_costs": {"people": Range(low=100, likely=200, high=400), "horizon_months": 6.0}})
    found = parse(written(made, knowledge), knowledge, "mine.json")
    assert found.inputs == made.inputs
    assert found.numbers("api_costs") == {"people": 200, "horizon_months": 6}
    assert found.ranges("api_costs") == {"people": Range(low=100, likely=200, high=400)}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"low": 1, "likely": 2}, "people.high"),
        ({"low": 3, "likely": 2, "high": 4}, "people"),
        ({"low": 0, "likely": 2, "high": 4}, "people"),
        ({"low": 1, "likely": 2, "high": 1e308}, "people"),
        ({"low": 1, "likely": "2", "high": 3}, "people.likely"),
        ({"low": 1, "likely": 2, "high": 3, "more": 4}, "people.more"),
        ([1, 2, 3], "people"),
    ],
)
def test_a_range_that_does_not_fit_is_refused_with_its_place(knowledge: Knowledge, value: Any, place: str) -> None:
    said = refusal(knowledge, content(inputs={"api_costs": {"people": value}}))
    assert f"api_costs.{place}”" in said and "#" not in said


@pytest.mark.parametrize("value", [0.5, {"low": 0, "likely": 0, "high": 1}])
def test_a_choice_is_one_of_several_and_nothing_between_them(knowledge: Knowledge, value: Any) -> None:
    assert "one of its choices" in refusal(knowledge, content(inputs={"self_hosting": {"acquisition": value}}))


# ---- workloads and own models


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"workloads": [{"name": "  "}]}, "workloads.0.name” is empty"),
        ({"workloads": [{"name": "x" * 61}]}, "workloads.0.name” is too long"),
        ({"workloads": [{"name": "x", "inputs": {"horizon_months": 3}}]}, "no input “workloads.0.inputs.horizon"),
        ({"workloads": [{"name": "x", "inputs": {"people": -1}}]}, "workloads.0.inputs.people” must lie between 1 and"),
        ({"workloads": [{"name": "x", "inputs": {"people": True}}]}, "workloads.0.inputs.people” is no number"),
        ({"workloads": [{"name": f"{number}"} for number in range(9)]}, "workloads” holds 9 entries; 4 is"),
        ({"models": [{**HOUSE, "id": "o1"}]}, "models.0.id” does not fit"),
        ({"models": [{**HOUSE, "id": "own-x"}]}, "models.0.id” does not fit"),
        ({"models": [{**HOUSE, "id": "own-²"}]}, "models.0.id” does not fit"),
        ({"models": [{**HOUSE, "id": "own-٣"}]}, "models.0.id” does not fit"),
        ({"models": [HOUSE, HOUSE]}, "models” does not fit"),
        ({"models": [{**HOUSE, "id": f"own-{number}"} for number in range(13)]}, "models” holds 13 entries; 12 is"),
        ({"models": [{**HOUSE, "input": 1e308}]}, "models.0.input” must lie between 0 and 999"),
        ({"models": [{**HOUSE, "batch_input": 1.0}]}, "models.0” does not fit"),
        ({"models": [{**HOUSE, "name": ""}]}, "models.0.name” is empty"),
        ({"compare": ["own-1", "o1"]}, "compares the model “own-1”"),
        ({"scenarios": [{"name": "x", "state": {"compare": ["own-1", "o1"]}}]}, "compares the model “own-1”"),
        ({"scenarios": [{"name": "", "state": {}}]}, "scenarios.0.name” is empty"),
        ({"scenarios": [{"name": "x"}]}, "scenarios.0.state” is missing"),
        ({"scenarios": [{"name": "x", "state": {}, "description": "x" * 2001}]}, "description” is too long"),
        ({"scenarios": [{"name": "x", "state": {"inputs": {"api_costs": {"people": 0}}}}]}, "must lie between 1 and"),
        ({"scenarios": [{"name": "x", "state": {}} for _ in range(21)]}, "scenarios” holds 21 entries; 20 is"),
        ({"kept": {"compare": ["own-1", "o1"]}, "models": [HOUSE]}, "compares the model “own-1”"),
    ],
)
def test_workloads_and_models_that_do_not_fit_are_refused(
    knowledge: Knowledge, fields: dict[str, Any], said: str
) -> None:
    assert said in refusal(knowledge, content(**fields))


def test_an_own_model_can_be_compared_and_its_name_loses_what_nobody_sees(knowledge: Knowledge) -> None:
    model = {**HOUSE, "name": " House\u202e\x07 model "}
    briefing = parse(content(models=[model], compare=["own-1", "o1"]), knowledge, "mine.json")
    assert briefing.models[0].name == "House model" and briefing.compare == ("own-1", "o1")


def test_a_price_too_small_to_divide_by_is_none(knowledge: Knowledge, today: date) -> None:
    prices = {"o1": {"input": 5e-324, "output": 5e-324}, "deepseek-r1": {"input": 999.0, "output": 999.0}}
    briefing = parse(content(prices=prices), knowledge, "mine.json")
    assert briefing.prices["o1"] == OwnPrice(input=0, output=0)
    assert "ratio_to_cheapest" not in compute(knowledge, briefing, today).api_costs.models["deepseek-r1"]


@pytest.mark.parametrize(
    "view",
    [{"day": "2025-01-02"}, {"day": "2025-01-26"}, {"base": "2024-12-31"}, {"lines": ["XYZ"]},
     {"base_month": "2003-01"}],
)  # fmt: skip
def test_a_view_of_the_market_without_closes_is_refused(view: dict[str, Any], knowledge: Knowledge) -> None:
    content = json.dumps({"format": 1, "market": view}).encode()
    with pytest.raises(UserError) as refusal:
        parse(content, knowledge, "b.lagebild")
    assert "market page" in refusal.value.sentences(Language("en"))[0]


def test_a_view_of_the_market_is_kept(knowledge: Knowledge) -> None:
    view = {
        "day": "2025-01-28",
        "base": "2025-01-17",
        "lines": ["NVDA", "^GSPC"],
        "adjusted": True,
        "base_month": "1996-01",
    }
    briefing = parse(json.dumps({"format": 1, "market": view}).encode(), knowledge, "b.lagebild")
    assert briefing.market.model_dump(mode="json") == view
