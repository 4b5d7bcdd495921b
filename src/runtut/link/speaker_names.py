"""What the people and bodies of a story are called: each name in its fullest form, and who bears which role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from runtut.languages import Pack
from runtut.languages.patterns import late, small_whole
from runtut.link.name_phrases import Kind, Named, PhraseReader, set_as_title
from runtut.link.name_words import CAPITAL, TOKEN, Line, Lists, Word, lists, read_lines, read_words
from runtut.record import TEXT, QuotationKind, Record, Span, Speaker

_EXPANDED = late(r"\(([A-Z][A-Za-z-]{1,14})\)")
_DASH = late(r"[^\n]{1,60}?\s[-–—]{1,2}\s")
_LONGEST_EXPANSION = 120
_INTRODUCTION = 160
"""Characters of a role and its name at the head of a sentence."""
_SHORTEST_PART = 3
_LONGEST_NAME = 4
_LONGEST_ABBREVIATION = 5
_SENTENCE_ENDS = ("", ".", "!", "?", '"', "“", "”")
_SMALL = late(r"(?<![\w-])[a-z][\w'’-]*")


class Mention(NamedTuple):
    """A person's name in the text, half open `[start, end)`."""

    start: int
    end: int
    name: str


class _Run(NamedTuple):
    """Capitalised words side by side; `opens` where the first may have its capital from the sentence alone."""

    words: list[str]
    opens: bool

    @classmethod
    def of(cls, run: list[tuple[int, int, str]], line: str) -> _Run:
        """Return the run of some words of a line. A comma or bracket behind it shows a name: `Budi Santoso, warga`."""
        start, end = run[0][0], run[-1][1]
        first = line[:start].rstrip()[-1:] in _SENTENCE_ENDS
        closed = line[end : end + 2].strip()[:1] in (",", "(")
        return cls([word for _, _, word in run], first and not closed)


