"""Names of junctions."""

from __future__ import annotations

import numpy as np
from junction_roads import AREA, DIVIDED, DIVIDED_ROADS, ROUNDABOUT, ROUNDABOUT_ROADS, roads

from trajganr_core.traffic.junctions.consolidation import Junctions
from trajganr_core.traffic.junctions.names import names_of


def _names(network):
    return names_of(network, Junctions.of(network, AREA)).tolist()


def test_a_junction_is_named_after_its_larger_roads():
    names = {"sa": "Rua A", "bn": "Rua A", **dict.fromkeys(("wa", "ae", "Eb", "bW"), "Avenida")}
    network = roads(DIVIDED, **DIVIDED_ROADS, names=names)
    assert _names(network) == ["Avenida / Rua A"]
    is_street = np.isin(network.name, ["Rua A", ""])
    network.highway[:] = np.where(is_street, "secondary_link", "residential")
    assert _names(network) == ["Rua A / Avenida"]
    names = {"wa": "Rua A", "bn": "Rua B", "sa": "Rua C", "ab": "Rua D"}
    assert _names(roads(DIVIDED, **DIVIDED_ROADS, names=names)) == ["Rua B / Rua C"]
    assert _names(roads(DIVIDED, **DIVIDED_ROADS)) == [""]


def test_a_roundabout_has_its_own_name_or_those_of_its_roads():
    names = {"be": "Rua E", "cn": "Rua N", "sS": "Rua S"}
    assert _names(roads(ROUNDABOUT, **ROUNDABOUT_ROADS, names=names)) == ["Rua E / Rua N"]
    names |= {"ab": "Rotunda"}
    assert _names(roads(ROUNDABOUT, **ROUNDABOUT_ROADS, names=names)) == ["Rotunda"]
