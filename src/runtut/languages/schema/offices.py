"""The `offices` section: positions of which nobody holds two at once."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class OfficesPack:
    """Words that open what somebody is, in lower case.

    - `public` maps ways of writing an office to the office; nobody holds two of them.
    - `single` are those, and further ones, that nobody holds in two places or two bodies; `bodies` of them are known
      by the first word of the body.
    - `alone` are offices only where no name follows; `deputies` before one make it another's.
    - `posts` map ways of writing a post to the post: of one body nobody holds two.
    - `levels` say what kind of place or body follows and tell none apart.
    - `unsure` beside a role say that it is not held now, or not yet; `now` that it is.
    """

    public: Mapping[str, str]
    single: tuple[str, ...]
    bodies: tuple[str, ...]
    alone: tuple[str, ...]
    deputies: tuple[str, ...]
    posts: Mapping[str, str]
    levels: tuple[str, ...]
    unsure: tuple[str, ...]
    now: tuple[str, ...]
