"""The picture nearest a place is found, and shown small."""

from __future__ import annotations

import dataclasses
import io
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.records.bundle_manifest import SourceFile
from trajganr_core.data.bundle import Bundle
from trajganr_core.inference.place_query.nearest_image import NearestImage


def refusal(photos: NearestImage, image: str) -> Code:
    with pytest.raises(TrajganrError) as caught:
        photos.jpeg(image)
    return caught.value.code


def with_file(bundle: Bundle, folder: Path, content: bytes) -> tuple[Bundle, Path]:
    """A copy of the bundle whose first picture has another content."""
    path = Path(shutil.copytree(bundle.path, folder / "copy"))
    images = bundle.images.assign(
        path=[str(path / "images" / Path(name).name) for name in bundle.images["path"]]
    )
    file = Path(images["path"][0])
    file.unlink()
    file.write_bytes(content)
    return dataclasses.replace(bundle, path=path, images=images), file


def test_the_nearest_picture_is_described(bundle: Bundle) -> None:
    photos, images = NearestImage(bundle), bundle.images
    places = images[["lon", "lat"]].to_numpy()
    for row in range(0, len(images), 5):
        east = places[row] + [1e-5, 0]
        local = bundle.area.to_local(*np.vstack([places, east]).T)
        away = np.hypot(*(local[:-1] - local[-1]).T)
        result = photos.nearest(east)
        assert result is not None
        best = images.iloc[int(away.argmin())]
        assert result["image"] == best["image_id"]
        assert (result["lon"], result["lat"]) == (best["lon"], best["lat"])
        assert result["distance_m"] == pytest.approx(away.min(), abs=0.06)
        assert result["heading"] == (None if np.isnan(best["heading"]) else best["heading"])


def test_a_picture_out_of_reach_is_not_returned(bundle: Bundle) -> None:
    west, south, _, _ = bundle.area.bbox
    assert NearestImage(bundle).nearest(np.array([west, south])) is None
    none = dataclasses.replace(bundle, images=bundle.images.iloc[:0])
    assert NearestImage(none).nearest(bundle.images[["lon", "lat"]].to_numpy()[0]) is None


def test_the_answer_has_the_licence_of_the_picture(bundle: Bundle) -> None:
    place = bundle.images[["lon", "lat"]].to_numpy()[0]
    sources = (
        SourceFile(
            role="street views",
            name="index.csv",
            description="a table",
            licence="CC BY-SA 4.0",
            attribution="© somebody",
        ),
        SourceFile(
            role="roads",
            name="roads.gpkg",
            description="a layer",
            licence="ODbL",
            attribution="© others",
        ),
    )
    manifest = dataclasses.replace(bundle.manifest, sources=sources)
    changed = dataclasses.replace(bundle, manifest=manifest)
    result = NearestImage(changed).nearest(place)
    assert result is not None
    assert (result["licence"], result["attribution"]) == ("CC BY-SA 4.0", "© somebody")


def test_a_picture_is_scaled_down_and_rotated(bundle: Bundle, tmp_path: Path) -> None:
    large, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    Image.new("RGB", (1600, 800), (200, 30, 30)).save(large, "JPEG", exif=exif)
    turned, _ = with_file(bundle, tmp_path, large.getvalue())
    jpeg = NearestImage(turned).jpeg(bundle.images["image_id"][0])
    with Image.open(io.BytesIO(jpeg)) as shown:
        assert (shown.format, shown.size) == ("JPEG", (320, 640))
        assert shown.getpixel((100, 100)) == pytest.approx((200, 30, 30), abs=4)


def test_a_small_picture_keeps_its_size(bundle: Bundle) -> None:
    image = bundle.images.iloc[0]
    with Image.open(image["path"]) as own:
        size = own.size
    with Image.open(io.BytesIO(NearestImage(bundle).jpeg(image["image_id"]))) as shown:
        assert shown.size == size


def test_missing_and_undecodable_pictures_are_refused(bundle: Bundle, tmp_path: Path) -> None:
    image = bundle.images["image_id"][0]
    broken, file = with_file(bundle, tmp_path, b"no picture")
    photos = NearestImage(broken)
    assert refusal(photos, image) is Code.INPUT_FORMAT
    file.unlink()
    assert refusal(photos, image) is Code.INPUT_NOT_FOUND
    assert refusal(photos, "../images.parquet") is Code.INPUT_NOT_FOUND


def test_no_picture_outside_the_bundle_is_read(bundle: Bundle, tmp_path: Path) -> None:
    image = bundle.images["image_id"][0]
    elsewhere = tmp_path / "elsewhere.jpg"
    shutil.copy(bundle.images["path"][0], elsewhere)
    linked, file = with_file(bundle, tmp_path, b"")
    file.unlink()
    file.symlink_to(elsewhere)
    assert refusal(NearestImage(linked), image) is Code.INPUT_NOT_FOUND
    away = linked.images.assign(path=str(linked.path / "images" / ".." / ".." / elsewhere.name))
    assert (
        refusal(NearestImage(dataclasses.replace(linked, images=away)), image)
        is Code.INPUT_NOT_FOUND
    )
