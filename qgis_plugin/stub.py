"""Loaded instead of the plugin if it cannot start."""

from __future__ import annotations

import traceback
from html import escape
from typing import Any

from qgis.core import Qgis, QgsMessageLog


class StubPlugin:
    """Shows in the message bar and in the log why TrajGANR did not start."""

    def __init__(self, iface: Any, error: Exception) -> None:
        self.iface = iface
        self.error = error

    def initProcessing(self) -> None:
        """Log the error; ``qgis_process`` calls only this."""
        details = "".join(traceback.format_exception(self.error))
        QgsMessageLog.logMessage(
            f"TrajGANR could not start: {self.error}\n{details}",
            "TrajGANR",
            Qgis.MessageLevel.Critical,
        )

    def initGui(self) -> None:
        """Show the error in the message bar."""
        self.initProcessing()
        self.iface.messageBar().pushMessage(
            "TrajGANR could not start",
            f"{escape(str(self.error))}. The log panel's TrajGANR tab has the details.",
            Qgis.MessageLevel.Critical,
            0,
        )

    def unload(self) -> None:
        """Unload the core; nothing else was loaded."""
        from . import core_loader

        core_loader.unload()
