"""A bundle: a prepared study area on disk.

A folder with

- ``bundle.json``, the manifest (:mod:`trajganr_core.contract.records.bundle_manifest`);
- ``network.parquet``, one row per directed edge;
- ``trips/``, one file per source of trips: one row per matched piece, one row group per batch;
- ``split.parquet``, one row per piece: whether it is used for labels;
- ``labels.parquet`` and ``coverage.parquet``, one row per directed edge: its labels; its numbers of
  trips and pictures;
- ``images.parquet`` and the pictures in ``images/``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ..contract.errors import Code, TrajganrError
from ..contract.files.atomic_io import sha256_of
from ..contract.options.data_config import RoadOptions
from ..contract.protocol.file_names import inside, is_file_name
from ..contract.records.bundle_manifest import MANIFEST, BundleManifest
from ..contract.texts.bundle_facts import bundle_facts
from ..contract.texts.html import element, facts_table
from ..utils.arrays import BoolArray, IntArray
from ..utils.paths import StrPath, copy_folder
from ..utils.study_area import StudyArea
from . import bundle_tables, mapped_trips
from .bundle_tables import count_fixes, read_frame, read_trip_batches, read_trips
from .matching.matched import MatchedTrips
from .roads.network import Network

if TYPE_CHECKING:
    import geopandas as gpd

NETWORK, LABELS, COVERAGE = "network.parquet", "labels.parquet", "coverage.parquet"
SPLIT, IMAGES = "split.parquet", "images.parquet"
#: Folders of the files of trips, and of the pictures.
TRIPS, PICTURES = "trips", "images"
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
        manifest: what it contains and of what it was made.
        area: the study area.
        network: its roads.
        matched: all matched pieces of the trips; with more than
            :data:`~.mapped_trips.MAX_IN_MEMORY` fixes they are memory-mapped and read-only.
        is_label: ``(n,)`` whether labels are made from a piece; the others are the model's input.
            All trips of a driver are on the same side.
        images: ``image_id, path`` (absolute), ``lon, lat, heading`` (NaN where unknown),
            ``captured_at, edge, offset_m, distance_m``, and ``trips``, the number of passes within
            the distance at which pictures belong to a road.
        labels: one row per directed edge; the derived columns of
            :data:`trajganr_core.contract.tasks.TASKS`.
        cache_key: names what is computed from it and cached; see :func:`cache_key`.
    """

    path: Path
    manifest: BundleManifest
    area: StudyArea
    network: Network
    matched: MatchedTrips
    is_label: BoolArray
    images: pd.DataFrame
    labels: pd.DataFrame
    cache_key: str

    @property
    def title(self) -> str:
        """Its display name: its name or, without one, its folder's."""
        return title_of(self.manifest.name, self.path)

    @property
    def is_mapped(self) -> bool:
        """Whether its trips are memory-mapped, because they are many."""
        return self.matched.fixes > mapped_trips.MAX_IN_MEMORY

    @property
    def roads(self) -> gpd.GeoDataFrame:
        """The directed segments, one row each, EPSG:4326, made anew each time.

        ``edge`` is the row's number, as in :attr:`labels`, predictions and observed traffic;
        ``reverse`` that of the other direction, -1 on a one-way road. ``name``, ``highway``,
        ``direction``, ``length_m`` (metres), ``source`` and ``target`` (nodes), ``trips`` and
        ``images`` (numbers on the segment), ``osm_id``.

        Example:
            >>> import trajganr_core as tg
            >>> roads = tg.Bundle.load("bundle").roads
            >>> len(roads), roads.crs.to_epsg(), roads["name"][0]
            (268, 4326, 'Dogger Ring')
        """
        from .frames import roads_frame

        return roads_frame(self.network, read_coverage(self.path))

    @property
    def trips(self) -> gpd.GeoDataFrame:
        """The matched pieces of trips along the roads, one row each, EPSG:4326, made anew.

        ``trip_id``, ``driver_id``, ``piece`` (of a trip that was cut), ``start_time`` and
        ``end_time`` (UTC), ``fixes`` (number), ``length_m`` (metres), ``rms_m`` (metres between
        fixes and path), ``share_matched`` and ``confidence`` (0 to 1), ``makes_labels`` (whether
        models do not see it).

        A row is one drive of one person, also if its ids are hashed: it is for you alone, see
        docs/privacy.md.
        """
        from .frames import trips_frame

        return trips_frame(self.matched, self.network, self.is_label)

    @property
    def passes(self) -> gpd.GeoDataFrame:
        """The passes of trips over segments, in the order driven; for you alone, as :attr:`trips`.

        One row each, made anew, with the line of the segment, EPSG:4326: ``trip_id``,
        ``driver_id``, ``piece``, ``number``, ``edge``, ``enter_t`` and ``exit_t`` (UTC),
        ``enter_m`` and ``exit_m`` (metres from the segment's start), ``seconds``, ``speed_kmh``
        (missing at 0 s), ``inferred`` (between distant fixes), ``probability`` (that it was
        driven), ``makes_labels``.

        Example:
            >>> import trajganr_core as tg
            >>> passes = tg.Bundle.load("bundle").passes
            >>> bool(passes.groupby("edge")["speed_kmh"].median().between(5, 100).all())
            True
        """
        from .frames import passes_frame

        return passes_frame(self.matched, self.network, self.is_label)

    @property
    def driving_side(self) -> str:
        """The side of the road on which vehicles drive: ``right`` or ``left``."""
        return self.manifest.driving_side

    def pieces_of(self, side: str) -> IntArray:
        """The matched pieces of one side, ``input`` or ``label``, or of ``all``."""
        if side == "all":
            return np.arange(len(self.matched))
        return np.flatnonzero(self.is_label == (side == "label"))

    @property
    def road_options(self) -> RoadOptions:
        """The options with which the road layer was read."""
        options = self.manifest.options["roads"]
        return RoadOptions(**{**options, "road_classes": tuple(options["road_classes"])})

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
        manifest = BundleManifest.load(path)
        network, labels = read_network(path), read_labels(path)
        is_label = read_frame(path / SPLIT, ["is_label"])["is_label"].to_numpy()
        images = read_images(path)
        files, key = trip_files(path), cache_key(path, manifest)
        is_large = count_fixes(files) > mapped_trips.MAX_IN_MEMORY
        trips = mapped_trips.mapped_trips(files, key) if is_large else read_trips(files)
        if len(is_label) != len(trips) or len(labels) != len(network):
            raise _damaged(path, "its files are not of one bundle")
        return cls(
            path=path,
            manifest=manifest,
            area=StudyArea.of(manifest.area),
            network=network,
            matched=trips,
            is_label=is_label,
            images=images,
            labels=labels,
            cache_key=key,
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
            f"{self.manifest.counts.trips:,} trips, {len(self.images):,} images>"
        )

    def _repr_html_(self) -> str:
        return element("strong", f"Bundle {self.title}") + facts_table(bundle_facts(self.manifest))


