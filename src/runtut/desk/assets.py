"""Style sheets and scripts of the pages, in `static/`: known files only, and a browser may keep what is asked for by its digest."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from runtut.desk.api.problems import Problem
from runtut.i18n import N_
from runtut.report import network
from runtut.report.html import article
from runtut.values import dataclass

FOLDER = Path(__file__).with_name("static")
_SHARED = {
    "reading.css": Path(article.__file__).with_name("article.css"),
    "network.js": Path(network.__file__).with_name("page.js"),
}
"""Files that stand elsewhere in the package: pages that stand alone and the desk show stories and networks the same way."""
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that pages use."""

    content: bytes
    type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Return every file below `static/` by its path from there, and those shared with reports."""
    found = {}
    own = {path.relative_to(FOLDER).as_posix(): path for path in sorted(FOLDER.rglob("*"))}
    for name, path in {**own, **_SHARED}.items():
        if path.suffix in _TYPES:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()[:16]
            found[name] = Asset(content, _TYPES[path.suffix], digest)
    return found


def address(name: str) -> str:
    """Return where a page finds a file of `static/`; the address changes with what is in it.

    Raises:
        KeyError: there is no such file.
    """
    return f"/static/{name}?v={assets()[name].digest}"


@router.get("/static/{name:path}")
def static(name: str, request: Request, v: str = "") -> Response:
    """Send a file."""
    asset = assets().get(name)
    if asset is None:
        raise Problem(404, N_("there is no such file"))
    tag = f'"{asset.digest}"'
    kept = "public, max-age=31536000, immutable" if v == asset.digest else "no-cache"
    headers = {"ETag": tag, "Cache-Control": kept}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.type, headers=headers)
