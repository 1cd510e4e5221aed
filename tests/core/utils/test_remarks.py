"""Remarks that several readers and writers share."""

from trajganr_core.contract.texts.text import Text
from trajganr_core.utils.remarks import days_of, left_out


def test_a_number_agrees_with_its_noun() -> None:
    dropped = {Text("of no length"): 1, Text("of another type of geometry"): 3194}
    assert left_out(dropped) == [
        "Left out: 1 feature of no length.",
        "Left out: 3,194 features of another type of geometry.",
    ]
    assert [days_of(1), days_of(2)] == ["1 day", "2 days"]