def title_of(name: str, path: Path) -> str:
    """Display name of a bundle or a model: its name or, without one, its folder's."""
    return name or path.absolute().name


def read_network(path: Path) -> Network:
    """The roads of a bundle."""
    return bundle_tables.read_network(path / NETWORK)


def read_labels(path: Path) -> pd.DataFrame:
    """The labels of a bundle, one row per directed edge."""
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


def cache_key(path: Path, manifest: BundleManifest) -> str:
    """Hash of a bundle's folder and manifest, and of sizes and times of its other files.

    Labels are left out, because nothing that is cached depends on them, and so are pictures, whose
    features are cached by their content.

    The id alone does not do: nothing compares it with the content, which would take seconds per
    gigabyte. With a manifest that has another bundle's id, a folder would share its cached data.
    """
    files = [path / NETWORK, path / SPLIT, path / IMAGES, *trip_files(path)]
    stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    facts = json.dumps([str(path.resolve()), manifest.to_dict(), stats])
    return hashlib.sha256(facts.encode()).hexdigest()


def content_hash(folder: Path, area: StudyArea) -> str:
    """The id of a bundle: a hash of its area and of all files except the manifest."""
    digest = hashlib.sha256(json.dumps([BundleManifest.FORMAT, area.to_dict()]).encode())
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
