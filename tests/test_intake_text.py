"""Plain text, Markdown and Word documents to stories."""

import time
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.intake.docx import LARGEST_PART, read_docx
from runtut.intake.encoding import decode
from runtut.intake.markdown import plain, read_markdown, traced
from runtut.intake.text import read_text, unwrap
from runtut.record import BylineRole, SourceError
from word import document

WIB = timezone(timedelta(hours=7))
FIRST = "KabarKota.id -  Warga Kota Baru membangun jembatan sepanjang 20 meter, kata Ani Rahmawati, Senin (11/9/2023)."
SECOND = "“Kami bekerja sejak pagi,” ujarnya kepada wartawan yang datang ke tepi sungai."
PASTED = f"""Warga Kota Baru Bangun Jembatan Sendiri

Laporan: Budi Hartanto
Selasa, 12 September 2023 | 11:03 WIB
Ani Rahmawati dan warga (KabarKota.id/Reuters)
Ani Rahmawati dan warga (KabarKota.id/Reuters)

{FIRST}

{SECOND}

BERITALAINNYA
Harga Cabai Naik 12 Persen
BERITATERKINI
"""


def read(text, **options):
    return read_text(text, id="x", source="x.txt", **options)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_text_copied_from_a_page(ends):
    story = read(PASTED.replace("\n", ends).encode())
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert [(b.name, b.role) for b in story.bylines] == [("Budi Hartanto", BylineRole.REPORTER)]
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert [(c.text, c.credit) for c in story.captions] == [("Ani Rahmawati dan warga", "KabarKota.id/Reuters")]
    assert story.outlet == "KabarKota.id"
    assert story.text == f"{FIRST}\n\n{SECOND}"
    assert story.masks == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n\n{SECOND}\n",
        f"{FIRST}\n{SECOND}",
        "Sidang digelar Senin (12/9/2023)",
        "Satu kata",
        "Warga datang.\nMereka membawa 20 karung.\nHujan turun.",
        "  Awal yang menjorok ke dalam, lalu berlanjut sampai akhir kalimat yang panjang ini.\n\n" + SECOND,
    ],
)
def test_prose_comes_through_untouched(text):
    story = read(text)
    assert story.text == text
    assert story.title is None
    assert story.bylines == story.captions == story.masks == ()


def test_title_before_a_blank_line():
    story = read(f"Warga Bangun Jembatan Sendiri\n\n{FIRST}\n\n{SECOND}")
    assert story.title == "Warga Bangun Jembatan Sendiri"
    assert story.text == f"{FIRST}\n\n{SECOND}"


def test_long_title_before_a_byline():
    title = "Warga Kota Baru Bangun Jembatan Sendiri Setelah Menunggu Bantuan Pemerintah Daerah Selama Tiga Tahun Penuh"
    story = read(f"{title}\nPenulis: Budi Hartanto | Editor: Siti Kurnia\n{FIRST}")
    assert story.title == title
    assert [b.name for b in story.bylines] == ["Budi Hartanto", "Siti Kurnia"]


def test_name_beside_the_date():
    story = read(f"Warga Bangun Jembatan\n\nBudi Hartanto\nSelasa, 12 September 2023\n\n{FIRST}\n\n{SECOND}")
    assert [b.name for b in story.bylines] == ["Budi Hartanto"]
    assert story.published == date(2023, 9, 12)


def test_the_date_line_comes_before_the_option():
    assert read(PASTED, published=date(2001, 1, 1)).published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert read(FIRST, published=date(2001, 1, 1)).published == date(2001, 1, 1)


def test_inserts_and_captions_between_paragraphs():
    story = read(
        f"{FIRST}\n\nBaca juga: Harga Naik\n\nWarga di jembatan (Foto: Budi/KabarKota)\n\n{SECOND}\n\n(abc/def)\n"
    )
    assert story.text == f"{FIRST}\n\n{SECOND}"
    assert [(c.text, c.credit) for c in story.captions] == [("Warga di jembatan", "Budi/KabarKota")]


