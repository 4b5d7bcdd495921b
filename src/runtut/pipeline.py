"""The flow: story, sentences, annotations, links, findings. This module alone knows the order.

Every stage is a function `(record, pack) -> tuple` whose result fills one field of the record (links are
added to the record's links). A stage runs only if something asked for needs its layer.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from runtut.languages import Pack, load_pack
from runtut.record import TEXT, TITLE, Finding, Layer, OnFile, Record, Severity, Span, Story
from runtut.rules.catalogue import Entry, catalogue, select
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: the layer it makes, the function that makes it, the record's field it fills, what it reads."""

    layer: Layer
    function: str
    field: str
    needs: tuple[Layer, ...] = ()

    def load(self) -> Callable[[Record, Pack], tuple[Any, ...]]:
        """Import and return the stage's function."""
        return _load(self.function)


@cache
def _load(function: str) -> Callable[[Record, Pack], tuple[Any, ...]]:
    module, _, name = function.partition(":")
    loaded: Callable[[Record, Pack], tuple[Any, ...]] = getattr(importlib.import_module(f"runtut.{module}"), name)
    return loaded


STAGES = (
    Stage(Layer.TIMES, "annotate.times:read_times", "times"),
    Stage(Layer.QUANTITIES, "annotate.quantities:read_quantities", "quantities", (Layer.TIMES,)),
    Stage(Layer.ENTITIES, "annotate.entities:read_entities", "entities"),
    Stage(Layer.ENTITIES, "link.people:join_people", "entities"),
    Stage(Layer.ENTITIES, "link.roles:read_roles", "entities"),
    Stage(Layer.QUOTATIONS, "annotate.quotations:read_quotations", "quotations", (Layer.ENTITIES, Layer.TIMES)),
    Stage(Layer.QUOTATIONS, "link.speakers:resolve_speakers", "quotations", (Layer.ENTITIES, Layer.TIMES)),
    Stage(Layer.EVENTS, "annotate.events:read_events", "events", (Layer.TIMES, Layer.ENTITIES, Layer.QUOTATIONS)),
    Stage(Layer.ELAPSED, "link.elapsed:link_elapsed", "links", (Layer.TIMES, Layer.EVENTS, Layer.QUOTATIONS)),
    Stage(Layer.INTERVALS, "link.intervals:link_intervals", "links", (Layer.TIMES,)),
    Stage(Layer.RELATIVE_DAYS, "link.relative_days:link_relative_days", "links", (Layer.TIMES,)),
    Stage(Layer.CONVERSIONS, "link.conversions:link_conversions", "links", (Layer.TIMES,)),
    Stage(Layer.ANNIVERSARIES, "link.anniversaries:link_anniversaries", "links", (Layer.TIMES,)),
    Stage(Layer.TOTALS, "link.totals:link_totals", "links", (Layer.QUANTITIES,)),
    Stage(Layer.SHARES, "link.shares:link_shares", "links", (Layer.QUANTITIES,)),
    Stage(Layer.EQUIVALENCES, "link.equivalences:link_equivalences", "links", (Layer.QUANTITIES,)),
    Stage(Layer.WHOLES, "link.wholes:link_wholes", "links", (Layer.QUANTITIES,)),
    Stage(Layer.RATE_TOTALS, "link.rate_totals:link_rate_totals", "links", (Layer.QUANTITIES, Layer.TIMES)),
    Stage(Layer.TITLE_FIGURES, "link.title_figures:link_title_figures", "links", (Layer.QUANTITIES,)),
    Stage(Layer.TITLE_FIGURES, "link.restated:link_restated", "links", (Layer.QUANTITIES,)),
    Stage(Layer.CHANGES, "link.changes:link_changes", "links", (Layer.QUANTITIES,)),
    Stage(Layer.ENUMERATIONS, "link.enumerations:link_enumerations", "links", (Layer.QUANTITIES, Layer.ENTITIES)),
    Stage(Layer.CONTAINMENTS, "link.containments:link_containments", "links", (Layer.ENTITIES,)),
    Stage(Layer.TITLE_QUOTATIONS, "link.title_quotations:link_title_quotations", "links", (Layer.QUOTATIONS,)),
    Stage(Layer.ABBREVIATIONS, "link.abbreviations:link_abbreviations", "links"),
    Stage(Layer.SCHEDULES, "link.schedules:link_schedules", "links", (Layer.TIMES, Layer.QUOTATIONS)),
    Stage(Layer.SPELLINGS, "link.spellings:link_spellings", "links", (Layer.ENTITIES,)),
    Stage(Layer.OFFICES, "link.offices:link_offices", "links", (Layer.ENTITIES,)),
    Stage(Layer.AGES, "link.ages:link_ages", "links", (Layer.ENTITIES, Layer.QUANTITIES, Layer.TIMES)),
    Stage(
        Layer.EVENT_DATES, "link.event_dates:link_event_dates", "links", (Layer.EVENTS, Layer.TIMES, Layer.QUOTATIONS)
    ),
    Stage(Layer.PROTECTED, "link.protected:link_protected", "links", (Layer.ENTITIES, Layer.QUANTITIES)),
    Stage(Layer.SOURCES, "link.sourcing:link_sources", "links", (Layer.QUOTATIONS, Layer.ENTITIES)),
    Stage(Layer.UNINTRODUCED, "link.introductions:link_introductions", "links", (Layer.QUOTATIONS, Layer.ENTITIES)),
    Stage(Layer.BORROWINGS, "link.borrowings:link_borrowings", "links"),
    Stage(Layer.LETTERS, "link.letters:link_letters", "links", (Layer.ENTITIES,)),
    Stage(Layer.UNATTRIBUTED, "link.unattributed:link_unattributed", "links", (Layer.QUOTATIONS, Layer.ENTITIES)),
)

