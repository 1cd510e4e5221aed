"""Systems that benchmarks of heads share."""

from benchmarks.best.segments import QUICK, system_of


def test_systems_have_the_sizes_of_the_quick_profile() -> None:
    for name in ("unitraj", "jclrnt"):
        kept = vars(system_of(name))["extractor"]
        training = vars(kept.extractor)["training"]
        expected = QUICK.published[name]
        assert {key: getattr(training, key) for key in expected} == dict(expected)
