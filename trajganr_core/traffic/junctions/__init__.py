"""Junctions: which nodes are one, the movements through them, and what these cost in time."""
