"""Fifty desks that type at once, and what is held after many checks; `make desks` is the long form."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import desks_load as load


@pytest.fixture(scope="module")
def port():
    with load.listening() as made:
        yield made


def test_fifty_desks_type_at_once_and_all_are_answered(port):
    best = 60.0
    for _ in range(3):  # other programs of the machine can only make it slower
        measured = load.typed(port, desks=50, seconds=12, pace=4)
        assert measured.errors == []
        assert len(measured.seconds) > 50
        best = min(best, measured.share(0.95))
        if best < 0.4:
            break
    assert best < 0.4


def test_what_is_held_does_not_grow_with_checks(port):
    held = load.memory(port, checks=400, samples=4, words=60)
    assert held[-1] < held[1] * 1.05, held