def test_the_moment_under_the_byline_at_the_end():
    moment = "Selasa, 12 September 2023 | 11:03 WIB"
    story = read(f"Warga Bangun Jembatan Sendiri\n\n{FIRST}\n\n{SECOND}\n\nPenulis: Budi Hartanto\n{moment}")
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert story.text == f"{FIRST}\n\n{SECOND}"
    schedule = read(f"Warga Bangun Jembatan Sendiri\n\n{FIRST}\n\n{SECOND}\n\nPanen raya\n{moment}")
    assert schedule.published is None
    assert schedule.text.endswith(moment)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Warga memasang tali. Foto: Budi Hartanto", ("Warga memasang tali.", "Budi Hartanto")),
        ("Warga memasang tali © instagram.com/kotabaru", ("Warga memasang tali", "instagram.com/kotabaru")),
        ("Warga memasang tali/©Kabar®/Budi Hartanto", ("Warga memasang tali", "Kabar®/Budi Hartanto")),
        ("Warga makan di CafÃ© Kota", None),
        ("Warga memasang tali di tepi sungai: mereka bekerja sejak pagi.", None),
    ],
)
def test_a_caption_between_paragraphs_by_its_credit(line, caption):
    story = read(f"{FIRST}\n\n{line}\n\n{SECOND}")
    assert [(c.text, c.credit) for c in story.captions] == ([caption] if caption else [])
    assert (line in story.text) == (caption is None)


@pytest.mark.parametrize("numbered", [True, False])
def test_a_page_of_pictures(numbered):
    shown = ["Warga mengangkat bambu di tepi sungai.", "Anak-anak menyeberang sebelum sekolah mulai."]
    lines = [f"{n}/2\n{text}" if numbered else f"{text} (Kabar/Rini Wulan)" for n, text in enumerate(shown, start=1)]
    head = [
        "Beranda",
        "Nasional",
        "Olahraga",
        "Foto: Jembatan Kota Baru Dibangun Sendiri",
        "Selasa, 12 September 2023 11:03 WIB",
    ]
    story = read("\n\n".join([*head, *lines, "Foto Lainnya", "Panen Raya di Kota Baru"]))
    assert story.title == "Foto: Jembatan Kota Baru Dibangun Sendiri"
    assert story.text.split("\n\n") == [c.text for c in story.captions] == shown
    assert {c.credit for c in story.captions} == {None if numbered else "Kabar/Rini Wulan"}


WHOLE = f"""Kabar Kota
Beranda
Nasional
Olahraga
Harga Cabai Naik 12 Persen
Beranda
Kota Baru
Warga Kota Baru Bangun Jembatan Sendiri
Mereka menunggu bantuan selama tiga tahun sebelum mulai bekerja.
Budi Hartanto
Tayang: Selasa, 12 September 2023 11:03 WIB | 1.229 views
Tweet
13
lihat foto
Kabar/Rini
Jembatan di Sungai Hitam yang dibangun warga sejak bulan lalu
Baca Selanjutnya:
Harga Cabai Naik 12 Persen
X
{FIRST}
{SECOND}
Baca juga: Harga Cabai Naik
Jembatan itu dipakai anak-anak ke sekolah sejak Selasa pagi dan petani yang pergi ke kebun.
Yang disumbang warga:
Batu dan pasir
20 batang kayu
Penulis
: Budi Hartanto
Editor
:
Siti Kurnia
Tags
jembatan
Kota Baru
Berita Terkait
Harga Cabai Naik 12 Persen
Sabtu, 9 September 2023 08:10 WIB
Pasar Kota Baru Ramai Menjelang Libur Panjang
Hubungi Kami
"""


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_page_copied_whole(between):
    story = read(WHOLE.replace("\n", between))
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert [(b.name, b.role) for b in story.bylines] == [
        ("Budi Hartanto", BylineRole.REPORTER),
        ("Siti Kurnia", BylineRole.EDITOR),
    ]
    assert [(c.text, c.credit) for c in story.captions] == [
        ("Jembatan di Sungai Hitam yang dibangun warga sejak bulan lalu", "Kabar/Rini")
    ]
    assert story.text.split("\n\n") == [
        FIRST,
        SECOND,
        "Jembatan itu dipakai anak-anak ke sekolah sejak Selasa pagi dan petani yang pergi ke kebun.",
        "Yang disumbang warga:",
        "Batu dan pasir",
        "20 batang kayu",
    ]


