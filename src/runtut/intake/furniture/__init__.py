"""Page furniture: lines and stretches that stand on a page but are not the story's own prose.

Used by every reader of `intake`: plain text and HTML leave furniture out of the story's text, `.jsonl` keeps
the text verbatim and masks it. When in doubt a line is prose: a masked sentence is never checked.

All words come from the pack's `furniture` section. Lines are judged by themselves and by where they stand:
before the first paragraph of prose (`Position.HEAD`), after the last (`TAIL`), or between (`BODY`).

One line or part at a time: `lines`, `bylines`, `dates`, `datelines`, `credits`, `notices`. A whole text: `masks`. The words
compiled: `patterns`.
"""

from runtut.intake.furniture.bylines import distinct, looks_like_name, names_outlet, read_bylines, same_person
from runtut.intake.furniture.credits import is_photo_label, opens_caption, read_credit
from runtut.intake.furniture.datelines import Dateline, split_dateline
from runtut.intake.furniture.dates import find_date, is_modified_line, read_date_line, split_line
from runtut.intake.furniture.kinds import AFTER_STORY, LONGEST_LINE, MOST_LINES, Kind, Position
from runtut.intake.furniture.lines import Line, classify, classify_lines, is_insert_label, is_prose, without_title_label
from runtut.intake.furniture.masks import Found, find_furniture, is_upper_name
from runtut.intake.furniture.notices import is_call, is_legal, is_notice
from runtut.intake.furniture.patterns import same_words

__all__ = [
    "AFTER_STORY",
    "LONGEST_LINE",
    "MOST_LINES",
    "Dateline",
    "Found",
    "Kind",
    "Line",
    "Position",
    "classify",
    "classify_lines",
    "distinct",
    "find_date",
    "find_furniture",
    "is_call",
    "is_insert_label",
    "is_legal",
    "is_modified_line",
    "is_notice",
    "is_photo_label",
    "is_prose",
    "is_upper_name",
    "looks_like_name",
    "names_outlet",
    "opens_caption",
    "read_bylines",
    "read_credit",
    "read_date_line",
    "same_person",
    "same_words",
    "split_dateline",
    "split_line",
    "without_title_label",
]
