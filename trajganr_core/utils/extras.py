"""Libraries that only an extra of the package installs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..contract.errors import Code, TrajganrError


@contextmanager
def needs_extra(name: str = "exchange") -> Iterator[None]:
    """Say what to install if the import in this block, at the first use of a library, fails.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP``.
    """
    try:
        yield
    except ImportError as error:
        raise TrajganrError(
            Code.ENV_MISSING_DEP,
            "A library that this needs cannot be imported: {reason}.",
            "Install it into the worker's Python: pip install 'trajganr[{extra}]'.",
            reason=str(error),
            extra=name,
        ) from error
