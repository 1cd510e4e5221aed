"""Gradient-boosted trees: strong baselines, on hand statistics or on what the model's heads get."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from threadpoolctl import threadpool_limits
from torch import Tensor

from ..contract.tasks import Kind
from ..data.bundle import Bundle
from ..features.candidate_trips import candidate_trips
from ..features.image_features import PictureFeatures
from ..features.input_trips import InputTrips
from ..features.location_features import LocationFeatureTable
from ..features.query_locations import Locations, edge_locations
from ..features.segment_features import SegmentFeatures, road_attributes
from ..inference.loaded_model import LoadedModel
from ..model.targets import Ordinal
from ..training.finetuning.boosted_trees import LEARNING_RATE, ROUNDS, SMALLEST_RATE
from ..training.finetuning.pretext_task import prepare_pretext
from ..training.finetuning.task_data import TaskData
from ..utils.arrays import Float32Array, FloatArray, IntArray
from ..utils.progress import Progress
from .hand_statistics import hand_statistics
from .lightgbm_trees import LightgbmClassifier, LightgbmRegressor, require_lightgbm
from .system import Cell, Outcome, raw_of
from .trajganr import TrajGANRSystem

__all__ = ["LIGHTGBM", "Boosting", "BoostingContext", "Library", "road_features", "with_place"]

#: The validation roads choose among these, and the number of trees.
LEAVES = (8, 31)
WITH_PLACE = (False, True)
#: Most values of a feature that are all candidates for splits.
MOST_VALUES = 255
ORIGIN = "trees grown on this study area"


def _is_installed() -> None:
    """Of a library that this package depends on."""


@dataclass(frozen=True)
class Library:
    """A library that grows trees.

    Attributes:
        classifier, regressor: have scikit-learn's options and methods.
        require: called before the first use; refuses a library that is not installed.
    """

    classifier: Callable[..., Any]
    regressor: Callable[..., Any]
    require: Callable[[], object] = _is_installed


SCIKIT_LEARN = Library(HistGradientBoostingClassifier, HistGradientBoostingRegressor)
LIGHTGBM = Library(LightgbmClassifier, LightgbmRegressor, require_lightgbm)


@dataclass(frozen=True)
class Boosting:
    """Trees for every kind of target, tuned on the validation roads.

    Attributes:
        id, title: as for every system.
        library: grows the trees.
    """

    id: str = "boosting"
    title: str = "Boosting on hand statistics and road attributes"
    library: Library = SCIKIT_LEARN

    @property
    def series(self) -> str:
        """See :class:`~.system.System`."""
        return self.id

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`.

        Raises:
            TrajganrError: ``ENV.MISSING_DEP`` if the library is not installed.
        """
        self.library.require()
        begun = time.perf_counter()
        features = _features(cell)
        features_us = 1e6 * (time.perf_counter() - begun) / len(cell.edge)
        raw, seconds, query_us = _answers(cell, features, {}, progress, self.library)
        return Outcome(raw, ORIGIN, None, seconds, features_us + query_us)


@dataclass(frozen=True)
class BoostingContext:
    """Trees with all that the heads of a model get, except embeddings.

    Their features are the model's segment features: attributes of the road and of those around it,
    statistics of the input trips, and the columns of the road function. Beside the labels, they
    learn from the same pairs as the model's heads
    (:mod:`~..training.finetuning.pretext_task`). The validation roads choose whether the pairs are
    further examples, or trees of the pairs predict a further feature, or they are not used.

    Attributes:
        model: the system whose pretrained model is used, without its heads.
    """

    model: TrajGANRSystem
    id: str = "boosting_context"
    title: str = "Boosting with the context and the pairs of TrajGANR, best"

    @property
    def series(self) -> str:
        """See :class:`~.system.System`."""
        return self.model.series

    def answer(self, cell: Cell, progress: Progress) -> Outcome:
        """See :class:`~.system.System`."""
        study = cell.study
        path, pretrained_s = self.model.pretrained(cell, progress)
        loaded = LoadedModel.load(path, study.bundle, study.device.type)
        begun = time.perf_counter()
        features = _of_table(_table(loaded, loaded.trips, cell.locations, loaded.context))
        features_us = 1e6 * (time.perf_counter() - begun) / len(study.bundle.network)
        begun = time.perf_counter()
        pairs = _pairs(loaded, [fit.task.id for fit in cell.fits])
        features, pairs = _ranked(features, pairs)
        pairs_s = time.perf_counter() - begun
        raw, seconds, query_us = _answers(cell, features, pairs, progress)
        seconds += pretrained_s + pairs_s
        return Outcome(raw, ORIGIN, None, seconds, features_us + query_us)


