"""The pages of the archive."""

from __future__ import annotations

from fastapi import APIRouter

from runtut.desk.pages.archive import amounts, board, happened, home, persons, plans, searching, speakers, story

router = APIRouter(include_in_schema=False)
for each in (home, searching, story, persons, happened, amounts, speakers, board, plans):
    router.include_router(each.router)
