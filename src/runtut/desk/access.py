"""Who may ask for what: a token in the header of a program, or in the cookie of a browser that logged in with it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.params import Depends as Dependency
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from runtut.desk.api.problems import Problem
from runtut.desk.state import COOKIE, desk_of
from runtut.desk.tokens import Scope, Token
from runtut.i18n import N_

_BEARER = HTTPBearer(
    auto_error=False, description="A token of `runtut tokens add`; none is needed on a desk without tokens."
)

Bearer = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]


def needs(*scopes: Scope) -> Dependency:
    """Return a dependency that lets a request pass whose token allows any of `scopes`; any token at all without.

    A desk without tokens lets all pass: it listens to its own machine alone.
    """

    def check(request: Request, bearer: Bearer) -> None:
        tokens = desk_of(request).tokens
        if tokens is None:
            return
        given = bearer.credentials if bearer is not None else request.cookies.get(COOKIE)
        token = tokens.of(given) if given else None
        if token is None:
            raise Problem(
                401,
                N_("a token is needed; log in, or send it as Authorization: Bearer"),
                kind="token",
                headers={"WWW-Authenticate": "Bearer"},
            )
        if scopes and token.scopes.isdisjoint(scopes):
            wanted = " ".join(scopes)
            headers = {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{wanted}"'}
            raise Problem(
                403,
                N_("this token does not allow that; it takes one with the scope {scope}"),
                kind="scope",
                headers=headers,
                scope=wanted,
            )
        request.state.token = token

    dependency: Dependency = Depends(check)
    return dependency


def token_of(request: Request) -> Token | None:
    """Return the token by which a request was let pass, None on a desk without tokens."""
    token: Token | None = getattr(request.state, "token", None)
    return token
