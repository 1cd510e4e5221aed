"""Errors of jobs name files as the user who uploaded them does."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyogrio.errors import DataSourceError

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_worker.storage.error_mapping import coded, without_home

HASH = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        (f"/srv/home/data/{HASH}/trips.csv", "trips.csv"),
        (f"/srv/home/data/{HASH}/trips.zip/day 1.csv", "trips.zip/day 1.csv"),
        ("/srv/home/bundles/prepare-1a2b/labels.parquet", "prepare-1a2b/labels.parquet"),
        ("/srv/home/jobs/predict-1a2b/work/output/roads.gpkg", "roads.gpkg"),
        (f"/elsewhere/data/{HASH}/trips.csv", f"/elsewhere/data/{HASH}/trips.csv"),
    ],
)
def test_paths_of_the_home_are_replaced_by_their_owners_names(kept: str, shown: str) -> None:
    error = TrajganrError(
        Code.INPUT_EMPTY, "{path} has {count} rows.", "See {path}.", path=kept, count=0
    )
    result = without_home(error, Path("/srv/home"))
    assert result.message == f"{shown} has 0 rows."
    assert result.next_action == f"See {shown}."
    assert result.code is Code.INPUT_EMPTY


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("sqlite3_exec(COMMIT) failed: database or disk is full", Code.RESOURCE_DISK),
        ("Error: write failed: No space left on device", Code.RESOURCE_DISK),
        ("ICreateFeature: failed", Code.INPUT_FORMAT),
    ],
)
def test_gdal_errors_have_a_code_and_a_next_action(message: str, code: Code) -> None:
    error = coded(DataSourceError(message))
    assert error.code is code
    assert error.next_action
