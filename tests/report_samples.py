"""A story of invented people and places with annotations set by hand, for the tests of reports.

Reports must not depend on what the annotators read today, so nothing here runs them.
"""

from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal

from runtut.record import (
    Anchor,
    Byline,
    BylineRole,
    CalendarDate,
    Caption,
    Entity,
    EntityType,
    Finding,
    Message,
    Mod,
    Piece,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationKind,
    Record,
    Role,
    Severity,
    Span,
    Speaker,
    Story,
    Time,
    TimeType,
    Weekday,
)

WIB = timezone(timedelta(hours=7))


def _clock(day, hour, minute=0):
    return datetime.combine(date(2023, 9, day), time(hour, minute))  # local, as times in a story are


TITLE = "Feri Karam di Selat Melur, 12 Orang Dirawat"
TEXT = """Tanjung Melur, Harian Contoh - Kapal feri Bunga Karang karam di Selat Melur pada Senin (12/9/2023) pagi. \
Sebanyak 12 orang dirawat, terdiri atas tujuh pria dan empat wanita.

"Semua penumpang sudah dievakuasi sejak Senin (12/9/2023) malam. Kami mencari penyebabnya," ujar Kepala Pelabuhan \
Tanjung Melur, Raka Samudra, kepada Harian Contoh, Rabu (13/9/2023).

Menurut Raka, feri itu membawa sekitar 1,5 ton muatan. Pembangunan dermaga baru dimulai pada Februari 2023 dan \
direncanakan selesai pada akhir 2024 dengan biaya Rp2,4 miliar.

"Saya tidak mendengar peringatan apa pun."
"""
PUBLISHED = datetime(2023, 9, 13, 18, 40, tzinfo=WIB)


