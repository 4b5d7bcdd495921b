"""The `quotations` section: words that hand words to somebody."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class QuotationsPack:
    """Cues of speech, and the words around them. Everything in lower case.

    Cues:

    - `cues` stand before their speaker (`kata X`) and take `suffix` for a pronoun (`katanya`). `noun_cues` are
      those that are everyday words too. `passives` do the same in the passive, where `agent` may stand before the
      speaker (`dikatakan oleh X`). `voicing` are passives that
      only name who speaks. `continuing` are the cues and verbs that go on with the last speaker.
    - `verbs` stand after their speaker and take a clause; `linked_verbs` do so only with one of `complementizers`
      or a comma after them; `loose_verbs` are those whose short clause may be a plain noun, `weak_verbs` those of the verbs that often take a plain noun: only what has a
      predicate is their clause; `written_verbs` give the words of a document. `asking` are those of requests, whose
      clause begins behind the complementizer. `negations` before a verb say that nothing was said, except before
      `denials`. `topics` open what a verb is about, which is no clause.
    - `according` opens `menurut X, ...`, and `sourcing` does so at the head of a sentence (`melansir X, ...`). `joiners` stand before a second verb of the same subject.
    - `circumstances` may stand between a verb and its clause; `asides` open an aside between a speaker and the
      clause. `bridges` may stand between a quotation and its cue.
    - `adverbs` may stand between a subject and its verb, `blockers` before a verb that then reports nothing,
      `purposes` anywhere between a subject and a verb that then is not the subject's report.

    Speakers:

    - `pronouns` and `plural_pronouns` point at somebody already named, as do role words with one of `pointers`.
      `situating` are those of them that say where somebody is and point back at nobody. `relative` opens a description that a pointer closes (`pria yang membawa tas itu`).
    - `titles` are words that stand before a name and are no part of it, `title_names` those that people are called
      too; behind `place_heads` the name of a place stands, and `borne_places` are places that people are named after;
      `offices` stand in the names of offices
      and bodies, and so before a name too, and `joints` join the parts of one; `naming` stands between a role and its name, `particles` inside a name.
      `articles` open a phrase and are no part of its name, and behind
      `indefinite` ones no pointer points back. `appositions` may open what is said of somebody
      behind a name.
    - `documents` are nouns of writing whose words are quoted (`demikian keterangan X`); `headings` are words that
      head a line before a name and are no part of it.
    - `groups` are nouns that speak though no name follows; `bodies` those of them that are no person,
      `kin` those that say whose somebody is.
    - `stops` end a speaker's phrase; `late_stops` do so only once a name stands in it; `auxiliaries` and words
      that begin with one of `verb_prefixes`, but for `not_verbs`, open a predicate, and so end a name.
    - `leads` open what stands before the subject; `conjunctions` are those that a subject may follow at once.
      `subordinators` join a clause that has a subject of its own.
    - `not_speakers` after a cue show that the cue is an ordinary noun. `reference` are nouns a short clause may
      consist of that says nothing (`hal itu`).
    - `told` opens whom it was told to, `asked` who asked for it (`reporters` where no name follows), `passing` through
      whom the words came, with `outlets` before the name; `scenes` where it was said, unless one of `nowhere` follows;
      behind a relative only where one of `held` stands before it.

    Words between marks: `labels` before marks say that a name, a title or a term stands between them, `announcing` words say that what comes next is of another kind; `writings`
    that a sign, a song or a message does. `endings` hang on a word and are left out when words are compared;
    `functions` are too common to compare a title with a text by.
    """

    suffix: str
    agent: str
    relative: str
    cues: tuple[str, ...]
    noun_cues: tuple[str, ...]
    continuing: tuple[str, ...]
    passives: tuple[str, ...]
    voicing: tuple[str, ...]
    verbs: tuple[str, ...]
    linked_verbs: tuple[str, ...]
    weak_verbs: tuple[str, ...]
    loose_verbs: tuple[str, ...]
    written_verbs: tuple[str, ...]
    asking: tuple[str, ...]
    denials: tuple[str, ...]
    negations: tuple[str, ...]
    circumstances: tuple[str, ...]
    asides: tuple[str, ...]
    according: tuple[str, ...]
    sourcing: tuple[str, ...]
    complementizers: tuple[str, ...]
    joiners: tuple[str, ...]
    topics: tuple[str, ...]
    pronouns: tuple[str, ...]
    plural_pronouns: tuple[str, ...]
    pointers: tuple[str, ...]
    situating: tuple[str, ...]
    stops: tuple[str, ...]
    late_stops: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    verb_prefixes: tuple[str, ...]
    not_verbs: tuple[str, ...]
    titles: tuple[str, ...]
    title_names: tuple[str, ...]
    place_heads: tuple[str, ...]
    borne_places: tuple[str, ...]
    offices: tuple[str, ...]
    joints: tuple[str, ...]
    naming: tuple[str, ...]
    particles: tuple[str, ...]
    leads: tuple[str, ...]
    conjunctions: tuple[str, ...]
    subordinators: tuple[str, ...]
    adverbs: tuple[str, ...]
    blockers: tuple[str, ...]
    purposes: tuple[str, ...]
    told: tuple[str, ...]
    passing: tuple[str, ...]
    outlets: tuple[str, ...]
    asked: tuple[str, ...]
    reporters: tuple[str, ...]
    scenes: tuple[str, ...]
    nowhere: tuple[str, ...]
    held: tuple[str, ...]
    not_speakers: tuple[str, ...]
    documents: tuple[str, ...]
    headings: tuple[str, ...]
    groups: tuple[str, ...]
    bodies: tuple[str, ...]
    kin: tuple[str, ...]
    appositions: tuple[str, ...]
    articles: tuple[str, ...]
    indefinite: tuple[str, ...]
    reference: tuple[str, ...]
    bridges: tuple[str, ...]
    labels: tuple[str, ...]
    writings: tuple[str, ...]
    announcing: tuple[str, ...]
    endings: tuple[str, ...]
    functions: tuple[str, ...]
    interchangeable: tuple[tuple[str, ...], ...]
