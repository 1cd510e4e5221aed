"""Import the whole plugin under PyQt 6, and construct and paint each widget that needs no QGIS.

No package of QGIS with Qt 6 is needed: its classes are stand-ins that do nothing. What derives
from one of them, or contains one, is only imported; ``check_qt6.py`` reads its code. Run the script
with a Python that has PyQt6 and pyzmq:

    python3 -m venv /tmp/qt6 && /tmp/qt6/bin/pip install PyQt6 pyzmq
    /tmp/qt6/bin/python .ci/construct_qt6.py
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar
from unittest.mock import MagicMock

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PyQt6 import QtCore, QtGui, QtNetwork, QtWidgets, QtXml, sip

ROOT = Path(__file__).resolve().parents[1]
QT = {"QtCore": QtCore, "QtGui": QtGui, "QtNetwork": QtNetwork, "QtWidgets": QtWidgets}
QGIS = ("qgis", "qgis.PyQt", "qgis.analysis", "qgis.core", "qgis.gui", "qgis.utils")
OTHERS = (
    *("osgeo", "processing", "processing.core", "processing.gui", "processing.gui.AlgorithmDialog"),
    *("processing.gui.AlgorithmDialogBase", "processing.gui.wrappers", "processing.tools"),
)
#: Widgets that contain widgets of QGIS, or read QGIS' settings when they are made.
WITH_QGIS = ("ProfilesDialog", "SetUpDialog", "TokenRow", "WorkerRow")
#: Values of the parameters of constructors, by their names.
ARGUMENTS: dict[str, Any] = {
    "action": "Action",
    "canvas": MagicMock(),
    "classes": ("low", "high"),
    "forms": MagicMock(),
    "key": "key",
    "monitor": MagicMock(),
    "most_rows": 3,
    "name": "Name",
    "parts": ("low", "high"),
    "placeholder": "Placeholder",
    "read": lambda: None,
    "separator": ";",
    "tasks": MagicMock(),
    "title": "Title",
}


class StandIn(type):
    """A class of QGIS, any member of which exists."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return MagicMock()


class Base(metaclass=StandIn):
    """What the stand-ins derive from."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        return MagicMock()


class Module(ModuleType):
    """A module of QGIS or GDAL, any class of which exists."""

    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = StandIn(name, (Base,), {})
        setattr(self, name, made)
        return made


class Application(Base):
    """``QgsApplication``: what widgets ask it."""

    @staticmethod
    def locale() -> str:
        return "de"

    @staticmethod
    def getThemeIcon(name: str) -> QtGui.QIcon:  # noqa: N802
        return QtGui.QIcon()


class CollapsibleBox(QtWidgets.QGroupBox):
    """``QgsCollapsibleGroupBoxBasic``, which many widgets contain."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        QtWidgets.QToolButton(self).setObjectName("collapseButton")

    def setCollapsed(self, collapsed: bool) -> None:  # noqa: N802
        pass


def main() -> None:
    """Print what was constructed; the first error ends it."""
    stand_in()
    application = QtWidgets.QApplication([])
    sys.excepthook = fail
    modules = list(plugin_modules())
    made, left = [], []
    for widget in widgets(modules):
        if widget.__name__ in WITH_QGIS:
            left.append(widget.__name__)
            continue
        show(widget)
        made.append(widget.__name__)
    application.processEvents()
    print(
        f"PyQt {QtCore.PYQT_VERSION_STR}, Qt {QtCore.qVersion()}: {len(modules)} modules imported"
    )
    print(f"{len(made)} widgets constructed and painted: {', '.join(made)}")
    print(f"{len(left)} with widgets or settings of QGIS only imported: {', '.join(left)}")


def stand_in() -> None:
    """Put stand-ins in the places of QGIS and GDAL, and PyQt 6 in the place of ``qgis.PyQt``."""
    for name in (*QGIS, *OTHERS):
        sys.modules[name] = Module(name)
    for name, module in {**QT, "QtXml": QtXml, "sip": sip}.items():
        sys.modules[f"qgis.PyQt.{name}"] = module
        setattr(sys.modules["qgis.PyQt"], name, module)
    # As qgis.PyQt does, which has them where Qt 5 has them.
    QtWidgets.QAction, QtWidgets.QShortcut = QtGui.QAction, QtGui.QShortcut
    sys.modules["qgis.core"].QgsApplication = Application
    sys.modules["qgis.gui"].QgsCollapsibleGroupBoxBasic = CollapsibleBox
    sys.path.insert(0, str(ROOT))


def fail(*error: Any) -> None:
    """End the program for an error in a slot or an event too, which PyQt would end by a crash."""
    sys.__excepthook__(*error)
    os._exit(1)


def plugin_modules() -> Iterator[ModuleType]:
    """All modules of the plugin."""
    package = importlib.import_module("qgis_plugin")
    for found in pkgutil.walk_packages(package.__path__, "qgis_plugin."):
        yield importlib.import_module(found.name)


def widgets(modules: list[ModuleType]) -> Iterator[Any]:
    """The classes of widgets that the modules define and that no other derives from, by name.

    Private ones are parts of others, with which they are made.
    """
    found = {
        thing
        for module in modules
        for thing in vars(module).values()
        if isinstance(thing, type)
        and issubclass(thing, QtWidgets.QWidget)
        and thing.__module__.startswith("qgis_plugin.")
    }
    for thing in sorted(found, key=lambda each: each.__name__):
        if not thing.__subclasses__() and not thing.__name__.startswith("_"):
            yield thing


def show(widget: Any) -> None:
    """Construct a widget, and paint it."""
    needed = inspect.signature(widget).parameters.values()
    values = {**ARGUMENTS, "parent": QtWidgets.QWidget()}
    made = widget(*(values[one.name] for one in needed if one.default is inspect.Parameter.empty))
    if widget.__name__ == "ButtonGrid":
        made.add("Text", "", "Tip")  # it is never empty
    made.resize(300, 400)
    made.grab()


if __name__ == "__main__":
    main()
