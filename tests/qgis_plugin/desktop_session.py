"""Runs inside QGIS Desktop (``--code``): opens a result from the dock, takes a picture, and opens
the form that uses a model. On the way it takes a picture of each tab of the dock in each theme.

``TRAJGANR_DESKTOP_PICTURE`` names the picture, ``TRAJGANR_DESKTOP_ROADS`` where the result goes,
``TRAJGANR_DESKTOP_FORM`` where it says what the form holds.
Whatever happens, QGIS is left, so that nobody waits for a window that nobody sees.
"""

from __future__ import annotations

import json
import os
import time
from functools import partial
from itertools import product
from pathlib import Path

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

TIMEOUT_S = 600
PICTURE = os.environ["TRAJGANR_DESKTOP_PICTURE"]
ROADS = os.environ["TRAJGANR_DESKTOP_ROADS"]
FORM = os.environ["TRAJGANR_DESKTOP_FORM"]
#: The dock is looked at in the usual theme and in QGIS' dark ones, a picture a tab.
THEMES = ("default", "Night Mapping", "Blend of Gray")
TABS = 4


class Session:
    """Takes one step whenever what it waits for is there."""

    def __init__(self) -> None:
        self._deadline = time.monotonic() + TIMEOUT_S
        self._steps = iter(
            (
                self._open_result,
                self._show_roads,
                self._take_picture,
                *(partial(self._take_tab, *which) for which in product(THEMES, range(TABS))),
                self._ask,
                self._read_form,
            )
        )
        self._step = next(self._steps)
        self._timer = QTimer()
        self._timer.setInterval(300)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        try:
            if time.monotonic() > self._deadline:
                raise TimeoutError(str(self._step))
            if self._step():
                self._step = next(self._steps)
        except StopIteration:
            self._leave()
        except Exception:
            self._leave()
            raise

    def _open_result(self) -> bool:
        window = iface.mainWindow()
        window.showNormal()
        window.move(0, 0)
        window.resize(1280, 860)
        layers = window.findChild(QDockWidget, "Layers")
        window.resizeDocks([layers], [230], Qt.Orientation.Horizontal)
        self.dock = plugins["trajganr"].dock
        jobs = self.dock.jobs()
        running = [job for job in jobs if job.state == "RUNNING"]
        predicted = [job for job in jobs if job.kind == "predict" and job.result]
        if not (running and predicted):
            return False
        self.dock.jobs_tab._fetch(predicted[0], Path(ROADS))
        return True

    def _show_roads(self) -> bool:
        layers = list(QgsProject.instance().mapLayers().values())
        if not layers:
            return False
        self.dock.jobs_tab.select(self.dock.jobs()[-1].job_id)
        iface.mapCanvas().setExtent(layers[0].extent().buffered(0.002))
        iface.mapCanvas().refresh()
        return True

    def _take_picture(self) -> bool:
        if iface.mapCanvas().isDrawing():
            return False
        return bool(iface.mainWindow().grab().save(PICTURE))

    def _take_tab(self, theme: str, number: int) -> bool:
        """A picture of a tab of the dock, as narrow as it may be; ``True`` once it is taken."""
        if QgsApplication.themeName() != theme or self.dock.tabs.currentIndex() != number:
            QgsApplication.setUITheme(theme)
            self.dock.tabs.setCurrentIndex(number)
            iface.mainWindow().resizeDocks([self.dock], [460], Qt.Orientation.Horizontal)
            for tab in (self.dock.areas_tab, self.dock.models_tab):
                tab.table.selectRow(0)
            return False
        name = f"dock_{theme.split()[0].lower()}_{number}.png"
        return bool(self.dock.grab().save(str(Path(PICTURE).with_name(name))))

    def _ask(self) -> bool:
        pretrained = [job for job in self.dock.jobs() if job.kind == "pretrain" and job.result]
        self.dock.jobs_tab._open_next(pretrained[0])
        return True

    def _read_form(self) -> bool:
        forms = [w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog)]
        if not forms:
            return False
        filled = forms[0].createProcessingParameters()
        form = {"id": forms[0].algorithm().id(), "parameters": filled}
        Path(FORM).write_text(json.dumps(form), encoding="utf-8")
        forms[0].close()
        return True

    def _leave(self) -> None:
        self._timer.stop()
        QgsProject.instance().removeAllMapLayers()  # QGIS would ask about those in /tmp
        QgsProject.instance().setDirty(False)
        iface.actionExit().trigger()


session = Session()
