"""The page of a draft in Chromium: written in, read, repaired, and nothing of it kept."""

import json
import re
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from browser import browser, desk
from runtut.archive.database import open_database
from runtut.archive.tables import STORIES
from runtut.baseline import read_baseline
from runtut.intake.markdown import read_markdown
from runtut.pipeline import check
from runtut.report.outline import outline_object
from word import document

TEXT = (
    "Pasar Lembayung dibuka Senin (12/9/2023) oleh Bupati Ratna Kusumawardani.\n\n"
    "Dari 400 lapak, 75 persen atau 340 lapak sudah terisi.\n\n"
    "Sewa lapak naik dari Rp200 ribu menjadi Rp250 ribu, atau naik 20 persen."
)
SIDES = ["Senin", "12/9/2023", "400 lapak", "75 persen", "340 lapak", "naik", "Rp200 ribu", "Rp250 ribu", "20 persen"]


@pytest.fixture(scope="module")
def chromium():
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(chromium):
    with desk() as made:
        yield made


@pytest.fixture
def look(chromium, address):
    """Open the page of a draft; whatever a script complains about fails the test."""
    opened, complaints = [], []

    def heard(said):
        if said.type == "error" and not re.search(
            r"status of (403|422|503)", said.text
        ):  # refused, as tests below want it
            complaints.append(said.text)

    def look(language="en", width=1280, height=900, **options):
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", heard)
        page.goto(f"{address}/draft?lang={language}")
        return page

    yield look
    for context in opened:
        context.close()
    assert complaints == []


def write(page, text=TEXT, findings=3):
    """Paste a text and wait until so many findings are shown."""
    area = page.locator(".editor.text textarea")
    area.focus()
    page.keyboard.insert_text(text)
    left(page, findings)
    return area


def left(page, count):
    """Wait until so many findings are shown."""
    page.wait_for_function("count => document.querySelectorAll('#notes > li').length === count", arg=count)


def marked(page, part="text"):
    """Return the words under marks, in order."""
    return page.locator(f".editor.{part} .mirror .mark").all_text_contents()


def text_of(page):
    return page.locator(".editor.text textarea").input_value()


def notes(page):
    return page.locator("#notes > li")


