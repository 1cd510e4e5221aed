"""Runs inside QGIS Desktop (``--code``): loads and unloads the plugin repeatedly.

The file in ``TRAJGANR_RELOADS`` receives counts of objects before the first round, after the first
and after the last. QGIS is closed in any case.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

from qgis import utils
from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProject
from qgis.PyQt.QtCore import QEvent, QEventLoop, QObject, QTimer
from qgis.PyQt.QtWidgets import QAction

ROUNDS = 20
NAME = "trajganr"
#: Time for the dock to find its worker, and for its threads and sockets to end.
PAUSE_MS = 400


def main() -> None:
    """Load and unload the plugin, and write the counts."""
    result: dict[str, Any] = {"rounds": 0, "messages": []}
    log = QgsApplication.messageLog()
    log.messageReceived[str, str, Qgis.MessageLevel].connect(
        lambda text, tag, level: result["messages"].append(f"{tag}: {text}")
    )
    # QGIS loses the separator above its plugins' menus whenever the last of them goes.
    utils.iface.addPluginToMenu("Another", QAction("Another", utils.iface.mainWindow()))
    # QGIS makes the tab of a kind of message at the first one, and keeps it.
    QgsMessageLog.logMessage("The tab of messages is there.", "Messages", Qgis.MessageLevel.Info)
    try:
        utils.unloadPlugin(NAME)
        pause()
        result["before"] = census()
        for _ in range(ROUNDS):
            assert utils.loadPlugin(NAME)
            assert utils.startPlugin(NAME)
            pause()
            result.setdefault("loaded", census())
            assert utils.unloadPlugin(NAME)
            pause()
            result["rounds"] += 1
            result.setdefault("first", census())
        result["last"] = census()
    finally:
        Path(os.environ["TRAJGANR_RELOADS"]).write_text(json.dumps(result), encoding="utf-8")
        QgsProject.instance().setDirty(False)
        utils.iface.actionExit().trigger()


def pause() -> None:
    """Let QGIS go on for a moment, as it does while nobody clicks."""
    loop = QEventLoop()
    QTimer.singleShot(PAUSE_MS, loop.quit)
    loop.exec()
    QgsApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


def census() -> dict[str, dict[str, int]]:
    """What there is in QGIS now, counted by what a person or a system would call it."""
    window = utils.iface.mainWindow()
    modules = (name for name in sys.modules if name.partition(".")[0] in (NAME, "trajganr_core"))
    providers = QgsApplication.processingRegistry().providers()
    return {
        "providers": Counter(provider.id() for provider in providers),
        "objects": Counter(called(each) for each in window.findChildren(QObject)),
        "threads": Counter(thread.name for thread in threading.enumerate()),
        "modules": Counter(modules),
        "files": {"open": len(os.listdir("/proc/self/fd"))},  # noqa: PTH208
    }


def called(thing: QObject) -> str:
    """The class of an object, and its name where it has one."""
    return f"{thing.metaObject().className()} {thing.objectName()}".strip()


QTimer.singleShot(1000, main)
