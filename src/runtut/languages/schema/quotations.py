"""The `quotations` section: words that hand words to somebody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class QuotationsPack:
    """Cues of speech, and the words around them. Everything in lower case.

    `cues` stand before their speaker (`kata X`) and take `suffix` for a pronoun (`katanya`); `passives` do the
    same in the passive (`dikatakan X`). `verbs` stand after their speaker and take a clause; `verbs_linked`
    do so only with one of `complementizers` or a comma after them; `asking` are those of
    requests, whose clause begins behind the complementizer; `circumstances` open what may stand between a verb and
    its clause. `verbs_written` give the words of a document.
    `according` opens `menurut X, ...`. `pronouns` and `plural_pronouns` point at somebody already named, as
    do role words with one of `pointers`. `stops` end a speaker's phrase; `late_stops` do so only once a name
    stands in it. `titles` are words that stand before a name and are no part of it. `leads` open what stands
    before the subject. `adverbs` may stand between a subject and its verb, `blockers` before a verb that
    then reports nothing. `told` opens whom it was told to, `passing` through whom the words came.
    `not_speakers` after a cue show that the cue is an ordinary noun. `groups` are nouns that speak though no
    name follows. `appositions` may open what is said of somebody behind a name; `articles` open a phrase and are no part of its name.
    `reference` are nouns a short clause may consist of that says nothing (`hal itu`).
    `labels` before marks say that a name, a title or a term stands between them; `writings` that a sign,
    a song or a message does.
    """

    suffix: str
    cues: tuple[str, ...]
    passives: tuple[str, ...]
    verbs: tuple[str, ...]
    verbs_linked: tuple[str, ...]
    asking: tuple[str, ...]
    circumstances: tuple[str, ...]
    verbs_written: tuple[str, ...]
    according: tuple[str, ...]
    complementizers: tuple[str, ...]
    pronouns: tuple[str, ...]
    plural_pronouns: tuple[str, ...]
    pointers: tuple[str, ...]
    stops: tuple[str, ...]
    late_stops: tuple[str, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    adverbs: tuple[str, ...]
    blockers: tuple[str, ...]
    told: tuple[str, ...]
    passing: tuple[str, ...]
    not_speakers: tuple[str, ...]
    groups: tuple[str, ...]
    appositions: tuple[str, ...]
    articles: tuple[str, ...]
    reference: tuple[str, ...]
    bridges: tuple[str, ...]
    labels: tuple[str, ...]
    writings: tuple[str, ...]
    functions: tuple[str, ...]
