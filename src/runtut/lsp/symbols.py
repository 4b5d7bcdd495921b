"""The outline of a story: who is quoted, which figures it gives, which days it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol import types

from runtut.i18n import N_, translate
from runtut.lsp.documents import Reading
from runtut.lsp.positions import Lines
from runtut.record import TEXT, Annotation, Quotation, Record
from runtut.report.tables import figures, sources, word_quantity, word_time
from runtut.report.wording import tidy

_LONGEST = 60  # characters of a quotation in the outline


def symbols(reading: Reading, lines: Lines, language: str) -> list[types.DocumentSymbol]:
    """Return the outline of a document, what of it is known to stand somewhere."""
    record = reading.record
    if record is None or reading.alignment is None:
        return []
    groups = (
        (N_("sources"), list(_sources(record, reading, lines, language))),
        (N_("figures"), list(_figures(record, reading, lines, language))),
        (N_("times"), list(_times(record, reading, lines, language))),
    )
    return [_group(translate(name, language), members) for name, members in groups if members]


def _group(name: str, members: list[types.DocumentSymbol]) -> types.DocumentSymbol:
    first = min((each.range.start for each in members), key=_order)
    last = max((each.range.end for each in members), key=_order)
    return types.DocumentSymbol(
        name=name,
        kind=types.SymbolKind.Namespace,
        range=types.Range(first, last),
        selection_range=types.Range(first, first),
        detail=str(len(members)),
        children=members,
    )


def _order(position: types.Position) -> tuple[int, int]:
    return position.line, position.character


def _sources(record: Record, reading: Reading, lines: Lines, language: str) -> Iterator[types.DocumentSymbol]:
    for source in sources(record):
        said = [
            _one(each, f"“{_short(each)}”", "", types.SymbolKind.String, reading, lines) for each in source.quotations
        ]
        members = [each for each in said if each is not None]
        if members:
            name = source.name or translate(N_("nobody named"), language)
            made = _group(tidy(name) or "?", members)
            made.kind, made.detail = types.SymbolKind.Class, ", ".join(map(tidy, source.roles)) or None
            yield made


def _figures(record: Record, reading: Reading, lines: Lines, language: str) -> Iterator[types.DocumentSymbol]:
    for figure in figures(record):
        quantity = figure.quantity
        detail = word_quantity(quantity, language)
        made = _one(quantity, tidy(quantity.text), detail, types.SymbolKind.Number, reading, lines)
        if made is not None:
            yield made


def _times(record: Record, reading: Reading, lines: Lines, language: str) -> Iterator[types.DocumentSymbol]:
    for time in record.times:
        if time.part == TEXT:
            detail = word_time(time, language) or time.value
            made = _one(time, tidy(time.text), detail, types.SymbolKind.Event, reading, lines)
            if made is not None:
                yield made


def _short(quotation: Quotation) -> str:
    words = tidy(quotation.text)
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"


def _one(
    what: Annotation, name: str, detail: str, kind: types.SymbolKind, reading: Reading, lines: Lines
) -> types.DocumentSymbol | None:
    place = reading.alignment.place(what.span) if reading.alignment is not None else None
    if place is None:
        return None
    where = lines.range(*place)
    return types.DocumentSymbol(name or "?", kind, where, where, detail or None)


def flat(
    outline: Iterable[types.DocumentSymbol], uri: str, inside: str | None = None
) -> Iterator[types.SymbolInformation]:
    """Yield the outline as a list, for editors that know no other."""
    for each in outline:
        if each.children:
            yield from flat(each.children, uri, each.name)
        else:
            yield types.SymbolInformation(types.Location(uri, each.range), each.name, each.kind, container_name=inside)
