"""The results of a benchmark, and the files that keep them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import atomic_file, read_json, write_json

#: What was compared; the metrics; the cells; the predictions.
RECORD, ROWS, CELLS = "results.json", "results.parquet", "cells.parquet"
PREDICTIONS = "predictions.parquet"
#: The columns that identify a cell: one system, trained and tested once.
KEY = ("system", "split", "fold", "seed", "labels")
#: Further columns of the tables.
OF_ROWS = ("roads", "task", "metric", "value")
OF_CELLS = (
    *("origin", "parameters", "seconds", "query_us", "peak_mb", "peak_gpu_mb"),
    *("roads", "environment", "finished_at", "code", "message"),
)
OF_PREDICTIONS = (
    *("task", "edge", "block", "highway", "trips", "basis"),
    *("truth", "predicted", "distance", "covered"),
)


def _empty(*columns: str) -> pd.DataFrame:
    return pd.DataFrame(columns=[*KEY, *columns])


@dataclass(frozen=True)
class Results:
    """A record, and tables with the columns of :data:`KEY` and further ones.

    Attributes:
        record: ``command, written_at, bundle, settings, systems`` (titles by id), ``tables,
            environments, notes, figures`` (captions by file).
        rows: a metric a row: ``roads, task, metric, value``; an unknown value is NaN.
        cells: a cell a row: ``origin, parameters, seconds, query_us, peak_mb, peak_gpu_mb, roads``
            (number of each part by task), ``environment`` (position in the record's list) and
            ``finished_at``; or ``code`` and ``message`` of a system that could not run.
        predictions: a tested road a row; the columns of :meth:`~.system.Cell.predictions`. A
            published folder may have none.
    """

    record: dict[str, Any]
    rows: pd.DataFrame = field(default_factory=lambda: _empty(*OF_ROWS))
    cells: pd.DataFrame = field(default_factory=lambda: _empty(*OF_CELLS))
    predictions: pd.DataFrame = field(default_factory=lambda: _empty(*OF_PREDICTIONS))

    @property
    def systems(self) -> Mapping[str, str]:
        """Titles by id, in the order of the tables."""
        return dict(self.record["systems"])

    @property
    def costs(self) -> pd.DataFrame:
        """The cells whose system could run."""
        return self.cells[self.cells["code"].isna()]

    @property
    def failures(self) -> Sequence[Mapping[str, Any]]:
        """The key, ``code`` and ``message`` of the other cells."""
        failed = self.cells.loc[self.cells["code"].notna(), [*KEY, "code", "message"]]
        return [{str(name): one for name, one in row.items()} for row in failed.to_dict("records")]

    def write(self, folder: Path) -> None:
        """Write all files; the record is the last, so that a folder with it is complete."""
        (folder / RECORD).unlink(missing_ok=True)
        (folder / PREDICTIONS).unlink(missing_ok=True)
        for name, table in self._tables.items():
            with atomic_file(folder / name) as file:
                table.to_parquet(file, index=False, compression="zstd")
        self.write_record(folder)

    def write_record(self, folder: Path) -> None:
        """Write the record only."""
        with atomic_file(folder / RECORD) as file:
            write_json(file, self.record)

    @classmethod
    def read(cls, folder: Path) -> Results:
        """Read a folder of results.

        Raises:
            TrajganrError: ``INPUT.NOT_FOUND`` if the folder has no complete results;
                ``INPUT.FORMAT`` if a file of them is damaged.
        """
        files = {name: folder / name for name in (RECORD, ROWS, CELLS)}
        for name, file in files.items():
            if not file.is_file():
                raise TrajganrError(
                    Code.INPUT_NOT_FOUND,
                    "{folder} has no {name}: it is not the folder of a finished benchmark.",
                    "Repeat the command of the benchmark to finish it, or choose another folder.",
                    folder=str(folder),
                    name=name,
                )
        try:
            tables = [pd.read_parquet(files[ROWS]), _read_cells(files[CELLS])]
            if (folder / PREDICTIONS).is_file():
                tables.append(pd.read_parquet(folder / PREDICTIONS))
            return cls(read_json(files[RECORD]), *tables)
        except (KeyError, OSError, ValueError) as error:
            raise TrajganrError(
                Code.INPUT_FORMAT,
                "The results in {folder} are damaged: {reason}.",
                "Repeat the command of the benchmark with a new folder, or choose another folder.",
                folder=str(folder),
                reason=str(error),
            ) from error

    @property
    def _tables(self) -> Mapping[str, pd.DataFrame]:
        tables = {ROWS: self.rows, CELLS: self.cells}
        return tables | ({PREDICTIONS: self.predictions} if len(self.predictions) else {})


def where(table: pd.DataFrame, **of: Any) -> pd.DataFrame:
    """The rows with these values."""
    chosen = np.ones(len(table), dtype=np.bool_)
    for name, value in of.items():
        chosen &= (table[name] == value).to_numpy()
    return table[chosen]


def cells_table(cells: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """The table of cells; a value that a cell does not have is null."""
    table = pd.DataFrame(cells, columns=[*KEY, *OF_CELLS])
    floats = dict.fromkeys(("seconds", "query_us", "peak_mb", "peak_gpu_mb"), "float64")
    return table.astype({**floats, "parameters": "Int64", "environment": "Int64"})


def _read_cells(file: Path) -> pd.DataFrame:
    """The table of cells; a task that a cell does not have is not in its numbers of roads."""
    cells = pd.read_parquet(file)

    roads = [
        {task: parts for task, parts in one.items() if parts} if isinstance(one, dict) else {}
        for one in cells["roads"]  # null for a system that could not run
    ]
    return cells.assign(roads=roads)
