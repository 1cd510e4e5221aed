"""A worker that answers every kind of job with every attack learns nothing, and leaves nothing.

Kinds and attacks are those of the program's and the double's own lists: a new one is covered here.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fake_worker import fake_worker
from hostile_files import ATTACKS, Bait
from local_server import LocalServer
from minimal_forms import Forms
from plugin_tools import Feedback, Layers, memory_layer, run, train
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsMapLayer,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingDestinationParameter,
    QgsProcessingException,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterVectorDestination,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor

from qgis_plugin.client import session
from qgis_plugin.layers.changes_report import report_of
from qgis_plugin.layers.described import credit, metadata
from qgis_plugin.layers.printed_map import page_of, styles_to_print
from qgis_plugin.layers.when_loaded import when_loaded
from qgis_plugin.processing.kind_algorithm import KindAlgorithm
from qgis_plugin.processing.provider import algorithms
from qgis_plugin.untrusted_text import WORD_JOINER, literal
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.result import FilesResult
from trajganr_core.contract.layers.styles import Style
from trajganr_core.contract.protocol.client import Client

SECRET, VARIABLE = "of-the-environment-alone", "TRAJGANR_TEST_SECRET"
EXPRESSION = f"[% env('{VARIABLE}') %]"
IN_FILE = "of-another-file-alone"
#: The algorithms of all kinds of jobs.
JOBS = [each for each in algorithms() if isinstance(each, KindAlgorithm)]
#: An algorithm and the kind of its job that is attacked.
TARGETS = [(each.about.id, each.kind.name) for each in JOBS]
WITH_FILES = {kind for kind, each in KINDS.items() if issubclass(each.result, FilesResult)}
CASES = [
    (algorithm, kind, name)
    for (algorithm, kind), name in product(TARGETS, ATTACKS)
    if kind in WITH_FILES or ATTACKS[name].with_texts
]
#: Those of every run: each kind once, and all attacks on two of them.
QUICK = {
    *((algorithm, kind, "vrt" if kind in WITH_FILES else "texts") for algorithm, kind in TARGETS),
    *(case for case in CASES if case[1] in ("observe", "predict")),
}


class Listener(BaseHTTPRequestHandler):
    """Remembers what it is asked."""

    asked: list[str] = []  # noqa: RUF012 # of the test that runs

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def hostile_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The home of a worker that has a bundle and a model, and obeys ``attack.json``."""
    folder = tmp_path_factory.mktemp("hostile") / "home"
    folder.mkdir()
    with fake_worker(folder) as running:
        yield running


@pytest.fixture(scope="module")
def hostile_model(hostile_home: Path) -> tuple[str, str]:
    return train(hostile_home, "Area", ("speed", "popularity", "aoi"))


@pytest.fixture
def bait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bait]:
    monkeypatch.setenv(VARIABLE, SECRET)
    file = tmp_path / "bait" / "bait.csv"
    file.parent.mkdir()
    file.write_text(f"fid,name,speed_kmh\n1,{IN_FILE},3\n", encoding="utf-8")
    Listener.asked = []
    with LocalServer(ThreadingHTTPServer(("127.0.0.1", 0), Listener)) as server:
        yield Bait(str(file), f"http://127.0.0.1:{server.port}", VARIABLE)


