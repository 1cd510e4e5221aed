"""Parameters of a form for the options of a training, and their values back."""

from __future__ import annotations

import dataclasses
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from trajganr_core.errors import TrajganrError

from ..i18n import tr
from .base import JobAlgorithm, Parameters, describe, enum

#: Words of a form for what is left open.
AS_PRESET = "as the preset"
AS_PRETRAINED = "as pretrained"
ON_OFF = {"on": True, "off": False}


class OptionsAlgorithm(JobAlgorithm):
    """A job whose options are the fields of a class, each under its name in capitals.

    Subclasses set ``OPTIONS`` to that class, which refuses what does not go together.
    """

    OPTIONS: type

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        is_fine, reason = super().checkParameterValues(parameters, context)
        if not is_fine:
            return is_fine, reason
        try:
            self.OPTIONS(**self.options(self.OPTIONS, parameters, context))
        except TrajganrError as error:
            return False, describe(error)
        return True, ""

    def options(
        self, of: type, parameters: Parameters, context: QgsProcessingContext
    ) -> dict[str, Any]:
        """What the form says for the fields of a class; None for what is left open."""
        names = (field.name for field in dataclasses.fields(of))
        return {
            name: self._value(name.upper(), parameters, context)
            for name in names
            if self.parameterDefinition(name.upper()) is not None
        }

    def default(self, name: str) -> Any:
        """The default of an option; None for one that is left open."""
        return getattr(self.OPTIONS, name.lower())

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
        self, name: str, title: str, help_text: str = "", *, maximum: float | None = None
    ) -> None:
        """Ask for a number that is not negative; it may be empty where it may be left open."""
        kind = QgsProcessingParameterNumber.Type.Double
        self.add_advanced(self._number(name, title, kind, 0, maximum), help_text)

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
        """Ask for a text."""
        parameter = QgsProcessingParameterString(name, title, self.default(name))
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
            if parameters.get(name, definition.defaultValue()) is None:
                return None
            is_whole = definition.dataType() == QgsProcessingParameterNumber.Type.Integer
            read = self.parameterAsInt if is_whole else self.parameterAsDouble
            return read(parameters, name, context)
        if isinstance(definition, QgsProcessingParameterBoolean):
            return self.parameterAsBoolean(parameters, name, context)
        return self.parameterAsString(parameters, name, context)


def held_out_help() -> str:
    """What the ways to hold roads out mean."""
    return tr("segment: random road segments; block: whole 500 m squares, a harder test.")
