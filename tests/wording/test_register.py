"""What the register says: a row and a detail of every kind of record in both languages, search, sorting, sentences."""

from __future__ import annotations

import re
from datetime import date

import pytest

from lagebild.analysis.register import Entry, Filters, Hindrance, entries, matching, searchable
from lagebild.analysis.results import Results, compute
from lagebild.briefing import Briefing
from lagebild.knowledge.loading import Knowledge
from lagebild.language import CODES, NBSP, Code, Language
from lagebild.origin import record
from lagebild.wording import register
from lagebild.wording.evidence import quoted
from lagebild.wording.register import Detail, Row
from lagebild.wording.register_order import ordered, sortable
from lagebild.wording.shortening import LONGEST, cut, shortened

DE, EN = Language("de"), Language("en")


def plain(text: object) -> str:
    return str(text).replace(NBSP, " ")


def entry_of(results: Results, id: str) -> Entry:
    return next(entry for entry in entries(results.knowledge, results.today) if entry.id == id)


def row(results: Results, id: str, language: Language) -> tuple[str, ...]:
    return tuple(plain(cell) for cell in register.row(results, entry_of(results, id), language))


def detail(results: Results, id: str, language: Language) -> Detail:
    return register.detail(results, entry_of(results, id), language)


def facts(shown: Detail) -> dict[str, str]:
    return {name: plain(words) for name, words in shown.facts}


def history(shown: Detail) -> list[tuple[str, str]]:
    return [(plain(day), plain(value)) for day, value in shown.history]


# ---- rows


def test_of_an_assumption_the_number_counted_with_is_seen_even_at_the_end_of_its_range(results: Results) -> None:
    assert row(results, "usage-reasoning-tokens", EN)[2] == "0 tokens"
    assert facts(detail(results, "usage-reasoning-tokens", EN))["Range"] == "0 to 3,200 tokens"
    assert row(results, "server-life-hyperscaler", EN)[2] == "5 to 6 years"


def test_the_row_of_a_claim_says_what_is_printed_and_what_checking_gives(results: Results) -> None:
    assert row(results, "b-2-percent", DE) == ("R1 kostet … des o1-Preises", "etwa 2%", "3,65 %", "B", "27.01.2025")
    assert row(results, "b-2-percent", EN) == ("R1 costs … of the o1 price", "etwa 2%", "3.65%", "B", "27 Jan 2025")


def test_the_row_of_a_figure_names_its_value_and_its_first_publisher(results: Results) -> None:
    assert row(results, "v3-rent", DE)[1:4] == ("", "2 $", "DeepSeek")
    assert row(results, "usage-people", DE)[2:] == ("1.200", "Lagebild", "November 2026")
    assert row(results, "v3-licence", EN)[2] == "own model agreement"


def test_the_row_of_an_offer_has_the_last_price_of_input_and_output(results: Results) -> None:
    assert row(results, "deepseek-v3", DE)[2:] == ("0,27 $ / 1,10 $", "techgethub (SCMP)", "26.02.2025")
    assert row(results, "deepseek-v3", EN)[2] == "$0.27 / $1.10"


def test_the_row_of_a_series_has_its_last_close(results: Results) -> None:
    assert row(results, "market:NVDA", DE)[:3] == ("Nvidia", "", "108,38 $")


def test_numbers_of_a_row_come_from_its_record(results: Results) -> None:
    shown = register.row(results, entry_of(results, "v3-rent"), DE)
    assert shown.checked.origin == shown.as_of.origin == record("v3-rent")


# ---- details


def test_a_claim_is_quoted_translated_repaired_and_recomputed(results: Results) -> None:
    shown = detail(results, "a-ndx-31tp3b", DE)
    assert shown.heading == "Nasdaq-100 am 27.01."
    assert shown.printed == "31 TP3B" and shown.printed in shown.quotation
    assert "31 TP3B" in shown.translation and shown.translation != shown.quotation
    assert plain(shown.paragraphs[0]) == "Lesbar als: 3 %"
    assert "der Index fiel um 2,97 %" in plain(shown.paragraphs[1])
    assert plain(shown.arithmetic).endswith("= −2,97 %")
    assert facts(shown)["Gedruckt in"] == "DeepSeek AI, was ist damit?" and facts(shown)["Zeile"] == "20"
    assert {source.id for source in shown.sources} >= {"article-a", "market-s08"}


