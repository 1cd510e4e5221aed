"""The algorithms in QGIS' Model Designer: what one makes is what the next one takes."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import Layers, job_params, sent
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterVectorLayer,
)

Source = QgsProcessingModelChildParameterSource


class Model:
    """A model in the making: a file of trips, roads and a study area go in."""

    def __init__(self) -> None:
        self.algorithm = QgsProcessingModelAlgorithm("test", "tests")
        self.algorithm.addModelParameter(
            QgsProcessingParameterFile("trips"), QgsProcessingModelParameter("trips")
        )
        self.algorithm.addModelParameter(
            QgsProcessingParameterVectorLayer(
                "roads", types=[QgsProcessing.SourceType.TypeVectorLine]
            ),
            QgsProcessingModelParameter("roads"),
        )
        self.algorithm.addModelParameter(
            QgsProcessingParameterExtent("area"), QgsProcessingModelParameter("area")
        )

    def add(self, algorithm: str, output: str = "", **sources: Source) -> str:
        """Add an algorithm, one of whose layers may be the model's; answer its id."""
        child = QgsProcessingModelChildAlgorithm(f"trajganr:{algorithm}")
        child.setChildId(algorithm)
        for name, source in sources.items():
            child.addParameterSources(name, [source])
        if output:
            result = QgsProcessingModelOutput(output)
            result.setChildId(algorithm)
            result.setChildOutputName(output)
            child.setModelOutputs({algorithm: result})
        return self.algorithm.addChildAlgorithm(child)

    def run(self, layers: Layers) -> dict:
        """Check the model and run it on the small layers."""
        for child in self.algorithm.childAlgorithms():
            is_valid, issues = self.algorithm.validateChildAlgorithm(child)
            assert is_valid, issues
        trips = layers.folder / "trips.csv"
        trips.write_text("trip,t,lon,lat\n1,1000,-8.61,41.14\n", encoding="utf-8")
        given = {"trips": str(trips), "roads": layers.roads(), "area": layers.extent}
        outputs = {
            output.name(): "TEMPORARY_OUTPUT"
            for output in self.algorithm.destinationParameterDefinitions()
        }
        self.context = QgsProcessingContext()
        results, is_fine = self.algorithm.run(
            {**given, **outputs}, self.context, QgsProcessingFeedback()
        )
        assert is_fine
        return results


def test_trips_are_loaded_and_matched(worker: Path, layers: Layers) -> None:
    model = Model()
    load = model.add("loadtrips", FILE=Source.fromModelParameter("trips"))
    model.add(
        "matchtrips",
        output="PATHS",
        TRIPS=Source.fromChildOutput(load, "OUTPUT"),
        ROADS=Source.fromModelParameter("roads"),
        EXTENT=Source.fromModelParameter("area"),
    )
    results = model.run(layers)
    layer = model.context.takeResultLayer(results["matchtrips:matchtrips"])
    assert layer.featureCount() == 1
    assert sent(worker, "Trips.gpkg").is_file()


def test_trips_are_loaded_and_prepared_and_their_labels_derived(
    worker: Path, layers: Layers
) -> None:
    model = Model()
    load = model.add("loadtrips", FILE=Source.fromModelParameter("trips"))
    prepare = model.add(
        "prepare",
        TRIPS=Source.fromChildOutput(load, "OUTPUT"),
        ROADS=Source.fromModelParameter("roads"),
        EXTENT=Source.fromModelParameter("area"),
    )
    bundle = Source.fromChildOutput(prepare, "BUNDLE")
    model.add("derivelabels", output="OUTPUT", BUNDLE=bundle)
    model.add("bundlereport", BUNDLE=bundle)
    results = model.run(layers)
    layer = model.context.takeResultLayer(results["derivelabels:derivelabels"])
    assert next(layer.getFeatures())["speed_kmh"] == 10.0
    assert job_params(worker, "labels")["bundle"] == job_params(worker, "report")["bundle"]