@pytest.fixture
def forms(
    layers: Layers,
    token: str,
    hostile_home: Path,
    hostile_model: tuple[str, str],
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Forms:
    monkeypatch.setenv("TRAJGANR_HOME", str(hostile_home))
    (hostile_home / "attack.json").unlink(missing_ok=True)
    return Forms(layers, token, *hostile_model)


@pytest.mark.parametrize(
    ("algorithm", "kind", "attack"),
    [
        pytest.param(*case, marks=() if case in QUICK else pytest.mark.slow, id="-".join(case))
        for case in CASES
    ],
)
def test_no_attack_of_a_worker_reaches_anything(
    algorithm: str,
    kind: str,
    attack: str,
    forms: Forms,
    bait: Bait,
    hostile_home: Path,
    tmp_path: Path,
    qgis_new_project: None,
) -> None:
    form = forms[algorithm]  # the worker is honest while it makes inputs
    form |= outputs_of(algorithm, tmp_path / "out")
    (hostile_home / "attack.json").write_text(
        json.dumps({"kind": kind, "attack": attack, "bait": vars(bait)}), encoding="utf-8"
    )
    feedback = Feedback()
    try:
        results, error = run(algorithm, feedback, **form), ""
    except QgsProcessingException as failure:
        results, error = {}, str(failure)
    told = [error, feedback.textLog(), *look_at(results)]
    assert not Listener.asked
    assert not any(SECRET in text or IN_FILE in text for text in told)
    assert_nothing_is_left(tmp_path / "out")
    if ATTACKS[attack].is_refused:
        assert "[INPUT." in error or "[PROTOCOL." in error
    else:
        assert not error


def outputs_of(algorithm: str, folder: Path) -> dict[str, str]:
    """Paths of all outputs of an algorithm."""
    (made,) = [each for each in algorithms() if algorithm == each.about.id]
    made.initAlgorithm({})
    folder.mkdir()
    outputs = {}
    for parameter in made.parameterDefinitions():
        if not isinstance(parameter, QgsProcessingDestinationParameter):
            continue
        is_layer = isinstance(
            parameter, QgsProcessingParameterFeatureSink | QgsProcessingParameterVectorDestination
        )
        suffix = "gpkg" if is_layer else parameter.defaultFileExtension()
        name = parameter.name()
        outputs[name] = str(folder / f"{name.lower()}.{suffix}")
        if parameter.type() == "folderDestination":
            outputs[name] = str(folder / name.lower())
    return outputs


def look_at(results: dict[str, Any]) -> list[str]:
    """Open, draw, print and save everything as a person would; returns every text that is seen."""
    texts = []
    project = QgsProject.instance()
    for value in results.values():
        if not isinstance(value, str) or not value.endswith(".gpkg"):
            continue
        layer = QgsVectorLayer(value, Path(value).stem, "ogr")  # with the style of the file
        assert layer.isValid()
        project.addMapLayer(layer)
        texts += looked_at(layer)
    if project.mapLayers():
        file = Path(os.environ["TRAJGANR_HOME"]).parent / "saved.qgs"
        assert project.write(str(file))
        texts.append(file.read_text(encoding="utf-8"))
        assert project.read(str(file))
        for layer in project.mapLayers().values():
            texts += looked_at(layer)
    return texts


def looked_at(layer: QgsMapLayer) -> list[str]:
    """The texts of a layer, its rows, tip, labels and legends, after it was drawn."""
    if layer.isSpatial():
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setExtent(layer.extent().buffered(0.01))
        settings.setOutputSize(QSize(64, 64))
        settings.setDestinationCrs(layer.crs())
        settings.setBackgroundColor(QColor("white"))
        job = QgsMapRendererSequentialJob(settings)
        job.start()
        job.waitForFinished()
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    texts = [*layer.fields().names(), layer.name(), layer.htmlMetadata()]
    for feature in layer.getFeatures():
        texts += map(str, feature.attributes())
        context.setFeature(feature)
        texts.append(QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context))
    return [*texts, *printed(layer)]


def printed(layer: QgsVectorLayer) -> list[str]:
    """All texts of a layout with the layer in its legend, and of the plugin's own pages of it."""
    project = QgsProject.instance()
    layouts = [QgsPrintLayout(project)]
    layouts[0].initializeDefaults()
    legend = QgsLayoutItemLegend(layouts[0])
    layouts[0].addLayoutItem(legend)
    for text in (layer.name(), layer.serverProperties().attribution()):
        label = QgsLayoutItemLabel(layouts[0])
        label.setText(text)
        layouts[0].addLayoutItem(label)
    names = layer.fields().names()
    if "speed_changed" in names:
        layouts.append(report_of(project, layer, EXPRESSION))
    elif "popularity_set" in names and layer.isSpatial():
        styles = styles_to_print(layer)
        layouts.append(page_of(project, layer, styles, EXPRESSION))
    return [text for layout in layouts for text in texts_of(layout)]


