"""The `abbreviations` section: what stands between a name and its letters, and what the letters leave out."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class AbbreviationsPack:
    """Words about abbreviations, in lower case.

    - `skipped` words of a name that its letters may leave out.
    - `expanders` stand between the letters and the name behind them.
    - `shortened` stand between a name and its letters.
    - `household` letters need no expansion.
    - `vowels` are the letters that make others speakable.
    """

    skipped: tuple[str, ...]
    expanders: tuple[str, ...]
    shortened: tuple[str, ...]
    household: tuple[str, ...]
    vowels: str
