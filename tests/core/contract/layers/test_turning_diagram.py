"""Turning diagrams of junctions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
import shapely
from shapely.affinity import rotate

from trajganr_core.contract.layers.turning_diagram import (
    HEIGHT,
    MAX_TURNS,
    MIDDLE,
    WIDTH,
    Label,
    Stroke,
    draw_turns,
    turning_diagram,
)

#: Mean width of a letter, relative to the size of its text.
LETTER = 0.55


def row(
    come: Any, go: Any, passes: Any = 50, names: Sequence[str] = ("Rua A", "Rua B"), **others: Any
) -> dict[str, Any]:
    return {
        "from_name": names[0],
        "to_name": names[1],
        "approach_heading": come,
        "exit_heading": go,
        "passes": passes,
        "delay_s": 22.4,
        "level_of_service": "C",
        "source": "observed",
        **others,
    }


def junction(arms: int, within: float = 360.0) -> list[dict[str, Any]]:
    """Every movement between arms of a junction, with many and few passes."""
    ways = [(within * number / arms, f"Avenida do Número {number}") for number in range(arms)]
    return [
        row(one[0], other[0], 10 + 97 * first * second % 500, (one[1], other[1]))
        for first, one in enumerate(ways)
        for second, other in enumerate(ways)
        if first != second
    ]


def outline(label: Label) -> shapely.Geometry:
    length, height = len(label.text) * label.size * LETTER, 0.9 * label.size
    left = label.x - {"start": 0, "middle": length / 2, "end": length}[label.anchor]
    box = shapely.box(left, label.y - height / 2, left + length, label.y + height / 2)
    return rotate(box, label.turned, origin=(label.x, label.y))


def drawn_line(stroke: Stroke) -> shapely.Geometry:
    """The line of an arrow, with its width."""
    points: list[np.ndarray] = []
    for name, to in stroke.path:
        ends = np.reshape(to, (-1, 2))
        if name == "C":
            t = np.linspace(0, 1, 60)[:, None]
            bends = np.vstack([points[-1], ends])
            weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3]
            points += [*sum(weight * bend for weight, bend in zip(weights, bends, strict=True))]
        else:
            points += [*ends]
    return shapely.LineString(points).buffer(stroke.width / 2, cap_style="flat")


@pytest.mark.parametrize(("arms", "within"), [(3, 360), (3, 120), (4, 360), (7, 200), (12, 360)])
@pytest.mark.parametrize("side", ["right", "left"])
def test_no_text_covers_another_or_an_arrow(arms: int, within: float, side: str) -> None:
    shapes = draw_turns(junction(arms, within), side, title="Praça")
    texts = [outline(shape) for shape in shapes if isinstance(shape, Label)]
    arrows = [
        drawn_line(shape) for shape in shapes if isinstance(shape, Stroke) and shape.width > 1.2
    ]
    assert len(texts) > 2 * arms
    assert not [pair for pair in combinations(texts, 2) if pair[0].intersects(pair[1])]
    assert not any(shapely.intersects(text, arrows).any() for text in texts)
    assert all(shapely.box(-3, 0, WIDTH + 3, HEIGHT).contains(text) for text in texts)


def test_an_arrow_is_as_wide_as_its_passes_and_has_the_colour_of_its_level() -> None:
    shapes = draw_turns([row(180, 0, 400), row(90, 180, 100, level_of_service="F")])
    arrows = [one for one in shapes if isinstance(one, Stroke) and one.about]
    wide, narrow = sorted(arrows, key=lambda one: -one.width)[:2]
    assert wide.width > 3 * narrow.width
    assert wide.colour != narrow.colour
    assert {"C", "F", "400 · 22 s", "100 · 22 s"} <= {
        one.text for one in shapes if isinstance(one, Label)
    }


@pytest.mark.parametrize(("side", "hand"), [("right", 1), ("left", -1)])
def test_traffic_enters_on_its_side_of_an_arm(side: str, hand: int) -> None:
    shapes = draw_turns([row(0, 180), row(180, 0, names=("Rua B", "Rua A"))], side)
    arrows = [one for one in shapes if isinstance(one, Stroke)]
    down = next(one for one in arrows if one.about.startswith("Rua A"))
    x, y = down.path[0][1]
    # From the north, the right side is the west.
    assert y < MIDDLE[1]
    assert (MIDDLE[0] - x) * hand > 0


def test_carriageways_of_a_road_are_one_arm_and_predictions_are_dashed() -> None:
    rows = [
        row(350, 180, names=("Rua A", "Rua B")),
        row(178, 10, names=("Rua B", "Rua A"), source="predicted", passes=None),
    ]
    shapes = draw_turns(rows)
    names = [one.text for one in shapes if isinstance(one, Label) and one.text.startswith("Rua")]
    assert sorted(names) == ["Rua A", "Rua B"]
    assert [one.is_dashed for one in shapes if isinstance(one, Stroke) and one.width].count(
        True
    ) == 1
    assert "≈ 22 s" in {one.text for one in shapes if isinstance(one, Label)}


def test_texts_of_anybody_are_text_and_the_picture_is_bounded() -> None:
    name = '<script>"&\x00' * 500
    rows = [
        row(number, math.nan if number % 2 else -7.0, 1e300, (name, name)) for number in range(999)
    ]
    rows += [row("north", None), {}]
    svg = turning_diagram(rows, title=name)
    tree = ElementTree.fromstring(svg)
    assert {each.tag.rsplit("}")[-1] for each in tree.iter()} == {"svg", "path", "text", "title"}
    assert len(svg) < MAX_TURNS * 2000
    assert "not drawn" in svg


def test_a_junction_without_movements_says_so() -> None:
    assert "No movement to show" in turning_diagram([])
