"""A model that stays in memory and answers place queries, one click at a time.

The model is evaluated at the foot point of the click on each road nearby: a trip is a function of
the place along its path (paper, section 3.2), so that any point of a road can be queried.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import torch
from torch import Tensor
from torch.nn import functional

from ...contract.errors import Code, TrajganrError
from ...contract.options.validation import check_not_negative
from ...contract.tasks import NO_ROAD
from ...contract.version import __version__
from ...data.bundle import Bundle
from ...data.passes import PassTable, passes_of_trips
from ...data.roads.columns import ROAD_COLUMNS, road_columns
from ...features.location_features import LocationFeatureTable
from ...features.query_locations import Locations, edge_locations, image_locations
from ...features.road_groups import basis_columns
from ...traffic.observed_week import observed_week
from ...utils.arrays import Float32Array, FloatArray, IntArray
from ...utils.progress import Progress, silent
from ...utils.sizeof import sizeof
from ...utils.tensor_cache import TensorCache
from ..loaded_model import LoadedModel
from ..predictors import LoadedHead, answers_of, cautions, embedder, load_heads
from ..road_layer import fields_of
from ..road_times import RoadTimes
from .nearest_image import NearestImage
from .nearest_roads import NearestRoads
from .passing_trips import list_passes
from .similarity_pages import page_columns, page_end
from .trip_encoding_cache import TripEncodingCache

#: Decimals of an embedding in an answer: more than float32 can resolve.
DECIMALS = 7
#: Columns of the most similar roads in an answer.
SIMILAR_COLUMNS = ("edge", "source_fid", "osm_id", "direction", "name")
#: Roads farther than this from a place are not in its answer, metres.
RADIUS_M = 50.0

#: Trips that are encoded, and those that are asked at roads, in advance at once; a click waits.
ENCODED_AT_ONCE, ASKED_AT_ONCE = 8, 32
#: Roads whose trips are in memory at once while all roads are embedded.
ROADS_AT_ONCE = 5000

#: JSON content of an answer, and its raw buffers.
Answer = tuple[dict[str, Any], list[bytes]]


class QueryEngine:
    """A fine-tuned or only pretrained model and its bundle, loaded once.

    Not thread-safe.

    Args:
        progress: called while features of pictures are computed.
    """

    def __init__(
        self, opened: LoadedModel, heads: Sequence[LoadedHead], progress: Progress = silent
    ) -> None:
        self.card = opened.card
        self.area = opened.area
        self.network = opened.bundle.network
        self.encoders = opened.encoders
        self._opened = opened
        self._trips = opened.trips
        self._pictures = opened.pictures(progress)
        self._heads = heads
        self._embedder = embedder(opened.encoders, opened.card)
        self._encoded = TripEncodingCache(opened.encoders)
        self._finder = NearestRoads(self.network, self.area, image_locations(opened.bundle))
        self._own = edge_locations(opened.bundle, np.arange(len(self.network)))
        self._photos = NearestImage(opened.bundle)
        self._unit: Tensor | None = None
        self._loaded_bytes: int | None = None
        self._done = 0.0
        self._failure: Exception | None = None
        self._steps = self._prepare()

    @classmethod
    def load(
        cls, model: Path | None, bundle: Path | None, device: str, progress: Progress = silent
    ) -> QueryEngine:
        """Load a model and a bundle.

        Args:
            model: its folder; that of the bundle's city model where absent.
            bundle: the folder of a bundle of its area; of the one it learned from where absent.
            progress: as for the class; also called while a city model is made.

        Raises:
            TrajganrError: as :meth:`LoadedModel.load` and :meth:`Bundle.load`; ``INPUT.EMPTY``
                without trips.
        """
        prepared = None if bundle is None else Bundle.load(bundle)
        opened = LoadedModel.load(model, prepared, device, progress).with_inputs_only()
        pa.default_memory_pool().release_unused()  # Arrow keeps what it needed to read the tables
        heads = load_heads(opened.path, opened.card, list(opened.card.heads), opened.encoders)
        return cls(opened, heads, progress)

    @property
    def bytes(self) -> int:
        """Memory of its data: weights, roads, trips and what was computed from them.

        It grows with the preparation. An estimate without code and torch's temporary memory.
        """
        if self._loaded_bytes is None:  # after the first answer, because it takes a while
            self._loaded_bytes = sizeof(self)
        return self._loaded_bytes

    @torch.inference_mode()
    def prepare_next(self) -> bool:
        """Compute a part of what further answers need, in some tens of ms.

        Returns:
            Whether there was something to compute. What fails is told when it is asked for.
        """
        try:
            return next(self._steps, False)
        except Exception as error:
            self._failure = error
            return False

    def _prepare(self) -> Iterator[bool]:
        """What takes long, in steps: the times of roads, then trips, then all roads."""
        with contextlib.suppress(TrajganrError):  # road_times raises it again
            _ = self._times
        yield True
        order = np.argsort(self._opened.priorities)  # the most useful trips first
        for some in _in_parts(order, ENCODED_AT_ONCE):
            if not self._encoded.has_room(len(some)):
                break
            trips, roads = self._trips.take(some), self.encoders.config.roads
            self._encoded.encode(self._trips.tokens(trips, self.area, roads=roads), some)
            self._done += len(some)
            yield True
        self._done = len(order)
        if self._compared_roads is None:
            parts = []
            for rows in _in_parts(np.arange(len(self.network)), ROADS_AT_ONCE):
                parts.append((yield from self._embedded(rows)))
            unit = functional.normalize(torch.cat(parts), dim=-1)
            self._cache.save({"unit": unit})
            self._unit = unit
        self._loaded_bytes = None

    def _embedded(self, edge: IntArray) -> Generator[bool, None, Tensor]:
        """The embeddings ``(n, 3 · dim)`` of edges, in steps.

        Each trip is read once for all edges, instead of once for each.
        """
        table = self._table(self._own.take(edge), self._embedder.trips)
        z = torch.zeros(len(edge), self.encoders.config.dimension)
        count, done = torch.zeros(len(edge), 1), self._done
        passes = np.minimum(table.counts, self._embedder.trips).sum()
        for location, embedded in table.embedded_by_trip(self._embedder.trips, ASKED_AT_ONCE):
            row = torch.from_numpy(location)
            z.index_add_(0, row, embedded)
            count.index_add_(0, row, torch.ones(len(row), 1))
            self._done += len(edge) * len(row) / passes
            yield True
        self._done = done + len(edge)
        features = replace(
            table.at(np.arange(len(edge)), 0),
            z=(z / count.clamp_min(1))[:, None],
            has_trip=count > 0,
        )
        return self._embedder.module(features)

    @torch.inference_mode()
    def query(
        self,
        lon: float,
        lat: float,
        *,
        nearest: int = 5,
        trips: int = 0,
        radius_m: float = RADIUS_M,
    ) -> dict[str, Any]:
        """Data and predictions for each directed edge near a place.

        Args:
            lon, lat: degrees, in the study area.
            nearest: number of most similar roads to list with each.
            trips: number of passing trips to list with each.
            radius_m: how far a road may be from the place.

        Returns:
            The fields of :class:`...contract.protocol.place_answers.PlaceAnswer`, for JSON; the
            ``embedding`` of a road and the ``path`` of a pass are arrays, for
            :func:`...contract.protocol.place_query_codec.pack`.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` for a place outside the study area; ``INPUT.FIELD``
                for a radius or a number below zero; ``MODEL.PREPARING`` for neighbours, as long
                as the roads are not all embedded.
        """
        self._check_inside(lon, lat)
        check_not_negative(nearest=nearest, trips=trips, radius_m=radius_m)
        lon_lat = np.array([lon, lat])
        feet = self._finder.near(lon_lat[None], radius_m)
        if len(feet):
            columns = {
                **road_columns(self.network, feet.edge),
                "distance_m": feet.distance_m.round(1),
                "offset_m": feet.offset_m.round(1),
                "location": self.network.locate(feet.edge, feet.offset_m),
            }
            here = self._finder.at(feet.edge, feet.offset_m)
            roads = self._entries(here, columns, nearest, trips)
        else:
            nothing = {name: [None] for name in (*ROAD_COLUMNS, "distance_m", "offset_m")}
            columns = {**nothing, "location": lon_lat[None]}
            (entry,) = self._entries(_off_roads(lon_lat), columns, nearest, 0)
            both = filter(None, (NO_ROAD, entry["caution"]))
            roads = [{**entry, "caution": "; ".join(both)}]
        return {
            "location": lon_lat.tolist(),
            "model": self.card.name,
            "time_zone": self._opened.bundle.manifest.time_zone,
            "photo": self._photos.nearest(lon_lat),
            "roads": roads,
        }

    @torch.inference_mode()
    def similar_page(
        self, place: tuple[float, float] | int, *, first: int = 0, geometry: bool = False
    ) -> Answer:
        """Similarities of the roads' embeddings to one, for as many roads as fit into a message.

        Args:
            place: (lon, lat), compared at the location of the first entry of :meth:`query`; or an
                edge, compared with its own embedding.
            first: the directed edge that the page begins at.
            geometry: whether to include lines.

        Returns:
            ``edge`` (None for a place without a road) and ``location`` of what the roads are
            compared with, ``driving_side``, ``model``, ``count`` of all edges, ``first`` and
            ``until``, those of the page; and the columns of
            :func:`.similarity_pages.page_columns`.

        Raises:
            TrajganrError: ``INPUT.GEOMETRY`` and ``MODEL.PREPARING`` as :meth:`query`;
                ``INPUT.FIELD`` when there is no such edge.
        """
        self._check_edge(first)
        edge, location, query = self._compared(place)
        until = page_end(self.network, first, geometry=geometry)
        unit = self._embeddings()[first:until]
        cosine = (unit @ query).double()
        cosine[~(unit.any(-1) & query.any())] = torch.nan
        content = {
            "edge": edge,
            "location": location,
            "driving_side": self._opened.bundle.driving_side,
            "model": self.card.name,
            "count": len(self.network),
            "first": first,
            "until": until,
        }
        columns = page_columns(self.network, first, cosine.cpu().numpy(), geometry=geometry)
        return content, columns

    def photo(self, image: str) -> Answer:
        """A street-view picture of the bundle.

        Returns:
            ``image``, its id; and the picture, as :meth:`.NearestImage.jpeg`.

        Raises:
            TrajganrError: as there.
        """
        return {"image": image}, [self._photos.jpeg(image)]

    def road_times(self, edge: int) -> dict[str, Any]:
        """How a directed edge is driven at times of the week: predicted and observed.

        Returns:
            ``edge``; ``profile``, as :meth:`..road_times.RoadTimes.profile` (None for a model that
            has not learned times); and, of the input trips, the answer of
            :class:`...traffic.observed_week.ObservedWeek`.

        Raises:
            TrajganrError: ``INPUT.FIELD`` when there is no such edge.
        """
        self._check_edge(edge)
        observed = observed_week(self._passes(edge))
        profile = None if self._times is None else self._times.profile(edge, observed.passes)
        return {"edge": edge, "profile": profile, **observed.answer}

    @cached_property
    def _times(self) -> RoadTimes | None:
        """The road function; a click does without, so it is loaded after the first one."""
        return RoadTimes.of(self._opened)

    def _passes(self, edge: int) -> PassTable:
        """Passes of the input trips over an edge."""
        # A pass counts if it covers half of the edge: then it is over the middle.
        middle = self.network.length_m[[edge]] / 2
        _, number = self._trips.passing(np.array([edge]), middle)
        trips = self._trips.take(np.unique(number))
        zone = self._opened.bundle.manifest.time_zone
        passes, _ = passes_of_trips(trips, self.network, zone)
        return passes.take(passes.edge == edge)

    def _check_edge(self, edge: int) -> None:
        if not 0 <= edge < len(self.network):
            raise TrajganrError(
                Code.INPUT_FIELD,
                "There is no road {edge}; the bundle has {count}.",
                "Choose an edge from 0 to {last}.",
                edge=edge,
                count=len(self.network),
                last=len(self.network) - 1,
            )

    def _check_inside(self, lon: float, lat: float) -> None:
        if not self.area.contains(lon, lat):  # also where one is not a number
            raise TrajganrError(
                Code.INPUT_GEOMETRY,
                "The place ({lon}, {lat}) is not in the model's study area {bbox}.",
                "Choose a place (lon, lat) inside it, degrees in EPSG:4326, or a model of that "
                "area.",
                lon=str(lon),
                lat=str(lat),
                bbox=list(self.area.bbox),
            )

    def _compared(self, place: tuple[float, float] | int) -> tuple[int | None, list[float], Tensor]:
        """Edge, (lon, lat) and unit embedding ``(3 · dim,)`` of the queried place or edge."""
        if isinstance(place, int):
            self._check_edge(place)
            return place, self._own.lon_lat[place].tolist(), self._embeddings()[place]
        self._check_inside(*place)
        lon_lat = np.array(place)
        feet = self._finder.near(lon_lat[None], RADIUS_M)
        edge, offset = feet.edge[:1], feet.offset_m[:1]
        here = self._finder.at(edge, offset) if len(feet) else _off_roads(lon_lat)
        table = self._table(here, self._embedder.trips)
        (embedding,) = answers_of([self._embedder], table, "Asking")
        query = functional.normalize(embedding[0], dim=-1)
        if not len(feet):
            return None, lon_lat.tolist(), query
        return int(edge[0]), self.network.locate(edge, offset)[0].tolist(), query

    def _entries(
        self, locations: Locations, columns: dict[str, Any], nearest: int, trips: int
    ) -> list[dict[str, Any]]:
        """An entry a location: the given columns, and the model's predictions and neighbours."""
        predictors = [*self._heads, self._embedder]
        table = self._table(locations, max(trips, *(predictor.trips for predictor in predictors)))
        *answers, embedding = answers_of(predictors, table, "Asking")
        columns |= basis_columns(self.encoders, locations, table.trips_through)
        xy = self.area.to_local(*locations.lon_lat.T)
        columns["caution"] = cautions(xy, columns["basis"], self._heads)
        columns["predictions"] = self._predictions(answers, table)
        columns["nearest"] = self._nearest(embedding, locations.edge, nearest)
        columns["passes"] = list_passes(table, self.network, trips)
        numbers = embedding.double().numpy().round(DECIMALS)
        rows = zip(_rows(columns), numbers, strict=True)
        return [{**row, "embedding": each} for row, each in rows]  # bytes, not JSON

    def _table(self, locations: Locations, trips: int) -> LocationFeatureTable:
        return self._opened.table(
            locations,
            self._pictures,
            trips=trips,
            with_context=bool(self._heads),
            encoder=self._encoded.of,
        )

    def _predictions(
        self, answers: Sequence[Tensor], table: LocationFeatureTable
    ) -> list[dict[str, dict[str, Any]]]:
        """The fields of the predicted layer by task, for each row."""
        by_task: list[dict[str, dict[str, Any]]] = [{} for _ in range(len(table))]
        for head, raw in zip(self._heads, answers, strict=True):
            decoded = head.target.decode(raw)
            radius = head.conformal.radius(decoded, table.trips_through)
            fields = _rows(fields_of(head.task, decoded, radius))
            for predictions, predicted in zip(by_task, fields, strict=True):
                predictions[head.task.id] = predicted
        return by_task

    def _nearest(self, embedding: Tensor, edge: IntArray, count: int) -> list[list[dict[str, Any]]]:
        """The most similar other roads of each row ``(n, 3 · dim)``, one direction of each road."""
        if not count:
            return [[] for _ in edge]
        unit = self._embeddings()
        query = functional.normalize(embedding, dim=-1)
        # As many edges contain enough roads, because each road has at most two.
        similarity, best = (unit @ query.T).topk(min(2 * count + 2, len(unit)), dim=0)
        rows = zip(edge.tolist(), best.T.cpu().numpy(), similarity.T.cpu().numpy(), strict=True)
        roads = [self._similar_roads(own, edges, values, count) for own, edges, values in rows]
        has_embedding = query.any(-1).tolist()
        return [others if has else [] for others, has in zip(roads, has_embedding, strict=True)]

    def _similar_roads(
        self, own: int, edge: IntArray, similarity: Float32Array, count: int
    ) -> list[dict[str, Any]]:
        """The first ``count`` of the edges ``(n,)`` that are of other roads, each road once."""
        road = self._finder.road[edge]
        first = np.zeros(len(edge), dtype=np.bool_)
        first[np.unique(road, return_index=True)[1]] = True
        if own >= 0:
            first &= road != self._finder.road[own]
        kept = np.flatnonzero(first)[:count]
        roads = road_columns(self.network, edge[kept])
        return _rows(
            {
                **{name: roads[name] for name in SIMILAR_COLUMNS},
                "location": self._own.lon_lat[edge[kept]],
                "similarity": similarity[kept].astype(np.float64).round(DECIMALS),
            }
        )

    def _embeddings(self) -> Tensor:
        """``(E, 3 · dim)`` of every directed edge, of length one (zero where nothing is known).

        Raises:
            TrajganrError: ``MODEL.PREPARING`` as long as they are not all computed.
        """
        unit = self._compared_roads
        if unit is None:
            if self._failure is not None:
                raise self._failure
            share = self._done / (len(self._trips) + len(self.network))
            raise TrajganrError(
                Code.MODEL_PREPARING,
                "The roads are being prepared for comparison: {percent} %.",
                "Wait a moment, then compare them again.",
                percent=math.floor(100 * share),
            )
        return unit

    @property
    def _compared_roads(self) -> Tensor | None:
        """The embeddings of all roads; None as long as they are not all computed."""
        if self._unit is None:
            shape = (len(self.network), 3 * self.encoders.config.dimension)
            found = self._cache.load({"unit": shape})
            self._unit = None if found is None else found["unit"]
        return self._unit

    @cached_property
    def _cache(self) -> TensorCache:
        """Where the embeddings of all roads are kept."""
        return TensorCache(
            "embeddings",
            release=__version__,
            files=self.card.files,
            model=asdict(self.card.model),
            seed=self.card.seed,
            trips=self._embedder.trips,
            bundle=self._opened.bundle.cache_key,
            device=self._encoded.device.type,
        )


def _off_roads(lon_lat: FloatArray) -> Locations:
    """A place without a road nearby."""
    return Locations(np.array([-1]), np.zeros(1), lon_lat[None], np.array([-1]))


def _in_parts(numbers: IntArray, at_once: int) -> list[IntArray]:
    return np.split(numbers, range(at_once, len(numbers), at_once))


def _rows(columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Columns as JSON-compatible rows."""
    return [
        dict(zip(columns, map(_plain, row), strict=True))
        for row in zip(*columns.values(), strict=True)
    ]


def _plain(value: Any) -> Any:
    """A JSON-compatible value; an unknown one is None."""
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        value = value.item()
    is_missing = value is pd.NA or (isinstance(value, float) and math.isnan(value))
    return None if is_missing else value
