"""A corridor: travel times of a route, its profile and bottlenecks, as layers and a picture.

:mod:`~..traffic.corridors.travel_times` and :mod:`~..traffic.corridors.profile` have the
definitions. A comparison has the same on both sides, and the differences of travel times.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely.ops import substring

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.corridor import MEASURED, CorridorParams, CorridorResult
from ..contract.layers.columns import HOURS_LOST
from ..contract.layers.road_times import DAY_TYPES, HOURS, hour_of
from ..contract.options.periods import parse_period
from ..contract.texts.text import Text
from ..data.bundle import Bundle
from ..data.files import nothing_in
from ..data.layers import LINES, find_layer, fitting_layers, read_layer
from ..data.matching.gaps import recovered_passes
from ..data.matching.matched import MatchedTrips
from ..data.pass_shares import remarks_on_passes
from ..data.passes import driver_numbers
from ..data.places.points import POINTS, read_point_layer
from ..data.roads.columns import road_columns
from ..data.tables import read_csv
from ..features.turn_times import CityTurns, TurnTimes
from ..inference.loaded_model import LoadedModel
from ..inference.road_times import needed_times
from ..publish.time_space import time_space_picture
from ..routing.arcs import Travel
from ..routing.openlr import encode_routes
from ..routing.stops import stops_on
from ..routing.times import times_along
from ..traffic.changes.same_segments import same_segments
from ..traffic.corridors.composed import Block, blocks_of
from ..traffic.corridors.profile import Bins, Bottlenecks, Profile, bottlenecks_of, profile_of
from ..traffic.corridors.route import Route, route_along, route_between, route_of_segments
from ..traffic.corridors.slices import Slice, Sliced
from ..traffic.corridors.travel_times import (
    COMPOSED,
    ERRORS,
    WHOLE,
    TravelTimes,
    travel_times,
)
from ..traffic.corridors.traversals import Traversals, candidate_pieces, traversals_of
from ..traffic.driver_bootstrap import LEVEL
from ..traffic.junctions.division import refined_trips
from ..traffic.junctions.free_flow import free_paces
from ..traffic.ledger import Output, record_output
from ..traffic.published_layers import Asked, layer_metadata, withheld_remark, write_layers
from ..utils.arrays import BoolArray, FloatArray, IntArray
from ..utils.progress import Progress
from ..utils.ragged import rank_within
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC
from .counted_volumes import given_volumes, with_whole_week
from .optional_inputs import path_at
from .travel_times import seconds_on

DECIMALS = 2
SECONDS_PER_HOUR = 3600.0
#: Points of a route farther than this from roads are refused, metres.
SNAP_M = 200.0
#: A chosen feature is of this bundle's roads if the middle of its segment is so near to it.
SAME_DEGREES = 2e-4
#: Columns of tables whose rows may be of hours of the day.
OF_HOURS = ["day", "hour"]
SOURCES = ("whole", "composed", "predicted")
ALL, BEFORE, AFTER, CHANGE = "all", "before", "after", "change"


@dataclass(frozen=True)
class _Corridor:
    """A route with the trips that drive along it.

    Attributes:
        bundle: has the roads.
        route: of the bundle's roads.
        bins: of the route.
        trips: with times divided near nodes, of both sides.
        found: their traversals.
        sliced: their drivers and slices.
        sides: names of the sides.
        vehicles: ``(s, k)`` on segments on a day of each slice, where counts were given.
    """

    bundle: Bundle
    route: Route
    bins: Bins
    trips: MatchedTrips
    found: Traversals
    sliced: Sliced
    sides: tuple[str, ...]
    vehicles: FloatArray | None = None

    @property
    def bounds_m(self) -> FloatArray:
        """``(k+1,)`` metres to the bounds of segments."""
        return self.route.bounds_m(self.bundle.network)

    @property
    def free_s(self) -> float:
        """Free-flow travel time of the route."""
        return float(self.bins.free_s.sum())

    @property
    def is_asked(self) -> BoolArray:
        """``(s,)`` whether somebody asked for the times of a slice."""
        return np.array([each.is_asked for each in self.sliced.slices])

    def when(self, number: IntArray) -> dict[str, Any]:
        """Side and times of slices ``(r,)``, as columns."""
        found = _when(self.sliced.slices, self.sides).iloc[number]
        return {name: found[name].array for name in found}


def _when(slices: Sequence[Slice], sides: Sequence[str]) -> pd.DataFrame:
    """A row for each slice; day and hour are missing where somebody asked for its times."""
    hours = {hour_of(day, hour): (day, hour) for day in DAY_TYPES for hour in range(HOURS)}
    of_day = [(None, None) if each.is_asked else hours[each.time_set] for each in slices]
    columns = {
        "side": [sides[each.side] for each in slices],
        "time_set": [each.time_set.name for each in slices],
        "day": pd.array([day for day, _ in of_day], dtype=object),
        "hour": pd.array([hour for _, hour in of_day], dtype="Int64"),
    }
    return pd.DataFrame(columns)


def run(params: CorridorParams, out: Path, progress: Progress) -> CorridorResult:
    """Write ``corridor.gpkg`` and ``time_space.png`` into the folder ``out``.

    Raises:
        TrajganrError: as :meth:`~..data.bundle.Bundle.load`; ``INPUT.FIELD`` or ``INPUT.GEOMETRY``
            for a route that cannot be driven; ``INPUT.EMPTY`` when nothing of it may be published;
            ``MODEL.MISSING`` for a model that has not learned times.
    """
    progress("Reading trips", 0.0)
    asked = Asked.of(params)
    bundle = asked.bundle
    free = free_paces(bundle.matched, bundle.network)
    dropped: Counter[Text] = Counter()
    route = read_route(Path(params.route), bundle, free, dropped)
    progress("Finding trips", 0.2)
    corridor = _corridor(params, asked, route, free)
    blocks = blocks_of(corridor.found, corridor.bounds_m, corridor.sliced.driver, asked.min_drivers)
    progress("Observing traffic", 0.4)
    times = travel_times(corridor.found, corridor.sliced, blocks, corridor.free_s, params.seed)
    profile = profile_of(corridor.found, corridor.sliced, corridor.trips, corridor.bins)
    _refuse_nothing(corridor, profile)
    _, volumes, of_volumes = given_volumes(asked, params.counts, progress)
    if volumes:  # both sides have those of the first bundle, so that they differ by delays alone
        sets = [each.time_set for each in corridor.sliced.slices]
        vehicles = [volumes.at(each)[route.edge] * each.hours_a_day for each in sets]
        corridor = dataclasses.replace(corridor, vehicles=np.array(vehicles))
    slow = bottlenecks_of(profile, corridor.bins, params.bottleneck_share, corridor.vehicles)
    slow = slow.take(corridor.is_asked[slow.slice])
    tables = [_times(corridor, times), *_changes(corridor, times)]
    table = pd.concat([*tables, *_predicted(params, corridor, progress)], ignore_index=True)
    progress("Writing the layers", 0.9)
    stretches = _stretches(corridor, profile)
    layers = {
        CorridorResult.CORRIDOR: (stretches, "LineString"),
        CorridorResult.BOTTLENECKS: (_bottlenecks(corridor, slow), "LineString"),
        CorridorResult.TIMES: (table, None),
        CorridorResult.PROFILE: (_profile(corridor, profile), None),
    }
    about = layer_metadata(bundle, asked.min_drivers)
    write_layers(out / CorridorResult.FILE, layers, about)
    (out / CorridorResult.PICTURE).write_bytes(_picture(corridor, profile))
    whole = times.traversals[times.source == WHOLE]
    reference, said = _reference(corridor)
    remarks = [
        *route.remarks,
        *left_out(dropped),
        *remarks_on_passes(bundle.manifest),
        *_remarks(corridor, blocks, times, stretches),
        *of_volumes,
        said,
    ]
    return CorridorResult(
        files=(CorridorResult.FILE, CorridorResult.PICTURE),
        counts={
            "segments": len(route.edge),
            "metres": round(float(corridor.bounds_m[-1])),
            "traversals": int(whole.max(initial=0)),
            "rows": len(table),
            "bottlenecks": len(slow),
        },
        sides=corridor.sides,
        time_sets=tuple(each.name for each in asked.time_sets),
        openlr=reference,
        remarks=_published(params, asked, corridor, remarks),
        **asked.facts,
    )


def read_route(path: Path, bundle: Bundle, pace: FloatArray, dropped: Counter[Text]) -> Route:
    """The route in a file: a line, points, or segments with the column ``edge``.

    Args:
        path: a layer, or a CSV with ``lon`` and ``lat`` or with ``edge``.
        bundle: has the roads.
        pace: ``(E,)`` seconds a metre, by which the way between points is the fastest.
        dropped: counts the features that cannot be used.

    Raises:
        TrajganrError: as :func:`~..data.layers.read_layer`, and those of a route.
    """
    network, area = bundle.network, bundle.area
    if path.suffix.lower() == ".csv":
        table = read_csv(path)
        if "edge" in table:
            return route_of_segments(network, pd.to_numeric(table["edge"], "coerce").fillna(-1))
    elif find_layer(path, (*LINES, *POINTS)) and fitting_layers(path, LINES):
        frame = read_layer(path, LINES, dropped=dropped)
        if frame.empty:
            raise nothing_in(path)
        if "edge" in frame:
            _refuse_other_roads(bundle, frame)
            return route_of_segments(network, frame["edge"])
        return route_along(network, area, _one_line(bundle, frame, path))
    points = read_point_layer(path, dropped)
    if len(points) < 2:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{name} has {count} points; a route has at least two.",
            "Add the points between which the route leads, in its order.",
            name=path.name,
            count=len(points),
        )
    stops = stops_on(network, area, points.get_coordinates().to_numpy(), SNAP_M, path.name)
    of = [np.flatnonzero(stops.point == each) for each in range(stops.points)]
    return route_between(network, pace, [(stops.edge[row], stops.offset_m[row]) for row in of])


def _reference(corridor: _Corridor) -> tuple[str, Text]:
    """The OpenLR reference of the route, and what is said of it."""
    network, area = corridor.bundle.network, corridor.bundle.area
    try:
        [text] = encode_routes(network, area, [corridor.route.edge.tolist()])
    except TrajganrError as error:  # the library is not there
        return "", error.text
    return text, Text("OpenLR reference of the route: {reference}.", reference=text or "–")


def _refuse_other_roads(bundle: Bundle, frame: gpd.GeoDataFrame) -> None:
    """Refuse features whose numbers are not those of the bundle's segments."""
    number = pd.to_numeric(frame["edge"], "coerce").fillna(-1).to_numpy(dtype=np.int64)
    is_known = (number >= 0) & (number < len(bundle.network))
    lines = bundle.network.lines[np.where(is_known, number, 0)]
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    is_other = ~is_known | (shapely.distance(frame.geometry.to_numpy(), middle) > SAME_DEGREES)
    if is_other.any():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "{count} of {all} features of the route are no segments of this bundle.",
            "Choose features of a layer of this bundle's roads, or remove the column edge.",
            count=int(is_other.sum()),
            all=len(frame),
        )


