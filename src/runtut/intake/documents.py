"""One document to its story: a page, plain text, Markdown or a Word document."""

from __future__ import annotations

from runtut.i18n import N_
from runtut.intake.encoding import decode
from runtut.intake.formats import MANY, format_of, glance, sniff
from runtut.intake.items import Given, Item, Web, failed, with_defaults
from runtut.record import SourceError, Story
from runtut.record.errors import bug_in


def read_document(data: bytes, name: str) -> Item:
    """Return the story of one document at hand: a page, plain text, Markdown or .docx, which its name or its content says."""
    form, packed = format_of(name)
    if form is None or form in MANY or packed:
        form = sniff(data)
    if form in MANY:
        template = N_("this holds many stories; give one document")
        return failed(name, "format", template)
    return read_bytes(form, data, name, Given(None, "id", Web()))


def read_bytes(form: str, data: bytes, name: str, options: Given) -> Item:
    """Return the story of a document of a format, or the error in its place; what its content says goes before the name."""
    try:
        form = glance(form, data, name)
        raw = decode(data, source=name) if form in ("text", "markdown") else None
        return Item(name, name, story=_story(form, data, raw, name, options), raw=raw)
    except SourceError as error:
        return Item(name, name, error=error)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other sources must come out
        return Item(name, name, error=bug_in(name, error, source=name))


def _story(form: str, data: bytes, raw: str | None, name: str, options: Given) -> Story:
    text = data if raw is None else raw  # plain text and Markdown are decoded already
    if form == "html":
        from runtut.intake.html import read_page  # noqa: PLC0415 -- lxml is slow to import

        return with_defaults(read_page(data, id=name, source=name), options)
    if form == "docx":
        from runtut.intake.docx import read_docx  # noqa: PLC0415 -- lxml is slow to import

        return read_docx(data, id=name, source=name, language=options.language, published=options.published)
    if form == "markdown":
        from runtut.intake.markdown import read_markdown  # noqa: PLC0415 -- read when needed

        return read_markdown(text, id=name, source=name, language=options.language, published=options.published)
    from runtut.intake.text import read_text  # noqa: PLC0415 -- read when needed

    return read_text(text, id=name, source=name, language=options.language, published=options.published)
