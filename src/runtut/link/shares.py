"""Shares: a part out of a base, and the percentage or fraction said to come of it.

The orders in which news puts the three, each a pattern over the sentence's skeleton; where a base is named once, each
part with its share set off behind it is linked to it. A sentence that draws a conclusion (`artinya`) may give the share
of the part and base before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import (
    AMOUNT,
    ANY_FIGURE,
    FRACTION,
    RATE,
    SHARE,
    Sentence,
    Skeleton,
    any_of,
    comparable,
    gap,
    is_share,
    phrase,
    skeletons,
)
from runtut.record import Quantity, QuantityKind, Record, ShareOfBase

_FEW = 10
_BESIDE = 3  # characters between two sentences of one paragraph


_SHARE = re.compile(SHARE)


def link_shares(record: Record, pack: Pack) -> tuple[ShareOfBase, ...]:
    """Return the parts, bases and shares that the story puts together."""
    taken: dict[tuple[str, int], ShareOfBase] = {}
    previous: tuple[Sentence, ShareOfBase | None, tuple[Quantity, Quantity] | None] | None = None
    told = list(skeletons(record, pack, least=1))
    has_share = [_SHARE.search(bones.text) is not None for _, bones in told]
    for (sentence, bones), here, behind in zip(told, has_share, (*has_share[1:], False), strict=False):
        if not here:  # nothing to link; a conclusion may follow
            pair = _pair(bones, pack) if behind and len(sentence.figures) > 1 else None
            previous = (sentence, None, pair)
            continue
        links = list(_shares(bones, pack)) if len(sentence.figures) > 2 else []
        pair = _pair(bones, pack) if not links and len(sentence.figures) > 1 else None
        if not links and previous is not None and previous[2] is not None:
            share = _conclusion(sentence, bones, pack)
            near = 0 < sentence.span.start - previous[0].span.end <= 3
            if share is not None and near and previous[0].span.part == sentence.span.part:
                links = [ShareOfBase(part=previous[2][0], base=previous[2][1], share=share)]
        if not links and len(sentence.figures) > 1:
            links = list(_among(sentence, bones, previous[0] if previous is not None else None, pack))
        if not links:
            links = list(_fractions(sentence, bones, previous[0] if previous is not None else None, pack))
        for link in links:
            taken.setdefault((link.share.part, link.share.start), link)
        previous = (sentence, links[0] if links else None, pair)
    return tuple(link for link in taken.values() if _usable(link, pack))


def _usable(link: ShareOfBase, pack: Pack) -> bool:
    part, base, share = link.part, link.base, link.share
    if any(each.upper is not None for each in (part, base, share)) or share.per is not None:
        return False
    if part.per != base.per:
        return False
    if share.start < part.start and base.value <= _FEW:
        return False  # "20,7 persen atau satu dari lima perempuan": the second is the first made plain
    return comparable(part, base, pack) and part.value < base.value and base.value > 1


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], ...]:
    words = pack.relations
    out, same, says = any_of(words.out_of), any_of(words.share), any_of(words.share_names)
    lists = any_of((*words.lists, *words.share, *words.as_many))
    rate = (
        rf"(?:{any_of(words.share)} |{any_of(words.with_)} )?(?:{any_of(words.rates_of)})(?: [^\W\d_]{{3,20}}){{0,2}}"
    )
    set_off = rf"(?:,? ?{same}|,? {says}|, ?{rate}(?: {any_of(words.by)})?)"
    part, base, share = rf"(?P<part>{AMOUNT})", rf"(?P<base>{AMOUNT})", rf"(?P<share>{SHARE})"
    whole = rf"{share}(?! ?{out})"  # "41 persen dari PDB" is a share of something else
    of = rf"{out}(?!{gap(25)}{same}){gap(25, commas=False, brackets=False)}{base}"
    near = gap(40, commas=False, brackets=False)
    closed = r"(?=[^\w\ue000-\ue007]{0,3}(?:\)|$))"
    pair = rf"{part}{near}{of}"
    aside = rf"{gap(60)}(?:{ANY_FIGURE}{gap(40)})?"  # "di lima kecamatan itu"
    opened = rf"(?:^|[,:\"“'‘(]) ?(?:{any_of(words.openers)} )?{of}"
    return tuple(
        late(pattern)
        for pattern in (
            rf"{pair}{gap(80, brackets=False)}\( ?{share}{closed}",
            rf"{pair}{gap(40, commas=False)}{set_off} ?{whole}",
            rf"{pair}{aside}{gap(60)},{set_off} ?{whole}",
            rf"{part}{near},? ?(?:{same} ?|\( ?){share}\)?{near}{of}",
            rf"{share}{gap(30, brackets=False)}(?:{same} ?|\( ?|{any_of(words.lists)} ?){part}{near}{of}",
            rf"{opened}{aside},{gap(60)}{part}{gap(60)}(?:{same} ?|\( ?){share}",
            rf"{opened}{aside},{gap(60)}{share}{gap(40)}(?:{lists} ?|\( ?){part}",
            rf"{share}{gap(30, commas=False)}{of}{gap(40, commas=False)},? ?(?:{lists} ?|\( ?){part}",
        )
    )


def _shares(bones: Skeleton, pack: Pack) -> Iterator[ShareOfBase]:
    for pattern in _patterns(pack):
        for match in pattern.finditer(bones.text):
            part, base, share = (bones.figure(match, name) for name in ("part", "base", "share"))
            if part is not None and base is not None and share is not None and not _moves(bones, match, pack):
                yield ShareOfBase(part=part, base=base, share=share)
                yield from _more(bones, base, match, pack)


def _moves(bones: Skeleton, match: re.Match[str], pack: Pack) -> bool:
    """Whether the part is what a figure moved by: `turun Rp 109 triliun dari Rp 6.527 triliun atau 41 persen`."""
    words = pack.relations
    before = bones.text[max(0, match.start("part") - 16) : match.start("part")]
    return bool(re.search(any_of((*words.up, *words.down)) + " $", before))


def _more(bones: Skeleton, base: Quantity, match: re.Match[str], pack: Pack) -> Iterator[ShareOfBase]:
    """Yield the further parts of a base named once: `Dari 120 siswa, 30 (25 persen) ... dan 90 (75 persen) ...`."""
    if match.start("base") > match.start("part"):
        return
    for more in _further(pack).finditer(bones.text, match.end()):
        part, share = bones.figure(more, "part"), bones.figure(more, "share")
        if part is not None and share is not None:
            yield ShareOfBase(part=part, base=base, share=share)


def _among(sentence: Sentence, bones: Skeleton, previous: Sentence | None, pack: Pack) -> Iterator[ShareOfBase]:
    """Yield a part said to be among a figure before it: `Survei melibatkan 1.200 orang. Sebanyak 780 di antaranya (65 persen)`."""
    for match in _of_them(pack).finditer(bones.text):
        part, share = bones.figure(match, "part"), bones.figure(match, "share")
        if part is None or share is None:
            return
        before = [f for f in sentence.figures if f.end <= part.start]
        if not before and previous is not None and 0 < sentence.span.start - previous.span.end <= 3:
            before = [f for f in previous.figures if f.part == part.part]
        bases = [f for f in before if comparable(f, part, pack) and f.value >= part.value]
        if len(bases) == 1 and bases[0].kind in (QuantityKind.COUNT, QuantityKind.MONEY):
            yield ShareOfBase(part=part, base=bases[0], share=share)


def _fractions(sentence: Sentence, bones: Skeleton, previous: Sentence | None, pack: Pack) -> Iterator[ShareOfBase]:
    """Yield `120 orang, tinggal setengah dari tahun lalu yang 240 orang`; `Rp 1 juta. Jumlah itu sepertiga dari upah yang Rp 3 juta`."""
    inside, opening = _fraction_of(pack)
    for match in inside.finditer(bones.text):
        part, base, share = (bones.figure(match, name) for name in ("part", "base", "share"))
        if part is not None and base is not None and share is not None and share.mod is None:
            yield ShareOfBase(part=part, base=base, share=share)
    told = opening.match(bones.text)
    if told is None or previous is None or not 0 < sentence.span.start - previous.span.end <= _BESIDE:
        return
    base, share = bones.figure(told, "base"), bones.figure(told, "share")
    if base is None or share is None or share.mod is not None:
        return
    parts = [f for f in previous.figures if f.part == base.part and f.mod is None and comparable(f, base, pack)]
    if len(parts) == 1:
        yield ShareOfBase(part=parts[0], base=base, share=share)


@cache
def _fraction_of(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = pack.relations
    told = rf"(?:{any_of(words.only)} )?(?P<share>{FRACTION}) {any_of(words.out_of)}(?P<gap>{gap(60, brackets=False)})"
    told += rf"{any_of(words.being)} (?:{any_of(words.by)} |{any_of(words.only)} )*(?P<base>{AMOUNT})"
    inside = rf"(?P<part>{AMOUNT}){gap(25, commas=False, brackets=False)}, ?(?:{any_of(words.share)} )?{told}"
    opening = rf"(?:{any_of(words.these)}) {gap(12, commas=False, brackets=False)}{told}"
    return late(inside), late(opening, opens=words.these)


@cache
def _of_them(pack: Pack) -> re.Pattern[str]:
    words = pack.relations
    return late(rf"(?P<part>{AMOUNT}) ?{any_of(words.among)},? ?(?:{any_of(words.share)} ?|\( ?)(?P<share>{SHARE})")


@cache
def _further(pack: Pack) -> re.Pattern[str]:
    return late(
        rf"(?P<part>{AMOUNT}){gap(30, brackets=False)}(?:{any_of(pack.relations.share)} ?|\( ?)(?P<share>{SHARE})"
    )


@cache
def _pairs(pack: Pack) -> tuple[re.Pattern[str], ...]:
    words = pack.relations
    out = any_of(words.out_of)
    part, base = rf"(?P<part>{AMOUNT})", rf"(?P<base>{AMOUNT})"
    short = gap(25, commas=False, brackets=False)
    return (
        late(rf"^{out}{short}{base}{gap(80)},{gap(40)}{part}[^\ue000-\ue007]*$"),
        late(rf"^[^\ue000-\ue007]*{part}{short}{out}{short}{base}[^\ue000-\ue007]*$"),
    )


def _pair(bones: Skeleton, pack: Pack) -> tuple[Quantity, Quantity] | None:
    """Return the one part and base of a sentence with no other figure, or None."""
    for pattern in _pairs(pack):
        match = pattern.match(bones.text)
        if match:
            part, base = bones.figure(match, "part"), bones.figure(match, "base")
            if part is not None and base is not None:
                return part, base
    return None


@cache
def _rate_taken_up(pack: Pack) -> re.Pattern[str]:
    """Return a pattern for `Tingkat kelulusan itu ...`: the rate that the sentence before came to."""
    words = pack.relations
    return late(rf"[\"“'‘]?(?:{any_of(words.rates_of)})(?: [^\W\d_]{{3,20}}){{1,2}}? (?:{any_of(words.refers)})(?!\w)")


def _conclusion(sentence: Sentence, bones: Skeleton, pack: Pack) -> Quantity | None:
    """Return the share with which a sentence that draws a conclusion ends its first clause, or None."""
    words = pack.relations
    opened = phrase(words.therefore).match(sentence.text.lstrip("\"“'‘"))
    if not opened and not _rate_taken_up(pack).match(bones.text):
        return None
    match = re.match(rf"[^\ue000-\ue007]{{0,90}}(?P<share>{RATE})", bones.text)
    share = bones.figure(match, "share") if match else None
    if share is None or not is_share(share) or share.kind is not QuantityKind.PERCENT:
        return None
    if phrase((*words.up, *words.down, *words.compared)).search(bones.text):
        return None
    return share
