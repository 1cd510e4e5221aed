"""Pretraining on several study areas with a token that names the area: a trial.

The encoders of the product are told nothing of the area they are in. Here each area has learned
vectors: one is added to every embedding of a location, one to every token of a trip. Both are what
a linear layer answers, so that a vector is part of its bias: once it is trained, that of the area
that is asked about is folded into the bias, and the model is one like any other. An area that was
not pretrained on gets the mean of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

from trajganr_core.contract.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.training.engine.loop import Result, train
from trajganr_core.training.pretraining import pretrain as pretraining
from trajganr_core.training.pretraining.batch import Batch
from trajganr_core.training.pretraining.objective import Embedded
from trajganr_core.training.pretraining.pretrain import build_pretraining
from trajganr_core.training.pretraining.pretrain_learner import Pretraining
from trajganr_core.utils.progress import Progress

__all__ = ["pretrain_with_token"]


class _AreaBias(nn.Module):
    """A bias ``(dim,)`` that is another one in each area."""

    def __init__(self, areas: int, dim: int) -> None:
        super().__init__()
        # From zero the encoders begin as they do without a token.
        self.token = nn.Parameter(torch.zeros(areas, dim))
        self.area: int | None = None

    def forward(self, bias: Tensor) -> Tensor:
        own = self.token.mean(0) if self.area is None else self.token[self.area]
        return bias + own


def pretrain_with_token(
    bundles: Sequence[Bundle], config: PretrainConfig, out: Path, progress: Progress, target: Bundle
) -> dict[str, Any]:
    """As :func:`~trajganr_core.training.pretraining.pretrain.pretrain`, with a token of the area.

    Args:
        bundles, config, out, progress: as there.
        target: of whose area the token is folded into the model.
    """
    tokens: list[_AreaBias] = []

    def build(*arguments: Any) -> Pretraining:
        learner = build_pretraining(*arguments)
        model = learner.model
        for layer in (model.location[1], model.trajectory.token):
            token = _AreaBias(len(bundles), len(layer.bias)).to(layer.bias.device)
            parametrize.register_parametrization(layer, "bias", token)
            tokens.append(token)
        embed = learner.objective.embed

        def embed_in_area(batch: Batch) -> Embedded:
            # A batch is embedded before its loss is asked for, which is of the same area.
            _turn_to(tokens, batch.area)
            return embed(batch)

        learner.objective.embed = embed_in_area  # type: ignore[method-assign]
        return learner

    def trained(learner: Pretraining, *arguments: Any, **named: Any) -> Result:
        result = train(learner, *arguments, **named)
        known = [bundle.manifest["id"] for bundle in bundles]
        own = target.manifest["id"]
        _turn_to(tokens, known.index(own) if own in known else None)
        for layer in (learner.model.location[1], learner.model.trajectory.token):
            parametrize.remove_parametrizations(layer, "bias")
        return result

    # The trial replaces two functions for itself: the product has no switch that nobody needs.
    with mock.patch.multiple(pretraining, build_pretraining=build, train=trained):
        return pretraining.pretrain(bundles, config, out, progress)


def _turn_to(tokens: Sequence[_AreaBias], area: int | None) -> None:
    for token in tokens:
        token.area = area
