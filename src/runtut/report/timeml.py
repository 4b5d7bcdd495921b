"""A story as TimeML 1.2.1: its times, events, the verbs by which somebody is said to have spoken, and how these hang together.

The marks stand in the text itself, and the text without them is the story's, to the character, but for characters that XML
cannot hold, which become U+FFFD. Source: https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from runtut.record import TEXT, Anchor, Event, Quotation, QuotationKind, Record, Signal, Status, Time, TimeType
from runtut.values import dataclass

SUFFIX = ".tml"
_SCHEMA = "http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
    f'xsi:noNamespaceSchemaLocation="{_SCHEMA}">'
)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RELATIONS = {
    Signal.SINCE: "BEGUN_BY",
    Signal.FROM: "BEGUN_BY",
    Signal.UNTIL: "ENDED_BY",
    Signal.BY: "BEFORE",
    Signal.AFTER: "AFTER",
    Signal.BEFORE: "BEFORE",
    Signal.DURING: "DURING",
}
_TENSES = {Status.PLANNED: "FUTURE", Status.FORECAST: "FUTURE"}


@dataclass(slots=True)
class _Tag:
    """An element over a stretch of the text."""

    start: int
    end: int
    name: str
    attributes: dict[str, str | None]


def timeml(record: Record) -> str:
    """Return the story of a record as a TimeML document."""
    return _Document(record).written()


def _element(name: str, attributes: dict[str, str | None], content: str | None = None) -> str:
    said = "".join(f" {key}={quoteattr(_clean(value))}" for key, value in attributes.items() if value is not None)
    return f"<{name}{said}/>" if content is None else f"<{name}{said}>{content}</{name}>"


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


class _Document:
    """The tags of a document and the links between them. No two tags overlap: times go before signals, these before events."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.text = record.story.text
        self.tags: list[_Tag] = []
        self.behind: list[str] = []
        self._taken = bytearray(len(self.text))
        self._links = 0
        times = [(time, f"t{n}") for n, time in enumerate((t for t in record.times if t.part == TEXT), 1)]
        signals = self._add_times(times)
        said = self._add_reports()
        events = self._add_events(len(said))
        self._link_times(events, times, signals)
        self._link_reports(events, said)

    def written(self) -> str:
        """Return the document."""
        pieces, at = [_HEAD, *self._created()], 0
        for tag in sorted(self.tags, key=lambda each: each.start):
            pieces.append(escape(_clean(self.text[at : tag.start])))
            pieces.append(_element(tag.name, tag.attributes, escape(_clean(self.text[tag.start : tag.end]))))
            at = tag.end
        # a parser makes one line end of CR LF, and so would lose a character
        text = "".join([*pieces, escape(_clean(self.text[at:]))]).replace("\r", "&#13;")
        return text + "".join("\n" + each for each in self.behind) + "\n</TimeML>\n"

    def _created(self) -> Iterator[str]:
        published = self.record.story.published
        if published is not None:
            value = published.isoformat()[:19]
            kind = TimeType.TIME if "T" in value else TimeType.DATE
            same: dict[str, str | None] = {"tid": "t0", "type": kind.value, "value": value, "temporalFunction": "false"}
            yield _element("TIMEX3", {**same, "functionInDocument": "CREATION_TIME"}, "")

    def _add(self, start: int, end: int, name: str, attributes: dict[str, str | None]) -> bool:
        if start >= end or any(self._taken[start:end]):
            return False
        self._taken[start:end] = b"\1" * (end - start)
        self.tags.append(_Tag(start, end, name, attributes))
        return True

    def _add_times(self, times: list[tuple[Time, str]]) -> dict[str, str]:
        """Add times, and the words that tie them to what happened as signals; return the signal of each time."""
        signals: dict[str, str] = {}
        for time, tid in times:
            start, signal = time.start, time.signal
            if signal is not None and signal.start <= start < signal.end:
                start = (
                    signal.end + len(self.text[signal.end : time.end]) - len(self.text[signal.end : time.end].lstrip())
                )
            anchored = time.anchor is Anchor.PUBLISHED and self.record.story.published is not None
            attributes = {
                "tid": tid,
                "type": time.type.value,
                "value": time.value,
                "mod": time.mod,
                "temporalFunction": "true" if time.anchor is not None else "false",
                "functionInDocument": "NONE",
                "anchorTimeID": "t0" if anchored else None,
            }
            if not self._add(start, time.end, "TIMEX3", attributes):
                continue
            sid = f"s{len(signals) + 1}"
            if signal is not None and self._add(signal.start, signal.end, "SIGNAL", {"sid": sid}):
                signals[tid] = sid
        return signals

    def _add_reports(self) -> list[tuple[Quotation, str]]:
        """Add the verbs of speech as events; return each quotation with the instance of its verb."""
        said: list[tuple[Quotation, str]] = []
        for each in self.record.quotations:
            cue = each.cue
            if each.part != TEXT or each.kind is QuotationKind.SCARE or cue is None or cue.part != TEXT:
                continue
            n = len(said) + 1
            if self._add(cue.start, cue.end, "EVENT", {"eid": f"e{n}", "class": "REPORTING"}):
                self._instance(n, "NONE", "POS", None)
                said.append((each, f"ei{n}"))
        return said

    def _add_events(self, before: int) -> list[tuple[Event, str]]:
        added: list[tuple[Event, str]] = []
        for each in self.record.events:
            if each.part != TEXT:
                continue
            n = before + len(added) + 1
            if self._add(each.start, each.end, "EVENT", {"eid": f"e{n}", "class": "OCCURRENCE"}):
                polarity = "NEG" if each.status is Status.DENIED else "POS"
                modality = each.status.value if each.status in (Status.FORECAST, Status.HYPOTHETICAL) else None
                self._instance(n, _TENSES.get(each.status, "NONE"), polarity, modality)
                added.append((each, f"ei{n}"))
        return added

    def _instance(self, n: int, tense: str, polarity: str, modality: str | None) -> None:
        same: dict[str, str | None] = {"eiid": f"ei{n}", "eventID": f"e{n}", "tense": tense, "aspect": "NONE"}
        self.behind.append(
            _element("MAKEINSTANCE", {**same, "pos": "OTHER", "polarity": polarity, "modality": modality})
        )

    def _link(self, name: str, attributes: dict[str, str | None]) -> None:
        self._links += 1
        self.behind.append(_element(name, {"lid": f"l{self._links}", **attributes}))

    def _link_times(
        self, events: list[tuple[Event, str]], times: list[tuple[Time, str]], signals: dict[str, str]
    ) -> None:
        """Tie each event to the time of its sentence that it is told of."""
        known = {tag.attributes["tid"] for tag in self.tags if tag.name == "TIMEX3"}
        starts = [time.start for time, _ in times]
        for event, eiid in events:
            if event.time is None:
                continue
            sentence = self.record.sentence_of(event.span)
            first, last = bisect_right(starts, sentence.start - 1), bisect_right(starts, sentence.end)
            near = [each for each in times[first:last] if each[0].value == event.time and each[1] in known]
            if not near:
                continue
            time, tid = min(near, key=lambda each: abs(each[0].start - event.start))
            relation = _RELATIONS[time.signal.value] if time.signal is not None else "IS_INCLUDED"
            self._link(
                "TLINK",
                {"eventInstanceID": eiid, "relatedToTime": tid, "signalID": signals.get(tid), "relType": relation},
            )

    def _link_reports(self, events: list[tuple[Event, str]], said: list[tuple[Quotation, str]]) -> None:
        """Say which events are told by somebody: those in the words that a verb of speech gives."""
        starts = [event.start for event, _ in events]
        for quotation, eiid in said:
            first, last = bisect_right(starts, quotation.start - 1), bisect_right(starts, quotation.end - 1)
            for _, told in events[first:last]:
                self._link(
                    "SLINK", {"eventInstanceID": eiid, "subordinatedEventInstance": told, "relType": "EVIDENTIAL"}
                )
