"""The pages of the archive."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from runtut.archive.stats import stats
from runtut.desk.pages.frame import ARCHIVE, View, page
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.markup import el

router = APIRouter(include_in_schema=False)


@router.get("/archive")
def archive(request: Request) -> Response:
    """Show what is on file."""
    view = View.of(request)
    title = view.say(N_("Archive"))
    known = stats(archive_of(request))
    said = view.say(N_("{count} stories on file"), count=known.counts["stories"])
    return page(
        view,
        title,
        el("h1", title),
        el("p", said),
        section=ARCHIVE,
        styles=("archive.css",),
        scripts=("archive.js",),
    )
