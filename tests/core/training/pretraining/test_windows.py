"""Windows of hidden fixes, and what is asked about them."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.matching.matched import MatchedTrips
from trajganr_core.training.pretraining.trip_sampler import Sample, TripSampler
from trajganr_core.training.pretraining.windows import (
    ASKED,
    CELLS,
    LONG_S,
    elapsed_share,
    hidden_fixes,
    windows_of,
)


@pytest.fixture(scope="module")
def trips(bundle: Bundle) -> MatchedTrips:
    return bundle.matched.take(np.flatnonzero(~bundle.is_label)[:60])


def test_the_ends_of_trips_stay_visible_and_windows_have_their_duration(
    trips: MatchedTrips,
) -> None:
    hidden = hidden_fixes(trips, np.arange(len(trips)))
    assert 0.3 < hidden.mean() < 0.99
    assert not hidden[trips.offsets[:-1]].any() and not hidden[trips.offsets[1:] - 1].any()
    windows = windows_of(trips, hidden)
    assert len(windows) > 20
    assert (windows.seconds < LONG_S[1] + 60).all()
    assert (windows.end_s > windows.begin_s).all()


def test_a_window_with_a_gap_is_not_asked_about(trips: MatchedTrips) -> None:
    hidden = hidden_fixes(trips, np.arange(len(trips)))
    windows = windows_of(trips, hidden)
    first = np.flatnonzero(trips.t == windows.begin_t[0])[0]
    later = trips.t + 100.0 * (np.arange(trips.fixes) > first + 1)
    delayed = windows_of(dataclasses.replace(trips, t=later), hidden)
    assert len(delayed) == len(windows) - 1


def sample_of(bundle: Bundle, trips: MatchedTrips) -> Sample:
    """The same draw of the same windows, of a bundle with these trips."""
    changed = dataclasses.replace(bundle, matched=trips)
    sampler = TripSampler(changed, np.zeros(len(bundle.images), dtype=bool), hide=True)
    return sampler.sample(sampler.draw(np.arange(40), np.random.default_rng(0)))


def test_no_input_depends_on_when_the_trip_was_at_hidden_fixes(
    bundle: Bundle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its hidden fixes at other times, only the answers differ."""
    module = "trajganr_core.training.pretraining.trip_sampler.hidden_fixes"
    every = bundle.matched
    last = np.repeat(every.offsets[1:] - 1, np.diff(every.offsets))
    first = np.repeat(every.offsets[:-1], np.diff(every.offsets))
    fix = np.arange(every.fixes)

    def all_but_the_ends(trips: MatchedTrips, seed: np.ndarray) -> np.ndarray:
        hidden = np.ones(trips.fixes, dtype=bool)
        hidden[trips.offsets[:-1]] = hidden[trips.offsets[1:] - 1] = False
        return hidden

    monkeypatch.setattr(module, all_but_the_ends)
    # Time goes as its square.
    whole = np.maximum(every.t[last] - every.t[first], 1e-9)
    warped = every.t[first] + (every.t - every.t[first]) ** 2 / whole
    is_end = (fix == first) | (fix == last)
    before = sample_of(bundle, every)
    after = sample_of(bundle, dataclasses.replace(every, t=np.where(is_end, every.t, warped)))
    for name in ("fixes", "places"):
        pairs = zip(getattr(before, name).tensors(), getattr(after, name).tensors(), strict=True)
        assert all(one.equal(other) for one, other in pairs), name
    one, other = before.questions, after.questions
    assert one.cells.mask.any()
    assert all(a.equal(b) for a, b in zip(one.cells.tensors(), other.cells.tensors(), strict=True))
    assert one.expected.equal(other.expected) and one.seconds.equal(other.seconds)
    assert not torch.allclose(one.share, other.share, atol=0.02)


def test_without_corrections_time_goes_as_the_paces_of_other_trips() -> None:
    expected = torch.rand(3, 5)
    assert elapsed_share(torch.zeros(3, CELLS), expected).allclose(expected, atol=1e-6)


def test_time_passes_slowly_where_the_pace_is_high() -> None:
    pace = torch.zeros(CELLS)
    pace[0] = np.log(CELLS + 1.0)  # CELLS + 1 times as slow: half of all time and one cell's more
    share = elapsed_share(pace, torch.tensor([0.0, 1 / CELLS, 0.5, 1.0]))
    of_first = (CELLS + 1) / (2 * CELLS)
    rest = (1 - of_first) * (CELLS / 2 - 1) / (CELLS - 1)
    assert share.tolist() == pytest.approx([0, of_first, of_first + rest, 1], abs=1e-6)


def test_times_increase_along_the_way_to_the_end_of_the_window() -> None:
    pace = 3 * torch.randn(20, CELLS)
    share = elapsed_share(pace, torch.linspace(0, 1, 50).expand(20, 50))
    assert (share.diff(dim=-1) >= 0).all()
    assert share[:, -1].allclose(torch.ones(20), atol=1e-5)


def test_questions_are_padded_with_windows_that_do_not_count(bundle: Bundle) -> None:
    sampler = TripSampler(bundle, np.zeros(len(bundle.images), dtype=bool), hide=True)
    questions = sampler.sample(sampler.draw(np.arange(9), np.random.default_rng(1))).questions
    trips, windows = questions.seconds.shape
    assert trips == 9
    assert questions.cells.mask.shape == (9, windows * CELLS)
    assert questions.share.shape == (9, windows, ASKED)
    is_window = questions.cells.mask.unflatten(1, (windows, CELLS))
    assert is_window.all(-1).equal(questions.seconds > 0)
    assert not questions.errors_s(torch.zeros(9, windows * CELLS))[questions.seconds == 0].any()
