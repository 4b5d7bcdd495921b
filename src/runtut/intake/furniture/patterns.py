"""The patterns of furniture, compiled once for each language pack, and the tests of single words they allow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from runtut.intake.furniture.kinds import Kind
from runtut.languages import Pack
from runtut.languages.patterns import any_of, has_any, late, longest_words
from runtut.record import BylineRole
from runtut.values import dataclass

DECORATION = " \t\r\xa0\u200b\ufeff*_>»«•●►▶→|–—-#~=·:.…<›‹+"
_NOT_WORDS = late(r"[\W_]+")
SPACE = r"[^\S\n]"
ENDS_SENTENCE = late(r"[.!?…][\"'”’»)\]]{0,3}$")
DOMAIN = r"[A-Za-z0-9][\w-]{0,40}(?:\.[A-Za-z]{2,6}){1,3}"


def _any(words: Iterable[str]) -> str:
    return any_of(words, SPACE + "{1,3}")


@dataclass(frozen=True, slots=True)
class Patterns:
    """The words of a pack's `furniture` section, ready to match."""

    exact: dict[str, Kind]
    openers: re.Pattern[str]
    inserts: re.Pattern[str]
    insert_labels: re.Pattern[str]
    watch: re.Pattern[str]
    gadget: re.Pattern[str]
    embeds: re.Pattern[str]
    follow: re.Pattern[str]
    follow_object: re.Pattern[str]
    counted: re.Pattern[str]
    tags: re.Pattern[str]
    source: re.Pattern[str]
    label: re.Pattern[str]
    label_at_start: re.Pattern[str]
    label_roles: dict[str, BylineRole | None]
    report: re.Pattern[str]
    report_word: re.Pattern[str]
    by: re.Pattern[str]
    from_place: re.Pattern[str]
    particles: frozenset[str]
    nobody: frozenset[str]
    outlet_words: frozenset[str]
    small_words: frozenset[str]
    date_line: re.Pattern[str]
    date_after: re.Pattern[str]
    date_inside: re.Pattern[str]
    page_count: re.Pattern[str]
    months: dict[str, int]
    zones: dict[str, int]
    modified: re.Pattern[str]
    outlets: frozenset[str]
    outlet: re.Pattern[str]
    outlet_section: re.Pattern[str]
    outlet_ends: tuple[str, ...]
    weekdays: frozenset[str]
    credit_word: re.Pattern[str]
    credit_only: re.Pattern[str]
    agencies: frozenset[str]
    photo_labels: frozenset[str]
    caption_openers: re.Pattern[str]
    caption_label: re.Pattern[str]
    title_label: re.Pattern[str]
    picture_words: frozenset[str]
    name_outlet: re.Pattern[str]
    inline: Inline
    pasted_head: re.Pattern[str]
    legal: re.Pattern[str]
    readers: re.Pattern[str]
    notice_words: re.Pattern[str]
    call_words: re.Pattern[str]


_FLAGS = re.IGNORECASE
_MOST = 4
"""Patterns of some forms that are compiled before one of all is: each costs some milliseconds."""


@dataclass(frozen=True, slots=True)
class _Alternative:
    """One form of furniture between sentences: its pattern, a mark it has and words of which it has one."""

    pattern: str
    mark: str
    words: tuple[str, ...]

    def possible(self, text: str) -> bool:
        return self.mark in text and has_any(text, self.words)


class Inline:
    """What stands between the sentences of a paragraph: for each text a pattern of those forms it can have."""

    def __init__(self, anywhere: tuple[_Alternative, ...], at_start: tuple[_Alternative, ...], start: str) -> None:
        """Take the forms, those that open a sentence apart, and what stands before these."""
        self._anywhere, self._at_start, self._start = anywhere, at_start, start
        self._made: dict[tuple[str, ...], re.Pattern[str]] = {}

    def pattern(self, text: str) -> re.Pattern[str] | None:
        """Return the pattern, or None where the text has none of the forms.

        Once some were compiled, there are many texts, and it is the pattern of all forms.
        """
        many = len(self._made) > _MOST
        anywhere = [each.pattern for each in self._anywhere if many or each.possible(text)]
        opening = [each.pattern for each in self._at_start if many or each.possible(text)]
        if opening:
            anywhere.append(f"{self._start}(?:{'|'.join(opening)})")
        key = tuple(anywhere)
        if key and key not in self._made:
            self._made[key] = late("|".join(anywhere), _FLAGS | re.MULTILINE)
        return self._made.get(key)


