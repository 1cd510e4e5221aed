"""What may be replaced at a path that a person names."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pytest
from shapely import Point

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.atomic_io import WORKING, machine, remove_leftovers
from trajganr_core.contract.files.output_paths import (
    check_file,
    check_folder,
    check_input,
    new_file,
)
from trajganr_core.data.files import existing_file
from trajganr_core.data.labels.layer import write_labels
from trajganr_core.data.roads.osm_layers import write_osm_layers


def write(path: Path, layer: str = "roads", mode: str = "w", name: str = "old") -> None:
    frame = gpd.GeoDataFrame({"name": [name]}, geometry=[Point(-8.6, 41.1)], crs="EPSG:4326")
    frame.to_file(path, layer=layer, driver="GPKG", mode=mode)


@pytest.fixture
def result(tmp_path: Path) -> Path:
    """What an earlier ``trajganr predict`` wrote."""
    out = tmp_path / "roads.gpkg"
    with new_file(out, made_by="trajganr predict") as temporary:
        write(temporary)
    return out


def refusal(out: Path, **options: bool | str) -> Code:
    with pytest.raises(TrajganrError) as caught:
        check_file(out, **options)  # type: ignore[arg-type] # the test's own names
    return caught.value.code


def test_a_result_of_the_same_command_is_replaced(result: Path) -> None:
    check_file(result, made_by="trajganr predict")
    assert gpd.read_file(result)["name"].tolist() == ["old"]
    with new_file(result, made_by="trajganr predict") as temporary:
        write(temporary, name="new")
    assert gpd.read_file(result)["name"].tolist() == ["new"]


def test_a_result_of_another_command_is_not_replaced(result: Path) -> None:
    assert refusal(result, made_by="trajganr match") is Code.INPUT_FIELD
    check_file(result, made_by="trajganr match", overwrite=True)


def test_a_result_with_added_layers_or_edits_is_not_replaced(result: Path) -> None:
    write(result, layer="sketches", mode="a")
    assert refusal(result, made_by="trajganr predict") is Code.INPUT_FIELD


def test_an_edited_result_is_not_replaced(result: Path) -> None:
    with closing(sqlite3.connect(result)) as database, database:
        # As GDAL and QGIS do when they have changed a feature.
        database.execute("UPDATE gpkg_contents SET last_change = '2030-01-01T00:00:00.000Z'")
    assert refusal(result, made_by="trajganr predict") is Code.INPUT_FIELD


def test_a_geopackage_of_another_program_is_not_replaced(tmp_path: Path) -> None:
    write(tmp_path / "roads.gpkg")
    assert refusal(tmp_path / "roads.gpkg", made_by="trajganr predict") is Code.INPUT_FIELD


@pytest.fixture(params=["DELETE", "WAL"])
def opened(result: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A result that another process is writing into."""
    program = f"""if True:
        import sqlite3, sys
        database = sqlite3.connect({str(result)!r}, isolation_level=None)
        database.execute("PRAGMA journal_mode = {request.param}")
        database.execute("BEGIN IMMEDIATE")
        database.execute("UPDATE gpkg_contents SET description = 'mine'")
        print("opened", flush=True)
        sys.stdin.read()
    """
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == "opened\n"
        yield result


def test_a_geopackage_that_another_process_has_open_is_not_replaced(opened: Path) -> None:
    before = opened.read_bytes()
    for overwrite in (False, True):
        found = refusal(opened, made_by="trajganr predict", overwrite=overwrite)
        assert found is Code.RESOURCE_LOCKED
    assert opened.read_bytes() == before


def test_the_log_of_a_killed_program_is_ignored(result: Path) -> None:
    program = f"""if True:
        import os, sqlite3
        database = sqlite3.connect({str(result)!r}, isolation_level=None)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("UPDATE gpkg_contents SET description = 'mine'")
        os._exit(0)
    """
    subprocess.run([sys.executable, "-c", program], check=True)
    assert result.with_name("roads.gpkg-wal").exists()
    check_file(result, overwrite=True)
    assert not result.with_name("roads.gpkg-wal").exists()