def _one_line(bundle: Bundle, frame: gpd.GeoDataFrame, path: Path) -> shapely.LineString:
    """The one line of a layer, in local metres."""
    lines = shapely.get_parts(frame.geometry.to_numpy())
    merged = shapely.line_merge(shapely.MultiLineString(list(lines)), directed=True)
    if merged.geom_type != "LineString":
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{name} has {count} lines that do not continue each other; a route is one line.",
            "Keep one line, or select it and use selected features only.",
            name=path.name,
            count=len(shapely.get_parts(merged)),
        )
    return shapely.transform(merged, lambda xy: bundle.area.to_local(*xy.T))


def _corridor(params: CorridorParams, asked: Asked, route: Route, free: FloatArray) -> _Corridor:
    """The trips along a route, of one bundle or of two."""
    bundles = [asked.bundle]
    if params.after not in (None, params.bundle):
        bundles.append(Bundle.load(Path(str(params.after))))
    sides = (BEFORE, AFTER) if params.are_compared else (ALL,)
    periods = [parse_period(params.period), parse_period(params.period_after)]
    hours = [hour_of(day, hour) for day in DAY_TYPES for hour in range(HOURS)]
    slices = [
        Slice(each, side, periods[side], is_asked)
        for side in range(len(sides))
        for each, is_asked in (*((t, True) for t in asked.time_sets), *((t, False) for t in hours))
    ]
    trips: list[MatchedTrips] = []
    found: list[Traversals] = []
    of_side: list[BoolArray] = []
    for number, bundle in enumerate(bundles):
        edge = route.edge if not number else _edges_after(asked.bundle, bundle, route)
        pieces = np.intersect1d(
            candidate_pieces(bundle.matched, edge), bundle.pieces_of(params.side)
        )
        raw = bundle.matched.take(pieces)
        refined = refined_trips(raw, bundle.network, bundle.area)
        own = traversals_of(refined, bundle.network, edge, recovered_passes(raw))
        passes = sum(len(each.pass_edge) for each in trips)  # of the side before
        found.append(dataclasses.replace(own, first_pass=own.first_pass + passes))
        trips.append(refined)
        is_of = np.ones(len(sides), bool) if len(bundles) == 1 else np.arange(len(sides)) == number
        of_side.append(np.tile(is_of, (len(own), 1)))
    every = MatchedTrips.concatenate(trips)
    traversals = Traversals.concatenate(found)
    piece = every.trip_of_pass[traversals.first_pass]
    driver = driver_numbers(every.trip_id, every.driver_id)[piece]
    sliced = Sliced(
        *(slices, driver, np.concatenate(of_side)),
        *(asked.bundle.manifest.time_zone, asked.min_drivers),
    )
    bins = Bins.of(route.bounds_m(asked.bundle.network), free[route.edge])
    return _Corridor(asked.bundle, route, bins, every, traversals, sliced, sides)


