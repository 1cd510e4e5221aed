"""Loading street views."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from plugin_tools import Layers, checked, run
from qgis.core import QgsExifTools, QgsPointXY, QgsProcessingException, QgsProcessingFeedback
from qgis.PyQt.QtGui import QImage


def load(path: Path, feedback: QgsProcessingFeedback | None = None, **parameters: str) -> dict:
    name = "FOLDER" if path.is_dir() else "FILE"
    given = {name: str(path), "OUTPUT": "TEMPORARY_OUTPUT", **parameters}
    return run("loadstreetview", feedback, **given)


def test_an_index_gives_points_with_paths(layers: Layers) -> None:
    result = load(layers.street_view_index())
    a, b = result["OUTPUT"].getFeatures()
    assert result["IMAGES"] == 2
    assert (a["image_id"], a["heading"], a["captured_at"]) == ("a", 90.0, "2022-01-01")
    assert Path(a["path"]) == layers.folder / "images" / "a.jpg"
    assert not b["heading"]
    assert b.geometry().asPoint().x() == 2.0


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_an_index_may_have_any_separator_of_the_worker(separator: str, layers: Layers) -> None:
    index = layers.street_view_index()
    index.write_text(index.read_text("utf-8").replace(",", separator), encoding="utf-8")
    assert load(index)["IMAGES"] == 2


def test_rows_without_numbers_are_dropped_and_counted(layers: Layers) -> None:
    index = layers.street_view_index()
    with index.open("a", encoding="utf-8") as file:
        file.write("d,images/a.jpg,nan,41\ne,images/a.jpg\n")
    feedback = QgsProcessingFeedback()
    assert load(index, feedback)["IMAGES"] == 2
    assert "Left out 2 pictures without a position." in feedback.textLog()


def test_a_folder_with_an_index_is_read(layers: Layers) -> None:
    layers.street_view_index()
    assert load(layers.folder)["IMAGES"] == 2


def test_the_file_may_be_a_folder(layers: Layers) -> None:
    layers.street_view_index()
    result = run("loadstreetview", FILE=str(layers.folder), OUTPUT="TEMPORARY_OUTPUT")
    assert result["IMAGES"] == 2


def photo(path: Path, lon: float | None = None, lat: float = 0.0, **tags: object) -> None:
    """Write a photo, geotagged where there is a longitude."""
    path.parent.mkdir(parents=True, exist_ok=True)
    assert QImage(4, 4, QImage.Format.Format_RGB32).save(str(path), "JPG")
    if lon is not None:
        assert QgsExifTools.geoTagImage(str(path), QgsPointXY(lon, lat))
    for name, value in tags.items():
        group = "GPSInfo" if name.startswith("GPS") else "Photo"
        assert QgsExifTools.tagImage(str(path), f"Exif.{group}.{name}", value)


def test_geotagged_photos_give_points(tmp_path: Path) -> None:
    photo(
        tmp_path / "deeper" / "a.jpg",
        -8.615,
        41.15,
        GPSImgDirection=123.5,
        DateTimeOriginal="2022:01:02 11:05:03",
        OffsetTimeOriginal="+01:00",
    )
    photo(tmp_path / "b.JPG", 2.0, -48.0)
    photo(tmp_path / "untagged.jpg")
    photo(tmp_path / "null_island.jpg", 0.0, 0.0)
    (tmp_path / "broken.jpg").write_bytes(b"not a picture")
    (tmp_path / "c.heic").write_bytes(b"unreadable")
    (tmp_path / "notes.txt").write_text("no picture")
    feedback = QgsProcessingFeedback()
    b, a = load(tmp_path, feedback)["OUTPUT"].getFeatures()
    assert a["image_id"] == "deeper/a.jpg"
    assert Path(a["path"]) == tmp_path / "deeper" / "a.jpg"
    assert (a["heading"], a["captured_at"]) == (123.5, "2022-01-02T11:05:03+01:00")
    assert a.geometry().asPoint().x() == pytest.approx(-8.615, abs=1e-5)
    assert b.geometry().asPoint().y() == pytest.approx(-48.0, abs=1e-5)
    assert not b["heading"]
    assert not b["captured_at"]
    for message in (
        "Left out 2 photos without a GPS position.",
        "Left out 1 photos whose GPS position is 0, 0.",
        "Left out 1 photos in a format that cannot be read, such as HEIC.",
    ):
        assert message in feedback.textLog()


def test_a_folder_without_geotagged_photos_is_refused(tmp_path: Path) -> None:
    photo(tmp_path / "untagged.jpg")
    with pytest.raises(QgsProcessingException, match=r"INPUT\.EMPTY"):
        load(tmp_path)


def test_an_index_or_a_folder_is_required() -> None:
    is_fine, reason = checked("loadstreetview", OUTPUT="TEMPORARY_OUTPUT")
    assert not is_fine
    assert "INPUT.FIELD" in reason


def test_a_zip_with_an_index_is_read_without_unpacking(layers: Layers) -> None:
    index = layers.street_view_index()
    path = layers.folder / "pictures.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(index, "index.csv")
        archive.write(layers.folder / "images" / "a.jpg", "images/a.jpg")
    (feature,) = load(path)["OUTPUT"].getFeatures()
    assert feature["path"] == f"/vsizip/{path}/images/a.jpg"


def test_rows_without_a_picture_are_dropped_and_counted(layers: Layers) -> None:
    feedback = QgsProcessingFeedback()
    load(layers.street_view_index(), feedback)
    assert "Left out 1 pictures whose file is missing." in feedback.textLog()


BAD = {
    "a missing index": (None, "INPUT.NOT_FOUND"),
    "an empty index": ("", "INPUT.EMPTY"),
    "a header alone": ("id,file,lon,lat\n", "INPUT.EMPTY"),
    "no positions": ("id,file\n1,a.jpg\n", "INPUT.FIELD"),
    "swapped axes": ("id,file,lon,lat\n1,a.jpg,41,-98\n", "INPUT.CRS"),
    "no picture": ("id,file,lon,lat\n1,a.jpg,8,41\n", "INPUT.NOT_FOUND"),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD)
def test_invalid_inputs_are_refused_with_a_code(
    text: str | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "index.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=code):
        load(path)
