"""Open a folder of GMNS in AequilibraE, and skim our times: ``... GMNS PROJECT TIMES.csv``.

A program of its own, because AequilibraE needs an SQLite that loads extensions, and not every
Python has one. What its reader (1.7) demands beyond the specification is done here: ids are
from 1, links name their uses, and the values of two opposite links, one of which it keeps, are
found by their nodes.
"""

import sys
from pathlib import Path

import numpy as np
import pandas as pd

try:
    import pysqlite3

    sys.modules["sqlite3"] = pysqlite3
except ImportError:
    import sqlite3  # noqa: F401

from aequilibrae import Project

gmns, folder, out = map(Path, sys.argv[1:])
link = pd.read_csv(gmns / "link.csv").merge(pd.read_csv(gmns / "link_tod.csv"), on="link_id")
node = pd.read_csv(gmns / "node.csv")
node["node_id"] += 1
link[["link_id", "from_node_id", "to_node_id"]] += 1
link["seconds"] = 3.6 * link["length"] / link["speed"]
# Of parallel links, it would keep any; and it fails where their lanes are not known.
link = link.sort_values("seconds").drop_duplicates(["from_node_id", "to_node_id"]).sort_index()
files = [str(folder.with_suffix(f".{name}.csv")) for name in ("link", "node")]
for table, file in zip((link.assign(allowed_uses="car"), node), files, strict=True):
    table.to_csv(file, index=False)
project = Project()
project.new(str(folder))
network = project.network
network.create_from_gmns(*files)
network.build_graphs(modes=["c"])
graph = network.graphs["c"]
seconds = link.set_index(["from_node_id", "to_node_id"])["seconds"]
read = graph.network
ends = read[["a_node", "b_node"]].to_numpy()
one_way = read["direction"].to_numpy() == 1
read["time_ab"] = seconds.loc[map(tuple, ends)].to_numpy()
read["time_ba"] = np.nan
read.loc[~one_way, "time_ba"] = seconds.loc[map(tuple, ends[~one_way, ::-1])].to_numpy()
nodes = node["node_id"].to_numpy()
graph.prepare_graph(nodes)
graph.set_graph("time")
graph.set_skimming("time")
graph.set_blocked_centroid_flows(False)
skims = graph.compute_skims()
times = skims.results.skims.matrix["time"]
pd.DataFrame(times, index=nodes - 1, columns=nodes - 1).to_csv(out)
project.close()
