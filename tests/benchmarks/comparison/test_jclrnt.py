"""JCLRNT of the tiny city."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from all_trips import all_of
from cells import stop

from trajganr_comparison import jclrnt_training
from trajganr_comparison.jclrnt import JclrntSystem
from trajganr_comparison.jclrnt_encoder import GraphAttention, Jclrnt, contrast
from trajganr_comparison.jclrnt_training import JclrntTraining, train_jclrnt
from trajganr_comparison.study import Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.matching.matched import (
    FIX_COLUMNS,
    PASS_COLUMNS,
    PIECE_COLUMNS,
    MatchedTrips,
)
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.features.road_attributes import adjacent_edges
from trajganr_core.utils.progress import silent

SMALL = JclrntTraining(dimension=16, epochs=2, batch_size=32, roads=64)


@pytest.fixture
def inputs(study: Study) -> InputTrips:
    return input_trips(study.bundle)


def drivers(*paths: list[int]) -> InputTrips:
    """Trips that follow paths; nothing else of them is used."""
    ends = np.cumsum([0, *map(len, paths)])
    of_fixes = {**FIX_COLUMNS, **PASS_COLUMNS}
    columns = {
        **{name: np.zeros(len(paths), dtype=kind) for name, kind in PIECE_COLUMNS.items()},
        **{name: np.zeros(ends[-1], dtype=kind) for name, kind in of_fixes.items()},
        "pass_edge": np.concatenate(paths),
    }
    trips = MatchedTrips(offsets=ends, pass_offsets=ends, **columns)
    return InputTrips(trips, np.arange(len(paths)))


def test_attention_is_a_mean_with_weights_that_sum_to_one() -> None:
    torch.manual_seed(0)
    layer = GraphAttention(4)
    edges = torch.tensor([[0, 1, 2, 0, 1, 2], [0, 0, 0, 1, 1, 2]])
    nodes = torch.randn(3, 4)
    same = layer(torch.ones(3, 4), edges)
    assert torch.allclose(same, layer.project(torch.ones(1, 4)).expand(3, 4), atol=1e-6)
    alone = layer(nodes, edges)[2]
    assert torch.allclose(alone, layer.project(nodes[2]))
    scores = layer.score(layer.project(nodes))
    weight = torch.nn.functional.leaky_relu(scores[:, 0] + scores[0, 1], 0.2).softmax(0)
    assert torch.allclose(layer(nodes, edges)[0], weight @ layer.project(nodes), atol=1e-6)


def test_the_contrast_is_zero_without_information_and_falls_with_it() -> None:
    positive = torch.eye(4, dtype=torch.bool)
    assert float(contrast(torch.zeros(4, 4), torch.zeros(4, 4), positive)) == pytest.approx(0)
    right, wrong = 3 * torch.eye(4) - 1, 1 - 3 * torch.eye(4)
    assert float(contrast(right, torch.eye(4), positive)) < -0.5
    assert float(contrast(wrong, torch.eye(4), positive)) > 0.5


def test_padding_does_not_change_the_embedding_of_a_trip() -> None:
    torch.manual_seed(0)
    model = Jclrnt(5, 8, 6).eval()
    view = torch.randn(5, 8)
    short, padded = torch.tensor([[3, 1]]), torch.tensor([[3, 1, -1, -1]])
    assert torch.allclose(model.encode(view, short), model.encode(view, padded), atol=1e-6)


def test_long_paths_are_cut_and_single_roads_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jclrnt_training, "MAX_LENGTH", 3)
    paths = jclrnt_training._Paths.of(drivers([4], [1, 2], [1, 2, 3, 4, 5]))
    assert paths.longest == 3
    assert paths.padded(np.arange(3)).tolist() == [[1, 2, -1], [1, 2, -1], [3, 4, 5]]


def test_context_is_where_most_trips_drive_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jclrnt_training, "TRIPS_AT_ONCE", 2)
    own, other = jclrnt_training._context(drivers([0, 1, 2], [0, 1], [0, 3, 0]), 4, 0.4)
    # Of four passes of road 0, two drive on to 1, and one each to 2 and 3.
    assert list(zip(own.tolist(), other.tolist(), strict=True)) == [(0, 1), (1, 2), (3, 0)]


def test_training_learns_which_roads_trips_pass(study: Study, inputs: InputTrips) -> None:
    """The loss falls below 0, which is without any information; neighbours become similar."""
    training = JclrntTraining(dimension=32, epochs=30, batch_size=16, learning_rate=5e-3)
    trained = train_jclrnt(study, inputs, training, silent)
    assert trained.loss < -0.1
    roads = np.unique(all_of(inputs).pass_edge)
    own, other = adjacent_edges(study.bundle.network)[1]
    near = np.isin(own, roads) & np.isin(other, roads)
    embedding = torch.nn.functional.normalize(trained.embedding(), dim=1)
    similar = (embedding[own[near]] * embedding[other[near]]).sum(1).mean()
    drawn = np.random.default_rng(0).choice(roads, (2, 500))
    usual = (embedding[drawn[0]] * embedding[drawn[1]]).sum(1).mean()
    assert similar > usual + 0.05


def test_features_depend_only_on_the_seed(study: Study) -> None:
    system = JclrntSystem(SMALL)
    first, again = (system.features(study, silent) for _ in range(2))
    other = system.features(dataclasses.replace(study, seed=1), silent)
    assert first.values.shape == (len(study.bundle.network), 16)
    assert np.isfinite(first.values).all()
    np.testing.assert_array_equal(first.values, again.values)
    assert np.abs(first.values - other.values).max() > 1e-3
    assert first.parameters > 0 and first.seconds > 0


def test_labels_are_not_used(study: Study) -> None:
    bundle = dataclasses.replace(study.bundle, labels=study.bundle.labels.iloc[:0])
    unlabelled = dataclasses.replace(study, bundle=bundle)
    system = JclrntSystem(SMALL)
    expected = system.features(study, silent).values
    np.testing.assert_array_equal(system.features(unlabelled, silent).values, expected)


def test_too_few_trips_are_refused(study: Study) -> None:
    with pytest.raises(TrajganrError) as caught:
        train_jclrnt(study, drivers([1, 2], [3]), SMALL, silent)
    assert caught.value.code is Code.INPUT_EMPTY


def test_training_can_be_cancelled(study: Study) -> None:
    with pytest.raises(TrajganrError) as caught:
        JclrntSystem(SMALL).features(study, stop)
    assert caught.value.code is Code.JOB_CANCELLED
