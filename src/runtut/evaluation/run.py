"""Read and check gold stories, and score what comes of them: what `runtut evaluate` calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field
from pathlib import Path

from runtut.batch import Plan, run, run_items
from runtut.evaluation.gold import PAGES, STORIES, TRAPS, items_of, read_gold
from runtut.evaluation.layers import score_layers
from runtut.evaluation.measure import Miss, Object, Score
from runtut.evaluation.pages import PageScore, score_pages
from runtut.evaluation.traps import TrapScore, score_traps
from runtut.report.json import finding_objects, outcome_object
from runtut.report.outcome import Outcome
from runtut.values import dataclass

SCHEMA = "runtut/evaluation/1"

Watched = Callable[[Iterable[Outcome], int], Iterator[Outcome]]
"""Passes outcomes on, of which so many will come: where a progress bar hangs."""

_NO_RULES = ("ALL",)


@dataclass(slots=True)
class Evaluation:
    """The scores of one run; those that nobody asked for are None."""

    layers: Score | None = None
    rules: TrapScore | None = None
    pages: PageScore | None = None
    shown: list[Miss] = field(default_factory=list)

    @property
    def unreadable(self) -> int:
        """How many gold stories could not be read."""
        return sum(each.unreadable for each in (self.layers, self.rules) if each is not None)

    def to_object(self) -> Object:
        """Return the scores as a JSON object."""
        scores = {"layers": self.layers, "rules": self.rules, "pages": self.pages}
        made: Object = {"schema": SCHEMA}
        made.update((name, each.to_object()) for name, each in scores.items() if each is not None)
        if self.shown:
            made["shown"] = [each.to_object() for each in self.shown]
        return made


def evaluate(
    *,
    golds: Sequence[str] = (),
    traps: Sequence[str] = (),
    pages: Sequence[str] = (),
    folder: str | None = None,
    jobs: int = 1,
    show: str | None = None,
    watched: Watched = lambda outcomes, _: iter(outcomes),
) -> Evaluation:
    """Read the gold files, run runtut on their stories, and return the scores.

    Args:
        golds: files of annotated stories.
        traps: files of stories with planted slips.
        pages: files that say what pages hold.
        folder: where the file names of `pages` start from; the folder of the first of `pages` where none is given.
        jobs: how many processes.
        show: the layer of which every miss is wanted: one of `layers.LAYERS`, "findings" or "pages".
        watched: see `Watched`.

    Raises:
        SettingsError: a gold file is not one.
    """
    stories = [(path, read_gold(path, STORIES)) for path in golds]
    planted = [(path, read_gold(path, TRAPS)) for path in traps]
    told = [each for path in pages for each in read_gold(path, PAGES)]
    made = Evaluation()
    if stories:
        outcomes = watched(_run(stories, Plan(ignore=_NO_RULES), jobs), _count(stories))
        made.layers = score_layers(_all(stories), [outcome_object(each) for each in outcomes])
    if planted:
        found: dict[str, list[Object]] = {}
        unreadable = 0
        for each in watched(_run(planted, Plan(layers=()), jobs), _count(planted)):
            found[each.id] = [] if each.record is None else finding_objects(each.record)
            unreadable += each.record is None
        made.rules = score_traps(_all(planted), found, unreadable)
    if told:
        start = Path(folder) if folder else Path(pages[0]).parent
        files = [str(start / each["file"]) for each in told]
        outcomes = watched(run(files, Plan(ignore=_NO_RULES, layers=()), jobs=jobs), len(files))
        made.pages = score_pages(told, [outcome_object(each) for each in outcomes])
    for score in (made.layers, made.rules, made.pages):
        if score is not None:
            made.shown += [each for each in score.misses if each.layer == show]
    return made


_Files = list[tuple[str, list[Object]]]


def _run(files: _Files, plan: Plan, jobs: int) -> Iterator[Outcome]:
    return run_items((item for path, each in files for item in items_of(each, path)), plan, jobs=jobs)


def _all(files: _Files) -> list[Object]:
    return [item for _, each in files for item in each]


def _count(files: _Files) -> int:
    return sum(len(each) for _, each in files)
