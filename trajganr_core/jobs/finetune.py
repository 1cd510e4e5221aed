"""Train task heads on a model."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.finetune import FinetuneParams, FinetuneResult
from ..contract.options.training_config import FinetuneConfig
from ..contract.texts.bundle_facts import few_text
from ..data.bundle import Bundle
from ..training.finetuning.finetune import finetune
from ..training.road_function.city_model import model_of_city
from ..utils.progress import Progress
from .optional_inputs import path_at


def run(params: FinetuneParams, out: Path, progress: Progress) -> FinetuneResult:
    """Make the model with heads in the folder ``out``."""
    bundle = Bundle.load(Path(params.bundle))
    shipped = model_of_city(bundle, progress=progress)
    model = path_at(params.model) or shipped
    card = finetune(
        *(model, bundle, FinetuneConfig.part_of(params), out, progress),
        keep_checkpoint=True,
        beside=shipped,
    )
    assert card.finetuning is not None  # nosec B101 # holds by construction
    tasks = card.finetuning.config.tasks
    return FinetuneResult(
        metrics={task: card.heads[task].metrics for task in tasks},
        groups={task: card.heads[task].groups for task in tasks},
        remarks=(
            *(few_text(task, head.few) for task, head in card.heads.items() if head.few),
            *card.finetuning.remarks,
        ),
    )
