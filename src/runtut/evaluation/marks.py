"""What readers say of findings: marked sheets read, merged, and counted.

A sheet is a CSV whose first line names its columns. `rule`, `verdict` and either `finding` or `story` and `sides` are
needed; all else is optional, so a sheet without a word of the stories is one too. Spreadsheets save with commas,
semicolons or tabs: all are read.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from enum import StrEnum
from functools import cache
from io import StringIO
from pathlib import Path

from runtut.evaluation.sample import finding_id
from runtut.i18n import LANGUAGES, N_, translate
from runtut.intake.encoding import decode
from runtut.record import Message, RuntutError
from runtut.rules.catalogue import find
from runtut.rules.precision import Precision
from runtut.values import dataclass

GONE = "gone"
"""The state of a marked finding that the rule gives no longer: it is kept, and counts no more."""


class Verdict(StrEnum):
    """What a reader says of a finding."""

    RIGHT = N_("right")
    WRONG = N_("wrong")
    UNSURE = N_("unsure")


@cache
def _verdicts() -> dict[str, Verdict]:
    """Return the verdicts by what readers may write: their names in each language of the messages, or a "?"."""
    named = {translate(each.value, language): each for language in LANGUAGES for each in Verdict}
    return {**named, "?": Verdict.UNSURE}


@dataclass(frozen=True, slots=True)
class Mark:
    """One verdict of one reader, with all cells of its row."""

    finding: str
    rule: str
    verdict: Verdict
    reader: str
    row: dict[str, str]

    def cell(self, name: str) -> str:
        """Return a cell of the row, "" where there is no such column."""
        return self.row.get(name, "")


@dataclass(slots=True)
class Marks:
    """All verdicts of some sheets.

    `problems` say what could not be used and what to do; `unread` counts the findings of each rule that nobody has
    marked yet, `blank` are their rows.
    """

    marks: list[Mark] = field(default_factory=list)
    problems: list[Message] = field(default_factory=list)
    unread: Counter[str] = field(default_factory=Counter)
    blank: list[dict[str, str]] = field(default_factory=list)

    def by_finding(self) -> dict[str, list[Mark]]:
        """Return the verdicts on each finding that is still found, in the order of the sheets."""
        found: dict[str, list[Mark]] = defaultdict(list)
        for mark in self.marks:
            if mark.cell("state") != GONE:
                found[mark.finding].append(mark)
        return dict(found)

    @property
    def gone(self) -> int:
        """How many marked findings their rules give no longer."""
        return len({each.finding for each in self.marks if each.cell("state") == GONE})


def read_marks(paths: Sequence[str]) -> Marks:
    """Return the verdicts of marked sheets; what makes no sense is told in `problems`, and the rest goes on."""
    made = Marks()
    blank: dict[str, str] = {}
    said: dict[tuple[str, str], tuple[Mark, str]] = {}
    for path in paths:
        for line, row in _rows(path, made.problems):
            where = {"path": path, "line": line}
            rule = row["rule"].strip().upper()
            if find(rule) is None:
                template = N_('{path}:{line}: no rule "{rule}"; correct the code, `runtut rules` lists them')
                made.problems.append(Message(template, {**where, "rule": row["rule"]}))
                continue
            id_ = row.get("finding", "").strip() or finding_id(rule, row.get("story", ""), row.get("sides", ""))
            word = row["verdict"].strip().lower().rstrip(".")
            if not word:
                if row.get("state") != GONE:
                    blank[id_] = rule
                    made.blank.append({**row, "rule": rule, "finding": id_})
                continue
            verdict = _verdicts().get(word)
            if verdict is None:
                template = N_(
                    '{path}:{line}: verdict "{verdict}" is none; write right, wrong or unsure (benar, salah, ragu)'
                )
                made.problems.append(Message(template, {**where, "verdict": row["verdict"]}))
                continue
            mark = Mark(id_, rule, verdict, row.get("reader", "").strip() or Path(path).stem, row)
            before = said.get((mark.reader, id_))
            if before is None:
                said[mark.reader, id_] = (mark, f"{path}:{line}")
                made.marks.append(mark)
            elif before[0].verdict is not verdict:
                template = N_(
                    "{path}:{line}: {reader} marks this finding {verdict}, and {before} at {there}; keep one of the two"
                )
                values = {"reader": mark.reader, "verdict": str(verdict), "before": str(before[0].verdict)}
                made.problems.append(Message(template, {**where, **values, "there": before[1]}))
    marked = {each.finding for each in made.marks}
    made.unread.update(rule for id_, rule in blank.items() if id_ not in marked)
    return made


def _rows(path: str, problems: list[Message]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a sheet, each with the line on which it ends; a sheet that is none is told."""
    try:
        text = decode(Path(path).read_bytes(), source=path)
    except OSError as error:
        template = N_("{path}: cannot be read ({reason}); look at the path")
        problems.append(Message(template, {"path": path, "reason": error.strerror or str(error)}))
        return
    except RuntutError as error:
        problems.append(error.message)
        return
    text = text.removeprefix("\ufeff")
    heading = text.split("\n", 1)[0]
    between = max(",;\t", key=heading.count)
    rows = csv.reader(StringIO(text, newline=""), delimiter=between)
    try:
        names = [each.strip().lower() for each in next(rows, [])]
        missing = [each for each in ("rule", "verdict") if each not in names]
        if not missing and "finding" not in names and not {"story", "sides"} <= set(names):
            missing = ["finding"]
        if missing:
            template = N_('{path}: no column "{column}"; the first line names the columns')
            problems.append(Message(template, {"path": path, "column": missing[0]}))
            return
        for cells in rows:
            row = {name: _bare(cell) for name, cell in zip(names, cells, strict=False)}
            if any(row.values()):
                yield rows.line_num, {name: row.get(name, "") for name in names}
    except csv.Error as error:
        template = N_("{path}:{line}: not CSV ({reason}); save the sheet as CSV again")
        problems.append(Message(template, {"path": path, "line": rows.line_num, "reason": str(error)}))


