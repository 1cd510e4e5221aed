"""Outputs that must not be written: those that are inputs too, and places that take no file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from trajganr_core.contract.output_paths import check_file, check_folder

if TYPE_CHECKING:
    from .base import Parameters, TrajganrAlgorithm


def check_outputs(
    algorithm: TrajganrAlgorithm, parameters: Parameters, context: QgsProcessingContext
) -> None:
    """Refuse outputs that cannot be written, or would replace what the algorithm reads.

    That another file may be replaced is what QGIS' own file dialog has asked.

    Raises:
        TrajganrError: as :func:`~trajganr_core.contract.output_paths.check_file`.
    """
    definitions = algorithm.parameterDefinitions()
    inputs = [
        path
        for definition in definitions
        if not definition.isDestination()
        for path in _paths_of(parameters.get(definition.name()), context)
    ]
    for definition in definitions:
        named = (
            algorithm.named_output(parameters, definition.name(), context)
            if definition.isDestination()
            else ""
        )
        if isinstance(definition, QgsProcessingParameterFolderDestination) and named:
            check_folder(Path(named), grows=True, inputs=inputs)
        elif _is_path(named):
            check_file(Path(named), inputs=inputs, overwrite=True)


def _paths_of(given: Any, context: QgsProcessingContext) -> list[Path]:
    """The files that a parameter names, by their paths or by layers."""
    if isinstance(given, list | tuple):
        return [path for one in given for path in _paths_of(one, context)]
    if isinstance(given, QgsProcessingFeatureSourceDefinition):
        given = given.source
    if isinstance(given, QgsProperty):
        given, _ = given.valueAsString(context.expressionContext())
    if isinstance(given, str):
        # Layers of the project go by their names and ids, too; others are not loaded for this.
        layer = QgsProcessingUtils.mapLayerFromString(given, context, False)
        text = given.partition("|")[0] if layer is None else _source_of(layer)
    else:
        text = _source_of(given) if isinstance(given, QgsMapLayer) else ""
    path = Path(text)
    return [path] if _is_path(text) and path.is_absolute() and path.exists() else []


def _source_of(layer: QgsMapLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(parts.get("path", ""))


def _is_path(text: str) -> bool:
    """Whether an output is a file, not a table of a database or a layer in memory."""
    scheme, colon, _ = text.partition(":")
    return bool(text) and (not colon or len(scheme) == 1)  # Of one letter: a drive of Windows.
