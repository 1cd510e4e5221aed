"""Ways and times between two fixes that are far apart: a head start, measured on real Porto."""
