"""TrajGANR: one representation of trajectories, street-view images and locations.

Prepare a study area, predict; pretrain and fine-tune for labels of your own: docs/python_api.md and
README.md show how.

Importing the package is free of torch and NumPy, so that the QGIS plugin can import
:mod:`trajganr_core.contract` inside QGIS' own Python. A public name is imported from its module
when it is first used. Each kind of job that has no function of its own here has one that is made of
what the kind declares, such as ``match``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .contract.version import __version__

if TYPE_CHECKING:
    from .api.city import city
    from .api.jobs import JobFunction
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
    "city",
    "finetune",
    "observe",
    "predict",
    "prepare",
    "pretrain",
]

#: The module of each public name, as imported above for type checkers.
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
    "city": "api.city",
    "finetune": "api.workflow",
    "observe": "api.workflow",
    "predict": "api.workflow",
    "prepare": "api.workflow",
    "pretrain": "api.workflow",
}


def __getattr__(name: str) -> JobFunction:
    """A public name, imported when it is first used; each other kind of job has a function."""
    from .contract.kinds import KINDS

    if name not in _MODULES and name not in KINDS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_MODULES.get(name, 'api.jobs')}", __name__)
    globals()[name] = getattr(module, name)
    value: JobFunction = globals()[name]
    return value


def __dir__() -> list[str]:
    """The public names only: no modules, nothing that this module imports."""
    from .contract.kinds import KINDS

    return sorted({*__all__, *KINDS})
