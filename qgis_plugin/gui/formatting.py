"""Times, amounts and errors as text."""

from __future__ import annotations

import time

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.texts.quantities import duration_text

from ..client.catalogue import CATALOGUE
from ..i18n import tr


def span(seconds: float) -> str:
    """A span of time."""
    return duration_text(seconds).said(tr)


def ago(at: float) -> str:
    """How long ago something was; ``at`` is Unix seconds."""
    return tr("{span} ago").format(span=span(time.time() - at))


def error_text(error: TrajganrError) -> str:
    """An error in one line: what is wrong, what to do, and the code."""
    error = CATALOGUE.named(error)
    return f"{error.message} {error.next_action} [{error.code.value}]"
