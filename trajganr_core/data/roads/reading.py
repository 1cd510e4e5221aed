"""Reading of roads of any format as a directed network."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio

from ...contract.errors import Code, TrajganrError
from ...contract.options.data_config import RoadOptions
from ...contract.records.extents import Extent, apart, meet
from ...contract.texts.text import Text
from ...utils.arrays import IntArray
from ...utils.remarks import present
from ...utils.study_area import StudyArea
from ..files import existing_file
from ..layers import LINES, fitting_layers, layer_bounds, read_layer
from ..tables import missing_field
from .attributes import WayAttributes, with_usual_names
from .drivable import (
    access_classes,
    is_road,
    open_directions,
    road_tags,
    states_oneway,
    unknown_oneway,
)
from .gmns import is_gmns, read_gmns
from .network import Network, RoadAttributes, connectivity
from .noding import (
    LinkedLines,
    Parts,
    node_parts,
    one_direction_each,
    parts_of_lines,
    reversed_lines,
)
from .osm import (
    LICENCE,
    described_extract,
    extract_bounds,
    extract_timestamp,
    is_osm_extract,
    read_restrictions,
    read_ways,
)
from .overture import is_overture, read_overture
from .tags import OTHER_TAGS, tag_table, way_ids, without_codes
from .traffic_controls import TrafficControls
from .turn_restrictions import TurnRestrictions

log = logging.getLogger(__name__)

#: The class field of Geofabrik's road layers, which hold OpenStreetMap's values.
GEOFABRIK_CLASS = "fclass"
#: Classes that are named of lines that are not roads.
MAX_CLASSES = 8
#: Names of attributes in sentences.
IN_WORDS = {
    "maxspeed_kmh": Text("speed limit"),
    "lanes": Text("lanes"),
    "roundabout": Text("roundabout"),
    "signals": Text("signals"),
    "stop_signs": Text("stop signs"),
    "crossings": Text("crossings"),
}


@dataclass(frozen=True)
class RoadReport:
    """Counts of the features of a layer or the ways of an extract.

    Attributes:
        description: of the recognised format, for users.
        total: features of the layer; ways of the extract with a class.
        outside: features that do not touch the area.
        not_roads: features of other classes, and areas.
        no_access: roads closed to public car traffic.
        roads: roads with edges.
        incomplete: roads that are cut because the extract lacks nodes; the rest is kept.
        unknown_oneway: roads taken as two-way because their oneway value is unknown.
        unusable: unusable features of a layer: reason → number.
        vehicle: for which the roads are read.
        restrictions: turn restrictions of the vehicle on ways that touch the area.
        unused_restrictions: those of them that forbid no turn: reason → number.
        forbidden_turns: between edges.
        known_attributes: edges with a known value of each attribute.
        unused_attributes: values of attributes that are unusable: tag → number.
        reversed_lines: lines that are another line reversed, so that each is one direction.
        directed_lines: others that are one-way because most lines are such.
        left_out_classes: the most frequent classes of lines that are not roads: class → number.
        codes: numbers of a tag that are codes: tag → the numbers.
        edges, nodes, length_km: of the network, both directions counted.
        isolated_edges: edges outside the largest weakly connected component.
        trapped_edges: edges in it, but outside its largest strongly connected component.
        licence, timestamp: of an extract, "" if unknown.
    """

    description: Text
    total: int
    outside: int = 0
    not_roads: int = 0
    no_access: int = 0
    roads: int = 0
    incomplete: int = 0
    unknown_oneway: int = 0
    edges: int = 0
    nodes: int = 0
    length_km: float = 0.0
    isolated_edges: int = 0
    trapped_edges: int = 0
    licence: str = ""
    timestamp: str = ""
    unusable: dict[Text, int] = field(default_factory=dict)
    vehicle: str = RoadOptions().vehicle
    restrictions: int = 0
    unused_restrictions: dict[Text, int] = field(default_factory=dict)
    forbidden_turns: int = 0
    known_attributes: dict[str, int] = field(default_factory=dict)
    unused_attributes: dict[str, int] = field(default_factory=dict)
    reversed_lines: int = 0
    directed_lines: int = 0
    left_out_classes: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)

    def lines(self) -> list[Text]:
        """The report as sentences."""
        classes = [
            Text("{name} ({n:,})", name=name, n=n) for name, n in self.left_out_classes.items()
        ]
        restrictions = Text(
            "Roads: {used:,} of {restrictions:,} turn restrictions forbid {forbidden_turns:,} "
            "turns.",
            self,
            used=self.restrictions - sum(self.unused_restrictions.values()),
        )
        return [
            Text("Roads: {description}.", self),
            Text(
                "Roads: {roads:,} of {total:,} lines are kept; {outside:,} are outside the "
                "study area, {not_roads:,} are not roads for a {vehicle}, {no_access:,} are "
                "closed to it.",
                self,
                vehicle=Text(self.vehicle),
            ),
            Text(
                "Roads: {edges:,} directed edges between {nodes:,} nodes, {length_km:,.0f} km; "
                "{isolated_edges:,} are not connected to the largest part of the network, "
                "{trapped_edges:,} cannot be both entered and left.",
                self,
            ),
            *present(
                Text("Roads: classes that are not roads: {classes}.", classes=classes),
                Text(
                    "Roads: {reversed_lines:,} lines are other lines reversed: each of them is one "
                    "direction of its road.",
                    self,
                ),
                Text(
                    "Roads: {directed_lines:,} other lines of this layer of directions are "
                    "one-way.",
                    self,
                ),
            ),
            *(
                Text(
                    "Roads: the numbers in {tag} ({numbers}) are codes of unknown meaning and not "
                    "used.",
                    tag=tag,
                    numbers=numbers,
                )
                for tag, numbers in self.codes.items()
            ),
            *(
                Text(
                    "Roads: left out {what}.",
                    what=Text(
                        "1 feature {why}" if n == 1 else "{n:,} features {why}", n=n, why=why
                    ),
                )
                for why, n in self.unusable.items()
            ),
            *present(
                Text(
                    "Roads: {incomplete:,} ways are cut at the border of the extract; their known "
                    "parts are kept.",
                    self,
                ),
                Text(
                    "Roads: {unknown_oneway:,} have an unknown oneway value and count as two-way.",
                    self,
                ),
            ),
            *([restrictions] if self.restrictions else []),
            *(
                Text("Roads: {n:,} turn restrictions {why} are not used.", n=n, why=why)
                for why, n in self.unused_restrictions.items()
            ),
            Text(
                "Roads: attributes are known for these shares of the edges: {shares}.",
                shares=[
                    Text("{name} {share:.0%}", name=IN_WORDS[name], share=n / max(self.edges, 1))
                    for name, n in self.known_attributes.items()
                ],
            ),
            *(
                Text(
                    "Roads: {n:,} values of {tag} are unknown or out of range and not used.",
                    n=n,
                    tag=tag,
                )
                for tag, n in self.unused_attributes.items()
            ),
        ]


@dataclass(frozen=True)
class _Lines:
    """Lines that touch the area, with the tags of ``road_tags``.

    Attributes:
        restrictions: of turns between the lines.
        classified: whether lines have a class; without classes every line is a road.
        report: what is known before the network is built.
    """

    parts: Parts
    fid: IntArray
    osm_id: IntArray
    tags: pd.DataFrame
    options: RoadOptions
    restrictions: TurnRestrictions
    classified: bool
    report: RoadReport


def read_roads(path: Path, area: StudyArea, options: RoadOptions = RoadOptions()) -> Network:
    """The network of the roads that touch the study area; as :func:`read_roads_with_report`."""
    return read_roads_with_report(path, area, options)[0]


def read_roads_with_report(
    path: Path, area: StudyArea, options: RoadOptions = RoadOptions()
) -> tuple[Network, RoadReport]:
    """Read the roads that touch the study area as a directed network, with a report.

    Edges that intersect the area are kept whole. In an OpenStreetMap extract roads are connected at
    shared nodes, in a layer at shared vertices, in :mod:`.gmns` and :mod:`.overture` where these
    say. For the choice of roads and directions see :mod:`.drivable`.

    Args:
        path: ``.osm``, ``.osm.gz``, ``.osm.bz2``, ``.osm.pbf``, a network of GMNS, segments of
            Overture, or any line layer that GDAL reads, in any CRS. Tags in ``other_tags`` (QGIS,
            GDAL) are read too.
        area: the study area.
        options: names of fields (or tags), and the classes to keep.

    Returns:
        The network, with ``source_fid`` the feature id or the way id, and ``osm_id`` the way id,
        for layers from one of the fields of :mod:`.tags`; and the report, which is also logged.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.FORMAT``, ``INPUT.CRS`` for a layer without
            CRS, ``INPUT.GEOMETRY`` for a layer without lines, ``INPUT.FIELD`` when a field of the
            options is missing, ``INPUT.EMPTY`` when there is no (drivable) road in the area.
    """
    existing_file(path)
    lines = (
        _of_extract(path, area, options) if is_osm_extract(path) else _of_layer(path, area, options)
    )
    network, report = _network(lines, area)
    if not len(network):
        raise _no_roads(path, area, lines, report)
    for text in report.lines():
        log.info("%s", text)
    return network, report


def _of_extract(path: Path, area: StudyArea, options: RoadOptions) -> _Lines:
    all_restrictions = read_restrictions(path, access_classes(options.vehicle))
    nodes = {restriction.via for restriction in all_restrictions}
    ways = read_ways(path, options.class_field, road_tags(options), area, nodes)
    near = set(ways.way_id.tolist())
    restrictions = [each for each in all_restrictions if not near.isdisjoint(each.ways)]
    timestamp = extract_timestamp(path)
    return _Lines(
        parts=ways.parts,
        fid=ways.way_id,
        osm_id=ways.way_id,
        tags=ways.tags,
        options=options,
        restrictions=TurnRestrictions.of(restrictions, ways.vertex_of),
        classified=True,
        report=RoadReport(
            description=described_extract(timestamp),
            total=ways.total,
            incomplete=ways.incomplete,
            restrictions=len(restrictions),
            unused_restrictions=Counter(each.unused for each in restrictions if each.unused),
            licence=LICENCE,
            timestamp=timestamp,
        ),
    )


def _of_layer(path: Path, area: StudyArea, options: RoadOptions) -> _Lines:
    linked = linked_lines(path, area, options.vehicle) or _linked_at_vertices(path, area, options)
    frame, parts = linked.frame, linked.parts
    options, classified = _resolved(path, frame.columns, options)
    touching = parts.touching(area, len(frame))
    columns = with_usual_names(frame.drop(columns=frame.geometry.name))
    tags, codes = without_codes(tag_table(columns, road_tags(options)), options)
    return _Lines(
        parts=parts.of_lines(touching),
        fid=frame.index.to_numpy(dtype=np.int64)[touching],
        osm_id=way_ids(frame)[touching],
        tags=tags[touching].reset_index(drop=True),
        options=options,
        restrictions=linked.restrictions,
        classified=classified,
        report=RoadReport(
            description=linked.description,
            total=linked.total,
            unusable=dict(+linked.dropped),
            unused_attributes=dict(linked.unused),
            codes=codes,
            restrictions=len(linked.restrictions),
            licence=linked.licence,
        ),
    )


def linked_lines(path: Path, area: StudyArea | None, vehicle: str) -> LinkedLines | None:
    """The roads of a format that says where they meet, near an area or all; None for a layer."""
    if is_gmns(path):
        return read_gmns(path, vehicle)
    return read_overture(path, area, vehicle) if is_overture(path) else None


def roads_extent(path: Path) -> Extent | None:
    """West, south, east, north of roads, degrees; None where that is not known."""
    if is_osm_extract(path) or is_overture(path):
        return extract_bounds(path) if is_osm_extract(path) else None
    linked = linked_lines(path, None, RoadOptions().vehicle)
    return layer_bounds(path) if linked is None else tuple(linked.frame.total_bounds.tolist())


def _linked_at_vertices(path: Path, area: StudyArea, options: RoadOptions) -> LinkedLines:
    """The lines of a layer."""
    dropped: Counter[Text] = Counter()
    frame = read_layer(path, LINES, bbox=area.bbox, dropped=dropped)
    options, classified = _resolved(path, frame.columns, options)
    layer, *others = fitting_layers(path, LINES)
    total = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
    return LinkedLines(
        parts=parts_of_lines(frame.geometry.to_numpy()),
        frame=frame,
        restrictions=TurnRestrictions.of((), {}),
        description=Text(
            "{layer} with the road class in field {field}"
            if classified
            else "{layer} without a field {field}: every line is a road",
            layer=Text("the line layer {layer} (not {others})", layer=layer, others=others)
            if others
            else Text("a line layer"),
            field=options.class_field,
        ),
        total=int(total),
        dropped=dropped,
    )


def _resolved(
    path: Path, fields: Collection[str], options: RoadOptions
) -> tuple[RoadOptions, bool]:
    """The options resolved to the layer's fields, and whether its lines have a class."""
    usual = RoadOptions()
    for name in ("class_field", "oneway_field", "name_field"):
        chosen = getattr(options, name)
        needed = chosen != getattr(usual, name) or (name == "class_field" and options.road_classes)
        if needed and chosen not in fields and OTHER_TAGS not in fields:
            raise missing_field(path, chosen, fields)
    if options.class_field in fields or OTHER_TAGS in fields:
        return options, True
    if GEOFABRIK_CLASS in fields:
        return replace(options, class_field=GEOFABRIK_CLASS), True
    return options, False


def _network(lines: _Lines, area: StudyArea) -> tuple[Network, RoadReport]:
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


def _no_roads(path: Path, area: StudyArea, lines: _Lines, report: RoadReport) -> TrajganrError:
    inside = len(lines.tags)
    bounds = None if inside or is_osm_extract(path) else roads_extent(path)
    if bounds is not None and not meet(bounds, area.bbox):
        return apart("roads", bounds, "study area", area.bbox)
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
