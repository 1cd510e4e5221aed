"""Programs that the set-up runs."""

from __future__ import annotations

import gc
import sys
import warnings

from qgis_plugin.installation.programs import Progress, run_program


def test_a_program_that_ended_leaves_nothing_open() -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        output = run_program([sys.executable, "-c", "print('a'); print('b')"], Progress())
        gc.collect()
    assert output == "a\nb"
    assert not [each.message for each in caught if each.category is ResourceWarning]
