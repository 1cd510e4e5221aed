"""The presets are data that both sides of the socket read."""

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.options.presets import PRESETS, preset


def test_an_unknown_preset_is_refused_with_the_names_of_all_presets() -> None:
    with pytest.raises(TrajganrError) as caught:
        preset("fastest")
    assert caught.value.code is Code.INPUT_FIELD
    for name in PRESETS:
        assert name in str(caught.value.next_action)
