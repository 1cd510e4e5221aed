"""Geotagged photos, with EXIF as written by cameras and phones."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.data.street_view.photos import read_shot
from trajganr_core.data.street_view.pictures import copy_pictures, describe_index, read_index
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.61, 41.155)
PORTO = {
    GPS.GPSLatitudeRef: "N",
    GPS.GPSLatitude: (41.0, 9.0, 0.0),
    GPS.GPSLongitudeRef: "W",
    GPS.GPSLongitude: (8.0, 37.0, 12.0),
}
DIRECTION = {GPS.GPSImgDirectionRef: "T", GPS.GPSImgDirection: 90.5}


def exif_of(gps: dict[int, Any] | None = None, taken: dict[int, Any] | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Make] = "Acme"
    exif.get_ifd(IFD.GPSInfo).update(gps or {})
    exif.get_ifd(IFD.Exif).update(taken or {})
    return exif


def shoot(path: Path, gps: dict[int, Any] | None = None, **options: Any) -> Path:
    """A small photo with EXIF; ``taken`` holds the tags of the camera."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (16, 12), "teal").save(path, exif=exif_of(gps, options.get("taken")).tobytes())
    return path


def shot_of(path: Path) -> Any:
    with Image.open(path) as picture:
        return read_shot(picture)


def refusal(path: Path) -> TrajganrError:
    with pytest.raises(TrajganrError) as error:
        read_index(path, AREA)
    assert error.value.next_action
    return error.value


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three photos, one of them without a position, in two folders."""
    root = tmp_path / "photos"
    taken = {Base.DateTimeOriginal: "2024:05:31 18:00:00", Base.OffsetTimeOriginal: "+01:00"}
    shoot(root / "monday" / "_DSC0001.JPG", PORTO | DIRECTION, taken=taken)
    shoot(root / "monday" / "b.jpeg", PORTO)
    shoot(root / "tuesday" / "c.jpg")
    (root / "notes.txt").write_text("nice weather")
    (root / "monday" / ".hidden.jpg").write_bytes(b"rubbish")
    return root


@pytest.fixture(params=["folder", "zip"])
def photos(request: pytest.FixtureRequest, folder: Path) -> Path:
    if request.param == "folder":
        return folder
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, Path("photos") / file.relative_to(folder))
        archive.writestr("__MACOSX/photos/monday/._b.jpeg", b"rubbish")
    return path


def test_photos_are_found_in_folders_and_zips(
    photos: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    dropped: Counter[str] = Counter()
    index = read_index(photos, AREA, dropped)
    assert [name.rsplit("/", 1)[1] for name in index.file] == ["_DSC0001.JPG", "b.jpeg"]
    np.testing.assert_allclose(index.lon, -8.62)
    np.testing.assert_allclose(index.lat, 41.15)
    np.testing.assert_array_equal(index.heading, [90.5, np.nan])
    assert index.captured_at.tolist() == ["2024-05-31T18:00:00+01:00", ""]
    assert dropped == {"without a GPS position": 1}
    assert "Left out: 1 picture without a GPS position" in caplog.text
    assert "3 photos with GPS positions" in describe_index(photos)
    out = tmp_path / "out"
    out.mkdir()
    copied = copy_pictures(photos, index, out)
    assert copied.path.tolist() == ["000000.jpg", "000001.jpeg"]


def test_an_index_is_preferred_to_exif(folder: Path) -> None:
    text = "id,file,lon,lat\n7,tuesday/c.jpg,-8.615,41.145\n"
    (folder / "index.csv").write_text(text, encoding="utf-8")
    assert read_index(folder, AREA).image_id.tolist() == ["7"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "signs"), [("N", "E", (1, 1)), ("S", "W", (-1, -1))]
)
def test_hemispheres_give_the_sign(
    tmp_path: Path, latitude: str, longitude: str, signs: tuple[int, int]
) -> None:
    gps = PORTO | {GPS.GPSLatitudeRef: latitude, GPS.GPSLongitudeRef: longitude}
    shot = shot_of(shoot(tmp_path / "a.jpg", gps))
    assert (shot.lat, shot.lon) == pytest.approx((41.15 * signs[0], 8.62 * signs[1]))


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".webp", ".tif"])
def test_every_format_is_read(tmp_path: Path, suffix: str) -> None:
    shot = shot_of(shoot(tmp_path / f"a{suffix}", PORTO | DIRECTION))
    assert (shot.lon, shot.lat, shot.heading) == pytest.approx((-8.62, 41.15, 90.5))


@settings(max_examples=60)
@given(st.floats(-180, 180), st.floats(-90, 90))
def test_a_position_survives_its_exif(lon: float, lat: float) -> None:
    """Degrees, minutes and hundredths of a second, as cameras write: 0.15 m."""

    def sexagesimal(degrees: float) -> tuple[IFDRational, ...]:
        hundredths = round(abs(degrees) * 360_000)
        return (
            IFDRational(hundredths // 360_000, 1),
            IFDRational(hundredths // 6000 % 60, 1),
            IFDRational(hundredths % 6000, 100),
        )

    picture = Image.new("RGB", (1, 1))
    gps = {
        GPS.GPSLatitudeRef: "S" if lat < 0 else "N",
        GPS.GPSLatitude: sexagesimal(lat),
        GPS.GPSLongitudeRef: "W" if lon < 0 else "E",
        GPS.GPSLongitude: sexagesimal(lon),
    }
    picture.getexif().get_ifd(IFD.GPSInfo).update(gps)
    shot = read_shot(picture)
    assert (shot.lon, shot.lat) == pytest.approx((lon, lat), abs=1.4e-6)


@pytest.mark.parametrize(
    ("taken", "gps", "captured_at"),
    [
        (
            {Base.DateTimeOriginal: "2024:05:31 18:00:00", Base.OffsetTimeOriginal: "-03:30"},
            {},
            "2024-05-31T18:00:00-03:30",
        ),
        (
            {Base.DateTimeOriginal: "2024:05:31 18:00:00"},
            {GPS.GPSDateStamp: "2024:05:31", GPS.GPSTimeStamp: (16.0, 59.0, 58.5)},
            "2024-05-31T16:59:58Z",
        ),
        ({Base.DateTimeOriginal: "2024:05:31 18:00:00"}, {}, "2024-05-31T18:00:00"),
        (
            {Base.DateTimeOriginal: "2024:05:31 18:00:00", Base.OffsetTimeOriginal: "summer"},
            {},
            "2024-05-31T18:00:00",
        ),
        ({Base.DateTimeOriginal: "0000:00:00 00:00:00"}, {}, ""),
        ({Base.DateTimeOriginal: "2024-05-31"}, {GPS.GPSDateStamp: "yesterday"}, ""),
    ],
)
def test_the_time_has_a_zone_only_if_exif_has_one(
    tmp_path: Path, taken: dict[int, Any], gps: dict[int, Any], captured_at: str
) -> None:
    path = shoot(tmp_path / "a.jpg", PORTO | gps, taken=taken)
    assert shot_of(path).captured_at == captured_at


def test_magnetic_headings_are_used_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    shoot(tmp_path / "a.jpg", PORTO | {GPS.GPSImgDirectionRef: "M", GPS.GPSImgDirection: 350.0})
    assert read_index(tmp_path, AREA).heading.tolist() == [350]
    assert "1 headings are relative to magnetic north" in caplog.text


@pytest.mark.parametrize("direction", [IFDRational(1, 0), 4000.0])
def test_an_impossible_heading_is_unknown(tmp_path: Path, direction: Any) -> None:
    shoot(tmp_path / "a.jpg", PORTO | {GPS.GPSImgDirection: direction})
    assert read_index(tmp_path, AREA).heading.isna().all()


def test_formats_that_cannot_be_read_are_counted(tmp_path: Path) -> None:
    shoot(tmp_path / "a.jpg", PORTO)
    (tmp_path / "b.heic").write_bytes(b"anything")
    dropped: Counter[str] = Counter()
    assert len(read_index(tmp_path, AREA, dropped)) == 1
    (reason,) = dropped
    assert "HEIC" in reason


@pytest.mark.malformed
@pytest.mark.parametrize(
    "damage",
    [
        {GPS.GPSLatitudeRef: "X"},
        {GPS.GPSLongitudeRef: ""},
        {GPS.GPSLatitude: (95.0, 0.0, 0.0)},
        {GPS.GPSLongitude: (200.0, 0.0, 0.0)},
        {GPS.GPSLatitude: (IFDRational(0, 0), IFDRational(0, 0), IFDRational(0, 0))},
    ],
)
def test_an_invalid_position_is_dropped(tmp_path: Path, damage: dict[int, Any]) -> None:
    shoot(tmp_path / "a.jpg", PORTO)
    shoot(tmp_path / "b.jpg", PORTO | damage)
    dropped: Counter[str] = Counter()
    assert read_index(tmp_path, AREA, dropped).file.tolist() == ["a.jpg"]
    assert dropped == {"without a GPS position": 1}


@pytest.mark.malformed
def test_a_receiver_without_a_fix_is_not_off_africa(tmp_path: Path) -> None:
    nowhere = PORTO | {GPS.GPSLatitude: (0.0, 0.0, 0.0), GPS.GPSLongitude: (0.0, 0.0, 0.0)}
    shoot(tmp_path / "a.jpg", nowhere)
    error = refusal(tmp_path)
    assert error.code is Code.INPUT_EMPTY
    assert "0, 0" in error.message


@pytest.mark.malformed
def test_photos_without_any_position_have_their_code(tmp_path: Path) -> None:
    shoot(tmp_path / "a.jpg")
    assert refusal(tmp_path).code is Code.INPUT_EMPTY


@pytest.mark.malformed
@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe1\x00\x10Exif\0\0MM"])
def test_a_damaged_photo_is_dropped(tmp_path: Path, content: bytes) -> None:
    shoot(tmp_path / "a.jpg", PORTO)
    (tmp_path / "b.jpg").write_bytes(content)
    dropped: Counter[str] = Counter()
    assert read_index(tmp_path, AREA, dropped).file.tolist() == ["a.jpg"]
    assert dropped == {"whose file is damaged": 1}


@pytest.mark.malformed
def test_a_photo_that_is_cut_is_found_when_it_is_copied(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "a.jpg"
    Image.effect_noise((200, 100), 50).save(path, exif=exif_of(PORTO).tobytes())
    path.write_bytes(path.read_bytes()[:-3000])
    index = read_index(tmp_path / "in", AREA)
    assert len(index) == 1
    dropped: Counter[str] = Counter()
    assert copy_pictures(tmp_path / "in", index, tmp_path, dropped).empty
    assert dropped == {"whose file is damaged or not a picture": 1}
