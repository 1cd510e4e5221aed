"""Embeddings of passes are computed once and then come from the disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from location_tables import table_of

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import pass_embeddings
from trajganr_core.features.location_features import LocationFeatureTable
from trajganr_core.features.pass_embeddings import PassEmbeddings, pass_keys
from trajganr_core.model.model_folder import load_encoders

CPU = torch.device("cpu")


@pytest.fixture
def kept(
    bundle: Bundle, pretrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PassEmbeddings:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    return PassEmbeddings(load_encoders(pretrained, CPU)[1], bundle, bundle.area, CPU)


def embeddings(table: LocationFeatureTable, kept: PassEmbeddings | None) -> torch.Tensor:
    table.precompute(kept=kept)
    return table.features(table.select(np.arange(len(table)), trips=6)).z


def test_a_table_takes_the_passes_that_another_one_embedded(
    bundle: Bundle, pretrained: Path, kept: PassEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    every, few = np.arange(len(bundle.network)), np.arange(0, len(bundle.network), 3)
    part = table_of(bundle, pretrained, few, trips=3)
    embeddings(part, kept)
    whole = table_of(bundle, pretrained, every, trips=6)
    embedded: list[int] = []
    embed = LocationFeatureTable._embed
    monkeypatch.setattr(
        LocationFeatureTable,
        "_embed",
        lambda table, passes: embedded.append(len(passes)) or embed(table, passes),
    )
    expected = embeddings(whole, None)
    assert sum(embedded) == len(whole.passes.query)
    embedded.clear()
    torch.testing.assert_close(embeddings(whole, kept), expected, atol=1e-5, rtol=0)
    assert 0 < sum(embedded) == len(whole.passes.query) - len(part.passes.query)
    embedded.clear()
    torch.testing.assert_close(embeddings(whole, kept), expected, atol=1e-5, rtol=0)
    assert not embedded


def test_other_encoders_and_bundles_have_their_own(
    bundle: Bundle, pretrained: Path, untrained: Path, kept: PassEmbeddings
) -> None:
    other = PassEmbeddings(load_encoders(untrained, CPU)[1], bundle, bundle.area, CPU)
    assert kept.file != other.file


def test_only_so_many_are_kept(kept: PassEmbeddings, monkeypatch: pytest.MonkeyPatch) -> None:
    dimension = kept._dimension
    monkeypatch.setattr(pass_embeddings, "LARGEST_BYTES", 4 * dimension * 5)
    key = np.array([70, 10, 30, 20, 60, 40, 50])
    z = torch.arange(7.0)[:, None].expand(-1, dimension)
    asked: list[list[int]] = []

    def embed(rows: np.ndarray) -> torch.Tensor:
        asked.append(rows.tolist())
        return z[torch.from_numpy(rows)]

    assert kept.embedded(key[:3], embed).equal(z[:3])
    assert kept.embedded(key, embed).equal(z)
    assert kept.embedded(key, embed).equal(z)
    assert asked == [[0, 1, 2], [3, 4, 5, 6], [5, 6]]


def test_each_pass_of_a_trip_that_returns_has_its_own_key() -> None:
    query = np.array([0, 0, 0, 1, 1])
    trip = np.array([4, 4, 2, 4, 4])
    key = pass_keys(query, trip, np.array([7, 7, 7, 3, 3]))
    assert len(set(key.tolist())) == 5
    often = np.zeros(10, dtype=np.int64)
    assert (pass_keys(often, often, often) >= 0).tolist() == [True] * 8 + [False] * 2
