"""An editor for tests: a client that starts `runtut lsp`, opens documents, and remembers what it is told."""

import asyncio
import os
import sys
import time
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import BaseLanguageClient
from pygls.protocol import default_converter

TIMEOUT = 30


def converter():
    """Return the library's converter, which takes an action that has a command for a bare command, mended."""
    made = default_converter()

    def action(value, _):
        bare = isinstance(value.get("command"), str)
        return made.structure(value, types.Command if bare else types.CodeAction)

    made.register_structure_hook(types.Command | types.CodeAction, action)
    return made


class Editor(BaseLanguageClient):
    """Holds documents as an editor does, and sends changes of them in the units agreed on."""

    def __init__(self):
        super().__init__("editor", "1", converter_factory=converter)
        self.told = {}
        self.messages = []
        self.edits = []
        self.shown = asyncio.Condition()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        async def diagnostics(params):
            async with self.shown:
                self.told[params.uri] = params
                self.shown.notify_all()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params):
            self.messages.append(params.message)

        @self.feature(types.WINDOW_LOG_MESSAGE)
        def log(params):
            self.messages.append(params.message)

    def open(self, uri, text, language="plaintext"):
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text)))

    def change(self, uri, version, *changes):
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), list(changes))
        )

    async def diagnostics(self, uri, version):
        """Return the diagnostics of one state of a document, once they are told."""

        def there():
            return uri in self.told and (self.told[uri].version or 0) >= version

        async with self.shown:
            await asyncio.wait_for(self.shown.wait_for(there), TIMEOUT)
        return list(self.told[uri].diagnostics)

    async def again(self, uri):
        """Return the next diagnostics of a document, those it has being forgotten."""
        self.told.pop(uri, None)
        return await self.diagnostics(uri, 0)

    async def actions(self, uri, where, *diagnostics):
        context = types.CodeActionContext(list(diagnostics))
        asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        return list(await self.text_document_code_action_async(asked))

    def processor_time(self):
        """Return the seconds that the server has worked; where that is not told, the time of day."""
        try:
            fields = Path(f"/proc/{self._server.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        except OSError:
            return time.perf_counter()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def hover(self, uri, line, character):
        return await self.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(line, character))
        )


@asynccontextmanager
async def editor(root=None, *, encodings=None, options=None, locale="en", capabilities=None):
    """Start the server as an editor would, over standard input and output."""
    client = Editor()
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    await client.start_io(sys.executable, "-m", "runtut", "lsp", env=environment)
    hover = types.HoverClientCapabilities(content_format=[types.MarkupKind.Markdown])
    symbol = types.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=True)
    capabilities = capabilities or types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings),
        text_document=types.TextDocumentClientCapabilities(hover=hover, document_symbol=symbol),
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(document_changes=True)
        ),
    )
    client.answer = await asyncio.wait_for(
        client.initialize_async(
            types.InitializeParams(
                capabilities,
                root_uri=root.as_uri() if root else None,
                initialization_options=options,
                locale=locale,
            )
        ),
        TIMEOUT,
    )
    client.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        await asyncio.wait_for(client.shutdown_async(None), TIMEOUT)
        client.exit(None)
        await asyncio.wait_for(client.stop(), TIMEOUT)


def slice_of(text, where, encoding="utf-16-le"):
    """Return the words of a range, by a reading of positions that is not the server's."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if where.start.line != where.end.line:
        raise ValueError(where)
    size = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[encoding]
    raw = lines[where.start.line].encode(encoding)
    return raw[where.start.character * size : where.end.character * size].decode(encoding)
