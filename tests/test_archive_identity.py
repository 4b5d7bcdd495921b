"""Who is meant by one name in many stories."""

import itertools

import pytest

from runtut.archive.identity import Identity, Sighting, sort_out
from runtut.languages import load_pack


def seen(version, day, *roles, bodies=(), beside=()):
    return Sighting(version, day, roles, tuple(bodies), frozenset(beside))


CASES = {
    "one office": (
        [seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2021-01-01", "bupati cimanila")],
        [{1, 2}],
        set(),
    ),
    "two regencies in the same years": (
        [
            seen(1, "2020-01-01", "bupati cimanila"),
            seen(2, "2022-01-01", "bupati cimanila"),
            seen(3, "2021-01-01", "bupati teluk samar"),
        ],
        [{1, 2}, {3}],
        set(),
    ),
    "two regencies, and a story that gives both": (
        [
            seen(1, "2020-01-01", "bupati cimanila"),
            seen(2, "2022-01-01", "bupati cimanila", "bupati teluk samar"),
            seen(3, "2021-01-01", "bupati teluk samar"),
        ],
        [{1, 2, 3}],
        set(),
    ),
    "two regencies one after the other": (
        [
            seen(1, "2016-01-01", "bupati cimanila"),
            seen(2, "2018-01-01", "bupati cimanila"),
            seen(3, "2021-01-01", "bupati teluk samar"),
        ],
        [{1, 2, 3}],
        set(),
    ),
    "a regency written in two ways": (
        [
            seen(1, "2020-01-01", "gubernur jawa lembah"),
            seen(2, "2022-01-01", "gubernur jawa lembah"),
            seen(3, "2021-01-01", "gubernur jalem"),
        ],
        [{1, 2, 3}],
        set(),
    ),
    "another office later": (
        [seen(1, "2016-01-01", "wali kota lembah"), seen(2, "2021-01-01", "gubernur jawa lembah")],
        [{1, 2}],
        set(),
    ),
    "a bare name": ([seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2020-01-02")], [{1}], {2}),
    "a bare name in company": (
        [seen(1, "2020-01-01", "bupati cimanila", beside=(7, 8, 9)), seen(2, "2020-01-02", beside=(8, 9))],
        [{1, 2}],
        set(),
    ),
    "a bare name beside one that many know": (
        [seen(1, "2020-01-01", "bupati cimanila", beside=(7, 8)), seen(2, "2020-01-02", beside=(8,))],
        [{1}],
        {2},
    ),
    "a bare name in the company of both": (
        [
            seen(1, "2020-01-01", "bupati cimanila", beside=(7, 8)),
            seen(2, "2020-01-01", "bupati teluk samar", beside=(7, 8)),
            seen(3, "2020-01-02", beside=(7, 8)),
        ],
        [{1}, {2}],
        {3},
    ),
    "one body": (
        [
            seen(1, "2020-01-01", "ketua", bodies=("yayasan terang",)),
            seen(2, "2020-03-01", "bendahara", bodies=("yayasan terang",)),
        ],
        [{1, 2}],
        set(),
    ),
    "witnesses are not one for being witnesses": (
        [seen(1, "2020-01-01", "saksi"), seen(2, "2020-01-02", "saksi")],
        [],
        {1, 2},
    ),
    "nothing but bare names": ([seen(1, "2020-01-01"), seen(2, "2020-01-02")], [], {1, 2}),
    "no days": ([seen(1, None, "bupati cimanila"), seen(2, None, "bupati teluk samar")], [{1, 2}], set()),
}


@pytest.mark.parametrize("name", CASES)
def test_whose_stories(name):
    sightings, people, undecided = CASES[name]
    pack = load_pack("id")
    results = [sort_out(some, pack) for some in itertools.permutations(sightings)]
    assert len(set(results)) == 1, "the order of the stories makes no difference"
    assert sorted((set(each.versions) for each in results[0].people), key=min) == people
    assert set(results[0].undecided) == undecided


def test_roles_that_do_not_exclude_each_other_are_not_settled():
    sightings = [seen(1, "2020-01-01", "pelatih klub lembah"), seen(2, "2020-01-01", "peneliti kampus teluk")]
    assert sort_out(sightings, load_pack("id")).people == (Identity((1,), settled=False), Identity((2,), settled=False))


SAID = {
    "said to be one": (
        [seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2020-01-02")],
        [(1, 2)],
        [],
        [{1, 2}],
        set(),
    ),
    "said to be one though two regencies": (
        [seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2020-01-01", "bupati teluk samar")],
        [(1, 2)],
        [],
        [{1, 2}],
        set(),
    ),
    "two bare names said to be one": ([seen(1, "2020-01-01"), seen(2, "2020-01-02")], [(1, 2)], [], [{1, 2}], set()),
    "said to be two of one office": (
        [seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2021-01-01", "bupati cimanila")],
        [],
        [(1, 2)],
        [{1}, {2}],
        set(),
    ),
    "others go with what only one bears": (
        [
            seen(1, "2020-01-01", "bupati cimanila", "ketua koperasi lembah"),
            seen(2, "2021-01-01", "bupati cimanila", "pelatih klub lembah"),
            seen(3, "2021-01-01", "ketua koperasi lembah"),
            seen(4, "2021-01-01", "pelatih klub lembah"),
        ],
        [],
        [(1, 2)],
        [{1, 3}, {2, 4}],
        set(),
    ),
    "two bare names said to be two": ([seen(1, "2020-01-01"), seen(2, "2020-01-02")], [], [(1, 2)], [{1}, {2}], set()),
    "said of a story that is not looked at": (
        [seen(1, "2020-01-01", "bupati cimanila"), seen(2, "2021-01-01", "bupati cimanila")],
        [],
        [(1, 9)],
        [{1, 2}],
        set(),
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_what_people_have_said_goes_first(name):
    sightings, same, apart, whose, undecided = SAID[name]
    pack = load_pack("id")
    results = [sort_out(some, pack, same=same, apart=apart) for some in itertools.permutations(sightings)]
    assert len(set(results)) == 1, "the order of the stories makes no difference"
    assert sorted((set(each.versions) for each in results[0].people), key=min) == whose
    assert set(results[0].undecided) == undecided
