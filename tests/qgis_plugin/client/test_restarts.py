"""A worker is restarted a few times only."""

from __future__ import annotations

from qgis_plugin.client.restarts import MAX_COUNT, WITHIN_S, Restarts


def test_restarts_are_limited_until_the_first_is_long_ago() -> None:
    now = 0.0
    restarts = Restarts(lambda: now)
    assert all(restarts.take() for _ in range(MAX_COUNT))
    now = WITHIN_S - 1
    assert not restarts.take()
    now = WITHIN_S
    assert restarts.take()
