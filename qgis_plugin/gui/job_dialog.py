"""The form of an algorithm that runs a job, with an estimate of the job."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase
from qgis.core import QgsProcessingParameterNumber
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import TrajganrError

from ..background_task import BackgroundTask, Report
from ..client.catalogue import CATALOGUE
from ..client.estimates import (
    Cost,
    Estimate,
    describe_estimate,
    duration,
    estimate_of,
    is_long,
    lighter,
)
from ..client.session import connect
from ..i18n import tr
from .widgets import text_label

if TYPE_CHECKING:
    from ..processing.base import JobAlgorithm

#: Delay after a change before an estimate is requested, milliseconds.
REQUEST_AFTER_MS = 600


@dataclass(frozen=True)
class Forecast:
    """The estimate of a job, and lighter settings if it takes too long."""

    cost: Cost
    estimate: Estimate
    settings: dict[str, int] | None = None
    lighter: Estimate | None = None


class JobDialog(AlgorithmDialog):
    """Processing's own form, with a line below the parameters.

    If the default settings of a training would take hours on this worker, the form opens with
    lighter settings and a note.

    Args:
        algorithm: a new instance, which the dialog takes over.
        parent: QGIS' window.
    """

    def __init__(self, algorithm: JobAlgorithm, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, parent=parent)
        self.estimate = text_label(tr("Estimate"))
        self.estimate.setTextFormat(Qt.TextFormat.PlainText)
        self.mainWidget().layout().addWidget(self.estimate)
        self._may_adjust = True
        self._requested: Cost | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REQUEST_AFTER_MS)
        self._timer.timeout.connect(self._request)
        for wrapper in self.mainWidget().wrappers.values():
            wrapper.widgetValueHasChanged.connect(lambda *_: self._timer.start())
        CATALOGUE.changed.connect(self._timer.start)
        self._timer.start()

    def _request(self) -> None:
        cost = self._cost()
        if cost is None:
            self._requested = None
            self.estimate.clear()
        elif cost != self._requested:
            self._requested = cost
            task = BackgroundTask(tr("Estimating the job"), partial(_forecast, cost))
            task.succeeded.connect(self._show)
            task.failed.connect(self._show_failure)
            task.begin()

    def _cost(self) -> Cost | None:
        """What to estimate for the current form; None while it is incomplete or invalid."""
        try:
            parameters = self.mainWidget().createProcessingParameters()
            return self.algorithm().cost_of(parameters, self.processingContext())
        except (TrajganrError, *_INVALID):
            return None

    def _show(self, forecast: Forecast) -> None:
        if forecast.cost != self._requested:
            return  # the form has changed since
        if forecast.settings is None:
            self.estimate.setText(_text(forecast))
            self._may_adjust = False
        elif self._may_adjust and self._has_defaults(forecast.settings):
            self._may_adjust = False
            self._requested = self._adjusted(forecast.settings)
            self.estimate.setText(_adjusted_text(forecast))
        else:
            self.estimate.setText(_text(forecast))

    def _show_failure(self, error: TrajganrError) -> None:
        self._requested = None  # the worker may have the missing input later
        self.estimate.setText(tr("No estimate: {reason}").format(reason=error.message))

    def _has_defaults(self, names: dict[str, int]) -> bool:
        """Whether these settings are unchanged."""
        parameters = self.mainWidget().createProcessingParameters()
        return all(
            parameters.get(name.upper(), self._default(name)) == self._default(name)
            for name in names
        )

    def _default(self, name: str) -> Any:
        definition = self.algorithm().parameterDefinition(name.upper())
        assert isinstance(definition, QgsProcessingParameterNumber)  # nosec B101 # the algorithm is ours
        return definition.defaultValue()

    def _adjusted(self, settings: dict[str, int]) -> Cost | None:
        for name, value in settings.items():
            wrapper = self.mainWidget().wrappers[name.upper()]
            wrapper.setParameterValue(value, self.processingContext())
        return self._cost()


_INVALID = (AlgorithmDialogBase.InvalidParameterValue, AlgorithmDialogBase.InvalidOutputExtension)


def _forecast(cost: Cost, report: Report) -> Forecast:
    with connect() as client:
        estimate = estimate_of(client, cost)
        if not is_long(estimate):
            return Forecast(cost, estimate)
        return Forecast(cost, estimate, *(lighter(client, cost) or ()))


def _text(forecast: Forecast) -> str:
    text = describe_estimate(forecast.estimate)
    if forecast.settings is None or forecast.lighter is None:
        return text
    hint = tr("With {settings} it takes about {time}.").format(
        settings=_named(forecast.settings),
        time=duration(forecast.lighter["seconds"]["likely"]),
    )
    return f"{text} {hint}"


def _adjusted_text(forecast: Forecast) -> str:
    """The estimate of the lighter settings, and what was changed."""
    assert forecast.settings is not None and forecast.lighter is not None  # nosec B101
    hint = tr(
        "Chosen for this worker: {settings}. With the defaults it would take about {time}."
    ).format(
        settings=_named(forecast.settings),
        time=duration(forecast.estimate["seconds"]["likely"]),
    )
    return f"{describe_estimate(forecast.lighter)} {hint}"


def _named(settings: dict[str, int]) -> str:
    titles = {
        "epochs": tr("epochs"),
        "dimension": tr("width of the embedding"),
        "layers": tr("transformer layers"),
    }
    return ", ".join(f"{titles[name]} {value}" for name, value in settings.items())
