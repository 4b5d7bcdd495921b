"""What can be done about a finding: make one of its repairs, or dismiss it with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from lsprotocol import types

from runtut.i18n import N_
from runtut.lsp.documents import Reading
from runtut.lsp.positions import Lines
from runtut.lsp.told import Told, capital
from runtut.record import Record
from runtut.report.repairs import Edit, Repair, repairs
from runtut.report.wording import say, tidy, word

DISMISS = "runtut.dismiss"
"""The command that dismisses a finding: the document, the finding's fingerprint, the reason."""
ASK = "runtut.askReason"
"""A command of the editor's own, which asks for the reason and hands it to `DISMISS`: document, fingerprint, code."""

REASONS = (
    N_("both are right as they stand"),
    N_("these are the words of the source"),
    N_("runtut has misread it"),
)
"""Reasons to choose from where the editor cannot ask for one."""


def repairing(
    each: Told, reading: Reading, lines: Lines, uri: str, version: int | None, language: str, *, versioned: bool
) -> Iterator[types.CodeAction]:
    """Yield an action for each repair that can be made in the document as it is."""
    if reading.record is None:
        return
    for repair in repairs(each.finding, reading.record):
        edits = _edits(repair.edits, reading, lines)
        if edits:
            yield types.CodeAction(
                title=_title(repair, reading.record, language),
                kind=types.CodeActionKind.QuickFix,
                diagnostics=[each.diagnostic],
                edit=_workspace_edit(edits, uri, version, versioned=versioned),
            )


def _title(repair: Repair, record: Record, language: str) -> str:
    """Return what a repair does, with the words that go and those that come: their language is the story's."""
    changed = {(tidy(record.slice(each.span)), each.text) for each in repair.edits}
    shown = ", ".join(f"{old} → {new}" for old, new in sorted(changed))
    return f"{capital(word(repair.message, language))} ({shown})"


def dismissing(each: Told, uri: str, language: str, *, asks: bool) -> Iterator[types.CodeAction]:
    """Yield the actions that dismiss a finding; `asks`: the editor asks for the reason itself."""
    code = each.finding.code
    if asks:
        title = say(N_("Dismiss {code} and give the reason…"), language, code=code)
        yield _command(title, ASK, [uri, each.key, code], each)
        return
    for reason in REASONS:
        worded = say(reason, language)
        title = say(N_("Dismiss {code}: {reason}"), language, code=code, reason=worded)
        yield _command(title, DISMISS, [uri, each.key, worded], each)


def _command(title: str, command: str, arguments: list[str], each: Told) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[each.diagnostic],
        command=types.Command(title, command, arguments=list(arguments)),
    )


def _edits(made: tuple[Edit, ...], reading: Reading, lines: Lines) -> list[types.TextEdit]:
    """Return a repair's edits of the document; none where one of them would have to change markup."""
    record, alignment = reading.record, reading.alignment
    if record is None or alignment is None:
        return []
    edits = []
    for edit in made:
        place = alignment.written(edit.span, record.slice(edit.span))
        if place is None:
            return []
        text = escape(edit.text, quote=False) if reading.kind == "html" else edit.text
        edits.append(types.TextEdit(lines.range(*place), text))
    return edits


def _workspace_edit(
    edits: list[types.TextEdit], uri: str, version: int | None, *, versioned: bool
) -> types.WorkspaceEdit:
    if not versioned:
        return types.WorkspaceEdit(changes={uri: edits})
    document = types.OptionalVersionedTextDocumentIdentifier(uri, version)
    return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
