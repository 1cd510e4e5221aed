"""JSON that is nested too deeply is refused as what is no JSON is, by every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json
from trajganr_core.contract.files.batch_export import MANIFEST, Batch
from trajganr_core.contract.records import plain_json
from trajganr_core.contract.records.bundle_manifest import BundleManifest
from trajganr_core.data.files import InputFile
from trajganr_core.data.readers.moving_features import JsonFeatures
from trajganr_core.data.roads.tags import _unpacked
from trajganr_core.model.model_folder import read_card

DEPTH = 200_000
LIST, OBJECT = "[" * DEPTH + "]" * DEPTH, '{"a":' * DEPTH + "1" + "}" * DEPTH


@pytest.mark.parametrize("text", [LIST, OBJECT])
def test_json_that_is_nested_too_deeply_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="nested too deeply"):
        plain_json.loads(text)
    for name in ("card.json", "bundle.json", MANIFEST):
        (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match="nested"):
        read_json(tmp_path / "card.json")
    for read, code in (
        (read_card, Code.MODEL_MISSING),
        (BundleManifest.load, Code.INPUT_FORMAT),
        (Batch, Code.INPUT_FORMAT),
    ):
        with pytest.raises(TrajganrError) as caught:
            read(tmp_path)
        assert caught.value.code is code


@pytest.mark.parametrize(
    "text",
    [
        LIST,
        OBJECT,
        f'{{"type": "FeatureCollection", "features": [{{"a": {LIST}}}]}}',
        f'{{"type": "FeatureCollection", "features": [], "crs": {OBJECT}}}',
        f'{{"type": "FeatureCollection", "crs": {OBJECT}, "features": []}}',
    ],
    ids=["list", "object", "feature", "after", "before"],
)
def test_features_nested_too_deeply_are_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "trips.json").write_text(text)
    with pytest.raises(TrajganrError) as caught:
        list(JsonFeatures(InputFile(tmp_path / "trips.json")))
    assert caught.value.code is Code.INPUT_FORMAT


def test_tags_that_are_nested_too_deeply_are_empty() -> None:
    assert _unpacked(OBJECT) == {}
