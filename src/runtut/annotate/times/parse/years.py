"""Years, decades and centuries."""

from __future__ import annotations

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse.numbers import small_number
from runtut.annotate.times.parse.reading import BLANK, PREVIOUS_WORD, Reading
from runtut.annotate.times.words import folded
from runtut.languages.schema.times import Reference

_OF_A_NAME = 15
"""Years from publication beyond which a year right behind a name belongs to it: "Persatuan Wanasari 1973"."""


class Years(Reading):
    """Reads years and longer stretches of the calendar."""

    def _century(self, pos: int) -> Draft | None:
        m = self.w.century.match(self.text, pos)
        if m is None:
            return None
        n = small_number(m.group("n"), self.t.numerals)
        if n is None or not 1 <= n <= 22:
            return None
        return Draft(pos, m.end(), Kind.YEAR, "century", value=f"{n - 1:02d}", year=(n - 1) * 100)

    def _decade(self, pos: int) -> Draft | None:
        m = self.w.decade.match(self.text, pos)
        if m is None:
            return None
        year = int(m.group("y"))
        if year < 100:
            year += 1900 if year >= 20 else 2000
        return Draft(pos, m.end(), Kind.YEAR, "decade", value=str(year // 10), year=year)

    def _year(self, pos: int) -> Draft | None:
        text, w = self.text, self.w
        if draft := self._decade(pos):
            return draft
        m = w.year.match(text, pos)
        if m is None:
            return None
        year = int(m.group("y"))
        named = bool(m.group("season") or m.group("word"))
        draft = Draft(pos, m.end(), Kind.YEAR, "year", year=year)
        if second := m.group("y2"):
            last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
            backwards = named and m.group("s") != "/" and 0 < year - last < 60 and len(second) == 4
            if (not backwards and last <= year) or last - year > 60 or (len(second) == 2 and m.group("s") != "/"):
                if len(second) == 2 and text[m.end() : m.end() + 1].isalnum():
                    return None
                draft.end = m.end("y")
            else:
                draft.year_end = last
        if not named and not self._year_alone(pos, draft.end, year):
            return None
        gap = BLANK.match(text, draft.end)
        if gap and (r := w.reference.match(text, gap.end())):
            reference = self.t.references[folded(r.group("r"))]
            if reference is Reference.LAST or (named and reference in (Reference.NEXT, Reference.THIS)):
                draft.end = r.end()
        return draft

    def _year_alone(self, pos: int, end: int, year: int) -> bool:
        """Whether four digits without the word for year are one: no code, nothing they count."""
        if not 1900 <= year <= 2099:
            before = PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
            if before is None or not (
                before.group(1).lower() in self.t.signals or before.group(1).lower() in self.w.prepositions
            ):
                return False
        after = self.text[end : end + 2]
        if after[:1] and (after[0].isalnum() or after[0] in "%°²+" or (after[0] in "-/.,:" and after[1:2].isdigit())):
            return False
        lead = self.text[max(0, pos - 14) : pos]
        if self.w.codes.search(lead) or (lead[-1:] in "/-–.,:+=*" and lead[-2:-1].isalnum()):
            return False
        if self.published is not None and abs(year - self.published) > _OF_A_NAME:
            word = PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
            if word is not None and word.group(1)[0].isupper() and word.group(1).lower() not in self.w.leads:
                return False
        return not self.w.counted.match(self.text, end)
