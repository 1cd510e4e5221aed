"""Street-view pictures: an index of where they were taken, and their files."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from PIL import Image, UnidentifiedImageError

from ..geo import StudyArea, check_lon_lat
from .files import existing_file
from .roads import Network
from .tables import read_csv, require_columns

__all__ = ["copy_pictures", "read_index", "snap_to_roads"]

log = logging.getLogger(__name__)

INDEX = "index.csv"


def read_index(path: Path, area: StudyArea) -> pd.DataFrame:
    """Where the pictures of the study area were taken.

    Args:
        path: a zip or a folder that holds ``index.csv`` and the pictures, or the index itself
            beside them. Columns ``id, file, lon, lat`` and if known ``compass_angle`` (degrees
            clockwise from north) and ``captured_at``; ``file`` is relative to the index.
        area: pictures taken outside are left out.

    Returns:
        columns ``image_id, file, lon, lat, heading`` (NaN where unknown), ``captured_at`` (text).

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND``, ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.FIELD``,
            ``INPUT.CRS``.
    """
    existing_file(path)
    table = read_csv(path / INDEX if path.is_dir() else path, text=("id", "file", "captured_at"))
    require_columns(path, table.columns, ("id", "file", "lon", "lat"))
    lon, lat, heading = (
        pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=np.float64)
        if name in table
        else np.full(len(table), np.nan)
        for name in ("lon", "lat", "compass_angle")
    )
    check_lon_lat(lon, lat, str(path))
    captured_at = table["captured_at"] if "captured_at" in table else pd.Series("", table.index)
    index = pd.DataFrame(
        {
            "image_id": table["id"].fillna(""),
            "file": table["file"].fillna(""),
            "lon": lon,
            "lat": lat,
            "heading": heading,
            "captured_at": captured_at.fillna(""),
        }
    )
    inside = area.contains(lon, lat)
    log.info("Street view: %d of %d pictures are in the area", int(inside.sum()), len(index))
    return index[inside].reset_index(drop=True)


def snap_to_roads(
    images: pd.DataFrame, network: Network, area: StudyArea, distance_m: float
) -> pd.DataFrame:
    """Put pictures on their nearest road and drop those farther than ``distance_m`` from any.

    On a two-way road a picture goes to the edge that its heading follows; without a heading, to
    the one that runs as the road was digitised. ``network.reverse`` leads to the other.

    Returns:
        ``images`` with ``edge``, ``offset_m`` (metres along it) and ``distance_m`` (metres off).
    """
    lines = network.local_lines(area)
    points = shapely.points(area.to_local(images["lon"].to_numpy(), images["lat"].to_numpy()))
    image, edge = shapely.STRtree(lines).query_nearest(
        points, max_distance=distance_m, all_matches=False
    )
    dropped = len(images) - len(image)
    if dropped:
        log.warning("Dropped %d pictures farther than %g m from every road", dropped, distance_m)
    offset = shapely.line_locate_point(lines[edge], points[image])
    heading = images["heading"].to_numpy()[image]
    bearing = _bearing(lines[edge], offset)
    reverse = network.reverse[edge]
    off_heading = np.abs((heading - bearing + 180) % 360 - 180) > 90
    turn = (reverse >= 0) & np.where(np.isnan(heading), ~network.forward[edge], off_heading)
    snapped = images.iloc[image].reset_index(drop=True)
    snapped["edge"] = np.where(turn, reverse, edge)
    snapped["offset_m"] = np.where(turn, network.length_m[edge] - offset, offset)
    snapped["distance_m"] = shapely.distance(lines[edge], points[image])
    return snapped


def _bearing(
    lines: npt.NDArray[np.object_], offset: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Direction of lines in local metres around ``offset``, degrees clockwise from north."""
    length = shapely.length(lines)
    behind = shapely.get_coordinates(
        shapely.line_interpolate_point(lines, np.maximum(offset - 1, 0))
    )
    ahead = shapely.get_coordinates(
        shapely.line_interpolate_point(lines, np.minimum(offset + 1, length))
    )
    east, north = (ahead - behind).T
    return np.asarray(np.degrees(np.arctan2(east, north)) % 360)


def copy_pictures(path: Path, images: pd.DataFrame, folder: Path) -> pd.DataFrame:
    """Copy the pictures of an index into a folder; drop and count those that cannot be read.

    Args:
        path: as for :func:`read_index`.
        images: rows of the index, with ``file``.
        folder: exists; receives ``000000.jpg`` and so on.

    Returns:
        the rows with a picture, ``file`` replaced by ``path``, the name within ``folder``.
    """
    names: list[str | None] = []
    with _pictures(path) as read:
        for number, file in enumerate(images["file"]):
            content = read(file)
            name = f"{number:06d}{PurePosixPath(file).suffix.lower()}"
            if content is None or not _is_picture(content):
                names.append(None)
                continue
            (folder / name).write_bytes(content)
            names.append(name)
    copied = images.drop(columns="file").assign(path=names)
    copied = copied[copied["path"].notna()].reset_index(drop=True)
    if len(copied) < len(images):
        log.warning(
            "Dropped %d pictures whose file is missing or no picture", len(images) - len(copied)
        )
    return copied


@contextmanager
def _pictures(path: Path) -> Iterator[Callable[[str], bytes | None]]:
    """A function that reads a file named in the index, or gives None where it is missing."""
    if path.is_file() and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            members = set(archive.namelist())
            yield lambda file: archive.read(file) if file in members else None
        return
    root = (path if path.is_dir() else path.parent).resolve()

    def read(file: str) -> bytes | None:
        picture = (root / file).resolve()
        # An index must not lead to files elsewhere on the machine.
        inside = picture.is_relative_to(root) and picture.is_file()
        return picture.read_bytes() if inside else None

    yield read


def _is_picture(content: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(content)) as picture:
            picture.verify()
    except (UnidentifiedImageError, OSError, SyntaxError):
        return False
    return True
