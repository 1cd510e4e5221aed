"""The columns of a location on a segment."""

from __future__ import annotations

import dataclasses

import pytest
import torch
from head_inputs import features

from trajganr_core.contract.options.choices import MODALITIES
from trajganr_core.contract.records.model_card import ModelConfig
from trajganr_core.model.best.boosted import SegmentTable
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
    table = SegmentTable(ModelConfig(dimension=16, modalities=modalities))
    columns = table(inputs)
    assert columns.shape == (200, table.columns)
    assert columns[:, :SEGMENT_FEATURES].equal(inputs.segment)
    other = {
        "location": dataclasses.replace(inputs, xy=inputs.xy + 1),
        "trajectory": dataclasses.replace(inputs, traffic=inputs.traffic + 1),
    }
    for modality, changed in other.items():
        assert columns.equal(table(changed)) == (modality not in sees), modality
    other_inputs = {"v": inputs.v + 1, "g": inputs.g + 1, "z": inputs.z + 1}
    embedded = dataclasses.replace(inputs, around=inputs.around + 1, **other_inputs)
    assert columns.equal(table(embedded))
