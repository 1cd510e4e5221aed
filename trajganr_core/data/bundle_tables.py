"""The Parquet tables of a bundle, written and read one row group at a time.

The same rows give the same bytes: library-specific metadata, such as that of pandas, is left out.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..contract.errors import Code, TrajganrError
from ..contract.records import plain_json
from ..utils.arrays import FloatArray, IntArray
from ..utils.ragged import offsets_of, row_of_each
from ..utils.study_area import StudyArea
from .matching.matched import FIX_COLUMNS, PASS_COLUMNS, PIECE_COLUMNS, MatchedTrips
from .roads.network import Network, RoadAttributes

#: Columns of each table: those with a value per row, then the ragged ones by their offsets.
NETWORK_ROW = ("source", "target", "reverse", "length_m", "source_fid", "osm_id", "forward")
NETWORK_TEXT = ("highway", "name")
NETWORK_VERTEX = ("lon", "lat")
#: Edges that must not be driven directly after this one.
FORBIDDEN_NEXT = "forbidden_next"
COMPRESSION = "zstd"
#: Side of a tile, degrees; a city covers one or a few.
TILE_DEG = 0.25
#: Name of the boxes in the metadata of a Parquet file.
BOXES = "boxes"


def write_network(network: Network, path: Path) -> None:
    """Write one row per directed edge."""
    columns = {name: pa.array(getattr(network, name)) for name in NETWORK_ROW}
    columns |= {name: pa.array(getattr(network, name), pa.string()) for name in NETWORK_TEXT}
    columns |= {
        name: pa.array(getattr(network.attributes, name)) for name in RoadAttributes.names()
    }
    columns |= {name: _ragged(network.offsets, getattr(network, name)) for name in NETWORK_VERTEX}
    last, following = network.forbidden_turns.T
    turns = offsets_of(np.bincount(last, minlength=len(network)))
    columns[FORBIDDEN_NEXT] = _ragged(turns, following)
    pq.write_table(pa.table(columns), path, compression=COMPRESSION)


def read_network(path: Path) -> Network:
    """Read a table of :func:`write_network`.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.FORMAT`` for a file that is damaged.
    """
    with _opened(path) as file:
        table = file.read()
        return Network(
            offsets=_offsets(table, "lon"),
            **{name: table[name].to_numpy() for name in (*NETWORK_ROW, *NETWORK_TEXT)},
            **{name: _flat(table, name) for name in NETWORK_VERTEX},
            attributes=RoadAttributes(*(table[name].to_numpy() for name in RoadAttributes.names())),
            forbidden_turns=np.column_stack(
                [row_of_each(_offsets(table, FORBIDDEN_NEXT)), _flat(table, FORBIDDEN_NEXT)]
            ),
        )


class TripWriter:
    """Writes matched pieces, one row each and one row group per batch; a context manager.

    With ``edge_boxes`` ``(E, 4)`` of a wide area's network, batches are written tile by tile, see
    :mod:`~.bundle_tables`.
    """

    def __init__(self, path: Path, edge_boxes: FloatArray | None = None) -> None:
        self._edge_boxes = edge_boxes
        self._boxes: list[FloatArray] = []
        self._writer = pq.ParquetWriter(
            path, _trips_table(MatchedTrips.empty()).schema, compression=COMPRESSION
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._boxes:
            boxes = json.dumps(np.stack(self._boxes).tolist())
            self._writer.add_key_value_metadata({BOXES: boxes})
        self._writer.close()

    def write(self, trips: MatchedTrips) -> None:
        """Append a batch; an empty one is not written."""
        for part in [trips] if self._edge_boxes is None else by_tile(trips):
            self.append(part)

    def append(self, trips: MatchedTrips) -> None:
        """Write a row group as it is; an empty one is not written."""
        if not len(trips):
            return
        self._writer.write_table(_trips_table(trips), row_group_size=len(trips))
        if self._edge_boxes is not None:
            self._boxes.append(box_of(trips, self._edge_boxes))


def read_trip_batches(
    files: Sequence[Path], area: StudyArea | None = None
) -> Iterator[MatchedTrips]:
    """Matched pieces in the order written, one row group at a time.

    Row groups outside of the area are skipped, if the files have bounding boxes.

    Raises:
        TrajganrError: as :func:`read_network`.
    """
    for path in files:
        with _opened(path) as file:
            boxes = boxes_from(file.metadata.metadata)
            for group in range(file.num_row_groups):
                if area is None or boxes is None or area.meets(boxes[group : group + 1])[0]:
                    yield _trips_from(file.read_row_group(group))


def read_trips(files: Sequence[Path]) -> MatchedTrips:
    """All matched pieces; at most one additional column is in memory.

    Raises:
        TrajganrError: as :func:`read_network`.
    """
    parts = [vars(batch) for batch in read_trip_batches(files)]
    if not parts:
        return MatchedTrips.empty()
    offsets: dict[str, Any] = {
        name: offsets_of(np.concatenate([np.diff(part[name]) for part in parts]))
        for name in ("offsets", "pass_offsets")
    }
    # A part's column is freed when it is joined.
    columns: dict[str, Any] = {
        name: np.concatenate([part.pop(name) for part in parts])
        for name in (*PIECE_COLUMNS, *FIX_COLUMNS, *PASS_COLUMNS)
    }
    return MatchedTrips(**offsets, **columns)


def count_fixes(files: Sequence[Path]) -> int:
    """Number of fixes of all pieces, from the files' metadata; no row is read.

    Raises:
        TrajganrError: as :func:`read_network`.
    """
    total = 0
    for path in files:
        with _opened(path) as file:
            schema, groups = file.metadata.schema, range(file.num_row_groups)
            leaf = {schema.column(i).path.split(".")[0]: i for i in range(len(schema))}["t"]
            total += sum(file.metadata.row_group(i).column(leaf).num_values for i in groups)
    return total


def read_columns(files: Sequence[Path], columns: Sequence[str]) -> Iterator[pa.Table]:
    """Some scalar columns of trips, one row group at a time.

    Raises:
        TrajganrError: as :func:`read_network`.
    """
    for path in files:
        with _opened(path) as file:
            for group in range(file.num_row_groups):
                yield file.read_row_group(group, columns=list(columns))


def write_frame(frame: pd.DataFrame, path: Path) -> None:
    """A table without its index."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    pq.write_table(table, path, compression=COMPRESSION)


