"""The styles that kinds of jobs declare, for layers of their results."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from trajganr_core.contract.kinds.files import Table
from trajganr_core.contract.kinds.result import JobResult
from trajganr_core.contract.layers.geopackage_styles import RIGHT
from trajganr_core.contract.layers.styles import Style

from .. import resources
from ..i18n import said


def result_styles(result: JobResult, table: Table, names: Collection[str]) -> dict[str, str]:
    """The styles of a layer of a result: QML by translated title, the default first.

    Args:
        result: of the job.
        table: of the layer.
        names: of its columns.
    """
    side = getattr(result, "driving_side", RIGHT)
    return titled(table.styles(result, names), side) if table.styles else {}


def titled(styles: Iterable[Style], side: str) -> dict[str, str]:
    """QML by translated title; vehicles drive on the ``side``, ``right`` or ``left``."""
    return {said(style.title): resources.qml(style, side) for style in styles}
