"""Points of interest and their categories."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.tasks import AOI_CATEGORIES
from ...contract.texts.text import Text
from ...utils.study_area import StudyArea
from ..roads.osm import (
    LICENCE,
    UNWANTED,
    TaggedPlaces,
    described_extract,
    extract_timestamp,
    is_osm_extract,
)
from ..roads.tags import OTHER_TAGS, tag_table
from ..tables import require_columns
from .aoi import Categories, load_categories
from .points import read_places

log = logging.getLogger(__name__)

#: Column of a user's layer that holds the category directly.
CATEGORY = "category"


@dataclass(frozen=True)
class PlaceReport:
    """Counts of the features that may be points of interest.

    Attributes:
        description: of the recognised format, for users.
        places: number kept.
        dropped: reason → number of dropped features.
        by_category: category → places.
        licence, timestamp: of an extract, "" where unknown.
    """

    description: Text
    places: int
    dropped: dict[Text, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)
    licence: str = ""
    timestamp: str = ""

    def lines(self) -> list[Text]:
        """The report as sentences."""
        counts = [
            Text("{name} {n:,}", name=Text(name), n=n) for name, n in self.by_category.items()
        ]
        dropped = [Text("{n:,} {why}", n=n, why=why) for why, n in self.dropped.items()]
        return [
            Text("Places: {description}.", description=self.description),
            Text(
                "Places: {places:,} kept ({categories}); left out: {what}.",
                places=self.places,
                categories=counts or Text("none"),
                what=dropped or Text("none"),
            ),
        ]


def read_pois(
    path: Path, area: StudyArea, categories: Path | None = None
) -> tuple[pd.DataFrame, PlaceReport]:
    """Points of interest in the study area, and a report.

    Args:
        path: an OpenStreetMap extract (nodes, and the centroids of closed ways and multipolygons),
            a layer of points or polygons in any CRS, or a CSV with ``lon`` and ``lat`` degrees.
            A column ``category`` with one of :data:`AOI_CATEGORIES` is used directly; otherwise the
            tags decide, in their own columns or in GDAL's ``other_tags``.
        area: places outside are dropped.
        categories: an edited copy of the table of :mod:`.aoi`.

    Returns:
        columns ``lon, lat, category``; the report, which is logged too.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` (also when no place in the area has a
            category), ``INPUT.FORMAT``, ``INPUT.CRS``, ``INPUT.GEOMETRY``, ``INPUT.FIELD`` without
            a column to map, or for a table of categories that is wrong.
    """
    table = load_categories(categories)
    places, report = (
        _of_extract(path, area, table) if is_osm_extract(path) else _of_layer(path, area, table)
    )
    for text in report.lines():
        log.info("%s", text)
    if places.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has no place with a category in the study area; dropped: {dropped}.",
            "Check the area and the categories ({categories}, or tags of the table of categories).",
            path=str(path),
            dropped=", ".join(f"{count} {reason}" for reason, count in report.dropped.items()),
            categories=", ".join(AOI_CATEGORIES),
        )
    return places, report


def extract_places(
    path: Path, categories: Categories, area: StudyArea | None
) -> tuple[pd.DataFrame, Counter[Text]]:
    """The places of an OpenStreetMap extract.

    Returns:
        columns ``osm_type`` (node, way, relation), ``osm_id``, ``lon``, ``lat`` (degrees; of
        areas the centroid), ``category``, ``tag`` (the one that decides), ``name``; and why others
        were dropped, reason → number.

    Raises:
        TrajganrError: as :func:`.osm.read_ways`.
    """
    tagged = TaggedPlaces(path, categories.keys, lambda tags: categories.of(tags) is not None)
    rows = []
    for osm_type, osm_id, lon, lat, tags in tagged:
        tag, category = categories.of(tags) or ("", "")
        rows.append((osm_type, osm_id, lon, lat, category, tag, tags.get("name", "")))
    places = pd.DataFrame(
        rows, columns=["osm_type", "osm_id", "lon", "lat", "category", "tag", "name"]
    )
    dropped = tagged.dropped
    if area is not None:
        inside = area.contains(places["lon"].to_numpy(float), places["lat"].to_numpy(float))
        dropped += Counter({Text("outside the study area"): int((~inside).sum())})
        places = places[inside].reset_index(drop=True)
    return places, dropped


def _of_extract(
    path: Path, area: StudyArea, categories: Categories
) -> tuple[pd.DataFrame, PlaceReport]:
    places, dropped = extract_places(path, categories, area)
    timestamp = extract_timestamp(path)
    return places[["lon", "lat", "category"]], PlaceReport(
        description=described_extract(timestamp),
        places=len(places),
        dropped=dict(dropped),
        by_category=_counts(places),
        licence=LICENCE,
        timestamp=timestamp,
    )


def _of_layer(
    path: Path, area: StudyArea, categories: Categories
) -> tuple[pd.DataFrame, PlaceReport]:
    unusable: Counter[Text] = Counter()
    table = read_places(path, area, unusable)
    lon, lat = table["lon"].to_numpy(), table["lat"].to_numpy()
    tags = [key for key in categories.keys if key in table or OTHER_TAGS in table]
    if not tags and CATEGORY not in table:
        require_columns(path, table.columns, (CATEGORY,))
    category = _categories(table, categories)
    located = np.isfinite(lon) & np.isfinite(lat)
    inside = located & area.contains(lon, lat)
    kept = inside & (category != "")
    places = pd.DataFrame({"lon": lon[kept], "lat": lat[kept], "category": category[kept]})
    described = [CATEGORY] if CATEGORY in table else []
    return places, PlaceReport(
        description=Text("a table or layer with {fields}", fields=[*described, *tags]),
        places=len(places),
        dropped=dict(
            +Counter(
                {
                    Text("outside the study area"): int((located & ~inside).sum()),
                    UNWANTED: int((inside & ~kept).sum()),
                    Text("without coordinates"): int((~located).sum()),
                }
            )
            + unusable
        ),
        by_category=_counts(places),
    )


def _categories(table: pd.DataFrame, categories: Categories) -> np.ndarray[Any, np.dtype[Any]]:
    """The category of each row, "" where it has none."""
    own = tag_table(table, (CATEGORY,))[CATEGORY].to_numpy()
    tags = tag_table(table, categories.keys).to_dict("records")
    return np.array(
        [
            name if name in AOI_CATEGORIES else (categories.of(row) or ("", ""))[1]
            for name, row in zip(own, tags, strict=True)
        ],
        dtype=object,
    )


def _counts(places: pd.DataFrame) -> dict[str, int]:
    counts = places["category"].value_counts()
    return {name: int(counts[name]) for name in AOI_CATEGORIES if name in counts}
