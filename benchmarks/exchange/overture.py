"""Overture's ids by conflation, against segments that are made of Porto's roads.

No file of Overture is used: the segments are made of the bundle's roads, so that it is known which
is which. Roads are joined to segments or split otherwise, a third of them drawn the other way
round, their vertices moved by 2 to 5 m and thinned, some names left out or shortened, one in twelve
left out whole, and footways drawn beside one in five. Real segments differ in more ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from trajganr_core.data.bundle import Bundle
from trajganr_core.data.roads.network import Network
from trajganr_core.routing.overture_ids import MIN_SCORE, overture_ids
from trajganr_core.utils.study_area import StudyArea

from ..figures import BUILD, Row

BUNDLE = BUILD / "porto_osm"
#: The threshold and the weights of a score were chosen with another seed.
SEED = 2
MOVED_M = (2.0, 5.0)
SHARES = {"joined": 0.5, "split": 0.15, "reversed": 0.3, "missing": 1 / 12, "footway": 0.2}
ROW_GROUP = 2000
#: Scores at which precision is shown.
SCORES = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Made:
    """Made segments.

    Attributes:
        items: rows of Overture's table.
        truth: ``edge``, ``id``, ``begin``, ``end`` (shares of the segment, in the direction of
            travel) and ``metres`` of each directed edge that a segment was made of.
    """

    items: list[dict[str, Any]]
    truth: pd.DataFrame


def made_segments(network: Network, area: StudyArea, seed: int) -> Made:
    """Segments of a network's roads; the same for the same seed."""
    random = np.random.default_rng(seed)
    xy = area.to_local(network.lon, network.lat)
    places, place = np.unique(xy.round(2), axis=0, return_inverse=True)
    place = place.ravel()
    angle, far = random.uniform(0, 2 * np.pi, len(places)), random.uniform(*MOVED_M, len(places))
    moved = xy + (far * np.array([np.cos(angle), np.sin(angle)])).T[place]
    lines = shapely.linestrings(
        moved, indices=np.repeat(np.arange(len(network)), np.diff(network.offsets))
    )
    roads = [e for e in range(len(network)) if not 0 <= network.reverse[e] < e]
    items: list[dict[str, Any]] = []
    truth: list[tuple[int, str, float, float, float]] = []
    for chain in _chains(network, roads, random):
        if random.random() < SHARES["missing"]:
            continue
        for some in _split(chain, random):
            items.append(_segment(network, area, lines, some, random, truth, len(items)))
            if random.random() < SHARES["footway"]:
                items.append(_footway(area, lines[some[0]], len(items)))
    _forbid(network, items, pd.DataFrame(truth, columns=["edge", "id", "begin", "end", "metres"]))
    return Made(items, pd.DataFrame(truth, columns=["edge", "id", "begin", "end", "metres"]))


def _chains(network: Network, roads: list[int], random: np.random.Generator) -> list[list[int]]:
    """Each road once, in lists of roads that follow each other."""
    leaving: dict[int, list[int]] = {}
    for edge in roads:
        leaving.setdefault(int(network.source[edge]), []).append(edge)
    left, chains = set(roads), []
    for edge in random.permutation(roads).tolist():
        if edge not in left:
            continue
        chain = [edge]
        left.discard(edge)
        while random.random() < SHARES["joined"] and len(chain) < 6:
            last = chain[-1]
            after = [
                other
                for other in leaving.get(int(network.target[last]), ())
                if other in left
                and (network.highway[other], network.reverse[other] < 0)
                == (network.highway[last], network.reverse[last] < 0)
                and network.name[other] == network.name[last]
            ]
            if not after:
                break
            chain.append(after[0])
            left.discard(after[0])
        chains.append(chain)
    return chains


def _split(chain: list[int], random: np.random.Generator) -> list[list[Any]]:
    """A chain as one segment, or single roads in two halves: ``[edge, begin, end]``."""
    if len(chain) == 1 and random.random() < SHARES["split"]:
        at = random.uniform(0.3, 0.7)
        return [[chain[0], 0.0, at], [chain[0], at, 1.0]]
    return [chain]


