"""The columns that describe a road segment and its trips, and how many there are."""

__all__ = [
    "ATTRIBUTES",
    "CLASSES",
    "QUANTILES",
    "SEGMENT_FEATURES",
    "STATISTICS",
    "TRAFFIC_FEATURES",
]

#: Road classes that are told apart, from the fastest to the slowest; others share the last.
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
#: Of a segment alone: what it is, and what trips tell of it.
ATTRIBUTES, STATISTICS = len(CLASSES) + 5, 15 + len(QUANTILES)
#: With those around it: before and after; and, of trips, in the opposite direction.
SEGMENT_FEATURES, TRAFFIC_FEATURES = 3 * ATTRIBUTES, 4 * STATISTICS
