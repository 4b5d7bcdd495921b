"""Who speaks of whom, on each kind of database."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from runtut.archive.matches import Question
from runtut.archive.network import network
from runtut.report.network import Edge, Network, Node
from runtut.report.network.graphml import graphml
from runtut.report.network.page import network_page
from test_archive_people import put

MARKET = (
    'CIMANILA - Pedagang pasar, Ratmi Suhanda, menolak rencana itu. "Odang Wiryana tidak pernah datang ke pasar," kata '
    "Ratmi. Rapat berlangsung dua jam di balai desa dan berakhir tanpa hasil. Para penjual ikan, sayur dan kain duduk di "
    "lantai karena kursi tidak cukup. Mereka membawa daftar keluhan yang panjang, dari atap yang bocor sampai selokan yang "
    "tersumbat daun kering. Petugas mencatat semuanya di buku tebal bersampul biru, lalu pulang ketika hujan mulai turun. "
    "Malam harinya lampu jalan padam dan warga menyalakan obor di sepanjang jembatan kayu menuju kebun jeruk."
)
STORIES = [
    (
        "2024-03-02",
        'CIMANILA - Bupati Cimanila, Odang Wiryana, membuka pasar. "Ratmi Suhanda akan menata pasar ini," kata Odang.',
    ),
    (
        "2024-03-04",
        MARKET,
    ),
    (
        "2024-03-09",
        'Bupati Cimanila, Odang Wiryana, marah di pasar ikan. "Ratmi Suhanda sudah kami undang tiga kali," kata Odang Wiryana.',
    ),
    ("2024-04-01", "Odang Wiryana dan Ratmi Suhanda makan siang di pasar."),
]
NASTY = '</script><b onclick="x">A&B\x00\x1b\ufffe'


def records():
    return [
        {
            "id": str(n),
            "outlet": "Kabar Lembah",
            "url": f"https://lembah.example/{n}",
            "title": f"Berita {n}",
            "published": day,
            "text": text,
        }
        for n, (day, text) in enumerate(STORIES)
    ]


@pytest.fixture
def filed(archive, tmp_path):
    copy = {**records()[1], "id": "9", "outlet": "Suara Hilir", "url": "https://hilir.example/9"}
    database = put(archive, tmp_path, [*records(), copy])
    yield database
    database.close()


def nasty():
    nodes = (Node(id=0, name=NASTY, type="person", stories=2), Node(id=1, name="B", type="organization", stories=1))
    edge = Edge(
        source=0,
        target=1,
        speaker=NASTY,
        named="B",
        voices=1,
        stories=2,
        first="2024-01-01",
        last=None,
        story=7,
        start=0,
        end=4,
        words=NASTY,
        url=None,
    )
    back = replace(edge, source=1, target=0, speaker="B", named=NASTY)
    return Network(nodes=nodes, edges=(edge, back), count=2, read=2, cut=False)


def test_who_names_whom_copies_counted_once(filed):
    answer = network(filed, Question("pasar"))
    told = [(e.speaker, e.named, e.voices, e.stories, e.first, e.last) for e in answer.edges]
    assert told == [
        ("Odang Wiryana", "Ratmi Suhanda", 2, 2, "2024-03-02", "2024-03-09"),
        ("Ratmi Suhanda", "Odang Wiryana", 1, 2, "2024-03-04", "2024-03-04"),
    ]
    assert [(each.id, each.name, each.type, each.stories) for each in answer.nodes] == [
        (0, "Odang Wiryana", "person", 5),
        (1, "Ratmi Suhanda", "person", 5),
    ]
    assert (answer.count, answer.read, answer.cut) == (2, 5, False)
    assert "Ratmi Suhanda" in STORIES[0][1][answer.edges[0].start : answer.edges[0].end]
    assert answer.edges[0].words == STORIES[0][1][answer.edges[0].start : answer.edges[0].end]


def test_the_limit_and_what_is_left_out(filed):
    answer = network(filed, Question("pasar", limit=1))
    assert (len(answer.edges), answer.count) == (1, 2)
    assert network(filed, Question("gunung")).edges == ()


def test_two_people_of_one_name_are_two_nodes(archive, tmp_path):
    texts = [
        '"Ratmi Suhanda akan membuka pasar," kata Bupati Kabupaten Cimanila, Odang Wiryana.',
        '"Ratmi Suhanda akan menutup pasar besok pagi," kata Bupati Kabupaten Telukbaru, Odang Wiryana.',
    ]
    told = [("2020-01-05", texts[0]), ("2021-06-05", texts[1]), ("2022-01-05", texts[0]), ("2021-07-05", texts[1])]
    stories = [
        {**record, "text": f"{text} Warga datang.", "published": day}
        for record, (day, text) in zip(records(), told, strict=True)
    ]
    database = put(archive, tmp_path, stories)
    answer = network(database, Question("pasar"))
    database.close()
    assert sorted(each.name for each in answer.nodes) == ["Odang Wiryana", "Odang Wiryana", "Ratmi Suhanda"]
    assert [(each.speaker, each.stories) for each in answer.edges] == [("Odang Wiryana", 2)] * 2


def test_each_format(filed, archive, cli):
    asked = ("archive", "network", "pasar", "--archive", archive, "--lang", "en", "--format")
    answer = json.loads(cli(*asked, "json").out)
    assert [each["voices"] for each in answer["edges"]] == [2, 1]
    rows = list(csv.DictReader(io.StringIO(cli(*asked, "csv").out)))
    assert [(row["speaker"], row["voices"]) for row in rows] == [("Odang Wiryana", "2"), ("Ratmi Suhanda", "1")]
    assert "Ratmi Suhanda" in cli(*asked, "text").out
    assert "1 are shown" in cli(*asked, "text", "--limit", "1").out
    assert cli(*asked, "graphml").out == graphml(network(filed, Question("pasar")))
    page = cli(*asked, "html").out
    assert page.count('class="node g0"') == 2
    nothing = cli("archive", "network", "<b>gunung</b>", "--archive", archive, "--lang", "en", "--format", "html")
    assert "Nothing found." in nothing.out
    assert "<b>" not in nothing.out


def test_graphml_holds_any_name_but_characters_xml_forbids():
    root = ET.fromstring(graphml(nasty()))
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = {each.get("id"): each.get("attr.name") for each in root.iter(f"{space}key")}
    graph = root.find(f"{space}graph")
    assert graph.get("edgedefault") == "directed"
    nodes = {each.get("id"): {keys[d.get("key")]: d.text for d in each} for each in graph.iter(f"{space}node")}
    assert nodes["n0"] == {"name": '</script><b onclick="x">A&B', "type": "person", "stories": "2"}
    edges = [(each.get("source"), each.get("target")) for each in graph.iter(f"{space}edge")]
    assert edges == [("n0", "n1"), ("n1", "n0")]
    assert {end for edge in edges for end in edge} <= nodes.keys()


def test_networkx_reads_it():
    networkx = pytest.importorskip("networkx")
    graph = networkx.parse_graphml(graphml(nasty()))
    assert graph.edges["n0", "n1"]["voices"] == 1
    assert graph.nodes["n1"]["name"] == "B"


def test_no_name_becomes_markup_or_script():
    rows = [(each.speaker, each.named, each.words) for each in nasty().edges]
    page = network_page(nasty(), NASTY, ["a", "b", "c"], rows, notes=NASTY, language="en")
    assert page.count("<script>") == page.count("</script>") == 1
    assert "<b" not in page.replace("<body>", "")
    assert not re.search(r"[\x00\x1b]", page)
    assert not re.search(r"(?:src|href)=\"(?!data:,)", page)
    assert "http" not in page.replace("http-equiv", "").replace('xmlns="http://www.w3.org/2000/svg"', "")
    drawing = page[page.index("<svg") : page.index("</svg>") + len("</svg>")]
    assert ET.fromstring(drawing).tag.endswith("svg")
    assert page == network_page(nasty(), NASTY, ["a", "b", "c"], rows, notes=NASTY, language="en")
