"""The `people` section: what people are called besides their names, and what they are said to be."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class PeoplePack:
    """Words about people, in lower case where a list does not hold names.

    - `known_as` gives the full name of people of public life who are written by a short name of their own.
    - `aliases` stand between two names of one person; `bare_aliases` do so within brackets or after a comma alone.
    - `role_heads` open what somebody is said to be; `role_words` may stand inside it though they look like verbs;
      `role_openers` may stand before the head, of them `role_partitives` belong to the role; `role_conjunctions` join two
      words of one office; `role_locatives` go on with it where a name follows; `role_linkers` join a name to a role behind it.
    - `former`, `acting` and `coming` say that a role is over, held for somebody else, or not yet held.
    - `role_ends` end a role where they are written small; `role_joiners` lead from one role to the next.
    - `role_naming` stands between a role and the name; `relations` say whose somebody is.
    - `role_pointers` behind a role say that it names somebody again; `general` heads do so for nobody by themselves.
    - `ranks` between an office and the name are a role of their own, `rank_words` may stand behind them; `honorifics`
      address somebody and are no role.
    """

    known_as: dict[str, str]
    aliases: tuple[str, ...]
    bare_aliases: tuple[str, ...]
    role_heads: tuple[str, ...]
    role_words: tuple[str, ...]
    role_openers: tuple[str, ...]
    role_partitives: tuple[str, ...]
    role_conjunctions: tuple[str, ...]
    role_locatives: tuple[str, ...]
    role_linkers: tuple[str, ...]
    role_joiners: tuple[str, ...]
    role_ends: tuple[str, ...]
    role_naming: tuple[str, ...]
    relations: tuple[str, ...]
    role_pointers: tuple[str, ...]
    general: tuple[str, ...]
    ranks: tuple[str, ...]
    rank_words: tuple[str, ...]
    honorifics: tuple[str, ...]
    former: tuple[str, ...]
    acting: tuple[str, ...]
    coming: tuple[str, ...]
