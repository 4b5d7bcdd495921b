"""The frame of an HTML page that stands alone: its style and script inside, allowed by their hashes, and nothing fetched."""

from __future__ import annotations

import base64
import hashlib

from runtut.report.markup import Child, Markup, el, escape


def lone_page(title: str, *body: Child, style: str, language: str, script: str = "") -> str:
    """Return the page.

    Args:
        title: its title, text.
        body: what it shows.
        style: its style sheet, a file of ours.
        language: "id" or "en".
        script: what it runs, a file of ours; empty for none.
    """
    head = lone_head(title, style=style, script=script)
    last = Markup(f"<script>{script}</script>") if script else None
    return f'<!doctype html>\n<html lang="{escape(language)}">\n{head}\n{el("body", *body, last)}\n</html>\n'


def lone_head(title: str, *, style: str, script: str = "") -> Markup:
    """Return the head of such a page; the arguments are those of `lone_page`."""
    policy = f"default-src 'none'; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    if script:
        policy += f"; script-src {_hash(script)}"
    return el(
        "head",
        el("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content="runtut"),
        el("link", rel="icon", href="data:,"),
        el("title", f"{title} — runtut"),
        Markup(f"<style>{style}</style>"),
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
