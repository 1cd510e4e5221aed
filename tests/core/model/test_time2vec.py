"""Time2Vec against the formula."""

import numpy as np
import pytest
import torch

from trajganr_core.model.encodings import Time2Vec


def reference(time: np.ndarray, frequency: np.ndarray, phase: np.ndarray) -> np.ndarray:
    """The formula, in loops and float64."""
    values = []
    for clocks in time.reshape(-1, 2):
        for clock in range(2):
            for k in range(frequency.shape[1]):
                angle = frequency[clock, k] * clocks[clock] + phase[clock, k]
                values.append(angle if k == 0 else np.sin(angle))
    return np.array(values).reshape(*time.shape[:-1], -1)


def test_the_first_value_of_each_clock_is_linear_and_the_others_are_sines() -> None:
    torch.manual_seed(0)
    encoder = Time2Vec(8, clocks=2)
    frequency, phase = (p.detach().double().numpy() for p in (encoder.frequency, encoder.phase))
    # Up to four hours since the start, and a week.
    time = np.random.default_rng(0).uniform(0, [24, 7], (4, 5, 2))
    encoded = encoder(torch.from_numpy(time).float()).detach().numpy()
    assert encoded.shape == (4, 5, 8)
    np.testing.assert_allclose(encoded, reference(time, frequency, phase), atol=2e-5)


def test_a_size_that_the_clocks_cannot_share_is_refused() -> None:
    with pytest.raises(ValueError, match="not divisible"):
        Time2Vec(9, clocks=2)
