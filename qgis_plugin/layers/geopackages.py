"""Opens GeoPackages of the worker, which the client has checked, with that driver and no style."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from osgeo import gdal, ogr
from qgis.core import QgsVectorLayer

from trajganr_core.contract.errors import Code, TrajganrError

#: Options of layers: styles, forms and virtual fields in the file are ignored.
WITHOUT_STYLE = QgsVectorLayer.LayerOptions(False)


def open_dataset(path: Path, *, update: bool = False) -> gdal.Dataset:
    """A GeoPackage in GDAL.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for any other file.
    """
    flags = gdal.OF_VECTOR | (gdal.OF_UPDATE if update else 0)
    dataset = None
    with suppress(RuntimeError):  # GDAL raises it if another plugin has switched that on
        dataset = gdal.OpenEx(str(path), flags, allowed_drivers=["GPKG"])
    if dataset is None:
        raise _unreadable(path, "")
    return dataset


def open_table(path: Path, layer: str, title: str = "") -> QgsVectorLayer:
    """A layer of a GeoPackage, or a table.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    open_dataset(path)
    opened = QgsVectorLayer(f"{path}|layername={layer}", title or layer, "ogr", WITHOUT_STYLE)
    if not opened.isValid():
        raise _unreadable(path, layer)
    return opened


def add_index(path: Path) -> None:
    """Create the spatial indices of a file; the client has removed the worker's."""
    dataset = open_dataset(path, update=True)
    for number in range(dataset.GetLayerCount()):
        table = dataset.GetLayer(number)
        geometry = table.GetGeometryColumn()
        if geometry and not table.TestCapability(ogr.OLCFastSpatialFilter):
            name = table.GetName().replace("'", "''")
            dataset.ExecuteSQL(f"SELECT CreateSpatialIndex('{name}', '{geometry}')")
    dataset.Close()


def _unreadable(path: Path, layer: str) -> TrajganrError:
    return TrajganrError(
        Code.INPUT_FORMAT,
        "QGIS cannot read the layer {layer} of the worker's result {file}.",
        "Plugin and worker must have the same release: update the older one.",
        file=path.name,
        layer=layer,
    )
