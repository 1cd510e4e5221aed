"""Trips that are encoded once answer as if they were encoded with every place."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from all_trips import all_tokens
from untrained import save_untrained

from trajganr_core.data.bundle import Bundle
from trajganr_core.features.candidate_trips import CandidateTrips, random_priorities
from trajganr_core.features.image_features import PictureFeatures
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.inference.place_query.trip_encoding_cache import (
    MAX_PADDED,
    TripEncodingCache,
    _alike,
)
from trajganr_core.model.model_folder import load_encoders
from trajganr_core.model.tokens import TripTokens
from trajganr_core.model.trajganr import TrajGANR

CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def tokens(bundle: Bundle) -> TripTokens:
    return all_tokens(bundle)


def numbers_of(tokens: TripTokens) -> np.ndarray:
    """Numbers that are not the places of the trips."""
    return np.arange(len(tokens.trips)) + 1000


def embedded(
    bundle: Bundle, model: TrajGANR, tokens: TripTokens, encoded: TripEncodingCache | None
) -> torch.Tensor:
    """Of all passes through the first roads of the bundle."""
    locations = edge_locations(bundle, np.arange(40))
    candidates = CandidateTrips(
        tokens.trips,
        numbers_of(tokens),
        numbers_of(tokens),
        random_priorities(len(tokens.trips), 0),
        passing=np.zeros(len(locations), dtype=np.int64),
        per_location=8,
        inputs=input_trips(bundle),
    )
    nothing = PictureFeatures(
        torch.zeros(0, model.config.image_features), np.zeros((0, 2)), bundle.area
    )
    table = LocationFeatureTable(
        model,
        bundle.area,
        candidates,
        locations,
        nothing,
        encoder=encoded and encoded.of,
    )
    table.precompute()
    return table.features(table.select(np.arange(40), 8)).z


@pytest.mark.parametrize(
    ("shape", "keeps"),
    [
        ({}, True),
        ({"geometry": "absolute", "query_time": "masked", "layers": 2}, True),
        ({"geometry": "absolute", "attention": "joint"}, False),
        ({"alignment": "segment"}, False),
    ],
)
@torch.no_grad()
def test_cached_encodings_give_the_models_embeddings(
    shape: dict[str, Any], keeps: bool, bundle: Bundle, tokens: TripTokens, tmp_path: Path
) -> None:
    model, _ = load_encoders(save_untrained(bundle, tmp_path / "model", **shape), CPU)
    encoded = TripEncodingCache(model)
    expected = embedded(bundle, model, tokens, None)
    for _ in range(2):  # when it is encoded, and from what was kept
        torch.testing.assert_close(
            embedded(bundle, model, tokens, encoded), expected, atol=1e-5, rtol=0
        )
    assert (encoded.bytes > 0) is keeps


@torch.no_grad()
def test_the_first_trips_are_dropped_for_further_ones(
    bundle: Bundle, untrained: Path, tokens: TripTokens
) -> None:
    model, _ = load_encoders(untrained, CPU)
    whole = TripEncodingCache(model)
    assert whole.has_room(1)
    whole.encode(tokens, numbers_of(tokens))
    assert len(whole.kept) == len(tokens.trips)
    assert whole.bytes == sum(place.end - place.begin for place in whole.kept.values())

    few = TripEncodingCache(model, largest_bytes=whole.bytes // 2)
    expected = embedded(bundle, model, tokens, None)
    for _ in range(2):
        found = embedded(bundle, model, tokens, few)
        torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
    assert few.bytes <= whole.bytes // 2
    assert not few.has_room(1)
    assert 0 < len(few.kept) < len(whole.kept)
    places = sorted(few.kept.values(), key=lambda place: place.begin)
    assert all(one.end <= other.begin for one, other in pairwise(places))
    few.encode(tokens, np.array([-1]))
    assert -1 in few.kept


@torch.no_grad()
def test_a_full_disk_costs_time_only(
    bundle: Bundle, untrained: Path, tokens: TripTokens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device")

    model, _ = load_encoders(untrained, CPU)
    encoded = TripEncodingCache(model)
    monkeypatch.setattr(encoded, "_write", write)
    found = embedded(bundle, model, tokens, encoded)
    expected = embedded(bundle, model, tokens, None)
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=0)
    assert not encoded.has_room(1)


def test_trips_with_similar_numbers_of_queries_are_grouped() -> None:
    few = np.array([1, 3, 2, 1])
    ((rows, width),) = _alike(few)
    assert (sorted(rows), width) == ([0, 1, 2, 3], 3)
    queries = np.random.default_rng(0).geometric(0.3, 200)
    groups = _alike(queries)
    assert len(groups) > 1
    assert sorted(np.concatenate([rows for rows, _ in groups])) == list(range(200))
    for rows, width in groups:
        assert width == queries[rows].max()
        assert (width - queries[rows]).sum() <= MAX_PADDED
