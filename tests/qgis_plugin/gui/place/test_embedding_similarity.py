"""Similarity of two places, whole and in parts."""

from __future__ import annotations

import pytest

from qgis_plugin.gui.place.embedding_similarity import WHOLE, compare
from trajganr_core.contract.errors import Code, TrajganrError

NOTHING = [0.0, 0.0]


def test_embeddings_are_compared_whole_and_in_parts() -> None:
    cosines = compare([1.0, 0.0, 0.6, 0.8, 0.0, 1.0], [0.0, 1.0, 0.6, 0.8, 0.0, -1.0])
    assert cosines["picture"] == pytest.approx(0)
    assert cosines["place"] == pytest.approx(1)
    assert cosines["trips"] == pytest.approx(-1)
    assert cosines[WHOLE] == pytest.approx(0)


def test_absent_parts_are_not_compared() -> None:
    cosines = compare([*NOTHING, 0.6, 0.8, 0.0, 1.0], [1.0, 0.0, 0.6, 0.8, *NOTHING])
    assert cosines["picture"] is None
    assert cosines["trips"] is None
    assert cosines["place"] == pytest.approx(1)
    assert cosines[WHOLE] == pytest.approx(0.5)
    assert compare(3 * NOTHING, [0.6, 0.8] * 3)[WHOLE] is None


def test_a_place_has_cosine_one_with_itself() -> None:
    place = [0.1234567, -0.9923500] * 3
    assert compare(place, place)[WHOLE] == pytest.approx(1)
    assert compare(place, place)[WHOLE] <= 1  # type: ignore[operator]


@pytest.mark.parametrize(("first", "second"), [(6, 9), (4, 4)])
def test_embeddings_of_different_models_are_refused(first: int, second: int) -> None:
    with pytest.raises(TrajganrError) as caught:
        compare([1.0] * first, [1.0] * second)
    assert caught.value.code is Code.INPUT_FIELD
