"""UniTraj of the tiny city: trained on its input trips or read, and gathered by road."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from all_trips import all_of
from cells import stop
from unitraj_weights import published_layout, saved

from trajganr_comparison import unitraj_trips
from trajganr_comparison.study import Study
from trajganr_comparison.unitraj import UnitrajSystem
from trajganr_comparison.unitraj_encoder import Unitraj, load_unitraj
from trajganr_comparison.unitraj_training import UnitrajTraining, train_unitraj
from trajganr_comparison.unitraj_trips import (
    MAX_LENGTH,
    PUBLISHED_SCALE,
    PaddedTrips,
    Scale,
    padded,
    pool,
    scale_of,
    visits,
    windows,
)
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.matching.footprints import passes_through
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features import input_trips as input_trips_module
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.utils.progress import silent

SMALL = UnitrajTraining(dimension=16, layers=2, decoder_layers=1, epochs=2, batch_size=32)
PLAIN = Scale((0.0, 0.0), (1.0, 1.0), 5.0)


@pytest.fixture
def inputs(study: Study) -> InputTrips:
    return input_trips(study.bundle)


@pytest.fixture
def trips(inputs: InputTrips) -> MatchedTrips:
    return all_of(inputs)


def with_trips(study: Study, rows: object) -> Study:
    """A study whose bundle has only some of the trips, and no labels."""
    bundle = study.bundle
    return dataclasses.replace(
        study,
        bundle=dataclasses.replace(
            bundle,
            matched=bundle.matched.take(np.asarray(rows)),
            is_label=bundle.is_label[np.asarray(rows)],
            labels=bundle.labels.iloc[:0],
        ),
    )


def test_training_learns_to_reconstruct_hidden_points(study: Study, inputs: InputTrips) -> None:
    training = UnitrajTraining(32, 1, 1, epochs=14, batch_size=16, learning_rate=6e-3)
    losses: list[float] = []

    def watch(stage: str, fraction: float, /, **figures: float) -> None:
        losses.append(figures["loss"])

    trained = train_unitraj(study, inputs, training, watch)
    assert np.mean(losses[: len(losses) // 14]) > 2 * trained.loss
    assert trained.loss < 0.5 * trained.of_mean


def test_without_weights_the_model_is_trained_on_the_area(study: Study) -> None:
    features = UnitrajSystem(training=SMALL).features(study, silent)
    assert features.values.shape == (len(study.bundle.network), 16 + 2)
    assert features.values.dtype == np.float32 and np.isfinite(features.values).all()
    assert "not the published weights" in features.origin
    encoder = Unitraj(16, 2, 1)
    unused = sum(p.numel() for p in encoder.decoder.parameters())
    assert features.parameters == sum(p.numel() for p in encoder.parameters()) - unused
    assert features.seconds > 0 and features.query_us > 0


def test_published_weights_are_not_trained(study: Study, tmp_path: Path) -> None:
    weights = saved(published_layout(), tmp_path)
    features = UnitrajSystem(weights).features(study, silent)
    assert features.origin == "published weights, from unitraj.pt"
    assert features.parameters == 0 and features.seconds == 0.0
    model = load_unitraj(weights)
    bundle = study.bundle
    expected = pool(
        lambda batch: model.encode(batch.places, batch.intervals, batch.real),
        input_trips(bundle),
        bundle.network,
        PUBLISHED_SCALE,
        silent,
    )
    np.testing.assert_array_equal(features.values, expected)


def test_roads_without_input_trips_have_zero_features(study: Study) -> None:
    few = with_trips(study, np.flatnonzero(~study.bundle.is_label)[:2])
    network = few.bundle.network
    passes = passes_through(few.bundle.matched, np.arange(len(network)), network.length_m / 2)
    is_passed = np.isin(np.arange(len(network)), passes.query)
    values = UnitrajSystem(training=SMALL).features(few, silent).values
    assert is_passed.any() and not is_passed.all()
    np.testing.assert_array_equal(values[:, -1], is_passed)
    assert not values[~is_passed].any()
    assert (np.abs(values[is_passed, :16]).max(1) > 0).all()


def test_features_depend_only_on_the_seed(study: Study) -> None:
    system = UnitrajSystem(training=SMALL)
    first, again = (system.features(study, silent).values for _ in range(2))
    other = system.features(dataclasses.replace(study, seed=1), silent).values
    np.testing.assert_array_equal(first, again)
    assert np.abs(first - other).max() > 1e-3


def test_neither_labels_nor_label_trips_are_used(study: Study) -> None:
    inputs = with_trips(study, np.flatnonzero(~study.bundle.is_label))
    system = UnitrajSystem(training=SMALL)
    np.testing.assert_array_equal(
        system.features(inputs, silent).values, system.features(study, silent).values
    )


def test_training_can_be_cancelled(study: Study) -> None:
    with pytest.raises(TrajganrError) as caught:
        UnitrajSystem(training=SMALL).features(study, stop)
    assert caught.value.code is Code.JOB_CANCELLED


def test_too_few_trips_are_refused(study: Study) -> None:
    without_trips = with_trips(study, np.flatnonzero(study.bundle.is_label))
    with pytest.raises(TrajganrError) as caught:
        UnitrajSystem(training=SMALL).features(without_trips, silent)
    assert caught.value.code is Code.INPUT_EMPTY


def test_features_are_means_over_the_passes(
    study: Study, inputs: InputTrips, trips: MatchedTrips, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Computed by hand, with an encoder that returns only longitude and interval."""
    monkeypatch.setattr(input_trips_module, "TOGETHER", 50)
    network = study.bundle.network
    scale = scale_of(inputs)

    def describe(batch: PaddedTrips) -> torch.Tensor:
        return torch.cat([batch.places, batch.intervals[..., None]], dim=-1)

    values = pool(describe, inputs, network, scale, silent)
    passes = passes_through(trips, np.arange(len(network)), network.length_m / 2)
    for edge in np.unique(passes.query):
        means = []
        of_edge = passes.query == edge
        for trip, s in zip(passes.trip[of_edge], passes.s[of_edge], strict=True):
            fixes = np.arange(trips.offsets[trip], trips.offsets[trip + 1])
            off = np.abs(trips.s[fixes] - s)
            within = network.length_m[edge] / 2 + 1e-3  # a fix may lie on a crossing
            near = fixes[off <= within]
            near = near if len(near) else fixes[[off.argmin()]]
            place = np.column_stack([trips.lon[near], trips.lat[near]])
            offset = place - [trips.lon[fixes[0]], trips.lat[fixes[0]]] - np.array(scale.mean)
            waited = [trips.t[fix] - trips.t[max(fix - 1, fixes[0])] for fix in near]
            means.append(
                np.column_stack([offset / scale.std, np.divide(waited, scale.interval_s)]).mean(0)
            )
        np.testing.assert_allclose(values[edge, :3], np.mean(means, axis=0), rtol=1e-4, atol=1e-4)
        distinct = len(set(trips.trip_id[passes.trip[of_edge]]))
        assert values[edge, 3] == pytest.approx(np.log1p(distinct))


