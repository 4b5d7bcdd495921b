"""News pages, all invented: what is the story, what is furniture, and what bad pages say."""

from datetime import datetime

import pytest

from runtut.intake.html import read_page
from runtut.record import BylineRole, SourceError

PROSE = (
    "JAKARTA, HARIAN RIMBA - Pemerintah Kota Wanasari membuka jembatan baru di atas Sungai Cimanila pada Selasa pagi.",
    "Jembatan sepanjang 120 meter itu menghubungkan dua kecamatan yang selama ini dipisahkan oleh sungai yang lebar.",
    '"Warga sudah lama menunggu jembatan ini," kata Wali Kota Wanasari Ratmi Suhanda kepada wartawan di lokasi acara.',
)
PAGE = """<!doctype html><html lang="id"><head><title>{title} - Harian Rimba</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Harian Rimba">
{head}</head><body><nav><a href="/">Beranda</a></nav><div class="tags"><a href="/x">#jembatan</a></div>
<div class="page"><h1>{title}</h1>{top}<div class="isi">{body}</div>{bottom}</div>
<div class="berita-terkait related"><h3>Berita Terkait</h3><ul><li><a href="/a">Harga beras naik 12 persen pada 2021</a></li></ul></div>
<footer>Hak cipta 2023</footer></body></html>"""


def page(body=None, *, top="", bottom="", head="", title="Jembatan Cimanila Dibuka untuk Warga"):
    body = body if body is not None else "".join(f"<p>{p}</p>" for p in PROSE)
    return PAGE.format(title=title, head=head, top=top, body=body, bottom=bottom).encode()


def read(data):
    return read_page(data, id="page", source="page.html")


def test_a_plain_page():
    story = read(
        page(
            top="<div class='d'>Selasa, 12 September 2023 | 11:03 WIB</div><figure><img src='x.jpg'>"
            "<figcaption>Warga menyeberangi jembatan. (Foto: Dok. Harian Rimba)</figcaption></figure>",
            bottom="<table><tr><td>Penulis</td><td>: Sena Wibisana</td></tr><tr><td>Editor</td><td>: Lastri Panca</td></tr></table>",
        )
    )
    assert story.title == "Jembatan Cimanila Dibuka untuk Warga"
    assert story.published == datetime.fromisoformat("2023-09-12T11:03+07:00")
    assert [(b.name, b.role) for b in story.bylines] == [
        ("Sena Wibisana", BylineRole.REPORTER),
        ("Lastri Panca", BylineRole.EDITOR),
    ]
    assert [c.text for c in story.captions] == ["Warga menyeberangi jembatan."]
    assert all(p in story.text for p in PROSE)
    for other in ("Beranda", "#jembatan", "Harga beras", "Hak cipta", "Editor", "menyeberangi"):
        assert other not in story.text


def test_text_between_line_breaks_belongs_to_the_story():
    story = read(page("<br><br>".join(PROSE)))
    assert story.text.split("\n\n") == list(PROSE)


def test_text_outside_paragraphs_and_after_inserts_is_kept():
    insert = '<div class="baca-juga">Baca juga: <a href="/b">Banjir 3 hari pada 2019</a></div>'
    story = read(page(f"{PROSE[0]}{insert}<p>{PROSE[1]}</p>{insert}{PROSE[2]}"))
    assert story.text.split("\n\n") == list(PROSE)


def test_structured_data_gives_the_moment():
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2023-09-12T11:03:00+07:00","author":{"@type":"Person","name":"Sena Wibisana"}}</script>'
    story = read(page(head=ld))
    assert story.published == datetime.fromisoformat("2023-09-12T11:03+07:00")
    assert [b.name for b in story.bylines] == ["Sena Wibisana"]


def test_broken_structured_data_is_no_error():
    ld = '<script type="application/ld+json">{"@type":"NewsArticle", oops</script>'
    assert read(page(head=ld)).title


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "format"),
        (b"<html><body><nav><a href='/'>Menu</a></nav></body></html>", "no-article"),
        (b"<html><body>" + b"<li><a href='/x'>Judul berita lain yang panjang</a></li>" * 50, "no-article"),
    ],
)
def test_what_is_no_story_says_so(data, kind):
    with pytest.raises(SourceError) as error:
        read(data)
    assert error.value.kind == kind
    assert "page.html" in str(error.value)


def test_names_that_mislead_do_not_hide_a_story():
    body = "".join(f'<p class="related">{p}</p>' for p in PROSE * 2)
    assert read(page(body)).text.startswith(PROSE[0])


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000 + PROSE[0].encode() + b"</div>" * 100_000,
        b"<p>" + b"<b>" * 50_000 + PROSE[0].encode(),
        b"<html><body>" + b"<" * 1_000_000,
        b"<html><body>" + b"&lt;script&gt;" * 100_000,
        b"<html><body><p " + b"a=1 " * 100_000 + b">" + PROSE[0].encode(),
    ],
    ids=["deep", "unclosed", "angles", "entities", "attributes"],
)
def test_hostile_pages_end(data):
    try:
        assert read(data).text
    except SourceError as error:
        assert str(error)  # noqa: PT017
