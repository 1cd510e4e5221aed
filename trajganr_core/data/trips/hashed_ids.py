"""Ids of trips and drivers in place of those of the source."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import replace

import numpy as np
import pandas as pd

from ...contract.errors import Code, TrajganrError
from ...contract.texts.text import Text
from ...utils.arrays import TextArray
from .trajectories import Trajectories

#: Of a hash, 64 bits: two of a million ids are the same with a probability of 3e-8.
DIGITS = 16
#: A shorter salt could be found by trying all.
MIN_SALT = 12
#: The remark on a bundle whose ids are hashed.
HASHED = Text("Ids of trips and drivers are hashed with a salt, which was not kept.")


def check_salt(salt: str) -> None:
    """Refuse a salt that could be guessed; an empty one means no hashing.

    Raises:
        TrajganrError: ``INPUT.FIELD``.
    """
    if salt and len(salt) < MIN_SALT:
        raise TrajganrError(
            Code.INPUT_FIELD,
            "The salt of the ids has {length} characters; it must have at least {least}.",
            "Use a long random text, and keep it secret.",
            length=len(salt),
            least=MIN_SALT,
        )


def hash_ids(trips: Trajectories, salt: str) -> Trajectories:
    """The trips with hashed ids: HMAC-SHA-256 of the id, keyed by the salt.

    Equal ids have equal hashes, in all files that use the same salt. Unknown drivers stay unknown.
    """
    return replace(
        trips,
        trip_id=_hashed(trips.trip_id, salt, "trip"),
        driver_id=_hashed(trips.driver_id, salt, "driver"),
    )


def _hashed(ids: TextArray, salt: str, kind: str) -> TextArray:
    codes, different = pd.factorize(ids)
    key = salt.encode()
    hashes = [
        hmac.new(key, f"{kind} {text}".encode(), hashlib.sha256).hexdigest()[:DIGITS]
        if text
        else ""
        for text in different
    ]
    return np.array(hashes, dtype=object)[codes] if len(codes) else ids
