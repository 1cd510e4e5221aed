"""Several processes train what one does."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
import torch
from rank_processes import finetune_in_processes, pretrain_in_processes
from safetensors.torch import load_file
from untrained import save_untrained

from trajganr_core.contract.options.training_config import FinetuneConfig, PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.distributed import Ranks


@pytest.mark.slow
@pytest.mark.parametrize(
    ("processes", "switches", "images", "areas"),
    [
        (2, {"preset": "best", "learn_temperature": True, "epochs": 2}, 36, 2),
        # So few images that in some steps one rank has some and another one has none.
        (3, {"preset": "paper", "batch_size": 6, "epochs": 1, "freeze_backbone": False}, 3, 1),
    ],
)
def test_several_processes_repeat_the_losses_of_one(
    bundle: Bundle,
    elsewhere: Bundle,
    small: PretrainConfig,
    tmp_path: Path,
    processes: int,
    switches: dict[str, object],
    images: int,
    areas: int,
) -> None:
    config = dataclasses.replace(small, **switches)
    bundles = [bundle, elsewhere][:areas]
    (alone,) = pretrain_in_processes(1, bundles, images, tmp_path / "one", config)
    first, *others = pretrain_in_processes(processes, bundles, images, tmp_path / "several", config)
    assert len(alone["losses"]) > 4
    assert all(one["losses"] == first["losses"] for one in others)
    # Errors in seconds are large, and float32 steps by a share of them.
    assert first["losses"] == pytest.approx(alone["losses"], rel=1e-6)
    if images == 3:
        seen = zip(*(one["images"] for one in (first, *others)), strict=True)
        assert any(any(step) and not all(step) for step in seen)

    folder = tmp_path / "several"
    weights = [load_file(folder / f"{rank}.safetensors") for rank in range(processes)]
    expected = load_file(tmp_path / "one" / "0.safetensors")
    for key, value in expected.items():
        assert all(one[key].equal(weights[0][key]) for one in weights), key
        torch.testing.assert_close(weights[0][key], value, atol=2e-4, rtol=0)
    assert (folder / "model" / "card.json").is_file()


@pytest.mark.slow
def test_two_processes_fine_tune_as_one_does(bundle: Bundle, tmp_path: Path) -> None:
    # Drop-out, of modalities and in the heads, is on: what is left out is shared too.
    model = save_untrained(bundle, tmp_path / "untrained", preset="best")
    how = {"head": "mlp", "epochs": 2, "batch_size": 31, "device": "cpu"}
    config = FinetuneConfig(tasks=("speed", "popularity"), **how)
    (alone,) = finetune_in_processes(1, bundle, model, tmp_path / "one", config)
    first, second = finetune_in_processes(2, bundle, model, tmp_path / "two", config)
    assert len(alone["losses"]) > 8
    assert first == second
    assert first["losses"] == pytest.approx(alone["losses"], abs=1e-5)
    for kind in ("frozen", "full"):
        for one, two in zip(
            alone[kind]["finetuning"]["history"], first[kind]["finetuning"]["history"], strict=True
        ):
            assert two == pytest.approx(one, abs=1e-4)
        assert (tmp_path / "two" / kind / "heads" / "speed.safetensors").is_file()
    assert not list((tmp_path / "two").glob(".*"))


def test_one_process_needs_no_process_group() -> None:
    ranks = Ranks()
    x, y = torch.randn(3, 2, requires_grad=True), torch.randn(0, 2)
    gathered = ranks.gather(x, y)
    assert gathered[0] is x and gathered[1] is y
    assert ranks.agree({"loss": 1.0}) == {"loss": 1.0}
    assert ranks.is_first
