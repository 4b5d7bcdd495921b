"""Messages in the reader's language: marking them, looking them up, wording values.

Messages are written in English in the code, marked with `N_`, and translated by the catalogues in
`locale/`. Nothing is translated until a report asks for it, in a language given as an argument: the
doors (command line, web page) alone look at the user's locale.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("id", "en")


def N_(message: str) -> str:  # noqa: N802 -- the name gettext tools look for
    """Mark a message for translation and return it unchanged."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("runtut", LOCALE_DIR, languages=[language], fallback=True)


def NP_(one: str, many: str) -> tuple[str, str]:  # noqa: N802 -- likewise
    """Mark a message with a singular and a plural, and return both."""
    return one, many


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a help text, each on one line: what the catalogues hold of it."""
    return tuple(" ".join(each.split()) for each in text.split("\n\n") if each.strip())


def translate(message: str, language: str) -> str:
    """Return `message` in `language` ("id" or "en"); the English text where no translation is known."""
    return _catalogue(language).gettext(message) if message else ""


def choose_language(*candidates: str | None) -> str:
    """Return the first supported language among locale names such as "id_ID.UTF-8"; "en" if none is."""
    for candidate in candidates:
        if candidate and candidate[:2].lower() in LANGUAGES:
            return candidate[:2].lower()
    return "en"
