"""Write a report of a model's study area as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..options.option_fields import option, same_as
from ..options.training_config import PretrainConfig
from ..texts.translations import LANGUAGES
from .algorithm import Algorithm
from .cost import SEGMENTS, Cost, Line, of_segments
from .files import Format, named
from .kind import Command, Kind
from .observe import ObserveParams
from .params import Bundle, JobParams, Model, given_bundle_or_own, given_model
from .result import FilesResult


@dataclass(frozen=True, kw_only=True)
class AreaReportParams(JobParams, kind="area_report"):
    """Write a report of a model's study area as PDF."""

    model: Model | None = given_model(
        "output of finetune", "The output of 'Fine-tune model'; the dock lists it too."
    )
    bundle: Bundle | None = given_bundle_or_own(
        "trips and roads", "Provides trips and street views."
    )
    title: str = option(
        "",
        title="Title of the report",
        help="At the top of each page.",
        left_open="the name of the bundle",
        advanced=False,
    )
    language: str = option(
        "en",
        title="Language of the report",
        help="Names in your data, such as those of roads and sources, are not translated.",
        choices=LANGUAGES,
        advanced=False,
    )
    min_drivers: int = same_as(ObserveParams, "min_drivers")
    device: str = same_as(PretrainConfig, "device")


@dataclass(frozen=True, kw_only=True)
class AreaReportResult(FilesResult, kind="area_report", counts={"pages", "roads"}):
    """A report of a study area."""

    FILE: ClassVar[str] = "report.pdf"


KIND = Kind(
    title="Report of a study area",
    params=AreaReportParams,
    result=AreaReportResult,
    command=Command(
        "write a report of a study area as PDF",
        "REPORT.pdf",
        group="Share",
        epilog="It has the data, the figures of held-out roads, maps and limits.",
    ),
    files=(
        named(
            AreaReportResult.FILE, Format.PDF, output="OUTPUT", title="Report", help="The pages."
        ),
    ),
    cost=Cost(SEGMENTS, Line(8.0, 1.5e-3), Line(8.5e8, 4.0e4), Line(2e6, 400.0), of_segments),
    sums="passes",
    algorithm=Algorithm(
        "areareport",
        "Report of a study area",
        "A PDF: data, coverage, figures of held-out roads, maps, slowest roads, limits",
        ("pdf", "print", "map", "accuracy", "reliability", "buffer index", "limits"),
        "predict",
        "user_guide.md#report-a-study-area",
        picture=("tuned: model + bundle", "printed_map: report"),
        predicts=True,
    ),
    awaited="if short",
)
