"""Options are refused early, but never for what only this system does not know."""

from __future__ import annotations

from zoneinfo import ZoneInfoNotFoundError

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options import validation
from trajganr_core.contract.options.data_config import TripOptions


def test_an_unknown_time_zone_is_refused() -> None:
    assert TripOptions(time_zone="Europe/Lisbon").time_zone == "Europe/Lisbon"
    for name in ("Europe/Atlantis", " ", "../etc"):
        with pytest.raises(TrajganrError) as caught:
            TripOptions(time_zone=name)
        assert caught.value.code is Code.INPUT_FIELD


def test_any_time_zone_is_accepted_on_a_system_without_a_database_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As QGIS' Python on Windows."""

    def unknown(name: str) -> None:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr(validation, "ZoneInfo", unknown)
    monkeypatch.setattr(validation, "available_timezones", set)
    assert TripOptions(time_zone="Europe/Lisbon").time_zone == "Europe/Lisbon"
