"""Matches trips to roads: paths along the roads, and the matched position of each fix."""

from __future__ import annotations

from typing import ClassVar

from qgis.core import QgsProcessingContext

from trajganr_core.contract.kinds.match import MatchParams, MatchResult

from ..i18n import tr
from ..layers.roles import ROADS, TRIPS
from .base import CountOutput, JobRun, Parameters
from .data_algorithm import LINES, POINTS, TABLE
from .layers import LayerOutput, LayersAlgorithm


class MatchTrajectories(LayersAlgorithm):
    """Matches the trips of a layer to the roads of another."""

    ID = "matchtrajectories"
    TITLE = "Match trajectories to roads"
    SUMMARY = "Finds which roads trips took, and when"
    TAGS = ("map matching", "gps", "snap", "network", "route")
    GROUP_ID = "data"
    GROUP = "Data"
    OPTIONS = MatchParams
    ROLES: ClassVar = {"TRAJECTORIES": TRIPS, "ROADS": ROADS}
    SIZED_BY = ("TRAJECTORIES",)
    LAYERS = (
        LayerOutput(
            "PATHS",
            "Matched paths",
            MatchResult.FILE,
            MatchResult.PATHS,
            LINES,
            help="The path of each trip along the roads.",
        ),
        LayerOutput(
            "FIXES",
            "Matched fixes",
            MatchResult.FILE,
            MatchResult.FIXES,
            POINTS,
            optional=True,
            help="Each fix at its position on a road.",
        ),
        LayerOutput(
            "EDGES",
            "Edges of the paths",
            MatchResult.FILE,
            MatchResult.EDGES,
            TABLE,
            optional=True,
            help="A table of the directed segments of each path, with times.",
        ),
    )
    COUNTS = (
        CountOutput("TRIPS", "Number of matched trips", "trips"),
        CountOutput("PIECES", "Number of matched pieces", "pieces"),
        CountOutput("MATCHED_FIXES", "Number of matched fixes", "fixes"),
        CountOutput("SEGMENTS", "Number of directed segments", "edges"),
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add_layer("TRAJECTORIES", tr("Trips"), LINES, tr("The output of 'Load trajectories'."))
        self.add_layer("ROADS", tr("Roads"), LINES, tr("Lines that share vertices at junctions."))
        self.add_extent(tr("If empty: the common extent of trips and roads."), optional=True)
        self.add_options("map matching", "reading roads", "cleaning trips")
        self.add_outputs()

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        self.check_inputs(parameters, context, "TRAJECTORIES", "ROADS")
        self.check_times(parameters, context)
        self.check_overlap(parameters, context, "TRAJECTORIES", "ROADS")
        super().check(parameters, context)

    def job(self, run: JobRun) -> MatchParams:
        trips = self.parameterAsSource(run.parameters, "TRAJECTORIES", run.context)
        extent = self.extent(run.parameters, run.context)
        return MatchParams(
            **self.options(run.parameters, run.context),
            trajectories=(self.send_needed(run, "TRAJECTORIES", extent),),
            roads=self.send_needed(run, "ROADS", extent),
            bbox=self.bbox(run.parameters, run.context),
            name=trips.sourceName(),
        )
