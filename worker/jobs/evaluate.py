"""Measure a fine-tuned model against labels."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trajganr_core.contract.atomic_io import atomic_folder
from trajganr_core.contract.protocol.jobs import EvaluateParams
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.evaluate import REPORT, ROADS, evaluate
from trajganr_core.utils.progress import Progress

__all__ = ["run"]


def run(params: EvaluateParams, out: Path, progress: Progress) -> dict[str, Any]:
    """Write ``evaluation.json`` and ``evaluation.gpkg`` into the folder ``out``.

    Returns:
        ``files``; ``on``, which roads; ``metrics`` of each task; ``counts``; ``remarks``.
    """
    with atomic_folder(out, REPORT) as folder:
        found = evaluate(
            Path(params.model),
            folder,
            bundle=None if params.bundle is None else Bundle.load(Path(params.bundle)),
            tasks=params.tasks,
            device=params.device,
            progress=progress,
        )
    return {"files": [REPORT, ROADS], **found}
