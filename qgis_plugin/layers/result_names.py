"""Names of layers of results: after their area, what they show, and the times of the week."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import chain, count
from typing import Any

from qgis.core import QgsMapLayer, QgsProject

from trajganr_core.contract.tasks import TASKS

from ..i18n import said, tr

#: Parameters of jobs that name times of the week.
TIMES = ("time_sets", "time_set", "time_set_after")
#: A name with more times would be longer than what is seen of it.
MAX_TIMES = 2


def result_name(title: str, area: str, params: Mapping[str, Any]) -> str:
    """For example ``Demo city: Observed traffic, weekday morning peak``.

    Args:
        title: what the layer shows.
        area: the name of its study area or source; '' if it is not known.
        params: of the job.
    """
    times = list(dict.fromkeys(_times_of(params)))
    tasks = params.get("tasks") or ()
    task = [tr(TASKS[name].title) for name in tasks] if len(tasks) == 1 else []
    what = ", ".join((title, *task, *(times if len(times) <= MAX_TIMES else ())))
    return f"{area}: {what}" if area else what


def free_name(name: str, project: QgsProject | None, besides: QgsMapLayer) -> str:
    """The name, with a number if another layer of the project has it."""
    layers = [] if project is None else project.mapLayers().values()
    return numbered(name, {layer.name() for layer in layers if layer is not besides})


def numbered(name: str, taken: Collection[str]) -> str:
    """The name, with a number if it is taken."""
    names = (f"{name} ({number})" for number in count(2))
    return next(each for each in chain([name], names) if each not in taken)


def _times_of(params: Mapping[str, Any]) -> Iterator[str]:
    for option in TIMES:
        value = params.get(option) or ()
        yield from map(said, (value,) if isinstance(value, str) else value)
    if params.get("each_hour"):
        yield tr("each hour")
