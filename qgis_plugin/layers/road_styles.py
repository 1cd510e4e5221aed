"""Styles of predicted roads, with aliases, form and map tip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS, Task

from .. import resources
from ..i18n import tr
from .described import alias, draw
from .joined import tasks_in
from .map_tip import map_tip

SPEED = TASKS["speed"].fields[0].name
#: The categories that differ between styles; aliases, form and map tip are the same.
DRAWN = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Diagrams


#: Aliases of the predicted speed, by its mean.
SPEED_ALIASES = {"space": "Traffic speed, space mean", "time": "Traffic speed, time mean"}


def complete_styles(
    layer: QgsVectorLayer, styles: Mapping[str, str], speed_mean: str = ""
) -> dict[str, str]:
    """Add aliases, form, map tip and translations to styles of predicted roads.

    Args:
        layer: of predicted roads, which ends up with the last style.
        styles: QML by titles, as the worker stores them in the file.
        speed_mean: of the predicted speeds, ``space`` or ``time``; '' if it is not known.

    Returns:
        QML by translated titles, in the same order.
    """
    describe_fields(layer, speed_mean)
    layer.setMapTipTemplate(map_tip(tasks_of(layer), layer.fields().names()))
    completed = {}
    for title, qml in styles.items():
        draw(layer, resources.with_translated_legend(qml), DRAWN)
        document = QDomDocument()
        layer.exportNamedStyle(document)
        completed[tr(title)] = document.toString()
    return completed


def tasks_of(layer: QgsVectorLayer) -> list[Task]:
    """The tasks with predictions in the layer."""
    return tasks_in(layer.fields().names())


def describe_fields(layer: QgsVectorLayer, speed_mean: str = "") -> None:
    """Set aliases, and group the fields by task in the form."""
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
                if field.name == SPEED and speed_mean in SPEED_ALIASES:
                    field = replace(field, alias=SPEED_ALIASES[speed_mean])
                layer.setFieldAlias(index, alias(field))
                container.addChildElement(QgsAttributeEditorField(field.name, index, container))
        form.addTab(container)
    layer.setEditFormConfig(form)
