"""The status of the components in the set-up dialog."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qgis_plugin.diagnosis.readiness import find_worker
from qgis_plugin.settings import Profile
from trajganr_core.contract.health import Level


@pytest.mark.parametrize(("sees_gpu", "device"), [(True, "graphics card"), (False, "processor")])
def test_the_status_of_an_environment_names_its_device(
    sees_gpu: bool, device: str, tmp_path: Path
) -> None:
    made = {"python": "3.12.1", "torch": "2.15.0", "cuda": "", "sees_gpu": sees_gpu}
    (tmp_path / "complete.json").write_text(json.dumps(made), encoding="utf-8")
    python = tmp_path / "bin" / "python"
    python.parent.mkdir()
    python.touch()
    finding = find_worker(Profile("Mine", python=str(python)))
    assert finding.level is Level.FINE
    assert device in finding.text