def wide(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


SAYS = {
    "en": ("Monday and 12 September 2023 do not match", "12 September 2023 was a Tuesday", "Write Tuesday", "Findings"),
    "id": (
        "Senin dan 12 September 2023 tidak cocok",
        "12 September 2023 jatuh pada hari Selasa",
        "Tulis Selasa",
        "Temuan",
    ),
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_three_slips_are_marked_one_is_opened_and_repaired_and_goes(look, language):
    message, fact, repair, heading = SAYS[language]
    page = look(language)
    write(page)
    assert marked(page) == SIDES
    assert page.locator("#tab-findings").inner_text() == f"{heading}3"
    page.locator(".editor.text .mark", has_text="12/9/2023").evaluate("mark => mark.scrollIntoView({block: 'center'})")
    box = page.locator(".editor.text .mark", has_text="12/9/2023").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    note = page.locator("#notes > li.open")
    assert message in note.inner_text()
    assert fact in note.inner_text()
    assert page.locator(".mark.open").all_text_contents() == ["Senin", "12/9/2023"]
    assert page.locator(".side").all_text_contents() == ["“Senin”", "“12/9/2023”"]
    assert page.locator("svg.joint path.along").get_attribute("d").startswith("M")
    assert note.locator("a").get_attribute("href") == "/rules/CAL001"
    assert note.locator(".repair").count() == 2
    note.locator(".repair", has_text=repair).click()
    left(page, 2)
    assert text_of(page) == TEXT.replace("Senin", "Selasa")
    assert marked(page) == SIDES[2:]
    page.keyboard.press("Control+z")
    left(page, 3)
    assert text_of(page) == TEXT


def test_marks_lie_on_the_letters_they_mean(look):
    """The text that is seen and the one that is marked are as long and as high, letter on letter."""
    page = look(width=700)
    write(page, TEXT + "\n\n" + "kata yang panjang sekali " * 40 + "\n", 3)
    for part in ("title", "text"):
        sizes = page.locator(f".editor.{part}").evaluate(
            "root => [...root.children].slice(0, 2).map(each => { const s = getComputedStyle(each);"
            "return [each.clientWidth, each.scrollHeight, s.font, s.letterSpacing, s.paddingTop, s.paddingLeft, s.whiteSpace] })"
        )
        assert sizes[0] == sizes[1]


def test_code_points_are_not_utf_16(look):
    page = look()
    write(page, "Pasar 🐟🦐 dibuka 👩‍🌾 Senin (12/9/2023) 🎉.", 1)
    assert marked(page) == ["Senin", "12/9/2023"]
    page.keyboard.press("F8")
    page.locator(".repair", has_text="Write Tuesday").click()
    left(page, 0)
    assert text_of(page) == "Pasar 🐟🦐 dibuka 👩‍🌾 Selasa (12/9/2023) 🎉."


EDIT = """([start, end, words]) => {
  const area = document.querySelector('.editor.text textarea');
  area.setRangeText(words, start, end, 'end');
  area.dispatchEvent(new Event('input'));
}"""


@pytest.mark.parametrize(
    ("edits", "stay"),
    [
        ([(0, 0, "🐟 Hari ini, ")], SIDES),
        ([(0, 16, "")], SIDES),
        ([(23, 28, "Selasa")], SIDES[2:]),
        ([(0, 0, "A "), (300, 300, "\n\nB 🐟")], SIDES),
        ([(95, 96, "7")], [*SIDES[:2], *SIDES[5:]]),
    ],
)
def test_an_answer_to_an_older_text_is_moved_or_dropped(look, edits, stay):
    """While the desk reads, somebody goes on writing: no mark may stand anywhere but on its own words."""
    page = look()
    page.clock.install(time=0)
    page.clock.pause_at(60_000)  # so that no other question is asked meanwhile
    held = []

    def hold(route):
        held.append(route)

    page.route("**/api/v1/check", hold)
    page.locator(".editor.text textarea").focus()
    page.keyboard.insert_text(TEXT)
    page.clock.run_for(400)
    while not held:
        page.wait_for_timeout(20)
    for edit in edits:
        page.evaluate(EDIT, edit)
    held[0].continue_()
    notes(page).first.wait_for()
    assert marked(page) == stay


def test_marks_move_with_the_text_while_it_is_written(look):
    page = look()
    write(page)
    page.route("**/api/v1/check", lambda route: None)  # from now on there is no answer
    page.evaluate(EDIT, [0, 0, "🐟 "])
    assert marked(page) == SIDES
    start = len("🐟 ".encode("utf-16-le")) // 2 + TEXT.index("75 persen")
    page.evaluate(EDIT, [start, start + 1, "8"])
    assert marked(page) == [*SIDES[:2], *SIDES[5:]]


def test_everything_can_be_done_with_the_keyboard(look):
    page = look()
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.editor.text textarea')"):
            break
    page.keyboard.insert_text(TEXT)
    notes(page).nth(2).wait_for()
    page.keyboard.press("Control+Home")
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.matches('.note.open .head')")
    assert "Monday" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("F8")
    assert "340 lapak of 400 lapak" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Shift+F8")
    page.keyboard.press("Alt+ArrowUp")
    assert "Monday" in page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Escape")
    selected = "(() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd) })()"
    assert page.evaluate(selected) == "Senin"
    assert page.locator(".note.open").count() == 0
    page.keyboard.press("Alt+Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.repair:focus-visible')")
    page.keyboard.press("Enter")
    left(page, 2)
    assert "Selasa (12/9/2023)" in text_of(page)
    assert page.evaluate(selected) == "Selasa"
    page.locator("#tab-findings").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#panel-sources").is_visible()
    page.keyboard.press("End")
    assert page.locator("#panel-names").is_visible()


def test_a_finding_is_dismissed_with_a_reason_and_brought_back(look, tmp_path):
    page = look()
    write(page)
    page.keyboard.press("F8")
    page.get_by_role("button", name="Dismiss…").click()
    page.get_by_label("Another reason").fill('the source\'s own "slip"')
    page.keyboard.press("Enter")
    assert notes(page).count() == 2
    assert marked(page) == SIDES[2:]
    with page.expect_response("**/api/v1/check"):
        page.evaluate(EDIT, [0, 0, "Hari ini "])  # another check changes nothing of it
    page.wait_for_timeout(200)
    assert notes(page).count() == 2
    page.locator("#set-aside summary").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a baseline").click()
    saved.value.save_as(tmp_path / "silenced.toml")
    record, silenced = read_baseline(tmp_path / "silenced.toml").silence(check(TEXT, published=None))
    assert silenced == 1
    assert "CAL001" not in [each.code for each in record.findings]
    page.get_by_role("button", name="Bring back").click()
    assert notes(page).count() == 3


def test_the_panels_tell_who_speaks_what_and_when(look):
    page = look()
    page.locator("#example").click()
    notes(page).nth(2).wait_for()
    page.locator("#tab-sources").click()
    sources = page.locator("#panel-sources").inner_text()
    assert re.search(r"Lestari Purwani\s*2×\s*Pengamat kota", sources)
    assert "told to Radio Lembah · 12 September 2023" in sources
    assert re.search(r"pedagang\s*not named", sources)
    page.locator("#tab-figures").click()
    assert "said by Ratna Kusumawardani" in page.locator("#panel-figures").inner_text()
    page.locator("#tab-timeline").click()
    told = [each.split("\n")[0:2] for each in page.locator("#panel-timeline .timeline > li").all_inner_texts()]
    assert re.findall("happened|planned|forecast", str(told)) == ["happened"] * 3 + ["planned", "forecast"]
    page.locator("#panel-timeline .lead-to").last.click()
    area = "(() => { const a = document.activeElement; return a.value.slice(a.selectionStart, a.selectionEnd) })()"
    assert page.evaluate(area) == "2024"
    page.locator("#tab-names").click()
    page.locator("#panel-names .lead-to", has_text="Wiryo Sambada").click()
    assert page.evaluate(area) == "Wiryo Sambada"


def test_another_language_and_other_colours_leave_the_draft_where_it_is(look):
    page = look("en")
    write(page)
    page.locator(".foot a[hreflang=id]").click()
    page.locator("html[lang=id]").wait_for()
    notes(page).first.get_by_text("tidak cocok").wait_for()
    assert text_of(page) == TEXT
    assert page.title().startswith("Naskah")
    page.locator("[data-theme-choice=dark]").click()
    assert max(map(int, re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3])) < 60
    assert marked(page) == SIDES
    page.keyboard.press("F8")
    assert page.locator(".note.open .repair").count() == 2


@pytest.mark.parametrize("language", ["en", "id"])
def test_it_fits_a_telephone(look, language):
    page = look(language, width=360, height=740)
    assert wide(page) == 0
    page.locator("#example").click()
    notes(page).nth(2).wait_for()
    assert wide(page) == 0
    for name in ("sources", "figures", "timeline", "names", "findings"):
        page.locator(f"#tab-{name}").click()
        assert wide(page) == 0, name
    notes(page).nth(1).locator(".head").click()
    assert wide(page) == 0
    sheet = page.locator(".note.open").bounding_box()
    assert sheet["y"] + sheet["height"] <= 741
    assert sheet["width"] == 360
    page.keyboard.press("Escape")
    page.locator(".menu summary").click()
    assert wide(page) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_no_serious_problem(look, scheme, width):
    from axe_playwright_python.sync_playwright import Axe

    page = look(width=width, color_scheme=scheme)

    def serious(where):
        found = Axe().run(page).response["violations"]
        told = [(e["id"], e["impact"], [n["html"][:200] for n in e["nodes"]]) for e in found]
        assert [each for each in told if each[1] in ("serious", "critical")] == [], where

    serious("empty")
    page.locator("#example").click()
    notes(page).nth(2).wait_for()
    for name in ("sources", "figures", "timeline", "names", "findings"):
        page.locator(f"#tab-{name}").click()
        serious(name)
    page.keyboard.press("F8")
    page.locator(".note.open .foot button").first.click()
    serious("open")
    page.locator(".reasons button").first.click()
    page.keyboard.press("Escape")
    page.locator("#set-aside summary").click()
    serious("dismissed")


def test_nothing_of_a_draft_goes_anywhere_but_to_the_api(look, address):
    page = look()
    seen = []
    page.context.on("request", lambda request: seen.append((request.method, request.url, request.post_data or "")))
    write(page)
    page.keyboard.press("F8")
    page.locator(".repair").first.click()
    with page.expect_download():
        page.locator("#page").click()
    with page.expect_download():
        page.locator("#save").click()
    page.locator(".foot a[hreflang=id]").click()
    page.locator("html[lang=id]").wait_for()
    page.wait_for_timeout(300)
    here = [each for each in seen if not each[1].startswith("blob:")]
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for _, url, _ in here} == {address}
    sent = [(method, urlsplit(url).path, body) for method, url, body in here]
    assert {path for method, path, body in sent if method != "GET" or body} == {"/api/v1/check", "/api/v1/page"}
    assert not any("Lembayung" in url for _, url, _ in here)
    assert json.loads(next(body for _, path, body in sent if path == "/api/v1/check"))["text"] == TEXT
    kept = page.evaluate(
        "(async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,"
        " (await caches.keys()).length, JSON.stringify(history.state), location.href])()"
    )
    assert kept[:5] == [0, 0, 0, 0, "null"]
    assert {each["name"] for each in page.context.cookies()} <= {"lang", "theme"}


