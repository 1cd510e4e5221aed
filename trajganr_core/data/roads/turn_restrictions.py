"""Turn restrictions of OpenStreetMap, and the turns between edges that they forbid.

Rules of the OSM wiki (Relation:restriction, Key:except) for relations with a node as ``via``. They
name ways; the turns are those between the edges of these ways at the node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
import pandas as pd

from ...contract.texts.text import Text
from ...utils.arrays import BoolArray, IntArray

#: Reasons why restrictions are not used, in the words of the report.
CONDITIONAL = Text("that hold under conditions")
UNKNOWN = Text("of an unknown kind")
VIA_WAY = Text("with a way between their roads")
INCOMPLETE = Text("without one node between two roads")
AMBIGUOUS = Text("whose roads are not split at their node")
NO_EFFECT = Text("between roads or directions that are left out")

MANOEUVRES = ("left_turn", "right_turn", "straight_on", "u_turn")
#: All turns from a road except the one to the other road are forbidden.
ONLY = frozenset(f"only_{name}" for name in MANOEUVRES)
FORBIDDING = frozenset(f"no_{name}" for name in (*MANOEUVRES, "entry", "exit"))
#: Deprecated tags of restrictions that hold at some times.
TIMES = ("day_on", "day_off", "hour_on", "hour_off")


class Member(NamedTuple):
    """A member of a relation: ``n``, ``w`` or ``r``, its id, and its role."""

    type: str
    ref: int
    role: str


class Restriction(NamedTuple):
    """A relation that restricts the turns of a vehicle.

    Attributes:
        ways: its roads.
        via: the node; 0 if the restriction cannot be used.
        turns: pairs of ways, from and to.
        is_only: whether these are the only permitted turns, or else forbidden ones.
        unused: why it cannot be used, or None.
    """

    ways: tuple[int, ...]
    via: int
    turns: tuple[tuple[int, int], ...]
    is_only: bool
    unused: Text | None


def restriction_of(
    tags: Mapping[str, str], members: Sequence[Member], classes: Sequence[str]
) -> Restriction | None:
    """A relation of type ``restriction``; None if it does not restrict the vehicle.

    Args:
        tags, members: of the relation.
        classes: the access classes of the vehicle, from general to specific. The tag of the most
            specific one (``restriction:motorcar``) has priority.
    """
    exempt = {name.strip() for name in tags.get("except", "").split(";")}
    if exempt & set(classes):
        return None
    keys = ["restriction", *(f"restriction:{name}" for name in classes)]
    kind = next((tags[key] for key in reversed(keys) if key in tags), "none")
    is_conditional = any(f"{key}:conditional" in tags for key in keys)
    if kind == "none" and not is_conditional:
        return None
    first, between, last = (
        [member for member in members if member.role == role] for role in ("from", "via", "to")
    )
    ways = tuple(member.ref for member in (*first, *between, *last) if member.type == "w")
    is_complete = bool(first) and bool(last) and [each.type for each in between] == ["n"]
    if kind == "none" or any(key in tags for key in TIMES):
        unused = CONDITIONAL
    elif kind not in ONLY | FORBIDDING:
        unused = UNKNOWN
    elif any(member.type == "w" for member in between):
        unused = VIA_WAY
    elif not is_complete or any(member.type != "w" for member in (*first, *last)):
        unused = INCOMPLETE
    else:
        turns = tuple((a.ref, b.ref) for a in first for b in last)
        return Restriction(ways, between[0].ref, turns, kind in ONLY, None)
    return Restriction(ways, 0, (), False, unused)


@dataclass(frozen=True)
class TurnRestrictions:
    """Usable restrictions, one row for each pair of ways.

    Attributes:
        number: ``(r,)`` number of the restriction, from 0; the rows of one are consecutive.
        from_way, to_way: ``(r,)`` ids of the ways.
        via: ``(r,)`` number of the vertex at which they meet, see :class:`~.noding.Parts`; -1 for
            none.
        is_only: ``(r,)`` whether all other turns are forbidden, or else this one.
    """

    number: IntArray
    from_way: IntArray
    to_way: IntArray
    via: IntArray
    is_only: BoolArray

    @classmethod
    def of(cls, restrictions: Iterable[Restriction], vertex_of: Mapping[int, int]) -> Self:
        """The rows of usable restrictions.

        Args:
            restrictions: those to use.
            vertex_of: the vertex of each node.
        """
        rows = [
            (number, *turn, vertex_of.get(each.via, -1), each.is_only)
            for number, each in enumerate(restrictions)
            for turn in each.turns
        ]
        columns = np.array(rows, dtype=np.int64).reshape(-1, 5).T
        number, from_way, to_way, via, is_only = columns
        return cls(number, from_way, to_way, via, is_only > 0)

    def __len__(self) -> int:
        return len(np.unique(self.number))

    def forbidden_turns(self, ends: IntArray, way: IntArray, unused: Counter[Text]) -> IntArray:
        """The turns between edges that the restrictions forbid: ``(t, 2)`` different pairs.

        Args:
            ends: ``(E, 2)`` vertices where each edge begins and ends.
            way: ``(E,)`` the way of each edge.
            unused: counts the restrictions that forbid nothing, by reason.
        """
        if not len(self.number):
            return np.empty((0, 2), dtype=np.int64)
        edge = np.arange(len(way))
        rows = pd.DataFrame(
            {
                "row": np.arange(len(self.number)),
                "number": self.number,
                "from_way": self.from_way,
                "to_way": self.to_way,
                "via": self.via,
                "is_only": self.is_only,
            }
        )
        arriving = pd.DataFrame({"from_way": way, "via": ends[:, 1], "last": edge})
        leaving = pd.DataFrame({"to_way": way, "via": ends[:, 0], "next": edge})
        named = rows.merge(arriving, on=["from_way", "via"]).merge(leaving, on=["to_way", "via"])
        # A road that passes the node has two edges there, and which one is meant is not known.
        is_clear = ~named["row"].duplicated(keep=False)
        clear = named[is_clear]
        unclear = np.setdiff1d(named.loc[~is_clear, "number"], clear["number"])
        unused[AMBIGUOUS] += len(unclear)
        unused[NO_EFFECT] += len(np.setdiff1d(self.number, named["number"]))
        only = clear[clear["is_only"]]
        others = only[["last", "via"]].merge(leaving, on="via")
        permitted, other = _codes(only, len(way)), _codes(others, len(way))
        forbidden = np.r_[
            _codes(clear[~clear["is_only"]], len(way)), np.setdiff1d(other, permitted)
        ]
        return np.column_stack(np.divmod(np.unique(forbidden), max(len(way), 1)))


def _codes(turns: pd.DataFrame, edges: int) -> IntArray:
    """A number for each pair of edges."""
    codes: IntArray = (turns["last"] * edges + turns["next"]).to_numpy(dtype=np.int64)
    return codes
