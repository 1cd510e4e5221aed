"""A bundle: a prepared study area on disk.

A folder with ``bundle.json`` (the manifest), ``network.parquet`` (a row a directed edge),
``trips.parquet`` (a row a matched piece of a trip), ``labels.parquet`` (a row a directed edge),
``images.parquet`` and the pictures in ``images/``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from ..errors import Code, TrajganrError
from ..geo import StudyArea
from ..storage import read_json, sha256_of, write_json
from .matching import MatchedTrips
from .ragged import offsets_of
from .roads import Network

__all__ = ["MANIFEST", "Bundle"]

FORMAT = 2
MANIFEST = "bundle.json"
IMAGE_COLUMNS = {
    "image_id": "object",
    "path": "object",
    "lon": "float64",
    "lat": "float64",
    "heading": "float64",
    "captured_at": "object",
    "edge": "int64",
    "offset_m": "float64",
    "distance_m": "float64",
}

#: Columns of each table: those of a row, then the ragged ones by their offsets.
NETWORK_ROW = ("source", "target", "reverse", "length_m", "source_fid", "forward")
NETWORK_TEXT = ("highway", "name")
NETWORK_VERTEX = ("lon", "lat")
TRIP_TEXT = ("trip_id", "driver_id")
TRIP_FIX = ("lon", "lat", "t", "speed", "s", "edge", "edge_offset")
TRIP_PASS = ("pass_edge", "pass_s", "pass_enter_m", "pass_exit_m")


@dataclass(frozen=True)
class Bundle:
    """A prepared study area.

    Attributes:
        path: its folder.
        manifest: ``id`` (content hash), ``name``, ``area``, ``counts``, ``tasks`` (labelled edges
            of each task), ``notes``, ``cleaning``, ``sources``, ``options``.
        area: the study area.
        network: its roads.
        trips: all matched pieces.
        is_label: ``(n,)`` whether a piece makes labels; the others are the model's input. All
            trips of a driver are on the same side.
        images: ``image_id, path`` (absolute), ``lon, lat, heading`` (NaN where unknown),
            ``captured_at, edge, offset_m, distance_m``.
        labels: a row a directed edge; columns of :data:`trajganr_core.tasks.TASKS`, those that
            could be derived.
    """

    path: Path
    manifest: dict[str, Any]
    area: StudyArea
    network: Network
    trips: MatchedTrips
    is_label: npt.NDArray[np.bool_]
    images: pd.DataFrame
    labels: pd.DataFrame

    @classmethod
    def load(cls, path: Path) -> Bundle:
        """Read a bundle from its folder.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``, or ``INPUT.FORMAT`` for a bundle of another
                release's format.
        """
        manifest = read_manifest(path)
        trips = pq.read_table(path / "trips.parquet")
        images = pd.read_parquet(path / "images.parquet")
        images["path"] = [str(path.absolute() / "images" / name) for name in images["path"]]
        return cls(
            path=path,
            manifest=manifest,
            area=StudyArea.from_dict(manifest["area"]),
            network=_network_from(pq.read_table(path / "network.parquet")),
            trips=_trips_from(trips),
            is_label=trips["is_label"].to_numpy(),
            images=images,
            labels=pd.read_parquet(path / "labels.parquet"),
        )


def read_manifest(path: Path) -> dict[str, Any]:
    """The manifest of a bundle, without its data.

    Raises:
        TrajganrError: as :meth:`Bundle.load`.
    """
    file = path / MANIFEST
    if not file.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "{path} is no bundle: it has no {manifest}.",
            "Prepare the study area first.",
            path=str(path),
            manifest=MANIFEST,
        )
    manifest: dict[str, Any] = read_json(file)
    if manifest.get("format") != FORMAT:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The bundle {path} has format {found}, this release reads {expected}.",
            "Prepare the study area again.",
            path=str(path),
            found=manifest.get("format"),
            expected=FORMAT,
        )
    return manifest


def write_bundle(
    folder: Path,
    *,
    area: StudyArea,
    network: Network,
    trips: MatchedTrips,
    is_label: npt.NDArray[np.bool_],
    images: pd.DataFrame,
    labels: pd.DataFrame,
    manifest: Mapping[str, Any],
) -> None:
    """Write all files of a bundle; ``images["path"]`` are names within ``folder/images``."""
    pq.write_table(_network_table(network), folder / "network.parquet")
    table = _trips_table(trips).append_column("is_label", pa.array(is_label))
    pq.write_table(table, folder / "trips.parquet", row_group_size=1 << 16)
    images.astype(IMAGE_COLUMNS)[list(IMAGE_COLUMNS)].to_parquet(folder / "images.parquet")
    labels.to_parquet(folder / "labels.parquet")
    content = {
        "format": FORMAT,
        "id": _content_hash(folder, area),
        "area": area.to_dict(),
        **manifest,
    }
    write_json(folder / MANIFEST, content)


def _content_hash(folder: Path, area: StudyArea) -> str:
    digest = hashlib.sha256(json.dumps(area.to_dict()).encode())
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode())
        digest.update(sha256_of(file).encode())
    return digest.hexdigest()


def _network_table(network: Network) -> pa.Table:
    columns = {name: pa.array(getattr(network, name)) for name in NETWORK_ROW}
    columns |= {name: pa.array(getattr(network, name), pa.string()) for name in NETWORK_TEXT}
    columns |= {name: _ragged(network.offsets, getattr(network, name)) for name in NETWORK_VERTEX}
    return pa.table(columns)


def _network_from(table: pa.Table) -> Network:
    return Network(
        offsets=_offsets(table, "lon"),
        **{name: table[name].to_numpy() for name in (*NETWORK_ROW, *NETWORK_TEXT)},
        **{name: _flat(table, name) for name in NETWORK_VERTEX},
    )


def _trips_table(trips: MatchedTrips) -> pa.Table:
    columns = {name: pa.array(getattr(trips, name), pa.string()) for name in TRIP_TEXT}
    columns |= {name: _ragged(trips.offsets, getattr(trips, name)) for name in TRIP_FIX}
    columns |= {name: _ragged(trips.pass_offsets, getattr(trips, name)) for name in TRIP_PASS}
    return pa.table(columns)


def _trips_from(table: pa.Table) -> MatchedTrips:
    return MatchedTrips(
        offsets=_offsets(table, "t"),
        pass_offsets=_offsets(table, "pass_edge"),
        **{name: table[name].to_numpy() for name in TRIP_TEXT},
        **{name: _flat(table, name) for name in (*TRIP_FIX, *TRIP_PASS)},
    )


def _ragged(offsets: npt.NDArray[np.int64], values: npt.NDArray[np.generic]) -> pa.Array:
    return pa.LargeListArray.from_arrays(pa.array(offsets), pa.array(values))


def _offsets(table: pa.Table, column: str) -> npt.NDArray[np.int64]:
    lengths = pa.compute.list_value_length(table[column]).to_numpy()
    return offsets_of(lengths)


def _flat(table: pa.Table, column: str) -> npt.NDArray[Any]:
    values: npt.NDArray[Any] = pa.compute.list_flatten(table[column]).to_numpy()
    return values
