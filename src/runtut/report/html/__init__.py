"""The reading page: a story with everything read out of it, in one file that fetches nothing.

There is no script in it. Kinds of marks are switched off, and the sides of a finding joined, by CSS alone, so the
content security policy can forbid every script and every address. All text goes through `markup.escape`; ids and
classes are made of counters and our own words, never of a story's.
"""

from __future__ import annotations

from runtut.report.html.page import notebook, reading_page, reading_pieces

__all__ = ["notebook", "reading_page", "reading_pieces"]
