"""Periods of local days."""

from __future__ import annotations

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.periods import parse_period


@pytest.mark.parametrize(
    ("text", "days", "short"),
    [
        ("1970-01-02", (1, 1), "1970-01-02"),
        (" 1970-01-01 / 1970-01-31 ", (0, 30), "1970-01-01/1970-01-31"),
        ("2012-02-28/2012-03-01", (15398, 15400), "2012-02-28/2012-03-01"),
    ],
)
def test_a_day_or_the_first_and_the_last_day_are_a_period(
    text: str, days: tuple[int, int], short: str
) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.days, period.text) == (days, short)


def test_an_empty_text_is_all_days() -> None:
    assert parse_period(" ") is None


@pytest.mark.parametrize(
    "text",
    ["monday", "2013-02-30", "2013-07-02/2013-07-01", "2013-07-01/", "/", "2013-07-01/x" * 99],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(TrajganrError) as caught:
        parse_period(text)
    assert caught.value.code == Code.INPUT_FIELD
    assert "2013-07-01/2013-09-30" in caught.value.next_action
    assert len(caught.value.message) < 200
