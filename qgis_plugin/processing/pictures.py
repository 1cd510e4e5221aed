"""The output of algorithms on street views: points that refer to pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from qgis.core import Qgis, QgsFeature, QgsProcessingOutputNumber, QgsProcessingParameterFeatureSink

from trajganr_core.contract.kinds.fetch_street_view import STREET_VIEWS

from ..i18n import tr
from ..layers.described import described, fields_of
from ..layers.export import GEOGRAPHIC
from ..layers.street_view import Picture, picture_feature
from .base import Results, Run, TrajganrAlgorithm, report_dropped
from .inputs import POINTS


def add_pictures(algorithm: TrajganrAlgorithm) -> None:
    """Declare the layer and the number of its pictures."""
    algorithm.add(
        QgsProcessingParameterFeatureSink("OUTPUT", tr("Street views"), POINTS),
        tr("One point per street view, with the path of its file and the direction of view."),
    )
    algorithm.addOutput(QgsProcessingOutputNumber("IMAGES", tr("Number of street views")))


def write_pictures(
    algorithm: TrajganrAlgorithm, pictures: Iterable[Picture], dropped: Counter[str], run: Run
) -> Results:
    """Write the layer, and warn about what ``pictures`` has counted in ``dropped``."""
    fields = described(
        fields_of(STREET_VIEWS.columns), run.parameters["OUTPUT"], STREET_VIEWS.column
    )
    count = 0

    def features() -> Iterator[QgsFeature]:
        nonlocal count
        for picture in pictures:
            yield picture_feature(picture, fields)
            count += 1

    output = algorithm.write(run, "OUTPUT", features(), fields, Qgis.WkbType.Point, GEOGRAPHIC)
    report_dropped(dropped, run.feedback)
    run.feedback.pushInfo(tr("Loaded {count} street views.").format(count=count))
    return {"OUTPUT": output, "IMAGES": count}
