"""Parameters of a form for the options of a job, and their values back."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
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

from trajganr_core.contract.kinds.params import File, JobParams, hints_of
from trajganr_core.contract.layers.road_times import SEPARATOR
from trajganr_core.contract.options.option_fields import OptionField, describe
from trajganr_core.contract.options.training_config import AS_PRESET, AS_PRETRAINED

from ..client.catalogue import WorkerContents
from ..client.estimates import Cost
from ..client.id_checks import check_ids
from ..i18n import tr
from .base import JobAlgorithm, JobRun, Parameters, enum
from .choice_words import UNITS, help_of, label_of, parameter_name

LEFT_OPEN = (AS_PRESET, AS_PRETRAINED)
ON_OFF = {"on": True, "off": False}
#: The parameter of times of the week, whose notation has commas.
TIME_SETS = "TIME_SETS"
#: Widgets of parameters of times of the week.
TIME_WIDGETS = {
    TIME_SETS: "TimeSetsWidget",
    "TIME_SET": "TimeSetWidget",
    "TIME_SET_AFTER": "TimeSetWidget",
}
#: Types of parameters for options; the others are for inputs and outputs.
OPTION_PARAMETERS = (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)


class OptionsAlgorithm(JobAlgorithm):
    """A job whose parameters are the fields of ``OPTIONS``, by their names in capitals."""

    #: Whether the model must have been fine-tuned, for the tasks if there are any, unless times of
    #: the week are predicted.
    PREDICTS: ClassVar[bool] = False
    #: Whether the bundle must have labels of the tasks.
    LEARNS: ClassVar[bool] = False
    #: Options that the form sets from several parameters.
    COMBINED: ClassVar[tuple[str, ...]] = ()

    def check_form(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_worker(parameters, context)

    def check_worker(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> WorkerContents | None:
        """Refuse bundles and models that the running worker does not have.

        Returns:
            What it has; None if unknown.

        Raises:
            TrajganrError: as :func:`check_ids`.
        """
        models, bundles = (
            [self.parameterAsString(parameters, name, context).strip()]
            if isinstance(self.parameterDefinition(name), QgsProcessingParameterString)
            else []
            for name in ("MODEL", "BUNDLE")
        )
        options = self.options(parameters, context)
        return check_ids(
            models,
            bundles,
            options.get("tasks", ()),
            predicts=self.PREDICTS,
            learns=self.LEARNS,
            at_times=any(map(options.get, ("time_sets", "time_set", "each_hour"))),
        )

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.OPTIONS(**self.required_inputs() | self.options(parameters, context))

    def job(self, run: JobRun) -> JobParams:
        return self.OPTIONS(**self.options(run.parameters, run.context))

    def cost_of(self, parameters: Parameters, context: QgsProcessingContext) -> Cost | None:
        options = self.options(parameters, context)
        # Files, and what the form asks for in another way, are not known before the run.
        if not self.required_inputs().keys() <= options.keys():
            return None
        return self.OPTIONS(**options)

    def required_inputs(self) -> dict[str, Any]:
        """Placeholders of the options without default, such as files, which are sent later."""
        fields = dataclasses.fields(self.OPTIONS)
        return {field.name: "" for field in fields if field.default is dataclasses.MISSING}

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        """The values of the form by the fields of ``OPTIONS``; None for what is left open."""
        names = {each.name: parameter_name(each.name) for each in dataclasses.fields(self.OPTIONS)}
        return {
            field: self._value(name, parameters, context)
            for field, name in names.items()
            if isinstance(self.parameterDefinition(name), OPTION_PARAMETERS)
        }

    def default(self, name: str) -> Any:
        """The default of the option of a parameter; None for one that is left open."""
        fields = dataclasses.fields(self.OPTIONS)
        return next(each.default for each in fields if parameter_name(each.name) == name)

    def add_options(self, *groups: str) -> None:
        """Add parameters for the options of some groups, or of all, that have none yet."""
        options = describe(self.OPTIONS)
        for group in groups or dict.fromkeys(option.group for option in options):
            for option in (each for each in options if each.group == group):
                definition = self.parameterDefinition(parameter_name(option.name))
                if definition is None and option.name not in self.COMBINED:
                    self.add_option(option.name)

    def add_option(self, name: str, default: Any = None) -> None:
        """Add the parameter of an option.

        Args:
            name: of its field.
            default: of the form, if it differs from the option's.
        """
        option = next(each for each in describe(self.OPTIONS) if each.name == name)
        if default is not None:
            option = dataclasses.replace(option, default=default, left_open="")
        parameter, text = self.parameter_of(option), help_of(option)
        if parameter.name() == TIME_SETS:
            text += " " + tr("Separate several with {separator}.").format(separator=SEPARATOR)
        (self.add_advanced if option.advanced else self.add)(parameter, text)

    def parameter_of(self, option: OptionField) -> QgsProcessingParameterDefinition:
        """The parameter of an option, with its title, default, bounds and choices."""
        name, title = parameter_name(option.name), label_of(option)
        if option.type is bool and option.default is not None:
            return QgsProcessingParameterBoolean(name, title, option.default)
        if option.type in (int, float):
            return _number(option)
        codes: tuple[Any, ...] = tuple(ON_OFF) if option.type is bool else option.choices
        is_tuple = typing.get_origin(option.type) is tuple
        if codes and is_tuple:
            chosen = list(option.default or ())
            is_optional = not option.is_required
            return enum(name, title, codes, chosen or None, multiple=True, optional=is_optional)
        if codes:
            first = (option.left_open,) if option.is_left_open else ()
            return enum(name, title, (*first, *codes), *(first or (option.default,)))
        text = ", ".join(option.default) if is_tuple else option.default
        parameter = QgsProcessingParameterString(name, title, text, optional=not text)
        if name in TIME_WIDGETS:
            wrapper = {"class": f"{__package__}.time_sets_widget.{TIME_WIDGETS[name]}"}
            parameter.setMetadata({"widget_wrapper": wrapper})
        return parameter

    def _value(self, name: str, parameters: Parameters, context: QgsProcessingContext) -> Any:
        definition = self.parameterDefinition(name)
        if isinstance(definition, QgsProcessingParameterEnum):
            if definition.allowMultiple():
                # Without a choice, QGIS returns one empty string.
                return tuple(filter(None, self.parameterAsEnumStrings(parameters, name, context)))
            word = self.parameterAsEnumString(parameters, name, context)
            return None if word in LEFT_OPEN else ON_OFF.get(word, word)
        if isinstance(definition, QgsProcessingParameterNumber):
            # In a model's step, a parameter that was left out is None even if it has a default,
            # which QGIS then returns.
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
        default = self.default(name)
        if default is None or isinstance(definition, QgsProcessingParameterField):
            return text or default
        separator = SEPARATOR if name == TIME_SETS else ","
        return tuple(listed(text, separator)) if isinstance(default, tuple) else text


def files_of(options: type[JobParams]) -> set[str]:
    """The options that are files or tuples of files."""
    hints = hints_of(options, marked=True)
    return {name for name, hint in hints.items() if File in (hint, *typing.get_args(hint))}


def listed(text: str, separator: str = ",") -> list[str]:
    """The different entries of a text with separators."""
    return list(dict.fromkeys(filter(None, map(str.strip, text.split(separator)))))


def _number(option: OptionField) -> QgsProcessingParameterNumber:
    """The parameter for a number; optional if the option may be left open."""
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
