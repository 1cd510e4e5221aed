"""Attributes of the source features of directed edges."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyogrio

from ...contract.options.data_config import RoadOptions
from ...utils.arrays import IntArray
from ..layers import LINES, find_layer
from .osm import is_osm_extract
from .reading import linked_lines
from .tags import OSM_ID, way_ids

#: Prefix of a field whose name is already in use.
PREFIX = "own_"


def source_attributes(
    path: Path, source_fid: IntArray, options: RoadOptions, taken: Collection[str]
) -> pd.DataFrame:
    """The fields of a road layer, joined to edges by feature id.

    An OpenStreetMap extract has no fields. The road's class, name and way id are omitted, because
    edges have them; other fields whose name is in ``taken`` (case-insensitive) get the prefix
    ``own_``. The result has one row for each of ``source_fid`` ``(n,)``.

    Raises:
        TrajganrError: as :func:`~.layers.find_layer`.
    """
    if is_osm_extract(path):
        return pd.DataFrame(index=range(len(source_fid)))
    linked = linked_lines(path, None, options.vehicle)
    if linked is None:
        layer, _ = find_layer(path, LINES)
        table = pyogrio.read_dataframe(path, layer=layer, read_geometry=False, fid_as_index=True)
    else:
        table = linked.frame.drop(columns="geometry")
    used = {name.lower() for name in taken}
    of_edges = {options.class_field, options.name_field}
    if OSM_ID in table and (way_ids(table) > 0).sum() == table[OSM_ID].notna().sum():
        of_edges.add(OSM_ID)
    table = table.drop(columns=used & of_edges & set(table))
    table = table.rename(columns={n: PREFIX + n for n in table if n.lower() in used})
    return table.loc[source_fid].reset_index(drop=True)
