"""An abbreviation is expanded in two ways, or its letters are not those of the name.

Why: a reader who looks the body up finds another one, or none; slips in abbreviations are seldom seen by whoever typed them.
Bad: (2023-09-12) Program [[kredit tani rakyat (KTR)]] dibuka pada Senin. Menurut panduan, [[KTR atau kredit tebu rakyat]] bernilai kecil.
Bad: (2023-09-12) [[Badan Nasional Perlindungan Benih (BPNB)]] menutup gudang itu.
Good: (2023-09-12) Badan Nasional Perlindungan Benih (BNPB) menutup gudang itu. BNPB membukanya lagi.
Silent: where the two expansions share less than half of their words, or are names that differ in quite another word (two bodies
    may have the same letters), where they differ only in the form of a word, where three are given, and for abbreviations whose
    letters are taken from another language or from inside words.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Expansion, Finding, Layer, Record, Rule, Severity, Span

RULE = Rule(
    code="NAM003",
    name="abbreviation-mismatch",
    severity=Severity.WARNING,
    needs=(Layer.ABBREVIATIONS,),
    message=N_("{letters} is said to stand for two things: “{first}” and “{second}”"),
    fixes=(N_("write the name one way"),),
)
_SWAPPED = N_("the name's first letters are {initials}, the abbreviation is {letters}")
_SWAPPED_FIX = N_("write {initials}, or correct the name")
_SHARED = 0.5
_ALIKE = 4
"""First letters that two words of a name share when one is a slip for the other."""
_STEM = 8
"""First letters that two forms of one long word share."""
_MOST = 2
"""Expansions of one abbreviation; where there are more, the story is about what it may stand for."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each abbreviation with letters changed about, and for each second expansion."""
    held: dict[str, dict[str, Expansion]] = {}
    for link in record.links_of(Expansion):
        letters = link.abbreviation.value
        if link.initials != letters:
            yield RULE.finding(
                spans=(_whole(link),),
                values={"letters": letters, "initials": link.initials},
                message=_SWAPPED,
                fixes=(_SWAPPED_FIX,),
            )
        else:
            held.setdefault(letters, {}).setdefault(" ".join(link.words).lower(), link)
    for letters, expansions in held.items():
        if len(expansions) != _MOST:
            continue
        first, second = expansions.values()
        if _differ(first.words, second.words):
            yield RULE.finding(
                spans=(_whole(first), _whole(second)),
                values={"letters": letters, "first": record.slice(first.phrase), "second": record.slice(second.phrase)},
            )


def _whole(link: Expansion) -> Span:
    """Return the span of the name and its letters, with the bracket around them."""
    letters = link.abbreviation
    if letters.start > link.phrase.start:
        return Span(link.phrase.start, letters.end + 1, letters.part)
    return Span(letters.start, link.phrase.end, letters.part)


def _differ(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two expansions are of one thing, one of them wrongly: most words the same, some quite others.

    Two bodies may have the same letters (`Politeknik Penerbangan Indonesia`, `Politeknik Perikanan Indonesia`): where both
    are names, the words that differ must begin alike.
    """
    apart = [(a, b) for a, b in zip(one, other, strict=True) if a.lower() != b.lower()]
    if not apart or len(apart) > len(one) * _SHARED or any(_same_word(a.lower(), b.lower()) for a, b in apart):
        return False
    names = all(word[0].isupper() for word in (*one, *other))
    return not names or all(a[:_ALIKE].lower() == b[:_ALIKE].lower() for a, b in apart)


def _same_word(one: str, other: str) -> bool:
    """Whether two words are one in two forms or languages: `pemberantas`, `pemberantasan`; `tak`, `tidak`; `university`."""
    short, long = sorted((one, other), key=len)
    return (
        long.startswith(short)
        or (len(short) < _ALIKE and short[-1] == long[-1])
        or (len(short) > _STEM and short[:_STEM] == long[:_STEM])
    )
