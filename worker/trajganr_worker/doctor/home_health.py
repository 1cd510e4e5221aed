"""Checks a worker's home: permissions, sockets, keys, disk, clock, jobs, bundles and models.

The checks change nothing. They only write a temporary file, which shows whether there is room for
one and what the disk's clock is.
"""

from __future__ import annotations

import json
import sqlite3
import stat
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.health import Finding, ask_worker, fine, problem, warning

GB = 1e9
#: With less free space a training may fail.
LITTLE_GB = 10.0
#: Tolerated difference between the clocks of disk and machine, and tolerated step back, seconds.
CLOCKS_DIFFER_S, CLOCK_WAS_SET_BACK_S = 5.0, 60.0
#: No worker can have run before this date.
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
#: Share of file descriptors in use above which a warning is given.
MAX_USED = 0.8
ANSWER_WITHIN_S = 5.0
#: Maximum number of damaged items that are listed by name.
MAX_NAMED = 5


def check_folder(home: Path) -> Iterator[Finding]:
    """Whether the home can be written, and by its owner only."""
    try:
        with tempfile.TemporaryFile(dir=home) as file:
            file.write(b"x")
    except OSError as error:
        yield problem(
            f"The home {home} cannot be written: {error.strerror}.",
            "Free space on its disk, give this account the right to write, or name another folder "
            "with --home or in TRAJGANR_HOME.",
        )
        return
    open_to_others = [path for path in (home, *_private(home)) if _is_open(path)]
    for path in open_to_others:
        yield problem(
            f"Other accounts of this machine may read {path} (mode {_mode(path):o}).",
            f"Run 'chmod go-rwx {path}'. A starting worker restricts its home to its owner.",
        )
    if not open_to_others:
        yield fine(f"The home {home} can be written, by this account only.")


def check_cache(home: Path) -> Iterator[Finding]:
    """Whether others may read the cache, in which jobs keep trips."""
    from trajganr_core.utils.cache import cache_folder

    folder = cache_folder()
    if _is_open(folder):
        yield warning(
            f"Other accounts of this machine may read the cache {folder} (mode {_mode(folder):o}), "
            "which contains trips.",
            f"Run 'chmod go-rwx {folder}', unless you share it on purpose.",
        )
    else:
        yield fine(f"Only this account may read the cache {folder}.")


def check_worker(home: Path) -> Iterator[Finding]:
    """Whether a worker runs in the home and responds."""
    from trajganr_core.contract.protocol.client import Client
    from trajganr_core.contract.protocol.connection import connection_file

    if not connection_file(home).exists():
        yield fine("No worker runs here.", "Start one with 'trajganr worker start' when needed.")
        return
    try:
        yield from ask_worker(lambda: Client.connect(home, timeout_s=ANSWER_WITHIN_S))
    except TrajganrError as error:
        if error.code is Code.TRANSPORT_DOWN:
            yield warning(
                "A worker of this home ended unexpectedly; none responds now.",
                "Read the end of 'trajganr worker logs', and start it again.",
            )
        else:
            yield problem(error.message, error.next_action)


def check_reach(home: Path) -> Iterator[Finding]:
    """Whether unauthorised users can reach the worker."""
    from trajganr_core.contract.protocol.connection import Connection, connection_file, is_loopback

    if not connection_file(home).exists():
        return
    from ..access.auth import KeyRing

    try:
        connection = Connection.read(home)
    except TrajganrError:
        yield problem(
            f"{connection_file(home)} cannot be read.", "Stop the worker and start it again."
        )
        return
    for address in vars(connection.addresses).values():
        path = Path(address.removeprefix("ipc://"))
        if address.startswith("ipc://") and _is_open(path.parent):
            yield problem(
                f"Other accounts may reach the worker's sockets in {path.parent}.",
                f"Run 'chmod 700 {path.parent}'.",
            )
            break
    listens = connection.listens
    if not listens:
        yield fine("Only this account can reach the worker, through its private sockets.")
    elif KeyRing(home).requires_keys:
        yield fine(f"The worker listens at {listens} and requires a key there.")
    elif is_loopback(listens):
        yield warning(
            f"Every account of this machine can reach the worker at {listens} without a key, as an "
            "administrator.",
            "Make keys with 'trajganr worker keys make NAME', or start the worker without "
            "--address.",
        )
    else:
        yield problem(
            f"The worker listens at {listens}, but there is no key: nobody can connect.",
            "Make one with 'trajganr worker keys make NAME'.",
        )


def check_keys(home: Path) -> Iterator[Finding]:
    """Whether the worker's own key and its list of accepted keys can be read."""
    from ..access.auth import KeyRing

    if not (home / "keys").is_dir():
        yield fine("There are no keys; this account needs none.")
        return
    try:
        ring = KeyRing(home)
        members = ring.members()
        if (home / "keys" / "server.json").exists():  # otherwise it would be created
            ring.server  # noqa: B018
    except TrajganrError as error:
        yield problem(error.message, error.next_action)
        return
    accepted = sum(member.revoked_at is None for member in members)
    yield fine(f"{accepted} keys are accepted, {len(members) - accepted} were revoked.")


def check_open_files(home: Path) -> Iterator[Finding]:
    """Whether a running worker is about to run out of file descriptors; Linux only."""
    from trajganr_core.contract.protocol.connection import Connection

    try:
        process = Path("/proc") / str(Connection.read(home).pid)
        used = len(list((process / "fd").iterdir()))
        limits = (process / "limits").read_text(encoding="ascii").splitlines()
        (line,) = (line for line in limits if line.startswith("Max open files"))
        most = int(line.split()[3])
    except (TrajganrError, OSError, ValueError):  # none, another user's, or not Linux
        return
    text = f"The worker has {used:,} of {most:,} files and connections open."
    if used > MAX_USED * most:
        yield problem(text, "Check which clients connect, and raise the limit (LimitNOFILE=).")
    else:
        yield fine(text)


