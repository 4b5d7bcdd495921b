"""The first tables: stories with their versions and what is read out of them, and their full text."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE story_words USING fts5(title, body, content='', tokenize='unicode61 remove_diacritics 0')",
        "CREATE VIRTUAL TABLE said_words USING fts5(body, content='', tokenize='unicode61 remove_diacritics 0')",
    ),
    "postgresql": (
        "CREATE TABLE story_words (id integer PRIMARY KEY REFERENCES versions ON DELETE CASCADE, words tsvector NOT NULL)",
        "CREATE INDEX story_words_words ON story_words USING gin (words)",
        "CREATE TABLE said_words (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX said_words_words ON said_words USING gin (words)",
    ),
}


FORETOLD = sa.text("status IN ('planned', 'forecast') AND last IS NOT NULL")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "buckets",
        sa.Column("bucket", sa.BigInteger(), nullable=False, comment="one band of the MinHash of the text, hashed"),
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.PrimaryKeyConstraint("bucket", "version"),
        comment="stories whose texts are alike share a bucket",
        sqlite_with_rowid=False,
    )
    op.create_index("buckets_version", "buckets", ["version"], unique=False)
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story", sa.Text(), nullable=False, comment="the key of the story; empty where a name is corrected"),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="speaker: who said a quotation; dismissal: a finding that is wrong; merge, split: who is meant by a name",
        ),
        sa.Column(
            "anchor",
            sa.Text(),
            nullable=False,
            comment="JSON: what is corrected, found again by it after stories are reread",
        ),
        sa.Column("value", sa.Text(), nullable=True, comment="the speaker's name; the other name, or the two stories"),
        sa.Column("reason", sa.Text(), nullable=False, comment="why"),
        sa.Column("made_by", sa.Text(), nullable=False, comment="by whom"),
        sa.Column("made", sa.Text(), nullable=False, comment="when it was made, UTC, ISO 8601"),
        sa.Column("undone", sa.Text(), nullable=True, comment="when it was undone; null where it holds"),
        sa.Column("was", sa.Text(), nullable=True, comment="JSON: for each version, the rows as they were read"),
        sa.PrimaryKeyConstraint("id"),
        comment="what people have corrected: it holds for every version of a story, however often it is read anew",
    )
    op.create_index("corrections_story", "corrections", ["story"], unique=False)
    op.create_table(
        "names",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="as written"),
        sa.Column("type", sa.Text(), nullable=False, comment="person, organization or place"),
        sa.Column("key", sa.Text(), nullable=False, comment="the same in small letters, without marks"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name", "type"),
        comment="every full name in use; two people of one name share a row",
    )
    op.create_index("names_key", "names", ["key"], unique=False)
    op.create_table(
        "name_words",
        sa.Column("word", sa.Text(), nullable=False, comment="one word of a name's key"),
        sa.Column("name", sa.Integer(), nullable=False, comment="the name"),
        sa.ForeignKeyConstraint(
            ["name"],
            ["names.id"],
        ),
        sa.PrimaryKeyConstraint("word", "name"),
        comment="names by each of their words: who is asked for by a part of a name is found without reading all",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "outlets",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False, comment="as the stories give it"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("name"),
        comment="who published",
    )
    op.create_table(
        "stories",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False, comment="what tells it from others: its address, or outlet and id"),
        sa.Column("outlet", sa.Integer(), nullable=True, comment="its outlet"),
        sa.Column("url", sa.Text(), nullable=True, comment="its address as given"),
        sa.Column("newest", sa.Integer(), nullable=True, comment="the id of its newest version"),
        sa.ForeignKeyConstraint(
            ["outlet"],
            ["outlets.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
        comment="stories, each with one version or more",
    )
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("story", sa.Integer(), nullable=False, comment="the story"),
        sa.Column("number", sa.Integer(), nullable=False, comment="1 for the first that was added"),
        sa.Column("given_id", sa.Text(), nullable=False, comment="the id that the source gave"),
        sa.Column("title", sa.Text(), nullable=True, comment="the title"),
        sa.Column("text", sa.Text(), nullable=False, comment="the text, into which the offsets point"),
        sa.Column(
            "published", sa.Text(), nullable=True, comment="ISO 8601, with clock and zone where the source gave them"
        ),
        sa.Column("day", sa.Text(), nullable=True, comment="the day of publication, YYYY-MM-DD"),
        sa.Column("modified", sa.Text(), nullable=True, comment="ISO 8601"),
        sa.Column("language", sa.Text(), nullable=False, comment="the language pack it was read with"),
        sa.Column("section", sa.Text(), nullable=True, comment="the section of the paper"),
        sa.Column("dateline", sa.Text(), nullable=True, comment="the place that opens the text"),
        sa.Column("bylines", sa.Text(), nullable=True, comment="JSON: [[name, role], ...]"),
        sa.Column("captions", sa.Text(), nullable=True, comment="JSON: [[text, credit], ...]"),
        sa.Column(
            "masks",
            sa.Text(),
            nullable=True,
            comment="JSON: [[start, end], ...], stretches of the text that are page furniture",
        ),
        sa.Column("words", sa.Integer(), nullable=False, comment="how many words the text has"),
        sa.Column("hash", sa.BigInteger(), nullable=False, comment="of title and text, spacing aside"),
        sa.Column("reader", sa.Text(), nullable=False, comment="the version of runtut that read it"),
        sa.Column("added", sa.Text(), nullable=False, comment="when it was added, UTC, ISO 8601"),
        sa.Column(
            "joined",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="whether it was compared with the others",
        ),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("story", "number"),
        comment="each text of a story: a correction by the outlet makes a new one",
    )
    op.create_index("versions_day", "versions", ["day"], unique=False)
    op.create_index("versions_hash", "versions", ["hash"], unique=False)
    op.create_index(
        "versions_waiting",
        "versions",
        ["id"],
        unique=False,
        sqlite_where=sa.text("joined = 0"),
        postgresql_where=sa.text("NOT joined"),
    )
    op.create_table(
        "copies",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version that came later"),
        sa.Column(
            "of",
            sa.Integer(),
            nullable=False,
            comment="a version of another story, published before, that shares its words",
        ),
        sa.Column(
            "likeness",
            sa.Float(),
            nullable=False,
            comment="how much of the shorter of the two stands in the other, 0 to 1",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="same, altered, or part: one holds much that the other has not",
        ),
        sa.ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "of"),
        comment="texts that were copied: from a wire, from another outlet, or from an old story",
        sqlite_with_rowid=False,
    )
    op.create_index("copies_of", "copies", ["of"], unique=False)
    op.create_table(
        "entities",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("name", sa.Integer(), nullable=False, comment="its fullest name"),
        sa.Column("mentions", sa.Text(), nullable=False, comment="JSON: [[start, end], ...] in the text"),
        sa.Column("aliases", sa.Text(), nullable=True, comment="JSON: other names"),
        sa.Column("place", sa.Text(), nullable=True, comment="the code of the administrative unit"),
        sa.ForeignKeyConstraint(
            ["name"],
            ["names.id"],
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="people, organizations and places of a story",
        sqlite_with_rowid=False,
    )
    op.create_index("entities_name", "entities", ["name", "version"], unique=False)
    op.create_table(
        "events",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("part", sa.SmallInteger(), nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="where it begins in that part"),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("kind", sa.Text(), nullable=False, comment="the family: conflict, meeting, quake, ..."),
        sa.Column("status", sa.Text(), nullable=False, comment="stated, planned, forecast, hypothetical or denied"),
        sa.Column("participants", sa.Text(), nullable=True, comment="JSON: numbers of entities"),
        sa.Column("place", sa.Integer(), nullable=True, comment="where: the place's number among the entities"),
        sa.Column("time", sa.Text(), nullable=True, comment="when, a TIMEX3 value"),
        sa.Column("first", sa.Text(), nullable=True, comment="first day or minute of that time"),
        sa.Column("last", sa.Text(), nullable=True, comment="last day or minute of it"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="what happens",
        sqlite_with_rowid=False,
    )
    op.create_index("events_due", "events", ["last"], sqlite_where=FORETOLD, postgresql_where=FORETOLD)
    op.create_table(
        "findings",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("code", sa.Text(), nullable=False, comment="the rule's code"),
        sa.Column("severity", sa.Text(), nullable=False, comment="error, warning or note"),
        sa.Column("message_en", sa.Text(), nullable=False, comment="what the rule says, in English"),
        sa.Column("message_id", sa.Text(), nullable=False, comment="the same in Indonesian"),
        sa.Column(
            "sides", sa.Text(), nullable=False, comment="JSON: [[part, start, end], ...], the sides that disagree"
        ),
        sa.Column("fingerprint", sa.Text(), nullable=False, comment="a key that survives edits elsewhere in the story"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="what the rules say of the story by itself",
        sqlite_with_rowid=False,
    )
    op.create_index("findings_code", "findings", ["code"], unique=False)
    op.create_table(
        "quantities",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("part", sa.SmallInteger(), nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="where it begins in that part"),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("value", sa.Float(), nullable=True, comment="the plain number"),
        sa.Column("upper", sa.Float(), nullable=True, comment="the other end of a range"),
        sa.Column("low", sa.Float(), nullable=True, comment="the least the writing can mean; null where open"),
        sa.Column("high", sa.Float(), nullable=True, comment="the most it can mean; null where open"),
        sa.Column("unit", sa.Text(), nullable=False, comment="what is counted, a unit, or a currency (ISO 4217)"),
        sa.Column(
            "noun", sa.Text(), nullable=True, comment="the counted noun with its modifiers, where longer than the unit"
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="count, money, percent, measure, age, ..."),
        sa.Column("mod", sa.Text(), nullable=True, comment="approx, at_least or at_most"),
        sa.Column("per", sa.Text(), nullable=True, comment="what it is a rate by"),
        sa.Column("period", sa.Text(), nullable=True, comment="the period it holds for, a TIMEX3 value"),
        sa.Column("last", sa.Text(), nullable=True, comment="last day or minute of that period"),
        sa.Column("status", sa.Text(), nullable=False, comment="stated, planned, forecast, hypothetical or denied"),
        sa.Column("quotation", sa.Integer(), nullable=True, comment="the quotation it stands in, its number"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="figures with unit, period and what the writing can mean",
        sqlite_with_rowid=False,
    )
    op.create_index("quantities_due", "quantities", ["last"], sqlite_where=FORETOLD, postgresql_where=FORETOLD)
    op.create_table(
        "quotations",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("part", sa.SmallInteger(), nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="where it begins in that part"),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("kind", sa.Text(), nullable=False, comment="direct, indirect or mixed"),
        sa.Column("cue", sa.Text(), nullable=True, comment="the word that says it is said"),
        sa.Column(
            "speaker", sa.Text(), nullable=True, comment="who spoke, by the fullest name in the story, or as described"
        ),
        sa.Column(
            "entity", sa.Integer(), nullable=True, comment="the speaker's number among the entities of the story"
        ),
        sa.Column("told_to", sa.Text(), nullable=True, comment="whom it was told"),
        sa.Column("time", sa.Text(), nullable=True, comment="when it was said, a TIMEX3 value"),
        sa.Column("place", sa.Text(), nullable=True, comment="where it was said"),
        sa.Column(
            "chain", sa.Text(), nullable=True, comment="JSON: who told whom, from the outlet to the first speaker"
        ),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="words given as somebody's",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "roles",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("part", sa.SmallInteger(), nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="where it begins in that part"),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("entity", sa.Integer(), nullable=False, comment="the person's number among the entities"),
        sa.Column("text", sa.Text(), nullable=False, comment="the words"),
        sa.Column("state", sa.Text(), nullable=False, comment="current, former, acting or sought"),
        sa.Column("organization", sa.Integer(), nullable=True, comment="the body's number among the entities"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="what a person is said to be",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "times",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.Column("n", sa.Integer(), nullable=False, comment="its number among its like in the story, from 0"),
        sa.Column("part", sa.SmallInteger(), nullable=False, comment="0 the text, 1 the title, 2 and up the captions"),
        sa.Column("start_char", sa.Integer(), nullable=False, comment="where it begins in that part"),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("type", sa.Text(), nullable=False, comment="DATE, TIME, DURATION or SET"),
        sa.Column("value", sa.Text(), nullable=False, comment="the TIMEX3 value"),
        sa.Column("mod", sa.Text(), nullable=True, comment="the TIMEX3 modifier"),
        sa.Column("first", sa.Text(), nullable=True, comment="first day or minute covered, ISO 8601"),
        sa.Column("last", sa.Text(), nullable=True, comment="last day or minute covered"),
        sa.Column("anchor", sa.Text(), nullable=True, comment="what it was resolved against"),
        sa.Column("signal", sa.Text(), nullable=True, comment="since, during, until, after, before, from or by"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "n"),
        comment="dates, times and durations, as TIMEX3",
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_keys",
        sa.Column(
            "key",
            sa.BigInteger(),
            nullable=False,
            comment="two words that say what the story is about, and some days, hashed",
        ),
        sa.Column("version", sa.Integer(), nullable=False, comment="the version of the story it stands in"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("key", "version"),
        comment="stories that may be of one event share a key",
        sqlite_with_rowid=False,
    )
    op.create_index("event_keys_version", "event_keys", ["version"], unique=False)
    op.create_table(
        "same_event",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version that was published later"),
        sa.Column("of", sa.Integer(), nullable=False, comment="a version of another story, of the same event"),
        sa.Column(
            "confidence", sa.Float(), nullable=False, comment="how much they are alike in what they are about, 0 to 1"
        ),
        sa.ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "of"),
        comment="stories that tell of one event",
        sqlite_with_rowid=False,
    )
    op.create_index("same_event_of", "same_event", ["of"], unique=False)
    op.create_table(
        "disagreements",
        sa.Column("version", sa.Integer(), nullable=False, comment="the version that was published later"),
        sa.Column("of", sa.Integer(), nullable=False, comment="a version of another story, of the same event"),
        sa.Column("kind", sa.Text(), nullable=False, comment="figure or day"),
        sa.Column(
            "what", sa.Text(), nullable=False, comment="the toll (dead, injured, missing) or the unit; empty for days"
        ),
        sa.Column(
            "start_char", sa.Integer(), nullable=False, comment="where it stands in the text of the later version"
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("of_start", sa.Integer(), nullable=False, comment="where it stands in the text of the other"),
        sa.Column("of_end", sa.Integer(), nullable=False, comment="where it ends, exclusive"),
        sa.Column("value", sa.Text(), nullable=False, comment="the number or the day of the later version"),
        sa.Column("of_value", sa.Text(), nullable=False, comment="that of the other"),
        sa.ForeignKeyConstraint(["of"], ["versions.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["version"], ["versions.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("version", "of", "start_char", "of_start"),
        comment="figures and days of one event that differ from outlet to outlet",
        sqlite_with_rowid=False,
    )
    op.create_index("disagreements_of", "disagreements", ["of"], unique=False)
    op.create_table(
        "fetched",
        sa.Column(
            "url", sa.Text(), nullable=False, comment="an address that was fetched: of a page, a feed or a sitemap"
        ),
        sa.Column("etag", sa.Text(), nullable=True, comment="what the server named what it gave"),
        sa.Column("last_modified", sa.Text(), nullable=True, comment="when the server said that it was last changed"),
        sa.PrimaryKeyConstraint("url"),
        comment="by these the web is asked only for what has changed since last time",
        sqlite_with_rowid=False,
    )
    for statement in FULL_TEXT[op.get_bind().dialect.name]:
        op.execute(statement)
