"""Roads and POIs of an OpenStreetMap extract as layers for QGIS."""

from __future__ import annotations

import logging
from itertools import chain
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.files.output_paths import refuse_input
from ...contract.kinds.load_osm import LoadOsmResult
from ...contract.options.choices import VEHICLES
from ...contract.options.data_config import RoadOptions
from ...contract.texts.text import Text
from ...utils.arrays import GeometryArray
from ...utils.study_area import GEOGRAPHIC, StudyArea
from ..places.aoi import load_categories
from ..places.pois import extract_places
from .drivable import road_tags
from .noding import Parts
from .osm import ATTRIBUTION, LICENCE, OsmWays, described_extract, extract_timestamp, read_ways

log = logging.getLogger(__name__)

#: Names of the layers.
ROADS, PLACES = LoadOsmResult.ROADS, LoadOsmResult.PLACES
#: Columns that the road layer always has.
SHOWN = ("highway", "name", "oneway", "junction", "access", "maxspeed", "lanes")


def write_osm_layers(
    path: Path, area: StudyArea | None, out: Path, categories: Path | None = None
) -> dict[str, Any]:
    """Write the ways and POIs of an extract to a GeoPackage, atomically.

    Layer ``roads``: whole ways of any ``highway`` class as lines, whose feature ids and ``osm_id``
    are the way ids; in addition to the usual columns it has one for each tag that :mod:`.drivable`
    uses and that occurs, so that :func:`.read_roads` keeps the same roads from the layer as from
    the extract. Layer ``places``: points, as :func:`.extract_places`. Both in EPSG:4326, with
    licence and attribution in their metadata.

    Features that do not touch the area are dropped. ``categories`` is a table as in :mod:`.aoi`.

    Returns:
        ``counts``: roads, places; ``remarks``: the recognised format and losses, as sentences;
        ``licence``, ``attribution``.

    Raises:
        TrajganrError: as :func:`.read_ways` and :func:`.load_categories`; ``INPUT.EMPTY`` when
            there are neither roads nor places.
    """
    refuse_input(out, (path, categories))
    table = load_categories(categories)
    of_vehicles = (road_tags(RoadOptions(vehicle=vehicle)) for vehicle in VEHICLES)
    tags = tuple(dict.fromkeys(chain(SHOWN, *of_vehicles)))
    ways = read_ways(path, "highway", tags, area)
    places, dropped = extract_places(path, table, area)
    if not len(ways.way_id) and places.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{path} has neither roads nor places {where}.",
            "Check the study area, or download an extract of it.",
            path=str(path),
            where="anywhere" if area is None else f"in {list(area.bbox)}",
        )
    timestamp = extract_timestamp(path)
    metadata = {
        "LICENCE": LICENCE,
        "ATTRIBUTION": ATTRIBUTION,
        "SOURCE": path.name,
        "DATA_OF": timestamp,
    }
    with atomic_file(out) as temporary:
        _road_layer(ways).to_file(
            temporary,
            layer=ROADS,
            engine="pyogrio",
            # GDAL takes the feature ids from a column of this name.
            FID="fid",
            layer_metadata=metadata,
        )
        gpd.GeoDataFrame(
            places.drop(columns=["lon", "lat"]),
            geometry=gpd.points_from_xy(places["lon"], places["lat"]),
            crs=GEOGRAPHIC,
        ).to_file(temporary, layer=PLACES, engine="pyogrio", mode="a", layer_metadata=metadata)
    remarks = [
        Text("Roads: {what}.", what=described_extract(timestamp)),
        Text(
            "Roads: {n:,} ways of {all:,} with a highway tag touch the area; {cut:,} of them are "
            "cut at the border of the extract.",
            n=len(ways.way_id),
            all=ways.total,
            cut=ways.incomplete,
        ),
        Text(
            "Places: {n:,}; left out: {what}.",
            n=len(places),
            what=[Text("{n:,} {why}", n=n, why=why) for why, n in dropped.items()] or Text("none"),
        ),
    ]
    for text in remarks:
        log.info("%s", text)
    return {
        "counts": {"roads": len(ways.way_id), "places": len(places)},
        "remarks": remarks,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
    }


def _road_layer(ways: OsmWays) -> gpd.GeoDataFrame:
    used = [tag for tag in ways.tags if tag in SHOWN or (ways.tags[tag] != "").any()]
    columns = ways.tags[used].mask(ways.tags[used] == "", None)
    columns.insert(0, "osm_id", ways.way_id)
    columns.insert(0, "fid", ways.way_id)
    return gpd.GeoDataFrame(columns, geometry=_lines(ways.parts, len(ways.way_id)), crs=GEOGRAPHIC)


def _lines(parts: Parts, lines: int) -> GeometryArray:
    """``(lines,)`` lines; all are multi-lines if any has several parts."""
    pieces = parts.geometries()
    if len(pieces) == lines:
        return pieces
    return np.asarray(shapely.multilinestrings(pieces, indices=parts.line))
