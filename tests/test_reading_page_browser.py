"""The reading page in Chromium: switches, margins, small screens, schemes, and stories that mean harm.

The page itself may run no script. To measure it, its content security policy is taken off a copy, the copy is put in a
frame of the width wanted, and a script in the copy tells what it sees.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

from runtut.batch import Plan, run
from runtut.pipeline import check
from runtut.report.html import reading_page

SAMPLE = Path(__file__).parent.parent / "examples" / "jembatan.html"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--virtual-time-budget=4000",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium here; .ci/browser puts it in place")
        pytest.skip("NO CHROMIUM HERE: THE READING PAGE IS NOT TESTED IN A BROWSER")
    folder = tmp_path_factory.mktemp("browser")

    def open_page(path, *flags):
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", *flags, "--dump-dom", path.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, timeout=90, check=True)
        return done.stdout

    return open_page


@pytest.fixture(scope="module")
def sample():
    (outcome,) = run([str(SAMPLE)], Plan())
    return reading_page([outcome], language="en")


@pytest.fixture
def ask(chromium, tmp_path):
    """Return what a script sees in a page shown in a frame of some width."""

    def ask(page, script, *flags, width=1200):
        page = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", page)
        told = f"<script>addEventListener('load', () => parent.postMessage(JSON.stringify((() => {{{script}}})()), '*'))</script>"
        (tmp_path / "page.html").write_text(page.replace("</body>", told + "</body>"), encoding="utf-8")
        outer = tmp_path / "outer.html"
        outer.write_text(
            "<!doctype html><pre id=told></pre><script>addEventListener('message', e => "
            "{ document.getElementById('told').textContent = e.data })</script>"
            f"<iframe src=page.html style='width:{width}px;height:2000px;border:0'></iframe>",
            encoding="utf-8",
        )
        said = re.search(r'<pre id="told">(.*?)</pre>', chromium(outer, *flags), re.DOTALL)
        assert said
        assert said[1], "the page told nothing"
        return json.loads(unescape(said[1]))

    return ask


MARKS = """
const shown = (selector, property) => getComputedStyle(document.querySelector(selector))[property];
const look = () => ({
  times: shown('.story .t:not(.side)', 'textDecorationLine'), figures: shown('.story .g:not(.side)', 'textDecorationLine'),
  names: shown('.story .e:not(.side)', 'textDecorationLine'), quotations: shown('.story .q:not(.side)', 'backgroundColor'),
  findings: shown('.story .side', 'boxShadow') + shown('.finding', 'display'),
});
const before = look(), changed = {};
for (const kind of Object.keys(before)) {
  const box = document.getElementById('show-' + kind);
  box.click();
  const after = look();
  changed[kind] = Object.keys(before).filter(each => after[each] !== before[each]);
  box.click();
}
return changed;
"""


def test_each_kind_of_mark_can_be_switched_off_alone(ask, sample):
    kinds = ("times", "figures", "names", "quotations", "findings")
    assert ask(sample, MARKS) == {kind: [kind] for kind in kinds}


PLACES = """
const text = document.querySelector('.story p').getBoundingClientRect();
return {
  scrolls: document.documentElement.scrollWidth > innerWidth,
  notes: [...document.querySelectorAll('.finding')].map(note => {
    const box = note.getBoundingClientRect();
    const number = note.querySelector('.num').textContent;
    const side = [...document.querySelectorAll('.story .side')].find(s => s.classList.contains('f' + number));
    const line = side.getBoundingClientRect(), paragraph = side.closest('p').getBoundingClientRect();
    return {inText: note.closest('p') !== null, after: box.top >= paragraph.bottom - 1, beside: box.left >= text.right - 1, below: box.top >= line.bottom - 1, apart: Math.abs(box.top - line.top),
            inside: box.right <= innerWidth + 1 && box.left >= -1};
  }),
};
"""


def test_findings_stand_beside_their_lines_on_a_wide_screen(ask, sample):
    seen = ask(sample, PLACES)
    assert not seen["scrolls"]
    assert len(seen["notes"]) >= 5
    assert all(note["beside"] and note["inside"] for note in seen["notes"])
    assert seen["notes"][0]["apart"] < 120


@pytest.mark.parametrize("width", [320, 360, 600, 800])
def test_findings_stand_below_their_paragraphs_on_a_small_screen(ask, sample, width):
    seen = ask(sample, PLACES, width=width)
    assert not seen["scrolls"]
    assert all(note["after"] and note["inside"] and not note["beside"] for note in seen["notes"])
    assert not any(note["inText"] for note in seen["notes"])


SCHEME = "return getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"


def test_light_and_dark(ask, sample):
    assert min(ask(sample, SCHEME, "--blink-settings=preferredColorScheme=1")) > 200
    assert max(ask(sample, SCHEME, "--blink-settings=preferredColorScheme=0")) < 60


def test_a_note_has_the_colour_of_its_severity(ask, sample):
    asked = (
        "return ['error', 'warning'].map(each => [...document.querySelectorAll('.finding.' + each)].map(note => "
        "[getComputedStyle(note.querySelector('.num')).backgroundColor, getComputedStyle(note).borderLeftColor]))"
    )
    for kind in ask(sample, asked):
        assert kind
        assert all(number == edge for number, edge in kind)


KEYS = """
const unnamed = [...document.querySelectorAll('input, a')].filter(each => {
  const name = each.getAttribute('aria-label') || each.textContent || (each.labels && [...each.labels].map(l => l.textContent).join(''));
  return !name || !name.trim();
}).length;
const dead = [...document.querySelectorAll('a[href^="#"]')].filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length;
const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
const reach = [...document.querySelectorAll('input, a')].every(each => each.tabIndex === 0);
const box = document.getElementById('show-times');
box.focus();
return {unnamed, dead, twice: ids.length - new Set(ids).size, reach, focused: document.activeElement === box, lang: document.documentElement.lang,
        heads: [...document.querySelectorAll('th')].every(th => th.scope), tables: document.querySelectorAll('table').length,
        timeline: document.querySelectorAll('.timeline > li').length, skip: document.querySelector('a').getAttribute('href')};