@dataclass(frozen=True)
class _Examples:
    """Rows to grow trees on.

    Attributes:
        features: ``(n, d)``; the location is last.
        fit: with labels at these rows.
    """

    features: Float32Array
    fit: TaskData

    @property
    def rows(self) -> IntArray:
        """Those with a label to train on."""
        return self.fit.rows["train"]

    @property
    def truth(self) -> FloatArray:
        """``(m, …)`` their labels."""
        return self.fit.target.truth(self.fit.values[self.rows])

    @property
    def weight(self) -> FloatArray:
        """``(m,)`` of their labels: by class, by exposure, or by support."""
        if isinstance(self.fit.target, Ordinal):
            return np.array(self.fit.target.weights)[self.truth.argmax(1)]
        if self.fit.target.kind is Kind.RATE:
            return self.fit.values[self.rows, 1]
        return self.fit.weight[self.rows].astype(np.float64)

    def with_features(self, features: Float32Array) -> _Examples:
        """The same labels with other features."""
        return _Examples(features, self.fit)


@dataclass(frozen=True)
class _Trees:
    """Fitted ensembles of a task.

    Attributes:
        members: one, or several whose predictions are combined.
        columns: features that they use.
        rounds: number of trees of each.
        of_pairs: trees that predict further features.
    """

    members: Sequence[Any]
    columns: slice
    rounds: int
    of_pairs: _Trees | None = None

    def decoded(self, fit: TaskData, features: Float32Array) -> FloatArray:
        """Predictions ``(n, …)`` in the form of :meth:`Target.decode`."""
        features = _extended(fit, features, self.of_pairs)
        stages = _stages(fit, self.members, features[:, self.columns])
        return next(itertools.islice(stages, self.rounds - 1, None))

    def predict(self, fit: TaskData, features: Float32Array) -> Tensor:
        """Raw outputs ``(n, outputs)`` at all rows."""
        return raw_of(fit.target, self.decoded(fit, features))


@dataclass(frozen=True)
class _PairUse:
    """How trees use the pairs.

    Attributes:
        examples: that are added to those with labels.
        trees: grown on the pairs, whose prediction is a further feature.
    """

    examples: Sequence[_Examples] = ()
    trees: _Trees | None = None


def _extended(fit: TaskData, features: Float32Array, of_pairs: _Trees | None) -> Float32Array:
    """Features ``(n, d)`` preceded by what the trees of the pairs predict, if there are any."""
    if of_pairs is None:
        return features
    return np.hstack([of_pairs.decoded(fit, features), features]).astype(np.float32)


def road_features(bundle: Bundle) -> Float32Array:
    """``(E, d)``: road attributes and hand statistics of every directed edge."""
    return np.hstack([road_attributes(bundle.network), hand_statistics(bundle)])


def with_place(bundle: Bundle, roads: Float32Array, locations: Locations) -> Float32Array:
    """``(n, d + 2)``: features of the roads of locations and, last, these in kilometres."""
    xy = bundle.area.to_local(*locations.lon_lat.T) / 1000
    return np.hstack([roads[locations.edge], xy]).astype(np.float32)


def _features(cell: Cell) -> Float32Array:
    """``(n, d)``: road attributes, hand statistics and the location."""
    bundle = cell.study.bundle
    return with_place(bundle, road_features(bundle), cell.locations)


