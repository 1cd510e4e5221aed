"""Talking to the worker."""
