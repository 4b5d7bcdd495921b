"""What holds in a folder: its settings, the rules that apply, and the findings it silences.

Looked up for each reading, and read again when a file has changed: nobody has to start the server anew.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from runtut.baseline import Baseline, read_baseline
from runtut.record import SettingsError
from runtut.rules.catalogue import Entry, catalogue, select
from runtut.settings import Settings, find_settings, read_settings
from runtut.values import dataclass

BASELINE = "runtut-baseline.toml"
"""The baseline file where the settings name none."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """What holds for the documents of a folder. `problem` tells what is wrong with its files: then the rest is what is usual."""

    folder: Path | None
    settings: Settings
    entries: tuple[Entry, ...]
    baseline: Baseline | None
    problem: SettingsError | None = None

    @property
    def baseline_path(self) -> Path | None:
        """Where dismissed findings are written down; None for a document that lies nowhere."""
        if self.settings.baseline is not None:
            return self.settings.baseline
        home = self.settings.source.parent if self.settings.source is not None else self.folder
        return None if home is None else home / BASELINE

    @property
    def names_baseline(self) -> bool:
        """Whether the settings name a baseline, so that the command line leaves out the same findings."""
        return self.settings.baseline is not None

    def published(self, wanted: dt.date | str | None) -> dt.date | None:
        """Return the day for documents that do not say theirs: as the editor is set, else as the folder is."""
        today = dt.datetime.now().astimezone().date()
        if isinstance(wanted, str):
            return today
        return wanted or self.settings.published_on(today)


class Workplaces:
    """Folders and what holds in them."""

    def __init__(self) -> None:
        self._kept: dict[Path | None, tuple[tuple[object, ...], Workplace]] = {}

    def of(self, document: Path | None, root: Path | None) -> Workplace:
        """Return what holds for a document.

        Args:
            document: its path, None where it lies nowhere yet.
            root: the folder that the editor works in, which holds for such documents.
        """
        folder = document.parent if document is not None else root
        found = find_settings(folder) if folder is not None else None
        kept = self._kept.get(folder)
        if kept is not None and kept[0] == _state(found, kept[1].baseline_path):
            return kept[1]
        place = _read(
            root if root is not None and folder is not None and folder.is_relative_to(root) else folder, found
        )
        self._kept[folder] = (_state(found, place.baseline_path), place)
        return place


def _state(settings: Path | None, baseline: Path | None) -> tuple[object, ...]:
    """Return what changes when one of the files does."""
    return (settings, _stamp(settings), baseline, _stamp(baseline))


def _stamp(path: Path | None) -> tuple[int, int] | None:
    try:
        known = path.stat() if path is not None else None
    except OSError:
        return None
    return None if known is None else (known.st_mtime_ns, known.st_size)


def _read(folder: Path | None, found: Path | None) -> Workplace:
    usual = tuple(catalogue())
    try:
        settings = read_settings(found) if found is not None else Settings()
    except SettingsError as error:
        return Workplace(folder, Settings(source=found), usual, None, error)
    place = Workplace(folder, settings, select(usual, settings.select, settings.ignore), None)
    path = place.baseline_path
    if path is None or not (place.names_baseline or path.is_file()):
        return place
    if not path.exists():  # named, and to be made by the first finding that is dismissed
        return place
    try:
        return Workplace(folder, settings, place.entries, read_baseline(path))
    except SettingsError as error:
        return Workplace(folder, settings, place.entries, None, error)
