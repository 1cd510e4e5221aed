"""Checks a worker, its home and its machine, and reports problems and what to do about them.

``trajganr worker doctor`` prints the report. So does ``python -m trajganr_worker.doctor [HOME]``,
which needs no package of the worker's environment and can be used when these are missing.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from trajganr_core.contract.errors import TrajganrError
from trajganr_core.contract.health import Finding, Level, fine, problem
from trajganr_core.contract.protocol.connection import default_home, home_named

from ..storage.log_file import printable
from . import home_health, machine_health

#: Checks of the machine, by name.
MACHINE_CHECKS: dict[str, Callable[[], Iterable[Finding]]] = {
    "version": machine_health.check_versions,
    "packages": machine_health.check_packages,
    "gpu": machine_health.check_gpu,
    "limits": machine_health.check_limits,
}
#: Checks of an existing home, by name.
HOME_CHECKS: dict[str, Callable[[Path], Iterable[Finding]]] = {
    "home": home_health.check_folder,
    "cache": home_health.check_cache,
    "worker": home_health.check_worker,
    "sockets": home_health.check_reach,
    "keys": home_health.check_keys,
    "open files": home_health.check_open_files,
    "disk": home_health.check_disk,
    "clock": home_health.check_clock,
    "jobs": home_health.check_jobs,
    "models": home_health.check_made,
}


def find_home(named: Path | None) -> Path | TrajganrError:
    """The named or default home; an error where the named path is not a folder."""
    try:
        return default_home() if named is None else home_named(str(named))
    except TrajganrError as error:
        return error


def examine(home: Path | TrajganrError) -> Iterator[Finding]:
    """Run all checks of the result of :func:`find_home`; a failing one does not stop the others."""
    for name, check in MACHINE_CHECKS.items():
        yield from _run_check(name, check)
    if isinstance(home, TrajganrError):
        yield dataclasses.replace(problem(home.message, home.next_action), check="home")
    elif not home.exists():
        text = f"The home {home} does not exist yet; a worker creates it when it starts."
        yield dataclasses.replace(fine(text), check="home")
    else:
        for name, home_check in HOME_CHECKS.items():
            yield from _run_check(name, partial(home_check, home))


def has_problem(findings: Iterable[Finding]) -> bool:
    """Whether there is a problem."""
    return any(finding.level is Level.PROBLEM for finding in findings)


def as_text(findings: Iterable[Finding]) -> str:
    """A line for each finding, and one for its next action."""
    lines = []
    for finding in findings:
        lines.append(f"{finding.level.value:<8} {finding.check:<10} {finding.text}")
        if finding.next_action:
            lines.append(f"{'':<19} → {finding.next_action}")
    return printable("\n".join(lines))


def _run_check(name: str, check: Callable[[], Iterable[Finding]]) -> Iterator[Finding]:
    try:
        for finding in check():
            yield dataclasses.replace(finding, check=name)
    except Exception as error:  # a check that fails is a finding too
        text = f"This could not be checked: {type(error).__name__}: {error}"
        action = "Check the permissions of the home and the worker's environment."
        yield dataclasses.replace(problem(text, action), check=name)


def main() -> int:
    """Print the findings; returns the exit status."""
    home = find_home(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    findings = list(examine(home))
    print(as_text(findings))
    return int(has_problem(findings))