def test_a_draft_that_means_harm_stays_text(look):
    page = look()
    harm = "<img src=x onerror=\"document.title='kena'\"><script>document.title='kena'</script> kata <b>Budi</b>, "
    write(page, harm + "Senin (12/9/2023).", 1)
    page.locator(".editor.title textarea").fill(harm)
    page.keyboard.press("F8")
    page.locator("#tab-sources").click()
    page.locator("#tab-names").click()
    assert page.locator("main img, main script, main b").count() == 0
    assert page.title() == "Draft — runtut"
    assert harm in page.locator(".editor.text .mirror").text_content()


def test_what_is_saved_is_read_again_as_it_was(look, tmp_path):
    page = look()
    text = TEXT + "\n\n# bukan judul, *bukan* tebal_juga [bukan](tautan) <em>\n\n1. bukan daftar"
    write(page, text)
    page.locator(".editor.title textarea").fill('Pasar "Lembayung" dibuka')
    page.locator("#published").fill("2023-09-13")
    with page.expect_download() as saved:
        page.locator("#save").click()
    assert saved.value.suggested_filename == "pasar-lembayung-dibuka.md"
    saved.value.save_as(tmp_path / "draft.md")
    story = read_markdown((tmp_path / "draft.md").read_bytes(), id="draft", source="draft")
    assert (story.title, story.text) == ('Pasar "Lembayung" dibuka', text)
    assert str(story.published_date) == "2023-09-13"
    with page.expect_download() as saved:
        page.locator("#page").click()
    saved.value.save_as(tmp_path / "page.html")
    assert "12/9/2023" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_the_day_of_publication_is_set_by_hand(look):
    page = look()
    write(page, "Sidang digelar kemarin (12/9/2023) di Lembayung.", 0)
    page.locator("#published").fill("2023-09-15")
    notes(page).first.wait_for()
    assert "Yesterday and 12/9/2023" in notes(page).first.inner_text()
    page.locator("#published").fill("2023-09-13")
    left(page, 0)


