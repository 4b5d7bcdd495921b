"""Fifty desks that type at once, against a real server on this machine, and what a check then costs.

The model. Each desk has a draft of its own of 600 words and a connection that is kept. It writes some words and rests, whereupon
the page asks for a check with the outline, as `draft.js` does when keys rest for a quarter of a second; then it thinks or goes on
writing, so that the next check comes `--pace` to twice as many seconds after the answer. Each check carries another text than the
one before, so that nothing is answered from memory. At the default of four seconds, fifty desks ask eight times a second.

Run: python benchmarks/desks_load.py [--desks 50] [--seconds 60] [--pace 4] [--checks 10000]
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from runtut.desk.server import listen, server
from runtut.desk.settings import Limits, Settings

SENTENCES = (
    "Bupati Ratna Kusumawardani membuka Pasar Lembayung pada Senin (11/9/2023) pagi.",
    "Dari 400 lapak yang disediakan, 300 lapak atau 75 persen sudah terisi pedagang lama.",
    '"Kami ingin pedagang kecil mendapat tempat lebih dahulu," kata Ratna kepada wartawan, Senin.',
    "Sewa lapak naik dari Rp200.000 menjadi Rp250.000 per bulan mulai Oktober tahun ini.",
    "Ketua paguyuban pedagang Darma Wiguna menyebut kenaikan itu masih dapat diterima anggotanya.",
    "Pembangunan pasar menelan biaya Rp12,5 miliar dari anggaran daerah selama dua tahun.",
    "Warga Desa Cemara Kulon berharap jalan menuju pasar itu diperbaiki sebelum musim hujan tiba.",
    "Dinas perdagangan mencatat 1.250 pengunjung datang pada hari pertama pembukaan.",
)


@dataclass
class Measured:
    """What came of it: seconds of each check, and what was no answer."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def share(self, part: float) -> float:
        """Return the seconds within which this part of all checks was answered."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def draft(chance: random.Random, words: int = 600) -> str:
    """Return a draft of about so many words, in paragraphs."""
    said: list[str] = []
    count = 0
    while count < words:
        sentence = chance.choice(SENTENCES)
        said.append(sentence)
        count += len(sentence.split())
    return "\n\n".join(" ".join(said[at : at + 3]) for at in range(0, len(said), 3))


class Desk(threading.Thread):
    """Somebody who writes."""

    def __init__(self, port: int, number: int, ends: float, pace: float, measured: Measured) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(number)  # noqa: S311 -- the same drafts each time
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.ends = ends
        self.pace = pace
        self.measured = measured
        self.text = draft(self.chance)

    def run(self) -> None:
        """Write until the end."""
        time.sleep(self.chance.uniform(0, 2 * self.pace))
        count = 0
        while time.monotonic() < self.ends:
            count += 1
            self.text += f" Lapak ke-{count * 7} terisi."
            began = time.monotonic()
            try:
                status = str(check(self.line, self.text))
            except OSError as error:
                status = repr(error)
                self.line.close()
            self.measured.seconds.append(time.monotonic() - began)
            if status != "200":
                self.measured.errors.append(status)
            if count % 20 == 0:
                self.text = draft(self.chance)
            time.sleep(self.chance.uniform(self.pace, 2 * self.pace))
        self.line.close()


def check(line: http.client.HTTPConnection, text: str) -> int:
    """Ask for a check as the page does, outline and all, and return the status."""
    body = json.dumps({"text": text, "published": "2023-09-11", "outline": True}).encode()
    line.request("POST", "/api/v1/check", body, {"Content-Type": "application/json"})
    answer = line.getresponse()
    answer.read()
    return answer.status


@contextmanager
def listening(processes: int = 2) -> Iterator[int]:
    """Start a desk in a thread and give its port."""
    settings = Settings(language="en", port=0, limits=Limits(processes=processes))
    socket = listen(settings)
    made = server(settings)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [socket]}, daemon=True)
    thread.start()
    while not made.started:
        if not thread.is_alive():
            sys.exit("the desk did not start")
        time.sleep(0.02)
    try:
        yield socket.getsockname()[1]
    finally:
        made.should_exit = True
        thread.join(20)
        socket.close()


def typed(port: int, desks: int, seconds: float, pace: float) -> Measured:
    """Have so many desks type for so long."""
    measured = Measured()
    ends = time.monotonic() + seconds
    threads = [Desk(port, number, ends, pace, measured) for number in range(desks)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(seconds + 90)
    return measured


def resident() -> int:
    """Return the KiB that this process and the readers it started hold."""
    return sum(_resident(each) for each in (os.getpid(), *_children()))


def _children() -> list[int]:
    found = []
    for task in Path("/proc/self/task").iterdir():
        found += [int(each) for each in (task / "children").read_text().split()]
    return found


def _resident(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def memory(port: int, checks: int, samples: int = 10, words: int = 120) -> list[int]:
    """Return what is held after each tenth of so many checks, each of another text, two asked at once."""
    held = []
    for turn in range(samples):
        threads = [
            threading.Thread(target=_many, args=(port, checks // samples // 2, turn * 2 + half, words))
            for half in range(2)
        ]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
        held.append(resident())
    return held


def _many(port: int, count: int, number: int, words: int) -> None:
    chance = random.Random(number)  # noqa: S311 -- likewise
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for each in range(count):
        status = check(line, f"{draft(chance, words)} Lapak ke-{number * 1_000_000 + each} terisi.")
        if status != 200:
            raise RuntimeError(status)
    line.close()


def main() -> None:
    """Measure, and say so."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--desks", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pace", type=float, default=4)
    parser.add_argument("--checks", type=int, default=10_000)
    given = parser.parse_args()
    with listening() as port:
        measured = typed(port, given.desks, given.seconds, given.pace)
        asked = len(measured.seconds)
        print(
            f"{given.desks} desks, {asked} checks in {given.seconds:g} s ({asked / given.seconds:.1f} a second): "
            f"p50 {measured.share(0.5) * 1000:.0f} ms, p95 {measured.share(0.95) * 1000:.0f} ms, "
            f"p99 {measured.share(0.99) * 1000:.0f} ms, mean {statistics.mean(measured.seconds) * 1000:.0f} ms, "
            f"{len(measured.errors)} errors; load average {os.getloadavg()[0]:.1f}"
        )
        if given.checks:
            held = memory(port, given.checks)
            print(f"resident KiB after each tenth of {given.checks} checks: {held}")
            if held[-1] > held[4] * 1.05:
                sys.exit("memory grows")
    if measured.errors or measured.share(0.95) > 0.4:
        sys.exit("too slow, or not answered")


if __name__ == "__main__":
    main()
