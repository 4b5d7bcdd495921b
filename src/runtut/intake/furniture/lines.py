"""Lines of a text: which of them are furniture, and of what kind."""

from __future__ import annotations

import re

from runtut.intake.furniture.bylines import read_bylines
from runtut.intake.furniture.credits import split_credit
from runtut.intake.furniture.dates import names_publication, read_date_line
from runtut.intake.furniture.kinds import LONGEST_LINE, MOST_LINES, Kind, Position
from runtut.intake.furniture.patterns import DECORATION, ENDS_SENTENCE, Patterns, bare, is_outlet, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.values import dataclass

_INITIALS = late(
    r"^(?:\((?:[a-z]{1,6}\d{0,2}|\*{1,3})\)|\((?:[A-Za-z]{1,8}\d{0,2}|\*)(?:[/\-.,](?:[A-Za-z]{1,10}\d{0,2}|\d{1,3}|\*)){1,5}\)"
    r"|[a-z]{2,5}(?:/[a-z]{2,5}){1,2}(?: \([A-Za-z]{2,9}(?:, ?[A-Za-z]{2,9}){0,4}\))?|\(\*/\))\.?$"
)
_SIGNED = late(r"^\([^\W\d][^()/\n\"“”]{2,40}/ ?[^\W\d][^()/\n\"“”]{1,30}\)$")
_CAPITAL_INITIALS = late(r"^\([A-Z]{2,4}\d{0,2}\)$")
_LATE_MARK = late("[:©]")
_LATE = 80  # characters at the end of a caption in which its credit stands: `Warga memanen padi. Foto: Nama Orang`
_HASHTAGS = late(r"^(?:#\w{2,40}[\s,]{0,3}){1,20}$")


def classify(line: str, pack: Pack, *, position: Position = Position.BODY) -> Kind | None:
    """Return what furniture a whole line is, or None where it may be the story's own prose.

    `position` matters: a byline, date or tag list is one only before or after the prose (a schedule in the
    story has date lines too), a name on the last line may be the reporter's.
    """
    line = line.strip()
    if not line:
        return None
    words = patterns_of(pack)
    start = line.lstrip(DECORATION + "(")
    if len(line) > LONGEST_LINE:
        return Kind.REPRINT if (m := words.openers.match(start)) and m.lastgroup == Kind.REPRINT else None
    key = bare(line)
    if not key:
        return Kind.RULE if len(line) > 1 or line in "*·•|" else None
    if words.caption_label.match(line):
        return Kind.CAPTION
    exact = words.exact.get(key)
    if exact is not None:
        return exact
    if position is Position.TAIL and words.counted.match(line):
        return Kind.LIST
    if words.inserts.match(start) or words.gadget.match(line):
        return Kind.INSERT
    if words.insert_labels.match(start) and line[-1] not in ".:":
        return Kind.INSERT
    if words.embeds.match(start) and len(line) <= 120:
        return Kind.INSERT
    if position is Position.TAIL and "©" in line and len(line) <= 160:
        return Kind.CLOSING
    if words.watch.match(start) and len(line) <= 200:
        return Kind.INSERT
    opener = words.openers.match(start)
    if opener is not None and opener.lastgroup is not None and (opener.lastgroup != Kind.PAGER or len(line) <= 120):
        return Kind(opener.lastgroup)
    if words.follow.match(start) and len(line) <= 220 and words.follow_object.search(line):
        return Kind.FOLLOW
    if words.source.match(start) and len(line) <= 160 and line[0] not in "\"“'‘":
        return Kind.SOURCE
    if _INITIALS.match(line):
        return Kind.INITIALS
    if words.page_count.match(start) and len(line) <= 100:
        return Kind.PAGER
    if words.report_word.match(line) and len(line) <= 120 and not ENDS_SENTENCE.search(line):
        return Kind.BYLINE
    if position is not Position.BODY:
        kind = _classify_edge(line, words, pack, position)
        if kind is not None:
            return kind
    return _classify_picture(line, words, position)


