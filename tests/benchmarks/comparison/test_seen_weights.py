"""Figures of shipped weights are of cities that they never saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trajganr_comparison.seen_weights import refuse_seen
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.model_card import SHIPPED_FOLDER
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.model_folder import read_card


def test_weights_are_not_measured_on_a_city_that_they_were_trained_on(bundle: Bundle) -> None:
    card = read_card(SHIPPED_FOLDER)
    refuse_seen(card, bundle)
    own = next(one for one in bundle.manifest.sources if one.role == "trips")
    seen = replace(card, data=replace(card.data, sources=(*card.data.sources, own)))
    with pytest.raises(TrajganrError, match="too good") as caught:
        refuse_seen(seen, bundle)
    assert caught.value.code is Code.INPUT_FIELD
