"""Select link: the roads are chosen in layers of the bundle's roads."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from qgis.core import (
    Qgis,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingParameterFeatureSource,
    QgsVectorLayer,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.algorithm import OptionsOf
from trajganr_core.contract.kinds.params import MAX_VALUES
from trajganr_core.contract.options.option_fields import describe

from ...i18n import tr
from ...layers.described import fact_of
from ...layers.roles import ROADS_OF_BUNDLE
from ..base import Parameters
from ..inputs import LINES, check_field
from ..kind_algorithm import KindAlgorithm
from ..options import help_of, label_of

#: The field with the ids of directed segments.
EDGE = "edge"
#: The parameters with chosen roads, by their options.
CHOSEN = {"through": "THROUGH", "then": "THEN"}


class Form(KindAlgorithm):
    """Counts the trips of a bundle through the roads that a layer chooses."""

    def add_field(self, field: str | OptionsOf) -> None:
        if field not in CHOSEN:
            super().add_field(field)
            return
        option = next(each for each in describe(self.kind.params) if each.name == field)
        parameter = QgsProcessingParameterFeatureSource(
            CHOSEN[field], label_of(option), [LINES], optional=not option.is_required
        )
        how = tr(
            "In a layer of this bundle's roads, such as 'Observed traffic', select the roads and "
            "tick 'Selected features only'. Each direction is a feature of its own."
        )
        self.add(parameter, f"{help_of(option)} {how}", role=ROADS_OF_BUNDLE)
        if not option.is_required:
            self.left_empty.append(CHOSEN[field])

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        bundle = self.parameterAsString(parameters, "BUNDLE", context).strip()
        for name in CHOSEN.values():
            _check_bundle(self.parameterAsVectorLayer(parameters, name, context), bundle)
        super().check(parameters, context)

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        chosen = {
            option: self._segments(name, parameters, context) for option, name in CHOSEN.items()
        }
        return {**options, **chosen}

    def _segments(
        self, name: str, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[int, ...]:
        """The directed segments of a layer's features; none without a layer.

        Raises:
            TrajganrError: ``INPUT.FIELD`` without a field of segments, or with too many of them;
                ``INPUT.EMPTY`` if no feature has one.
        """
        source = self.parameterAsSource(parameters, name, context)
        if source is None:
            return ()
        check_field(source.fields(), source.sourceName(), EDGE)
        request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
        segments: set[int] = set()
        for feature in source.getFeatures(request):
            if isinstance(feature[EDGE], int):  # NULL is none
                segments.add(feature[EDGE])
            if len(segments) > MAX_VALUES:
                raise TrajganrError(
                    Code.INPUT_FIELD,
                    "Layer {layer} has more than {most} directed segments.",
                    "Select the roads that you mean in it and tick 'Selected features only'.",
                    layer=source.sourceName(),
                    most=MAX_VALUES,
                )
        if not segments:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "No feature of layer {layer} has a number in the field {field}.",
                "Select roads of a layer of this bundle.",
                layer=source.sourceName(),
                field=EDGE,
            )
        return tuple(sorted(segments))


def _check_bundle(layer: QgsVectorLayer | None, bundle: str) -> None:
    """Refuse a layer of other roads than the bundle's, whose segments have other numbers.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if layer is None:
        return
    options = _options_of(layer)
    if options.get("roads"):
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} shows roads of a layer of your own: its segments have other numbers "
            "than those of the bundle.",
            "Choose a layer of the bundle's roads, such as 'Observed traffic'.",
            layer=layer.name(),
        )
    other = options.get("bundle")
    if other and bundle and other != bundle:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "Layer {layer} shows roads of the bundle {other}, not of {bundle}.",
            "Choose a layer of this bundle: the segments of others have other numbers.",
            layer=layer.name(),
            other=other,
            bundle=bundle,
        )


def _options_of(layer: QgsVectorLayer) -> dict[str, Any]:
    """The parameters of the job that made a layer, from its metadata; empty if unknown."""
    about = layer.metadata()
    text = fact_of(about, "options") or fact_of(about, "parameters")  # of predicted roads
    with suppress(ValueError):  # of another program
        options = json.loads(text)
        if isinstance(options, dict):
            return options
    return {}
