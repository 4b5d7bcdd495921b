"""The stories that hold all the words of a question, those that match best first."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection

from runtut.archive.database import Database
from runtut.archive.filters import Filters
from runtut.archive.fulltext import STORY_WORDS, Term, matching, terms
from runtut.archive.search import best, check_demands, stories_of, within
from runtut.archive.words import stems
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for.

    Attributes:
        words: see `fulltext`.
        filters: which stories.
        limit: answers at most.
        language: that of the words, by which their stems are taken.
    """

    words: str
    filters: Filters = Filters()
    limit: int = 20
    language: str = "id"

    @property
    def demands(self) -> tuple[Term, ...]:
        """What stories must hold; what they must not is left out."""
        return tuple(each for each in terms(self.words, self.language) if not each.without)

    @property
    def written(self) -> tuple[str, ...]:
        """The words of each demand as they are written."""
        pieces = [piece.strip('"') for piece in re.findall(r'"[^"]*"?|\S+', self.words) if not piece.startswith("-")]
        known = {tuple(stems(piece, self.language)): piece for piece in pieces}
        return tuple(known.get(each.stems, " ".join(each.stems)) for each in self.demands)

    def check(self, database: Database) -> None:
        """Raise an ArchiveError where there is no word to be found by."""
        check_demands(database, self.demands)


def matching_stories(connection: Connection, question: Question, most: int) -> list[Any]:
    """Return stories in their newest version: as `stories_of` has them."""
    words = matching(connection, STORY_WORDS, terms(question.words, question.language))
    _, ids = best(connection, words, words.id, within(words.id, question.filters), most)
    rows = stories_of(connection, ids)
    return [rows[each] for each in ids]
