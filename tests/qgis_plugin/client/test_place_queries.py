"""What clicks can be asked of follows the jobs that make it."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from fake_cards import card_of, head_of, manifest_of
from job_records import job_of

from qgis_plugin.client.place_queries import PlaceQueries
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.protocol.records import BundleRecord, ModelRecord

RESULTS: dict[str, dict[str, Any]] = {
    "predict-1": {"files": ["roads.gpkg"], "counts": {"roads": 4}},
    "prepare-1": {
        "bundle": "prepare-1",
        "counts": {"trips": 1, "edges": 1, "images": 0},
        "tasks": {},
    },
    "finetune-1": {"model": "finetune-1", "metrics": {}, "groups": {}},
}
CARD = card_of(heads={"speed": head_of("speed")})


class Client:
    """A worker with two models; counts what it is asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()

    def models(self) -> list[ModelRecord]:
        self.asked["models"] += 1
        return [ModelRecord("b", "B", 2.0, CARD), ModelRecord("a", "A", 1.0, CARD)]

    def bundles(self) -> list[BundleRecord]:
        return []

    def job(self, job_id: str) -> JobRecord:
        return job_of(job_id, result=RESULTS[job_id])

    def model(self, model_id: str) -> ModelRecord:
        self.asked["model"] += 1
        return ModelRecord(model_id, "New", 3.0, CARD)

    def bundle(self, bundle_id: str) -> BundleRecord:
        self.asked["bundle"] += 1
        return BundleRecord(bundle_id, "New", 3.0, manifest_of())


@pytest.mark.parametrize(
    ("job_id", "models", "bundles", "asked"),
    [
        ("predict-1", None, None, {}),
        ("prepare-1", ["b", "a"], ["prepare-1"], {"bundle": 1}),
        ("finetune-1", ["finetune-1", "b", "a"], [], {"model": 1}),
    ],
)
def test_only_what_a_job_has_made_is_requested(
    job_id: str,
    models: list[str] | None,
    bundles: list[str] | None,
    asked: dict[str, int],
    qgis_app: Any,
) -> None:
    client, queries, listed = Client(), PlaceQueries(), []
    queries._list(client)
    queries.listed.connect(lambda *lists: listed.append(lists))
    queries._list_result(job_id, client)
    assert client.asked == {"models": 1, **asked}
    shown = [([one.id for one in lists[0]], [one.id for one in lists[1]]) for lists in listed]
    assert shown == ([] if models is None else [(models, bundles)])
