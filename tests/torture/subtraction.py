"""Overlapping outputs of the demo city, from which an attacker subtracts what few persons did."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from differencing import Cells, Drivers, found_by_subtraction
from job_runs import write_file
from prepared_bundle import prepare_bundle

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.changes import ChangesParams, ChangesResult
from trajganr_core.contract.kinds.observe import ObserveResult
from trajganr_core.contract.kinds.od_matrix import OdMatrixParams, OdMatrixResult
from trajganr_core.contract.kinds.select_link import ENDS, SelectLinkResult
from trajganr_core.contract.layers.road_times import DAY_TYPES, HOURS, MIN_DRIVERS, hour_of
from trajganr_core.contract.options.data_config import PrepareConfig
from trajganr_core.contract.options.time_sets import DAYS, NAMED_SETS, TimeSet, parse_time_sets
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.local_time import is_in
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.jobs.od_matrix import _journeys
from trajganr_core.traffic import driver_bootstrap
from trajganr_core.traffic.flows.cells import cells_of
from trajganr_core.traffic.flows.through import candidate_passes, first_and_last_fix, trips_through
from trajganr_core.traffic.flows.zones import read_zones
from trajganr_core.traffic.observed_week import observed_week
from trajganr_core.traffic.published_layers import Asked
from trajganr_core.utils.study_area import StudyArea

CITY = Path(__file__).resolve().parents[2] / "resources" / "demo" / "city"
#: Hours at which trips of the demo city are, on a Tuesday and a Saturday.
FROM, TO = 5, 23
CELL_M = 500.0


@dataclass
class Subtraction:
    """What was solved.

    Attributes:
        systems: number of linear systems, by output.
        persons: what followed of fewer drivers than the least.
        wrong: numbers in outputs that are not those of their passes or trips.
    """

    systems: dict[str, int] = field(default_factory=dict)
    persons: list[str] = field(default_factory=list)
    wrong: int = 0

    def solve(self, output: str, what: str, cells: list[Cells], driver: Drivers) -> None:
        """Solve the system of what is told of one thing."""
        if not cells:
            return
        self.systems[output] = self.systems.get(output, 0) + 1
        few = found_by_subtraction(np.array(cells), driver, MIN_DRIVERS)
        if few is not None:
            self.persons.append(f"{output}, {what}: {len(few)} drivers")

    def check(self, told: float, cell: Cells) -> Cells:
        """The passes that a number sums over."""
        self.wrong += int(told != cell.sum())
        return cell


def demo_city(folder: Path) -> Bundle:
    """The bundle of the demo city."""
    found = json.loads((CITY / "city.json").read_text(encoding="utf-8"))
    prepare_bundle(
        trips=[CITY / "trips.csv"],
        roads=CITY / "roads.gpkg",
        area=StudyArea(*found["bbox"]),
        out=folder / "bundle",
        config=PrepareConfig(name=found["name"]),
    )
    return Bundle.load(folder / "bundle")


def subtract(folder: Path, bundle: Bundle, rounds: int, *, seed: int) -> Subtraction:
    """Write overlapping outputs of each kind, and solve what is told in them."""
    found, rng = Subtraction(), np.random.default_rng(seed)
    replicates, driver_bootstrap.REPLICATES = driver_bootstrap.REPLICATES, 3
    passes, _ = passes_of_bundle(bundle)
    try:
        for number in range(rounds):
            times, out = _some_times(rng), folder / f"{number}.gpkg"
            for attack in (_observed, _matrix, _through, _changes):
                out.unlink(missing_ok=True)
                try:
                    attack(found, bundle, passes, times, out, rng)
                except TrajganrError as error:
                    if error.code is not Code.INPUT_EMPTY:
                        raise
        _asked(found, bundle, passes)
    finally:
        driver_bootstrap.REPLICATES = replicates
    return found


def _some_times(rng: np.random.Generator) -> tuple[TimeSet, ...]:
    """Sets that overlap, are nested or differ by little."""
    begin, end = np.sort(rng.choice(np.arange(FROM, TO + 1), 2, replace=False))
    odd = f"{begin:02}:00-{end:02}:{rng.choice([0, 5, 30]):02}"
    own = [odd, f"Tue {odd}", f"{begin:02}:00-24:00", f"{rng.choice(DAYS)},Tue"]
    return parse_time_sets(rng.permutation([*NAMED_SETS, *own])[: rng.integers(2, 6)].tolist())


def _names(times: tuple[TimeSet, ...]) -> tuple[str, ...]:
    return tuple(each.name for each in times)


def _observed(
    found: Subtraction,
    bundle: Bundle,
    passes: PassTable,
    times: tuple[TimeSet, ...],
    out: Path,
    rng: np.random.Generator,
) -> None:
    write_file("observe", out, bundle=bundle.path, time_sets=_names(times))
    rows = pyogrio.read_dataframe(out, layer=ObserveResult.LAYER, read_geometry=False)
    inside = {each.name: is_in(each, passes.minute_of_week) for each in times}
    for edge, of_edge in rows.groupby("edge"):
        here = passes.edge == edge
        cells = [
            found.check(row.passes, inside[row.time_set][here]) for row in of_edge.itertuples()
        ]
        found.solve("observed traffic", f"segment {edge}", cells, passes.driver[here])


def _matrix(
    found: Subtraction,
    bundle: Bundle,
    passes: PassTable,
    times: tuple[TimeSet, ...],
    out: Path,
    rng: np.random.Generator,
) -> None:
    """Between a few large zones, from which small circles around ends of trips are cut."""
    trips = bundle.matched
    at = rng.choice(trips.offsets[:-1], 4)
    dots = shapely.buffer(shapely.points(trips.lon[at], trips.lat[at]), 2e-5)
    west, south, east, north = bundle.area.bbox
    lon, lat = rng.uniform(0.3, 0.7, 2) * (east - west, north - south) + (west, south)
    quarters = [
        shapely.box(west, south, lon, lat),
        shapely.box(lon, south, east, lat),
        shapely.box(west, lat, lon, north),
        shapely.box(lon, lat, east, north),
    ]
    layer = out.with_name("zones.gpkg")
    gpd.GeoDataFrame(geometry=[*dots, *quarters], crs="EPSG:4326").to_file(layer)
    params = OdMatrixParams(bundle=str(bundle.path), zones=str(layer), time_sets=_names(times))
    write_file("od_matrix", out, **asdict(params))
    rows = pyogrio.read_dataframe(out, layer=OdMatrixResult.MATRIX)
    zones = read_zones(layer, bundle.area)
    journeys = _journeys(Asked.of(params, bundle), zones)
    within = journeys.is_inside
    inside = {each.name: is_in(each, journeys.minute_of_week) & within for each in times}
    name = np.where(journeys.zone >= 0, zones.name[journeys.zone], "")
    totals = [
        inside[time_set]
        for time_set, of_set in rows.groupby("time_set")
        if abs(of_set["share"].sum() - 1) > 0.0001 * len(of_set)  # of other trips too
    ]
    every = list(totals)
    for (origin, destination), of_pair in rows.groupby(["origin", "destination"]):
        pair = (name[:, 0] == origin) & (name[:, 1] == destination)
        cells = [
            found.check(row.trip_count, inside[row.time_set] & pair) for row in of_pair.itertuples()
        ]
        every += cells
        found.solve("matrix", f"{origin} to {destination}", cells, journeys.driver)
    if totals:
        found.solve("matrix", "totals", every, journeys.driver)


def _through(
    found: Subtraction,
    bundle: Bundle,
    passes: PassTable,
    times: tuple[TimeSet, ...],
    out: Path,
    rng: np.random.Generator,
) -> None:
    """Trips through roads: on other roads, from and to cells, and at hours."""
    roads = rng.choice(np.unique(passes.edge), int(rng.integers(1, 4)), replace=False)
    asked = {"bundle": bundle.path, "time_sets": _names(times), "cell_m": CELL_M}
    write_file("select_link", out, through=roads.tolist(), **asked)
    table, trip_of_piece, _ = candidate_passes(bundle, np.arange(len(bundle.matched)), roads)
    through = trips_through(table, trip_of_piece, roads, np.array([], dtype=np.int64))
    inside = {each.name: is_in(each, through.minute_of_week) for each in times}
    rows = pyogrio.read_dataframe(out, layer=SelectLinkResult.ROADS, read_geometry=False)
    totals = [inside[name] for name in rows["time_set"].unique()]
    for edge, of_edge in rows.groupby("edge"):
        over = np.isin(np.arange(len(through)), through.row[through.edge == edge])
        cells = [
            found.check(row.trip_count, inside[row.time_set] & over) for row in of_edge.itertuples()
        ]
        found.solve("select link", f"segment {edge}", [*totals, *cells], through.driver)
    ends = pyogrio.read_dataframe(out, layer=SelectLinkResult.ENDS)
    fixes = first_and_last_fix(bundle, trip_of_piece, through.trip)
    for end, at in zip(ENDS, fixes.T, strict=True):
        xy = bundle.area.to_local(bundle.matched.lon[at], bundle.matched.lat[at])
        _, cell = cells_of(xy, CELL_M)
        own = []
        for row in ends[ends["end"] == end].itertuples():
            middle = shapely.get_coordinates(row.geometry.centroid)
            centre = bundle.area.to_local(*middle.T)
            near = cell == cell[np.argmin(np.abs(xy - centre).max(axis=1))]
            own.append(found.check(row.trip_count, inside[row.time_set] & near))
        found.solve("select link", end, [*totals, *own], through.driver)
    hours = pyogrio.read_dataframe(out, layer=SelectLinkResult.HOURS)
    cells = [
        found.check(row.trip_count, is_in(hour_of(row.day, row.hour), through.minute_of_week))
        for row in hours.itertuples()
    ]
    found.solve("select link", "hours", [*totals, *cells], through.driver)


def _changes(
    found: Subtraction,
    bundle: Bundle,
    passes: PassTable,
    times: tuple[TimeSet, ...],
    out: Path,
    rng: np.random.Generator,
) -> None:
    before, after = times[:2]
    params = ChangesParams(bundle=str(bundle.path), time_set=before.name, time_set_after=after.name)
    write_file("changes", out, **asdict(params))
    rows = pyogrio.read_dataframe(out, layer=ChangesResult.LAYER, read_geometry=False)
    inside = [is_in(each, passes.minute_of_week) for each in (before, after)]
    for row in rows.itertuples():
        here = passes.edge == row.edge
        told = [row.trips_before > 0, row.trips_after > 0]
        cells = [mask[here] for mask, may in zip(inside, told, strict=True) if may]
        found.solve("changes", f"segment {row.edge}", cells, passes.driver[here])


def _asked(found: Subtraction, bundle: Bundle, passes: PassTable) -> None:
    """Hours of days, and ranges of speed, of all segments."""
    for edge in np.unique(passes.edge):
        here = passes.take(passes.edge == edge)
        observed = observed_week(here)
        for cells in _published_cells(found, here, observed.answer, observed.passes):
            found.solve("ask a place", f"segment {edge}", cells, here.driver)


def _published_cells(
    found: Subtraction, here: PassTable, answer: dict, passes: dict
) -> Iterator[list[Cells]]:
    """What is told by hour, and by speed, each with the number of all passes."""
    every = np.ones(len(here), dtype=bool)
    hour = (here.minute_of_week // 60).astype(np.int64)
    by_hour = [every]
    for day in DAY_TYPES:
        for number, count in enumerate(passes[day]):
            if count:
                by_hour.append(found.check(count, is_in(hour_of(day, number), here.minute_of_week)))
    by_hour += [
        found.check(cell[0], hour == number)
        for number, cell in enumerate(answer["week"])
        if cell is not None
    ]
    speed = np.minimum(here.speed_kmh // 5, len(answer["speeds"]) - 1)
    by_speed = [every] + [
        found.check(count, speed == number)
        for number, count in enumerate(answer["speeds"])
        if count
    ]
    assert len(answer["week"]) == 7 * HOURS
    # The number of all passes follows from either, or is not told.
    yield from (cells for cells in (by_hour, by_speed) if len(cells) > 1)
