"""Evidence embedded ahead equals evidence embedded when asked."""

from pathlib import Path

import numpy as np
import pytest
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.evidence import EvidenceTable, bundle_features, input_trips
from trajganr_core.locations import edge_locations
from trajganr_core.training.checkpoint import load_encoders


@pytest.fixture
def table(bundle: Bundle, pretrained: Path) -> EvidenceTable:
    model, card = load_encoders(pretrained, torch.device("cpu"))
    return EvidenceTable(
        model,
        bundle.area,
        input_trips(bundle, bundle.area),
        edge_locations(bundle, np.arange(len(bundle.network))),
        bundle_features(pretrained, card, bundle, torch.device("cpu")),
        per_location=6,
        seed=0,
    )


def test_trips_that_make_labels_are_never_seen(bundle: Bundle, table: EvidenceTable) -> None:
    seen = set(table.tokens.trips.driver_id)
    assert seen
    assert not seen & set(bundle.trips.driver_id[bundle.is_label])


@torch.no_grad()
def test_embedding_ahead_changes_nothing(table: EvidenceTable) -> None:
    rows = np.array([40, 3, 17, 60])
    asked = table.evidence(rows, trips=4)
    table.precompute()
    ahead = table.evidence(rows, trips=4)
    assert torch.equal(asked.has_trip, ahead.has_trip)
    torch.testing.assert_close(asked.z, ahead.z, atol=1e-5, rtol=0)


@torch.no_grad()
def test_a_location_is_described_the_same_in_any_company(table: EvidenceTable) -> None:
    together = table.evidence(np.array([8, 9, 10]), trips=6)
    alone = table.evidence(np.array([9]), trips=6)
    count = int(alone.has_trip.sum())
    assert count == int(together.has_trip[1].sum())
    torch.testing.assert_close(together.z[1, :count], alone.z[0, :count], atol=1e-5, rtol=0)
    torch.testing.assert_close(together.g[1], alone.g[0])


def test_no_more_trips_than_asked_for_and_all_are_counted(table: EvidenceTable) -> None:
    rows = np.arange(len(table))
    assert int(table.evidence(rows, trips=2).has_trip.sum(1).max()) == 2
    assert table.counts.max() == 6
    assert table.trips_through.max() > 6


def test_draws_differ_between_epochs(table: EvidenceTable) -> None:
    table.precompute()
    busy = np.flatnonzero(table.counts == 6)[:5]
    draws = [table.evidence(busy, trips=3, rng=np.random.default_rng(seed)).z for seed in range(2)]
    assert not torch.equal(*draws)
