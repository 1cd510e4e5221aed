"""Creates a layer of the observed traffic of a bundle, without a model."""

from __future__ import annotations

from trajganr_core.contract.kinds.observe import ObserveParams, ObserveResult

from .base import CountOutput, Parameters
from .data_algorithm import LINES
from .layers import LayerOutput, LayersAlgorithm


class ObservedTraffic(LayersAlgorithm):
    """Writes speeds and reliability of a bundle's roads at times of the week."""

    ID = "observedtraffic"
    TITLE = "Observed traffic"
    SUMMARY = "Speeds of roads at times of the week, and how reliable they are, from trips"
    TAGS = ("bundle", "speed", "percentiles", "reliability", "peak hour", "buffer index")
    GROUP_ID = "model"
    GROUP = "Model"
    OPTIONS = ObserveParams
    LAYERS = (
        LayerOutput(
            "OUTPUT",
            "Observed traffic",
            ObserveResult.FILE,
            ObserveResult.LAYER,
            LINES,
            help="A feature for each direction of each road and each time of the week.",
        ),
    )
    COUNTS = (
        CountOutput("ROWS", "Rows", "rows"),
        CountOutput("PASSES", "Passes", "passes"),
        CountOutput("WITHHELD_ROWS", "Rows of too few drivers, not written", "withheld_rows"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_bundle()
        self.add_option("time_sets")
        self.add_option("side")
        self.add_option("min_drivers")
        self.add_option("seed")
        self.add_outputs()