def test_weights_of_the_fixes_of_a_pass_sum_to_one(study: Study, trips: MatchedTrips) -> None:
    result = visits(study.bundle.network, trips)
    weights = np.bincount(result.edge, weights=result.weight, minlength=len(study.bundle.network))
    np.testing.assert_allclose(weights, result.passes)
    assert (result.trips <= result.passes).all() and result.trips.any()


def test_long_trips_are_cut_into_even_windows(trips: MatchedTrips) -> None:
    long = trips.take(np.arange(2))
    points = 2 * MAX_LENGTH + 1
    counts = np.array([points, 3])
    long = dataclasses.replace(long, offsets=np.concatenate([[0], np.cumsum(counts)]))
    first, after = windows(long)
    np.testing.assert_array_equal(first, [0, 133, 267, points])
    np.testing.assert_array_equal(after, [133, 267, points, points + 3])


def test_trips_are_encoded_as_offsets_and_intervals() -> None:
    long = np.array([[-8.6, 41.1], [-8.5, 41.3], [-8.4, 41.4]]), np.array([5.0, 20.0, 50.0])
    short = long[0][1:], long[1][1:]
    batch = padded([long[0], short[0]], [long[1], short[1]], PLAIN)
    np.testing.assert_allclose(batch.places[0], [[0, 0], [0.1, 0.2], [0.2, 0.3]], atol=1e-6)
    np.testing.assert_allclose(batch.places[1], [[0, 0], [0.1, 0.1], [0, 0]], atol=1e-6)
    np.testing.assert_array_equal(batch.intervals, [[0, 3, 6], [0, 6, 0]])
    np.testing.assert_array_equal(batch.real, [[True, True, True], [True, True, False]])


def test_the_scale_of_many_trips_is_that_of_an_even_selection(
    inputs: InputTrips, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = scale_of(inputs)
    monkeypatch.setattr(unitraj_trips, "MAX_OF_SCALE", 5)
    few = inputs.rows[np.linspace(0, len(inputs) - 1, 5).astype(np.int64)]
    assert scale_of(inputs) == scale_of(InputTrips(inputs.trips, few)) != usual


def test_the_scale_standardises_the_trips_of_the_area(
    inputs: InputTrips, trips: MatchedTrips
) -> None:
    spans = [slice(*span) for span in zip(*windows(trips), strict=True)]
    place = np.column_stack([trips.lon, trips.lat])
    batch = padded([place[s] for s in spans], [trips.t[s] for s in spans], scale_of(inputs))
    result = batch.places[batch.real].numpy()
    np.testing.assert_allclose(result.mean(0), 0, atol=1e-3)
    np.testing.assert_allclose(result.std(0), 1, atol=1e-3)
