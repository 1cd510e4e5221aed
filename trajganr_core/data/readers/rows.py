"""Tables as Arrow batches of selected columns: CSV, layers that GDAL reads, Parquet."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS

from ...contract.errors import Code, TrajganrError
from ...contract.records import plain_json
from ...contract.texts.text import Text
from ..csv_blocks import row_blocks, tables_of_blocks, unreadable_rows
from ..files import InputFile, check_archive, gdal_says, in_brackets
from ..layers import crs_of
from ..sqlite_files import refuse_programs
from ..tables import csv_header, skip_header
from .source import Dropped

#: Name of the column of geometries (Well-Known Binary) in batches.
GEOMETRY = "\0geometry"
BATCH_ROWS = 1 << 16
MISSING = ["", "NULL", "null", "NaN", "nan", "NA", "N/A", "None", "\\N"]
FAILURES = (DataSourceError, DataLayerError, pa.ArrowException, OSError, UnicodeDecodeError)
#: Longest repeated value, bytes: a batch has about 65,000 rows, which may all hold the same value.
MAX_DECODED_BYTES = 1 << 30


class Rows(ABC):
    """A table.

    Attributes:
        where: its name in messages.
        names: of its columns, without the geometries.
        geometry: ``point``, ``line`` or ``other``, ``mixed`` if the table does not declare it, or
            empty without geometries.
        geometry_column: its own name of their column; empty without.
        crs: of the geometries, None where unknown.
        share: of the table that the last batch ends at, in [0, 1]; 0 if that is unknown.
    """

    where: str
    names: list[str]
    geometry = ""
    geometry_column = ""
    crs: CRS | None = None
    share = 0.0

    def batches(
        self, names: Sequence[str], dropped: Dropped, rows: int = BATCH_ROWS
    ) -> Iterator[pa.RecordBatch]:
        """The columns and geometries from the beginning, about ``rows`` at a time.

        Raises:
            TrajganrError: ``INPUT.FORMAT`` for a damaged file, and for text that is not UTF-8 or
                has an unclosed quotation mark; ``INPUT.FIELD`` if another file of a table lacks a
                column.
        """
        own, shown = list(names), list(names)
        if self.geometry_column:
            own, shown = [*own, self.geometry_column], [*shown, GEOMETRY]
        for columns in self._columns(own, dropped, rows):
            yield pa.record_batch(columns, names=shown)

    @abstractmethod
    def _columns(self, names: list[str], dropped: Dropped, rows: int) -> Iterator[list[pa.Array]]:
        """The columns of each batch."""


def kind_of(types: Collection[str]) -> str:
    """``point`` or ``line`` if all geometry types are, ``mixed`` if unknown, else ``other``.

    Args:
        types: of simple features, without Z and M.
    """
    if not types or "Unknown" in types:
        return "mixed"
    if set(types) <= {"Point", "MultiPoint"}:
        return "point"
    return "line" if set(types) <= {"LineString", "MultiLineString"} else "other"


class CsvRows(Rows):
    """A CSV with a header; all values are strings.

    ``wkt`` are accepted names, in lower case, of a column of Well-Known Text geometries.
    """

    def __init__(self, file: InputFile, wkt: Sequence[str] = ()) -> None:
        self._file = file
        self.where = str(file)
        self.names, self._separator = csv_header(file)
        self._header = list(self.names)
        self.geometry_column = next((name for name in self.names if name.lower() in wkt), "")
        if self.geometry_column:
            self.geometry = "mixed"
            self.names.remove(self.geometry_column)

    def _columns(self, names: list[str], dropped: Dropped, rows: int) -> Iterator[list[pa.Array]]:
        """In blocks of some MB; rows with too few or too many values are dropped."""
        # By index, because names may occur twice.
        chosen = [str(self._header.index(name)) for name in names]
        for batch in self._blocks(list(dict.fromkeys(chosen)), dropped):
            columns = [batch.column(number) for number in chosen]
            if self.geometry_column:
                columns[-1] = _binary(columns[-1])
            yield columns

    def _blocks(self, chosen: list[str], dropped: Dropped) -> Iterator[pa.RecordBatch]:
        def drop(row: pyarrow.csv.InvalidRow) -> str:
            # A quotation mark that is closed too late merges several rows.
            dropped[Text("rows with too few or too many values")] += row.text.count("\n") + 1
            return "skip"

        with self._file.open() as content:
            if not skip_header(content):
                return
            try:
                for table in tables_of_blocks(
                    self._counted(row_blocks(self._file, content, self._separator)),
                    [str(number) for number in range(len(self._header))],
                    self._separator,
                    drop,
                    include=chosen,
                    text=chosen,
                    missing=MISSING,
                ):
                    yield from table.combine_chunks().to_batches()
            except pa.ArrowInvalid as error:
                raise unreadable_rows(self._file, error) from error

    def _counted(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        size, read = self._file.unpacked_bytes, 0
        for block in blocks:
            read += len(block)
            self.share = min(read / size, 1.0) if size else 0.0
            yield block


def _binary(column: pa.Array) -> pa.Array:
    """Well-Known Text as Well-Known Binary; null where it cannot be read."""
    geometries = shapely.from_wkt(column.to_numpy(zero_copy_only=False), on_invalid="ignore")
    return pa.array(shapely.to_wkb(geometries, flavor="iso"), pa.binary())


class LayerRows(Rows):
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
        if kind is not None:
            self.geometry = kind_of({kind.split()[0]})
            self.geometry_column = info["geometry_name"] or "wkb_geometry"
        self.crs = crs_of(info["crs"])
        self._features = int(info["features"])

    def _columns(self, names: list[str], dropped: Dropped, rows: int) -> Iterator[list[pa.Array]]:
        """Dates and times are strings, with their zones."""
        try:
            # As strings, because a column may have times of several zones.
            with pyogrio.raw.open_arrow(
                self._file.for_gdal,
                layer=self.layer,
                columns=[name for name in names if name != self.geometry_column],
                read_geometry=bool(self.geometry_column),
                batch_size=rows,
                use_pyarrow=True,
                datetime_as_string=True,
            ) as (_, batches):
                read = 0
                for batch in batches:
                    read += len(batch)
                    self.share = min(read / self._features, 1.0) if self._features > 0 else 0.0
                    yield [batch.column(name) for name in names]
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


class ParquetRows(Rows):
    """A Parquet table of one or more files, or GeoParquet, by its metadata.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a damaged file or geometries that are not WKB.
    """

    def __init__(self, files: Sequence[InputFile]) -> None:
        self._files = files
        self.where = str(files[0])
        with ExitStack() as stack:
            schema = self._opened(files[0], stack).schema_arrow
        try:
            geo = plain_json.loads((schema.metadata or {}).get(b"geo", b"{}"))
            self.geometry_column = geo.get("primary_column", "")
            column = geo["columns"][self.geometry_column] if self.geometry_column else {}
            # Longitude and latitude by default.
            self.crs = crs_of(column.get("crs", "OGC:CRS84"))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise not_parquet(files[0], error) from error
        self.names = [name for name in schema.names if name != self.geometry_column]
        self.geometry = self._kind(column) if self.geometry_column else ""

    def _columns(self, names: list[str], dropped: Dropped, rows: int) -> Iterator[list[pa.Array]]:
        for number, file in enumerate(self._files):
            with ExitStack() as stack:
                table = self._opened(file, stack)
                read, most = 0, max(table.metadata.num_rows, 1)
                if missing := set(names) - set(table.schema_arrow.names):
                    raise TrajganrError(
                        Code.INPUT_FIELD,
                        "{path} has no column {missing}, which {first} has.",
                        "Load files with different columns separately.",
                        path=str(file),
                        missing=", ".join(sorted(missing)),
                        first=self.where,
                    )
                try:
                    for batch in table.iter_batches(batch_size=rows, columns=names):
                        read += len(batch)
                        self.share = (number + read / most) / len(self._files)
                        yield [_decoded(batch.column(name), name, str(file)) for name in names]
                except (pa.ArrowException, OSError) as error:
                    raise not_parquet(file, error) from error

    def _opened(self, file: InputFile, stack: ExitStack) -> pq.ParquetFile:
        # Opened by Arrow itself: its threads would otherwise need the GIL, even at exit.
        path = stack.enter_context(file.unpacked())
        try:
            metadata = pq.read_metadata(path)
            return stack.enter_context(
                pq.ParquetFile(
                    path, metadata=metadata, pre_buffer=False, read_dictionary=_texts_in(metadata)
                )
            )
        except (pa.ArrowException, OSError) as error:
            raise not_parquet(file, error) from error

    def _kind(self, column: dict[str, Any]) -> str:
        if column.get("encoding", "WKB") != "WKB":
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The geometries of {path} are stored as {encoding}.",
                "Save them as Well-Known Binary, the usual form of GeoParquet.",
                path=self.where,
                encoding=column["encoding"],
            )
        return kind_of({kind.split()[0] for kind in column.get("geometry_types", [])})


def _texts_in(metadata: pq.FileMetaData) -> list[str]:
    """String and binary columns, which stay dictionary-encoded until their size is checked."""
    if not metadata.num_row_groups:
        return []
    columns = map(metadata.row_group(0).column, range(metadata.num_columns))
    return [column.path_in_schema for column in columns if column.physical_type == "BYTE_ARRAY"]


def _decoded(column: pa.Array, name: str, where: str) -> pa.Array:
    """A column without dictionary encoding and string views (Polars), for Arrow's functions.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` if repeated values are too long.
    """
    if pa.types.is_dictionary(column.type):
        lengths = pc.take(pc.binary_length(column.dictionary), column.indices)
        size = pc.sum(lengths).as_py() or 0
        if size > MAX_DECODED_BYTES:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "{path}: {rows:,} values of column {column} take {size:,} MB; at most {most:,} MB "
                "are read at once.",
                "Shorten the values, or write the file with fewer rows.",
                path=where,
                rows=len(column),
                column=name,
                size=size >> 20,
                most=MAX_DECODED_BYTES >> 20,
            )
        column = column.dictionary_decode()
    return column.cast(pa.string()) if pa.types.is_string_view(column.type) else column


def not_parquet(file: InputFile, error: Exception) -> TrajganrError:
    """The error for a file that cannot be read."""
    return TrajganrError(
        Code.INPUT_FORMAT,
        "{path} cannot be read as Parquet: it is damaged or in another format ({reason}).",
        "Write the file again, or save the table as CSV or GeoPackage.",
        path=str(file),
        reason=in_brackets(error),
    )
