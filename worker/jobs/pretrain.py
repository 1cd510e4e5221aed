"""Pretrain a model on a bundle."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from trajganr_core.data.bundle import Bundle
from trajganr_core.progress import Progress
from trajganr_core.protocol.jobs import PretrainParams
from trajganr_core.training.pretrain import PretrainConfig, pretrain

__all__ = ["run"]


def run(params: PretrainParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Make the model in the folder ``out``; answers its ``figures``."""
    fields = (field.name for field in dataclasses.fields(PretrainConfig))
    config = PretrainConfig(**{name: getattr(params, name) for name in fields})
    card = pretrain(Bundle.load(Path(params.bundle)), config, out, progress)
    return {"figures": card["pretraining"]["figures"]}
