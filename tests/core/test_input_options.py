"""Options are refused early, but never for what only this system does not know."""

from __future__ import annotations

from zoneinfo import ZoneInfoNotFoundError

import pytest

from trajganr_core import input_options
from trajganr_core.errors import Code, TrajganrError
from trajganr_core.input_options import TripOptions


def test_a_time_zone_that_does_not_exist_is_refused() -> None:
    assert TripOptions(time_zone="Europe/Lisbon").time_zone == "Europe/Lisbon"
    for name in ("Europe/Atlantis", " ", "../etc"):
        with pytest.raises(TrajganrError) as caught:
            TripOptions(time_zone=name)
        assert caught.value.code is Code.INPUT_FIELD


def test_a_system_without_time_zones_leaves_them_to_the_worker(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As QGIS' Python on Windows."""

    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(input_options, "ZoneInfo", unknown)
    monkeypatch.setattr(input_options, "available_timezones", set)
    assert TripOptions(time_zone="Europe/Lisbon").time_zone == "Europe/Lisbon"
