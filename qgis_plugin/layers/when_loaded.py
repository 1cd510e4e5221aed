"""Functions that are called when QGIS loads the output of an algorithm."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from ..untrusted_text import literal
from .project_crs import use_local_metres
from .result_names import free_name

Do = Callable[[QgsVectorLayer], object]


def when_loaded(output: str, context: QgsProcessingContext, do: Do) -> None:
    """Call a function with a layer, in the main thread, when QGIS loads it.

    No other layer of the project has its name then.

    Args:
        output: its id in QGIS.
        context: of the algorithm.
        do: must be fast, because it blocks the window.
    """
    if context.willLoadLayerOnCompletion(output):
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(_PostProcessor(do))


class _PostProcessor(QgsProcessingLayerPostProcessorInterface):
    """A post-processor of one layer, kept alive until it is used: Processing does not own it."""

    _pending: ClassVar[set[_PostProcessor]] = set()

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do
        self._pending.add(self)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsVectorLayer):
            # Legends evaluate names.
            layer.setName(free_name(literal(layer.name()), layer.project(), layer))
            self._do(layer)
            if layer.project() is not None:
                together = len(context.layersToLoadOnCompletion())
                use_local_metres(layer.project(), layer, together)
        self._pending.discard(self)
