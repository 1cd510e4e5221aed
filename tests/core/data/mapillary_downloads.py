"""What tests of downloads from Mapillary share."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mapillary_stand_in import TOKEN, record

from trajganr_core.contract.errors import TrajganrError, cancelled
from trajganr_core.contract.options.data_config import StreetViewFilter
from trajganr_core.utils.study_area import StudyArea

AREA = StudyArea(-8.63, 41.14, -8.59, 41.16)
ANY = StreetViewFilter(panoramas="all")


def images(count: int, **changed: Any) -> list[dict[str, Any]]:
    """Images in a row through the area, one a minute."""
    return [
        record(
            str(1000 + number),
            round(-8.629 + 0.038 * number / count, 7),
            41.15,
            captured_at=1_600_000_000_000 + 60_000 * number,
            **changed,
        )
        for number in range(count)
    ]


Fetch = Callable[..., dict[str, Any]]


def refusal(fetch: Fetch, *arguments: Any, **options: Any) -> TrajganrError:
    with pytest.raises(TrajganrError) as caught:
        fetch(*arguments, **options)
    assert caught.value.next_action
    assert TOKEN not in str(caught.value.to_dict())
    return caught.value


def index_of(out: Path) -> list[dict[str, str]]:
    with zipfile.ZipFile(out / "street_view.zip") as archive:
        return list(csv.DictReader(io.StringIO(archive.read("index.csv").decode())))


def ids(out: Path) -> list[str]:
    return [row["id"] for row in index_of(out)]


class Stopper:
    """A person who cancels in a stage, once it has gone so far."""

    def __init__(self, stage: str, figure: str, most: float) -> None:
        self._stage, self._figure, self._most = stage, figure, most

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        assert 0 <= fraction <= 1
        if stage == self._stage and figures.get(self._figure, 0) >= self._most:
            raise cancelled()
