"""Styles of the layers of a result, by their translated titles; the first one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from trajganr_core.contract.kinds.changes import ChangesResult
from trajganr_core.contract.kinds.labels import SPEED_LABELS, LabelsResult
from trajganr_core.contract.kinds.observe import ObserveResult
from trajganr_core.contract.kinds.od_matrix import OdMatrixResult
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.kinds.select_link import FlowTimeSet, SelectLinkResult
from trajganr_core.contract.kinds.travel_times import TravelTimesResult
from trajganr_core.contract.layers.geopackage_styles import of_limits, of_rows, of_time_set
from trajganr_core.contract.options.data_config import SPEED_UNITS

from .. import resources
from ..i18n import tr
from .change_styles import change_styles
from .time_columns import time_set_title


def result_styles(result: JobResult, layer: str, columns: Sequence[str]) -> dict[str, str]:
    """The QML of a layer with these columns, by title; QGIS' own style if empty."""
    if isinstance(result, ObserveResult):
        return _observed(result)
    if isinstance(result, SelectLinkResult):
        return _ends(result) if layer == result.ENDS else _shares(result, "select_link")
    if isinstance(result, OdMatrixResult):
        return _shares(result, "od_lines")
    if isinstance(result, ChangesResult):
        return change_styles(result)
    if isinstance(result, TravelTimesResult) and layer != result.TIMES:
        is_area = layer == result.ISOCHRONES
        title = tr("Isochrones") if is_area else tr("Reached roads")
        qml = resources.style("isochrones" if is_area else "reached", result.driving_side)
        return {title: of_limits(qml, result.limits_min)}
    return _labels(result, columns) if isinstance(result, LabelsResult) else {}


def _drawn(time_sets: Sequence[FlowTimeSet]) -> list[str]:
    """The names of time sets, those with rows first."""
    return [each.name for each in sorted(time_sets, key=lambda each: not each.rows)]


def _shares(result: SelectLinkResult | OdMatrixResult, style: str) -> dict[str, str]:
    """Styles of shares for each time set."""
    qml = resources.style(style, result.driving_side)
    names = _drawn(result.time_sets)
    return {time_set_title(name): of_rows(qml, "share", time_set=name) for name in names}


def _ends(result: SelectLinkResult) -> dict[str, str]:
    """Styles of origins and of destinations for each time set."""
    qml = resources.style("select_link_ends")
    titles = {"origin": tr("Origins"), "destination": tr("Destinations")}
    return {
        f"{title}, {time_set_title(name)}": of_rows(qml, "share", time_set=name, end=end)
        for name in _drawn(result.time_sets)
        for end, title in titles.items()
    }


def _observed(result: ObserveResult) -> dict[str, str]:
    """A style of speeds for each time set, those with passes first."""
    qml = resources.style("speed", result.driving_side)
    qml = qml.replace(tr("not predicted"), tr("no passes"))
    drawn = sorted(result.time_sets, key=lambda each: not each.segments)
    return {time_set_title(each.name): of_time_set(qml, each.name) for each in drawn}


def _labels(result: LabelsResult, columns: Sequence[str]) -> dict[str, str]:
    """The style of predicted speeds, with labels converted to km/h."""
    units = dict(zip(SPEED_LABELS, SPEED_UNITS.values(), strict=True))
    field = next((each for each in SPEED_LABELS if each in columns), None)
    if field is None:
        return {}
    kmh = escape(f'("{field}" * {units[field]})')
    qml = resources.style("speed", result.driving_side)
    qml = qml.replace("&quot;speed_kmh&quot;", kmh).replace(tr("not predicted"), tr("no label"))
    return {"TrajGANR": qml}
