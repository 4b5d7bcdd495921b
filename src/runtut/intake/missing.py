"""What is told where a source needs a library that is not installed."""

from __future__ import annotations

from runtut.i18n import N_
from runtut.record import SourceError


def not_installed(source: str, *, what: str, extra: str) -> SourceError:
    """Return the error of a source that needs the library `what`, which the extra brings."""
    template = N_("{source}: reading this needs {what}; install it with: pip install 'runtut[{extra}]'")
    return SourceError(template, kind="not-installed", source=source, what=what, extra=extra)
