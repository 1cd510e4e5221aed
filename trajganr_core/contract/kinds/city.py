"""Predict my city: a chain of two jobs, which prepares a study area and predicts its roads.

It is declared like a kind of job, so that command line, Python and QGIS offer the same; but it is
none: a worker runs a job of each step, whose results stay when a later one is cancelled.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from ..options.data_config import CleaningOptions, MatchOptions, RoadOptions, TripOptions
from ..options.option_fields import same_as
from .algorithm import Algorithm, Count, OptionsOf
from .download import NetworkParams
from .kind import Command, Kind
from .match import given_roads
from .params import BBox, File, JobParams, given
from .predict import KIND as PREDICT
from .predict import PredictParams, PredictResult
from .prepare import KIND as PREPARE
from .prepare import PrepareParams

#: The folder of the bundle beside the predicted roads, where no worker keeps it.
BUNDLE = "bundle"
#: What the folder holds then; the last is made last.
HOLDS = (BUNDLE, PredictResult.FILE)


@dataclass(frozen=True, kw_only=True)
class CityParams(
    TripOptions, CleaningOptions, RoadOptions, MatchOptions, NetworkParams, kind="city"
):
    """Predict all roads of a city from its trips, without training."""

    trips: File = given(
        "GPS trips: a file, a ZIP or a folder of them",
        positional=True,
        metavar="TRIPS",
        title="Trips",
        help="A layer, or a file of any format of 'Load trips'; the format is detected.",
        layer="trips",
        is_in_area=True,
        takes_file=True,
    )
    roads: File | None = given_roads(
        default=None,
        positional=True,
        metavar="ROADS",
        absent="those of the area are downloaded from OpenStreetMap",
        help="A line layer, or a file: of lines, or an OpenStreetMap extract.",
        if_empty="If empty: those of the area are downloaded from OpenStreetMap, which sees where "
        "the area is.",
        takes_file=True,
    )
    bbox: BBox | None = given(
        "study area, degrees",
        default=None,
        absent="that of the trips, as far as there are roads",
        title="Study area",
        help="If empty: that of the trips, as far as there are roads.",
        is_advanced=True,
    )
    endpoint: str = same_as(PrepareParams, "endpoint")
    time_sets: tuple[str, ...] = same_as(
        PredictParams, "time_sets", left_open="the whole week", advanced=True
    )
    each_hour: bool = same_as(PredictParams, "each_hour", advanced=True)
    driving_side: str = same_as(PrepareParams, "driving_side")
    local_time_zone: str = same_as(PrepareParams, "local_time_zone")
    device: str = same_as(PredictParams, "device")
    name: str = same_as(PredictParams, "name", advanced=True)

    def preparation(self) -> PrepareParams:
        """The first step."""
        return PrepareParams(**{**_shared(self, PrepareParams), "trips": (self.trips,)})

    def prediction(self, bundle: str) -> PredictParams:
        """The second step, with the bundle of the first one."""
        shared = {**_shared(self, PredictParams), "roads": None}
        return PredictParams(**shared, bundle=bundle)


def _shared(params: CityParams, step: type[JobParams]) -> dict[str, Any]:
    names = {each.name for each in fields(step)}
    return {name: value for name, value in vars(params).items() if name in names}


CITY = Kind(
    title="Predict my city",
    params=CityParams,
    result=PredictResult,
    command=Command(
        "from two files to a map of all roads, without training",
        "FOLDER",
        "the folder to make, with the bundle and roads.gpkg",
        epilog="Prepares the study area and predicts its roads with the shipped model, as prepare "
        "and predict do one after the other. If it is interrupted, repeat it: what is finished is "
        "not done again.",
        holds=HOLDS,
        shared=("name", "seed"),
    ),
    files=PREDICT.files,
    algorithm=Algorithm(
        "predictmycity",
        "Predict my city",
        "Predicts the roads of a city from its trips, in one step and without training",
        ("start", "workflow", "traffic", "speed", "trips"),
        "predict",
        "user_guide.md#predict-your-city",
        picture=("trips + roads", "predicted"),
        fields=(
            *("trips", "roads", "time_sets", "each_hour", "bbox", "name", "endpoint"),
            *map(OptionsOf, ("reading trips", "cleaning trips", "reading roads", "map matching")),
            *("driving_side", "local_time_zone", "device"),
        ),
        counts=(Count("SEGMENTS", "Number of directed segments", "roads"),),
    ),
    stages={**PREPARE.stages, **PREDICT.stages},
    awaited="always",
)
