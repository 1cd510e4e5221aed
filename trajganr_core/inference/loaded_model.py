"""A model with a bundle, as predictions, embeddings and place queries use it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np

from ..contract.errors import Code, TrajganrError
from ..contract.records.model_card import SHIPPED, ModelCard
from ..contract.texts.text import Text
from ..data.bundle import Bundle, title_of
from ..data.roads.network import Network
from ..executors.base import SERIAL, Executor
from ..features.candidate_trips import candidate_trips
from ..features.image_features import PictureFeatures
from ..features.location_features import Embed, LocationFeatureTable
from ..features.model_inputs import ModelInputs
from ..features.query_locations import Locations, edge_locations, locations_on
from ..model.model_folder import area_of, load_encoders, read_card
from ..model.tokens import TripTokens
from ..training.road_function.city_model import chosen_model
from ..utils.arrays import IntArray
from ..utils.device import resolve_device
from ..utils.progress import Progress, silent
from ..utils.study_area import GEOGRAPHIC
from .slowdown import SlowDown, bundle_slowdown
from .tiles import Answer, PredictTile, TileAnswers, Tiles, query_tiles

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LoadedModel(ModelInputs):
    """A model in evaluation mode and a bundle, for predictions, embeddings and clicks."""

    @classmethod
    def load(
        cls, path: Path | None, bundle: Bundle | None, device: str, progress: Progress = silent
    ) -> LoadedModel:
        """Open a model's folder.

        Args:
            path: the folder; that of the bundle's city model if absent.
            bundle: source of the model's inputs; the bundle that it was trained on if absent.

        Raises:
            TrajganrError: ``MODEL.MISSING``, also when the model's own bundle is gone,
                ``MODEL.HASH`` and ``MODEL.INCOMPATIBLE``, also when the bundle is of another area;
                as :func:`~..training.road_function.city_model.chosen_model`.
        """
        path = chosen_model(path, bundle, progress)
        card = read_card(path)
        if bundle is None:
            bundle = own_bundle(path, card)
        elif bundle.path.name == card.bundle.folder_name:  # as a worker names it
            _warn_if_changed(bundle, card)
        area = area_of(card, bundle)
        encoders, _ = load_encoders(path, resolve_device(device), card)
        return cls(path, card, encoders, bundle, area)

    @property
    def origin(self) -> str:
        """The name of the model's folder, or ``shipped`` for a city model."""
        return SHIPPED if self.card.is_city_model else self.path.name

    @property
    def remarks(self) -> list[Text]:
        """A sentence on a city model, see :attr:`.ShippedCard.remark`."""
        shipped = self.card.shipped
        return [shipped.remark] if shipped is not None and self.card.is_city_model else []

    def with_inputs_only(self) -> LoadedModel:
        """The same without the trips that labels are made from, unless all trips are on disk.

        Raises:
            TrajganrError: as :func:`~..features.input_trips.input_trips`.
        """
        if self.bundle.is_mapped:
            return self
        trips = self.bundle.matched.take(self.trips.rows)
        is_label = np.zeros(len(trips), dtype=np.bool_)
        return replace(self, bundle=replace(self.bundle, matched=trips, is_label=is_label))

    @cached_property
    def slowdown(self) -> SlowDown | None:
        """What the trips show of slow-down; None if they do not, or if the model has heads."""
        return None if self.card.heads else bundle_slowdown(self.bundle, self.trips)

    def roads(self, layer: Path | None) -> tuple[Network, Locations]:
        """Directed edges of a line layer, and their query locations on the bundle's network.

        Args:
            layer: read as the bundle's roads were; the bundle's roads if absent.

        Raises:
            TrajganrError: as :func:`~..data.roads.reading.read_roads`.
        """
        from ..data.roads.reading import read_roads  # slow to import; clicks do without

        if layer is None:
            network = self.bundle.network
            return network, edge_locations(self.bundle, np.arange(len(network)))
        network = read_roads(layer, self.area, self.bundle.road_options)
        return network, locations_on(self.bundle, network)

    def features(
        self,
        locations: Locations,
        *,
        trips: int,
        with_context: bool,
        are_roads: bool = False,
        progress: Progress = silent,
    ) -> LocationFeatureTable:
        """As :meth:`table`, with embeddings computed in advance.

        Args:
            are_roads: as for :meth:`query_places`.
        """
        pictures = self.pictures(progress)
        table = self.table(locations, pictures, trips=trips, with_context=with_context)
        table.precompute(progress, self.kept(progress) if are_roads and trips else None)
        return table

    def table(
        self,
        locations: Locations,
        pictures: PictureFeatures,
        *,
        trips: int,
        with_context: bool,
        encoder: Callable[[TripTokens, IntArray], Embed] | None = None,
    ) -> LocationFeatureTable:
        """Features of locations.

        Args:
            pictures: of :meth:`pictures`.
            trips: maximum number of trips used for a location (K).
            with_context: whether to include segment features.
            encoder: as for the table.
        """
        return LocationFeatureTable(
            self.encoders,
            self.area,
            candidate_trips(self.trips, locations, trips, self.priorities),
            locations,
            pictures,
            context=self.context.at(locations.edge) if with_context else None,
            encoder=encoder,
        )

    def road_layer(
        self, columns: Mapping[str, Any], network: Network, source: Path | None
    ) -> gpd.GeoDataFrame:
        """Columns of the edges that :meth:`roads` reads as a layer, EPSG:4326.

        It also gets the fields of the line layer that the edges were read from, if any.
        """
        from ..data.roads.source import source_attributes  # slow to import; clicks do without

        layer = gpd.GeoDataFrame(columns, geometry=network.lines, crs=GEOGRAPHIC)
        if source is None:
            return layer
        taken = [*columns, "fid", layer.geometry.name]
        options = self.bundle.road_options
        return layer.join(source_attributes(source, network.source_fid, options, taken))

    def query_places(
        self,
        sides: Sequence[Locations],
        answer: Answer,
        stage: str,
        *,
        trips: int,
        with_context: bool = False,
        are_roads: bool = False,
        executor: Executor = SERIAL,
        progress: Progress = silent,
    ) -> TileAnswers:
        """Query n places, tile by tile.

        Args:
            sides: the places in the area; several lists of n where each has several edges.
            answer: computes the answers for a tile, whose table has one list after the other.
            stage: name of the progress stage.
            trips: maximum number of trips that are embedded for a place (K); 0 for none.
            with_context: whether to include segment features.
            are_roads: whether all places are those of the bundle's roads, whose embeddings are
                kept on disk.
        """
        tiles = Tiles(self, sides, trips, self.pictures(progress), with_context)
        kept = self.kept(progress) if are_roads and trips else None
        work = PredictTile(self.encoders, self.area, answer, stage, len(sides), kept)
        return query_tiles(work, tiles, executor, progress)


def own_bundle(model: Path, card: ModelCard) -> Bundle:
    """The bundle that the model in a folder was trained on, see :meth:`.BundleReference.folder`.

    The log says which one it is: a card may be somebody else's, and name any folder.

    Raises:
        TrajganrError: ``MODEL.MISSING`` when it is not there.
    """
    path = card.bundle.folder(model)
    if not path.is_dir():
        raise TrajganrError(
            Code.MODEL_MISSING,
            "The bundle {name!r} that the model learned from is no longer at {path}.",
            "Choose the bundle.",
            name=title_of(card.bundle.name, path),
            path=str(path),
        )
    log.info("Using the bundle that the model's card names: %s", path)
    bundle = Bundle.load(path)
    _warn_if_changed(bundle, card)
    return bundle


def _warn_if_changed(bundle: Bundle, card: ModelCard) -> None:
    if bundle.manifest.id != card.bundle.id:
        log.warning(
            "The bundle at %s was prepared again since the model learned from it", bundle.path
        )
