"""Where results go that a project shows and nobody has named: to a file that outlasts QGIS."""

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

#: Beside the project, and in the profile's folder of the plugin.
FOLDER, IN_PROFILE = "trajganr", "results"


def kept(given: Any, name: str, ending: str, context: QgsProcessingContext) -> Any:
    """The value of a layer's output, with a lasting file for a temporary one that is to be loaded.

    QGIS deletes temporary files when it ends, and the project would lose the layer. An output that
    is not loaded into a project, as most of scripts are, stays temporary.

    Args:
        given: the value of the parameter.
        name: what the result is called, which the file is called after.
        ending: of the file's name, with its dot.
        context: of the algorithm.
    """
    is_loaded = isinstance(given, QgsProcessingOutputLayerDefinition) and given.destinationProject
    if not is_loaded:
        return given
    sink, _ = given.sink.valueAsString(context.expressionContext())
    if sink != QgsProcessing.TEMPORARY_OUTPUT:
        return given
    lasting = QgsProcessingOutputLayerDefinition(given)
    path = _free_path(_folder(given.destinationProject), name, ending)
    lasting.sink = QgsProperty.fromValue(str(path))
    return lasting


def _folder(project: QgsProject) -> Path:
    """A folder beside the project; in the profile, where the project has no folder to write to."""
    home = project.homePath()
    beside = Path(home) / FOLDER
    if home and os.access(beside if beside.exists() else home, os.W_OK):
        beside.mkdir(exist_ok=True)
        return beside
    in_profile = data_folder() / IN_PROFILE
    in_profile.mkdir(parents=True, exist_ok=True)
    return in_profile


def _free_path(folder: Path, name: str, ending: str) -> Path:
    """A path at which nothing is yet."""
    stem = re.sub(r"[^\w -]+", "_", name).strip() or FOLDER
    names = itertools.chain([stem], (f"{stem} {number}" for number in itertools.count(2)))
    return next(path for each in names if not (path := folder / f"{each}{ending}").exists())
