"""What every request passes: is it meant for this desk, does it come from its own pages; and what browsers are told."""

from __future__ import annotations

import ipaddress
import logging
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtut.desk.api.problems import Problem, language_of
from runtut.desk.settings import Settings, is_loopback
from runtut.i18n import N_
from runtut.record.errors import bug_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script and no style but our own files, and no other host."""

_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}
_SAFE = ("GET", "HEAD", "OPTIONS")
_OWN = ("same-origin", "none")
_API = "/api/"
_log = logging.getLogger(__name__)


class Guard:
    """Refuses what is not meant for this desk, and sends along what browsers must know. The outermost of all.

    An error of our own is told as one here too, and logged by its place in the program: what it says may quote a draft.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings
        self._names = {each.lower() for each in (*settings.names, settings.host)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        origin = request.headers.get("origin")
        foreign = origin if origin in self.settings.origins and request.url.path.startswith(_API) else None
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                _share(headers, foreign, vary=bool(self.settings.origins))
            await send(message)

        try:
            problem = self._problem(request)
            if problem is not None:
                await problem.response(language_of(request))(scope, receive, watched)
            elif foreign is not None and request.method == "OPTIONS":
                await _preflight(request, scope, receive, watched)
            else:
                await self.app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the others must be answered
            _log.error("%s", bug_in(request.url.path.partition("?")[0], error, source="desk"))
            if not started:
                problem = Problem(500, N_("runtut failed on this request; please report it as a bug"), kind="internal")
                await problem.response(language_of(request))(scope, receive, watched)

    def _problem(self, request: Request) -> Problem | None:
        if not self._is_ours(request.headers.getlist("host")):
            template = N_("this desk is not known by that name; use its own address, or start it with --name")
            return Problem(421, template, kind="host")
        if request.method not in _SAFE and not self._is_own(request.headers, request.url.scheme):
            return Problem(403, N_("requests from other sites are refused"), kind="cross-site")
        return None

    def _is_ours(self, hosts: list[str]) -> bool:
        """Whether the one Host header names this desk. A name that somebody lets point here (DNS rebinding) does not."""
        if len(hosts) != 1:
            return False
        try:
            name = urlsplit(f"//{hosts[0]}").hostname
        except ValueError:
            return False
        if name is None or any(each in hosts[0] for each in "/@\\?# "):
            return False
        if name in self._names:
            return True
        if is_loopback(self.settings.host):
            return is_loopback(name)
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True  # nobody can let a name point here with an address

    def _is_own(self, headers: Headers, scheme: str) -> bool:
        """Whether a request that may change something comes from our own pages, or from no page at all."""
        origin = headers.get("origin")
        if origin is not None:
            return origin in self.settings.origins or origin == f"{scheme}://{headers.get('host')}"
        return headers.get("sec-fetch-site", "none") in _OWN


def _share(headers: MutableHeaders, origin: str | None, *, vary: bool) -> None:
    """Let scripts of a site that is allowed to read what is answered."""
    if origin is not None:
        headers["access-control-allow-origin"] = origin
        headers["access-control-expose-headers"] = "Retry-After"
        headers["cross-origin-resource-policy"] = "cross-origin"
    if vary:
        headers.add_vary_header("Origin")


async def _preflight(request: Request, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {
        "Access-Control-Allow-Methods": "GET, POST, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept-Language",
        "Access-Control-Max-Age": "600",
    }
    if request.headers.get("access-control-request-private-network") == "true":
        headers["Access-Control-Allow-Private-Network"] = "true"
    await Response(status_code=204, headers=headers)(scope, receive, send)
