"""The form of an algorithm that runs a job, with an estimate of the job."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from processing.gui.AlgorithmDialog import AlgorithmDialog
from processing.gui.AlgorithmDialogBase import AlgorithmDialogBase
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QDialogButtonBox, QTextBrowser, QWidget

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.answers import Estimate
from trajganr_core.contract.texts.quantities import duration_text

from ..background_task import BackgroundTask, Report
from ..client.catalogue import CATALOGUE
from ..client.estimates import Cost, describe_estimate, estimate_of, is_long, lighter
from ..client.session import connect
from ..i18n import localised, tr
from .layer_choice import LayerChoice
from .widgets import text_label

if TYPE_CHECKING:
    from ..processing.kind_algorithm import KindAlgorithm

#: Delay after a change before an estimate is requested, milliseconds.
REQUEST_AFTER_MS = 600
#: In which Processing writes help in all themes.
GREYS_OF_HELP = ("#333333", "#555555", "#666666")
#: Lightness above which a text is that of a dark theme, out of 255.
LIGHT = 128
#: Titles of the settings that are changed to lighter ones.
TITLES = {"epochs": "epochs", "dimension": "width of the embedding", "layers": "transformer layers"}


@dataclass(frozen=True)
class Forecast:
    """The estimate of a job; if it takes too long, lighter settings and their estimate."""

    cost: Cost
    estimate: Estimate
    lighter: tuple[dict[str, int], Estimate] | None = None


class Form(AlgorithmDialog):  # type: ignore[misc] # of QGIS, without types
    """Processing's own form, whose help F1 opens too.

    Args:
        algorithm: a new instance, which the dialog takes over.
        parent: QGIS' window.
    """

    def __init__(self, algorithm: QgsProcessingAlgorithm, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, parent=parent)
        self.buttonBox().button(QDialogButtonBox.StandardButton.Help).setShortcut("F1")
        help_text = self.findChild(QTextBrowser, "textShortHelp")
        if help_text is not None:  # its name is QGIS' own
            _make_readable(help_text)
        self._choice = LayerChoice(self)

    def setParameters(self, parameters: dict[str, Any]) -> None:
        super().setParameters(parameters)
        self._choice.choose(besides=parameters)

    def createFeedback(self) -> QgsProcessingFeedback:
        """QGIS' own, which writes the results in words."""
        feedback = super().createFeedback()
        # Weak: a cycle would be collected in any thread, where Qt's objects must not be destroyed.
        feedback.pushFormattedResults = partial(_push_results, weakref.ref(feedback))
        return feedback


def _push_results(
    feedback: weakref.ref[QgsProcessingFeedback],
    algorithm: QgsProcessingAlgorithm,
    context: QgsProcessingContext,
    results: dict[str, Any],
) -> None:
    """Log the outputs by their titles, with as many digits as are read."""
    log = feedback()
    if log is None:
        return
    log.pushInfo(tr("Results:"))
    for output in algorithm.outputDefinitions():
        if results.get(output.name()) not in (None, ""):
            log.pushInfo(f"{output.description()}: {_in_words(results[output.name()])}")


def _in_words(value: Any) -> str:
    if isinstance(value, bool | int | float):
        is_long = isinstance(value, int) or abs(value) >= 1000
        return localised(f"{value:,.0f}" if is_long else f"{value:.3g}")
    return str(value)


def _make_readable(help_text: QTextBrowser) -> None:
    """Write a form's help in the colour of the theme where QGIS' own greys are too dark."""
    help_text.ensurePolished()
    ink = help_text.palette().color(QPalette.ColorRole.Text)
    if ink.lightness() > LIGHT:
        html = help_text.toHtml()
        for grey in GREYS_OF_HELP:
            html = html.replace(grey, ink.name())
        help_text.setHtml(html)


class JobDialog(Form):
    """The form of a job, with a line below the parameters.

    If the default settings of a training would take hours on this worker, the form opens with
    lighter settings and a note.
    """

    def __init__(self, algorithm: KindAlgorithm, parent: QWidget | None = None) -> None:
        super().__init__(algorithm, parent)
        self.estimate = text_label(tr("Estimate"))
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
        text = describe_estimate(forecast.estimate)
        if forecast.lighter is None:
            self._may_adjust = False
            self.estimate.setText(text)
            return
        settings, lighter_estimate = forecast.lighter
        names = ", ".join(f"{tr(TITLES[name])} {value}" for name, value in settings.items())
        if self._may_adjust and self._has_defaults(settings):
            self._may_adjust = False
            self._requested = self._adjusted(settings)
            text = describe_estimate(lighter_estimate)
            hint = tr(
                "Chosen for this worker: {settings}. With the defaults it would take about {time}."
            ).format(settings=names, time=_time(forecast.estimate))
        else:
            hint = tr("With {settings} it takes about {time}.").format(
                settings=names, time=_time(lighter_estimate)
            )
        self.estimate.setText(f"{text} {hint}")

    def _show_failure(self, error: TrajganrError) -> None:
        self._requested = None  # the worker may have the missing input later
        reason = CATALOGUE.named(error).message
        self.estimate.setText(tr("No estimate: {reason}").format(reason=reason))

    def _has_defaults(self, names: dict[str, int]) -> bool:
        """Whether these settings are unchanged."""
        parameters = self.mainWidget().createProcessingParameters()
        definitions = [self.algorithm().parameterDefinition(name.upper()) for name in names]
        return all(
            parameters.get(one.name(), one.defaultValue()) == one.defaultValue()
            for one in definitions
        )

    def _adjusted(self, settings: dict[str, int]) -> Cost | None:
        for name, value in settings.items():
            wrapper = self.mainWidget().wrappers[name.upper()]
            wrapper.setParameterValue(value, self.processingContext())
        return self._cost()


_INVALID = (AlgorithmDialogBase.InvalidParameterValue, AlgorithmDialogBase.InvalidOutputExtension)


def _forecast(cost: Cost, report: Report) -> Forecast:
    with connect() as client:
        estimate = estimate_of(client, cost)
        return Forecast(cost, estimate, lighter(client, cost) if is_long(estimate) else None)


def _time(estimate: Estimate) -> str:
    return duration_text(estimate.seconds.likely).said(tr) if estimate.seconds else ""