READING = (Layer.TIMES, Layer.QUANTITIES, Layer.ENTITIES, Layer.QUOTATIONS, Layer.EVENTS)
"""The layers that `read` gives: those the record shows."""


class Reading(Record):
    """A record as the public functions return it: shows itself in a notebook and turns into the contract's JSON."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the record as the contract's JSON object."""
        from runtut.report.json import record_object  # noqa: PLC0415 -- only when asked

        return record_object(self)

    def to_polars(self, table: str | None = None, *, lang: str = "en") -> Any:
        """Return a table of the record as a polars DataFrame, or all of them by name.

        Args:
            table: "times", "quantities", "quotations", "entities", "mentions", "events" or "findings"; None for all.
            lang: the language of the findings' messages, "id" or "en".

        Raises:
            ModuleNotFoundError: polars is not installed.
            ValueError: there is no such table.
        """
        from runtut.report.frames import to_polars  # noqa: PLC0415 -- only when asked

        return to_polars(self, table, language=lang)

    def to_pandas(self, table: str | None = None, *, lang: str = "en") -> Any:
        """Return a table of the record as a pandas DataFrame, or all of them by name; as `to_polars`."""
        from runtut.report.frames import to_pandas  # noqa: PLC0415 -- only when asked

        return to_pandas(self, table, language=lang)

    def _repr_html_(self) -> str:
        from runtut.report.html import notebook  # noqa: PLC0415 -- only in a notebook

        return notebook(self)


def stages_for(layers: Iterable[Layer]) -> tuple[Stage, ...]:
    """Return the stages that make `layers` and all they need, in order."""
    return _stages_for(frozenset(layers))


@cache
def _stages_for(layers: frozenset[Layer]) -> tuple[Stage, ...]:
    wanted = set(layers)
    for stage in reversed(STAGES):
        if stage.layer in wanted:
            wanted.update(stage.needs)
    return tuple(stage for stage in STAGES if stage.layer in wanted)


def read_story(story: Story, layers: Iterable[Layer] = READING) -> Reading:
    """Read `layers` out of a story.

    Raises:
        PackError: the story's language has no pack.
    """
    from runtut.annotate.sentences import read_paragraphs, read_sentences  # noqa: PLC0415 -- not needed to list rules

    pack = load_pack(story.language)
    record = Reading(story=story, sentences=read_sentences(story, pack), paragraphs=read_paragraphs(story))
    stages = stages_for(layers)
    for stage in stages:
        if stage.field != "links":
            change: dict[str, Any] = {stage.field: stage.load()(record, pack)}
            record = replace(record, **change)
    return _linked(record, stages, pack)


def _linked(record: Reading, stages: Iterable[Stage], pack: Pack) -> Reading:
    """Return a record that was read with its links; no stage reads what another has linked."""
    links = [link for stage in stages if stage.field == "links" for link in stage.load()(record, pack)]
    return replace(record, links=tuple(links)) if links else record


def check_story(
    story: Story,
    entries: Iterable[Entry] | None = None,
    *,
    layers: Iterable[Layer] = (),
    on_file: OnFile | None = None,
) -> Reading:
    """Read what the rules need out of a story, apply them, and return the record with its findings.

    `entries` are the rules to apply (all by default); `layers` are read besides what the rules need; `on_file` are the
    stories to hold it against: without, the rules that ask them are left out.
    """
    chosen = tuple(catalogue() if entries is None else entries)
    if on_file is None:
        chosen = tuple(entry for entry in chosen if entry.against is None)
    record = read_story(story, {*layers}.union(*map(_needs, chosen)))
    found = tuple(_findings(record, chosen, on_file))
    return replace(record, findings=_undismissed(found, record, on_file) if found and on_file else found)


