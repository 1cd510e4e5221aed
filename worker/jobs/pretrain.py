"""Pretrain a model on one or several bundles."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from trajganr_core.contract.kinds.pretrain import PretrainParams, PretrainResult
from trajganr_core.contract.training_config import PretrainConfig
from trajganr_core.data.bundle import Bundle
from trajganr_core.model.shipped_model import shipped_model
from trajganr_core.training.engine.estimate import estimate_pretraining
from trajganr_core.training.pretraining.pretrain import pretrain
from trajganr_core.utils.progress import Progress

from ..execution.torchrun_launcher import train_with_torchrun

__all__ = ["estimate", "run"]


def run(params: PretrainParams, out: Path, progress: Progress) -> PretrainResult:
    """Make the model in the folder ``out``."""
    if params.processes > 1:
        result = train_with_torchrun(params, params.processes, out, progress)
        return PretrainResult.from_dict(result)
    card = pretrain(
        *(_bundles(params), _config(params), out, progress),
        keep_checkpoint=True,
        roads_from=shipped_model(),
    )
    return PretrainResult(figures=card.pretraining.figures)


def estimate(params: PretrainParams) -> dict[str, Any]:
    """Estimated time and memory; see :func:`estimate_pretraining`."""
    return estimate_pretraining(_bundles(params), _config(params))


def _bundles(params: PretrainParams) -> list[Bundle]:
    return [Bundle.load(Path(path)) for path in (params.bundle, *params.further_bundles)]


def _config(params: PretrainParams) -> PretrainConfig:
    fields = (field.name for field in dataclasses.fields(PretrainConfig))
    return PretrainConfig(**{name: getattr(params, name) for name in fields})
