"""The ladder that the algorithms stand on."""

from __future__ import annotations

import tempfile
from abc import abstractmethod
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProperty,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.protocol.file_names import inside
from trajganr_core.contract.protocol.jobs import JobParams
from trajganr_core.contract.results import JobResult

from .. import resources
from ..client.estimates import Cost
from ..client.session import connect_or_start, fetch_file, missing_dependency, run_job, send_file
from ..i18n import tr
from .choice_words import words_of
from .kept_results import kept
from .output_paths import check_outputs

if TYPE_CHECKING:
    from trajganr_core.contract.protocol.client import Client

#: The class of the feedback of a model's steps. Python sees its base class only.
STEP_FEEDBACK = "QgsProcessingMultiStepFeedback"

Parameters = dict[str, Any]
Results = dict[str, Any]


class TrajganrAlgorithm(QgsProcessingAlgorithm):
    """An algorithm whose errors say what to do next.

    Subclasses set ``ID``, ``TITLE``, ``GROUP_ID`` and ``GROUP``; neither ids nor names of
    parameters ever change, because people's models and scripts name them. ``SUMMARY`` says in a
    line what it does, ``TAGS`` are further words that it is found by.
    """

    ID: ClassVar[str]
    TITLE: ClassVar[str]
    GROUP_ID: ClassVar[str]
    GROUP: ClassVar[str]
    SUMMARY: ClassVar[str]
    TAGS: ClassVar[tuple[str, ...]]

    def __init__(self) -> None:
        super().__init__()
        self._destinations: dict[str, str] = {}

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
        return resources.icon(self.GROUP_ID)

    def shortDescription(self) -> str:
        return tr(self.SUMMARY)

    def tags(self) -> list[str]:
        return [tr(tag) for tag in self.TAGS]

    def shortHelpString(self) -> str:
        return resources.help_text(self.ID)

    def helpUrl(self) -> str:
        return resources.help_url(self.ID)

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            check_outputs(self, parameters, context)
        except TrajganrError as error:
            return False, describe(error)
        return super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # Nobody checks the values of a model's steps.
        try:
            check_outputs(self, parameters, context)
        except TrajganrError as error:
            feedback.reportError(describe(error), fatalError=True)
            return False
        return super().prepareAlgorithm(parameters, context, feedback)

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        try:
            return self.execute(parameters, context, feedback)
        except TrajganrError as error:
            if is_wanted(error, feedback):
                feedback.pushInfo(f"{error.message} {error.next_action}")
                return {}
            failure = QgsProcessingException(describe(error))
        # Raised here, without the error as its context: QGIS never lets go of the exception, and
        # through the error's traceback it would hold the layers until it crashes at exit.
        raise failure

    @abstractmethod
    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        """Do the work; a :class:`TrajganrError` becomes the algorithm's error."""

    def destination(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> Path:
        """The file or folder of an output, the same one throughout a run.

        A temporary layer that a project is going to show gets a lasting file: see :func:`kept`.

        Not for checks: QGIS makes a new temporary path each time it is asked for one, and reports
        an error for every path at which it finds no layer after the run.
        """
        if name not in self._destinations:
            definition = self.parameterDefinition(name)
            if isinstance(definition, QgsProcessingParameterVectorDestination):
                title = self.parameterAsString(parameters, "NAME", context)
                ending = f".{definition.defaultFileExtension()}"
                lasting = kept(parameters[name], title or definition.description(), ending, context)
                path = self.parameterAsOutputLayer({**parameters, name: lasting}, name, context)
            else:
                path = self.parameterAsFileOutput(parameters, name, context)
            self._destinations[name] = path
        return Path(self._destinations[name])

    def named_output(self, parameters: Parameters, name: str, context: QgsProcessingContext) -> str:
        """The output that a person has named; '' for a temporary one. Changes nothing."""
        given = parameters.get(name)
        if isinstance(given, QgsProcessingOutputLayerDefinition):
            given = given.sink
        if isinstance(given, QgsProperty):
            given, _ = given.valueAsString(context.expressionContext())
        return "" if given in (None, QgsProcessing.TEMPORARY_OUTPUT) else str(given)

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

    def add_bundle(self, help_text: str = "", *, optional: bool = False) -> None:
        """Ask for a prepared study area."""
        self.add(
            made_id("BUNDLE", tr("Bundle id"), "bundle", optional=optional),
            help_text or tr("The id that 'Prepare study area' answers; the dock lists it too."),
        )

    def add_model(self, help_text: str, *, optional: bool = False) -> None:
        """Ask for a model."""
        self.add(made_id("MODEL", tr("Model id"), "model", optional=optional), help_text)


@dataclass(frozen=True)
class AlgorithmRun:
    """One run of a job: what the form says, and what the work is done with.

    Attributes:
        parameters, context, feedback: as QGIS gives them.
        client: of the worker.
        folder: for files on their way to the worker or back; it goes after the run.
    """

    parameters: Parameters
    context: QgsProcessingContext
    feedback: QgsProcessingFeedback
    client: Client
    folder: Path

    def send(self, path: Path, description: str) -> str:
        """Give the worker a file, and answer the reference by which a job names it."""
        return send_file(self.client, path, description, self.feedback)

    def fetch(self, job: dict[str, Any], name: str, path: Path | None = None) -> Path:
        """Save a file of a job's result, in the folder where no path is given."""
        path = path or inside(self.folder, name)
        fetch_file(self.client, job["job_id"], name, path, self.feedback)
        return path


class JobAlgorithm(TrajganrAlgorithm):
    """Runs one job on the worker, from the thread that QGIS gives the algorithm.

    Subclasses set ``OPTIONS`` to the class of the job's parameters.
    """

    OPTIONS: type[JobParams]
    JOB = "JOB"
    #: Creates the form; the plugin sets it in QGIS Desktop, and without it QGIS creates its own.
    create_form: ClassVar[Callable[[JobAlgorithm, QWidget | None], QWidget] | None] = None

    def createCustomParametersWidget(self, parent: QWidget | None = None) -> QWidget | None:
        create_form = type(self).create_form
        return create_form(self.create(), parent) if create_form is not None else None

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        """What says how much the job will cost before anything is sent; None where nothing does.

        Raises:
            TrajganrError: what the job would be refused for.
        """
        return None

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
            client.abilities.check_job(self.OPTIONS)  # before files are uploaded
            run = AlgorithmRun(parameters, context, feedback, client, Path(folder))
            params = self.job(run)
            job = run_job(client, params, feedback) | {"params": params.to_dict()}
            for remark in JobResult.of(job).remarks:
                feedback.pushInfo(remark)
            return {self.JOB: job["job_id"], **self.results(job, run)}

    @abstractmethod
    def job(self, run: AlgorithmRun) -> JobParams:
        """The job to submit; its files are sent first."""

    @abstractmethod
    def results(self, job: dict[str, Any], run: AlgorithmRun) -> Results:
        """The algorithm's outputs, from the job that succeeded, which tells its ``params`` too."""

    def add_job_output(self) -> None:
        """Declare the output that every job has."""
        self.addOutput(QgsProcessingOutputString(self.JOB, tr("Job id")))


def made_id(
    name: str, description: str, kind: str, *, optional: bool = False
) -> QgsProcessingParameterString:
    """An id of what a job has made, a ``bundle`` or a ``model``, which a form offers by name."""
    return _offered(name, description, "id_widget.IdWidget", kind, optional)


def made_ids(
    name: str, description: str, kind: str, *, optional: bool = False
) -> QgsProcessingParameterString:
    """Ids of what jobs have made, as :func:`made_id`, with commas between them."""
    return _offered(name, description, "id_list_widget.IdListWidget", kind, optional)


def _offered(
    name: str, description: str, widget: str, kind: str, optional: bool
) -> QgsProcessingParameterString:
    parameter = QgsProcessingParameterString(name, description, optional=optional)
    asked = {"class": f"{__package__}.{widget}", "kind": kind}
    parameter.setMetadata({"widget_wrapper": asked})
    return parameter


def enum(
    name: str,
    description: str,
    options: tuple[str, ...],
    default: str | list[str] | None,
    *,
    multiple: bool = False,
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """A choice whose values are codes, so that scripts read well and never shift.

    Forms show words for them, where :mod:`choice_words` has any.
    """
    parameter = QgsProcessingParameterEnum(
        name,
        description,
        options=list(options),
        allowMultiple=multiple,
        defaultValue=default,
        optional=optional,
        usesStaticStrings=True,
    )
    show_words(parameter)
    return parameter


def show_words(choice: QgsProcessingParameterEnum) -> None:
    """Have forms show words in the place of a choice's codes."""
    words = words_of(choice.name())
    if words:
        asked = {"class": f"{__package__}.choice_widget.ChoiceWidget", "words": words}
        choice.setMetadata({"widget_wrapper": asked})


def is_wanted(error: TrajganrError, feedback: QgsProcessingFeedback) -> bool:
    """Whether a person has cancelled the job or let it go on alone, in a window.

    Then the run ends without an error, which QGIS would print in red. In the main thread, where
    scripts and ``qgis_process`` run algorithms, a run that raises nothing would count as a success,
    and a model would go on with its next step.
    """
    is_task = QThread.currentThread() is not QCoreApplication.instance().thread()
    is_step = feedback.metaObject().className() == STEP_FEEDBACK and not feedback.isCanceled()
    return error.code in (Code.JOB_CANCELLED, Code.JOB_DETACHED) and is_task and not is_step


def describe(error: TrajganrError) -> str:
    """An error as a person reads it: what happened, what to do, and the code."""
    return "\n".join(filter(None, (error.message, error.next_action, f"[{error.code.value}]")))


def check_one_of(parameters: Parameters, **titles: str) -> None:
    """Refuse none, or more than one, of inputs that stand for each other.

    Args:
        parameters: of the form.
        **titles: what a person calls the inputs, by the names of the parameters.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if sum(bool(parameters.get(name)) for name in titles) != 1:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Exactly one of these is needed: {choices}.",
            "Fill one of them in, and empty the others.",
            choices=", ".join(titles.values()),
        )


def report_dropped(dropped: Counter[str], feedback: QgsProcessingFeedback) -> None:
    """Say what was left out, and why."""
    for reason, count in dropped.items():
        if count:
            feedback.pushWarning(tr("Left out {n} {reason}.").format(n=count, reason=reason))
