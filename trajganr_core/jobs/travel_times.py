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
from ..contract.kinds.travel_times import TravelTimesParams, TravelTimesResult
from ..contract.layers.road_times import PredictedTimes
from ..contract.options.time_sets import TimeSet, parse_time_set
from ..contract.texts.text import Text
from ..data.pass_shares import remarks_on_passes
from ..data.places.points import read_point_layer
from ..data.roads.columns import road_columns
from ..data.trips.measured_lines import LayerWriter
from ..features.turn_times import CityTurns, TurnTimes
from ..inference.loaded_model import LoadedModel
from ..inference.predict import layer_facts
from ..inference.road_times import RoadTimes, needed_times
from ..model.road_function import DEVIATIONS_BETWEEN
from ..publish.omx import write_omx
from ..routing.arcs import Roads, Travel
from ..routing.isochrones import Isochrones, isochrones
from ..routing.reached import ReachedParts, part_lines, reached_parts
from ..routing.stops import Stops, stops_on
from ..routing.times import Times, times_between
from ..utils.arrays import FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC
from .optional_inputs import open_model

log = logging.getLogger(__name__)

#: More pairs are refused: a table of them would be too large to use.
MAX_PAIRS = 10_000_000
DECIMALS = 2
#: The columns of the table, which are the matrices too, in the order of :class:`~.Times`.
UNITS = {
    **dict.fromkeys(("minutes", "minutes_low", "minutes_high"), "min"),
    **dict.fromkeys(("drive_minutes_median", "drive_minutes_low", "drive_minutes_high"), "min"),
    "metres": "m",
}
#: Columns of the mean speed and the ends of its interval: the slow one, a long time, first.
MEAN_SPEEDS = ("speed_kmh", "speed_kmh_low", "speed_kmh_high")
#: Columns of the percentiles of single passes that tell the deviation, as in
#: :attr:`~..model.road_function.PaceDistribution.deviation`.
DRIVE_SPEEDS = ("speed_p15_kmh", "speed_p85_kmh")


def run(params: TravelTimesParams, out: Path, progress: Progress) -> TravelTimesResult:
    """Write ``travel_times.gpkg``, and ``travel_times.omx`` if asked, into the folder ``out``.

    It has a table of travel times, a row for each pair and, if asked for, layers of reached roads
    and isochrones, EPSG:4326.

    A route begins and ends at the nearest point of the nearest road, in either direction of it, and
    is the fastest one by the mean times of segments and turns at the time of the week. Forbidden
    turns of the bundle are not made, and vehicles turn round at dead ends only. The path step
    (docs/method.md) makes their sum the mean and the median of drives; reached roads and isochrones
    have its level.

    Raises:
        TrajganrError: ``MODEL.MISSING`` if the model has not learned times or its bundle is gone;
            ``INPUT.FIELD`` for too many pairs or roads; ``INPUT.GEOMETRY`` for points far from
            roads; those of :func:`~..data.places.points.read_point_layer`.
    """
    chosen, limits_min = parse_time_set(params.time_set), params.limits_min
    opened = open_model(params, "cpu", progress)
    bundle = opened.bundle
    times, network = needed_times(opened), bundle.network
    step = times.known.path_step
    begin_ids, begin, dropped = _stops(opened, Path(params.origins), params.snap_m)
    end_ids, end = begin_ids, begin
    if params.destinations is not None:
        end_ids, end, more = _stops(opened, Path(params.destinations), params.snap_m)
        dropped += more
    _refuse_many(begin.points * end.points)
    progress("Predicting times", 0.0)
    turn_times = TurnTimes.learn(times.known.function, times.known.context, CityTurns.of(bundle))
    travel = travel_at(times, network.length_m, chosen, turn_times)
    roads = Roads.of(network, turn_times.city.turns, travel)
    found = times_between(roads, begin, end, step, progress)
    file, files = out / TravelTimesResult.FILE, [TravelTimesResult.FILE]
    columns = _columns(found)
    _write_times(file, columns, begin_ids, end_ids)
    about = layer_facts(opened, times=PredictedTimes((chosen,)))
    if params.format == "omx":
        matrices = (
            (name, values, {"unit": unit, "time_set": chosen.name})
            for (name, unit), values in zip(UNITS.items(), columns.values(), strict=True)
        )
        lookups = {"origin": begin_ids, "destination": end_ids}
        write_omx(out / TravelTimesResult.OMX, matrices, lookups, about)
        files.append(TravelTimesResult.OMX)
    further: dict[str, int] = {}
    if limits_min:
        limits_s = [60 * each for each in limits_min]
        reached = reached_parts(roads.slower(step.mean), begin, limits_s, progress)
        _write_reached(file, opened, reached, begin_ids, limits_min, about)
        further["parts"] = len(reached)
        if params.with_isochrones:
            metres = params.isochrone_distance_m
            areas = isochrones(network, opened.area, reached, metres, progress)
            _write_isochrones(file, areas, begin_ids, limits_min, chosen, about)
            further["isochrones"] = len(areas)
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
        files=tuple(files),
        counts={
            "origins": begin.points,
            "destinations": end.points,
            "pairs": found.mean.size,
            "unreachable": unreachable,
            **further,
        },
        time_set=chosen.name,
        time_zone=times.time_zone,
        limits_min=limits_min,
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
    return points.index.to_numpy(dtype=np.int64), stops, left_out(dropped)


def travel_at(
    times: RoadTimes, length_m: FloatArray, time_set: TimeSet, turn_times: TurnTimes
) -> Travel:
    """Seconds on all segments, of these lengths, and at turns."""
    on_segments = seconds_on(times.at(np.arange(len(length_m)), length_m, time_set), length_m)
    return Travel(*on_segments, turn_times.between(on_segments[0]))


def seconds_on(
    found: Mapping[str, FloatArray], length_m: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Mean, both ends of its interval, and deviation of the seconds on segments ``(n,)``.

    Args:
        found: columns of :meth:`.RoadTimes.at`.
        length_m: ``(n,)``.
    """
    speeds = (found[name] for name in (*MEAN_SPEEDS, *DRIVE_SPEEDS))
    mean, high, low, slow, fast = (3.6 * length_m / each for each in speeds)
    return mean, low, high, mean * np.log(slow / fast) / DEVIATIONS_BETWEEN


def _columns(times: Times) -> dict[str, FloatArray]:
    """``(origins, destinations)`` minutes and metres as they are written."""
    pairs = zip(UNITS.items(), vars(times).values(), strict=True)
    return {
        name: (values / 60).round(DECIMALS) if unit == "min" else values.round()
        for (name, unit), values in pairs
    }


def _write_times(
    file: Path, columns: Mapping[str, FloatArray], begin: IntArray, end: IntArray
) -> None:
    """Write the table, the pairs of one origin after those of another."""
    values = {name: pa.array(each.ravel(), from_pandas=True) for name, each in columns.items()}
    pairs = {"origin_fid": np.repeat(begin, len(end)), "destination_fid": np.tile(end, len(begin))}
    LayerWriter(file, TravelTimesResult.TIMES).write(pa.table({**pairs, **values}))


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
