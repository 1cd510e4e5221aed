"""The chosen roads of select link are limited on every way to a job."""

from __future__ import annotations

from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.params import MAX_VALUES
from trajganr_core.contract.kinds.select_link import SelectLinkParams


@pytest.mark.parametrize("option", ["through", "then"])
def test_more_chosen_roads_than_a_message_holds_are_refused(option: str) -> None:
    most: dict[str, Any] = {"through": (0,), option: tuple(range(MAX_VALUES))}
    assert len(getattr(SelectLinkParams(bundle="b", **most), option)) == MAX_VALUES
    with pytest.raises(TrajganrError) as caught:
        SelectLinkParams(bundle="b", **most | {option: tuple(range(MAX_VALUES + 1))})
    assert caught.value.code is Code.INPUT_FIELD
    assert f"{option} has {MAX_VALUES + 1} directed segments" in caught.value.message