def _edges_after(before: Bundle, after: Bundle, route: Route) -> IntArray:
    """The numbers of a route's segments in another bundle."""
    number = np.full(len(before.network), -1)
    in_before = same_segments(before.network, after.network)
    known = np.flatnonzero(in_before >= 0)
    number[in_before[known]] = known
    edge = number[route.edge]
    if (edge < 0).any():
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The bundle after lacks {count} of the {all} segments of the route, such as {edge}.",
            "Prepare both study areas with the same road layer and extent, or shorten the route.",
            count=int((edge < 0).sum()),
            all=len(edge),
            edge=int(route.edge[edge < 0][0]),
        )
    return edge


def _refuse_nothing(corridor: _Corridor, profile: Profile) -> None:
    if not len(corridor.found):
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No trip drives along a segment of the route.",
            "Check its direction, choose another route, or other trips.",
        )
    if not corridor.is_asked[profile.slice].any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "On no segment of the route are there passes of at least {least} drivers at these "
            "times.",
            "Choose longer times of the week, add trips of more drivers, or lower the minimum "
            "number of drivers.",
            least=corridor.sliced.least,
        )


def _times(corridor: _Corridor, times: TravelTimes) -> pd.DataFrame:
    """Rows of the table of travel times."""
    low, high = times.bounds()
    columns = corridor.when(times.slice) | {
        "source": np.array(SOURCES, dtype=object)[times.source],
        "traversals": pd.array(times.traversals, dtype="Int64"),
        "vehicles": pd.array(times.vehicles, dtype="Int64"),
        "recovered_share": times.recovered_share.round(DECIMALS),
    }
    for number, measured in enumerate(MEASURED):
        for suffix, values in (("", times.values), ("_low", low), ("_high", high)):
            columns[f"{measured.name}{suffix}"] = values[:, number].round(DECIMALS)
    return pd.DataFrame(columns)


