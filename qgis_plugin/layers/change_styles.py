"""Styles of differences between two sides, by measure."""

from __future__ import annotations

from trajganr_core.contract.kinds.changes import ChangesResult

from .. import resources
from ..i18n import tr

__all__ = ["change_styles"]


def change_styles(result: ChangesResult) -> dict[str, str]:
    """QML by translated title, speed first; predictions last."""
    names = [f"{each.name}_changes" for each in result.measures]
    if result.has_predictions:
        names.append("predicted_changes")
    return {_title(name): resources.style(name, result.driving_side) for name in names}


def _title(style: str) -> str:
    return {
        "speed_changes": tr("Change of speed"),
        "popularity_changes": tr("Change of popularity"),
        "slowdown_changes": tr("Change of slow-down"),
        "predicted_changes": tr("Change of predicted speed"),
    }[style]
