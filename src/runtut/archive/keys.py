"""What makes two stories one: addresses, ids and words, told apart from what changes without meaning."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import parse_qsl, urlencode, urlsplit

from runtut.record import Story

_SOURCES = ("utm_", "fbclid", "gclid", "ref", "source", "page", "single", "from", "amp")
"""Beginnings of parameters of an address that say how a reader came to a story, or how much of it is shown."""


def story_key(story: Story) -> str:
    """Return what a story is known by: its address, else its outlet and id."""
    if story.url:
        return "url:" + plain_address(story.url)
    return f"id:{(story.outlet or '').casefold()}|{story.id}"


def plain_address(url: str) -> str:
    """Return an address without scheme, "www.", mobile and AMP variants, fragment, and parameters that do not tell stories apart.

    An address that makes no sense is returned as it is.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    host = (parts.netloc.rpartition("@")[2]).casefold()
    for prefix in ("www.", "m.", "amp."):
        host = host.removeprefix(prefix)
    path = re.sub(r"/(?:amp)?/*\Z", "", parts.path)
    kept = [(k, v) for k, v in parse_qsl(parts.query) if not k.casefold().startswith(_SOURCES)]
    return host + path + (f"?{urlencode(sorted(kept))}" if kept else "")


def text_hash(story: Story) -> int:
    """Return a number of 63 bits for the words of a story's title and text, spacing aside."""
    words = " ".join(f"{story.title or ''}\n{story.text}".split())
    return number_of(words)


def number_of(words: str) -> int:
    """Return a number of 63 bits that is the same for the same words, on every machine."""
    return int.from_bytes(hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def name_key(name: str) -> str:
    """Return a name in small letters, without accents and marks, its words one space apart."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(
        "".join(c if c.isalnum() else "" if unicodedata.combining(c) or c in "'’‘`" else " " for c in flat).split()
    )