def test_a_file_that_appears_during_the_work_is_kept_beside_the_result(tmp_path: Path) -> None:
    out = tmp_path / "trips.csv"
    with pytest.raises(TrajganrError) as caught, new_file(out) as temporary:
        temporary.write_text("hours of work")
        out.write_text("somebody else's")
    assert caught.value.code is Code.INPUT_FIELD
    assert out.read_text() == "somebody else's"
    assert (tmp_path / "trips-2.csv").read_text() == "hours of work"
    assert "trips-2.csv" in caught.value.message


def test_errors_of_the_work_are_raised_unchanged(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), new_file(tmp_path / "out.csv"):
        (tmp_path / "input.csv").read_text()


def test_a_protected_file_is_not_replaced(result: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may always
    assert refusal(result, overwrite=True) is Code.INPUT_FIELD


def test_a_hard_link_to_a_file_of_an_input_folder_is_refused(result: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "anything.gpkg").hardlink_to(result)
    with pytest.raises(TrajganrError, match="input"):
        check_file(result, inputs=[tmp_path / "data"], overwrite=True)


@pytest.mark.parametrize(
    "write_to",
    [
        lambda path: write_osm_layers(path, None, path),
        lambda path: write_labels(path.parent, path),
    ],
    ids=["osm", "labels"],
)
def test_the_python_functions_refuse_an_output_that_is_an_input(
    write_to: Callable[[Path], object], result: Path
) -> None:
    before = result.read_bytes()
    with pytest.raises(TrajganrError, match="input"):
        write_to(result)
    assert result.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_the_python_functions_refuse_a_pipe_as_an_input(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "trips.csv")
    with pytest.raises(TrajganrError) as caught:
        existing_file(tmp_path / "trips.csv")
    assert caught.value.code is Code.INPUT_FORMAT


def test_an_input_whose_name_is_too_long_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        check_input(tmp_path / ("n" * 300))
    assert caught.value.code is Code.INPUT_NOT_FOUND


def test_a_folder_of_results_is_replaced_with_overwrite_only(tmp_path: Path) -> None:
    (tmp_path / "layers").mkdir()
    (tmp_path / "layers" / "roads.gpkg").touch()
    with pytest.raises(TrajganrError) as caught:
        check_folder(tmp_path / "layers", names=("roads.gpkg",))
    assert "--overwrite" in caught.value.next_action
    check_folder(tmp_path / "layers", names=("roads.gpkg",), overwrite=True)


def test_a_folder_with_a_layer_that_is_open_elsewhere_is_not_replaced(opened: Path) -> None:
    with pytest.raises(TrajganrError) as caught:
        check_folder(opened.parent, names=(opened.name,), overwrite=True)
    assert caught.value.code is Code.RESOURCE_LOCKED


def _killed(tmp_path: Path) -> Path:
    """A folder that a process, which is no more, was filling."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    left = tmp_path / f"{WORKING}{machine()}-{process.pid}-abcd"
    left.mkdir()
    return left


def test_folders_of_killed_processes_are_removed_with_the_next_output(tmp_path: Path) -> None:
    left = _killed(tmp_path)
    (left / "roads.gpkg").touch()
    living = tmp_path / f"{WORKING}{machine()}-{os.getpid()}-abcd"
    elsewhere = tmp_path / f"{WORKING}00000000-1-abcd"
    for folder in (living, elsewhere):
        folder.mkdir()
    check_file(tmp_path / "roads.gpkg")
    assert not left.exists()
    assert living.exists()
    assert elsewhere.exists()
    os.utime(elsewhere, (0, 0))
    remove_leftovers(tmp_path)
    assert not elsewhere.exists()


def test_a_folder_that_a_killed_process_was_replacing_is_restored(tmp_path: Path) -> None:
    left = _killed(tmp_path)
    (left / "old" / "model").mkdir(parents=True)
    (left / "old" / "model" / "card.json").write_text("{}")
    remove_leftovers(tmp_path)
    assert (tmp_path / "model" / "card.json").read_text() == "{}"
    assert not left.exists()
