"""Writes the speeds of a model's roads in the formats that routing programs read."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.routing_export import REFERENCE, RoutingExportParams, RoutingExportResult
from ..contract.layers.road_times import TIME_FIELDS
from ..contract.options.time_sets import WHOLE_WEEK, TimeSet, parse_time_sets
from ..contract.texts.text import Text
from ..data.roads.columns import road_columns
from ..data.roads.osm import read_node_pairs
from ..data.roads.overture import overture_attribution
from ..data.tables import without_formulas
from ..features.turn_times import CityTurns, TurnTimes
from ..inference.loaded_model import LoadedModel
from ..inference.road_times import needed_times
from ..inference.vector_files import write_layer
from ..routing.gmns import write_gmns
from ..routing.openlr import encode_routes
from ..routing.osrm_turns import turns_at_nodes
from ..routing.overture_ids import overture_ids
from ..routing.valhalla_speeds import (
    TURN_SHARE,
    bucket_speeds,
    compressed,
    flow_speeds,
    traffic_line,
)
from ..routing.valhalla_tiles import TileEdges, read_tiles
from ..routing.way_pieces import Pieces, lengths, mean_paces, metres_on_segments
from ..traffic.published_layers import Asked
from ..utils.arrays import FloatArray
from ..utils.progress import Progress
from ..utils.ragged import row_of_each
from ..utils.study_area import GEOGRAPHIC
from .counted_volumes import given_volumes
from .junctions import find_junctions
from .optional_inputs import open_model

log = logging.getLogger(__name__)

#: Columns of a time set in the tables: its speed with the interval, and the travel time.
TIME_COLUMNS = 4
#: Of the trips by which delays are known.
SIDE = "all"
#: Edges whose speeds of a week are unpacked at once.
TOGETHER = 2000
#: OSRM ignores an edge at 0 km/h.
SLOWEST_KMH = 0.1
#: The files of a format, what is counted in them, and remarks.
Written = tuple[list[str], dict[str, int], Sequence[Text]]


def run(params: RoutingExportParams, out: Path, progress: Progress) -> RoutingExportResult:
    """Write predicted speeds of directed segments into the folder ``out``.

    ``speeds.csv`` and ``speeds.parquet`` are always written, ``osrm/`` with an extract of
    OpenStreetMap, ``valhalla/`` with an archive of Valhalla's tiles, ``overture_ids.csv`` with
    segments of Overture, ``gmns/`` and ``openlr.csv`` if they are asked for.

    Raises:
        TrajganrError: ``MODEL.MISSING`` if the model has not learned times or its bundle is gone;
            ``INPUT.EMPTY`` where no way of the extract or the tiles is one of the roads; as
            :func:`~..data.roads.osm.read_node_pairs` and
            :func:`~..routing.valhalla_tiles.read_tiles`, for GMNS
            :func:`~.junctions.find_junctions`, and for OpenLR
            :func:`~..routing.openlr.encode_routes`.
    """
    chosen = parse_time_sets(params.time_sets) or (WHOLE_WEEK,)
    opened = open_model(params, "cpu", progress)
    times = needed_times(opened)
    network = opened.bundle.network
    progress("Predicting times", 0.0)
    edge = np.arange(len(network))
    by_set = [times.at(edge, network.length_m, each) for each in chosen]
    files = _write_tables(opened, chosen, by_set, out)
    counts = {"roads": len(network)}
    remarks = [*opened.remarks, *(line for each in chosen for line in times.remarks(each))]
    written = []
    if params.extract is not None:
        progress("Reading the extract", 0.0)
        known = times.known
        turns = TurnTimes.learn(known.function, known.context, CityTurns.of(opened.bundle))
        written.append(_write_osrm(opened, chosen, by_set, turns, Path(params.extract), out))
    if params.tiles is not None:
        pace = (1 - TURN_SHARE) * times.paces_of_week(progress)
        written.append(_write_valhalla(opened, pace, Path(params.tiles), out, progress))
    if params.gmns or params.counts is not None:
        written.append(_write_gmns(opened, params, chosen, by_set, out, progress))
    if params.overture is not None:
        progress("Comparing with Overture", 0.0)
        written.append(_write_overture(opened, Path(params.overture), out))
    if params.openlr:
        written.append(_write_openlr(opened, out))
    for more, count, said in written:
        files += more
        counts |= count
        remarks += said
    remarks.append(
        Text(
            "Speeds are the mean paces of segments. What turns take beyond them is in the file of "
            "turns for OSRM and in travel times; the median of drives is in travel times only."
        )
    )
    for line in remarks:
        log.info(line)
    return RoutingExportResult(
        files=tuple(files),
        counts=counts,
        time_sets=tuple(each.name for each in chosen),
        time_zone=times.time_zone,
        remarks=tuple(remarks),
    )


def _write_tables(
    opened: LoadedModel, time_sets: Sequence[TimeSet], by_set: Sequence[dict[str, Any]], out: Path
) -> list[str]:
    """Write all segments as CSV without lines, and as GeoParquet."""
    network = opened.bundle.network
    columns = road_columns(network)
    for time_set, found in zip(time_sets, by_set, strict=True):
        columns |= {
            time_set.column(each.name): found[each.name] for each in TIME_FIELDS[:TIME_COLUMNS]
        }
    layer = gpd.GeoDataFrame(columns, geometry=network.lines, crs=GEOGRAPHIC)
    csv, parquet = RoutingExportResult.CSV, RoutingExportResult.PARQUET
    without_formulas(layer.drop(columns="geometry")).to_csv(out / csv, index=False)
    write_layer(layer, out / parquet, "speeds", "geoparquet")
    return [csv, parquet]


def _write_osrm(
    opened: LoadedModel,
    time_sets: Sequence[TimeSet],
    by_set: Sequence[dict[str, Any]],
    turn_times: TurnTimes,
    extract: Path,
    out: Path,
) -> Written:
    """Write files of speeds and of turns for each time set."""
    network = opened.bundle.network
    pairs = read_node_pairs(extract, np.unique(network.osm_id[network.osm_id > 0]))
    node = np.concatenate([pairs.node, pairs.node[:, ::-1]])
    begin = np.concatenate([pairs.begin, pairs.end])
    end = np.concatenate([pairs.end, pairs.begin])
    count = len(node)
    pieces = Pieces(count, np.arange(count), np.tile(pairs.way, 2), begin, end)
    on_segments = metres_on_segments(network, opened.area, pieces)
    length_m = lengths(opened.area, pieces)
    segment = np.full(count, -1)
    segment[row_of_each(on_segments.indptr)] = on_segments.indices
    via, turn = turns_at_nodes(turn_times.city.turns, node, segment)
    folder = out / RoutingExportResult.OSRM
    folder.mkdir()
    files, rows = [], 0
    for time_set, found in zip(time_sets, by_set, strict=True):
        pace = 3.6 / found["speed_kmh"]
        speed = 3.6 / mean_paces(on_segments, length_m, pace[:, None])[:, 0]
        known = np.flatnonzero(np.isfinite(speed))
        _refuse_none(len(known), extract)
        # Two ways may join the same nodes; OSRM cannot tell them apart.
        known = known[np.unique(node[known], axis=0, return_index=True)[1]]
        kmh = np.maximum(speed[known].round(1), SLOWEST_KMH)
        lines = [f"{a},{b},{v:.1f}\n" for (a, b), v in zip(node[known], kmh, strict=True)]
        rows = len(known)
        extra_s = turn_times.between(network.length_m * pace)[turn]
        turns = [f"{a},{b},{c},{s:.1f}\n" for (a, b, c), s in zip(via, extra_s, strict=True)]
        for kind, texts in (("", lines), ("_turns", turns)):
            name = f"{RoutingExportResult.OSRM}/{time_set.slug}{kind}.csv"
            (out / name).write_text("".join(texts), "ascii", newline="\n")
            files.append(name)
    left = int((np.bincount(on_segments.indices, minlength=len(network)) == 0).sum())
    remark = Text(
        "Segments of which the extract has no pair of nodes: {n:,} of {all:,}.",
        n=left,
        all=len(network),
    )
    return files, {"node_pairs": rows}, (remark,)


def _write_valhalla(
    opened: LoadedModel, pace: FloatArray, tiles: Path, out: Path, progress: Progress
) -> Written:
    """Write a file of historical traffic for each tile with roads."""
    files, rows, edges = [], 0, 0
    for tile in read_tiles(tiles):
        progress("Writing tiles", 0.0)
        edges += tile.pieces.lines
        lines = _traffic_lines(opened, pace, tile)
        if not lines:
            continue
        name = f"{RoutingExportResult.VALHALLA}/{tile.path}.csv"
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("".join(lines), "ascii", newline="\n")
        files.append(name)
        rows += len(lines)
    _refuse_none(rows, tiles)
    remark = Text(
        "Edges of Valhalla with speeds: {n:,} of {all:,}. The others, such as footways and roads "
        "outside the study area, keep those of the tiles.",
        n=rows,
        all=edges,
    )
    return files, {"valhalla_edges": rows}, (remark,)


def _traffic_lines(opened: LoadedModel, pace: FloatArray, tile: TileEdges) -> list[str]:
    """The lines of a tile's edges that are on roads of the bundle."""
    on_segments = metres_on_segments(opened.bundle.network, opened.area, tile.pieces)
    of_edges = mean_paces(on_segments, lengths(opened.area, tile.pieces), pace)
    known = np.flatnonzero(np.isfinite(of_edges).all(axis=1))
    lines = []
    for begin in range(0, len(known), TOGETHER):
        some = known[begin : begin + TOGETHER]
        packed = compressed(bucket_speeds(of_edges[some]))
        flows = flow_speeds(of_edges[some])
        lines += [
            traffic_line(tile.name(edge), flow, text)
            for edge, flow, text in zip(some, flows, packed, strict=True)
        ]
    return lines


