"""The archive's questions. What is answered is what `runtut archive … --format json` prints."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from pydantic import AfterValidator, WithJsonSchema

from runtut.archive import (
    chain,
    corrections,
    disagreements,
    figures,
    forecasts,
    network,
    people,
    search,
    stats,
    timeline,
    versions,
)
from runtut.archive.database import Database
from runtut.archive.filters import Filters, period
from runtut.archive.matches import Question
from runtut.archive.story import FiledStory, filed_story
from runtut.archive.which import on_file_as
from runtut.desk.api.models import model_of
from runtut.desk.api.problems import documented
from runtut.desk.state import archive_of
from runtut.report.json import dumps
from runtut.report.network import Network

router = APIRouter(tags=["archive"], responses=documented(400, 404, 422, 503, 504))

Archive = Annotated[Database, Depends(archive_of)]
Words = Annotated[
    str,
    Query(
        min_length=1,
        max_length=1000,
        description='Words, all of which must be there; "in a row" in quotation marks, and none that a - stands before.',
    ),
]
Limit = Annotated[int, Query(ge=1, le=1000, description="Answers at most.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="The story's number on file.")]
"""At most what both databases hold."""


def _period(value: str) -> str:
    try:
        period(value)
    except ValueError:
        raise ValueError("write 2023, 2023-09 or 2023-09-12") from None
    return value


Period = Annotated[
    str,
    AfterValidator(_period),
    WithJsonSchema({"type": "string", "pattern": "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|1[0-9]|2[0-8]))?)?$"}),
]


def _filters(
    outlet: Annotated[
        list[str], Query(description="Only stories of this outlet; may be repeated.", max_length=50)
    ] = [],  # noqa: B006 -- FastAPI copies it
    since: Annotated[
        Period | None, Query(description="Only stories published then or later: 2023, 2023-09 or 2023-09-12.")
    ] = None,
    until: Annotated[Period | None, Query(description="Only stories published then or earlier.")] = None,
) -> Filters:
    return Filters(tuple(outlet), period(since)[0] if since else None, period(until)[1] if until else None)


Which = Annotated[Filters, Depends(_filters)]


def told(answer: Any) -> Response:
    """Return dataclasses, or a list of them, as JSON."""
    plain = [dataclasses.asdict(each) for each in answer] if isinstance(answer, list) else dataclasses.asdict(answer)
    return Response(dumps(plain), media_type="application/json")


@router.get("/stats", response_model=model_of(stats.Stats))
def count(archive: Archive) -> Response:
    """Say how much is on file, of which outlets, and since when."""
    return told(stats.stats(archive))


@router.get("/search", response_model=model_of(search.Answer))
def find(
    archive: Archive,
    q: Words,
    which: Which,
    kind: Annotated[list[search.Kind], Query(alias="in", max_length=5)] = [search.Kind.STORIES],  # noqa: B006 -- FastAPI copies it
    speaker: Annotated[str | None, Query(max_length=200, description="Only what this person is quoted with.")] = None,
    limit: Limit = 20,
) -> Response:
    """Find words in stories, quotations, figures, times and findings."""
    wanted = search.Search(q, kinds=tuple(dict.fromkeys(kind)), filters=which, speaker=speaker, limit=limit)
    return told(search.search(archive, wanted))


@router.get("/people", response_model=model_of(people.People))
def who(
    archive: Archive, name: Annotated[str, Query(min_length=1, max_length=200)], which: Which, limit: Limit = 5
) -> Response:
    """Say who is meant by a name: roles over time, what was said and to whom, and who is named beside."""
    return told(people.people(archive, name, filters=which, limit=limit))


@router.get("/figures", response_model=model_of(figures.Figures))
def how_much(archive: Archive, q: Words, which: Which, limit: Limit = 100) -> Response:
    """Show the figures that stories give for something, by day."""
    return told(figures.figures(archive, Question(q, filters=which, limit=limit)))


@router.get("/timeline", response_model=list[model_of(timeline.Happening)])  # type: ignore[misc]  # made as the program runs
def when(archive: Archive, q: Words, which: Which, limit: Limit = 50) -> Response:
    """Show by day what happened, what was planned, what was foretold and what was said."""
    return told(timeline.timeline(archive, Question(q, filters=which, limit=limit)))


@router.get("/forecasts", response_model=list[model_of(forecasts.Forecast)])  # type: ignore[misc]  # likewise
def foretold(
    archive: Archive,
    which: Which,
    due: Annotated[bool, Query(description="Only what was for a day now past.")] = False,  # noqa: FBT002 -- FastAPI's way
    on: Annotated[dt.date | None, Query(description="The day of asking; today without.")] = None,
    limit: Limit = 20,
) -> Response:
    """Say what was planned or foretold for a day, the latest day first, and what may tell what came of it."""
    day = on or dt.datetime.now(dt.UTC).astimezone().date()
    return told(forecasts.forecasts(archive, on=day, due=due, filters=which, limit=limit))


@router.get("/disagreements", response_model=list[model_of(disagreements.Disagreement)])  # type: ignore[misc]  # likewise
def disagree(archive: Archive, which: Which, limit: Limit = 20) -> Response:
    """Show where stories of one event give different figures or days for the same."""
    return told(disagreements.disagreements(archive, filters=which, limit=limit))


@router.get("/network", response_model=model_of(Network))
def speakers(archive: Archive, q: Words, which: Which, limit: Limit = 100) -> Response:
    """Show who names whom in what is quoted."""
    return told(network.network(archive, Question(q, filters=which, limit=limit)))


@router.get("/stories", response_model=model_of(FiledStory))
def story_named(
    archive: Archive,
    name: Annotated[
        str,
        Query(min_length=1, max_length=2000, description="Its address, the id its source gave, or its number on file."),
    ],
) -> Response:
    """Give a story that is on file."""
    with archive.reading() as connection:
        number = on_file_as(archive, connection, name)
    return told(filed_story(archive, number))


@router.get("/stories/{number}", response_model=model_of(FiledStory))
def story(
    archive: Archive,
    number: Number,
    version: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="Its version; the newest without.")] = None,
) -> Response:
    """Give a story that is on file: one of its versions as it was read."""
    return told(filed_story(archive, number, version))


@router.get("/stories/{number}/versions", response_model=list[model_of(versions.Version)])  # type: ignore[misc]  # likewise
def story_versions(archive: Archive, number: Number) -> Response:
    """List the versions of a story, and what was altered from one to the next."""
    return told(versions.versions(archive, number))


@router.get("/stories/{number}/chain", response_model=list[model_of(chain.Link)])  # type: ignore[misc]  # likewise
def story_chain(archive: Archive, number: Number) -> Response:
    """Say which stories carry the words of one: who had them first, who copied, what was altered on the way."""
    return told(chain.chain(archive, number))


@router.get("/stories/{number}/corrections", response_model=list[model_of(corrections.Correction)])  # type: ignore[misc]  # likewise
def story_corrections(archive: Archive, number: Number) -> Response:
    """List what people have corrected in a story, what was undone too."""
    return told(corrections.corrections(archive, number))
