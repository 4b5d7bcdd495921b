"""Names of people, organizations and places: the pack's cases, the model's file, and what holds for any text."""

import hashlib
import json
import re
import tomllib
import zlib
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.annotate.entities import read_entities
from runtut.annotate.entities.consistency import consistent
from runtut.annotate.entities.features import Document, FirstReading, label_features, word_features
from runtut.annotate.entities.lines import Lines, packed
from runtut.annotate.entities.model import LABELS, MAGIC, Model, best_path, furthest, load_model
from runtut.annotate.entities.tokens import Particles, tokenise, windows
from runtut.languages import load_pack
from runtut.record import Caption, PackError, Record, Story

PACK = load_pack("id")
FILE = PACK.folder / "names.model"
CASES = tomllib.loads((PACK.folder / "names.cases.toml").read_text(encoding="utf-8"))["case"]
MARKED = re.compile(r"\[\[(.+?)\]\]|<<(.+?)>>|\{\{(.+?)\}\}")
KINDS = ("person", "organization", "place")


def unmarked(marked):
    text, spans, at = "", [], 0
    for mark in MARKED.finditer(marked):
        text += marked[at : mark.start()]
        kind, name = next((k, n) for k, n in zip(KINDS, mark.groups(), strict=True) if n)
        spans.append((len(text), len(text) + len(name), kind))
        text += name
        at = mark.end()
    return text + marked[at:], spans


def found(story):
    record = Record(story=story)
    return sorted((m.start, m.end, m.part, str(e.type)) for e in read_entities(record, PACK) for m in e.mentions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_names(case):
    text, spans = unmarked(case["text"])
    names = [(text[start:end], kind) for start, end, _, kind in found(Story("case", text))]
    assert names == [(text[start:end], kind) for start, end, kind in spans]


def test_title_and_captions_share_the_names_of_the_text():
    text = '"Kami siap," kata Sulastri Mandira di Kabupaten Garut. Sulastri lalu pulang.'
    story = Story(
        "s", text, title="Bantuan Datang, Sulastri Lega", captions=(Caption("Sulastri Mandira meninjau lokasi."),)
    )
    people = [(part, story.part(part)[start:end]) for start, end, part, kind in found(story) if kind == "person"]
    assert sorted(people) == [
        ("caption:0", "Sulastri Mandira"),
        ("text", "Sulastri"),
        ("text", "Sulastri Mandira"),
        ("title", "Sulastri"),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kata M. Ruhiat (24).", ["kata", "M.", "Ruhiat", "(", "24", ")", "."]),
        ("Garut-Sumedang", ["Garut", "-", "Sumedang"]),
        ("Wan-soo di KabarKita.id", ["Wan-soo", "di", "KabarKita.id"]),
        ("pulang.Ia datang", ["pulang", ".", "Ia", "datang"]),
        ("kata AWR.Tak lama", ["kata", "AWR", ".", "Tak", "lama"]),
        ("Mu’in\nS.Sos", ["Mu’in", "\n", "S.Sos"]),
    ],
)
def test_words(text, words):
    assert [word for _, _, word in tokenise(text)] == words


def test_windows_hold_capitals_and_what_lies_between_two():
    words = ["lalu", "Badan", "Jasa", "dan", "Upah", "tutup", "pukul", "9", "di", "SMA", "5", "itu"]
    assert [[words[i] for i in run] for run in windows(words, Particles())] == [
        ["Badan", "Jasa", "dan", "Upah"],
        ["SMA", "5"],
    ]


def test_the_weights_are_those_the_card_names():
    digest, name = (FILE.with_suffix(".sha256")).read_text(encoding="utf-8").split()
    assert name == FILE.name
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == digest
    assert FILE.stat().st_size < 12_000_000


@pytest.mark.parametrize("damage", ["cut", "magic", "flipped"])
def test_damaged_weights_are_refused_with_what_to_do(tmp_path, damage):
    data = FILE.read_bytes()
    path = tmp_path / "id" / "names.model"
    path.parent.mkdir()
    line = data.index(b"\n", len(MAGIC)) + 1
    path.write_bytes(
        {"cut": data[: line + 1000], "magic": b"x" + data, "flipped": data[:line] + b"\0" * 2000 + data[line + 2000 :]}[
            damage
        ]
    )
    with pytest.raises(PackError, match="install runtut anew"):
        Model(path)


def number(weights):
    return sum(w << (16 * lane) for lane, w in enumerate(weights)).to_bytes(2 * len(weights), "little", signed=True)


def small_model(tmp_path, second=True):
    """Return a model that takes a capital for a person, and in its second reading for a place."""
    both, late = [0, 9, *[0] * 12], [0, 0, 0, 0, 0, 9, 0]
    sections = [b"x\ty", b"0s=Xx", b"AB-PER" if second else b"", number(both) + (number(late) if second else b"")]
    data = b"".join(sections)
    moves = [[[0] * 7] * 7] * 2
    head = {"sizes": [len(each) for each in sections], "crc32": zlib.crc32(data), "moves": moves}
    head |= {"openers": [], "joiners": [], "articles": []}
    path = tmp_path / "names.model"
    path.write_bytes(MAGIC + json.dumps(head).encode() + b"\n" + data)
    return Model(path)


