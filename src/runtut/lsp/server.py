"""The language server: what an editor asks, and what it is told. Source: Language Server Protocol 3.17."""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import to_fs_path

from runtut.baseline import HEADING, entry_text
from runtut.i18n import N_, choose_language
from runtut.lsp.actions import DISMISS, dismissing, repairing
from runtut.lsp.documents import Reading, kind_of, read_document
from runtut.lsp.drafts import PAUSE, Draft, Readers
from runtut.lsp.hover import in_markdown, in_plain, meanings
from runtut.lsp.positions import Lines, changed
from runtut.lsp.symbols import flat, symbols
from runtut.lsp.told import Told, at, problem, told, unplaced
from runtut.lsp.workplace import Workplace, Workplaces
from runtut.report.wording import say, word_error
from runtut.settings import TODAY

HOST = "127.0.0.1"
"""Where the server listens, if it does: drafts are confidential, and nobody else is to read them."""


class _Protocol(LanguageServerProtocol):
    """The protocol but for documents, which we keep ourselves: the library ends lines where the protocol does not."""

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None


class Server(LanguageServer):
    """What the server knows: the open drafts, what holds where they lie, and how the editor wants to be spoken to."""

    def __init__(self, version: str, language: str) -> None:
        super().__init__("runtut", version, protocol_cls=_Protocol)
        self.drafts: dict[str, Draft] = {}
        self.places = Workplaces()
        self.readers = Readers(self.read, self.tell)
        self.root: Path | None = None
        self.published: dt.date | str | None = None
        self.pause = PAUSE
        self.asks = False
        self._language = language
        self._said: set[str] = set()

    # ------------------------------------------------------------ what holds

    def place_of(self, draft: Draft) -> Workplace:
        """Return what holds where a draft lies."""
        return self.places.of(draft.path, self.root)

    def language_of(self, draft: Draft) -> str:
        """Return the language to speak of a draft: that of its folder's settings, else the editor's."""
        return self.place_of(draft).settings.lang or self._language

    def lines_of(self, text: str) -> Lines:
        """Return the lines of a text in the units that were agreed on."""
        return Lines(text, self.encoding)

    @property
    def encoding(self) -> types.PositionEncodingKind | str:
        """The units of positions that were agreed on."""
        return self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16

    def set_up(self, params: types.InitializeParams) -> None:
        """Take over what the editor says of itself."""
        uri = params.workspace_folders[0].uri if params.workspace_folders else params.root_uri
        path = to_fs_path(uri) if uri else None
        self.root = Path(path) if path else None
        options = params.initialization_options
        self._language = choose_language(params.locale, self._language)
        self.take_options(options if isinstance(options, dict) else {})

    def take_options(self, options: dict[str, Any]) -> None:
        """Take over settings of the editor: `published`, `lang`, `pause` (milliseconds), `askReason`."""
        if "lang" in options:
            self._language = choose_language(options["lang"] or None, self._language)
        if "published" in options:
            self.published = _day(options["published"])
        pause = options.get("pause")
        if isinstance(pause, int | float) and 0 <= pause <= 60_000:
            self.pause = pause / 1000
        self.asks = bool(options.get("askReason", self.asks))

    # ------------------------------------------------------------ reading and telling

    def read(self, draft: Draft, text: str) -> Reading:
        """Read a draft's text; in a thread of its own."""
        place = self.place_of(draft)
        reading = read_document(
            text,
            draft.kind,
            place.entries,
            name=str(draft.path) if draft.path is not None else "-",
            language=place.settings.language,
            published=place.published(self.published),
        )
        if reading.record is None or place.baseline is None:
            return reading
        record, silenced = place.baseline.silence(reading.record)
        return Reading(text, reading.kind, record, reading.alignment) if silenced else reading

    def told_of(self, draft: Draft, reading: Reading) -> list[Told]:
        """Return the findings of a reading with their places."""
        return told(reading, self.lines_of(reading.text), draft.uri, self.language_of(draft))

    def tell(self, draft: Draft, reading: Reading, version: int) -> None:
        """Send what was found."""
        if self.drafts.get(draft.uri) is not draft:
            return
        language = self.language_of(draft)
        wrong = self.place_of(draft).problem
        if wrong is not None:
            self.say_once(word_error(wrong, language), types.MessageType.Warning)
        missing = unplaced(reading)
        if missing:
            template = N_("{uri}: {count} findings whose place in the file is not known; `runtut check` shows them")
            self.say_once(say(template, language, uri=draft.uri, count=missing))
        trouble = problem(reading, language)
        found = [each.diagnostic for each in self.told_of(draft, reading)]
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(draft.uri, [trouble] if trouble is not None else found, version=version)
        )

    def say_once(self, message: str, type_: types.MessageType = types.MessageType.Log) -> None:
        """Write a line to the editor's log, or show it where it is a warning; the same one only once."""
        if message in self._said:
            return
        self._said.add(message)
        if type_ is types.MessageType.Log:
            self.window_log_message(types.LogMessageParams(type_, message))
        else:
            self.window_show_message(types.ShowMessageParams(type_, message))

    def read_all(self) -> None:
        """Read every draft anew: what holds for it may have changed."""
        for draft in self.drafts.values():
            draft.reading = None
            self.readers.ask(draft, 0)

    # ------------------------------------------------------------ dismissing

    def dismiss(self, draft: Draft, key: str, reason: str) -> str | None:
        """Write a finding down as looked at and left; return what is wrong, if that cannot be done."""
        language = self.language_of(draft)
        reading, place = draft.current, self.place_of(draft)
        path = place.baseline_path
        if draft.path is None or path is None:
            return say(N_("save the file first: findings are dismissed by the name of its file"), language)
        if not reason.strip():
            return say(N_("give a reason: without one a finding is not dismissed"), language)
        if place.problem is not None:
            return word_error(place.problem, language)
        found = [each for each in self.told_of(draft, reading) if each.key == key] if reading is not None else []
        if not found or reading is None or reading.record is None:
            return say(N_("this finding is no longer there"), language)
        entry = entry_text(
            found[0].finding, reading.record, reason=reason.strip(), today=dt.datetime.now(dt.UTC).date()
        )
        try:
            new = not path.exists()
            with path.open("a", encoding="utf-8") as file:
                file.write((HEADING if new else "") + entry)
        except OSError as error:
            return say(N_("{path} cannot be written ({reason})"), language, path=path, reason=error.strerror)
        if not place.names_baseline:
            template = N_(
                'written to {path}; put baseline = "{name}" into runtut.toml, so that `runtut check` leaves it out too'
            )
            self.say_once(say(template, language, path=path, name=path.name), types.MessageType.Info)
        return None


