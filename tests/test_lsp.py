"""The language server, asked by a client as an editor asks: over standard input and output, in the protocol's own words."""

import asyncio
import json
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="pygls is not installed: the language server is not tested")

from lsprotocol import types

from editor import editor, slice_of
from runtut.cli import COMMANDS
from runtut.lsp.actions import ASK, DISMISS
from runtut.lsp.documents import KINDS
from runtut.lsp.drafts import PAUSE

STORY = """Warga Sukarame Bangun Jembatan

Kota Baru - Sidang digelar Senin (12/9/2023). Biayanya Rp 120 juta.

"Kami bekerja setiap sore," kata Kepala Dinas Pekerjaan Umum Sulastri Mandira kepada Kabar, Selasa (12/9/2023).

Panitia mengundang 12 orang, terdiri atas 7 pria dan 4 wanita.
"""


def session(check, root=None, **options):
    """Run one session of an editor."""

    async def run():
        async with editor(root, **options) as client:
            await check(client)

    asyncio.run(asyncio.wait_for(run(), 60))


def insert(line, character, text):
    at = types.Position(line, character)
    return types.TextDocumentContentChangePartial(types.Range(at, at), text)


def test_open_edit_hover_repair_and_symbols(tmp_path):
    path = tmp_path / "cerita.txt"
    uri = path.as_uri()

    async def check(client):
        client.open(uri, STORY)
        found = await client.diagnostics(uri, 1)
        assert [(each.code, each.severity, slice_of(STORY, each.range)) for each in found] == [
            ("CAL001", types.DiagnosticSeverity.Error, "Senin"),
            ("NUM001", types.DiagnosticSeverity.Error, "12 orang"),
        ]
        weekday, total = found
        assert weekday.source == "runtut"
        assert "12 September 2023 was a Tuesday" in weekday.message
        (other,) = weekday.related_information
        assert (other.location.uri, slice_of(STORY, other.location.range)) == (uri, "12/9/2023")
        assert other.message == "“12/9/2023”"
        assert [slice_of(STORY, each.location.range) for each in total.related_information] == ["7 pria", "4 wanita"]

        actions = await client.actions(uri, weekday.range, weekday)
        repairs = [each for each in actions if each.edit is not None]
        assert [each.title for each in repairs] == [
            "Write Tuesday (Senin → Selasa)",
            "Correct the date to 11 September 2023 (12/9/2023 → 11/9/2023)",
        ]
        assert all(each.kind == types.CodeActionKind.QuickFix for each in actions)
        (document,) = repairs[0].edit.document_changes
        (edit,) = document.edits
        assert document.text_document.version == 1

        client.change(uri, 2, types.TextDocumentContentChangePartial(edit.range, edit.new_text))
        assert [each.code for each in await client.diagnostics(uri, 2)] == ["NUM001"]

        line = STORY.split("\n")[2]
        hover = await client.hover(uri, 2, line.index("120 juta") + 1)
        assert "IDR 120 million" in hover.contents.value
        hover = await client.hover(uri, 4, 3)
        assert "Said by Sulastri Mandira" in hover.contents.value
        assert "Kepala Dinas Pekerjaan Umum" in hover.contents.value
        assert "Told to Kabar" in hover.contents.value
        hover = await client.hover(uri, 4, STORY.split("\n")[4].index("12/9") + 1)
        assert "12 September 2023" in hover.contents.value
        hover = await client.hover(uri, 4, STORY.split("\n")[4].index("Sulastri"))
        assert "**Sulastri Mandira \\(person\\)**" in hover.contents.value
        assert await client.hover(uri, 1, 0) is None

        outline = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        )
        named = {each.name: [inner.name for inner in each.children] for each in outline}
        assert named["sources"] == ["Sulastri Mandira"]
        assert named["figures"] == ["Rp 120 juta", "12 orang", "7 pria", "4 wanita"]
        assert "Selasa (12/9/2023)" in named["times"]

        client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        assert await client.again(uri) == []

    session(check, tmp_path)


