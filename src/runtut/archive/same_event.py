"""Stories of one event: what two of them have in common decides, and nothing that was added before or after.

Two stories are compared by the words that say what they are about (title and lead before the rest, rare words before
common ones), and must be published within `DAYS` of each other. What one says most must stand in the other: two eruptions
of one day are told in the same words, but the mountains differ; so do the opponents of two matches of one club. A story of
a series (prices, weather, timetables) is joined with none of another day.

Candidates are found by keys: each two of the `FOREMOST` words of a story with a stretch of days.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import combinations

from sqlalchemy import Connection, delete, insert, or_, select

from runtut.archive.alike import Text
from runtut.archive.copies import moment_key
from runtut.archive.database import chunks
from runtut.archive.differences import differences
from runtut.archive.facts import About, told_by
from runtut.archive.keys import number_of, text_hash
from runtut.archive.tables import DISAGREEMENTS, EVENT_KEYS, OUTLETS, SAME_EVENT, STORIES, VERSIONS
from runtut.archive.weights import foremost, likeness, vector, weights
from runtut.archive.words import stems, stems_on_file
from runtut.record import Story as Draft
from runtut.values import dataclass

DAYS = 3
"""Days that may lie between two stories of one event."""
ALIKE = 0.35
"""Cosine from which on two stories are of one event."""
FOREMOST = 5
"""Words of which each two make a key."""
CENTRAL = 2
"""Words that the other story must hold."""
CROWD = 300
"""Stories on file that are compared with one that is not: no event has more keys in common with it."""
_STRETCH = 4
"""Days of a key; no less than `DAYS`, so that looking at the neighbours suffices."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two stories are of one event, and why.

    Attributes:
        joined: whether they are.
        confidence: how much they are alike, 0 to 1.
        days: how many days lie between them.
        shared: the words that count most for it.
        missing: words that one says most and the other does not hold.
        series: whether one is of a series, and they are of two days.
    """

    joined: bool
    confidence: float
    days: int
    shared: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    series: bool = False


class Story:
    """A version as it is compared."""

    def __init__(
        self,
        version: int,
        story: int,
        outlet: str | None,
        day: str,
        published: str | None,
        hash_: int,
        title: str | None,
        text: str,
        masks: str | None,
        language: str,
    ) -> None:
        self.version = version
        self.story = story
        self.outlet = outlet
        self.day = dt.date.fromisoformat(day).toordinal()
        self.when = moment_key(day, published, hash_)
        self.title = title
        self.text = text
        self.language = language
        words = stems_on_file(text, masks, language)
        said = stems(title or "", language)
        self.stems = {*said, *words}
        self._said = said
        self._words = words

    @cached_property
    def vector(self) -> dict[str, float]:
        """What it is about."""
        return vector(self._said, self._words, weights(self.language) or {})

    @cached_property
    def foremost(self) -> list[str]:
        """The words that say most of it, those first that say more."""
        return foremost(self.vector, FOREMOST)

    @classmethod
    def of(cls, draft: Draft) -> Story | None:
        """Return a story that need not be on file, None where it has no day, or nobody has counted its language's words."""
        day = draft.published_date
        if day is None or not weights(draft.language):
            return None
        published = draft.published.isoformat() if draft.published is not None else None
        masks = json.dumps([[each.start, each.end] for each in draft.masks]) if draft.masks else None
        written = (draft.title, draft.text, masks, draft.language)
        return cls(0, 0, draft.outlet, day.isoformat(), published, text_hash(draft), *written)

    @property
    def central(self) -> list[str]:
        """Of these the words that stories of the same event must hold."""
        return self.foremost[:CENTRAL]

    @cached_property
    def recurs(self) -> bool:
        """Whether its title says that it is one of a series."""
        return Text(self._words, title=self.title, language=self.language).recurs

    @property
    def about(self) -> About:
        """What is needed to read its figures and days."""
        return About(self.title, self.text, self.outlet, tuple(self.foremost), frozenset(self.stems), self.language)

    def keys(self, *stretches: int) -> list[int]:
        """Return the keys of the story, each with the stretch of its day moved by so many."""
        stretch = self.day // _STRETCH
        pairs = combinations(sorted(self.foremost), 2)
        return [number_of(f"{one} {other} {stretch + move}") for one, other in pairs for move in stretches]


def confidence(one: Story, other: Story) -> float | None:
    """Return how sure it is that two stories are of one event, None where they are not: `verdict` without its reasons."""
    days = abs(one.day - other.day)
    if (
        days > DAYS  # what costs least comes first
        or not other.stems.issuperset(one.central)
        or not one.stems.issuperset(other.central)
        or (days and (one.recurs or other.recurs))
    ):
        return None
    alike = round(likeness(one.vector, other.vector), 3)
    return alike if alike >= ALIKE else None


def verdict(one: Story, other: Story) -> Verdict:
    """Return whether two stories are of one event; either way round it is the same."""
    days = abs(one.day - other.day)
    alike = round(likeness(one.vector, other.vector), 3)
    missing = {stem for stem in one.central if stem not in other.stems}
    missing |= {stem for stem in other.central if stem not in one.stems}
    series = days > 0 and (one.recurs or other.recurs)
    joined = alike >= ALIKE and days <= DAYS and not missing and not series
    shared = {stem: one.vector[stem] * other.vector[stem] for stem in one.vector.keys() & other.vector.keys()}
    return Verdict(joined, alike, days, tuple(foremost(shared, 8)), tuple(sorted(missing)), series)