def read_frame(path: Path, needed: Collection[str] = ()) -> pd.DataFrame:
    """Read a table of :func:`write_frame`.

    Raises:
        TrajganrError: as :func:`read_network`; also ``INPUT.FORMAT`` if a needed column is
            missing.
    """
    with _opened(path) as file:
        frame: pd.DataFrame = file.read().to_pandas()
        missing = [name for name in needed if name not in frame]
        if missing:
            raise KeyError(f"no column {', '.join(missing)}")
        return frame


@contextmanager
def _opened(path: Path) -> Iterator[pq.ParquetFile]:
    """Open a Parquet file; all errors in the block become coded errors."""
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The bundle is incomplete: there is no {path}.",
            "Copy the whole folder of the bundle, or prepare the study area again.",
            path=str(path),
        )
    try:
        with pq.ParquetFile(path) as file:
            yield file
    except (pa.ArrowException, OSError, KeyError, TypeError) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is damaged: {reason}",
            "Copy the bundle again, or prepare the study area again.",
            path=str(path),
            reason=str(error),
        ) from error


def _trips_table(trips: MatchedTrips) -> pa.Table:
    columns = {
        name: pa.array(getattr(trips, name), pa.string() if kind == "O" else None)
        for name, kind in PIECE_COLUMNS.items()
    }
    columns |= {name: _ragged(trips.offsets, getattr(trips, name)) for name in FIX_COLUMNS}
    columns |= {name: _ragged(trips.pass_offsets, getattr(trips, name)) for name in PASS_COLUMNS}
    return pa.table(columns)


def _trips_from(table: pa.Table) -> MatchedTrips:
    return MatchedTrips(
        offsets=_offsets(table, "t"),
        pass_offsets=_offsets(table, "pass_edge"),
        **{name: table[name].to_numpy() for name in PIECE_COLUMNS},
        **{name: _flat(table, name) for name in (*FIX_COLUMNS, *PASS_COLUMNS)},
    )


def _ragged(offsets: IntArray, values: npt.NDArray[np.generic]) -> pa.Array:
    return pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(values))


def _offsets(table: pa.Table, column: str) -> IntArray:
    lengths = pa.compute.list_value_length(table[column]).to_numpy()
    return offsets_of(lengths)


def _flat(table: pa.Table, column: str) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = pa.compute.list_flatten(table[column]).to_numpy()
    return values


def is_wide(area: StudyArea) -> bool:
    """Whether an area is wide enough for parts of it to be read separately."""
    return max(area.east - area.west, area.north - area.south) > TILE_DEG


def by_tile(trips: MatchedTrips) -> Iterator[MatchedTrips]:
    """Pieces grouped by the tile where their trip begins; the pieces of a trip stay together."""
    if not len(trips):
        return
    first = trips.offsets[:-1]
    _, opening, trip = np.unique(trips.trip_id, return_index=True, return_inverse=True)
    begins = np.column_stack([trips.lat[first], trips.lon[first]])[opening[trip]]
    _, tile = np.unique(np.floor(begins / TILE_DEG), axis=0, return_inverse=True)
    for number in range(tile.max() + 1):
        yield trips.take(np.flatnonzero(tile == number))


def box_of(trips: MatchedTrips, edge_boxes: FloatArray) -> FloatArray:
    """``(4,)`` bounding box of all edges that the pieces pass, at least one."""
    passed = edge_boxes[trips.pass_edge]
    return np.concatenate([passed[:, :2].min(0), passed[:, 2:].max(0)])


def boxes_from(metadata: Mapping[bytes, bytes] | None) -> FloatArray | None:
    """The boxes ``(groups, 4)`` of row groups from file metadata, if present."""
    text = (metadata or {}).get(BOXES.encode())
    if text is None:
        return None
    return np.array(plain_json.loads(text), dtype=np.float64).reshape(-1, 4)
