"""What goes in and comes out of the API, as OpenAPI tells it: the contract's shapes, to which keys may be added."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema

from runtut.intake.jsonl import read_moment

_SURROGATE = re.compile("[\ud800-\udfff]")


def _sound(value: Any) -> Any:
    """Replace lone surrogates, which a browser sends where an emoji was cut in two; the length stays."""
    return _SURROGATE.sub("�", value) if isinstance(value, str) and not value.isascii() else value


def _moment(value: str) -> str:
    try:
        read_moment(value)
    except ValueError as error:
        raise ValueError(str(error.args[0])) from None
    return value


Text = Annotated[str, BeforeValidator(_sound)]
Moment = Annotated[
    Text,
    AfterValidator(_moment),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}),
]


class BylineIn(BaseModel):
    """Somebody named as having made the story."""

    name: Text = Field(pattern=r"\S")
    role: str | None = Field(default=None, pattern="^(reporter|editor|photographer|contributor|translator)$")


class CaptionIn(BaseModel):
    """The words under a picture."""

    text: Text
    credit: Text | None = None


class StoryIn(BaseModel):
    """A story as the contract has it. Its text is taken verbatim."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"text": "Sidang digelar Senin (12/9/2023).", "published": "2023-09-12", "title": "Sidang digelar"}
            ]
        }
    )

    text: Text = Field(pattern=r"\S", description="The story's text; paragraphs are separated by line ends.")
    id: Text | None = Field(default=None, description="The story's id; `draft` without one.", max_length=500)
    title: Text | None = None
    published: Moment | None = Field(default=None, description="The day or the moment it was or will be published.")
    modified: Moment | None = None
    outlet: Text | None = None
    url: Text | None = None
    language: str | None = Field(default=None, description="The code of a language pack, as `id`.", max_length=20)
    section: Text | None = None
    dateline: Text | None = None
    bylines: list[BylineIn] | None = None
    captions: list[CaptionIn] | None = None

    def entry(self) -> dict[str, Any]:
        """Return the story as a line of `.jsonl` has it."""
        given = self.model_dump(include=set(StoryIn.model_fields), exclude_none=True)
        return {"id": "draft", **given}


Codes = Annotated[
    list[Annotated[str, Field(pattern="^([A-Za-z]{1,3}|[A-Za-z]{3}[0-9]{1,3})$")]],
    Field(max_length=100, description="Codes of rules, or beginnings of them, as `CAL` or `NUM003`."),
]


class DraftIn(StoryIn):
    """A story to be read and checked, and how."""

    select: Codes = Field(default=[], description="Rules to apply; none for all.")
    ignore: Codes = Field(default=[], description="Rules to leave out.")


class CheckIn(DraftIn):
    """A story to be checked."""

    record: bool = Field(default=False, description="Whether to give the record too, which takes a little longer.")
    outline: bool = Field(default=False, description="Whether to give the outline too, worded for people.")


class Open(BaseModel):
    """An object to which keys may be added."""

    model_config = ConfigDict(extra="allow")


class SpanOut(Open):
    """A stretch of one of the story's parts, in Unicode code points, half open."""

    start: int
    end: int
    text: str
    part: str = Field(alias="in", description="`text`, `title`, or `caption:` and its number.")


class EditOut(Open):
    """Words to put in the place of a stretch."""

    start: int
    end: int
    text: str
    part: str = Field(alias="in", description="`text`, `title`, or `caption:` and its number.")


class RepairOut(Open):
    """One way to make the sides agree."""

    message: str
    edits: list[EditOut] = Field(description="What does it, all of them together; empty where it is advice alone.")


class FindingOut(Open):
    """Something that does not hold together."""

    code: str
    name: str
    severity: str = Field(pattern="^(error|warning|note)$")
    message: str
    detail: str | None = Field(description="The arithmetic, or what the calendar says.")
    fix: str | None = Field(description="What would make the sides agree, in one sentence.")
    fixes: list[str] = Field(description="Each repair by itself.")
    repairs: list[RepairOut] = Field(description="Each repair with the edits that make it.")
    in_quotation: bool
    quoted: str | None = Field(description="Whose words it stands in.")
    fingerprint: str = Field(description="Stays the same while the words found do; for silencing it.")
    spans: list[SpanOut]


