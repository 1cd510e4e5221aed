"""Picture features around a location."""

import numpy as np
import pytest
import torch
from tiny_city import AREA

from trajganr_core.features import image_features
from trajganr_core.features.image_features import AROUND_M, REACH_M, PictureFeatures

#: In a row to the east of the middle, metres.
AWAY_M = np.array([0.0, 50.0, 200.0, 1000.0])


def places(metres: np.ndarray) -> np.ndarray:
    return AREA.to_geographic(np.column_stack([metres, np.zeros(len(metres))]))


@pytest.fixture
def pictures() -> PictureFeatures:
    """Each has a one in a column of its own."""
    return PictureFeatures(torch.eye(len(AWAY_M)), places(AWAY_M), AREA)


def test_nearer_pictures_count_more_and_far_ones_do_not(pictures: PictureFeatures) -> None:
    seen, has_any = pictures.around(places(np.array([0.0, 500.0, 990.0])))
    assert has_any.tolist() == [True, False, True]
    weight = np.exp(-(AWAY_M[:3] ** 2) / (2 * AROUND_M**2))
    assert AWAY_M[2] < REACH_M < AWAY_M[3]
    np.testing.assert_allclose(seen[0], [*(weight / weight.sum()), 0], atol=1e-3)
    assert seen[1].tolist() == [0, 0, 0, 0]
    assert seen[2].tolist() == [0, 0, 0, 1]


def test_pictures_of_tested_roads_are_used_by_some_locations_only(
    pictures: PictureFeatures,
) -> None:
    everywhere = places(np.array([0.0, 1000.0, 0.0]))
    tested = np.array([False, True, False, True])
    seen, has_any = pictures.around(everywhere, (np.array([False, False, True]), tested))
    assert has_any.tolist() == [True, False, True]
    assert seen[0, [1, 3]].tolist() == [0, 0]
    assert seen.sum(1).tolist() == pytest.approx([1, 0, 1])
    assert torch.equal(seen[2], pictures.around(everywhere)[0][2])


def test_of_many_pictures_only_the_nearest_are_used(
    pictures: PictureFeatures, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image_features, "MAX_COUNT", 1)
    seen, _ = pictures.around(places(np.array([10.0, 30.0])))
    assert seen.tolist() == [[1, 0, 0, 0], [0, 1, 0, 0]]


def test_features_are_zero_without_pictures() -> None:
    nothing = PictureFeatures(torch.zeros(0, 5), np.zeros((0, 2)), AREA)
    seen, has_any = nothing.around(places(AWAY_M))
    assert seen.shape == (4, 5) and not seen.any() and not has_any.any()
