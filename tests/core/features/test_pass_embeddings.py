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
from trajganr_core.features.query_locations import edge_locations
from trajganr_core.inference.loaded_model import LoadedModel
from trajganr_core.model.model_folder import load_encoders

CPU = torch.device("cpu")


@pytest.fixture
def kept(
    bundle: Bundle, pretrained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> PassEmbeddings:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    return embeddings_of(bundle, pretrained)


def embeddings_of(bundle: Bundle, model: Path) -> PassEmbeddings:
    card = load_encoders(model, CPU)[1]
    return PassEmbeddings(card, bundle, trips=6)


def embeddings(table: LocationFeatureTable, kept: PassEmbeddings | None) -> torch.Tensor:
    table.precompute(kept=kept)
    return table.features(table.select(np.arange(len(table)), trips=6)).z


def test_a_table_takes_kept_passes_and_embeds_the_others(
    bundle: Bundle, pretrained: Path, kept: PassEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    every, few = np.arange(len(bundle.network)), np.arange(0, len(bundle.network), 3)
    part = table_of(bundle, pretrained, few, trips=3)
    part.precompute()
    kept.prepare(1, lambda: (part.keys(), part._z))
    whole = table_of(bundle, pretrained, every, trips=6)
    expected = embeddings(whole, None)
    embedded: list[int] = []
    embed = LocationFeatureTable._embed
    monkeypatch.setattr(
        LocationFeatureTable,
        "_embed",
        lambda table, passes: embedded.append(len(passes)) or embed(table, passes),
    )
    torch.testing.assert_close(embeddings(whole, kept), expected, atol=1e-5, rtol=0)
    assert 0 < sum(embedded) == len(whole.passes.query) - len(part.passes.query)


def test_all_passes_at_the_roads_are_embedded_once(
    bundle: Bundle, finetuned: Path, kept: PassEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = LoadedModel.load(finetuned, bundle, "cpu")
    first = opened.kept()
    assert first.file.is_file()
    monkeypatch.setattr(LocationFeatureTable, "_embed", lambda *_: pytest.fail("embedded again"))
    assert opened.kept().file == first.file
    few = edge_locations(bundle, np.array([3, 8]))
    opened.features(few, trips=4, with_context=False, are_roads=True)


def test_what_is_kept_does_not_depend_on_what_was_computed_before(
    bundle: Bundle, finetuned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = []
    for name in ("first", "second"):
        monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / name))
        opened = LoadedModel.load(finetuned, bundle, "cpu")
        few = edge_locations(bundle, np.arange(0, 40, 1 if name == "first" else 7))
        opened.features(few, trips=4, with_context=False, are_roads=True)
        contents.append(opened.kept().file.read_bytes())
    assert contents[0] == contents[1]


def test_too_many_passes_are_not_kept(
    kept: PassEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pass_embeddings, "MAX_BYTES", 4 * kept._dimension * 5)
    kept.prepare(6, lambda: pytest.fail("too many"))
    assert not kept.file.exists()
    z = torch.zeros(2, kept._dimension)
    assert kept.embedded(np.array([1, 2]), lambda rows: z[torch.from_numpy(rows)]).equal(z)


def test_other_encoders_and_bundles_have_their_own(
    bundle: Bundle, pretrained: Path, untrained: Path, kept: PassEmbeddings
) -> None:
    assert kept.file == embeddings_of(bundle, pretrained).file
    assert kept.file != embeddings_of(bundle, untrained).file


def test_each_pass_of_a_trip_that_returns_has_its_own_key() -> None:
    query = np.array([0, 0, 0, 1, 1])
    trip = np.array([4, 4, 2, 4, 4])
    key = pass_keys(query, trip, np.array([7, 7, 7, 3, 3]))
    assert len(set(key.tolist())) == 5
    often = np.zeros(10, dtype=np.int64)
    assert (pass_keys(often, often, often) >= 0).tolist() == [True] * 8 + [False] * 2
