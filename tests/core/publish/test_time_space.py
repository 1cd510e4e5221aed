import io

import matplotlib
import numpy as np
import pytest
from matplotlib.figure import Figure

from trajganr_core.contract.layers.map_classes import SPEED_COLOURS
from trajganr_core.publish.time_space import GAP, draw_time_space, time_space_picture

METRES, HOURS = np.array([0.0, 500, 1500]), np.arange(25.0)


def speeds() -> np.ndarray:
    kmh = np.full((24, 2), 50.0)
    kmh[8, 1], kmh[3, 0], kmh[20, 1] = 5.0, np.nan, 250.0
    return kmh


def test_each_hour_and_place_has_the_colour_of_its_speed_and_gaps_none() -> None:
    axes = Figure().subplots()
    draw_time_space(axes, METRES, HOURS, speeds())
    (mesh,) = axes.collections
    mesh.update_scalarmappable()
    colours = mesh.get_facecolors().reshape(2, 24, 4)
    hexes = matplotlib.colors.to_hex
    assert hexes(colours[1, 8]) == SPEED_COLOURS[0]
    assert hexes(colours[1, 20]) == SPEED_COLOURS[-1]
    assert hexes(colours[0, 9]) == SPEED_COLOURS[4]
    assert colours[0, 3, 3] == 0  # what is behind it is seen
    assert hexes(axes.get_facecolor()) == GAP


@pytest.mark.parametrize(("metres", "unit"), [(METRES, "m"), (METRES * 4, "km")])
def test_names_along_the_way_do_not_cover_each_other(metres: np.ndarray, unit: str) -> None:
    axes = Figure().subplots()
    marks = [(0.0, "Rua A"), (5.0, "Rua B"), (900.0, "C" * 200), (99_999.0, "elsewhere")]
    draw_time_space(axes, metres, HOURS, speeds(), marks)
    names = [text.get_text() for text in axes.child_axes[0].get_yticklabels()]
    assert names == ["Rua A", "C" * 31 + "…"]
    assert axes.get_ylabel() == f"Along the corridor, {unit}"


def test_the_picture_is_a_png_and_texts_are_no_formulas() -> None:
    picture = time_space_picture(METRES, HOURS, speeds(), [(0.0, r"$\bad{$")], "A $ $ city")
    assert picture.startswith(b"\x89PNG")
    assert matplotlib.image.imread(io.BytesIO(picture)).std() > 0.1
