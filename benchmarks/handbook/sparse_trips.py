"""Draws the picture of docs/guides/sparse_trips.md: a trip of real Porto, thinned and recovered.

python -m benchmarks.handbook.sparse_trips

A twelfth of the long trips of two days are thinned to a fix in five minutes and recovered; the same
trips with all of their fixes are matched. The files of ``shared/data/porto`` are needed.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyogrio
import shapely

import trajganr_core as tg

from ..cities import PORTO_BOX, ROADS, TRIPS
from ..figures import BUILD, ROOT

PICTURE = ROOT / "docs" / "images" / "sparse_trips.svg"
#: The trip that is drawn; seconds between fixes, and of every how many trips they are.
TRIP, FIX_S, EVERY = "1372674468620000658", 15, 12
THINNED_TO = 20
LEAST_FIXES = 41
#: Probabilities from which on a class begins, its colour and the dashes of its lines.
CLASSES = (
    (0.9, "#2b0a68", "", "90 % and more"),
    (0.7, "#b0257f", "9 3", "70 – 90 %"),
    (0.5, "#e6722f", "5 3", "50 – 70 %"),
    (0.0, "#f4a72f", "2 3", "below 50 %"),
)
WIDTH, MARGIN, LEGEND = 760, 30, 86
STYLE = "text { font: 14px system-ui, sans-serif; fill: #1f2933 }"


def main() -> None:
    """Recover the trips unless that is done, and draw one of them."""
    folder = BUILD / "sparse_trips"
    if not folder.is_dir():
        folder.mkdir(parents=True)
        for name, every in (("sparse", THINNED_TO), ("full", 1)):
            _write(folder / f"{name}.csv", every)
            tg.recover(
                [folder / f"{name}.csv"],
                out=folder / name,
                roads=ROADS,
                bbox=PORTO_BOX.bbox,
                time_unit="s",
            )
    PICTURE.write_text(picture(folder, TRIP), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


def picture(folder: Path, trip: str) -> str:
    """The SVG of a trip."""
    where = f"trip_id = '{trip}'"
    sparse, full = (folder / name / "recovered.gpkg" for name in ("sparse", "full"))
    true = _lines(full, "paths", where)[0]
    gaps, probability = _lines(sparse, "gaps", where)
    fixes, _ = _lines(sparse, "positions", f"{where} AND NOT recovered")
    west, south, east, north = shapely.total_bounds(np.concatenate([true, gaps]))
    cos = np.cos(np.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * cos)
    height = (north - south) * scale + 2 * MARGIN

    def at(place: np.ndarray) -> np.ndarray:
        x, y = (place[:, 0] - west) * cos * scale + MARGIN, (north - place[:, 1]) * scale + MARGIN
        return np.column_stack([x, y + LEGEND])

    def line(shape: shapely.Geometry, colour: str, width: float, dashes: str = "") -> str:
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in at(shapely.get_coordinates(shape)))
        dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
        return (
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="{width}"'
            f' stroke-linejoin="round"{dashed}/>'
        )

    margin = MARGIN / scale
    box = (west - margin / cos, south - margin, east + margin / cos, north + margin)
    roads = shapely.clip_by_rect(_lines(ROADS, None, "", box)[0], *box)
    parts = [line(each, "#d5dbe0", 1.0) for each in _simple(roads, 1 / scale)]
    parts += [line(each, "#9aa5b1", 7.0) for each in true]
    for shape, likely in zip(gaps, probability, strict=True):
        _, colour, dashes, _ = _class_of(likely)
        parts.append(line(shape, colour, 3.0, dashes))
    parts += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6" fill="#22303c" stroke="#fff" stroke-width="1.5"/>'
        for x, y in at(shapely.get_coordinates(fixes))
    ]
    size = f"0 0 {WIDTH} {height + LEGEND:.0f}"
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img">',
            "<title>A trip in Porto, thinned to a report in five minutes, and recovered</title>",
            f"<style>{STYLE}</style>",
            f'<rect width="{WIDTH}" height="{height + LEGEND:.0f}" fill="#fff"/>',
            *parts,
            f'<rect width="{WIDTH}" height="{LEGEND}" fill="#fff"/>',
            *_legend(),
            "</svg>\n",
        ]
    )


def _legend() -> Iterator[str]:
    yield '<circle cx="24" cy="24" r="6" fill="#22303c"/><text x="40" y="29">a report</text>'
    yield '<path d="M150 24h40" stroke="#9aa5b1" stroke-width="7"/>'
    yield '<text x="200" y="29">driven, from reports every 15 s</text>'
    yield '<text x="16" y="66">recovered:</text>'
    for number, (_, colour, dashes, words) in enumerate(CLASSES):
        x = 100 + 160 * number
        drawn = f'stroke="{colour}" stroke-width="3" stroke-dasharray="{dashes}"'
        yield f'<path d="M{x} 61h40" {drawn}/>'
        yield f'<text x="{x + 48}" y="66">{words}</text>'


def _class_of(probability: float) -> tuple[float, str, str, str]:
    return next(each for each in CLASSES if probability >= each[0])


def _lines(
    path: Path, layer: str | None, where: str, box: tuple[float, ...] | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Shapes of features and their probabilities, of roads none."""
    frame = pyogrio.read_dataframe(path, layer=layer, where=where or None, bbox=box)
    shapes = shapely.force_2d(frame.geometry.to_numpy())
    return shapes, frame["probability"].to_numpy() if "probability" in frame else np.empty(0)


def _simple(shapes: np.ndarray, tolerance: float) -> Iterator[shapely.Geometry]:
    parts = shapely.get_parts(shapely.simplify(shapes, tolerance))
    return iter(parts[shapely.get_num_points(parts) > 1])


def _write(path: Path, every: int) -> None:
    """A row a fix; the last fix of each trip is always kept."""
    with zipfile.ZipFile(TRIPS) as archive, path.open("w", encoding="utf-8") as out:
        lines = io.TextIOWrapper(archive.open(archive.namelist()[0]), encoding="utf-8")
        out.write("trip,driver,time,lon,lat\n")
        for row in list(csv.DictReader(lines))[::EVERY]:
            places = json.loads(row["POLYLINE"])
            if len(places) < LEAST_FIXES:
                continue
            for number, (lon, lat) in enumerate(places):
                if number % every == 0 or number == len(places) - 1:
                    t = int(row["TIMESTAMP"]) + FIX_S * number
                    out.write(f"{row['TRIP_ID']},{row['TAXI_ID']},{t},{lon},{lat}\n")


if __name__ == "__main__":
    main()
