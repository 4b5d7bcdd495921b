"""What the names reader knows of words: groups, long lists of names, tables of the pack, how much news has been read.

The codes and their first letters are explained in `runtut/annotate/entities/features.py`.
"""

from __future__ import annotations

import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from clusters import clusters
from texts import raw_news, warn

from runtut.annotate.entities.tokens import TOKEN, tokenise
from runtut.languages import load_pack
from runtut.languages.regions import load_cities, load_regions

Codes = dict[str, list[str]]
_LISTS = {"P": "person", "L": "place", "O": "organization"}


def base_codes(shared: Path) -> Codes:
    """Return the codes that need no reader: groups of words, lists, tables, classes."""
    codes: defaultdict[str, list[str]] = defaultdict(list)
    counts = _groups(shared, codes)
    _long_lists(shared, codes, counts)
    _tables(codes)
    _classes(codes)
    return dict(codes)


def _groups(shared: Path, codes: defaultdict[str, list[str]]) -> Counter[str]:
    number: dict[str, int] = {}
    ids: list[int] = []
    for story in raw_news(shared):
        ids.extend(number.setdefault(word, len(number)) for word in TOKEN.findall(story["text"] + "\n"))
    if not ids:
        warn("no raw news: no groups of words")
        return Counter()
    words, table = list(number), np.array(ids, dtype=np.int64)
    for word, (a, b, c) in clusters(table, words, (-1, 1), (64, 256, 1000)).items():
        codes[word] += [f"a{a}", f"b{b}", f"c{c}"]
    for word, (d,) in clusters(table, words, (-2, -1, 1, 2), (256,)).items():
        codes[word].append(f"d{d}")
    return Counter(dict(zip(words, np.bincount(table).tolist(), strict=True)))


def _long_lists(shared: Path, codes: defaultdict[str, list[str]], counts: Counter[str]) -> None:
    """Say of each word in how many names of people, places and organizations of DBpedia it stands."""
    for code, name in _LISTS.items():
        path = shared / "data" / "ner-mdee" / "gazetteer" / f"{name}.txt.gz"
        if not path.is_file():
            warn(f"{path} is absent: its names are not known")
            continue
        found: Counter[str] = Counter()
        with gzip.open(path, "rt", encoding="latin-1") as lines:
            for line in lines:
                found.update({word for _, _, word in tokenise(line.strip())})
        for word, count in found.items():
            if word[0].isupper() and (counts[word] or count > 1):
                codes[word].append(f"{code}{count if count < 2 else min(count.bit_length(), 7)}")


def _tables(codes: defaultdict[str, list[str]]) -> None:
    pack = load_pack("id")
    regions = load_regions(pack)
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    for region in regions.rows:
        kinds[region.name].add(f"r{region.kind[:3]}")
    for name in regions.countries:
        kinds[name].add("rcou")
    for name in load_cities(pack):
        kinds[name].add("rcit")
    for name in pack.entities.places:
        kinds[name].add("rpla")
    for name in pack.entities.acronyms:
        kinds[name].add("i")
    for name, found in kinds.items():
        codes[" ".join(word for _, _, word in tokenise(name))] += sorted(found)


def _classes(codes: defaultdict[str, list[str]]) -> None:
    pack = load_pack("id")
    words = pack.entities
    for code, members in (
        ("t", words.person_titles),
        ("h", words.org_heads),
        ("o", words.org_words),
        ("p", words.place_heads),
        ("l", words.locatives),
        ("j", words.particles),
        ("n", words.not_names),
        ("s", pack.quotations.verbs),
    ):
        for word in members:
            codes["=" + word].append(code)


def add_read(codes: Codes, read: dict[str, dict[str, dict[str, int]]]) -> Codes:
    """Return the codes with what raw news was read as put in (see `reading.py`)."""
    made = {word: list(found) for word, found in codes.items()}
    for word, counts in read["words"].items():
        made.setdefault(word, []).extend(_read_as(word, counts))
    for key, code in (("before", "u"), ("behind", "v")):
        for low, counts in read[key].items():
            total = sum(counts.values())
            if total >= 8:
                shares = [
                    f"{code}{kind[0]}{_level(counts.get(kind, 0) / total)}"
                    for kind in ("PER", "ORG", "LOC", "-")
                    if counts.get(kind, 0) / total > 0.02
                ]
                made.setdefault("=" + low, []).extend(shares)
    return {word: found for word, found in made.items() if found}


def _read_as(word: str, counts: dict[str, int]) -> Iterable[str]:
    total = sum(counts.values())
    if total < 4:
        return
    kinds = {k: counts.get(f"B-{k}", 0) + counts.get(f"I-{k}", 0) for k in ("PER", "ORG", "LOC")}
    if word[0].islower():
        if sum(kinds.values()) / total > 0.02:
            for kind, count in kinds.items():
                share = count / total
                if share > 0.01:
                    yield f"y{kind[0]}{1 if share < 0.05 else 2 if share < 0.2 else 3 if share < 0.6 else 4}"
        return
    for kind, count in kinds.items():
        if count:
            yield f"x{kind[0]}{_level(count / total)}"
    if counts.get("O"):
        yield f"x-{_level(counts['O'] / total)}"
    named = sum(kinds.values())
    if named:
        yield f"z{_level(sum(counts.get(f'B-{k}', 0) for k in kinds) / named)}"
    yield f"zn{min(total.bit_length(), 10)}"


def _level(share: float) -> int:
    return 1 if share < 0.1 else 2 if share < 0.3 else 3 if share < 0.7 else 4 if share < 0.92 else 5


def lines(codes: Codes) -> list[str]:
    """Return the codes as the sorted lines of the model's table."""
    return sorted(
        f"{word}\t{' '.join(found)}" for word, found in codes.items() if "\n" not in word and "\t" not in word
    )
