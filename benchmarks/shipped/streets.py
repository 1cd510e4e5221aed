"""Street networks of training cities: made up, or parts of a real one."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import Delaunay

from trajganr_core.data.roads.network import Network, RoadAttributes
from trajganr_core.utils.arrays import BoolArray, FloatArray, IntArray
from trajganr_core.utils.study_area import StudyArea

#: Where made-up cities are: in the North Sea.
AREA = StudyArea(2.5, 54.7, 2.62, 54.77)
#: Classes of roads from the most used ones, and the shares of the roads that are not below them.
CLASSES = ("primary", "secondary", "tertiary", "residential")
UP_TO = (0.06, 0.16, 0.35)
#: Least angle's tangent of bends: a road is a little longer than it is straight.
MAX_DETOUR = 1.15


def made_up(rng: np.random.Generator) -> Network:
    """A network with a grid, rings and spokes, or neither."""
    xy = _places(rng)
    one, two = _gabriel(xy)
    kept = rng.random(len(one)) >= rng.uniform(0, 0.2)
    one, two = _largest_part(one[kept], two[kept], len(xy))
    length = np.linalg.norm(xy[one] - xy[two], axis=1) * rng.uniform(1, MAX_DETOUR, len(one))
    used = _use(one, two, length, len(xy), rng)
    rank = np.empty(len(one))
    rank[np.argsort(-used)] = np.arange(len(one)) / len(one)
    of_class = np.searchsorted(UP_TO, rank, side="right")
    is_oneway = rng.random(len(one)) < np.where(of_class == 3, rng.uniform(0, 0.4), 0.05)
    return _network(xy, one, two, length, of_class, is_oneway)


def _places(rng: np.random.Generator) -> FloatArray:
    """Crossings, local metres."""
    spacing, count = np.exp(rng.uniform(np.log(45), np.log(130))), rng.integers(1000, 3500)
    side = int(count**0.5)
    shape = rng.choice(["grid", "rings", "organic"])
    if shape == "grid":
        at = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
        at = at * [1.0, rng.uniform(0.5, 1.0)] - side / 2
    elif shape == "rings":
        ring = np.sqrt(rng.integers(1, side // 2 + 1, count) * side / 2)
        spoke = rng.integers(0, 3 * side, count) * 2 * np.pi / (3 * side)
        at = np.column_stack([ring * np.cos(spoke), ring * np.sin(spoke)])
    else:
        at = rng.normal(0, side / 3, (count, 2))
    return spacing * (at + rng.normal(0, rng.uniform(0.05, 0.25), at.shape))


def _gabriel(xy: FloatArray) -> tuple[IntArray, IntArray]:
    """Pairs of places without a third one in the circle over their connection."""
    triangles = Delaunay(xy).simplices
    pairs = np.sort(
        np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])
    )
    opposite = np.concatenate([triangles[:, 2], triangles[:, 0], triangles[:, 1]])
    middle = (xy[pairs[:, 0]] + xy[pairs[:, 1]]) / 2
    radius = np.linalg.norm(xy[pairs[:, 0]] - xy[pairs[:, 1]], axis=1) / 2
    is_empty = np.linalg.norm(xy[opposite] - middle, axis=1) >= radius
    found, row = np.unique(pairs, axis=0, return_inverse=True)
    kept = np.ones(len(found), dtype=bool)
    np.logical_and.at(kept, row.ravel(), is_empty)
    one, two = found[kept].T
    return one.astype(np.int64), two.astype(np.int64)


def _largest_part(one: IntArray, two: IntArray, places: int) -> tuple[IntArray, IntArray]:
    graph = csr_array((np.ones(len(one)), (one, two)), shape=(places, places))
    part = connected_components(graph, directed=False)[1]
    kept = part[one] == np.bincount(part).argmax()
    return one[kept], two[kept]


def _use(
    one: IntArray, two: IntArray, length: FloatArray, places: int, rng: np.random.Generator
) -> FloatArray:
    """``(roads,)`` how many shortest ways from some places to all others use each road."""
    graph = csr_array((length, (one, two)), shape=(places, places))
    begins = rng.choice(np.unique(one), 40, replace=False)
    before = dijkstra(graph, directed=False, indices=begins, return_predecessors=True)[1]
    use = np.zeros((places, places), dtype=np.float32)
    for row in before:
        at = np.flatnonzero(row >= 0)
        while len(at):
            np.add.at(use, (row[at], at), 1)
            at = row[at]
            at = at[row[at] >= 0]
    return np.asarray(use[one, two] + use[two, one])


def _network(
    xy: FloatArray,
    one: IntArray,
    two: IntArray,
    length: FloatArray,
    of_class: IntArray,
    is_oneway: BoolArray,
) -> Network:
    """Roads that may bend in their middle, as directed edges."""
    apart = xy[two] - xy[one]
    straight = np.linalg.norm(apart, axis=1)
    bend = np.sqrt(np.maximum(length**2 - straight**2, 0)) / 2
    across = np.column_stack([-apart[:, 1], apart[:, 0]]) / straight[:, None]
    middle = (xy[one] + xy[two]) / 2 + across * bend[:, None]
    back = np.flatnonzero(~is_oneway)
    roads, edges = len(one), len(one) + len(back)
    row = np.r_[np.arange(roads), back]
    source, target = np.r_[one, two[back]], np.r_[two, one[back]]
    vertices = np.stack([xy[source], middle[row], xy[target]], axis=1).reshape(-1, 2)
    lon, lat = AREA.to_geographic(vertices).T
    reverse = np.full(edges, -1)
    reverse[back], reverse[roads:] = roads + np.arange(len(back)), back
    return Network(
        offsets=3 * np.arange(edges + 1),
        lon=lon,
        lat=lat,
        source=source,
        target=target,
        reverse=reverse,
        length_m=length[row],
        source_fid=row + 1,
        osm_id=np.zeros(edges, dtype=np.int64),
        forward=np.arange(edges) < roads,
        highway=np.array(CLASSES, dtype=object)[of_class[row]],
        name=np.full(edges, "", dtype=object),
        attributes=RoadAttributes.unknown(edges),
    )