@cache
def patterns_of(pack: Pack) -> Patterns:
    """Return the patterns of a pack, compiled at its first use."""
    words = pack.furniture
    exact: dict[str, Kind] = {}
    for kind, group in (
        (Kind.LIST, words.list_headings),
        (Kind.SHARE, words.shares),
        (Kind.SHARE, words.scroll),
        (Kind.PAGER, words.pagers),
        (Kind.FOLLOW, words.pointers),
    ):
        for word in group:
            exact.setdefault(bare(word), kind)
    kinds = (
        (Kind.REPRINT, words.reprints),
        (Kind.CLOSING, words.closings),
        (Kind.PAGER, words.pager_clauses),
        (Kind.FOLLOW, words.pointers),
    )
    openers = "|".join(f"(?P<{kind.value}>{_any(group)})" for kind, group in kinds)
    roles: dict[str, BylineRole | None] = {}
    for entry in words.bylines:
        for word in entry.words:
            roles[word] = entry.role
    for word in (*words.sources, *words.credits, *words.tag_labels):
        roles.setdefault(word, None)
    own = [word for word, role in roles.items() if role is not None]
    label = rf"(?:(?<!\w)|(?<=[a-z])(?=(?-i:[A-Z])))(?P<label>{_any(roles)}){SPACE}{{0,3}}[:：]{SPACE}{{0,3}}"
    outlet = rf"{DOMAIN}|(?:{_any(words.outlet_prefixes)})\w{{0,20}}|{_any(words.outlets)}"
    month = _any(words.months)
    day_names = _any(words.weekdays)
    clock = rf"(?:{_any(words.clock_prefixes)})?{SPACE}{{0,2}}(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?:[.:](?P<second>\d{{2}}))?(?:{SPACE}?(?P<half>[ap])\.?m\b\.?)?"
    zone = rf"(?P<zone>{_any(words.zones)})(?P<shift>[+-]\d{{1,2}})?\b"
    day = (
        rf"(?:(?P<day>\d{{1,2}}){SPACE}{{0,2}}[-/.{chr(32)}]{SPACE}{{0,2}}(?:(?P<name>{month})\.?|(?P<month>\d{{1,2}}))"
        rf"{SPACE}{{0,2}}[-/.,{chr(32)}]{SPACE}{{0,2}}(?P<year>\d{{4}})"
        rf"|(?P<day3>\d{{1,2}}){SPACE}(?P<name3>{month}){SPACE}['’]?(?P<year3>\d{{2}})"
        rf"|(?P<name2>{month})\.?{SPACE}{{1,2}}(?P<day2>\d{{1,2}}),?{SPACE}{{1,2}}(?P<year2>\d{{4}})"
        r"|(?P<iso>\d{4}-\d{2}-\d{2})T?)(?!\d)"
    )
    weekday = rf"(?:{day_names})\b[^\w\n()]{{1,4}}"
    moment = rf"(?:{weekday})?{day}(?:[^\w\n]{{0,5}}{clock}(?:{SPACE}{{0,2}}{zone})?)?"
    prefix = (
        rf"(?:(?P<modified>{_any(words.modified_prefixes)})\b[^\w\n]{{0,4}}|(?P<published>{_any(words.date_prefixes)})\b[^\w\n]{{0,4}}"
        rf"|(?:{outlet}),{SPACE}|(?-i:[A-Z])[^\W\d]{{1,15}}(?:{SPACE}(?-i:[A-Z])[^\W\d]{{1,15}}){{0,2}},{SPACE}|[^\n,;:|()]{{2,40}}?{SPACE}?[-–|•·]{SPACE}?)?"
    )
    tail = rf"(?:[^\w\n]{{0,5}}|[^\w\n]{{1,5}}(?:[^\n]{{0,30}}(?:{_any(words.date_tails)}|{_any(words.modified_prefixes)})[^\n]{{0,60}}|{outlet})|{SPACE}(?:{_any(words.by)}){SPACE}[^\n]{{2,60}})"
    credit_words = _any(words.credits)
    agencies = frozenset(bare(w) for w in words.agencies)
    sentence_end = "(?:(?<=[.!?…\"”’'»)\\]])|(?<=>>)|^)"
    quoted_title = r"[^\n“\"'‘.]{0,60}[“\"'‘][^\n“”\"]{1,200}[”\"'’]"
    at_start = (
        _Alternative(
            rf"(?P<insert>(?:{_any(words.inline_inserts)}){SPACE}{{0,2}}:)", ":", longest_words(words.inline_inserts)
        ),
        _Alternative(
            rf"(?P<watch>(?:{_any(words.watch)}){SPACE}(?:{_any(words.watched)})(?:(?P<title>{quoted_title})|{SPACE}?:|(?=['\"“‘])))",
            "",
            longest_words(words.watched),
        ),
        _Alternative(
            rf"(?P<bare>(?:{_any(words.insert_labels)})(?={SPACE}{{0,2}}[\"“‘']?(?-i:[A-Z])))",
            "",
            longest_words(words.insert_labels),
        ),
        _Alternative(
            rf"(?P<pager>(?:{_any(words.pager_clauses)})\b)",
            "",
            longest_words(words.pager_clauses),
        ),
        _Alternative(
            rf"(?P<reprint>(?:{_any((*words.reprints, *words.pointers))})\b"
            rf"|(?:{_any(words.follows)})\b[^\n]{{0,60}}?\b(?:{_any(words.follow_objects)})\b)",
            "",
            longest_words((*words.reprints, *words.pointers, *words.follow_objects)),
        ),
        _Alternative(
            rf"(?P<scroll>(?-i:{_any(w.upper() for w in words.scroll)}|{_any(w.capitalize() for w in words.scroll)})(?={SPACE}*$|{SPACE}[\"“]?(?-i:[A-Z])))",
            "",
            longest_words(words.scroll),
        ),
        _Alternative(rf"(?P<byline>(?:{_any(own)}){SPACE}{{0,3}}:{SPACE}{{0,3}})", ":", longest_words(own)),
    )
    inline = (
        _Alternative(
            rf"(?P<gadget>\[(?:{_any(words.gadgets)}){SPACE}?:[^\]\n]{{0,200}}\])", "[", longest_words(words.gadgets)
        ),
        _Alternative(
            rf"(?P<photo>\((?=[^\W\d_])(?:{credit_words})\b[.:/]{SPACE}?[^()\n]{{1,100}}\))",
            "(",
            longest_words(words.credits),
        ),
        _Alternative(
            rf"(?P<bracketed>\((?=[^\W\d_])(?:{_any(words.inline_inserts)}){SPACE}{{0,2}}:[^()\n]{{1,300}}\))",
            "(",
            longest_words(words.inline_inserts),
        ),
    )
    return Patterns(
        exact=exact,
        openers=late(openers, _FLAGS, opens=(w for _, group in kinds for w in group)),
        inserts=late(rf"(?:{_any(words.inserts)}){SPACE}{{0,3}}[:：]", _FLAGS, opens=words.inserts),
        insert_labels=late(rf"(?:{_any(words.insert_labels)})\b", _FLAGS, opens=words.insert_labels),
        watch=late(rf"(?:{_any(words.watch)}){SPACE}{{1,3}}(?:{_any(words.watched)})(?!\w)", _FLAGS, opens=words.watch),
        gadget=late(rf"\[(?:{_any(words.gadgets)}){SPACE}?:[^\]\n]{{0,200}}\]$", _FLAGS, opens=("[",)),
        embeds=late(rf"(?:{_any(words.embeds)})\b", _FLAGS, opens=words.embeds),
        follow=late(rf"(?:{_any(words.follows)})\b", _FLAGS, opens=words.follows),
        follow_object=late(rf"\b(?:{_any(words.follow_objects)})\b", _FLAGS),
        counted=late(rf"\d{{1,4}}{SPACE}{{1,3}}(?:{_any(words.counted_headings)}){SPACE}{{0,3}}:?$", _FLAGS),
        tags=late(rf"(?:{_any(words.tag_labels)}){SPACE}{{0,3}}[:：]", _FLAGS, opens=words.tag_labels),
        source=late(rf"(?:{_any(words.sources)}){SPACE}{{0,3}}[:：]", _FLAGS, opens=words.sources),
        label=late(label, _FLAGS),
        label_at_start=late(rf"[^\w\n]{{0,4}}(?:{_any(own)}){SPACE}{{0,3}}[:：]", _FLAGS, opens=own, skip=4),
        label_roles=roles,
        report=late(
            rf"[^\w\n]{{0,4}}(?P<label>{_any(words.reports)}){SPACE}{{1,3}}(?P<rest>\S[^\n]{{2,120}})$",
            _FLAGS,
            opens=words.reports,
            skip=4,
        ),
        report_word=late(
            rf"[^\w\n]{{0,4}}(?:{_any(w for w in words.reports if ' ' in w)}){SPACE}{{1,3}}",
            _FLAGS,
            opens=words.reports,
            skip=4,
        ),
        by=late(
            rf"[^\w\n]{{0,4}}(?:{_any(words.by)}){SPACE}{{1,3}}(?P<rest>\S[^\n]{{2,80}})$",
            _FLAGS,
            opens=words.by,
            skip=4,
        ),
        from_place=late(rf"{SPACE}(?:{_any(words.from_place)}){SPACE}[^\n]{{1,40}}$", _FLAGS),
        particles=frozenset(words.particles),
        nobody=frozenset(words.nobody),
        outlet_words=frozenset(words.outlet_words),
        small_words=frozenset(words.small_words),
        page_count=late(
            rf"(?:{_any(words.page_words)}){SPACE}{{1,2}}\d{{1,3}}(?!\w)(?!{SPACE}{{1,2}}\d{{4}})",
            _FLAGS,
            opens=words.page_words,
        ),
        date_line=late(rf"^{prefix}{moment}{tail}$", _FLAGS),
        date_inside=late(
            rf"(?<!\w)(?P<weekday>{weekday})?{day}(?:[^\w\n]{{0,5}}{clock}(?:{SPACE}{{0,2}}{zone})?)?", _FLAGS
        ),
        date_after=late(
            rf"{SPACE}(?:(?:{day_names})\b[^\w\n]{{1,4}})?(?:\d{{1,2}}{SPACE}(?:{month})\b|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}})",
            _FLAGS,
        ),
        months=dict(words.months),
        zones=dict(words.zones),
        modified=late(rf"(?:{_any(words.modified_prefixes)})\b", _FLAGS, opens=words.modified_prefixes),
        outlets=frozenset(w.casefold() for w in words.outlets),
        outlet=late(rf"(?<!\w)(?:{outlet})(?!\w)", _FLAGS),
        outlet_section=late(rf"(?:{_any(words.outlet_prefixes)})\w{{0,20}}\Z", _FLAGS, opens=words.outlet_prefixes),
        outlet_ends=tuple({each.split()[-1] for each in (*words.outlets, *words.outlet_prefixes)}),
        weekdays=frozenset(words.weekdays),
        credit_word=late(rf"(?:{credit_words})(?!\w)\.?{SPACE}?[:/.]?{SPACE}?", _FLAGS),
        credit_only=late(
            rf"(?:{credit_words}){SPACE}{{0,2}}[:：]{SPACE}{{0,2}}(?P<who>\S[^\n]{{0,100}})$",
            _FLAGS,
            opens=words.credits,
        ),
        agencies=agencies,
        photo_labels=frozenset(bare(w) for w in words.photo_labels),
        caption_label=late(
            rf"(?:{_any(words.caption_labels)}){SPACE}{{0,3}}[:：]{SPACE}{{0,3}}(?=\S)",
            _FLAGS,
            opens=words.caption_labels,
        ),
        title_label=late(
            rf"(?:{_any(words.title_labels)}){SPACE}{{0,3}}[:：]{SPACE}{{0,3}}(?=\S)", _FLAGS, opens=words.title_labels
        ),
        caption_openers=late(rf"(?:{_any(words.caption_openers)})(?!\w)", _FLAGS, opens=words.caption_openers),
        picture_words=frozenset(bare(w) for w in words.credits),
        name_outlet=late(rf"^(?P<names>[^\n|]{{3,80}}?){SPACE}{{0,2}}[-–—|,]{SPACE}{{0,2}}(?:{outlet})$", _FLAGS),
        inline=Inline(inline, at_start, rf"{sentence_end}{SPACE}{{0,3}}(?=[^\W\d_])"),
        legal=late(rf"(?<!\w)(?:{_any(words.legal)})(?!\w)", _FLAGS, holds=words.legal),
        readers=late(rf"(?<!\w)(?:{_any(words.readers)})(?!\w)", _FLAGS),
        notice_words=late(rf"(?<!\w)(?:{_any(words.notice_words)})", _FLAGS),
        call_words=late(rf"(?<!\w)(?:{_any(words.call_words)})", _FLAGS),
        pasted_head=late(
            rf"(?:{outlet}){SPACE}(?:{day_names})\b[^\w\n]{{1,4}}{day}{SPACE}{clock}{SPACE}{zone}",
            _FLAGS,
            holds=words.zones,
        ),
    )


def bare(line: str) -> str:
    """Return a line without decoration, in lower case, its spaces single."""
    return " ".join(line.strip(DECORATION).casefold().split())


def same_words(first: str, second: str) -> bool:
    """Whether two texts have the same letters and digits, case, marks and spacing aside."""
    return _folded(first) == _folded(second)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORDS.sub(" ", text).strip()


def is_agency(text: str, words: Patterns) -> bool:
    """Whether the words are a picture agency, a word of picture credits, or an outlet."""
    key = bare(text)
    return key in words.agencies or key in words.picture_words or is_outlet(text, words)


def is_outlet(text: str, words: Patterns) -> bool:
    """Whether the words are an outlet: an address, a known name, or a section of one."""
    text = text.strip()
    low = text.casefold()
    if " ".join(low.split()) in words.outlets and not _WIDE_SPACE.search(text):
        return True
    return _DOMAIN.fullmatch(text) is not None or words.outlet_section.match(text) is not None


_DOMAIN = late(DOMAIN)
_WIDE_SPACE = late(rf"\n|{SPACE}{{4}}")
