"""Word documents: paragraphs, the title and the authors; what was struck out stays out.

Read with zipfile and lxml alone. Sizes are bounded before anything is unpacked, entities are not resolved,
and nothing outside the file is fetched. Source: ECMA-376 part 1 (WordprocessingML), section 17.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from runtut.i18n import N_
from runtut.intake.text import Draft, read_draft
from runtut.languages.patterns import late
from runtut.record import Byline, SourceError, Story

if TYPE_CHECKING:
    from lxml.etree import _Element

LARGEST_PART = 48 * 1024 * 1024
"""No part of the file is unpacked beyond this many bytes; a novel takes a tenth of it."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LEFT_OUT = {
    "del",
    "moveFrom",
    "pPr",
    "rPr",
    "instrText",
    "delText",
    "footnoteReference",
    "endnoteReference",
    "annotationRef",
}
_TITLE_STYLES = ("title", "heading 1")
_NO_AUTHOR = late(r"python-docx|microsoft|admin|user|unknown|libreoffice|pengguna|penulis", re.IGNORECASE)


def read_docx(
    data: bytes,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    language: str = "id",
    published: dt.date | None = None,
) -> Story:
    """Return the story in a Word document.

    The title is the paragraph styled as one, else the document's title property where the text begins with it.
    When the file was made or saved says nothing of publication.

    Raises:
        SourceError: kind "format" (not a Word document, or damaged), "too-large" or "empty".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", source)
            if body is None:
                raise SourceError(
                    N_("{source}: not a Word document (no word/document.xml in it); save it as .docx"),
                    kind="format",
                    source=source,
                )
            styles = _style_names(_part(archive, "word/styles.xml", source))
            title, author = _properties(_part(archive, "docProps/core.xml", source))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError, ValueError) as error:
        raise SourceError(
            N_("{source}: the Word document is damaged ({reason}); open it in Word and save it again"),
            kind="format",
            source=source,
            reason=str(error),
        ) from None
    paragraphs = _paragraphs(body, styles, source)
    text = "\n\n".join(each for _, each in paragraphs)
    styled = next((each for style, each in paragraphs[:12] if style in _TITLE_STYLES and "\n" not in each), None)
    if styled is None and title is not None and any(_alike(title, each) for _, each in paragraphs[:3]):
        styled = title
    story = read_draft(
        Draft(text, title=styled, headed=True), id=id, source=source, language=language, published=published
    )
    if not story.bylines and author is not None:
        return replace(story, bylines=(Byline(author),))
    return story


def _alike(first: str, second: str) -> bool:
    return first.casefold().split() == second.casefold().split()


def _part(archive: zipfile.ZipFile, name: str, source: str) -> bytes | None:
    try:
        entry = archive.getinfo(name)
    except KeyError:
        return None
    if entry.file_size > LARGEST_PART:
        raise _too_large(source)
    with archive.open(entry) as part:
        content = part.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise _too_large(source)
    return content


def _too_large(source: str) -> SourceError:
    return SourceError(
        N_("{source}: unpacks to more than {most} MiB; save the text alone as .docx or .txt"),
        kind="too-large",
        source=source,
        most=LARGEST_PART >> 20,
    )


def _root(content: bytes) -> _Element | None:
    from lxml import etree  # noqa: PLC0415 -- slow to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _style_names(content: bytes | None) -> dict[str, str]:
    """Map style ids, which Word writes in the user's language, to the built-in names, which it does not."""
    root = _root(content) if content else None
    names: dict[str, str] = {}
    if root is None:
        return names
    for style in root.iter(f"{_W}style", f"{_STRICT}style"):
        space = style.tag[: style.tag.index("}") + 1]
        named = style.find(f"{space}name")
        key = style.get(f"{space}styleId")
        if key and named is not None:
            names[key] = (named.get(f"{space}val") or "").lower()
    return names


def _properties(content: bytes | None) -> tuple[str | None, str | None]:
    """Return the title and the author among a document's properties, where they say something."""
    root = _root(content) if content else None
    if root is None:
        return None, None
    title = (root.findtext(f"{_DC}title") or "").strip() or None
    author = (root.findtext(f"{_DC}creator") or "").strip() or None
    if author is not None and (_NO_AUTHOR.search(author) or len(author.split()) < 2 or len(author) > 60):
        author = None
    return title, author


def _paragraphs(content: bytes, styles: dict[str, str], source: str) -> list[tuple[str, str]]:
    """Return style name and text of each paragraph that has text, those of tables and text boxes among them."""
    from lxml import etree  # noqa: PLC0415 -- slow to import

    found: list[tuple[str, str]] = []
    reader = etree.iterparse(
        io.BytesIO(content),
        events=("end",),
        tag=(f"{_W}p", f"{_STRICT}p"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, paragraph in reader:
            if _struck(paragraph):
                continue
            space = paragraph.tag[: paragraph.tag.index("}") + 1]
            pieces: list[str] = []
            _collect(paragraph, space, pieces)
            text = "".join(pieces).strip()
            style = paragraph.find(f"{space}pPr/{space}pStyle")
            name = style.get(f"{space}val") if style is not None else None
            paragraph.clear()
            parent = paragraph.getparent()
            while parent is not None and parent[0] is not paragraph:
                del parent[0]
            if text:
                found.append((styles.get(name, name.lower()) if name else "", text))
    except etree.XMLSyntaxError as error:
        raise SourceError(
            N_("{source}: the Word document is damaged ({reason}); open it in Word and save it again"),
            kind="format",
            source=source,
            reason=error.msg,
        ) from None
    return found


def _struck(paragraph: _Element) -> bool:
    """Whether a paragraph stands in a part that only older programs show, or that was moved away."""
    parent = paragraph.getparent()
    while parent is not None:
        if parent.tag == _FALLBACK or parent.tag.endswith(("}del", "}moveFrom")):
            return True
        parent = parent.getparent()
    return False


def _collect(element: _Element, space: str, pieces: list[str]) -> None:
    """Add the text of a paragraph in reading order; paragraphs inside it (text boxes) have been taken already."""
    for child in element:
        tag = str(child.tag)  # that of a comment is a function
        if tag == _FALLBACK:
            continue
        name = tag.rpartition("}")[2]
        if not tag.startswith(space):
            _collect(child, space, pieces)
        elif name in _LEFT_OUT or name == "p":
            continue
        elif name == "t":
            pieces.append(child.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in ("br", "cr"):
            pieces.append("\n")
        elif name == "noBreakHyphen":
            pieces.append("-")
        else:
            _collect(child, space, pieces)
