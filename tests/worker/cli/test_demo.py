"""``trajganr demo``."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path


def test_the_demo_city_is_predicted_and_what_to_open_is_said(
    run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    said = run("demo")
    assert said.returncode == 0, said.stderr
    made = {path.name for path in (tmp_path / "trajganr-demo").iterdir()}
    assert made == {"city", "bundle", "predicted_roads.gpkg", "page.html", "report.pdf"}
    for name in made - {"city"}:
        assert f"trajganr-demo/{name}" in said.stdout
