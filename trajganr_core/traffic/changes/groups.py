"""Numbers of changed roads by road class and district: what charts draw."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ...utils.arrays import FloatArray, TextArray
from .estimates import Changes

#: Groups with fewer compared roads are left out: a median of one or two roads says nothing.
MIN_ROADS = 5
DECIMALS = 4


def group_rows(
    changes: Changes,
    changed: Mapping[str, TextArray],
    length_m: FloatArray,
    groups: Mapping[str, TextArray],
) -> pd.DataFrame:
    """A row for each measure and group with enough roads that are known on both sides.

    Args:
        changed: by measure, ``(g,)`` ``up``, ``down``, ``no``, or None without a test.
        length_m: ``(g,)`` of the roads.
        groups: by kind, such as ``district``, the group of each road ``(g,)``.
    """
    rows = []
    for measure, change in changes.measures.items():
        for kind, names in groups.items():
            for name in sorted(set(names)):
                inside = (names == name) & change.is_tested
                if inside.sum() < MIN_ROADS:
                    continue
                flags = changed[measure][inside]
                middle = np.percentile(change.change[inside], (25, 50, 75)).round(DECIMALS)
                rows.append(
                    {
                        "measure": measure,
                        "kind": kind,
                        "group": name,
                        "roads": int(inside.sum()),
                        "km": round(float(length_m[inside].sum()) / 1000, 1),
                        "roads_up": int((flags == "up").sum()),
                        "roads_down": int((flags == "down").sum()),
                        "change_p25": middle[0],
                        "change_median": middle[1],
                        "change_p75": middle[2],
                    }
                )
    columns = ["measure", "kind", "group", "roads", "km", "roads_up", "roads_down"]
    return pd.DataFrame(rows, columns=[*columns, "change_p25", "change_median", "change_p75"])
