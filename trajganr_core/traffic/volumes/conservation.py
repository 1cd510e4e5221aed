"""What drives into a junction drives out of it: a soft rule that brings volumes closer together.

Volumes are moved as little as their errors allow, and junctions are balanced as far as vehicles
park and start there: a weighted least-squares adjustment, as of surveyors (Van Zuylen and Branston,
"Consistent link flow estimation from counts", Transportation Research B 16, 1982).
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, diags_array
from scipy.sparse.linalg import spsolve

from ...data.roads.network import Network
from ...utils.arrays import FloatArray

#: Standard deviation of what drives in less what drives out: of what drives through, and vehicles.
IMBALANCE, IMBALANCE_VEHICLES = 0.05, 5.0


def conserved(network: Network, daily: FloatArray, deviation: FloatArray) -> FloatArray:
    """``(E,)`` volumes, above 0, that are about as many into each junction as out of it.

    Nothing is balanced at dead ends. Standard deviations are relative to the volumes.
    """
    ends = np.column_stack([network.source, network.target])
    nodes, edges = int(ends.max()) + 1, np.arange(len(network))
    roads = np.unique(np.sort(ends, axis=1), axis=0)
    cells = np.r_[network.target, network.source], np.tile(edges, 2)
    balance = csr_array((np.repeat([1.0, -1.0], len(edges)), cells), shape=(nodes, len(edges)))
    is_junction = np.bincount(roads.ravel(), minlength=nodes) >= 2
    is_junction &= np.isin(np.arange(nodes), ends[:, 0]) & np.isin(np.arange(nodes), ends[:, 1])
    balance = balance[is_junction]
    through = abs(balance) @ daily / 2
    trust = diags_array(1 / (IMBALANCE * through + IMBALANCE_VEHICLES) ** 2)
    own = 1 / (deviation * daily + 1) ** 2
    adjusted = spsolve((diags_array(own) + balance.T @ trust @ balance).tocsc(), own * daily)
    # Least squares know no sign: what would be negative stays as it was.
    return np.where(adjusted > 0, adjusted, daily)