def _classify_edge(line: str, words: Patterns, pack: Pack, position: Position) -> Kind | None:
    moment = read_date_line(line, pack)
    if moment is not None and (position is Position.HEAD or names_publication(line, pack)):
        return Kind.DATE
    if words.tags.match(line) or _HASHTAGS.match(line):
        return Kind.TAGS
    if position is Position.TAIL and (
        _CAPITAL_INITIALS.match(line) or (_SIGNED.match(line) and not read_bylines(line, pack))
    ):
        return Kind.INITIALS
    bracketed = line[0] == "("
    if (position is Position.TAIL or not bracketed) and (words.label_at_start.match(line) or len(line) <= 100):
        if read_bylines(line, pack) and (
            position is Position.HEAD or bracketed or words.label_at_start.match(line) or words.by.match(line)
        ):
            return Kind.BYLINE
        if words.label_at_start.match(line) and len(line) <= 80:
            return Kind.BYLINE
    return None


def _classify_picture(line: str, words: Patterns, position: Position) -> Kind | None:
    head = position is Position.HEAD
    if not (head or line[-1] in ").]" or "/" in line or _LATE_MARK.search(line, max(0, len(line) - _LATE))):
        return None
    caption, credit = split_credit(line, words, known=head)
    if credit is None:
        return None
    if not caption:
        return Kind.CREDIT
    if head or words.credit_only.match(line):
        return Kind.CAPTION
    if position is Position.TAIL or len(re.findall(r"[.!?]\s", caption)) > 2 or caption[0] in '"“':
        return None
    first, slash, rest = credit.partition("/")
    behind = line[len(caption) :]
    pictured = words.credit_word.match(behind.lstrip(" (")) is not None or "©" in behind
    # an agency and a photographer; two agencies, or initials, are where a paragraph of prose comes from
    if slash and bare(first) in words.agencies and len(rest.split()) > 1 and not credit.islower():
        pictured = True
    # an outlet and a name also sign the last paragraph of a story: only what is no sentence is then a caption
    signed = slash and is_outlet(first, words) and not ENDS_SENTENCE.search(caption)
    return Kind.CAPTION if pictured or signed else None


def is_insert_label(line: str, pack: Pack) -> bool:
    """Whether a line that heads a list also stands between paragraphs, over one other story: `Baca juga:`."""
    found = patterns_of(pack).insert_labels.match(line.lstrip(DECORATION))
    return found is not None and bare(line) == found.group().casefold()


def without_title_label(title: str, pack: Pack) -> str:
    """Return a draft's title without the label before it: `Judul: Warga Bangun Jembatan`."""
    label = patterns_of(pack).title_label.match(title)
    return title if label is None else title[label.end() :]


def is_prose(line: str) -> bool:
    """Whether a line that is no furniture reads as a paragraph rather than a title, label or list item."""
    line = line.strip()
    return len(line) >= 90 or (len(line) >= 30 and bool(ENDS_SENTENCE.search(line)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text (without surrounding white space): where it stands and what furniture it is."""

    start: int
    end: int
    text: str
    position: Position
    kind: Kind | None


def classify_lines(text: str, pack: Pack) -> list[Line]:
    """Return the lines of a text that are not blank, each with its position and kind.

    Nothing for a text of more than `MOST_LINES` lines.
    """
    if text.count("\n") > MOST_LINES:
        return []
    spans: list[tuple[int, int]] = []
    at, size = 0, len(text)
    while at < size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        piece = text[at:end]
        stripped = piece.strip()
        if stripped:
            start = at + len(piece) - len(piece.lstrip())
            spans.append((start, start + len(stripped)))
        at = end + 1
    lines = [text[a:b] for a, b in spans]
    kinds = [classify(line, pack) for line in lines]
    prose = [i for i, line in enumerate(lines) if kinds[i] is None and is_prose(line)]
    first = prose[0] if prose else len(lines)
    last = prose[-1] if prose else -1
    found = []
    for index, (a, b) in enumerate(spans):
        position = Position.HEAD if index < first else Position.TAIL if index > last else Position.BODY
        if not prose:
            position = Position.BODY
        kind = kinds[index]
        if position is not Position.BODY:
            kind = classify(lines[index], pack, position=position)
        found.append(Line(a, b, lines[index], position, kind))
    return found