def test_a_page_with_the_date_over_the_title():
    story = read(
        f"Beranda\nBerita > Kota\nSelasa, 12 September 2023, 11:03 WIB\nWarga Kota Baru Bangun Jembatan Sendiri\n"
        f"Red: Siti Kurnia\n{FIRST}\n{SECOND}\nTAG:\n#jembatan\n"
    )
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert [(b.name, b.role) for b in story.bylines] == [("Siti Kurnia", BylineRole.EDITOR)]
    assert story.text == f"{FIRST}\n\n{SECOND}"


def test_the_clock_on_the_line_after_the_date():
    story = read(f"Menu\nWarga Kota Baru Bangun Jembatan\nSelasa, 12 September 2023\n11:03 WIB\n{FIRST}\n{SECOND}")
    assert story.title == "Warga Kota Baru Bangun Jembatan"
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert story.text == f"{FIRST}\n\n{SECOND}"


MENU = "Kabar Kota\nBeranda\nNasional\nDaerah\nOlahraga\nIndeks\n"
AFTER = "Berita Lain\nHarga Cabai Naik 12 Persen\nPasar Kota Baru Ramai Menjelang Libur Panjang\n"


@pytest.mark.parametrize(
    "head",
    [
        "Warga Lapor12 September 2023 11:03 WIB·waktu baca 2 menit",
        "Budi Hartanto12 Sep 2023, 11:03 WIB",
        "Budi Hartanto - kabarEkonomi\nSelasa, 12 Sep 2023 11:03 WIB",
        "Kontributor: Budi Hartanto | Selasa, 12 September 2023 - 11:03:10 WIB",
        "Budi Hartanto\n, Selasa, 12 September 2023 | 11:03 WIB",
        "Humas 12 September 2023 11:03:33 WIB 87 kali",
    ],
)
def test_the_moment_beside_other_words(head):
    story = read(f"{MENU}Warga Kota Baru Bangun Jembatan Sendiri\n{head}\n{FIRST}\n{SECOND}\n{AFTER}")
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert story.published is not None
    assert story.published.replace(second=0) == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert story.text == f"{FIRST}\n\n{SECOND}"


def test_an_insert_and_comments_do_not_end_or_prolong_a_copied_page():
    story = read(
        f"{MENU}Warga Kota Baru Bangun Jembatan Sendiri\n12 September 2023 11:03 WIB\n{FIRST}\nBACA JUGA:\n"
        f"Harga Cabai Naik 12 Persen\n{SECOND}\n3 Komentar\nSemoga jembatannya awet dan tidak hanyut lagi seperti tahun lalu.\n"
    )
    assert story.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        (
            "Kabar.com/BUDI HARTANTO Warga membawa bambu ke tepi Sungai Hitam di Kota Baru, tempat jembatan itu dibangun sejak bulan lalu",
            (
                "Warga membawa bambu ke tepi Sungai Hitam di Kota Baru, tempat jembatan itu dibangun sejak bulan lalu",
                "Kabar.com/BUDI HARTANTO",
            ),
        ),
        (
            "Warga membawa bambu dan batu ke tepi Sungai Hitam di Kota Baru, tempat jembatan itu dibangun, Senin (11/9/2023)",
            (
                "Warga membawa bambu dan batu ke tepi Sungai Hitam di Kota Baru, tempat jembatan itu dibangun, Senin (11/9/2023)",
                None,
            ),
        ),
    ],
)
def test_a_caption_without_label_between_the_moment_and_the_text(line, caption):
    story = read(f"{MENU}Warga Kota Baru Bangun Jembatan\n12 September 2023 11:03 WIB\n{line}\n{FIRST}\n{SECOND}\n")
    assert [(c.text, c.credit) for c in story.captions] == [caption]
    assert story.text == f"{FIRST}\n\n{SECOND}"


