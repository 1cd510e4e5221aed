"""Parameters of a form for the options of a kind of job, and their values back."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

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

from trajganr_core.contract.kinds import Kind
from trajganr_core.contract.kinds.algorithm import Algorithm
from trajganr_core.contract.kinds.params import inputs_of_kind
from trajganr_core.contract.layers.road_times import SEPARATOR
from trajganr_core.contract.options.option_fields import OptionField, describe
from trajganr_core.contract.options.training_config import AS_PRESET, AS_PRETRAINED

from ..i18n import language_of_qgis, tr
from .base import Parameters, WorkerAlgorithm, enum, set_widget

#: Suffixes of option names that are units; the parameter names omit them.
UNITS = ("_s", "_m", "_kmh")
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


class OptionsAlgorithm(WorkerAlgorithm):
    """An algorithm with the options of a kind of job, by their names in capitals."""

    def __init__(self, kind: Kind, about: Algorithm) -> None:
        super().__init__()
        self.kind, self.about = kind, about
        files = {each.name for each in inputs_of_kind(kind.params) if each.takes_file}
        # A file has no list of fields.
        self._declared = {
            option.name: dataclasses.replace(option, field_of="")
            if option.field_of in files
            else option
            for option in describe(kind.params)
        }

    def createInstance(self) -> OptionsAlgorithm:
        return type(self)(self.kind, self.about)

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        """The values of the form by the fields of the kind; None for what is left open."""
        fields = dataclasses.fields(self.kind.params)
        definitions = {each: self.parameterDefinition(parameter_name(each.name)) for each in fields}
        return {
            field.name: _value(self, definition, field.default, parameters, context)
            for field, definition in definitions.items()
            if isinstance(definition, OPTION_PARAMETERS)
        }

    def add_options(self, group: str) -> None:
        """Add parameters for the options of a group that have none yet."""
        for option in self._declared.values():
            is_elsewhere = option.name in self.about.fields
            definition = self.parameterDefinition(parameter_name(option.name))
            if option.group == group and not is_elsewhere and definition is None:
                self.add_option(option.name)

    def add_option(self, name: str) -> None:
        """Add the parameter of an option, with the default of the form."""
        option = self._declared[name]
        proposed = {"name": tr(self.about.proposed_name), "language": language_of_qgis()}
        default = proposed.get(name) or self.about.defaults.get(name)
        if default is not None:
            option = dataclasses.replace(option, default=default, left_open="")
        parameter, text = _parameter_of(option), help_of(option)
        if parameter.name() == TIME_SETS:
            text += " " + tr("Separate several with {separator}.").format(separator=SEPARATOR)
        (self.add_advanced if option.advanced else self.add)(parameter, text)


def _parameter_of(option: OptionField) -> QgsProcessingParameterDefinition:
    """The parameter of an option, with its title, default, bounds and choices."""
    name, title = parameter_name(option.name), label_of(option)
    if option.name == "crs":
        return QgsProcessingParameterCrs(name, title, optional=True)
    if option.field_of:
        field, layer = option.default or None, option.field_of.upper()
        return QgsProcessingParameterField(name, title, field, layer, optional=True)
    if option.is_date:
        kind = QgsProcessingParameterDateTime.Type.Date
        return QgsProcessingParameterDateTime(name, title, kind, optional=True)
    if option.type is bool and option.default is not None:
        return QgsProcessingParameterBoolean(name, title, option.default)
    if option.type in (int, float):
        return _number(option)
    codes: tuple[Any, ...] = tuple(ON_OFF) if option.type is bool else option.choices
    is_tuple = typing.get_origin(option.type) is tuple
    words = {code: tr(word) for code, word in option.words.items()}
    if codes and is_tuple:
        chosen = list(option.default or ())
        is_optional = not option.is_required
        several = enum(
            name, title, codes, chosen or None, words, multiple=True, optional=is_optional
        )
        if option.name == "tasks":
            set_widget(several, "task_widget.TaskWidget", words=words)
        return several
    if codes:
        # What is left open is the first choice.
        first = [option.left_open] if option.is_left_open else []
        default = option.left_open if option.is_left_open else option.default
        return enum(name, title, [*first, *codes], default, words)
    text = ", ".join(option.default) if is_tuple else option.default
    parameter = QgsProcessingParameterString(name, title, text, optional=not text)
    if name in TIME_WIDGETS:
        set_widget(parameter, f"time_sets_widget.{TIME_WIDGETS[name]}")
    return parameter


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


def _value(
    algorithm: OptionsAlgorithm,
    definition: QgsProcessingParameterDefinition,
    default: Any,
    parameters: Parameters,
    context: QgsProcessingContext,
) -> Any:
    """The value of a parameter; ``default`` is that of the option, None for one left open."""
    name = definition.name()
    if isinstance(definition, QgsProcessingParameterEnum):
        if definition.allowMultiple():
            # Without a choice, QGIS returns one empty string.
            chosen = algorithm.parameterAsEnumStrings(parameters, name, context)
            return tuple(filter(None, chosen))
        word = algorithm.parameterAsEnumString(parameters, name, context)
        return None if word in LEFT_OPEN else ON_OFF.get(word, word)
    if isinstance(definition, QgsProcessingParameterNumber):
        # In a model's step, a parameter that was left out is None even if it has a default,
        # which QGIS then returns.
        if parameters.get(name) is None and definition.defaultValue() is None:
            return None
        is_whole = definition.dataType() == QgsProcessingParameterNumber.Type.Integer
        read = algorithm.parameterAsInt if is_whole else algorithm.parameterAsDouble
        return read(parameters, name, context)
    if isinstance(definition, QgsProcessingParameterBoolean):
        return algorithm.parameterAsBoolean(parameters, name, context)
    if isinstance(definition, QgsProcessingParameterCrs):
        crs = algorithm.parameterAsCrs(parameters, name, context)
        return crs.authid() or crs.toWkt()
    if isinstance(definition, QgsProcessingParameterDateTime):
        # QDate() of an empty field becomes an empty text.
        date = algorithm.parameterAsDateTime(parameters, name, context).date()
        return date.toString(Qt.DateFormat.ISODate)
    text = algorithm.parameterAsString(parameters, name, context).strip()
    if default is None or isinstance(definition, QgsProcessingParameterField):
        return text or default
    separator = SEPARATOR if name == TIME_SETS else ","
    return tuple(listed(text, separator)) if isinstance(default, tuple) else text


def parameter_name(field: str) -> str:
    """The parameter of an option, for example MAX_GAP for ``max_gap_s``."""
    unit = next((unit for unit in UNITS if field.endswith(unit)), "")
    return field.removesuffix(unit).upper()


def label_of(option: OptionField) -> str:
    """The translated title of an option with its unit."""
    return f"{tr(option.title)} ({tr(option.unit)})" if option.unit else tr(option.title)


def help_of(option: OptionField) -> str:
    """The translated help of an option, with the meaning of an empty value."""
    if not option.left_open or option.left_open in option.words:
        return tr(option.help)
    empty = tr("If empty: {meaning}.").format(meaning=tr(option.left_open))
    return f"{tr(option.help)} {empty}"


def listed(text: str, separator: str = ",") -> list[str]:
    """The different entries of a text with separators."""
    return list(dict.fromkeys(filter(None, map(str.strip, text.split(separator)))))
