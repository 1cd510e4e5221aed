"""The passes that models may see, also of a bundle that is larger than memory."""

from __future__ import annotations

import dataclasses
import logging
from pathlib import Path

import numpy as np
import pytest

from trajganr_core.data import mapped_trips
from trajganr_core.data.bundle import Bundle
from trajganr_core.data.input_passes import input_passes
from trajganr_core.data.passes import PassTable, passes_of_bundle
from trajganr_core.utils.sizeof import sizeof


@pytest.fixture
def mapped(bundle: Bundle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bundle:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(mapped_trips, "MAX_IN_MEMORY", 0)
    return Bundle.load(bundle.path)


def test_label_trips_are_left_out(bundle: Bundle) -> None:
    every, _ = passes_of_bundle(bundle)
    seen = every.take(~bundle.is_label[every.piece])
    found = input_passes(bundle)
    assert 0 < len(found) < len(every)
    for name in ("edge", "enter_t", "seconds", "metres", "minute_of_week", "local_day"):
        assert np.array_equal(getattr(found, name), getattr(seen, name))
    inputs = np.flatnonzero(~bundle.is_label)
    assert np.array_equal(inputs[found.piece], seen.piece)


def test_those_of_mapped_trips_are_mapped_and_the_same(bundle: Bundle, mapped: Bundle) -> None:
    found, expected = input_passes(mapped), input_passes(bundle)
    assert sizeof(found) == 0
    for field in dataclasses.fields(PassTable):
        one, other = getattr(found, field.name), getattr(expected, field.name)
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)
    with pytest.raises(ValueError, match="read-only"):
        found.edge[0] = 1


def test_they_are_written_once_and_again_if_a_file_was_evicted(
    mapped: Bundle, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    caplog.set_level(logging.INFO)
    for _ in range(2):
        input_passes(mapped)
    assert caplog.text.count("Writing the passes") == 1
    (evicted,) = (tmp_path / "cache" / "passes").glob("*/metres.bin")
    evicted.unlink()
    assert len(input_passes(mapped).metres)
    assert caplog.text.count("Writing the passes") == 2
