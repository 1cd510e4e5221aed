"""A stand-in for Mapillary, and downloads from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from mapillary_downloads import ANY, AREA, Fetch, images
from mapillary_stand_in import TOKEN, MapillaryStandIn

from trajganr_core.contract.options.data_config import StreetViewFilter
from trajganr_core.data.services.download import RetryPolicy
from trajganr_core.data.street_view import mapillary_api
from trajganr_core.data.street_view.mapillary import fetch_street_view


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[MapillaryStandIn]:
    with MapillaryStandIn(images(6)) as running:
        yield running


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def fetch(
    server: MapillaryStandIn,
    tmp_path: Path,
    waits: list[float],
    monkeypatch: pytest.MonkeyPatch,
) -> Fetch:
    """Download from the stand-in without waiting, into ``tmp_path / "out"``."""

    usually = RetryPolicy(tries=4, silence_s=5, sleep=waits.append)
    monkeypatch.setenv("TRAJGANR_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("TRAJGANR_MAPILLARY", server.url)

    def run(
        wanted: StreetViewFilter = ANY, patience: RetryPolicy = usually, **options: Any
    ) -> dict[str, Any]:
        monkeypatch.setattr(mapillary_api, "PATIENT", patience)
        usual = {"area": AREA, "token": TOKEN, "out": tmp_path / "out"}
        return fetch_street_view(wanted=wanted, **(usual | options))

    return run