def test_a_copied_page_without_a_moment():
    long = f"{SECOND} {SECOND} {SECOND}"
    story = read(f"{MENU}Warga Kota Baru Bangun Jembatan Sendiri\n{FIRST}\n{long}\n{AFTER}")
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert story.published is None
    assert story.text == f"{FIRST}\n\n{long}"


def test_a_call_between_the_paragraphs_of_a_copied_page():
    call = "Dukung liputan kami dengan menjadi anggota mulai Rp 20.000 sebulan."
    story = read(f"{MENU}Warga Kota Baru Bangun Jembatan\n12 September 2023 11:03 WIB\n{FIRST}\n{call}\n{SECOND}\n")
    assert story.text == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "text",
    [
        # a list before the prose
        f"Jadwal perahu:\n\n501 Kota Baru 06.40\n\n502 Kota Lama 07.10\n\n503 Pasar Ikan 08.00\n\n504 Pulau Pasir Panjang 09.00\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}",
        # a schedule in the middle of a story
        f"{FIRST}\n\n{SECOND}\n\nJadwal Kerja Bakti Warga Kota Baru\n\nSenin, 18 September 2023 08.00 WIB\n\n{SECOND}\n\n{FIRST}",
        f"{FIRST}\n\nJadwal pendaftaran warga:\n\nPendaftaran: Senin, 18 September 2023 08.00 WIB\n\n{SECOND}",
        # names over a letter in the middle of a story
        f"{SECOND}\n\nSurat dari Warga Kota Baru\n\nOleh: Ani Rahmawati\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}\n\n{SECOND}",
    ],
)
def test_lines_of_a_header_inside_a_story_are_prose(text):
    story = read(text)
    assert story.text == text
    assert story.title is None
    assert story.published is None


def test_a_copied_page_of_many_lines_takes_its_length():
    sizes = []
    for count in (1, 4):
        text = "\n".join(["Menu Kota Baru Hari Ini", "Selasa, 12 September 2023 11:03 WIB", SECOND] * (2000 * count))
        started = time.process_time()
        read(text)
        sizes.append(time.process_time() - started)
    assert sizes[1] < 12 * sizes[0] + 0.5


DRAFTS = (
    (
        "Judul: Warga Kota Baru Bangun Jembatan Sendiri",
        "Penulis: Budi Hartanto",
        "Kota Baru, 12 September 2023",
        FIRST,
        SECOND,
        "Keterangan foto: Jembatan di Sungai Hitam (KabarKota.id/Rini)",
    ),
    (
        "Warga Kota Baru Bangun Jembatan Sendiri",
        "Mereka menunggu bantuan selama tiga tahun sebelum mulai bekerja.",
        "Budi Hartanto",
        "12 September 2023",
        "Foto utama: Jembatan di Sungai Hitam (KabarKota.id/Rini)",
        FIRST,
        SECOND,
    ),
    (
        "Warga Kota Baru Bangun Jembatan Sendiri",
        FIRST,
        SECOND,
        "Foto: Jembatan di Sungai Hitam sejak Senin (KabarKota.id/Rini)",
        "Penulis: Budi Hartanto",
        "Selasa, 12 September 2023",
    ),
)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("form", ["txt", "docx", "md"])
def test_drafts(draft, form):
    if form == "txt":
        story = read("\n\n".join(draft))
    elif form == "docx":
        story = read_docx(document(*draft), id="x", source="x.docx")
    else:
        story = read_markdown("# " + "\n\n".join(draft), id="x", source="x.md")
    assert story.title == "Warga Kota Baru Bangun Jembatan Sendiri"
    assert [b.name for b in story.bylines] == ["Budi Hartanto"]
    assert story.published in (date(2023, 9, 12), None)
    assert [c.credit for c in story.captions] == ["KabarKota.id/Rini"]
    assert story.captions[0].text.startswith("Jembatan di Sungai Hitam")
    assert story.text == f"{FIRST}\n\n{SECOND}"


