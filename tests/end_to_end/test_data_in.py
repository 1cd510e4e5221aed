"""Real files of every kind, from the disk to a bundle, on the command line."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path
from typing import Any

import pyogrio
import pytest
from command_line import succeed
from harness import ROOT

SHARED = ROOT.parent / "shared" / "data"
PORTO = SHARED / "porto"
CABS = SHARED / "cabspotting_sample"
PHOTOS = SHARED / "street_view"

#: The middle of Porto, small enough to be prepared in seconds.
BBOX = ["--bbox", "-8.63", "41.14", "-8.60", "41.165"]

pytestmark = pytest.mark.skipif(
    not PORTO.is_dir(), reason="needs ../shared/data, which is not in this repository"
)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle of Porto's middle from the challenge's zip and the packed extract."""
    folder = tmp_path_factory.mktemp("porto")
    prepare(folder, "bundle")
    return folder


def prepare(folder: Path, out: str, *more: str) -> dict[str, Any]:
    extract = PORTO / "porto_2022-11.osm.gz"
    return succeed(
        *("prepare", "--trips", PORTO / "train_2013-07-01_02.csv.zip"),
        *("--roads", extract, "--pois", extract, *BBOX, *more, "--out", out),
        cwd=folder,
    )


def test_a_bundle_is_prepared_from_a_zip_and_an_extract(prepared: Path) -> None:
    manifest = succeed("bundle", "info", "bundle", cwd=prepared)
    assert manifest["counts"]["trips"] > 3_000
    assert manifest["counts"]["edges"] > 1_500
    assert {"speed", "popularity", "aoi"} <= set(manifest["tasks"])
    licences = {source["role"]: source["licence"] for source in manifest["sources"]}
    assert "ODbL" in licences["roads"]


def test_the_same_inputs_give_the_same_bundle(prepared: Path) -> None:
    again = prepare(prepared, "again")
    first = json.loads((prepared / "bundle" / "bundle.json").read_text(encoding="utf-8"))
    second = json.loads((prepared / "again" / "bundle.json").read_text(encoding="utf-8"))
    assert first["id"] == second["id"]
    assert again["counts"] == first["counts"]


def test_cabspotting_files_of_either_order_become_trips(tmp_path: Path) -> None:
    rows = sum(len(path.read_text().splitlines()) for path in CABS.glob("new_*.txt"))
    result = succeed(
        *("load", "trips", CABS, "--cut-by", "gap", "--out", "cabs.gpkg"),
        cwd=tmp_path,
    )
    assert result["cleaning"]["fixes_read"] == rows
    trips = pyogrio.read_dataframe(tmp_path / "cabs.gpkg", read_geometry=False)
    assert trips["driver_id"].nunique() == 6
    assert (trips["end_time"] >= trips["start_time"]).all()


def test_photos_around_a_location_are_copied_into_a_bundle(tmp_path: Path) -> None:
    """The photos are from everywhere: some are moved to Porto, where there are none."""
    with (PHOTOS / "index.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    names = [f"{row['id']}.jpg" for row in rows[:20]]
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        index = "id,file,lon,lat\n"
        for number, (row, name) in enumerate(zip(rows, names, strict=False)):
            archive.write(PHOTOS / row["file"], name)
            index += f"{row['id']},{name},{-8.62 + 0.0005 * number},{41.15}\n"
        archive.writestr("index.csv", index)
    result = prepare(tmp_path, "bundle", "--images", "photos.zip", "--image-distance-m", "200")
    assert result["counts"]["images"] == 20
    assert len(list((tmp_path / "bundle" / "images").iterdir())) == 20
