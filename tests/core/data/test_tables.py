"""Small CSV files as data frames."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading import write, write_zip

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.tables import read_csv, require_columns


def code_of(path: Path) -> Code:
    with pytest.raises(TrajganrError) as error:
        read_csv(path)
    assert error.value.next_action
    return error.value.code


def test_types_are_recognised_but_for_text(tmp_path: Path) -> None:
    table = read_csv(write(tmp_path / "a.csv", "id,lon\n007,1.5\n8,2\n"), text=("id",))
    assert table.id.tolist() == ["007", "8"]
    assert table.lon.tolist() == [1.5, 2.0]


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators_are_recognised(tmp_path: Path, separator: str) -> None:
    path = write(tmp_path / "a.csv", f'name{separator}"lon, lat"\nx{separator}1\n')
    assert read_csv(path).columns.tolist() == ["name", "lon, lat"]


def test_the_only_table_of_a_zip_is_read(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.csv": "x\n1\n", "notes.txt": "?"})
    assert read_csv(path).x.tolist() == [1]


@pytest.mark.malformed
def test_a_zip_of_two_tables_is_a_format_error(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "a.zip", {"a.csv": "x\n1\n", "b.csv": "x\n1\n"})
    assert code_of(path) is Code.INPUT_FORMAT


@pytest.mark.malformed
@pytest.mark.parametrize("text", ["x,y", "x,y\n", "x,y\n\n", "\n"])
def test_a_table_without_rows_is_empty(tmp_path: Path, text: str) -> None:
    assert code_of(write(tmp_path / "a.csv", text)) is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_row_of_too_few_values_is_a_format_error(tmp_path: Path) -> None:
    assert code_of(write(tmp_path / "a.csv", "x,y\n1,2\n3\n")) is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_text_in_another_encoding_than_utf8_is_a_format_error(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("lon,lat,amenity\n1,2,caf\xe9\n".encode("latin-1"))
    assert code_of(path) is Code.INPUT_FORMAT


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        require_columns(tmp_path, ["x", "y"], ("x", "z"))
    assert (error.value.code, error.value.parameters["field"]) == (Code.INPUT_FIELD, "z")
