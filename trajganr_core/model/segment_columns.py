"""The columns of the segment features, and their numbers."""

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
#: Positions of some statistics of the segment's own trips (``features/segment_features.py``).
LOG_PASSES, SPACE_MEAN_SPEED = 1, 3
LOG_TRIPS, SLOWDOWN = 10 + len(QUANTILES), 12 + len(QUANTILES)
