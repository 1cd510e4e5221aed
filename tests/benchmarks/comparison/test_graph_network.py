"""The graph network over directed segments."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from cells import TASKS, answers_of, cell_of, with_braking, with_other_test_labels

from trajganr_comparison import graph_network
from trajganr_comparison.graph_network import GraphNetwork, Neighbours
from trajganr_comparison.study import Study
from trajganr_comparison.system import Cell, Outcome
from trajganr_comparison.trivial import TrainingMean
from trajganr_core.features.road_attributes import adjacent_edges
from trajganr_core.utils.progress import silent


@pytest.fixture
def neighbours(study: Study) -> Neighbours:
    return Neighbours.of(study.bundle.network)


def test_each_kind_of_neighbours_is_averaged(study: Study, neighbours: Neighbours) -> None:
    network = study.bundle.network
    number = np.arange(len(network), dtype=np.float32)[:, None]
    own, *means = np.hsplit(neighbours.with_means(number), 4)
    assert np.array_equal(own, number)
    for (edge, other), mean in zip(adjacent_edges(network), means[:2], strict=True):
        for one in (int(edge[0]), int(edge[-1])):
            assert mean[one, 0] == pytest.approx(other[edge == one].mean())
        without = np.setdiff1d(np.arange(len(network)), edge)
        assert not mean[without].any()
    two_way = network.reverse >= 0
    assert np.array_equal(means[2][two_way, 0], network.reverse[two_way])


def test_a_batch_has_the_same_means_as_the_whole_graph(neighbours: Neighbours) -> None:
    segments = np.array([7, 3, 7])
    found, around = neighbours.around(segments)
    values = np.random.default_rng(0).normal(size=(neighbours.means[0].shape[0], 2))
    values = values.astype(np.float32)
    every = neighbours.with_means(values)[segments]
    batch = torch.cat([one @ torch.from_numpy(values[found]) for one in around], dim=1)
    assert batch.numpy() == pytest.approx(every, abs=1e-6)


def test_predictions_of_all_kinds_of_tasks_do_not_use_test_labels(study: Study) -> None:
    braking = with_braking(study)
    before = answers_of(GraphNetwork(), braking)
    after = answers_of(GraphNetwork(), with_other_test_labels(braking))
    assert set(before) == set(TASKS)
    for task, raw in before.items():
        assert raw.equal(after[task]), task


def longer(cell: Cell) -> Cell:
    settings = dataclasses.replace(cell.settings, tuning={"epochs": 40, "learning_rate": 3e-3})
    return dataclasses.replace(cell, settings=settings)


def test_it_learns_a_speed_that_only_the_neighbours_show(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of the error of the mean, at least, from a feature of the following segments."""
    network = study.bundle.network
    speed = study.bundle.labels["speed_kmh"].to_numpy(dtype=np.float64)
    shown = np.random.default_rng(0).normal(size=len(network))
    followed = Neighbours.of(network).means[1] @ shown
    labels = study.bundle.labels.assign(
        speed_kmh=np.where(np.isnan(speed), np.nan, 40 + 10 * followed)
    )
    bundle = dataclasses.replace(study.bundle, labels=labels)
    features = shown[:, None].astype(np.float32)
    monkeypatch.setattr(graph_network, "road_features", lambda _: features)
    cell = longer(cell_of(dataclasses.replace(study, bundle=bundle), ("speed",)))
    (fit,) = cell.fits
    learned, mean = (system.answer(cell, silent) for system in (GraphNetwork(), TrainingMean()))

    def error(outcome: Outcome) -> float:
        return fit.metrics("validation", outcome.raw["speed"][fit.rows["validation"]])["mae"]

    assert error(learned) < 0.5 * error(mean)
    assert learned.parameters is not None and learned.parameters > 1000


def test_validation_roads_choose_whether_the_location_is_used(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell = longer(cell_of(study, ("speed",)))
    (fit,) = cell.fits
    rows = fit.rows["validation"]
    losses = []
    for with_place in (False, True):
        monkeypatch.setattr(graph_network, "WITH_PLACE", (with_place,))
        raw = GraphNetwork().answer(cell, silent).raw["speed"]
        losses.append(float(fit.loss(raw[rows], rows)))
    monkeypatch.setattr(graph_network, "WITH_PLACE", (False, True))
    raw = GraphNetwork().answer(cell, silent).raw["speed"]
    assert losses[0] != losses[1]
    assert float(fit.loss(raw[rows], rows)) == pytest.approx(min(losses))
