"""The data of one task while it is fitted: rows by split part, loss and figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ...contract.errors import Code, TrajganrError
from ...contract.options.districts import DistrictGap
from ...contract.records.group_figures import GroupFigures
from ...contract.records.model_card import SplitChoice
from ...contract.tasks import Kind, Task, task
from ...data.bundle import Bundle
from ...data.roads.network import road_of_edge
from ...evaluation.conformal import Conformal, figures_of, scores_of
from ...evaluation.districts import largest_gap
from ...evaluation.group_figures import RoadGroups, group_figures
from ...evaluation.metrics import errors_of
from ...evaluation.own_trips import OwnTrips, trip_figures
from ...evaluation.predicted_spread import fit_spread
from ...evaluation.splits import PARTS, Split
from ...features.query_locations import Locations
from ...model.targets import Target, fit_target, support_weights
from ...utils.arrays import BoolArray, Float32Array, FloatArray, IntArray
from .task_labels import TaskLabels, labels_of

#: Parts of the split that need labelled roads.
NEEDED = ("train", "validation", "test")
#: Parts of the split that have rows.
USED = tuple(part for part in PARTS if part != "buffer")


@dataclass(frozen=True)
class LabelLocations:
    """Locations that have the label of their edge, and the part of the split of each.

    Locations of one edge are in different parts, so that a tested label is among the training
    labels too. Figures of such a split are only for comparison with published ones.

    Attributes:
        locations: n locations; several have the same edge.
        part: ``(n,)`` indices into :data:`~...evaluation.splits.PARTS`.
        group: ``(n,)`` below n, the same for locations at one point.
        split: how the parts were drawn.
    """

    locations: Locations
    part: npt.NDArray[np.int8]
    group: IntArray
    split: SplitChoice


@dataclass(frozen=True)
class TaskData:
    """A task's labels at the rows of a table of location features, and its fitted target.

    Attributes:
        edge: ``(n,)`` the directed edge of each row.
        values: ``(n, columns)`` labels of all rows; rows without a label hold anything finite.
        rows: labelled rows of each part of the split.
        learns: ``(n,)`` whether a row is a labelled one to train or validate on.
        target: fitted on the training rows.
        encoded: ``(n, c)`` labels as the loss uses them.
        weight: ``(n,)`` of each label in the loss.
    """

    task: Task
    edge: IntArray
    values: FloatArray
    rows: Mapping[str, IntArray]
    learns: BoolArray
    target: Target
    encoded: Tensor
    weight: Float32Array

    @classmethod
    def of(cls, labels: TaskLabels, edge: IntArray, parts: Mapping[str, IntArray]) -> TaskData:
        """Fit the target on the training labels.

        Args:
            labels: of all directed edges.
            edge: ``(n,)`` the edge of each row.
            parts: rows of each part of the split that may be used.

        Raises:
            TrajganrError: ``INPUT.EMPTY`` when a part that is needed has no label.
        """
        known = labels.known[edge]
        rows = {part: some[known[some]] for part, some in parts.items()}
        for part in NEEDED:
            if not len(rows[part]):
                raise _too_few_labels(labels.task, part, int(labels.known.sum()))
        target = fit_target(labels.task, labels.values[edge[rows["train"]]])
        return cls._fitted(labels, edge, rows, target)

    @classmethod
    def to_learn(cls, labels: TaskLabels, edge: IntArray, target: Target) -> TaskData:
        """All labels for training, and none for validation or test.

        Args:
            labels: of all directed edges.
            edge: ``(n,)`` the edge of each row; one has a label at least.
            target: already fitted.
        """
        rows = {"train": np.flatnonzero(labels.known[edge]), "validation": np.zeros(0, np.int64)}
        return cls._fitted(labels, edge, rows, target)

    @classmethod
    def _fitted(
        cls, labels: TaskLabels, edge: IntArray, rows: Mapping[str, IntArray], target: Target
    ) -> TaskData:
        known = labels.known[edge]
        # A road without a label gets one that is never used.
        values = np.where(known[:, None], labels.values[edge], labels.values[edge][known][:1])
        learns = np.zeros(len(edge), dtype=np.bool_)
        learns[np.concatenate([rows["train"], rows["validation"]])] = True
        weight = np.ones(len(edge))
        if target.weighs_support:
            support = np.where(known, labels.support[edge], 1.0)
            weight = support_weights(support, support[rows["train"]])
        return cls(
            labels.task,
            edge,
            values,
            rows,
            learns,
            target,
            target.encode(values),
            weight.astype(np.float32),
        )

    def weight_of(self, rows: IntArray) -> float:
        """The sum of weights of the training rows among ``rows`` ``(b,)``."""
        return float(self.weight[rows[self.learns[rows]]].sum())

    def loss(self, raw: Tensor, rows: IntArray) -> Tensor:
        """The sum of weighted losses of the training rows among ``rows``.

        Args:
            raw: ``(b, outputs)`` a head's answers at the rows.
        """
        learning = np.flatnonzero(self.learns[rows])  # a mask on the device would be waited for
        chosen = rows[learning]
        answers = raw[torch.from_numpy(learning).to(raw.device)].float()
        weight = torch.from_numpy(self.weight[chosen]).to(raw.device)
        losses = self.target.losses(answers, self.encoded[torch.from_numpy(chosen)].to(raw.device))
        return (weight * losses).sum()

    def misfit(self, raw: Tensor, rows: IntArray) -> float:
        """What rounds, steps and shrinkage are chosen by: the loss, or for mixtures their L1.

        Args:
            raw: ``(b, outputs)`` answers at the rows, on the CPU.
            rows: ``(b,)``, all training rows.
        """
        if self.target.kind is Kind.DISTRIBUTION:
            return self.target.metrics(self.values[rows], self.target.decode(raw))["l1"]
        return float(self.loss(raw, rows))

    def calibrated(self, validation: Tensor, calibration: Tensor, trips: IntArray) -> Conformal:
        """Intervals: the spread from the validation rows, the rest from the calibration rows.

        Args:
            validation, calibration: a head's answers at the rows of these parts, on the CPU.
            trips: ``(n,)`` input trips through each row.
        """
        kind = self.target.kind

        def part(name: str, raw: Tensor) -> tuple[FloatArray, FloatArray, IntArray]:
            rows, predicted = self.rows[name], self.target.decode(raw)
            scores = scores_of(kind, predicted, self._truth(name))
            return scores, predicted, trips[rows]

        spread = fit_spread(kind, *part("validation", validation))
        return Conformal.fit(*part("calibration", calibration), spread)

    def figures(
        self,
        conformal: Conformal,
        test: Tensor,
        trips: IntArray,
        own: OwnTrips | None = None,
        block: IntArray | None = None,
    ) -> dict[str, float | None]:
        """Held-out figures from the test rows.

        Args:
            conformal: of :meth:`calibrated`.
            test: a head's answers at the test rows, on the CPU.
            trips: as for :meth:`calibrated`.
            own: of the n rows, :func:`.without_labels.of_passes`.
            block: ``(n,)`` in which errors are alike; where there are own trips.
        """
        rows, predicted = self.rows["test"], self.target.decode(test)
        radius = conformal.radius(predicted, trips[rows])
        values, own = self.values[rows], own and own.take(rows)
        found = self.target.metrics(values, self._trivial())
        block = None if block is None else block[rows]
        return {
            **figures_beside(self.target, values, predicted, radius, own, block),
            **{f"baseline_{name}": value for name, value in found.items()},
        }

    def by_group(
        self,
        conformal: Conformal,
        test: Tensor,
        groups: RoadGroups,
        calibrated_on: Mapping[tuple[str, str], int],
        own: OwnTrips | None = None,
    ) -> tuple[GroupFigures, ...]:
        """Errors and intervals at the test rows, by group of roads.

        Args:
            conformal, test, own: as for :meth:`figures`.
            groups: what the n rows are grouped by.
            calibrated_on: number of calibration rows of each group.
        """
        predicted, tested = self.target.decode(test), groups.take(self.rows["test"])
        radius = conformal.radius(predicted, tested.trips)
        truth, kind = self._truth("test"), self.target.kind
        own = own and own.take(self.rows["test"])
        return group_figures(
            kind, predicted, truth, radius, tested, calibrated_on, self._trivial(), own
        )

    def district_gap(self, test: Tensor, groups: RoadGroups) -> DistrictGap | None:
        """The largest difference between districts at the test rows.

        Args:
            test, groups: as for :meth:`by_group`.
        """
        predicted, tested = self.target.decode(test), groups.take(self.rows["test"])
        errors = errors_of(self.target.kind, predicted, self._truth("test"))
        return largest_gap(tested.district, tested.block, errors)

    def _trivial(self) -> FloatArray:
        """The trivial prediction of the test rows."""
        return self.target.trivial(self.values[self.rows["train"]], len(self.rows["test"]))

    def _truth(self, part: str) -> FloatArray:
        """Labels of the rows of a part in the shape of predictions."""
        return self.target.truth(self.values[self.rows[part]])

    def metrics(self, part: str, raw: Tensor) -> dict[str, float]:
        """Figures of a head's answers at the rows of a part, on the CPU."""
        return self.target.metrics(self.values[self.rows[part]], self.target.decode(raw))

    @property
    def locations(self) -> dict[str, int]:
        """The number of roads in each part of the split."""
        return {part: len(rows) for part, rows in self.rows.items()}


