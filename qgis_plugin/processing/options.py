"""Parameters of a form for the options of a job, and their values back."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import Qt

from trajganr_core.contract.choices import PRECISIONS
from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.jobs import File, JobParams, hints_of

from ..client.catalogue import There
from ..client.estimates import Cost
from ..client.id_checks import check_known
from ..i18n import tr
from .base import JobAlgorithm, Parameters, Results, describe, enum

#: Words of a form for what is left open.
AS_PRESET = "as the preset"
AS_PRETRAINED = "as pretrained"
ON_OFF = {"on": True, "off": False}
#: Ends of the names of options, which the titles of a form say in words.
UNITS = ("_s", "_m", "_kmh")
#: Parameters of a form that ask for an option; all others are inputs and outputs.
ASKING = (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)


class OptionsAlgorithm(JobAlgorithm):
    """A job whose options are the fields of a class, each under its name in capitals.

    That class, ``OPTIONS``, refuses what does not go together.
    """

    #: Whether the model must have been fine-tuned, for the tasks if there are any.
    PREDICTS: ClassVar[bool] = False
    #: Whether the bundle must have labels of the tasks.
    LEARNS: ClassVar[bool] = False

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            self.check(parameters, context)
            self.check_worker(parameters, context)
        except TrajganrError as error:
            return False, describe(error)
        return super().checkParameterValues(parameters, context)

    def check_worker(self, parameters: Parameters, context: QgsProcessingContext) -> There | None:
        """Refuse what the worker that runs does not have; where none runs, the job will tell.

        Returns:
            What it has; None where that is not known.

        Raises:
            TrajganrError: as :func:`check_known`.
        """
        models, bundles = (
            [self.parameterAsString(parameters, name, context).strip()]
            if isinstance(self.parameterDefinition(name), QgsProcessingParameterString)
            else []
            for name in ("MODEL", "BUNDLE")
        )
        asks_tasks = self.PREDICTS or self.LEARNS
        tasks = self.options(parameters, context).get("tasks", ()) if asks_tasks else ()
        return check_known(models, bundles, tasks, predicts=self.PREDICTS, learns=self.LEARNS)

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        # Nobody checks the values of a model's steps: an empty path would be the current folder.
        self.check(parameters, context)
        return super().execute(parameters, context, feedback)

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        """Refuse what the job would refuse, before anything is sent.

        Raises:
            TrajganrError: an ``INPUT`` code.
        """
        self.OPTIONS(**self.inputs_to_come() | self.options(parameters, context))

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        needed = {field.name for field in dataclasses.fields(self.OPTIONS) if is_needed(field)}
        if needed & files_of(self.OPTIONS):
            return None
        return self.OPTIONS(**self.options(parameters, context))

    def inputs_to_come(self) -> dict[str, Any]:
        """Something in the place of each input, which is sent only when the job runs."""
        return {field.name: "" for field in dataclasses.fields(self.OPTIONS) if is_needed(field)}

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        """What the form says for the fields of the class; None for what is left open."""
        asked = {
            field.name: parameter_name(field.name) for field in dataclasses.fields(self.OPTIONS)
        }
        return {
            field: self._value(name, parameters, context)
            for field, name in asked.items()
            if isinstance(self.parameterDefinition(name), ASKING)
        }

    def default(self, name: str) -> Any:
        """The default of the option that a parameter asks for; None for one that is left open."""
        return self._field(name).default

    def _field(self, name: str) -> dataclasses.Field[Any]:
        fields = dataclasses.fields(self.OPTIONS)
        return next(field for field in fields if parameter_name(field.name) == name)

    def add_processes(self) -> None:
        """Ask in how many processes a training computes."""
        self.add_whole(
            "PROCESSES",
            tr("Processes that train together"),
            tr("Each has a GPU of its own where the worker has GPUs."),
        )

    def add_precision(self) -> None:
        """Ask for the precision of a training."""
        self.add_choice(
            "PRECISION",
            tr("Precision"),
            PRECISIONS,
            tr("Of the numbers in training. bfloat16 is faster, on GPUs that have it."),
        )

    def add_whole(
        self,
        name: str,
        title: str,
        help_text: str = "",
        *,
        minimum: int = 1,
        maximum: int | None = None,
        up_front: bool = False,
    ) -> None:
        """Ask for a whole number; it may be empty where the option may be left open."""
        parameter = self._number(
            name, title, QgsProcessingParameterNumber.Type.Integer, minimum, maximum
        )
        (self.add if up_front else self.add_advanced)(parameter, help_text)

    def add_decimal(
        self,
        name: str,
        title: str,
        help_text: str = "",
        *,
        minimum: float = 0,
        maximum: float | None = None,
    ) -> None:
        """Ask for a number, not a negative one; it may be empty where it may be left open."""
        kind = QgsProcessingParameterNumber.Type.Double
        self.add_advanced(self._number(name, title, kind, minimum, maximum), help_text)

    def add_choice(
        self,
        name: str,
        title: str,
        options: Any,
        help_text: str = "",
        *,
        left_open: str = "",
        up_front: bool = False,
    ) -> None:
        """Ask for one of a few words.

        Args:
            left_open: a further word that leaves the option open.
        """
        words = (left_open, *options) if left_open else tuple(options)
        parameter = enum(name, title, words, left_open or self.default(name))
        (self.add if up_front else self.add_advanced)(parameter, help_text)

    def add_switch(self, name: str, title: str, help_text: str = "") -> None:
        """Ask whether something is on, off, or as the preset says."""
        self.add_choice(name, title, ON_OFF, help_text, left_open=AS_PRESET)

    def add_flag(self, name: str, title: str, help_text: str = "") -> None:
        """Ask for yes or no."""
        parameter = QgsProcessingParameterBoolean(name, title, self.default(name))
        self.add_advanced(parameter, help_text)

    def add_text(self, name: str, title: str, help_text: str = "") -> None:
        """Ask for a text, or for several with commas between them; it may be empty by default."""
        default = self.default(name)
        text = ", ".join(default) if isinstance(default, tuple) else default
        parameter = QgsProcessingParameterString(name, title, text, optional=not text)
        self.add_advanced(parameter, help_text)

    def add_date(self, name: str, title: str, help_text: str = "") -> None:
        """Ask for a day; it may be empty."""
        kind = QgsProcessingParameterDateTime.Type.Date
        parameter = QgsProcessingParameterDateTime(name, title, kind, optional=True)
        self.add_advanced(parameter, help_text)

    def _number(
        self,
        name: str,
        title: str,
        kind: QgsProcessingParameterNumber.Type,
        minimum: float,
        maximum: float | None,
    ) -> QgsProcessingParameterNumber:
        default = self.default(name)
        parameter = QgsProcessingParameterNumber(
            name, title, kind, default, optional=default is None, minValue=minimum
        )
        if maximum is not None:
            parameter.setMaximum(maximum)
        if self._field(name).name.endswith(UNITS):
            parameter.setMetadata({"widget_wrapper": {"decimals": 1}})
        return parameter

    def _value(self, name: str, parameters: Parameters, context: QgsProcessingContext) -> Any:
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterEnum):
            if definition.allowMultiple():
                # Where none is chosen, QGIS answers one empty string.
                return tuple(filter(None, self.parameterAsEnumStrings(parameters, name, context)))
            word = self.parameterAsEnumString(parameters, name, context)
            return None if word in (AS_PRESET, AS_PRETRAINED) else ON_OFF.get(word, word)
        if isinstance(definition, QgsProcessingParameterNumber):
            # A model's step is given None for what its form leaves out, also where there is a
            # default, which QGIS then reads.
            if parameters.get(name) is None and definition.defaultValue() is None:
                return None
            is_whole = definition.dataType() == QgsProcessingParameterNumber.Type.Integer
            read = self.parameterAsInt if is_whole else self.parameterAsDouble
            return read(parameters, name, context)
        if isinstance(definition, QgsProcessingParameterBoolean):
            return self.parameterAsBoolean(parameters, name, context)
        if isinstance(definition, QgsProcessingParameterCrs):
            crs = self.parameterAsCrs(parameters, name, context)
            return crs.authid() or crs.toWkt()
        if isinstance(definition, QgsProcessingParameterDateTime):
            # QDate() of an empty field becomes an empty text.
            date = self.parameterAsDateTime(parameters, name, context).date()
            return date.toString(Qt.DateFormat.ISODate)
        text = self.parameterAsString(parameters, name, context).strip()
        if isinstance(definition, QgsProcessingParameterField):
            return text or self.default(name)
        if isinstance(self.default(name), tuple):
            return tuple(listed(text))
        return text


def is_needed(field: dataclasses.Field[Any]) -> bool:
    """Whether an option has no default."""
    return field.default is dataclasses.MISSING


def files_of(options: type[JobParams]) -> set[str]:
    """The options that are files, or several."""
    hints = hints_of(options, marked=True)
    return {name for name, hint in hints.items() if File in (hint, *typing.get_args(hint))}


def listed(text: str) -> list[str]:
    """What a text names with commas between; each once."""
    return list(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))


def parameter_name(field: str) -> str:
    """The parameter that asks for an option: MAX_GAP for ``max_gap_s``, seconds in its title."""
    unit = next((unit for unit in UNITS if field.endswith(unit)), "")
    return field.removesuffix(unit).upper()


def held_out_help() -> str:
    """What the ways to hold roads out mean."""
    return tr(
        "Which roads test the model. Whole squares are a harder test than single segments; a "
        "direction alone is too easy a test, for its other one may be learned from."
    )
