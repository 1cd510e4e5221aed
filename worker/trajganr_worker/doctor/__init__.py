"""Checks of a worker, its home and its machine."""
