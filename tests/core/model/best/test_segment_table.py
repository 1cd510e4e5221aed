"""The columns of a location on a segment."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from head_inputs import FEATURES, features

from trajganr_core.contract.choices import MODALITIES
from trajganr_core.contract.model_card import ModelConfig
from trajganr_core.model.best.segment_table import SegmentTable
from trajganr_core.model.heads import LocationFeatures
from trajganr_core.model.segment_columns import SEGMENT_FEATURES, TRAFFIC_FEATURES


def on_segments() -> LocationFeatures:
    return dataclasses.replace(
        features(),
        segment=torch.randn(200, SEGMENT_FEATURES),
        traffic=torch.rand(200, TRAFFIC_FEATURES),
    )


@pytest.mark.parametrize("modalities", MODALITIES)
def test_columns_are_of_what_the_encoders_see(modalities: str) -> None:
    inputs, sees = on_segments(), MODALITIES[modalities]
    config = ModelConfig(dimension=16, modalities=modalities, image_features=FEATURES)
    table = SegmentTable(config, 3 if "image" in sees else 0)
    if "image" in sees:
        table.fit(inputs.around)
    columns = table(inputs)
    assert columns.shape == (200, table.columns)
    assert columns[:, :SEGMENT_FEATURES].equal(inputs.segment)
    other = {
        "image": dataclasses.replace(inputs, around=inputs.around.flip(0)),
        "location": dataclasses.replace(inputs, xy=inputs.xy + 1),
        "trajectory": dataclasses.replace(inputs, traffic=inputs.traffic + 1),
    }
    for modality, changed in other.items():
        assert columns.equal(table(changed)) == (modality not in sees), modality
    embedded = dataclasses.replace(inputs, v=inputs.v + 1, g=inputs.g + 1, z=inputs.z + 1)
    assert columns.equal(table(embedded))


def test_components_hold_most_of_what_varies_and_are_zero_without_pictures() -> None:
    torch.manual_seed(0)
    around = torch.randn(200, 2) @ torch.randn(2, FEATURES) * 10 + torch.randn(200, FEATURES) + 7
    has_around = torch.rand(200) < 0.5
    inputs = dataclasses.replace(on_segments(), around=around, has_around=has_around)
    table = SegmentTable(ModelConfig(image_features=FEATURES), 2)
    table.fit(around[has_around])
    components = table(inputs)[:, -2:]
    assert (components[~has_around] == 0).all()
    seen = around[has_around]
    left = seen - table.mean - components[has_around] @ table.axes.T
    assert left.square().sum() < 0.05 * (seen - seen.mean(0)).square().sum()