def texts_of(layout: QgsPrintLayout) -> Iterator[str]:
    """What all labels and legends of a layout print."""
    for item in layout.items():
        if isinstance(item, QgsLayoutItemLabel):
            yield item.currentText()
        elif isinstance(item, QgsLayoutItemLegend):
            model = item.model()
            context = item.createExpressionContext()
            yield QgsExpression.replaceExpressionText(item.title(), context)
            for node in item.model().rootGroup().findLayers():
                yield str(model.data(model.node2index(node), Qt.ItemDataRole.DisplayRole))
                for legend_node in model.layerLegendNodes(node):
                    text = str(legend_node.data(Qt.ItemDataRole.DisplayRole))
                    yield QgsExpression.replaceExpressionText(text, context)


def assert_nothing_is_left(folder: Path) -> None:
    """No file of a run has a secret, or was refused and stays."""
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SECRET.encode() not in content
            assert IN_FILE.encode() not in content
            assert not path.name.endswith(".partial")


def test_every_kind_is_attacked() -> None:
    # QGIS has no form of the others; the checks of their files have tests of their own.
    assert {name for name, kind in KINDS.items() if kind.algorithm} <= {
        kind for _, kind, _ in CASES
    }


@pytest.mark.parametrize("text", [EXPRESSION, "[%1+1%]", "[[%% 1 %]"])
def test_texts_are_printed_as_they_are(
    text: str, qgis_new_project: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, titles, facts, licences and attributions, in layouts of people and of the plugin."""
    monkeypatch.setenv(VARIABLE, SECRET)
    columns = ("popularity_changed", "slowdown_changed", "highway", "district", "known")
    uri = "speed_changed:string" + "".join(f"&field={name}:string" for name in columns)
    layer = memory_layer("LineString", uri, [], [], literal(text))
    layer.setExtent(QgsRectangle(0, 0, 1, 1))
    origin = {"licence": text, "attribution": text}
    layer.setMetadata(metadata(text, {"before": text, "after": text}, origin))
    credit(layer)
    QgsProject.instance().addMapLayer(layer)
    shown = [each.replace(WORD_JOINER, "") for each in printed(layer)]
    assert sum(text in each for each in shown) >= 6
    assert not any(SECRET in each for each in shown)
    assert EXPRESSION in shown  # the title of the report


@pytest.mark.parametrize(
    "name", ["a'b", "a\\", "\\' OR env('HOME') <> '", 'a"<&', f"[% env('{VARIABLE}') %]"]
)
def test_the_name_of_a_time_set_is_a_value_in_a_style(name: str) -> None:
    styled = Style("", "", rows={"time_set": name}).qml(
        lambda _: '<rule filter="&quot;share&quot; &gt; 0"/>', "right"
    )
    expression = QgsExpression(ElementTree.fromstring(styled).get("filter"))
    assert not expression.hasParserError()
    assert not expression.referencedFunctions()
    layer = memory_layer("LineString", "time_set:string&field=share:double", [], [])
    for value in (name, "another"):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([value, 1.0])
        context = QgsExpressionContext()
        context.setFeature(feature)
        assert bool(expression.evaluate(context)) == (value == name)


def test_the_name_of_a_loaded_layer_is_literal() -> None:
    name = f"Roads: [% env('{VARIABLE}') %]"
    layer = memory_layer("LineString", "a:string", [], [], name)
    context = QgsProcessingContext()
    details = QgsProcessingContext.LayerDetails(name, QgsProject.instance(), "OUTPUT")
    context.addLayerToLoadOnCompletion(layer.id(), details)
    when_loaded(layer.id(), context, lambda _: None)
    processor = context.layerToLoadOnCompletionDetails(layer.id()).postProcessor()
    processor.postProcessLayer(layer, context, Feedback())
    assert layer.name() == literal(name)


def test_a_job_that_does_not_stop_does_not_hold_the_algorithm(
    forms: Forms, hostile_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "CANCEL_S", 0.2)
    feedback = Feedback()
    with Client.connect(hostile_home) as client:
        monkeypatch.setattr(Client, "cancel", lambda *_: feedback.pushInfo("ignored"))
        job_id = client.submit(PredictParams(model=forms["predictroads"]["MODEL"], name="slow"))
        feedback.cancel()
        with pytest.raises(Exception, match="CANCELLED") as caught:
            session.follow_job(client, job_id, feedback)
        monkeypatch.undo()
        client.cancel(job_id)
    assert caught.value.code.value == "JOB.CANCELLED"
