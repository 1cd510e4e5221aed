"""Why a file of a worker is not accepted."""

from __future__ import annotations


class RefusedFileError(Exception):
    """The reason, the rest of a sentence; :func:`.received_files.receive` makes it an error."""