def _undismissed(found: Iterable[Finding], record: Record, on_file: OnFile) -> tuple[Finding, ...]:
    """Return the findings of a story without those that people have dismissed."""
    gone = on_file.dismissed(record.story)
    if not gone:
        return tuple(found)
    texts = {part: record.story.part(part) for finding in found for part in {span.part for span in finding.spans}}
    return tuple(each for each in found if (each.code, each.fingerprint(texts)) not in gone)


def check_read(record: Reading, entries: Iterable[Entry] | None = None) -> Reading:
    """Link what was read of a story and apply the rules: what a check costs beyond reading all layers of `READING`."""
    chosen = tuple(catalogue() if entries is None else entries)
    stages = stages_for({layer for entry in chosen for layer in _needs(entry)})
    record = _linked(record, stages, load_pack(record.story.language))
    return replace(record, findings=tuple(_findings(record, chosen)))


def _needs(entry: Entry) -> tuple[Layer, ...]:
    return (*entry.rule.needs, Layer.QUOTATIONS)  # whose words a finding stands in is always said


def _findings(record: Record, entries: Iterable[Entry], on_file: OnFile | None = None) -> Iterator[Finding]:
    found: dict[tuple[object, ...], Finding] = {}
    for entry in entries:
        said = entry.check(record) if entry.against is None or on_file is None else entry.against(record, on_file)
        for finding in said:
            found.setdefault((finding.code, finding.spans), _place(finding, record))
    lead = record.lead if found else None

    def rank(finding: Finding) -> tuple[object, ...]:
        first = finding.spans[0]
        return (_place_of(finding, lead), first.part != TEXT, first.part, first.start, finding.code)

    yield from sorted(found.values(), key=rank)


def _place_of(finding: Finding, lead: Span | None) -> int:
    """Return the rank of a finding's place: contradictions, not notes, of the title first, then those of the lead."""
    if finding.severity > Severity.NOTE:
        if any(side.part == TITLE for side in finding.spans):
            return 0
        if lead is not None and any(lead.overlaps(side) for side in finding.spans):
            return 1
    return 2


def _place(finding: Finding, record: Record) -> Finding:
    """Say whose words a finding stands in. A slip inside a quotation is the speaker's: one severity less."""
    if finding.in_quotation or not finding.spans:
        return finding
    speakers = set()
    for span in finding.spans:
        around = record.quotation_around(span)
        if around is None:
            return finding
        if around.speaker is not None:
            speakers.add(around.speaker.name)
    return replace(
        finding,
        in_quotation=True,
        quoted=speakers.pop() if len(speakers) == 1 else None,
        severity=Severity(max(Severity.NOTE, finding.severity - 1)),
    )


def make_story(
    text: str | Story,
    *,
    published: str | date | datetime | None = None,
    title: str | None = None,
    language: str = "id",
) -> Story:
    """Return a story made of a text; a story is returned as it is, with what is given put in.

    `published` may be ISO 8601 text. Raises ValueError for anything else.
    """
    when = datetime.fromisoformat(published) if isinstance(published, str) and len(published) > 10 else published
    if isinstance(when, str):
        when = date.fromisoformat(when)
    if isinstance(text, Story):
        given: dict[str, Any] = {k: v for k, v in (("published", when), ("title", title)) if v is not None}
        return replace(text, **given)
    return Story(id="story", text=text, title=title, published=when, language=language)


def read(
    text: str | Story,
    *,
    published: str | date | datetime | None = None,
    title: str | None = None,
    language: str = "id",
) -> Reading:
    """Read a story: its times, quantities, entities, quotations and events.

    Args:
        text: the story's text, or a `Story`. Offsets in the result point into this very string.
        published: when it was published; times told relative to it need this. ISO 8601 text or a date.
        title: its title, if any.
        language: the code of a language pack.

    Raises:
        ValueError: `published` is not ISO 8601.
        PackError: there is no pack for `language`.
    """
    return read_story(make_story(text, published=published, title=title, language=language))


def check(
    text: str | Story,
    *,
    published: str | date | datetime | None = None,
    title: str | None = None,
    language: str = "id",
    select_codes: Iterable[str] = (),
    ignore_codes: Iterable[str] = (),
) -> Reading:
    """Read and check a story; the result's `findings` say what does not hold together.

    Args and errors are those of `read`; `select_codes` and `ignore_codes` are prefixes of rule codes.
    """
    story = make_story(text, published=published, title=title, language=language)
    return check_story(story, select(catalogue(), select_codes, ignore_codes), layers=READING)
