"""Geotagged photos: position, time and direction from EXIF.

Tags and their meaning: CIPA DC-008 (Exif 2.32), 4.6.6 for those of GPS.
"""

from __future__ import annotations

import logging
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any

import pandas as pd
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.image_limits import open_picture
from .picture_files import READABLE, SMALL_PX, UNREADABLE, PictureFiles

log = logging.getLogger(__name__)

Tags = Mapping[int, Any]


@dataclass(frozen=True)
class Shot:
    """The metadata of a photo.

    Attributes:
        lon, lat: EPSG:4326 degrees, NaN if missing.
        heading: of the camera, degrees clockwise from north, NaN if missing.
        magnetic: whether the heading is relative to magnetic north.
        captured_at: ISO 8601, with a zone if known; "" if missing.
    """

    lon: float
    lat: float
    heading: float
    magnetic: bool
    captured_at: str


def is_photo(name: str) -> bool:
    """Whether a file may be a photo, by its suffix."""
    return PurePosixPath(name).suffix.lower() in READABLE


def read_photos(files: PictureFiles, dropped: Counter[Text]) -> pd.DataFrame:
    """Positions of the photos of a folder or ZIP; only headers are read.

    Files that are not pictures are ignored; dropped photos are counted by reason.

    Returns:
        columns ``id, file`` (both the name within the folder), ``lon, lat, compass_angle`` (NaN
        where unknown), ``captured_at`` (text).

    Raises:
        TrajganrError: ``INPUT.EMPTY`` when no photo has a position.
    """
    rows = []
    magnetic = zoneless = 0
    for name in files.names():
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in UNREADABLE:
            dropped[Text("in a format that cannot be read, such as HEIC")] += 1
        if suffix not in READABLE:
            continue
        shot = _shot_of(files, name)
        if shot is None:
            dropped[Text("whose file is damaged")] += 1
        elif math.isnan(shot.lon):
            dropped[Text("without a GPS position")] += 1
        elif shot.lon == shot.lat == 0:
            dropped[Text("whose GPS position is 0, 0")] += 1
        else:
            magnetic += shot.magnetic and not math.isnan(shot.heading)
            zoneless += len(shot.captured_at) == len("2024-05-31T18:00:00")
            rows.append((name, name, shot.lon, shot.lat, shot.heading, shot.captured_at))
    if magnetic:
        log.info("%d headings are relative to magnetic north, used as if to true north", magnetic)
    if zoneless:
        log.info("%d photos have times without a time zone", zoneless)
    if not rows:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No photo has a usable position: {dropped}.",
            "Use JPEG photos with a GPS position in their EXIF, or an index.csv with positions.",
            dropped="; ".join(f"{count} {reason}" for reason, count in dropped.items()),
        )
    return pd.DataFrame(rows, columns=["id", "file", "lon", "lat", "compass_angle", "captured_at"])


def _shot_of(files: PictureFiles, name: str) -> Shot | None:
    try:
        file = files.open(name)
        if file is None:
            return None
        with file, open_picture(file, SMALL_PX) as picture:
            return read_shot(picture)
    except Exception:  # Decoders raise many kinds of errors.
        return None


def read_shot(picture: Image.Image) -> Shot:
    """The EXIF metadata of an open picture."""
    exif = picture.getexif()
    taken, gps = exif.get_ifd(IFD.Exif), exif.get_ifd(IFD.GPSInfo)
    lon = _angle(gps, GPS.GPSLongitude, GPS.GPSLongitudeRef, "EW", 180)
    lat = _angle(gps, GPS.GPSLatitude, GPS.GPSLatitudeRef, "NS", 90)
    located = not math.isnan(lon + lat)
    heading = _number(gps.get(GPS.GPSImgDirection))
    return Shot(
        lon=lon if located else math.nan,
        lat=lat if located else math.nan,
        heading=heading % 360 if 0 <= heading <= 360 else math.nan,
        magnetic=_text(gps.get(GPS.GPSImgDirectionRef)).upper() == "M",
        captured_at=_captured_at(exif, taken, gps),
    )


def _angle(gps: Tags, tag: GPS, reference: GPS, signs: str, most: float) -> float:
    """Signed degrees; NaN unless both number and hemisphere are present."""
    value = gps.get(tag)
    parts = value if isinstance(value, tuple) else (value,)
    degrees = sum(_number(part) / 60**place for place, part in enumerate(parts[:3]))
    hemisphere = _text(gps.get(reference)).upper()[:1]
    if not hemisphere or hemisphere not in signs or not 0 <= degrees <= most:
        return math.nan
    return -degrees if hemisphere in "SW" else degrees


def _captured_at(exif: Tags, taken: Tags, gps: Tags) -> str:
    """The camera's time if it has a zone, or else the GPS time, which is UTC, or else without."""
    local = _parsed_time(_text(taken.get(Base.DateTimeOriginal) or exif.get(Base.DateTime)))
    zone = _text(taken.get(Base.OffsetTimeOriginal) or taken.get(Base.OffsetTime))
    if local is not None and zone:
        try:
            return datetime.fromisoformat(f"{local.isoformat()}{zone}").isoformat()
        except ValueError:
            pass
    return _gps_time(gps) or (local.isoformat() if local is not None else "")


def _parsed_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y:%m:%d %H:%M:%S")
    except ValueError:
        return None


def _gps_time(gps: Tags) -> str:
    try:
        day = datetime.strptime(_text(gps.get(GPS.GPSDateStamp)), "%Y:%m:%d")
        hours, minutes, seconds = (_number(part) for part in gps[GPS.GPSTimeStamp])
        taken = day + timedelta(hours=hours, minutes=minutes, seconds=int(seconds))
    except (KeyError, TypeError, ValueError, OverflowError):
        return ""
    return f"{taken.isoformat()}Z"


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", errors="replace")
    return value.strip(" \0") if isinstance(value, str) else ""


def _number(value: Any) -> float:
    """A number; NaN for anything else and for fractions with a zero denominator."""
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return math.nan
    return number if math.isfinite(number) else math.nan
