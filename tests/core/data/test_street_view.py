"""Street-view indexes, snapping and copying."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import town
from PIL import Image
from test_matching import edge_between

from trajganr_core.data.roads import Network
from trajganr_core.data.street_view import copy_pictures, read_index, snap_to_roads
from trajganr_core.errors import Code, TrajganrError

INDEX = (
    "id,file,lon,lat,compass_angle,captured_at\n"
    "0012,images/a.png,-8.62,41.15,90.5,2020-01-01\n"
    "13,images/b.png,-8.615,41.145,,\n"
    "14,images/c.png,2.0,50.0,,\n"
)
SHARED = Path(__file__).parents[4] / "shared/data/street_view"


def picture(colour: str = "red") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(buffer, "png")
    return buffer.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index beside two of its three pictures."""
    root = tmp_path / "street_view"
    (root / "images").mkdir(parents=True)
    (root / "index.csv").write_text(INDEX, encoding="utf-8")
    (root / "images" / "a.png").write_bytes(picture())
    (root / "images" / "c.png").write_bytes(picture())
    return root


@pytest.fixture(params=["folder", "index", "zip"])
def source(request: pytest.FixtureRequest, folder: Path) -> Path:
    """The same street view in each form."""
    if request.param == "folder":
        return folder
    if request.param == "index":
        return folder / "index.csv"
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, file.relative_to(folder))
    return path


def images(*places: tuple[float, float, float]) -> pd.DataFrame:
    """Pictures at town metres with a heading."""
    lon, lat = town.lon_lat([place[:2] for place in places]).T
    return pd.DataFrame({"lon": lon, "lat": lat, "heading": [place[2] for place in places]})


def test_an_index_is_read_in_every_form(source: Path) -> None:
    index = read_index(source, town.AREA)
    assert index.image_id.tolist() == ["0012", "13"]  # the third is outside the area
    assert index.file.tolist() == ["images/a.png", "images/b.png"]
    assert index.lat.tolist() == [41.15, 41.145]
    np.testing.assert_array_equal(index.heading, [90.5, np.nan])
    assert index.captured_at.tolist() == ["2020-01-01", ""]


def test_pictures_are_copied_and_missing_ones_dropped_and_counted(
    source: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    copied = copy_pictures(source, read_index(source, town.AREA), out)
    assert copied.image_id.tolist() == ["0012"]
    assert (out / copied.path[0]).read_bytes() == picture()
    assert "Dropped 1 pictures" in caplog.text


def test_a_file_that_is_no_picture_is_dropped(folder: Path, tmp_path: Path) -> None:
    (folder / "images" / "a.png").write_bytes(b"no picture")
    (folder / "images" / "b.png").write_bytes(picture("blue"))
    copied = copy_pictures(folder, read_index(folder, town.AREA), tmp_path)
    assert copied.image_id.tolist() == ["13"]


def test_an_index_does_not_lead_out_of_its_folder(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(picture())
    text = f"id,file,lon,lat\n1,../secret.png,-8.62,41.15\n2,{secret},-8.62,41.15\n"
    (folder / "index.csv").write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    assert copy_pictures(folder, read_index(folder, town.AREA), out).empty
    assert not list(out.iterdir())


def test_a_picture_goes_to_the_nearest_point_of_a_road(network: Network) -> None:
    snapped = snap_to_roads(images((60, 208, 90)), network, town.AREA, 25)
    assert snapped.edge.tolist() == [edge_between(network, (0, 1), (1, 1))]
    assert snapped.offset_m[0] == pytest.approx(60, abs=0.05)
    assert snapped.distance_m[0] == pytest.approx(8, abs=0.05)


def test_the_heading_chooses_the_direction_of_a_two_way_road(network: Network) -> None:
    snapped = snap_to_roads(
        images((60, 205, 80), (60, 205, 280), (60, 205, np.nan)), network, town.AREA, 25
    )
    east, west = edge_between(network, (0, 1), (1, 1)), edge_between(network, (1, 1), (0, 1))
    assert snapped.edge.tolist() == [east, west, east]
    np.testing.assert_allclose(snapped.offset_m, [60, 140, 60], atol=0.05)


def test_on_a_one_way_road_the_heading_changes_nothing(network: Network) -> None:
    snapped = snap_to_roads(images((60, 5, 270)), network, town.AREA, 25)
    assert snapped.edge.tolist() == [edge_between(network, (0, 0), (1, 0))]


def test_pictures_far_from_every_road_are_dropped_and_counted(
    network: Network, caplog: pytest.LogCaptureFixture
) -> None:
    snapped = snap_to_roads(images((60, 240, 0), (60, 210, 0)), network, town.AREA, 25)
    assert snapped.distance_m.tolist() == [pytest.approx(10, abs=0.05)]
    assert "Dropped 1 pictures farther than 25 m" in caplog.text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Code.INPUT_EMPTY),
        ("id,file,lon,lat\n", Code.INPUT_EMPTY),
        ("id,lon,lat\n1,2,3\n", Code.INPUT_FIELD),
        ("id,file,lon,lat\n1,a.png,530000,41\n", Code.INPUT_CRS),
    ],
)
def test_a_malformed_index_has_its_code(folder: Path, text: str, code: Code) -> None:
    (folder / "index.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TrajganrError) as error:
        read_index(folder, town.AREA)
    assert error.value.code is code


def test_a_folder_without_index_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(TrajganrError) as error:
        read_index(tmp_path, town.AREA)
    assert error.value.code is Code.INPUT_NOT_FOUND


@pytest.mark.skipif(not SHARED.exists(), reason="the real street view is not on this machine")
def test_real_mapillary_pictures_are_read(tmp_path: Path) -> None:
    from trajganr_core.geo import StudyArea

    index = read_index(SHARED, StudyArea(-180, -90, 180, 90))
    assert len(index) == 96
    assert index.heading.notna().any()
    assert len(copy_pictures(SHARED, index.head(5), tmp_path)) == 5
