"""Runs inside QGIS Desktop (``--code``) and does nothing by itself: it tells the driver outside
where widgets are and how things stand, takes pictures, and feels the pulse of the window's thread.

``TRAJGANR_AGENT_SOCKET`` names the socket on which it answers, ``TRAJGANR_AGENT_FOLDER`` the folder
of this script. A request is a line of JSON, ``{"call": NAME, "with": {…}}`` with the name of a
function below, and so is its answer.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtNetwork import QLocalServer
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMenuBar,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextBrowser,
    QWidget,
)
from qgis.utils import iface, plugins

sys.path.append(os.environ["TRAJGANR_AGENT_FOLDER"])  # QGIS runs a text, not a file

import exhibits
from pulse import Pulse

Box = list[int]

#: Where something is entered.
ENTRIES = (QComboBox, QLineEdit, QAbstractSpinBox, QCheckBox)


class Agent:
    """Serves one driver, in the window's thread."""

    def __init__(self) -> None:
        self.pulse = Pulse()
        self._server = QLocalServer()
        self._server.listen(os.environ["TRAJGANR_AGENT_SOCKET"])
        self._server.newConnection.connect(self._accept)

    def _accept(self) -> None:
        # Kept, and no lambda: one that knew the connection was collected as garbage together with
        # it, and QGIS crashed at the next request.
        self._driver = self._server.nextPendingConnection()
        self._driver.readyRead.connect(self._answer)

    def _answer(self) -> None:
        connection = self._driver
        while connection.canReadLine():
            request = json.loads(bytes(connection.readLine()))
            try:
                answer = {"answer": CALLS[request["call"]](**request["with"])}
            except Exception as error:  # the driver tells it
                answer = {"error": f"{type(error).__name__}: {error}"}
            connection.write(json.dumps(answer).encode() + b"\n")
            connection.flush()


# Where things are: boxes are [left, top, width, height] on the screen.


def where(text: str, kind: str = "", window: str = "") -> Box | None:
    """The widget of that text, accessible name or object name; None where it is not to be seen.

    Args:
        text: without the marks of mnemonics.
        kind: the Qt class that it must be of.
        window: a part of the title of the window that it is in.
    """
    found = next(_named(text, kind, window), None)
    return None if found is None else _box(found)


def is_enabled(text: str, kind: str = "", window: str = "") -> bool:
    """Whether a widget is there and can be used."""
    return any(widget.isEnabled() for widget in _named(text, kind, window))


def where_parameter(name: str) -> Box | None:
    """Where the value of a parameter is entered in the algorithm's form that is in front."""
    form = _form()
    if form is None:
        return None
    wrapper = form.mainWidget().wrappers[name]
    widget = (
        wrapper.wrappedWidget() or wrapper.widget
    )  # QGIS knows none of a form's that Python made
    entries = [child for child in widget.findChildren(ENTRIES) if child.isVisible()]
    entry = widget if isinstance(widget, ENTRIES) or not entries else entries[0]
    return _box(entry) if entry.isVisible() else None


def where_tab(title: str) -> Box | None:
    """The tab of that title, of a dialog, a dock or docks that lie upon each other."""
    for bar in _visible(QTabBar, ""):
        for number in range(bar.count()):
            if bar.tabText(number).replace("&", "") == title:
                return _on_screen(bar, bar.tabRect(number))
    return None


def where_row(table: str, text: str) -> Box | None:
    """The first cell of that text in a table."""
    for view in _named(table, "QTableView", ""):
        assert isinstance(view, QTableView)
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                if str(model.index(row, column).data()) == text:
                    view.scrollTo(model.index(row, column))
                    rect = view.visualRect(model.index(row, column))
                    return _on_screen(view.viewport(), rect)
    return None


def where_item(text: str) -> Box | None:
    """The item of that text in a list."""
    for view in _visible(QListWidget, ""):
        for item in view.findItems(text, Qt.MatchFlag.MatchExactly):
            return _on_screen(view.viewport(), view.visualItemRect(item))
    return None


def where_action(text: str) -> Box | None:
    """The entry of that text in the menu bar or a menu that is open."""
    for menu in (*_visible(QMenu, ""), *_visible(QMenuBar, "")):
        for action in menu.actions():
            if action.text().replace("&", "") == text:
                return _on_screen(menu, menu.actionGeometry(action))
    return None


def where_on_map(lon: float, lat: float) -> Box:
    """A place on the map."""
    degrees, project = QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    place = QgsCoordinateTransform(degrees, project.crs(), project).transform(QgsPointXY(lon, lat))
    at = iface.mapCanvas().getCoordinateTransform().transform(place)
    return _on_screen(iface.mapCanvas().viewport(), QRect(int(at.x()), int(at.y()), 1, 1))


# How things stand.


def windows() -> list[str]:
    """The titles of the windows that are to be seen."""
    return [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()]


def messages() -> list[str]:
    """The text of the message bar."""
    # Not by its items: who asks QGIS for them owns them, and they go when Python lets go of them.
    return [text.toPlainText() for text in iface.messageBar().findChildren(QTextBrowser)]


def jobs() -> list[dict[str, Any]]:
    """The jobs that the dock shows, newest first."""
    return [
        {"job_id": job.job_id, "kind": job.kind, "name": job.name, "state": job.state.value}
        for job in _plugin().dock.jobs()
    ]


def layers() -> list[str]:
    """The names of the project's layers."""
    return [layer.name() for layer in QgsProject.instance().mapLayers().values()]


