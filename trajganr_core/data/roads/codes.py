"""Columns of a layer whose numbers are codes, and not what their names are in OpenStreetMap."""

from __future__ import annotations

import pandas as pd

from ...contract.options.data_config import RoadOptions

__all__ = ["without_codes"]

#: A layer with speed limits has some larger ones, and none below a walker's speed.
MAX_CODE, MIN_LIMIT = 15, 5
#: The numbers that a column of one-way roads has.
ONEWAY_NUMBERS = {-1, 0, 1}
LIMITS = ("maxspeed", "maxspeed:forward", "maxspeed:backward")


def without_codes(tags: pd.DataFrame, options: RoadOptions) -> tuple[pd.DataFrame, dict[str, str]]:
    """The tags of a layer's lines without numbers that must be codes, and which these are.

    Speed limits from 1 to 12 are classes of speeds. Of a one-way column with a 2 or a 3, the 1 may
    mean both directions, so that none of its numbers is used.

    Args:
        tags: strings, "" where absent.
    """
    found, codes = tags.copy(), {}
    for name in (*LIMITS, options.oneway_field):
        texts = pd.Series(tags[name].unique(), dtype=object)
        number = pd.to_numeric(texts.where(texts != ""), errors="coerce")
        known = {*number.dropna()} - {0}
        is_code = (
            bool(known - ONEWAY_NUMBERS)
            if name == options.oneway_field
            else bool(known) and max(known) <= MAX_CODE and min(known) < MIN_LIMIT
        )
        if is_code:
            found[name] = tags[name].mask(tags[name].isin(texts[number.notna()]), "")
            codes[name] = ", ".join(f"{each:g}" for each in sorted({*number.dropna()})[:20])
    return found, codes
