"""Whose keys a worker accepts that others can reach."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trajganr_core.contract.output_paths import check_file
from trajganr_core.contract.protocol.connection import default_home, make_home

from ..access.audit_log import HERE, Audit, fingerprint
from ..access.auth import KeyRing, Member
from .arguments import Commands, Result, path
from .terminal import Terminal

__all__ = ["add_commands"]


def add_commands(commands: Commands) -> None:
    """Add ``trajganr worker keys …``."""
    parser = commands.add(
        "make",
        _make,
        "make a key for somebody",
        "Give the file to that person in a way that others cannot read; it is not kept here. They "
        "name it with --key or in TRAJGANR_KEY.",
    )
    _add_who(parser)
    parser.add_argument(
        "--out", type=path, metavar="FILE", help="the key file to write (default: NAME.key)"
    )
    parser.add_argument(
        "--admin", action="store_true", help="let them see and end others' jobs, and the worker"
    )
    _add_home(commands.add("list", _list, "list who has a key, and who had one"))
    _add_who(commands.add("revoke", _revoke, "accept somebody's key no longer, from now on"))


def _make(options: argparse.Namespace, terminal: Terminal) -> Result:
    out: Path = options.out or Path(f"{options.name}.key")
    check_file(out, overwrite=True)  # One that is there is refused when the key is written.
    ring = _ring_to_change(options)
    made = ring.make(options.name, is_admin=options.admin)
    _note(options, "key-made", made.public)
    try:
        made.write(out)
    except BaseException:
        ring.revoke(options.name)
        _note(options, "key-revoked", made.public)
        raise
    return {"name": options.name, "admin": options.admin, "file": str(out)}


def _list(options: argparse.Namespace, terminal: Terminal) -> Result:
    members = _ring(options).members()
    if options.json:
        return [_describe(member) for member in members]
    rows = [
        f"{m.name:<32} {'administrator' if m.is_admin else '':<14} {_state(m)}" for m in members
    ]
    return "\n".join(rows) or "Nobody has a key."


def _revoke(options: argparse.Namespace, terminal: Terminal) -> Result:
    revoked = _ring_to_change(options).revoke(options.name)
    _note(options, "key-revoked", revoked.public)
    return _describe(revoked)


def _note(options: argparse.Namespace, event: str, public: str) -> None:
    """Write to the audit log whose key was made or revoked."""
    audit = Audit(options.home or default_home(), is_worker=False)
    audit.note(event, HERE, member=options.name, key=fingerprint(public))


def _ring(options: argparse.Namespace) -> KeyRing:
    return KeyRing(options.home or default_home())


def _ring_to_change(options: argparse.Namespace) -> KeyRing:
    make_home(options.home or default_home())
    return _ring(options)


def _describe(member: Member) -> dict[str, Any]:
    return {
        "name": member.name,
        "admin": member.is_admin,
        "public": member.public,
        "added": _time(member.added_at),
        "revoked": None if member.revoked_at is None else _time(member.revoked_at),
    }


def _state(member: Member) -> str:
    if member.revoked_at is not None:
        return f"revoked {_time(member.revoked_at)}"
    return f"since {_time(member.added_at)}"


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M UTC")


def _add_who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a person or a machine: letters, digits, -, _")
    _add_home(parser)


def _add_home(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the worker's home (default: $TRAJGANR_HOME or your application data folder)",
    )
