"""Back from directed edges to the features that they come from."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd
import pyogrio

from ...contract.data_config import RoadOptions
from ...utils.arrays import IntArray
from ..layers import find_layer
from .osm import is_osm_extract
from .way_ids import OSM_ID, way_ids

__all__ = ["LINES", "PREFIX", "source_attributes"]

LINES = ("LineString", "MultiLineString")
#: Begins the name of a field whose own name is another's.
PREFIX = "own_"


def source_attributes(
    path: Path,
    source_fid: IntArray,
    options: RoadOptions,
    taken: Collection[str],
) -> pd.DataFrame:
    """The fields of a road layer for edges that come from its features.

    Args:
        path: the line layer that was read; an OpenStreetMap extract has tags, no fields.
        source_fid: ``(n,)`` the feature of each edge.
        options: how the layer was understood.
        taken: names of other fields; those of the layer that are called so, whatever their case,
            begin with ``own_``, but for the road's class and name and the id of its way, which the
            edges have.

    Returns:
        A row an edge, in their order.

    Raises:
        TrajganrError: as :func:`~.layers.find_layer`.
    """
    if is_osm_extract(path):
        return pd.DataFrame(index=range(len(source_fid)))
    layer, _ = find_layer(path, LINES)
    table = pyogrio.read_dataframe(path, layer=layer, read_geometry=False, fid_as_index=True)
    known = {name.lower() for name in taken}
    of_edges = {options.class_field, options.name_field}
    if OSM_ID in table and (way_ids(table) > 0).sum() == table[OSM_ID].notna().sum():
        of_edges.add(OSM_ID)
    table = table.drop(columns=known & of_edges & set(table))
    table = table.rename(columns={n: PREFIX + n for n in table if n.lower() in known})
    return table.loc[source_fid].reset_index(drop=True)
