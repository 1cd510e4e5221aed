"""A large synthetic city: streets in a grid, and the matched trips of taxis as a bundle.

No map matching and no real data: the trips are made on the network directly, so that a city of
464,000 trips is there in a minute. It is as large as the taxi data of a real city. Its traffic is
simple: what is measured on it is time, not accuracy.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from functools import reduce
from operator import add
from pathlib import Path

import numpy as np
import pandas as pd

from trajganr_core.contract.files.atomic_io import atomic_folder
from trajganr_core.contract.options.data_config import RoadOptions
from trajganr_core.contract.records.bundle_manifest import MANIFEST, BundleManifest
from trajganr_core.contract.texts.text import Text
from trajganr_core.contract.version import __version__
from trajganr_core.data import bundle
from trajganr_core.data.bundle_tables import TripWriter, write_frame, write_network
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.data.matching.edge_trips import trips_on_edges
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.data.matching.pass_times import with_even_times
from trajganr_core.data.preparation.drivers import DriverSplit
from trajganr_core.data.preparation.manifest import counts_of, figures_of, labelled_edges
from trajganr_core.data.preparation.trip_figures import TripFigures
from trajganr_core.data.roads.network import Network, RoadAttributes
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.ragged import concatenated_ranges, row_of_each
from trajganr_core.utils.study_area import StudyArea

#: Trips, about as many as the public cabs of San Francisco drove in a month.
TRIPS = 464_000
#: Streets in each direction; 2 · 2 · 72 · 71 = 20,448 directed segments.
STREETS = 72
SPACING_M = 100.0
AREA = StudyArea(-0.06, 39.95, 0.06, 40.05)
#: Every so many streets there is an arterial.
ARTERIAL = 6
DRIVERS = 500
LABEL_SHARE = 0.5
TRIPS_TOGETHER = 29_000
#: Seconds between fixes, and the noise of their positions.
INTERVAL_S, NOISE_M = 16.0, 5.0
#: Unix seconds of the first day, and how many days there are.
BEGIN, DAYS = 1_700_438_400.0, 28
SHARE_OF_UNIFORM_ENDS = 0.15
#: Standard deviation of the other ends of trips about the centre, in streets.
SPREAD = 11.0


def write_city(out: Path, trips: int = TRIPS, seed: int = 0) -> None:
    """Write the city as a bundle.

    Args:
        out: the bundle's folder.
        trips: how many trips to make; a few are too short and left out.
        seed: of all draws.
    """
    rng = np.random.default_rng(seed)
    network = grid_network()
    speed = rng.uniform(0.8, 1.2, len(network)) * _usual_speed(network)
    with atomic_folder(out, MANIFEST) as folder:
        write_network(network, folder / bundle.NETWORK)
        (folder / bundle.TRIPS).mkdir()
        (folder / bundle.PICTURES).mkdir()
        is_label_driver = rng.permutation(DRIVERS) < LABEL_SHARE * DRIVERS
        figures, observed, on_edge, is_label = TripFigures(), [], 0, []
        with TripWriter(folder / bundle.TRIPS / "0000.parquet") as writer:
            for first in range(0, trips, TRIPS_TOGETHER):
                part = _trips(network, speed, first, min(TRIPS_TOGETHER, trips - first), rng)
                writer.write(part)
                of_label = is_label_driver[part.driver_id.astype(np.int64)]
                is_label.append(of_label)
                observed.append(observe(part.take(np.flatnonzero(of_label)), network))
                on_edge = on_edge + trips_on_edges(part, network)
                figures += TripFigures.of(part, network, AREA)
        _write_tables(folder, network, np.concatenate(is_label), reduce(add, observed), on_edge)
        _manifest(folder, network, figures, np.concatenate(is_label)).save(folder)


def grid_network() -> Network:
    """Two-way streets on a grid about the centre of the area."""
    across, along = np.divmod(np.arange(STREETS * (STREETS - 1)), STREETS - 1)
    here, there = along + STREETS * across, along + 1 + STREETS * across
    turned, turned_there = across + STREETS * along, across + STREETS * (along + 1)
    source = np.concatenate([here, there, turned, turned_there])
    target = np.concatenate([there, here, turned_there, turned])
    row, column = np.divmod(np.arange(STREETS**2), STREETS)
    xy = (np.column_stack([column, row]) - (STREETS - 1) / 2) * SPACING_M
    ends = AREA.to_geographic(xy)[np.column_stack([source, target]).ravel()]
    edge = np.arange(len(source))
    segments = len(across)
    forward = edge // segments % 2 == 0
    return Network(
        offsets=2 * np.arange(len(source) + 1),
        lon=ends[:, 0],
        lat=ends[:, 1],
        source=source,
        target=target,
        reverse=np.where(forward, edge + segments, edge - segments),
        length_m=np.full(len(source), SPACING_M),
        source_fid=edge % segments + segments * (edge // (2 * segments)),
        osm_id=np.zeros(len(source), dtype=np.int64),
        forward=forward,
        highway=np.where(_street(edge) % ARTERIAL, "residential", "secondary").astype(object),
        name=np.array([f"Street {number}" for number in _street(edge)], dtype=object),
        attributes=RoadAttributes.unknown(len(source)),
    )


def _street(edge: IntArray) -> IntArray:
    """The number of the street of each edge, among those in its direction."""
    return edge // (STREETS - 1) % STREETS


def _usual_speed(network: Network) -> FloatArray:
    """``(E,)`` m/s: arterials are faster, and the centre is slower."""
    lon, lat = (axis.reshape(-1, 2).mean(1) for axis in (network.lon, network.lat))
    away = np.linalg.norm(AREA.to_local(lon, lat), axis=1) / (STREETS * SPACING_M / 2)
    return (6 + 4 * away) * np.where(network.highway == "secondary", 1.4, 1.0)


def _ways(count: int, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Edges of ``count`` trips and their offsets: to an arterial, along it, and to the end."""
    centred = rng.normal((STREETS - 1) / 2, SPREAD, (count, 4)).round()
    uniform = rng.integers(0, STREETS, (count, 4))
    is_uniform = rng.random((count, 4)) < SHARE_OF_UNIFORM_ENDS
    ends = np.where(is_uniform, uniform, centred).clip(0, STREETS - 1).astype(np.int64)
    across, along, to_across, to_along = ends.T
    between = (along + (to_along - along) * rng.random(count)) / ARTERIAL
    arterial = np.minimum(ARTERIAL * between.round(), STREETS - 1).astype(np.int64)
    # Of each leg: the street, the coordinates on it where it begins and ends, and whether it is
    # turned against the others.
    street = np.column_stack([across, arterial, to_across]).ravel()
    begin = np.column_stack([along, across, arterial]).ravel()
    end = np.column_stack([arterial, to_across, to_along]).ravel()
    turned = (np.tile([1, 0, 1], count) + np.repeat(rng.random(count) < 0.5, 3)) % 2
    steps, offsets = concatenated_ranges(np.zeros(3 * count, dtype=np.int64), np.abs(end - begin))
    leg = row_of_each(offsets)
    backward = (end < begin)[leg]
    cell = np.where(backward, begin[leg] - 1 - steps, begin[leg] + steps)
    block = 2 * turned[leg] + backward
    return (block * STREETS + street[leg]) * (STREETS - 1) + cell, offsets[::3]


