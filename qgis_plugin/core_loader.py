"""Makes the package ``trajganr_core`` that is shipped with the plugin importable.

The plugin's folder is not added to ``sys.path``, because every other plugin would then see its
``worker`` and ``resources`` as top-level packages.
"""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

PACKAGE = "trajganr_core"
#: The plugin's modules that are imported by name. QGIS unloads those of import statements only.
BY_NAME = f"{__package__}.processing.forms"
_INIT = Path(__file__).parents[1] / PACKAGE / "__init__.py"
_loaded_here = False


def load() -> None:
    """Register this release's ``trajganr_core``; that of another release is replaced."""
    global _loaded_here
    present = sys.modules.get(PACKAGE)
    if present is not None and Path(str(present.__file__)).resolve() == _INIT.resolve():
        return
    _forget(PACKAGE)
    spec = spec_from_file_location(PACKAGE, _INIT, submodule_search_locations=[str(_INIT.parent)])
    if spec is None or spec.loader is None:
        raise ImportError(f"{_INIT} is missing: install the plugin's zip again")
    module = module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)
    _loaded_here = True


def unload() -> None:
    """Unload the modules, so that a reloaded plugin imports them again."""
    global _loaded_here
    _forget(BY_NAME)
    if _loaded_here:
        _forget(PACKAGE)
        _loaded_here = False


def _forget(package: str) -> None:
    for name in [n for n in sys.modules if n == package or n.startswith(f"{package}.")]:
        del sys.modules[name]
