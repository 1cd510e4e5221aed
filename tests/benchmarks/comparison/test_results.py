"""The files of results."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from result_files import ROAD, results

from trajganr_comparison.results import CELLS, PREDICTIONS, RECORD, ROWS, Results
from trajganr_core.contract.errors import Code, TrajganrError

FAILURE = {**ROAD, "system": "two", "seed": 0, "code": "MODEL.MISSING", "message": "No file."}


def test_values_are_exact_and_unknown_ones_stay_unknown(tmp_path: Path) -> None:
    exact = 0.1 + 0.2
    results({"one": [exact, None], "two": []}, [FAILURE]).write(tmp_path)
    read = Results.read(tmp_path)
    assert read.rows.loc[0, "value"] == exact
    assert read.rows["value"].isna().sum() == 2
    assert read.failures == [FAILURE]
    assert read.costs["roads"].tolist() == [{"speed": {"train": 100, "test": 50}}] * 3
    assert read.costs["parameters"].isna().all()
    assert len(read.predictions) == 0


def test_a_task_that_a_cell_does_not_have_has_no_numbers_of_roads(tmp_path: Path) -> None:
    found = results({"one": [1.0, 2.0]})
    found.cells.at[1, "roads"] = {"aoi": {"train": 10, "test": 5}}
    found.write(tmp_path)
    roads = Results.read(tmp_path).costs["roads"]
    assert [list(one) for one in roads] == [["speed"], ["aoi"]]


def test_results_without_any_system_that_could_run_are_kept(tmp_path: Path) -> None:
    results({}, [FAILURE]).write(tmp_path)
    read = Results.read(tmp_path)
    assert read.failures == [FAILURE]
    assert read.costs.empty
    assert read.rows.empty


def test_results_are_written_completely_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    results({"one": [1.0]}).write(tmp_path)

    def full(*args: object, **options: object) -> None:
        raise OSError("No space left")

    with monkeypatch.context() as patched:
        patched.setattr(pd.DataFrame, "to_parquet", full)
        with pytest.raises(OSError, match="No space"):
            results({"one": [2.0]}).write(tmp_path)
    assert (tmp_path / ROWS).is_file()
    with pytest.raises(TrajganrError) as caught:  # the old rows are not those of any record
        Results.read(tmp_path)
    assert caught.value.code is Code.INPUT_NOT_FOUND
    assert RECORD in caught.value.message


@pytest.mark.malformed
@pytest.mark.parametrize("name", [RECORD, ROWS, CELLS, PREDICTIONS])
def test_damaged_results_are_refused(tmp_path: Path, name: str) -> None:
    results({"one": [1.0]}).write(tmp_path)
    (tmp_path / name).write_bytes(b"\x00 not a table")
    with pytest.raises(TrajganrError) as caught:
        Results.read(tmp_path)
    assert caught.value.code is Code.INPUT_FORMAT
    assert str(tmp_path) in caught.value.message


def test_predictions_of_an_earlier_run_are_removed(tmp_path: Path) -> None:
    found = results({"one": [1.0]})
    Results(found.record, found.rows, found.cells, found.rows).write(tmp_path)
    assert len(Results.read(tmp_path).predictions)
    found.write(tmp_path)
    assert not len(Results.read(tmp_path).predictions)
