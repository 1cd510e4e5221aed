"""The stages of a preparation: each writes files to a folder, and a report.

A stage is a pure function of its arguments, so that :mod:`~.stages` may reuse its result from
another run. ``report.json`` holds ``remarks`` (texts for users), ``dropped`` (counts by
reason) and other data for the manifest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import read_json, write_json
from ...contract.options.data_config import LabelOptions, RoadOptions
from ...contract.texts.text import Text
from ...utils.progress import Progress
from ...utils.remarks import left_out
from ...utils.study_area import StudyArea
from .. import bundle
from ..bundle_tables import read_frame, read_trip_batches, write_frame, write_network
from ..labels import derived
from ..labels.own import own_labels
from ..matching.matched import MatchedTrips
from ..matching.pairs import PairSearch
from ..passes import PassReport, measure_passes
from ..places.pois import read_pois
from ..roads.network import Network
from ..roads.reading import read_roads_with_report
from ..street_view.pictures import copy_pictures, describe_index, read_index, snap_to_roads
from .provenance import pictures_licence

REPORT = "report.json"
#: Fields of a road report that count dropped or modified roads.
LOSSES = ("outside", "not_roads", "no_access", "incomplete", "unknown_oneway")
PASSES = "passes.parquet"


def read_report(folder: Path) -> dict[str, Any]:
    """The report of a stage; empty if there is none."""
    file = folder / REPORT
    report: dict[str, Any] = read_json(file) if file.is_file() else {}
    return report | {"remarks": [Text.from_dict(each) for each in report.get("remarks", ())]}


def make_network(folder: Path, roads: Path, area: StudyArea, options: RoadOptions) -> None:
    """Read the roads: ``network.parquet``."""
    network, report = read_roads_with_report(roads, area, options)
    write_network(network, folder / bundle.NETWORK)
    losses = {name: getattr(report, name) for name in LOSSES}
    write_report(folder, remarks=report.lines(), dropped=losses, **asdict(report))


def derive_trip_labels(
    folder: Path,
    batches: Iterable[MatchedTrips],
    network: Network,
    speed_mean: str,
    progress: Progress,
) -> None:
    """Labels from batches of label trips: ``labels.parquet``."""
    observed, report = derived.observe(MatchedTrips.empty(), network), PassReport()
    for batch in batches:
        progress("Deriving labels", 0.0)
        observed += derived.observe(batch, network)
        report += measure_passes(batch, network)[1]
    write_report(folder, remarks=report.lines(), dropped=report.dropped())
    write_frame(derived.trip_labels(observed, speed_mean), folder / bundle.LABELS)


def make_place_labels(
    folder: Path, pois: Path, categories: Path | None, network: Network, area: StudyArea
) -> None:
    """Labels from places near the roads: ``labels.parquet``."""
    places, report = read_pois(pois, area, categories)
    write_frame(derived.aoi_labels(places, network, area), folder / bundle.LABELS)
    write_report(folder, remarks=report.lines(), **asdict(report))


def make_own_labels(
    folder: Path, layer: Path, network: Network, area: StudyArea, options: LabelOptions
) -> None:
    """Labels from fields of a layer: ``labels.parquet``."""
    own, reports = own_labels(layer, network, area, options)
    write_frame(own, folder / bundle.LABELS)
    write_report(
        folder,
        remarks=[sentence for report in reports for sentence in report.sentences()],
        dropped={
            report.task: {
                "lines_without_label": report.lines_without_label,
                "lines_without_road": report.lines - report.lines_joined,
                "roads_hardly_covered": report.edges_short,
                "roads_in_conflict": report.edges_in_conflict,
            }
            for report in reports
        },
    )


def make_pictures(
    folder: Path,
    images: Path,
    network: Network,
    area: StudyArea,
    distance_m: float,
    progress: Progress,
) -> None:
    """Snap pictures to roads and copy them: ``images.parquet`` and ``images/``.

    Raises:
        TrajganrError: as :func:`~.street_view.read_index`; ``INPUT.EMPTY`` when none is left.
    """
    dropped: Counter[Text] = Counter()
    index = read_index(images, area, dropped)
    snapped = snap_to_roads(index, network, area, distance_m, dropped)
    (folder / bundle.PICTURES).mkdir()
    pictures = copy_pictures(
        images,
        snapped,
        folder / bundle.PICTURES,
        dropped,
        check=lambda: progress("Copying pictures", 0.0),
    )
    if pictures.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no readable picture within {distance} m of a road in the study area.",
            "Check the study area and the folder of pictures, or prepare without street views.",
            path=str(images),
            distance=distance_m,
        )
    columns = list(bundle.IMAGE_COLUMNS)
    write_frame(pictures.astype(bundle.IMAGE_COLUMNS)[columns], folder / bundle.IMAGES)
    description = describe_index(images)
    write_report(
        folder,
        remarks=[
            description,
            Text(
                "Street views within {distance_m:g} m of a road: {pictures:,}.",
                distance_m=distance_m,
                pictures=len(pictures),
            ),
            *left_out(dropped, "pictures"),
        ],
        dropped=dict(dropped),
        description=description,
        licence=pictures_licence(images),
    )


def count_passes(
    folder: Path,
    pictures: Path,
    trips: Sequence[Path],
    network: Network,
    area: StudyArea,
    distance_m: float,
    progress: Progress,
) -> None:
    """Number of passes of trips within a distance of each picture: ``passes.parquet``."""
    images = read_frame(pictures)
    lon, lat = images["lon"].to_numpy(), images["lat"].to_numpy()
    search = PairSearch(network, area, lon, lat, distance_m)
    passes = np.zeros(len(images), dtype=np.int64)
    for batch in read_trip_batches(trips):
        progress("Counting trips past street views", 0.0)
        passes += np.bincount(search.find(batch).location, minlength=len(images))
    write_frame(pd.DataFrame({"trips": passes}), folder / PASSES)


def write_report(folder: Path, remarks: Sequence[Text], **report: Any) -> None:
    """Write the report of a stage."""
    write_json(folder / REPORT, report | {"remarks": [text.to_dict() for text in remarks]})
