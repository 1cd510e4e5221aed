"""What tests of readers share."""

from __future__ import annotations

import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.data_config import TripOptions
from trajganr_core.data.readers import open_trips
from trajganr_core.data.trips.trajectories import Trajectories, concatenate

SHARED = Path(__file__).parents[4] / "shared/data"
PORTO = SHARED / "porto/train_2013-07-01_02.csv.zip"
CABS = SHARED / "cabspotting_sample"


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def write_zip(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def read(path: Path, **options: Any) -> Trajectories:
    """All trips of a small file, before cleaning."""
    return concatenate(list(open_trips(path, TripOptions(**options)).batches()))


def dropped(path: Path, **options: Any) -> dict[str, int]:
    """What reading leaves out, and how often."""
    source = open_trips(path, TripOptions(**options))
    for _ in source.batches():
        pass
    return dict(+source.dropped)


def refusal(path: Path, **options: Any) -> TrajganrError:
    """The error with which a path is refused; it says what to do next."""
    with pytest.raises(TrajganrError) as error:
        read(path, **options)
    assert error.value.next_action
    return error.value


def code_of(path: Path, **options: Any) -> Code:
    return refusal(path, **options).code


def times(trips: Trajectories) -> dict[str, list[float]]:
    """Trip id → the times of its fixes."""
    return {
        name: trips.t[a:b].tolist()
        for name, (a, b) in zip(trips.trip_id, pairwise(trips.offsets), strict=True)
    }
