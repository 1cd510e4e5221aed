"""The plugin's models of the Model Designer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plugin_tools import Layers, job_params, run
from qgis.core import QgsApplication, QgsProcessingModelAlgorithm

from qgis_plugin import classFactory
from qgis_plugin.processing.provider import TrajganrProvider
from qgis_plugin.processing.shipped_models import MODELS

(UPDATE,) = (shipped.id for shipped in MODELS.values())


@pytest.mark.parametrize("shipped", MODELS.values(), ids=lambda shipped: shipped.id)
def test_they_are_in_the_toolbox_with_all_their_steps(
    shipped: Any, provider: TrajganrProvider
) -> None:
    made = QgsApplication.processingRegistry().createAlgorithmById(f"trajganr:{shipped.id}")
    assert isinstance(made, QgsProcessingModelAlgorithm)
    assert made.displayName() == shipped.title
    assert made.canExecute()[0]
    assert made.validate() == (True, [])
    assert made.outputDefinition("predicted_roads").type() == "outputVector"
    assert "<p>" in made.shortHelpString()


def test_new_trips_are_prepared_in_the_area_of_the_model(
    worker: Path, layers: Layers, bundle: str, model: str, tmp_path: Path
) -> None:
    run(
        UPDATE,
        MODEL=model,
        TRIPS=layers.trips(),
        ROADS=layers.roads(),
        predicted_roads=str(tmp_path / "again.gpkg"),
    )
    new = job_params(worker, "prepare")
    assert new["bbox"] == [-8.63, 41.14, -8.6, 41.16]
    # Nothing is trained: no driver's trips are held out as labels.
    assert new["label_share"] == 0
    predicted = job_params(worker, "predict")
    assert Path(predicted["model"]).name == model
    assert Path(predicted["bundle"]).name not in ("", bundle)


def test_they_are_removed_with_the_plugin_and_added_again(home: Path) -> None:
    registry = QgsApplication.processingRegistry()
    registry.removeProvider("trajganr")
    for _ in range(2):
        plugin = classFactory(None)
        plugin.initProcessing()
        assert registry.createAlgorithmById(f"trajganr:{UPDATE}").validate() == (True, [])
        plugin.unload()
        assert registry.algorithmById(f"trajganr:{UPDATE}") is None
