"""Files of downloaded street views: the ZIP for preparation, and a layer."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from ...contract.files.atomic_io import atomic_folder, write_json
from ...utils.study_area import GEOGRAPHIC
from ..tables import without_formulas
from .mapillary_api import Image

ZIP, GPKG, SUMMARY = "street_view.zip", "street_view.gpkg", "street_view.json"
LAYER = "street_view"

#: Timestamp of every entry of the ZIP, so that the same pictures give the same bytes.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_street_view(
    images: Sequence[tuple[Image, Path]],
    out: Path,
    summary: Mapping[str, Any],
    report: Callable[[float], None],
) -> None:
    """Write a folder with pictures, layer and summary, atomically.

    A folder of this kind is replaced. The summary becomes the layer's metadata. ``report`` receives
    the share that is written, and may raise to cancel.

    Raises:
        TrajganrError: ``INPUT.FIELD`` when ``out`` holds something else.
    """
    table = pd.DataFrame([_row(image) for image, _ in images])
    with atomic_folder(out, SUMMARY) as folder:
        with zipfile.ZipFile(folder / ZIP, "w") as archive:
            index = table.assign(is_pano=table["is_pano"].astype(int))
            text = without_formulas(index).to_csv(index=False, lineterminator="\n")
            _add(archive, "index.csv", text.encode())
            _add(archive, "LICENCE.txt", _licence(summary).encode())
            for number, (name, (_, path)) in enumerate(zip(table["file"], images, strict=True)):
                report(number / len(images))
                _add(archive, name, path.read_bytes())
        points = gpd.points_from_xy(table.pop("lon"), table.pop("lat"), crs=GEOGRAPHIC)
        write_layer(gpd.GeoDataFrame(table, geometry=points), folder / GPKG, LAYER, summary)
        write_json(folder / SUMMARY, summary)
    report(1.0)


def write_layer(layer: gpd.GeoDataFrame, path: Path, name: str, summary: Mapping[str, Any]) -> None:
    """Write a GeoPackage with the summary of a download, except remarks, as metadata."""
    metadata = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for key, value in summary.items()
        if key != "remarks"
    }
    pyogrio.write_dataframe(
        layer, path, layer=name, driver="GPKG", layer_metadata=metadata, dataset_metadata=metadata
    )


def _row(image: Image) -> dict[str, Any]:
    return {
        "id": image.image_id,
        "file": f"images/{image.image_id}.jpg",
        "lon": image.lon,
        "lat": image.lat,
        "compass_angle": image.compass_angle,
        "captured_at": image.captured_at,
        "quality": image.quality,
        "sequence": image.sequence,
        "is_pano": image.is_pano,
        "camera_type": image.camera_type,
        "position": image.position,
    }


def _licence(summary: Mapping[str, Any]) -> str:
    return (
        f"These pictures are {summary['attribution']}, licensed {summary['licence']}:\n"
        "https://creativecommons.org/licenses/by-sa/4.0/\n"
        "A picture's page is https://www.mapillary.com/app/?pKey=ID, with its id in index.csv.\n"
        f"Retrieved {summary['retrieved_at']}, area {summary['area']['bbox']} (EPSG:4326).\n"
    )


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    # Pictures are already compressed.
    archive.writestr(zipfile.ZipInfo(name, ZIP_TIME), content, zipfile.ZIP_STORED)
