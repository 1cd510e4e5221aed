"""Pretrain a model on one or several bundles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..contract.kinds.pretrain import PretrainParams, PretrainResult
from ..contract.options.training_config import PretrainConfig
from ..contract.records.model_card import SHIPPED_FOLDER
from ..data.bundle import Bundle
from ..training.engine.estimate import estimate_pretraining
from ..training.pretraining.pretrain import pretrain
from ..utils.progress import Progress


def run(params: PretrainParams, out: Path, progress: Progress) -> PretrainResult:
    """Make the model in the folder ``out``."""
    card = pretrain(
        *(_bundles(params), PretrainConfig.part_of(params), out, progress),
        keep_checkpoint=True,
        roads_from=SHIPPED_FOLDER,
    )
    return PretrainResult(figures=card.pretraining.figures)


def estimate(params: PretrainParams) -> dict[str, Any]:
    """Estimated time and memory; see :func:`estimate_pretraining`."""
    return estimate_pretraining(_bundles(params), PretrainConfig.part_of(params))


def _bundles(params: PretrainParams) -> list[Bundle]:
    return [Bundle.load(Path(path)) for path in (params.bundle, *params.further_bundles)]
