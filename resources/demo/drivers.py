"""Driving styles for SUMO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Style", "vehicle_types"]


@dataclass(frozen=True)
class Style:
    """A driving style: parameters of SUMO's Krauss model (m/s², s) and its share of the drivers."""

    share: float
    accel: float
    decel: float
    tau: float
    sigma: float
    speed_factor: float


def vehicle_types(styles: Mapping[str, Style]) -> list[str]:
    """The vehicle types of SUMO's demand file, one line per style."""
    return [
        f'<vType id="{name}" accel="{s.accel}" decel="{s.decel}" emergencyDecel="9"'
        f' tau="{s.tau}" sigma="{s.sigma}"'
        f' speedFactor="normc({s.speed_factor},0.06,0.75,1.35)"/>'
        for name, s in styles.items()
    ]
