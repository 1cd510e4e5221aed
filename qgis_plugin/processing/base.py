"""The ladder that the algorithms stand on."""

from __future__ import annotations

import tempfile
from abc import abstractmethod
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtGui import QIcon

from trajganr_core.choices import DEVICES
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.protocol.jobs import JobParams

from .. import resources
from ..client.session import connect_or_start, missing_dependency, run_job
from ..i18n import tr
from ..layers.tables import check_file

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

Parameters = dict[str, Any]
Results = dict[str, Any]


class TrajganrAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose errors say what to do next.

    Subclasses set ``ID``, ``TITLE``, ``GROUP_ID`` and ``GROUP``; neither ids nor names of
    parameters ever change, because people's models and scripts name them.
    """

    ID: ClassVar[str]
    TITLE: ClassVar[str]
    GROUP_ID: ClassVar[str]
    GROUP: ClassVar[str]

    def createInstance(self) -> TrajganrAlgorithm:
        return type(self)()

    def name(self) -> str:
        return self.ID

    def displayName(self) -> str:
        return tr(self.TITLE)

    def groupId(self) -> str:
        return self.GROUP_ID

    def group(self) -> str:
        return tr(self.GROUP)

    def icon(self) -> QIcon:
        return resources.icon()

    def shortHelpString(self) -> str:
        return resources.help_text(self.ID)

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        try:
            return self.execute(parameters, context, feedback)
        except TrajganrError as error:
            failure = QgsProcessingException(describe(error))
        # Raised here, without the error as its context: QGIS never lets go of the exception, and
        # through the error's traceback it would hold the layers until it crashes at exit.
        raise failure

    @abstractmethod
    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        """Do the work; a :class:`TrajganrError` becomes the algorithm's error."""

    def add(self, parameter: QgsProcessingParameterDefinition, help_text: str = "") -> None:
        """Add a parameter that everybody sees."""
        parameter.setHelp(help_text)
        self.addParameter(parameter)

    def add_advanced(
        self, parameter: QgsProcessingParameterDefinition, help_text: str = ""
    ) -> None:
        """Add a parameter that is folded away under *Advanced*."""
        parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.add(parameter, help_text)


class JobAlgorithm(TrajganrAlgorithm):
    """Runs one job on the worker, from the thread that QGIS gives the algorithm."""

    JOB = "JOB"

    def canExecute(self) -> tuple[bool, str]:
        reason = missing_dependency()
        return not reason, reason

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        with (
            tempfile.TemporaryDirectory(prefix="trajganr-") as folder,
            connect_or_start(feedback) as client,
        ):
            params = self.job(parameters, context, feedback, client, Path(folder))
            job = run_job(client, params, feedback)
            return {
                self.JOB: job["job_id"],
                **self.results(job, parameters, context, feedback, client),
            }

    @abstractmethod
    def job(
        self,
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
        folder: Path,
    ) -> JobParams:
        """The job to submit; its files are sent first, ``folder`` is for exporting them."""

    @abstractmethod
    def results(
        self,
        job: dict[str, Any],
        parameters: Parameters,
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        client: Client,
    ) -> Results:
        """The algorithm's outputs, from the job that succeeded."""

    def find_mistake(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """What is obviously wrong with a layer, and what to do; '' if nothing is."""
        source = self.parameterAsSource(parameters, name, context)
        if source is not None:
            return "" if source.sourceCrs().isValid() else describe(_no_crs(source.sourceName()))
        given = parameters.get(name)
        # A name that is not of a project's layer is a file, perhaps with a layer after the bar.
        if isinstance(given, str) and given:
            try:
                check_file(Path(given.partition("|")[0]))
            except TrajganrError as error:
                return describe(error)
        return ""

    def add_job_output(self) -> None:
        """Declare the output that every job has."""
        self.addOutput(QgsProcessingOutputString(self.JOB, tr("Job id")))

    def add_name(self, default: str) -> None:
        """Ask what the result is called."""
        self.add(QgsProcessingParameterString("NAME", tr("Name"), default))

    def add_seed(self) -> None:
        """Ask for the seed of every random choice."""
        self.add_advanced(
            QgsProcessingParameterNumber("SEED", tr("Random seed"), defaultValue=JobParams.seed)
        )

    def add_device(self) -> None:
        """Ask what the worker computes on."""
        self.add_advanced(
            enum("DEVICE", tr("Device of the worker"), DEVICES, DEVICES[0]),
            tr("auto takes the GPU if the worker has one, and says which it took."),
        )


def enum(
    name: str,
    description: str,
    options: tuple[str, ...],
    default: str | list[str] | None,
    *,
    multiple: bool = False,
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """A choice whose values are its own words, so that scripts read well and never shift."""
    return QgsProcessingParameterEnum(
        name,
        description,
        options=list(options),
        allowMultiple=multiple,
        defaultValue=default,
        optional=optional,
        usesStaticStrings=True,
    )


def describe(error: TrajganrError) -> str:
    """An error as a person reads it: what happened, what to do, and the code."""
    return "\n".join(filter(None, (error.message, error.next_action, f"[{error.code.value}]")))


def _no_crs(layer: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_CRS,
        "Layer {layer} has no coordinate reference system.",
        "Set it in the layer's properties.",
        layer=layer,
    )


def report_dropped(dropped: Counter[str], feedback: QgsProcessingFeedback) -> None:
    """Say what was left out, and why."""
    for reason, count in dropped.items():
        if count:
            feedback.pushWarning(tr("Left out {n} {reason}.").format(n=count, reason=reason))
