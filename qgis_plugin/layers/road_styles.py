"""Styles of predicted roads, with aliases, form and map tip."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from qgis.core import (
    Qgis,
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.layers.columns import DAILY, ROAD, SUPPORT, TRAVEL_TIME, Column
from trajganr_core.contract.layers.predicted_columns import (
    OF_VOLUMES,
    PLAYED,
    hours_in,
    road_styles,
    tasks_in,
    times_in,
)
from trajganr_core.contract.layers.styles import Style
from trajganr_core.contract.tasks import TASKS

from .. import resources
from ..i18n import said, tr
from .described import alias, draw
from .map_tip import map_tip
from .temporal import follow_controller

SPEED = TASKS["speed"].fields[0].name
#: Aliases of the predicted speed, by its mean.
SPEED_ALIASES = {"space": "Traffic speed, space mean", "time": "Traffic speed, time mean"}
#: The categories that differ between styles; aliases, form and map tip are the same.
DRAWN = (
    QgsMapLayer.StyleCategories(QgsMapLayer.StyleCategory.Symbology)
    | QgsMapLayer.StyleCategory.Labeling
    | QgsMapLayer.StyleCategory.Diagrams
)


def completed_styles(
    layer: QgsVectorLayer,
    side: str,
    speed_mean: str = "",
    time_sets: str = "",
    few: Collection[str] = (),
) -> dict[str, str]:
    """The styles of predicted roads, with aliases, form and map tip.

    They are made of the shipped ones; the columns of the layer say which. Styles in a file, which
    may be anybody's, are not used.

    Args:
        layer: of predicted roads, which ends up with the last style.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
        speed_mean: of the predicted speeds, ``space`` or ``time``; '' if it is not known.
        time_sets: names of the predicted times of the week; '' if they are not known.
        few: tasks with few labels, of which the titles of their styles warn.

    Returns:
        QML by translated titles.
    """
    describe_fields(layer, speed_mean, time_sets)
    names = layer.fields().names()
    layer.setMapTipTemplate(map_tip(names, time_sets))
    return exported_styles(layer, road_styles(names, time_sets, few), side)


def exported_styles(
    layer: QgsVectorLayer,
    styles: Iterable[Style],
    side: str,
    adapt: Callable[[], object] = lambda: None,
) -> dict[str, str]:
    """The whole QML of a layer in each of some styles, by translated title.

    Args:
        layer: ends up with the last style.
        styles: of predicted roads.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
        adapt: changes the layer's style after each is applied.
    """
    whole = {}
    for style in styles:
        draw(layer, resources.qml(style, side), DRAWN)
        adapt()
        follow_controller(layer, follows=style is PLAYED)
        document = QDomDocument()
        layer.exportNamedStyle(document)
        whole[said(style.title)] = document.toString()
    return whole


def has_predictions(layer: QgsVectorLayer) -> bool:
    """Whether the layer has predictions of a task, or speeds at times of the week or hours."""
    return bool(road_styles(layer.fields().names()))


def describe_fields(layer: QgsVectorLayer, speed_mean: str = "", time_sets: str = "") -> None:
    """Set aliases, and group the fields by task and by times of the week in the form."""
    names = layer.fields().names()
    days = {"weekday": tr("Hours of a weekday"), "weekend": tr("Hours of a weekend day")}
    groups: dict[str, Sequence[Column]] = {tr("Road"): (*ROAD, TRAVEL_TIME, *SUPPORT)}
    groups |= {tr(task.title): task.fields for task in tasks_in(names)}
    groups |= {tr(OF_VOLUMES.title): DAILY} if DAILY[0].name in names else {}
    groups |= {said(each.title): each.columns for each in times_in(names, time_sets)}
    groups |= {days[day]: columns for day, columns in hours_in(names).items()}
    form = layer.editFormConfig()
    form.setLayout(Qgis.AttributeFormLayout.DragAndDrop)
    form.clearTabs()
    for title, members in groups.items():
        container = QgsAttributeEditorContainer(title, None)
        for column in members:
            if column.name in names:
                index = names.index(column.name)
                if column.name == SPEED and speed_mean in SPEED_ALIASES:
                    column = replace(column, alias=SPEED_ALIASES[speed_mean])
                layer.setFieldAlias(index, alias(column))
                container.addChildElement(QgsAttributeEditorField(column.name, index, container))
        form.addTab(container)
    layer.setEditFormConfig(form)