def _segment(
    network: Network,
    area: StudyArea,
    lines: Any,
    some: list[Any],
    random: np.random.Generator,
    truth: list[tuple[int, str, float, float, float]],
    number: int,
) -> dict[str, Any]:
    is_part = len(some) == 3 and isinstance(some[1], float)
    edges = some[:1] if is_part else some
    first, last = (some[1], some[2]) if is_part else (0.0, 1.0)
    own = [shapely.get_coordinates(lines[edge]) for edge in edges]
    xy = np.concatenate([own[0], *(each[1:] for each in own[1:])])
    whole = shapely.LineString(xy)
    if is_part:
        whole = shapely.ops.substring(whole, first, last, normalized=True)
    metres = np.array([shapely.length(lines[edge]) for edge in edges]) * (last - first)
    at = np.r_[0.0, np.cumsum(metres)] / metres.sum()
    backwards = random.random() < SHARES["reversed"]
    if backwards:
        whole, at = shapely.reverse(whole), 1 - at
    name = f"{number:032x}"
    for edge, begin, end in zip(edges, at[:-1], at[1:], strict=True):
        far = float(network.length_m[edge]) * (last - first)  # moved vertices make a line longer
        truth.append((edge, name, begin, end, far))
        if network.reverse[edge] >= 0:
            truth.append((int(network.reverse[edge]), name, end, begin, far))
    nodes = [network.source[edges[0]], *(network.target[edge] for edge in edges)]
    keys = [f"n{node}" for node in nodes]
    if is_part:
        middle = f"m{edges[0]}"
        keys = [keys[0], middle] if first == 0 else [middle, keys[-1]]
    joined = sorted(zip(at.tolist(), keys, strict=True))
    is_oneway = network.reverse[edges[0]] < 0
    kind = str(network.highway[edges[0]])
    title = str(network.name[edges[0]])
    title = "" if random.random() < 0.1 else title[:12].strip() if random.random() < 0.1 else title
    limit = float(network.attributes.maxspeed_kmh[edges[0]])
    geometry = _in_degrees(area, whole)
    item: dict[str, Any] = {
        **_segment(name, geometry),
        "class": kind.removesuffix("_link") if kind.removesuffix("_link") != "road" else "unknown",
        "subclass": "link" if kind.endswith("_link") else None,
        "names": {"primary": title} if title else None,
        "connectors": [
            {"connector_id": key, "at": min(max(place, 0.0), 1.0)} for place, key in joined
        ],
        "access_restrictions": [
            {"access_type": "denied", "when": {"heading": "forward" if backwards else "backward"}}
        ]
        if is_oneway
        else None,
        "speed_limits": [{"max_speed": {"value": round(limit), "unit": "km/h"}}]
        if np.isfinite(limit)
        else None,
        "sources": [
            {
                "property": "",
                "dataset": "OpenStreetMap",
                "license": "ODbL-1.0",
                "record_id": f"w{network.osm_id[edges[0]]}@1",
            }
        ],
        "prohibited_transitions": None,
    }
    return item


def _segment(id: str, geometry: Any) -> dict[str, Any]:
    """What all segments have."""
    return {
        "id": id,
        "geometry": shapely.to_wkb(geometry),
        "bbox": dict(zip(("xmin", "ymin", "xmax", "ymax"), geometry.bounds, strict=True)),
        "version": 1,
        "theme": "transportation",
        "type": "segment",
        "subtype": "road",
    }


def _footway(area: StudyArea, line: Any, number: int) -> dict[str, Any]:
    """A footway that runs beside a road, 7 m from its middle."""
    beside = shapely.offset_curve(line, 7.0)
    beside = line if beside.is_empty or beside.geom_type != "LineString" else beside
    geometry = _in_degrees(area, beside)
    return {
        **_segment(f"{number:032x}", geometry),
        "class": "footway",
        "subclass": "sidewalk",
        "connectors": [
            {"connector_id": f"f{number}", "at": 0.0},
            {"connector_id": f"g{number}", "at": 1.0},
        ],
        "sources": [{"property": "", "dataset": "OpenStreetMap", "record_id": f"w{number + 1}@1"}],
    }


