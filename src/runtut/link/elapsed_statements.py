"""Statements of when an event began and of how long it has lasted: the two sides that `elapsed` joins."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from runtut.languages import Pack
from runtut.languages.patterns import late, small_whole
from runtut.languages.schema.events import Family, Join
from runtut.link.elapsed_words import ElapsedWords, elapsed_words
from runtut.record import Anchor, Entity, EntityType, Event, Length, Record, Signal, Span, Time, TimeType, Unit
from runtut.values import dataclass

GAP = 60
"""Characters between an event word and its time; longer is another clause."""

_LEAD = 12  # characters before an event word in which a word such as "already" is said of it
_NEAR = 45  # days around publication within which a date beside a length still means "now"
_LONGEST = 3_000  # characters of a sentence that can still be prose; bounds what is compared within one
_WORD = late(r"[\w-]+")
_PROPER = late(r"(?<![\w-])[A-Z][\w'’-]*")
_INSIDE = late(r"(?<=[a-z,] )[A-Z][\w'’-]*")
_BRIEF = (Unit.DAY, Unit.WEEK)


@dataclass(frozen=True, slots=True)
class ElapsedStatement:
    """One side: the time, the event word it is tied to, and what its sentence says of whose event it is.

    `at` is the number of its sentence; `parties` and `names` the entities and capitalised words there, `people` those
    that are no places or bodies, `heads` the words before the event word, `bodies` the institutions it opens with;
    `points_back` says that the event is told as known, `far` that the word for "already" stands before the event word
    or nowhere.
    """

    time: Time
    event: Event
    at: int
    parties: frozenset[str]
    heads: frozenset[str]
    names: frozenset[str]
    people: frozenset[str]
    bodies: frozenset[str]
    points_back: bool = False
    pronoun: bool = False
    far: bool = False
    ordinal: int | None = None


class ElapsedReading:
    """What the search for both sides shares, worked out once for a story."""

    def __init__(self, record: Record, pack: Pack, published: date) -> None:
        self.record = record
        self.words: ElapsedWords = elapsed_words(pack)
        self.published = published
        self.families: dict[str, Family] = {name: each for name, each in pack.events.families.items() if each.lasts}
        self.events: list[Event] = list(self._lasting(record.events))
        self._pack = pack

    def _lasting(self, events: Iterable[Event]) -> Iterator[Event]:
        """Yield the events that go on over time, and those of another family that begin one: `dilantik` a tenure."""
        begun = {word: name for name, each in self.families.items() for word in each.begins}
        for event in events:
            kind = event.kind if event.kind in self.families else begun.get(event.text.lower())
            if kind is not None:
                yield event if kind == event.kind else replace(event, kind=kind)

    @cached_property
    def parties(self) -> list[tuple[str, int, str]]:
        """Every mention as (part, start, party), sorted."""
        return _party_names(self.record, self._pack)

    @cached_property
    def ordinal_times(self) -> list[tuple[Time, int]]:
        """The numbers of a day, week, month or year that something is in, as lengths: `memasuki hari ke-9`."""
        return list(_ordinal_times(self.record, self.words))

    @cached_property
    def _proper(self) -> frozenset[str]:
        return frozenset(w for p in self.record.story.passages() for w in _INSIDE.findall(p.clean))

    @cached_property
    def impersonal(self) -> frozenset[str]:
        """The words of the names of places and bodies."""
        return frozenset(
            w
            for e in self.record.entities
            if e.type is not EntityType.PERSON
            for m in e.mentions
            for w in self.record.slice(m).split()
        )

    @cached_property
    def _starts(self) -> list[tuple[str, int]]:
        return sorted((s.part, s.start) for s in self.record.sentences)

    def number(self, span: Span) -> int:
        """Return which sentence of the story a span is in."""
        return bisect_right(self._starts, (span.part, span.start)) - 1

    def named(self, span: Span) -> frozenset[str]:
        """Return the capitalised words of a stretch that are names: not those that only open a sentence."""
        text = self.record.story.part(span.part)[span.start : span.end]
        return frozenset(w for w in _PROPER.findall(text) if w in self._proper and w not in self.words.calendar)


def first_day(time: Time) -> date:
    """Return the first day a time covers."""
    first = time.first
    assert first is not None
    return first.date() if isinstance(first, datetime) else first


def last_day(time: Time) -> date:
    """Return the last day a time covers."""
    last = time.last or time.first
    assert last is not None
    return last.date() if isinstance(last, datetime) else last


def _party_names(record: Record, pack: Pack) -> list[tuple[str, int, str]]:
    """Return (part, start, party) of every mention, sorted; a seat of government stands for its country."""
    found: list[tuple[str, int, str]] = []
    speakers = {q.speaker.entity for q in record.quotations if q.speaker is not None}
    for entity in record.entities:
        if entity.id in speakers and entity.type is EntityType.PERSON:
            continue  # who tells of it is no party to it
        party = _party(entity, pack)
        found.extend((m.part, m.start, party) for m in entity.mentions)
    return sorted(found)


def _party(entity: Entity, pack: Pack) -> str:
    return pack.events.capitals.get(entity.name, entity.name)


def _parties(names: list[tuple[str, int, str]], span: Span) -> frozenset[str]:
    lo, hi = bisect_left(names, (span.part, span.start)), bisect_left(names, (span.part, span.end))
    return frozenset(party for _, _, party in names[lo:hi])


def _clause(record: Record, event: Event, time: Time) -> Span:
    """Return the stretch of the sentence that holds both, cut at the semicolons outside them."""
    sentence = record.sentence_of(event.span)
    text = record.story.part(event.part)
    lo, hi = min(event.start, time.start), max(event.end, time.end)
    start = text.rfind(";", sentence.start, lo) + 1 or sentence.start
    end = text.find(";", hi, sentence.end)
    return Span(start, sentence.end if end < 0 else end, event.part)


def _heads(record: Record, event: Event) -> frozenset[str]:
    """Return the words just before an event verb that may name what it happens to, in lower case."""
    sentence = record.sentence_of(event.span)
    before = record.story.part(event.part)[max(sentence.start, event.start - GAP) : event.start]
    return frozenset(w.lower() for w in _WORD.findall(before) if len(w) > 3)


def beginnings(here: ElapsedReading) -> Iterator[ElapsedStatement]:
    """Yield what the story says of when lasting events began."""
    record, words, events = here.record, here.words, here.events
    for time in record.times:
        if time.type not in (TimeType.DATE, TimeType.TIME) or time.first is None or time.ahead or "/" in time.value:
            continue
        sentence = record.sentence_of(time.span)
        if sentence.end - sentence.start > _LONGEST:
            continue
        since = time.signal is not None and time.signal.value is Signal.SINCE
        if time.signal is not None and not since and time.signal.value is not Signal.FROM:
            continue
        text = record.story.part(time.part)
        if not record.within(events, sentence) or words.ended.search(text, sentence.start, sentence.end):
            continue
        for event in reversed(record.within(events, Span(sentence.start, max(sentence.start, time.start), time.part))):
            between = text[event.end : time.start]
            if (
                len(between) > GAP
                or words.breaks.search(between)
                or words.recurring.search(text[sentence.start : time.start])
            ):
                break
            family = here.families[event.kind]
            plain = not between.strip(" ,") or words.at.fullmatch(between.strip()) is not None
            started = words.began.fullmatch(between.strip()) is not None
            if not started and plain:
                started = words.starting.search(text[sentence.start : event.start].rstrip()) is not None
            begins = plain and (family.join is Join.HEAD or event.text.lower() in family.begins)
            if since or started or begins:
                yield _statement(here, time, event, _clause(record, event, time), sentence)
            break
        else:
            later = _told_after(here, events, time, sentence, since=since)
            if later is not None:
                yield _statement(here, time, later, _clause(record, later, time), sentence)


def _told_after(here: ElapsedReading, events: list[Event], time: Time, sentence: Span, *, since: bool) -> Event | None:
    """Return the event that a date opens the sentence of: `Pada April 2021, perang saudara pecah`."""
    text = here.record.story.part(time.part)
    edge = time.signal.start if time.signal is not None else time.start
    opening = text[sentence.start : edge].strip()
    if opening and not here.words.at.fullmatch(opening.lower()):
        return None
    for event in here.record.within(events, Span(time.end, sentence.end, time.part)):
        between = text[time.end : event.start]
        if len(between) > GAP or here.words.breaks.search(between) or here.words.recurring.search(between):
            return None
        if since or here.words.opened.match(text[event.end : event.end + GAP]):
            return event
        if event.text.lower() in here.families[event.kind].begins:
            return event
        return None
    return None


def _statement(
    here: ElapsedReading, time: Time, event: Event, clause: Span, sentence: Span, **more: object
) -> ElapsedStatement:
    text = here.record.story.part(sentence.part)[sentence.start : sentence.end]
    names = here.named(sentence)
    return ElapsedStatement(
        time,
        event,
        here.number(sentence),
        _parties(here.parties, clause),
        _heads(here.record, event),
        names,
        names - here.impersonal,
        frozenset(m.group("b").lower() for m in here.words.bodies.finditer(text)),
        pronoun=here.words.pronouns.search(text) is not None,
        **more,  # type: ignore[arg-type]
    )


def _ordinal_times(record: Record, words: ElapsedWords) -> Iterator[tuple[Time, int]]:
    for passage in record.story.passages():
        text = passage.clean
        for m in words.ordinal.finditer(small_whole(text)):
            n = int(m.group("n")) if m.group("n") else words.ordinals[m.group("w")]
            if n < 2:
                continue
            unit = words.units[m.group("u")]
            yield (
                Time(
                    start=m.start(),
                    end=m.end(),
                    text=text[m.start() : m.end()],
                    type=TimeType.DURATION,
                    value=f"P{n - 1}{unit.value}",
                    part=passage.part,
                    length=Length(Decimal(n - 1), unit, Decimal(n)),
                    rule="number of the unit it is in",
                ),
                n,
            )


def _times_ago(here: ElapsedReading) -> Iterator[tuple[Time, None]]:
    """Yield the times told by their distance from publication, as lengths: `gempa tiga tahun lalu`."""
    for time in here.record.times:
        if time.anchor is not Anchor.PUBLISHED or time.first is None or time.date or time.weekday or time.offset:
            continue
        first = first_day(time)
        amount, unit = here.published.year - first.year, Unit.YEAR
        if len(time.value) == 7:
            amount, unit = amount * 12 + here.published.month - first.month, Unit.MONTH
        elif len(time.value) != 4:
            continue
        if amount > 1 and here.words.distance.match(time.text):
            yield replace(time, length=Length(Decimal(amount), unit)), None


def lengths(here: ElapsedReading, begun: list[ElapsedStatement]) -> Iterator[ElapsedStatement]:
    """Yield what the story says of how long events like those begun have lasted."""
    record, words = here.record, here.words
    kinds = {s.event.kind for s in begun}
    events = [e for e in here.events if e.kind in kinds]
    if not events:
        return
    began = frozenset(s.time.span for s in begun)
    durations: list[tuple[Time, int | None]] = [
        (t, None) for t in record.times if t.type is TimeType.DURATION and t.length is not None
    ]
    for time, ordinal in (*durations, *here.ordinal_times, *_times_ago(here)):
        sentence = record.sentence_of(time.span)
        if sentence.end - sentence.start > _LONGEST or elsewhen(record, time, sentence, here.published, began):
            continue
        text = record.story.part(time.part)
        said = text[sentence.start : sentence.end]
        if words.ended.search(said) or words.others.search(said if ordinal is None else said.replace(time.text, "")):
            continue
        if ordinal is None and words.expected.search(text, max(sentence.start, time.start - GAP), time.start):
            continue
        lo, hi = max(sentence.start, time.start - 2 * GAP), min(sentence.end, time.end + 2 * GAP)
        for event in record.within(events, Span(lo, hi, time.part)):
            if event.text.lower() in here.families[event.kind].terms and _brief(time):
                continue
            tied = _before(here, time, event, sentence, ordinal) if event.start >= time.end else None
            if event.start < time.end and (ordinal is not None or not _window(here, time, sentence)):
                tied = _after(here, time, event, sentence)
            if tied is None:
                continue
            points_back, far = tied
            yield _statement(here, time, event, sentence, sentence, points_back=points_back, far=far, ordinal=ordinal)
            break


def _brief(time: Time) -> bool:
    return time.length is not None and time.length.unit in _BRIEF


def _window(here: ElapsedReading, time: Time, sentence: Span) -> bool:
    """Whether the words after a duration make it a window of time or a distance."""
    if time.type is not TimeType.DURATION:
        return False
    after = here.record.story.part(time.part)[time.end : min(sentence.end, time.end + GAP)]
    return here.words.windows.match(after.lstrip(" ,")) is not None


def _before(
    here: ElapsedReading, time: Time, event: Event, sentence: Span, ordinal: int | None
) -> tuple[bool, bool] | None:
    """Return whether the event after a length is told as known, and whether nothing says that it goes on.

    None where the length is not its own.

    `selama lima tahun memimpin`, `sudah delapan bulan mereka mengungsi`, `dua tahun setelah wabah itu`.
    """
    if time.type is TimeType.DATE:
        return None
    words, text = here.words, here.record.story.part(time.part)
    between = text[time.end : event.start]
    if len(between) > GAP:
        return None
    lead = text[max(sentence.start, time.start - 2 * _LEAD) : time.start]
    points_back = words.anaphors.match(text[event.end : event.end + 2 * _LEAD].lstrip()) is not None
    going = _opens_clause(words, text[sentence.start : time.start])
    if words.after.fullmatch(between.strip()):
        known = points_back or words.anaphors.search(between) is not None
        return (points_back, False) if known or going else None
    if ordinal is None and _window(here, time, sentence):
        return None
    if words.between.fullmatch(between.strip() + " " if between.strip() else ""):
        opens = not lead.strip() and here.families[event.kind].join in (Join.HEAD, Join.PERSON)
        loose = not points_back and not ordinal and words.going_on.search(lead) is None
        return (points_back, loose) if points_back or going or opens or ordinal else None
    already = going and words.going_on.search(lead) is not None and words.few.fullmatch(between) is not None
    return (points_back, False) if already else None


def _opens_clause(words: ElapsedWords, before: str) -> bool:
    """Whether the words before a length say that it has passed, or open a clause with it: `Selama lima tahun memimpin`."""
    cue = words.through.search(before, max(0, len(before) - 2 * _LEAD))
    if cue is None:
        return False
    front = before[: cue.start()].rstrip()
    return words.going_on.fullmatch(cue.group("w")) is not None or not front or front[-1] in ',;("“'


def _after(here: ElapsedReading, time: Time, event: Event, sentence: Span) -> tuple[bool, bool] | None:
    """Return whether the event before a length is told as known, and whether "already" stands before its word.

    `perang itu telah berlangsung selama dua tahun`, `bencana enam tahun lalu itu`. None where the length is not its own.
    """
    words, text = here.words, here.record.story.part(time.part)
    between = text[event.end : time.start]
    if len(between) > GAP or words.breaks.search(between):
        return None
    far = False
    if time.type is TimeType.DATE:
        if between.strip() and not words.took_place.fullmatch(between.strip()):
            return None
    elif not words.going_on.search(text[event.start : time.start]):
        far = True
        if not words.going_on.search(text[max(sentence.start, event.start - _LEAD) : event.start]):
            return None
    after = text[time.end : min(sentence.end, time.end + GAP)]
    points_back = bool(words.anaphors.match(between.lstrip()) or words.anaphors.match(after.lstrip()))
    if not points_back and time.type is not TimeType.DATE:
        said = words.going_on.findall(text[max(sentence.start, event.start - _LEAD) : time.start])
        if {word.lower() for word in said} <= words.running:
            return None  # "proyek dimulai Mei dan berlangsung selama dua tahun": how long it is meant to last
    return points_back, far


def elsewhen(
    record: Record, length: Time, sentence: Span, published: date, began: frozenset[Span] = frozenset()
) -> bool:
    """Whether another date in the length's sentence, no beginning, moves it away from the story's day."""
    for time in record.within(record.times, sentence):
        if time.start == length.start or time.span in began:
            continue
        if time.first is not None and abs((first_day(time) - published).days) > _NEAR:
            return True
    return False
