"""What can be chosen, in one place for the core, the command line and the plugin's forms.

Standard library only.
"""

from __future__ import annotations

__all__ = [
    "ALIGNMENTS",
    "ATTENTIONS",
    "BENCHMARK_PROFILES",
    "BENCHMARK_SWITCHES",
    "BENCHMARK_SYSTEMS",
    "BENCHMARK_TABLES",
    "BUNDLE_LAYERS",
    "DEVICES",
    "DRIVING_SIDES",
    "EXPORT_LAYERS",
    "FOLDS",
    "GEOMETRIES",
    "HEADS",
    "LARGEST_DIMENSION",
    "MODALITIES",
    "MODEL_LAYERS",
    "MOST_LAYERS",
    "PRECISIONS",
    "QUERY_TIMES",
    "SPACE2VECS",
    "SPLITS",
    "TRANSFORMER_HEADS",
    "VECTOR_FORMATS",
    "VECTOR_SUFFIXES",
]

#: Whether a trip is encoded once for all its queries, or with each of them as in the paper.
ATTENTIONS = ("encode_once", "joint")
#: How much a benchmark computes: little, for two cores; or the usual sizes, for a GPU.
BENCHMARK_PROFILES = ("quick", "full")
#: What it compares: all systems; ways to hold roads out; a switch of the presets; few labels.
BENCHMARK_TABLES = (
    "main",
    "splits",
    "alignment",
    "modalities",
    "query_time",
    "attention",
    "few_shot",
)
#: Switches of pretraining with their values other than a model's own, by model: what a table of
#: one of them compares. Models are the presets, and `centred`, which is there to be compared.
BENCHMARK_SWITCHES: dict[str, dict[str, tuple[str, ...]]] = {
    "alignment": dict.fromkeys(("paper", "centred", "best"), ("none", "segment")),
    "modalities": dict.fromkeys(("paper", "best"), ("loc", "sv", "sv+loc", "traj+loc")),
    "query_time": dict.fromkeys(("paper", "best"), ("masked",)),
    "attention": {"paper": ("joint",)},  # its geometry is the paper's
}
#: Ids of the systems that it compares, in the order of its tables.
BENCHMARK_SYSTEMS = (
    "training_mean",
    "nearest_label",
    "segment_mean",
    "hand_statistics",
    "boosting",
    "pictures_around",
    "geoclip",
    "satclip",
    "gair",
    "unitraj",
    "trajganr_paper",
    "trajganr_best",
    "trajganr_centred",
    *(
        f"trajganr_{model}_{switch}_{value}"
        for switch, models in BENCHMARK_SWITCHES.items()
        for model, values in models.items()
        for value in values
    ),
)
#: On which side vehicles drive; auto guesses it from the place.
DRIVING_SIDES = ("auto", "right", "left")
#: The time in a query: interpolated along the trip, or a learned vector (paper A.2).
QUERY_TIMES = ("synthetic", "masked")
#: What of a trip is aligned with a place: nothing, its mean over the segment, or the trip at that
#: very place (paper 4.3).
ALIGNMENTS = ("none", "segment", "fine")
#: What each combination of modalities looks at: trajectories, street views, locations (paper 4.4).
MODALITIES = {
    "loc": frozenset({"location"}),
    "sv": frozenset({"image"}),
    "sv+loc": frozenset({"image", "location"}),
    "traj+loc": frozenset({"trajectory", "location"}),
    "all": frozenset({"trajectory", "image", "location"}),
}
#: Variants of the location encoder.
SPACE2VECS = ("theory", "grid")
#: Whether tokens carry the place itself, or stand relative to the query (ours).
GEOMETRIES = ("absolute", "query_centred")
#: Of the transformer; the embedding's width is shared among them.
TRANSFORMER_HEADS = 8
#: The widest embedding and the deepest transformer that are built: a larger one fits no GPU.
LARGEST_DIMENSION, MOST_LAYERS = 4096, 64

#: How roads can be held out: single roads; squares with all the roads in them; or each direction
#: of a road for itself, to show what a split without care does: its other one may be learned.
SPLITS = ("segment", "block", "random")
#: Over the folds every road is tested exactly once.
FOLDS = 5

#: How a task is answered: by a network that is fitted, or by the labels of neighbours.
HEADS = ("mlp", "neighbours")

PRECISIONS = ("auto", "float32", "bfloat16")
DEVICES = ("auto", "cpu", "cuda")

#: Formats that layers are written in, with the ending of their files' names.
VECTOR_SUFFIXES = {
    "gpkg": ".gpkg",
    "geoparquet": ".parquet",
    "flatgeobuf": ".fgb",
    "csv": ".csv",
}
VECTOR_FORMATS = tuple(VECTOR_SUFFIXES)
#: What of a bundle can be written as layers.
BUNDLE_LAYERS = ("roads", "trips", "images", "labels")
#: What a model can say of a bundle's roads.
MODEL_LAYERS = ("predictions", "embeddings")
EXPORT_LAYERS = BUNDLE_LAYERS + MODEL_LAYERS
