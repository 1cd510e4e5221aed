"""Commands on the list of keys that a worker accepts."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from trajganr_core.contract.files.output_paths import check_file
from trajganr_core.contract.protocol.connection import default_home, make_home

from ..access.audit_log import HERE, Audit, fingerprint
from ..access.auth import KeyRing, Member
from .arguments import Commands, Result, add_home, path
from .terminal import Terminal


def add_commands(commands: Commands) -> None:
    """Add ``trajganr worker keys …``."""
    parser = commands.add(
        "make",
        _make,
        "make a key for a person or machine",
        "Send the file to that person privately; the worker keeps no copy. They pass it with --key "
        "or in TRAJGANR_KEY.",
    )
    _add_member(parser)
    parser.add_argument(
        "--out", type=path, metavar="FILE", help="the key file to write (default: NAME.key)"
    )
    parser.add_argument(
        "--admin", action="store_true", help="allow access to others' jobs and stopping the worker"
    )
    add_home(commands.add("list", _list, "list present and revoked keys"))
    _add_member(commands.add("revoke", _revoke, "revoke a key at once"))


def _make(options: argparse.Namespace, terminal: Terminal) -> Result:
    out: Path = options.out or Path(f"{options.name}.key")
    check_file(out, overwrite=True)  # An existing file is refused later, by write().
    ring = _ring_to_change(options)
    key = ring.make(options.name, is_admin=options.admin)
    _note(options, "key-made", key.public)
    try:
        key.write(out)
    except BaseException:
        ring.revoke(options.name)
        _note(options, "key-revoked", key.public)
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
    """Record in the audit log that a key was made or revoked."""
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


def _add_member(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help="a person or a machine: letters, digits, -, _")
    add_home(parser)
