"""What is done with an algorithm's output once QGIS has loaded it as a layer."""

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

Do = Callable[[QgsVectorLayer], object]


def when_loaded(output: str, context: QgsProcessingContext, do: Do) -> None:
    """Call a function with a layer, in the main thread, when QGIS loads it.

    Args:
        output: what QGIS calls the algorithm's output.
        context: of the algorithm.
        do: must be fast: the window waits.
    """
    if context.willLoadLayerOnCompletion(output):
        context.layerToLoadOnCompletionDetails(output).setPostProcessor(_Afterwards.create(do))


def name_after(output: str, context: QgsProcessingContext, title: str, source: str) -> None:
    """Name a layer after its source, as ``Trips: porto``, if QGIS loads it.

    A name that a model gives its output stays, and QGIS calls files as they are named.

    Args:
        output: what QGIS calls the algorithm's output.
        context: of the algorithm.
        title: of the output.
        source: what the layer comes from; '' to leave the title alone.
    """
    if source and context.willLoadLayerOnCompletion(output):
        details = context.layerToLoadOnCompletionDetails(output)
        if details.name == title:
            details.name = f"{title}: {source}"


class _Afterwards(QgsProcessingLayerPostProcessorInterface):
    """References to post-processors, which Processing does not own, until they are used."""

    _waiting: ClassVar[set[_Afterwards]] = set()

    def __init__(self, do: Do) -> None:
        super().__init__()
        self._do = do

    @classmethod
    def create(cls, do: Do) -> _Afterwards:
        """One for a single layer."""
        made = cls(do)
        cls._waiting.add(made)
        return made

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if isinstance(layer, QgsVectorLayer):
            self._do(layer)
        self._waiting.discard(self)
