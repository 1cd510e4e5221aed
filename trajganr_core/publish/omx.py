"""Matrices as Open Matrix (OMX), which planning programs exchange.

HDF5 in the layout of its version 0.2 (https://github.com/osPlanning/omx/wiki/Specification).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from ..contract.files.atomic_io import atomic_file
from ..utils.arrays import FloatArray, IntArray, TextArray
from ..utils.extras import needs_extra

#: A name, which is an identifier, the values ``(rows, columns)``, and what is said of them.
Matrix = tuple[str, FloatArray, Mapping[str, str]]


def write_omx(
    out: Path,
    matrices: Iterable[Matrix],
    lookups: Mapping[str, IntArray | TextArray],
    about: Mapping[str, str],
) -> None:
    """Write matrices of one shape, as they come; the file is complete or absent.

    Args:
        out: the file; an existing one is replaced.
        matrices: NaN is a value that is not known.
        lookups: ids or names of the rows or columns, in their order.
        about: what is said of all; empty texts are left out.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without the extra ``exchange``.
    """
    with needs_extra():
        import openmatrix
    with atomic_file(out) as temporary, openmatrix.open_file(str(temporary), "w") as file:
        for name, values, facts in matrices:
            file.create_matrix(name, obj=values, attrs=facts)
        # The library's own function knows no lookups of texts.
        for name, keys in lookups.items():
            is_text = keys.dtype == object
            plain = np.char.encode(keys.astype(str), "utf-8") if is_text else keys
            file.create_array(file.root.lookup, name, obj=plain)
        for name, text in about.items():
            if text:
                file.root._v_attrs[name] = text
