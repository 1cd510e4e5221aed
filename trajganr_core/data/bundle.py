"""A bundle: a prepared study area on disk.

A folder with

- ``bundle.json``, the manifest;
- ``network.parquet``, a row a directed edge;
- ``trips/``, a file for each source of trips: a row a matched piece of a trip, a row group a batch;
- ``split.parquet``, a row a piece: whether it makes labels;
- ``labels.parquet`` and ``coverage.parquet``, a row a directed edge: its labels; how many trips
  and pictures it has;
- ``images.parquet`` and the pictures in ``images/``.

The manifest of format 4 holds ``id`` (hash of all other files), ``name``, ``created_at``,
``area``, ``driving_side`` (``right`` or ``left``: where each direction of a road is drawn),
``counts``, ``tasks`` (labelled edges of each task), ``notes`` (why others have no labels),
``own_labels`` (tasks whose labels are the person's own), ``label_sources``, ``figures``,
``dropped`` (what was left out at each stage, and why), ``remarks`` (the same in sentences),
``sources`` (with hashes, licences and what they were recognised as), ``options`` and
``versions``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ..contract.atomic_io import read_json, sha256_of
from ..contract.data_config import RoadOptions
from ..contract.errors import Code, TrajganrError
from ..contract.protocol.file_names import inside, is_file_name, is_sha256
from ..utils.arrays import BoolArray
from ..utils.html_table import html_table
from ..utils.paths import StrPath, copy_folder
from ..utils.study_area import StudyArea
from . import bundle_tables, mapped_trips
from .bundle_tables import read_frame, read_trip_batches, read_trips, sizes_of
from .matching.matched import MatchedTrips
from .reporting.bundle_summary import summarise
from .roads.network import Network

__all__ = [
    "COVERAGE",
    "FORMAT",
    "IMAGES",
    "IMAGE_COLUMNS",
    "LABELS",
    "MANIFEST",
    "NETWORK",
    "PICTURES",
    "SPLIT",
    "TRIPS",
    "Bundle",
    "content_hash",
    "picture_names",
    "read_coverage",
    "read_images",
    "read_labels",
    "read_manifest",
    "read_network",
    "remarks_of",
    "title_of",
    "trip_batches",
    "trip_files",
]

FORMAT = 4
MANIFEST = "bundle.json"
NETWORK, LABELS, COVERAGE = "network.parquet", "labels.parquet", "coverage.parquet"
SPLIT, IMAGES = "split.parquet", "images.parquet"
#: Folders of the files of trips, and of the pictures.
TRIPS, PICTURES = "trips", "images"
KEYS = (
    "id",
    "name",
    "created_at",
    "area",
    "driving_side",
    "counts",
    "tasks",
    "notes",
    "own_labels",
    "label_sources",
    "figures",
    "dropped",
    "remarks",
    "sources",
    "options",
    "versions",
)
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


@dataclass(frozen=True)
class Bundle:
    """A prepared study area, in memory except for the trips of a large one.

    Attributes:
        path: its folder.
        manifest: see the module.
        area: the study area.
        network: its roads.
        trips: all matched pieces; with more than :data:`~.mapped_trips.LARGEST_IN_MEMORY` fixes
            they are memory-mapped and read-only.
        is_label: ``(n,)`` whether labels are made from a piece; the others are the model's input.
            All trips of a driver are on the same side.
        images: ``image_id, path`` (absolute), ``lon, lat, heading`` (NaN where unknown),
            ``captured_at, edge, offset_m, distance_m``, and ``trips``, the number of passes within
            the distance at which pictures belong to a road.
        labels: a row a directed edge; columns of :data:`trajganr_core.contract.tasks.TASKS`, those
            that could be derived.
    """

    path: Path
    manifest: dict[str, Any]
    area: StudyArea
    network: Network
    trips: MatchedTrips
    is_label: BoolArray
    images: pd.DataFrame
    labels: pd.DataFrame

    @property
    def title(self) -> str:
        """Its display name: its name or, without one, its folder's."""
        return title_of(self.manifest, self.path)

    @property
    def driving_side(self) -> str:
        """The side of the road on which vehicles drive: ``right`` or ``left``."""
        return str(self.manifest["driving_side"])

    @property
    def road_options(self) -> RoadOptions:
        """The options with which the road layer was read."""
        known = self.manifest["options"]["roads"]
        return RoadOptions(**{**known, "road_classes": tuple(known["road_classes"])})

    @classmethod
    def load(cls, path: StrPath) -> Bundle:
        """Read a bundle from its folder.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` where it or one of its files is missing;
                ``INPUT.FORMAT`` for a bundle of another release's format, or a damaged one.
            OSError: when the disk is full.

        Example:
            >>> import trajganr_core as tg
            >>> bundle = tg.Bundle.load("bundle")
            >>> len(bundle.network), len(bundle.images)
            (268, 0)
        """
        path = Path(path)
        manifest = read_manifest(path)
        network, labels = read_network(path), read_labels(path)
        files = trip_files(path)
        is_large = sizes_of(files).fixes > mapped_trips.LARGEST_IN_MEMORY
        trips = mapped_trips.mapped_trips(files, manifest["id"]) if is_large else read_trips(files)
        is_label = read_frame(path / SPLIT, ["is_label"])["is_label"].to_numpy()
        if len(is_label) != len(trips) or len(labels) != len(network):
            raise _damaged(path, "its files are not of one bundle")
        return cls(
            path=path,
            manifest=manifest,
            area=StudyArea.from_dict(manifest["area"]),
            network=network,
            trips=trips,
            is_label=is_label,
            images=read_images(path),
            labels=labels,
        )

    def save(self, path: StrPath) -> Bundle:
        """Copy the bundle's folder and return the copy.

        Raises:
            TrajganrError: ``INPUT.FIELD`` where ``path`` is a folder that is not a bundle.

        Example:
            >>> import trajganr_core as tg
            >>> tg.Bundle.load("bundle").save("backup/bundle").path
            PosixPath('backup/bundle')
        """
        copy_folder(self.path, Path(path), MANIFEST)
        return Bundle.load(path)

    def __repr__(self) -> str:
        return (
            f"<Bundle {self.title!r}: {len(self.network):,} directed segments, "
            f"{self.manifest['counts']['trips']:,} trips, {len(self.images):,} images>"
        )

    def _repr_html_(self) -> str:
        return html_table(f"Bundle {self.title}", summarise(self.manifest))


