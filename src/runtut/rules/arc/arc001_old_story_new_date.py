"""The story was published before, under an older date.

Why: an old story that is told as new misleads about when things happened; it is how old disasters and old quarrels go round again.
File: (2021-03-02; outlet: Kabar Lembah) Jembatan Cimanila putus diterjang banjir pada malam hari setelah hujan turun selama enam jam. Warga tiga desa menyeberang dengan rakit, dan bupati menjanjikan jembatan baru sebelum musim panen. Sekolah di seberang sungai diliburkan sampai air surut.
Bad: (2023-09-12) [[Jembatan Cimanila putus diterjang banjir pada malam hari setelah hujan turun selama enam jam.]] Warga tiga desa menyeberang dengan rakit, dan bupati menjanjikan jembatan baru sebelum musim panen. Sekolah di seberang sungai diliburkan sampai air surut.
Good: (2023-09-12) Jembatan Cimanila yang putus dua tahun lalu dibuka kembali oleh bupati pada pagi hari. Warga tiga desa tidak lagi menyeberang dengan rakit untuk menjual hasil panen di pasar kecamatan dan mengantar anak ke sekolah.
Silent: without --archive, for stories of less than a month apart, for series that come again with new figures (prices, weather, timetables, anniversaries), for what holds for any day (recipes, prayers, advice), and where the draft opens otherwise or has much of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runtut.i18n import N_
from runtut.record import Finding, Layer, OldStory, OnFile, Record, Rule, Severity, Span

RULE = Rule(
    code="ARC001",
    name="old-story-new-date",
    severity=Severity.WARNING,
    needs=(Layer.QUOTATIONS,),
    message=N_("this story was published on {day} by {outlet}"),
    detail=N_('{percent} percent of its words in a row stand in story {number} on file, "{title}"'),
    fixes=(N_("say when this happened, or leave the story out"),),
)

_OLD = 30
"""Days from the old story to the draft, at least: within a month a story is taken up again while it goes on."""
_SHARE = 0.6
"""How much of the draft must stand in the old story in rows of words."""
_OPENING = 0.6
"""The same of the draft's opening: news that opens otherwise may go on with an old background."""
_APART = 6
"""Days between stories alike that come by a pattern."""
_SERIES = 3
"""Stories alike on days so far apart, the draft among them, that make a series."""


def check_against(record: Record, on_file: OnFile) -> Iterator[Finding]:
    """Yield a finding where the draft's words were published long before."""
    today = record.story.published_date
    lead = record.lead
    if today is None or lead is None:
        return
    found = on_file.alike(record.story)
    old = [
        each
        for each in found
        if each.day and (today - each.day).days >= _OLD and each.share >= _SHARE and each.opening >= _OPENING
    ]
    if not old or any(each.recurs for each in found) or _series(found, today.toordinal()):
        return
    first = old[0]
    yield RULE.finding(
        spans=(record.sentence_of(Span(lead.start, lead.start + 1)),),
        values={
            "day": first.day,
            "outlet": first.outlet or "?",
            "percent": round(first.share * 100),
            "number": first.number,
            "title": first.title or "?",
        },
    )


def _series(found: Sequence[OldStory], today: int) -> bool:
    """Whether stories alike came on so many days apart that they follow a pattern."""
    days = sorted({each.day.toordinal() for each in found if each.day is not None} | {today})
    count, last = 1, days[0]
    for day in days[1:]:
        if day - last >= _APART:
            count, last = count + 1, day
    return count >= _SERIES
