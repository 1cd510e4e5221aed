"""JCLRNT trained on a study area's input trips. Labels and label trips are not used.

We follow the paper's abstract and its authors' program: two graphs of roads (which road leads to
which, and to which most trips through a road drive on), the encoders, the contrast between the two
views of a road, between the two views of a trip, and between a road in one view and a trip that
passes it in the other, their weights, optimiser and batch size. As in the program, the two views of
a trip are its roads in the two graphs; alternatives of a trip by detours and dropped roads, which
the abstract mentions, are left out, and so are weights of pairs by the length of such a detour.

Ours: contrasts of roads with roads are computed for some roads in each step, drawn anew, because
all pairs of a city's roads would take seconds; paths that are longer than the longest are cut
instead of left out, and paths from two roads on are used, because there are fewer trips; the number
of epochs.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from scipy.sparse import csr_array
from torch import Tensor

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.roads.network import Network
from trajganr_core.features.input_trips import InputTrips
from trajganr_core.features.road_attributes import adjacent_edges
from trajganr_core.training.engine.seeding import keyed_rng, seed_libraries
from trajganr_core.utils.arrays import IntArray
from trajganr_core.utils.progress import Progress
from trajganr_core.utils.ragged import concatenated_ranges, row_of_each

from .jclrnt_encoder import Jclrnt, contrast
from .study import Study

#: Number of roads of the longest path, as published.
MAX_LENGTH = 100
#: Trips whose pairs of roads are counted at once, which bounds memory.
TRIPS_AT_ONCE = 1024


@dataclass(frozen=True)
class JclrntTraining:
    """Options; those without a remark are published.

    Attributes:
        dimension: of the embeddings.
        epochs: the minimum; published: 5 of 500,000 trips.
        batch_size: paths per step.
        roads: that are contrasted with each other in a step; ours.
        learning_rate, weight_decay: of Adam.
        context: smallest share of the trips through a road that drive on through another one, for
            which the graph of the context has an edge between them.
        across: weight of the contrast of roads with trips; those of roads and of trips have half of
            the rest each.
    """

    dimension: int = 128
    epochs: int = 5
    batch_size: int = 64
    roads: int = 1024
    learning_rate: float = 1e-3
    weight_decay: float = 1e-6
    context: float = 0.6
    across: float = 0.8


@dataclass(frozen=True)
class TrainedJclrnt:
    """The result of a training.

    Attributes:
        model: for evaluation.
        graphs: edges ``(2, e)`` of the road graph and of that of the context.
        loss: mean of the last epoch; without any information it is 0.
    """

    model: Jclrnt
    graphs: tuple[Tensor, Tensor]
    loss: float

    @torch.no_grad()
    def embedding(self) -> Tensor:
        """``(roads, D)`` of all roads: the sum of both views, on the CPU."""
        first, second = self.model.views(self.graphs)
        return (first + second).cpu()


def train_jclrnt(
    study: Study, inputs: InputTrips, config: JclrntTraining, progress: Progress
) -> TrainedJclrnt:
    """Train on input trips.

    Raises:
        TrajganrError: ``INPUT.EMPTY`` with fewer than two trips over two roads; ``JOB.CANCELLED``.
    """
    network, device = study.bundle.network, study.device
    paths = _Paths.of(inputs)
    if len(paths) < 2:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "JCLRNT needs two input trips over two roads at least; the study area has {count}.",
            "Prepare the study area with more trips, or leave the system out.",
            count=len(paths),
        )
    seed_libraries(study.seed, 0)
    model = Jclrnt(len(network), config.dimension, paths.longest).to(device)
    following = adjacent_edges(network)[1]
    context = _context(inputs, len(network), config.context)
    graphs = _with_loops(network, following), _with_loops(network, context)
    graphs = (graphs[0].to(device), graphs[1].to(device))
    optimiser = torch.optim.Adam(
        model.parameters(), lr=config.learning_rate, weight_decay=config.weight_decay
    )
    steps = math.ceil(len(paths) / config.batch_size)
    epochs = study.epochs(config.epochs, len(paths), config.batch_size)
    for epoch in range(1, epochs + 1):
        losses = []
        rng = keyed_rng(study.seed, epoch)
        for step, rows in enumerate(np.array_split(rng.permutation(len(paths)), steps), start=1):
            some = rng.permutation(len(network))[: config.roads]
            loss = _loss(
                model, graphs, paths.padded(rows).to(device), torch.from_numpy(some), config
            )
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            losses.append(float(loss.detach()))
            done = ((epoch - 1) * steps + step) / (steps * epochs)
            progress("Training JCLRNT", done, loss=losses[-1])
    return TrainedJclrnt(model.eval(), graphs, float(np.mean(losses)))


def _loss(
    model: Jclrnt,
    graphs: tuple[Tensor, Tensor],
    paths: Tensor,
    some: Tensor,
    config: JclrntTraining,
) -> Tensor:
    """The weighted contrasts of a batch of paths."""
    views = model.views(graphs)
    trips = [model.encode(view, paths) for view in views]
    first, second = (view[some.to(paths.device)] for view in views)
    same_road, same_trip = (
        torch.eye(len(one), dtype=torch.bool, device=paths.device) for one in (first, trips[0])
    )
    passed = torch.zeros(len(paths), len(views[0]) + 1, dtype=torch.bool, device=paths.device)
    passed = passed.scatter(1, paths.where(paths >= 0, len(views[0])), True)[:, :-1]
    across = sum(contrast(trips[1 - of], views[of], passed) for of in (0, 1)) / 2
    within = contrast(first, second, same_road) + contrast(trips[0], trips[1], same_trip)
    return config.across * across + (1 - config.across) / 2 * within


@dataclass(frozen=True)
class _Paths:
    """The sequences of roads that trips follow, of two roads or more; longer ones are cut evenly.

    Attributes:
        edge: ``(passes,)`` the roads of all trips of the bundle; may be on disk.
        first, after: ``(n,)`` the first pass of each path, and the one after its last.
    """

    edge: IntArray
    first: IntArray
    after: IntArray

    @classmethod
    def of(cls, inputs: InputTrips) -> _Paths:
        """All paths of input trips."""
        begin, end = (inputs.trips.pass_offsets[inputs.rows + later] for later in (0, 1))
        counts = end - begin
        pieces = -(-counts // MAX_LENGTH)
        number, offsets = concatenated_ranges(np.zeros_like(pieces), pieces)
        trip = row_of_each(offsets)
        first = begin[trip] + number * counts[trip] // pieces[trip]
        after = begin[trip] + (number + 1) * counts[trip] // pieces[trip]
        long = after - first >= 2
        return cls(inputs.trips.pass_edge, first[long], after[long])

    def __len__(self) -> int:
        return len(self.first)

    @property
    def longest(self) -> int:
        """Number of roads of the longest path."""
        return int((self.after - self.first).max(initial=0))

    def padded(self, rows: IntArray) -> Tensor:
        """``(b, roads)`` of chosen paths, padded with -1."""
        every, offsets = concatenated_ranges(self.first[rows], self.after[rows])
        row = row_of_each(offsets)
        edge = np.full((len(rows), int(np.diff(offsets).max(initial=0))), -1, dtype=np.int64)
        edge[row, np.arange(len(row)) - offsets[row]] = self.edge[every]
        return torch.from_numpy(edge)


def _context(inputs: InputTrips, edges: int, smallest: float) -> tuple[IntArray, IntArray]:
    """Pairs of a road and another one to which enough of the trips through it drive on.

    Args:
        edges: number of directed edges.
        smallest: share of the trips through the first road.
    """
    driven = csr_array((edges, edges), dtype=np.float32)
    passes = np.zeros(edges, dtype=np.int64)
    for begin in range(0, len(inputs), TRIPS_AT_ONCE):
        trips = inputs.take(np.arange(begin, min(begin + TRIPS_AT_ONCE, len(inputs))))
        after = np.repeat(trips.pass_offsets[1:], np.diff(trips.pass_offsets))
        this = np.arange(len(after))
        later, offsets = concatenated_ranges(this + 1, after)
        pairs = trips.pass_edge[this[row_of_each(offsets)]], trips.pass_edge[later]
        driven += csr_array((np.ones(len(later), np.float32), pairs), shape=(edges, edges))
        passes += np.bincount(trips.pass_edge, minlength=edges)
    found = driven.tocoo()
    own, other = found.coords
    chosen = (found.data > smallest * passes[own]) & (own != other)
    return own[chosen].astype(np.int64), other[chosen].astype(np.int64)


def _with_loops(network: Network, pairs: tuple[IntArray, IntArray]) -> Tensor:
    """Edges ``(2, e)`` of a graph, with one from each road to itself."""
    every = np.arange(len(network))
    return torch.from_numpy(np.stack([np.concatenate([one, every]) for one in pairs]))
