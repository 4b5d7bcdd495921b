"""Runtut reads a news story the way a careful desk editor does, and checks that it holds together."""

from runtut.pipeline import Reading, check, read
from runtut.record import Finding, Record, RuntutError, Severity, Span, Story

__all__ = ["Finding", "Reading", "Record", "RuntutError", "Severity", "Span", "Story", "check", "read"]
