"""The application: routes, what every request passes, and what is answered where something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from runtut.desk import assets
from runtut.desk.access import needs
from runtut.desk.api import archive, documents, reading, rules, stream, writing
from runtut.desk.api.limits import Bounded
from runtut.desk.api.problems import Problem, ProblemOut, documented, language_of, of_status, of_validation
from runtut.desk.api.schemas import LINES
from runtut.desk.pages import draft, login
from runtut.desk.pages import rules as rules_pages
from runtut.desk.pages.archive import router as archive_pages
from runtut.desk.pages.trouble import trouble_page, wants_page
from runtut.desk.security import Guard
from runtut.desk.settings import Settings, check
from runtut.desk.state import Desk
from runtut.desk.tokens import Scope
from runtut.record import ArchiveError, SettingsError

API = "/api/v1"
_ABOUT = """Reads Indonesian news stories and checks that they hold together.

Every span is in Unicode code points of the text it points into, half open. Errors are problem details (RFC 9457).
"""


def create_app(settings: Settings | None = None) -> FastAPI:
    """Return the desk as an ASGI application.

    Raises:
        SettingsError: it would listen to others without asking them for a token, or its tokens cannot be read.
    """
    desk = Desk(check(settings or Settings()))

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        await desk.open()
        try:
            yield
        finally:
            desk.close()

    app = FastAPI(
        title="runtut",
        version=_version(),
        description=_ABOUT,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # those pages load scripts from other hosts
        redoc_url=None,
        lifespan=running,
        generate_unique_id_function=_operation,
        redirect_slashes=False,
    )
    app.state.desk = desk
    allowed = documented(400, 401, 403, 421, 500)
    for scopes, routers in (
        ((Scope.CHECK,), (reading.router, documents.router, stream.router)),
        ((Scope.READ,), (archive.router,)),
        ((Scope.WRITE,), (writing.router,)),
        ((), (rules.router,)),
    ):
        for each in routers:
            app.include_router(each, prefix=API, dependencies=[needs(*scopes)], responses=allowed)
    app.include_router(draft.router, dependencies=[needs(Scope.CHECK)])
    app.include_router(archive_pages, dependencies=[needs(Scope.READ)])
    app.include_router(rules_pages.router, dependencies=[needs()])
    app.include_router(login.router)
    app.include_router(assets.router)
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _status)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(ArchiveError, _of_archive)
    app.add_exception_handler(SettingsError, _of_settings)
    app.add_middleware(Bounded, limits=desk.settings.limits)
    app.add_middleware(Guard, settings=desk.settings)
    _with_problems(app)
    return app


def _version() -> str:
    try:
        return version("runtut")
    except PackageNotFoundError:
        return "0"


def _operation(route: APIRoute) -> str:
    return route.name


def _with_problems(app: FastAPI) -> None:
    """Have OpenAPI tell the shape of problems, in place of FastAPI's own shape of errors, and that of the lines of streams."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        told = plain()
        schemas = told.setdefault("components", {}).setdefault("schemas", {})
        if "ProblemOut" not in schemas:
            for each in (ProblemOut, *LINES):
                model = each.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
                schemas.update({name: told for name, told in model.pop("$defs", {}).items() if name not in schemas})
                schemas[each.__name__] = model
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
        return told

    app.openapi = openapi  # type: ignore[method-assign]  # the way FastAPI's documentation gives


def _answer(request: Request, problem: Problem) -> Response:
    if wants_page(request):
        if problem.status == 401:
            return RedirectResponse(f"/login?{urlencode({'next': _asked_for(request)})}", 303)
        return trouble_page(request, problem)
    return problem.response(language_of(request))


def _asked_for(request: Request) -> str:
    """Return what was asked for, its query too; where a form was sent, the beginning: its words are not in the address."""
    if request.method not in ("GET", "HEAD"):
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return _answer(request, error)


async def _status(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _answer(request, of_status(error.status_code, error.headers))


async def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return _answer(request, of_validation(error.errors()))


async def _of_archive(request: Request, error: Exception) -> Response:
    assert isinstance(error, ArchiveError)
    status = {"query": 400, "not-found": 404, "late": 504}.get(error.kind, 503)
    return _answer(request, Problem(status, error.message, kind=error.kind))


async def _of_settings(request: Request, error: Exception) -> Response:
    assert isinstance(error, SettingsError)
    return _answer(request, Problem(503, error.message, kind="settings"))
