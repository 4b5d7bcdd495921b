"""The `relations` section: words that put figures in relation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class RelationsPack:
    """The words between figures, in lower case.

    - `prefixes` are hung before a stem: two words of one stem say the same thing.
    - `classifiers` stand beside figures of anything; `another` beside a figure that points back say that it is not the one told before.
    - `breakdown` introduces the parts of a total; `breakdown_opens` does so at the start of the next sentence;
      `refers` behind a noun takes up the thing named before; `rest_opens` opens a count of the figure of the sentence before;
      `rest` after a part says that the list is complete, and so does `residual` of a last share (`who` may stand before
      it); `consists` says what a whole is made of; `cast` is what is counted out (votes, seats); `each` behind a
      total introduces its parts; `sums` open a sentence that gives the total of the parts before it, `sums_inside` do so
      behind the parts, and `reached` may stand between them and the total; `goes_on` open
      a sentence that goes on with a list; `takers` open one that tells who the
      persons counted before are; `kinds` map what a total counts to what its parts may; `sexes` are the two words lists
      of persons that make a whole together.
    - `partial` says that a list is not complete; `people` are nouns that count persons, whatever else they say.
    - `joiners` stand before the last member of a list; `lists` announce the members of a number of things,
      `lists_open` does so at the head of the next sentence; `ordinals` count members out, in order, at the head of sentences;
      `by_initials` stand before the initials of a member;
      `other_heads` between a number and its list say that the list is of something else, or the number told before.
    - `out_of` stands between a part and its base, `share` before the share they make, and so do `share_names`, which
      say what it is a share of; `rates_of` are names of what is told in percent, `with_` may stand before them;
      `only` before a fraction, `being` between what it is of and its figure; `as_many` stands before a part told after its share; `openers` may stand before
      `out_of` at the start of a clause; `therefore` opens a sentence that says what follows from the one before;
      `among` after a part says that it is of the figure before.
    - `up`, `down` say which way a figure moves, `from_`, `to` stand before its ends, `compared` before what it is
      measured against, `by` before the size of the move, `once` at the head of a sentence
      that tells where it began, `when` at the head of one that sets two times beside each other, `earlier` and `later` say
      which of two times is meant, `average` before one
      that is of each step; `moves` are nouns of moving, which may be what moves themselves;
      `inverse` rises by falling (ranks, the price of a foreign currency); `these` refer to the figure of the sentence before.
    - `multiples` say how many times ("doubled"), before `fold` where they are a number.
    - `equal` stand between two figures that are the same, `totals` before what comes of a rate and a length.
    - `group_heads` open a name that may itself hold a joiner.
    """

    breakdown: tuple[str, ...]
    breakdown_opens: tuple[str, ...]
    refers: tuple[str, ...]
    rest_opens: tuple[str, ...]
    rest: tuple[str, ...]
    residual: tuple[str, ...]
    consists: tuple[str, ...]
    who: tuple[str, ...]
    cast: tuple[str, ...]
    classifiers: tuple[str, ...]
    another: tuple[str, ...]
    prefixes: tuple[str, ...]
    each: tuple[str, ...]
    sums: tuple[str, ...]
    sums_inside: tuple[str, ...]
    reached: tuple[str, ...]
    goes_on: tuple[str, ...]
    takers: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    sexes: Mapping[str, tuple[str, ...]]
    partial: tuple[str, ...]
    people: tuple[str, ...]
    joiners: tuple[str, ...]
    lists: tuple[str, ...]
    lists_open: tuple[str, ...]
    ordinals: tuple[str, ...]
    by_initials: tuple[str, ...]
    other_heads: tuple[str, ...]
    out_of: tuple[str, ...]
    share: tuple[str, ...]
    share_names: tuple[str, ...]
    rates_of: tuple[str, ...]
    with_: tuple[str, ...]
    only: tuple[str, ...]
    being: tuple[str, ...]
    as_many: tuple[str, ...]
    openers: tuple[str, ...]
    therefore: tuple[str, ...]
    among: tuple[str, ...]
    equal: tuple[str, ...]
    totals: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    from_: tuple[str, ...]
    to: tuple[str, ...]
    compared: tuple[str, ...]
    once: tuple[str, ...]
    when: tuple[str, ...]
    earlier: tuple[str, ...]
    later: tuple[str, ...]
    average: tuple[str, ...]
    by: tuple[str, ...]
    moves: tuple[str, ...]
    inverse: tuple[str, ...]
    these: tuple[str, ...]
    multiples: Mapping[str, Decimal]
    fold: str
    group_heads: tuple[str, ...]
