"""Ages: numbers that say how old somebody is, by the words around them or by their place behind a name."""

from __future__ import annotations

import re

from runtut.annotate.quantities.grammar import CLAUSE, Grammar
from runtut.annotate.quantities.values import Value
from runtut.languages.patterns import late

_OLDEST = 115
_NAME_COMMA = late(r"(?<![\w.])[A-Z][\w.'’-]*,[ \u00a0]$")
_COMMA_WORD = late(r",[ \u00a0]([a-z]{3,})")


def is_age(text: str, end: int, value: Value, before: str, grammar: Grammar) -> bool:
    """Whether a number that ends at `end` says how old somebody or something is."""
    if value.value <= 0:
        return False
    years = grammar.years.match(text[end : end + 12])
    if years and (cue := before.split()[-1:]) and cue[0].lower() in grammar.words.age_cues:
        return True  # whatever is that old
    if value.value > _OLDEST:
        return False
    if _apposed(text, end, value, before, grammar):
        return True
    if before.endswith("(") and grammar.bracketed_years.match(text[end : end + 8]):
        named = re.search(r"([\w.'’-]+)[ \u00a0]?\($", before)
        return bool(
            named and named.group(1)[0].isupper() and value.value == int(value.value) and not named.group(1).isdigit()
        )
    clause = CLAUSE.split(before)[-1].lower().split()
    cues = grammar.words.age_cues
    if any(w in cues for w in clause[-3:]):
        return bool(years) or (bool(clause) and clause[-1] in cues)
    return bool(years and clause and clause[-1] in grammar.people)


def _apposed(text: str, end: int, value: Value, before: str, grammar: Grammar) -> bool:
    """Whether a bare number between commas follows a name: `KR, 34, warga Wanasari`."""
    if not before.endswith((", ", ",\u00a0")) or _NAME_COMMA.search(before) is None:
        return False
    if value.value != int(value.value) or value.group_mark or value.value < 1:
        return False
    after = _COMMA_WORD.match(text, end)
    return after is not None and after.group(1) not in grammar.words.range_words and not value.fraction


__all__ = ["is_age"]
