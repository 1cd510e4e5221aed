"""The options of ``trajganr benchmark`` that are described as those of jobs."""

from __future__ import annotations

from dataclasses import dataclass

from trajganr_core.contract.options.option_fields import option, same_as
from trajganr_core.contract.options.training_config import PretrainConfig

from .choices import BENCHMARK_PROFILES, BENCHMARK_SYSTEMS, BENCHMARK_TABLES


@dataclass(frozen=True, kw_only=True)
class BenchmarkOptions:
    """What is compared, and on which device."""

    profile: str = option(
        "quick",
        title="Profile",
        help="How much is computed: small models for a processor, or models of the usual size and "
        "all ablations for a GPU.",
        choices=BENCHMARK_PROFILES,
    )
    tables: tuple[str, ...] = option(
        (),
        title="Tables",
        help="What is compared; benchmarks/comparison/README.md describes each table.",
        choices=BENCHMARK_TABLES,
        left_open="as the profile",
    )
    systems: tuple[str, ...] = option(
        (),
        title="Systems",
        help="The systems that are compared.",
        choices=BENCHMARK_SYSTEMS,
        left_open="all systems of the tables",
    )
    backbone: str = same_as(PretrainConfig, "backbone")
    weights: str = same_as(PretrainConfig, "weights")
    seeds: int | None = option(
        None,
        title="Repetitions",
        help="How often everything is repeated, each time with another seed.",
        minimum=1,
        left_open="as the profile",
    )
    device: str = same_as(PretrainConfig, "device")
