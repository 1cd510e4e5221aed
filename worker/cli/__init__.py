"""The command line, ``trajganr``: the whole path in one process, and the worker's remote control.

Only what a command needs is imported when it runs, so that ``trajganr --help`` and
``trajganr jobs list`` do not wait for torch.
"""

from .program import main

__all__ = ["main"]
