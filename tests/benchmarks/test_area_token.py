"""A model that was pretrained with a token of its area is one like any other."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import torch

from benchmarks.area_token import pretrain_with_token
from trajganr_core.contract.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import load_encoders
from trajganr_core.utils.progress import silent

BIASES = ("location.1.bias", "trajectory.token.bias")


def test_the_token_of_the_area_is_in_its_biases_and_elsewhere_the_mean_of_all(
    bundle: Bundle, elsewhere: Bundle, small: PretrainConfig, tmp_path: Path
) -> None:
    config = dataclasses.replace(small, epochs=1)
    new = dataclasses.replace(bundle, manifest={**bundle.manifest, "id": "of a new city"})
    weights = []
    for number, target in enumerate((bundle, elsewhere, new)):
        out = tmp_path / str(number)
        pretrain_with_token([bundle, elsewhere], config, out, silent, target)
        model, _ = load_encoders(out, torch.device("cpu"))
        weights.append(model.state_dict())
    here, there, anywhere = weights
    for name in here:
        if name in BIASES:
            assert not torch.equal(here[name], there[name])
            torch.testing.assert_close((here[name] + there[name]) / 2, anywhere[name])
        else:
            assert torch.equal(here[name], there[name])
