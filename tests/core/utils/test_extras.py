"""Libraries of extras that are not installed."""

import pytest

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.utils.extras import needs_extra


def test_a_missing_library_is_an_error_that_says_which_extra_to_install() -> None:
    with pytest.raises(TrajganrError) as caught, needs_extra():
        import no_such_library  # type: ignore[import-not-found]  # noqa: F401
    assert caught.value.code == Code.ENV_MISSING_DEP
    assert "no_such_library" in str(caught.value)
    assert "pip install 'trajganr[exchange]'" in caught.value.next_action