def _trips(
    network: Network, speed: FloatArray, first: int, count: int, rng: np.random.Generator
) -> MatchedTrips:
    """Matched trips, numbered from ``first``; those with less than two fixes are left out."""
    edge, offsets = _ways(count, rng)
    rows = np.flatnonzero(np.diff(offsets) > 2)
    items, offsets = concatenated_ranges(offsets[rows], offsets[rows + 1])
    edge, trip = edge[items], row_of_each(offsets)
    enter, leave = np.zeros(len(edge)), network.length_m[edge]
    enter[offsets[:-1]] = rng.uniform(0, SPACING_M / 2, len(rows))
    leave[offsets[1:] - 1] -= rng.uniform(0, SPACING_M / 2, len(rows))
    hour = rng.choice(24, len(rows), p=_of_hours())
    start = (
        BEGIN + 86_400.0 * rng.integers(0, DAYS, len(rows)) + 3600 * (hour + rng.random(len(rows)))
    )
    of_trip = rng.lognormal(0, 0.15, len(rows)) * (1 - 0.3 * np.isin(hour, (8, 9, 17, 18)))
    seconds = (leave - enter) / (speed[edge] * of_trip[trip] * rng.lognormal(0, 0.25, len(edge)))
    # Time and way over all trips, one after the other.
    clock, way = (np.concatenate([[0.0], np.cumsum(each)]) for each in (seconds, leave - enter))
    begins, duration = clock[offsets[:-1]], np.diff(clock[offsets])
    number, fix_offsets = concatenated_ranges(
        np.zeros(len(rows), dtype=np.int64), 1 + (duration / INTERVAL_S).astype(np.int64)
    )
    fix_trip = row_of_each(fix_offsets)
    at = begins[fix_trip] + INTERVAL_S * number
    fix_way = np.interp(at, clock, way)
    passed = np.searchsorted(clock, at, side="right") - 1
    passed = passed.clip(offsets[fix_trip], offsets[fix_trip + 1] - 1)
    offset = (enter[passed] + fix_way - way[passed]).clip(0, SPACING_M)
    place = AREA.to_local(*network.locate(edge[passed], offset).T)
    seen = AREA.to_geographic(place + rng.normal(0, NOISE_M, place.shape))
    trips = MatchedTrips(
        offsets=fix_offsets,
        lon=seen[:, 0],
        lat=seen[:, 1],
        t=start[fix_trip] + INTERVAL_S * number,
        speed=np.full(len(at), np.nan, dtype=np.float32),
        s=fix_way - way[offsets[:-1]][fix_trip],
        edge=edge[passed],
        edge_offset=offset,
        trip_id=(first + rows).astype(str).astype(object),
        driver_id=rng.integers(0, DRIVERS, len(rows)).astype(str).astype(object),
        matched_share=np.ones(len(rows), dtype=np.float32),
        rms_m=np.full(len(rows), NOISE_M, dtype=np.float32),
        confidence=np.ones(len(rows), dtype=np.float32),
        pass_offsets=offsets,
        pass_edge=edge,
        pass_s=way[:-1] - way[offsets[:-1]][trip],
        pass_enter_m=enter,
        pass_exit_m=leave,
        pass_t=np.zeros(len(edge)),
        pass_seconds=np.zeros(len(edge)),
        pass_probability=np.ones(len(edge), dtype=np.float32),
    )
    return with_even_times(trips.take(np.flatnonzero(np.diff(fix_offsets) > 1)))


