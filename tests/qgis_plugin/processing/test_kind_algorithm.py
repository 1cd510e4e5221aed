"""A kind of job that is declared here alone has an algorithm, made from its declaration."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import pytest
from job_records import job_of
from plugin_tools import Layers
from qgis.core import Qgis, QgsProcessingContext, QgsProcessingFeedback, QgsVectorLayer

from qgis_plugin.processing import help_page, kind_algorithm
from qgis_plugin.processing.inputs import JobRun
from qgis_plugin.processing.provider import algorithm_of
from trajganr_core.contract.kinds import Kind
from trajganr_core.contract.kinds.algorithm import Algorithm, Count
from trajganr_core.contract.kinds.files import Format, Table, named
from trajganr_core.contract.kinds.params import Bundle, File, JobParams, given, given_bundle
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.layers.columns import ROAD
from trajganr_core.contract.options.option_fields import option


@dataclass(frozen=True, kw_only=True)
class JunctionParams(JobParams, kind="turns"):
    """Count the turns at junctions."""

    bundle: Bundle = given_bundle()
    zones: File | None = given(
        "polygons", default=None, title="Zones", help="Where turns count.", layer="polygons"
    )
    roads: File = given("line layer", title="Roads", help="With signals.", layer="roads")
    signals: File | None = given(
        "table", default=None, title="Signals", filter="Tables (*.csv)", is_advanced=True
    )
    turn: str = option(
        "left",
        title="Turn",
        help="Which turns.",
        choices={"left": "Left turns", "right": "Right turns"},
        advanced=False,
    )
    wait_s: float = option(30.0, title="Wait", help="At most.", unit="s", minimum=0, maximum=600)


@dataclass(frozen=True, kw_only=True)
class JunctionResult(FilesResult, kind="turns"):
    """Turns as a layer."""

    FILE: ClassVar[str] = "junctions.gpkg"


JUNCTIONS = Kind(
    title="Junctions",
    params=JunctionParams,
    result=JunctionResult,
    files=(
        named(
            JunctionResult.FILE,
            Format.GEOPACKAGE,
            Table(
                "turns",
                ROAD,
                output="OUTPUT",
                title="Turns",
                help="A line for each turn.",
                geometry="lines",
            ),
            Table("waits", (), output="WAITS", title="Waits", help="A table.", is_optional=True),
        ),
        named("report.pdf", Format.PDF, output="REPORT", title="Report", help="The pages."),
    ),
    algorithm=Algorithm(
        "turns",
        "Turns at junctions",
        "How many vehicles turn where",
        ("turn", "signal"),
        "model",
        "results.md#observed-traffic",
        counts=(Count("TURNS", "Number of turns"),),
    ),
)
ADVANCED, OPTIONAL = (
    Qgis.ProcessingParameterFlag.Advanced,
    Qgis.ProcessingParameterFlag.Optional,
)


@pytest.fixture
def algorithm() -> kind_algorithm.KindAlgorithm:
    made = algorithm_of(JUNCTIONS, JUNCTIONS.algorithm).create()
    assert isinstance(made, kind_algorithm.KindAlgorithm)
    return made


def test_it_has_the_texts_inputs_options_layers_and_counts(
    algorithm: kind_algorithm.KindAlgorithm,
) -> None:
    assert (algorithm.name(), algorithm.displayName()) == ("turns", "Turns at junctions")
    assert (algorithm.group(), algorithm.tags()) == ("Model", ["turn", "signal"])
    parameters = {each.name(): each for each in algorithm.parameterDefinitions()}
    assert {name: each.type() for name, each in parameters.items()} == {
        "BUNDLE": "string",
        "ZONES": "source",
        "ROADS": "source",
        "SIGNALS": "file",
        "TURN": "enum",
        "WAIT": "number",
        "OUTPUT": "sink",
        "WAITS": "sink",
        "REPORT": "fileDestination",
    }
    flags = {name: each.flags() for name, each in parameters.items()}
    assert {name for name, each in flags.items() if each & ADVANCED} == {"SIGNALS", "WAIT"}
    assert {name for name, each in flags.items() if each & OPTIONAL} == {
        *("ZONES", "SIGNALS", "WAITS")
    }
    assert parameters["ZONES"].dataTypes() == [Qgis.ProcessingSourceType.VectorPolygon.value]
    assert parameters["WAIT"].description() == "Wait (s)"
    assert parameters["TURN"].options() == ["left", "right"]
    outputs = [each.name() for each in algorithm.outputDefinitions()]
    assert outputs == ["OUTPUT", "WAITS", "REPORT", "TURNS", "JOB"]
    assert algorithm.roles.keys() == {"ROADS"}


def test_its_help_page_describes_it_though_it_has_no_text_of_its_own(
    algorithm: kind_algorithm.KindAlgorithm,
) -> None:
    page = help_page.html_of(algorithm, algorithm.about.page)
    assert "<p>How many vehicles turn where.</p>" in page
    assert "<p>Turns: A line for each turn.</p>" in page
    assert all(text in page for text in ("Where turns count.", "Left turns", "Number of turns"))


def test_the_form_becomes_a_job_and_its_result_the_outputs(
    algorithm: kind_algorithm.KindAlgorithm,
    layers: Layers,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    form: dict[str, Any] = {"BUNDLE": "b", "ROADS": layers.roads(), "WAIT": 5, "TURN": "right"}
    form |= {"OUTPUT": str(tmp_path / "turns.gpkg"), "REPORT": str(tmp_path / "report.pdf")}
    for wrong in ({"WAIT": 601}, {"REPORT": str(tmp_path / "report.txt")}):
        is_fine, reason = algorithm.checkParameterValues(form | wrong, context)
        assert not is_fine
        assert "[INPUT." in reason
    assert algorithm.checkParameterValues(form, context) == (True, "")
    assert algorithm.prepareAlgorithm(form, context, feedback)

    monkeypatch.setattr(JobRun, "send", lambda run, path, name: f"sent {name}")
    run = JobRun(form, context, feedback, client=None, folder=tmp_path)
    params = algorithm.job(run)
    expected = JunctionParams(bundle="b", roads="sent roads", turn="right", wait_s=5)
    assert params == expected

    fetched: list[str] = []

    def fetch(run: JobRun, job: Any, name: str, path: Path = tmp_path) -> Path:
        fetched.append(name)
        return path

    monkeypatch.setattr(JobRun, "fetch", fetch)
    for name in ("area_name", "provenance", "origin_of_result"):
        monkeypatch.setattr(kind_algorithm, name, lambda *_: {})
    monkeypatch.setattr(kind_algorithm, "open_table", lambda path, name: layers.roads())
    result = JunctionResult(files=("report.pdf", JunctionResult.FILE), counts={"turns": 3})
    job = job_of(kind="turns", params=params.to_dict(), result=result.to_dict())
    results = algorithm.results(job, run)
    assert results == {
        "TURNS": 3,
        "OUTPUT": form["OUTPUT"],
        "REPORT": form["REPORT"],
    }
    assert fetched == [JunctionResult.FILE, "report.pdf"]
    assert QgsVectorLayer(form["OUTPUT"], "turns", "ogr").featureCount() == 3
