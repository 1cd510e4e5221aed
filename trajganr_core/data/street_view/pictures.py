"""Street-view pictures: positions, assignment to roads, and copying of files."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import numpy as np
import pandas as pd
import shapely

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import GeometryArray, IntArray
from ...utils.remarks import left_out
from ...utils.study_area import StudyArea, on_earth
from ..files import InputFile, nothing_in
from ..roads.network import Network, headings
from ..tables import read_csv, require_columns
from .photos import is_photo, read_photos
from .picture_files import READABLE, PictureFiles, flaw_of, is_zip, open_files

log = logging.getLogger(__name__)

INDEX = "index.csv"
#: Roads whose distances from a picture differ by less count as equally near: positions have an
#: accuracy of some metres.
TIE_M = 1.0
#: Accuracy of headings, degrees.
HEADING_STEP = 15.0


@dataclass(frozen=True)
class _Source:
    """A table of pictures and its folder within the source, or the number of photos without one."""

    index: InputFile | None
    folder: str = ""
    photos: int = 0

    @property
    def text(self) -> Text:
        if self.index is not None:
            return Text("pictures with an index ({name}).", name=self.index.name)
        return Text("{n:,} photos with GPS positions in their EXIF.", n=self.photos)


def describe_index(path: Path) -> Text:
    """Description of a source of pictures, for users.

    Raises:
        TrajganrError: as :func:`read_index`.
    """
    with open_files(path) as files:
        return Text("{name}: {fact}", name=path.name, fact=_recognise(path, files).text)


def read_index(path: Path, area: StudyArea, dropped: Counter[Text] | None = None) -> pd.DataFrame:
    """Positions of the pictures in the study area.

    Args:
        path: an index, a folder or ZIP with ``index.csv`` anywhere in it, or a folder or ZIP of
            geotagged photos. An index has the columns ``id, file, lon, lat`` and optionally
            ``compass_angle`` (degrees clockwise from true north) and ``captured_at``; ``file`` is
            relative to it.
        area: pictures outside are dropped.
        dropped: counts the dropped pictures by reason.

    Returns:
        columns ``image_id, file`` (within the folder or ZIP), ``lon, lat, heading`` (in [0, 360),
        NaN where unknown), ``captured_at`` (text).

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` if there are neither index nor photos,
            ``INPUT.EMPTY``, ``INPUT.FORMAT``, ``INPUT.FIELD``, ``INPUT.CRS``.
    """
    here: Counter[Text] = Counter()
    with open_files(path) as files:
        source = _recognise(path, files)
        log.info("Street view: %s: %s", path.name, source.text)
        if source.index is None:
            table = read_photos(files, here)
        else:
            table = _read_table(source.index, source.folder)
    lon, lat, heading = (
        pd.to_numeric(table[name], errors="coerce").to_numpy(dtype=np.float64)
        for name in ("lon", "lat", "compass_angle")
    )
    placed = on_earth(lon, lat, str(path))
    inside = placed & area.contains(lon, lat)
    located = np.isfinite(lon) & np.isfinite(lat)
    here[Text("without a position")] += int((~located).sum())
    here[Text("with coordinates that are not on Earth")] += int((located & ~placed).sum())
    here[Text("outside the study area")] += int((placed & ~inside).sum())
    index = pd.DataFrame(
        {
            "image_id": table["id"],
            "file": table["file"],
            "lon": lon,
            "lat": lat,
            "heading": np.where(np.isfinite(heading), heading, np.nan) % 360,
            "captured_at": table["captured_at"],
        }
    )
    log.info("Street view: %d of %d pictures are in the area", int(inside.sum()), len(index))
    _report(+here, dropped)
    return index[inside].reset_index(drop=True)


def _recognise(path: Path, files: PictureFiles) -> _Source:
    if path.is_file() and not is_zip(path):
        return _Source(InputFile(path))
    names = files.names()
    if not names:
        raise nothing_in(path)
    tables = [PurePosixPath(name) for name in names if name.lower().endswith(".csv")]
    indexes = [table for table in tables if table.name.lower() == INDEX]
    photos = sum(map(is_photo, names))
    # The outermost index; a single table counts as the index regardless of its name.
    indexes.sort(key=lambda table: len(table.parts))
    chosen = indexes[:1] or (tables if len(tables) == 1 and not photos else [])
    if chosen:
        file = InputFile(path, str(chosen[0])) if is_zip(path) else InputFile(path / chosen[0])
        return _Source(file, str(chosen[0].parent))
    if not photos:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "{path} contains neither {index} nor photos; it has {count} files.",
            "Choose a folder or ZIP of geotagged photos, or one of pictures with an {index}.",
            path=str(path),
            index=INDEX,
            count=len(names),
        )
    return _Source(None, photos=photos)


def _read_table(index: InputFile, folder: str) -> pd.DataFrame:
    """The columns ``id, file, lon, lat, compass_angle, captured_at`` of an index."""
    table = read_csv(index, text=("id", "file", "captured_at"))
    require_columns(index.path, table.columns, ("id", "file", "lon", "lat"))
    files = table["file"].fillna("").str.replace("\\", "/", regex=False)
    return pd.DataFrame(
        {
            "id": table["id"].fillna(files),
            "file": [str(PurePosixPath(folder, file)) if file else "" for file in files],
            "lon": table["lon"],
            "lat": table["lat"],
            "compass_angle": table.get("compass_angle", np.nan),
            "captured_at": table["captured_at"].fillna("") if "captured_at" in table else "",
        }
    )


def snap_to_roads(
    images: pd.DataFrame,
    network: Network,
    area: StudyArea,
    distance_m: float,
    dropped: Counter[Text] | None = None,
) -> pd.DataFrame:
    """Assign pictures to their nearest road; drop those farther than ``distance_m`` from any.

    Among equally near roads, such as at a junction, and among the directions of a road, a picture
    is assigned to the edge that agrees best with its heading; without a heading, to the nearest
    one in the digitised direction. ``network.reverse`` gives the other direction.

    Returns:
        ``images`` with ``edge``, ``offset_m`` (metres along it) and ``distance_m`` (from it).
    """
    lines = network.local_lines(area)
    points = shapely.points(area.to_local(images["lon"].to_numpy(), images["lat"].to_numpy()))
    image, edge = _near(points, lines, distance_m)
    offset = shapely.line_locate_point(lines[edge], points[image])
    away = shapely.distance(lines[edge], points[image])
    # Within a city, north of the local frame differs from true north by a fraction of a degree.
    heading = images["heading"].to_numpy(dtype=np.float64)[image]
    east, north = headings(lines[edge], offset).T
    turned = np.abs((heading - np.degrees(np.arctan2(east, north)) + 180) % 360 - 180)
    # By picture, then direction, then distance; both directions of a road are equally near except
    # for rounding.
    about = np.round(np.nan_to_num(turned) / HEADING_STEP)
    order = np.lexsort((edge, ~network.forward[edge], np.round(away, 3), about, image))
    best = order[np.unique(image[order], return_index=True)[1]]
    snapped = images.iloc[image[best]].reset_index(drop=True)
    snapped["edge"] = edge[best]
    snapped["offset_m"] = offset[best]
    snapped["distance_m"] = away[best]
    _report(
        Counter(
            {
                Text("farther than {metres:g} m from every road", metres=distance_m): len(images)
                - len(snapped)
            }
        ),
        dropped,
    )
    return snapped


def _near(
    points: GeometryArray, lines: GeometryArray, distance_m: float
) -> tuple[IntArray, IntArray]:
    """Pairs ``(point, line)`` of each point and the lines about as near as the nearest one."""
    tree = shapely.STRtree(lines)
    (point, _), nearest = tree.query_nearest(
        points, max_distance=distance_m, all_matches=False, return_distance=True
    )
    pair, line = tree.query(
        points[point], predicate="dwithin", distance=np.minimum(nearest + TIE_M, distance_m)
    )
    return point[pair], line


def copy_pictures(
    path: Path,
    images: pd.DataFrame,
    folder: Path,
    dropped: Counter[Text] | None = None,
    check: Callable[[], None] = lambda: None,
) -> pd.DataFrame:
    """Copy the pictures of an index into a folder, one at a time; damaged ones are dropped.

    Files are named ``000000.jpg`` and so on. ``check`` is called before each picture, and raises to
    cancel.

    Returns:
        the rows of copied pictures, with ``file`` replaced by ``path``, the name within
        ``folder``.
    """
    here: Counter[Text] = Counter()
    names: list[str | None] = []
    with open_files(path) as files:
        for number, file in enumerate(images["file"]):
            check()
            content = files.read(file) if file else None
            name = None
            if content is None:
                here[Text("whose file is missing")] += 1
            elif flaw := flaw_of(content):
                here[flaw] += 1
            else:
                suffix = PurePosixPath(file).suffix.lower()
                name = f"{number:06d}{suffix if suffix in READABLE else ''}"
                (folder / name).write_bytes(content)
            names.append(name)
    _report(here, dropped)
    copied = images.drop(columns="file").assign(path=names)
    return copied[copied["path"].notna()].reset_index(drop=True)


def _report(here: Counter[Text], dropped: Counter[Text] | None) -> None:
    """Log the dropped pictures, and add them to the caller's counts."""
    for line in left_out(here, "pictures"):
        log.warning(line)
    if dropped is not None:
        dropped.update(+here)
