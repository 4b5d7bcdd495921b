"""`runtut.values.dataclass` makes what the standard library's decorator makes."""

import copy
import dataclasses
import inspect
import pickle

import pytest

from runtut.values import dataclass, filled

BOTH = pytest.mark.parametrize("make", [dataclasses.dataclass, dataclass], ids=["standard", "ours"])


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place."""

    start: int
    end: int = 3
    note: str = dataclasses.field(default="", compare=False)

    def __post_init__(self):
        if self.start > self.end:
            raise ValueError("backwards")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Place):
    name: str


@dataclass(slots=True)
class Bag:
    things: list[int] = dataclasses.field(default_factory=list)
    size: int = 0


@BOTH
def test_a_frozen_class(make):
    @make(frozen=True, slots=True)
    class Point:
        """A point."""

        x: int
        y: int = 2

    one = Point(1)
    assert (one.x, one.y) == (1, 2)
    assert one == Point(x=1, y=2) != Point(1, 3)
    assert one != (1, 2)
    assert hash(one) == hash(Point(1)) == hash((1, 2))
    assert repr(one).endswith("Point(x=1, y=2)")
    assert dataclasses.replace(one, y=5) == Point(1, 5)
    assert dataclasses.asdict(one) == {"x": 1, "y": 2}
    assert str(inspect.signature(Point)) in ("(x: int, y: int = 2)", "(x: int, y: int = 2) -> None")
    assert Point.__doc__ == "A point."
    assert not hasattr(one, "__dict__")
    for change in (lambda: setattr(one, "x", 3), lambda: delattr(one, "x")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    with pytest.raises(TypeError, match=r"__init__\(\) missing 1 required positional argument: 'x'"):
        Point()
    with pytest.raises(TypeError, match="unexpected keyword argument 'z'"):
        Point(1, z=3)
    with pytest.raises(TypeError):
        assert one < Point(2)
    match one:
        case Point(1, y):
            assert y == 2
        case _:
            pytest.fail("no match")


@BOTH
def test_a_class_that_changes(make):
    @make(slots=True)
    class Heap:
        things: list[int] = dataclasses.field(default_factory=list)

    one, other = Heap(), Heap()
    one.things.append(1)
    assert other.things == []
    one.things = []
    assert one == other
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


@BOTH
def test_a_class_compared_by_what_it_is(make):
    @make(slots=True, eq=False)
    class Node:
        x: int

    assert Node(1) != Node(1)
    assert len({Node(1), Node(1)}) == 2


def test_order_and_what_is_left_out_of_it():
    assert sorted([Place(2), Place(1, 9), Place(1, 4)]) == [Place(1, 4), Place(1, 9), Place(2)]
    assert Place(1) <= Place(1, note="x") == Place(1) >= Place(1)
    assert Place(2) > Place(1)
    with pytest.raises(ValueError, match="backwards"):
        Place(4, 1)


def test_a_subclass_with_names_alone():
    one = Named(1, 2, name="a")
    assert (one.start, one.end, one.name) == (1, 2, "a")
    assert one != Place(1, 2)
    with pytest.raises(TypeError):
        Named(1, 2, "", "a")


@pytest.mark.parametrize("one", [Place(1, 2, "n"), Named(1, name="b"), Bag([1], 2)])
def test_copies(one):
    for same in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert same == one
        assert same is not one
        assert repr(same) == repr(one)


def test_an_instance_without_its_init():
    assert filled(Named, {"start": 1, "name": "b"}) == Named(1, name="b")
    assert filled(Bag, {}) == Bag()
    assert filled(Bag, {}).things is not filled(Bag, {}).things
    with pytest.raises(ValueError, match="backwards"):
        filled(Place, {"start": 5})


def test_a_class_is_shown_within_itself_once():
    bag = Bag()
    bag.things.append(bag)
    assert repr(bag) == "Bag(things=[...], size=0)"
