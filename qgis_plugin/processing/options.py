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
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import Qt

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.option_fields import OptionField, describe
from trajganr_core.contract.protocol.jobs import File, JobParams, hints_of
from trajganr_core.contract.training_config import AS_PRESET, AS_PRETRAINED

from ..client.catalogue import WorkerContents
from ..client.estimates import Cost
from ..client.id_checks import check_ids
from .base import JobAlgorithm, Parameters, Results, enum
from .base import describe as describe_error
from .choice_words import UNITS, help_of, label_of, parameter_name

LEFT_OPEN = (AS_PRESET, AS_PRETRAINED)
ON_OFF = {"on": True, "off": False}
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
    #: Options that the form asks for with parameters of its own.
    ASKED_OTHERWISE: ClassVar[tuple[str, ...]] = ()

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            self.check(parameters, context)
            self.check_worker(parameters, context)
        except TrajganrError as error:
            return False, describe_error(error)
        return super().checkParameterValues(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        """Refuse what the worker that runs does not have; where none runs, the job will tell.

        Returns:
            What it has; None where that is not known.

        Raises:
            TrajganrError: as :func:`check_ids`.
        """
        models, bundles = (
            [self.parameterAsString(parameters, name, context).strip()]
            if isinstance(self.parameterDefinition(name), QgsProcessingParameterString)
            else []
            for name in ("MODEL", "BUNDLE")
        )
        asks_tasks = self.PREDICTS or self.LEARNS
        tasks = self.options(parameters, context).get("tasks", ()) if asks_tasks else ()
        return check_ids(models, bundles, tasks, predicts=self.PREDICTS, learns=self.LEARNS)

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
        fields = dataclasses.fields(self.OPTIONS)
        return next(each.default for each in fields if parameter_name(each.name) == name)

    def add_options(self, *groups: str) -> None:
        """Ask for all options of these groups, or of all groups, that are not asked for yet."""
        options = describe(self.OPTIONS)
        for group in groups or dict.fromkeys(option.group for option in options):
            for option in (each for each in options if each.group == group):
                asked = self.parameterDefinition(parameter_name(option.name))
                if asked is None and option.name not in self.ASKED_OTHERWISE:
                    self.add_option(option.name)

    def add_option(self, name: str, default: Any = None) -> None:
        """Ask for an option.

        Args:
            name: of the field that declares it.
            default: of the form, where it is not the option's.
        """
        option = next(each for each in describe(self.OPTIONS) if each.name == name)
        if default is not None:
            option = dataclasses.replace(option, default=default, left_open="")
        parameter = self.parameter_of(option)
        (self.add_advanced if option.advanced else self.add)(parameter, help_of(option))

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        """The parameter that asks for an option, with its title, default, bounds and choices."""
        name, title = parameter_name(option.name), label_of(option)
        if option.type is bool and option.default is not None:
            return QgsProcessingParameterBoolean(name, title, option.default)
        if option.type in (int, float):
            return _number(option)
        codes = tuple(ON_OFF) if option.type is bool else option.choices
        is_tuple = typing.get_origin(option.type) is tuple
        if codes and is_tuple:
            chosen = list(option.default or ())
            is_optional = not option.is_required
            return enum(name, title, codes, chosen or None, multiple=True, optional=is_optional)
        if codes:
            first = (option.left_open,) if option.is_left_open else ()
            return enum(name, title, (*first, *codes), *(first or (option.default,)))
        text = ", ".join(option.default) if is_tuple else option.default
        return QgsProcessingParameterString(name, title, text, optional=not text)

    def _value(self, name: str, parameters: Parameters, context: QgsProcessingContext) -> Any:
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterEnum):
            if definition.allowMultiple():
                # Where none is chosen, QGIS answers one empty string.
                return tuple(filter(None, self.parameterAsEnumStrings(parameters, name, context)))
            word = self.parameterAsEnumString(parameters, name, context)
            return None if word in LEFT_OPEN else ON_OFF.get(word, word)
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


def _number(option: OptionField) -> QgsProcessingParameterNumber:
    """The parameter for a number; it may be empty where the option may be left open."""
    kinds = QgsProcessingParameterNumber.Type
    parameter = QgsProcessingParameterNumber(
        parameter_name(option.name),
        label_of(option),
        kinds.Integer if option.type is int else kinds.Double,
        option.default,
        optional=option.default is None,
    )
    bounds = [option.minimum, option.above, option.maximum, option.below]
    low, high = (
        next((bound for bound in pair if bound is not None), None)
        for pair in ((*option.choices[:1], *bounds[:2]), (*option.choices[-1:], *bounds[2:]))
    )
    if low is not None:
        parameter.setMinimum(low)
    if high is not None:
        parameter.setMaximum(high)
    if option.name.endswith(UNITS):
        parameter.setMetadata({"widget_wrapper": {"decimals": 1}})
    return parameter
