"""The `status` section: words that say whether something happened, is planned, foretold, imagined or denied."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class StatusPack:
    """Cues of status, and the words that bound or turn them. Everything in lower case, one word each.

    - `planned`, `forecast`, `hypothetical` and `denied` are the cues. `conditions` are those of the hypothetical ones that
      open a condition; behind a verb of speech they only join its clause, and before one of `reckonings` they are a way
      of counting. Before one of `adversatives` a cue is part of another word (`akan tetapi`).
    - `negations` deny what stands right behind them, unless that is one of `limits`; before one of `refusals` they
      take the denial back.
    - `happened` say that what follows is so; `topics` that it is only spoken of; `breaks` begin another clause; `adverbs` change nothing.
    - `holding` are verbs that only say that a thing takes place (`causing`, that something
      brings it about, `making`, that somebody does); behind one of `scenes` it is where what the verb says
      takes place; `joins` put a second verb beside a first; `links` go on with a noun's phrase behind a comma, and
      so do names once `between` stands in it.
    - `auxiliaries` and the cues that begin with `passive` say of a thing named before them whether it is to be; of those
      that happened, `done` do. What stands behind one of `purposes` is meant, not told.
    - `reaching` are verbs of reaching an amount: with them a plan is a forecast.
    """

    planned: tuple[str, ...]
    forecast: tuple[str, ...]
    hypothetical: tuple[str, ...]
    conditions: tuple[str, ...]
    reckonings: tuple[str, ...]
    adversatives: tuple[str, ...]
    denied: tuple[str, ...]
    negations: tuple[str, ...]
    refusals: tuple[str, ...]
    limits: tuple[str, ...]
    happened: tuple[str, ...]
    topics: tuple[str, ...]
    breaks: tuple[str, ...]
    adverbs: tuple[str, ...]
    holding: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    passive: str
    done: tuple[str, ...]
    purposes: tuple[str, ...]
    causing: tuple[str, ...]
    making: tuple[str, ...]
    scenes: tuple[str, ...]
    joins: tuple[str, ...]
    between: str
    links: tuple[str, ...]
    reaching: tuple[str, ...]
