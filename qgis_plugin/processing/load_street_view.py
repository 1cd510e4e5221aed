"""Creates a point layer from an index of street views or a folder of geotagged photos."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from qgis.core import QgsProcessingContext, QgsProcessingParameterFile

from trajganr_core.contract.kinds.algorithm import Algorithm
from trajganr_core.contract.kinds.fetch_street_view import STREET_VIEWS

from ..i18n import tr
from ..layers.described import CONTENT, describe_output, metadata
from ..layers.photos import read_photos
from ..layers.result_names import result_name
from ..layers.street_view import INDEX, licence_of, read_index
from .base import Parameters, Results, Run, TrajganrAlgorithm, check_one_of
from .pictures import add_pictures, write_pictures


class LoadStreetView(TrajganrAlgorithm):
    """Reads the positions of pictures; the pictures stay where they are."""

    about = Algorithm(
        "loadstreetview",
        "Load street view",
        "Creates a point layer from geotagged photos or an index of street views",
        ("photo", "image", "exif", "panorama", "street view"),
        "data",
        "data.md#street-views",
    )

    def initAlgorithm(self, configuration: Parameters | None = None) -> None:
        self.add(
            QgsProcessingParameterFile(
                "FILE",
                tr("Index of street views (CSV, or ZIP with index.csv)"),
                fileFilter=tr("Street-view index (*.csv *.zip);;All files (*)"),
                optional=True,
            ),
            tr("Must have the columns id, file, lon and lat."),
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

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        check_one_of(parameters, FILE=tr("an index"), FOLDER=tr("a folder"))

    def execute(self, run: Run) -> Results:
        context, feedback = run.context, run.feedback
        name = "FILE" if run.parameters.get("FILE") else "FOLDER"
        path = Path(self.parameterAsFile(run.parameters, name, context))
        dropped: Counter[str] = Counter()
        is_photos = path.is_dir() and not (path / INDEX).is_file()
        if is_photos:
            feedback.pushInfo(tr("The folder has no index.csv: reading geotagged photos."))
        pictures = (read_photos if is_photos else read_index)(path, dropped)
        source = path.parent.name if path.name == INDEX else path.stem
        self.name_output(run, "OUTPUT", result_name(tr("Street views"), source, {}))
        results = write_pictures(self, pictures, dropped, run)
        facts = {CONTENT: "Street views", "source": str(path)}
        about = metadata(tr("Street views"), facts, {"licence": licence_of(path)})
        describe_output(results["OUTPUT"], about, context, feedback, STREET_VIEWS.column)
        return results
