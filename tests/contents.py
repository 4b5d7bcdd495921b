"""What an archive holds, told so that two archives can be compared: without ids, without the moment of adding."""

from sqlalchemy import select, text

from runtut.archive import fulltext
from runtut.archive.tables import BUCKETS, ENTITIES, LAYERS, NAMES, OUTLETS, STORIES, VERSIONS

_OWN = {"id", "story", "added", "joined", "newest", "version", "outlet"}


def content(database):
    """Return the rows of each table, sorted, versions named by their story's key and their number."""
    with database.reading() as connection:
        outlets = dict(connection.execute(select(OUTLETS.c.id, OUTLETS.c.name)).all())
        names = {id_: tuple(rest) for id_, *rest in connection.execute(select(NAMES))}
        stories = {row.id: row for row in connection.execute(select(STORIES))}
        versions = {row.id: row for row in connection.execute(select(VERSIONS))}
        where = {id_: (stories[row.story].key, row.number) for id_, row in versions.items()}
        held = {
            "stories": [(s.key, outlets.get(s.outlet), s.url, where[s.newest]) for s in stories.values()],
            "versions": [(where[id_], *_rest(row)) for id_, row in versions.items()],
            "names": list(names.values()),
        }
        for table in LAYERS:
            rows = connection.execute(select(table)).all()
            held[table.name] = [(where[row.version], *_rest(row)) for row in rows]
            if table is ENTITIES:
                held[table.name] = [
                    (*held_, names[row.name]) for held_, row in zip(held[table.name], rows, strict=True)
                ]
        held["buckets"] = [(where[row.version], row.bucket) for row in connection.execute(select(BUCKETS))]
        for table in (fulltext.STORY_WORDS, fulltext.SAID_WORDS):
            column = "rowid" if database.engine.dialect.name == "sqlite" else "id"
            ids = connection.execute(text(f"SELECT {column} FROM {table}")).scalars().all()
            page = 1 if table == fulltext.STORY_WORDS else fulltext.PAGE
            held[table] = [(where[id_ // page], id_ % page) for id_ in ids]
    return {name: sorted(rows, key=repr) for name, rows in held.items()}


def _rest(row):
    return tuple(value for column, value in row._mapping.items() if column not in _OWN and column != "name")