@pytest.mark.parametrize(
    ("encodings", "chosen", "codec"),
    [
        (None, "utf-16", "utf-16-le"),
        (["utf-8", "utf-16"], "utf-8", "utf-8"),
        (["utf-32", "utf-16"], "utf-32", "utf-32-le"),
        (["utf-7"], "utf-16", "utf-16-le"),
    ],
)
def test_positions_right_after_emoji_and_with_every_line_end(tmp_path, encodings, chosen, codec):
    uri = (tmp_path / "cerita.txt").as_uri()
    text = "Pawai 🎉👩‍👩‍👧 dimulai.\r\n\r\nSidang 😀 digelar 🎉Senin (12/9/2023)🎉.\rSatu 😀.\u2028Dua.\n"

    async def check(client):
        assert client.answer.capabilities.position_encoding == chosen
        client.open(uri, text)
        (found,) = await client.diagnostics(uri, 1)
        assert (found.range.start.line, slice_of(text, found.range, codec)) == (2, "Senin")
        (other,) = found.related_information
        assert slice_of(text, other.location.range, codec) == "12/9/2023"
        hover = await client.hover(uri, 2, other.location.range.start.character)
        assert "12 September 2023" in hover.contents.value
        # a change behind emoji and a line separator, which ends no line
        behind = len("Satu 😀.\u2028".encode(codec)) // {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[codec]
        client.change(uri, 2, insert(3, behind, "Rabu (12/9/2023). "))
        found = await client.diagnostics(uri, 2)
        after = text.replace("\u2028Dua", "\u2028Rabu (12/9/2023). Dua")
        assert [slice_of(after, each.range, codec) for each in found] == ["Senin", "Rabu"]

    session(check, encodings=encodings)


def test_changes_one_after_another_and_beyond_the_end(tmp_path):
    uri = (tmp_path / "cerita.txt").as_uri()

    async def check(client):
        client.open(uri, "Sidang digelar")
        assert await client.diagnostics(uri, 1) == []
        client.change(uri, 2, insert(0, 99, " Senin"), insert(0, 20, " (12/9/2023)."))
        (found,) = await client.diagnostics(uri, 2)
        assert slice_of("Sidang digelar Senin (12/9/2023).", found.range) == "Senin"
        client.change(uri, 3, types.TextDocumentContentChangeWholeDocument("Tenang."))
        assert await client.diagnostics(uri, 3) == []

    session(check)


def test_markdown_under_its_markup(tmp_path):
    uri = (tmp_path / "cerita.md").as_uri()
    text = (
        "---\ntitle: Jembatan Baru Dibangun Warga\ndate: 2023-09-14\n---\n\n# Jembatan Baru Dibangun Warga\n\n"
        "Polisi memeriksa saksi **kemarin**, [Selasa](https://kabar.example/a) (12/9). <!-- catatan -->\n\n"
        "> Sidang *digelar* _Senin_\n> (12/9/2023) pagi.\n"
    )

    async def check(client):
        client.open(uri, text, "markdown")
        found = await client.diagnostics(uri, 1)
        assert [(each.code, slice_of(text, each.range)) for each in found] == [
            ("CAL005", "kemarin"),
            ("CAL001", "Senin"),
        ]
        day = next(each for each in found if each.code == "CAL001")
        actions = await client.actions(uri, day.range)
        (edit,) = actions[0].edit.document_changes[0].edits
        assert (slice_of(text, edit.range), edit.new_text) == ("Senin", "Selasa")
        # the other side of the first finding has a link inside: nothing may be put over it
        actions = await client.actions(uri, found[0].range)
        assert [each.title for each in actions if each.edit] == [
            "Write 2 days ago for yesterday (kemarin → 2 hari lalu)"
        ]

    session(check)


PAGE = """<!doctype html><html lang="id"><head><title>Sidang Warga Sukarame Ditunda | Kabar</title>
<meta property="article:published_time" content="2023-09-14T10:00:00+07:00">
<script type="application/ld+json">{"articleBody": "Sidang digelar Senin (12/9/2023) pagi."}</script></head><body>
<article><h1>Sidang Warga Sukarame Ditunda</h1>
<p>Sidang gugatan warga Sukarame digelar di pengadilan negeri setempat dan dihadiri puluhan orang dari tiga dusun.</p>
<p>Sidang itu digelar &ldquo;terbuka&rdquo; pada <b>Senin</b>&nbsp;(12/9/2023) pagi di ruang utama, kata juru bicara
   pengadilan.</p>
<p>Panitia mengundang 12&nbsp;orang, terdiri atas 7 pria dan 4 wanita, untuk duduk di barisan depan selama sidang.</p>
</article></body></html>
"""


