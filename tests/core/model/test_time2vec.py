"""Time2Vec against the formula."""

import numpy as np
import pytest
import torch

from trajganr_core.model.time2vec import Time2Vec


def test_the_first_value_of_each_clock_is_linear_and_the_others_are_sines() -> None:
    torch.manual_seed(0)
    encoder = Time2Vec(8, clocks=2)
    frequency, phase = encoder.frequency.detach().numpy(), encoder.phase.detach().numpy()
    time = np.array([[0.5, 3.25]], dtype=np.float32)
    expected = []
    for clock in range(2):
        angle = time[0, clock] * frequency[clock] + phase[clock]
        expected += [angle[0], *np.sin(angle[1:])]
    encoded = encoder(torch.from_numpy(time)).detach().numpy()[0]
    np.testing.assert_allclose(encoded, expected, rtol=1e-5, atol=1e-6)


def test_a_size_that_the_clocks_cannot_share_is_refused() -> None:
    with pytest.raises(ValueError, match="not divisible"):
        Time2Vec(9, clocks=2)
