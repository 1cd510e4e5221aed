"""Status of the components that TrajGANR needs, without waiting for anything."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsProject

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.health import Finding, Level, fine, problem
from trajganr_core.contract.protocol.connection import connection_file

from ..client.session import home_of, missing_dependency, python_of
from ..i18n import tr
from ..installation.environment import existing
from ..layers.demo_city import is_in
from ..settings import Profile, current_profile, mapillary_auth


def is_something_missing() -> bool:
    """Whether set-up is necessary before a job can run."""
    return Level.PROBLEM in (find_zmq().level, find_worker(current_profile()).level)


def find_zmq() -> Finding:
    """Whether QGIS' Python has pyzmq."""
    if missing_dependency():
        return problem(
            tr("A small part is missing with which QGIS talks to the worker. It comes with it.")
        )
    return fine(tr("QGIS' Python has pyzmq."))


def find_worker(profile: Profile) -> Finding:
    """Whether a worker can be connected to or started."""
    if profile.is_remote:
        return fine(tr("The worker runs on another machine: {name}.").format(name=profile.name))
    try:
        home = home_of(profile)
    except TrajganrError as error:
        return problem(f"{error.message} {error.next_action}")
    python = python_of(profile)
    if python is None and connection_file(home).is_file():
        return fine(tr("A worker that was started manually runs on this machine."))
    if python is None:
        return problem(tr("The worker is not installed yet."))
    if not python.is_file():
        return problem(tr("The worker's Python no longer exists: {python}.").format(python=python))
    environment = existing(python.parents[1])
    if environment is None:
        return fine(tr("The worker runs on {python}.").format(python=python))
    if environment.sees_gpu:
        return fine(tr("The worker is installed, and uses the graphics card."))
    return fine(tr("The worker is installed, and uses the processor."))


def find_token() -> Finding:
    """Whether a Mapillary token is stored."""
    if mapillary_auth() in QgsApplication.authManager().configIds():
        return fine(tr("A token is stored in QGIS' authentication manager."))
    return Finding(
        Level.OPTIONAL,
        tr(
            "Optional: a token, a key that Mapillary gives you, lets you download its street views."
        ),
    )


def find_demo() -> Finding:
    """Whether the demo city is in the project."""
    if is_in(QgsProject.instance()):
        return fine(tr("The demo city is in this project."))
    return Finding(
        Level.OPTIONAL,
        tr("A small, simulated city: its trips and roads, and what was predicted of them."),
    )