class Stories:
    """Versions read for comparison, each once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, Story] = {}

    def load(self, versions: Iterable[int]) -> dict[int, Story]:
        """Return versions by their ids; those without a day, or in a language without weights, are left out."""
        wanted = set(versions)
        asked = (
            select(
                *(VERSIONS.c.id, VERSIONS.c.story, OUTLETS.c.name, VERSIONS.c.day, VERSIONS.c.published),
                *(VERSIONS.c.hash, VERSIONS.c.title, VERSIONS.c.text, VERSIONS.c.masks, VERSIONS.c.language),
            )
            .join(STORIES, STORIES.c.id == VERSIONS.c.story)
            .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
            .where(VERSIONS.c.day.is_not(None))
        )
        for some in chunks(sorted(wanted - self._read.keys())):
            for row in self._connection.execute(asked.where(VERSIONS.c.id.in_(some))):
                if weights(row[-1]):
                    self._read[row[0]] = Story(*tuple(row))
        return {each: self._read[each] for each in wanted if each in self._read}


def join_events(connection: Connection, versions: Sequence[int]) -> None:
    """Write which versions tell of one event, and where those disagree."""
    for some in chunks(versions):
        connection.execute(delete(EVENT_KEYS).where(EVENT_KEYS.c.version.in_(some)))
        for table in (SAME_EVENT, DISAGREEMENTS):
            connection.execute(delete(table).where(or_(table.c.version.in_(some), table.c.of.in_(some))))
    stories = Stories(connection)
    given = stories.load(versions)
    keys = [{"key": key, "version": id_} for id_, each in given.items() for key in dict.fromkeys(each.keys(0))]
    if keys:
        connection.execute(insert(EVENT_KEYS), keys)
    pairs = _candidates(connection, given)
    read = stories.load({each for pair in pairs for each in pair})
    joined, compared = [], []
    for one, other in sorted(pairs):
        a, b = read[one], read[other]
        sure = confidence(a, b) if a.story != b.story else None
        if sure is None:
            continue
        later, first = (a, b) if a.when > b.when else (b, a)
        joined.append({"version": later.version, "of": first.version, "confidence": sure})
        if a.outlet != b.outlet:
            compared.append((first, later))
    of_events = {each.version: each for pair in compared for each in pair}
    told = told_by(connection, {id_: each.about for id_, each in of_events.items()})
    apart = [
        {"version": later.version, "of": first.version, **difference}
        for first, later in compared
        for difference in differences(told[first.version], told[later.version], days=abs(first.day - later.day))
    ]
    for table, rows in ((SAME_EVENT, joined), (DISAGREEMENTS, apart)):
        if rows:
            connection.execute(insert(table), rows)


def _candidates(connection: Connection, given: dict[int, Story]) -> set[tuple[int, int]]:
    """Return pairs of versions near in time that share a key, the greater id first; one of each pair is given."""
    wanted: dict[int, list[int]] = {}
    for id_, each in given.items():
        for key in each.keys(-1, 0, 1):
            wanted.setdefault(key, []).append(id_)
    pairs: set[tuple[int, int]] = set()
    for some in chunks(sorted(wanted)):
        asked = select(EVENT_KEYS.c.key, EVENT_KEYS.c.version).where(EVENT_KEYS.c.key.in_(some))
        for key, version in connection.execute(asked).all():
            pairs.update((max(each, version), min(each, version)) for each in wanted[key] if each != version)
    days = {id_: each.day for id_, each in given.items()}
    for some in chunks(sorted({each for pair in pairs for each in pair} - days.keys())):
        published = select(VERSIONS.c.id, VERSIONS.c.day).where(VERSIONS.c.id.in_(some), VERSIONS.c.day.is_not(None))
        days.update((id_, dt.date.fromisoformat(day).toordinal()) for id_, day in connection.execute(published).all())
    return {(one, other) for one, other in pairs if abs(days[one] - days[other]) <= DAYS}


def of_one_event(connection: Connection, draft: Story, *, most: int) -> list[Story]:
    """Return the newest versions of stories on file that tell of the event of a story, those most like it first."""
    near: set[int] = set()
    for some in chunks(draft.keys(-1, 0, 1)):
        asked = select(EVENT_KEYS.c.version).where(EVENT_KEYS.c.key.in_(some)).limit(CROWD)
        near.update(connection.execute(asked).scalars())
    first, last = (dt.date.fromordinal(draft.day + move).isoformat() for move in (-DAYS, DAYS))
    newest: set[int] = set()
    for some in chunks(sorted(near)):
        held = (
            select(VERSIONS.c.id)
            .join(STORIES, (STORIES.c.id == VERSIONS.c.story) & (STORIES.c.newest == VERSIONS.c.id))
            .where(VERSIONS.c.id.in_(some), VERSIONS.c.day.between(first, last))
        )
        newest.update(connection.execute(held).scalars())
    found = []
    for version, each in sorted(Stories(connection).load(newest).items()):
        sure = confidence(draft, each)
        if sure is not None:
            found.append((-sure, version, each))
    return [each for _, _, each in sorted(found, key=lambda one: one[:2])[:most]]


def explain(connection: Connection, one: int, other: int) -> Verdict | None:
    """Return whether two versions are of one event and why; None where one is not there or cannot be compared."""
    read = Stories(connection).load((one, other))
    return verdict(read[one], read[other]) if len(read) == 2 else None
