"""What people are said to be: the office, rank, trade or part in events that stands beside a name, with its span.

A role stands before the name (`Kepala Dinas Pasar, Ratmi Suhanda`), behind it between commas (`Ratmi Suhanda,
pensiunan guru, sekaligus ketua RT`), or behind words that join it to the name (`Ratmi Suhanda selaku ketua`). It
opens with a word of the pack's role heads, and ends before a verb, a mark, or another person's name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import Entity, EntityType, Passage, Record, Role, RoleState, Span
from runtut.values import dataclass, maker

_TOKEN = late(r"[^\W_](?:[\w’'/&.–-]*[^\W_])?\.?|[^\w\s]|\n")
_REACH = 200
"""Characters looked at on one side of a name."""
_BESIDE = 30
"""Characters before a name that surely hold the word before it."""
_LONGEST = 22
"""Words of a role."""
_LONGEST_SMALL = 6
"""Words written small, side by side, that may follow each other in a role before a name."""
_BACK = 5
"""Sentences looked back over for the person that a role names again."""
_PARTITIVE = 20
"""Characters before a role in which words that say "one of" stand."""
_SHORTEST_VERB = 4
_LONGEST_ABBREVIATION = 4


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def word(self) -> bool:
        return self.text[0].isalnum()


_token = maker(_Token)


@dataclass(frozen=True, slots=True)
class _Words:
    number: re.Pattern[str]
    behind: re.Pattern[str]
    heads: frozenset[str]
    ends: frozenset[str]
    openers: re.Pattern[str]
    linkers: re.Pattern[str]
    joiners: re.Pattern[str]
    partitives: re.Pattern[str]
    ranks: frozenset[str]
    rank_words: frozenset[str]
    honorifics: frozenset[str]
    naming: frozenset[str]
    relations: frozenset[str]
    former: frozenset[str]
    general: frozenset[str]
    pointing: re.Pattern[str]
    joining: tuple[tuple[str, ...], ...]
    verbs: tuple[str, ...]
    not_verbs: frozenset[str]
    states: tuple[tuple[RoleState, tuple[str, ...]], ...]
    conjunctions: frozenset[str]
    locatives: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    w, q = pack.people, pack.quotations

    return _Words(
        late(rf"(?:{re.escape(pack.times.ordinal_prefix)})?[\d/]+|[IVX]+(?:/[\w-]+)?"),
        late(
            rf"(?:\s?\((?:\d{{1,3}}(?:\s(?:{any_of(pack.numbers.age_bracketed)}))?|[A-Z][\w.]{{1,5}})\))?(?P<comma>,\s)?"
        ),
        frozenset(w.role_heads),
        frozenset((*w.role_ends, *q.cues, *q.auxiliaries)) - set(w.role_heads),
        late(rf"(?:(?:{any_of(w.role_openers)})\s)+", re.IGNORECASE),
        late(rf",?\s(?:{any_of(w.role_linkers)})\s", re.IGNORECASE),
        late(rf",?\s(?:{any_of(w.role_joiners)})\s", re.IGNORECASE),
        late(rf"(?<!\w)(?:{any_of(w.role_partitives)})\s$", re.IGNORECASE),
        frozenset(w.ranks),
        frozenset(w.rank_words),
        frozenset(w.honorifics),
        frozenset(w.role_naming),
        frozenset(w.relations),
        frozenset(w.former),
        frozenset(w.general),
        late(rf"\s(?:{any_of(w.role_pointers)})\b"),
        tuple(sorted((tuple(each.split()) for each in w.role_joiners), key=len, reverse=True)),
        q.verb_prefixes,
        frozenset((*q.not_verbs, *w.role_words, *q.offices)),
        ((RoleState.FORMER, w.former), (RoleState.ACTING, w.acting), (RoleState.SOUGHT, w.coming)),
        frozenset(w.role_conjunctions),
        frozenset(w.role_locatives),
    )


def read_roles(record: Record, pack: Pack) -> tuple[Entity, ...]:
    """Return the record's entities, each person with the roles that the story gives."""
    people = [e for e in record.entities if e.type is EntityType.PERSON]
    if not people:
        return record.entities
    words = _words(pack)
    roles: dict[str, list[Role]] = {}
    named = {mention.part for entity in people for mention in entity.mentions}
    for passage in record.story.passages():
        if passage.part not in named:
            continue
        reader = _Reader(passage, words, record)
        for entity in people:
            for mention in entity.mentions:
                if mention.part == passage.part:
                    roles.setdefault(entity.id, []).extend(reader.roles(mention))
        for ident, role in reader.named_again():
            roles.setdefault(ident, []).append(role)
    return tuple(replace(e, roles=tuple(roles[e.id])) if roles.get(e.id) else e for e in record.entities)


