"""The split of trips into label trips and input trips, by driver."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from ...utils.arrays import BoolArray
from ..bundle_tables import read_columns, read_trip_batches
from ..matching.matched import MatchedTrips


@dataclass(frozen=True)
class DriverSplit:
    """Numbers of drivers and pieces, in total and for labels.

    A trip without a driver id counts as a separate driver.
    """

    drivers: int
    label_drivers: int
    pieces: int
    label_pieces: int


def split_by_driver(trips: Sequence[Path], share: float, seed: int, out: Path) -> DriverSplit:
    """Choose the label drivers at random, and write ``is_label``, one row per piece.

    With at least two drivers and a share above zero there is at least one on either side. Only
    ids are read, one row group at a time.

    ``share`` is that of the label drivers. The file ``out`` has the row groups of the input.
    """
    drivers = _all_drivers(trips)
    chosen = choose(len(drivers), share, seed)
    return write_split(trips, drivers.filter(pa.array(chosen)), out)


def write_split(trips: Sequence[Path], label_drivers: pa.Array, out: Path) -> DriverSplit:
    """Write ``is_label``, one row per piece, as :func:`split_by_driver`, for given drivers.

    ``label_drivers`` are ids of :func:`label_drivers_of`; some may have no piece here.
    """
    drivers = _all_drivers(trips)
    pieces = label_pieces = 0
    with pq.ParquetWriter(out, pa.schema({"is_label": pa.bool_()})) as writer:
        for driver in _drivers_of_pieces(trips):
            is_label = pc.is_in(driver, value_set=label_drivers)
            writer.write_table(pa.table({"is_label": is_label}), row_group_size=len(driver))
            pieces += len(driver)
            label_pieces += pc.sum(is_label).as_py() or 0
    of_labels = pc.sum(pc.is_in(drivers, value_set=label_drivers)).as_py() or 0
    return DriverSplit(len(drivers), of_labels, pieces, label_pieces)


def label_drivers_of(trips: Sequence[Path], split: Path) -> pa.Array:
    """The distinct drivers whose pieces are used for labels."""
    sides = read_columns([split], ["is_label"])
    chosen = [
        pc.unique(driver.filter(side["is_label"]))
        for driver, side in zip(_drivers_of_pieces(trips), sides, strict=True)
    ]
    return pc.unique(pa.chunked_array(chosen, pa.string()))


def choose(drivers: int, share: float, seed: int) -> BoolArray:
    """``(drivers,)`` which drivers are chosen for labels."""
    count = round(share * drivers)
    if share > 0:
        count = max(min(max(count, 1), drivers - 1), 0)
    chosen = np.zeros(drivers, dtype=bool)
    chosen[np.random.default_rng(seed).permutation(drivers)[:count]] = True
    return chosen


def label_trips(trips: Sequence[Path], split: Path) -> Iterator[MatchedTrips]:
    """The label pieces, one row group at a time."""
    sides = read_columns([split], ["is_label"])
    for batch, side in zip(read_trip_batches(trips), sides, strict=True):
        yield batch.take(np.flatnonzero(side["is_label"].to_numpy()))


def _all_drivers(trips: Sequence[Path]) -> pa.Array:
    """The distinct drivers, sorted; as Arrow strings, because there may be millions."""
    distinct = [pc.unique(driver) for driver in _drivers_of_pieces(trips)]
    drivers = pc.unique(pa.chunked_array(distinct, pa.string()))
    return drivers.take(pc.sort_indices(drivers))


def _drivers_of_pieces(trips: Sequence[Path]) -> Iterator[pa.ChunkedArray]:
    """The driver of each piece, one row group at a time."""
    for table in read_columns(trips, ["trip_id", "driver_id"]):
        trip, driver = table["trip_id"], table["driver_id"]
        yield pc.if_else(
            pc.equal(driver, ""),
            pc.binary_join_element_wise("trip", trip, " "),
            pc.binary_join_element_wise("driver", driver, " "),
        )
