"""Volumes from a sample of passes and counts at few stations."""

from __future__ import annotations
