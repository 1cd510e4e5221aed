"""A model's card as a type."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.contract.options.presets import PRESETS
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import BundleReference, ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import pretrained_area, read_card


def test_a_card_is_written_unchanged(pretrained: Path, finetuned: Path, tmp_path: Path) -> None:
    for folder in (pretrained, finetuned):
        ModelCard.load(folder).save(tmp_path)
        assert (tmp_path / "card.json").read_bytes() == (folder / "card.json").read_bytes()


def test_the_keys_of_a_card_are_those_that_other_releases_read(finetuned: Path) -> None:
    card = read_json(finetuned / "card.json")
    assert list(card) == [
        *("schema", "name", "created_at", "area", "bundle", "data", "seed", "device", "versions"),
        *("files", "heads", "learned_from", "pretraining", "model", "finetuning"),
    ]
    assert set(card["pretraining"]) == {
        *("areas", "config", "terms", "temperature", "history", "epoch", "stopped_early"),
        "figures",
    }
    assert list(card["heads"]["speed"]) == [
        *("kind", "trees", "share", "pictures", "shrinkage", "target", "locations", "split"),
        *("held_out_in_pretraining", "label_share", "freeze", "trips_per_location"),
        *("intervals", "validation", "metrics", "groups", "label_source", "few"),
        "sha256",
    ]
    assert set(card["heads"]["speed"]["intervals"]) == {
        *("level", "spread", "trips_from", "quantiles", "calibrated_on", "note"),
    }
    assert set(card["heads"]["speed"]["groups"][0]) == {
        *("by", "group", "calibrated_on", "tested", "error", "trivial_error", "coverage"),
        *("with_trips", "passes_error", "size"),
    }
    assert (card["schema"], list(card["learned_from"][0])) == (
        11,
        ["bundle", "area", "kind", "fold", "seed"],
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 9}, "schema 9"),
        ({"seed": "1"}, "'seed' is '1'"),
        ({"bundle": {"id": "1", "name": ""}}, "'bundle.path' is missing"),
        ({"area": {"bbox": [1, 2], "crs": ""}}, "'area.bbox'"),
        ({"heads": {"colour": {}}}, "'heads.colour.kind' is missing"),
        ({"files": {"../card": "1"}}, "unknown files or tasks"),
        ({"model": {"layers": 1.5}}, "'model.layers' is 1.5"),
    ],
    ids=str,
)
def test_malformed_cards_are_refused(
    change: dict[str, object], message: str, finetuned: Path, tmp_path: Path
) -> None:
    write_json(tmp_path / "card.json", {**read_json(finetuned / "card.json"), **change})
    with pytest.raises(TrajganrError) as caught:
        ModelCard.load(tmp_path)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert message in caught.value.message


def test_cards_with_refused_options_are_refused(finetuned: Path, tmp_path: Path) -> None:
    card = read_json(finetuned / "card.json")
    card["pretraining"]["config"]["preset"] = "future"
    write_json(tmp_path / "card.json", card)
    with pytest.raises(TrajganrError, match=r"pretraining\.config") as caught:
        ModelCard.load(tmp_path)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_known_areas_are_those_of_pretraining_or_of_the_heads(
    pretrained: Path, finetuned: Path, elsewhere: Bundle
) -> None:
    card = read_card(pretrained)
    areas = (*card.pretraining.areas, pretrained_area(elsewhere))
    both = replace(card, pretraining=replace(card.pretraining, areas=areas))
    assert both.known_areas == [card.area, elsewhere.area.to_area()]
    assert replace(both, heads=read_card(finetuned).heads).known_areas == [card.area]


def test_defaults_of_fine_tuning_follow_from_the_pretraining(pretrained: Path) -> None:
    card = read_card(pretrained)
    config = PretrainConfig(preset="paper", split="block", fold=3)
    defaults = replace(card, pretraining=replace(card.pretraining, config=config)).finetune_defaults
    assert (defaults.split, defaults.fold) == ("block", 3)
    assert defaults.trips_per_location == PRESETS["paper"].trips_per_location
    assert defaults.head == "mlp"


@pytest.mark.parametrize("path", ["/home/a/bundles/porto", "C:\\home\\bundles\\porto", "porto"])
def test_the_folder_name_of_a_bundle_is_read_from_paths_of_any_system(path: str) -> None:
    assert BundleReference("1", "", path).folder_name == "porto"


@pytest.mark.parametrize("has_moved", [False, True])
def test_a_bundle_is_found_again_after_a_workers_home_was_moved(
    tmp_path: Path, has_moved: bool
) -> None:
    home = tmp_path / "home"
    bundle, model = home / "bundles" / "prepare-1", home / "models" / "pretrain-1"
    bundle.mkdir(parents=True)
    model.mkdir(parents=True)
    reference = BundleReference("0" * 64, "Porto", str(bundle))
    if has_moved:
        home = home.rename(tmp_path / "moved")
    assert reference.folder(home / "models" / "pretrain-1") == home / "bundles" / "prepare-1"


@pytest.mark.parametrize(
    "path", ["//host/share/porto", "\\\\host\\share\\porto", "porto", "../porto"]
)
def test_a_card_names_no_bundle_of_another_machine_or_of_the_working_folder(
    path: str, tmp_path: Path
) -> None:
    found = BundleReference("0" * 64, "Porto", path).folder(tmp_path / "models" / "m")
    assert found == tmp_path / "bundles" / "porto"


def test_a_bundle_that_is_gone_is_named_by_where_it_was(tmp_path: Path) -> None:
    reference = BundleReference("0" * 64, "Porto", "/gone/bundles/prepare-1")
    assert reference.folder(tmp_path / "models" / "pretrain-1") == Path(reference.path)
