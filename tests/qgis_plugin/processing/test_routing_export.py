"""Speeds for routing programs, against a worker whose jobs are made up."""

from __future__ import annotations

from pathlib import Path

from plugin_tools import checked, job_params, run, sent


def test_files_of_routing_programs_keep_their_folders(
    worker: Path, model: str, tmp_path: Path
) -> None:
    extract, tiles = tmp_path / "porto.osm.gz", tmp_path / "tiles.tar"
    extract.write_bytes(b"map")
    tiles.write_bytes(b"tiles")
    times = "weekend | Mon-Fri 07:00-09:00"
    form = {"MODEL": model, "TIME_SETS": times, "GMNS": True, "OPENLR": True}
    folder = tmp_path / "speeds"
    files = {"EXTRACT": str(extract), "TILES": str(tiles)}
    result = run("routingexport", **form, **files, FOLDER=str(folder))
    names = [
        "gmns/movement_tod.csv",
        "openlr.csv",
        "osrm/whole_week.csv",
        "speeds.csv",
        "speeds.parquet",
        "valhalla/1/047/701.csv",
    ]
    assert sorted(result["FILES"]) == [str(folder / name) for name in names]
    assert all((folder / name).is_file() for name in names)
    params = job_params(worker, "routing_export")
    assert params["time_sets"] == ["weekend", "Mon-Fri 07:00-09:00"]
    assert sent(worker, "porto.osm.gz").read_bytes() == b"map"
    assert sent(worker, "tiles.tar").read_bytes() == b"tiles"


def test_without_extract_and_tiles_only_tables_are_written(
    worker: Path, model: str, tmp_path: Path
) -> None:
    result = run("routingexport", MODEL=model, FOLDER=str(tmp_path / "speeds"))
    assert sorted(Path(each).name for each in result["FILES"]) == ["speeds.csv", "speeds.parquet"]
    params = job_params(worker, "routing_export")
    assert (params["time_sets"], params["extract"], params["tiles"]) == ([], None, None)


def test_missing_files_are_refused_in_the_form(model: str, tmp_path: Path) -> None:
    form = {"MODEL": model, "FOLDER": str(tmp_path), "TILES": str(tmp_path / "none.tar")}
    is_fine, reason = checked("routingexport", **form)
    assert not is_fine
    assert "none.tar" in reason