class Names:
    """The names of one story."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self._record = record
        self._text = record.story.text
        self._lists = lists(pack)
        self._suffix = pack.quotations.suffix
        self._phrases = PhraseReader(record, self._lists)
        self._ids: dict[str, str] = {}
        for entity in record.entities:
            for name in (entity.name, *entity.aliases):
                self._ids.setdefault(name, entity.id)
        self._read: dict[tuple[int, int, str], Named] = {}
        self._roles: dict[str, set[str]] = {}
        self._expansions = _expansions(self._text, self._lists)
        self._fullest = _fullest(self._known_people())
        self._complete()

    @cached_property
    def _small(self) -> frozenset[str]:
        """The words that the text writes small."""
        return frozenset(_SMALL.findall(self._text))

    # ------------------------------------------------------------ who is meant by a phrase

    def named(self, speaker: Speaker) -> Named:
        """Return the name in a speaker's words, in its fullest form; a description as written, without its article."""
        found = self._name(speaker)
        if found.kind is Kind.DESCRIPTION:
            return found
        if found.kind is Kind.BODY and " " not in found.name:
            whole = self._whole(found.name)
            if whole is not None:
                return whole
        name = self.full(found.name) if found.kind is Kind.PERSON else self._expansions.get(found.name, found.name)
        return Named(name, found.kind, found.entity or self._ids.get(name) or self._ids.get(found.name))

    def _whole(self, word: str) -> Named | None:
        """Return the person whose surname a lone word is, though it is taken for a place or a body."""
        full = self.full(word)
        if full == word or " " not in full or word.lower() in self._lists.places:
            return None
        return Named(full, Kind.PERSON, self._ids.get(full))

    def full(self, name: str) -> str:
        """Return the fullest name of the story that holds all words of `name` in order."""
        full = self._fullest.get(_key(name), name)
        return full if len(full) <= len(name) else self.full(full)

    def points_at_body(self, text: str) -> bool:
        """Whether words that point at somebody (`kelompok itu`) mean a body, not a person."""
        return text.split(None, 1)[0].lower() in self._lists.bodies

    def holds_role(self, text: str) -> str | None:
        """Return the only one who was introduced with the role that a description names again, or None."""
        words = text.lower().split()
        least = 1 if text[0].isupper() and words[0] in self._lists.titles - self._lists.groups else 2
        named = [i for i, word in enumerate(text.split()) if i and word[0].isupper()]
        least = max(least, named[-1] + 1) if named else least  # juru bicara Dinas Pasar is not that of another body
        for size in range(len(words), least - 1, -1):
            bearers = {self.full(name) for name in self._roles.get(" ".join(words[:size]), ())}
            if bearers:
                return next(iter(bearers)) if len(bearers) == 1 else None
        return None

    def is_pointed_at(self, end: int) -> bool:
        """Whether a pointer stands behind a name: `mantan istri Budi itu` is about somebody else."""
        following = TOKEN.search(self._text, end)
        return following is not None and following.group().lower() in self._lists.pointers

    def introduces(self, start: int, at: int) -> bool:
        """Whether the words between a sentence's start and a name are only what introduces the name."""
        words = read_words(self._text, start, at)
        kin = next((i for i, w in enumerate(words) if w.low in self._lists.kin), None)
        if kin is not None and not any(w.text == "," for w in words[kin:]):
            return False  # Menantu Budi Santoso is somebody else
        return all(
            w.capital or w.text in "(),." or self._lists.role(w.low) or w.low in self._lists.naming for w in words
        )

    def opening_name(self, sentence: Span) -> Mention | None:
        """Return the name of two words or more that a sentence opens with, though nothing says whose it is."""
        end = start = sentence.start
        count = 0
        for match in CAPITAL.finditer(self._text, start, min(sentence.end, start + _INTRODUCTION)):
            if self._text[end : match.start()] != (" " if count else "") or not self._can_be_named(
                match.group(), frozenset()
            ):
                break
            end = match.end()
            count += 1
        text = self._text[start:end]
        if not 2 <= count <= _LONGEST_NAME or text.split(" ", 1)[0].endswith(self._suffix):
            return None
        named = self._phrases.read(Speaker(name=text, text=text, start=start, end=end))
        return Mention(start, end, self.full(named.name)) if named.kind is Kind.PERSON else None

    def mentions(self) -> list[Mention]:
        """Return where people are named in the text, in order; each is found by any word of the name."""
        names = {part for part in self._fullest if len(part) >= _SHORTEST_PART and part not in self._lists.particles}
        return [
            Mention(line.start + start, line.start + end, self.full(word))
            for line in read_lines(self._text)
            for start, end, word in line.capitals
            if _key(word) in names
        ]

    def bodies_speaking(self) -> dict[str, str]:
        """Return the bodies among the speakers, each way they are written with their full name; the longest first."""
        found: dict[str, str] = {}
        for quotation in self._record.quotations:
            speaker = quotation.speaker
            if speaker is None or speaker.part != TEXT or quotation.kind is QuotationKind.SCARE:
                continue
            named = self.named(speaker)
            heading = named.name.split(None, 1)[0].lower() in self._lists.headings
            if named.kind is Kind.BODY and not heading:
                found[named.name] = named.name
        found |= {short: full for short, full in self._expansions.items() if full in found}
        return dict(sorted(found.items(), key=lambda each: -len(each[0])))

    # ------------------------------------------------------------ gathering

    def _name(self, speaker: Speaker) -> Named:
        key = (speaker.start, speaker.end, speaker.part)
        if key not in self._read:
            self._read[key] = self._phrases.read(speaker)
        return self._read[key]

    def _known_people(self) -> list[str]:
        """Return the names of people in order of appearance: those who speak, those of the entities, those introduced."""
        found = [(False, start, name) for start, name in self._phrases.people()]
        for quotation in self._record.quotations:
            speaker = quotation.speaker
            if (
                speaker is None
                or quotation.kind is QuotationKind.SCARE
                or speaker.text.lower() in self._lists.not_names
            ):
                continue
            named = self._name(speaker)
            if named.kind is Kind.PERSON:
                found.append((speaker.part != TEXT, speaker.start, named.name))
                self._learn_roles(speaker.text, named.name)
        for start, end in self._introductions():
            text = self._text[start:end]
            named = self._phrases.read(Speaker(name="", text=text, start=start, end=end))
            if named.kind is Kind.PERSON and " " in named.name:
                found.append((False, start, named.name))
                self._learn_roles(text, named.name)
        return self._without_headings(dict.fromkeys(name for _, _, name in sorted(found)))

    def _without_headings(self, names: Iterable[str]) -> list[str]:
        """Return names without the word of a heading or a verb before another of them: `Profil Budi Santoso`."""
        known = list(names)
        heads = self._lists.headings
        kept = []
        for name in known:
            first, _, rest = name.partition(" ")
            low = first.lower()
            opens = low in heads or (
                rest in known and (low in self._small or low.startswith(self._lists.verb_prefixes))
            )
            kept.append(rest if " " in rest and opens and len(low) > _SHORTEST_PART else name)
        return list(dict.fromkeys(kept))

    def _introductions(self) -> Iterator[tuple[int, int]]:
        """Yield where a role and capitals stand at the head of a sentence, or behind a passive verb of speech."""
        openings = []
        for sentence in self._record.sentences:
            if sentence.part == TEXT:
                dash = _DASH.match(self._text, sentence.start, sentence.end)
                openings.append(sentence.start if dash is None else dash.end())
        openings += [m.end() for m in self._lists.passive.finditer(small_whole(self._text))]
        for opening in openings:
            end = self._introduction_end(opening)
            if end > opening:
                yield opening, end

    def _introduction_end(self, opening: int) -> int:
        """Return where the role and the name that stand at `opening` end; `opening` itself where none do."""
        end = at = opening
        for match in TOKEN.finditer(self._text, opening, min(len(self._text), opening + _INTRODUCTION)):
            low = match.group().lower()
            capital = match.group()[0].isupper()
            role = self._lists.role(low)
            fits = capital or role or low in self._lists.offices or low == ","
            if not fits or (at == opening and not role) or self._text[at : match.start()].strip():
                break
            at = match.end()
            if low.endswith(".") and len(low) > _LONGEST_ABBREVIATION:
                return at - 1
            end = at if capital else end
        return end

    def _learn_roles(self, text: str, name: str) -> None:
        """Remember the role words that a name came with: each beginning of `Kepala Dinas Pasar`."""
        words = text[: text.find(name)].lower().strip(" ,").split()
        if words and self._lists.role(words[0]):
            for count in range(1, len(words) + 1):
                self._roles.setdefault(" ".join(words[:count]), set()).add(name)

    def _complete(self) -> None:
        """Complete the names of one word by the longest name in the text that holds them: `Anderson`, `Chris Anderson`."""
        single = {part for part, name in self._fullest.items() if _key(name) == part and " " not in name}
        if not single:
            return
        # names of one word mostly stand by themselves: few lines, or none, have one beside another word with a capital
        lines = [
            line
            for line in read_lines(self._text)
            if any(_key(first) in single or _key(second) in single for first, second in line.pairs())
        ]
        for run in self._runs(lines):
            for word in run.words:
                part = _key(word)
                name = run.words[1:] if run.opens and word != run.words[0] else run.words
                if part in single and len(self._fullest[part].split()) < len(name) <= _LONGEST_NAME:
                    self._fullest.update((_key(each), " ".join(name)) for each in name if _key(each) in single)

    def _runs(self, lines: Iterable[Line]) -> Iterator[_Run]:
        """Yield the runs of words that can be a name, lines set as titles left out."""
        for line in lines:
            if set_as_title(line.text, len(line.capitals)):
                continue
            run: list[tuple[int, int, str]] = []
            for each in (*line.capitals, None):
                fits = each is not None and self._can_be_named(each[2], self._small)
                if each is None or not fits or (run and line.text[run[-1][1] : each[0]] != " "):
                    if len(run) > 1:
                        yield _Run.of(run, line.text)
                    run = []
                if fits and each is not None:
                    run.append(each)

    def _can_be_named(self, text: str, small: frozenset[str]) -> bool:
        """Whether a capitalised word can be part of a name: no word of the pack's lists, and not written small elsewhere."""
        word = Word(0, len(text), text, text.lower())
        common = word.low in self._lists.places or self._lists.role(word.low) or word.low in small
        return self._phrases.name_word(word) and not common