def test_what_does_not_hold_is_said_beside_what_does(results: Results) -> None:
    assert plain(detail(results, "b-2-percent", DE).arithmetic) == "2,19 $ ÷ 60 $ × 100 = 3,65 %, nicht 2 %"
    assert plain(detail(results, "b-2-percent", EN).arithmetic) == "$2.19 ÷ $60 × 100 = 3.65%, not 2%"
    consistent = detail(results, "a-training-5-6m", EN).arithmetic
    assert plain(consistent) == "2.788 m hours × $2 = $5.576m"
    assert consistent is not None and "v3-rent" in consistent.origins[0].records


def test_a_claim_names_what_other_sources_say_and_what_they_have_at_stake(results: Results) -> None:
    found = {finding.link.id: finding for finding in detail(results, "b-600bn", DE).findings}
    run_rate = found["sequoia-run-rate"]
    assert (plain(run_rate.value), run_rate.publisher, run_rate.interest) == (
        "150 Mrd. $", "Sequoia Capital", "verkauft Analysen",
    )  # fmt: skip
    assert run_rate.standing == results.knowledge.standing("sequoia-run-rate")
    assert run_rate.value.origins == (record("sequoia-run-rate"),)


def test_a_figure_of_a_series_shows_its_history_the_oldest_first(results: Results) -> None:
    shown = detail(results, "openai-staff-2024", DE)
    assert history(shown) == [("Oktober 2024", "1.700"), ("März 2026", "4.500")]
    assert facts(shown)["Wert"] == "1.700" and facts(shown)["Stand"] == "Oktober 2024"
    assert facts(shown)["Geprüft am"] == "21.11.2026, wieder bis 20.05.2027"
    assert [link.id for link in shown.cited_by] == ["b-4500-staff"]
    assert (shown.quotation, shown.arithmetic, shown.findings) == ("", None, ())
    assert history(detail(results, "openai-staff-2024", EN))[1] == ("March 2026", "4,500")


def test_every_value_of_a_series_shows_the_same_history_and_days_in_order(results: Results) -> None:
    series: dict[str, set[tuple[tuple[str, str], ...]]] = {}
    for figure in results.knowledge.figures.values():
        if figure.series is not None:
            shown = detail(results, figure.id, EN).history
            days = [results.knowledge.figures[day.origins[0].records[0]].as_of for day, _ in shown]
            assert days == sorted(days)
            series.setdefault(figure.series, set()).add(tuple((str(day), str(value)) for day, value in shown))
    assert len(series) > 10 and all(len(histories) == 1 for histories in series.values())
    assert any(len(next(iter(histories))) > 5 for histories in series.values())


def test_a_derived_figure_shows_how_it_is_computed_and_from_what(results: Results) -> None:
    shown = detail(results, "v3-run-cost", DE)
    assert plain(shown.arithmetic) == "2,788 Mio. Stunden × 2 $ = 5,576 Mio. $"
    assert [finding.link.id for finding in shown.findings] == ["v3-gpu-hours", "v3-rent"]


def test_an_assumption_says_its_range_and_its_reason(results: Results) -> None:
    shown = detail(results, "usage-people", EN)
    assert facts(shown)["Range"] == "200 to 5,000"
    assert "An example, not a measurement" in plain(shown.paragraphs[1])


def test_a_law_says_from_when_to_when_it_is_in_force(results: Results) -> None:
    bounded = [figure for figure in results.knowledge.figures.values() if figure.valid_from or figure.valid_to]
    assert bounded
    for figure in bounded:
        said = facts(detail(results, figure.id, EN))["In force"]
        start, end = (day and plain(EN.date(day)) for day in (figure.valid_from, figure.valid_to))
        assert said == (f"{start} until {end}" if start and end else f"since {start}" if start else f"until {end}")


def test_an_offer_shows_every_price_with_its_days(results: Results) -> None:
    shown = detail(results, "deepseek-v3", DE)
    assert history(shown) == [
        ("26.12.2024 bis 08.02.2025", "0,14 $ / 0,28 $ · Cache 0,014 $"),
        ("08.02.2025 bis 26.02.2025", "0,27 $ / 1,10 $ · Cache 0,07 $"),
        (
            "26.02.2025 bis 05.09.2025",
            "0,27 $ / 1,10 $ · Cache 0,07 $ · Nebenzeit 0,135 $ / 0,55 $, Cache 0,035 $ (16:30–00:30 UTC)",
        ),
    ]
    assert facts(shown)["Anbieter"] == "DeepSeek" and facts(shown)["Kontext"] == "64.000 Token"
    assert facts(shown)["Je Million Token"] == "Eingabe / Ausgabe, ohne Umsatzsteuer"
    assert len(shown.sources) == 3
    assert history(detail(results, "deepseek-v3", EN))[0] == (
        "26 Dec 2024 until 8 Feb 2025",
        "$0.14 / $0.28 · cache $0.014",
    )


