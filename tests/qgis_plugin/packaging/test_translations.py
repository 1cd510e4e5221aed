"""German and French are complete and are used."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from job_records import event_of
from plugin_tools import ROOT, Layers, MenuRecorder, run
from predicted_roads import predicted_layer
from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QPushButton, QTableView

from qgis_plugin import i18n, resources
from qgis_plugin.client import session
from qgis_plugin.gui.dock import TrajganrDock
from qgis_plugin.layers.result_styles import result_styles
from qgis_plugin.processing.provider import algorithms
from qgis_plugin.processing.shipped_models import MODELS
from trajganr_core.contract import errors
from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import table_of
from trajganr_core.contract.kinds.algorithm import GROUPS
from trajganr_core.contract.kinds.labels import LabelsResult
from trajganr_core.contract.tasks import FAR, NOTHING_NEARBY, POPULARITY_CLASSES, TASKS
from trajganr_core.contract.texts.model_facts import figures_of

COLLECT = runpy.run_path(str(ROOT / ".ci" / "translations.py"))
TEXTS = COLLECT["collect"]()
LANGUAGES = COLLECT["LANGUAGES"]


def file_of(language: str) -> Path:
    return i18n.FOLDER / f"trajganr_{language}.ts"


@pytest.fixture
def set_locale() -> Iterator[Callable[[str], None]]:
    """Sets the locale of QGIS, as a restart does."""
    with pytest.MonkeyPatch.context() as patched:

        def set_to(locale: str) -> None:
            patched.setattr(QgsApplication, "locale", lambda: locale)
            i18n.translations_of_qgis.cache_clear()

        yield set_to
    i18n.translations_of_qgis.cache_clear()


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest, set_locale: Callable[[str], None]) -> Iterator[str]:
    """The language of QGIS."""
    set_locale(f"{request.param}_XX")
    yield request.param
    errors.set_translator(str)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated_and_nothing_else(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    assert not [text for text in TEXTS if not translations.get(text)], "make translations"
    assert not [text for text in translations if text not in TEXTS], "make translations"


def marks(text: str) -> dict[str, Counter[str]]:
    """What a translation keeps: places to fill in, tags, patterns of files, access keys."""
    return {
        "places": Counter(re.findall(r"\{[^{}]*\}", text)),
        "tags": Counter(re.findall(r"</?\w+[^<>]*>", text)),
        "files": Counter(re.findall(r"\*\.\w+|;;", text)),
        "keys": Counter({"&": len(re.findall(r"&(?=\w)", text))}),
        "edges": Counter([text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]]),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_placeholders_and_markup(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    assert not [
        (source, text) for source, text in translations.items() if marks(text) != marks(source)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_end_as_they_do_in_english(language: str) -> None:
    translations = i18n.read_translations(file_of(language))
    ends = ".!?:…"
    assert not [
        (source, text)
        for source, text in translations.items()
        if source[-1] in ends and text[-1] != source[-1] and len(source) > 1
    ]


def test_no_french_line_begins_with_punctuation() -> None:
    french = i18n.read_translations(file_of("fr")).values()
    assert not [text for text in french if re.search(r" [:;!?»]| %(?!\])|« ", text)]


def test_algorithms_and_their_help_are_translated(language: str) -> None:
    words = i18n.read_translations(file_of(language))
    for algorithm in algorithms():
        about = algorithm.about
        assert algorithm.displayName() == words[about.title]
        assert algorithm.group() == words[GROUPS[about.group]]
        file = resources.ROOT / "help" / f"{about.id}.html"
        english = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        shown = resources.help_text(about.id).splitlines()[1:]
        assert len(shown) == len(english)
        assert not set(shown) & set(english) & set(TEXTS)


def test_no_translated_text_in_the_dock_is_cut_off(
    language: str, iface: MenuRecorder, qtbot: Any
) -> None:
    dock = TrajganrDock(iface)
    dock.setFloating(True)
    dock.show()
    dock.resize(dock.minimumSizeHint().width(), dock.sizeHint().height())
    for tab in range(dock.tabs.count()):
        dock.tabs.setCurrentIndex(tab)
        for button in dock.tabs.currentWidget().findChildren(QPushButton):
            qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
        for table in dock.tabs.currentWidget().findChildren(QTableView):
            header = table.horizontalHeader()
            for column in range(header.count()):
                assert header.sectionSize(column) >= header.sectionSizeHint(column)
    dock.leave()


def test_legends_are_translated(language: str, tmp_path: Path) -> None:
    words = i18n.read_translations(file_of(language))
    layer = predicted_layer(tmp_path / "roads.gpkg")
    styles = layer.styleManager().styles()
    assert set(styles) == {words[style.title] for task in TASKS.values() for style in task.styles}
    for style in styles:
        layer.styleManager().setCurrentStyle(style)
        labels = [item.label() for item in layer.renderer().legendSymbolItems()]
        assert words["not predicted"] in labels
        assert not [label for label in labels if label in TEXTS and words[label] != label]
    layer.styleManager().setCurrentStyle(words["Road popularity"])
    categories = layer.renderer().categories()
    assert [(each.value(), each.label()) for each in categories[1:6]] == [
        (number, words[name]) for number, name in enumerate(POPULARITY_CLASSES)
    ]


def test_map_tips_are_translated(language: str, tmp_path: Path) -> None:
    words = i18n.read_translations(file_of(language))
    layer = predicted_layer(tmp_path / "roads.gpkg")
    assert layer.startEditing()
    feature = next(layer.getFeatures())
    feature["basis"], feature["popularity"], feature["popularity_set"] = "trips", "low", "low; high"
    feature["caution"] = "no trips or image nearby; more than 2 km from every training road"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    shown = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert f"<i>{words[NOTHING_NEARBY]}; {words[FAR[2]]}</i>" in shown
    between = words["between {first} and {last}"].format(first=words["low"], last=words["high"])
    assert f": {words['low']} ({between})<br>" in shown
    assert f"{words['From']}: {words['trips']}<br>" in shown


def test_stages_of_jobs_and_their_figures_are_translated(language: str) -> None:
    words = i18n.read_translations(file_of(language))
    feedback = QgsProcessingFeedback()
    session._Reporter(feedback).show(event_of(stage="Matching trips", figures={"fixes": 7.0}))
    fixes = words["{value:.0f} fixes read"].format(value=7.0)
    assert f"{words['Matching trips']}: {fixes}" in feedback.textLog()


@pytest.mark.parametrize("shipped", MODELS.values(), ids=lambda shipped: shipped.id)
def test_forms_of_shipped_models_are_translated(language: str, shipped: Any) -> None:
    words = i18n.read_translations(file_of(language))
    path = f"trajganr:{shipped.id}"
    made = QgsApplication.processingRegistry().createAlgorithmById(path)
    result = {each.name(): each.description() for each in made.parameterDefinitions()}
    assert result["ROADS"] == words["Roads"]
    assert result["predicted_roads"] == words["Predicted roads"]
    assert made.outputDefinition("predicted_roads").description() == words["Predicted roads"]
    assert made.childAlgorithm("predict").description() == words["Predict roads"]
    assert made.validate() == (True, [])


def test_cards_are_translated(language: str) -> None:
    words = i18n.read_translations(file_of(language))
    shown = figures_of("speed", {"mae": 7.0, "coverage": None})
    assert shown["90 % intervals"].said(i18n.tr) == words["none: too few roads to calibrate on"]


def test_errors_are_translated(language: str) -> None:
    errors.set_translator(i18n.tr)
    error = TrajganrError(
        Code.INPUT_NOT_FOUND, "There is no file {path}.", "Check the path.", path="a.csv"
    )
    words = i18n.read_translations(file_of(language))
    assert error.message == words["There is no file {path}."].format(path="a.csv")
    assert error.next_action == words["Check the path."]
    assert error.to_dict()["template"] == "There is no file {path}."


def test_styles_of_flows_are_in_the_users_language(
    worker: Path, bundle: str, layers: Layers, tmp_path: Path, set_locale: Callable[[str], None]
) -> None:
    set_locale("de")
    path = tmp_path / "lines.gpkg"
    form = {"BUNDLE": bundle, "ZONES": layers.zones(["a"]), "TIME_SETS": "weekend | weekdays"}
    run("odmatrix", **form, OUTPUT=str(path), MATRIX="TEMPORARY_OUTPUT")
    lines = QgsVectorLayer(str(path), "lines", "ogr")
    assert set(lines.listStylesInDatabase()[2]) == {"Werktage", "Wochenende"}
    labels = [rule.label() for rule in lines.renderer().rootRule().children()]
    assert labels[1] == "0,1 – 0,3 %"


def test_the_language_of_the_command_line_comes_before_that_of_the_settings(
    set_locale: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of ``qgis --lang de``."""
    set_locale("fr")
    monkeypatch.setattr(QgsApplication, "translation", lambda self: "de")
    assert i18n.language_of_qgis() == "de"


