"""Names, messages and errors from outside are shown literally and load nothing."""

from __future__ import annotations

from typing import Any

import pytest
from fake_cards import card_of
from job_records import event_of, job_of
from pytestqt.qtbot import QtBot
from qgis.core import (
    Qgis,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QTextDocument
from qgis.PyQt.QtWidgets import QLabel, QTextBrowser, QWidget

from qgis_plugin.background_task import BackgroundTask
from qgis_plugin.client.session import _Reporter
from qgis_plugin.gui.jobs_tab import JobsTab
from qgis_plugin.gui.layer_origin import LayerOrigin
from qgis_plugin.gui.model_page import card_page
from qgis_plugin.gui.notices import notify, show_message
from qgis_plugin.gui.record_table import RecordTable
from qgis_plugin.gui.widgets import text_label
from qgis_plugin.gui.worker_tab import _status_text
from qgis_plugin.layers.described import metadata
from qgis_plugin.layers.links import link
from qgis_plugin.layers.map_tip import map_tip
from qgis_plugin.stub import StubPlugin
from qgis_plugin.untrusted_text import as_html, as_tip, unmarked
from trajganr_core.contract.protocol.answers import LoadedModel, Queue, Resource, WorkerStatus
from trajganr_core.contract.protocol.records import ModelRecord
from trajganr_core.contract.texts.html import element
from trajganr_core.contract.texts.text import Text

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=//host/x>",
    "<b>bold</b><img src='file:///etc/passwd'>",
    '<a href="http://host">Rua</a>',
    "&lt;b&gt; & &amp; $x$",
    "a < b > c 'd' \"e\" [% 1+1 %]",
]


class Document(QTextDocument):
    """HTML as Qt shows it; keeps what it would fetch."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.setHtml(html)
        self.size()  # lays it out

    def loadResource(self, kind: int, name: QUrl) -> Any:  # noqa: N802
        self.fetched.append(name.toString())
        return super().loadResource(kind, name)


def says(html: str, text: str) -> bool:
    """Whether HTML shows a text as it is, with no picture and no link to anywhere."""
    document = Document(html)
    has_link = "<a href" in document.toHtml()
    return text in document.toPlainText() and not document.fetched and not has_link


@pytest.mark.parametrize("text", HOSTILE)
def test_text_in_html_is_shown_literally(text: str) -> None:
    assert says(f"<b>{as_html(text)}</b>", text)
    assert says(element("h3", text) + element("p", text), text)
    tip = as_tip(text)
    assert says(tip, text) if Qt.mightBeRichText(tip) else tip == text
    assert "<" not in unmarked(text)


def test_line_breaks_are_kept() -> None:
    assert Document(as_html("a\nb")).toPlainText() == "a\nb"
    assert as_tip("a\nb") == "a\nb"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_map_tip_shows_the_name_of_a_road(text: str) -> None:
    uri = "None?" + "&".join(f"field={name}:string" for name in ("name", "basis", "caution"))
    layer = QgsVectorLayer(uri, "roads", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes([text, text, text])
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    context.setFeature(feature)
    tip = map_tip(["speed_kmh", "name", "basis", "caution"])
    shown = QgsExpression.replaceExpressionText(tip, context)
    assert Document(shown).toPlainText().count(text) == 3
    assert says(shown, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_message_bar_shows_an_error_literally(text: str, qtbot: QtBot) -> None:
    for pressed in ({"Press": lambda: None}, None):
        bar = QgsMessageBar()
        qtbot.addWidget(bar)
        if pressed:
            notify(bar, text, Qgis.MessageLevel.Warning, pressed)
        else:
            show_message(bar, text, Qgis.MessageLevel.Warning)
        (item,) = bar.items()
        (shown,) = item.findChildren(QTextBrowser)
        assert says(shown.toHtml(), text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_message_of_a_plugin_that_cannot_start_is_literal(text: str) -> None:
    texts: list[str] = []

    class Bar:
        def pushMessage(self, title: str, message: str, *more: object) -> None:  # noqa: N802
            texts.append(message)

    class Iface:
        def messageBar(self) -> Bar:  # noqa: N802
            return Bar()

    stub = StubPlugin(Iface(), RuntimeError(text))
    stub.initProcessing = lambda: None  # type: ignore[method-assign]
    stub.initGui()
    assert says(texts[0], text)


@pytest.mark.parametrize("text", HOSTILE)
def test_labels_are_plain_text_by_default(text: str, qtbot: QtBot) -> None:
    label = text_label("", text)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    layer = QgsVectorLayer("None?field=a:string", text, "memory")
    link(layer, {"job": text})
    origin = LayerOrigin()
    qtbot.addWidget(origin)
    origin.show_layer(layer)
    assert all_plain(origin)
    (label,) = origin.findChildren(QLabel)
    assert text in label.text()
    assert says(label.toolTip(), text) or not Qt.mightBeRichText(label.toolTip())


def all_plain(widget: QWidget) -> bool:
    return all(
        label.textFormat() == Qt.TextFormat.PlainText or label.pixmap() is not None
        for label in widget.findChildren(QLabel)
        if label.text()
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_the_selected_job_is_described_literally(
    text: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = text_label(is_html=True)
    qtbot.addWidget(about)
    error = {"code": "INPUT.EMPTY", "template": "{x}", "next_action": "", "parameters": {"x": text}}
    job = job_of(
        "a",
        text,
        kind=text,
        device=text,
        stage=text,
        state="FAILED",
        figures={text: 1.0},
        error=error,
        result={"remarks": [Text("{what}", what=text).to_dict()]},
    )
    tab = type("Tab", (), {"about": about, "_message": ""})()
    JobsTab._describe_selected(tab, job)
    assert Document(about.text()).toPlainText().count(text) == 6
    assert says(about.text(), text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_status_of_a_worker_is_shown_literally(text: str) -> None:
    status = WorkerStatus(
        version=text,
        pid=1,
        home="",
        device="cpu",
        places=(),
        queue=Queue(0, 0),
        most_queued=5,
        waits_for_disk=False,
        jobs=(),
        memory=Resource(),
        disk=Resource(),
        models=(LoadedModel(text, "b", 1),),
        uptime_s=5.0,
    )
    assert says(_status_text(status), text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_and_row_of_a_model_are_shown_literally(text: str) -> None:
    model = ModelRecord("m", text, 0.0, card_of(name=text))
    assert says(card_page(model, None), text)
    table = RecordTable([("Name", lambda record: record.name)], lambda record: record.name)
    table._records = [model]
    tip = table.data(table.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert says(tip, text) if Qt.mightBeRichText(tip) else tip == text


@pytest.mark.parametrize("text", HOSTILE)
def test_texts_that_qgis_shows_itself_contain_no_html(text: str) -> None:
    texts: list[str] = []

    class Feedback(QgsProcessingFeedback):
        def setProgressText(self, label: str) -> None:  # noqa: N802
            texts.append(label)

    _Reporter(Feedback()).show(event_of(stage=text, fraction=0.5))
    texts.append(BackgroundTask(text, lambda report: None).description())
    made = metadata(text, {"job": text}, {"licence": text, "attribution": text})
    texts += [*made.history(), *made.licenses(), *made.rights()]
    assert len(texts) == 5
    assert not any("<" in one for one in texts)
