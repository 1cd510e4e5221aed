"""The form of *Predict my city*, and what is shown at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from qgis import utils
from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDialogButtonBox, QMessageBox, QWidget

from ..i18n import tr
from ..layers.base_map import add_base_map
from ..processing.forms.predictmycity import SUMMARY
from ..processing.kind_algorithm import KindAlgorithm
from .job_dialog import JobDialog
from .widgets import MARGIN

OUTPUT = "OUTPUT"
#: Around the roads when the map is zoomed to them.
SCALE = 1.05


class CityDialog(JobDialog):
    """The form; it closes when the roads are on the map."""

    def __init__(self, algorithm: KindAlgorithm, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, parent)
        # The roads are saved beside other results; the layer's menu saves them elsewhere.
        output = self.mainWidget().wrappers[OUTPUT]
        for widget in (output.wrappedLabel(), output.wrappedWidget()):
            if widget is not None:
                widget.hide()

    def finish(
        self,
        successful: bool,
        result: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        in_place: bool = False,
    ) -> None:
        super().finish(successful, result, context, feedback, in_place)
        if SUMMARY in result:
            show_city(result)
            self.close()
        elif feedback.isCanceled():
            run = self.buttonBox().button(QDialogButtonBox.StandardButton.Ok)
            run.setText(tr("Continue"))
            run.setToolTip(tr("What is finished is not done again"))
            # The button is not seen beside the log, which QGIS shows once more after this.
            QTimer.singleShot(0, self.showParameters)


def show_city(result: Mapping[str, Any]) -> None:
    """Put a base map below the predicted roads, zoom to them, and say what was found."""
    assert utils.iface is not None  # nosec B101 # the form is in its window
    layers = QgsProject.instance().mapLayers().values()
    path = str(result.get(OUTPUT))
    roads = [each for each in layers if each.source().partition("|")[0] == path]
    if roads and isinstance(roads[0], QgsVectorLayer):
        add_base_map(QgsProject.instance())
        extent = roads[0].extent()
        extent.scale(SCALE)
        show = partial(
            utils.iface.mapCanvas().setReferencedExtent,
            QgsReferencedRectangle(extent, roads[0].crs()),
        )
        show()
        # Once more after the project's CRS, which is set when the window is idle.
        QTimer.singleShot(0, show)
        utils.iface.setActiveLayer(roads[0])
        show_card(roads[0].name(), str(result[SUMMARY]).splitlines(), utils.iface.mapCanvas())


def show_card(title: str, lines: Sequence[str], canvas: QgsMapCanvas) -> QMessageBox:
    """Show what was found in a window of its own, in a corner of the map."""
    card = QMessageBox(canvas.window())
    card.setObjectName("TrajganrCityCard")
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.setModal(False)
    card.setIcon(QMessageBox.Icon.Information)
    card.setWindowTitle(title)
    card.setTextFormat(Qt.TextFormat.PlainText)
    card.setText("\n\n".join(lines))
    card.show()
    corner = canvas.mapToGlobal(canvas.rect().bottomLeft())
    card.move(corner.x() + MARGIN, corner.y() - card.frameGeometry().height() - MARGIN)
    return card
