"""Page to share: it names what its layer was made from, and has the background map asked for."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingContext

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.roads_page import background_of
from trajganr_core.contract.layers.geopackage_styles import DRIVING_SIDE
from trajganr_core.contract.protocol.answers import JobRecord
from trajganr_core.contract.texts.bundle_facts import AREA_FACTS

from ...layers.described import fact_of, side_of
from ..base import Parameters, Results
from ..inputs import JobRun
from ..kind_algorithm import KindAlgorithm

#: Facts of a layer's history that the page shows or needs; loaded layers have them in lower case.
FACTS = ("model", "bundle", "version", "created", "time_sets", *map(str.lower, AREA_FACTS))


class Form(KindAlgorithm):
    """Writes a page that needs no network, from a layer of roads."""

    def read(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().read(parameters, context)
        layer = self.parameterAsVectorLayer(parameters, "ROADS", context)
        if layer is not None:
            about = layer.metadata()
            facts = {name: fact_of(about, name) for name in FACTS}
            self._origins["ROADS"] |= facts | {DRIVING_SIDE.lower(): side_of(about)}

    def results(self, job: JobRecord, run: JobRun) -> Results:
        results = super().results(job, run)
        _check_background(Path(results["OUTPUT"]), job.params["background"])
        return results


def _check_background(path: Path, wanted: str) -> None:
    """Delete a page whose background map is another than the one that was asked for.

    Raises:
        TrajganrError: ``INPUT.FORMAT``.
    """
    shown = background_of(path.read_text(encoding="utf-8"))
    if shown != wanted:
        path.unlink()
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The worker's page was refused: its background map is {shown}.",
            "Nobody has asked for this background map: do not trust this worker.",
            shown=shown[:200],
        )
