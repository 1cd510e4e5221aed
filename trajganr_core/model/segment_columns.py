"""The columns of the segment features, and their numbers."""

__all__ = [
    "ATTRIBUTES",
    "CLASSES",
    "QUANTILES",
    "ROAD_COLUMNS",
    "SEGMENT_FEATURES",
    "STATISTICS",
    "TRAFFIC_FEATURES",
]

#: Road classes with a column of their own, from the fastest to the slowest; others share the last.
CLASSES = (
    "motorway",
    "trunk",
    "primary",
    "secondary",
    "tertiary",
    "unclassified",
    "residential",
    "living_street",
)
QUANTILES = (0.1, 0.5, 0.9)
#: Columns of the road function.
ROAD_COLUMNS = 5
#: Columns of the segment alone: its attributes, and statistics of its trips.
ATTRIBUTES, STATISTICS = len(CLASSES) + 5, 15 + len(QUANTILES) + ROAD_COLUMNS
#: Columns with adjacent segments: preceding and following; for trips also the opposite direction.
SEGMENT_FEATURES, TRAFFIC_FEATURES = 3 * ATTRIBUTES, 4 * STATISTICS
