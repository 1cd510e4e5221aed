"""Times, amounts and errors as text."""

from __future__ import annotations

import time

from trajganr_core.contract.errors import TrajganrError

from ..client.catalogue import CATALOGUE
from ..i18n import tr


def span(seconds: float) -> str:
    """A span of time in its largest whole unit."""
    for unit, size in ((tr("d"), 86400), (tr("h"), 3600), (tr("min"), 60)):
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{max(0, int(seconds))} {tr('s')}"


def ago(at: float) -> str:
    """How long ago something was; ``at`` is Unix seconds."""
    return tr("{span} ago").format(span=span(time.time() - at))


def error_text(error: TrajganrError) -> str:
    """An error in one line: what is wrong, what to do, and the code."""
    error = CATALOGUE.named(error)
    return f"{error.message} {error.next_action} [{error.code.value}]"
