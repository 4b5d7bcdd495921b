"""A language pack: its sections, each read when first asked for."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from runtut.i18n import N_
from runtut.languages.loader import FOLDER, read_section
from runtut.record import PackError

if TYPE_CHECKING:
    from runtut.languages.schema.abbreviations import AbbreviationsPack
    from runtut.languages.schema.ages import AgesPack
    from runtut.languages.schema.entities import EntitiesPack
    from runtut.languages.schema.event_dates import EventDatesPack
    from runtut.languages.schema.events import EventsPack
    from runtut.languages.schema.furniture import FurniturePack
    from runtut.languages.schema.numbers import NumbersPack
    from runtut.languages.schema.offices import OfficesPack
    from runtut.languages.schema.people import PeoplePack
    from runtut.languages.schema.places import PlacesPack
    from runtut.languages.schema.protected import ProtectedPack
    from runtut.languages.schema.quotations import QuotationsPack
    from runtut.languages.schema.relations import RelationsPack
    from runtut.languages.schema.schedules import SchedulesPack
    from runtut.languages.schema.sentences import SentencesPack
    from runtut.languages.schema.series import SeriesPack
    from runtut.languages.schema.sourcing import SourcingPack
    from runtut.languages.schema.spellings import SpellingsPack
    from runtut.languages.schema.status import StatusPack
    from runtut.languages.schema.stems import StemsPack
    from runtut.languages.schema.times import TimesPack
    from runtut.languages.schema.tolls import TollsPack


class Pack:
    """The words of one language. Two packs of one language are the same object (see `load_pack`)."""

    def __init__(self, code: str, folder: Path) -> None:
        self.code = code
        self.folder = folder

    def __repr__(self) -> str:
        return f"Pack({self.code!r})"

    @cached_property
    def sentences(self) -> SentencesPack:
        """Abbreviations, and what may end or open a sentence."""
        from runtut.languages.schema.sentences import SentencesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "sentences.toml", SentencesPack)

    @cached_property
    def times(self) -> TimesPack:
        """Months, weekdays, parts of the day, relative words, signals, time zones."""
        from runtut.languages.schema.times import TimesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "times.toml", TimesPack)

    @cached_property
    def numbers(self) -> NumbersPack:
        """Number words, scales, separators, hedges, units, currencies, counted nouns."""
        from runtut.languages.schema.numbers import NumbersPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "numbers.toml", NumbersPack)

    @cached_property
    def entities(self) -> EntitiesPack:
        """Titles, roles, head words of organizations and places, words that look like names."""
        from runtut.languages.schema.entities import EntitiesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "entities.toml", EntitiesPack)

    @cached_property
    def abbreviations(self) -> AbbreviationsPack:
        """Words between a name and its letters, and words that letters leave out."""
        from runtut.languages.schema.abbreviations import AbbreviationsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "abbreviations.toml", AbbreviationsPack)

    @cached_property
    def schedules(self) -> SchedulesPack:
        """Words that say a thing is still to come, or is over, before its date."""
        from runtut.languages.schema.schedules import SchedulesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "schedules.toml", SchedulesPack)

    @cached_property
    def spellings(self) -> SpellingsPack:
        """Letters that sound alike in names, words that say two like names are two people."""
        from runtut.languages.schema.spellings import SpellingsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "spellings.toml", SpellingsPack)

    @cached_property
    def stems(self) -> StemsPack:
        """Words that the stemmer gets wrong."""
        from runtut.languages.schema.stems import StemsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "stems.toml", StemsPack)

    @cached_property
    def offices(self) -> OfficesPack:
        """Positions of which nobody holds two at once."""
        from runtut.languages.schema.offices import OfficesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "offices.toml", OfficesPack)

    @cached_property
    def ages(self) -> AgesPack:
        """Ages told as of today, or of the day of dying; words for being born."""
        from runtut.languages.schema.ages import AgesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "ages.toml", AgesPack)

    @cached_property
    def event_dates(self) -> EventDatesPack:
        """Words by which a story comes back to what its first sentence told."""
        from runtut.languages.schema.event_dates import EventDatesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "event_dates.toml", EventDatesPack)

    @cached_property
    def protected(self) -> ProtectedPack:
        """Words around people whom the press code does not let a story identify."""
        from runtut.languages.schema.protected import ProtectedPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "protected.toml", ProtectedPack)

    @cached_property
    def sourcing(self) -> SourcingPack:
        """Sources that are not named, and other outlets."""
        from runtut.languages.schema.sourcing import SourcingPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "sourcing.toml", SourcingPack)

    @cached_property
    def people(self) -> PeoplePack:
        """Short names of people of public life, words of naming, words that open and end a role."""
        from runtut.languages.schema.people import PeoplePack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "people.toml", PeoplePack)

    @cached_property
    def places(self) -> PlacesPack:
        """Levels of administration, other names of provinces and countries, what was once part of what."""
        from runtut.languages.schema.places import PlacesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "places.toml", PlacesPack)

    @cached_property
    def quotations(self) -> QuotationsPack:
        """Cues of speech, pronouns that speak, words for telling and for passing on."""
        from runtut.languages.schema.quotations import QuotationsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "quotations.toml", QuotationsPack)

    @cached_property
    def relations(self) -> RelationsPack:
        """Words that put figures in relation: totals and parts, shares, changes, multiples, lists."""
        from runtut.languages.schema.relations import RelationsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "relations.toml", RelationsPack)

    @cached_property
    def events(self) -> EventsPack:
        """Families of event nouns and verbs."""
        from runtut.languages.schema.events import EventsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "events.toml", EventsPack)

    @cached_property
    def status(self) -> StatusPack:
        """Cues that something is planned, foretold, imagined or denied."""
        from runtut.languages.schema.status import StatusPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "status.toml", StatusPack)

    @cached_property
    def series(self) -> SeriesPack:
        """Words of stories that come again with new figures."""
        from runtut.languages.schema.series import SeriesPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "series.toml", SeriesPack)

    @cached_property
    def tolls(self) -> TollsPack:
        """How many a misfortune struck."""
        from runtut.languages.schema.tolls import TollsPack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "tolls.toml", TollsPack)

    @cached_property
    def furniture(self) -> FurniturePack:
        """What news sites put around and between a story's lines."""
        from runtut.languages.schema.furniture import FurniturePack  # noqa: PLC0415 -- read when needed

        return read_section(self.folder / "furniture.toml", FurniturePack)


def known_languages() -> tuple[str, ...]:
    """Return the codes of the installed packs, sorted."""
    return tuple(sorted(p.name for p in FOLDER.iterdir() if (p / "sentences.toml").exists()))


@cache
def load_pack(code: str) -> Pack:
    """Return the pack of a language.

    Raises:
        PackError: there is no such pack.
    """
    folder = FOLDER / code
    if not (folder / "sentences.toml").exists():
        template = N_("no language pack '{code}'; installed: {known}")
        raise PackError(template, code=code, known=", ".join(known_languages()))
    return Pack(code, folder)
