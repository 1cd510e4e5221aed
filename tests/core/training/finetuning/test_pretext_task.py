"""What heads learn from half of the trips, before any label."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from all_trips import all_of
from safetensors.torch import load_file
from untrained import save_untrained

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.contract.training_config import FinetuneConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.labels.derived import observe, trip_labels
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.features.candidate_trips import candidate_trips
from trajganr_core.features.image_features import bundle_features
from trajganr_core.features.input_trips import InputTrips, input_trips
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.features.segment_features import SegmentFeatures, segment_context
from trajganr_core.features.trip_cover import random_priorities
from trajganr_core.model.heads import Ensemble
from trajganr_core.model.model_folder import load_encoders
from trajganr_core.model.task_head import new_head
from trajganr_core.training.engine.distributed import Ranks
from trajganr_core.training.engine.learner import LoopConfig
from trajganr_core.training.finetuning.finetune import finetune
from trajganr_core.training.finetuning.head_learner import HeadTraining
from trajganr_core.training.finetuning.pretext_task import (
    Pretext,
    halves,
    learn_pretext,
    prepare_pretext,
)
from trajganr_core.training.finetuning.train_heads import answers

pytestmark = pytest.mark.usefixtures("short_finetuning")

CPU = torch.device("cpu")
TRIPS = 8
LOOP = LoopConfig(seed=0, epochs=12, learning_rate=2e-3, decoupled=True)


@pytest.fixture(scope="module")
def seen(bundle: Bundle) -> InputTrips:
    return input_trips(bundle)


def pretext_of(bundle: Bundle, model: Path, seen: InputTrips, *tasks: str) -> Pretext | None:
    encoders, card = load_encoders(model, CPU)
    features = bundle_features(model, card, bundle, CPU)

    def table_of(
        half: InputTrips, edge: np.ndarray, context: SegmentFeatures
    ) -> LocationFeatureTable:
        places = edge_locations(bundle, edge)
        return LocationFeatureTable(
            encoders,
            bundle.area,
            candidate_trips(half, places, TRIPS, random_priorities(len(half), 0)),
            places,
            features,
            context=context.at(edge),
        )

    context = segment_context(bundle.network, seen.hops(bundle.area))
    return prepare_pretext(bundle, seen, context, tasks, table_of)


@pytest.fixture(scope="module")
def pretext(bundle: Bundle, untrained: Path, seen: InputTrips) -> Pretext:
    found = pretext_of(bundle, untrained, seen, "speed", "popularity", "aoi", "braking")
    assert found is not None
    return found


def with_ids(trips: MatchedTrips, *, drivers: bool, journeys: bool) -> MatchedTrips:
    """The trips, told apart by driver, by trip, or not at all."""
    same = np.full(len(trips), "one", dtype=object)
    return dataclasses.replace(
        trips,
        driver_id=trips.driver_id if drivers else same,
        trip_id=trips.trip_id if journeys else same,
    )


@pytest.mark.parametrize(
    ("drivers", "journeys", "together"),
    [(True, True, "driver_id"), (False, True, "trip_id"), (False, False, None)],
)
def test_both_halves_are_of_one_size_and_no_driver_is_in_both(
    seen: InputTrips, drivers: bool, journeys: bool, together: str | None
) -> None:
    trips = with_ids(all_of(seen), drivers=drivers, journeys=journeys)
    first = halves(InputTrips(trips, np.arange(len(trips))))
    fixes = np.diff(trips.offsets)
    assert fixes[first].sum() == pytest.approx(fixes[~first].sum(), rel=0.25)
    if together:
        ids = getattr(trips, together)
        assert not set(ids[first]) & set(ids[~first])


def test_a_batch_has_trips_of_one_half_and_labels_of_the_other(
    bundle: Bundle, pretext: Pretext, seen: InputTrips
) -> None:
    first = halves(seen)
    parts = [seen.take(np.flatnonzero(half)) for half in (first, ~first)]
    result = [trip_labels(observe(part, bundle.network)) for part in parts]
    for inputs, targets, batch in zip(result, reversed(result), pretext.batches, strict=True):
        popularity = batch.fits["popularity"]
        expected = targets["trip_count"].to_numpy()[popularity.edge]
        np.testing.assert_array_equal(popularity.values[:, 0], expected)
        passed = batch.table.trips_through > 0
        counted = inputs["trip_count"].to_numpy()[popularity.edge] > 0
        # A trip that ends before the middle of a road is counted, and not asked there.
        assert not (passed & ~counted).any()
        assert (passed == counted).mean() > 0.9


def test_the_labels_of_the_bundle_are_not_used(
    bundle: Bundle, untrained: Path, seen: InputTrips, pretext: Pretext
) -> None:
    without = dataclasses.replace(bundle, labels=bundle.labels.iloc[:, :0])
    again = pretext_of(without, untrained, seen, "speed")
    assert again is not None
    for before, after in zip(pretext.batches, again.batches, strict=True):
        one, other = before.fits["speed"], after.fits["speed"]
        rows = one.rows["train"]
        np.testing.assert_array_equal(one.edge[rows], other.edge[other.rows["train"]])
        np.testing.assert_array_equal(one.values[rows], other.values[other.rows["train"]])


def test_tasks_without_labels_from_trips_are_left_out(pretext: Pretext) -> None:
    for batch in pretext.batches:  # fixes of 15 s show no hard braking
        assert set(batch.fits) == {"speed", "popularity"}


def test_without_labels_from_trips_there_is_no_pretext_task(
    bundle: Bundle, untrained: Path, seen: InputTrips
) -> None:
    assert pretext_of(bundle, untrained, seen, "aoi") is None


def test_a_head_trained_on_the_pretext_task_predicts_roads_from_trips(
    bundle: Bundle, pretext: Pretext, tmp_path: Path
) -> None:
    torch.manual_seed(0)
    config = pretext.batches[0].table.model.config
    outputs = {name: fit.target.outputs for name, fit in pretext.batches[0].fits.items()}
    heads: dict[str, Ensemble] = {
        name: new_head(config, count, segment_context=True, networks=["everything"])
        for name, count in outputs.items()
    }
    losses: list[float] = []

    def watch(stage: str, done: float, **figures: float) -> None:
        losses.append(figures["loss"])

    how = HeadTraining(
        LOOP,
        batch_size=32,
        trips=TRIPS,
        identity={},
        checkpoint=tmp_path / "checkpoint",
        ranks=Ranks(),
        progress=watch,
    )
    learn_pretext(heads, pretext, how)
    assert losses[-1] < losses[0]
    assert list(tmp_path.iterdir()) == []
    batch = pretext.batches[0]
    rows = batch.fits["speed"].rows["train"]
    result = batch.fits["speed"].target.decode(answers(heads["speed"], batch.table, rows, TRIPS))
    # Label trips are of other drivers than both halves.
    truth = bundle.labels["speed_kmh"].to_numpy()[batch.fits["speed"].edge[rows]]
    known = np.isfinite(truth)
    error = np.abs(result[known, 0] - truth[known]).mean()
    assert error < 0.7 * np.abs(truth[known] - truth[known].mean()).mean()


def test_an_interrupted_pretext_task_resumes_to_the_same_heads(
    bundle: Bundle, untrained: Path, tmp_path: Path
) -> None:
    config = FinetuneConfig(tasks=("speed",), epochs=1, batch_size=32, device="cpu")
    finetune(untrained, bundle, config, tmp_path / "whole")

    def interrupt(stage: str, done: float, **figures: float) -> None:
        if stage == "Learning from trips" and done > 0.5:
            raise cancelled()

    with pytest.raises(TrajganrError):
        finetune(untrained, bundle, config, tmp_path / "model", interrupt)
    stages: list[float] = []

    def watch(stage: str, done: float, **figures: float) -> None:
        if stage == "Learning from trips":
            stages.append(done)

    finetune(untrained, bundle, config, tmp_path / "model", watch)
    assert min(stages) > 0.5
    name = "heads/speed.safetensors"
    whole, parts = load_file(tmp_path / "whole" / name), load_file(tmp_path / "model" / name)
    assert all(whole[key].equal(parts[key]) for key in whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["model", "whole"]


def test_preset_paper_has_no_pretext_task(bundle: Bundle, tmp_path: Path) -> None:
    model = save_untrained(bundle, tmp_path / "untrained", preset="paper")
    config = FinetuneConfig(tasks=("speed",), epochs=1, device="cpu")
    stages: set[str] = set()
    finetune(
        model, bundle, config, tmp_path / "model", lambda stage, done, **figures: stages.add(stage)
    )
    assert "Fine-tuning" in stages
    assert "Learning from trips" not in stages
