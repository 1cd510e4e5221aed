"""The values that options of ``trajganr benchmark`` may have; importing this needs no library."""

from __future__ import annotations

from trajganr_core.contract.options.choices import LOCATION_SPLIT, SPLITS

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
#: How roads are held out.
BENCHMARK_SPLITS = {
    **SPLITS,
    LOCATION_SPLIT: "Single locations, several a road: the labels of tested roads leak",
}
