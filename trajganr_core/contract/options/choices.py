"""Values of options that more than one module uses; mappings also have the words of forms."""

from __future__ import annotations

import math

ATTENTIONS = {
    "encode_once": "Encode each trip once",
    "joint": "Encode a trip with each query location (paper)",
}
#: On which side vehicles drive; auto derives it from the country.
DRIVING_SIDES = {"auto": "Automatic", "right": "Right", "left": "Left"}
#: Vehicles whose roads, directions and turns are known from OpenStreetMap's tags.
VEHICLES = {"car": "Car", "taxi": "Taxi", "bus": "Bus"}
#: Between which fixes ways are recovered; see :data:`RECOVER_FROM_S`.
RECOVER = {
    "auto": "Automatic: gaps of 45 s and more",
    "never": "Never",
    "always": "Always: gaps of 15 s and more",
}
#: The shortest gap in which a way is recovered, seconds.
RECOVER_FROM_S = {"auto": 45.0, "never": math.inf, "always": 15.0}
#: The time of a query (paper A.2). Masked is a learned vector.
QUERY_TIMES = {"synthetic": "Interpolated along the trip", "masked": "Hidden from the model"}
#: Which part of a trip is aligned with a location (paper 4.3).
ALIGNMENTS = {
    "none": "Nothing",
    "segment": "Its mean over the road segment",
    "fine": "The trip at that location",
}
#: The modalities of each combination (paper 4.4).
MODALITIES = {
    "loc": frozenset({"location"}),
    "sv": frozenset({"image"}),
    "sv+loc": frozenset({"image", "location"}),
    "traj+loc": frozenset({"trajectory", "location"}),
    "all": frozenset({"trajectory", "image", "location"}),
}
#: Variants of the location encoder.
SPACE2VECS = {"theory": "Three directions, 120° apart", "grid": "Two directions, east and north"}
#: Positions in the tokens of a trip; query-centred is not in the paper.
GEOMETRIES = {"absolute": "Absolute positions", "query_centred": "Relative to the query location"}
#: Attention heads of the transformer; the width of the embedding is a multiple of them.
TRANSFORMER_HEADS = 8
#: Limits on the width of the embedding and the depth of the transformer; more fits no GPU.
MAX_DIMENSION, MAX_LAYERS = 4096, 64

#: How roads are held out.
SPLITS = {
    "segment": "Single road segments",
    "block": "Whole squares of 500 m",
    "random": "Each direction separately (too easy)",
}
#: Of comparisons only, to repeat published figures: the same label is in training and in test.
LOCATION_SPLIT = "location"
#: Over all folds, every road is tested exactly once.
FOLDS = 5

#: Formats of layers, with the suffix of their files.
VECTOR_SUFFIXES = {"gpkg": ".gpkg", "geoparquet": ".parquet", "flatgeobuf": ".fgb", "csv": ".csv"}
VECTOR_FORMATS = tuple(VECTOR_SUFFIXES)
#: Of every format that the ending of a file chooses.
SUFFIXES = VECTOR_SUFFIXES | {"html": ".html", "omx": ".omx", "pmtiles": ".pmtiles"}
#: Layers that a bundle can be exported as.
BUNDLE_LAYERS = ("roads", "trips", "images", "labels")
#: Layers that need a model.
MODEL_LAYERS = ("predictions", "embeddings")
EXPORT_LAYERS = BUNDLE_LAYERS + MODEL_LAYERS
