"""What is learned once, on trips of other places, and shipped: rates, speeds and the choice."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from importlib import resources

import numpy as np

from ...utils.arrays import FloatArray

FILE = "recovery.json"


@dataclass(frozen=True)
class Shipped:
    """Learned on trips of other places (``benchmarks/sparse/learn.py``).

    Attributes:
        turn_rates: ``(kinds,)`` how often a turn of a kind is taken where it is offered.
        speeds_kmh: ``(classes,)`` metres over seconds of all drives.
        weights: of a way's features, by name; see :mod:`~.choice`.
        ways, edges: how the probabilities of ways and of edges are calibrated; see
            :func:`~.choice.calibrated`.
    """

    turn_rates: FloatArray
    speeds_kmh: FloatArray
    weights: dict[str, float]
    ways: FloatArray
    edges: FloatArray

    @classmethod
    @functools.cache
    def load(cls) -> Shipped:
        """Read the file of the package."""
        values = json.loads((resources.files("trajganr_core.weights") / FILE).read_text("utf-8"))
        return cls(
            np.asarray(values["turn_rates"]),
            np.asarray(values["speeds_kmh"]),
            values["weights"],
            np.asarray(values["ways"]),
            np.asarray(values["edges"]),
        )
