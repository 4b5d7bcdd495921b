"""The scores of `runtut evaluate` in words: tables for a terminal, and each miss with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from runtut.evaluation.measure import MISSED, SPURIOUS, WRONG, Miss, Score
from runtut.evaluation.pages import LOWER_IS_BETTER, MEASURES, PageScore
from runtut.evaluation.run import Evaluation
from runtut.evaluation.traps import TrapScore
from runtut.i18n import N_
from runtut.report.grid import Table
from runtut.report.json import dumps
from runtut.report.wording import say, tidy

_NAMES = {
    "times found": N_("times found"),
    "times exact span": N_("times, exact span"),
    "times right value": N_("times, right value"),
    "quantities found": N_("quantities found"),
    "quantities exact span": N_("quantities, exact span"),
    "quantities right value": N_("quantities, right value"),
    "quotations direct found": N_("direct quotations found"),
    "quotations direct with speaker": N_("direct quotations with speaker"),
    "quotations reported found": N_("reported speech found"),
    "quotations reported with speaker": N_("reported speech with speaker"),
    "entities person": N_("names of people"),
    "entities organization": N_("names of organizations"),
    "entities place": N_("names of places"),
    "people linked (B³)": N_("people linked (B³)"),
}
_PAGES = {
    "pages read": N_("pages read"),
    "body recall": N_("body recall"),
    "body noise": N_("body noise"),
    "first right": N_("first paragraph right"),
    "last right": N_("last paragraph right"),
    "clean pages": N_("clean pages"),
    "title exact": N_("title exact"),
    "published minute": N_("published, to the minute"),
    "published day": N_("published, the day"),
    "byline precision": N_("byline precision"),
    "byline recall": N_("byline recall"),
    "byline role": N_("byline role"),
    "captions found": N_("captions found"),
    "captions leaked": N_("captions leaked into the body"),
    "credits found": N_("credits found"),
    "dateline": N_("dateline"),
}
_KINDS = {
    MISSED: N_("missed: {wanted}"),
    SPURIOUS: N_("not in the gold: {given}"),
    WRONG: N_("{given}; the gold has {wanted}"),
}
_SIGNS = {MISSED: "-", SPURIOUS: "+", WRONG: "≠"}


def report(evaluation: Evaluation, form: str, language: str, *, width: int, colour: bool) -> str:
    """Return the scores as `form` says, "text" or "json", and every miss that is to be shown.

    Args:
        evaluation: the scores.
        form: "json" is one object on a line.
        language: of the headings and the misses.
        width: columns of the terminal.
        colour: whether the terminal shows colours.
    """
    if form == "json":
        return dumps(evaluation.to_object()) + "\n"
    told = [each.text(width=width, colour=colour) for each in tables(evaluation, language)]
    if evaluation.shown:
        told.append("".join(f"{line}\n" for miss in evaluation.shown for line in miss_lines(miss, language)))
    return "\n".join(told)


def tables(evaluation: Evaluation, language: str) -> Iterator[Table]:
    """Yield a table for each kind of gold."""
    if evaluation.layers is not None:
        yield _layers(evaluation.layers, language)
    if evaluation.rules is not None:
        yield _rules(evaluation.rules, language)
    if evaluation.pages is not None:
        yield _pages(evaluation.pages, language)


def _layers(score: Score, language: str) -> Table:
    title = N_("{stories} annotated stories, {words} words, {unreadable} could not be read")
    return Table(
        say(title, language, stories=score.stories, words=score.words, unreadable=score.unreadable),
        tuple(say(each, language) for each in (N_("measure"), N_("precision"), N_("recall"), "F1", N_("gold"))),
        tuple(
            (
                say(_NAMES[name], language),
                f"{each.precision:.3f}",
                f"{each.recall:.3f}",
                f"{each.f1:.3f}",
                str(each.wanted),
            )
            for name, each in ((name, score.measures[name]) for name in _NAMES if name in score.measures)
        ),
    )


def _rules(score: TrapScore, language: str) -> Table:
    title = N_(
        "{stories} stories, {planted} planted slips: caught {caught}, {family} by their family; {false} false alarms "
        "({rate} in 1,000 words), {alarmed} of {clean} clean stories with one"
    )
    told = score.to_object()
    shares = {name: f"{told[name]:.3f}" for name in ("caught", "caught_family")}
    return Table(
        say(
            title,
            language,
            stories=score.stories,
            planted=score.planted,
            caught=shares["caught"],
            family=shares["caught_family"],
            false=score.false_alarms,
            rate=f"{told['false_per_1000_words']:.2f}",
            alarmed=score.clean_alarmed,
            clean=score.clean,
        ),
        tuple(
            say(each, language)
            for each in (N_("rule"), N_("precision"), N_("recall"), N_("planted"), N_("caught"), N_("false alarms"))
        ),
        tuple(
            (
                code,
                f"{each.precision:.3f}" if each.given else "-",
                f"{each.recall:.3f}" if each.wanted else "-",
                str(each.wanted),
                str(int(each.right)),
                str(each.given - int(each.right)),
            )
            for code, each in sorted(score.codes.items())
        ),
    )


def _pages(score: PageScore, language: str) -> Table:
    better = say(N_("(lower is better)"), language)
    rows = []
    for name in MEASURES:
        count, of = score.counts.get(name, (0, 0))
        if of:
            told = say(_PAGES[name], language)
            rows.append(
                (f"{told} {better}" if name in LOWER_IS_BETTER else told, f"{count / of:.3f}", str(count), str(of))
            )
    return Table(
        say(N_("{count} pages"), language, count=score.pages),
        tuple(say(each, language) for each in (N_("measure"), N_("share"), N_("count"), N_("of"))),
        tuple(rows),
    )


def miss_lines(miss: Miss, language: str) -> Iterator[str]:
    """Yield a miss: where it is and what is amiss, then its words in what stands around them."""
    said = say(_KINDS[miss.kind], language, wanted=miss.wanted or miss.text, given=miss.given)
    at = f" {miss.start}-{miss.end}" if miss.end else ""
    yield f"{_SIGNS[miss.kind]} {tidy(miss.story)}{at} {said}"
    if miss.end:
        yield f"    …{tidy(miss.before + '⟦' + miss.text + '⟧' + miss.after)}…"
