"""The parameters of each kind of job.

The command line sets fields of the type :data:`File` to paths, and ``bundle`` and ``model`` to
folders. A client sets files to references from :meth:`.client.Client.put_file`, and bundles and
models to ids. Fields of the type :data:`Secret` are sent apart from the others and never stored.
:mod:`.job_parsing` builds the classes from a message.
"""

from __future__ import annotations

import contextlib
import dataclasses
import math
import typing
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar
from urllib.parse import urlsplit

from ..choices import (
    EXPORT_LAYERS,
)
from ..data_config import (
    SPEED_UNITS,
    CleaningOptions,
    MatchOptions,
    PrepareConfig,
    RoadOptions,
    StreetViewFilter,
    TripOptions,
)
from ..errors import Code, TrajganrError
from ..model_card import no_model_and_bundle
from ..option_fields import OptionSet, about, option, same_as
from ..periods import parse_period
from ..road_times import MIN_DRIVERS
from ..tasks import TASKS
from ..tile_addresses import is_address_of_tiles
from ..time_sets import NAMED_SETS, parse_time_set, parse_time_sets
from ..training_config import FinetuneConfig, PretrainConfig
from ..translations import LANGUAGES

__all__ = [
    "KINDS",
    "MOST_VALUES",
    "AreaReportParams",
    "Bundle",
    "ChangesParams",
    "EmbedParams",
    "EvaluateParams",
    "ExportParams",
    "FetchOsmParams",
    "FetchStreetViewParams",
    "File",
    "FinetuneParams",
    "JobParams",
    "LabelsParams",
    "LoadOsmParams",
    "LoadTripsParams",
    "MatchParams",
    "Model",
    "ObserveParams",
    "OdMatrixParams",
    "PredictParams",
    "PrepareParams",
    "PretrainParams",
    "ReportParams",
    "RoutingExportParams",
    "Secret",
    "SelectLinkParams",
    "TravelTimesParams",
    "WebpageParams",
    "hints_of",
    "secret_fields",
    "secrets_of",
]

File = Annotated[str, "file"]
Bundle = Annotated[str, "bundle"]
Model = Annotated[str, "model"]
Secret = Annotated[str, "secret"]

#: Most values of an option with several in a message, and chosen roads also on the command line.
MOST_VALUES = 256
#: Limits of reached roads, which are as many colours.
MOST_LIMITS = 6
#: Largest distance of isochrones from reached roads, metres: beyond it they say little about roads.
WIDEST_M = 2000
#: West, south, east, north, degrees; an optional one that is absent means everywhere.
BBox = Annotated[tuple[float, float, float, float], "bbox"]

#: The parameters of each kind of job; the classes below add themselves.
KINDS: dict[str, type[JobParams]] = {}
_HINTS: dict[tuple[type[JobParams], bool], Mapping[str, Any]] = {}


@dataclass(frozen=True, kw_only=True)
class JobParams(OptionSet):
    """The parameters that every job has. A subclass names its kind in the class statement."""

    kind: ClassVar[str]
    #: The kind of folder that the job makes, if any: "bundle" or "model".
    makes: ClassVar[str | None] = None

    name: str = same_as(PrepareConfig, "name")
    seed: int = same_as(PrepareConfig, "seed")

    def __init_subclass__(cls, kind: str = "", makes: str | None = None) -> None:
        if kind:
            cls.kind, cls.makes = kind, makes
            KINDS[kind] = cls

    def __post_init__(self) -> None:
        super().__post_init__()
        values = vars(self)
        if "model" in values and not values["model"] and not values.get("bundle"):
            raise no_model_and_bundle()

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form, without secrets."""
        public = dataclasses.asdict(self)
        for name in secret_fields(type(self)):
            del public[name]
        return public


def hints_of(cls: type[JobParams], *, marked: bool = False) -> Mapping[str, Any]:
    """The types of a kind's parameters, by name.

    Args:
        cls: one of :data:`KINDS`.
        marked: whether to keep the marks :data:`File`, :data:`Secret` and the like.
    """
    if (cls, marked) not in _HINTS:  # resolving them is slow
        _HINTS[cls, marked] = typing.get_type_hints(cls, include_extras=marked)
    return _HINTS[cls, marked]


def secret_fields(cls: type[JobParams]) -> list[str]:
    """The names of the parameters that are secrets."""
    return [name for name, hint in hints_of(cls, marked=True).items() if hint is Secret]


def secrets_of(params: JobParams) -> dict[str, str]:
    """The secrets among a job's parameters, which :meth:`JobParams.to_dict` leaves out."""
    return {name: getattr(params, name) for name in secret_fields(type(params))}


