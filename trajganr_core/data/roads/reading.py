"""Reading of roads of any format as a directed network."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import RoadOptions
from ...contract.records.extents import apart, meet
from ...utils.study_area import StudyArea
from ..files import existing_file
from .attributes import WayAttributes
from .drivable import is_road, open_directions, states_oneway, unknown_oneway
from .formats import format_of
from .network import Network, RoadAttributes, connectivity
from .noding import node_parts, one_direction_each, reversed_lines
from .road_lines import RoadLines, RoadReport
from .traffic_controls import TrafficControls

log = logging.getLogger(__name__)

#: Classes that are named of lines that are not roads.
MAX_CLASSES = 8


def read_roads(path: Path, area: StudyArea, options: RoadOptions = RoadOptions()) -> Network:
    """The network of the roads that touch the study area; as :func:`read_roads_with_report`."""
    return read_roads_with_report(path, area, options)[0]


def read_roads_with_report(
    path: Path, area: StudyArea, options: RoadOptions = RoadOptions()
) -> tuple[Network, RoadReport]:
    """Read the roads that touch the study area as a directed network, with a report.

    Edges that intersect the area are kept whole. In an OpenStreetMap extract roads are connected at
    shared nodes, in a layer at shared vertices, in a network of GMNS at its nodes, in segments of
    Overture at their connectors. For the choice of roads and directions see :mod:`.drivable`.

    Args:
        path: ``.osm``, ``.osm.gz``, ``.osm.bz2``, ``.osm.pbf``; a folder or ZIP of :mod:`.gmns`;
            Parquet of :mod:`.overture`; or any line layer that GDAL reads, in any CRS. Tags in
            ``other_tags`` (QGIS, GDAL) are read too.
        area: the study area.
        options: names of fields (or tags), and the classes to keep.

    Returns:
        The network, with ``source_fid`` the feature id or the way id, and ``osm_id`` the way id,
        for layers from one of the fields of :mod:`.tags`; and the report, which is also logged.
        ``source_fid`` is the link's id in GMNS if ids are whole numbers, or else the row.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FORMAT``, ``INPUT.CRS`` for a layer without
            CRS, ``INPUT.GEOMETRY`` for a layer without lines, ``INPUT.FIELD`` when a field of the
            options is missing, ``INPUT.EMPTY`` when there is no (drivable) road in the area.
    """
    existing_file(path)
    lines = format_of(path).lines(path, area, options)
    network, report = _network(lines, area)
    if not len(network):
        raise _no_roads(path, area, lines, report)
    for text in report.lines():
        log.info("%s", text)
    return network, report


def _network(lines: RoadLines, area: StudyArea) -> tuple[Network, RoadReport]:
    tags, options = lines.tags, lines.options
    wanted = is_road(tags, options) if lines.classified else np.ones(len(tags), dtype=bool)
    directions = open_directions(tags, options)
    kept = wanted & directions.any(axis=1)
    parts, kept_tags = lines.parts.of_lines(kept), tags[kept]
    other = reversed_lines(parts, int(kept.sum()))
    directions[kept], reversed_count, directed_count = one_direction_each(
        directions[kept], other, is_stated=states_oneway(kept_tags, options)
    )
    unknown = unknown_oneway(tags[kept], options)
    if len(unknown):
        log.warning("Roads: unknown values of oneway, and their roads: %s", unknown.to_dict())
    unused = Counter(lines.report.unused_restrictions)
    unusable = Counter(lines.report.unused_attributes)
    along, against = directions[kept].astype(np.int8).T
    network = node_parts(
        parts,
        area,
        fid=lines.fid[kept],
        osm_id=lines.osm_id[kept],
        oneway=along - against,
        highway=tags.loc[kept, options.class_field].to_numpy(dtype=object),
        name=tags.loc[kept, options.name_field].to_numpy(dtype=object),
        attributes=WayAttributes.of_tags(kept_tags, directions[kept], unusable),
        controls=TrafficControls.of_lines(kept_tags, parts.vertex, parts.vertex_line, unusable),
        restrictions=lines.restrictions,
        unused=unused,
        other=other,
    )
    isolated, trapped = connectivity(network)
    others = tags.loc[~wanted, options.class_field]
    report = lines.report
    return network, replace(
        report,
        outside=report.total - len(tags) - sum(report.unusable.values()),
        not_roads=int((~wanted).sum()),
        no_access=int((wanted & ~kept).sum()),
        roads=int(kept.sum()),
        unknown_oneway=int(unknown.sum()),
        edges=len(network),
        nodes=len(np.unique([network.source, network.target])),
        length_km=float(network.length_m.sum()) / 1000,
        isolated_edges=isolated,
        trapped_edges=trapped,
        vehicle=options.vehicle,
        unused_restrictions=dict(+unused),
        forbidden_turns=len(network.forbidden_turns),
        known_attributes={
            name: int(np.isfinite(getattr(network.attributes, name)).sum())
            for name in RoadAttributes.names()
        },
        unused_attributes=dict(+unusable),
        reversed_lines=reversed_count,
        directed_lines=directed_count,
        left_out_classes={
            str(name): int(count)
            for name, count in others[others != ""].value_counts().head(MAX_CLASSES).items()
        },
    )


def _no_roads(path: Path, area: StudyArea, lines: RoadLines, report: RoadReport) -> TrajganrError:
    inside = len(lines.tags)
    covered = None if inside else format_of(path).extent(path)
    if covered is not None and not meet(covered, area.bbox):
        return apart("roads", covered, "study area", area.bbox)
    classes = lines.tags[lines.options.class_field].value_counts().index[:8]
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{path} has {inside} of {lines} lines in the study area {bbox}, none of them a road that "
        "is open to a {vehicle}: {not_roads} are of another class ({found}), {no_access} are "
        "closed.",
        "Check the study area and the layer's CRS. If the classes are not OpenStreetMap's, choose "
        "the class field and the classes that are roads.",
        path=str(path),
        inside=inside,
        lines=report.total,
        bbox=list(area.bbox),
        vehicle=lines.options.vehicle,
        not_roads=report.not_roads,
        no_access=report.no_access,
        found=", ".join(name or "none" for name in classes) or "none",
    )