def test_how_many_findings_there_are_is_told_once(look):
    page = look()
    page.evaluate(
        "window.heard = []; new MutationObserver(() => heard.push(document.querySelector('#told').textContent))"
        ".observe(document.querySelector('#told'), {childList: true, characterData: true, subtree: true})"
    )
    write(page)
    page.wait_for_timeout(1600)
    assert page.evaluate("heard") == ["3 findings. F8 goes to the first."]
    page.keyboard.type(" Selesai.", delay=40)
    page.wait_for_timeout(1900)
    assert page.evaluate("heard") == ["3 findings. F8 goes to the first."]


def test_on_paper_the_marks_and_notes_are_there_and_the_buttons_are_not(look):
    page = look()
    write(page)
    page.locator("#tab-names").click()
    page.emulate_media(media="print")
    for gone in (".tools", "[role=tablist]", ".editor.text textarea", "#today"):
        assert not page.locator(gone).is_visible(), gone
    assert page.locator(".editor.text .mirror").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"
    assert page.locator(".mark[data-numbers]").first.evaluate("e => getComputedStyle(e, '::after').content") == '"1"'
    assert all(notes(page).nth(each).is_visible() for each in range(3))


def test_a_draft_is_not_left_by_mistake_and_the_one_before_comes_back(look):
    page = look()
    write(page)
    page.locator("#new").click()
    left(page, 0)
    assert text_of(page) == ""
    page.get_by_role("button", name="Bring back the draft before").click()
    notes(page).nth(2).wait_for()
    assert text_of(page) == TEXT
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator(".top a", has_text="Rules").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert text_of(page) == TEXT


def test_the_desk_gone_the_draft_stays_and_is_read_when_it_is_back(look):
    page = look()
    page.route(
        "**/api/v1/check",
        lambda route: route.fulfill(status=503, content_type="application/problem+json", body='{"detail": "busy"}'),
    )
    page.locator(".editor.text textarea").focus()
    page.keyboard.insert_text(TEXT)
    page.get_by_role("alert").get_by_text("busy").wait_for()
    assert text_of(page) == TEXT
    page.unroute("**/api/v1/check")
    notes(page).nth(2).wait_for()
    assert not page.get_by_role("alert").is_visible()


