"""The catalogs: collects the messages of app/ and compares or updates translations/ with them."""

from __future__ import annotations

import io
import os
import string
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "translations" / "lagebild.pot"
# English is the language of the messages themselves
TRANSLATED = {"de": ROOT / "translations" / "de.po"}

# The functions whose first argument is a message; say_plural takes the singular and the plural.
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "say": None,
    "say_plural": (1, 2),
    "sentence": None,
}

# Fixed, so that a catalog changes only when a message does; without person, address or date.
HEADER = """\
msgid ""
msgstr ""
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def collected() -> Catalog:
    """All messages of app/, without places: a line that moves is not a change of a catalog."""
    catalog = Catalog(charset="utf-8")
    found = extract_from_dir(ROOT / "app", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("TRANSLATORS:",))
    for _file, _line, message, comments, context in found:
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def read(path: Path, language: str) -> Catalog:
    """A stored catalog; an empty one if there is none yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language, charset="utf-8", abort_invalid=True)


def text_of(catalog: Catalog, language: str = "") -> str:
    """The catalog as its file holds it."""
    for message in catalog:
        # a guess from any per cent sign in a sentence; Lagebild's placeholders are all {name}
        message.flags -= {"python-format", "python-brace-format"}
        message.locations = []
        message.previous_id = []
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=100, no_location=True, omit_header=True, sort_output=True)
    header = HEADER.format(language=f'"Language: {language}\\n"\n' if language else "")
    return header + buffer.getvalue().decode("utf-8").strip() + "\n"


def updated(old: Catalog, template: Catalog, prune: bool) -> Catalog:
    """The messages of `template` with the translations of `old`; what is no longer used is kept aside."""
    for key, message in list(old.obsolete.items()):
        # a message that is back brings its translation back
        if message.id in template and message.id not in old:
            old[message.id] = message
            del old.obsolete[key]
    old.update(template, update_header_comment=False)
    if prune:
        old.obsolete.clear()
    return old


def parts(message: Message) -> list[tuple[str, str]]:
    """The message and its translation, form by form."""
    ids = message.id if isinstance(message.id, (list, tuple)) else (message.id,)
    words = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return [(identity, form or "") for identity, form in zip(ids, words, strict=False)]


def placeholders(words: str) -> set[str]:
    """The names between braces; ValueError if a brace is alone."""
    return {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}


def faults(catalog: Catalog, template: Catalog) -> Iterator[tuple[str, str]]:
    """What is wrong with a catalog of translations: the kind and the message."""
    for message in template:
        if message.id and message.id not in catalog:
            yield "missing", title(message)
    for message in catalog:
        if not message.id:
            continue
        wanted = template[message.id]
        if wanted is None or title(wanted) != title(message):
            yield "obsolete", title(message)
        elif message.fuzzy:
            yield "fuzzy", title(message)
        elif not all(words for _, words in parts(message)):
            yield "missing", title(message)
        elif not same_placeholders(message):
            yield "placeholders differ", title(message)
    for message in catalog.obsolete.values():
        yield "obsolete", title(message)


def same_placeholders(message: Message) -> bool:
    """Whether each form of a translation names what its message names."""
    try:
        return all(placeholders(identity) == placeholders(words) for identity, words in parts(message))
    except ValueError:
        return False


def title(message: Message) -> str:
    """A message in one line."""
    return " | ".join(identity.replace("\n", " ") for identity, _ in parts(message))


def report(found: Iterable[tuple[str, str]], path: Path) -> bool:
    """Print faults; True if there were any."""
    lines = [f"{path.relative_to(ROOT).as_posix()}: {kind}: {message}" for kind, message in found]
    print(*lines, sep="\n", end="\n" if lines else "")
    return bool(lines)


def check(template: Catalog) -> int:
    """Compare only; 1 if anything is stale, missing or doubtful."""
    stored = TEMPLATE.read_text("utf-8") if TEMPLATE.exists() else ""
    wrong = stored != text_of(template)
    if wrong:
        print(f"{TEMPLATE.relative_to(ROOT).as_posix()}: stale; `dev.py translations` renews it")
    for language, path in TRANSLATED.items():
        wrong = report(faults(read(path, language), template), path) or wrong
    if not wrong:
        print(f"{len(template)} messages, all translated.")
    return 1 if wrong else 0


def update(template: Catalog, prune: bool) -> int:
    """Bring all catalogs up to date, and report what a person has to see to."""
    replace(TEMPLATE, text_of(template))
    wrong = False
    for language, path in TRANSLATED.items():
        catalog = updated(read(path, language), template, prune)
        replace(path, text_of(catalog, language))
        wrong = report(faults(catalog, template), path) or wrong
    print(f"{len(template)} messages" + ("." if wrong else ", all translated."))
    return 0


def replace(path: Path, text: str) -> None:
    """Write a whole file or nothing."""
    unfinished = path.with_name(path.name + ".new")
    path.parent.mkdir(exist_ok=True)
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    os.replace(unfinished, path)


def main(arguments: list[str]) -> int:
    """Update the catalogs; --check only compares, --prune also drops what is no longer used."""
    if arguments not in ([], ["--check"], ["--prune"]):
        print("translations takes --check, --prune or nothing.", file=sys.stderr)
        return 2
    try:
        template = collected()
        return check(template) if arguments == ["--check"] else update(template, arguments == ["--prune"])
    except PoFileError as error:
        print(f"A catalog cannot be read: {error}", file=sys.stderr)
    except UnicodeDecodeError as error:
        print(f"A catalog is not UTF-8: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
