"""Forms of algorithms that the dock opens, filled in; and pages for the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingAlgorithm
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.kinds.prepare import PrepareResult
from trajganr_core.contract.kinds.report import ReportParams
from trajganr_core.contract.protocol.answers import JobRecord

from ..client.monitor import Monitor
from ..client.reports import fetch_report, make_report
from ..i18n import tr
from ..processing.kind_algorithm import KindAlgorithm

#: The algorithm whose form ends with a card.
CITY_FORM = "predictmycity"


#: The forms that were opened: one that is closed may still run its algorithm.
_open: list[QWidget] = []


class Forms(QObject):
    """Opens forms; Qt would call a plain function in the client's thread."""

    def open(self, algorithm: str, parameters: dict[str, Any]) -> None:
        """Open an algorithm's form with some of it filled in."""
        open_form(algorithm, parameters)


def open_form(algorithm: str, parameters: dict[str, Any]) -> QWidget:
    """Open an algorithm's dialog with some of its form filled in."""
    from qgis import processing  # a plugin of QGIS itself, which may be loaded after this one

    dialog: Any = processing.createAlgorithmDialog(algorithm, parameters)
    _open.append(dialog)
    dialog.show()
    return dialog


def create_form(algorithm: QgsProcessingAlgorithm, parent: QWidget | None) -> QWidget:
    """The form of an algorithm; of one that runs a job, with an estimate."""
    from .city_dialog import CityDialog  # imports QGIS' Processing, as open_form does
    from .job_dialog import Form, JobDialog

    if isinstance(algorithm, KindAlgorithm):
        dialog = CityDialog if algorithm.name() == CITY_FORM else JobDialog
        return dialog(algorithm, parent)
    return Form(algorithm, parent)


def show_report(monitor: Monitor, bundle: str, name: str) -> None:
    """Create the quality report of a bundle, save it, and open it in the browser."""
    monitor.transfer(
        tr("Making the quality report"),
        lambda client, report: make_report(client, bundle, name, report),
        open_in_browser,
    )


def show_report_of_job(monitor: Monitor, job: JobRecord) -> None:
    """Open the quality report that a job has created, or that of the bundle that it prepared."""
    if job.kind != ReportParams.kind:
        show_report(monitor, PrepareResult.of(job).bundle or "", job.name)
        return
    monitor.transfer(
        tr("Fetching the quality report"),
        lambda client, report: fetch_report(client, job.job_id, report),
        open_in_browser,
    )


def open_in_browser(path: Path) -> None:
    """Open a file with what the system shows web pages with."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
