"""Styles of predicted roads, with aliases, form and map tip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS, Field, Task

from .. import resources
from ..i18n import tr
from .described import alias, draw
from .joined import tasks_in
from .map_tip import map_tip
from .temporal import follow_controller
from .time_columns import day_title, hours_in, played_style, style_titles, times_in

SPEED = TASKS["speed"].fields[0].name
#: The categories that differ between styles; aliases, form and map tip are the same.
DRAWN = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Diagrams


#: Aliases of the predicted speed, by its mean.
SPEED_ALIASES = {"space": "Traffic speed, space mean", "time": "Traffic speed, time mean"}


def complete_styles(
    layer: QgsVectorLayer, styles: Mapping[str, str], speed_mean: str = "", time_sets: str = ""
) -> dict[str, str]:
    """Add aliases, form, map tip and translations to styles of predicted roads.

    Args:
        layer: of predicted roads, which ends up with the last style.
        styles: QML by titles, as the worker stores them in the file.
        speed_mean: of the predicted speeds, ``space`` or ``time``; '' if it is not known.
        time_sets: names of the predicted times of the week; '' if they are not known.

    Returns:
        QML by translated titles, in the same order.
    """
    describe_fields(layer, speed_mean, time_sets)
    layer.setMapTipTemplate(map_tip(tasks_of(layer), layer.fields().names(), time_sets))
    titles = style_titles(time_sets)
    completed = {}
    for title, qml in styles.items():
        shown = titles.get(title) or tr(title)
        draw(layer, resources.with_translated_legend(qml), DRAWN)
        follow_controller(layer, follows=shown == played_style())
        document = QDomDocument()
        layer.exportNamedStyle(document)
        completed[shown] = document.toString()
    return completed


def tasks_of(layer: QgsVectorLayer) -> list[Task]:
    """The tasks with predictions in the layer."""
    return tasks_in(layer.fields().names())


def has_predictions(layer: QgsVectorLayer) -> bool:
    """Whether the layer has predictions of a task, or speeds at times of the week or hours."""
    names = layer.fields().names()
    return bool(tasks_in(names) or times_in(names) or hours_in(names))


def describe_fields(layer: QgsVectorLayer, speed_mean: str = "", time_sets: str = "") -> None:
    """Set aliases, and group the fields by task and by times of the week in the form."""
    names = layer.fields().names()
    groups: dict[str, Sequence[Field]] = {tr("Road"): COMMON_FIELDS}
    groups |= {tr(task.title): task.fields for task in tasks_of(layer)}
    groups |= {each.title: each.fields for each in times_in(names, time_sets)}
    groups |= {day_title(day): fields for day, fields in hours_in(names).items()}
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
