"""Opening the files that are loaded, with coded errors for those that cannot be."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from qgis.core import QgsVectorLayer

from trajganr_core.errors import Code, TrajganrError


def open_table(path: Path) -> QgsVectorLayer:
    """Open a table or point layer: CSV, a ZIP that holds one CSV, or any vector file.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY`` or ``INPUT.FORMAT``.
    """
    check_file(path)
    source = f"/vsizip/{path}/{csv_in_zip(path)}" if path.suffix.lower() == ".zip" else str(path)
    if source.lower().endswith(".csv"):
        # Identifiers such as 007 must stay as they are written.
        source += "|option:AUTODETECT_TYPE=NO"
    layer = QgsVectorLayer(source, path.stem, "ogr")
    if not layer.isValid():
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a table or vector layer that QGIS can read.",
            "Give a CSV, a ZIP with one CSV, or a vector file such as a GeoPackage.",
            path=str(path),
        )
    return layer


def check_file(path: Path) -> None:
    """Refuse a file that is missing or empty."""
    if not path.is_file():
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "There is no file {path}.",
            "Check the path.",
            path=str(path),
        )
    if path.stat().st_size == 0:
        raise TrajganrError(
            Code.INPUT_EMPTY, "{path} is empty.", "Choose a file with data.", path=str(path)
        )


def csv_in_zip(path: Path) -> str:
    """The name of the one CSV in a ZIP."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.lower().endswith(".csv")]
    except zipfile.BadZipFile:
        names = []
    if len(names) != 1:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{path} is not a ZIP with exactly one CSV (found {count}).",
            "Unpack it and choose one file.",
            path=str(path),
            count=len(names),
        )
    return names[0]


def find_field(layer: QgsVectorLayer, names: Iterable[str]) -> str:
    """The layer's field with the first of ``names`` that it has, case ignored; '' without any."""
    fields = {field.name().lower(): field.name() for field in layer.fields()}
    return next((fields[name] for name in names if name in fields), "")