def texts(window: str) -> list[str]:
    """All that labels of a window say."""
    return [label.text() for label in _visible(QLabel, window)]


def texts_shown(window: str) -> list[str]:
    """All that a window shows to read: labels, buttons, titles of groups, and longer texts."""
    found = [widget.text() for widget in _visible(QLabel, window)]
    found += [widget.text() for widget in _visible(QAbstractButton, window)]
    found += [widget.title() for widget in _visible(QGroupBox, window)]
    found += [widget.toPlainText() for widget in _visible(QTextBrowser, window)]
    return [re.sub(r"<[^>]+>", " ", text.replace("&", "")) for text in found if text]


def is_drawn() -> bool:
    """Whether the map shows all that it is going to show."""
    return not iface.mapCanvas().isDrawing()


def is_photo_shown() -> bool:
    """Whether the panel about places shows a street view."""
    return bool(_plugin().panel._photo.has_arrived)


# Actions that the driver cannot do with a mouse.


def arrange(width: int, height: int, dock: int) -> None:
    """Give QGIS' window its size, and the dock its width."""
    window = iface.mainWindow()
    window.showNormal()
    window.move(0, 0)
    window.resize(width, height)
    window.findChild(QWidget, "Browser").hide()
    layers = window.findChild(QWidget, "Layers")
    window.resizeDocks([layers, _plugin().dock], [230, dock], Qt.Orientation.Horizontal)


def look_at(west: float, south: float, east: float, north: float) -> None:
    """Show a part of the map, in degrees."""
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    box = QgsReferencedRectangle(QgsRectangle(west, south, east, north), degrees)
    iface.mapCanvas().setReferencedExtent(box)
    iface.mapCanvas().refresh()


def resize(window: str, width: int, height: int) -> None:
    """Give a window its size."""
    for widget in _windows(window):
        widget.resize(width, height)


def use_theme(name: str) -> None:
    """Have QGIS take another theme."""
    QgsApplication.setUITheme(name)


def grab(path: str, window: str = "", part: str = "") -> bool:
    """Take a picture of a window, or of a widget in it; whether there was one."""
    if not window and not part:
        widgets: Iterator[QWidget] = iter([iface.mainWindow()])
    elif part:
        widgets = _named(part, "", window)
    else:
        widgets = _windows(window)
    widget = next(widgets, None)
    if widget is None:
        return False
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    return bool(widget.grab().save(path))


def mark(step: str) -> None:
    """From now on, gaps belong to that step."""
    agent.pulse.mark(step)


def gaps() -> list[dict[str, Any]]:
    """The times in which the window did not answer."""
    return agent.pulse.gaps()


def leave() -> None:
    """Close QGIS without the question whether to save."""
    QgsProject.instance().removeAllMapLayers()  # QGIS would ask about those in /tmp
    QgsProject.instance().setDirty(False)
    agent.pulse.end()
    iface.actionExit().trigger()


def _plugin() -> Any:
    return plugins["trajganr"]


def _form() -> AlgorithmDialog | None:
    forms = [w for w in QApplication.topLevelWidgets() if isinstance(w, AlgorithmDialog)]
    return next((form for form in reversed(forms) if form.isVisible()), None)


def _windows(title: str) -> Iterator[QWidget]:
    for widget in QApplication.topLevelWidgets():
        if widget.isVisible() and title in widget.windowTitle():
            yield widget


def _visible(kind: type[QWidget], window: str) -> Iterator[Any]:
    for top in _windows(window):
        if isinstance(top, kind):
            yield top
        for widget in top.findChildren(kind):
            if widget.isVisible() and widget.window() is top:
                yield widget


def _named(text: str, kind: str, window: str) -> Iterator[QWidget]:
    for widget in _visible(QWidget, window):
        if text in _names(widget) and (not kind or widget.inherits(kind)):
            _bring_into_view(widget)
            yield widget


def _names(widget: QWidget) -> tuple[str, ...]:
    caption = widget.text() if isinstance(widget, QAbstractButton) else ""
    if isinstance(widget, QGroupBox):
        caption = widget.title()
    return caption.replace("&", ""), widget.accessibleName(), widget.objectName()


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea) and above.widget() is not None:
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()


def _box(widget: QWidget) -> Box:
    """Where to click on a widget, whose window comes to the front as by a click on its title."""
    if not widget.window().isActiveWindow():
        widget.window().raise_()
        widget.window().activateWindow()
    _bring_into_view(widget)
    rect = widget.rect()
    if isinstance(widget, QRadioButton | QCheckBox):  # beside its text it does not feel a click
        rect.setWidth(min(rect.width(), widget.sizeHint().width()))
    return _on_screen(widget, rect)


def _on_screen(widget: QWidget, rect: QRect) -> Box:
    corner: QPoint = widget.mapToGlobal(rect.topLeft())
    return [corner.x(), corner.y(), rect.width(), rect.height()]


CALLS: dict[str, Callable[..., Any]] = {
    call.__name__: call
    for call in (
        where,
        is_enabled,
        where_parameter,
        where_tab,
        where_row,
        where_item,
        where_action,
        where_on_map,
        windows,
        messages,
        jobs,
        layers,
        texts,
        texts_shown,
        is_drawn,
        is_photo_shown,
        arrange,
        look_at,
        resize,
        use_theme,
        grab,
        mark,
        gaps,
        leave,
    )
} | exhibits.CALLS

agent = Agent()