def test_other_languages_and_unknown_texts_stay_english(
    set_locale: Callable[[str], None],
) -> None:
    set_locale("xx_XX")
    assert i18n.tr("Jobs") == "Jobs"
    set_locale("de")
    assert i18n.tr("nobody has translated this") == "nobody has translated this"


def test_unfinished_translations_stay_english(tmp_path: Path) -> None:
    path = tmp_path / "trajganr_de.ts"
    path.write_text(COLLECT["written"]({"Jobs": "a", "Job ID": "b"}, {"Jobs": "Aufträge"}, "de"))
    assert i18n.read_translations(path) == {"Jobs": "Aufträge"}
    assert COLLECT["read"](path) == {"Jobs": "Aufträge", "Job ID": ""}


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "trajganr_de.ts"
    path.write_text("<TS><context>", encoding="utf-8")
    with pytest.raises(ValueError, match="damaged"):
        i18n.read_translations(path)


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('tr("Jobs")', ["Jobs"]),
        ('tr("a " "long text")', ["a long text"]),
        ('tr("one" if x else "many")', ["one", "many"]),
        ('T = {"a": "Load"}\ntr(T["a"])', ["Load"]),
        ('T = {"a": "Load"}\ntr(T.get(k, k))', ["Load"]),
        ('[tr(t) for t in ("Name", "Kind")]', ["Name", "Kind"]),
        ("tr(task.title)", []),
    ],
)
def test_texts_are_collected(source: str, texts: list[str]) -> None:
    assert list(COLLECT["tr_texts"](COLLECT["ast"].parse(source), "a.py")) == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ('progress("Reading roads", 0.0, lines_read=1)', ["Reading roads", "lines read"]),
        ('READING = "Reading roads"\nself.progress(READING, 0.5)', ["Reading roads"]),
        ('S = {"a": "Writing a"}\nself._progress(S[name], 0.5)', ["Writing a"]),
        ('answers_of(heads, table, "Predicting roads", progress)', ["Predicting roads"]),
        ('class Learner:\n    stage = "Pretraining"', ["Pretraining"]),
        ("progress(stage, 0.5)", []),
    ],
)
def test_stages_are_collected(source: str, texts: list[str]) -> None:
    assert list(COLLECT["stages"](COLLECT["ast"].parse(source), "a.py")) == texts


def test_a_stage_that_cannot_be_collected_is_reported() -> None:
    with pytest.raises(SystemExit, match=r"a.py:1: progress\(f'Writing {name}'\)"):
        list(COLLECT["stages"](COLLECT["ast"].parse("progress(f'Writing {name}', 0.0)"), "a.py"))


def test_a_text_that_cannot_be_collected_is_reported() -> None:
    with pytest.raises(SystemExit, match=r"a.py:1: tr\(something\)"):
        list(COLLECT["tr_texts"](COLLECT["ast"].parse("tr(something)"), "a.py"))


def test_the_legend_of_labels_says_that_there_is_no_label(language: str) -> None:
    result = LabelsResult(
        files=(LabelsResult.FILE,), counts={"speed": 1}, driving_side="right", remarks=()
    )
    (qml,) = result_styles(result, table_of("labels", LabelsResult.LAYER), ["speed_kmh"]).values()
    assert i18n.tr("no label") in unescape(qml)
    assert i18n.tr("not predicted") not in qml