def test_the_second_reading_sees_the_first(tmp_path):
    assert small_model(tmp_path, second=False).label(["lalu", "Xyz"]) == ["O", "B-PER"]
    assert small_model(tmp_path).label(["lalu", "Xyz"]) == ["O", "B-LOC"]


PASSAGES = st.lists(
    st.sampled_from([word for case in CASES for _, _, word in tokenise(unmarked(case["text"])[0])]), max_size=40
)


@given(PASSAGES)
@settings(deadline=None)
def test_the_reader_adds_up_the_features_that_training_sees(words):
    model = load_model(FILE)
    particles = model.particles
    document = Document(words, model.vocabulary, particles.joiners)
    runs, last = windows(words, particles), len(words) - 1
    places = [at for run in runs for at in run]

    def of(sign, at, which):
        word = words[at] if 0 <= at <= last else "\n"
        return [sign + feature for feature in word_features(word, model.vocabulary)[which]]

    wanted = [
        model.total(
            [
                *of("0", at, 0),
                *of("-", at - 1, 1),
                *of("+", at + 1, 1),
                *of("<", at - 2, 2),
                *of(">", at + 2, 2),
                *document.features(at),
            ]
        )
        for at in places
    ]
    assert [one for sums in model.sums(document, runs) for one in sums] == wanted
    labels = model.label(words)
    late = [model.more(features) for features in label_features(document, labels, places)]
    assert list(model.late_sums(FirstReading(document, labels, places), runs)) == late


SCORES = st.lists(st.integers(-60, 60), min_size=7, max_size=7)


@given(st.lists(SCORES, min_size=1, max_size=4), st.lists(SCORES, min_size=7, max_size=7))
@settings(deadline=None)
def test_the_best_path_is_the_best_of_all(rows, moves):
    def worth(path):
        if path[0] in (2, 4, 6) or any(b in (2, 4, 6) and a not in (b, b - 1) for a, b in pairwise(path)):
            return -(10**6)
        return sum(row[label] for row, label in zip(rows, path, strict=True)) + sum(
            moves[b][a] for a, b in pairwise(path)
        )

    path = best_path(rows, moves, furthest(moves))
    assert worth(path) == max(map(worth, product(range(7), repeat=len(rows))))


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("Badan Usaha ( BU )", "B-ORG I-ORG I-ORG I-ORG O", "B-ORG I-ORG O B-ORG O"),
        ("Badan ( Usaha ) Desa", "B-ORG I-ORG I-ORG I-ORG I-ORG", "B-ORG I-ORG I-ORG I-ORG I-ORG"),
        ("Kades ) Wana", "B-ORG I-ORG I-ORG", "O O B-ORG"),
        (
            "Ratmi Suhanda , Ratmi , Ratmi , Ratmi",
            "B-PER I-PER O B-PER O B-PER O B-ORG",
            "B-PER I-PER O B-PER O B-PER O B-PER",
        ),
        ("Ratmi Garut , Garut , Garut", "B-PER I-PER O B-LOC O B-LOC", "B-PER I-PER O B-LOC O B-LOC"),
        ("kode 4KX9TR7W dan K7QW2X9", "O B-LOC O B-ORG", "O O O O"),
        ("Ratmi Suhanda datang . saat Ratmi pulang", "B-PER I-PER O O O O O", "B-PER I-PER O O O B-PER O"),
        ("Ratmi Suhanda di Jalan Ratmi", "B-PER I-PER O O O", "B-PER I-PER O O O"),
        ("ke Wana , ke Wana , dari Wana .", "O B-ORG O O B-ORG O O O O", "O B-ORG O O B-ORG O O B-ORG O"),
        ("ke Wana , dari Wana .", "O B-ORG O O O O", "O B-ORG O O O O"),
    ],
)
def test_labels_are_put_in_order(words, labels, wanted):
    assert consistent(words.split(), labels.split()) == wanted.split()


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("kata Camat Ratmi Suhanda", "O B-PER I-PER I-PER", "O O B-PER I-PER"),
        ("Lurah AKP. Ratmi", "B-PER I-PER I-PER", "O O B-PER"),
        ("Camat Ratmi Suhanda", "B-LOC I-LOC I-LOC", "O B-PER I-PER"),
        ("Camat Wana Sari", "B-LOC I-LOC I-LOC", "O B-LOC I-LOC"),
        ("Camat Garut", "B-LOC I-LOC", "O B-LOC"),
        ("AKP Ratmi Suhanda", "B-LOC I-LOC I-LOC", "O B-LOC I-LOC"),
        ("Camat", "B-PER", "B-PER"),
        ("Camat Ratmi", "B-ORG I-ORG", "B-ORG I-ORG"),
    ],
)
def test_titles_are_no_part_of_a_name(words, labels, wanted):
    made = consistent(
        words.split(),
        labels.split(),
        {"camat": True, "lurah": True, "akp": False},
        lambda name: {"Wana Sari": ["rkec"]}.get(name, ()),
    )
    assert made == wanted.split()


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("WANA - Camat Wana Ratmi Suhanda", "O O O B-PER I-PER I-PER", "O O O B-LOC B-PER I-PER"),
        ("di Wana , Camat Wana Ratmi Suhanda", "O B-LOC O O B-PER I-PER I-PER", "O B-LOC O O B-LOC B-PER I-PER"),
        ("Camat Wana Ratmi Suhanda", "O B-PER I-PER I-PER", "O B-PER I-PER I-PER"),
        ("di Wana , Camat Wana Ratmi", "O B-LOC O O B-PER I-PER", "O B-LOC O O B-PER I-PER"),
        ("di Wana , AKP Wana Ratmi Suhanda", "O B-LOC O O B-PER I-PER I-PER", "O B-LOC O O B-PER I-PER I-PER"),
    ],
)
def test_a_place_is_parted_from_the_person_behind_it(words, labels, wanted):
    assert consistent(words.split(), labels.split(), {"camat": True, "akp": False}) == wanted.split()


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("oleh LPWSR bersama", "O B-PER O", "O B-ORG O"),
        ("oleh RATMI , kata Ratmi Suhanda", "O B-PER O O B-PER I-PER", "O B-PER O O B-PER I-PER"),
        ("oleh RWS bersama", "O B-PER O", "O B-PER O"),
        ("Ratmi Wana Adi Sari ( RWAS )", "B-PER I-PER I-PER I-PER O B-PER O", "B-PER I-PER I-PER I-PER O B-PER O"),
    ],
)
def test_many_capitals_are_a_body(words, labels, wanted):
    assert consistent(words.split(), labels.split()) == wanted.split()


