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

Do = Callable[[QgsVectorLayer], object]


def when_loaded(output: str, context: QgsProcessingContext, do: Do) -> None:
    """Call a function with a layer, in the main thread, when QGIS loads it.

    Args:
        output: its id in QGIS.
        context: of the algorithm.
        do: must be fast, because it blocks the window.
    """
    if context.willLoadLayerOnCompletion(output):
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(_PostProcessor(do))


def name_after(output: str, context: QgsProcessingContext, title: str, source: str) -> None:
    """Name a layer after its source, for example ``Trips: porto``, if QGIS loads it.

    Names from models and files do not change.

    Args:
        output: its id in QGIS.
        context: of the algorithm.
        title: of the output.
        source: of the layer; '' to keep the title.
    """
    if source and context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == title:
            details.name = f"{title}: {source}"


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
            layer.setName(literal(layer.name()))  # legends evaluate it
            self._do(layer)
        self._pending.discard(self)
