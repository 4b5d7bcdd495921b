"""Gather every message, bring the catalogues up to date with them, and compile: what `make locale` does.

    python tools/catalogues.py            update locale/*/LC_MESSAGES/runtut.po and compile the .mo
    python tools/catalogues.py --check    change nothing; name what is missing or stale, and exit with 1

English is the language of the code, so the English catalogue is made whole from it. A new message comes into the
Indonesian one with an empty translation; a message that no code says any longer is dropped from it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from runtut.cli import runtut
from runtut.cli.groups import every_command
from runtut.i18n import LANGUAGES, LOCALE_DIR, paragraphs
from runtut.rules.catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "runtut"
KEYWORDS = {"N_": None, "NP_": (1, 2)}
HEADING = "# Messages of runtut. Kept by `make locale`; translate the empty ones."

Plural = str | tuple[str, ...]


class _Plain(Catalog):
    """A catalogue whose header says what gettext needs: the file's history is in the repository."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return the lines of the header."""
        return [
            ("Project-Id-Version", "runtut"),
            ("Language", str(self.locale_identifier)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def messages() -> Iterator[tuple[Plural, str, list[str]]]:
    """Yield each message, the file it stands in, and a comment for whoever translates."""
    mapping = [("**.py", "python")]
    for name, _line, said, comments, _ in extract_from_dir(
        SOURCE, mapping, {}, KEYWORDS, comment_tags=("Translators:",)
    ):
        yield said, f"src/runtut/{name}", list(comments)
    for entry in catalogue():
        where = entry.path.relative_to(ROOT).as_posix()
        page = entry.page
        for said in (page.what, page.why, page.silent, page.limits, page.source):
            if said:
                yield said, where, []
    for command, where in commands():
        for said in paragraphs(command.help or ""):
            yield said, where, []
        for parameter in command.params:
            said = getattr(parameter, "help", None)
            if said:
                yield said, where, []


def commands() -> Iterator[tuple[click.Command, str]]:
    """Yield every command and the file that it stands in."""
    yield runtut, "src/runtut/cli/__init__.py"
    for context, command in every_command(click.Context(runtut, info_name="runtut")):
        inner = "/__init__" if isinstance(command, click.Group) else ""
        yield command, f"src/runtut/cli/{'/'.join(context.command_path.split()[1:])}{inner}.py"


def updated(language: str) -> Catalog:
    """Return the catalogue of a language as it should be: every message, with the translations we have."""
    path = po_path(language)
    known = _read(path, language) if path.exists() else Catalog(locale=language)
    fresh = _Plain(locale=language, header_comment=HEADING, fuzzy=False)
    for said, where, comments in messages():
        old = known.get(said)
        string: Plural = old.string if old is not None else ""
        if language == "en":
            string = said
        fresh.add(said, string, locations=[(where, 0)], auto_comments=comments)
    return fresh


def po_path(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE_DIR / language / "LC_MESSAGES" / "runtut.po"


def _read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def _compiled(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        made = read_mo(file)
    made.locale = language
    return made


def _strings(made: Catalog, *, whole: bool = False) -> dict[str, Plural]:
    """Return what a catalogue says, by the (singular) message; with `whole`, what a compiled one holds of it."""
    said: dict[str, Plural] = {}
    for message in made:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if (key and (message.string if isinstance(message.string, str) else all(message.string))) or (
            key and not whole
        ):
            said[key] = message.string if isinstance(message.string, str) else tuple(message.string)
    return said


def po_bytes(made: Catalog) -> bytes:
    """Return a catalogue as written in a .po file."""
    out = BytesIO()
    write_po(out, made, width=110, include_lineno=False, sort_by_file=True)
    return out.getvalue()


def mo_bytes(made: Catalog) -> bytes:
    """Return a catalogue compiled."""
    out = BytesIO()
    write_mo(out, made)
    return out.getvalue()


def placeholders(text: str) -> set[str]:
    """Return the fields that a message has filled in, those of Python's two ways of formatting alike."""
    return set(re.findall(r"\{\w*(?:![rs])?\}|%\(\w+\)s", text))


def hidden() -> Iterator[str]:
    """Yield the marks inside f-strings: some versions of Python show them to Babel and others do not."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for inner in ast.walk(node):
                    if isinstance(inner, ast.Call) and getattr(inner.func, "id", "") in KEYWORDS:
                        yield f"{path.relative_to(ROOT)}:{inner.lineno}: N_ inside an f-string; take it out of it"


def unmarked(made: Catalog) -> Iterator[str]:
    """Yield the templates of rules that stand in no catalogue because nobody marked them."""
    for entry in catalogue():
        rule = entry.rule
        for template in (rule.message, rule.detail, *rule.fixes):
            if template and template not in made:
                yield f"{entry.path.relative_to(ROOT)}: {template!r} is not marked; put N_( ) around it"


def faults(language: str) -> Iterator[str]:
    """Yield what is wrong with a catalogue, one line each."""
    made = updated(language)
    if language == LANGUAGES[0]:
        yield from hidden()
        yield from unmarked(made)
    path = po_path(language)
    where = path.relative_to(ROOT)
    if not path.exists() or _strings(_read(path, language)) != _strings(made):
        yield f"{where}: not current; run `make locale`"
    compiled = path.with_suffix(".mo")
    if not compiled.exists() or _strings(_compiled(compiled, language)) != _strings(made, whole=True):
        yield f"{compiled.relative_to(ROOT)}: not current; run `make locale`"
    for message in made:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        strings = (message.string,) if isinstance(message.string, str) else tuple(message.string)
        if not all(strings):
            yield f"{where}: no translation of {ids[0]!r}; add it"
        for string in filter(None, strings):
            wanted, has = placeholders(" ".join(ids)), placeholders(string)
            if not has <= wanted or (len(ids) == 1 and has != wanted):
                yield f"{where}: the fields of {string!r} are not those of {ids[0]!r}; make them the same"
            if string.count("`") != ids[-1].count("`"):
                yield f"{where}: the code in {string!r} is not that of {ids[-1]!r}; make it the same"


def main() -> int:
    """Bring the catalogues up to date, or check them."""
    if "--check" not in sys.argv[1:]:
        for language in LANGUAGES:
            made = updated(language)
            path = po_path(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po_bytes(made))
            path.with_suffix(".mo").write_bytes(mo_bytes(made))
    wrong = [fault for language in LANGUAGES for fault in faults(language)]
    for fault in wrong:
        print(fault, file=sys.stderr)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