def test_peak_hours_are_told_with_their_times_and_days(results: Results) -> None:
    told = [prices for _, prices in history(detail(results, "deepseek-v4-pro", EN))]
    peak = "$0.66 / $1.98 · cache $0.022 · peak $1.32 / $3.96, cache $0.044 ({}01:00–04:00, 06:00–10:00 UTC)"
    assert told[2:] == [peak.format(""), peak.format("Mon to Fri ")]


def test_r1_had_one_price_at_every_hour_on_the_day_of_the_shock(results: Results) -> None:
    days, prices = history(detail(results, "deepseek-r1", EN))[0]
    assert (days, prices) == ("20 Jan 2025 until 26 Feb 2025", "$0.55 / $2.19 · cache $0.14")


def test_an_offer_says_of_which_region_its_host_is(results: Results) -> None:
    regions = {"deepseek-r1": "China", "gpt-oss-120b-ovh": "EU", "o1": "USA"}
    for model, region in regions.items():
        assert facts(detail(results, model, EN))["Region of the provider"] == region


def test_an_offer_of_another_host_says_whose_model_it_is(results: Results) -> None:
    assert facts(detail(results, "deepseek-r1-together", EN))["Provider"] == "DeepSeek, run by Together AI"


def test_an_offer_is_found_by_the_region_of_its_host_and_by_its_kinds_of_prices(results: Results) -> None:
    offers, every = results.knowledge.offers, entries(results.knowledge, results.today)
    texts = register.search_texts(results, EN)
    found = {
        words: {every[place].id for place in matching(every, texts, Filters(words=words), {})}
        for words in ("EU", "batch", "off-peak")
    }
    assert {id for id, offer in offers.items() if offer.host_region == "EU"} <= found["EU"]
    assert {id for id, offer in offers.items() if offer.prices[-1].batch_input is not None} <= found["batch"]
    assert {id for id, offer in offers.items() if offer.prices[-1].off_peak is not None} <= found["off-peak"]


def test_a_price_still_valid_has_no_end(results: Results) -> None:
    offer = next(offer for offer in results.knowledge.offers.values() if offer.prices[-1].valid_to is None)
    assert history(detail(results, offer.model, EN))[-1][0].startswith("since ")


def test_a_series_shows_the_days_around_the_shock(results: Results) -> None:
    shown = detail(results, "market:NVDA", DE)
    assert history(shown)[0] == ("23.01.2025", "147,22 $")
    assert ("27.01.2025", "118,42 $") in history(shown) and history(shown)[-1][0] == "31.01.2025"
    assert facts(shown)["Schlusskurse"] == "60 Tage, 02.01.2025 bis 31.03.2025"
    assert facts(shown)["Geprüft am"] == "21.11.2026"  # the past is never due


def test_what_is_due_says_since_when(results: Results) -> None:
    later = compute(results.knowledge, Briefing(), date(2030, 1, 1))
    assert facts(detail(later, "deepseek-v4-pro-nebius", DE))["Geprüft am"] == "21.11.2026, fällig seit 19.02.2027"
    assert facts(detail(later, "a-nvidia-17pct", EN))["Checked on"] == "21 Nov 2026"


@pytest.mark.parametrize("code", CODES)
def test_every_record_has_a_row_and_a_detail(code: Code, results: Results) -> None:
    language = Language(code)
    for entry in entries(results.knowledge, results.today):
        shown_row = register.row(results, entry, language)
        assert shown_row.label and shown_row.checked and shown_row.source and shown_row.as_of, entry.id
        shown = register.detail(results, entry, language)
        pairs = (*shown.facts, *shown.history)
        words = (*shown.paragraphs, *(part for pair in pairs for part in pair))
        assert shown.heading and shown.facts, entry.id
        assert shown.sources or shown.findings or entry.standing == "assumption", entry.id
        assert all(str(part).strip() for part in words), entry.id
        assert not any(re.search(r"\{\w+\}|None", str(part)) for part in words), entry.id
        known = {*results.knowledge.figures, *results.knowledge.claims}
        assert {link.id for link in shown.cited_by} | {one.link.id for one in shown.findings} <= known