def test_pages_in_their_source(tmp_path):
    uri = (tmp_path / "cerita.html").as_uri()

    async def check(client):
        client.open(uri, PAGE, "html")
        found = await client.diagnostics(uri, 1)
        assert [(each.code, each.range.start.line, slice_of(PAGE, each.range)) for each in found] == [
            ("CAL001", 5, "Senin"),
            ("NUM001", 7, "12&nbsp;orang"),
        ]
        assert slice_of(PAGE, found[0].related_information[0].location.range) == "12/9/2023"
        actions = await client.actions(uri, found[0].range)
        assert [each.edit is not None for each in actions[:2]] == [True, True]
        actions = await client.actions(uri, found[1].range)
        assert not any(each.edit for each in actions), "a space that is written &nbsp; would be lost"
        hover = await client.hover(uri, 7, PAGE.split("\n")[7].index("7 pria"))
        assert "7 pria" in hover.contents.value

    session(check)


def test_a_line_that_stands_twice_where_either_may_be_meant_gets_no_diagnostic(tmp_path):
    uri = (tmp_path / "cerita.html").as_uri()
    twice = "<p>Sidang itu digelar pada Senin (12/9/2023) pagi di ruang utama, kata juru bicara pengadilan.</p>"
    text = PAGE.replace("</article>", twice + "</article><aside class=sidebar>" + twice + "</aside>")

    async def check(client):
        client.open(uri, text, "html")
        found = await client.diagnostics(uri, 1)
        assert [each.range.start.line for each in found] == [5, 7]
        assert any("whose place in the file is not known" in each for each in client.messages)

    session(check)


def test_a_finding_is_dismissed_with_a_reason_and_stays_so(tmp_path, cli):
    path = tmp_path / "cerita.txt"
    path.write_text(STORY, encoding="utf-8")
    uri = path.as_uri()
    (tmp_path / "runtut.toml").write_text('[runtut]\nbaseline = "boleh.toml"\n', encoding="utf-8")

    async def check(client):
        client.open(uri, STORY)
        first, _ = await client.diagnostics(uri, 1)
        actions = await client.actions(uri, first.range)
        dismissing = [each for each in actions if each.command is not None]
        assert [each.title for each in dismissing] == [
            "Dismiss CAL001: both are right as they stand",
            "Dismiss CAL001: these are the words of the source",
            "Dismiss CAL001: runtut has misread it",
        ]
        command = dismissing[0].command
        assert list(client.answer.capabilities.execute_command_provider.commands) == [command.command]
        empty = types.ExecuteCommandParams(command.command, [*command.arguments[:2], " "])
        assert await client.workspace_execute_command_async(empty) is False
        done = types.ExecuteCommandParams(command.command, command.arguments)
        client.told.clear()
        assert await client.workspace_execute_command_async(done) is True
        assert [each.code for each in await client.diagnostics(uri, 1)] == ["NUM001"]
        assert any("give a reason" in each for each in client.messages)

    session(check, tmp_path)
    (entry,) = tomllib.loads((tmp_path / "boleh.toml").read_text(encoding="utf-8"))["silenced"]
    assert (entry["code"], entry["story"], entry["reason"]) == ("CAL001", "cerita.txt", "both are right as they stand")
    findings = cli("check", path, "--format", "json").json["stories"][0]["findings"]
    assert [each["code"] for each in findings] == ["NUM001"]


