"""What heads see of a model's road function."""

from pathlib import Path

import numpy as np
import pytest

from trajganr_core.contract.options.time_sets import WHOLE_WEEK, parse_time_set
from trajganr_core.contract.records.model_card import ModelCard
from trajganr_core.data.bundle import Bundle
from trajganr_core.features.input_trips import input_trips
from trajganr_core.features.known_roads import KnownRoads
from trajganr_core.features.segment_features import bundle_segment_features, segment_context
from trajganr_core.model.segment_columns import ROAD_COLUMNS, STATISTICS


@pytest.fixture(scope="module")
def known(pretrained: Path, bundle: Bundle) -> KnownRoads:
    found = KnownRoads.of(pretrained, ModelCard.load(pretrained), bundle)
    assert found is not None
    return found


def test_every_segment_has_them_also_without_passes(known: KnownRoads, bundle: Bundle) -> None:
    assert known.columns().shape == (len(bundle.network), ROAD_COLUMNS)
    nothing = known.columns(np.zeros(len(input_trips(bundle)), dtype=bool))
    assert np.isfinite(nothing).all()
    assert (nothing[:, -1] < known.columns()[:, -1]).any()


def test_they_are_of_the_chosen_trips_only(known: KnownRoads, bundle: Bundle) -> None:
    first = np.arange(len(input_trips(bundle))) % 2 == 0
    one, other = known.columns(first), known.columns(~first)
    assert not np.array_equal(one, other)
    np.testing.assert_array_equal(one, known.columns(first))
    np.testing.assert_array_equal(known.columns(first | ~first), known.columns())


def test_segment_features_have_them_after_the_statistics(known: KnownRoads, bundle: Bundle) -> None:
    inputs = input_trips(bundle)
    own = bundle_segment_features(bundle, inputs, known).traffic[:, :STATISTICS]
    np.testing.assert_array_equal(own[:, -ROAD_COLUMNS:], known.columns())
    without = bundle_segment_features(bundle, inputs).traffic[:, :STATISTICS]
    assert not without[:, -ROAD_COLUMNS:].any()
    np.testing.assert_array_equal(own[:, :-ROAD_COLUMNS], without[:, :-ROAD_COLUMNS])
    again = segment_context(bundle.network, inputs.hops(bundle.area), known.columns())
    np.testing.assert_array_equal(again.traffic[:, :STATISTICS], own)


def test_a_model_without_a_road_function_has_none(untrained: Path, bundle: Bundle) -> None:
    assert KnownRoads.of(untrained, ModelCard.load(untrained), bundle) is None


def test_days_are_counted_that_have_a_pass_at_the_times_of_a_set(known: KnownRoads) -> None:
    passes = known.passes
    assert known.days_at(WHOLE_WEEK) == len(np.unique(passes.local_day))
    day, first = divmod(int(passes.minute_of_week[0]), 1440)
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day]
    begin = first // 60
    hour = parse_time_set(f"{name} {begin:02d}:00-{begin + 1:02d}:00")
    at = (passes.minute_of_week >= 1440 * day + 60 * begin) & (
        passes.minute_of_week < 1440 * day + 60 * begin + 60
    )
    assert known.days_at(hour) == len(np.unique(passes.local_day[at])) > 0