def _table(
    loaded: LoadedModel, inputs: InputTrips, locations: Locations, context: SegmentFeatures
) -> LocationFeatureTable:
    """Segment features of n locations in the form that the pretext task uses, without pictures.

    Args:
        inputs: the trips that the context is of.
        context: of all edges.
    """
    area = loaded.area
    candidates = candidate_trips(inputs, locations, 1, np.arange(len(inputs.rows)))
    nothing = torch.zeros(0, loaded.encoders.config.image_features)
    return LocationFeatureTable(
        loaded.encoders,
        area,
        candidates,
        locations,
        PictureFeatures(nothing, np.zeros((0, 2)), area),
        context=context.at(locations.edge),
    )


def _of_table(table: LocationFeatureTable) -> Float32Array:
    """``(n, d)``: its segment features and, last, the normalised location."""
    return np.hstack([table.segment, table.traffic, table.xy]).astype(np.float32)


def _pairs(loaded: LoadedModel, tasks: Sequence[str]) -> Mapping[str, Sequence[_Examples]]:
    """By task, the examples of each half of the input trips; none for tasks without any."""

    def table_of(
        half: InputTrips, edge: IntArray, context: SegmentFeatures
    ) -> LocationFeatureTable:
        return _table(loaded, half, edge_locations(loaded.bundle, edge), context)

    pretext = prepare_pretext(
        loaded.bundle, loaded.trips, loaded.context, tasks, table_of, loaded.known_roads
    )
    if pretext is None:
        return {}
    features = [_of_table(batch.table) for batch in pretext.batches]
    return {
        name: [
            _Examples(of_half, batch.fits[name])
            for of_half, batch in zip(features, pretext.batches, strict=True)
        ]
        for name in pretext.batches[0].fits
    }


def _ranked(
    features: Float32Array, pairs: Mapping[str, Sequence[_Examples]]
) -> tuple[Float32Array, Mapping[str, Sequence[_Examples]]]:
    """Features with every value replaced by the number of its quantile.

    Trees only use the order of values. scikit-learn finds quantiles of weighted examples anew for
    each ensemble and each feature, which takes longer than growing the trees.
    """
    levels = np.linspace(0, 1, MOST_VALUES)[1:-1]
    every = [features, *(each.features for one in pairs.values() for each in one)]
    thresholds = np.quantile(np.concatenate(every), levels, axis=0)

    def ranks(values: Float32Array) -> Float32Array:
        columns = zip(thresholds.T, values.T, strict=True)
        return np.column_stack([np.searchsorted(*one) for one in columns]).astype(np.float32)

    return ranks(features), {
        name: [each.with_features(ranks(each.features)) for each in one]
        for name, one in pairs.items()
    }


def _answers(
    cell: Cell,
    features: Float32Array,
    pairs: Mapping[str, Sequence[_Examples]],
    progress: Progress,
    library: Library = SCIKIT_LEARN,
) -> tuple[dict[str, Tensor], float, float]:
    """Raw outputs by task, the seconds to grow the trees, and microseconds per road.

    Args:
        features: ``(n, d)`` of the cell's rows.
        pairs: further examples, by task.
        library: grows the trees.
    """
    begun = time.perf_counter()
    chosen = {}
    for number, fit in enumerate(cell.fits):
        progress("Boosting", number / len(cell.fits))
        # On some thousand roads, two threads take longer than one.
        with threadpool_limits(1, user_api="openmp"):
            examples = pairs.get(fit.task.id, ())
            chosen[fit.task.id] = _tuned(
                fit, features, cell.study.seed, progress, examples, library
            )
    seconds = time.perf_counter() - begun
    begun = time.perf_counter()
    raw = {fit.task.id: chosen[fit.task.id].predict(fit, features) for fit in cell.fits}
    return raw, seconds, 1e6 * (time.perf_counter() - begun) / len(cell.edge)


