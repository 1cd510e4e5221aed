"""What downloads have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from .params import BBox, File, JobParams, Secret
from .result import FilesResult

__all__ = ["DownloadResult", "FetchParams"]


@dataclass(frozen=True, kw_only=True)
class FetchParams(JobParams):
    """What every download shares.

    Attributes:
        proxy: URL of an HTTP proxy, perhaps with a password; the environment's where empty.
        certificates: certificates to trust instead of the usual ones, PEM.
    """

    bbox: BBox
    proxy: Secret = field(default="", repr=False)
    certificates: File | None = None


@dataclass(frozen=True, kw_only=True)
class DownloadResult(FilesResult):
    """The result of a job whose data has a licence.

    Attributes:
        licence, attribution: of the data.
    """

    licence: str
    attribution: str
