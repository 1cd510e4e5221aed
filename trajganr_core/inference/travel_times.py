"""Writes travel times between points at a time of the week, and the roads that they reach."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import atomic_file
from ..contract.files.output_paths import refuse_input
from ..contract.kinds.travel_times import TravelTimesResult
from ..contract.layers.road_times import PredictedTimes
from ..contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_set
from ..contract.texts.text import Text
from ..data.bundle import Bundle, title_of
from ..data.pass_shares import remarks_on_passes
from ..data.places.points import read_point_layer
from ..data.roads.columns import road_columns
from ..data.trips.measured_lines import LayerWriter
from ..evaluation.path_step import PathStep
from ..features.movements import Movements
from ..model.road_function import DEVIATIONS_BETWEEN
from ..routing.arcs import Travel, graph_of
from ..routing.isochrones import Isochrones, isochrones
from ..routing.reached import ReachedParts, part_lines, reached_parts
from ..routing.stops import Stops, stops_on
from ..routing.times import Times, times_between
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.remarks import features_left_out
from ..utils.study_area import GEOGRAPHIC
from .loaded_model import LoadedModel
from .predict import layer_facts
from .road_times import RoadTimes, needed_times

__all__ = ["MAX_PAIRS", "travel_at", "write_travel_times"]

log = logging.getLogger(__name__)

#: More pairs are refused: a table of them would be too large to use.
MAX_PAIRS = 10_000_000
DECIMALS = 2


def write_travel_times(
    model: Path | None,
    origins: Path,
    out: Path,
    *,
    destinations: Path | None = None,
    bundle: Bundle | None = None,
    time_set: str = WHOLE_WEEK.name,
    limits_min: Sequence[float] = (),
    isochrone_distance_m: float | None = None,
    snap_m: float = 200.0,
    progress: Progress = silent,
) -> TravelTimesResult:
    """Write a table of travel times and, if asked for, layers of reached roads and isochrones.

    A route begins and ends at the nearest point of the nearest road, in either direction of it, and
    is the fastest one by the mean travel times of segments at the time of the week. Forbidden turns
    of the bundle are not made. The path step (docs/method.md) makes their sum the mean and the
    median of drives; reached roads and isochrones have its level, but not its movements.

    Args:
        model: folder of a model that has learned times of the week; the city model of the bundle
            if absent.
        origins, destinations: point layers, or CSV with ``lon`` and ``lat``; the destinations are
            the origins if absent.
        out: a GeoPackage, written only when complete: table ``travel_times``, a row for each pair,
            and layers ``reached_roads`` and ``isochrones``, EPSG:4326.
        bundle: passes and roads; those of the model if absent.
        time_set: a time of the week, see :mod:`~..contract.options.time_sets`.
        limits_min: of reached roads, ascending, minutes.
        isochrone_distance_m: of the edge of isochrones from reached roads, metres; no isochrones
            if absent.
        snap_m: largest distance of a point from a road, metres.

    Raises:
        TrajganrError: ``MODEL.MISSING`` if the model has not learned times or its bundle is gone;
            ``MODEL.INCOMPATIBLE`` if it was made before the path step; ``INPUT.FIELD`` for a wrong
            time or too many pairs or roads; ``INPUT.GEOMETRY`` for points far from roads; those of
            :func:`~..data.places.points.read_point_layer`.
    """
    chosen = parse_time_set(time_set)
    refuse_input(out, (model, origins, destinations))
    opened = LoadedModel.load(model, bundle, "cpu", progress)
    refuse_input(out, (opened.bundle.path,))
    times, network = needed_times(opened), opened.bundle.network
    step = _needed_step(opened, times)
    begin_ids, begin, dropped = _stops(opened, origins, snap_m)
    end_ids, end = begin_ids, begin
    if destinations is not None:
        end_ids, end, more = _stops(opened, destinations, snap_m)
        dropped += more
    _refuse_many(begin.points * end.points)
    progress("Predicting times", 0.0)
    travel = travel_at(times, network.length_m, chosen)
    graph = graph_of(network, opened.area)
    known = times.known.context
    movements = Movements.of(network, known.table.parts(known.rows))
    found = times_between(graph, network, travel, begin, end, movements, step, progress)
    reached = areas = None
    if limits_min:
        limits_s = [60 * each for each in limits_min]
        reached = reached_parts(graph, network, travel.times(step.mean), begin, limits_s, progress)
        if isochrone_distance_m is not None:
            areas = isochrones(network, opened.area, reached, isochrone_distance_m, progress)
    with atomic_file(out) as temporary:
        file = temporary.with_suffix(".gpkg")
        _write_times(file, found, begin_ids, end_ids)
        if reached is not None:
            about = layer_facts(opened, times=PredictedTimes((chosen,)))
            _write_reached(file, opened, reached, begin_ids, limits_min, about)
            if areas is not None:
                _write_isochrones(file, areas, begin_ids, limits_min, chosen, about)
        file.replace(temporary)
    unreachable = int(np.isnan(found.mean).sum())
    remarks = [
        *opened.remarks,
        *dropped,
        *remarks_on_passes(opened.bundle.manifest),
        *_remarks(opened, unreachable, found.mean.size),
        *times.remarks(chosen),
    ]
    for line in remarks:
        log.info(line)
    return TravelTimesResult(
        files=(out.name,),
        counts={
            "origins": begin.points,
            "destinations": end.points,
            "pairs": found.mean.size,
            "unreachable": unreachable,
            **({} if reached is None else {"parts": len(reached)}),
            **({} if areas is None else {"isochrones": len(areas)}),
        },
        time_set=chosen.name,
        time_zone=times.time_zone,
        limits_min=tuple(limits_min),
        driving_side=opened.bundle.driving_side,
        remarks=tuple(remarks),
    )


def _stops(opened: LoadedModel, path: Path, snap_m: float) -> tuple[IntArray, Stops, list[Text]]:
    """The ids of the points of a layer, their stops, and remarks about dropped features."""
    dropped: Counter[Text] = Counter()
    points = read_point_layer(path, dropped)
    lon_lat = shapely.get_coordinates(points.geometry.to_numpy())
    if len(lon_lat) != len(points):  # empty points have no coordinates
        lon_lat = np.column_stack([points.geometry.x, points.geometry.y])
    stops = stops_on(opened.bundle.network, opened.area, lon_lat, snap_m, path.name)
    return points.index.to_numpy(dtype=np.int64), stops, features_left_out(dropped)


def _needed_step(opened: LoadedModel, times: RoadTimes) -> PathStep:
    """The path step of a model that has learned times."""
    step = times.known.path_step
    if step is None:
        raise TrajganrError(
            Code.MODEL_INCOMPATIBLE,
            "The model {name!r} was made by a release that did not learn how long whole trips "
            "take.",
            "Pretrain the model again.",
            name=title_of(opened.card.name, opened.path),
        )
    return step


def travel_at(times: RoadTimes, length_m: FloatArray, time_set: TimeSet) -> Travel:
    """Seconds on segments of these lengths."""
    found = times.columns(np.arange(len(length_m)), length_m, time_set)
    speeds = (found[f"{name}_{time_set.slug}"] for name in (*MEAN_SPEEDS, *DRIVE_SPEEDS))
    mean, high, low, slow, fast = (3.6 * length_m / each for each in speeds)
    deviation = mean * np.log(slow / fast) / DEVIATIONS_BETWEEN
    return Travel(mean, low, high, deviation)


#: Columns of the mean speed and the ends of its interval: the slow one, a long time, first.
MEAN_SPEEDS = ("speed_kmh", "speed_kmh_low", "speed_kmh_high")
#: Columns of the percentiles of single passes that tell the deviation, as in
#: :attr:`~..model.road_function.PaceDistribution.deviation`.
DRIVE_SPEEDS = ("speed_p15_kmh", "speed_p85_kmh")


def _write_times(file: Path, times: Times, begin: IntArray, end: IntArray) -> None:
    """Write the table, the pairs of one origin after those of another."""
    minutes = {
        name: pa.array((seconds / 60).ravel().round(DECIMALS), from_pandas=True)
        for name, seconds in (
            ("minutes", times.mean),
            ("minutes_low", times.low),
            ("minutes_high", times.high),
            ("drive_minutes_median", times.median),
            ("drive_minutes_low", times.drive_low),
            ("drive_minutes_high", times.drive_high),
        )
    }
    pairs = {
        "origin_fid": np.repeat(begin, len(end)),
        "destination_fid": np.tile(end, len(begin)),
    }
    LayerWriter(file, TravelTimesResult.TIMES).write(pa.table({**pairs, **minutes}))


def _write_reached(
    file: Path,
    opened: LoadedModel,
    parts: ReachedParts,
    ids: IntArray,
    limits_min: Sequence[float],
    about: Mapping[str, str],
) -> None:
    """Append the layer of reached roads with ``about``, GDAL's metadata of it."""
    network = opened.bundle.network
    columns = {
        "origin_fid": ids[parts.origin],
        "within_min": np.array(limits_min)[parts.limit],
        "begin_min": (parts.begin_s / 60).round(DECIMALS),
        "end_min": (parts.end_s / 60).round(DECIMALS),
        **road_columns(network, parts.edge),
        "length_m": (parts.to_m - parts.from_m).round(1),
    }
    layer = gpd.GeoDataFrame(columns, geometry=part_lines(network, parts), crs=GEOGRAPHIC)
    name = TravelTimesResult.REACHED
    layer.to_file(file, layer=name, driver="GPKG", mode="a", layer_metadata=dict(about))


