"""Figures of volumes, and of what is exchanged with other programs."""
