"""The network on the columns of a location."""

from __future__ import annotations

import dataclasses

import torch
from head_inputs import FEATURES, features

from trajganr_core.model.best.network import HIDDEN, Network


def test_units_of_columns_do_not_matter() -> None:
    columns = torch.randn(200, 3)
    network, other = Network(3, 2).eval(), Network(3, 2).eval()
    network.fit_scale(columns)
    other.load_state_dict(network.state_dict())
    changed = columns * torch.tensor([1e3, 1.0, 0.01]) + 7
    other.fit_scale(changed)
    torch.testing.assert_close(network(columns), other(changed), atol=1e-3, rtol=0)


def test_a_location_without_pictures_counts_as_the_mean_of_the_others() -> None:
    inputs = features(200)
    has_around = torch.arange(200) < 100
    inputs = dataclasses.replace(inputs, has_around=has_around, around=inputs.around + 5)
    network = Network(2, 1, FEATURES).eval()
    seen = network.inputs(inputs.xy, inputs)
    network.fit_scale(seen)
    torch.testing.assert_close(network.mean[2:], inputs.around[has_around].mean(0))
    usual = dataclasses.replace(
        inputs,
        around=torch.where(has_around[:, None], inputs.around, network.mean[2:]),
        has_around=torch.ones(200).bool(),
    )
    torch.testing.assert_close(network(seen), network(network.inputs(usual.xy, usual)))


def test_a_column_that_never_varies_in_training_cannot_run_away() -> None:
    network = Network(1, 1).eval()
    network.fit_scale(torch.ones(10, 1))
    far, farther = network(torch.tensor([[2.0]])), network(torch.tensor([[1e9]]))
    assert far.equal(farther)


def test_a_shift_of_the_hidden_layer_changes_answers() -> None:
    network = Network(2, 1).eval()
    inputs = torch.randn(5, 2)
    assert network(inputs, torch.zeros(5, HIDDEN)).equal(network(inputs))
    assert not network(inputs, torch.ones(5, HIDDEN)).equal(network(inputs))
