"""What the worker says of itself."""

from __future__ import annotations

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ..client.session import connect, missing_dependency
from ..i18n import tr
from .base import Parameters, Results, TrajganrAlgorithm


class WorkerStatus(TrajganrAlgorithm):
    """Asks the running worker for its version, device and queue; starts none."""

    ID = "workerstatus"
    TITLE = "Worker status"
    SUMMARY = "Says what the running worker is doing, and on which device"
    TAGS = ("gpu", "queue", "server", "version")
    GROUP_ID = "worker"
    GROUP = "Worker"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.addOutput(QgsProcessingOutputString("VERSION", tr("Version")))
        self.addOutput(QgsProcessingOutputString("DEVICE", tr("Device")))
        self.addOutput(QgsProcessingOutputString("HOME", tr("Home folder")))
        self.addOutput(QgsProcessingOutputNumber("QUEUED", tr("Jobs that wait")))
        self.addOutput(QgsProcessingOutputNumber("RUNNING", tr("Jobs that run")))

    def canExecute(self) -> tuple[bool, str]:
        reason = missing_dependency()
        return not reason, reason

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        with connect() as client:
            status = client.status()
        results = {
            "VERSION": status["version"],
            "DEVICE": status["device"],
            "HOME": status["home"],
            "QUEUED": status["queue"]["queued"],
            "RUNNING": status["queue"]["running"],
        }
        for name, value in results.items():
            feedback.pushInfo(f"{name.capitalize()}: {value}")
        return results