def _changes(corridor: _Corridor, times: TravelTimes) -> list[pd.DataFrame]:
    """Rows of what is after less before, where both are known."""
    if len(corridor.sides) == 1:
        return []
    # Slices after follow those before, in the same order.
    key = 2 * times.slice + times.source
    _, before, after = np.intersect1d(
        key, key - len(corridor.sliced.slices), assume_unique=True, return_indices=True
    )
    rows = _times(corridor, times.take(after).less(times.take(before)))
    unknown = pd.array([pd.NA] * len(rows), dtype="Int64")
    return [rows.assign(side=CHANGE, traversals=unknown, vehicles=unknown)]


def _predicted(
    params: CorridorParams, corridor: _Corridor, progress: Progress
) -> list[pd.DataFrame]:
    """Rows of what a model predicts, if it was asked for: mean, median and 95th percentile."""
    if not params.with_predicted:
        return []
    opened = LoadedModel.load(path_at(params.model), corridor.bundle, "cpu", progress)
    times, edge = needed_times(opened), corridor.route.edge
    length_m, step = corridor.bundle.network.length_m[edge], times.known.path_step
    city = CityTurns.of(corridor.bundle)
    turn_times = TurnTimes.learn(times.known.function, times.known.context, city)
    slices = [(n, each.time_set) for n, each in enumerate(corridor.sliced.slices) if not each.side]
    numbers, time_sets = zip(*slices, strict=True)
    turn = city.turns.number(edge[:-1], edge[1:])
    found = np.empty((len(slices), 5))
    for row, time_set in enumerate(time_sets):
        progress("Predicting times", row / len(slices))
        on_segments = seconds_on(times.at(edge, length_m, time_set, time_sets), length_m)
        halves_s = (on_segments[0][:-1] + on_segments[0][1:]) / 2
        travel = Travel(*on_segments, turn_times.extra_s(turn, halves_s))
        way = times_along(travel, length_m, step)
        drives = (way.median, way.drive_high)  # nine of ten drives end at the 95th percentile
        found[row] = [each.item() for each in (way.mean, way.low, way.high, *drives)]
    mean, low, high, median, late = found.T
    values = {
        "mean_s": mean,
        "mean_s_low": low,
        "mean_s_high": high,
        "p50_s": median,
        "p95_s": late,
        "travel_time_index": mean / corridor.free_s,
        "planning_time_index": late / corridor.free_s,
        "buffer_index": (late - mean) / mean,
    }
    rounded = {name: value.round(DECIMALS) for name, value in values.items()}
    when = corridor.when(np.array(numbers))
    return [pd.DataFrame(when | {"source": SOURCES[2]} | rounded).assign(side=ALL)]


