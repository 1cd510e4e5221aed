"""Write a bundle's quality report, one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given
from .result import FilesResult

__all__ = ["KIND", "ReportParams", "ReportResult"]


@dataclass(frozen=True, kw_only=True)
class ReportParams(JobParams, kind="report"):
    """Write a bundle's quality report, one HTML file."""

    bundle: Bundle = given("output of prepare", positional=True)


@dataclass(frozen=True, kw_only=True)
class ReportResult(FilesResult, kind="report"):
    """A quality report."""

    FILE: ClassVar[str] = "report.html"


KIND = Kind(
    title="Report",
    params=ReportParams,
    result=ReportResult,
    command=Command(
        "write a quality report with figures",
        "REPORT.html",
        words=("bundle", "report"),
        endings=(".html", ".htm"),
    ),
    files=(named(ReportResult.FILE, Format.DOCUMENT),),
    cost=Cost(SEGMENTS, Line(1.7, 3.6e-5), Line(2.4e8, 3.3e3), Line(1.0e6, 90.0), of_segments),
    awaited="always",
)