def test_both_languages_show_the_same_records(results: Results) -> None:
    for entry in entries(results.knowledge, results.today):
        german, english = (register.detail(results, entry, language) for language in (DE, EN))
        assert [one.link.id for one in german.findings] == [one.link.id for one in english.findings]
        assert (german.sources, german.quotation) == (english.sources, english.quotation)
        assert len(german.history) == len(english.history) and len(german.facts) == len(english.facts)


def test_what_rests_on_a_record_is_named_once(results: Results) -> None:
    cited = [link.id for link in detail(results, "price-r1-output", EN).cited_by]
    assert {"b-2-percent", "a-27-fold", "price-ratio-output"} <= set(cited)
    assert len(cited) == len(set(cited))


def test_a_record_knows_the_contradictions_it_is_part_of(knowledge: Knowledge) -> None:
    assert register.contradictions_of(knowledge, "a-nvidia-500bn") == ("nvidia-loss",)
    assert register.contradictions_of(knowledge, "v3-rent") == ()


def test_a_quotation_is_passed_on_with_its_place_and_verdict(results: Results) -> None:
    cited = plain(register.citation(results, entry_of(results, "a-ndx-31tp3b"), DE))
    assert cited.startswith("„Der Nasdaq-100-Index fiel um 31 TP3B")
    assert "Quelle A: DeepSeek AI, was ist damit?, Zeile 20" in cited and "entstellt, stimmt überein" in cited


def test_what_is_checked_is_strong_in_the_quotation() -> None:
    spans = quoted("um 31 TP3B und", "31 TP3B", record("a"))
    assert [(span.text, span.strong) for span in spans] == [
        ("„", False), ("um ", False), ("31\u00a0TP3B", True), (" und", False), ("“", False),
    ]  # fmt: skip
    assert str(quoted("nichts davon", "31 TP3B", record("a"))) == str(quoted("nichts davon", "", record("a")))


# ---- searching


def test_a_record_is_found_by_number_word_and_source_in_the_language_shown(results: Results) -> None:
    places = {entry.id: place for place, entry in enumerate(entries(results.knowledge, results.today))}
    german, english = (register.search_texts(results, language) for language in (DE, EN))
    for words in ("31 TP3B", "−2,97 %", "DeepSeek AI, was ist damit?", "Übersetzungsprogramm", "a-ndx-31tp3b"):
        assert searchable(words) in german[places["a-ndx-31tp3b"]], words
    assert "translation software" in english[places["a-ndx-31tp3b"]]
    assert "techgethub" in german[places["deepseek-v3"]] and "0,27 $" in german[places["deepseek-v3"]]
    assert "108,38 $" in german[places["market:NVDA"]]


@pytest.mark.parametrize("typed", ["-2,97 %", "−2,97\u00a0%", "u\u0308bersetzungsprogramm", "Ubersetzungsprogramm"])
def test_a_search_finds_as_shown_and_as_typed(typed: str, results: Results) -> None:
    found = entries(results.knowledge, results.today)
    places = matching(found, register.search_texts(results, DE), Filters(words=typed), {})
    assert "a-ndx-31tp3b" in {found[place].id for place in places}


# ---- sorting


def shown_in(results: Results, column: int, *, descending: bool, language: Language) -> list[Row]:
    found = entries(results.knowledge, results.today)
    places = ordered(results, tuple(range(len(found))), column, descending, language)
    assert sorted(places) == list(range(len(found)))
    return [register.row(results, found[place], language) for place in places]


def test_umlauts_are_sorted_with_their_vowels_and_capitals_with_small_letters() -> None:
    words = ["Zoll", "Übernahme", "Urteil", "ärger", "Apfel", "Ärzte", "straße", "Strassen", "Öl"]
    assert sorted(words, key=sortable) == [
        "Apfel", "ärger", "Ärzte", "Öl", "straße", "Strassen", "Übernahme", "Urteil", "Zoll",
    ]  # fmt: skip


def test_words_in_quotation_marks_are_sorted_by_their_first_letter() -> None:
    words = ["Zensur", "„Open Source“", "“Open web”", "Nutzung"]
    assert sorted(words, key=sortable) == ["Nutzung", "„Open Source“", "“Open web”", "Zensur"]


