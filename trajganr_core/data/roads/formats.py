"""The formats of roads, each with its reader.

A format is recognised by the name or the beginning of a file, or by the files of a folder. Without
another one, a file is a line layer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyogrio

from ...contract.options.data_config import RoadOptions
from ...contract.records.extents import Extent
from ...contract.texts.text import Text
from ...utils.arrays import IntArray
from ...utils.study_area import StudyArea
from ..layers import LINES, find_layer, fitting_layers, layer_bounds, read_layer
from ..tables import missing_field
from .attributes import with_usual_names
from .drivable import access_classes, road_tags
from .gmns import gmns_extent, gmns_fields, is_gmns, of_gmns
from .noding import parts_of_lines
from .osm import (
    LICENCE,
    described_extract,
    extract_bounds,
    extract_timestamp,
    is_osm_extract,
    read_restrictions,
    read_ways,
)
from .overture import is_overture, of_overture, overture_extent, overture_fields
from .road_lines import RoadLines, RoadReport
from .tags import OTHER_TAGS, tag_table, way_ids, without_codes
from .turn_restrictions import TurnRestrictions

#: The class field of Geofabrik's road layers, which hold OpenStreetMap's values.
GEOFABRIK_CLASS = "fclass"


class RoadFormat(NamedTuple):
    """A format of roads.

    Attributes:
        is_of: whether a file or folder is of it.
        lines: reads the lines that touch an area.
        extent: west, south, east, north, degrees; None where it is not known without reading.
        fields: the own fields of features ``(n,)`` by their numbers, one row for each.
    """

    is_of: Callable[[Path], bool]
    lines: Callable[[Path, StudyArea, RoadOptions], RoadLines]
    extent: Callable[[Path], Extent | None]
    fields: Callable[[Path, IntArray], pd.DataFrame]


def format_of(path: Path) -> RoadFormat:
    """The format of a file or folder.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged ZIP or Parquet file.
    """
    return next((each for each in FORMATS if each.is_of(path)), LAYER)


def of_extract(path: Path, area: StudyArea, options: RoadOptions) -> RoadLines:
    """The ways of an OpenStreetMap extract that touch the area."""
    all_restrictions = read_restrictions(path, access_classes(options.vehicle))
    nodes = {restriction.via for restriction in all_restrictions}
    ways = read_ways(path, options.class_field, road_tags(options), area, nodes)
    near = set(ways.way_id.tolist())
    restrictions = [each for each in all_restrictions if not near.isdisjoint(each.ways)]
    timestamp = extract_timestamp(path)
    return RoadLines(
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


def of_layer(path: Path, area: StudyArea, options: RoadOptions) -> RoadLines:
    """The lines of a layer that touch the area."""
    unusable: Counter[Text] = Counter()
    frame = read_layer(path, LINES, bbox=area.bbox, dropped=unusable)
    options, classified = _resolved(path, frame.columns, options)
    parts = parts_of_lines(frame.geometry.to_numpy())
    touching = parts.touching(area, len(frame))
    layer, *others = fitting_layers(path, LINES)
    total = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
    columns = with_usual_names(frame.drop(columns=frame.geometry.name))
    tags, codes = without_codes(tag_table(columns, road_tags(options)), options)
    return RoadLines(
        parts=parts.of_lines(touching),
        fid=frame.index.to_numpy(dtype=np.int64)[touching],
        osm_id=way_ids(frame)[touching],
        tags=tags[touching].reset_index(drop=True),
        options=options,
        restrictions=TurnRestrictions.of((), {}),
        classified=classified,
        report=RoadReport(
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
            unusable=dict(unusable),
            codes=codes,
        ),
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


def _of_no_fields(path: Path, fid: IntArray) -> pd.DataFrame:
    return pd.DataFrame(index=range(len(fid)))


def _layer_fields(path: Path, fid: IntArray) -> pd.DataFrame:
    layer, _ = find_layer(path, LINES)
    table = pyogrio.read_dataframe(path, layer=layer, read_geometry=False, fid_as_index=True)
    return table.loc[fid].reset_index(drop=True)


FORMATS = (
    RoadFormat(is_osm_extract, of_extract, extract_bounds, _of_no_fields),
    RoadFormat(is_gmns, of_gmns, gmns_extent, gmns_fields),
    RoadFormat(is_overture, of_overture, overture_extent, overture_fields),
)
LAYER = RoadFormat(lambda path: True, of_layer, layer_bounds, _layer_fields)
