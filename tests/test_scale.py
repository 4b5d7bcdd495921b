"""Cost in processor time: linear as stories grow, seconds on hostile input, and memory that stays flat over many stories."""

import itertools
import time
import tracemalloc
from datetime import date

import pytest

from runtut.batch import Plan, finish
from runtut.intake.html import read_page
from runtut.intake.items import Item
from runtut.intake.sources import open_sources
from runtut.pipeline import READING, check_story
from runtut.record import SourceError, Story

PARAGRAPHS = (
    (
        "Kepala Dinas Perhubungan Cimanila, Darma Wisesa, mengatakan sebanyak {n} kendaraan lewat pada Selasa (12/9/2023). "
        '"Jumlah itu naik dari 50 menjadi 75 unit per jam," ujar Darma.'
    ),
    "Menurut Ratmi Suhanda, biaya Rp {n},5 miliar sudah dibayar sejak Februari 2022, atau selama 18 bulan.",
    "Sebanyak {n} warga Kabupaten Garut, Jawa Barat, hadir pukul 09.00 WIB. Mereka pulang dua jam kemudian.",
)
SECONDS_PER_MB = 15
"""What a megabyte of hostile text may take on a slow, busy machine; a quadratic pattern takes hours."""

MB = 1_000_000
HOSTILE = {
    "digits": "1234567890" * (MB // 10),
    "digits in groups": "1.234 " * (MB // 6),
    "quotation marks": '"' * MB,
    "mixed marks": "“\"'‘” " * (MB // 6),
    "opening parentheses": "(" * MB,
    "opening parentheses and words": "(Aku " * (MB // 5),
    "spaces": " " * (MB // 2) + "." + " " * (MB // 2 - 1),
    "line ends": "\n" * MB,
    "one letter": "a" * MB,
    "capitals": "Aku Dia " * (MB // 8),
    "commas": "dan, " * (MB // 5),
    "cues": "ujar kata " * (MB // 10),
    "weekdays": "Senin " * (MB // 6),
    "sundays": "Minggu " * (MB // 7),
    "a year and days": "Pada tahun 2010 " + "5 Mei " * (MB // 7),
    "spoken without line ends": '"Aku," ujar Budi. ' * (MB // 18),
    "percent": "5 persen dari " * (MB // 14),
    "per": "per " * (MB // 4),
    "full stops": "." * MB,
    "totals and parts": "terdiri atas 5 pria, " * (MB // 21),
    "beginnings and lengths": "Senin sejak Februari 2023 perang selama 18 bulan, " * (MB // 50),
    "hyphens": "1-" * (MB // 2),
    "slashes": "1/" * (MB // 2),
}


def story(words):
    paragraphs = (each.format(n=n) for n in itertools.count(10) for each in PARAGRAPHS)
    text, count = [], 0
    while count < words:
        text.append(next(paragraphs))
        count += len(text[-1].split())
    return Story("long", "\n\n".join(text))


def seconds(story):
    began = time.process_time()
    check_story(story, layers=READING)
    return time.process_time() - began


def test_cost_grows_with_length_and_no_faster():
    check_story(story(300), layers=READING)
    short, long = min(seconds(story(2_000)) for _ in range(3)), min(seconds(story(20_000)) for _ in range(2))
    assert long < 10 * short * 2.5, f"{short:.3f} s for 2,000 words, {long:.3f} s for 20,000"


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_soon(name):
    text = HOSTILE[name]
    began = time.process_time()
    outcome = finish(Item("hostile", "hostile", story=Story("hostile", text, published=date(2023, 9, 12))), Plan())
    assert outcome.error is None
    assert time.process_time() - began < SECONDS_PER_MB


def test_a_text_too_long_for_a_story_is_refused_at_once():
    began = time.process_time()
    outcome = finish(Item("bulk", "bulk.txt", story=Story("bulk", "12 345 " * 1_430_000)), Plan())
    assert outcome.error is not None
    assert outcome.error.kind == "too-large"
    assert "10,010,000 characters" in str(outcome.error)
    assert time.process_time() - began < 1


@pytest.mark.parametrize("element", ["div", "p", "b", "ul", "table", "blockquote", "font"])
def test_a_deep_page_ends_soon(tmp_path, element):
    path = tmp_path / "deep.html"
    path.write_bytes(f"<html><body>{f'<{element}>' * 50_000}teks{f'</{element}>' * 50_000}".encode())
    began = time.process_time()
    (item,) = open_sources([path])
    assert item.error is None or item.error.kind in ("no-article", "too-large", "format"), str(item.error)
    assert time.process_time() - began < SECONDS_PER_MB


PARAGRAPH = "Pemerintah kota membuka jembatan baru di atas sungai pada Selasa pagi dan warga menyambutnya. "
LARGE = {
    "line breaks": "x<br>" * 300_000 + PARAGRAPH * 3,
    "remarks": "<!-- x -->" * 150_000 + PARAGRAPH * 3,
    "links": "<a href='/x'>Judul berita lain yang panjang</a> " * 50_000 + PARAGRAPH * 3,
    "linked items": "<ul>" + "<li><a href='/x'>Judul berita lain yang panjang</a>" * 50_000 + "</ul>" + PARAGRAPH * 3,
    "pictures": "<figure><img src=x><figcaption>Warga di jembatan baru</figcaption></figure>" * 20_000 + PARAGRAPH * 3,
    "teasers": f"<div class=i><h3><a href=x>Judul berita yang cukup panjang</a></h3><p>{PARAGRAPH}</div>" * 10_000,
    "unclosed paragraphs": ("<p>" + PARAGRAPH) * 10_000,
    "cells": "<table><tr>" + "<td>angka" * 50_000 + "</table>" + PARAGRAPH * 3,
    "attributes": "<p " + "abc='def' " * 1_000_000 + ">" + PARAGRAPH * 3,
    "a class": "<p class='" + "related " * 1_000_000 + "'>" + PARAGRAPH * 3,
    "one line": "<p>" + PARAGRAPH * 30_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_page_ends_soon(name):
    data = f"<html><body>{LARGE[name]}</body></html>".encode()
    began = time.process_time()
    try:
        read_page(data, id="large", source="large")
    except SourceError as error:
        assert error.kind == "no-article"  # noqa: PT017
    assert time.process_time() - began < SECONDS_PER_MB


def test_memory_stays_flat_over_many_stories():
    one = story(300)
    check_story(one, layers=READING)
    tracemalloc.start()
    try:
        for _ in range(20):
            finish(Item("s", "s", story=one), Plan())
        early, _ = tracemalloc.get_traced_memory()
        for _ in range(60):
            finish(Item("s", "s", story=one), Plan())
        late, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert late - early < 1_000_000