@pytest.mark.parametrize("column", range(5))
@pytest.mark.parametrize("descending", [False, True])
def test_what_has_no_value_comes_last_either_way(column: int, descending: bool, results: Results) -> None:
    rows = shown_in(results, column, descending=descending, language=DE)
    empty = [not row[column] if column != 2 else False for row in rows]
    assert empty == sorted(empty)


def test_columns_of_words_are_sorted_by_their_words_and_back(results: Results) -> None:
    for column in (0, 3):
        keys = [sortable(str(row[column])) for row in shown_in(results, column, descending=False, language=DE)]
        assert keys == sorted(keys) != keys[::-1]
        back = [sortable(str(row[column])) for row in shown_in(results, column, descending=True, language=DE)]
        assert back == keys[::-1]


def test_numbers_are_sorted_by_size_and_words_and_days_behind_them(results: Results) -> None:
    found = entries(results.knowledge, results.today)
    places = ordered(results, tuple(range(len(found))), 2, False, DE)
    figures = [results.knowledge.figures[found[place].id] for place in places if found[place].kind == "figure"]
    numbers = [figure.value for figure in figures if isinstance(figure.value, float)]
    assert numbers == sorted(numbers)
    assert all(isinstance(figure.value, float) for figure in figures[: len(numbers)])
    assert any(isinstance(figure.value, date) for figure in figures[len(numbers) :])


def test_days_known_to_the_year_come_before_those_of_that_year(results: Results) -> None:
    found = entries(results.knowledge, results.today)
    places = ordered(results, tuple(range(len(found))), 4, False, EN)
    days = [found[place].as_of for place in places]
    assert days == sorted(days) and {len(day) for day in days} == {4, 7, 10}


def test_verdicts_are_sorted_the_best_first_and_claims_before_the_rest(results: Results) -> None:
    found = entries(results.knowledge, results.today)
    places = ordered(results, tuple(range(len(found))), 5, False, DE)
    verdicts = list(dict.fromkeys(found[place].verdict for place in places))
    assert verdicts == ["consistent", "rounded", "contradicted", "unverifiable", None]
    standings = list(dict.fromkeys(found[place].standing for place in places if found[place].verdict is None))
    assert standings == ["primary", "several", "derived", "single", "assumption", "unconfirmed"]


def test_without_a_column_the_register_keeps_its_own_order(results: Results) -> None:
    assert ordered(results, (4, 2, 9), -1, False, DE) == (4, 2, 9)


# ---- sentences around the table


def test_an_empty_register_names_the_filter_to_drop_and_how_much_that_frees() -> None:
    assert plain(register.nothing_found(Hindrance("verdict", 1), EN)) == (
        "Nothing fits all filters. Without “Verdict” there is 1 entry."
    )
    assert "„Urteil“ wären es 1.234 Einträge." in plain(register.nothing_found(Hindrance("verdict", 1234), DE))
    assert register.drop_word(Hindrance("words", 3), EN) == "Drop “Search text”"


def test_where_no_filter_helps_all_are_to_be_dropped() -> None:
    assert "one alone" in register.nothing_found(None, EN)
    assert register.drop_word(None, EN) == "Drop all filters"


@pytest.mark.parametrize("code", CODES)
def test_every_filter_kind_topic_and_interest_has_a_word_of_the_language(code: Code) -> None:
    language = Language(code)
    tables = (register.KIND_WORDS, register.AREA_WORDS, register.INTEREST_WORDS, register.AGE_WORDS)
    for words in (*tables, register.FILTER_WORDS):
        said = [language.say(word) for word in words.values()]
        assert len(set(said)) == len(said)


def test_the_count_and_the_place_are_mere_counts() -> None:
    assert plain(register.count_line(7, 1234, DE)) == "7 von 1.234 Einträgen"
    assert plain(register.place_line(2, 7, EN)) == "Entry 2 of 7"


# ---- texts that are too long


def test_a_text_is_shortened_behind_its_last_letter_shown_and_keeps_its_origins() -> None:
    words = quoted("x" * 50, "", record("a"))
    assert shortened(words) is words and len(str(words)) < LONGEST
    short = shortened(words, 11)
    assert str(short) == "„" + "x" * 10 + " …"
    assert short.origins == (record("a"),)
    assert cut("abc", 3) == "abc" and cut("abcd", 3) == "abc …"
    assert cut("access for all subsidiaries in Asia", 29) == "access for all subsidiaries …"
    assert cut("a subsidiary", 8) == "a subsid …"  # else next to nothing would be left
