"""Write a bundle's quality report, one HTML file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .algorithm import Algorithm
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, named
from .kind import Command, Kind
from .params import Bundle, JobParams, given_bundle
from .result import FilesResult


@dataclass(frozen=True, kw_only=True)
class ReportParams(JobParams, kind="report"):
    """Write a bundle's quality report, one HTML file."""

    bundle: Bundle = given_bundle()


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
    files=(
        named(
            ReportResult.FILE,
            Format.DOCUMENT,
            output="OUTPUT",
            title="Report",
            help="An HTML page.",
        ),
    ),
    cost=Cost(SEGMENTS, Line(1.7, 3.6e-5), Line(2.4e8, 3.3e3), Line(1.0e6, 90.0), of_segments),
    algorithm=Algorithm(
        "bundlereport",
        "Quality report of a bundle",
        "Describes the coverage, trips and intervals of a bundle on one page",
        ("bundle", "quality", "html", "statistics"),
        "model",
        "data.md#bundles",
        picture=("bundle", "report"),
    ),
    awaited="always",
)
