"""Clock times: `pukul 09.00 WIB`, `jam setengah tujuh malam`, and the zones behind them."""

from __future__ import annotations

import re

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.parse.numbers import read_number
from runtut.annotate.times.parse.reading import BLANK, Reading
from runtut.annotate.times.words import folded
from runtut.record import ClockTime, Piece


class Clocks(Reading):
    """Reads clock times into drafts."""

    def _clock(self, d: Draft, at: int) -> int | None:
        text, w = self.text, self.w
        if text[at : at + 1].isdigit():
            m = w.bare_clock.match(text, at) or w.part_clock.match(text, at)
            if m is None and d.end == d.start and w.after_clock.search(text, max(0, at - 32), at):
                m = w.second_clock.match(text, at)
                if m is not None and m.group("n") is None and not w.part.match(text, m.end() + 1):
                    return None
            if m is None:
                return None
            d.clock = self._face(m, at, m.end())
            end = m.end()
            if "h2" in m.groupdict() and m.group("h2"):
                d.clock_end = self._face(m, m.start("h2"), end, "2")
                d.clock = Piece(at, m.end("n"), d.clock.value, self.part)
        elif m := w.clock.match(text, at):
            if m.group("half"):
                hour = self.t.numerals[m.group("hw").lower()]
                d.clock = Piece(at, m.end(), ClockTime((hour - 1) % 24, 30), self.part)
            elif m.group("w"):
                value = read_number(m.group("w"), self.t)
                gap = BLANK.match(text, m.end())
                follows = gap is not None and (w.part.match(text, gap.end()) or w.zone.match(text, m.end()))
                if value is None or value > 24 or value != int(value) or not follows:
                    return None
                d.clock = Piece(at, m.end(), ClockTime(int(value), 30 if m.group("w30") else 0), self.part)
            else:
                if m.group("n") is None and (int(m.group("h")) > 24 or self._not_a_clock(m)):
                    return None
                d.clock = self._face(m, at, m.end())
                end = m.end()
                if m.group("h2") and m.group("n") and not m.group("n2"):
                    end = m.end("s") if m.group("s") else m.end("n")  # "pukul 08.00 - 25 Juni"
                    d.clock = Piece(at, end, d.clock.value, self.part)
                elif m.group("h2"):
                    d.clock = Piece(at, m.end("n") if m.group("n") else m.end("h"), d.clock.value, self.part)
                    d.clock_end = self._face(m, m.start("h2"), m.end(), "2")
                zone = w.zone.match(text, end)
                return self._zoned(d, zone) if zone else end
            end = m.end()
        elif m := w.half_clock.match(text, at):
            hour = self.t.numerals[m.group("hw").lower()]
            d.clock = Piece(at, m.end("hw"), ClockTime((hour - 1) % 24, 30), self.part)
            d.part_of_day = self.t.parts[folded(m.group("p"))]
            end = m.end()
        else:
            return None
        zone = w.zone.match(text, end)
        return self._zoned(d, zone) if zone else end

    def _not_a_clock(self, m: re.Match[str]) -> bool:
        """Whether a number without minutes after the word for hour counts something else."""
        return bool(self.w.counted.match(self.text, m.end())) or self.text[m.end() : m.end() + 1] in "-/"

    def _face(self, m: re.Match[str], start: int, end: int, suffix: str = "") -> Piece[ClockTime]:
        minute, second = m.group("n" + suffix), m.group("s" + suffix)
        clock = ClockTime(int(m.group("h" + suffix)), int(minute or 0), int(second) if second else None)
        return Piece(start, end, clock, self.part)

    def _zoned(self, d: Draft, m: re.Match[str]) -> int:
        """Give the draft's clocks the zone just read; return where the zone ends."""
        if m.group("l"):
            zone = None
        elif m.group("c"):
            city = " ".join(m.group("c").split())
            zone = self.t.zone_cities.get(city) or None
        else:
            zone = self.t.zones[m.group("z") or m.group("z2")]
            if m.group("o"):
                zone = "UTC" + m.group("o")
        end = m.end()
        if "(" in m.group() and self.text[end : end + 1] == ")":
            end += 1
        elif "(" in m.group():
            return d.clock_end.end if d.clock_end else d.clock.end if d.clock else m.end()
        for name in ("clock", "clock_end"):
            piece: Piece[ClockTime] | None = getattr(d, name)
            if piece is not None:
                v = piece.value
                last = name == "clock_end" or d.clock_end is None
                setattr(
                    d,
                    name,
                    Piece(
                        piece.start, end if last else piece.end, ClockTime(v.hour, v.minute, v.second, zone), self.part
                    ),
                )
        return end
