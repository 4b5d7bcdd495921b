"""Putting stories on file, and correcting what is: only on purpose, and signed."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel, Field
from sqlalchemy import select

from runtut.archive import corrections
from runtut.archive.database import Database
from runtut.archive.join import join
from runtut.archive.rows import Entry
from runtut.archive.tables import STORIES
from runtut.archive.write import Fate, write
from runtut.desk.access import token_of
from runtut.desk.api.archive import Archive, Number, told
from runtut.desk.api.models import model_of
from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.reading import as_json, asked
from runtut.desk.api.schemas import StoryIn, Text
from runtut.desk.state import desk_of
from runtut.desk.work import ENTRY, Job, Wish
from runtut.i18n import N_

router = APIRouter(tags=["writing"], responses=documented(400, 404, 408, 413, 415, 422, 503, 504))


class FiledIn(StoryIn):
    """A story to be put on file. It needs an id of its own, or an address."""


class AddedOut(BaseModel):
    """What became of a story."""

    fate: Fate = Field(
        description="`added`; `version`, where another text of it was on file; `known`, where this one was."
    )
    number: int | None = Field(description="Its number on file.")


class SignedIn(BaseModel):
    """A correction, and who makes it."""

    reason: Text = Field(pattern=r"\S", max_length=2000, description="Why, for whoever reads it later.")
    by: Text | None = Field(default=None, max_length=200, description="Who says so; with a token, it is whose that is.")


class DismissalIn(SignedIn):
    """That a finding is wrong."""

    finding: Text = Field(
        pattern=r"\S", max_length=200, description="Its fingerprint, or its code where there is one of that code alone."
    )


class SpeakerIn(SignedIn):
    """Who said a quotation."""

    quotation: Text = Field(pattern=r"\S", max_length=2000, description="Words of it in a row, or a place in it.")
    speaker: Text = Field(pattern=r"\S", max_length=300)


@router.post("/stories", response_model=AddedOut, dependencies=[Depends(as_json)])
async def add(story: FiledIn, request: Request, archive: Archive) -> AddedOut:
    """Put a story on file."""
    if story.id is None and story.url is None:
        raise Problem(422, N_("give the story an id or a url, by which it is known"), kind="schema")
    entry = story.entry() if story.id is not None else {**story.entry(), "id": story.url}
    answer = await asked(request, Job(entry, Wish(ENTRY, language_of(request))))
    assert answer.entry is not None, "that is what was wanted"
    added = await run_in_threadpool(_written, archive, answer.entry)
    desk_of(request).cache.clear()
    return added


def _written(archive: Database, entry: Entry) -> AddedOut:
    fate = write(archive, [entry], now=dt.datetime.now(dt.UTC))[0]
    join(archive)
    with archive.reading() as connection:
        number = connection.execute(select(STORIES.c.id).where(STORIES.c.key == entry.key)).scalar()
    return AddedOut(fate=fate, number=number)


@router.post(
    "/stories/{number}/dismissals", response_model=model_of(corrections.Correction), dependencies=[Depends(as_json)]
)
def dismiss(number: Number, given: DismissalIn, request: Request, archive: Archive) -> Response:
    """Say that a finding in a story is wrong."""
    made = corrections.dismiss(archive, number, given.finding, _signed(given, request))
    desk_of(request).cache.clear()
    return told(made)


@router.post(
    "/stories/{number}/speakers", response_model=model_of(corrections.Correction), dependencies=[Depends(as_json)]
)
def correct_speaker(number: Number, given: SpeakerIn, request: Request, archive: Archive) -> Response:
    """Say who said a quotation of a story."""
    made = corrections.correct_speaker(archive, number, given.quotation, given.speaker, _signed(given, request))
    return told(made)


@router.delete("/corrections/{number}", response_model=model_of(corrections.Correction))
def undo(number: Annotated[int, Path(ge=1, le=2**31 - 1)], request: Request, archive: Archive) -> Response:
    """Undo a correction; it stays on file as one that was undone."""
    undone = corrections.undo(archive, number, dt.datetime.now(dt.UTC))
    desk_of(request).cache.clear()
    return told(undone)


def _signed(given: SignedIn, request: Request) -> corrections.Signature:
    token = token_of(request)
    name = token.name if token is not None else (given.by or "").strip()
    if not name:
        raise Problem(422, N_("say who makes this correction: by"), kind="schema")
    return corrections.Signature(name, given.reason.strip(), dt.datetime.now(dt.UTC))
