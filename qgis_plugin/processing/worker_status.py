"""Shows the status of the worker."""

from __future__ import annotations

from qgis.core import QgsProcessingOutputString

from trajganr_core.contract.kinds.algorithm import Algorithm, Count

from ..client.session import connect
from ..i18n import tr
from .base import Parameters, Results, Run, WorkerAlgorithm


class WorkerStatus(WorkerAlgorithm):
    """Version, device and queue of the running worker; does not start one."""

    about = Algorithm(
        "workerstatus",
        "Worker status",
        "Shows version, device and queue of the running worker",
        ("gpu", "queue", "server", "version"),
        "worker",
        "worker.md",
        counts=(Count("QUEUED", "Queued jobs"), Count("RUNNING", "Running jobs")),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.addOutput(QgsProcessingOutputString("VERSION", tr("Version")))
        self.addOutput(QgsProcessingOutputString("DEVICE", tr("Device")))
        self.addOutput(QgsProcessingOutputString("HOME", tr("Home folder")))
        self.add_counts()

    def execute(self, run: Run) -> Results:
        with connect() as client:
            status = client.status()
        results = {
            "VERSION": status.version,
            "DEVICE": status.device,
            "HOME": status.home,
            "QUEUED": status.queue.queued,
            "RUNNING": status.queue.running,
        }
        for name, value in results.items():
            run.feedback.pushInfo(f"{name.capitalize()}: {value}")
        return results