def make_server(version: str, language: str) -> Server:
    """Return a server that is ready to be started; `language` is that of messages where nobody sets another."""
    server = Server(version, language)

    @server.feature(types.INITIALIZE)
    def initialize(ls: Server, params: types.InitializeParams) -> None:
        ls.set_up(params)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path = to_fs_path(document.uri) if document.uri.startswith("file:") else None
        kind = kind_of(path or document.uri.rpartition(":")[2], document.language_id)
        if kind is None:
            return
        draft = Draft(document.uri, Path(path) if path else None, kind, document.text, document.version)
        ls.drafts[document.uri] = draft
        ls.readers.ask(draft, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changes(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
        draft = ls.drafts.get(params.text_document.uri)
        if draft is not None:
            draft.text = changed(draft.text, params.content_changes, ls.encoding)
            draft.version = params.text_document.version
            ls.readers.ask(draft, ls.pause)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
        draft = ls.drafts.pop(params.text_document.uri, None)
        if draft is not None:
            ls.readers.close(draft)
            ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(draft.uri, []))

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
        options = params.settings.get("runtut") if isinstance(params.settings, dict) else None
        if isinstance(options, dict):
            ls.take_options(options)
        ls.read_all()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def touched(ls: Server, _params: types.DidChangeWatchedFilesParams) -> None:
        ls.read_all()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
        return await _hover(ls, params)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix]),
    )
    async def actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        return await _actions(ls, params)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def outline(
        ls: Server, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        return await _outline(ls, params)

    @server.command(DISMISS)
    async def dismiss(ls: Server, uri: str, fingerprint: str, reason: str) -> bool:
        draft = ls.drafts.get(uri)
        if draft is None:
            return False
        await ls.readers.now(draft)
        wrong = ls.dismiss(draft, fingerprint, reason)
        if wrong is not None:
            ls.window_show_message(types.ShowMessageParams(types.MessageType.Warning, wrong))
            return False
        ls.read_all()
        return True

    return server


async def _current(ls: Server, uri: str) -> tuple[Draft, Reading] | None:
    draft = ls.drafts.get(uri)
    reading = await ls.readers.now(draft) if draft is not None else None
    return None if draft is None or reading is None else (draft, reading)


async def _hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    known = await _current(ls, params.text_document.uri)
    if known is None or known[1].record is None or known[1].alignment is None:
        return None
    draft, reading = known
    assert reading.record is not None
    assert reading.alignment is not None
    lines = ls.lines_of(reading.text)
    place = reading.alignment.inside(lines.offset(params.position))
    if place is None:
        return None
    found = meanings(reading.record, place, list(reading.record.findings), ls.language_of(draft))
    if not found:
        return None
    stretch = reading.alignment.place(min((each.span for each in found), key=lambda span: span.end - span.start))
    capability = ls.client_capabilities.text_document
    formats = capability.hover.content_format if capability is not None and capability.hover is not None else None
    if formats and types.MarkupKind.Markdown in formats:
        said = types.MarkupContent(types.MarkupKind.Markdown, in_markdown(found))
    else:
        said = types.MarkupContent(types.MarkupKind.PlainText, in_plain(found))
    return types.Hover(said, lines.range(*stretch) if stretch is not None else None)


async def _actions(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    only = params.context.only
    if only and not any(types.CodeActionKind.QuickFix.value.startswith(each) for each in only):
        return []
    known = await _current(ls, params.text_document.uri)
    if known is None:
        return []
    draft, reading = known
    lines, language = ls.lines_of(reading.text), ls.language_of(draft)
    start, end = lines.offset(params.range.start), lines.offset(params.range.end)
    workspace = ls.client_capabilities.workspace
    edit = workspace.workspace_edit if workspace is not None else None
    versioned = edit is not None and bool(edit.document_changes)
    met = list(at(ls.told_of(draft, reading), start, end))
    made: list[types.CodeAction] = []
    for each in met:
        made += repairing(each, reading, lines, draft.uri, draft.version, language, versioned=versioned)
    for each in met:
        made += dismissing(each, draft.uri, language, asks=ls.asks)
    return made


async def _outline(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    known = await _current(ls, params.text_document.uri)
    if known is None:
        return []
    draft, reading = known
    found = symbols(reading, ls.lines_of(reading.text), ls.language_of(draft))
    document = ls.client_capabilities.text_document
    outline = document.document_symbol if document is not None else None
    if outline is not None and outline.hierarchical_document_symbol_support:
        return found
    return list(flat(found, draft.uri))


def _day(value: object) -> dt.date | str | None:
    """Return the day of publication that an editor is set to: an ISO day, "today", or None for none."""
    if value == TODAY:
        return TODAY
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