def title_of(manifest: Mapping[str, Any], path: Path) -> str:
    """Display name of a bundle or a model: its name or, without one, its folder's."""
    return str(manifest.get("name") or path.absolute().name)


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
    try:
        manifest: dict[str, Any] = read_json(file)
        found = manifest.get("format")
    except (ValueError, AttributeError) as error:
        raise _damaged(path, f"{MANIFEST} cannot be read: {error}") from error
    if found != FORMAT:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The bundle {path} has format {found}, this release reads {expected}.",
            "Prepare the study area again.",
            path=str(path),
            found=found,
            expected=FORMAT,
        )
    missing = [key for key in KEYS if key not in manifest]
    if missing:
        raise _damaged(path, f"{MANIFEST} has no {', '.join(missing)}")
    if not is_sha256(manifest["id"]):  # folders of caches and exports are named by it
        raise _damaged(path, f"the id in {MANIFEST} is none")
    return manifest


def remarks_of(manifest: Mapping[str, Any]) -> list[str]:
    """The recognised formats and the losses, as sentences."""
    return [line for lines in manifest["remarks"].values() for line in lines]


def read_network(path: Path) -> Network:
    """The roads of a bundle."""
    return bundle_tables.read_network(path / NETWORK)


def read_labels(path: Path) -> pd.DataFrame:
    """The labels of a bundle, a row a directed edge."""
    return read_frame(path / LABELS)


def read_coverage(path: Path) -> pd.DataFrame:
    """``trips`` and ``images`` of every directed edge of a bundle."""
    return read_frame(path / COVERAGE, ["trips", "images"])


def read_images(path: Path) -> pd.DataFrame:
    """The pictures of a bundle; see :class:`Bundle`.

    Raises:
        TrajganrError: as :meth:`Bundle.load`, also where a picture is outside the bundle.
    """
    images = read_frame(path / IMAGES, [*IMAGE_COLUMNS, "trips"])
    images["path"] = [str(path.absolute() / PICTURES / n) for n in picture_names(path, images)]
    return images


def picture_names(path: Path, images: pd.DataFrame) -> list[str]:
    """File names of a bundle's pictures, from its table.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for one that is not a plain name, or is a link.
    """
    names: list[str] = images["path"].tolist()
    folder = inside(path, PICTURES)
    # One directory listing instead of a stat call for each of up to a million files.
    listed = os.scandir(folder) if folder.is_dir() else ()
    strange = {entry.name for entry in listed if not entry.is_file(follow_symlinks=False)}
    for name in names:
        if not is_file_name(name) or name in strange:
            raise _damaged(path, f"its picture {str(name)[:200]!r} is not a file inside it")
    return names


def trip_files(path: Path) -> list[Path]:
    """The files of a bundle's trips, in their order.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` where there is none.
    """
    files = sorted((path / TRIPS).glob("*.parquet"))
    if not files:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "The bundle is incomplete: there is no file in {path}.",
            "Copy the whole folder of the bundle, or prepare the study area again.",
            path=str(path / TRIPS),
        )
    return files


def trip_batches(path: Path) -> Iterator[MatchedTrips]:
    """The matched pieces of a bundle, batch by batch."""
    return read_trip_batches(trip_files(path))


def content_hash(folder: Path, area: StudyArea) -> str:
    """The id of a bundle: a hash of its area and of all files except the manifest."""
    digest = hashlib.sha256(json.dumps([FORMAT, area.to_dict()]).encode())
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        if file != folder / MANIFEST:
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(sha256_of(file).encode())
    return digest.hexdigest()


def _damaged(path: Path, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The bundle {path} is damaged: {reason}.",
        "Copy it again, or prepare the study area again.",
        path=str(path),
        reason=reason,
    )
