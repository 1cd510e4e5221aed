"""Every reachable memory block is counted once."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import shapely
import torch

from trajganr_core.features.query_locations import Locations
from trajganr_core.utils.ragged import offsets_of
from trajganr_core.utils.sizeof import sizeof
from trajganr_core.utils.study_area import StudyArea


def test_arrays_tensors_and_modules_are_counted_where_they_are_nested() -> None:
    locations = Locations(
        edge=np.zeros(10, dtype=np.int64),
        offset_m=np.zeros(10),
        lon_lat=np.zeros((10, 2)),
        image=np.zeros(10, dtype=np.int64),
    )
    layer = torch.nn.Linear(8, 4)
    assert sizeof(locations) == 10 * 8 * 5
    assert sizeof({"a": [locations], "b": (layer,)}) == 400 + 4 * (32 + 4)


def test_shared_memory_is_counted_once() -> None:
    array, tensor = np.zeros(100), torch.zeros(100)
    assert sizeof(array, array, array[10:], tensor, tensor[5:].reshape(5, 19)) == 1200


def test_texts_tables_and_geometries_have_a_size() -> None:
    names = np.array(["Rua do Teste", "Rua do Teste", "Outra"], dtype=object)
    texts = sys.getsizeof(names[0]) + sys.getsizeof(names[2])
    assert sizeof(names) == 3 * 8 + texts
    table = pd.DataFrame({"a": np.zeros(50), "b": ["x"] * 50})
    assert sizeof(table) == table.memory_usage(deep=True).sum()
    lines = shapely.linestrings(np.random.rand(40, 2), indices=np.repeat(np.arange(4), 10))
    assert sizeof(lines) > 40 * 16
    assert sizeof(shapely.STRtree(lines)) > sizeof(lines)


def test_library_objects_are_not_traversed() -> None:
    @dataclass
    class Foreign:
        array: Any

    assert sizeof(Foreign(np.zeros(1000)), offsets_of, 7, None) == 0
    assert sizeof(StudyArea(-8.7, 41.1, -8.6, 41.2)) == 0
