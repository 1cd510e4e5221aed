"""Simulated Porto: real roads and places, SUMO's traffic, and labels that are true of all of it.

Needs Porto's OpenStreetMap files, which are not in the repository, and the extra ``demo``.
No torch.
"""
