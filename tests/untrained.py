"""An untrained model, for tests that only need one of the right shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from trajganr_core.contract.options.training_config import PretrainConfig
from trajganr_core.contract.records.model_card import ModelConfig, PretrainingCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import learned_from, new_card, pretrained_area, save_model
from trajganr_core.model.street_view import create_backbone
from trajganr_core.model.trajganr import TrajGANR

#: Of timm's `test_vit`.
FEATURES = 64


def save_untrained(
    bundle: Bundle, folder: Path, *, preset: str = "best", fold: int = 0, **shape: Any
) -> Path:
    """Write an untrained model of a bundle; ``shape`` are fields of the model's configuration."""
    torch.manual_seed(0)
    config = ModelConfig(
        **{
            "dimension": 16,
            "layers": 1,
            "ffn": 32,
            "motion": True,
            "geometry": "query_centred",
            "location_min_scale": 0.1,
            "backbone": "test_vit",
            "image_features": FEATURES,
            **shape,
        }
    )
    card = new_card(
        bundle,
        name="Untrained",
        seed=0,
        device=torch.device("cpu"),
        pretraining=PretrainingCard(
            areas=(pretrained_area(bundle),),
            config=PretrainConfig(preset=preset, split="segment", fold=fold, seed=0),
            terms=(),
            temperature=0.07,
            history=(),
            epoch=0,
            stopped_early=False,
            figures={},
        ),
        model=config,
        # As if it had been pretrained, without these roads.
        learned_from=[learned_from(bundle, "segment", fold, 0)],
    )
    folder.mkdir()
    backbone = create_backbone("test_vit", "none")
    save_model(folder, card, encoders=TrajGANR(config), backbone=backbone)
    return folder
