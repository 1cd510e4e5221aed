"""JSON of others: text that is nested so deeply that a parser gives up is no JSON either."""

from __future__ import annotations

import json
from typing import Any

__all__ = ["loads"]


def loads(text: str | bytes) -> Any:
    """Parse JSON.

    Raises:
        ValueError: for what is none, or nested too deeply.
    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