class ErrorOut(Open):
    """Why a story could not be read."""

    kind: str
    message: str


class StoryFindingsOut(Open):
    """The findings of one story."""

    id: str
    source: str | None
    findings: list[FindingOut]
    error: ErrorOut | None = None


class SummaryOut(Open):
    """How many of what."""

    stories: int
    unreadable: int
    findings: int
    error: int
    warning: int
    note: int
    silenced: int
    by_code: dict[str, int]


class ByName(Open):
    """Somebody named as having made a story."""

    name: str
    role: str


class CaptionOut(Open):
    """The words under a picture."""

    text: str
    credit: str | None


class StoryOut(Open):
    """A story as it was read."""

    title: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    url: str | None
    language: str
    dateline: str | None
    section: str | None
    bylines: list[ByName]
    captions: list[CaptionOut]
    text: str


class PieceOut(Open):
    """A stretch of the story's text, and what stands there."""

    start: int
    end: int
    text: str


class TimeOut(PieceOut):
    """A time: TIMEX3."""

    type: str = Field(pattern="^(DATE|TIME|DURATION|SET)$")
    value: str
    mod: str | None
    first: str | None = Field(alias="from")
    to: str | None
    anchor: str | None


class QuantityOut(PieceOut):
    """A figure."""

    value: float | None
    upper: float | None
    unit: str | None
    kind: str
    mod: str | None
    per: str | None
    period: str | None
    status: str


class SpeakerOut(PieceOut):
    """Who speaks."""

    entity: str | None
    name: str


class QuotationOut(PieceOut):
    """A quotation."""

    kind: str
    cue: PieceOut | None
    speaker: SpeakerOut | None
    told_to: str | None
    time: str | None
    chain: list[str]


class EntityOut(Open):
    """A person, an organization or a place."""

    id: str
    type: str
    name: str
    roles: list[str]
    mentions: list[tuple[int, int]]


class EventTimeOut(Open):
    """When an event is."""

    value: str


class EventOut(PieceOut):
    """Something that happens."""

    kind: str
    status: str
    participants: list[str]
    place: str | None
    time: EventTimeOut | None


class RecordOut(Open):
    """All that was read out of a story: `runtut/record/1`."""

    schema_name: str = Field(alias="schema", pattern="^runtut/record/1$")
    id: str
    story: StoryOut
    times: list[TimeOut]
    quantities: list[QuantityOut]
    quotations: list[QuotationOut]
    entities: list[EntityOut]
    events: list[EventOut]
    findings: list[FindingOut]


class OutlineOut(Open):
    """Who speaks, which figures, what happened when, whose names and how spelt: worded for people."""

    sources: list[dict[str, Any]]
    figures: list[dict[str, Any]]
    timeline: list[dict[str, Any]]
    names: list[dict[str, Any]]


class FindingsOut(Open):
    """What does not hold together: `runtut/findings/1`."""

    schema_name: str = Field(alias="schema", pattern="^runtut/findings/1$")
    stories: list[StoryFindingsOut]
    summary: SummaryOut
    record: RecordOut | None = Field(default=None, description="The record, where it was asked for.")
    outline: OutlineOut | None = Field(default=None, description="The outline, where it was asked for.")


class CheckedStoryOut(StoryFindingsOut):
    """The findings of one story among many."""

    schema_name: str = Field(alias="schema", pattern="^runtut/findings/1$")


class LineErrorOut(ErrorOut):
    """Why a line could not be read."""

    line: int | None = Field(default=None, description="Its number, from 1; none where the rest never came.")


class BadLineOut(Open):
    """What stands in the place of a line that is no story, or could not be read."""

    id: str
    error: LineErrorOut


class CheckedLine(RootModel[CheckedStoryOut | BadLineOut]):
    """One line of `stream/check`."""


class ReadLine(RootModel[RecordOut | BadLineOut]):
    """One line of `stream/read`."""


LINES = (CheckedLine, ReadLine)
"""What streams are made of: no route gives one as its whole answer, so OpenAPI has to be told of them by themselves."""
