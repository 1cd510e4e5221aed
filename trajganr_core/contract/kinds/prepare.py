"""Turn files into a bundle: a study area with everything matched and labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import Code, TrajganrError
from ..options.data_config import PrepareConfig
from .cost import BYTES, Cost, Line, of_files
from .kind import Command, Kind
from .load_trips import TRAJECTORIES
from .params import BBox, File, JobParams, Secret, given
from .result import Counts, Id, JobResult

__all__ = ["KIND", "PrepareParams", "PrepareResult"]


@dataclass(frozen=True, kw_only=True)
class PrepareParams(PrepareConfig, JobParams, kind="prepare", makes="bundle"):
    """Turn files into a bundle: a study area with everything matched and labelled."""

    trajectories: tuple[File, ...] = given(TRAJECTORIES)
    roads: File = given("line layer or OpenStreetMap extract")
    bbox: BBox = given("study area, degrees")
    images: File | None = given(
        "street views: an index CSV, a ZIP or a folder with one, or geotagged photos",
        default=None,
        metavar="INDEX_OR_DIR",
        has_files_beside=True,
    )
    pois: File | None = given(
        "places (for task aoi): a point layer, a CSV or an OpenStreetMap extract", default=None
    )
    poi_categories: File | None = given(
        "CSV with key, value, category of tags", default=None, absent="built in", metavar="CSV"
    )
    labels: File | None = given("line layer with your own labels", default=None, group="labels")
    id_salt: Secret = field(default="", repr=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.labels) != bool(self.label_fields):  # neither would be used
            raise TrajganrError(
                Code.INPUT_FIELD,
                "A layer of labels and the fields that hold them go together.",
                "Give both the layer and its field for each task, or neither.",
            )


@dataclass(frozen=True, kw_only=True)
class PrepareResult(JobResult, kind="prepare", counts={"trips", "edges", "images"}):
    """A bundle.

    Attributes:
        bundle: its id; the worker that runs the job sets it.
        counts: how many trips, edges, images and so on it has.
        tasks: how many labelled edges each task has.
        notes: on tasks without labels.
        dropped: what was left out, by stage.
    """

    bundle: Id | None = None
    counts: Counts
    tasks: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Prepare",
    params=PrepareParams,
    result=PrepareResult,
    command=Command(
        "combine trips, roads, pictures and places into a bundle",
        "BUNDLE",
        epilog="If you repeat it with one input changed, only the steps that depend on it run "
        "again.",
        shared=("name", "seed"),
    ),
    cost=Cost(
        BYTES, Line(1.2, 4.4e-7), Line(4.0e8, 25.0, 1.3e9), Line(0.0, 1.4), of_files("trajectories")
    ),
    stages={
        "Reading roads": 5,
        "Preparing the network": 10,
        "Matching trips": 60,
        "Deriving labels": 10,
        "Copying pictures": 5,
        "Writing the bundle": 10,
    },
)
