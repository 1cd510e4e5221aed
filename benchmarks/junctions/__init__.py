"""Where trips lose time at junctions: figures on simulated days and on real Porto."""
