"""Where the story stands in text copied whole from a page: among menus, breadcrumbs, related lists and tags.

Paragraphs weigh their length, every other line a little against; the line that tells the hour of publication (or
who made the story) before the heaviest run of paragraphs is the anchor, and the title stands over it or under it.
Text without such a line is left alone: a story that is only prose has none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from runtut.intake.furniture import (
    Kind,
    Line,
    Position,
    classify,
    distinct,
    find_date,
    is_call,
    is_insert_label,
    is_legal,
    is_modified_line,
    is_photo_label,
    is_prose,
    looks_like_name,
    names_outlet,
    opens_caption,
    read_bylines,
    read_credit,
    read_date_line,
    same_words,
    split_dateline,
    split_line,
)
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Byline, Caption
from runtut.values import dataclass

_LEAST = 150  # characters of prose after the anchor
_NEAR = 16  # lines from the anchor to where that prose begins
_LEAST_ALONE = 300  # characters of prose, where no anchor stands before it
_MENU, _MENU_WORDS = 4, 4  # lines of a menu, at the least, and their words
_SHORT_LINE = -20
_FURNITURE = -10
_ENDS = frozenset({Kind.TAGS, Kind.CLOSING, Kind.LIST})
_END = -200
_AFTER_MAKER = -100  # the editor's name ends most stories
_SIGNS = frozenset({Kind.BYLINE, Kind.INITIALS, Kind.TAGS, Kind.SOURCE, Kind.REPRINT})
_GOES_ON = frozenset({None, Kind.DATE, Kind.INSERT})
_LAST_LINES = 250  # lines of a list that ends a story, and that ends the text
_LAST_OF_TEXT = 60
_PARAGRAPH = 140  # characters of a line without a full stop that make it a paragraph
_CLOCK = 30
_DAY = 60  # characters of a line with a day beside other words
_OPENINGS = 5  # captions and summaries, at the most, up to the first paragraph
_APART = 3  # lines from a summary or a call to comment to the first paragraph, more than
_ABOVE = 8  # lines over the anchor in which the title stands
_BELOW = 4
_HEADER = 40  # lines from the anchor to the first paragraph
_AFTER = 14  # lines after the last paragraph in which makers are named
_SUMMARY = 400
_LONGEST_TITLE = 200
_TITLE_STOPS = ".,;:…"
_TITLE_ENDS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789,…")
_DASHES = ("-", "–", "—")
_NUMBER = late(r"\d{1,2} ?/ ?\d{1,2}")  # of a picture among others
_SHOWN = 80  # lines in which the captions of a page of pictures stand
_PATH = late(r"\s?[>»›/|·]\s")
_ITEM = late(r"[-•*–]\s|\(?(?:\d{1,2}|[a-z])[.)]\s")
_LEADING_CREDIT = late(r"(?P<credit>[A-Z][\w.]{2,20}(?: [A-Z][\w.]{1,12})?/[A-Z][A-Z. ]{2,40}?) (?=[A-Z][a-z])")
_DATED = late(r"\(\d{1,2}/\d{1,2}(?:/\d{4})?\)\.?$")  # as captions end
_BEFORE_SECTION = late(r"\s[-–|]\s")
_BESIDE = late(r"(?P<name>[^|•·\d:]{4,50}?)\s{0,3}[|•·-]\s{0,3}(?P<date>[^|•·,\s-][^\n]{7,120})$")


@dataclass(frozen=True, slots=True)
class Copied:
    """The story in a copied page: its title, what the header tells, and its lines from first to last."""

    title: str
    published: dt.date | None
    modified: dt.date | None
    bylines: tuple[Byline, ...]
    captions: tuple[Caption, ...]
    body: tuple[Line, ...]


def find_copied(lines: Sequence[Line], pack: Pack) -> Copied | None:
    """Return the story of a page copied whole, or None where no header stands before a run of paragraphs."""
    lines = _joined(lines, pack)
    kinds = [_kind(line, pack) for line in lines]
    anchors = [i for i, kind in enumerate(kinds) if kind in (Kind.DATE, Kind.BYLINE) and lines[i].text[0] != "("]
    weights = [_weight(line, kind, pack) for line, kind in zip(lines, kinds, strict=True)]
    after = [0] * (len(lines) + 1)
    for at in range(len(lines) - 1, -1, -1):
        after[at] = weights[at] + max(0, after[at + 1])
    before = [0] * (len(lines) + 1)
    for at, weight in enumerate(weights):
        before[at + 1] = max(0, before[at] + weight)
    shorts = [0, *accumulate(weight < 0 for weight in weights)]
    best: tuple[float, int, int] | None = None
    for at in anchors:
        worth = max(after[at + 1 : at + 1 + _NEAR], default=0)
        surely = _surely(lines, kinds, at, pack) if worth >= _LEAST else 0.0
        if surely == 0 or (best is not None and surely * worth + after[at + 1] <= best[0]):
            continue
        title = _find_title(lines, kinds, at, pack)
        start = min(title, at) if title is not None else 0
        # a schedule in the middle of a story is no header: before one stand short lines, of menus, if anything
        alone = before[start] == 0 or (surely == 1 and shorts[start] >= 0.75 * start and before[start] * 4 <= worth)
        if title is not None and alone:
            best = surely * worth + after[at + 1], at, title
    if best is None:
        return _pictures(lines, kinds, anchors, pack) or _without_header(lines, kinds, weights, pack)
    return _read(lines, kinds, weights, best[1], best[2], pack)


def _pictures(lines: Sequence[Line], kinds: Sequence[Kind | None], anchors: Sequence[int], pack: Pack) -> Copied | None:
    """Return the captions of a page of pictures, which are its text: numbered, or each with the same credit behind it."""
    for at in anchors:
        moment = _moment(lines, at, pack) if kinds[at] is Kind.DATE else None
        title = next((i for i in range(at - 1, max(-1, at - 1 - _ABOVE), -1) if _heads_pictures(lines, kinds, i)), None)
        if title is None or not isinstance(moment, dt.datetime):
            continue
        shown: list[tuple[Line, Caption, bool]] = []
        for index in range(at + 1, min(len(lines), at + 1 + _SHOWN)):
            if kinds[index] in _ENDS:
                break
            text, credit = read_credit(lines[index].text, pack)
            numbered = _NUMBER.fullmatch(lines[index - 1].text) is not None
            if not is_prose(text):
                continue
            if credit is None and not numbered:
                shown = []  # a paragraph: the pictures stand in a story
                break
            shown.append((replace(lines[index], text=text, kind=None), Caption(text, credit), numbered))
        same = all(numbered for _, _, numbered in shown) or len({caption.credit for _, caption, _ in shown}) == 1
        if len(shown) > 1 and same:
            body = tuple(replace(line, position=Position.BODY) for line, _, _ in shown)
            makers = [i for i in range(title + 1, min(len(lines), at + 1 + _SHOWN)) if kinds[i] is Kind.BYLINE]
            bylines = distinct(byline for i in makers for byline in read_bylines(lines[i].text, pack))
            return Copied(lines[title].text, moment, None, bylines, tuple(caption for _, caption, _ in shown), body)
    return None


def _heads_pictures(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int) -> bool:
    """Whether a line can be the title of a page of pictures, which may open with a word for them and a colon."""
    line = lines[at].text
    labelled = kinds[at] is Kind.CREDIT and ":" in line and "/" not in line
    return is_title(line) and (kinds[at] is None or labelled)


def _without_header(
    lines: Sequence[Line], kinds: Sequence[Kind | None], weights: Sequence[int], pack: Pack
) -> Copied | None:
    """Return the story of a page that shows no moment: its heaviest run of paragraphs, among menus and lists."""
    total = best = start = first = 0
    for at, weight in enumerate(weights):
        if total <= 0:
            start, total = at, 0
        total += weight
        if total > best:
            best, first = total, start
    titles = [i for i in range(max(0, first - _HEADER), first) if kinds[i] is None and is_title(lines[i].text)]
    if best < _LEAST_ALONE or not titles:
        return None
    twice = [i for i in titles if any(lines[i].text in each.text for each in (*lines[:i], *lines[i + 1 : first]))]
    title = (twice or titles)[-1]
    return _read(lines, kinds, weights, title, title, pack) if _is_menu(lines[:title], weights, best, pack) else None


def _is_menu(lines: Sequence[Line], weights: Sequence[int], worth: int, pack: Pack) -> bool:
    """Whether the lines before a title are a page's menus rather than the beginning of a story: words, no figures."""
    if any(line.text.endswith(_DASHES) or _opens_story(line.text, pack) for line in lines):
        return False
    prose = sum(weight for weight in weights[: len(lines)] if weight > 0)
    short = sum(len(line.text.split()) <= _MENU_WORDS and not any(map(str.isdigit, line.text)) for line in lines)
    return short >= max(_MENU, len(lines) // 2) and 4 * prose <= worth


def _joined(lines: Sequence[Line], pack: Pack) -> list[Line]:
    """Join labels with what stands after their colon on the next line: `Penulis`, `: Nama Orang`."""
    found: list[Line] = []
    waiting = False
    for line in lines:
        label = found[-1] if found else None
        if label is not None and len(label.text) <= 40 and len(line.text) <= 80 and (waiting or line.text[0] == ":"):
            text = f"{label.text.rstrip(' :')}: {line.text.lstrip(' :')}".strip()
            found[-1] = replace(label, end=line.end, text=text, kind=classify(text, pack, position=Position.HEAD))
            waiting = line.text == ":" and not waiting
            continue
        waiting = False
        found.append(line)
    return found


def _kind(line: Line, pack: Pack) -> Kind | None:
    """Return what a line is, wherever it stands: what opens a page stands among prose where teasers come first."""
    if line.kind is None and line.position is Position.BODY and len(line.text) <= 160:
        edge = classify(line.text, pack, position=Position.HEAD)
        if edge is None and classify(line.text, pack, position=Position.TAIL) is Kind.LIST:
            return Kind.LIST  # the count of comments, over them
        if edge in (Kind.DATE, Kind.BYLINE, Kind.TAGS, Kind.CREDIT):
            return edge
    if line.kind is None and len(line.text) <= 160:
        moment = find_date(line.text, pack)
        if isinstance(moment, dt.datetime) or (moment is not None and len(line.text) <= _DAY):
            return Kind.DATE
    return line.kind


def _weight(line: Line, kind: Kind | None, pack: Pack) -> int:
    if kind is None:
        ended = line.text[-1] not in _TITLE_ENDS or _runs_on(line.text)
        return len(line.text) if is_prose(line.text) and ended else _SHORT_LINE
    if kind is Kind.LIST and is_insert_label(line.text, pack):
        return _FURNITURE  # it stands between paragraphs as well as after the last
    return _END if kind in _ENDS else _FURNITURE


def _runs_on(line: str) -> bool:
    """Whether a line that no stop ends is a paragraph all the same: long, and mostly of words in lower case."""
    words = line.split() if len(line) >= _PARAGRAPH else []
    return sum(w[0].islower() and "." not in w[:-1] for w in words) * 2 > len(words)


def _surely(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int, pack: Pack) -> float:
    """Return how surely a line is of a story's header: with the hour, with a maker's name, with a day alone."""
    if kinds[at] is Kind.BYLINE:
        return 0.8 if read_bylines(lines[at].text, pack) else 0.0
    if is_modified_line(lines[at].text, pack):
        return 0.0
    return 1.0 if isinstance(_moment(lines, at, pack), dt.datetime) else 0.5


def _moment(lines: Sequence[Line], at: int, pack: Pack) -> dt.date | None:
    """Return the moment that a date line gives, with the clock on the line after it."""
    read = find_date(lines[at].text, pack)
    if isinstance(read, dt.datetime) or at + 1 == len(lines) or len(lines[at + 1].text) > _CLOCK:
        return read
    return read_date_line(f"{lines[at].text} {lines[at + 1].text}", pack) or read


# ---------------------------------------------------------------- the title


def _find_title(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int, pack: Pack) -> int | None:
    """Return the number of the line of the title: over the anchor, or right under it where labels stand over it."""
    summaries = names = labels = 0
    above: int | None = None
    for index in range(at - 1, max(-1, at - 1 - _ABOVE), -1):
        line, kind = lines[index].text, kinds[index]
        if kind is None and is_title(line) and not _is_name_and_section(line, pack) and not _is_credited(line, pack):
            above = None if _opens_story(line, pack) else index
            break
        if kind in (Kind.BYLINE, Kind.DATE, Kind.CREDIT, Kind.RULE):
            continue
        if kind is None and is_prose(line) and len(line) <= _SUMMARY and summaries < 2:
            summaries += 1
        elif kind is None and names < 2 and looks_like_name(_BEFORE_SECTION.split(line)[0], pack):
            names += 1
        elif kind is Kind.SHARE or len(line) <= 2:
            labels += 1
        else:
            break
    if above is not None and labels == 0:
        return _over_summary(lines, kinds, above)
    for index in range(at + 1, min(len(lines), at + 1 + _BELOW) if kinds[at] is Kind.DATE else at):
        if kinds[index] is None and is_title(lines[index].text) and not _is_credited(lines[index].text, pack):
            return None if _opens_story(lines[index].text, pack) else index
        if kinds[index] is None and is_prose(lines[index].text):
            break
    return above


def _is_credited(line: str, pack: Pack) -> bool:
    """Whether a line ends as captions do, with whose picture it is in brackets."""
    return line[-1] == ")" and read_credit(line, pack)[1] is not None


def _is_name_and_section(line: str, pack: Pack) -> bool:
    """Whether a line is a name and the outlet's section: `Nama Orang - kabarEkonomi`."""
    parts = _BEFORE_SECTION.split(line)
    return len(parts) == 2 and len(parts[1].split()) <= 2 and looks_like_name(parts[0], pack)


def _opens_story(line: str, pack: Pack) -> bool:
    """Whether a line opens with a dateline that names the outlet, as only first paragraphs do."""
    opening = split_dateline(line, pack)
    return opening is not None and opening.outlet is not None


def _over_summary(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int) -> int:
    """Return the title over a subtitle or a summary that no full stop ends, else the line itself."""
    line = lines[at].text
    if at == 1 and kinds[0] is None and is_title(lines[0].text):
        return 0
    if at == 0 or kinds[at - 1] is not None or not is_title(lines[at - 1].text) or len(lines[at - 1].text.split()) < 6:
        return at
    sentences = re.search(r"[a-z]\w\. [A-Z]", line) is not None
    return at - 1 if sentences or capitalised(line) < 0.6 <= capitalised(lines[at - 1].text) else at


def is_title(line: str) -> bool:
    """Whether a line can be a title: some words, no full stop after them, no path of a page's sections."""
    count = len(line.split())
    if not (count >= 4 or (count == 3 and len(line) >= 20)) or count > 30 or len(line) > _LONGEST_TITLE:
        return False
    if line[-1] in _TITLE_STOPS or line[0].islower() or line[0] in "-*•(#@»+":
        return False
    pieces = _PATH.split(line)
    return len(pieces) == 1 or any(len(piece.split()) > 3 for piece in pieces)


def capitalised(line: str) -> float:
    """Return the share of a line's longer words that are written large."""
    words = [w for w in line.split() if len(w) > 3]
    return sum(not w[0].islower() for w in words) / len(words) if words else 0.0


# ---------------------------------------------------------------- header, text and makers


def _read(
    lines: Sequence[Line],
    kinds: Sequence[Kind | None],
    weights: Sequence[int],
    at: int,
    title: int,
    pack: Pack,
) -> Copied | None:
    first = _first_paragraph(lines, kinds, max(at, title) + 1, pack)
    if first is None:
        return None
    end = _end(lines, kinds, weights, first, pack)
    header = _Header(lines, kinds, pack)
    header.read(min(title, at), first, title)
    if not isinstance(header.published, dt.datetime):
        header.look_above(min(title, at))
    for index in range(end, min(len(lines), end + _AFTER)):
        if kinds[index] is Kind.LIST:
            break
        if kinds[index] is Kind.BYLINE:
            header.bylines.extend(read_bylines(lines[index].text, pack))
        elif kinds[index] is Kind.CAPTION:
            header.add_caption(*read_credit(lines[index].text, pack))
        elif kinds[index] is Kind.DATE and header.published is None and kinds[index - 1] is Kind.BYLINE:
            header.published = _moment(lines, index, pack)
    body = [
        replace(line, position=Position.BODY, kind=_kind_inside(line.text, pack))
        for line in lines[first:end]
        if not any(same_words(line.text, caption.text) for caption in header.captions)
    ]
    if lines[first - 1].text.endswith(_DASHES) and len(lines[first - 1].text) <= 80:
        body[0] = replace(body[0], start=lines[first - 1].start, text=f"{lines[first - 1].text} {body[0].text}")
    return Copied(
        lines[title].text,
        header.published,
        header.modified,
        distinct(header.bylines),
        tuple(header.captions),
        tuple(body),
    )


def _kind_inside(line: str, pack: Pack) -> Kind | None:
    """Return what a line between the first paragraph and the last is: names sign a story's parts, calls interrupt it."""
    kind = classify(line, pack)
    if kind is None and line[0] == "(" and read_bylines(line, pack):
        return Kind.BYLINE
    return Kind.FOLLOW if kind is None and (is_call(line, pack) or is_legal(line, pack)) else kind


def _first_paragraph(lines: Sequence[Line], kinds: Sequence[Kind | None], start: int, pack: Pack) -> int | None:
    """Return the first paragraph: one that opens with a dateline before others, and no caption."""
    found = [i for i in range(start, min(len(lines), start + _HEADER)) if kinds[i] is None and is_prose(lines[i].text)][
        :_OPENINGS
    ]
    for index in found:
        if _opens_story(lines[index].text, pack):
            return index
    plain = [i for i in found if not _is_caption(lines, kinds, i, pack)]
    for index, at in enumerate(plain[:_OPENINGS]):
        opening = split_dateline(lines[at].text, pack)
        if opening is not None and opening.text.isupper():
            return at
        if (
            index == len(plain) - 1
            or len(lines[at].text) > _SUMMARY
            or not _stands_alone(lines, kinds, at, plain[index + 1])
        ):
            break
    for at, after in pairwise(plain):
        if len(lines[at].text) > _PARAGRAPH or not _stands_alone(lines, kinds, at, after):
            return at
    return plain[-1] if plain else None


def _stands_alone(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int, after: int) -> bool:
    """Whether several lines that are no paragraphs stand between one that is and the next."""
    return after - at > _APART and all(
        kinds[i] is not None or not is_prose(lines[i].text) for i in range(at + 1, after)
    )


def _is_caption(lines: Sequence[Line], kinds: Sequence[Kind | None], at: int, pack: Pack) -> bool:
    line = lines[at].text
    if kinds[at] is Kind.CAPTION or opens_caption(line, pack) or read_credit(line, pack)[1] is not None:
        return True
    if kinds[at - 1] is Kind.CREDIT:
        return True
    return any(is_photo_label(lines[i].text, pack) for i in range(max(0, at - 2), at))


def _end(lines: Sequence[Line], kinds: Sequence[Kind | None], weights: Sequence[int], first: int, pack: Pack) -> int:
    """Return the number of the line after the story: where the sum of weights is greatest, and what goes on with it."""
    total = best = 0
    end = first + 1
    for index in range(first, len(lines)):
        total += _AFTER_MAKER if kinds[index] is Kind.BYLINE else weights[index]
        if total > best:
            best, end = total, index + 1
    # a list that ends the story or the text, up to what signs it or to its keywords
    signed = end
    while signed < len(lines) and signed < end + _LAST_LINES and kinds[signed] in _GOES_ON:
        signed += 1
    if signed == len(lines):
        return signed if signed - end <= _LAST_OF_TEXT else end
    if classify(lines[signed].text, pack, position=Position.TAIL) in _SIGNS:
        return signed
    while end < len(lines) and kinds[end] is None and _ends_story(lines[end].text):
        end += 1
    return end


def _ends_story(line: str) -> bool:
    return _ITEM.match(line) is not None or line.endswith((".", ".”", '."'))


class _Header:
    """What the lines from the title to the first paragraph tell."""

    def __init__(self, lines: Sequence[Line], kinds: Sequence[Kind | None], pack: Pack) -> None:
        self.lines = lines
        self.kinds = kinds
        self.pack = pack
        self.published: dt.date | None = None
        self.modified: dt.date | None = None
        self.bylines: list[Byline] = []
        self.captions: list[Caption] = []

    def read(self, start: int, end: int, title: int) -> None:
        """Read the lines `[start, end)`, that of the title aside."""
        listed = False
        for index in range(start, end):
            kind = self.kinds[index]
            if index == title:
                continue
            listed = kind is Kind.LIST or (listed and kind is None)
            if kind is Kind.DATE:
                self._date(index)
            elif kind is Kind.BYLINE:
                self.bylines.extend(read_bylines(self.lines[index].text, self.pack))
                self.published = self.published or find_date(self.lines[index].text, self.pack)
            elif not listed and kind in (None, Kind.CAPTION):
                self._unknown(index, start, title)

    def look_above(self, start: int) -> None:
        """Take the moment with its hour that stands over the title, where none stands under it."""
        for index in range(start - 1, max(-1, start - 1 - _ABOVE), -1):
            if self.kinds[index] is Kind.DATE and not is_modified_line(self.lines[index].text, self.pack):
                moment = _moment(self.lines, index, self.pack)
                if isinstance(moment, dt.datetime) and (self.published is None or moment.date() == self.published):
                    self.published = moment
                    return

    def _date(self, index: int) -> None:
        line = self.lines[index].text
        moment = _moment(self.lines, index, self.pack)
        if is_modified_line(line, self.pack):
            self.modified = self.modified or moment
            return
        if self.published is None or (isinstance(moment, dt.datetime) and not isinstance(self.published, dt.datetime)):
            self.published = moment
        parts = split_line(line)
        for part in parts if len(parts) > 1 else ():
            made = read_bylines(part, self.pack)
            self.bylines.extend(made)
            if not made and read_date_line(part, self.pack) is None:
                self._name(part)
        beside = _BESIDE.match(line[:160]) if len(parts) == 1 else None
        if beside is not None and read_date_line(beside["date"], self.pack) is not None:
            self._name(beside["name"])

    def _name(self, name: str) -> bool:
        if not looks_like_name(name, self.pack) or names_outlet(name, self.pack):
            return False
        self.bylines.append(Byline(" ".join(name.split())))
        return True

    def _unknown(self, index: int, start: int, title: int) -> None:
        lines, kinds, line = self.lines, self.kinds, self.lines[index].text
        around = [kinds[i] for i in (index - 1, index + 1) if start <= i < len(lines) and i != title]
        beside_title = index == title + 1 and index + 1 < len(lines) and kinds[index + 1] is Kind.DATE
        if (Kind.DATE in around or beside_title) and self._name(line):
            return
        before = lines[index - 1].text if index else ""
        labelled = is_photo_label(before, self.pack)
        if labelled and len(line) <= 60 and index + 1 < len(lines) and len(lines[index + 1].text.split()) > 3:
            return  # the credit over a caption
        over = kinds[index - 1] is Kind.CREDIT and index - 1 != title
        under = index + 1 < len(lines) and kinds[index + 1] is Kind.CREDIT
        second = index > 1 and is_photo_label(lines[index - 2].text, self.pack) and not labelled
        leading = _LEADING_CREDIT.match(line)
        text, credit = read_credit(line, self.pack)
        if leading is not None and credit is None:
            text, credit = line[leading.end() :], leading["credit"]
        if not (over or under or labelled or second or credit is not None or opens_caption(line, self.pack)) and not (
            index > title and is_prose(line) and _DATED.search(line)
        ):
            return
        if credit is None and (over or second):
            credit = read_credit(before, self.pack)[1] or before
        elif credit is None and under:
            credit = read_credit(lines[index + 1].text, self.pack)[1]
        self.add_caption(text, credit)

    def add_caption(self, text: str, credit: str | None) -> None:
        """Add a caption that says something, once."""
        if text and not any(same_words(text, known.text) for known in self.captions):
            self.captions.append(Caption(text, credit))
