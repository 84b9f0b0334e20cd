"""Reading catalogs: the same words as Babel reads."""

from __future__ import annotations

from pathlib import Path

from babel.messages.pofile import read_po

from lagebild.catalog import read_catalog

GERMAN = Path(__file__).resolve().parents[1] / "translations" / "de.po"


def test_the_german_catalog_reads_as_babel_reads_it() -> None:
    single, plural = read_catalog(GERMAN.read_text(encoding="utf-8"))
    with GERMAN.open("rb") as file:
        messages = [message for message in read_po(file, locale="de") if message.id and not message.fuzzy]
    assert single == {str(one.id): one.string for one in messages if isinstance(one.id, str) and one.string}
    assert plural == {one.id[0]: tuple(one.string) for one in messages if not isinstance(one.id, str) and one.string}
    assert len(single) > 300 and len(plural) > 2


def test_doubtful_empty_and_dropped_translations_are_left_out() -> None:
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain\\n"\n\n#, fuzzy\nmsgid "a"\nmsgstr "A"\n\n'
        'msgid "b"\nmsgstr ""\n\n#~ msgid "c"\n#~ msgstr "C"\n\nmsgid "d"\nmsgstr "D"\n'
    )
    assert read_catalog(text) == ({"d": "D"}, {})


def test_long_and_escaped_messages_are_put_together() -> None:
    text = 'msgid ""\n"one \\"two\\"\\n"\n"three"\nmsgstr ""\n"eins „zwei“\\n"\n"drei \\\\"\n'
    assert read_catalog(text) == ({'one "two"\nthree': "eins „zwei“\ndrei \\"}, {})
