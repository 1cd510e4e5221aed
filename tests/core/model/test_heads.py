"""Heads with missing modalities."""

import dataclasses

import pytest
import torch
from head_inputs import FEATURES, features

from trajganr_core.contract.options.choices import MODALITIES
from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.model.heads import Head


def test_a_missing_image_is_ignored() -> None:
    inputs = features()
    blind = dataclasses.replace(inputs, has_image=~inputs.has_image)
    other = dataclasses.replace(blind, v=inputs.v + 1)
    head = Head(ModelConfig(dimension=16), 3).eval()
    torch.testing.assert_close(head(blind), head(other))
    assert not torch.allclose(head(inputs), head(blind))


def test_modality_dropout_hides_image_and_trips_independently() -> None:
    dropped = features().hiding(*torch.rand(2, 200) < 0.5)
    without_trips = ~dropped.has_trip.any(1)
    assert (dropped.has_trip.all(1) | without_trips).all()
    seen = torch.stack([dropped.has_image, ~without_trips], dim=1)
    assert len(seen.unique(dim=0)) == 2**2


@pytest.mark.parametrize("modalities", MODALITIES)
def test_other_modalities_are_ignored(modalities: str) -> None:
    inputs = features()
    other = {
        "image": dataclasses.replace(inputs, v=inputs.v + 1),
        "location": dataclasses.replace(inputs, g=inputs.g + 1),
        "trajectory": dataclasses.replace(inputs, z=inputs.z + 1),
    }
    config = ModelConfig(dimension=16, modalities=modalities, image_features=FEATURES)
    head = Head(config, 1).eval()
    for modality, changed in other.items():
        same = torch.allclose(head(inputs), head(changed))
        assert same == (modality not in MODALITIES[modalities]), modality
