"""Estimates of jobs before they run, and their basis."""

from __future__ import annotations

import gzip
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fake_cards import manifest_of
from waiting import finish, prepare_params

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.files.unpacked_size import unpacked_size
from trajganr_core.contract.kinds import KINDS
from trajganr_core.contract.kinds.cost import JobSize
from trajganr_core.contract.kinds.export import ExportParams
from trajganr_core.contract.kinds.fetch_osm import FetchOsmParams
from trajganr_core.contract.kinds.finetune import FinetuneParams
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.prepare import PrepareParams
from trajganr_core.contract.kinds.pretrain import ROAD_EPOCHS, PretrainParams
from trajganr_core.contract.protocol.client import Client
from trajganr_worker.scheduling.estimates import (
    ADAPTING_S,
    Expected,
    estimate,
    job_size_of,
    measured_size_of,
)
from trajganr_worker.scheduling.load import busy_factor
from trajganr_worker.storage.job_history import PastJob
from trajganr_worker.storage.unpacked_size import keep_size


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle's manifest."""
    (tmp_path / "bundle").mkdir()
    manifest_of(edges=1000, trips=500).save(tmp_path / "bundle")
    return tmp_path / "bundle"


def past_of(work: float, *, slower: float) -> PastJob:
    """A job that took so many times what is usual."""
    rate = KINDS["pretrain"].cost
    return PastJob(JobSize(work, work), slower * rate.seconds.at(work), None, None, {})


def test_the_job_size_counts_input_and_work(bundle: Path) -> None:
    usual = PretrainParams(bundle=str(bundle), epochs=10, dimension=256, layers=4)
    roads = ROAD_EPOCHS * 500
    assert job_size_of(usual) == JobSize(500, 500 * 10 + roads)
    small = PretrainParams(bundle=str(bundle), epochs=10, dimension=128, layers=4)
    assert job_size_of(small) == JobSize(500, 500 * 10 / 4 + roads)
    paper = PretrainParams(bundle=str(bundle), epochs=10, preset="paper")
    assert job_size_of(paper) == JobSize(500, 500 * 10)
    shutil.copytree(bundle, bundle.with_name("other"))
    other = (str(bundle.with_name("other")),)
    both = PretrainParams(bundle=str(bundle), further_bundles=other, epochs=10)
    assert job_size_of(both) == JobSize(2 * 500, 2 * 500 * 10 + roads)
    heads = FinetuneParams(model="m", bundle=str(bundle), tasks=("speed", "aoi"), epochs=3)
    assert job_size_of(heads) == JobSize(1000, 1000 * 3 * 2)


def test_files_are_as_large_as_they_are_unpacked(tmp_path: Path) -> None:
    content = b"trips" * 1000
    (tmp_path / "trips.csv").write_bytes(content)
    (tmp_path / "trips.csv.gz").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "trips.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", content)
    files = tuple(str(tmp_path / name) for name in ("trips.csv", "trips.csv.gz", "trips.zip"))
    for file in files:
        folder = tmp_path / f"{Path(file).name} sent"
        folder.mkdir()
        keep_size(folder, unpacked_size(Path(file).rename(folder / "file")))
    sent = tuple(str(tmp_path / f"{Path(file).name} sent" / "file") for file in files)
    preparing = PrepareParams(trips=sent, roads=sent[0], bbox=(0, 0, 1, 1))
    assert job_size_of(preparing) == JobSize(3 * 5000, 3 * 5000)


def test_memory_of_jobs_that_read_in_batches_is_limited(tmp_path: Path) -> None:
    with (tmp_path / "trips.csv").open("wb") as file:
        file.truncate(100 * 10**9)
    trips = str(tmp_path / "trips.csv")
    preparing = PrepareParams(trips=(trips,), roads=trips, bbox=(0, 0, 1, 1))
    assert estimate(preparing, [], "cpu")["memory_bytes"]["likely"] < 2e9


