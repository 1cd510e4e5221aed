"""Type aliases of NumPy arrays."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

BoolArray: TypeAlias = npt.NDArray[np.bool_]
IntArray: TypeAlias = npt.NDArray[np.int64]
Int32Array: TypeAlias = npt.NDArray[np.int32]
FloatArray: TypeAlias = npt.NDArray[np.float64]
Float32Array: TypeAlias = npt.NDArray[np.float32]
TextArray: TypeAlias = npt.NDArray[np.object_]  #: of ``str``
GeometryArray: TypeAlias = npt.NDArray[np.object_]  #: of Shapely geometries