def test_an_editor_that_asks_for_the_reason_itself(tmp_path):
    path = tmp_path / "cerita.txt"
    uri = path.as_uri()

    async def check(client):
        client.open(uri, STORY)
        first, _ = await client.diagnostics(uri, 1)
        actions = await client.actions(uri, first.range)
        (asking,) = [each.command for each in actions if each.command is not None]
        assert asking.command == "runtut.askReason"
        assert list(asking.arguments) == [uri, first.data["fingerprint"], "CAL001"]
        client.told.clear()
        done = types.ExecuteCommandParams("runtut.dismiss", [*asking.arguments[:2], "dikutip dari undangan"])
        assert await client.workspace_execute_command_async(done) is True
        assert [each.code for each in await client.diagnostics(uri, 1)] == ["NUM001"]
        assert any('baseline = "runtut-baseline.toml"' in each for each in client.messages)

    session(check, tmp_path, options={"askReason": True})
    assert "dikutip dari undangan" in (tmp_path / "runtut-baseline.toml").read_text(encoding="utf-8")


def test_settings_of_the_folder_and_of_the_editor(tmp_path):
    settings = tmp_path / "runtut.toml"
    settings.write_text('[runtut]\nignore = ["NUM"]\nlang = "id"\npublished = 2023-09-14\n', encoding="utf-8")
    uri = (tmp_path / "cerita.txt").as_uri()
    text = "Polisi memeriksa saksi kemarin, Selasa (12/9).\n\nPanitia mengundang 12 orang, terdiri atas 7 pria dan 4 wanita.\n"

    async def check(client):
        client.open(uri, text)
        (found,) = await client.diagnostics(uri, 1)
        assert found.code == "CAL005"
        assert "tidak cocok" in found.message
        settings.write_text("[runtut]\nlang = 'fr'\n", encoding="utf-8")
        client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
        assert [each.code for each in await client.again(uri)] == ["NUM001"]
        assert any("lang needs one of id, en" in each for each in client.messages)
        settings.write_text("[runtut]\nselect = ['CAL']\n", encoding="utf-8")
        client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"runtut": {"published": "2023-09-13", "lang": "en"}})
        )
        assert await client.again(uri) == []
        client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"runtut": {"published": "2023-09-14"}})
        )
        (found,) = await client.again(uri)
        assert "do not fit a story published on" in found.message

    session(check, tmp_path)


def test_what_is_no_story_yet_is_no_trouble_and_what_is_wrong_is_told(tmp_path):
    uri = (tmp_path / "cerita.md").as_uri()

    async def check(client):
        client.open(uri, "", "markdown")
        assert await client.diagnostics(uri, 1) == []
        client.change(
            uri, 2, types.TextDocumentContentChangeWholeDocument("---\ndate: kemarin\n---\n\nSidang ditunda.\n")
        )
        (found,) = await client.diagnostics(uri, 2)
        assert "front matter" in found.message
        assert found.range == types.Range(types.Position(0, 0), types.Position(0, 0))
        client.open("untitled:Untitled-1", "Sidang digelar Senin (12/9/2023).")
        (found,) = await client.diagnostics("untitled:Untitled-1", 1)
        done = types.ExecuteCommandParams("runtut.dismiss", ["untitled:Untitled-1", found.data["fingerprint"], "x"])
        assert await client.workspace_execute_command_async(done) is False
        assert any("save the file first" in each for each in client.messages)

    session(check)


def test_an_editor_of_few_gifts(tmp_path):
    """One that knows no Markdown, no outline and no versions of documents in edits."""
    uri = (tmp_path / "cerita.txt").as_uri()

    async def check(client):
        client.open(uri, STORY)
        first, _ = await client.diagnostics(uri, 1)
        hover = await client.hover(uri, first.range.start.line, first.range.start.character)
        assert hover.contents.kind == types.MarkupKind.PlainText
        assert "CAL001: Monday and 12 September 2023 do not match" in hover.contents.value
        actions = await client.actions(uri, first.range)
        assert list(actions[0].edit.changes) == [uri]
        outline = await client.text_document_document_symbol_async(
            types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
        )
        assert ("Rp 120 juta", "figures") in [(each.name, each.container_name) for each in outline]

    session(check, capabilities=types.ClientCapabilities())


