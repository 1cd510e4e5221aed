"""Predict my city: prepare its study area, then predict its roads."""

from __future__ import annotations

from pathlib import Path

from ..contract.kinds.city import BUNDLE, CityParams
from ..contract.kinds.predict import PredictResult
from ..data.preparation.prepare import prepare_bundle
from ..executors.base import SERIAL, Executor
from ..utils.progress import Progress
from . import predict
from .styles import save_styles


def run(
    params: CityParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> PredictResult:
    """Write the bundle and ``roads.gpkg`` into the folder ``out``, each completely or not at all.

    What is there is replaced; a step that was finished before takes what it made from the cache.
    """
    bundle = out / BUNDLE
    prepare_bundle(params.preparation(), bundle, executor=executor, progress=progress)
    result = predict.run(params.prediction(str(bundle)), out, progress, executor)
    save_styles(out, result)
    return result
