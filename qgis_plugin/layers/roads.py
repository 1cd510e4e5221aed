"""Predicted roads: fetched from the worker, styled, and described by their provenance."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsVectorLayer,
)

from trajganr_core.errors import Code, TrajganrError
from trajganr_core.tasks import COMMON_FIELDS, TASKS, Task

from .. import resources
from ..client.session import provenance
from ..i18n import tr
from .described import alias, metadata, save_metadata
from .map_tip import map_tip

if TYPE_CHECKING:
    from trajganr_core.protocol.client import Client

#: Of the GeoPackage that the worker makes.
LAYER = "roads"
SPARE_STYLE = "trajganr-spare"


def fetch_roads(client: Client, job: dict[str, Any], path: Path, **facts: str) -> int:
    """Save a prediction's roads with their styles and metadata inside; answer how many.

    Args:
        client: of the worker.
        job: the prediction, succeeded.
        path: the GeoPackage to write.
        **facts: what else made the layer, such as ``model``, for its metadata.

    Raises:
        TrajganrError: ``RESOURCE.DISK`` or ``INPUT.FORMAT``.
    """
    client.fetch_file(job["job_id"], job["result"]["files"][0], path)
    source = f"{path}|layername={LAYER}"
    layer = QgsVectorLayer(source, path.stem, "ogr")
    if not layer.isValid():
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "The worker's result in {path} is not a GeoPackage that QGIS can read.",
            "Plugin and worker should be of the same release: update the older one.",
            path=str(path),
        )
    count = layer.featureCount()
    save_styles(layer)
    del layer  # closes the file, which the metadata are written into next
    save_provenance(source, facts | provenance(client, job))
    return count


def save_provenance(source: str, facts: dict[str, str]) -> None:
    """Write into a layer's GeoPackage which model, bundle, job, worker and device made it."""
    made = metadata(tr("Roads predicted by TrajGANR"), facts, {})
    made.setAbstract(
        tr("Predictions of a model for each direction of each road, not observations.")
    )
    reason = save_metadata(source, made)
    if reason:
        raise _not_saved(source, reason)


def save_styles(layer: QgsVectorLayer) -> None:
    """Write the style of each task into the layer's GeoPackage; the first task's is the default.

    The worker's own styles have the same names and are replaced: these also know the aliases.
    """
    default = tasks_of(layer)[0]

    def save(task: Task) -> None:
        error = layer.saveStyleToDatabase(task.id, tr(task.title), task is default, "")
        if error:
            raise _not_saved(layer.source(), error)

    for_each_style(layer, save)


def add_named_styles(layer: QgsVectorLayer) -> None:
    """Offer the style of each task in the layer's style menu, and draw the first task."""
    manager = layer.styleManager()
    # QGIS may have named the style that it found in the file as one of ours.
    manager.renameStyle(manager.currentStyle(), SPARE_STYLE)
    for_each_style(layer, lambda task: manager.addStyleFromLayer(tr(task.title)))
    manager.setCurrentStyle(tr(tasks_of(layer)[0].title))
    manager.removeStyle(SPARE_STYLE)


def for_each_style(layer: QgsVectorLayer, use: Callable[[Task], None]) -> None:
    """Draw the layer as each task in turn, with aliases, form and map tip, and ``use`` it."""
    describe_fields(layer)
    layer.setMapTipTemplate(map_tip(tasks_of(layer), layer.fields().names()))
    for task in tasks_of(layer):
        layer.loadNamedStyle(
            str(resources.style(task.id)), True, QgsMapLayer.StyleCategory.Symbology
        )
        use(task)


def tasks_of(layer: QgsVectorLayer) -> list[Task]:
    """The tasks that the layer has columns of."""
    names = {field.name() for field in layer.fields()}
    return [task for task in TASKS.values() if task.fields[0].name in names]


def describe_fields(layer: QgsVectorLayer) -> None:
    """Name the fields for people, and group them by task in the form."""
    names = layer.fields().names()
    groups = {tr("Road"): COMMON_FIELDS}
    groups |= {tr(task.title): task.fields for task in tasks_of(layer)}
    form = layer.editFormConfig()
    form.setLayout(QgsEditFormConfig.EditorLayout.TabLayout)
    form.clearTabs()
    for title, members in groups.items():
        container = QgsAttributeEditorContainer(title, None)
        for field in members:
            if field.name in names:
                index = names.index(field.name)
                layer.setFieldAlias(index, alias(field))
                container.addChildElement(QgsAttributeEditorField(field.name, index, container))
        form.addTab(container)
    layer.setEditFormConfig(form)


class RoadsPostProcessor(QgsProcessingLayerPostProcessorInterface):
    """Gives a predicted layer its named styles when QGIS has loaded it.

    Processing does not own its post-processors, so each is kept here until it was used.
    """

    _waiting: ClassVar[set[RoadsPostProcessor]] = set()

    @classmethod
    def create(cls) -> RoadsPostProcessor:
        """A post-processor for one layer."""
        processor = cls()
        cls._waiting.add(processor)
        return processor

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Style the layer, on the main thread."""
        add_named_styles(layer)
        self._waiting.discard(self)


def _not_saved(source: str, reason: str) -> TrajganrError:
    return TrajganrError(
        Code.RESOURCE_DISK,
        "Styles and metadata could not be written into {source}: {reason}",
        "Close other programs that have the file open, and run the prediction again.",
        source=source,
        reason=reason,
    )