def _forbid(network: Network, items: list[dict[str, Any]], truth: pd.DataFrame) -> None:
    """Give segments the turns that are forbidden between their roads."""
    by_id = {item["id"]: item for item in items}
    of_edge = truth.groupby("edge")[["id", "begin", "end"]].agg(list).to_dict("index")
    for before, after in network.forbidden_turns.tolist():
        if before not in of_edge or after not in of_edge:
            continue
        own, other = of_edge[before], of_edge[after]
        node = f"n{network.target[before]}"
        first = _at_node(by_id, own, node, "end")
        last = _at_node(by_id, other, node, "begin")
        if first is None or last is None:
            continue
        item = by_id[own["id"][first]]
        headings = [
            "forward" if each["begin"][n] < each["end"][n] else "backward"
            for each, n in ((own, first), (other, last))
        ]
        item["prohibited_transitions"] = [
            *(item["prohibited_transitions"] or []),
            {
                "sequence": [{"connector_id": node, "segment_id": other["id"][last]}],
                "final_heading": headings[1],
                "when": {"heading": headings[0]},
            },
        ]


def _at_node(by_id: dict[str, Any], own: dict[str, Any], node: str, side: str) -> int | None:
    for number, (name, share) in enumerate(zip(own["id"], own[side], strict=True)):
        at = {each["connector_id"]: each["at"] for each in by_id[name]["connectors"]}
        if node in at and abs(at[node] - share) < 1e-9:
            return number
    return None


def _in_degrees(area: StudyArea, line: Any) -> Any:
    return shapely.transform(line, area.to_geographic)


def write_segments(items: list[dict[str, Any]], path: Path) -> None:
    """Write GeoParquet as Overture does, with boxes."""
    ordered = sorted(items, key=lambda item: item["bbox"]["xmin"])
    names = dict.fromkeys(name for item in items for name in item)
    table = pa.Table.from_pylist([{name: item.get(name) for name in names} for item in ordered])
    pq.write_table(table, path, row_group_size=ROW_GROUP, compression="zstd")


def scored(found: pd.DataFrame, made: Made, length_m: Any) -> pd.DataFrame:
    """The rows found with ``metres``, and ``right``: those of them that are on the true part."""
    names = {"overture_id": "id", "overture_from": "begin", "overture_to": "end"}
    both = found.rename(columns=names).merge(
        made.truth, on=["edge", "id"], how="left", suffixes=("", "_true")
    )
    is_forward = both["begin_true"] < both["end_true"]
    same = (both["overture_heading"] == "forward") == is_forward
    true = both[["begin_true", "end_true"]]
    low = np.maximum(both["begin"], true.min(axis=1))
    high = np.minimum(both["end"], true.max(axis=1))
    overlap = ((high - low).clip(lower=0) / (true.max(axis=1) - true.min(axis=1))).clip(upper=1)
    parts = (found["segment_to"] - found["segment_from"]).to_numpy()
    metres = parts * length_m[found["edge"]]
    right = np.minimum((overlap * both["metres"]).where(same, 0.0).fillna(0.0), metres)
    return found.assign(metres=metres, right=right.to_numpy())


def overture_figures(seed: int = SEED) -> tuple[list[Row], dict[str, Any]]:
    """Share of the length with the right segment, and precision by score."""
    note = "segments are made of Porto's roads"
    if not BUNDLE.is_dir():
        return [Row("overture_right_percent", None, "%", note="no bundle of Porto here")], {}
    bundle = Bundle.load(BUNDLE)
    network, area = bundle.network, bundle.area
    made = made_segments(network, area, seed)
    path = BUILD / f"overture_{seed}.parquet"
    write_segments(made.items, path)
    found, _ = overture_ids(network, area, path, bundle.road_options.vehicle, min_score=0.0)
    table = scored(found, made, network.length_m)
    all_m = made.truth["metres"].sum()
    by_score = [
        {
            "score": score,
            "right_percent": float(100 * kept["right"].sum() / all_m),
            "precision_percent": float(100 * kept["right"].sum() / kept["metres"].sum()),
        }
        for score in (*SCORES, MIN_SCORE)
        if len(kept := table[table["score"] >= score])
    ]
    chosen = by_score[-1]
    kept = table[table["score"] >= MIN_SCORE]
    counts = {
        "segments": len(network),
        "with_a_true_id": int(made.truth["edge"].nunique()),
        "with_an_id": int(kept["edge"].nunique()),
        "rows": len(kept),
        "rows_left_out": len(table) - len(kept),
    }
    return [
        Row("overture_right_percent", chosen["right_percent"], "%", note=note),
        Row("overture_precision_percent", chosen["precision_percent"], "%", note=note),
    ], {"overture_by_score": by_score, "overture_counts": counts}
