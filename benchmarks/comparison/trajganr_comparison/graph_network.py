"""A graph network over directed segments: a baseline that learns from labels.

GraphSAGE with mean aggregators (Hamilton, Ying and Leskovec, "Inductive Representation Learning on
Large Graphs", NeurIPS 2017): two layers, each with the segment's own features and the means over
its neighbours. There are three kinds of neighbours, each with weights of its own, as in relational
graph networks: preceding and following segments, and the opposite direction. All neighbours are
used instead of a sample, and outputs are not normalised, because degrees are small.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import csr_array
from torch import Tensor, nn
from torch.nn import functional

from trajganr_core.data.roads.network import Network
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.features.road_attributes import adjacent_edges
from trajganr_core.training.finetuning.task_data import TaskData
from trajganr_core.utils.arrays import Float32Array, IntArray
from trajganr_core.utils.progress import Progress

from .boosting import WITH_PLACE, road_features, with_place
from .frozen_head import FARTHEST, HeadLearner, fit_learner, standardisation
from .system import Cell, Outcome

#: Width of the layers, and the share of their values that training hides.
WIDTH, DROPOUT = 128, 0.3


@dataclass(frozen=True)
class Neighbours:
    """The neighbours of every directed segment.

    Attributes:
        means: matrices ``(E, E)`` that average over the preceding segments, the following ones and
            the opposite direction; a row without any is zero.
    """

    means: tuple[csr_array, ...]

    @classmethod
    def of(cls, network: Network) -> Neighbours:
        """Those of a network."""
        edges = len(network)
        two_way = np.flatnonzero(network.reverse >= 0)
        pairs = [*adjacent_edges(network), (two_way, network.reverse[two_way])]
        return cls(tuple(_mean(edges, *pair) for pair in pairs))

    def with_means(self, features: Float32Array) -> Float32Array:
        """Features ``(E, d)`` of segments, followed by their means over each kind of neighbours."""
        return np.hstack([features, *(mean @ features for mean in self.means)])

    def around(self, segments: IntArray) -> tuple[IntArray, list[Tensor]]:
        """The segments ``(m,)`` that are neighbours of some, or these themselves.

        Returns:
            Their numbers; and sparse matrices ``(n, m)``: the first one selects the segments
            themselves, the others average over their neighbours.
        """
        edges = self.means[0].shape[0]
        own = csr_array(
            (np.ones(len(segments), np.float32), (np.arange(len(segments)), segments)),
            shape=(len(segments), edges),
        )
        blocks = [own, *(mean[segments] for mean in self.means)]
        found = np.unique(np.concatenate([block.indices for block in blocks]))
        return found, [_tensor(block, found) for block in blocks]


class GraphNetwork:
    """GraphSAGE with the features of *boosting*, a network for each task.

    A segment has one location, so that all labels on it are predicted alike.

    The validation roads choose the epoch and, as for *boosting*, whether the location is used.
    Segments without labels, among them the tested ones, are in the graph with their features.
    """

    id = series = "graphsage"
    title = "GraphSAGE on hand statistics and road attributes"

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        begun = time.perf_counter()
        bundle = cell.study.bundle
        middles = edge_locations(bundle, np.arange(len(bundle.network)))
        features = with_place(bundle, road_features(bundle), middles)
        neighbours = Neighbours.of(bundle.network)
        features_us = 1e6 * (time.perf_counter() - begun) / len(features)
        begun = time.perf_counter()
        learners = [
            _fitted(cell, features if is_placed else features[:, :-2], neighbours, progress)
            for is_placed in WITH_PLACE
        ]
        chosen = {fit.task.id: _best(fit, learners) for fit in cell.fits}
        trained = time.perf_counter()
        rows = np.arange(len(cell.edge))
        raw = {name: learner.answer(name, rows) for name, learner in chosen.items()}
        query_us = 1e6 * (time.perf_counter() - trained) / len(rows)
        return Outcome(
            raw,
            "trained on this study area",
            sum(
                parameter.numel()
                for name, learner in chosen.items()
                for parameter in learner.modules[name].parameters()
            ),
            trained - begun,
            features_us + query_us,
        )


class Graphsage(nn.Module):
    """The network of a task.

    Args:
        features: number of columns of :meth:`Neighbours.with_means`, which are the input of the
            first layer.
        kinds: number of kinds of neighbours.
        outputs: number of values per segment.
    """

    def __init__(self, features: int, kinds: int, outputs: int) -> None:
        super().__init__()
        self.first = nn.Linear(features, WIDTH)
        self.second = nn.Linear((1 + kinds) * WIDTH, WIDTH)
        self.last = nn.Linear(WIDTH, outputs)

    def forward(self, features: Tensor, around: Sequence[Tensor]) -> Tensor:
        """Raw outputs ``(n, outputs)``.

        Args:
            features: ``(m, features)`` of the segments and of their neighbours, standardised.
            around: see :meth:`Neighbours.around`.
        """
        hidden = self._dropped(functional.relu(self.first(features)))
        hidden = torch.cat([matrix @ hidden for matrix in around], dim=1)
        raw: Tensor = self.last(self._dropped(functional.relu(self.second(hidden))))
        return raw

    def _dropped(self, hidden: Tensor) -> Tensor:
        return functional.dropout(hidden, DROPOUT, self.training)


class _Networks(HeadLearner):
    """The networks of all tasks.

    Args:
        cell: the tasks.
        features: ``(E, d)`` of all segments, standardised.
        neighbours: of all segments.
    """

    stage = "Fitting graph networks"

    def __init__(self, cell: Cell, features: Float32Array, neighbours: Neighbours) -> None:
        self.features = torch.from_numpy(neighbours.with_means(features)).to(cell.study.device)
        self.neighbours = neighbours
        self.edge = cell.edge
        networks = {
            fit.task.id: Graphsage(
                self.features.shape[1], len(neighbours.means), fit.target.outputs
            ).to(cell.study.device)
            for fit in cell.fits
        }
        super().__init__(cell.fits, networks, cell.tuning.batch_size)

    def raw(self, name: str, rows: IntArray) -> Tensor:
        device = self.features.device
        found, around = self.neighbours.around(self.edge[rows])
        features = self.features[torch.from_numpy(found).to(device)]
        answer: Tensor = self.modules[name](features, [one.to(device) for one in around])
        return answer

    @torch.no_grad()
    def answer(self, name: str, rows: IntArray) -> Tensor:
        """Raw outputs of a fitted network on the CPU."""
        self.modules[name].eval()
        return self.raw(name, rows).float().cpu()


def _fitted(
    cell: Cell, features: Float32Array, neighbours: Neighbours, progress: Progress
) -> _Networks:
    """A network for each task, from the epoch with the smallest loss on validation rows."""
    learned = cell.edge[np.unique(np.concatenate([fit.rows["train"] for fit in cell.fits]))]
    mean, spread = (x.numpy() for x in standardisation(torch.from_numpy(features[learned])))
    standardised = ((features - mean) / spread).clip(-FARTHEST, FARTHEST)
    torch.manual_seed(cell.study.seed)
    learner = _Networks(cell, standardised, neighbours)
    fit_learner(learner, cell.tuning, cell.study.device, progress)
    return learner


def _best(fit: TaskData, learners: Sequence[_Networks]) -> _Networks:
    """The one with the smallest loss on a task's validation rows."""
    rows = fit.rows["validation"]
    losses = [float(fit.loss(one.answer(fit.task.id, rows), rows)) for one in learners]
    return learners[int(np.argmin(losses))]


def _mean(edges: int, own: IntArray, other: IntArray) -> csr_array:
    weight = (1 / np.bincount(own, minlength=edges)[own]).astype(np.float32)
    return csr_array((weight, (own, other)), shape=(edges, edges))


def _tensor(block: csr_array, columns: IntArray) -> Tensor:
    """Some columns of a matrix, which has no value in others."""
    ends, column, values = (
        torch.from_numpy(part)
        for part in (block.indptr, np.searchsorted(columns, block.indices), block.data)
    )
    shape = block.shape[0], len(columns)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Sparse")  # that sparse tensors may change in torch
        return torch.sparse_csr_tensor(ends, column, values, size=shape)