def test_the_outline_is_that_of_the_record():
    record = check(
        '"Kami siap," kata Sari Mandira kepada Radio Lembah, Senin (11/9/2023). Panen 20 ton akan dimulai pada 20 September 2023.',
        published="2023-09-13",
    )
    outline = outline_object(record, language="en")
    (source,) = outline["sources"]
    assert (source["name"], source["who"], source["quotations"][0]["told_to"]) == (
        "Sari Mandira",
        "named",
        "Radio Lembah",
    )
    assert [each["amount"] for each in outline["figures"]] == ["20 ton"]
    told = [(each["when"], each["ahead"], [one["status"] for one in each["told"]]) for each in outline["timeline"]]
    assert told[0] == ("11 September 2023", False, ["stated"])
    assert told[1] == ("13 September 2023", False, [])
    assert told[2] == ("20 September 2023", True, ["planned"])


MARKDOWN = f"---\ntitle: Pasar Lembayung\npublished: 2023-09-13\n---\n\n{TEXT}\n"
DROP = """([name, content]) => {
  const held = new DataTransfer();
  held.items.add(new File([content], name));
  for (const kind of ['dragover', 'drop'])
    document.querySelector('#draft').dispatchEvent(new DragEvent(kind, {dataTransfer: held, bubbles: true, cancelable: true}));
}"""
PAGE = "<!doctype html><html><head><title>Pasar Lembayung</title></head><body><article><h1>Pasar Lembayung</h1>{}</article></body></html>"


@pytest.mark.parametrize("kind", ["md", "docx", "html", "txt"])
def test_a_file_is_read_where_it_is_dropped_or_chosen(look, kind):
    page = look()
    paragraphs = TEXT.split("\n\n")
    content = {
        "md": MARKDOWN.encode(),
        "txt": TEXT.encode(),
        "html": PAGE.format("".join(f"<p>{each}</p>" for each in paragraphs)).encode(),
        "docx": document(("Pasar Lembayung", "Judul"), *paragraphs),
    }[kind]
    if kind == "md":
        page.evaluate(DROP, ["naskah.md", content.decode()])
    else:
        page.locator("#file").set_input_files({"name": f"naskah.{kind}", "mimeType": "", "buffer": content})
    left(page, 3)
    assert text_of(page) == TEXT
    assert page.locator(".editor.title textarea").input_value() == ("" if kind == "txt" else "Pasar Lembayung")
    assert page.locator("#published").input_value() == ("2023-09-13" if kind == "md" else "")
    assert page.locator("#told").inner_text() == f"Read: naskah.{kind}"


def test_what_cannot_be_read_is_told(look):
    page = look()
    write(page)
    page.locator("#file").set_input_files({"name": "foto.docx", "mimeType": "", "buffer": b"\x89PNG\r\n\x1a\n"})
    page.get_by_role("alert").wait_for()
    page.locator(".menu summary").first.click()
    page.locator("#url").fill("http://127.0.0.1:1/berita")
    page.locator("#fetch button").click()
    page.get_by_role("alert").get_by_text("127.0.0.1").wait_for()
    assert text_of(page) == TEXT


def on_file(path):
    """Return the ids of the stories in an archive."""
    with closing(open_database(str(path))) as archive, archive.reading() as connection:
        return list(connection.execute(select(STORIES.c.key)).scalars())


def test_a_draft_is_put_on_file_on_purpose_alone(chromium, tmp_path):
    archive = tmp_path / "news.db"
    open_database(str(archive), create=True).close()
    with desk("--archive", archive) as address, closing(chromium.new_context()) as context:
        page = context.new_page()
        page.goto(f"{address}/draft?lang=en")
        page.locator(".editor.title textarea").fill("Pasar Lembayung dibuka")
        write(page)
        page.locator("#published").fill("2023-09-13")
        assert on_file(archive) == []
        page.locator(".menu.right summary").click()
        assert page.locator("#name").input_value() == "pasar-lembayung-dibuka"
        page.locator("#file-it button").click()
        page.locator("#state", has_text="It is on file now.").wait_for()
        assert ["pasar-lembayung-dibuka" in each for each in on_file(archive)] == [True]