def find(words, nth=0, *, text=TEXT):
    """Return start and end of the nth occurrence."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return at, at + len(words)


def _at(words, nth=0):
    start, end = find(words, nth)
    return {"start": start, "end": end, "text": words}


def _piece(words, value, nth=0):
    return Piece(*find(words, nth), value)


def _lines(text):
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def _sentences(text):
    for line in _lines(text):
        at = line.start
        while True:
            stop = text.find(". ", at, line.end)
            yield Span(at, line.end if stop < 0 else stop + 1)
            if stop < 0:
                break
            at = stop + 2


def sample(**changes):
    """Return the record of the sample story; `changes` replace fields of the record."""
    story = Story(
        "contoh-1",
        TEXT,
        title=TITLE,
        published=PUBLISHED,
        outlet="Harian Contoh",
        dateline="Tanjung Melur",
        bylines=(Byline("Sekar Wulandari"), Byline("Banyu Aji", BylineRole.EDITOR)),
        captions=(Caption("Dermaga Tanjung Melur, Selasa (12/9/2023).", "Harian Contoh/Laras"),),
    )
    day = date(2023, 9, 12)
    times = (
        Time(
            **_at("Senin (12/9/2023) pagi"),
            type=TimeType.TIME,
            value="2023-09-12TMO",
            first=_clock(12, 4),
            last=_clock(12, 10),
            weekday=_piece("Senin", Weekday.MONDAY),
            date=_piece("12/9/2023", CalendarDate(2023, 9, 12)),
        ),
        Time(
            **_at("Senin (12/9/2023) malam"),
            type=TimeType.TIME,
            value="2023-09-12TNI",
            first=_clock(12, 18),
            last=_clock(12, 23, 59),
            weekday=_piece("Senin", Weekday.MONDAY, 1),
            date=_piece("12/9/2023", CalendarDate(2023, 9, 12), 1),
        ),
        Time(
            **_at("Rabu (13/9/2023)"),
            type=TimeType.DATE,
            value="2023-09-13",
            first=date(2023, 9, 13),
            last=date(2023, 9, 13),
        ),
        Time(
            **_at("Februari 2023"),
            type=TimeType.DATE,
            value="2023-02",
            first=date(2023, 2, 1),
            last=date(2023, 2, 28),
            anchor=Anchor.PUBLISHED,
        ),
        Time(
            **_at("akhir 2024"),
            type=TimeType.DATE,
            value="2024",
            mod="END",
            first=date(2024, 9, 1),
            last=date(2024, 12, 31),
            ahead=True,
        ),
    )
    quantities = (
        Quantity(**_at("12 orang"), value=Decimal(12), unit="orang"),
        Quantity(**_at("tujuh pria"), value=Decimal(7), unit="pria"),
        Quantity(**_at("empat wanita"), value=Decimal(4), unit="wanita"),
        Quantity(
            **_at("1,5 ton"),
            value=Decimal("1.5"),
            unit="t",
            kind=QuantityKind.MEASURE,
            mod=Mod.APPROX,
            low=Decimal("1.2"),
            high=Decimal("1.8"),
        ),
        Quantity(
            **_at("Rp2,4 miliar"), value=Decimal(2400000000), unit="IDR", kind=QuantityKind.MONEY, period="2023/2024"
        ),
    )
    raka = Speaker("Raka Samudra", "Raka Samudra", *find("Raka Samudra"), "e1")
    first = "Semua penumpang sudah dievakuasi sejak Senin (12/9/2023) malam. Kami mencari penyebabnya,"
    quotations = (
        Quotation(
            **_at(first),
            kind=QuotationKind.DIRECT,
            cue=_piece("ujar", "ujar"),
            speaker=raka,
            told_to="Harian Contoh",
            time="2023-09-13",
            chain=("Harian Contoh", "Raka Samudra"),
        ),
        Quotation(
            **_at("feri itu membawa sekitar 1,5 ton muatan"),
            kind=QuotationKind.INDIRECT,
            cue=_piece("Menurut", "menurut"),
            speaker=Speaker("Raka Samudra", "Raka", *find("Raka", 1), "e1"),
        ),
        Quotation(**_at("Saya tidak mendengar peringatan apa pun."), kind=QuotationKind.DIRECT),
    )
    entities = (
        Entity(
            id="e1",
            type=EntityType.PERSON,
            name="Raka Samudra",
            mentions=(Span(*find("Raka Samudra")), Span(*find("Raka", 1))),
            roles=(Role("Kepala Pelabuhan Tanjung Melur", *find("Kepala Pelabuhan Tanjung Melur")),),
        ),
        Entity(
            id="e2",
            type=EntityType.PLACE,
            name="Selat Melur",
            mentions=(Span(*find("Selat Melur", text=TITLE), "title"), Span(*find("Selat Melur"))),
        ),
        Entity(id="e3", type=EntityType.ORGANIZATION, name="Harian Contoh", mentions=(Span(*find("Harian Contoh")),)),
    )
    wrong_day = Message(
        "{weekday} and {date} do not match: {date} was a {actual}",
        {"weekday": Weekday.MONDAY, "date": day, "actual": Weekday.TUESDAY},
    )
    fixes = (
        Message("write {actual}", {"actual": Weekday.TUESDAY}),
        Message("correct the date", {}),
    )
    findings = (
        Finding(
            "CAL001",
            "weekday-date-mismatch",
            Severity.ERROR,
            wrong_day,
            (Span(*find("Senin")), Span(*find("12/9/2023"))),
            fixes=fixes,
        ),
        Finding(
            "NUM001",
            "parts-total-mismatch",
            Severity.ERROR,
            Message(
                "the parts make {sum}, not {total}",
                {"sum": Decimal(11), "total": quantities[0]},
            ),
            tuple(Span(*find(words)) for words in ("12 orang", "tujuh pria", "empat wanita")),
            detail=Message("{parts} = {sum}", {"parts": "7 + 4", "sum": Decimal(11)}),
            fixes=(Message("write {total}", {"total": Decimal(11)}),),
        ),
        Finding(
            "CAL001",
            "weekday-date-mismatch",
            Severity.WARNING,
            wrong_day,
            (Span(*find("Senin", 1)), Span(*find("12/9/2023", 1))),
            fixes=fixes,
            quoted="Raka Samudra",
            in_quotation=True,
        ),
        Finding(
            "SRC001",
            "unattributed-quotation",
            Severity.WARNING,
            Message("nobody is said to have spoken these words", {}),
            (Span(*find('"Saya tidak mendengar peringatan apa pun."')),),
        ),
        Finding(
            "CAL010",
            "event-date-conflict",
            Severity.NOTE,
            Message("the caption and the text name other days", {}),
            (
                Span(*find("Rabu")),
                Span(*find("Selasa", text="Dermaga Tanjung Melur, Selasa (12/9/2023)."), "caption:0"),
            ),
        ),
    )
    fields = {
        "story": story,
        "sentences": (
            *_sentences(TEXT),
            Span(0, len(TITLE), "title"),
            Span(0, len(story.captions[0].text), "caption:0"),
        ),
        "paragraphs": tuple(_lines(TEXT)),
        "times": times,
        "quantities": quantities,
        "quotations": quotations,
        "entities": entities,
        "findings": findings,
    }
    return Record(**{**fields, **changes})
