"""A network that delays, loses and cuts, and everything that a client does over it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fake_worker import fake_worker
from flaky_network import FlakyNetwork, Weather
from waiting import finish, free_ports, prepare_params

from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.protocol.client import Client

MEGABYTE = 1_000_000


@dataclass
class Crossing:
    """The results of the transfers.

    Attributes:
        rounds: of submit, follow, upload and download, and how many completed.
        cuts: connections that were cut meanwhile.
        gaps: events that were missing after all was replayed.
        doubled: jobs beyond those that were submitted.
    """

    rounds: int
    completed: int = 0
    cuts: int = 0
    gaps: int = 0
    doubled: int = 0


def cross(folder: Path, rounds: int, megabytes: int) -> Crossing:
    """Upload, submit, follow and download again and again while connections are cut.

    Args:
        folder: for the worker's home and the files.
        rounds: how often.
        megabytes: of each file, both ways.
    """
    port, weather, crossing = free_ports(), Weather(delay_s=0.002), Crossing(rounds)
    with (
        fake_worker(folder / "home", f"tcp://127.0.0.1:{port}"),
        FlakyNetwork(port, weather) as network,
        Client.connect(address=network.address, timeout_s=2.0) as client,
    ):
        weather.cut_after, weather.swallow = 3 * MEGABYTE, 0.2
        for number in range(rounds):
            crossing.gaps += _round(client, network, folder, number, megabytes)
            crossing.completed += 1
        weather.cut_after = None
        crossing.cuts = network.cuts
        crossing.doubled = len(client.jobs()) - 2 * rounds
    return crossing


def _round(client: Client, network: FlakyNetwork, folder: Path, number: int, megabytes: int) -> int:
    """Run all transfers once; returns the number of missing events."""
    sent = folder / f"{number}.csv"
    sent.write_bytes(os.urandom(megabytes * MEGABYTE))
    trips = client.put_file(sent)
    with network.cutting_every(0.5):
        followed = client.submit(prepare_params(client, folder, "steps 20 0.05"))
        seqs = [event.seq for event in client.follow(followed)]
    job_id = client.submit(LoadTripsParams(trips=(trips,), name=f"large {megabytes}"))
    finish(client, job_id)
    client.fetch_file(job_id, "large.bin", folder / "large.bin")
    made = folder / "home" / "jobs" / job_id / "result" / "large.bin"
    assert (folder / "large.bin").read_bytes() == made.read_bytes()
    return len(set(range(1, seqs[-1] + 1)) - set(seqs))
