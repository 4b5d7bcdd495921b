"""Words taken from another outlet, where the story does not say which."""

from __future__ import annotations

import re
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, small_whole
from runtut.record import Borrowing, Piece, Record

_NAMED = 60
"""Characters behind the noun for an outlet in which its name may still come."""
_NAME = late(r"(?<![\w.])[A-Z][\w.]+|\w+\.(?:com|id|co|net|org)\b|\w+TV\b")
_STOP = late(r"[.;:!?\n]")


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    s = pack.sourcing
    return late(
        rf"(?<!\w)(?:{any_of(s.taken)})(?: (?:{any_of(s.articles)}))*(?: (?:{any_of(s.articles)}))? (?P<some>{any_of(s.some)})(?!\w)"
        rf"(?! (?:{any_of((*pack.quotations.pointers, *s.other_media))})(?!\w))"
    )


@cache
def _shortest(pack: Pack) -> tuple[str, ...]:
    """Return the nouns for an outlet that hold no other: a text without them has none."""
    some = pack.sourcing.some
    return tuple(noun for noun in some if not any(other != noun and other in noun for other in some))


def link_borrowings(record: Record, pack: Pack) -> tuple[Borrowing, ...]:
    """Return the places of the text that take words from an outlet they do not name."""
    text = record.story.clean
    low = small_whole(text)
    if not any(some in low for some in _shortest(pack)):
        return ()
    days = {*pack.times.weekdays, *pack.times.months}
    found = []
    for match in _pattern(pack).finditer(low):
        stop = _STOP.search(text, match.end(), match.end() + _NAMED)
        end = (
            stop.start()
            if stop is not None and not text[stop.end() : stop.end() + 1].isalnum()
            else match.end() + _NAMED
        )
        names = (m.group().lower() for m in _NAME.finditer(text, match.end(), end))
        if all(name in days for name in names):
            found.append(Borrowing(Piece(match.start(), match.end(), text[match.start() : match.end()])))
    return tuple(found)


__all__ = ["link_borrowings"]
