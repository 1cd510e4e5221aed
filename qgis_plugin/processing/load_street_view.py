"""An index of street-view pictures, or a folder of geotagged ones, becomes a point layer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProcessingParameterFile

from trajganr_core.contract.errors import TrajganrError

from ..i18n import tr
from ..layers.described import describe_output, metadata
from ..layers.photos import read_photos
from ..layers.street_view import INDEX, licence_of, read_index
from ..layers.when_loaded import name_after
from .base import Parameters, Results, TrajganrAlgorithm, check_one_of, describe
from .pictures import add_pictures, write_pictures


class LoadStreetView(TrajganrAlgorithm):
    """Reads the positions of pictures; the pictures stay where they are."""

    ID = "loadstreetview"
    TITLE = "Load street view"
    SUMMARY = "Makes a point layer of geotagged photos, or of an index of pictures"
    TAGS = ("photo", "image", "exif", "panorama", "street view")
    GROUP_ID = "data"
    GROUP = "Data"

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("Index of pictures (CSV, or ZIP with index.csv)"),
                fileFilter=tr("Street-view index (*.csv *.zip);;All files (*)"),
                optional=True,
            ),
            tr("With the columns id, file, lon and lat."),
        )
        self.add(
            QgsProcessingParameterFile(
                "FOLDER",
                tr("… or folder of geotagged photos, or with index.csv"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr("Folders below it are searched too. Positions are read from the photos' EXIF."),
        )
        add_pictures(self)

    def checkParameterValues(
        self, parameters: Parameters, context: QgsProcessingContext
    ) -> tuple[bool, str]:
        try:
            _check(parameters)
        except TrajganrError as error:
            return False, describe(error)
        return super().checkParameterValues(parameters, context)

    def execute(
        self, parameters: Parameters, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> Results:
        _check(parameters)  # which nobody does for a model's steps
        name = "FILE" if parameters.get("FILE") else "FOLDER"
        path = Path(self.parameterAsFile(parameters, name, context))
        dropped: Counter[str] = Counter()
        is_photos = path.is_dir() and not (path / INDEX).is_file()
        if is_photos:
            feedback.pushInfo(tr("There is no index.csv: reading geotagged photos."))
        pictures = (read_photos if is_photos else read_index)(path, dropped)
        results = write_pictures(self, pictures, dropped, parameters, context, feedback)
        about = metadata(tr("Street views"), {"source": str(path)}, {"licence": licence_of(path)})
        describe_output(results["OUTPUT"], about, context, feedback)
        called = path.parent.name if path.name == INDEX else path.stem
        name_after(results["OUTPUT"], context, tr("Street views"), called)
        return results


def _check(parameters: Parameters) -> None:
    check_one_of(parameters, FILE=tr("an index"), FOLDER=tr("a folder"))
