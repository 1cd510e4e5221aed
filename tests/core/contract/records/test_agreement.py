"""Cells of labels and predictions, as a worker sends them."""

from __future__ import annotations

from typing import Any

import pytest

from trajganr_core.contract.records.agreement import MAX_CELLS, Agreement
from trajganr_core.contract.records.json_records import FieldError, decode, encode

CELLS: dict[str, Any] = {"roads": [[3, 0], [1, 4]], "bounds": [0.0, 10.0, 20.0], "classes": []}


def test_cells_are_read_as_they_were_written() -> None:
    agreement = decode(Agreement, CELLS, "agreement")
    assert agreement.roads == ((3, 0), (1, 4))
    assert decode(Agreement, encode(agreement), "agreement") == agreement


@pytest.mark.parametrize(
    "change",
    [
        {"roads": [[3, 0]]},
        {"roads": [[3, 0], [1]]},
        {"roads": [[3, -1], [1, 4]]},
        {"roads": [[3, 0.5], [1, 4]]},
        {"roads": [], "bounds": [0.0]},
        {"roads": [], "bounds": []},
        {"bounds": [0.0, 20.0, 10.0]},
        {"classes": ["low"]},
        {"roads": [[0] * 41] * 41, "bounds": [float(n) for n in range(MAX_CELLS + 2)]},
    ],
)
def test_other_cells_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(FieldError):
        decode(Agreement, {**CELLS, **change}, "agreement")
