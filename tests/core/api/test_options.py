"""How the functions of the API take paths and options."""

from __future__ import annotations

from pathlib import Path

import pytest

import trajganr_core as tg
from trajganr_core.api.options import configured, local_paths


def test_addresses_are_fetched_and_paths_are_unchanged(tmp_path: Path) -> None:
    (tmp_path / "trips.csv").write_text("lon,lat\n", encoding="utf-8")
    address = (tmp_path / "trips.csv").as_uri()
    near, fetched = local_paths([tmp_path / "trips.csv", address])
    assert near == tmp_path / "trips.csv"
    assert fetched != near
    assert fetched.read_bytes() == near.read_bytes()


def test_options_override_the_configuration() -> None:
    config = tg.FinetuneConfig(tasks=("speed",), epochs=3, head="mlp")
    found = configured(tg.FinetuneConfig, config, {"tasks": ["aoi"], "seed": 1})
    assert found == tg.FinetuneConfig(tasks=("aoi",), epochs=3, head="mlp", seed=1)


def test_an_unknown_option_is_refused_with_the_nearest_names() -> None:
    with pytest.raises(tg.TrajganrError) as caught:
        configured(tg.PretrainConfig, None, {"learning_rte": 1.0})
    assert caught.value.code is tg.Code.INPUT_FIELD
    assert "learning_rate" in caught.value.next_action
    assert "backbone" not in caught.value.next_action
