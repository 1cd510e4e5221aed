"""What is there of all that TrajGANR needs, as far as it can be told without waiting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from qgis.core import QgsApplication, QgsProject

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.protocol.connection import connection_file

from ..client.session import home_of, missing_dependency, python_of
from ..i18n import tr
from ..installation.environment import existing
from ..layers.demo_city import is_in
from ..settings import Profile, current_profile, mapillary_auth


class State(Enum):
    """How a part is."""

    READY = "ready"
    MISSING = "missing"
    OPTIONAL = "optional"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """How a part is, and a sentence that says so."""

    state: State
    text: str


def is_something_missing() -> bool:
    """Whether the set-up has to be done before anything can run."""
    return State.MISSING in (find_zmq().state, find_worker(current_profile()).state)


def find_zmq() -> Finding:
    """Whether QGIS' Python can talk to a worker."""
    if missing_dependency():
        return Finding(
            State.MISSING, tr("QGIS' Python lacks pyzmq, through which it talks to the worker.")
        )
    return Finding(State.READY, tr("QGIS' Python has pyzmq."))


def find_worker(profile: Profile) -> Finding:
    """Whether there is a worker to be asked or started."""
    if profile.is_remote:
        return Finding(
            State.READY,
            tr("The worker runs on another machine: {name}.").format(name=profile.name),
        )
    try:
        home = home_of(profile)
    except TrajganrError as error:
        return Finding(State.MISSING, f"{error.message} {error.next_action}")
    python = python_of(profile)
    if python is None and connection_file(home).is_file():
        return Finding(State.READY, tr("A worker runs on this machine, which was started by hand."))
    if python is None:
        return Finding(State.MISSING, tr("No environment for the worker is set up yet."))
    if not python.is_file():
        return Finding(
            State.MISSING,
            tr("The worker's Python is gone: {python}.").format(python=python),
        )
    made = existing(python.parents[1])
    if made is None:
        return Finding(State.READY, tr("The worker runs on {python}.").format(python=python))
    other = tr("GPU") if made.sees_gpu else tr("processor only")
    build = f"CUDA {made.cuda}" if made.cuda else other
    return Finding(
        State.READY,
        tr("The worker has its own environment: Python {python}, torch {torch} ({build}).").format(
            python=made.python_version, torch=made.torch, build=build
        ),
    )


def find_token() -> Finding:
    """Whether a Mapillary token is kept."""
    if mapillary_auth() in QgsApplication.authManager().configIds():
        return Finding(State.READY, tr("A token is kept in QGIS' authentication manager."))
    return Finding(
        State.OPTIONAL, tr("Optional: a token lets you download street views from Mapillary.")
    )


def find_demo() -> Finding:
    """Whether the demo city is in the project."""
    if is_in(QgsProject.instance()):
        return Finding(State.READY, tr("The demo city is in this project."))
    return Finding(
        State.OPTIONAL,
        tr("Optional: a small, simulated city with trips, roads, places and street views."),
    )
