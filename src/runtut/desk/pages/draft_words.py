"""The words that the scripts of the draft's page say, in the reader's language, and the story it shows as an example."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from runtut.desk.pages.frame import View
from runtut.i18n import N_
from runtut.record import EntityType, Severity, Status
from runtut.report.wording import word_value

_EXAMPLE = Path(__file__).with_name("example.json")

_WORDS = {
    "checking": N_("reading…"),
    "none": N_("Nothing found that does not hold together."),
    "empty": N_("Findings appear here while you write."),
    "one": N_("1 finding"),
    "many": N_("{count} findings"),
    "oneWord": N_("1 word"),
    "words": N_("{count} words"),
    "goFirst": N_("F8 goes to the first."),
    "sides": N_("The sides"),
    "repairs": N_("Repairs"),
    "apply": N_("Apply: {repair}"),
    "applied": N_("Applied: {repair}"),
    "rule": N_("About {code}"),
    "newTab": N_("opens a new tab"),
    "close": N_("Close"),
    "quoted": N_("in the words of {name}"),
    "inQuotation": N_("inside a quotation"),
    "dismiss": N_("Dismiss…"),
    "reason": N_("Why may it stand?"),
    "otherReason": N_("Another reason"),
    "dismissIt": N_("Dismiss"),
    "bringBack": N_("Bring back"),
    "dismissedNow": N_("Dismissed: {reason}"),
    "opened": N_("Read: {name}"),
    "reading": N_("Reading {name}…"),
    "before": N_("Bring back the draft before"),
    "unreachable": N_("The desk does not answer; is it still running? The draft is safe here."),
    "tooLarge": N_("This file is too large."),
    "nothingSaid": N_("Nobody is quoted yet."),
    "noFigures": N_("No figures yet."),
    "noTimes": N_("No times yet."),
    "noNames": N_("No names yet."),
    "nobody": N_("nobody named"),
    "described": N_("not named"),
    "toldTo": N_("told to {name}"),
    "through": N_("through {chain}"),
    "times": N_("{count}×"),
    "saidBy": N_("said by {name}"),
    "period": N_("for {period}"),
    "ahead": N_("Ahead"),
    "published": N_("published"),
    "caption": N_("Caption {number}"),
    "everywhere": N_("{count} places"),
}
_REASONS = (
    N_("both are right as they stand"),
    N_("these are the words of the source"),
    N_("runtut has misread it"),
)
_FILED = {
    "added": N_("It is on file now."),
    "version": N_("It is on file as a new version."),
    "known": N_("It was on file already, as it is."),
}
_HAPPENED = N_("happened")


def words_of(view: View) -> str:
    """Return what the scripts say, as JSON: words by what they are for, and words of values by these."""
    said: dict[str, Any] = {key: view.say(template) for key, template in _WORDS.items()}
    said["filed"] = {key: view.say(template) for key, template in _FILED.items()}
    said["reasons"] = [view.say(each) for each in _REASONS]
    said["severity"] = {each.label: word_value(each, view.language) for each in Severity}
    said["status"] = {each.value: word_value(each, view.language) for each in Status}
    said["status"][Status.STATED.value] = view.say(_HAPPENED)
    said["type"] = {each.value: view.say(name) for each, name in _TYPES.items()}
    said["example"] = _example()
    return json.dumps(said, ensure_ascii=False)


_TYPES = {
    EntityType.PERSON: N_("People"),
    EntityType.ORGANIZATION: N_("Organizations"),
    EntityType.PLACE: N_("Places"),
}


@cache
def _example() -> dict[str, Any]:
    """Return a story of our own that does not hold together, as the contract has stories."""
    story: dict[str, Any] = json.loads(_EXAMPLE.read_text(encoding="utf-8"))
    return story