def _rows(
    corridor: _Corridor,
    number: IntArray,
    bounds_m: tuple[FloatArray, FloatArray],
    seconds: FloatArray,
    free_s: FloatArray,
) -> dict[str, Any]:
    """Columns of stretches: when, where, and what a trip takes.

    Args:
        number: ``(r,)`` slices.
        bounds_m: ``(r,)`` each, from and to, metres along the route.
        seconds, free_s: ``(r,)`` of a trip, and at free flow.
    """
    metres = bounds_m[1] - bounds_m[0]
    return corridor.when(number) | {
        "from_m": bounds_m[0].round(1),
        "to_m": bounds_m[1].round(1),
        "speed_kmh": (3.6 * metres / np.maximum(seconds, 1e-3)).round(DECIMALS),
        "free_flow_kmh": (3.6 * metres / free_s).round(DECIMALS),
        "delay_s": (seconds - free_s).round(DECIMALS),
    }


def _stretches(corridor: _Corridor, profile: Profile) -> gpd.GeoDataFrame:
    """Rows of segments at the asked times."""
    bins, segments = corridor.bins, corridor.found.segments
    rows = profile.take(corridor.is_asked[profile.slice])
    key, first, row = np.unique(
        rows.slice * segments + bins.segment[rows.bin], return_index=True, return_inverse=True
    )
    segment, edge = key % segments, corridor.route.edge[key % segments]
    columns = _rows(
        corridor,
        key // segments,
        (corridor.bounds_m[segment], corridor.bounds_m[segment + 1]),
        np.bincount(row, rows.seconds, len(key)).astype(np.float64),
        np.bincount(bins.segment, bins.free_s)[segment],
    )
    columns |= {name: getattr(rows, name)[first] for name in ("traversals", "vehicles")}
    if corridor.vehicles is not None:
        lost_s = columns["delay_s"] * corridor.vehicles[key // segments, segment]
        columns[HOURS_LOST.name] = (lost_s / SECONDS_PER_HOUR).round(DECIMALS)
    frame = pd.DataFrame(road_columns(corridor.bundle.network, edge) | columns)
    lines = corridor.bundle.network.lines[edge]
    return gpd.GeoDataFrame(frame.drop(columns=OF_HOURS), geometry=lines, crs=GEOGRAPHIC)


def _bottlenecks(corridor: _Corridor, slow: Bottlenecks) -> gpd.GeoDataFrame:
    area = corridor.bundle.area
    parts = corridor.bundle.network.take(corridor.route.edge).local_lines(area)
    line = shapely.LineString(np.concatenate([shapely.get_coordinates(each) for each in parts]))
    scale = line.length / corridor.bounds_m[-1]
    lines = [
        shapely.transform(substring(line, a * scale, b * scale), area.to_geographic)
        for a, b in zip(slow.from_m.tolist(), slow.to_m.tolist(), strict=True)
    ]
    bounds_m, free_s = (slow.from_m, slow.to_m), slow.seconds - slow.delay_s
    rank = 1 + rank_within(slow.slice)
    columns = _rows(corridor, slow.slice, bounds_m, slow.seconds, free_s) | {"rank": rank}
    if corridor.vehicles is not None:
        columns[HOURS_LOST.name] = (slow.lost_s / SECONDS_PER_HOUR).round(DECIMALS)
    frame = pd.DataFrame(columns).drop(columns=OF_HOURS)
    return gpd.GeoDataFrame(frame, geometry=lines, crs=GEOGRAPHIC)


def _profile(corridor: _Corridor, profile: Profile) -> pd.DataFrame:
    bins = corridor.bins.take(profile.bin)
    bounds_m = (bins.from_m, bins.to_m)
    counts = {"traversals": profile.traversals, "vehicles": profile.vehicles}
    return pd.DataFrame(
        _rows(corridor, profile.slice, bounds_m, profile.seconds, bins.free_s) | counts
    )


def _picture(corridor: _Corridor, profile: Profile) -> bytes:
    """Speeds by metre and hour of a weekday, of the last side."""
    bins, side = corridor.bins, len(corridor.sides) - 1
    speed = np.full((HOURS, len(bins)), np.nan)
    when = _when(corridor.sliced.slices, corridor.sides)
    days = when[(when["side"] == corridor.sides[side]) & (when["day"] == "weekday")]
    for number, hour in days["hour"].items():
        rows = profile.take(profile.slice == number)
        speed[hour, rows.bin] = rows.speed_kmh(bins)
    name = corridor.bundle.network.name[corridor.route.edge]
    named = np.flatnonzero(name != "")
    begins = [at for n, at in enumerate(named) if not n or name[at] != name[named[n - 1]]]
    marks = [(float(corridor.bounds_m[at]), str(name[at])) for at in begins]
    metres = np.append(bins.from_m, bins.to_m[-1])
    return time_space_picture(
        metres, np.arange(HOURS + 1.0), speed, marks, corridor.bundle.title, str
    )


def _remarks(
    corridor: _Corridor, blocks: list[Block], times: TravelTimes, stretches: gpd.GeoDataFrame
) -> list[Text]:
    slices = corridor.sliced.slices
    shown = set(times.slice[times.source == WHOLE].tolist())
    missing = [
        each.time_set.name for n, each in enumerate(slices) if each.is_asked and n not in shown
    ]
    asked = int(corridor.is_asked.sum()) * corridor.found.segments
    lines = [
        Text(
            "Composed times are made of trips through {blocks:,} blocks of segments, with the "
            "correlation of the times of blocks; they are estimates, and no trips.",
            blocks=len(blocks),
        )
        if blocks
        else Text(
            "There are no composed times: too few trips drive through a part of the route and the "
            "next one."
        ),
        Text(
            "Trips that turn off or begin on a segment do not count there. Passes over a part of a "
            "segment, of parked vehicles and of implausible speeds do not count either."
        ),
        withheld_remark(corridor.sliced.least, segments=(asked - len(stretches), asked)),
        Text(
            "Intervals contain {level:.0%} of the values of a bootstrap over drivers, with an "
            "error of measurement of {whole:.0%} of the times of whole trips, {composed:.0%} of "
            "others.",
            level=LEVEL,
            whole=ERRORS[WHOLE],
            composed=ERRORS[COMPOSED],
        ),
    ]
    if missing:
        lines.append(
            Text(
                "Whole trips of fewer than {least:,} drivers, or of which a difference would be "
                "of fewer, at these times: {times}.",
                least=corridor.sliced.least,
                times=list(dict.fromkeys(missing)),
            )
        )
    return lines


def _published(
    params: CorridorParams, asked: Asked, corridor: _Corridor, remarks: list[Text]
) -> tuple[Text, ...]:
    """The remarks, with warnings of earlier outputs; hours of the day are of the whole week."""
    wide = with_whole_week(asked)
    choice = f"{corridor.route.edge.tolist()}, {params.period}, {params.period_after}"
    found = wide.published(remarks, choice)
    if params.after in (None, params.bundle):
        return found
    output = Output.of("corridor", wide.time_sets, params.side, params.min_drivers, choice)
    return (*found, *record_output(Path(str(params.after)), output))
