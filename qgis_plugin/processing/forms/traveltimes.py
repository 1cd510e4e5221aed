"""Travel times: roads and isochrones are asked for by their outputs."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext

from trajganr_core.contract.errors import Code, TrajganrError

from ..base import Parameters
from ..kind_algorithm import KindAlgorithm


class Form(KindAlgorithm):
    """Finds the fastest routes between points with the predicted speeds."""

    def options(self, parameters: Parameters, context: QgsProcessingContext) -> dict[str, Any]:
        options = super().options(parameters, context)
        has_isochrones = bool(parameters.get("ISOCHRONES"))
        reach = options["reach"] if has_isochrones or parameters.get("REACHED") else ()
        return {**options, "reach": reach, "with_isochrones": has_isochrones}

    def check(self, parameters: Parameters, context: QgsProcessingContext) -> None:
        super().check(parameters, context)
        asked = parameters.get("REACHED") or parameters.get("ISOCHRONES")
        if asked and not self.options(parameters, context)["reach"]:
            raise TrajganrError(
                Code.INPUT_FIELD,
                "There are no minutes within which roads are reached.",
                "Enter some, such as 5, 10, 15, or leave the outputs of reached roads and "
                "isochrones out.",
            )
