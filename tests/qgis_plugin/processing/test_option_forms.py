"""Forms ask for options as their dataclasses declare them: titles, help, bounds, choices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)

from qgis_plugin.processing.kind_algorithm import KindAlgorithm
from qgis_plugin.processing.options import ON_OFF, parameter_name
from qgis_plugin.processing.provider import algorithms
from trajganr_core.contract.options.option_fields import OptionField, describe

FORMS = {each.about.id: each for each in algorithms() if isinstance(each, KindAlgorithm)}
#: The name of a result, its random seed and the format that a file's name tells are not always
#: asked for; fields of labels and the way to Mapillary have parameters of their own. Isochrones are
#: drawn if they have an output.
NOT_ASKED = {
    "name",
    "seed",
    "label_fields",
    "coverage_only",
    *("min_quality", "thumbnail", "max_images"),
    "format",
    "with_isochrones",
}
#: Trips that are layers already are not read.
NOT_READ = {"matchtrips": "reading trips"}


def form_options(form: str) -> Iterator[tuple[OptionField, Any]]:
    """The options that a form asks for, with their parameters, which live as long as the form."""
    algorithm = FORMS[form].createInstance()
    algorithm.initAlgorithm()
    for option in describe(algorithm.kind.params):
        parameter = algorithm.parameterDefinition(parameter_name(option.name))
        if parameter is not None:
            yield option, parameter


@pytest.mark.parametrize("form", FORMS)
def test_every_option_has_a_parameter(form: str) -> None:
    names = {option.name for option, _ in form_options(form)}
    left_out = [
        option.name
        for option in describe(FORMS[form].kind.params)
        if option.name not in names | NOT_ASKED and option.group != NOT_READ.get(form, " ")
    ]
    assert not left_out


@pytest.mark.parametrize("form", FORMS)
def test_parameters_match_the_declared_options(form: str) -> None:
    for option, parameter in form_options(form):
        assert parameter.description() == option.label
        assert parameter.help().startswith(option.help)
        is_advanced = bool(parameter.flags() & Qgis.ProcessingParameterFlag.Advanced)
        assert is_advanced == option.advanced
        if isinstance(parameter, QgsProcessingParameterNumber):
            low = next((x for x in (option.minimum, option.above) if x is not None), None)
            high = next((x for x in (option.maximum, option.below) if x is not None), None)
            if option.choices:
                low, high = option.choices[0], option.choices[-1]
            assert low is None or parameter.minimum() == low
            assert high is None or parameter.maximum() == high
            assert parameter.defaultValue() == option.default
        elif isinstance(parameter, QgsProcessingParameterBoolean):
            assert parameter.defaultValue() == option.default
        elif isinstance(parameter, QgsProcessingParameterEnum):
            codes = option.choices or tuple(ON_OFF)
            opened = (option.left_open,) if option.left_open in option.words else ()
            assert tuple(parameter.options()) == (*opened, *codes)
            shown = parameter.metadata().get("widget_wrapper", {}).get("words", {})
            assert shown == dict(option.words)
