"""Several processes: order, laziness, and processes that die."""

import os
import time

from runtut.processes import AHEAD, CHUNK, map_in_order


def double(units):
    return [unit * 2 for unit in units]


def die_on_13(units):
    if 13 in units:
        os._exit(1)
    return units


def die_on_3(units):
    if 3 in units:
        os._exit(1)
    return units


def fail_to(unit):
    return -unit


def test_results_come_in_order_and_units_are_taken_as_needed():
    taken = []
    results = map_in_order(double, (taken.append(i) or i for i in range(1000)), jobs=2, lost=fail_to)
    assert next(results) == 0
    assert len(taken) <= 2 * AHEAD * CHUNK
    assert list(results) == [2 * i for i in range(1, 1000)]


def test_a_process_that_dies_costs_one_unit():
    results = list(map_in_order(die_on_13, range(100), jobs=2, lost=fail_to))
    assert results == [-i if i == 13 else i for i in range(100)]


def test_a_pool_that_is_broken_when_work_is_sent_costs_nothing_more():
    """The process dies while the main one is still taking units, so that sending the next chunk fails."""

    def slowly():
        for i in range(60):
            if i == 20:
                time.sleep(1.5)
            yield i

    assert list(map_in_order(die_on_3, slowly(), jobs=2, lost=fail_to)) == [-i if i == 3 else i for i in range(60)]


def test_nothing_to_do():
    assert list(map_in_order(double, [], jobs=2, lost=fail_to)) == []
