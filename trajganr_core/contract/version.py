"""The version of the project: one number for plugin, contract, core and worker."""

__version__ = "0.1.0"
