"""Embeddings of every road, or of given points.

``[v ; g ; mean z]``: the embeddings of the image, the place and the trips that pass. Each has
length one, and is zero where it is absent or not among the model's modalities. GeoPackage,
FlatGeobuf and CSV hold a column a dimension, ``e_000`` and so on; GeoParquet one column
``embedding`` of lists.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import torch
from torch import Tensor

from ..contract.errors import Code, TrajganrError
from ..contract.texts.text import Text
from ..data.places.points import read_point_layer
from ..data.roads.columns import osm_ids, road_columns
from ..data.roads.source import PREFIX
from ..executors.base import SERIAL, Executor
from ..features.location_features import LocationFeatureTable
from ..features.prediction_loop import Predictor, even_batches, predict
from ..features.query_locations import SAME_ROAD_M, Locations, image_locations
from ..features.road_groups import basis_columns
from ..model.heads import LocationFeatures
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.progress import Progress, silent
from ..utils.remarks import left_out
from ..utils.study_area import GEOGRAPHIC, StudyArea, check_lon_lat
from .loaded_model import LoadedModel
from .place_query.nearest_roads import NearestRoads
from .predictors import answers_of, embedder
from .tiles import TileAnswers

COLUMN = "embedding"


def embedded_roads(
    opened: LoadedModel,
    roads: Path | None = None,
    format: str = "gpkg",
    executor: Executor = SERIAL,
    progress: Progress = silent,
) -> gpd.GeoDataFrame:
    """The embedding of every drivable directed segment as a layer, EPSG:4326.

    Its columns are those of :mod:`..data.roads.columns`, ``trips, images, basis`` and the
    embedding.

    Args:
        roads: a line layer, read as the bundle's roads were, whose fields the segments
            keep; the bundle's roads if absent.
        format: one of :data:`~..contract.options.choices.VECTOR_FORMATS`.
    """
    predictor = embedder(opened.encoders, opened.card)
    network, locations = opened.roads(roads)
    answers = opened.query_places(
        [locations],
        partial(answers_of, [predictor]),
        "Embedding roads",
        trips=predictor.trips,
        are_roads=roads is None,
        executor=executor,
        progress=progress,
    )
    basis = basis_columns(opened.encoders, locations, answers.trips)
    columns = road_columns(network) | basis | _columns(answers.answers[0], format)
    return opened.road_layer(columns, network, roads)


def _points_inside(path: Path, area: StudyArea) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """The points of a layer that lie in an area, and remarks about the others."""
    dropped: Counter[Text] = Counter()
    points = read_point_layer(path, dropped)
    inside = area.contains(points.geometry.x.to_numpy(), points.geometry.y.to_numpy())
    if not inside.any():
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "None of the {count} points of {path} lies in the study area {bbox}.",
            "Check the layer's CRS, or use a model of the area in which the points are.",
            count=len(points),
            path=str(path),
            bbox=list(area.bbox),
        )
    outside = int((~inside).sum())
    remarks = left_out(dropped)
    if outside:
        remarks.append(
            Text(
                "{n:,} of {all:,} points are left out: they have no coordinates or lie outside the "
                "study area.",
                n=outside,
                all=len(points),
            )
        )
    return points[inside], remarks


def embedded_points(
    opened: LoadedModel, layer: Path, format: str, executor: Executor, progress: Progress
) -> tuple[gpd.GeoDataFrame, list[Text]]:
    """The embedding of every point of a layer as a layer, EPSG:4326; and what was left out.

    A point has no direction. It is embedded with the trips that pass in both directions of the
    nearest road within 25 m, and with the nearest image along that road within 25 m. Without a road
    the embedding is of the place alone. Points outside the study area are left out.

    Points keep their fields and get ``source_fid``, their own; ``road_edge``, ``road_fid``,
    ``road_osm_id`` and ``distance_m`` of their road, empty without one; ``trips, images, basis``;
    the embedding. A field of theirs with one of these names gets the prefix ``own_``.

    Args:
        layer: points, or a CSV with ``lon`` and ``lat``.
        format: as for :func:`embedded_roads`.

    Raises:
        TrajganrError: as :func:`~..data.places.points.read_point_layer`; ``INPUT.EMPTY`` when no
            point lies in the study area.
    """
    points, remarks = _points_inside(layer, opened.area)
    lon_lat = np.column_stack([points.geometry.x, points.geometry.y])
    there, back, distance_m = _both_directions(opened, lon_lat)
    answers = _query_points(opened, there, back, executor, progress)
    network, edge, off_roads = opened.bundle.network, there.edge, there.edge < 0
    way = osm_ids(network, edge)
    way[off_roads] = pd.NA
    columns = {
        "source_fid": points.index.to_numpy(),
        "road_edge": pd.arrays.IntegerArray(edge, off_roads),
        "road_fid": pd.arrays.IntegerArray(network.source_fid[edge], off_roads),
        "road_osm_id": way,
        "distance_m": distance_m.round(1),
        **basis_columns(opened.encoders, there, answers.trips),
        **_columns(answers.answers[0], format),
    }
    own = pd.DataFrame(points.drop(columns=points.geometry.name)).reset_index(drop=True)
    taken = {name.lower() for name in (*columns, "fid", "geometry")}
    own = own.rename(columns={name: PREFIX + name for name in own if name.lower() in taken})
    frame = pd.concat([own, pd.DataFrame(columns)], axis=1)
    embedded = gpd.GeoDataFrame(frame, geometry=points.geometry.to_numpy(), crs=GEOGRAPHIC)
    return embedded, remarks


def point_embeddings(
    opened: LoadedModel, lon_lat: FloatArray, progress: Progress = silent
) -> Float32Array:
    """The embeddings of points, as :func:`embedded_points` makes them.

    Args:
        lon_lat: ``(n, 2)`` in the study area, EPSG:4326 degrees.

    Returns:
        ``(n, 3 · dimension)``.

    Raises:
        TrajganrError: ``INPUT.CRS`` for coordinates that are not degrees; ``INPUT.GEOMETRY`` for
            points outside the study area.
    """
    lon, lat = lon_lat.T
    check_lon_lat(lon, lat, "locations")
    outside = np.flatnonzero(~opened.area.contains(lon, lat))
    if len(outside):
        raise TrajganrError(
            Code.INPUT_GEOMETRY,
            "{count} of {total} locations lie outside the study area {bbox}, first ({lon}, {lat}).",
            "Give locations in the study area, as (longitude, latitude).",
            count=len(outside),
            total=len(lon_lat),
            bbox=list(opened.area.bbox),
            lon=float(lon[outside[0]]),
            lat=float(lat[outside[0]]),
        )
    there, back, _ = _both_directions(opened, lon_lat)
    answers = _query_points(opened, there, back, SERIAL, progress)
    return answers.answers[0].numpy()


def _query_points(
    opened: LoadedModel, there: Locations, back: Locations, executor: Executor, progress: Progress
) -> TileAnswers:
    predictor = embedder(opened.encoders, opened.card)
    return opened.query_places(
        [there, back],
        partial(_pooled, predictor),
        "Embedding locations",
        trips=predictor.trips,
        executor=executor,
        progress=progress,
    )


def _both_directions(
    opened: LoadedModel, lon_lat: FloatArray
) -> tuple[Locations, Locations, FloatArray]:
    """Places ``(n, 2)`` on the road nearest each, in either direction, and metres to it."""
    network = opened.bundle.network
    finder = NearestRoads(network, opened.area, image_locations(opened.bundle))
    feet = finder.near(lon_lat, SAME_ROAD_M)
    first = feet.nearest(len(lon_lat))
    has_road, chosen = first >= 0, first[first >= 0]
    at = finder.at(feet.edge[chosen], feet.offset_m[chosen])
    edge, image = np.full((2, len(lon_lat)), -1)
    offset, distance = np.zeros(len(lon_lat)), np.full(len(lon_lat), np.nan)
    edge[has_road], image[has_road] = at.edge, at.image
    offset[has_road], distance[has_road] = at.offset_m, feet.distance_m[chosen]
    reverse = np.where(has_road, network.reverse[edge], -1)
    there = Locations(edge, offset, lon_lat, image)
    return there, Locations(reverse, network.length_m[edge] - offset, lon_lat, image), distance


def _pooled(
    predictor: Predictor, table: LocationFeatureTable, stage: str, progress: Progress
) -> list[Tensor]:
    """Answers ``(n, outputs)`` for n places with both directions of each in a table.

    Each is computed with the trips of both directions.
    """
    count = len(table) // 2

    def both_directions(rows: IntArray, trips: int) -> LocationFeatures:
        there, back = table.at(rows, trips), table.at(rows + count, trips)
        return replace(
            there,
            z=torch.cat([there.z, back.z], dim=1),
            has_trip=torch.cat([there.has_trip, back.has_trip], dim=1),
        )

    return predict([predictor], both_directions, even_batches(np.arange(count)), stage, progress)


def _columns(embedding: Tensor, format: str) -> dict[str, Any]:
    """An embedding ``(n, d)`` as columns of a layer in that format."""
    values = embedding.numpy()
    if format == "geoparquet":
        return {COLUMN: list(values)}
    width = max(3, len(str(values.shape[1] - 1)))
    return {f"e_{number:0{width}d}": column for number, column in enumerate(values.T)}
