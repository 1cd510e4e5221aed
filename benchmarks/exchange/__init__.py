"""Measurements of volumes and of files of other programs."""