def test_lines_broken_at_a_width_are_joined():
    text = (
        "Warga Kota Baru membangun jembatan sepanjang dua puluh meter di\natas Sungai Hitam. "
        "Mereka bekerja sejak pagi sampai sore hari\ndan membawa sendiri kayu serta batu dari kebun mereka di\nlereng."
    )
    assert unwrap(text) == text.replace("\n", " ")
    assert read(text).text == text.replace("\n", " ")


def test_nothing_in_it():
    for data in (b"", b" \n\t\r\n", b"\xef\xbb\xbf"):
        with pytest.raises(SourceError) as error:
            read(data)
        assert error.value.kind == "empty"


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(name):
    text = "Warga – “senang” – membeli café di Jalan Melati, kata Ani."
    assert decode(text.encode(name), source="x") == text


def test_declared_encoding():
    assert decode('<meta charset="iso-8859-2"><p>łąka'.encode("iso-8859-2"), source="x").endswith("łąka")


def test_broken_utf8_is_replaced(caplog):
    data = "“Satu” dan “dua” dan “tiga” kata.".encode().replace(b"dan", b"\xff", 1)
    assert decode(data, source="x") == "“Satu” \ufffd “dua” dan “tiga” kata."
    assert "x: 1 bytes that are not UTF-8" in caplog.text


def test_a_few_stray_bytes_make_no_other_alphabet(caplog):
    assert decode(b"Warga membuka jembatan \xff\xfe baru.", source="x") == "Warga membuka jembatan \ufffd\ufffd baru."
    assert "x: 2 bytes that are not UTF-8" in caplog.text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(50), b"%PDF-1.7 abc", bytes(range(256)) * 8, b"\x00\x01\x02" * 40]
)
def test_binary_is_refused(data):
    with pytest.raises(SourceError) as error:
        decode(data, source="gambar.txt")
    assert error.value.kind == "format"
    assert str(error.value).startswith("gambar.txt: this is ")


# ---------------------------------------------------------------- Markdown


def test_markdown():
    story = read_markdown(
        '---\ntitle: "Warga Bangun Jembatan"\ndate: 2023-09-12T11:03:00+07:00\nauthor: [Ani Rahmawati, Budi Hartanto]\n'
        "editor: Siti Kurnia\noutlet: KabarKota.id\n---\n\n"
        '![Jembatan baru](a.jpg "Jembatan di Sungai Hitam (Foto: Ani)")\n\n'
        "Warga **Kota Baru** membangun [jembatan](https://contoh.id/a_(b)) sepanjang\n20 meter *pada* Senin, nama_berkas_ini 2*3*4.\n\n"
        '> "Kami senang," kata Ani.\n\n## Biaya\n- satu\n- dua <!-- catatan -->\n',
        id="x",
        source="x.md",
    )
    assert story.title == "Warga Bangun Jembatan"
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert [(b.name, b.role.value) for b in story.bylines] == [
        ("Ani Rahmawati", "reporter"),
        ("Budi Hartanto", "reporter"),
        ("Siti Kurnia", "editor"),
    ]
    assert story.outlet == "KabarKota.id"
    assert [(c.text, c.credit) for c in story.captions] == [("Jembatan di Sungai Hitam", "Ani")]
    assert story.text == (
        "Warga Kota Baru membangun jembatan sepanjang 20 meter pada Senin, nama_berkas_ini 2*3*4.\n\n"
        '"Kami senang," kata Ani.\n\nBiaya\n\n- satu\n\n- dua'
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"\*bukan\* tebal", "*bukan* tebal"),
        (r"**tebal** dan 2\*3", "tebal dan 2*3"),
        (r"\[bukan\](tautan) \<em>", "[bukan](tautan) <em>"),
        (r"nama\_berkas\_ini \`bukan\` kode", "nama_berkas_ini `bukan` kode"),
        (r"C:\folder tetap", r"C:\folder tetap"),
    ],
)
def test_what_is_escaped_in_markdown_is_no_markup(written, read):
    assert plain(written) == read
    kept = "".join(written[start:end] for start, end in traced(written))
    assert kept == read