def test_two_thousand_words_are_read_again_at_once(tmp_path):
    """From the change to the diagnostics, the pause for typing aside: what the server works, whatever else the machine does."""
    uri = (tmp_path / "panjang.txt").as_uri()
    paragraph = (
        "Pemerintah Kota Sukarame membangun {n} jembatan sejak Maret 2021 dengan biaya Rp {n},5 miliar. "
        'Kepala Dinas Pekerjaan Umum Sulastri Mandira mengatakan pembangunan itu selesai pada {n} Mei 2023. "Kami bekerja '
        'setiap sore agar warga dapat menyeberang sebelum musim hujan," kata Sulastri, Selasa (9/5/2023).'
    )
    text = "\n\n".join(paragraph.format(n=n % 27 + 2) for n in range(47)) + "\n\nSidang digelar Selasa (12/9/2023).\n"
    assert len(text.split()) >= 2000
    took, worked = [], []

    async def check(client):
        client.open(uri, text)
        before = await client.diagnostics(uri, 1)
        line = text.count("\n") - 1
        for version in range(2, 12):
            slip = version % 2 == 0
            where = types.Range(types.Position(line, 15), types.Position(line, 21 if slip else 20))
            start, done = time.perf_counter(), client.processor_time()
            client.change(uri, version, types.TextDocumentContentChangePartial(where, "Senin" if slip else "Selasa"))
            found = await client.diagnostics(uri, version)
            took.append(time.perf_counter() - start)
            worked.append(client.processor_time() - done)
            assert len(found) == len(before) + slip

    session(check, options={"pause": 0})
    assert min(*took, *worked) < 0.2, (took, worked)


def test_typing_is_waited_for_and_only_the_newest_text_is_read(tmp_path):
    uri = (tmp_path / "cerita.txt").as_uri()
    seen = []

    async def check(client):
        client.open(uri, "Sidang digelar ")
        await client.diagnostics(uri, 1)
        for number, letter in enumerate("Senin (12/9/2023).", 2):
            client.change(uri, number, insert(0, 99, letter))
            seen.append(client.told[uri].version)
        assert [each.code for each in await client.diagnostics(uri, 19)] == ["CAL001"]
        assert set(seen) == {1}
        # who asks does not wait for the pause
        client.change(uri, 20, insert(0, 0, "Kota. "))
        start = time.perf_counter()
        assert (await client.hover(uri, 0, 22)) is not None
        assert time.perf_counter() - start < 5

    session(check, options={"pause": 300})


def test_it_listens_on_this_machine_alone():
    program = [sys.executable, "-m", "runtut", "lsp", "--tcp", "0"]
    server = subprocess.Popen(program, stderr=subprocess.PIPE, text=True)
    try:
        address = server.stderr.readline().split()[-1]
        host, _, port = address.partition(":")
        assert host == "127.0.0.1"
        asyncio.run(asyncio.wait_for(_shake_hands(host, int(port)), 30))
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


async def _shake_hands(host, port):
    for _ in range(200):
        try:
            reader, writer = await asyncio.open_connection(host, port)
            break
        except OSError:
            await asyncio.sleep(0.05)
    asked = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}, "processId": None}}
    )
    writer.write(f"Content-Length: {len(asked)}\r\n\r\n{asked}".encode())
    await writer.drain()
    answered = await reader.readuntil(b"}")
    assert b"Content-Length" in answered
    writer.close()


def test_without_the_library_one_line_says_what_to_install(cli, monkeypatch):
    monkeypatch.setitem(sys.modules, "pygls.lsp.server", None)
    for name in [each for each in sys.modules if each.startswith("runtut.lsp.server")]:
        monkeypatch.delitem(sys.modules, name)
    run = cli("lsp")
    assert (run.status, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert "pip install 'runtut[lsp]'" in run.err
    assert cli("lsp", "--stdio", "--tcp", "0").status == 2


def test_the_extension_for_visual_studio_code_speaks_of_what_there_is():
    folder = Path(__file__).parent.parent / "editors" / "vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    script = (folder / package["main"]).read_text(encoding="utf-8")
    assert f'"{DISMISS}"' in script
    assert f'"{ASK}"' in script
    properties = package["contributes"]["configuration"]["properties"]
    assert set(properties["runtut.languages"]["default"]) <= set(KINDS)
    assert properties["runtut.pause"]["default"] == PAUSE * 1000
    assert "lsp" in COMMANDS
    assert properties["runtut.command"]["default"] == ["runtut", "lsp"]
    node = shutil.which("node")
    if node is not None:
        subprocess.run([node, "--check", str(folder / package["main"])], check=True)
