"""How predicted roads are drawn and named: a style or two a task, aliases, form and map tip."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsAttributeEditorContainer,
    QgsAttributeEditorField,
    QgsEditFormConfig,
    QgsMapLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from trajganr_core.contract.geopackage_styles import RIGHT
from trajganr_core.contract.tasks import COMMON_FIELDS, TASKS, Style, Task

from .. import resources
from ..i18n import tr
from .described import alias, draw
from .map_tip import map_tip

#: What a style says; aliases, form and map tip are the same in all.
DRAWN = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Diagrams


def named_styles(layer: QgsVectorLayer, side: str = RIGHT) -> dict[str, str]:
    """The QML of each way to draw the layer, by its title, the first task's first.

    Unlike the worker's own styles these also know aliases, form and map tip.

    Args:
        layer: of predicted roads, whose drawing is left at the last style.
        side: on which side of the road vehicles drive, ``right`` or ``left``.
    """
    styles: dict[str, str] = {}

    def keep(style: Style) -> None:
        document = QDomDocument()
        layer.exportNamedStyle(document)
        styles[tr(style.title)] = document.toString()

    for_each_style(layer, keep, side)
    return styles


def for_each_style(layer: QgsVectorLayer, use: Callable[[Style], None], side: str = RIGHT) -> None:
    """Draw the layer in each way in turn, with aliases, form and map tip, and ``use`` it."""
    describe_fields(layer)
    layer.setMapTipTemplate(map_tip(tasks_of(layer), layer.fields().names()))
    for task in tasks_of(layer):
        for style in task.styles:
            draw_roads(layer, style, side)
            use(style)


def draw_roads(layer: QgsVectorLayer, style: Style, side: str = RIGHT) -> None:
    """Draw predicted roads in one way."""
    draw(layer, resources.style(style.id, side), DRAWN)


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