def _write_isochrones(
    file: Path,
    areas: Isochrones,
    ids: IntArray,
    limits_min: Sequence[float],
    time_set: TimeSet,
    about: Mapping[str, str],
) -> None:
    """Append the layer of isochrones with ``about``."""
    columns = {
        "origin_fid": ids[areas.origin],
        "time_set": time_set.name,
        "from_min": np.array((0.0, *limits_min))[areas.limit],
        "within_min": np.array(limits_min)[areas.limit],
        "area_km2": areas.km2.round(4),
    }
    layer = gpd.GeoDataFrame(columns, geometry=areas.areas, crs=GEOGRAPHIC)
    name = TravelTimesResult.ISOCHRONES
    layer.to_file(file, layer=name, driver="GPKG", mode="a", layer_metadata=dict(about))


def _refuse_many(pairs: int) -> None:
    if pairs > MAX_PAIRS:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "There are {pairs} pairs of origins and destinations; the limit is {most}.",
            "Give fewer points, or run it several times.",
            pairs=f"{pairs:,}",
            most=f"{MAX_PAIRS:,}",
        )


def _remarks(opened: LoadedModel, unreachable: int, pairs: int) -> list[Text]:
    turns = len(opened.bundle.network.forbidden_turns)
    return [
        Text(
            "Pairs without a route, whose times are empty: {n:,} of {all:,}.",
            n=unreachable,
            all=pairs,
        ),
        Text("Forbidden turns of the bundle, which no route makes: {n:,}.", n=turns),
        Text(
            "The column minutes is the mean of drives, drive_minutes_median their median: half of "
            "the drives are shorter."
        ),
        Text(
            "Intervals of the mean assume that all segments of a route are slower or faster than "
            "predicted together."
        ),
    ]
