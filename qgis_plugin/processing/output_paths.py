"""Checks that outputs can be written and do not replace inputs."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingUtils,
    QgsProperty,
    QgsProviderRegistry,
)

from trajganr_core.contract.files.output_paths import check_file, check_folder


def named_output(parameters: Mapping[str, Any], name: str, context: QgsProcessingContext) -> str:
    """The path that the user has chosen for an output; '' for a temporary one."""
    value = parameters.get(name)
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(context.expressionContext())
    return "" if value in (None, QgsProcessing.TEMPORARY_OUTPUT) else str(value)


def check_outputs(
    algorithm: QgsProcessingAlgorithm,
    parameters: Mapping[str, Any],
    context: QgsProcessingContext,
    suffixes: Mapping[str, Collection[str]],
) -> None:
    """Refuse outputs that cannot be written or are inputs; other files may be replaced.

    Args:
        algorithm: with the outputs.
        parameters: of a run.
        context: of the run.
        suffixes: of output files, by parameter; any if absent.

    Raises:
        TrajganrError: as :func:`~trajganr_core.contract.files.output_paths.check_file`.
    """
    definitions = algorithm.parameterDefinitions()
    inputs = [
        path
        for definition in definitions
        if not definition.isDestination()
        for path in _paths_of(parameters.get(definition.name()), context)
    ]
    for definition in definitions:
        if not definition.isDestination():
            continue
        output = named_output(parameters, definition.name(), context)
        if isinstance(definition, QgsProcessingParameterFolderDestination) and output:
            check_folder(Path(output), grows=True, inputs=inputs)
        elif _is_path(output):
            endings = suffixes.get(definition.name(), ())
            check_file(Path(output), endings=endings, inputs=inputs, overwrite=True)


def _paths_of(value: Any, context: QgsProcessingContext) -> list[Path]:
    """The existing files of the value of an input: a path, a layer, or several."""
    if isinstance(value, list | tuple):
        return [path for each in value for path in _paths_of(each, context)]
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source
    if isinstance(value, QgsProperty):
        value, _ = value.valueAsString(context.expressionContext())
    if isinstance(value, str):
        # The name or id of a layer of the project, or a path, whose layer is not loaded.
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
        text = value.partition("|")[0] if layer is None else _source_of(layer)
    else:
        text = _source_of(value) if isinstance(value, QgsMapLayer) else ""
    path = Path(text)
    # ``Path.exists`` raises an error for a name that is too long.
    exists = _is_path(text) and path.is_absolute() and os.path.exists(path)  # noqa: PTH110
    return [path] if exists else []


def _source_of(layer: QgsMapLayer) -> str:
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    return str(parts.get("path", ""))


def _is_path(text: str) -> bool:
    """Whether an output is a file, not a table of a database or a layer in memory."""
    scheme, colon, _ = text.partition(":")
    return bool(text) and (not colon or len(scheme) == 1)  # one letter is a drive
