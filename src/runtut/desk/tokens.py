"""Tokens: who may ask a desk for what. A token is shown once, where it is made; on file is its digest alone.

A token is 256 bits drawn by chance, so that its digest needs no salt and no slow function.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import secrets
import stat
from enum import StrEnum
from pathlib import Path
from typing import Any

from runtut.i18n import N_
from runtut.record import SettingsError
from runtut.values import dataclass

SCHEMA = "runtut/tokens/1"
PREFIX = "runtut_"


class Scope(StrEnum):
    """What a token allows.

    READ: to ask the archive; CHECK: to have drafts read and checked; WRITE: to put stories on file and to correct.
    """

    READ = "read"
    CHECK = "check"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Token:
    """A token as it is on file.

    Attributes:
        name: whose it is; corrections made with it are signed so.
        scopes: what it allows.
        digest: SHA-256 of the token, in hexadecimal.
        made: when it was made, UTC, ISO 8601.
    """

    name: str
    scopes: frozenset[Scope]
    digest: str
    made: str


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def read_tokens(path: Path) -> dict[str, Token]:
    """Return the tokens of a file by their digests; none where there is no file.

    Raises:
        SettingsError: it cannot be read, is no file of tokens, or may be read by others.
    """
    try:
        with path.open(encoding="utf-8") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            if os.name == "posix" and mode & 0o077:
                raise SettingsError(N_("{path}: others may read this file of tokens; run: chmod 600 {path}"), path=path)
            told = json.load(file)
        return {each.digest: each for each in map(_token, _listed(told))}
    except FileNotFoundError:
        return {}
    except OSError as error:
        template = N_("{path}: cannot be read ({reason}); look at its permissions")
        raise SettingsError(template, path=path, reason=error.strerror) from None
    except (ValueError, KeyError, TypeError):
        raise SettingsError(N_("{path}: this is no file of tokens; give another"), path=path) from None


def _listed(told: Any) -> list[Any]:
    if told["schema"] != SCHEMA:
        raise ValueError(told["schema"])
    listed: list[Any] = told["tokens"]
    return listed


def _token(told: Any) -> Token:
    return Token(str(told["name"]), frozenset(map(Scope, told["scopes"])), str(told["digest"]), str(told["made"]))


def add_token(path: Path, name: str, scopes: frozenset[Scope], now: dt.datetime) -> str:
    """Make a token, keep its digest, and return it: it can never be shown again.

    Raises:
        SettingsError: there is one of that name, or the file cannot be written.
    """
    known = read_tokens(path)
    if any(each.name == name for each in known.values()):
        raise SettingsError(
            N_("{path}: there is a token of {name}; revoke it first, or give another name"), path=path, name=name
        )
    made = PREFIX + secrets.token_urlsafe(32)
    when = now.astimezone(dt.UTC).isoformat(timespec="seconds")
    _write(path, [*known.values(), Token(name, scopes, digest(made), when)])
    return made


def revoke_token(path: Path, name: str) -> None:
    """Take a token out; a desk that runs refuses it from then on.

    Raises:
        SettingsError: there is none of that name, or the file cannot be written.
    """
    known = read_tokens(path)
    left = [each for each in known.values() if each.name != name]
    if len(left) == len(known):
        raise SettingsError(N_("{path}: no token of {name}; `runtut tokens list` shows them"), path=path, name=name)
    _write(path, left)


def _write(path: Path, tokens: list[Token]) -> None:
    rows = [
        {"name": each.name, "scopes": sorted(each.scopes), "digest": each.digest, "made": each.made} for each in tokens
    ]
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(file, "w", encoding="utf-8") as stream:
            json.dump({"schema": SCHEMA, "tokens": rows}, stream, ensure_ascii=False, indent=1)
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise SettingsError(
            N_("{path}: cannot be written ({reason}); look at the path"), path=path, reason=error.strerror
        ) from None


class Tokens:
    """The tokens of a file that may change while a desk runs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int, int] | None = None
        self._known: dict[str, Token] = {}

    def of(self, given: str) -> Token | None:
        """Return what is known of a token, None where nothing is.

        Raises:
            SettingsError: the file has become unreadable: then nobody is let in.
        """
        try:
            status = self._path.stat()
        except OSError:
            self._seen, self._known = None, {}
            return None
        seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        if seen != self._seen:
            self._known = read_tokens(self._path)
            self._seen = seen
        return self._known.get(digest(given))
