"""Puts fake programs into a folder."""

from __future__ import annotations

import sys
from pathlib import Path


def put(source: Path, target: Path) -> Path:
    """Make a script of this folder a program."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"#!{sys.executable} -I\n{source.read_text('utf-8')}", encoding="utf-8")
    target.chmod(0o700)
    return target