@lru_cache(maxsize=4096)
def _key(name: str) -> str:
    """Return a name as it is looked up: in lower case, without apostrophes (`Mu'ti`, `Muti`)."""
    return name.lower().replace("'", "").replace("’", "")


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Return each part of a name with the longer name it belongs to; the first who bears a part keeps it."""
    fullest: dict[str, str] = {}
    for name in names:
        words = name.split()
        for size in range(1, len(words) + 1):
            for at in range(len(words) - size + 1):
                part = _key(" ".join(words[at : at + size]))
                if _key(fullest.get(part, part)) == part:
                    fullest[part] = name
    return fullest


def _expansions(text: str, lists: Lists) -> dict[str, str]:
    """Return the full names that the story puts before acronyms in brackets: `Badan Pasar Rakyat (BPR)`."""
    found: dict[str, str] = {}
    for match in _EXPANDED.finditer(text):
        before = text[max(0, match.start() - _LONGEST_EXPANSION) : match.start()]
        words = before.rpartition("\n")[2].split()
        first = len(words)
        while first and (words[first - 1].lstrip("\"“‘'(")[:1].isupper() or words[first - 1] in lists.offices):
            first -= 1
        name = _spelled([w.lstrip("\"“‘'(") for w in words[first:]], match.group(1))
        if name:
            found.setdefault(match.group(1), name)
    return found


def _spelled(words: list[str], acronym: str) -> str | None:
    """Return the words at the end of a run whose initials hold an acronym's capitals in order, or None."""
    letters = [c for c in acronym if c.isupper()]
    if len(letters) < 2:
        return None
    for first in range(len(words) - 1, -1, -1):
        if words[first][0] != letters[0]:
            continue
        wanted = iter(w[0].upper() for w in words[first:])
        if all(any(letter == initial for initial in wanted) for letter in letters):
            return " ".join(words[first:])
    return None


__all__ = ["Mention", "Names"]
