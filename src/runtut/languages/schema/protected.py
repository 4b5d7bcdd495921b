"""The `protected` section: words around people whom the press code does not let a story identify."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class ProtectedPack:
    """Words in lower case.

    - `sexual` are stems of sexual crimes, `violent` words of other violence against children.
    - `victims` and `suspects` stand before a name, with `naming` words between; `not_victims` before them make the
      name somebody else's (kuasa hukum korban), `parents` a parent's.
    - `deeds` before a name, and `befell` behind it, say that a sexual crime was done to whoever bears it.
    - `masked` say that a name is not the real one; `pseudonyms` are names given to those who are not to be named.
    - `homes` stand before an address, `streets` open one, `numbers` in it say which house;
      `schooling` stands before a school, `schools` open its name.
    - `caught` behind a name say that somebody is a suspect.
    """

    sexual: tuple[str, ...]
    violent: tuple[str, ...]
    victims: tuple[str, ...]
    suspects: tuple[str, ...]
    caught: tuple[str, ...]
    naming: tuple[str, ...]
    not_victims: tuple[str, ...]
    parents: tuple[str, ...]
    masked: tuple[str, ...]
    pseudonyms: tuple[str, ...]
    homes: tuple[str, ...]
    streets: tuple[str, ...]
    numbers: tuple[str, ...]
    schooling: tuple[str, ...]
    schools: tuple[str, ...]
    deeds: tuple[str, ...]
    befell: tuple[str, ...]
    dead: tuple[str, ...]
