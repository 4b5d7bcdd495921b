"""Handing blocks out to a Ray cluster, and again where a process or a machine fails."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from runtut.cluster.blocks import Block
from runtut.i18n import N_
from runtut.record import SettingsError
from runtut.values import dataclass

AHEAD = 4
"""Blocks handed out for each processor of the cluster: enough that none waits, and few enough that none is held long."""

TRIES = 3
"""How often a block is given out whole. One that ended its process each time is halved until the story at fault is alone."""


class Job(Protocol):
    """What is done with a block. It may be done again, where the process that did it was ended before it could say so."""

    def take(self, block: Block, /) -> tuple[int, int]:
        """Do a block; return how many stories it has, and how many of them could not be read."""

    def give_up(self, block: Block, /) -> None:
        """Tell of the one story of a block that it cannot be done."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a block: how many stories, how many of them could not be read; `known` where an earlier run did it."""

    block: Block
    stories: int
    failed: int
    known: bool = False


def spread(work: Sequence[Block], job: Job, *, address: str | None = None) -> Iterator[Done]:
    """Have blocks done on a cluster, and yield what came of each.

    Args:
        work: the blocks.
        job: what to do with each; it is sent to the cluster's processes.
        address: of a cluster that runs, as "ray://host:10001" or "auto"; None for one on this machine alone.

    Raises:
        SettingsError: Ray is not installed.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of a run is told to anybody
    try:
        import ray  # noqa: PLC0415 -- an extra, and slow to import
    except ImportError:
        template = N_("--engine ray needs Ray; install it with: pip install 'runtut[ray]'")
        raise SettingsError(template) from None
    started = not ray.is_initialized()
    if started:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    try:
        yield from _driven(ray, work, job)
    finally:
        if started:
            ray.shutdown()


def _driven(ray: Any, work: Sequence[Block], job: Job) -> Iterator[Done]:
    """Hand out blocks and take what comes back; see `TRIES` for those that do not."""
    task = ray.remote(num_cpus=1, max_retries=0)(read_block)
    rest = [(block, TRIES) for block in reversed(work)]
    flying: dict[Any, tuple[Block, int]] = {}
    most = max(1, int(ray.cluster_resources().get("CPU", 1))) * AHEAD
    while rest or flying:
        while rest and len(flying) < most:
            block, tries = rest.pop()
            flying[task.remote(block, job)] = block, tries
        ready, _ = ray.wait(list(flying), num_returns=1)
        block, tries = flying.pop(ready[0])
        try:
            stories, failed = ray.get(ready[0])
        except ray.exceptions.RayError as error:
            logging.getLogger(__name__).warning("block %s failed (%s)", block.part, type(error).__name__)
            if tries > 1:
                rest.append((block, tries - 1))
            elif block.last - block.first > 1:
                rest.extend((half, 1) for half in block.halves())
            else:
                job.give_up(block)
                yield Done(block, 1, 1)
        else:
            yield Done(block, stories, failed)


def read_block(block: Block, job: Job) -> tuple[int, int]:
    """Do a job: what a process of the cluster does, and is named after."""
    return job.take(block)
