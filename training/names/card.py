"""What the command that trains says of the model: a part of its card, written anew each time."""

from __future__ import annotations

from pathlib import Path

from measure import Score
from texts import Text

from runtut.annotate.entities.features import KINDS

_BEGIN, _END = "<!-- report -->", "<!-- end of report -->"
_NAMES = {"PER": "persons", "ORG": "organizations", "LOC": "places"}


def write_card(model: Path, texts: list[Text], unseen: list[Text], score: Score) -> None:
    """Put what was learned from, the size and the scores between the marks of the card beside the model."""
    card = model.with_suffix(".card.md")
    before, _, rest = card.read_text(encoding="utf-8").partition(_BEGIN)
    digest = model.with_suffix(".sha256").read_text(encoding="utf-8").split()[0]
    learned = f"{len(texts)} stories of {sum(len(t.words) for t in texts):,} words, with {sum(len(t.gold) for t in texts):,} names"
    rows = [
        f"- Learned from {learned}; {model.stat().st_size / 1e6:.2f} MB, sha256 `{digest}`.",
        f"- In {len(unseen)} stories that no weight was trained on or chosen by, {sum(len(t.words) for t in unseen):,} words and",
        "  marks (exact span and kind):",
        "",
        "| | precision | recall | F1 |",
        "|---|---|---|---|",
    ]
    for kind in KINDS:
        precision, recall = score.precision_recall(kind)
        rows.append(f"| {_NAMES[kind]} | {precision:.3f} | {recall:.3f} | {score.f1(kind):.3f} |")
    after = rest.partition(_END)[2]
    card.write_text(f"{before}{_BEGIN}\n" + "\n".join(rows) + f"\n{_END}{after}", encoding="utf-8")
