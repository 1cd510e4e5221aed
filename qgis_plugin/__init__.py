"""TrajGANR in QGIS: layers in, jobs out, styled road layers back."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """The plugin, or a stand-in that shows why it cannot start."""
    from . import core_loader

    try:
        core_loader.load()
        from trajganr_core.contract.errors import set_translator

        from .i18n import tr
        from .plugin import TrajganrPlugin

        set_translator(tr)
        return TrajganrPlugin(iface)
    except Exception as error:
        from .stub import StubPlugin

        return StubPlugin(iface, error)
