"""A made-up archive for tests that look at its pages: a flood in six stories, a market, a copy, a correction, two of one name."""

import datetime as dt
import json

from runtut.archive import add, open_database
from runtut.batch import Plan

NOW = dt.datetime(2026, 3, 20, 5, 6, 7, tzinfo=dt.UTC)
FLOOD = "banjir bandang di Kecamatan Lembah Samar"
HARM = '<script>document.title="harm"</script><img src=x onerror="document.title=1">'


def story(id_, day, text, outlet="Kabar Lembah", title=None, **more):
    return {
        "id": id_, "outlet": outlet, "published": f"{day}T09:00:00+07:00", "title": title or f"Cerita {id_}", "text": text,
        "url": f"https://{outlet.split()[0].lower()}.example/{id_}", **more,
    }  # fmt: skip


WORDS = (
    f"Korban tewas akibat {FLOOD} pada Minggu (1/3/2026) mencapai 12 orang. Sebanyak 40 rumah rusak di tiga desa. "
    "Petugas membuka dapur umum di lapangan Samar sejak pagi. Warga mengungsi ke balai desa dan sekolah terdekat, "
    "sementara bantuan makanan dan selimut mulai berdatangan dari kabupaten tetangga lewat jalan darat."
)
STORIES = [
    story("satu", "2026-03-01", WORDS, title="Banjir Bandang Samar, 12 Orang Tewas"),
    story("salin", "2026-03-01", WORDS.replace("mencapai 12", "mencapai 13"), outlet="Pos Hulu", title="Banjir Samar: Belasan Tewas"),
    story(
        "dua", "2026-03-02",
        f"Jumlah korban tewas {FLOOD} bertambah menjadi 19 orang, dan 31 orang luka. Banjir di Samar mulai surut sejak pagi hari.",
        outlet="Pos Hulu", title="Korban Tewas Banjir Samar Jadi 19 Orang",
    ),
    story(
        "tiga", "2026-03-04",
        f'"Korban tewas sedikitnya 24 orang," kata Bupati Ratmi Suhanda di lokasi {FLOOD}, Rabu (4/3/2026). '
        '"Camat Dirga Wastika memimpin evakuasi," kata Ratmi kepada Warta Teluk. '
        "Ratmi Suhanda akan bertemu warga korban banjir pada Selasa (10/3/2026) di Balai Samar.",
        outlet="Warta Teluk", title="Bupati: 24 Warga Samar Tewas",
    ),
    story(
        "empat", "2026-03-06",
        f'"Korban tewas {FLOOD} tercatat 26 orang," kata Camat Dirga Wastika, Jumat (6/3/2026). '
        '"Bupati Ratmi Suhanda sudah tiga kali ke sini," ujar Dirga.',
        title="Camat: Korban Tewas 26 Orang",
    ),
    story(
        "lima", "2026-03-11",
        "Bupati Ratmi Suhanda bertemu warga korban banjir di Balai Samar, Selasa (10/3/2026). "
        'Korban tewas banjir bandang di Lembah Samar tetap 26 orang. "Semua rumah akan dibangun lagi," kata Ratmi. '
        '"Palang Merah Indonesia mengirim air bersih ke Samar," kata Kepala Dinas Sosial Wening Arunika.',
        outlet="Pos Hulu", title="Bupati Temui Korban Banjir Samar",
    ),
    story(
        "dosen", "2019-05-07",
        '"Kampus menambah 40 kursi," kata Ratmi Suhanda, dosen Universitas Tanjung Bira, Senin (7/5/2019).',
        outlet="Warta Teluk", title="Kampus Tambah Kursi",
    ),
    story(
        "pasar", "2026-03-08",
        "Pasar Lembayung dibuka Senin (8/3/2026) oleh Bupati Ratmi Suhanda. Dari 400 lapak, 75 persen atau 340 lapak sudah terisi.",
        title="Pasar Lembayung Dibuka",
    ),
    *(
        story(f"beras{n}", f"2026-02-{n + 1:02}", f"Harga beras di Pasar Lembayung naik menjadi Rp{14 + n % 5}.{n:02}0 per kilogram pada pekan ini.",
              outlet="Kabar Lembah" if n % 2 else "Pos Hulu", title=f"Harga Beras Pekan Ke-{n}")
        for n in range(1, 25)
    ),
    {**story("jahat", "2026-03-09", f"Banjir kecil di Samar surut, kata {HARM} warga Lembah, Senin. Korban tewas tidak ada, 3 orang luka.",
             outlet=f"Media {HARM}", title=f"Banjir {HARM}"), "url": "javascript:document.title='harm'"},
]  # fmt: skip
AGAIN = [
    story(
        "satu",
        "2026-03-01",
        WORDS.replace("mencapai 12 orang", "mencapai 14 orang"),
        title="Banjir Bandang Samar, 14 Orang Tewas",
    )
]


def make(address, folder):
    """Make the archive: its stories, then one of them again as its outlet has altered it."""
    database = open_database(str(address), create=True)
    for n, stories in enumerate((STORIES, AGAIN)):
        source = folder / f"stories{n}.jsonl"
        source.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
        for added in add(database, [source], Plan(), now=lambda: NOW):
            assert added.error is None, added
    database.close()
