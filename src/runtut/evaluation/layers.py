"""Records held against annotated stories: what is found of each layer, and whether its value or speaker is right.

What a gold story marks as optional is neither required nor counted against the record. A time or a quantity is found where
it shares a character with one of the gold; a quotation where both share half of what they cover together; a name where
its type and both its ends are those of the gold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runtut.evaluation.matching import Same, fold, overlap, paired, same_quantity, same_speaker, same_time, shared
from runtut.evaluation.measure import MISSED, SPURIOUS, WRONG, Object, Score, place

LAYERS = ("times", "quantities", "quotations", "entities")

_ANY = 1e-9
_HALF = 0.5
_VALUED: dict[str, tuple[Same, tuple[str, ...]]] = {
    "times": (same_time, ("value",)),
    "quantities": (same_quantity, ("value", "upper", "unit")),
}
_KINDS = {"direct": ("direct",), "reported": ("indirect", "mixed")}
_TYPES = ("person", "organization", "place")


def score_layers(golds: Sequence[Object], records: Sequence[Object]) -> Score:
    """Return the measures of every layer.

    Args:
        golds: `{"story", "gold"}` objects.
        records: the records of their stories as JSON objects, in the same order; one that holds "error" found nothing.
    """
    score = Score(stories=len(golds))
    for item, read in zip(golds, records, strict=True):
        story, gold = item["story"], item["gold"]
        score.words += len(story["text"].split())
        score.unreadable += "error" in read
        record: Object = {} if "error" in read else read
        for layer in _VALUED:
            _score_valued(score, layer, story, gold[layer], record.get(layer) or [])
        forms: dict[str, set[str]] = {}
        for entity in gold["entities"]:
            forms.setdefault(fold(entity["name"]), set()).update(entity["forms"])
        _score_quotations(score, story, gold["quotations"], record.get("quotations") or [], forms)
        for kind in _TYPES:
            _score_names(score, kind, story, gold["entities"], record.get("entities") or [])
    return score


def _split(wanted: Sequence[Object]) -> tuple[list[Object], list[Object]]:
    """Return what is required and what is optional."""
    must = [each for each in wanted if not each.get("optional")]
    return must, [each for each in wanted if each.get("optional")]


def _score_valued(score: Score, layer: str, story: Object, wanted: Sequence[Object], given: Sequence[Object]) -> None:
    same, fields = _VALUED[layer]
    must, may = _split(wanted)
    pairs = paired(must, given, _ANY)
    used = set(pairs.values())
    spurious = [j for j, g in enumerate(given) if j not in used and not any(overlap(g, each) for each in may)]
    exact = sum((must[i]["start"], must[i]["end"]) == (given[j]["start"], given[j]["end"]) for i, j in pairs.items())
    wrong = [(i, j) for i, j in pairs.items() if not same(must[i], given[j])]
    for name, right in (("found", len(pairs)), ("exact span", exact), ("right value", len(pairs) - len(wrong))):
        measure = score.measure(f"{layer} {name}")
        measure.wanted += len(must)
        measure.given += len(pairs) + len(spurious)
        measure.right += right

    def value(annotation: Object) -> str:
        return " ".join(str(annotation.get(field)) for field in fields if annotation.get(field) is not None)

    for i, j in wrong:
        at = given[j]
        score.misses.append(place(layer, WRONG, story, at["start"], at["end"], value(must[i]), value(at)))
    for i, each in enumerate(must):
        if i not in pairs:
            score.misses.append(place(layer, MISSED, story, each["start"], each["end"], wanted=value(each)))
    for j in spurious:
        at = given[j]
        score.misses.append(place(layer, SPURIOUS, story, at["start"], at["end"], given=value(at)))


def _score_quotations(
    score: Score,
    story: Object,
    wanted: Sequence[Object],
    given: Sequence[Object],
    forms: Mapping[str, set[str]],
) -> None:
    must, may = _split(wanted)
    pairs = paired(must, given, _HALF)
    used = set(pairs.values())
    optional = {j for j, g in enumerate(given) if j not in used and any(shared(g, each) >= _HALF for each in may)}
    for name, kinds in _KINDS.items():
        mine = [i for i, each in enumerate(must) if each["kind"] in kinds]
        found = [i for i in mine if i in pairs]
        # One that stands for a gold quotation counts with that one's kind, whatever kind it was read as.
        spurious = [j for j, g in enumerate(given) if g.get("kind") in kinds and j not in used and j not in optional]
        spoken = sum(same_speaker(must[i], given[pairs[i]], forms) for i in found)
        for quality, right in (("found", len(found)), ("with speaker", spoken)):
            measure = score.measure(f"quotations {name} {quality}")
            measure.wanted += len(mine)
            measure.given += len(found) + len(spurious)
            measure.right += right

    def said(quotation: Object) -> str:
        speaker = quotation.get("speaker")
        name = speaker.get("name") if isinstance(speaker, dict) else speaker
        return f"{quotation.get('kind')}: {name or '-'}"

    for i, each in enumerate(must):
        if i not in pairs:
            score.misses.append(place("quotations", MISSED, story, each["start"], each["end"], wanted=said(each)))
        elif not same_speaker(each, given[pairs[i]], forms):
            at = given[pairs[i]]
            score.misses.append(place("quotations", WRONG, story, each["start"], each["end"], said(each), said(at)))
    for j, at in enumerate(given):
        if j not in used and j not in optional:
            score.misses.append(place("quotations", SPURIOUS, story, at["start"], at["end"], given=said(at)))


def _score_names(score: Score, kind: str, story: Object, wanted: Sequence[Object], given: Sequence[Object]) -> None:
    gold = _mentions(wanted, kind)
    read = _mentions(given, kind)
    measure = score.measure(f"entities {kind}")
    measure.wanted += len(gold)
    measure.given += len(read)
    measure.right += len(gold.keys() & read.keys())
    for start, end in sorted(gold.keys() - read.keys()):
        score.misses.append(place("entities", MISSED, story, start, end, wanted=kind))
    for start, end in sorted(read.keys() - gold.keys()):
        score.misses.append(place("entities", SPURIOUS, story, start, end, given=kind))
    if kind == "person" and gold:
        _score_linking(score, gold, read)


def _mentions(entities: Sequence[Object], kind: str) -> dict[tuple[int, int], int]:
    """Return the mentions of a type of names, each with the number of the entity it is one of."""
    return {
        (start, end): number
        for number, entity in enumerate(entities)
        if entity.get("type") == kind
        for start, end in entity["mentions"]
    }


def _score_linking(score: Score, gold: Mapping[tuple[int, int], int], read: Mapping[tuple[int, int], int]) -> None:
    """Measure who is who: for each mention found, the share of its own mentions in those of both readings (B-cubed)."""
    measure = score.measure("people linked (B³)")
    measure.wanted += len(gold)
    measure.given += len(read)
    for mention in gold.keys() & read.keys():
        wanted = {each for each, number in gold.items() if number == gold[mention]}
        given = {each for each, number in read.items() if number == read[mention]}
        measure.right += len(wanted & given) / len(wanted | given)
