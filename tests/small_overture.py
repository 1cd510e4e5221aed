"""A few segments as Overture writes them, and their file.

Their values are valid by Overture's models (``overture-schema`` 2.0.0), which no test needs.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.13, -8.58, 41.17)
BOX = ("xmin", "ymin", "xmax", "ymax")


def ident(number: int) -> str:
    """An id of 32 digits."""
    return f"{number:032x}"


def segment(number: int, places: list[tuple[float, float]], ats: dict[str, float], **more: Any):
    """A segment, which meets others at connectors: their ids and places along it."""
    line = shapely.LineString(places)
    return {
        "id": ident(number),
        "geometry": shapely.to_wkb(line),
        "bbox": dict(zip(BOX, line.bounds, strict=True)),
        "theme": "transportation",
        "type": "segment",
        "version": 1,
        "subtype": "road",
        "class": "residential",
        "connectors": [{"connector_id": key, "at": at} for key, at in ats.items()],
    } | more


def crossing() -> list[dict[str, Any]]:
    """A street from west to east that another one crosses at c, and a bridge over it."""
    source = {
        "property": "",
        "dataset": "OpenStreetMap",
        "record_id": "w17@3",
        "license": "ODbL-1.0",
    }
    return [
        segment(
            1, [(-8.61, 41.15), (-8.60, 41.15), (-8.595, 41.15), (-8.59, 41.15)],
            {"w": 0.0, "c": 0.5, "e": 1.0},
            names={"primary": "Rua"}, sources=[source], **{"class": "primary"},
            speed_limits=[
                {"max_speed": {"value": 30, "unit": "mph"}},
                {"max_speed": {"value": 70, "unit": "km/h"}, "between": [0.4, 1.0],
                 "when": {"heading": "forward"}},
                {"max_speed": {"value": 20, "unit": "km/h"}, "when": {"during": "PH"}},
            ],
            prohibited_transitions=[
                {"sequence": [{"connector_id": "c", "segment_id": ident(2)}],
                 "final_heading": "forward", "when": {"heading": "forward"}},
                {"sequence": [{"connector_id": "c", "segment_id": ident(2)}],
                 "final_heading": "backward", "when": {"heading": "forward", "during": "PH"}},
                {"sequence": [{"connector_id": "c", "segment_id": ident(2)},
                              {"connector_id": "n", "segment_id": ident(3)}],
                 "final_heading": "forward", "when": {"heading": "forward"}},
                {"sequence": [{"connector_id": "c", "segment_id": ident(2)}],
                 "final_heading": "backward", "when": {"heading": "backward", "mode": ["bicycle"]}},
            ],
        ),
        segment(
            2, [(-8.60, 41.14), (-8.60, 41.15), (-8.60, 41.16)], {"s": 0.0, "c": 0.5, "n": 1.0},
            access_restrictions=[
                {"access_type": "denied", "between": [0.25, 1.0], "when": {"heading": "backward"}}
            ],
            sources=[{**source, "dataset": "Town", "record_id": "4", "license": "CC0"}],
        ),
        segment(
            3, [(-8.605, 41.14), (-8.60, 41.15), (-8.595, 41.16)], {"b": 0.0, "d": 1.0},
            subclass="link", road_flags=[{"values": ["is_bridge"]}], **{"class": "motorway"},
        ),
        segment(4, [(-8.61, 41.14), (-8.60, 41.14)], {"f": 0.0, "s": 1.0}, **{"class": "footway"}),
        segment(5, [(-8.61, 41.16), (-8.60, 41.16)], {"x": 0.0, "n": 1.0}, subtype="rail",
                **{"class": "tram"}),
        segment(6, [(-8.50, 41.15), (-8.49, 41.15)], {"y": 0.0, "z": 1.0}),
    ]  # fmt: skip


def write(path: Path, items: list[dict[str, Any]], **options: Any) -> Path:
    """GeoParquet of the rows."""
    names = dict.fromkeys(name for item in items for name in item)
    rows = [{name: item.get(name) for name in names} for item in items]
    pq.write_table(pa.Table.from_pylist(rows), path, **options)
    return path
