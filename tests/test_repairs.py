"""What would make two sides agree: a repair for either, with the nearest value that fits."""

import pytest

import runtut
from runtut.report.wording import word_fixes


@pytest.mark.parametrize(
    ("text", "published", "says"),
    [
        ("Sidang digelar Senin (12/9/2023).", None, "write Tuesday; or correct the date to 11 September 2023"),
        (
            "Polisi memeriksa saksi kemarin, Selasa (12/9/2023).",
            "2023-09-14",
            "correct Selasa (12/9/2023) to Wednesday 13 September 2023; or write 2 days ago for yesterday",
        ),
        (
            "Sidang berlangsung hari ini, Rabu (13/9/2023).",
            "2023-09-14",
            "correct Rabu (13/9/2023) to Thursday 14 September 2023; or write yesterday for today",
        ),
        (
            "Ia berkunjung dari 29 Mei 2024 hingga 4 Mei 2024.",
            "2024-04-26",
            "correct the beginning to 29 April 2024; or correct the end to 4 June 2024",
        ),
        ("Turnamen digelar 14-12 Februari 2023.", None, "turn the two round; or correct one of the two dates"),
        (
            "Kebakaran itu menewaskan 12 orang, terdiri atas tujuh pria dan empat wanita.",
            None,
            "write 11 for the total; or add 1 to one of the parts",
        ),
        (
            "Sebanyak 30 dari 120 siswa (35 persen) hadir.",
            None,
            "write 25 percent; or correct 30 to 42; or correct 120 siswa to 86",
        ),
        (
            "Penjualan turun 40 persen dari 200 unit menjadi 150 unit.",
            None,
            "write 25 percent; or correct 150 unit to 120",
        ),
        (
            "Pulau itu berjarak 30 mil atau sekitar 30 kilometer dari pantai.",
            None,
            "write 48.3 km; or correct 30 mil to 18.6 mil",
        ),
        (
            "Berat paket itu 4,178 gram atau sekitar 4,1 kg.",
            None,
            "write 4,178 gram with the mark between thousands",
        ),
        (
            "Perusahaan itu meraih US$ 2,5 juta (sekitar Rp 3,85 miliar).",
            "2023-03-09",
            "write about Rp 38,000,000,000; or correct US$ 2,5 juta to about 250,000 USD",
        ),
        (
            "Sebanyak 40 persen responden memilih kereta, 35 persen bus, dan 35 persen sisanya kapal.",
            None,
            "write 25 percent for the rest; or take 10 percent off one of the other shares",
        ),
        (
            "Harga emas turun dari Rp812 per gram menjadi Rp802 ribu per gram.",
            None,
            "give both the same word of scale and the same decimal mark",
        ),
    ],
)
def test_a_repair_is_offered_for_either_side(text, published, says):
    (finding,) = runtut.check(text, published=published).findings
    assert word_fixes(finding.fixes, "en") == says


def test_repairs_are_worded_in_indonesian():
    (finding,) = runtut.check("Rapat digelar Selasa (4/10/2023).").findings
    assert word_fixes(finding.fixes, "id") == "tulis Rabu; atau perbaiki tanggalnya menjadi 3 Oktober 2023"
