"""Trips asked along segments."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from location_tables import table_of
from torch import Tensor

from benchmarks.along_segment import PLACES, answers_along
from trajganr_core.data.bundle import Bundle
from trajganr_core.features.location_features import EvidenceTable
from trajganr_core.model.points import Points
from trajganr_core.utils.ragged import last_before


@pytest.fixture
def table(bundle: Bundle, pretrained: Path) -> EvidenceTable:
    return table_of(bundle, pretrained, trips=6)


@pytest.fixture
def passes(bundle: Bundle, table: EvidenceTable) -> np.ndarray:
    """Some trips' passes over whole segments that are asked about in the middle."""
    trips, of = table.tokens.trips, table.passes
    length_m = bundle.network.length_m[table.locations.edge[of.query]]
    passed = last_before(trips.pass_s, trips.pass_offsets, of.s, of.trip)
    whole = np.isclose(trips.pass_exit_m[passed] - trips.pass_enter_m[passed], length_m)
    in_middle = np.isclose(table.locations.offset_m[of.query], length_m / 2)
    chosen = np.flatnonzero(whole & in_middle & (of.trip < 5))
    assert len(chosen) > 5
    return chosen[np.argsort(of.trip[chosen], kind="stable")]


def test_a_trip_is_asked_evenly_along_the_segment(
    bundle: Bundle, table: EvidenceTable, passes: np.ndarray
) -> None:
    def ask(trip: np.ndarray, queries: Points) -> Tensor:
        return torch.stack([queries.place[..., 2], queries.place[..., 2] ** 2], dim=-1)

    table._ask = ask
    mean, of_squares = answers_along(table, bundle.network, passes).double().T.numpy()
    own = table.passes.take(passes)
    length_km = bundle.network.length_m[table.locations.edge[own.query]] / 1000
    np.testing.assert_allclose(mean, own.s / 1000, atol=1e-4)
    spread = np.sqrt(np.maximum(of_squares - mean**2, 0))
    np.testing.assert_allclose(spread, PLACES.std() * length_km, atol=2e-3)


@torch.no_grad()
def test_a_trip_that_is_asked_in_the_middle_alone_answers_as_ever(
    bundle: Bundle, table: EvidenceTable, passes: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = table._embed(passes)
    along = answers_along(table, bundle.network, passes)
    assert not torch.allclose(along, usual, atol=1e-3)
    monkeypatch.setattr("benchmarks.along_segment.PLACES", np.array([0.5]))
    found = answers_along(table, bundle.network, passes)
    torch.testing.assert_close(found, usual, atol=1e-4, rtol=0)
