"""What a head is given of locations, made up."""

from __future__ import annotations

import torch

from trajganr_core.model.heads import LocationFeatures

#: Of a picture.
FEATURES = 24


def features(locations: int = 200) -> LocationFeatures:
    torch.manual_seed(0)
    return LocationFeatures(
        v=torch.randn(locations, 16),
        has_image=torch.ones(locations).bool(),
        around=torch.randn(locations, FEATURES),
        has_around=torch.ones(locations).bool(),
        xy=torch.randn(locations, 2),
        g=torch.randn(locations, 16),
        z=torch.randn(locations, 5, 16),
        has_trip=torch.ones(locations, 5).bool(),
        segment=torch.zeros(locations, 0),
        traffic=torch.zeros(locations, 0),
    )
