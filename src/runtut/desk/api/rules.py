"""The catalogue of rules, with how often each was right."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field

from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.schemas import Open
from runtut.explained import rule_object
from runtut.i18n import N_
from runtut.rules.catalogue import catalogue, find

router = APIRouter(tags=["rules"])


class PrecisionOut(Open):
    """What people said who read a rule's findings."""

    read: int
    right: int
    wrong: int
    unsure: int
    share: float | None = Field(description="Right ones among those that could be decided.")
    interval: tuple[float, float] = Field(description="Wilson's 95 percent interval of the share.")
    stories: int | None
    collection: str
    date: str


class RuleOut(Open):
    """A rule and its page."""

    code: str
    name: str
    severity: str
    message: str
    what: str
    why: str
    bad: list[str] = Field(description="Examples of what is found, the sides in [[ ]].")
    good: list[str] = Field(description="Examples of what is not.")
    silent: str
    limits: str
    source: str
    precision: PrecisionOut | None = Field(description="None for a rule that nobody has audited.")


class RulesOut(Open):
    """The catalogue."""

    rules: list[RuleOut]


@router.get("/rules", response_model=RulesOut)
def rules(request: Request) -> dict[str, Any]:
    """List the rules."""
    language = language_of(request)
    return {"rules": [rule_object(entry, language) for entry in catalogue()]}


@router.get("/rules/{code}", response_model=RuleOut, responses=documented(404))
def rule(code: str, request: Request) -> dict[str, Any]:
    """Explain one rule, given by its code or its name."""
    entry = find(code)
    if entry is None:
        raise Problem(404, N_("there is no rule of that code or name"), kind="no-rule")
    return rule_object(entry, language_of(request))
