"""Styles of predicted roads, with aliases, form and map tip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.layers.geopackage_styles import of_column
from trajganr_core.contract.layers.road_times import SPEED_PLAYED
from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS, Field, Task

from .. import resources
from ..i18n import tr
from .described import alias, draw
from .joined import tasks_in
from .map_tip import map_tip
from .temporal import follow_controller
from .time_columns import day_title, hours_in, played_style, times_in, times_style

SPEED = TASKS["speed"].fields[0].name
#: The categories that differ between styles; aliases, form and map tip are the same.
DRAWN = (
    QgsMapLayer.StyleCategories(QgsMapLayer.StyleCategory.Symbology)
    | QgsMapLayer.StyleCategory.Diagrams
)


#: Aliases of the predicted speed, by its mean.
SPEED_ALIASES = {"space": "Traffic speed, space mean", "time": "Traffic speed, time mean"}


def road_styles(
    layer: QgsVectorLayer, side: str, speed_mean: str = "", time_sets: str = ""
) -> dict[str, str]:
    """The styles of predicted roads, with aliases, form and map tip.

    They are made of the shipped ones; the columns of the layer say which. Styles in a file, which
    may be anybody's, are not used.

    Args:
        layer: of predicted roads, which ends up with the last style.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
        speed_mean: of the predicted speeds, ``space`` or ``time``; '' if it is not known.
        time_sets: names of the predicted times of the week; '' if they are not known.

    Returns:
        QML by translated titles.
    """
    describe_fields(layer, speed_mean, time_sets)
    names = layer.fields().names()
    layer.setMapTipTemplate(map_tip(tasks_of(layer), names, time_sets))
    completed = {}
    for title, qml in shipped_styles(names, side, time_sets).items():
        draw(layer, qml, DRAWN)
        follow_controller(layer, follows=title == played_style())
        document = QDomDocument()
        layer.exportNamedStyle(document)
        completed[title] = document.toString()
    return completed


def shipped_styles(names: Sequence[str], side: str, time_sets: str = "") -> dict[str, str]:
    """The shipped styles of predicted roads with these columns: QML by translated titles."""
    of_tasks = {
        tr(style.title): resources.style(style.id, side)
        for task in tasks_in(names)
        for style in task.styles
    }
    of_times, speed = dict[str, str](), resources.style("speed", side)
    for times in times_in(names, time_sets):
        of_times[times_style(times.title)] = of_column(speed, f'"{times.speed}"')
    if hours_in(names):
        of_times[played_style()] = of_column(speed, SPEED_PLAYED)
    # The default draws speeds where there are any.
    return of_tasks | of_times if SPEED in names else of_times | of_tasks


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
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
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