def test_a_prediction_is_as_large_as_its_bundle(bundle: Path) -> None:
    assert job_size_of(PredictParams(model="m", bundle=str(bundle))) == JobSize(1000, 1000)


def test_a_job_whose_inputs_do_not_exist_is_estimated_by_their_size(bundle: Path) -> None:
    coming = PredictParams(bundle="coming", each_hour=True)
    there = PredictParams(bundle=str(bundle), each_hour=True)
    assert estimate(coming, [], "cpu", Expected(1000)) == estimate(there, [], "cpu")
    sent = PrepareParams(trips=("a", "b"))
    assert job_size_of(sent, Expected(500)) == JobSize(1000, 1000)


def test_a_busy_machine_takes_longer_and_the_estimate_says_so(bundle: Path) -> None:
    params = PredictParams(model="m", bundle=str(bundle))
    idle, busy = (estimate(params, [], "cpu", busy=factor) for factor in (1.0, 3.0))
    assert busy["seconds"]["likely"] == pytest.approx(3 * idle["seconds"]["likely"])
    assert busy["memory_bytes"] == idle["memory_bytes"]
    assert "busy: 3.0 times" in busy["basis"]
    assert "busy" not in idle["basis"]


@pytest.mark.parametrize(("load", "factor"), [(0.2, 1.0), (1.0, 1.0), (5.0, 3.0)])
def test_the_load_is_that_of_the_other_programs_and_of_the_job(
    load: float, factor: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.getloadavg", lambda: (load, 9.0, 9.0))
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert busy_factor() == factor


def test_times_and_hours_of_a_prediction_take_time_and_disk(bundle: Path) -> None:
    def estimated(**times: Any) -> tuple[float, float]:
        answer = estimate(PredictParams(model="m", bundle=str(bundle), **times), [], "cpu")
        return answer["seconds"]["likely"], answer["disk_bytes"]["likely"]

    plain = estimated()
    two = estimated(time_sets=("weekdays", "weekend"))
    four = estimated(time_sets=("weekdays", "weekend", "whole week", "night free flow"))
    hours = estimated(each_hour=True)
    for some, more in ((plain, two), (two, four), (two, hours)):
        assert all(one < other for one, other in zip(some, more, strict=True))
    assert hours[1] == pytest.approx(2.5 * plain[1])


def test_a_prediction_with_hours_says_nothing_else_of_later_ones_without(bundle: Path) -> None:
    asked = PredictParams(model="m", bundle=str(bundle), each_hour=True)
    size = job_size_of(asked)
    assert size is not None
    with_hours = estimate(asked, [], "cpu")["disk_bytes"]["likely"]
    kept = with_hours / size.written  # as the history stores it
    past = PastJob(JobSize(size.size, size.work), 1.0, None, kept, {})
    plain = PredictParams(model="m", bundle=str(bundle))
    usual = estimate(plain, [], "cpu")["disk_bytes"]["likely"]
    assert estimate(plain, [past], "cpu")["disk_bytes"]["likely"] == pytest.approx(usual)
    assert estimate(asked, [past], "cpu")["disk_bytes"]["likely"] == pytest.approx(with_hours)


def test_the_shipped_model_may_have_to_be_adapted_first(bundle: Path) -> None:
    of_model, of_shipped = (
        estimate(PredictParams(model=model, bundle=str(bundle)), [], "cpu")["seconds"]
        for model in ("m", None)
    )
    assert of_shipped["low"] == of_model["low"]  # it may be in the cache
    assert of_shipped["likely"] == of_model["likely"] + ADAPTING_S
    of_bundle = ExportParams(bundle=str(bundle), layers=("roads",))
    with_model = replace(of_bundle, model="m")
    assert estimate(of_bundle, [], "cpu") == estimate(with_model, [], "cpu")


def test_a_download_has_no_estimate() -> None:
    result = estimate(FetchOsmParams(bbox=(0, 0, 1, 1)), [], "cpu")
    assert (result["seconds"], result["memory_bytes"], result["disk_bytes"]) == (None, None, None)
    assert result["basis"]


def test_without_past_jobs_the_range_is_wide_with_its_reason(bundle: Path) -> None:
    result = estimate(PretrainParams(bundle=str(bundle), epochs=10), [], "cpu")
    seconds = result["seconds"]
    assert seconds["low"] < seconds["likely"] < seconds["high"]
    assert seconds["high"] / seconds["low"] == pytest.approx(9.0)
    assert "another machine" in result["basis"]


def test_a_training_takes_its_budget_at_most(bundle: Path) -> None:
    slow = [past_of(500.0 * 100, slower=50.0)]

    def seconds(wants: str = "cpu", **options: Any) -> dict[str, float]:
        result = estimate(PretrainParams(bundle=str(bundle), **options), slow, wants)["seconds"]
        assert isinstance(result, dict)
        return result

    start = KINDS["pretrain"].cost.seconds.start
    assert set(seconds().values()) == {start + 1800}
    assert seconds("gpu")["likely"] > 5000  # all epochs
    assert seconds(epochs=100)["likely"] > 5000
    assert seconds(epochs=100, budget="10min")["likely"] == start + 600
    assert seconds(epochs=1, budget="10min")["likely"] < start + 600
    assert set(seconds(budget="9h").values()) == {start + 9 * 3600}


def test_a_training_with_a_budget_does_not_measure_the_rate(bundle: Path) -> None:
    def measured(wants: str, **options: Any) -> JobSize | None:
        return measured_size_of(PretrainParams(bundle=str(bundle), **options), wants)

    assert measured("cpu") is None
    assert measured("gpu", budget="1h") is None
    assert measured("gpu") == measured("cpu", epochs=100) == JobSize(500, 500 * (100 + ROAD_EPOCHS))
    assert measured_size_of(PredictParams(model="m", bundle=str(bundle)), "cpu") is not None


def test_past_jobs_on_this_worker_correct_it(bundle: Path) -> None:
    params = PretrainParams(bundle=str(bundle), epochs=10)
    usual = estimate(params, [], "cpu")["seconds"]["likely"]
    work = job_size_of(params).work  # type: ignore[union-attr]
    past = [past_of(work, slower=2.0), past_of(10 * work, slower=4.0), past_of(work, slower=3.0)]
    result = estimate(params, past, "cpu")
    assert result["seconds"] == pytest.approx(
        {"low": 2 * usual, "likely": 3 * usual, "high": 4 * usual}
    )
    assert "on this worker (3)" in result["basis"]


def test_a_single_past_job_is_not_believed_to_the_second(bundle: Path) -> None:
    result = estimate(PretrainParams(bundle=str(bundle)), [past_of(10.0, slower=1.0)], "cpu")
    assert result["seconds"]["low"] < result["seconds"]["likely"] < result["seconds"]["high"]


def sparse(folder: Path, size: int) -> LoadTripsParams:
    """A job that reads a file of that size."""
    with (folder / f"{size}.csv").open("wb") as file:
        file.truncate(size)
    return LoadTripsParams(trips=(str(folder / f"{size}.csv"),))


def loaded(size: float, *, disk: float, seconds: float = 1.0) -> PastJob:
    """A job that has read so many bytes and left so many."""
    return PastJob(JobSize(size, size), seconds, 3e8, disk, {})


def test_nothing_is_inferred_for_a_large_job_from_tiny_ones(tmp_path: Path) -> None:
    large = sparse(tmp_path, 10**9)
    usual = estimate(large, [], "cpu")
    # A layer of two points takes as much as an empty one: a thousand times what the rate says.
    tiny = [loaded(45, disk=92_160), loaded(45, disk=92_160)]
    result = estimate(large, tiny, "cpu")
    for what in ("disk_bytes", "memory_bytes"):
        assert result[what]["low"] < 2 * usual[what]["likely"]
        assert result[what]["likely"] == pytest.approx(usual[what]["likely"], rel=0.25)
        assert result[what]["high"] < 2 * usual[what]["high"]


def test_a_slow_start_is_not_taken_for_slow_work(tmp_path: Path) -> None:
    large = sparse(tmp_path, 10**9)
    usual = estimate(large, [], "cpu")["seconds"]["likely"]
    slow_start = KINDS["load_trips"].cost.seconds.start * 20
    result = estimate(large, [loaded(45, disk=1.0, seconds=slow_start)], "cpu")["seconds"]
    assert result["likely"] == pytest.approx(usual + slow_start, rel=0.1)


def test_the_closer_in_size_the_more_a_past_job_counts(tmp_path: Path) -> None:
    large = sparse(tmp_path, 10**9)
    result = [
        estimate(large, [loaded(size, disk=4 * 1.5 * size)], "cpu")["disk_bytes"]["likely"]
        for size in (1e6, 2e7, 2e8, 1e9, 1e11)
    ]
    assert result == sorted(result)
    assert result[0] == pytest.approx(1.5e9)
    assert result[-2:] == pytest.approx([6e9, 6e9])


def test_the_rates_of_a_processor_are_not_taken_for_those_of_a_gpu(bundle: Path) -> None:
    params = PretrainParams(bundle=str(bundle))
    assert estimate(params, [], "gpu")["seconds"] is None
    assert estimate(params, [past_of(10.0, slower=0.1)], "gpu")["seconds"]["likely"] > 0


def test_every_kind_but_downloads_has_a_rate() -> None:
    unknown = {name for name, kind in KINDS.items() if kind.cost is None}
    assert unknown == {"fetch_gtfs_rt", "fetch_osm", "fetch_street_view"}


def test_a_client_gets_an_estimate_before_submitting(client: Client, tmp_path: Path) -> None:
    params = prepare_params(client, tmp_path)
    result = client.estimate(params)
    assert result.seconds.likely > 0
    assert result.free_disk_bytes > 0
    assert client.jobs() == []
    job_id = client.submit(params)
    finish(client, job_id)
    assert "on this worker (1)" in client.estimate(params).basis


def test_a_job_with_missing_inputs_has_no_estimate(client: Client) -> None:
    with pytest.raises(TrajganrError) as caught:
        client.estimate(PretrainParams(bundle="nothing"))
    assert caught.value.code is Code.INPUT_NOT_FOUND


def test_past_tiny_jobs_do_not_refuse_a_large_one(client: Client, tmp_path: Path) -> None:
    (tmp_path / "tiny.csv").write_text("trip_id,time,lon,lat\n1,0,0,0\n1,1,0,0\n")
    tiny = LoadTripsParams(trips=(client.put_file(tmp_path / "tiny.csv"),))
    for _ in range(2):
        finish(client, client.submit(tiny))
    # A file that is small, and is a gigabyte when it is unpacked.
    with gzip.open(tmp_path / "large.csv.gz", "wb", 1) as file:
        for _ in range(1000):
            file.write(bytes(10**6))
    large = LoadTripsParams(trips=(client.put_file(tmp_path / "large.csv.gz"),))
    disk = client.estimate(large).disk_bytes
    assert 1e9 < disk.likely < 3e9
    assert finish(client, client.submit(large))[-1].state == "SUCCEEDED"


def test_files_that_are_not_sent_yet_are_estimated_by_their_size(client: Client) -> None:
    preparing = PrepareParams(trips=("",))
    small, large = (client.estimate(preparing, size=size) for size in (10**6, 10**8))
    assert large.seconds.likely > 10 * small.seconds.likely
    coming = client.estimate(PredictParams(bundle="coming"), size=1000)
    assert coming.seconds.likely > ADAPTING_S
