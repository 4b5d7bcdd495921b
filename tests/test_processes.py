"""Several processes: order, laziness, and processes that die."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


STARTS = """
import os, sys, time
from tests_of_processes import told
from runtut.processes import map_in_order
if __name__ == "__main__":
    for pid in map_in_order(told, range(2), jobs=1, lost=lambda unit: 0):
        print(pid, flush=True)
"""
SLEEPS = """
import os, time
def told(units):
    print(os.getpid(), flush=True)
    time.sleep(60)
    return units
"""


def test_processes_end_with_the_one_that_was_killed(tmp_path):
    (tmp_path / "tests_of_processes.py").write_text(SLEEPS)
    (tmp_path / "starts.py").write_text(STARTS)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with subprocess.Popen([sys.executable, tmp_path / "starts.py"], stdout=subprocess.PIPE, env=env) as main:
        worker = int(main.stdout.readline())
        main.kill()
    for _ in range(100):
        if not is_running(worker):
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    pytest.fail("a process was left behind")


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
