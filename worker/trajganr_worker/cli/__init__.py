# PYTHON_ARGCOMPLETE_OK: argcomplete looks for this line.
"""The command line ``trajganr``: all steps in one process, and control of a worker.

Each command imports what it needs when it runs, so that ``trajganr --help`` and
``trajganr jobs list`` do not load torch.
"""

from .program import main

__all__ = ["main"]
