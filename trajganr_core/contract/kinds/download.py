"""What downloads have in common."""

from __future__ import annotations

from dataclasses import dataclass, field

from .params import BBox, File, JobParams, Secret, given
from .result import FilesResult


@dataclass(frozen=True, kw_only=True)
class NetworkParams(JobParams):
    """How a job that downloads reaches the internet."""

    proxy: Secret = field(default="", repr=False)
    certificates: File | None = given(
        "certificates to trust", default=None, absent="the system's", metavar="PEM"
    )


@dataclass(frozen=True, kw_only=True)
class FetchParams(NetworkParams):
    """What every download shares."""

    bbox: BBox = given("area, degrees", title="Study area", help="The area to download.")


@dataclass(frozen=True, kw_only=True)
class DownloadResult(FilesResult):
    """The result of a job whose data has a licence.

    Attributes:
        licence, attribution: of the data.
    """

    licence: str
    attribution: str
