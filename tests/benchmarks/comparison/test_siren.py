"""A SIREN computes the sines of its paper."""

from __future__ import annotations

import numpy as np
import torch

from trajganr_comparison.siren import Siren


def test_outputs_equal_those_of_numpy() -> None:
    net = Siren(5, 7, 3, layers=2).double().eval()
    x = torch.randn(11, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(0))
    state = {name: value.numpy() for name, value in net.state_dict().items()}
    y = np.sin(30.0 * (x.numpy() @ state["layers.0.weight"].T + state["layers.0.bias"]))
    y = np.sin(y @ state["layers.1.weight"].T + state["layers.1.bias"])
    y = y @ state["last_layer.weight"].T + state["last_layer.bias"]
    np.testing.assert_allclose(net(x).detach().numpy(), y, atol=1e-12)


def test_initial_weights_are_within_the_bounds_of_the_paper() -> None:
    net = Siren(50, 200, 30, layers=2)
    first, second, last = *net.layers, net.last_layer
    for layer, bound in ((first, 1 / 50), (second, (6 / 200) ** 0.5), (last, (6 / 200) ** 0.5)):
        largest = float(layer.state_dict()["weight"].abs().max())
        assert 0.98 * bound < largest <= bound


def test_dropout_is_used_only_in_training() -> None:
    net, x = Siren(5, 64, 3, layers=2), torch.ones(1, 5)
    assert not torch.equal(net.train()(x), net(x))
    assert torch.equal(net.eval()(x), net(x))
