"""The demo city as layers, written once into the plugin's data folder."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from qgis.core import (
    NULL,
    Qgis,
    QgsFeature,
    QgsFields,
    QgsGeometry,
    QgsLineString,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPoint,
    QgsProject,
    QgsVectorLayer,
)

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds import table_of
from trajganr_core.contract.kinds.fetch_street_view import STREET_VIEWS
from trajganr_core.contract.kinds.load_osm import LoadOsmResult
from trajganr_core.contract.kinds.load_trips import LoadTripsResult

from ..i18n import tr
from ..resources import ROOT
from .described import CONTENT, describe_layer, fields_of, metadata
from .export import write_layer
from .project_crs import use_local_metres
from .roads import complete_roads, load_roads
from .street_view import picture_feature, read_index

NAME = "Doggerhaven"
CITY = ROOT / "demo" / "city"
#: What the shipped model makes of the city: roads, a page with a map and a report.
FINISHED = ROOT / "demo" / "finished"
PREDICTED, PAGE, REPORT = "predicted_roads.gpkg", "page.html", "report.pdf"
#: The layers, from the top of the group to the bottom: what they contain, and their columns.
LAYERS = {
    "street_view.gpkg": ("Street views", STREET_VIEWS),
    "pois.gpkg": ("Places", table_of("load_osm", LoadOsmResult.PLACES)),
    "trips.gpkg": ("Trips", table_of("load_trips", LoadTripsResult.LAYER)),
    "roads.gpkg": ("Roads", table_of("load_osm", LoadOsmResult.ROADS)),
}

ORIGIN = {"licence": "CC0 1.0", "attribution": "The TrajGANR authors"}
#: Small points, transparent trips, roads in the background.
SYMBOLS: dict[str, tuple[type[QgsMarkerSymbol | QgsLineSymbol], dict[str, str]]] = {
    "street_view.gpkg": (
        QgsMarkerSymbol,
        {"name": "circle", "size": "1.6", "color": "217,95,14,255", "outline_style": "no"},
    ),
    "pois.gpkg": (
        QgsMarkerSymbol,
        {"name": "square", "size": "1.2", "color": "117,107,177,255", "outline_style": "no"},
    ),
    "trips.gpkg": (QgsLineSymbol, {"line_color": "49,130,189,60", "line_width": "0.3"}),
    "roads.gpkg": (QgsLineSymbol, {"line_color": "150,150,150,255", "line_width": "0.6"}),
}


def make_city(folder: Path, check: Callable[[], None] = lambda: None) -> Path:
    """Write the city's layers into a folder unless they exist.

    Args:
        folder: for the city.
        check: raises if the user has cancelled.

    Raises:
        TrajganrError: ``INPUT.NOT_FOUND`` without the city's files, ``RESOURCE.DISK``.
    """
    city = folder / NAME
    if all((city / name).is_file() for name in (PREDICTED, *LAYERS)):
        return city
    partial = folder / f"{NAME}.partial"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(CITY, partial)
        shutil.copyfile(FINISHED / PREDICTED, partial / PREDICTED)
        complete_roads(partial / PREDICTED, _facts())
        # With the paths of the pictures after the folder is renamed.
        _write_pictures(partial, city)
        _write_trips(partial, check)
        shutil.rmtree(city, ignore_errors=True)
        partial.rename(city)
    except FileNotFoundError as error:
        raise TrajganrError(
            Code.INPUT_NOT_FOUND,
            "This plugin has no demo city: {path} is missing.",
            "Install the plugin's zip again.",
            path=str(error.filename or CITY),
        ) from error
    except OSError as error:
        raise TrajganrError(
            Code.RESOURCE_DISK,
            "The demo city cannot be written to {path}: {reason}.",
            "Free some space there, or make the folder writable.",
            path=str(partial),
            reason=error.strerror or str(error),
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return city


def add_city(city: Path) -> list[QgsVectorLayer]:
    """Add the city's layers to the project, in a group at its top, its predicted roads first.

    Trips, places and pictures would hide the roads: they are not ticked.
    """
    group = QgsProject.instance().layerTreeRoot().insertGroup(0, tr("TrajGANR demo city"))
    layers = [load_roads(city / PREDICTED, tr("{name}: predicted speeds").format(name=NAME))]
    for name, (content, table) in LAYERS.items():
        layer = QgsVectorLayer(str(city / name), tr(content), "ogr")
        symbol, properties = SYMBOLS[name]
        layer.renderer().setSymbol(symbol.createSimple(properties))
        facts = {CONTENT: content} | _facts()
        describe_layer(layer, metadata(layer.name(), facts, ORIGIN), table.column)
        layers.append(layer)
    for layer in layers:
        QgsProject.instance().addMapLayer(layer, False)
        use_local_metres(QgsProject.instance(), layer)
        group.addLayer(layer).setItemVisibilityChecked(layer in (layers[0], layers[-1]))
    return layers


def _facts() -> dict[str, str]:
    """The provenance in the layers' metadata."""
    about = json.loads((CITY / "city.json").read_text(encoding="utf-8"))
    return {
        "source": tr("The demo city of TrajGANR, {name}").format(name=NAME),
        "note": about["note"],
    }


def is_in(project: QgsProject) -> bool:
    """Whether a project has the city's trips."""
    sources = (layer.source().replace("\\", "/") for layer in project.mapLayers().values())
    return any(source.endswith(f"{NAME}/trips.gpkg") for source in sources)


def trips(path: Path) -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """The trips of the city: id, driver, and rows of fixes in the order of their times."""
    with path.open(encoding="utf-8", newline="") as file:
        for trip, rows in groupby(csv.DictReader(file), itemgetter("trip_id")):
            fixes = list(rows)
            yield trip, fixes[0]["driver_id"], fixes


def _write_trips(folder: Path, check: Callable[[], None]) -> None:
    """As 'Load trips' writes them: lines whose M is the time, and the measured speeds."""
    _, table = LAYERS["trips.gpkg"]
    fields = fields_of(filter(None, map(table.column, ("trip_id", "driver_id", "speeds"))))
    features = (_trip_feature(trip, fields) for trip in trips(folder / "trips.csv"))
    write_layer(
        folder / "trips.gpkg",
        fields,
        Qgis.WkbType.LineStringM,
        features,
        done=lambda count: check(),
    )


def _trip_feature(trip: tuple[str, str, list[dict[str, str]]], fields: QgsFields) -> QgsFeature:
    name, driver, fixes = trip
    points = [QgsPoint(float(fix["lon"]), float(fix["lat"]), m=float(fix["time"])) for fix in fixes]
    feature = QgsFeature(fields)
    feature.setGeometry(QgsGeometry(QgsLineString(points)))
    feature.setAttributes([name, driver, ",".join(fix["speed_kmh"] for fix in fixes) or NULL])
    return feature


def _write_pictures(folder: Path, city: Path) -> None:
    fields = fields_of(STREET_VIEWS.columns)
    dropped: Counter[str] = Counter()

    def features() -> Iterator[QgsFeature]:
        for picture in read_index(folder / "street_view", dropped):
            feature = picture_feature(picture, fields)
            feature["path"] = str(city / "street_view" / Path(picture.path).name)
            yield feature

    write_layer(folder / "street_view.gpkg", fields, Qgis.WkbType.Point, features())
