"""Travel times along directed segments, and the roads that are reached within a time."""
