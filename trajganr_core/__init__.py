"""TrajGANR: one representation of trajectories, street-view images and locations.

Importing the package is free of torch and NumPy; its submodules bring what they need, so that
the QGIS plugin can import :mod:`trajganr_core.contract.protocol`,
:mod:`trajganr_core.contract.errors` and
:mod:`trajganr_core.contract.tasks` inside QGIS' own Python.
"""

from .contract.version import __version__

__all__ = ["__version__"]
