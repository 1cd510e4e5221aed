"""Shares from the pictures around."""

from __future__ import annotations

import dataclasses

import torch
from head_inputs import FEATURES, features

from trajganr_core.model.best.picture_ridge import PictureRidge


def test_a_linear_relation_is_found_and_mixed_in_equal_parts() -> None:
    inputs = features(400)
    shown = 0.5 + 0.1 * inputs.around[:, :1].clamp(-4, 4)
    shares = torch.cat([shown, 1 - shown], dim=1)
    ridge = PictureRidge(FEATURES, 2)
    ridge.fit(inputs.around, shares, torch.ones(400), penalty=0.1)
    equal = torch.zeros(400, 2)  # the trees say one half each
    expected = (shares + 0.5) / 2
    torch.testing.assert_close(ridge(equal, inputs).softmax(1), expected, atol=0.01, rtol=0)


def test_without_pictures_around_the_trees_answer_alone() -> None:
    inputs = features(50)
    blind = dataclasses.replace(inputs, has_around=~inputs.has_around)
    answers = torch.randn(50, 3)
    assert PictureRidge(FEATURES, 3)(answers, blind).equal(answers)


def test_a_large_penalty_leaves_the_mean_shares() -> None:
    inputs = features(200)
    shares = torch.rand(200, 3).softmax(1)
    ridge = PictureRidge(FEATURES, 3)
    ridge.fit(inputs.around, shares, torch.ones(200), penalty=1e9)
    equal = torch.zeros(200, 3)
    expected = (shares.mean(0) + 1 / 3) / 2
    torch.testing.assert_close(ridge(equal, inputs).softmax(1), expected.expand(200, 3))
