"""The `furniture` section: what news sites put around and between a story's lines."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.record import BylineRole
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class BylineLabel:
    """Words that stand before the name of somebody who made the story, and what that person did."""

    role: BylineRole
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FurniturePack:
    """Words of bylines, credits, date lines, datelines, inserts and lists. All are matched whatever their case.

    `bylines` are labels before a colon; `reports` open a byline that names the outlet before the person
    ("Laporan Wartawan X, Name"); `by` opens one without a colon. `from_place` may follow the name.
    `particles` are lower-case words inside names; `nobody` are byline names that are no person.
    `sources` and `other_labels` stand before a colon and name no maker of the story.

    `months`, `weekdays` and `zones` (hours east of UTC) read date lines; `date_prefixes`, `modified_prefixes`
    and `clock_prefixes` may stand in them; `date_tails` after them.

    `credits` are words that open or are a photo credit; `agencies` are credits by themselves.
    `photo_labels` are whole lines that stand over a picture's credit and caption; `caption_openers` open a caption.
    `caption_labels` and `title_labels` stand before a colon and a caption or the title, in drafts.
    `outlets` are outlets not written as an address; `outlet_prefixes` begin the names of an outlet's sections;
    `outlet_words` are words that no person's name has and many an outlet's does. `small_words` are
    those that titles leave in lower case.

    `inserts` open a line or clause that points to another story; `insert_labels` do so even without a colon
    and may stand alone; `inline_inserts` also in the middle of a paragraph, with a colon; `watch` and `watched` together point to a video; `gadgets` are the names in square
    brackets before a colon; `embeds` open what another site shows in place of a post. `scroll`, `shares`, `pagers` are whole lines (or stand alone between sentences);
    `page_words` stand before a page number; `pager_clauses` open a sentence sending the reader to the next page. `reprints` open a sentence that says where
    the story was first; `follows` open a line that advertises the outlet and names one of `follow_objects`;
    `pointers` open a line that points to other stories, whatever follows. `closings` open copyright lines.
    `legal` are phrases of notices on rights; a paragraph that speaks to its reader (`readers`) with `notice_words` is
    about the page itself, one with `call_words` asks for money or an address.
    `counted_headings` stand after a number, over what readers wrote. `list_headings` are headings of lists of other stories; `tag_labels` open a list of keywords.
    """

    bylines: tuple[BylineLabel, ...]
    reports: tuple[str, ...]
    by: tuple[str, ...]
    from_place: tuple[str, ...]
    particles: tuple[str, ...]
    nobody: tuple[str, ...]
    sources: tuple[str, ...]
    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    zones: Mapping[str, int]
    date_prefixes: tuple[str, ...]
    modified_prefixes: tuple[str, ...]
    clock_prefixes: tuple[str, ...]
    date_tails: tuple[str, ...]
    credits: tuple[str, ...]
    agencies: tuple[str, ...]
    photo_labels: tuple[str, ...]
    caption_openers: tuple[str, ...]
    caption_labels: tuple[str, ...]
    title_labels: tuple[str, ...]
    outlets: tuple[str, ...]
    outlet_prefixes: tuple[str, ...]
    outlet_words: tuple[str, ...]
    small_words: tuple[str, ...]
    inserts: tuple[str, ...]
    insert_labels: tuple[str, ...]
    inline_inserts: tuple[str, ...]
    watch: tuple[str, ...]
    watched: tuple[str, ...]
    gadgets: tuple[str, ...]
    embeds: tuple[str, ...]
    scroll: tuple[str, ...]
    shares: tuple[str, ...]
    pagers: tuple[str, ...]
    page_words: tuple[str, ...]
    pager_clauses: tuple[str, ...]
    reprints: tuple[str, ...]
    follows: tuple[str, ...]
    follow_objects: tuple[str, ...]
    pointers: tuple[str, ...]
    closings: tuple[str, ...]
    legal: tuple[str, ...]
    readers: tuple[str, ...]
    notice_words: tuple[str, ...]
    call_words: tuple[str, ...]
    counted_headings: tuple[str, ...]
    list_headings: tuple[str, ...]
    tag_labels: tuple[str, ...]
