"""What hands the words between marks to somebody: behind them, before them, or at the end of the paragraph above."""

from __future__ import annotations

from runtut.annotate.quotations.phrases import Phrase, speaker_after, subject_before, suffix_phrase
from runtut.annotate.quotations.tokens import count_words
from runtut.annotate.quotations.words import Words
from runtut.values import dataclass

_REACH = 400
_NEAR = 160
"""Characters between a verb of speech and the quotation it governs."""
_ASIDE = 120
_COLON_WORDS = 8
STOPS = ".!?…"


@dataclass(frozen=True, slots=True)
class Attribution:
    """A cue, its speaker, and the pattern that found them.

    `end` is past what belongs to the attribution. It is `firm` where a comma or a colon ties it to the quotation.
    """

    cue: tuple[int, int] | None
    phrase: Phrase | None
    rule: str
    end: int
    firm: bool = True


# ---------------------------------------------------------------- behind


def read_behind(text: str, last: str, closing: int, limit: int, words: Words) -> Attribution | None:
    """Read `," kata Budi`, `," katanya` and `," Budi menegaskan` behind a quotation whose last character is `last`."""
    match = words.after.match(text, closing, limit)
    if match is not None:
        cue = match.span("cue")
        if match.group("nya") is not None:
            return Attribution(cue, suffix_phrase(cue[1], words), "after", cue[1])
        phrase = speaker_after(text, cue[1], limit, words)
        if phrase is not None:
            return Attribution(cue, phrase, "after", phrase.end)
        if match.group("cue").lower() not in words.cues or last in "," + STOPS:
            return Attribution(cue, None, "after", cue[1])
    thus = words.thus.match(text, closing, limit)
    if thus is not None:
        named = text[thus.end("cue") + 1 : thus.end("cue") + 2].isupper()
        phrase = speaker_after(text, thus.end("cue") if named else thus.start("cue"), limit, words)
        if phrase is not None and (named or count_words(text, phrase.start, phrase.end) > 1):
            return Attribution(None, phrase, "after", phrase.end)
        return None
    if last == "," or (last in "!?" and text[closing : closing + 2].strip()):
        return _active_behind(text, closing, limit, words)
    return None


def _active_behind(text: str, closing: int, limit: int, words: Words) -> Attribution | None:
    """Read `," Budi menegaskan`."""
    stop = min((i for i in (text.find(c, closing, limit) for c in ".!?") if i != -1), default=limit)
    for verb in words.verb.finditer(text, closing, min(stop, closing + _NEAR)):
        if verb.start() <= closing + 1:
            return None
        if verb.group("verb").lower() in words.linked_verbs:
            continue
        phrase = subject_before(text, closing, verb.start(), words)
        if phrase is not None:
            return Attribution(verb.span("verb"), phrase, "after-active", verb.end())
    return None


# ---------------------------------------------------------------- before


def read_before(text: str, start: int, opening: int, words: Words) -> Attribution | None:
    """Read `Budi mengatakan, "`, `Kata Budi, "` and `Budi: "` in the words between `start` and an opening mark."""
    start = max(start, opening - _REACH)
    bare = text[start:opening].rstrip()
    if not bare:
        return None
    end = start + len(bare)
    firm = bare[-1] in ",:"
    found = _verb_before(text, start, end, words, firm=firm)
    if found is not None:
        return found if found.rule else None
    if not firm:
        return None
    return (
        _cue_before(text, start, end, words)
        or _according_before(text, start, end, words)
        or (_colon_before(text, start, end, words) if bare[-1] == ":" else None)
    )


def _verb_before(text: str, start: int, end: int, words: Words, *, firm: bool) -> Attribution | None:
    """Read a verb that governs the quotation; an attribution with no rule where it governs a clause around it."""
    verb = next((v for v in words.verb.finditer(text, start, end) if end - v.end() <= _NEAR), None)
    if verb is None:
        return None
    between = text[verb.end() : end].strip(" ,:")
    linked = bool(between) and words.complementizer.fullmatch(between) is not None
    aside = between and text[end - 1] == "," and len(between) > _ASIDE
    if (firm or not between) and not aside:
        phrase = subject_before(text, start, verb.start(), words)
        rule = "document" if verb.group("verb").lower() in words.written_verbs else "before"
        return Attribution(verb.span("verb"), phrase, rule, end, firm=firm or not between)
    return Attribution(None, None, "", end) if linked else None


def _cue_before(text: str, start: int, end: int, words: Words) -> Attribution | None:
    """Read `Kata Budi, "` and `Sementara itu, kata Budi, "`."""
    for cue in words.inside.finditer(text, start, end):
        if cue.group("nya") is not None:
            return Attribution(cue.span("cue"), suffix_phrase(cue.end(), words), "before", end)
        if text[start : cue.start()].strip() and text[cue.start() - 2 : cue.start()].strip() != ",":
            continue
        phrase = speaker_after(text, cue.end(), end, words)
        if phrase is not None:
            return Attribution(cue.span("cue"), phrase, "before", end)
    return None


def _according_before(text: str, start: int, end: int, words: Words) -> Attribution | None:
    for cue in words.according.finditer(text, start, end):
        if cue.group("nya") is not None:
            return Attribution(cue.span("cue"), suffix_phrase(cue.end(), words), "before", end)
        phrase = speaker_after(text, cue.end(), end, words, clause_follows=True)
        if phrase is not None:
            return Attribution(cue.span("cue"), phrase, "before", end)
    return None


def _colon_before(text: str, start: int, end: int, words: Words) -> Attribution:
    """Read `Budi: "`; the colon alone announces speech, whoever is named."""
    phrase = subject_before(text, start, end - 1, words) if count_words(text, start, end) <= _COLON_WORDS else None
    return Attribution(None, phrase, "colon", end)


def read_above(text: str, paragraph: int, words: Words) -> Attribution | None:
    """Read a paragraph that ends in a colon: the quotation that opens the next one, at `paragraph`, is announced."""
    floor = max(0, paragraph - _REACH)
    end = floor + len(text[floor:paragraph].rstrip())
    if end == floor or text[end - 1] != ":":
        return None
    start = max(text.rfind("\n", floor, end), text.rfind(". ", floor, end), floor - 1) + 1
    return read_before(text, start, end, words)


__all__ = ["STOPS", "Attribution", "read_above", "read_before", "read_behind"]
