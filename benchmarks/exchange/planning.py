"""Whether AequilibraE finds our travel times on the tables of GMNS of a part of Porto."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from trajganr_core.contract.options.time_sets import WHOLE_WEEK
from trajganr_core.data.bundle import Bundle
from trajganr_core.routing.gmns import write_gmns
from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.movements import Movements

from ..figures import BUILD, Row

BUNDLE = BUILD / "sparse_bundle"
#: Segments in the middle of the city; AequilibraE's reader takes the square of their number.
SEGMENTS = 600
SCRIPT = Path(__file__).with_name("aequilibrae_skims.py")


def planning_figures() -> tuple[list[Row], dict[str, Any]]:
    """The share of pairs of nodes with equal times; None without the bundle or AequilibraE."""
    name = "planning_equal_skims_percent"
    if not BUNDLE.is_dir() or find_spec("aequilibrae") is None:
        return [Row(name, None, "%", note=f"needs {BUNDLE} and AequilibraE")], {}
    bundle = Bundle.load(BUNDLE)
    far_m = shapely.distance(bundle.network.local_lines(bundle.area), shapely.Point(0, 0))
    network = bundle.network.take(np.sort(np.argsort(far_m, kind="stable")[:SEGMENTS]))
    junctions = Junctions.of(network, bundle.area)
    movements = Movements.of(network, bundle.area, junctions)
    speed_kmh = np.random.default_rng(5).uniform(10, 60, (1, len(network)))
    unknown = np.full((1, len(movements)), np.nan)
    with tempfile.TemporaryDirectory() as folder:
        gmns, project, out = (Path(folder) / name for name in ("gmns", "project", "skims.csv"))
        roads = (network, bundle.area, junctions, movements)
        write_gmns(*roads, [WHOLE_WEEK], speed_kmh, unknown, unknown, gmns)
        begin = time.perf_counter()
        subprocess.run([sys.executable, SCRIPT, gmns, project, out], check=True)
        seconds = time.perf_counter() - begin
        skims = pd.read_csv(out, index_col=0).to_numpy()
        link = pd.read_csv(gmns / "link.csv").merge(
            pd.read_csv(gmns / "link_tod.csv"), on="link_id"
        )
        node = pd.read_csv(gmns / "node.csv")["node_id"].to_numpy()
    link["seconds"] = 3.6 * link["length"] / link["speed"]
    ends = ["from_node_id", "to_node_id"]
    fastest = link.groupby(ends, as_index=False)["seconds"].min()
    where = tuple(np.searchsorted(node, fastest[each]) for each in ends)
    ours = dijkstra(csr_array((fastest["seconds"], where), shape=(len(node), len(node))))
    is_asked = np.isfinite(skims) | np.isinf(skims)
    equal = np.isclose(skims, ours, rtol=1e-6)[is_asked].mean()
    note = f"{len(link)} links of real Porto with random speeds; {is_asked.sum():,} pairs of nodes"
    rows = [
        Row(name, 100 * float(equal), "%", note=note),
        Row("planning_aequilibrae_s", seconds, "s", note="AequilibraE reads and skims them"),
    ]
    parallel = {"links": len(link), "parallel": len(link) - len(fastest)}
    return rows, {"planning": parallel}
