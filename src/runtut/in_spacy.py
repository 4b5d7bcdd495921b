"""runtut in a spaCy pipeline: `nlp.add_pipe("runtut")` puts what is read of a story on the Doc.

Spans are in `doc.spans["runtut_times"]` and its like; a span's label is the annotation's kind, and `span._.runtut` the contract's
object, with what the annotation means. A span covers the tokens that its characters touch; `start` and `end` in the object are
exact. `doc._.runtut` is the whole record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from runtut.pipeline import check, read
from runtut.record import Record

PREFIX = "runtut_"
LAYERS = ("times", "quantities", "quotations", "entities", "events", "findings")
_LABELS = {"times": "type", "quantities": "kind", "quotations": "kind", "entities": "type", "events": "kind"}
_NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}
"""The labels of names as spaCy's pipelines of many languages have them."""


@Language.factory(
    "runtut",
    assigns=["doc._.runtut", "doc.spans"],
    default_config={"published": None, "language": "id", "findings": True, "ents": False, "lang": "en"},
)
class Runtut:
    """Reads each Doc as one story.

    Args:
        nlp: the pipeline.
        name: the component's name in it.
        published: when stories were published that do not say so in `doc._.runtut_published`: ISO 8601.
        language: the code of a language pack.
        findings: whether stories are also checked.
        ents: whether names become `doc.ents`, as a pipeline without a recognizer of its own needs them.
        lang: the language of the findings' messages, "id" or "en".
    """

    def __init__(
        self, nlp: Language, name: str, *, published: str | None, language: str, findings: bool, ents: bool, lang: str
    ) -> None:
        self.vocab, self.name = nlp.vocab, name
        self.published = published
        self.language = language
        self.findings = findings
        self.ents = ents
        self.lang = lang
        for extension in ("runtut", "runtut_published"):
            if not Doc.has_extension(extension):
                Doc.set_extension(extension, default=None)
        if not Span.has_extension("runtut"):
            Span.set_extension("runtut", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with what was read put on it.

        Raises:
            ValueError: the day of publication is not ISO 8601.
            PackError: there is no pack for the language.
        """
        published: str | dt.date | None = doc._.runtut_published or self.published
        if self.findings:
            record: Record = check(doc.text, published=published, language=self.language)
        else:
            record = read(doc.text, published=published, language=self.language)
        from runtut.report.json import record_object  # noqa: PLC0415 -- loaded with the first Doc

        item = record_object(record, language=self.lang)
        doc._.runtut = record
        for layer in LAYERS:
            doc.spans[PREFIX + layer] = [made for each in item[layer] for made in _spans(doc, each, layer)]
        if self.ents:
            doc.ents = filter_spans([*doc.ents, *(_named(doc, each) for each in doc.spans[PREFIX + "entities"])])
        return doc


def _spans(doc: Doc, each: Mapping[str, Any], layer: str) -> Iterable[Span]:
    places = [(each["start"], each["end"])] if "start" in each else each.get("mentions", ())
    label = each[_LABELS[layer]] if layer in _LABELS else each["code"]
    if layer == "findings":
        places = [(side["start"], side["end"]) for side in each["spans"] if side["in"] == "text"]
    for start, end in places:
        span = doc.char_span(start, end, label=label, alignment_mode="expand") if start < end else None
        if span is not None:
            span._.runtut = dict(each)
            yield span


def _named(doc: Doc, span: Span) -> Span:
    return Span(doc, span.start, span.end, label=_NAMES[span.label_])
