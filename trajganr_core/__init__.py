"""TrajGANR: one representation of trajectories, street-view images and locations.

Prepare a study area, predict; pretrain and fine-tune for labels of your own: docs/python_api.md and
README.md show how.

Importing the package is free of torch and NumPy, so that the QGIS plugin can import
:mod:`trajganr_core.contract` inside QGIS' own Python. A name of ``__all__`` is imported from its
module when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .contract.version import __version__

if TYPE_CHECKING:
    from .api.jobs import (
        area_report,
        changes,
        embed,
        evaluate,
        export,
        fetch_osm,
        fetch_street_view,
        labels,
        load_osm,
        load_trips,
        match,
        od_matrix,
        report,
        routing_export,
        select_link,
        travel_times,
        webpage,
    )
    from .api.models import Model, TunedModel
    from .api.workflow import finetune, observe, predict, prepare, pretrain
    from .contract.errors import Code, TrajganrError
    from .contract.options.data_config import PrepareConfig
    from .contract.options.presets import PRESETS
    from .contract.options.training_config import FinetuneConfig, PretrainConfig
    from .contract.tasks import TASKS
    from .data.bundle import Bundle
    from .utils.study_area import StudyArea

__all__ = [
    "PRESETS",
    "TASKS",
    "Bundle",
    "Code",
    "FinetuneConfig",
    "Model",
    "PrepareConfig",
    "PretrainConfig",
    "StudyArea",
    "TrajganrError",
    "TunedModel",
    "__version__",
    "area_report",
    "changes",
    "embed",
    "evaluate",
    "export",
    "fetch_osm",
    "fetch_street_view",
    "finetune",
    "labels",
    "load_osm",
    "load_trips",
    "match",
    "observe",
    "od_matrix",
    "predict",
    "prepare",
    "pretrain",
    "report",
    "routing_export",
    "select_link",
    "travel_times",
    "webpage",
]

#: The modules of public names, as imported above for type checkers; the others are functions of
#: kinds of jobs.
_MODULES = {
    "Bundle": "data.bundle",
    "Code": "contract.errors",
    "FinetuneConfig": "contract.options.training_config",
    "Model": "api.models",
    "PRESETS": "contract.options.presets",
    "PrepareConfig": "contract.options.data_config",
    "PretrainConfig": "contract.options.training_config",
    "StudyArea": "utils.study_area",
    "TASKS": "contract.tasks",
    "TrajganrError": "contract.errors",
    "TunedModel": "api.models",
    "finetune": "api.workflow",
    "observe": "api.workflow",
    "predict": "api.workflow",
    "prepare": "api.workflow",
    "pretrain": "api.workflow",
}

if not TYPE_CHECKING:  # to a type checker, a module with this function has every name

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_MODULES.get(name, 'api.jobs')}", __name__), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
