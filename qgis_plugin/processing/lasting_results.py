"""Permanent files for temporary layers that are loaded into a project."""

from __future__ import annotations

import itertools
import os
import re
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsProperty,
)

from ..settings import data_folder

#: Folders beside the project, and in the plugin's folder of the profile.
FOLDER, IN_PROFILE = "trajganr", "results"


def lasting_output(value: Any, name: str, suffix: str, context: QgsProcessingContext) -> Any:
    """The value of a layer output, with a permanent file for a temporary layer that is loaded.

    QGIS deletes temporary files when it closes, and the project would lose the layer. Outputs that
    are not loaded, as in most scripts, stay temporary.

    Args:
        value: of the parameter.
        name: of the result, for the name of the file.
        suffix: of the file, with its dot.
        context: of the algorithm.
    """
    is_loaded = isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject
    if not is_loaded:
        return value
    sink, _ = value.sink.valueAsString(context.expressionContext())
    if sink != QgsProcessing.TEMPORARY_OUTPUT:
        return value
    lasting = QgsProcessingOutputLayerDefinition(value)
    path = _free_path(_folder(value.destinationProject), name, suffix)
    lasting.sink = QgsProperty.fromValue(str(path))
    return lasting


def _folder(project: QgsProject) -> Path:
    """A folder beside the project; in the profile if the project's folder is not writable."""
    home = project.homePath()
    folder = Path(home) / FOLDER
    if not home or not os.access(folder if folder.exists() else home, os.W_OK):
        folder = data_folder() / IN_PROFILE
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _free_path(folder: Path, name: str, suffix: str) -> Path:
    """A path that does not exist yet."""
    stem = re.sub(r"[^\w -]+", "_", name).strip() or FOLDER
    names = itertools.chain([stem], (f"{stem} {number}" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{suffix}").exists())