def figures_beside(
    target: Target,
    values: FloatArray,
    predicted: FloatArray,
    radius: FloatArray,
    own: OwnTrips | None,
    block: IntArray | None,
) -> dict[str, float | None]:
    """Figures of predictions, of the mean of the roads' own trips, and of the intervals.

    Those of the mean begin with ``passes_`` and are of roads with trips; both are compared by
    :func:`.trip_figures`.

    Args:
        values: ``(n, columns)`` labels.
        predicted: ``(n, …)`` as :meth:`.Target.decode`.
        radius: ``(n,)`` as :meth:`.Conformal.radius`.
        own: of the n roads.
        block: ``(n,)`` of the roads.
    """
    figures: dict[str, float | None] = {**target.metrics(values, predicted)}
    truth = target.truth(values)
    if own is not None and block is not None:
        if own.known.sum() > 1:  # R² of one road is undefined
            found = target.metrics(values[own.known], own.mean[own.known])
            figures |= {f"passes_{name}": value for name, value in found.items()}
        figures |= trip_figures(target.kind, predicted, truth, own, block)
    return figures | figures_of(target.kind, predicted, truth, radius)


def fit_tasks(
    bundle: Bundle,
    split: Split,
    tasks: Sequence[str],
    label_share: float,
    seed: int,
    at: LabelLocations | None = None,
) -> list[TaskData]:
    """The tasks with their labels, all at the same rows.

    Args:
        label_share: share of the training labels that may be used, drawn under ``seed``.
        at: the rows and their parts; a row for each edge with a label for some task where absent.

    Raises:
        TrajganrError: as :func:`~.task_labels.labels_of` and :meth:`TaskData.of`.
    """
    labels = [labels_of(bundle, task(name)) for name in dict.fromkeys(tasks)]
    if at is not None:
        return [_fit_at(one, at, label_share, seed) for one in labels]
    edge = np.flatnonzero(np.any([one.known for one in labels], axis=0))
    road = road_of_edge(bundle.network)
    return [fit_task(one, edge, split, road, label_share, seed) for one in labels]


