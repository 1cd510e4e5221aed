"""Street-view indexes, snapping and copying."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
import town
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from town import edge_between

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.data.roads.network import Network
from trajganr_core.data.street_view.pictures import (
    copy_pictures,
    describe_index,
    read_index,
    snap_to_roads,
)
from trajganr_core.utils.study_area import StudyArea

INDEX = (
    "id,file,lon,lat,compass_angle,captured_at\n"
    "0012,images/a.png,-8.62,41.15,90.5,2020-01-01\n"
    "13,images/b.png,-8.615,41.145,,\n"
    "14,images/c.png,2.0,50.0,,\n"
)
SHARED = Path(__file__).parents[5] / "shared/data/street_view"


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


def runs(network: Network, edge: int) -> str:
    """Whether an edge of the town runs west to east or south to north, or the other way."""
    vertices = slice(network.offsets[edge], network.offsets[edge + 1])
    return "WE" if np.ptp(network.lon[vertices]) > np.ptp(network.lat[vertices]) else "SN"


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
    assert "Left out: 1 picture" in caplog.text


def test_a_file_that_is_no_picture_is_dropped(folder: Path, tmp_path: Path) -> None:
    (folder / "images" / "a.png").write_bytes(b"no picture")
    (folder / "images" / "b.png").write_bytes(picture("blue"))
    copied = copy_pictures(folder, read_index(folder, town.AREA), tmp_path)
    assert copied.image_id.tolist() == ["13"]


def test_an_index_gives_no_access_outside_its_folder(folder: Path, tmp_path: Path) -> None:
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
    assert "Left out: 1 picture farther than 25 m" in caplog.text


@pytest.mark.malformed
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


def refusal(path: Path) -> TrajganrError:
    with pytest.raises(TrajganrError) as error:
        read_index(path, town.AREA)
    assert error.value.next_action
    return error.value


@pytest.mark.malformed
def test_a_source_that_is_not_there_has_its_code(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").code is Code.INPUT_NOT_FOUND


@pytest.mark.malformed
def test_an_empty_folder_has_its_code(tmp_path: Path) -> None:
    assert refusal(tmp_path).code is Code.INPUT_EMPTY


@pytest.mark.malformed
def test_a_folder_of_something_else_has_its_code(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no pictures here")
    assert refusal(tmp_path).code is Code.INPUT_NOT_FOUND


@pytest.mark.malformed
@pytest.mark.parametrize("content", [b"PK\3\4 and then nothing", b"no zip at all"])
def test_a_damaged_zip_has_its_code(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "street_view.zip"
    path.write_bytes(content)
    assert refusal(path).code is Code.INPUT_FORMAT


@pytest.mark.malformed
def test_a_picture_in_place_of_an_index_has_its_code(tmp_path: Path) -> None:
    path = tmp_path / "one.png"
    path.write_bytes(picture())
    assert refusal(path).code in (Code.INPUT_FORMAT, Code.INPUT_FIELD)


def test_rows_without_a_position_are_left_out_and_counted(folder: Path) -> None:
    text = (
        "id,file,lon,lat\n1,a.png,-8.62,41.15\n2,b.png,,41.15\n3,c.png,2.0,50.0\n"
        "4,d.png,inf,41.15\n5,e.png,-8.62,4115\n"
    )
    (folder / "index.csv").write_text(text, encoding="utf-8")
    dropped: Counter[str] = Counter()
    assert len(read_index(folder, town.AREA, dropped)) == 1
    assert dropped == {
        "without a position": 2,
        "outside the study area": 1,
        "with coordinates that are not on Earth": 1,
    }


def test_headings_are_brought_into_one_turn(folder: Path) -> None:
    text = "id,file,lon,lat,compass_angle\n"
    text += "".join(f"{angle},a.png,-8.62,41.15,{angle}\n" for angle in (-90, 360, 370.5, "inf"))
    (folder / "index.csv").write_text(text, encoding="utf-8")
    heading = read_index(folder, town.AREA).heading
    np.testing.assert_array_equal(heading, [270, 0, 10.5, np.nan])


def test_an_index_in_a_folder_within_is_found(folder: Path, tmp_path: Path) -> None:
    """As when a folder is zipped rather than what is in it; made on Windows, too."""
    text = INDEX.replace("images/a.png", "images\\a.png")
    path = tmp_path / "zipped.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Street view/index.csv", text)
        archive.writestr("Street view/images/a.png", picture())
        archive.writestr("__MACOSX/Street view/._index.csv", "rubbish")
        archive.writestr("Street view/another.csv", "a,b\n1,2\n")
    index = read_index(path, town.AREA)
    assert index.file[0] == "Street view/images/a.png"
    out = tmp_path / "out"
    out.mkdir()
    assert copy_pictures(path, index, out).image_id.tolist() == ["0012"]


def test_the_recognised_format_is_reported(source: Path) -> None:
    assert describe_index(source) == f"{source.name}: pictures with an index (index.csv)."


def test_reasons_of_all_steps_come_together(network: Network, folder: Path, tmp_path: Path) -> None:
    near = "-8.62,41.15"
    rows = [f"{number},images/{file},{near}" for number, file in enumerate(("a.png", "none.png"))]
    rows += ["2,images/c.png,-8.62,41.15", "3,x.png,2.0,50.0", "4,,-8.62,41.15"]
    (folder / "index.csv").write_text("id,file,lon,lat\n" + "\n".join(rows), encoding="utf-8")
    (folder / "images" / "c.png").write_bytes(picture()[:50])
    dropped: Counter[str] = Counter()
    index = read_index(folder, town.AREA, dropped)
    snapped = snap_to_roads(index, network, town.AREA, 1000, dropped)
    copied = copy_pictures(folder, snapped, tmp_path, dropped)
    assert copied.image_id.tolist() == ["0"]
    assert dropped == {
        "outside the study area": 1,
        "whose file is missing": 2,
        "whose file is damaged or not a picture": 1,
    }


def test_copying_can_be_cancelled(folder: Path, tmp_path: Path) -> None:
    def check() -> None:
        raise cancelled()

    with pytest.raises(TrajganrError) as error:
        copy_pictures(folder, read_index(folder, town.AREA), tmp_path, check=check)
    assert error.value.code is Code.JOB_CANCELLED


def test_at_a_crossing_the_heading_chooses_the_road(network: Network) -> None:
    """All roads of a crossing are equally near: a picture is of the one that it looks along."""
    looks = [(200.0, 200.0, heading) for heading in (90.0, 275.0, 5.0, 180.0)]
    snapped = snap_to_roads(images(*looks), network, town.AREA, 5)
    assert [runs(network, edge) for edge in snapped.edge] == ["WE", "WE", "SN", "SN"]
    np.testing.assert_allclose(snapped.distance_m, 0, atol=0.05)


def test_a_road_that_is_hardly_nearer_gives_way_to_the_one_in_view(network: Network) -> None:
    """2 m from one street and 2.5 m from the other, looking along the other."""
    looks = images((202.5, 198, 0), (202.5, 198, 90))
    snapped = snap_to_roads(looks, network, town.AREA, 25)
    assert [runs(network, edge) for edge in snapped.edge] == ["SN", "WE"]
    np.testing.assert_allclose(snapped.distance_m, [2.5, 2], atol=0.05)


def test_a_road_that_is_clearly_nearer_is_taken_whatever_the_heading(network: Network) -> None:
    snapped = snap_to_roads(images((210, 202, 0)), network, town.AREA, 25)
    assert runs(network, snapped.edge[0]) == "WE"


@settings(max_examples=80)
@given(
    x=st.floats(-60, 460),
    y=st.floats(-60, 460),
    heading=st.one_of(st.just(np.nan), st.floats(0, 360)),
)
def test_a_picture_is_never_farther_than_its_nearest_road_and_a_metre(
    network: Network, x: float, y: float, heading: float
) -> None:
    snapped = snap_to_roads(images((x, y, heading)), network, town.AREA, 25)
    at = shapely.points(town.AREA.to_local(*town.lon_lat([(x, y)]).T))[0]
    lines = network.local_lines(town.AREA)
    away = shapely.distance(lines, at)
    assert len(snapped) == (away.min() <= 25)
    if len(snapped):
        edge, offset_m, distance_m = (snapped[n][0] for n in ("edge", "offset_m", "distance_m"))
        assert distance_m == pytest.approx(away[edge], abs=1e-6)
        assert distance_m <= away.min() + 1 + 1e-6
        assert 0 <= offset_m <= network.length_m[edge] + 1e-6
        place = shapely.line_interpolate_point(lines[edge], offset_m)
        assert shapely.distance(place, at) == pytest.approx(distance_m, abs=1e-6)


def test_the_order_of_pictures_is_kept(network: Network) -> None:
    many = [(20.0 * number % 400, 205.0, 90.0) for number in range(60)]
    snapped = snap_to_roads(images(*many), network, town.AREA, 25)
    np.testing.assert_array_equal(snapped.lon, town.lon_lat([place[:2] for place in many])[:, 0])
    assert len(snapped) == 60


def test_no_pictures_are_no_pictures_on_roads(network: Network, folder: Path) -> None:
    nothing = read_index(folder, StudyArea(10, 10, 11, 11))
    assert snap_to_roads(nothing, network, town.AREA, 25).empty


@pytest.mark.skipif(not SHARED.exists(), reason="the real street view is not on this machine")
def test_all_real_mapillary_pictures_are_read(tmp_path: Path) -> None:
    dropped: Counter[str] = Counter()
    index = read_index(SHARED, StudyArea(-180, -90, 180, 90), dropped)
    copied = copy_pictures(SHARED, index, tmp_path, dropped)
    # Counted independently.
    with (SHARED / "index.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(index) == len(copied) == 96
    assert index.image_id.tolist() == [row["id"] for row in rows]
    assert index.lon.tolist() == [float(row["lon"]) for row in rows]
    assert index.heading.notna().sum() == sum(row["compass_angle"] != "" for row in rows)
    assert not dropped
    for name, row in zip(copied.path, rows, strict=True):
        assert (tmp_path / name).read_bytes() == (SHARED / row["file"]).read_bytes()