def _of_hours() -> FloatArray:
    """``(24,)`` share of the trips that begin in each hour."""
    demand = np.array([3, 2, 2, 1, 1, 1, 2, 4, 5, 5, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 5, 5, 5, 4.0])
    return demand / demand.sum()


def _write_tables(
    folder: Path, network: Network, is_label: BoolArray, observed: pd.DataFrame, trips: IntArray
) -> None:
    edge = {"edge": np.arange(len(network))}
    labels = pd.concat([pd.DataFrame(edge), trip_labels(observed)], axis=1)
    write_frame(labels, folder / bundle.LABELS)
    write_frame(pd.DataFrame({"trips": trips, "images": 0}), folder / bundle.COVERAGE)
    write_frame(pd.DataFrame({"is_label": is_label}), folder / bundle.SPLIT)
    columns = bundle.IMAGE_COLUMNS | {"trips": "int64"}
    images = pd.DataFrame(columns=list(columns)).astype(columns)
    write_frame(images, folder / bundle.IMAGES)


def _manifest(
    folder: Path, network: Network, figures: TripFigures, is_label: BoolArray
) -> BundleManifest:
    split = DriverSplit(DRIVERS, round(LABEL_SHARE * DRIVERS), len(is_label), int(is_label.sum()))
    coverage, images = bundle.read_coverage(folder), bundle.read_images(folder)
    tasks = labelled_edges(bundle.read_labels(folder), [])
    return BundleManifest(
        id=bundle.content_hash(folder, AREA),
        name="Synthetic city",
        created_at=datetime.now(UTC).isoformat(timespec="seconds"),
        area=AREA.to_area(),
        driving_side="right",
        time_zone="UTC",
        counts=counts_of(figures, split, edges=len(network), images=0),
        tasks=tasks,
        notes={},
        own_labels=(),
        label_sources=dict.fromkeys(tasks, Text("Synthetic trips")),
        figures=figures_of(
            *(figures, coverage, images),
            road_km=float(network.length_m.sum() / 1e3),
            recovered_share=None,
        ),
        dropped={},
        remarks={},
        sources=(),
        options={"roads": asdict(RoadOptions())},
        versions={"trajganr": __version__},
    )