def fit_task(
    labels: TaskLabels, edge: IntArray, split: Split, road: IntArray, label_share: float, seed: int
) -> TaskData:
    """One task; arguments and errors as for :meth:`TaskData.of` and :func:`few_shot`."""
    parts = {part: split.edges_of_task(part, labels.task.id) for part in USED}
    labelled = parts["train"][labels.known[parts["train"]]]
    parts["train"] = few_shot(labelled, road, label_share, seed)
    rows = {part: np.flatnonzero(np.isin(edge, edges)) for part, edges in parts.items()}
    return TaskData.of(labels, edge, rows)


def _fit_at(labels: TaskLabels, at: LabelLocations, label_share: float, seed: int) -> TaskData:
    """One task at given locations, each with the label of its edge."""
    edge = at.locations.edge
    rows = {part: np.flatnonzero(at.part == PARTS.index(part)) for part in USED}
    labelled = rows["train"][labels.known[edge[rows["train"]]]]
    rows["train"] = few_shot(labelled, at.group, label_share, seed)
    return TaskData.of(labels, edge, rows)


def few_shot(edges: IntArray, road: IntArray, share: float, seed: int) -> IntArray:
    """The ``edges`` whose labels may be used for training when only a share of them may.

    Roads are drawn, both directions together, in an order that the seed decides: a smaller share
    is part of a larger one. At least one road stays. Rows of locations are drawn in the same way.

    Args:
        edges: ``(n,)`` labelled training edges, or rows.
        road: ``(E,)`` of :func:`~...data.roads.network.road_of_edge`, or the group of each row.
        share: of the roads, in (0, 1].
    """
    rank = np.random.default_rng(seed).permutation(len(road))[road[edges]]
    roads = np.unique(rank)
    return edges[np.isin(rank, roads[: max(1, round(share * len(roads)))])]


def _too_few_labels(of: Task, part: str, count: int) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_EMPTY,
        "{task} has {count} labelled roads, none of them in the part of the split for {part}.",
        "Prepare a larger area or more trips, or leave the task out.",
        task=of.title,
        count=count,
        part=part,
    )