def test_markdown_heading_is_the_title():
    assert read_markdown(f"# Warga **Bangun** Jembatan\n\n{FIRST}", id="x", source="x").title == "Warga Bangun Jembatan"


def test_toml_front_matter():
    story = read_markdown(f'+++\ntitle = "Judul"\ndate = 2023-09-12\n+++\n{FIRST}', id="x", source="x")
    assert (story.title, story.published) == ("Judul", date(2023, 9, 12))


def test_wrong_date_in_front_matter():
    with pytest.raises(SourceError, match="needs ISO 8601") as error:
        read_markdown(f"---\ndate: kemarin\n---\n{FIRST}", id="x", source="x.md")
    assert error.value.kind == "schema"


@settings(deadline=None)
@given(st.text(alphabet="*_`[]()<>!~\\#-ab \n", max_size=200))
def test_plain_drops_only_markup(text):
    left = plain(text)
    assert len(left) <= len(text)
    if "~~" not in text and "<" not in text and "[" not in text:
        assert left.count("a") == text.count("a")


# ---------------------------------------------------------------- Word


def test_word_document():
    table = f"<w:tbl><w:tr><w:tc>{'<w:p><w:r><w:t>Rp 12 juta</w:t></w:r></w:p>'}</w:tc></w:tr></w:tbl>"
    struck = (
        "<w:p><w:r><w:t>Panjangnya </w:t></w:r><w:del><w:r><w:delText>10</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>20</w:t></w:r></w:ins><w:r><w:t> meter, kata Ani Rahmawati kepada warga.</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    )
    story = read_docx(
        document(("Warga Bangun Jembatan", "Judul"), "Selasa, 12 September 2023 | 11:03 WIB", FIRST, struck, table),
        id="x",
        source="x.docx",
    )
    assert story.title == "Warga Bangun Jembatan"
    assert story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert story.text == f"{FIRST}\n\nPanjangnya 20 meter, kata Ani Rahmawati kepada warga.\n\nRp 12 juta"


def test_word_properties():
    story = read_docx(document(FIRST, SECOND, title="Dokumen Tanpa Judul", author="Ani Rahmawati"), id="x", source="x")
    assert story.title is None  # the text does not begin with it
    assert [b.name for b in story.bylines] == ["Ani Rahmawati"]
    assert story.published is None


def test_word_zip_bomb():
    data = document(raw="<a>" + " " * (LARGEST_PART + 10) + "</a>")
    begun = time.process_time()
    with pytest.raises(SourceError) as error:
        read_docx(data, id="x", source="x.docx")
    assert error.value.kind == "too-large"
    assert time.process_time() - begun < 5


def test_word_entities_are_not_resolved():
    raw = (
        '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
        f"<w:t>{SECOND}&b;&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert "aaaa" not in read_docx(document(raw=raw), id="x", source="x").text


@pytest.mark.parametrize("data", [b"PK\x03\x04 kaput", document(raw="<a><b></a>"), document()[:200]])
def test_damaged_word_documents(data):
    with pytest.raises(SourceError) as error:
        read_docx(data, id="x", source="x.docx")
    assert error.value.kind in ("format", "empty")


# ---------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "piece", ["7", '"', "(", "\n", "a\n", " ", ". ", "Baca juga: ", "[a](", "<!--", ". Penulis: A"]
)
@pytest.mark.parametrize("reader", [read_text, read_markdown])
def test_megabytes_end_in_seconds(piece, reader):
    begun = time.process_time()
    try:
        reader(piece * (2_000_000 // len(piece)) + "a", id="x", source="x")
    except SourceError as error:
        assert error.kind == "empty"  # noqa: PT017 -- most pieces are read
    assert time.process_time() - begun < 10
