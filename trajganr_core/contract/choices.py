"""Values of options that more than one module uses; mappings also have the words of forms."""

from __future__ import annotations

__all__ = [
    "ALIGNMENTS",
    "ATTENTIONS",
    "BENCHMARK_PARTS",
    "BENCHMARK_PROFILES",
    "BENCHMARK_SPLITS",
    "BENCHMARK_SWITCHES",
    "BENCHMARK_SYSTEMS",
    "BENCHMARK_TABLES",
    "BUNDLE_LAYERS",
    "DRIVING_SIDES",
    "EXPORT_LAYERS",
    "FOLDS",
    "GEOMETRIES",
    "LARGEST_DIMENSION",
    "LOCATION_SPLIT",
    "MODALITIES",
    "MODEL_LAYERS",
    "MOST_LAYERS",
    "QUERY_TIMES",
    "SPACE2VECS",
    "SPLITS",
    "TRANSFORMER_HEADS",
    "VECTOR_FORMATS",
    "VECTOR_SUFFIXES",
    "VEHICLES",
]

ATTENTIONS = {
    "encode_once": "Encode each trip once",
    "joint": "Encode a trip with each query location (paper)",
}
BENCHMARK_PROFILES = {
    "quick": "Quickly, with small models",
    "full": "In full: needs a GPU and takes days",
}
#: Tables of a benchmark: all systems; the paper's split beside two stricter ones; kinds of splits;
#: one switch of the presets; parts of `best`; few labels.
BENCHMARK_TABLES = (
    "main",
    "protocols",
    "splits",
    "alignment",
    "modalities",
    "query_time",
    "attention",
    "parts",
    "few_shot",
)
#: What a table of a switch compares: the values other than the model's own, by model. Models are
#: the presets and `centred`, which exists for comparison only.
BENCHMARK_SWITCHES: dict[str, dict[str, tuple[str, ...]]] = {
    "alignment": dict.fromkeys(("paper", "centred"), ("none", "segment")),
    "modalities": dict.fromkeys(("paper", "best"), ("loc", "sv", "sv+loc", "traj+loc")),
    "query_time": {"paper": ("masked",)},
    "attention": {"paper": ("joint",)},  # its geometry is the paper's
}
#: What a variant of `best` may lack: the road function, the neighbours of a road in the network,
#: the pretraining of the encoders.
BENCHMARK_PARTS = ("road_function", "road_graph", "pretraining")
#: Ids of the systems of a benchmark, in the order of its tables.
BENCHMARK_SYSTEMS = (
    "training_mean",
    "nearest_label",
    "segment_mean",
    "pass_mean",
    "hand_statistics",
    "boosting",
    "lightgbm",
    "graphsage",
    "boosting_passes",
    "pictures_around",
    "geoclip",
    "satclip",
    "gair",
    "unitraj",
    "unitraj_without_counts",
    "jclrnt",
    "trajganr_paper",
    "trajganr_best",
    "trajganr_centred",
    *(
        f"trajganr_{model}_{switch}_{value}"
        for switch, models in BENCHMARK_SWITCHES.items()
        for model, values in models.items()
        for value in values
    ),
    *(f"trajganr_best_without_{part}" for part in BENCHMARK_PARTS),
)
#: On which side vehicles drive; auto derives it from the country.
DRIVING_SIDES = {"auto": "Automatic", "right": "Right", "left": "Left"}
#: Vehicles whose roads, directions and turns are known from OpenStreetMap's tags.
VEHICLES = {"car": "Car", "taxi": "Taxi", "bus": "Bus"}
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
LARGEST_DIMENSION, MOST_LAYERS = 4096, 64

#: How roads are held out.
SPLITS = {
    "segment": "Single road segments",
    "block": "Whole squares of 500 m",
    "random": "Each direction separately (too easy)",
}
#: Of benchmarks only, to repeat published figures: the same label is in training and in test.
LOCATION_SPLIT = "location"
BENCHMARK_SPLITS = {
    **SPLITS,
    LOCATION_SPLIT: "Single locations, several a road: the labels of tested roads leak",
}
#: Over all folds, every road is tested exactly once.
FOLDS = 5

#: Formats of layers, with the suffix of their files.
VECTOR_SUFFIXES = {
    "gpkg": ".gpkg",
    "geoparquet": ".parquet",
    "flatgeobuf": ".fgb",
    "csv": ".csv",
}
VECTOR_FORMATS = tuple(VECTOR_SUFFIXES)
#: Layers that a bundle can be exported as.
BUNDLE_LAYERS = ("roads", "trips", "images", "labels")
#: Layers that need a model.
MODEL_LAYERS = ("predictions", "embeddings")
EXPORT_LAYERS = BUNDLE_LAYERS + MODEL_LAYERS
