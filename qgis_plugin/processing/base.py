"""Base classes of the Processing algorithms."""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (  # type: ignore[attr-defined] # the stubs lack exceptions
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.contract.kinds.algorithm import GROUPS, Algorithm
from trajganr_core.contract.texts.html import element

from .. import resources
from ..client.catalogue import CATALOGUE
from ..client.session import missing_dependency
from ..i18n import tr
from ..layers.roles import Role
from .help_page import help_url
from .lasting_results import lasting_output
from .output_paths import check_outputs, named_output

#: Class of the feedback of a model's steps, of which Python sees only the base class.
STEP_FEEDBACK = "QgsProcessingMultiStepFeedback"

Parameters = dict[str, Any]
Results = dict[str, Any]


@dataclass(frozen=True)
class Run:
    """One run of an algorithm, with what QGIS passes to it."""

    parameters: Parameters
    context: QgsProcessingContext
    feedback: QgsProcessingFeedback


class Described:
    """An algorithm that is described by ``about``, and whose form the plugin creates."""

    about: Algorithm
    #: What the layers of parameters must contain; the form begins with such layers …
    roles: dict[str, Role]
    #: … besides parameters that are usually left empty.
    left_empty: list[str]
    #: The plugin sets it in QGIS Desktop. Without it, QGIS creates its own form.
    create_form: ClassVar[Callable[[QgsProcessingAlgorithm, QWidget | None], QWidget] | None] = None

    def createCustomParametersWidget(self, parent: QWidget | None = None) -> QWidget | None:
        create_form = type(self).create_form
        algorithm: Any = self  # each subclass is one
        return create_form(algorithm.create(), parent) if create_form is not None else None

    def name(self) -> str:
        return self.about.id

    def displayName(self) -> str:
        return tr(self.about.title)

    def groupId(self) -> str:
        return self.about.group

    def group(self) -> str:
        return tr(GROUPS[self.about.group])

    def icon(self) -> QIcon:
        return resources.icon(self.about.group)

    def shortDescription(self) -> str:
        return tr(self.about.summary)

    def tags(self) -> list[str]:
        return [tr(tag) for tag in self.about.tags]

    def helpUrl(self) -> str:
        algorithm: Any = self
        return help_url(algorithm, self.about.page)


class TrajganrAlgorithm(Described, QgsProcessingAlgorithm):
    """An algorithm whose errors include the next action."""

    def __init__(self) -> None:
        super().__init__()
        self.roles, self.left_empty = {}, []
        #: Suffixes of output files, by parameter; any if absent.
        self._suffixes: dict[str, Collection[str]] = {}
        self._destinations: dict[str, str] = {}
        #: Outputs in files that the plugin has named.
        self._kept: set[str] = set()
        self._refusal: TrajganrError | None = None

    def createInstance(self) -> TrajganrAlgorithm:
        return type(self)()

    def shortHelpString(self) -> str:
        outputs = (each for each in self.destinationParameterDefinitions() if each.help())
        declared = (
            element("p", f"{tr(self.about.summary)}."),
            *(element("p", f"{each.description()}: {each.help()}") for each in outputs),
        )
        return resources.help_text(self.about.id, declared)

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            self.check_roles(parameters, context)
            self.check(parameters, context)
            self.check_form(parameters, context)
            check_outputs(self, parameters, context, self._suffixes)
        except TrajganrError as error:
            return False, describe(error)
        is_valid, why = super().checkParameterValues(parameters, context)
        return is_valid, why or ""

    def needed_source(
        self, parameters: Parameters, name: str, context: QgsProcessingContext
    ) -> QgsProcessingFeatureSource:
        """The layer of a parameter that needs one.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND``.
        """
        source: QgsProcessingFeatureSource | None = self.parameterAsSource(
            parameters, name, context
        )
        if source is None:
            raise TrajganrError(
                Code.INPUT_NOT_FOUND,
                "The layer of {parameter} cannot be read.",
                "Choose another layer.",
                parameter=name,
            )
        return source

    def check_roles(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse layers of which it is known that they contain something else.

        Raises:
            TrajganrError: ``INPUT.FIELD``.
        """
        for name, role in self.roles.items():
            if isinstance(self.parameterDefinition(name), QgsProcessingParameterString):
                layer = QgsProject.instance().mapLayer(str(parameters.get(name)))  # or a file
            else:
                layer = self.parameterAsVectorLayer(parameters, name, context)
            if isinstance(layer, QgsVectorLayer):
                role.check(layer)

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse parameters that the run would refuse, before it starts; called in the main thread.

        Raises:
            TrajganrError: an ``INPUT`` code.
        """

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Further checks of a form, not of a model's step; called in the main thread.

        Raises:
            TrajganrError: what is wrong.
        """

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Read what may be used in the main thread only, for the run: layers and secrets.

        Raises:
            TrajganrError: what is wrong.
        """

    def prepareAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        # QGIS does not check the values of a model's steps: an empty path would be the current
        # folder. Here and not in the run, because layers may be used in the main thread only.
        try:
            self.check(parameters, context)
            check_outputs(self, parameters, context, self._suffixes)
        except TrajganrError as error:
            feedback.reportError(describe(error), fatalError=True)
            return False
        try:
            self.read(parameters, context)
        except TrajganrError as error:
            # Raised in the run, because QGIS does not report why an algorithm could not be
            # prepared; without the traceback, which would keep objects of QGIS alive.
            self._refusal = error.with_traceback(None)
        return super().prepareAlgorithm(parameters, context, feedback)

    def processAlgorithm(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        try:
            if self._refusal is not None:
                raise self._refusal
            results = self.execute(Run(parameters, context, feedback))
        except TrajganrError as error:
            if ends_quietly(error, feedback):
                error = CATALOGUE.named(error)
                feedback.pushInfo(f"{error.message} {error.next_action}")
                return {}
            failure = QgsProcessingException(describe(error))
        else:
            for output in map(results.get, self._kept):
                # Else QGIS would name the layer after the file, whose name is shortened.
                if context.willLoadLayerOnCompletion(output):
                    context.layerToLoadOnCompletionDetails(output).forceName = True
            return results
        # Raised here, without the error as its context: QGIS never releases the exception, and the
        # error's traceback would keep the layers alive until QGIS crashes at exit.
        raise failure

    @abstractmethod
    def execute(self, run: Run) -> Results:
        """Do the work; a :class:`TrajganrError` becomes the algorithm's error."""

    def destination(self, run: Run, name: str) -> Path:
        """The file or folder of an output, the same one throughout a run.

        Not for checks: QGIS creates a new temporary path at each call, and reports an error for
        every such path without a layer after the run.
        """
        parameters, context = run.parameters, run.context
        if name not in self._destinations:
            definition = self.parameterDefinition(name)
            is_layer = isinstance(definition, QgsProcessingParameterVectorDestination)
            read = self.parameterAsOutputLayer if is_layer else self.parameterAsFileOutput
            self._destinations[name] = read(parameters, name, context)
        return Path(self._destinations[name])

    def name_output(self, run: Run, output: str, name: str) -> None:
        """Name the layer of an output before it is written, and keep it if it is loaded."""
        before = named_output(run.parameters, output, run.context)
        run.parameters[output] = lasting_output(run.parameters[output], name, run.context)
        path = named_output(run.parameters, output, run.context)
        if path != before:
            self._kept.add(output)
        if path:
            run.feedback.pushInfo(tr("The layer is in {path}.").format(path=path))

    def write(
        self,
        run: Run,
        name: str,
        features: Iterable[QgsFeature],
        fields: QgsFields,
        geometry: Qgis.WkbType,
        crs: QgsCoordinateReferenceSystem,
    ) -> str:
        """Write features into a sink and close its file; returns the output's id in QGIS.

        Raises:
            TrajganrError: ``JOB.CANCELLED``.
            QgsProcessingException: if it cannot be written.
        """
        sink, output = self.parameterAsSink(
            run.parameters, name, run.context, fields, geometry, crs
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(run.parameters, name))
        for feature in features:
            if run.feedback.isCanceled():
                raise cancelled()
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, run.parameters, name))
        return str(output)

    def add(
        self,
        parameter: QgsProcessingParameterDefinition,
        help_text: str = "",
        *,
        role: Role | None = None,
        suffixes: Collection[str] = (),
    ) -> None:
        """Add a parameter.

        Args:
            parameter: to add.
            help_text: a sentence or two.
            role: of its layer.
            suffixes: of its file, if it is an output.
        """
        parameter.setHelp(help_text)
        self._suffixes[parameter.name()] = suffixes
        if role is not None:
            self.roles[parameter.name()] = role
        self.addParameter(parameter)

    def add_counts(self) -> None:
        """Declare the numeric outputs."""
        for each in self.about.counts:
            self.addOutput(QgsProcessingOutputNumber(each.name, tr(each.title)))

    def add_advanced(
        self, parameter: QgsProcessingParameterDefinition, help_text: str = ""
    ) -> None:
        """Add a parameter under *Advanced*."""
        parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.add(parameter, help_text)


class WorkerAlgorithm(TrajganrAlgorithm):
    """An algorithm that connects to the worker."""

    def canExecute(self) -> tuple[bool, str]:
        reason = missing_dependency()
        return not reason, reason


def id_parameter(
    name: str,
    description: str,
    kind: str,
    *,
    several: bool = False,
    optional: bool = False,
    **shown: str,
) -> QgsProcessingParameterString:
    """A parameter for the id of a ``bundle`` or ``model``, or comma-separated ids of several.

    Forms offer the worker's bundles or models by name.
    """
    parameter = QgsProcessingParameterString(name, description, optional=optional)
    widget = f"id_widget.{'IdListWidget' if several else 'IdWidget'}"
    set_widget(parameter, widget, kind=kind, **shown)
    return parameter


def enum(
    name: str,
    description: str,
    options: Sequence[str],
    default: str | list[str] | None,
    words: Mapping[str, str],
    *,
    multiple: bool = False,
    optional: bool = False,
) -> QgsProcessingParameterEnum:
    """A choice whose values are codes, so that scripts do not depend on the order of choices.

    Forms show words for the codes that have some.
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
    if words:
        set_widget(parameter, "choice_widget.ChoiceWidget", words={**words})
    return parameter


def set_widget(parameter: QgsProcessingParameterDefinition, widget: str, **values: Any) -> None:
    """Show a parameter as one of the widgets of this package, made with some values."""
    wrapper = {"class": f"{__package__}.{widget}", **values}
    parameter.setMetadata({"widget_wrapper": wrapper})


def ends_quietly(error: TrajganrError, feedback: QgsProcessingFeedback) -> bool:
    """Whether the user has cancelled or detached the job in a window.

    Then the run ends without an error, which QGIS would print in red. In the main thread, where
    scripts and ``qgis_process`` run algorithms, a run without an error would count as a success,
    and a model would continue with its next step.
    """
    is_task = QThread.currentThread() is not QCoreApplication.instance().thread()
    is_step = feedback.metaObject().className() == STEP_FEEDBACK and not feedback.isCanceled()
    return error.code in (Code.JOB_CANCELLED, Code.JOB_DETACHED) and is_task and not is_step


def describe(error: TrajganrError) -> str:
    """An error as text: what happened, what to do, and the code."""
    error = CATALOGUE.named(error)
    return "\n".join(filter(None, (error.message, error.next_action, f"[{error.code.value}]")))


def check_one_of(parameters: Parameters, **titles: str) -> None:
    """Refuse parameters of which not exactly one has a value.

    Args:
        parameters: of the form.
        **titles: shown to the user, by the names of the parameters.

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
    """Warn about what was left out, by reason."""
    for reason, count in dropped.items():
        if count:
            feedback.pushWarning(tr("Left out {n} {reason}.").format(n=count, reason=reason))
