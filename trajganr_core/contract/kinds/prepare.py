"""Turn files into a bundle: a study area with everything matched and labelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..errors import Code, TrajganrError
from ..options.data_config import PrepareConfig
from ..options.option_fields import same_as
from .algorithm import Algorithm, Count, OptionsOf
from .cost import BYTES, Cost, Line, of_files
from .download import NetworkParams
from .fetch_osm import FetchOsmParams, check_endpoint
from .kind import Command, Kind
from .load_osm import given_categories
from .load_trips import TRIP_FILES
from .match import given_roads
from .params import BBox, File, Secret, given
from .result import Counts, Id, JobResult


@dataclass(frozen=True, kw_only=True)
class PrepareParams(PrepareConfig, NetworkParams, kind="prepare", makes="bundle"):
    """Turn files into a bundle: a study area with everything matched and labelled."""

    trips: tuple[File, ...] = given(
        TRIP_FILES,
        title="Trips: a layer, or files below",
        help="The output of 'Load trips'. Choose either a layer or files.",
        layer="trips",
        is_in_area=True,
        has_alternative=True,
    )
    roads: File | None = given_roads(
        default=None,
        absent="those of the area are downloaded from OpenStreetMap",
        help="Lines that share vertices at junctions. If empty: those of the area are downloaded "
        "from OpenStreetMap.",
    )
    bbox: BBox | None = given(
        "study area, degrees",
        default=None,
        absent="that of the trips, as far as there are roads",
        title="Study area",
        help="If empty: that of the trips, as far as there are roads. To apply an existing model, "
        "choose it under 'Advanced' instead.",
    )
    endpoint: str = same_as(FetchOsmParams, "endpoint", group="reading roads")
    images: File | None = given(
        "street views: an index CSV, a ZIP or a folder with one, or geotagged photos",
        default=None,
        metavar="INDEX_OR_DIR",
        has_files_beside=True,
        title="Street views",
        help="The output of 'Load street view'.",
        layer="street_views",
    )
    pois: File | None = given(
        "places (for task aoi): a point layer, a CSV or an OpenStreetMap extract",
        default=None,
        title="Places",
        help="Points or areas with a category field or OpenStreetMap's tags (amenity, shop, …).",
        layer="places",
    )
    poi_categories: File | None = given_categories()
    labels: File | None = given(
        "line layer with your own labels",
        default=None,
        group="labels",
        title="Labels of your own: lines",
        help="Joined to the nearest roads. The log shows how many could not be joined.",
        layer="lines",
        is_advanced=True,
    )
    id_salt: Secret = field(default="", repr=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_endpoint(self.endpoint)
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
        support: of each task ``enough``, ``few`` or ``none``; remarks say why.
        dropped: what was left out, by stage.
    """

    bundle: Id | None = None
    counts: Counts
    tasks: Mapping[str, float]
    notes: Mapping[str, str] = field(default_factory=dict)
    support: Mapping[str, str] = field(default_factory=dict)
    dropped: Mapping[str, Any] = field(default_factory=dict)


KIND = Kind(
    title="Prepare",
    params=PrepareParams,
    result=PrepareResult,
    command=Command(
        "combine trips, roads, street views and places",
        "BUNDLE",
        group="Data",
        epilog="If you repeat it with one input changed, only the steps that depend on it run "
        "again.",
        shared=("name", "seed"),
    ),
    cost=Cost(
        BYTES, Line(1.2, 4.4e-7), Line(4.0e8, 25.0, 1.3e9), Line(0.0, 1.4), of_files("trips")
    ),
    algorithm=Algorithm(
        "prepare",
        "Prepare study area",
        "Creates a bundle of a study area: trips on roads, street views, labels",
        ("bundle", "trajectory", "map matching", "labels", "training data"),
        "model",
        "user_guide.md#prepare-the-study-area",
        picture=("trips + extract: roads, …", "bundle"),
        fields=(
            *("trips", "roads", "images", "pois", "bbox", "name", "label_share"),
            *("labels", "label_fields", OptionsOf("labels"), "image_distance_m"),
            "poi_categories",
            *map(OptionsOf, ("reading trips", "cleaning trips", "reading roads")),
            *("id_salt", "driving_side", "local_time_zone", OptionsOf("map matching"), "seed"),
        ),
        proposed_name="Study area",
        counts=(
            Count("TRIP_COUNT", "Number of trips", "trips"),
            Count("SEGMENTS", "Number of directed segments", "edges"),
            Count("IMAGES", "Number of street views"),
        ),
        sized_by=("TRIPS", "TRIP_FILES"),
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
