"""Files of trips become a trip layer."""

from __future__ import annotations

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from ..i18n import tr
from ..layers.trips import GEOGRAPHIC, FixColumns, TripReader, trip_feature, trip_fields
from .base import Parameters, Results, TrajganrAlgorithm, enum, report_dropped

SPEED_TO_KMH = {"km/h": 1.0, "m/s": 3.6, "mph": 1.609344, "knots": 1.852}


class LoadTrajectories(TrajganrAlgorithm):
    """Reads trips from a CSV, a ZIP with one, or a layer of fixes."""

    ID = "loadtrajectories"
    TITLE = "Load trajectories"
    GROUP_ID = "data"
    GROUP = "Data"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("File of trips"),
                fileFilter=tr("Trips (*.csv *.zip *.gpkg *.geojson *.shp *.fgb);;All files (*)"),
            )
        )
        for name, description in (
            ("TRIP_FIELD", tr("Field of the trip's id")),
            ("DRIVER_FIELD", tr("Field of the driver or vehicle")),
            ("TIME_FIELD", tr("Field of the time")),
            ("SPEED_FIELD", tr("Field of the measured speed")),
        ):
            self.add_advanced(
                QgsProcessingParameterString(name, description, optional=True),
                tr("For files with one row a fix. Recognised by its usual names where empty."),
            )
        self.add_advanced(
            enum("SPEED_UNIT", tr("Unit of the measured speed"), tuple(SPEED_TO_KMH), "km/h")
        )
        self.add_advanced(
            QgsProcessingParameterCrs("CRS", tr("CRS of the coordinates"), optional=True),
            tr("Where empty: the layer's own, and EPSG:4326 for columns called lon and lat."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                "OUTPUT", tr("Trips"), QgsProcessing.SourceType.TypeVectorLine
            )
        )
        self.addOutput(QgsProcessingOutputNumber("TRIPS", tr("Number of trips")))
        self.addOutput(QgsProcessingOutputNumber("FIXES", tr("Number of fixes")))

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        reader = TripReader(
            Path(self.parameterAsFile(parameters, "FILE", context)),
            self._columns(parameters, context),
            context.transformContext(),
        )
        fields = trip_fields()
        sink, output = self.parameterAsSink(
            parameters, "OUTPUT", context, fields, Qgis.WkbType.LineStringM, GEOGRAPHIC
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "OUTPUT"))
        trips = fixes = 0
        for trip in reader.trips(feedback):
            if not sink.addFeature(trip_feature(trip, fields), QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "OUTPUT"))
            trips += 1
            fixes += len(trip.t)
        report_dropped(reader.dropped, feedback)
        if reader.reordered:
            feedback.pushInfo(
                tr("Put the fixes of {n} trips in time order.").format(n=reader.reordered)
            )
        feedback.pushInfo(
            tr("Loaded {trips} trips, {fixes} fixes.").format(trips=trips, fixes=fixes)
        )
        return {"OUTPUT": output, "TRIPS": trips, "FIXES": fixes}

    def _columns(self, parameters: Parameters, context: QgsProcessingContext) -> FixColumns:
        trip, driver, time, speed, unit = (
            self.parameterAsString(parameters, name, context)
            for name in ("TRIP_FIELD", "DRIVER_FIELD", "TIME_FIELD", "SPEED_FIELD", "SPEED_UNIT")
        )
        crs = self.parameterAsCrs(parameters, "CRS", context)
        return FixColumns(trip, driver, time, speed, SPEED_TO_KMH[unit], crs)
