"""Quotation marks are unbalanced, or opened in one style and closed in another.

Why: a reader cannot tell where the words of a source end and those of the desk begin.
Bad: [["]]Jembatan ini milik warga, ujar Ratmi Suhanda di balai desa pada pagi hari.
Bad: [[“]]Jembatan ini milik warga,[["]] ujar Ratmi Suhanda.
Good: "Jembatan ini milik warga," ujar Ratmi Suhanda.
Silent: where a quotation runs on over paragraphs that each open again, where its opening mark stayed behind at the end of
    the paragraph before, for inches and minutes, for apostrophes inside names, and for guillemets, which close either
    way round. Several pairs of mixed style in one story are one finding.
Limits: a mark without its partner is a note, since one in three was a false alarm when they were read (marks that a page moved, or
    glued together); pairs of mixed style were always right.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Piece, Quotation, QuotationKind, Record, Rule, Severity

RULE = Rule(
    code="SRC003",
    name="unbalanced-marks",
    severity=Severity.WARNING,
    needs=(Layer.QUOTATIONS,),
    message=N_("quotation marks are unbalanced"),
)

_UNCLOSED = N_("a quotation is opened with {opening} and never closed")
_UNOPENED = N_("a quotation is closed with {closing} and never opened")
_MIXED = N_("a quotation is opened with {opening} and closed with {closing}")
_MORE = N_("{count} more pairs in this story are mixed the same way")
_CLOSE = N_("close the quotation where the words of the source end")
_OPEN = N_("open the quotation where the words of the source begin, or take off the mark")
_SAME = N_("use one style for both marks")

_FOREIGN = "»«„â"  # guillemets close either way round; the last is a mark shown in a wrong encoding
_PAIRS = frozenset({("“", "”"), ("‘", "’"), ("„", "“"), ("„", "”"), ("``", "''")})
_RUNS_ON = "-running"  # the name of a reading in which the next paragraph opens again


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each mark without its partner, and one for the pairs of mixed style."""
    mixed: list[Quotation] = []
    for quotation in record.quotations:
        opening, closing = quotation.opening, quotation.closing
        if quotation.kind is QuotationKind.INDIRECT or (opening is None and closing is None):
            continue
        if quotation.rule.endswith(_RUNS_ON):
            continue
        if opening is not None and closing is not None:
            if not _match(opening.value, closing.value):
                mixed.append(quotation)
        elif opening is not None and opening.value[0] not in _FOREIGN:
            yield _alone(opening, {"opening": opening.value}, _UNCLOSED, _CLOSE)
        elif closing is not None and closing.value[0] not in "“" + _FOREIGN:
            yield _alone(closing, {"closing": closing.value}, _UNOPENED, _OPEN)
    if mixed:
        first = mixed[0]
        assert first.opening is not None
        assert first.closing is not None
        yield RULE.finding(
            spans=(first.opening, first.closing),
            values={"opening": first.opening.value, "closing": first.closing.value, "count": len(mixed) - 1},
            message=_MIXED,
            detail=_MORE if len(mixed) > 1 else "",
            fixes=(_SAME,),
        )


def _alone(mark: Piece[str], values: dict[str, object], message: str, fix: str) -> Finding:
    return RULE.finding(spans=(mark,), values=values, severity=Severity.NOTE, message=message, fixes=(fix,), detail="")


def _match(opening: str, closing: str) -> bool:
    """Whether two marks are of one style."""
    strange = opening[0] in "«»â" or closing[0] in "«»â"
    return opening == closing or strange or (opening, closing) in _PAIRS