@pytest.mark.parametrize(
    ("words", "labels", "wanted"),
    [
        ("Ratmi Suhanda ( RS ) . Kata RS", "B-PER I-PER O B-ORG O O O O", "B-PER I-PER O B-PER O O O B-PER"),
        ("Ratmi Adi Suhanda ( RAS )", "B-PER I-PER I-PER O O O", "B-PER I-PER I-PER O B-PER O"),
        ("Ratmi Suhanda ( RT )", "B-PER I-PER O O O", "B-PER I-PER O O O"),
        ("Ratmi Suhanda ( SWJ )", "B-PER I-PER O O O", "B-PER I-PER O O O"),
        ("Ratmi Suhanda ( RIS )", "B-PER I-PER O B-ORG O", "B-PER I-PER O B-ORG O"),
        ("Ratmi Suhanda ( 35 )", "B-PER I-PER O O O", "B-PER I-PER O O O"),
    ],
)
def test_letters_behind_a_person_are_that_person(words, labels, wanted):
    assert consistent(words.split(), labels.split(), codes=lambda word: {"RIS": ["i"]}.get(word, ())) == wanted.split()


def test_all_weights_at_once_are_those_looked_up_one_by_one():
    words = [
        word for _, _, word in tokenise("Sulastri Mandira, pengurus PMI Garut, tiba di Kota Bandung bersama Ratmi.")
    ]
    one_by_one, at_once = Model(FILE), Model(FILE)
    for table in (at_once._rows, at_once._second, at_once.vocabulary._codes):
        table.fill()
    for each in words:
        assert one_by_one._words[each] == at_once._words[each]
    assert one_by_one.label(words) == at_once.label(words)


TABLE = sorted(
    {f"{a}{b}" for a in ("a", "ab", "b\u00e9", "\U0001f447", "Z z", "|") for b in ("", "1", " x", "\u00e9", "22") * 9}
)


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 1000])
def test_a_table_of_lines_finds_each_of_its_lines_and_no_other(count):
    words = sorted({f"{each}{number}" for number in range(count // 20 + 1) for each in TABLE})[:count]
    alone, with_rest = Lines(packed(words)), Lines(packed([f"{word}\trest {word}" for word in words]))
    assert alone.all() == words
    assert [alone.place(word) for word in words] == list(range(count))
    assert [with_rest.behind(word) for word in words] == [f"rest {word}" for word in words]
    for none in ("?", "A", "a0 ", "zz", "\U0001f448", "\ud800", "\uffff"):
        assert alone.place(none) == -1
        assert with_rest.behind(none) is None


def test_no_file_no_model(tmp_path):
    assert load_model(tmp_path / "none") is None


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ABab. ,\n()-“”'19é\u00a0_/"), max_size=80))
def test_any_text_is_labelled_whole(text):
    words = [word for _, _, word in tokenise(text)]
    labels = load_model(FILE).label(words)
    assert len(labels) == len(words)
    before = "O"
    for label in labels:
        assert label in LABELS
        assert label[0] != "I" or before[2:] == label[2:]
        before = label
    for start, end, part, _ in found(Story("any", text)):
        assert text[start:end].strip() == text[start:end] != ""
        assert part == "text"
