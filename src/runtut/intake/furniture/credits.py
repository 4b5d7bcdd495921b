"""Captions and whose picture it is."""

from __future__ import annotations

import re

from runtut.intake.furniture.patterns import ENDS_SENTENCE, Patterns, bare, is_outlet, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late

_SIGN = late(r"(?<![^\W\d_])©\s?(?P<credit>[^©\n]{2,100})$")
_NAMED_AFTER_SLASH = late(
    r"[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2} ?/ ?[A-Z][\w.]{1,20}(?: [A-Z][\w.]{0,20}){0,3}(?:/\w{2,5})?\.?$"
)
_AFTER_SLASH = late(r"(?<=[.!?”\"])\s/\s?(?P<credit>[A-Z@][^.!?\n]{2,80})$")
_LAST_SLASH = late(r"/ ?(?P<credit>[^/()\n]{2,30}?)\.?$")
_LONGEST_SIGNED = 250
_CAPTION = 2  # words in small letters before a slash, at the least, that make a caption
_LAST_BRACKET = late(r"\((?P<credit>[^()\n]{2,120})\)[\s.]{0,3}$")


def read_credit(text: str, pack: Pack) -> tuple[str, str | None]:
    """Return a caption without its credit, and the credit.

    For words known to be a caption. `Dua presiden bertemu (Outlet/Reuters)` gives the two; `Foto: Istimewa` and
    `OUTLET/NAMA` give an empty caption and the credit.
    """
    return split_credit(text, patterns_of(pack), known=True)


def is_photo_label(line: str, pack: Pack) -> bool:
    """Whether a line is what a page shows over a picture to enlarge it; credit and caption follow."""
    return bare(line) in patterns_of(pack).photo_labels


def opens_caption(line: str, pack: Pack) -> bool:
    """Whether a line opens with a word that opens captions."""
    return patterns_of(pack).caption_openers.match(line) is not None


def split_credit(text: str, words: Patterns, *, known: bool) -> tuple[str, str | None]:
    """Return caption and credit; where the line is not `known` to be a caption, only what is plainly a credit."""
    text = " ".join(text.split())
    if not text or len(text) > 2000:
        return text, None
    label = words.caption_label.match(text)
    if label is not None:
        return split_credit(text[label.end() :], words, known=True)
    only = words.credit_only.match(text)
    if only is not None:
        # "Foto: Dua presiden bertemu (Outlet/Nama)" is a caption and a credit
        bracket = _LAST_BRACKET.search(only["who"]) if len(only["who"].split()) > 4 else None
        if bracket is not None and is_credit(bracket["credit"], words, in_brackets=True):
            return only["who"][: bracket.start()].strip(), _without_label(bracket["credit"], words)
        if known and _is_sentence(only["who"], words):
            return split_credit(only["who"], words, known=True)
        return "", only["who"].strip(" .")
    if len(text) <= 100 and is_credit(text, words) and (known or not ENDS_SENTENCE.search(text)):
        return "", _without_label(text, words)
    sign = _SIGN.search(text, max(0, len(text) - 130))
    if sign is not None and (known or _is_sign(sign["credit"], text)):
        return text[: sign.start()].rstrip(" /|-–(["), sign["credit"].strip(" .)]")
    bracket = _LAST_BRACKET.search(text, max(0, len(text) - 130))
    if bracket is not None and is_credit(bracket["credit"], words, in_brackets=True, loose=known):
        return text[: bracket.start()].strip(), _without_label(bracket["credit"], words)
    ended_by = _LAST_SLASH.search(text, max(0, len(text) - 60)) if known else None
    before = text[: ended_by.start()] if ended_by is not None else ""
    if ended_by is not None and "/" not in before and sum(word.islower() for word in before.split()) >= _CAPTION:
        key = bare(ended_by["credit"])
        if key in words.agencies or key in words.picture_words:
            return before.rstrip(), ended_by["credit"]
    slash = _AFTER_SLASH.search(text, max(0, len(text) - 100)) if known else None
    if slash is not None:
        return text[: slash.start()].rstrip(), slash["credit"].strip(" .")
    for space in re.finditer(r"(?<=\S) (?=\S)", text[-120:]):
        at = max(0, len(text) - 120) + space.end()
        ended = text[at - 2] in '.!?)”"'
        if ended and is_credit(text[at:], words):
            return text[:at].strip(), _without_label(text[at:], words)
        labelled = words.credit_only.match(text, at) if ended or known else None
        if labelled is not None:
            return text[:at].strip(), labelled["who"].strip(" .")
        if ended and known and _NAMED_AFTER_SLASH.match(text, at):
            return text[:at].strip(), text[at:].strip(" .")
        opened = words.credit_word.match(text, at) if ended and known else None
        if opened is not None and opened.end() < len(text) and len(text[at:].split()) <= 8:
            return text[:at].strip(), text[at:].strip(" .")
    return text, None


def _is_sign(credit: str, text: str) -> bool:
    """Whether what stands behind the sign of rights at a line's end is whose picture it is, no notice of rights."""
    return len(text) <= _LONGEST_SIGNED and len(credit.split()) <= 4 and not credit[0].isdigit()


def _is_sentence(text: str, words: Patterns) -> bool:
    """Whether what stands after a label tells what the picture shows rather than whose it is."""
    if words.credit_word.match(text) is not None:
        return False
    plain = [w for w in text.split() if w.isalpha() and w.islower() and w not in words.small_words]
    return len(text.split()) >= 6 and len(plain) >= 3


def _is_full_name(text: str) -> bool:
    parts = text.split()
    return len(parts) > 1 and all(part[0].isupper() for part in parts)


def _without_label(credit: str, words: Patterns) -> str:
    credit = credit.strip(" .")
    labelled = words.credit_only.match(credit)
    return labelled["who"].strip() if labelled is not None else credit


def is_credit(text: str, words: Patterns, *, in_brackets: bool = False, loose: bool = False) -> bool:
    """Whether words are a photo credit; `loose` takes any name in brackets for one."""
    text = text.strip(" .")
    if not text or any(c in text for c in '"“”!?;'):
        return False
    key = bare(text)
    if key in words.agencies or key in words.picture_words or words.credit_only.match(text):
        return True
    labelled = words.credit_word.match(text) if in_brackets else None
    follows = text[labelled.end() : labelled.end() + 1] if labelled is not None else ""
    if labelled is not None and len(text.split()) <= 8 and (loose or not follows.islower()):
        return True
    first, slash, rest = (piece.strip() for piece in text.partition("/"))
    if slash and rest and not any(c.isdigit() for c in first):
        if is_outlet(first, words) or bare(first) in words.agencies or bare(first) in words.picture_words:
            return True
        return (
            loose
            and in_brackets
            and len(text.split()) <= 7
            and len(first) > 2
            and (first[0].isupper() or _is_full_name(rest))
            and (not first.isupper() or len(text.replace("/", " ").split()) > 2)
        )
    if in_brackets and (is_outlet(text, words) or text.startswith("@")):
        return True
    parts = text.split()
    return (
        loose
        and in_brackets
        and 2 <= len(parts) <= 5
        and not any(c.isdigit() or c == "," for c in text)
        and all(p[0].isupper() for p in parts)
    )
