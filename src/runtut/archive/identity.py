"""Who is meant by one name in many stories: one person, two of one name, or nobody can say.

Stories of one name are one person's where they give the same role, the same body, or hold two people in common who are
named beside. Two offices that nobody holds in two places, in years that overlap, make two people, unless a story gives
both to one. Offices that do not exclude each other are held by one. Where nothing tells, nothing is decided. What people
have said of two stories goes before all of this.

The order of the stories makes no difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from runtut.languages import Pack
from runtut.link.offices import may_be_one_place, single_office
from runtut.values import dataclass

COMPANIONS = 2
"""People named in two stories alike, beside the name, that make its bearers one. One would be a president."""

_SPECIFIC = 2
"""Words of a role that is somebody's own: not every witness is one person."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in one story.

    Attributes:
        version: the story's version.
        day: when it was published.
        roles: what the person is said to be now, in small letters.
        bodies: keys of the bodies of those roles.
        companions: the people of the story beside.
    """

    version: int
    day: str | None
    roles: tuple[str, ...]
    bodies: tuple[str, ...] = ()
    companions: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Identity:
    """Stories of one person; `settled` says whether it is certain that they are of one that no other group is."""

    versions: tuple[int, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Sorted:
    """The stories of a name by person, the one of the most stories first, and those of which nothing tells whose they are."""

    people: tuple[Identity, ...]
    undecided: tuple[int, ...]


_Office = tuple[str, tuple[str, ...]]
_Label = tuple[str, object]
_Pairs = Sequence[tuple[int, int]]


class _Sets:
    """Things put together in sets."""

    def __init__(self, things: Iterable[int]) -> None:
        self._parent = {each: each for each in things}

    def root(self, each: int) -> int:
        while self._parent[each] != each:
            self._parent[each] = self._parent[self._parent[each]]
            each = self._parent[each]
        return each

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first

    def groups(self) -> list[list[int]]:
        made: defaultdict[int, list[int]] = defaultdict(list)
        for each in sorted(self._parent):
            made[self.root(each)].append(each)
        return list(made.values())


def sort_out(sightings: Sequence[Sighting], pack: Pack, *, same: _Pairs = (), apart: _Pairs = ()) -> Sorted:
    """Return whose the stories of one name are.

    Args:
        sightings: the name in each story.
        pack: of the language of the roles.
        same: versions that somebody has said are of one person; those not among the sightings do not count.
        apart: versions that somebody has said are of two.
    """
    known = {each.version: each for each in sightings}
    offices = {each.version: _offices(each, pack) for each in sightings}
    one = [pair for pair in same if known.keys() >= {*pair}]
    two = [pair for pair in apart if known.keys() >= {*pair}]
    labels = {version: _labels(known[version], offices[version]) for version in known}
    corrected = {version for pair in (*one, *two) for version in pair}
    groups = [
        _Group(members, known, offices, told=not corrected.isdisjoint(members) or any(labels[each] for each in members))
        for members in _joined(labels, one, two)
    ]
    parted = {version for pair in two for version in pair}
    held = [group for group in groups if group.offices or not parted.isdisjoint(group.members)]
    rivals = {
        n
        for n, each in enumerate(held)
        for m, other in enumerate(held)
        if n != m and (_exclude(each, other) or _parted(each, other, two))
    }
    people = [held[n] for n in sorted(rivals)]
    others = [group for n, group in enumerate(held) if n not in rivals]
    loose = [group for group in groups if group not in held]
    if not rivals:
        people = [_merged(others, known, offices)] if others else []
    else:
        loose += others
    if not people:
        told = [group for group in loose if group.told]
        people, loose = told, [group for group in loose if not group.told]
    gained: defaultdict[int, list[_Group]] = defaultdict(list)
    left = []
    for group in loose:
        near = [n for n, person in enumerate(people) if len(person.companions & group.companions) >= COMPANIONS]
        if len(near) == 1:
            gained[near[0]].append(group)
        else:
            left.append(group)
    settled = [_merged([person, *gained[n]], known, offices) for n, person in enumerate(people)]
    certain = len(settled) == 1 or bool(rivals)
    identities = [Identity(tuple(each.members), settled=certain) for each in settled]
    identities += [Identity(tuple(each.members), settled=False) for each in left if each.told]
    identities.sort(key=lambda each: (-len(each.versions), each.versions))
    return Sorted(tuple(identities), tuple(sorted(v for each in left if not each.told for v in each.members)))


def _joined(labels: dict[int, set[_Label]], same: _Pairs, apart: _Pairs) -> list[list[int]]:
    """Return versions in groups: a label in common puts two into one, unless they are said to be of two people."""
    said = _Sets(labels)
    for pair in same:
        said.join(*pair)
    units = {version: said.root(version) for version in labels}
    sets = _Sets(labels)
    firsts: dict[_Label, int] = {}
    for version in sorted(labels):
        sets.join(version, units[version])
        for label in labels[version]:
            sets.join(version, firsts.setdefault(label, version))
    made: list[list[int]] = []
    for members in sets.groups():
        ends = sorted({units[each] for pair in apart for each in pair if each in members})
        made += _divided(members, ends, units, labels) if len(ends) > 1 else [members]
    return made


def _divided(
    members: Sequence[int], ends: Sequence[int], units: dict[int, int], labels: dict[int, set[_Label]]
) -> list[list[int]]:
    """Return a group in parts that hold one end each.

    A label of two ends tells nothing between them. What bears labels of no end, or of several, goes to neither.
    """
    borne: defaultdict[int, set[_Label]] = defaultdict(set)
    for each in members:
        borne[units[each]] |= labels[each]
    shared = {label for one in ends for other in ends if one != other for label in borne[one] & borne[other]}
    parts: defaultdict[int, list[int]] = defaultdict(list)
    rest = []
    for each in members:
        unit = units[each]
        near = [unit] if unit in ends else [end for end in ends if borne[unit] & (borne[end] - shared)]
        if len(near) == 1:
            parts[near[0]].append(each)
        else:
            rest.append(each)
    taken = {label for end in ends for label in borne[end]}
    left = {each: labels[each] - taken for each in rest}
    return [*parts.values(), *_joined(left, [(each, units[each]) for each in rest if units[each] in left], ())]


def _parted(one: _Group, other: _Group, apart: _Pairs) -> bool:
    return any(
        (first in one.members and second in other.members) or (second in one.members and first in other.members)
        for first, second in apart
    )


class _Group:
    """Stories that are one person's, and what they say of the person."""

    def __init__(
        self,
        members: Sequence[int],
        known: dict[int, Sighting],
        offices: dict[int, tuple[_Office, ...]],
        *,
        told: bool,
    ) -> None:
        self.members = sorted(members)
        self.companions = frozenset[int]().union(*(known[each].companions for each in members))
        self.told = told
        self.offices: dict[_Office, tuple[str, str]] = {}
        for each in members:
            for office in offices[each]:
                day = known[each].day
                first, last = self.offices.get(office, ("~", ""))
                self.offices[office] = (min(first, day or "~"), max(last, day or ""))


def _merged(groups: Sequence[_Group], known: dict[int, Sighting], offices: dict[int, tuple[_Office, ...]]) -> _Group:
    members = [each for group in groups for each in group.members]
    return _Group(members, known, offices, told=any(group.told for group in groups))


def _offices(sighting: Sighting, pack: Pack) -> tuple[_Office, ...]:
    return tuple(sorted({office for role in sighting.roles if (office := single_office(role, pack))}))


def _labels(sighting: Sighting, offices: Sequence[_Office]) -> set[_Label]:
    """Return what two stories of a name need but one of alike to be one person's."""
    made: set[_Label] = {("office", office) for office in offices if office[1]}
    made |= {("role", role) for role in sighting.roles if len(role.split()) >= _SPECIFIC}
    made |= {("body", body) for body in sighting.bodies}
    return made


def _exclude(one: _Group, other: _Group) -> bool:
    """Whether one group holds an office in one place while the other holds it in another."""
    return any(
        name == office and not may_be_one_place(of, place) and first <= end and start <= last
        for (name, of), (first, last) in one.offices.items()
        for (office, place), (start, end) in other.offices.items()
    )