@dataclass(frozen=True, kw_only=True)
class LoadTripsParams(TripOptions, CleaningOptions, JobParams, kind="load_trips"):
    """Read trips of any recognised format into a layer; the base classes have the options.

    Attributes:
        trajectories: files, or zipped folders of them.
    """

    trajectories: tuple[File, ...]
    bbox: BBox | None = None


@dataclass(frozen=True, kw_only=True)
class LoadOsmParams(JobParams, kind="load_osm"):
    """Read roads and places of an OpenStreetMap extract into layers.

    Attributes:
        extract: ``.osm``, ``.osm.gz``, ``.osm.bz2`` or ``.osm.pbf``.
        poi_categories: a table from tags to categories instead of the built-in one.
    """

    extract: File
    bbox: BBox | None = None
    poi_categories: File | None = None


@dataclass(frozen=True, kw_only=True)
class FetchParams(JobParams):
    """What every download shares.

    Attributes:
        proxy: URL of an HTTP proxy, perhaps with a password; the environment's where empty.
        certificates: certificates to trust instead of the usual ones, PEM.
    """

    bbox: BBox
    proxy: Secret = field(default="", repr=False)
    certificates: File | None = None


@dataclass(frozen=True, kw_only=True)
class FetchStreetViewParams(StreetViewFilter, FetchParams, kind="fetch_street_view"):
    """Download street views of an area from Mapillary; the base class has the options.

    Attributes:
        token: of the Mapillary API.
    """

    token: Secret = field(default="", repr=False)
    coverage_only: bool = option(
        False,
        title="Coverage only",
        help="Downloads where pictures are and how many, not the pictures.",
    )


@dataclass(frozen=True, kw_only=True)
class FetchOsmParams(FetchParams, kind="fetch_osm"):
    """Download roads and places of an area from an Overpass API, as layers.

    Attributes:
        poi_categories: a table from tags to categories instead of the built-in one.
    """

    endpoint: str = option(
        "",
        title="Overpass API",
        help="Address of another interpreter if the public one is busy, without user and password.",
        left_open="the public one",
    )
    poi_categories: File | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        with contextlib.suppress(ValueError):  # not a URL: the download reports it
            if "@" in urlsplit(self.endpoint).netloc:
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "The address in {name} contains a user or a password.",
                    "Remove them: the address would be stored with the job.",
                    name="endpoint",
                )


@dataclass(frozen=True, kw_only=True)
class MatchParams(TripOptions, CleaningOptions, RoadOptions, MatchOptions, JobParams, kind="match"):
    """Match trips to roads; the base classes have the options.

    Attributes:
        trajectories: files of trips, any recognised format.
        roads: a line layer or an OpenStreetMap extract.
        bbox: where trips and roads overlap if absent; an extract needs it.
    """

    trajectories: tuple[File, ...]
    roads: File
    bbox: BBox | None = None


