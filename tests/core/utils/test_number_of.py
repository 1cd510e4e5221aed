"""Numbers of things in sentences."""

import pytest

from trajganr_core.utils.number_of import number_of


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 passes"), (1, "1 pass"), (2, "2 passes"), (3194, "3,194 passes")]
)
def test_a_number_agrees_with_its_noun(count: int, text: str) -> None:
    assert number_of(count, "pass", "passes") == text


def test_most_nouns_take_an_s() -> None:
    assert (number_of(1, "feature"), number_of(2, "feature")) == ("1 feature", "2 features")
