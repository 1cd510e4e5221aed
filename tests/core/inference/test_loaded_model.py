"""A model is opened with the bundle that its user named, or that its card names."""

from __future__ import annotations

import logging
import shutil
from pathlib import Path

import numpy as np
import pytest

from trajganr_core.contract.files.atomic_io import read_json, write_json
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.loaded_model import LoadedModel, own_bundle
from trajganr_core.model.model_folder import read_card


def test_the_log_says_which_bundle_a_card_names(
    bundle: Bundle, untrained: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "trajganr_core"):
        assert own_bundle(untrained, read_card(untrained)).path == bundle.path
    assert str(bundle.path) in caplog.text


def test_a_bundle_that_has_changed_is_reported_however_it_was_named(
    bundle: Bundle, untrained: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model = Path(shutil.copytree(untrained, tmp_path / "model"))
    card = read_json(model / "card.json")
    card["bundle"]["id"] = "0" * 64
    write_json(model / "card.json", card)
    for named in (None, bundle):
        caplog.clear()
        LoadedModel.load(model, named, "cpu")
        assert "prepared again" in caplog.text


def test_trips_that_labels_are_made_from_can_be_left_out(untrained: Path, bundle: Bundle) -> None:
    every = LoadedModel.load(untrained, bundle, "cpu")
    inputs = every.with_inputs_only()
    assert len(inputs.bundle.matched) == len(inputs.trips) == len(every.trips) < len(bundle.matched)
    number = np.arange(len(every.trips))
    one, other = inputs.trips.take(number), every.trips.take(number)
    np.testing.assert_array_equal(one.trip_id, other.trip_id)
    np.testing.assert_array_equal(one.pass_t, other.pass_t)
    np.testing.assert_array_equal(inputs.priorities, every.priorities)