@dataclass(frozen=True, kw_only=True)
class PrepareParams(PrepareConfig, JobParams, kind="prepare", makes="bundle"):
    """Turn files into a bundle: a study area with everything matched and labelled.

    Attributes:
        trajectories: files of trips, any recognised format.
        roads: a line layer or an OpenStreetMap extract.
        images: street views, if any: an index CSV, a ZIP or a folder with one, or a folder or ZIP
            of geotagged photos.
        pois: places, if any: a point layer, a CSV or an OpenStreetMap extract.
        poi_categories: a table from tags to categories instead of the built-in one.
        labels: a line layer with labels of your own, if any; ``label_fields`` names its fields.
        id_salt: with which ids of trips and drivers are hashed; they are kept if it is empty.
    """

    trajectories: tuple[File, ...]
    roads: File
    bbox: BBox
    images: File | None = None
    pois: File | None = None
    poi_categories: File | None = None
    labels: File | None = None
    id_salt: Secret = field(default="", repr=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.check_layer(given=bool(self.labels))


@dataclass(frozen=True, kw_only=True)
class LabelsParams(JobParams, kind="labels"):
    """Write the labels of a bundle's roads as a layer."""

    bundle: Bundle
    speed_unit: str = option(
        "km/h",
        title="Unit of speed",
        help="Of the speeds in the layer.",
        choices=tuple(SPEED_UNITS),
        advanced=False,
    )


@dataclass(frozen=True, kw_only=True)
class ObserveParams(JobParams, kind="observe"):
    """Write the observed traffic of a bundle's roads at times of the week, without a model."""

    bundle: Bundle
    time_sets: tuple[str, ...] = option(
        (),
        title="Times of the week",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        left_open="the whole week",
        flag="at",
        advanced=False,
    )
    side: str = option(
        "all",
        title="Trips",
        help="Trips that labels are made from are not model inputs.",
        choices={
            "all": "All trips",
            "input": "Input trips of models",
            "label": "Trips that labels are made from",
        },
        advanced=False,
    )
    min_drivers: int = option(
        MIN_DRIVERS,
        title="Minimum number of drivers",
        help="Nothing that fewer drivers made at a time of the week is written, nor anything from "
        "which it follows by subtraction.",
        minimum=1,
        advanced=False,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_sets(self.time_sets)


@dataclass(frozen=True, kw_only=True)
class SelectLinkParams(JobParams, kind="select_link"):
    """Count the trips through chosen roads of a bundle: where else they drive, and when."""

    bundle: Bundle
    through: tuple[int, ...] = field(
        metadata=about(
            title="Chosen roads",
            help="Directed segments: trips over any of these are counted. Their numbers are in the "
            "column edge of layers of the bundle's roads.",
            advanced=False,
        )
    )
    then: tuple[int, ...] = option(
        (),
        title="Roads after these",
        help="Only trips that later drive over one of these segments are counted.",
        left_open="all trips through the chosen roads",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    side: str = same_as(ObserveParams, "side")
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        help="Nothing that trips of fewer drivers did is written, nor anything from which it "
        "follows by subtraction.",
    )
    cell_m: float = option(
        500.0,
        title="Side of the cells",
        help="Origins and destinations are counted in squares of this size.",
        unit="m",
        minimum=100,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_sets(self.time_sets)
        for name, chosen in (("through", self.through), ("then", self.then)):
            if len(chosen) > MOST_VALUES:
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "{name} has {count} directed segments; the limit is {most}.",
                    "Choose fewer roads: those at the place that you ask about.",
                    name=name,
                    count=len(chosen),
                    most=MOST_VALUES,
                )


@dataclass(frozen=True, kw_only=True)
class OdMatrixParams(JobParams, kind="od_matrix"):
    """Count the trips of a bundle from zone to zone.

    Attributes:
        zones: a polygon layer in any CRS.
    """

    bundle: Bundle
    zones: File
    zone_field: str = option(
        "",
        title="Field with the names of zones",
        help="Polygons of the same name are one zone.",
        left_open="the numbers of the features",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    side: str = same_as(ObserveParams, "side")
    min_drivers: int = same_as(SelectLinkParams, "min_drivers")
    noise: float | None = option(
        None,
        title="Noise for open data, ε",
        help="Adds random noise to the numbers of trips, for tables that everybody may read: with "
        "and without a driver, a table is as likely up to a factor of exp(ε). 1 is usual; smaller "
        "numbers are noisier.",
        left_open="exact numbers",
        minimum=0.01,
        maximum=100,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_sets(self.time_sets)


@dataclass(frozen=True, kw_only=True)
class ChangesParams(JobParams, kind="changes"):
    """Compare two bundles, periods or times of the week: what changed on which road.

    Attributes:
        bundle: the trips before.
        after: those after; the same bundle where absent.
        predicted_before: predicted roads of the bundle before, to compare as well.
        predicted_after: of the one after; those before where absent, at the other time of the week.
        districts: a polygon layer in any CRS; ninths of the study area where absent.
    """

    bundle: Bundle
    after: Bundle | None = None
    predicted_before: File | None = None
    predicted_after: File | None = None
    districts: File | None = None
    period: str = option(
        "",
        title="Days before",
        help="A local day such as 2013-07-01, or the first and the last day such as "
        "2013-07-01/2013-09-30.",
        left_open="all days",
        flag="days",
        advanced=False,
    )
    period_after: str = option(
        "",
        title="Days after",
        help="Written like the days before.",
        left_open="all days",
        flag="days-after",
        advanced=False,
    )
    time_set: str = option(
        "whole week",
        title="Time of the week before",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        flag="at",
        advanced=False,
    )
    time_set_after: str = option(
        "",
        title="Time of the week after",
        help="Written like the time before.",
        left_open="the time before",
        flag="at-after",
        advanced=False,
    )
    side: str = same_as(ObserveParams, "side", advanced=True)
    min_drivers: int = same_as(
        ObserveParams,
        "min_drivers",
        help="Values of a side with fewer drivers are not written, nor any from which they follow "
        "by subtraction.",
    )
    false_discovery: float = option(
        0.05,
        title="False-discovery rate",
        help="Of the roads that are flagged as changed, at most this share is expected to be "
        "flagged by chance, for each measure.",
        above=0,
        below=1,
    )
    district_field: str = option(
        "",
        title="Field with the names of districts",
        help="Polygons of the same name are one district.",
        left_open="the numbers of the features",
        advanced=False,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        times = [
            parse_time_set(text) for text in (self.time_set, self.time_set_after or self.time_set)
        ]
        periods = [parse_period(text) for text in (self.period, self.period_after)]
        same = times[0] == times[1] and periods[0] == periods[1]
        if same and self.after in (None, self.bundle):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Both sides are the same trips at the same times.",
                "Choose another bundle, other days or another time of the week for the side after.",
            )


@dataclass(frozen=True, kw_only=True)
class ReportParams(JobParams, kind="report"):
    """Write a bundle's quality report, one HTML file."""

    bundle: Bundle


@dataclass(frozen=True, kw_only=True)
class PretrainParams(PretrainConfig, JobParams, kind="pretrain", makes="model"):
    """Train the encoders on bundles, without labels; the base class has the options.

    Attributes:
        bundle: the prepared study area, the default area of the model.
        further_bundles: of other study areas, to learn from as well.
    """

    bundle: Bundle
    further_bundles: tuple[Bundle, ...] = ()
    weights: File = same_as(PretrainConfig, "weights")
    processes: int = option(
        1,
        title="Processes that train together",
        help="Each uses its own GPU if the worker has GPUs.",
        group="training",
        minimum=1,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        bundles = (self.bundle, *self.further_bundles)
        if len(set(bundles)) < len(bundles):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "A bundle is named twice: {bundles}.",
                "Name each bundle once.",
                bundles=", ".join(bundles),
            )


@dataclass(frozen=True, kw_only=True)
class FinetuneParams(FinetuneConfig, JobParams, kind="finetune", makes="model"):
    """Fit task heads on a pretrained model; the base class has the options.

    Attributes:
        model: the pretrained model; the shipped model, adapted to the bundle, where absent.
        bundle: where labels and trips come from.
    """

    model: Model | None = None
    bundle: Bundle
    processes: int = same_as(PretrainParams, "processes")


@dataclass(frozen=True, kw_only=True)
class PredictParams(JobParams, kind="predict"):
    """Predict every road of a layer, also at times of the week.

    Attributes:
        model: a fine-tuned model; for times of the week, any model that has learned them; the
            shipped model, adapted to the bundle, where absent.
        roads: a line layer; the bundle's own roads where absent.
        bundle: trips and images to predict from; the one the model was trained on where absent.
    """

    model: Model | None = None
    roads: File | None = None
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = option(
        (),
        title="Tasks",
        help="Only tasks that the model was fine-tuned for.",
        choices={task.id: task.title for task in TASKS.values()},
        flag="task",
        left_open="all tasks of the model",
        advanced=False,
    )
    time_sets: tuple[str, ...] = same_as(
        ObserveParams,
        "time_sets",
        left_open="the whole week without tasks, no times beside them",
    )
    each_hour: bool = option(
        False,
        title="Each hour of a weekday and of a weekend day",
        help="Adds the traffic speed at each hour, which QGIS' temporal controller can play.",
        advanced=False,
    )
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_sets(self.time_sets)
        if self.tasks and not self.model:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Tasks can be chosen for a fine-tuned model only: {tasks}.",
                "Leave the tasks out: the shipped model predicts speeds, expected passes and "
                "slow-down. Or fine-tune a model for them.",
                tasks=", ".join(self.tasks),
            )


@dataclass(frozen=True, kw_only=True)
class TravelTimesParams(JobParams, kind="travel_times"):
    """Write travel times between points at a time of the week, and the roads that they reach.

    Isochrones are polygons around the reached roads.

    Attributes:
        model: any model that has learned times of the week; the shipped model, adapted to the
            bundle, where absent.
        origins: a point layer, or a CSV with lon and lat.
        destinations: likewise; the origins where absent.
        bundle: passes, and roads with their forbidden turns; the one the model was trained on where
            absent.
    """

    model: Model | None = None
    origins: File
    destinations: File | None = None
    bundle: Bundle | None = None
    time_set: str = option(
        "whole week",
        title="Time of the week",
        help="In local time, such as 'Mon-Fri 07:00-09:00', 'Sat,Sun' or '22:00-05:00', or one of "
        f"the names {', '.join(NAMED_SETS)}.",
        flag="at",
        advanced=False,
    )
    reach: tuple[str, ...] = option(
        (),
        title="Reached roads within",
        help=f"Minutes, such as 5, 10 and 15, at most {MOST_LIMITS} numbers: the parts of roads "
        "that can be reached from each origin in this time.",
        unit="min",
        left_open="no reached roads",
        advanced=False,
    )
    with_isochrones: bool = option(
        False,
        title="Isochrones",
        help="Polygons around the reached roads of each origin and number of minutes.",
        flag="isochrones",
    )
    isochrone_distance_m: float = option(
        100.0,
        title="Distance of isochrones from reached roads",
        help="Isochrones are the places up to this distance from reached roads, in a straight "
        "line. A larger one closes the gaps between roads, and reaches farther than they do.",
        unit="m",
        above=0,
        maximum=WIDEST_M,
    )
    snap_m: float = option(
        200.0,
        title="Largest distance of a point from a road",
        help="Points farther from all roads are refused. The way from a point to its road takes no "
        "time.",
        unit="m",
        above=0,
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_set(self.time_set)
        limits = self.limits_min  # refuses wrong ones
        if self.with_isochrones and not limits:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Isochrones have no minutes within which roads are reached.",
                "Give some minutes, such as 5, 10 and 15, or leave isochrones out.",
            )

    @property
    def limits_min(self) -> tuple[float, ...]:
        """The limits of :attr:`reach`, minutes, ascending.

        Raises:
            TrajganrError: ``INPUT.FIELD`` for a text that is no positive number, a limit that is
                given twice, or more than :data:`MOST_LIMITS`.
        """
        try:
            limits = sorted(float(text) for text in self.reach)
        except ValueError:
            limits = [math.nan]
        is_fine = all(0 < each < math.inf for each in limits) and len({*limits}) == len(limits)
        if not is_fine or len(limits) > MOST_LIMITS:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The minutes within which roads are reached are {limits}.",
                "Give at most {most} different positive numbers of minutes, such as 5, 10 and 15.",
                limits=", ".join(self.reach)[:200],
                most=MOST_LIMITS,
            )
        return tuple(limits)


@dataclass(frozen=True, kw_only=True)
class RoutingExportParams(JobParams, kind="routing_export"):
    """Write the speeds of roads in the formats that routing programs read.

    Attributes:
        model: any model that has learned times of the week; the shipped model, adapted to the
            bundle, where absent.
        bundle: passes and roads; the one the model was trained on where absent.
        extract: of OpenStreetMap, which OSRM's graph is made from.
        tiles: an archive of Valhalla's tiles.
    """

    model: Model | None = None
    bundle: Bundle | None = None
    time_sets: tuple[str, ...] = same_as(ObserveParams, "time_sets")
    extract: File | None = None
    tiles: File | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        parse_time_sets(self.time_sets)


@dataclass(frozen=True, kw_only=True)
class WebpageParams(JobParams, kind="webpage"):
    """Write a page with a map of predicted or observed roads, one HTML file.

    Attributes:
        roads: the output of a prediction, or of observed traffic.
    """

    roads: File
    title: str = option(
        "",
        title="Title of the page",
        help="Shown above the map and as the name of the browser's tab.",
        left_open="'Roads'",
        advanced=False,
    )
    background: str = option(
        "",
        title="Background map",
        help="Address of its tiles, such as https://tiles.example.org/{z}/{x}/{y}.png. It is off "
        "until a reader switches it on, needs a network, and tells its owner who looks where. Not "
        "all owners allow this use.",
        left_open="no background, and no network is needed",
    )
    background_attribution: str = option(
        "",
        title="Owners of the background map",
        help="Shown beside its switch.",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.background and not is_address_of_tiles(self.background):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "The background map {address} is no address of tiles.",
                "Give an address that begins with https:// and a public host, and has {names}; or "
                "leave it out.",
                address=self.background[:200],
                names="{z}, {x} and {y}",
            )


@dataclass(frozen=True, kw_only=True)
class AreaReportParams(JobParams, kind="area_report"):
    """Write a report of a model's study area as PDF.

    Attributes:
        model: a fine-tuned model; the shipped model, adapted to the bundle, where absent.
        bundle: the trips that are described; those that the model was trained on where absent.
    """

    model: Model | None = None
    bundle: Bundle | None = None
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
class EmbedParams(JobParams, kind="embed"):
    """Write the embeddings of every road, or of given locations.

    Attributes:
        model: the pretrained or fine-tuned model; the shipped one where absent.
        bundle: trips and images to use; those that the model learned from where absent.
        roads: a line layer; the bundle's own roads where absent.
        locations: a point layer, or a CSV with lon and lat, to embed instead of roads.
    """

    model: Model | None = None
    bundle: Bundle | None = None
    roads: File | None = None
    locations: File | None = None
    format: str = option(
        "gpkg",
        title="Format",
        help="GeoParquet has embeddings as one array, the others have a column per dimension; CSV "
        "has its geometry as Well-Known Text.",
        choices={
            "gpkg": "GeoPackage",
            "geoparquet": "GeoParquet",
            "flatgeobuf": "FlatGeobuf",
            "csv": "CSV",
        },
        advanced=False,
    )
    device: str = same_as(PretrainConfig, "device")

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.roads and self.locations:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "Roads and locations are both given.",
                "Give one of them, or neither for the bundle's own roads.",
            )


@dataclass(frozen=True, kw_only=True)
class ExportParams(JobParams, kind="export"):
    """Write layers of a bundle, and a model's predictions and embeddings of its roads, as files.

    Attributes:
        bundle: the prepared study area.
        model: a model of that area for predictions and embeddings; the shipped model, adapted to
            the bundle, where absent.
    """

    bundle: Bundle
    model: Model | None = None
    layers: tuple[str, ...] = field(
        metadata=about(
            title="Layers",
            help="At least one.",
            choices={
                "roads": "Roads",
                "trips": "Trips",
                "images": "Places of street views",
                "labels": "Labels of roads",
                "predictions": "Predictions",
                "embeddings": "Embeddings",
            },
            flag="layer",
            advanced=False,
        )
    )
    format: str = same_as(EmbedParams, "format")

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.layers:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "No layer is chosen.",
                "Choose at least one of {layers}.",
                layers=", ".join(EXPORT_LAYERS),
            )


@dataclass(frozen=True, kw_only=True)
class EvaluateParams(JobParams, kind="evaluate"):
    """Measure a fine-tuned model on held-out roads, or on all labelled roads of another bundle.

    Attributes:
        model: the fine-tuned model.
        bundle: has the labels; the one the model was fine-tuned on where absent.
    """

    model: Model
    bundle: Bundle | None = None
    tasks: tuple[str, ...] = same_as(PredictParams, "tasks")
    device: str = same_as(PretrainConfig, "device")
