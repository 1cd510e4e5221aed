"""The disk cache of segment features."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from trajganr_core.data.bundle import Bundle
from trajganr_core.features import segment_features as module
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.segment_features import (
    SegmentFeatures,
    bundle_segment_features,
    segment_context,
)


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "context"


def same(one: SegmentFeatures, other: SegmentFeatures) -> bool:
    return np.array_equal(one.segment, other.segment) and np.array_equal(one.traffic, other.traffic)


def test_features_are_computed_once(
    bundle: Bundle, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = input_trips(bundle)
    expected = segment_context(bundle.network, seen.hops(bundle.area))
    assert same(bundle_segment_features(bundle, seen), expected)
    monkeypatch.delattr(module, "segment_context")
    assert same(bundle_segment_features(bundle, seen), expected)
    assert len(list(own_cache.iterdir())) == 1
