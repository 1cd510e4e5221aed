"""Corridors: how long a route takes, by whole and by composed trips, and where time is lost."""
