"""Trips are matched to roads: paths along the roads, and each fix at its place on them."""

from __future__ import annotations

from qgis.core import QgsProcessingContext

from trajganr_core.contract.protocol.jobs import MatchParams
from trajganr_core.contract.results import MatchResult

from ..i18n import tr
from .base import AlgorithmRun, Parameters
from .data_algorithm import LINES, POINTS
from .layers import CountOutput, LayerOutput, LayersAlgorithm


class MatchTrajectories(LayersAlgorithm):
    """Has the trips of a layer matched to the roads of another."""

    ID = "matchtrajectories"
    TITLE = "Match trajectories to roads"
    SUMMARY = "Finds which roads trips took, and when"
    TAGS = ("map matching", "gps", "snap", "network", "route")
    GROUP_ID = "data"
    GROUP = "Data"
    OPTIONS = MatchParams
    SIZED_BY = ("TRAJECTORIES",)
    LAYERS = (
        LayerOutput(
            "PATHS",
            "Matched paths",
            MatchResult.FILE,
            MatchResult.PATHS,
            LINES,
            help="Where each trip went along the roads.",
        ),
        LayerOutput(
            "FIXES",
            "Matched fixes",
            MatchResult.FILE,
            MatchResult.FIXES,
            POINTS,
            optional=True,
            help="Each fix at its place on a road.",
        ),
    )
    COUNTS = (
        CountOutput("TRIPS", "Number of matched trips", "trips"),
        CountOutput("PIECES", "Number of matched pieces", "pieces"),
        CountOutput("MATCHED_FIXES", "Number of matched fixes", "fixes"),
        CountOutput("SEGMENTS", "Number of directed segments", "edges"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_layer(
            "TRAJECTORIES", tr("Trips"), LINES, tr("The layer that 'Load trajectories' makes.")
        )
        self.add_layer("ROADS", tr("Roads"), LINES, tr("Lines that meet where roads do."))
        self.add_extent(tr("Where trips and roads overlap, if empty."), optional=True)
        self.add_options("map matching", "reading roads", "cleaning trips")
        self.add_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "TRAJECTORIES", "ROADS")
        self.check_times(parameters, context)
        self.check_overlap(parameters, context, "TRAJECTORIES", "ROADS")
        super().check(parameters, context)

    def job(self, run: AlgorithmRun) -> MatchParams:
        trips = self.parameterAsSource(run.parameters, "TRAJECTORIES", run.context)
        extent = self.extent(run.parameters, run.context)
        return MatchParams(
            **self.options(run.parameters, run.context),
            trajectories=(self.send_layer(run, "TRAJECTORIES", extent),),
            roads=self.send_layer(run, "ROADS", extent),
            bbox=self.bbox(run.parameters, run.context),
            name=trips.sourceName(),
        )
