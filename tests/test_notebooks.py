"""The stored outputs of the notebooks, and how `make test-notebooks` compares them."""

from __future__ import annotations

import base64
import json
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "docs" / "notebooks").glob("*.ipynb"))
MAX_PICTURE_BYTES = 60_000


@pytest.fixture(scope="module")
def script() -> Any:
    pytest.importorskip("nbclient")
    return runpy.run_path(str(ROOT / ".ci" / "notebooks.py"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_was_run_in_order_and_pictures_are_small(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    outputs = [output for cell in code for output in cell["outputs"]]
    assert "/tmp/" not in json.dumps(outputs)
    pictures = [
        each["data"]["image/png"] for each in outputs if "image/png" in each.get("data", {})
    ]
    assert all(len(base64.b64decode(picture)) <= MAX_PICTURE_BYTES for picture in pictures)


@pytest.mark.parametrize(
    ("stored", "now", "are_alike"),
    [
        ("speed 4.31 km/h\n", "speed  4.4 km/h", True),
        ("1,204 of 2,195 roads", "1204 of 2195 roads", True),
        ("-0.02 to 0.05", "0.03 to 0.11", True),
        ("speed 4.3 km/h", "speed 5.3 km/h", False),
        ("4.3 km/h", "4.3 mph", False),
        ("one, 2", "one, 2, 3", False),
    ],
)
def test_outputs_differ_if_a_word_does_or_a_number_by_more_than_a_tenth(
    stored: str, now: str, are_alike: bool, script: Any
) -> None:
    assert script["alike"](stored, now) == are_alike


def test_a_picture_keeps_its_size_with_fewer_colours(script: Any) -> None:
    picture = base64.b64encode((ROOT / "docs" / "images" / "predicted.png").read_bytes()).decode()
    smaller = script["smaller"](picture)
    assert len(smaller) < len(picture)
    assert base64.b64decode(smaller)[16:24] == base64.b64decode(picture)[16:24]
