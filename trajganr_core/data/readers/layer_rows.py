"""Layers of any format that GDAL reads, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS

from ...contract.errors import Code, TrajganrError
from ..files import InputFile, check_archive, gdal_says
from ..layers import crs_of
from ..sqlite_files import refuse_programs
from .rows import BATCH_ROWS, GEOMETRY, kind_of
from .source import Dropped

__all__ = ["LayerRows", "layers_in"]

FAILURES = (DataSourceError, DataLayerError, pa.ArrowException, OSError, UnicodeDecodeError)


class LayerRows:
    """A layer, or a table without geometries, of a file that GDAL reads."""

    def __init__(self, file: InputFile, layer: str) -> None:
        self._file = file
        self.layer = layer
        self.where = f"layer {layer} of {file}"
        try:
            info = pyogrio.read_info(file.for_gdal, layer=layer)
        except FAILURES as error:
            raise not_a_layer(file, error) from error
        self.names = [str(name) for name in info["fields"]]
        kind = info["geometry_type"]
        self.geometry = "" if kind is None else kind_of({kind.split()[0]})
        self.crs: CRS | None = crs_of(info["crs"])
        self.share = 0.0
        self._features = int(info["features"])

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns and geometries; dates and times are strings, with their zones.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for a damaged file.
        """
        try:
            # As strings, because a column may have times of several zones.
            with pyogrio.raw.open_arrow(
                self._file.for_gdal,
                layer=self.layer,
                columns=list(names),
                read_geometry=bool(self.geometry),
                batch_size=rows,
                use_pyarrow=True,
                datetime_as_string=True,
            ) as (meta, batches):
                geometry = meta["geometry_name"] or "wkb_geometry"
                columns = [*names, *([geometry] if self.geometry else [])]
                read = 0
                for batch in batches:
                    read += len(batch)
                    self.share = min(read / self._features, 1.0) if self._features > 0 else 0.0
                    yield pa.record_batch(
                        [batch.column(column) for column in columns],
                        names=[*names, *([GEOMETRY] if self.geometry else [])],
                    )
        except FAILURES as error:
            raise not_a_layer(self._file, error) from error


def layers_in(file: InputFile) -> list[LayerRows]:
    """All layers of a file.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a file that GDAL cannot read, that unpacks to more than
            the limit, or that has views.
    """
    if not file.member:  # members of a ZIP were checked when it was listed
        check_archive(file.path)
    refuse_programs(file)
    try:
        names = [str(name) for name, _ in pyogrio.list_layers(file.for_gdal)]
    except FAILURES as error:
        raise not_a_layer(file, error) from error
    return [LayerRows(file, name) for name in names]


def not_a_layer(file: InputFile, error: Exception) -> TrajganrError:
    """The error for a file that GDAL cannot read."""
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} is in no supported format of trips{reason}.",
        "Use CSV, GPX, Cabspotting's text, MovingFeatures JSON, Parquet, or a layer saved as "
        "GeoPackage.",
        path=str(file),
        reason=gdal_says(error),
    )
