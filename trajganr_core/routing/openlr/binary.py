"""References as text: binary version 3 of OpenLR in base 64, by the library ``openlr``."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass

from ...contract.errors import Code, TrajganrError
from ...utils.extras import needs_extra

#: Most characters of a reference that is read: of about 400 points, some 200 km of a city.
MAX_CHARACTERS = 4000
#: The width of the sectors in which bearings are written, degrees.
SECTOR_DEG = 11.25
#: Distances are written in steps of so many metres, and are at least 1.
DISTANCE_M, LEAST_M = 58.6, 1


@dataclass(frozen=True)
class Reference:
    """A line, by its location reference points: p of them, at least two.

    Attributes:
        lon_lat: of the points, degrees.
        frc, fow: of the edge that leaves each point, and of the one that ends at the last.
        bearing: of this edge at the point, degrees from north.
        lfrcnp: of the p-1 ways to the next point, the lowest class of their edges.
        dnp: their lengths, metres.
        positive, negative: shares of the first and the last of these ways that are no part of the
            line, at its beginning and its end.
    """

    lon_lat: Sequence[tuple[float, float]]
    frc: Sequence[int]
    fow: Sequence[int]
    bearing: Sequence[float]
    lfrcnp: Sequence[int]
    dnp: Sequence[float]
    positive: float
    negative: float


def write_references(references: Sequence[Reference]) -> list[str]:
    """The texts of references.

    Raises:
        TrajganrError: ``ENV.MISSING_DEP`` without the library.
    """
    with needs_extra():
        import openlr
    frc = {each.value: each for each in openlr.FRC}
    fow = {each.value: each for each in openlr.FOW}
    texts = []
    for given in references:
        rows = zip(
            *(given.lon_lat, given.frc, given.fow, given.bearing),
            *((*given.lfrcnp, openlr.FRC.FRC7.value), (*given.dnp, 0)),
            strict=True,
        )
        points = [
            openlr.LocationReferencePoint(
                *(*lon_lat, frc[road_class], fow[form]),
                # The middle of its sector: the library writes 0 degrees as the last one.
                *((bearing // SECTOR_DEG + 0.5) * SECTOR_DEG, frc[lowest], max(metres, LEAST_M)),
            )
            for lon_lat, road_class, form, bearing, lowest, metres in rows
        ]
        line = openlr.LineLocationReference(points, given.positive, given.negative)
        texts.append(openlr.binary_encode(line))
    return texts


def read_reference(text: str) -> Reference:
    """The line of a text.

    Raises:
        TrajganrError: ``INPUT.FORMAT`` for a text that is no line in version 3, or too long;
            ``ENV.MISSING_DEP`` without the library.
    """
    with needs_extra():
        import openlr
    try:
        if len(text) > MAX_CHARACTERS:
            raise ValueError(f"{len(text)} characters")
        line = openlr.binary_decode(base64.b64decode(text, validate=True), is_base64=False)
        if not isinstance(line, openlr.LineLocationReference) or len(line.points) < 2:
            raise ValueError(type(line).__name__)
    except (ValueError, NotImplementedError, IndexError, binascii.Error) as error:
        raise TrajganrError(
            Code.INPUT_FORMAT,
            "{text} is no OpenLR reference of a line: {reason}.",
            "Use the base64 text of a line, binary version 3.",
            text=text[:40],
            reason=str(error),
        ) from error
    points = line.points
    return Reference(
        lon_lat=[(each.lon, each.lat) for each in points],
        frc=[each.frc.value for each in points],
        fow=[each.fow.value for each in points],
        bearing=[float(each.bear) for each in points],
        lfrcnp=[each.lfrcnp.value for each in points[:-1]],
        dnp=[float(each.dnp) for each in points[:-1]],
        positive=line.poffs,
        negative=line.noffs,
    )
