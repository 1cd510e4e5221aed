"""Exports a bundle, and a model's predictions and embeddings of its roads, as layers.

What needs torch is imported with the model: the layers of a bundle are written without it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pyarrow as pa

from ..contract.errors import Code, TrajganrError
from ..contract.kinds.export import ExportParams, ExportResult
from ..contract.layers.road_times import NO_TIMES
from ..contract.options.choices import EXPORT_LAYERS, MODEL_LAYERS
from ..contract.records.bundle_manifest import BundleManifest
from ..contract.texts.text import Text
from ..data.bundle import (
    PICTURES,
    SPLIT,
    Bundle,
    read_coverage,
    read_images,
    read_labels,
    read_network,
    title_of,
    trip_batches,
)
from ..data.bundle_tables import read_frame
from ..data.frames import roads_frame, trip_table
from ..data.labels.layer import label_layer
from ..data.roads.columns import road_columns
from ..data.roads.network import Network
from ..executors.base import SERIAL, Executor
from ..inference.road_layer import write_road_layer
from ..inference.vector_files import file_name, write_layer, write_measured_lines
from ..utils.progress import Progress
from ..utils.study_area import GEOGRAPHIC
from .optional_inputs import path_at

if TYPE_CHECKING:
    from ..inference.loaded_model import LoadedModel


def run(
    params: ExportParams, out: Path, progress: Progress, executor: Executor = SERIAL
) -> ExportResult:
    """Write one file for each layer into the folder ``out``, EPSG:4326, named after the layer.

    ``roads``: directed edges by their numbers, with the nodes that they join (``from_node`` and
    ``to_node``, which are ``source`` and ``target`` too), the edge of the other direction (-1 on a
    one-way road) and how many trips and pictures each has. ``trips``: matched pieces of trips
    along the roads, timed; trips that labels are made from are not model inputs.
    ``images``: locations of the images; the image files stay in the bundle. ``labels``: the roads
    that have one. ``predictions``, in a GeoPackage with its styles, and ``embeddings``:
    of a model for the bundle's roads.

    Args:
        executor: runs the tiles of predictions and embeddings; the other layers are copied
            from the bundle.

    Raises:
        TrajganrError: as :meth:`.BundleManifest.load`; ``INPUT.EMPTY`` for an empty
            layer; as :func:`~..inference.predict.predicted_layer`.
    """
    manifest = BundleManifest.load(Path(params.bundle))
    chosen = [name for name in EXPORT_LAYERS if name in params.layers]
    counts = {}
    export = _Export(params, out, executor, progress)
    for number, name in enumerate(chosen):
        progress("Writing the layers", number / len(chosen))
        counts[name] = export.write(name)
    remarks = export.opened.remarks if {*chosen} & {*MODEL_LAYERS} else []
    return ExportResult(
        files=tuple(file_name(name, params.format) for name in chosen),
        counts=counts,
        remarks=(*remarks, *_licences(manifest)),
    )


@dataclass(frozen=True)
class _Export:
    """The arguments of :func:`run`, and data that its layers share."""

    params: ExportParams
    folder: Path
    executor: Executor
    progress: Progress

    @property
    def bundle(self) -> Path:
        """The folder of the bundle."""
        return Path(self.params.bundle)

    def write(self, name: str) -> int:
        """Write a layer; returns its number of features."""
        format = self.params.format
        out = self.folder / file_name(name, format)
        if name == "trips":
            return write_measured_lines(self._trips(), out, name, format)
        if name == "predictions":
            return self._write_predictions(out)
        frame = {
            "roads": self._roads,
            "images": self._images,
            "labels": self._labels,
            "embeddings": self._embeddings,
        }[name]()
        if frame.empty:
            raise TrajganrError(
                Code.INPUT_EMPTY,
                "The bundle {bundle} has no {layer} to export.",
                "Leave the layer out, or prepare the study area with data for it.",
                bundle=title_of(BundleManifest.load(self.bundle).name, self.bundle),
                layer=name,
            )
        write_layer(frame, out, name, format)
        return len(frame)

    @cached_property
    def _network(self) -> Network:
        return read_network(self.bundle)

    @cached_property
    def opened(self) -> LoadedModel:
        """The model with the bundle."""
        from ..inference.loaded_model import LoadedModel

        model = path_at(self.params.model)
        return LoadedModel.load(model, Bundle.load(self.bundle), "auto", self.progress)

    def _roads(self) -> gpd.GeoDataFrame:
        return roads_frame(self._network, read_coverage(self.bundle))

    def _trips(self) -> Iterator[pa.Table]:
        is_label = read_frame(self.bundle / SPLIT, ["is_label"])["is_label"].to_numpy()
        first = 0
        for trips in trip_batches(self.bundle):
            self.progress("Writing trips", first / len(is_label))
            yield trip_table(trips, self._network, is_label[first : first + len(trips)], first)
            first += len(trips)

    def _images(self) -> gpd.GeoDataFrame:
        images = read_images(self.bundle)
        folder = self.bundle.absolute() / PICTURES
        edge = images["edge"].to_numpy(dtype=np.int64)
        roads = road_columns(self._network, edge)
        columns = {
            "image_id": images["image_id"],
            "file": [Path(path).relative_to(folder).as_posix() for path in images["path"]],
            **{name: images[name] for name in ("heading", "captured_at", "trips")},
            **{name: column for name, column in roads.items() if name != "length_m"},
            **{name: images[name] for name in ("offset_m", "distance_m")},
        }
        points = gpd.points_from_xy(images["lon"], images["lat"])
        return gpd.GeoDataFrame(columns, geometry=points, crs=GEOGRAPHIC)

    def _labels(self) -> gpd.GeoDataFrame:
        return label_layer(self._network, read_labels(self.bundle))

    def _embeddings(self) -> gpd.GeoDataFrame:
        from ..inference.embed import embedded_roads

        return embedded_roads(self.opened, None, self.params.format, self.executor, self.progress)

    def _write_predictions(self, out: Path) -> int:
        from ..inference.predict import layer_facts, predicted_layer, times_or_week

        opened = self.opened
        times = times_or_week(opened.card, (), NO_TIMES)
        frame, tasks = predicted_layer(
            opened, times=times, executor=self.executor, progress=self.progress
        )
        if self.params.format == "gpkg":
            about = layer_facts(opened, tasks, times=times)
            write_road_layer(frame, out, about)
        else:
            write_layer(frame, out, "predictions", self.params.format)
        return len(frame)


def _licences(manifest: BundleManifest) -> list[Text]:
    """Licences and attributions of the sources, where recorded."""
    lines = []
    for source in manifest.sources:
        texts = [text.rstrip(".") for text in (source.licence, source.attribution) if text]
        if texts:
            lines.append(
                Text(
                    "{name} ({role}): {terms}.",
                    name=source.name,
                    role=Text(source.role),
                    terms="; ".join(texts),
                )
            )
    return lines
