"""The owners of the data behind a result are named, also those of the shipped model's."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from fake_cards import card_of, manifest_of

from qgis_plugin.client import origins
from trajganr_core.contract.records.bundle_manifest import BundleManifest, SourceFile
from trajganr_core.contract.records.model_card import ModelCard, ShippedCard

FAR = SourceFile(
    role="trips", name="far.csv", description="", licence="CC BY 4.0", attribution="Far owners"
)


class Worker:
    """Has a bundle, and a model that began with the shipped one."""

    def manifest(self, bundle: str) -> BundleManifest:
        return manifest_of()

    def card(self, model: str) -> ModelCard:
        shipped = ShippedCard(encoders=False, sources=(FAR,))
        return dataclasses.replace(card_of(), shipped=shipped)


@pytest.fixture(autouse=True)
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    card = card_of()
    data = dataclasses.replace(card.data, sources=(FAR,))
    dataclasses.replace(card, data=data).save(tmp_path)
    monkeypatch.setattr(origins, "SHIPPED_FOLDER", tmp_path)


@pytest.mark.parametrize("model", [None, "pretrain-1"])
def test_what_the_shipped_model_learned_from_has_owners(model: str | None) -> None:
    found = origins.origin_of_result(_worker(), {"bundle": "porto", "model": model})
    assert "Far owners" in found["attribution"]
    assert "CC BY 4.0" in found["licence"]


@pytest.mark.parametrize("params", [{}, {"model": None, "layers": ["roads", "trips"]}])
def test_a_result_without_a_model_has_the_owners_of_its_bundle_only(params: dict[str, Any]) -> None:
    found = origins.origin_of_result(_worker(), {"bundle": "porto", **params})
    assert "Far owners" not in found["attribution"]


def _worker() -> Any:
    return Worker()
