"""Pictures around, with nothing else."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from trajganr_comparison.pictures_around import PicturesAround
from trajganr_comparison.study import Study
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.progress import silent

BACKBONE = PicturesAround("test_vit", "none")


def described(study: Study) -> np.ndarray:
    """``(E, F + 1)``, whatever the weights, which are random."""
    torch.manual_seed(0)
    return BACKBONE.features(study, silent).values


def test_features_are_those_of_nearby_pictures(study: Study) -> None:
    result = BACKBONE.features(study, silent)
    assert len(result.values) == len(study.bundle.network)
    assert np.isfinite(result.values).all()
    assert result.parameters == 0
    has_any = result.values[:, -1] > 0
    assert has_any.any()
    assert (result.values[~has_any] == 0).all()


def test_pictures_on_tested_roads_are_used_only_for_these_roads(study: Study) -> None:
    bundle, held_out = study.bundle, study.split.is_held_out
    elsewhere = bundle.images[~held_out[bundle.images["edge"]]]
    assert 0 < len(elsewhere) < len(bundle.images)
    without = dataclasses.replace(study, bundle=dataclasses.replace(bundle, images=elsewhere))
    seen, fewer = map(described, (study, without))
    np.testing.assert_allclose(seen[~held_out], fewer[~held_out], atol=1e-5)
    assert not np.allclose(seen[held_out], fewer[held_out], atol=1e-5)


@pytest.mark.malformed
def test_a_study_area_without_street_views_is_refused(study: Study) -> None:
    blind = dataclasses.replace(study.bundle, images=study.bundle.images[:0])
    with pytest.raises(TrajganrError) as caught:
        BACKBONE.features(dataclasses.replace(study, bundle=blind), silent)
    assert caught.value.code is Code.INPUT_EMPTY
