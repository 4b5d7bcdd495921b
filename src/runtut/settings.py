"""Settings: what can be set, its default, what it means; and where a project keeps them.

A project's settings stand under `[runtut]` in a file `runtut.toml`, or under `[tool.runtut]` in its
`pyproject.toml`. The nearest such file counts, looked for upward from the folder of the first source.
Options on the command line win over it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any

from runtut.i18n import LANGUAGES, N_
from runtut.record import Message, SettingsError, Severity
from runtut.values import dataclass

NEVER = "never"
TODAY = "today"
_LONGEST_INTERVAL = 3600
FAIL_ON = (*(each.label for each in sorted(Severity, reverse=True)), NEVER)


def _meaning(text: str) -> dict[str, str]:
    return {"meaning": text}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Every setting. `meaning` in a field's metadata is its entry in the documentation."""

    select: tuple[str, ...] = field(
        default=(), metadata=_meaning("Codes, or beginnings of codes, of the rules to apply; empty for all.")
    )
    ignore: tuple[str, ...] = field(
        default=(), metadata=_meaning("Codes, or beginnings of codes, of rules to leave out.")
    )
    fail_on: str = field(
        default="error", metadata=_meaning('The least severity that makes the exit status 1, or "never".')
    )
    lang: str | None = field(
        default=None, metadata=_meaning('Language of messages, "id" or "en"; by default that of the terminal.')
    )
    language: str = field(
        default="id", metadata=_meaning("Language of stories that do not say theirs: the code of a language pack.")
    )
    published: dt.date | str | None = field(
        default=None,
        metadata=_meaning(
            'When a story was published that does not say so: a day, a moment, or "today" for drafts that are being written.'
        ),
    )
    baseline: Path | None = field(
        default=None, metadata=_meaning("File of silenced findings, from the folder of the settings file.")
    )
    jobs: int | None = field(
        default=None,
        metadata=_meaning(
            "How many processes read stories; 0 for as many as there are processors. By default one, and as many as "
            "processors where many stories are put on file."
        ),
    )
    fetch_interval: float = field(
        default=1.0,
        metadata=_meaning("Seconds between two requests to one host, where pages are fetched from the web."),
    )
    source: Path | None = field(default=None, metadata=_meaning(""))

    def published_on(self, today: dt.date) -> dt.date | None:
        """Return `published`, given which day it is."""
        return today if isinstance(self.published, str) else self.published


def setting_names() -> dict[str, tuple[Any, str]]:
    """Return every setting as written in a file, with its default and its meaning."""
    return {
        each.name.replace("_", "-"): (each.default, each.metadata["meaning"])
        for each in fields(Settings)
        if each.metadata["meaning"]
    }


def find_settings(start: Path) -> Path | None:
    """Return the nearest settings file, from the folder `start` upward, or None."""
    for folder in (start, *start.parents):
        own = folder / "runtut.toml"
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and _table(shared, _load(shared)) is not None:
            return shared
    return None


def read_settings(path: Path) -> Settings:
    """Return the settings of a file.

    Raises:
        SettingsError: the file cannot be read, a key is unknown, or a value makes no sense.
    """
    table = _table(path, _load(path))
    if table is None:
        return Settings(source=path)
    known = setting_names()
    values: dict[str, Any] = {"source": path}
    for key, value in table.items():
        name = key.replace("_", "-")
        if name not in known:
            from difflib import get_close_matches  # noqa: PLC0415 -- only for a mistake

            near = get_close_matches(name, known, 1, 0.5)
            template = N_("{path}: no setting '{key}'; known are {known}")
            if near:
                template = N_("{path}: no setting '{key}'; did you mean '{near}'?")
            raise SettingsError(template, path=path, key=key, known=", ".join(known), near="".join(near))
        values[name.replace("-", "_")] = _value(path, name, value)
    return Settings(**values)


def _load(path: Path) -> dict[str, Any]:
    import tomli  # noqa: PLC0415 -- only where there is such a file

    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            N_("{path}: cannot be read ({reason}); look at the path"), path=path, reason=error.strerror
        ) from None
    except UnicodeDecodeError:
        raise SettingsError(N_("{path}: not UTF-8; save it as UTF-8"), path=path) from None
    except tomli.TOMLDecodeError as error:
        raise SettingsError(N_("{path}: {reason}; mend the TOML"), path=path, reason=str(error)) from None


def _table(path: Path, data: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the settings in a file's data; None where it has none."""
    table = data.get("runtut")
    if path.name == "pyproject.toml":
        tool = data.get("tool")
        table = tool.get("runtut", table) if isinstance(tool, dict) else table
    elif table is None and data:
        key = next(iter(data))
        template = N_("{path}: '{key}' stands outside [runtut]; put a line [runtut] above it")
        raise SettingsError(template, path=path, key=key)
    if table is not None and not isinstance(table, dict):
        raise SettingsError(N_("{path}: runtut needs to be a table; write [runtut]"), path=path)
    return table


def _value(path: Path, name: str, value: Any) -> Any:
    def wrong(wanted: str, **values: object) -> SettingsError:
        what = Message(wanted, values)
        return SettingsError(
            N_("{path}: {name} needs {what}, not {value}"), path=path, name=name, what=what, value=repr(value)
        )

    if name in ("select", "ignore"):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise wrong(N_('a list of codes such as ["CAL", "NUM003"]'))
        return tuple(value)
    if name == "fail-on" and value not in FAIL_ON:
        raise wrong(N_("one of {known}"), known=", ".join(FAIL_ON))
    if name == "lang" and value not in LANGUAGES:
        raise wrong(N_("one of {known}"), known=", ".join(LANGUAGES))
    if name == "jobs":
        if type(value) is not int or value < 0:
            raise wrong(N_("a whole number, 0 or more"))
        return value
    if name == "fetch-interval":
        if type(value) not in {int, float} or not 0 <= value <= _LONGEST_INTERVAL:
            raise wrong(N_("a number of seconds, from 0 to {most}"), most=_LONGEST_INTERVAL)
        return float(value)
    if name == "published":
        moment = _moment(value)
        if moment is None:
            raise wrong(N_('a day such as 2023-09-12, a moment, or "today"'))
        return moment
    if not isinstance(value, str):
        raise wrong(N_("text"))
    return path.parent / value if name == "baseline" else value


def _moment(value: Any) -> dt.date | str | None:
    """Return what `published` says, None where it makes no sense."""
    if isinstance(value, dt.date):
        return value
    if value == TODAY:
        return TODAY
    try:
        return dt.datetime.fromisoformat(value) if len(value) > 10 else dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
