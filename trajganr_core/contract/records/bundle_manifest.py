"""A bundle's manifest, ``bundle.json``: its contents, its sources, and what was left out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from ..errors import Code, TrajganrError
from ..files.atomic_io import write_json
from ..protocol.file_names import is_sha256
from ..texts.text import Text
from .json_records import OPTIONAL, decode, encode, read_record, reason_of

KM_A_DEGREE = 111.32
MANIFEST = "bundle.json"
#: What outputs published of its trips, see :mod:`~...traffic.ledger`; it is not part of the id.
LEDGER = "published.jsonl"


#: How well labels support a task.
ENOUGH, FEW, NONE = "enough", "few", "none"


@dataclass(frozen=True)
class Area:
    """A study area.

    Attributes:
        bbox: west, south, east, north, in the units of ``crs``.
        crs: always ``EPSG:4326``, degrees.
    """

    bbox: tuple[float, float, float, float]
    crs: str

    @property
    def size_km(self) -> tuple[float, float]:
        """Width and height, kilometres."""
        west, south, east, north = self.bbox
        width = (east - west) * math.cos(math.radians((south + north) / 2))
        return width * KM_A_DEGREE, (north - south) * KM_A_DEGREE


@dataclass(frozen=True, kw_only=True)
class BundleCounts:
    """How much a bundle contains.

    Attributes:
        edges: directed road segments.
        trips, pieces, fixes: matched trips, the pieces that matching cut them into, their fixes.
        label_pieces: pieces that make labels.
        drivers, label_drivers: of all trips; whose trips make labels.
        images: street-view pictures.
    """

    edges: int
    trips: int
    pieces: int
    label_pieces: int
    drivers: int
    label_drivers: int
    fixes: int
    images: int


@dataclass(frozen=True, kw_only=True)
class Quantiles:
    """The 5 %, 50 % and 95 % quantiles of a value; None without values."""

    p5: float | None
    median: float | None
    p95: float | None


@dataclass(frozen=True, kw_only=True)
class BinCounts:
    """A histogram: ``(n+1,)`` increasing bounds, and how many values are in each bin."""

    bounds: tuple[float, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class BundleFigures:
    """How large a bundle is, and how well its trips are sampled.

    Attributes:
        period: first and last fix, Unix seconds.
        km: length of all trips.
        edges_with_trips, edges_with_images, images_with_trips: counts.
        road_km: length of all roads.
        interval_s: between consecutive fixes.
        distance_m: of a fix to its road.
        histograms: of ``interval_s`` and ``distance_m``.
        recovered_share: of the passes, those between distant fixes; None if there are none.
    """

    period: tuple[float | None, float | None]
    km: float
    edges_with_trips: int
    edges_with_images: int
    images_with_trips: int
    road_km: float
    interval_s: Quantiles
    distance_m: Quantiles
    histograms: Mapping[str, BinCounts]
    recovered_share: float | None = field(default=None, metadata=OPTIONAL)


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """An input file of a bundle.

    Attributes:
        role: ``trips``, ``roads``, ``street views``, ``places``, ``categories of places`` or
            ``labels``.
        name: of the file.
        sha256, bytes: its content; absent for pictures without an index.
        description: the format that was recognised.
        licence, attribution: empty if the file does not give them.
    """

    role: str
    name: str
    sha256: str | None = field(default=None, metadata=OPTIONAL)
    bytes: int | None = field(default=None, metadata=OPTIONAL)
    description: str
    licence: str
    attribution: str


@dataclass(frozen=True, kw_only=True)
class TaskSupport:
    """How well a bundle supports a task.

    Attributes:
        level: ``enough``, ``few`` or ``none``.
        reasons: sentences, why it is not enough.
    """

    level: str
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BundleManifest:
    """The content of ``bundle.json``.

    Attributes:
        id: SHA-256 of all other files of the bundle.
        name: given by a person, or empty.
        created_at: ISO 8601, UTC.
        area: the study area.
        driving_side: ``right`` or ``left``: where each direction of a road is drawn.
        time_zone: IANA name of the zone of local times, such as times of the week.
        counts: how much it contains.
        tasks: labelled edges of each task.
        notes: why other tasks have no labels.
        support: how well the labels support each task.
        own_labels: tasks whose labels come from a layer of labels.
        label_sources: the source of the labels of each task.
        figures: sizes and sampling.
        dropped: counts of what each stage left out, by reason.
        remarks: sentences about each stage.
        sources: the input files.
        options: of each stage.
        versions: of this software and of the packages that results depend on.
    """

    FORMAT: ClassVar[int] = 10

    id: str
    name: str
    created_at: str
    area: Area
    driving_side: str
    time_zone: str
    counts: BundleCounts
    tasks: Mapping[str, int]
    notes: Mapping[str, Text]
    own_labels: tuple[str, ...]
    label_sources: Mapping[str, Text]
    figures: BundleFigures
    dropped: Mapping[str, Any]
    remarks: Mapping[str, tuple[Text, ...]]
    sources: tuple[SourceFile, ...]
    options: Mapping[str, Any]
    versions: Mapping[str, str]
    support: Mapping[str, TaskSupport] = field(default_factory=dict)

    @property
    def supported_tasks(self) -> list[str]:
        """The tasks with enough labels; where none has, all that have some."""
        labelled = [task for task, roads in self.tasks.items() if roads]
        return [task for task in labelled if not self.few(task)] or labelled

    def few(self, task: str) -> tuple[Text, ...]:
        """Why a task has few labels; empty if they are enough or none."""
        support = self.support.get(task)
        return support.reasons if support and support.level == FEW else ()

    @property
    def all_remarks(self) -> list[Text]:
        """The remarks about all stages."""
        return [line for lines in self.remarks.values() for line in lines]

    @classmethod
    def load(cls, folder: Path) -> BundleManifest:
        """Read the manifest of the bundle in a folder.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` if there is none; ``INPUT.FORMAT`` if it is damaged
                or has another format.
        """
        if not (folder / MANIFEST).is_file():
            raise TrajganrError(
                Code.INPUT_NOT_FOUND,
                "{path} is not a bundle: it has no {manifest}.",
                "Prepare the study area first.",
                path=str(folder),
                manifest=MANIFEST,
            )
        try:
            data = read_record(folder / MANIFEST)
        except (OSError, ValueError) as error:
            raise _damaged(str(folder), f"{MANIFEST} cannot be read: {reason_of(error)}") from error
        return cls.from_dict(data, str(folder))

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], bundle: str) -> BundleManifest:
        """Build a manifest from the JSON object of :meth:`to_dict`.

        Args:
            data: the object.
            bundle: its folder or id, for messages.

        Raises:
            TrajganrError: ``INPUT.FORMAT``.
        """
        if data.get("format") != cls.FORMAT:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The bundle {path} has format {found}, this release reads {expected}.",
                "Prepare the study area again.",
                path=bundle,
                found=str(data.get("format"))[:20],
                expected=cls.FORMAT,
            )
        try:
            manifest = decode(cls, data)
        except ValueError as error:
            raise _damaged(bundle, f"in {MANIFEST}, {error}") from error
        if not is_sha256(manifest.id):  # folders of exports are named by it
            raise _damaged(bundle, f"the id in {MANIFEST} is not a SHA-256")
        return manifest

    def to_dict(self) -> dict[str, Any]:
        """The JSON object that :meth:`save` writes."""
        return {"format": self.FORMAT, **encode(self)}

    def save(self, folder: Path) -> None:
        """Write ``bundle.json`` in the folder of a bundle."""
        write_json(folder / MANIFEST, self.to_dict())


def _damaged(bundle: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "The bundle {path} is damaged: {reason}.",
        "Copy it again, or prepare the study area again.",
        path=bundle,
        reason=reason,
    )
