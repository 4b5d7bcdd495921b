"""Tables of an archive as files of a folder: Parquet or CSV, some rows at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import BigInteger, Boolean, Float, Integer, SmallInteger, Table

from runtut.archive.export import Rows

_NUMBERS = ((Boolean, "bool_"), (Float, "float64"), (SmallInteger, "int16"), (BigInteger, "int64"), (Integer, "int64"))


def write_parquet(folder: Path, given: Iterator[tuple[Table, Rows]]) -> Iterator[Path]:
    """Write each table to a file of its name, and yield its path. pyarrow comes with `runtut[parquet]`."""
    import pyarrow as pa  # noqa: PLC0415 -- only for this format
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 -- see above

    for table, pages in given:
        fields = [
            pa.field(c.name, getattr(pa, _arrow(c.type))(), c.nullable, {"comment": c.comment or ""}) for c in table.c
        ]
        schema = pa.schema(fields, {"comment": table.comment or ""})
        path = folder / f"{table.name}.parquet"
        part = path.with_name(path.name + ".part")
        with ParquetWriter(part, schema, compression="zstd") as writer:
            for rows in pages:
                columns = zip(*rows, strict=True) if rows else ((),) * len(fields)
                arrays = [pa.array(list(column), field.type) for column, field in zip(columns, schema, strict=True)]
                writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        part.replace(path)
        yield path


def _arrow(type_: Any) -> str:
    return next((name for kind, name in _NUMBERS if isinstance(type_, kind)), "string")


def write_csv(folder: Path, given: Iterator[tuple[Table, Rows]]) -> Iterator[Path]:
    """Write each table to a file of its name, and yield its path."""
    for table, pages in given:
        path = folder / f"{table.name}.csv"
        part = path.with_name(path.name + ".part")
        with part.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([column.name for column in table.c])
            for rows in pages:
                writer.writerows(map(_plain, rows))
        part.replace(path)
        yield path


def _plain(row: Sequence[Any]) -> list[Any]:
    return ["" if value is None else int(value) if isinstance(value, bool) else value for value in row]