def check_disk(home: Path) -> Iterator[Finding]:
    """Whether the home's disk has room."""
    import shutil

    from ..storage.settings import Settings

    disk = shutil.disk_usage(home)
    text = f"{disk.free / GB:.1f} of {disk.total / GB:.1f} GB are free on the disk of the home."
    action = "Delete jobs, bundles and models that are no longer needed, or other files."
    if disk.free < Settings().least_free_bytes:
        yield problem(text, action)
    elif disk.free < LITTLE_GB * GB:
        yield warning(text, action)
    else:
        yield fine(text)


def check_clock(home: Path) -> Iterator[Finding]:
    """Whether the machine's clock is plausible and agrees with the disk's."""
    now = time.time()
    try:
        with tempfile.NamedTemporaryFile(dir=home) as file:
            disk_s = Path(file.name).stat().st_mtime - time.time()
    except OSError:  # reported by the check of the folder
        disk_s = 0.0
    reported = datetime.fromtimestamp(now, UTC).strftime("%Y-%m-%d %H:%M UTC")
    action = "Set the clock, or enable NTP."
    newest = _newest_event(home)
    if now < EARLIEST:
        yield problem(f"The clock shows {reported}, which is in the past.", action)
    elif newest is not None and newest > now + CLOCK_WAS_SET_BACK_S:
        yield warning(
            f"The clock shows {reported}, which is before the latest event of a job.", action
        )
    elif abs(disk_s) > CLOCKS_DIFFER_S:
        yield warning(
            f"The clock of the disk differs by {disk_s:+.0f} s from the machine's ({reported}).",
            "Enable NTP on both.",
        )
    else:
        yield fine(f"The clock shows {reported}.")


def check_jobs(home: Path) -> Iterator[Finding]:
    """Whether the job store is intact and each job can be read."""
    from ..storage.schema import check_version

    path = home / "jobs.sqlite"
    if not path.exists():
        yield fine("There are no jobs yet.")
        return
    try:
        with closing(_read_only(path)) as store:
            (state,) = store.execute("PRAGMA quick_check(1)").fetchone()
            if state != "ok":
                raise sqlite3.DatabaseError(state)
            check_version(store, path)
            rows = store.execute("SELECT job_id, kind, params, state, error FROM jobs").fetchall()
    except sqlite3.Error as error:
        yield problem(
            f"The job store {path} cannot be read: {error}.",
            "If it is damaged, move it away and start the worker again: bundles and models stay, "
            "the list of jobs is lost.",
        )
        return
    except TrajganrError as error:
        yield problem(error.message, error.next_action)
        return
    states = Counter(row[3] for row in rows)
    reported = ", ".join(f"{count} {state}" for state, count in sorted(states.items()))
    yield fine(f"The job store is intact: {reported or 'no jobs'}.")
    damaged = [row[0] for row in rows if not _is_readable(row[1], row[2])]
    if damaged:
        yield problem(
            f"{len(damaged)} jobs cannot be read: {_some(damaged)}.",
            "Delete them with 'trajganr jobs delete JOB', and submit them again.",
        )
    faults = [row[0] for row in rows if row[4] and f'"{Code.INTERNAL.value}"' in row[4]]
    if faults:
        yield warning(
            f"{len(faults)} jobs failed because of a software error: {_some(faults)}.",
            "Report it with 'trajganr jobs show JOB'.",
        )


def check_made(home: Path) -> Iterator[Finding]:
    """Whether the manifest of each bundle and model can be read."""
    for kind in ("bundle", "model"):
        folder = home / f"{kind}s"
        names = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
        ids = [name for name in names if not name.startswith(".") and (folder / name).is_dir()]
        damaged = [name for name in ids if not _is_described(kind, folder / name)]
        if damaged:
            yield problem(
                f"{len(damaged)} of {len(ids)} {kind}s are damaged: {_some(damaged)}.",
                "Delete them in the dock of QGIS and make them again, or copy their folders again.",
            )
        else:
            yield fine(f"{len(ids)} {kind}s, none of them damaged.")


def _is_described(kind: str, folder: Path) -> bool:
    from ..storage.manifest_reader import read_manifest

    try:
        read_manifest(kind, folder)
    except TrajganrError:
        return False
    return True


def _is_readable(kind: str, params: str) -> bool:
    from trajganr_core.contract.protocol.job_parsing import params_from_dict

    try:
        params_from_dict(kind, json.loads(params))
    except (TrajganrError, ValueError, TypeError, AttributeError, RecursionError):
        return False
    return True


def _newest_event(home: Path) -> float | None:
    try:
        with closing(_read_only(home / "jobs.sqlite")) as store:
            (newest,) = store.execute("SELECT MAX(at) FROM events").fetchone()
            return None if newest is None else float(newest)
    except sqlite3.Error:
        return None


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)


def _private(home: Path) -> Iterator[Path]:
    """Paths that no other account may read, even if the home is open."""
    for path in (home / "keys", home / "keys" / "server.json", home / "connection.json"):
        if path.exists():
            yield path


def _is_open(path: Path) -> bool:
    return sys.platform != "win32" and path.exists() and bool(_mode(path) & 0o077)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _some(names: list[str]) -> str:
    more = "" if len(names) <= MAX_NAMED else f" and {len(names) - MAX_NAMED} more"
    return ", ".join(names[:MAX_NAMED]) + more
