"""Blanks and hyphens of every width, read as the plain ones.

Publishing systems set thin and narrow blanks between a sign and its number, and hyphens that do not break; the
patterns know the blank, the no-break space and the plain hyphen. One character stands for one, so offsets stay.
"""

from __future__ import annotations

from runtut.languages.patterns import late

_PLAIN = str.maketrans(
    dict.fromkeys("\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", "\u00a0")
    | {"\u2010": "-", "\u2011": "-"}
)
"""Source: Unicode 15, general categories Zs and Pd."""
_ODD = late(f"[{''.join(map(chr, _PLAIN))}]")


def plain(text: str) -> str:
    """Return the text with odd blanks and hyphens made plain; same length, and the same object if it has none."""
    return text.translate(_PLAIN) if _ODD.search(text) else text
