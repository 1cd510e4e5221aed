"""Permanent files for temporary layers that are loaded into a project."""

from __future__ import annotations

import itertools
import os
import re
import threading
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
SUFFIX = ".gpkg"
MAX_STEM = 100
#: Paths that were given to outputs, which may not be written yet.
_given: set[Path] = set()
_giving = threading.Lock()


def lasting_output(value: Any, name: str, context: QgsProcessingContext) -> Any:
    """The value of a layer output that is loaded, with its name, and a file that lasts.

    QGIS deletes temporary files and empties layers in memory when it closes, and the project would
    lose them. Outputs that are not loaded, as in most scripts, stay temporary; those that have a
    file or a name keep it.

    Args:
        value: of the parameter.
        name: of the layer, and of its file.
        context: of the algorithm.
    """
    is_loaded = isinstance(value, QgsProcessingOutputLayerDefinition) and value.destinationProject
    if not is_loaded:
        return value
    lasting = QgsProcessingOutputLayerDefinition(value)
    lasting.destinationName = value.destinationName or name
    sink, _ = value.sink.valueAsString(context.expressionContext())
    if sink == QgsProcessing.TEMPORARY_OUTPUT:
        path = lasting_path(value.destinationProject, name)
        lasting.sink = QgsProperty.fromValue(str(path))
    return lasting


def lasting_path(project: QgsProject, name: str) -> Path:
    """A new GeoPackage for a layer of a project, with a name like the layer's."""
    stem = re.sub(r"[^\w ,–-]+", "", name)[:MAX_STEM].strip(" ,–-") or FOLDER
    return free_path(_folder(project) / f"{stem}{SUFFIX}")


def _folder(project: QgsProject) -> Path:
    """A folder beside the project; in the profile if the project's folder is not writable."""
    home = project.homePath()
    folder = Path(home) / FOLDER
    if not home or not os.access(folder if folder.exists() else home, os.W_OK):
        folder = data_folder() / IN_PROFILE
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def free_path(path: Path) -> Path:
    """The path, with a number if it exists or was given to another output."""
    numbered = (path.with_stem(f"{path.stem} {number}") for number in itertools.count(2))
    with _giving:
        paths = itertools.chain([path], numbered)
        free = next(each for each in paths if each not in _given and not each.exists())
        _given.add(free)
    return free
