"""Loading street views."""

from __future__ import annotations

import zipfile
from pathlib import Path

import processing
import pytest
from conftest import Layers
from qgis.core import QgsProcessingException, QgsProcessingFeedback


def load(path: Path, feedback: QgsProcessingFeedback | None = None) -> dict:
    return processing.run(
        "trajganr:loadstreetview",
        {"FILE": str(path), "OUTPUT": "TEMPORARY_OUTPUT"},
        feedback=feedback or QgsProcessingFeedback(),
    )


def test_an_index_becomes_points_that_name_their_pictures(layers: Layers) -> None:
    result = load(layers.street_view_index())
    a, b = result["OUTPUT"].getFeatures()
    assert result["IMAGES"] == 2
    assert (a["image_id"], a["heading"], a["captured_at"]) == ("a", 90.0, "2022-01-01")
    assert Path(a["path"]) == layers.folder / "images" / "a.jpg"
    assert not b["heading"]
    assert b.geometry().asPoint().x() == 2.0


def test_a_folder_with_an_index_is_read(layers: Layers) -> None:
    layers.street_view_index()
    assert load(layers.folder)["IMAGES"] == 2


def test_a_zip_with_an_index_is_read_without_unpacking(layers: Layers) -> None:
    index = layers.street_view_index()
    path = layers.folder / "pictures.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(index, "index.csv")
        archive.write(layers.folder / "images" / "a.jpg", "images/a.jpg")
    (feature,) = load(path)["OUTPUT"].getFeatures()
    assert feature["path"] == f"/vsizip/{path}/images/a.jpg"


def test_rows_without_their_picture_are_dropped_and_counted(layers: Layers) -> None:
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
def test_what_cannot_be_loaded_is_refused_with_a_code(
    text: str | None, code: str, tmp_path: Path
) -> None:
    path = tmp_path / "index.csv"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(QgsProcessingException, match=code):
        load(path)