"""


def test_keyboard_labels_and_tables(ask, sample):
    seen = ask(sample, KEYS)
    assert (seen["unnamed"], seen["dead"], seen["twice"]) == (0, 0, 0)
    assert seen["reach"]
    assert seen["focused"]
    assert seen["heads"]
    assert seen["tables"] == 2
    assert seen["timeline"] >= 2
    assert (seen["lang"], seen["skip"]) == ("en", "#main")


HOSTILE = (
    "</p><script>document.title='kena'</script><img src=http://jahat.example/x.png onerror=\"document.title='kena'\">"
    "<a href=\"javascript:document.title='kena'\">klik</a><style>body{display:none}</style>\n\n"
    '"<svg onload=document.title=1>" onmouseover="x" \u202eterbalik\u202c kata Budi <b>Santosa</b> & \'Tono\', Senin (12/9/2023).'
)


def test_a_story_cannot_become_markup_or_reach_a_host(chromium, tmp_path):
    record = check(HOSTILE, title=HOSTILE, published="2023-09-12")
    assert record.findings, "marks are put into the hostile text too"
    page = tmp_path / "hostile.html"
    page.write_text(reading_page([record]), encoding="utf-8")
    log = tmp_path / "net.json"
    dom = chromium(page, f"--log-net-log={log}")
    body = dom.partition("<body>")[2]
    assert not re.search(r"<(script|img|svg|iframe|object|b|form)\b", body)
    assert dom.count("<style") == 1
    assert not re.search(r"<[^>]*\s(on\w+|src)\s*=", body)
    assert not re.search(r"<[^>]*\shref=\"(?!#)", body)
    assert ">kena<" not in dom.partition("<title>")[2].partition("</title>")[0]
    assert not set(body) & set("\u202e\u202c\u2066\u2069")
    assert "jahat.example" not in re.sub(r"file://\S*", "", log.read_text(encoding="utf-8", errors="replace"))


def test_the_policy_stops_a_script_all_the_same(chromium, tmp_path, sample):
    """Were markup of a story ever to get through, no script would run and nothing be fetched."""
    planted = "<script>document.title='kena'</script><img src=x onerror=\"document.title='kena'\">"
    page = tmp_path / "planted.html"
    page.write_text(sample.replace("</article>", planted + "</article>"), encoding="utf-8")
    assert "<title>kena" not in chromium(page)


def test_print(chromium, tmp_path, sample):
    """On paper the switches are gone and every finding is still there."""
    page = tmp_path / "page.html"
    page.write_text(sample.replace("@media print", "@media all"), encoding="utf-8")
    asked = page.read_text(encoding="utf-8")
    asked = re.sub(r"<meta http-equiv=.Content-Security-Policy.[^>]*>", "", asked)
    script = (
        "<script>document.title = JSON.stringify([getComputedStyle(document.querySelector('.bar')).display,"
        "[...document.querySelectorAll('.finding')].every(n => n.getBoundingClientRect().width > 100)])</script>"
    )
    page.write_text(asked.replace("</body>", script + "</body>"), encoding="utf-8")
    assert '<title>["none",true]</title>' in chromium(page, "--window-size=800,1100")