class _Reader:
    """Reads the roles of one passage."""

    def __init__(self, passage: Passage, words: _Words, record: Record) -> None:
        self.text = passage.clean
        self.part = passage.part
        self.words = words
        sentences = [s for s in record.sentences if s.part == passage.part]
        self.sentences = [s.start for s in sentences]
        named = [(m.start, m.end, e.id, e.type) for e in record.entities for m in e.mentions if m.part == passage.part]
        named.sort()
        self.people = [(start, end) for start, end, _, kind in named if kind is EntityType.PERSON]
        self.starts = [start for start, _ in self.people]
        self.ids = [ident for _, _, ident, kind in named if kind is EntityType.PERSON]
        self.bodies = [(start, end, ident) for start, end, ident, kind in named if kind is EntityType.ORGANIZATION]
        self.body_starts = [start for start, _, _ in self.bodies]

    def roles(self, mention: Span) -> Iterator[Role]:
        """Yield the roles before and behind one mention of a person."""
        for start, end in (*self._before(mention), *self._behind(mention)):
            yield self._role(start, end)

    def named_again(self) -> Iterator[tuple[str, Role]]:
        """Yield the roles by which a sentence names somebody again (`Mantan bupati itu`), with the id of who is meant.

        That is the one person of the nearest sentence before it that names people; where that names more, nobody.
        """
        for index, start in enumerate(self.sentences):
            span = self._role_at(start) if index and self.text[start : start + 1].isupper() else None
            if span is None or self.words.pointing.match(self.text, span[1]) is None:
                continue
            role = self._role(*span)
            head, _, rest = role.text.lower().partition(" ")
            if head in self.words.general and " " not in rest:
                continue
            last = bisect_left(self.starts, start) - 1
            if last < 0:
                continue
            sentence = bisect_right(self.sentences, self.starts[last]) - 1
            if index - sentence > _BACK:
                continue
            since = bisect_left(self.starts, self.sentences[sentence])
            named = {self.ids[at] for at in range(since, last + 1)}
            if len(named) == 1:
                yield named.pop(), role

    def _role(self, start: int, end: int) -> Role:
        text = self.text[start:end]
        return Role(text, start, end, self.part, self._state(start, end), self._organization(start, end))

    # ------------------------------------------------------------ before the name

    def _before(self, mention: Span) -> Iterator[tuple[int, int]]:
        at = bisect_left(self.starts, mention.start)
        bound = max(self.people[at - 1][1] if at else 0, mention.start - _REACH)
        sentence = bisect_right(self.sentences, mention.start) - 1
        if sentence >= 0:
            bound = max(bound, self.sentences[sentence])
        near = self._tokens(max(bound, mention.start - _BESIDE), mention.start)
        if near and self._opens_none(near[-1]):
            return
        tokens = self._tokens(bound, mention.start)
        behind = len(tokens)
        while behind and (
            tokens[behind - 1].low in self.words.ranks or tokens[behind - 1].low in self.words.rank_words
        ):
            behind -= 1
        if behind < len(tokens) and tokens[behind].low in self.words.ranks:
            yield tokens[behind].start, tokens[-1].end  # Kapolsek Wanasari, Iptu Budi: the rank is a role of its own
            tokens = tokens[:behind]
        comma = bool(tokens) and tokens[-1].text == ","
        if comma:
            tokens.pop()
        while tokens and tokens[-1].low in self.words.naming:
            tokens.pop()
            comma = True
        while tokens:
            first = self._first(tokens)
            if first is None:
                return
            if not comma:
                first = self._own(tokens, first)
            if first is None:
                return
            start, end = tokens[first].start, tokens[-1].end
            if comma and (at and self.people[at - 1][1] == bound and self.text[bound:start].strip() == ","):
                return  # what is said of the person before: Andi, warga Wanasari, Budi, ...
            if not all(t.low in self.words.honorifics for t in tokens[first:]):
                yield self._opener(bound, start), end
            tokens = self._joined(tokens[:first])
            comma = True

    def _opens_none(self, token: _Token) -> bool:
        """Whether no role ends with a word: quick to ask first."""
        words = self.words
        if not token.word:
            return token.text not in ",)"
        if token.low in words.naming or token.low in words.heads or token.low in words.conjunctions:
            return False
        if token.low in words.ranks or token.low in words.rank_words:
            return False
        return not token.capital and words.number.fullmatch(token.text) is None and self._breaks(token, None)

    def _own(self, tokens: list[_Token], first: int) -> int | None:
        """Return where the role of the one named begins: `istri Presiden Budi` names a president, `istri Budi` nobody."""
        while True:
            relation = first + 1 if tokens[first].low in self.words.former and first + 1 < len(tokens) else first
            if tokens[relation].low not in self.words.relations:
                return first
            later = next(
                (i for i in self._outside_brackets(tokens, relation + 1) if tokens[i].low in self.words.heads), None
            )
            if later is None:
                return first if len(tokens) - relation > 1 and tokens[-1].capital else None
            first = later

    @staticmethod
    def _outside_brackets(tokens: list[_Token], first: int) -> Iterator[int]:
        deep = 0
        for index in range(first, len(tokens)):
            deep += (tokens[index].text == "(") - (tokens[index].text == ")")
            if not deep:
                yield index

    def _joined(self, tokens: list[_Token]) -> list[_Token]:
        """Return the words before `yang juga`, where these end `tokens`: another role of the same person."""
        if not tokens:
            return []
        for joiner in self.words.joining:
            if [t.low for t in tokens[-len(joiner) :]] == list(joiner):
                return tokens[: -len(joiner)]
        return []

    def _opener(self, bound: int, start: int) -> int:
        """Return where a role begins with the words that stand before it and say "one of": `salah satu`."""
        partitive = self.words.partitives.search(self.text, max(bound, start - _PARTITIVE), start)
        return start if partitive is None else partitive.start()

    def _first(self, tokens: list[_Token]) -> int | None:
        """Return which token opens the role that ends with the last one, or None."""
        first = None
        small = 0
        index = len(tokens) - 1
        while index >= 0 and len(tokens) - index <= _LONGEST:
            token = tokens[index]
            if token.text == ")":
                opened = next((i for i in range(index - 1, max(-1, index - 6), -1) if tokens[i].text == "("), None)
                if opened is None or tokens[opened + 1].text[0].isdigit():
                    break
                index = opened - 1
                continue
            if not token.word:
                break
            if token.low in self.words.heads:
                first, small = index, 0
            elif token.low in self.words.conjunctions:
                if not self._joins(tokens, index):
                    break
            elif token.capital or self.words.number.fullmatch(token.text):
                small = 0
            elif self._breaks(token, tokens[index + 1] if index + 1 < len(tokens) else None):
                break
            else:
                small += 1
                if small > _LONGEST_SMALL:
                    break
            index -= 1
        return first

    # ------------------------------------------------------------ behind the name

    def _behind(self, mention: Span) -> Iterator[tuple[int, int]]:
        behind = self.words.behind.match(self.text, mention.end)
        linked = self.words.linkers.match(self.text, mention.end)
        if linked is not None:
            begin = linked.end()
        elif behind is not None and behind.group("comma"):
            begin = behind.end()
            linked = self.words.linkers.match(self.text, begin - 2)
            begin = linked.end() if linked is not None else begin
        else:
            return
        while True:
            span = self._role_at(begin, linked=linked is not None)
            if span is None:
                return
            yield span
            joined = self.words.joiners.match(self.text, span[1])
            if joined is None:
                return
            begin = joined.end()

    def _role_at(self, begin: int, *, linked: bool = False) -> tuple[int, int] | None:
        """Return the span of the role that opens at `begin`, or None where none does or a name follows it.

        No comma closes a role that a word links to the name: it ends where small letters follow a name in it.
        """
        opener = self.words.openers.match(self.text, begin)
        head = begin if opener is None else opener.end()
        first = _TOKEN.search(self.text, head)
        if first is None or first[0].lower().rstrip(".") not in self.words.heads:
            return None
        tokens = self._tokens(head, min(len(self.text), head + _REACH))
        if not tokens or tokens[0].low not in self.words.heads:
            return None
        at = bisect_left(self.starts, head)
        stop = self.starts[at] if at < len(self.starts) else len(self.text)
        end = head
        for index, token in enumerate(tokens[:_LONGEST]):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.start >= stop:
                return None
            if token.text in "()":
                if token.text == "(" and (following is None or not following.text.isupper()):
                    break
            elif not token.word:
                break
            elif token.low in self.words.conjunctions:
                if following is None or not self._joins(tokens, index):
                    break
                continue
            elif index and self._ends(tokens, index, linked=linked):
                break
            end = token.end
            if token.text.endswith(".") and len(token.low) >= _LONGEST_ABBREVIATION:
                end -= 1
                break
        if self.text[end - 1] == "(":
            end = len(self.text[:end].rstrip("( "))
        return self._opener(begin, head), end

    # ------------------------------------------------------------ words

    def _tokens(self, start: int, end: int) -> list[_Token]:
        """Return the words that begin in `[start, end)`."""
        text, at = self.text, start
        least = max(0, start - _REACH)
        while at > least and not text[at - 1].isspace():
            at -= 1  # a word that begins before `start` is none of them, nor is its rest
        found: list[_Token] = []
        for match in _TOKEN.finditer(text, at):
            first, last = match.span()
            if first >= end:
                break
            if first >= start:
                word = match[0]
                found.append(_token((first, last, word, word.lower().rstrip("."))))
        return found

    def _ends(self, tokens: list[_Token], index: int, *, linked: bool) -> bool:
        """Whether a word ends the role that it stands behind."""
        token = tokens[index]
        if token.capital or token.low in self.words.heads:
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        return self._breaks(token, following) or (linked and tokens[index - 1].capital and token.low.isalpha())

    def _joins(self, tokens: list[_Token], index: int) -> bool:
        """Whether `dan` stands inside one role: between two words of an office's name."""
        if not 0 < index < len(tokens) - 1:
            return False
        before, after = tokens[index - 1], tokens[index + 1]
        if after.low in self.words.heads or not after.word:
            return False
        same = before.capital == after.capital or before.text == ")"
        return same and not (not after.capital and self._breaks(after, None))

    def _breaks(self, token: _Token, following: _Token | None) -> bool:
        """Whether a word written small ends a role: a verb, a preposition, a cue of speech."""
        if token.low in self.words.locatives:
            return following is None or not following.capital
        if token.low in self.words.ends:
            return True
        return (
            len(token.low) > _SHORTEST_VERB
            and token.low.startswith(self.words.verbs)
            and token.low not in self.words.not_verbs
        )

    def _state(self, start: int, end: int) -> RoleState:
        low = self.text[start:end].lower()
        for state, openers in self.words.states:
            if any(low.startswith(each) and not low[len(each) : len(each) + 1].isalnum() for each in openers):
                return state
        return RoleState.CURRENT

    def _organization(self, start: int, end: int) -> str | None:
        """Return the body that a role names last, if any."""
        at = bisect_left(self.body_starts, end) - 1
        if at >= 0 and self.bodies[at][0] >= start and self.bodies[at][1] <= end:
            return self.bodies[at][2]
        return None


__all__ = ["read_roles"]
