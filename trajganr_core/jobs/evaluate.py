"""Measure a fine-tuned model against labels."""

from __future__ import annotations

from pathlib import Path

from ..contract.files.atomic_io import atomic_folder
from ..contract.kinds.evaluate import EvaluateParams, EvaluateResult
from ..inference.evaluate import evaluate
from ..utils.progress import Progress
from .optional_inputs import bundle_at

__all__ = ["run"]


def run(params: EvaluateParams, out: Path, progress: Progress) -> EvaluateResult:
    """Write ``evaluation.json`` and ``evaluation.gpkg`` into the folder ``out``."""
    with atomic_folder(out, EvaluateResult.REPORT) as folder:
        evaluation = evaluate(
            Path(params.model),
            folder,
            bundle=bundle_at(params.bundle),
            tasks=params.tasks,
            device=params.device,
            progress=progress,
        )
    return EvaluateResult(
        files=(EvaluateResult.REPORT, EvaluateResult.FILE),
        on=evaluation["on"],
        metrics=evaluation["metrics"],
        groups=evaluation["groups"],
        counts=evaluation["counts"],
        driving_side=evaluation["driving_side"],
        agreement=evaluation["agreement"],
        remarks=tuple(evaluation["remarks"]),
    )