def _write_gmns(
    opened: LoadedModel,
    params: RoutingExportParams,
    time_sets: tuple[TimeSet, ...],
    by_set: Sequence[dict[str, Any]],
    out: Path,
    progress: Progress,
) -> Written:
    """Write the tables of GMNS."""
    bundle = opened.bundle
    pieces = bundle.pieces_of(SIDE)
    asked = Asked(params.kind, bundle, pieces, time_sets, SIDE, params.min_drivers)
    found, remarks = find_junctions(asked, None, 0, progress)
    asked, volumes, of_volumes = given_volumes(asked, params.counts, progress)
    found = replace(found, volumes=volumes)
    folder = RoutingExportResult.GMNS
    files = write_gmns(
        *(bundle.network, opened.area, found.junctions, found.movements, time_sets),
        *(np.array([each["speed_kmh"] for each in by_set]), found.delay_s, found.share),
        *(out / folder, found.vehicles if volumes else None),
    )
    counts = {"movements": len(found.movements)}
    return [f"{folder}/{name}" for name in files], counts, asked.published([*remarks, *of_volumes])


def _write_overture(opened: LoadedModel, path: Path, out: Path) -> Written:
    """Write Overture's ids of the segments."""
    bundle, file = opened.bundle, RoutingExportResult.OVERTURE
    rows, left_out = overture_ids(bundle.network, opened.area, path, bundle.road_options.vehicle)
    without_formulas(rows).to_csv(out / file, index=False)
    remark = Text(
        "Overture's ids: {found:,} of {all:,} segments have one; {n:,} uncertain rows are left "
        "out. {attribution}.",
        found=rows["edge"].nunique(),
        all=len(bundle.network),
        n=left_out,
        attribution=overture_attribution(path),
    )
    return [file], {"overture_rows": len(rows)}, (remark,)


def _write_openlr(opened: LoadedModel, out: Path) -> Written:
    """Write the reference of each segment."""
    edge = np.arange(len(opened.bundle.network))
    texts = encode_routes(opened.bundle.network, opened.area, edge[:, None].tolist())
    table = pd.DataFrame({"edge": edge, REFERENCE.name: texts})
    without_formulas(table).to_csv(out / RoutingExportResult.OPENLR, index=False)
    return [RoutingExportResult.OPENLR], {"references": sum(map(bool, texts))}, ()


def _refuse_none(rows: int, source: Path) -> None:
    if not rows:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "{name} has none of the roads of the bundle.",
            "Use a file of the same area, whose ways have the ids of the bundle's roads. Roads of "
            "a layer need a field such as osm_id.",
            name=source.name,
        )
