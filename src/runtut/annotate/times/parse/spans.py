"""Stretches of the calendar that a word places: the beginning of 2022, last week, this year, the weekend."""

from __future__ import annotations

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse.months import Months
from runtut.annotate.times.parse.reading import BLANK, PREVIOUS_WORD
from runtut.annotate.times.parse.years import Years
from runtut.annotate.times.words import TOKEN, folded
from runtut.languages.schema.times import Reference
from runtut.record import Unit


class Spans(Months, Years):
    """Reads edges of spans, and units that a reference places."""

    def _edge(self, pos: int) -> Draft | None:
        """Read `awal 2022`, `akhir bulan depan`, `pertengahan tahun ini`."""
        w, text = self.w, self.text
        m = w.edge.match(text, pos)
        if m is None:
            return None
        gap = BLANK.match(text, m.end())
        if gap is None:
            return None
        at = gap.end()
        inner: Draft | None = None
        if text[at : at + 1].isdigit():
            inner = self._decade(at) or self._year(at)
        else:
            token = TOKEN.match(text, at)
            kinds = w.triggers.get(token.group()) if token else None
            if kinds:
                inside = {
                    "century": self._century,
                    "season": self._season,
                    "month": self._month,
                    "year": self._year,
                    "unit": self._unit,
                }
                for kind, read in inside.items():
                    if kind in kinds and (inner := read(at)):
                        break
        if inner is None and (u := w.unit.match(text, at)):
            unit = self.t.units[folded(u.group("u"))]
            before = PREVIOUS_WORD.search(text, max(0, pos - 24), pos)
            if unit in (Unit.MONTH, Unit.YEAR) and before and before.group(1).lower() in w.prepositions:
                inner = Draft(at, u.end(), Kind.SPAN, "unit", unit=unit, reference=Reference.THIS)
        if inner is None or inner.kind not in (Kind.MONTH, Kind.YEAR, Kind.SPAN):
            return None
        inner.start = pos
        inner.edge = self.t.edges[folded(m.group("e"))]
        return inner

    def _unit(self, pos: int) -> Draft | None:
        """Read a unit that a reference places: last week, this year, that month, the weekend."""
        text, w = self.text, self.w
        if m := w.weekend.match(text, pos):
            draft = Draft(pos, m.end(), Kind.SPAN, "weekend", unit=Unit.WEEK, value="WE", reference=Reference.THIS)
            gap = BLANK.match(text, m.end())
            if gap and (r := w.reference.match(text, gap.end())):
                draft.reference = self.t.references[folded(r.group("r"))]
                draft.end = r.end()
            return draft
        m = w.unit_reference.match(text, pos)
        if m is None:
            return None
        if text[max(0, pos - 2) : pos - 1].isdigit():
            return None  # "pria 26 tahun itu"
        word = folded(m.group("u"))
        unit = self.t.units[word]
        if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY):
            return None
        reference = self.t.references[folded(m.group("r"))]
        return Draft(
            pos, m.end(), Kind.SPAN, "unit", unit=unit, unit_count=self.t.multiples.get(word, 1), reference=reference
        )
