"""A bundle's manifest as a type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data.bundle import Bundle


def test_a_manifest_is_written_unchanged(bundle: Bundle, tmp_path: Path) -> None:
    BundleManifest.load(bundle.path).save(tmp_path)
    written, read = tmp_path / "bundle.json", bundle.path / "bundle.json"
    assert written.read_bytes() == read.read_bytes()


def test_the_keys_of_a_manifest_are_those_that_other_releases_read(bundle: Bundle) -> None:
    manifest = read_json(bundle.path / "bundle.json")
    assert list(manifest) == [
        *("format", "id", "name", "created_at", "area", "driving_side", "time_zone", "counts"),
        *(
            "tasks",
            "notes",
            "own_labels",
            "label_sources",
            "figures",
            "dropped",
            "remarks",
            "sources",
        ),
        *("options", "versions", "support"),
    ]
    assert manifest["format"] == 10
    assert list(manifest["counts"]) == [
        *("edges", "trips", "pieces", "label_pieces", "drivers", "label_drivers", "fixes"),
        "images",
    ]
    assert list(manifest["sources"][0]) == [
        *("role", "name", "sha256", "bytes", "description", "licence", "attribution"),
    ]
    assert set(manifest["figures"]) == {
        *("period", "km", "edges_with_trips", "edges_with_images", "images_with_trips"),
        *("road_km", "interval_s", "distance_m", "histograms"),
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 3}, "format 3"),
        ({"id": "../x"}, "not a SHA-256"),
        ({"tasks": {"speed": "many"}}, "'tasks.speed' is 'many'"),
        ({"counts": {"edges": 3}}, "'counts.trips' is missing"),
        ({"sources": {}}, "'sources' is {}"),
        ({"driving_side": None}, "'driving_side' is None"),
        ({"time_zone": 1}, "'time_zone' is 1"),
        ({"remarks": {"roads": ["One."]}}, "'remarks.roads' cannot be used: 'One.' is not a text"),
    ],
    ids=str,
)
def test_malformed_manifests_are_refused(
    change: dict[str, Any], message: str, bundle: Bundle, tmp_path: Path
) -> None:
    write_json(tmp_path / "bundle.json", {**read_json(bundle.path / "bundle.json"), **change})
    with pytest.raises(TrajganrError) as caught:
        BundleManifest.load(tmp_path)
    assert caught.value.code is Code.INPUT_FORMAT
    assert caught.value.next_action
    assert message in caught.value.message
