"""Attributes of the source features of directed edges."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from ...contract.options.data_config import RoadOptions
from ...utils.arrays import IntArray
from .formats import format_of
from .tags import OSM_ID, way_ids

#: Prefix of a field whose name is already in use.
PREFIX = "own_"


def source_attributes(
    path: Path, source_fid: IntArray, options: RoadOptions, taken: Collection[str]
) -> pd.DataFrame:
    """The fields of roads, joined to edges by feature id.

    An OpenStreetMap extract has no fields. The road's class, name and way id are omitted, because
    edges have them; other fields whose name is in ``taken`` (case-insensitive) get the prefix
    ``own_``. The result has one row for each of ``source_fid`` ``(n,)``.

    Raises:
        TrajganrError: as :func:`~.reading.read_roads`.
    """
    table = format_of(path).fields(path, source_fid)
    used = {name.lower() for name in taken}
    of_edges = {options.class_field, options.name_field}
    if OSM_ID in table and (way_ids(table) > 0).sum() == table[OSM_ID].notna().sum():
        of_edges.add(OSM_ID)
    table = table.drop(columns=used & of_edges & set(table))
    return table.rename(columns={n: PREFIX + n for n in table if n.lower() in used})
