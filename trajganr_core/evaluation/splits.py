"""Splits of the roads into training and held-out parts.

One split serves pretraining, every task and every baseline of a study area: it depends on the roads
and a seed, but not on labels or trips.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from ..contract.errors import Code, TrajganrError
from ..contract.records.model_card import SplitChoice
from ..data.labels.derived import POI_DISTANCE_M
from ..data.roads.network import Network, road_of_edge
from ..utils.arrays import BoolArray, GeometryArray, IntArray
from ..utils.study_area import StudyArea

#: Training; selection of the epoch; calibration of intervals; test; and roads that are left out
#: because they are near a test block.
PARTS = ("train", "validation", "calibration", "test", "buffer")

#: Side of a block, and smallest distance between a test block and all other parts, metres.
BLOCK_M, BUFFER_M = 500.0, 100.0
#: Smallest distance where labels count the places near a road: nearer roads may share places.
PLACES_BUFFER_M = 2 * POI_DISTANCE_M
#: The task with such labels.
PLACES_TASK = "aoi"


@dataclass(frozen=True)
class Split:
    """The part that each directed edge of a network belongs to.

    Attributes:
        kind, fold, seed: arguments of :func:`split_edges`.
        part: ``(E,)`` indices into :data:`PARTS`.
        near_test: ``(E,)`` which edges of other parts are within :data:`PLACES_BUFFER_M` of a test
            block or road; none unless blocks are held out.
    """

    kind: str
    fold: int
    seed: int
    part: npt.NDArray[np.int8]
    near_test: BoolArray

    def edges(self, part: str) -> IntArray:
        """The directed edges of a part, ascending."""
        return np.flatnonzero(self.part == PARTS.index(part))

    def edges_of_task(self, part: str, task_id: str) -> IntArray:
        """The directed edges of a part whose labels for a task may be used, ascending."""
        edges = self.edges(part)
        return edges[~self.near_test[edges]] if task_id == PLACES_TASK else edges

    @property
    def is_held_out(self) -> BoolArray:
        """``(E,)`` test edges and edges near them; pictures there are not used for training."""
        return np.isin(self.part, [PARTS.index("test"), PARTS.index("buffer")])

    def to_card(self) -> SplitChoice:
        """Its entry in a card; with the network it determines the split."""
        return SplitChoice(self.kind, self.fold, self.seed)


def split_edges(network: Network, area: StudyArea, kind: str, fold: int, seed: int) -> Split:
    """Split the directed edges of a network.

    Roads (``segment``), 500 m squares (``block``) or edges (``random``) are shuffled with ``seed``
    into tenths with about the same number of edges. Fold k uses two of them for test, the next for
    validation, the one after for calibration and the other six for training. Both directions of a
    road are in the same part, except with ``random``, which is for comparison with published
    figures of that kind. With ``block``, roads nearer than 100 m to a test block or road belong to
    no part: otherwise a training road could continue in a test road. Labels of the area-of-interest
    function count places within 100 m of a road, so for that task the distance is 200 m.

    Args:
        area: of the same bundle; blocks are squares of its local frame.
        kind: one of :data:`..contract.options.choices.SPLITS`.
        fold: 0 to 4.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than ten roads or blocks.
    """
    road, cell = road_of_edge(network), _block_cells(network, area)
    group = {
        "segment": road,
        "block": np.unique(cell, axis=0, return_inverse=True)[1],
        "random": np.arange(len(road)),
    }[kind]
    part = parts_of_groups(group.reshape(-1), fold, seed)
    near_test = np.zeros(len(part), dtype=np.bool_)
    if kind == "block":
        lines, test = network.local_lines(area), part == PARTS.index("test")
        blocks = np.unique(cell[test], axis=0)
        near_test = _near(lines, test, blocks, PLACES_BUFFER_M) & ~test
        part[_near(lines, test, blocks, BUFFER_M) & ~test] = PARTS.index("buffer")
    return Split(kind, fold, seed, part, near_test)


def block_of_edge(network: Network, area: StudyArea) -> IntArray:
    """``(E,)`` the number of the block of each edge; that of its road in both directions."""
    return np.unique(_block_cells(network, area), axis=0, return_inverse=True)[1].reshape(-1)


def _block_cells(network: Network, area: StudyArea) -> IntArray:
    """``(E, 2)`` the square of the local frame that the middle of each edge's road is in."""
    road = road_of_edge(network)
    middle = area.to_local(*network.locate(road, network.length_m[road] / 2).T)
    return np.asarray(np.floor(middle / BLOCK_M).astype(np.int64))


def parts_of_groups(group: IntArray, fold: int, seed: int) -> npt.NDArray[np.int8]:
    """``(n,)`` indices into :data:`PARTS`; rows of the same ``group`` ``(n,)`` are in one part.

    Args:
        fold, seed: as for :func:`split_edges`.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than ten groups.
    """
    turn = (_tenths(group, seed) - 2 * fold) % 10
    # Two tenths for test, then one for validation and one for calibration; the rest for training.
    return np.array([3, 3, 1, 2, 0, 0, 0, 0, 0, 0], dtype=np.int8)[turn]


def _tenths(group: IntArray, seed: int) -> IntArray:
    """``(n,)`` the tenth of each row: groups in random order, each added to the smallest tenth."""
    sizes = np.bincount(group)
    groups = np.flatnonzero(sizes)
    if len(groups) < 10:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "The study area has {count} places that could be held out: too few for a fair split.",
            "Prepare a larger area, or hold out single road segments instead of blocks.",
            count=len(groups),
        )
    tenth = np.zeros(len(sizes), dtype=np.int64)
    filled = [(0, number) for number in range(10)]
    for one in np.random.default_rng(seed).permutation(groups):
        size, number = filled[0]
        tenth[one] = number
        heapq.heapreplace(filled, (size + int(sizes[one]), number))
    return np.asarray(tenth[group])


def _near(lines: GeometryArray, test: BoolArray, cells: IntArray, distance_m: float) -> BoolArray:
    """``(E,)`` which lines are within a distance of a test square or a test line."""
    west, south = BLOCK_M * cells.T
    squares = shapely.box(west, south, west + BLOCK_M, south + BLOCK_M)
    tree = shapely.STRtree(np.concatenate([squares, lines[test]]))
    near = np.zeros(len(lines), dtype=np.bool_)
    near[tree.query(lines, predicate="dwithin", distance=distance_m)[0]] = True
    return near
