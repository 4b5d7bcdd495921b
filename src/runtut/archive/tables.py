"""The tables of an archive, the same in SQLite and PostgreSQL, for people who query them and for our own code.

Every `comment` goes into the reference page of the tables. Offsets are Unicode code points, half open, into the part
of the story that `part` names: 0 the text, 1 the title, 2 the first caption, 3 the second, and so on.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

METADATA = MetaData()

ROWIDS: dict[str, Any] = {"sqlite_with_rowid": False}
"""Rows of these tables stand in the order of their key: one search less, and a fifth of the file."""


def _of_version() -> Column[int]:
    return Column("version", Integer, nullable=False, comment="the version of the story it stands in")


def _number() -> Column[int]:
    return Column("n", Integer, nullable=False, comment="its number among its like in the story, from 0")


def _layer(name: str, about: str, *columns: Column[Any]) -> Table:
    """Return the table of one kind of annotation, with the place of each."""
    return Table(
        name,
        METADATA,
        _of_version(),
        _number(),
        Column("part", SmallInteger, nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        Column("start_char", Integer, nullable=False, comment="where it begins in that part"),
        Column("end_char", Integer, nullable=False, comment="where it ends, exclusive"),
        *columns,
        PrimaryKeyConstraint("version", "n"),
        ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        comment=about,
        **ROWIDS,
    )


OUTLETS = Table(
    "outlets",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, unique=True, comment="as the stories give it"),
    comment="who published",
)

STORIES = Table(
    "stories",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "key", Text, nullable=False, unique=True, comment="what tells it from others: its address, or outlet and id"
    ),
    Column("outlet", Integer, ForeignKey("outlets.id"), comment="its outlet"),
    Column("url", Text, comment="its address as given"),
    Column("newest", Integer, comment="the id of its newest version"),
    comment="stories, each with one version or more",
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("story", Integer, ForeignKey("stories.id", ondelete="CASCADE"), nullable=False, comment="the story"),
    Column("number", Integer, nullable=False, comment="1 for the first that was added"),
    Column("given_id", Text, nullable=False, comment="the id that the source gave"),
    Column("title", Text, comment="the title"),
    Column("text", Text, nullable=False, comment="the text, into which the offsets point"),
    Column("published", Text, comment="ISO 8601, with clock and zone where the source gave them"),
    Column("day", Text, comment="the day of publication, YYYY-MM-DD"),
    Column("modified", Text, comment="ISO 8601"),
    Column("language", Text, nullable=False, comment="the language pack it was read with"),
    Column("section", Text, comment="the section of the paper"),
    Column("dateline", Text, comment="the place that opens the text"),
    Column("bylines", Text, comment="JSON: [[name, role], ...]"),
    Column("captions", Text, comment="JSON: [[text, credit], ...]"),
    Column("masks", Text, comment="JSON: [[start, end], ...], stretches of the text that are page furniture"),
    Column("words", Integer, nullable=False, comment="how many words the text has"),
    Column("hash", BigInteger, nullable=False, comment="of title and text, spacing aside"),
    Column("reader", Text, nullable=False, comment="the version of runtut that read it"),
    Column("added", Text, nullable=False, comment="when it was added, UTC, ISO 8601"),
    Column(
        "joined", Boolean, nullable=False, server_default=false(), comment="whether it was compared with the others"
    ),
    UniqueConstraint("story", "number"),
    Index("versions_day", "day"),
    Index("versions_hash", "hash"),
    comment="each text of a story: a correction by the outlet makes a new one",
)
Index("versions_waiting", VERSIONS.c.id, sqlite_where=~VERSIONS.c.joined, postgresql_where=~VERSIONS.c.joined)

NAMES = Table(
    "names",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False, comment="as written"),
    Column("type", Text, nullable=False, comment="person, organization or place"),
    Column("key", Text, nullable=False, comment="the same in small letters, without marks"),
    UniqueConstraint("name", "type"),
    Index("names_key", "key"),
    comment="every full name in use; two people of one name share a row",
)

NAME_WORDS = Table(
    "name_words",
    METADATA,
    Column("word", Text, nullable=False, comment="one word of a name's key"),
    Column("name", Integer, ForeignKey("names.id"), nullable=False, comment="the name"),
    PrimaryKeyConstraint("word", "name"),
    comment="names by each of their words: who is asked for by a part of a name is found without reading all",
    **ROWIDS,
)

TIMES = _layer(
    "times",
    "dates, times and durations, as TIMEX3",
    Column("type", Text, nullable=False, comment="DATE, TIME, DURATION or SET"),
    Column("value", Text, nullable=False, comment="the TIMEX3 value"),
    Column("mod", Text, comment="the TIMEX3 modifier"),
    Column("first", Text, comment="first day or minute covered, ISO 8601"),
    Column("last", Text, comment="last day or minute covered"),
    Column("anchor", Text, comment="what it was resolved against"),
    Column("signal", Text, comment="since, during, until, after, before, from or by"),
)

QUANTITIES = _layer(
    "quantities",
    "figures with unit, period and what the writing can mean",
    Column("value", Float, comment="the plain number"),
    Column("upper", Float, comment="the other end of a range"),
    Column("low", Float, comment="the least the writing can mean; null where open"),
    Column("high", Float, comment="the most it can mean; null where open"),
    Column("unit", Text, nullable=False, comment="what is counted, a unit, or a currency (ISO 4217)"),
    Column("noun", Text, comment="the counted noun with its modifiers, where longer than the unit"),
    Column("kind", Text, nullable=False, comment="count, money, percent, measure, age, ..."),
    Column("mod", Text, comment="approx, at_least or at_most"),
    Column("per", Text, comment="what it is a rate by"),
    Column("period", Text, comment="the period it holds for, a TIMEX3 value"),
    Column("last", Text, comment="last day or minute of that period"),
    Column("status", Text, nullable=False, comment="stated, planned, forecast, hypothetical or denied"),
    Column("quotation", Integer, comment="the quotation it stands in, its number"),
)

QUOTATIONS = _layer(
    "quotations",
    "words given as somebody's",
    Column("kind", Text, nullable=False, comment="direct, indirect or mixed"),
    Column("cue", Text, comment="the word that says it is said"),
    Column("speaker", Text, comment="who spoke, by the fullest name in the story, or as described"),
    Column("entity", Integer, comment="the speaker's number among the entities of the story"),
    Column("told_to", Text, comment="whom it was told"),
    Column("time", Text, comment="when it was said, a TIMEX3 value"),
    Column("place", Text, comment="where it was said"),
    Column("chain", Text, comment="JSON: who told whom, from the outlet to the first speaker"),
)

ENTITIES = Table(
    "entities",
    METADATA,
    _of_version(),
    _number(),
    Column("name", Integer, ForeignKey("names.id"), nullable=False, comment="its fullest name"),
    Column("mentions", Text, nullable=False, comment="JSON: [[start, end], ...] in the text"),
    Column("aliases", Text, comment="JSON: other names"),
    Column("place", Text, comment="the code of the administrative unit"),
    PrimaryKeyConstraint("version", "n"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    Index("entities_name", "name", "version"),
    comment="people, organizations and places of a story",
    **ROWIDS,
)

ROLES = _layer(
    "roles",
    "what a person is said to be",
    Column("entity", Integer, nullable=False, comment="the person's number among the entities"),
    Column("text", Text, nullable=False, comment="the words"),
    Column("state", Text, nullable=False, comment="current, former, acting or sought"),
    Column("organization", Integer, comment="the body's number among the entities"),
)

EVENTS = _layer(
    "events",
    "what happens",
    Column("kind", Text, nullable=False, comment="the family: conflict, meeting, quake, ..."),
    Column("status", Text, nullable=False, comment="stated, planned, forecast, hypothetical or denied"),
    Column("participants", Text, comment="JSON: numbers of entities"),
    Column("place", Integer, comment="where: the place's number among the entities"),
    Column("time", Text, comment="when, a TIMEX3 value"),
    Column("first", Text, comment="first day or minute of that time"),
    Column("last", Text, comment="last day or minute of it"),
)

FORETOLD = "{table}.status IN ('planned', 'forecast') AND {table}.last IS NOT NULL"
"""What is said to be still to come, with a day that it is due: the condition of an index, and of the question that uses it."""

for _table in (QUANTITIES, EVENTS):
    _foretold = text(FORETOLD.format(table=_table.name).replace(f"{_table.name}.", ""))
    Index(f"{_table.name}_due", _table.c.last, sqlite_where=_foretold, postgresql_where=_foretold)

FINDINGS = Table(
    "findings",
    METADATA,
    _of_version(),
    _number(),
    Column("code", Text, nullable=False, comment="the rule's code"),
    Column("severity", Text, nullable=False, comment="error, warning or note"),
    Column("message_en", Text, nullable=False, comment="what the rule says, in English"),
    Column("message_id", Text, nullable=False, comment="the same in Indonesian"),
    Column("sides", Text, nullable=False, comment="JSON: [[part, start, end], ...], the sides that disagree"),
    Column("fingerprint", Text, nullable=False, comment="a key that survives edits elsewhere in the story"),
    PrimaryKeyConstraint("version", "n"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    Index("findings_code", "code"),
    comment="what the rules say of the story by itself",
    **ROWIDS,
)

BUCKETS = Table(
    "buckets",
    METADATA,
    Column("bucket", BigInteger, nullable=False, comment="one band of the MinHash of the text, hashed"),
    _of_version(),
    PrimaryKeyConstraint("bucket", "version"),
    Index("buckets_version", "version"),
    comment="stories whose texts are alike share a bucket",
    **ROWIDS,
)

COPIES = Table(
    "copies",
    METADATA,
    Column("version", Integer, nullable=False, comment="the version that came later"),
    Column(
        "of", Integer, nullable=False, comment="a version of another story, published before, that shares its words"
    ),
    Column("likeness", Float, nullable=False, comment="how much of the shorter of the two stands in the other, 0 to 1"),
    Column("kind", Text, nullable=False, comment="same, altered, or part: one holds much that the other has not"),
    PrimaryKeyConstraint("version", "of"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
    Index("copies_of", "of"),
    comment="texts that were copied: from a wire, from another outlet, or from an old story",
    **ROWIDS,
)

EVENT_KEYS = Table(
    "event_keys",
    METADATA,
    Column(
        "key", BigInteger, nullable=False, comment="two words that say what the story is about, and some days, hashed"
    ),
    _of_version(),
    PrimaryKeyConstraint("key", "version"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    Index("event_keys_version", "version"),
    comment="stories that may be of one event share a key",
    **ROWIDS,
)

SAME_EVENT = Table(
    "same_event",
    METADATA,
    Column("version", Integer, nullable=False, comment="the version that was published later"),
    Column("of", Integer, nullable=False, comment="a version of another story, of the same event"),
    Column("confidence", Float, nullable=False, comment="how much they are alike in what they are about, 0 to 1"),
    PrimaryKeyConstraint("version", "of"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
    Index("same_event_of", "of"),
    comment="stories that tell of one event",
    **ROWIDS,
)

DISAGREEMENTS = Table(
    "disagreements",
    METADATA,
    Column("version", Integer, nullable=False, comment="the version that was published later"),
    Column("of", Integer, nullable=False, comment="a version of another story, of the same event"),
    Column("kind", Text, nullable=False, comment="figure or day"),
    Column("what", Text, nullable=False, comment="the toll (dead, injured, missing) or the unit; empty for days"),
    Column("start_char", Integer, nullable=False, comment="where it stands in the text of the later version"),
    Column("end_char", Integer, nullable=False, comment="where it ends, exclusive"),
    Column("of_start", Integer, nullable=False, comment="where it stands in the text of the other"),
    Column("of_end", Integer, nullable=False, comment="where it ends, exclusive"),
    Column("value", Text, nullable=False, comment="the number or the day of the later version"),
    Column("of_value", Text, nullable=False, comment="that of the other"),
    PrimaryKeyConstraint("version", "of", "start_char", "of_start"),
    ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
    ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
    Index("disagreements_of", "of"),
    comment="figures and days of one event that differ from outlet to outlet",
    **ROWIDS,
)

CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("story", Text, nullable=False, comment="the key of the story; empty where a name is corrected"),
    Column(
        "kind",
        Text,
        nullable=False,
        comment="speaker: who said a quotation; dismissal: a finding that is wrong; merge, split: who is meant by a name",
    ),
    Column(
        "anchor", Text, nullable=False, comment="JSON: what is corrected, found again by it after stories are reread"
    ),
    Column("value", Text, comment="the speaker's name; the other name, or the two stories"),
    Column("reason", Text, nullable=False, comment="why"),
    Column("made_by", Text, nullable=False, comment="by whom"),
    Column("made", Text, nullable=False, comment="when it was made, UTC, ISO 8601"),
    Column("undone", Text, comment="when it was undone; null where it holds"),
    Column("was", Text, comment="JSON: for each version, the rows as they were read"),
    Index("corrections_story", "story"),
    comment="what people have corrected: it holds for every version of a story, however often it is read anew",
)

FETCHED = Table(
    "fetched",
    METADATA,
    Column("url", Text, primary_key=True, comment="an address that was fetched: of a page, a feed or a sitemap"),
    Column("etag", Text, comment="what the server named what it gave"),
    Column("last_modified", Text, comment="when the server said that it was last changed"),
    comment="by these the web is asked only for what has changed since last time",
    **ROWIDS,
)

LAYERS = (TIMES, QUANTITIES, QUOTATIONS, ENTITIES, ROLES, EVENTS, FINDINGS)
"""The tables that hold what was read out of a version: emptied and filled again when it is read anew."""
