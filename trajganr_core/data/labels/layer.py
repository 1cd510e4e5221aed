"""The labels of a bundle's roads as a layer."""

from __future__ import annotations

import logging
from pathlib import Path

import geopandas as gpd
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.files.atomic_io import atomic_file
from ...contract.files.output_paths import refuse_input
from ...contract.kinds.labels import SPEED_LABELS, LabelsResult
from ...contract.options.data_config import SPEED_UNITS
from ...contract.options.validation import check_choice
from ...contract.records.bundle_manifest import BundleManifest
from ...contract.tasks import TASKS
from ...utils.study_area import GEOGRAPHIC
from ..bundle import read_labels, read_network, title_of
from ..roads.columns import road_columns
from ..roads.network import Network

log = logging.getLogger(__name__)

LAYER = LabelsResult.LAYER
SPEED = "speed_kmh"
DECIMALS = 4


def write_labels(bundle: Path, out: Path, speed_unit: str = "km/h") -> dict[str, int]:
    """Write the labelled roads of a bundle to a GeoPackage, layer ``labels``, atomically.

    The name of the speed field contains its unit.

    Returns:
        Number of directed roads with enough observations for training, by task.

    Raises:
        TrajganrError: as :meth:`~.bundle.Bundle.load`; ``INPUT.FIELD`` for an unknown unit;
            ``INPUT.EMPTY`` when no road has a label.
    """
    check_choice("speed_unit", speed_unit, SPEED_UNITS)
    refuse_input(out, (bundle,))
    manifest = BundleManifest.load(bundle)
    layer = label_layer(read_network(bundle), read_labels(bundle), speed_unit)
    if layer.empty:
        raise TrajganrError(
            Code.INPUT_EMPTY,
            "No road of the bundle {name!r} has a label.",
            "Prepare it with a share of label drivers above zero, and at least two drivers.",
            name=title_of(manifest.name, bundle),
        )
    with atomic_file(out) as temporary:
        layer.to_file(temporary, layer=LAYER, driver="GPKG")
    log.info("Wrote the labels of %d directed roads", len(layer))
    return dict(manifest.tasks)


def label_layer(
    network: Network, labels: pd.DataFrame, speed_unit: str = "km/h"
) -> gpd.GeoDataFrame:
    """Directed roads that have any label, EPSG:4326, digitised in the driving direction.

    Fields: those of :mod:`~..roads.columns`, as in the predicted layer, and the labels of
    :func:`~.derived.trip_labels` and :func:`~.derived.aoi_labels` with the observations behind
    each; ``speed_kmh`` becomes ``speed_ms``, ``speed_mph`` or ``speed_knots``.
    """
    table = labels.copy()
    if SPEED in table:
        table[SPEED] /= SPEED_UNITS[speed_unit]
    table = table.rename(columns={SPEED: SPEED_LABELS[speed_unit].name}).round(DECIMALS)
    supports = [task.support for task in TASKS.values() if task.support in labels]
    labelled = (labels[supports].fillna(0) > 0).any(axis=1).to_numpy()
    roads = pd.DataFrame(road_columns(network))
    fields = pd.concat([roads, table.drop(columns="edge", errors="ignore")], axis=1)[labelled]
    return gpd.GeoDataFrame(fields, geometry=network.lines[labelled], crs=GEOGRAPHIC)
