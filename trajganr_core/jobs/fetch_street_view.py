"""Download street views of an area from Mapillary, or their coverage."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..contract.kinds.fetch_street_view import FetchStreetViewParams, FetchStreetViewResult
from ..data.street_view.coverage import fetch_coverage
from ..data.street_view.mapillary import fetch_street_view
from ..utils.progress import Progress
from ..utils.study_area import StudyArea


def run(params: FetchStreetViewParams, out: Path, progress: Progress) -> FetchStreetViewResult:
    """Write pictures and their layer, or the coverage, into the folder ``out``.

    Raises:
        TrajganrError: ``AUTH.DENIED``, also if the worker lost the token when it was restarted.
    """
    area = StudyArea(*params.bbox)
    network: dict[str, Any] = {
        "proxy": params.proxy,
        "certificates": None if params.certificates is None else Path(params.certificates),
        "progress": progress,
    }
    if params.coverage_only:
        coverage = FetchStreetViewResult.COVERAGE_FILE
        fetched = fetch_coverage(area, params, params.token, out / coverage, **network)
        files: tuple[str, ...] = (coverage,)
    else:
        fetched = fetch_street_view(area, params, params.token, out, **network)
        files = (FetchStreetViewResult.PICTURES, FetchStreetViewResult.LAYER_FILE)
    return FetchStreetViewResult(files=files, **{**fetched, "remarks": tuple(fetched["remarks"])})