def _tuned(
    fit: TaskData,
    features: Float32Array,
    seed: int,
    progress: Progress,
    pairs: Sequence[_Examples] = (),
    library: Library = SCIKIT_LEARN,
) -> _Trees:
    """The ensemble with the smallest loss on the validation rows.

    These choose the use of the pairs first, and for this use the leaves and whether trees use the
    place, because all combinations would take hours.
    """
    rows, labels = fit.rows["validation"], _Examples(features, fit)

    def candidate(use: _PairUse, leaves: int, with_place: bool) -> tuple[float, _Trees]:
        columns = slice(None) if with_place else slice(-2)
        examples = [
            each.with_features(_extended(fit, each.features, use.trees)[:, columns])
            for each in (labels, *use.examples)
        ]
        members = _grown(examples, leaves, seed, library)
        losses = [
            float(fit.loss(raw_of(fit.target, predicted), rows))
            for predicted in _stages(fit, members, examples[0].features[rows])
        ]
        rounds = int(np.argmin(losses)) + 1
        return losses[rounds - 1], _Trees(members, columns, rounds, use.trees)

    uses = [_PairUse()]
    if pairs:
        of_pairs = _Trees(_grown(pairs, max(LEAVES), seed, library), slice(None), ROUNDS)
        uses += [_PairUse(examples=pairs), _PairUse(trees=of_pairs)]
    first = max(LEAVES), False
    candidates = []
    for use in uses:
        candidates.append(candidate(use, *first))
        progress("Boosting", len(candidates) / (len(uses) + 3))
    chosen = uses[int(np.argmin([loss for loss, _ in candidates]))]
    for one in itertools.product(LEAVES, WITH_PLACE):
        if one != first:
            candidates.append(candidate(chosen, *one))
            progress("Boosting", len(candidates) / (len(uses) + 3))
    return min(candidates, key=lambda one: one[0])[1]


def _grown(
    examples: Sequence[_Examples], leaves: int, seed: int, library: Library = SCIKIT_LEARN
) -> list[Any]:
    """Ensembles grown on examples of one task."""
    features = np.concatenate([each.features[each.rows] for each in examples])
    truth = np.concatenate([each.truth for each in examples])
    weight = np.concatenate([each.weight for each in examples])
    target = examples[0].fit.target
    options = {
        "learning_rate": LEARNING_RATE,
        "max_iter": ROUNDS,
        "max_leaf_nodes": leaves,
        "early_stopping": False,
        "random_state": seed,
    }
    if isinstance(target, Ordinal):
        model = library.classifier(**options)
        return [model.fit(features, truth.argmax(1), sample_weight=weight)]
    if target.kind is Kind.RATE:
        model = library.regressor(loss="poisson", **options)
        rate = np.maximum(truth[:, 0], SMALLEST_RATE)
        return [model.fit(features, rate, sample_weight=weight)]
    if target.kind is Kind.REGRESSION:
        # One for the mean and one for the median: their mean is better than either.
        losses, columns = ("squared_error", "absolute_error"), (truth[:, 0], truth[:, 0])
    else:
        losses, columns = ("squared_error",) * truth.shape[1], tuple(truth.T)
    return [
        library.regressor(loss=loss, **options).fit(features, column, sample_weight=weight)
        for loss, column in zip(losses, columns, strict=True)
    ]


def _stages(fit: TaskData, members: Sequence[Any], features: Float32Array) -> Iterator[FloatArray]:
    """Predictions ``(n, …)`` after each tree, in the form of :meth:`Target.decode`."""
    kind = fit.target.kind
    if kind is Kind.ORDINAL:
        classes = members[0].classes_
        for of_classes in members[0].staged_predict_proba(features):
            probabilities = np.zeros((len(features), fit.target.outputs))
            probabilities[:, classes] = of_classes
            yield probabilities
        return
    for parts in zip(*(member.staged_predict(features) for member in members), strict=True):
        predicted = np.maximum(np.stack(parts, axis=1), 0)
        if kind is Kind.DISTRIBUTION:
            # All zero: each category is equally likely.
            total = predicted.sum(1, keepdims=True)
            yield np.divide(
                predicted, total, out=np.full_like(predicted, 1 / len(parts)), where=total > 0
            )
        else:
            yield predicted.mean(1, keepdims=True)