def _bare(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] and not cell[1:2].isalnum() else cell


def decided(marks: Iterable[Mark]) -> Verdict:
    """Return what most readers of a finding say; unsure where no verdict has more than half."""
    counts = Counter(each.verdict for each in marks)
    verdict, most = counts.most_common(1)[0]
    return verdict if 2 * most > counts.total() else Verdict.UNSURE


def precision_of(marks: Marks) -> list[Precision]:
    """Return the precision of each rule that somebody has read findings of, by code."""
    rules: dict[str, list[list[Mark]]] = defaultdict(list)
    for each in marks.by_finding().values():
        rules[each[0].rule].append(each)
    made = []
    for rule, findings in sorted(rules.items()):
        counts = Counter(decided(each) for each in findings)
        rows = [mark for each in findings for mark in each]
        runs = {(each.cell("collection"), each.cell("stories")) for each in rows if each.cell("stories").isdecimal()}
        made.append(
            Precision(
                rule=rule,
                right=counts[Verdict.RIGHT],
                wrong=counts[Verdict.WRONG],
                unsure=counts[Verdict.UNSURE],
                stories=sum(int(stories) for _, stories in runs) if runs else None,
                collection="; ".join(sorted({each for each, _ in runs if each})),
                date=max((each.cell("date") for each in rows), default=""),
            )
        )
    return made


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far readers agree.

    Attributes:
        findings: those that two or more readers marked.
        same: those of them with one verdict alone.
        alpha: Krippendorff's alpha for names of classes: 1 is full agreement, 0 what chance gives; None where all
            verdicts are the same, and chance cannot be told from agreement.
        readers: their names, sorted.
        disputed: the verdicts on each finding that readers disagree on.
    """

    findings: int
    same: int
    alpha: float | None
    readers: tuple[str, ...]
    disputed: tuple[tuple[Mark, ...], ...]


def agreement_of(marks: Marks) -> Agreement:
    """Return how far the readers of some sheets agree.

    Source: K. Krippendorff, Computing Krippendorff's alpha-reliability (2011), nominal data, missing verdicts allowed.
    """
    shared = [each for each in marks.by_finding().values() if len(each) > 1]
    disputed = tuple(tuple(each) for each in shared if len({mark.verdict for mark in each}) > 1)
    totals: Counter[Verdict] = Counter()
    apart = 0.0
    for each in shared:
        counts = Counter(mark.verdict for mark in each)
        totals.update(counts)
        apart += _unlike(counts) / (len(each) - 1)
    by_chance = _unlike(totals)
    alpha = 1 - (totals.total() - 1) * apart / by_chance if by_chance else None
    readers = tuple(sorted({each.reader for each in marks.marks}))
    return Agreement(len(shared), len(shared) - len(disputed), alpha, readers, disputed)


def _unlike(counts: Counter[Verdict]) -> int:
    """Return how many ordered pairs of verdicts are of two kinds."""
    return counts.total() ** 2 - sum(each * each for each in counts.values())
