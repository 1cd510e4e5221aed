"""Cards beyond the limits are refused before a model is built."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import read_json
from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.inference.predictors import load_heads
from trajganr_core.model import model_folder
from trajganr_core.model.model_folder import load_encoders, read_card

CPU = torch.device("cpu")
VALUES: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**6,
    10**400,
    1.5,
    "",
    "x",
    [],
    {},
    [None],
    {"a": 1},
)


@pytest.fixture
def damaged(finetuned: Path, tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """The fine-tuned model with another card."""
    folder = tmp_path / "model"
    shutil.copytree(finetuned, folder)

    def write(card: dict[str, Any]) -> Path:
        (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
        return folder

    return write


def places(content: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for name, value in content.items():
        yield content, name
        if isinstance(value, dict):
            yield from places(value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("layers", 1_000_000),
        ("dimension", 1 << 20),
        ("ffn", 1 << 30),
        ("time_dimension", 1 << 30),
        ("image_features", 1 << 30),
        ("heads", 0),
        ("layers", 0),
        ("layers", True),
        ("dimension", 1.5),
        ("attention", "none"),
    ],
)
def test_encoders_beyond_the_limits_are_refused_before_they_are_built(
    name: str,
    value: Any,
    finetuned: Path,
    damaged: Callable[[dict[str, Any]], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = read_json(finetuned / "card.json")
    card["model"][name] = value
    monkeypatch.setattr(model_folder, "TrajGANR", lambda config: pytest.fail("it was built"))
    with pytest.raises(TrajganrError) as caught:
        load_encoders(damaged(card), CPU)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("locations", "train"), 10**12),
        (("trees",), 10**9),
        (("pictures",), 10**9),
        (("share",), 2.0),
        (("kind",), "mlp"),
        (("kind",), "oracle"),
        (("shrinkage",), 0.0),
        (("shrinkage",), -50.0),
        (("shrinkage",), 10**400),
        (("target",), {"kind": "distribution", "outputs": 10**9}),
        (("target",), {"kind": "ordinal", "bounds": [0.0] * 10**5, "weights": []}),
        (("groups", 0, "by"), "weather"),
        (("groups", 0, "coverage"), "nearly all"),
        (("intervals", "spread", "trips"), None),
    ],
)
def test_heads_beyond_the_limits_are_refused(
    names: tuple[str | int, ...],
    value: Any,
    finetuned: Path,
    damaged: Callable[[dict[str, Any]], Path],
) -> None:
    card = read_json(finetuned / "card.json")
    entry: Any = card["heads"]["speed"]
    for name in names[:-1]:
        entry = entry[name]
    entry[names[-1]] = value
    with pytest.raises(TrajganrError) as caught:
        read_card(damaged(card))
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_a_task_that_trips_do_not_show_cannot_be_shrunk_to_them(
    finetuned: Path, damaged: Callable[[dict[str, Any]], Path]
) -> None:
    card = read_json(finetuned / "card.json")
    card["heads"]["aoi"]["shrinkage"] = 50.0
    folder = damaged(card)
    encoders, loaded = load_encoders(folder, CPU)
    with pytest.raises(TrajganrError, match="trips show nothing") as caught:
        load_heads(folder, loaded, ["aoi"], encoders)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_weights_of_a_head_without_shrinkage_are_refused_where_the_card_has_one(
    finetuned: Path, damaged: Callable[[dict[str, Any]], Path]
) -> None:
    card = read_json(finetuned / "card.json")
    is_shrunk = card["heads"]["popularity"]["shrinkage"] is not None
    card["heads"]["popularity"]["shrinkage"] = None if is_shrunk else 50.0
    folder = damaged(card)
    encoders, loaded = load_encoders(folder, CPU)
    with pytest.raises(TrajganrError) as caught:
        load_heads(folder, loaded, ["popularity"], encoders)
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def test_any_content_of_a_card_gives_a_coded_error(
    finetuned: Path, damaged: Callable[[dict[str, Any]], Path]
) -> None:
    sound, dice = read_json(finetuned / "card.json"), random.Random(5)
    refused = 0
    for _ in range(200):
        card = copy.deepcopy(sound)
        where, name = dice.choice(list(places(card)))
        if dice.random() < 0.3:
            del where[name]
        else:
            where[name] = dice.choice(VALUES)
        try:
            folder = damaged(card)
            encoders, loaded = load_encoders(folder, CPU)
            load_heads(folder, loaded, list(loaded.heads), encoders)
        except TrajganrError as error:
            assert error.code is not Code.INTERNAL
            refused += 1
    assert refused > 20


@pytest.mark.parametrize("text", ["", "[]", "3", "{" * 9000, " " * (5 << 20)], ids=len)
def test_a_file_that_is_not_a_card_gives_a_coded_error(
    text: str, damaged: Callable[[dict[str, Any]], Path]
) -> None:
    folder = damaged({})
    (folder / "card.json").write_text(text, encoding="utf-8")
    with pytest.raises(TrajganrError) as caught:
        read_card(folder)
    assert caught.value.code is Code.MODEL_MISSING


@pytest.mark.parametrize("size", [{"layers": 65}, {"dimension": 8192}])
def test_every_configuration_that_can_be_trained_can_be_loaded(size: dict[str, int]) -> None:
    with pytest.raises(TrajganrError, match="at most") as caught:
        PretrainConfig(**size)  # type: ignore[arg-type]
    assert caught.value.code is Code.INPUT_FIELD
