"""A remote worker accepts listed keys only, and shows each member their own items."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zmq
from command_line import succeed
from fake_cards import put_model
from fake_places import asked
from fake_worker import fake_worker, start_fake_worker
from waiting import clear, error_of, finish, free_ports, prepare_params, wait_for_state, wait_until

from trajganr_core.contract.errors import Code, TrajganrError
from trajganr_core.contract.kinds.load_trips import LoadTripsParams
from trajganr_core.contract.kinds.predict import PredictParams
from trajganr_core.contract.kinds.pretrain import PretrainParams
from trajganr_core.contract.protocol.answers import Ahead
from trajganr_core.contract.protocol.client import Client
from trajganr_core.contract.protocol.keys import ClientKey, new_pair
from trajganr_worker.access.audit_log import fingerprint
from trajganr_worker.access.auth import KeyRing

Enter = Callable[[str], Client]


def make_keys(home: Path) -> KeyRing:
    """Add two members and an administrator, whose keys are beside the home."""
    home.mkdir(mode=0o700)
    ring = KeyRing(home)
    for name in ("ann", "bob"):
        ring.make(name, is_admin=False).write(home.parent / f"{name}.key")
    ring.make("root", is_admin=True).write(home.parent / "root.key")
    return ring


@contextlib.contextmanager
def listening(home: Path) -> Iterator[str]:
    """A worker that every machine can reach; answers its address here."""
    port = free_ports()
    with fake_worker(home, f"tcp://0.0.0.0:{port}"):
        yield f"tcp://localhost:{port}"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Home and address of the worker of all tests that are not ``alone``."""
    home = tmp_path_factory.mktemp("shared") / "home"
    make_keys(home)
    with listening(home) as address:
        yield home, address


@pytest.fixture
def alone() -> None:
    """For tests that change the list of keys, or start or stop their worker."""


@pytest.fixture
def home(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """The worker's home; the keys are in ``tmp_path``."""
    if "alone" in request.fixturenames:
        yield tmp_path / "home"
        return
    home, _ = request.getfixturevalue("shared")
    for key in home.parent.glob("*.key"):
        shutil.copy(key, tmp_path)
    yield home
    with Client.connect(home) as client:
        clear(client)


@pytest.fixture
def ring(request: pytest.FixtureRequest, home: Path) -> KeyRing:
    return make_keys(home) if "alone" in request.fixturenames else KeyRing(home)


@pytest.fixture
def address(request: pytest.FixtureRequest, home: Path, ring: KeyRing) -> Iterator[str]:
    """Where the worker listens."""
    if "alone" in request.fixturenames:
        with listening(home) as address:
            yield address
    else:
        yield request.getfixturevalue("shared")[1]


@pytest.fixture
def enter(address: str, tmp_path: Path) -> Iterator[Enter]:
    """Reach the worker with somebody's key."""
    clients: list[Client] = []

    def enter(name: str) -> Client:
        clients.append(Client.connect(address=address, key=tmp_path / f"{name}.key"))
        return clients[-1]

    yield enter
    for client in clients:
        client.close()


def refusal(action: Callable[[], object]) -> Code:
    with pytest.raises(TrajganrError) as caught:
        action()
    return caught.value.code


# Coming in


def test_a_member_runs_jobs(enter: Enter, tmp_path: Path) -> None:
    ann = enter("ann")
    job_id = ann.submit(prepare_params(ann, tmp_path, "steps 10 0.05"))
    events = finish(ann, job_id)
    assert events[-1].state == "SUCCEEDED"
    loading = ann.submit(LoadTripsParams(trips=(ann.put_file(tmp_path / "trips.csv"),)))
    finish(ann, loading)
    ann.fetch_file(loading, "trips.gpkg", tmp_path / "out.gpkg")
    assert (tmp_path / "out.gpkg").stat().st_size > 0


def test_the_owner_needs_no_key_on_the_private_sockets(address: str, home: Path) -> None:
    with Client.connect(home) as client:
        assert client.hello.is_admin is True
        assert client.status().home


def test_an_unlisted_key_is_reported(address: str, ring: KeyRing, tmp_path: Path) -> None:
    ClientKey("eve", *new_pair(), ring.server[0]).write(tmp_path / "eve.key")
    code = refusal(lambda: Client.connect(address=address, key=tmp_path / "eve.key"))
    assert code is Code.AUTH_DENIED


def test_a_wrong_worker_key_is_distinguished_from_a_stopped_worker(
    address: str, tmp_path: Path
) -> None:
    key = json.loads((tmp_path / "ann.key").read_text())
    other = ClientKey("ann", key["public"], key["secret"], new_pair()[0])
    other.write(tmp_path / "other.key")
    code = refusal(lambda: Client.connect(address=address, key=tmp_path / "other.key"))
    assert code is Code.AUTH_NO_ANSWER
    down = f"tcp://localhost:{free_ports()}"
    code = refusal(lambda: Client.connect(address=down, key=tmp_path / "ann.key"))
    assert code is Code.TRANSPORT_DOWN


def test_clients_without_a_key_are_refused(address: str) -> None:
    assert refusal(lambda: Client.connect(address=address)) is Code.AUTH_DENIED
    here = address.replace("localhost", "127.0.0.1")  # as a tunnel's near end, which needs no key
    assert refusal(lambda: Client.connect(address=here, timeout_s=1.0)) is Code.AUTH_NO_ANSWER


def test_an_invalid_key_file_is_reported(address: str, tmp_path: Path) -> None:
    (tmp_path / "no.key").write_text("{}")
    assert refusal(lambda: Client.connect(address=address, key=tmp_path / "no.key")) is (
        Code.AUTH_DENIED
    )


def test_the_key_may_be_named_by_the_environment(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRAJGANR_ADDRESS", address)
    monkeypatch.setenv("TRAJGANR_KEY", str(tmp_path / "ann.key"))
    with Client.connect() as client:
        assert client.hello.owner == "ann"


@pytest.mark.usefixtures("alone")
def test_a_revoked_key_is_refused(
    enter: Enter, address: str, ring: KeyRing, tmp_path: Path
) -> None:
    ann = enter("ann")
    ann.subscribe()
    ann.status()
    ring.revoke("ann")
    for ask in (ann.status, ann.jobs, lambda: ann.put_file(tmp_path / "ann.key")):
        assert refusal(ask) is Code.AUTH_DENIED
    code = refusal(lambda: Client.connect(address=address, key=tmp_path / "ann.key"))
    assert code is Code.AUTH_DENIED


@pytest.mark.usefixtures("alone")
def test_a_former_administrator_gets_no_events(enter: Enter, ring: KeyRing, tmp_path: Path) -> None:
    root, bob = enter("root"), enter("bob")
    root.subscribe()
    params = prepare_params(bob, tmp_path)
    finish(bob, bob.submit(params))
    wait_until(lambda: root.next_event(0.1) is not None)
    ring.revoke("root")

    def hears_of_a_job() -> bool:
        while root.next_event(0.1):
            pass
        finish(bob, bob.submit(params))
        return root.next_event(0.5) is not None

    # Only when the worker looks at the list again, it sends everybody away.
    wait_until(lambda: not hears_of_a_job())


@pytest.mark.usefixtures("alone")
def test_on_loopback_keys_hold_as_soon_as_there_is_one(home: Path, tmp_path: Path) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    with fake_worker(home, address), Client.connect(home) as local:
        with Client.connect(address=address) as anybody:
            assert anybody.hello.is_admin is True
        KeyRing(home).make("ann", is_admin=False).write(tmp_path / "ann.key")
        wait_until(lambda: not lets_in(address))
        with Client.connect(address=address, key=tmp_path / "ann.key") as ann:
            assert (ann.hello.owner, ann.hello.is_admin) == ("ann", False)
            params = LoadTripsParams(trips=(ann.put_file(tmp_path / "ann.key"),))
            finish(ann, ann.submit(params))
        assert len(local.jobs()) == 1
    with fake_worker(home, address):
        assert not lets_in(address)
        Client.connect(home).close()
        Client.connect(address=address, key=tmp_path / "ann.key").close()


def lets_in(address: str) -> bool:
    """Whether the worker answers who shows no key."""
    try:
        Client.connect(address=address, timeout_s=0.5).close()
    except TrajganrError:
        return False
    return True


@pytest.mark.usefixtures("alone")
def test_a_worker_continues_and_stops_with_a_damaged_list_of_keys(
    home: Path, ring: KeyRing, tmp_path: Path
) -> None:
    port = free_ports()
    address = f"tcp://localhost:{port}"
    process = start_fake_worker(home, f"tcp://0.0.0.0:{port}")
    try:
        Client.connect(address=address, key=tmp_path / "ann.key").close()
        (home / "keys" / "clients.json").write_text('{"version": 2}')
        for name in ("bob", "ann", "root"):
            Client.connect(address=address, key=tmp_path / f"{name}.key").close()
        ClientKey("eve", *new_pair(), ring.server[0]).write(tmp_path / "eve.key")
        code = refusal(lambda: Client.connect(address=address, key=tmp_path / "eve.key"))
        assert code is Code.AUTH_DENIED
    finally:
        process.terminate()
        assert process.wait(30) == 0


@pytest.mark.usefixtures("alone")
def test_a_worker_with_an_unreadable_list_accepts_only_its_owner(
    home: Path, ring: KeyRing, tmp_path: Path
) -> None:
    (home / "keys" / "clients.json").write_text("[")
    port = free_ports()
    process = start_fake_worker(home, f"tcp://127.0.0.1:{port}")
    try:
        address = f"tcp://localhost:{port}"
        code = refusal(lambda: Client.connect(address=address, key=tmp_path / "ann.key"))
        assert code is Code.AUTH_DENIED
        assert not lets_in(f"tcp://127.0.0.1:{port}")
        Client.connect(home).close()
    finally:
        process.terminate()
        assert process.wait(30) == 0


# What is noted


@pytest.mark.usefixtures("alone")
def test_refusals_cancellations_and_deletions_are_in_the_audit_log(
    enter: Enter, ring: KeyRing, home: Path, address: str, tmp_path: Path
) -> None:
    ann, bob, root = enter("ann"), enter("bob"), enter("root")
    bundle = ann.submit(prepare_params(ann, tmp_path, "Porto"))
    finish(ann, bundle)
    slow = ann.submit(prepare_params(ann, tmp_path, "slow"))
    refusal(lambda: bob.job(slow))
    bob._events.subscribe(slow)
    root.cancel(slow)
    finish(ann, slow)
    ann.delete(slow)
    root.delete_bundle(bundle)
    eve = ClientKey("eve", *new_pair(), ring.server[0])
    eve.write(tmp_path / "eve.key")
    refusal(lambda: Client.connect(address=address, key=tmp_path / "eve.key"))
    ring.revoke("bob")
    refusal(bob.status)
    root.stop_worker()
    log = (home / "audit.log").read_text()
    noted = [line.split(" ", 1)[1] for line in log.splitlines()]
    for line in (
        'request-refused who="bob" verb="job.get" code="JOB.NOT_FOUND"',
        'request-refused who="bob" verb="subscribe" code="AUTH.DENIED"',
        f'job-cancelled who="root" job="{slow}" owner="ann"',
        f'job-deleted who="ann" job="{slow}" owner="ann"',
        f'bundle-deleted who="root" bundle="{bundle}" owner="ann"',
        f'handshake-refused who="127.0.0.1" key="{fingerprint(eve.public)}"',
        'worker-stopped who="root"',
    ):
        assert line in noted
    bobs = fingerprint(json.loads((tmp_path / "bob.key").read_text())["public"])
    assert bobs in log
    for key in ("ann", "bob", "eve"):
        assert json.loads((tmp_path / f"{key}.key").read_text())["secret"] not in log


# Seeing what is theirs


def test_members_see_only_their_own_jobs(enter: Enter, tmp_path: Path) -> None:
    ann, bob, root = enter("ann"), enter("bob"), enter("root")
    job_id = ann.submit(prepare_params(ann, tmp_path, "slow"))
    wait_for_state(ann, job_id, "RUNNING")
    assert [job.job_id for job in ann.jobs()] == [job_id]
    assert bob.jobs() == []
    assert bob.status().jobs == ()
    assert bob.status().home == ""
    asks: list[Callable[[], object]] = [
        lambda: bob.job(job_id),
        lambda: bob.events(job_id),
        lambda: bob.logs(job_id),
        lambda: bob.cancel(job_id),
        lambda: bob.resume(job_id),
        lambda: bob.delete(job_id),
        lambda: bob.fetch_file(job_id, "roads.gpkg", tmp_path / "out"),
        lambda: bob.submit(prepare_params(bob, tmp_path), after=[job_id]),
    ]
    assert {refusal(ask) for ask in asks} == {Code.JOB_NOT_FOUND}
    assert [(job.job_id, job.owner) for job in root.jobs()] == [(job_id, "ann")]
    root.cancel(job_id)
    assert finish(ann, job_id)[-1].state == "CANCELLED"


def test_members_cannot_use_others_bundles_and_models(enter: Enter, tmp_path: Path) -> None:
    ann, bob, root = enter("ann"), enter("bob"), enter("root")
    bundle = ann.submit(prepare_params(ann, tmp_path, "Porto"))
    finish(ann, bundle)
    assert [b.id for b in ann.bundles()] == [b.id for b in root.bundles()] == [bundle]
    assert bob.bundles() == []
    assert refusal(lambda: bob.submit(PretrainParams(bundle=bundle))) is Code.INPUT_NOT_FOUND
    assert refusal(lambda: bob.delete_bundle(bundle)) is Code.INPUT_NOT_FOUND
    model = ann.submit(PretrainParams(bundle=bundle))
    finish(ann, model)
    for ask in (
        lambda: bob.query(model, 0.0, 0.0),
        lambda: bob.similar(model, 0.0, 0.0),
        lambda: bob.image(model, "4711"),
    ):
        assert refusal(ask) is Code.MODEL_MISSING
    assert ann.query(model, 0.0, 0.0).model == model
    # The shipped model is everybody's, a bundle is not.
    assert refusal(lambda: bob.submit(PredictParams(bundle=bundle))) is Code.INPUT_NOT_FOUND
    assert refusal(lambda: bob.query(None, 0.0, 0.0, bundle=bundle)) is Code.INPUT_NOT_FOUND
    assert refusal(lambda: ann.query(None, 0.0, 0.0)) is Code.INPUT_FIELD
    assert ann.query(None, 0.0, 0.0, bundle=bundle).model == "shipped"
    assert refusal(lambda: ann.similar(model, edge=0, bundle="other")) is Code.INPUT_NOT_FOUND
    # It stays theirs when the job is forgotten.
    ann.delete(bundle)
    assert bob.bundles() == []
    assert [b.id for b in ann.bundles()] == [bundle]


def test_the_hash_of_a_file_does_not_grant_access(enter: Enter, tmp_path: Path) -> None:
    ann, bob = enter("ann"), enter("bob")
    (tmp_path / "secret.csv").write_text("where ann lives")
    reference = ann.put_file(tmp_path / "secret.csv")
    params = LoadTripsParams(trips=(reference,))
    assert refusal(lambda: bob.submit(params)) is Code.INPUT_NOT_FOUND
    assert refusal(lambda: bob.estimate(params)) is Code.INPUT_NOT_FOUND
    finish(ann, ann.submit(params))


@pytest.mark.usefixtures("alone")
def test_permissions_are_checked_when_a_job_starts(
    enter: Enter, ring: KeyRing, home: Path, tmp_path: Path
) -> None:
    ann, root = enter("ann"), enter("root")
    bundle = ann.submit(prepare_params(ann, tmp_path))
    finish(ann, bundle)
    slow = ann.submit(prepare_params(ann, tmp_path, "slow"))
    wait_for_state(ann, slow, "RUNNING")
    waiting = root.submit(PretrainParams(bundle=bundle))
    ring.revoke("root")
    ann.cancel(slow)
    with Client.connect(home) as local:
        assert finish(local, waiting)[-1].state == "FAILED"
        assert error_of(local, waiting).code is Code.INPUT_NOT_FOUND


def test_a_resumed_job_does_not_read_another_users_upload(
    enter: Enter, home: Path, tmp_path: Path
) -> None:
    ann = enter("ann")
    failed = ann.submit(prepare_params(ann, tmp_path, "fail"))
    finish(ann, failed)
    for marks in (home / "data").glob("*/.owners/ann"):
        shutil.rmtree(marks)
    ann.resume(failed)
    finish(ann, failed)
    assert error_of(ann, failed).code is Code.INPUT_NOT_FOUND


def test_a_bundle_needed_by_another_users_job_is_not_deleted_and_the_job_not_named(
    enter: Enter, tmp_path: Path
) -> None:
    ann, root = enter("ann"), enter("root")
    bundle = ann.submit(prepare_params(ann, tmp_path))
    finish(ann, bundle)
    slow = root.submit(PretrainParams(bundle=bundle, name="slow"))
    with pytest.raises(TrajganrError) as caught:
        ann.delete_bundle(bundle)
    assert caught.value.code is Code.RESOURCE_LOCKED
    assert slow not in str(caught.value.to_dict())
    with pytest.raises(TrajganrError, match=slow):
        root.delete_bundle(bundle)


def test_a_partly_deleted_bundle_still_belongs_to_its_owner(
    enter: Enter, home: Path, tmp_path: Path
) -> None:
    ann, bob = enter("ann"), enter("bob")
    bundle = ann.submit(prepare_params(ann, tmp_path))
    finish(ann, bundle)
    kept = home / "kept"
    shutil.copytree(home / "bundles" / bundle, kept)
    ann.delete_bundle(bundle)
    wait_until(lambda: not (home / "bundles" / bundle).exists())
    kept.rename(home / "bundles" / bundle)
    assert bob.bundles() == []
    assert [each.id for each in ann.bundles()] == [bundle]


# What no job made


@pytest.mark.usefixtures("alone")
def test_what_has_no_owner_is_seen_and_deleted_by_administrators_only(
    enter: Enter, home: Path
) -> None:
    bob, root = enter("bob"), enter("root")
    put_model(home, "copied", "foreign")
    assert (bob.bundles(), bob.models()) == ([], [])
    for ask in (lambda: bob.card("copied"), lambda: bob.delete_model("copied")):
        assert refusal(ask) is Code.MODEL_MISSING
    assert refusal(lambda: bob.delete_bundle("foreign")) is Code.INPUT_NOT_FOUND
    root.delete_model("copied")
    root.delete_bundle("foreign")


@pytest.mark.usefixtures("alone")
def test_what_is_shared_is_used_by_everybody_and_deleted_by_its_owner_only(
    enter: Enter, home: Path
) -> None:
    bob, root = enter("bob"), enter("root")
    put_model(home, "copied", "foreign")
    succeed("worker", "share", "model", "copied", "--home", home)
    assert [model.id for model in bob.models()] == ["copied"]
    with pytest.raises(TrajganrError, match="no bundle 'foreign', which the model") as caught:
        bob.query("copied", 0.0, 0.0)
    assert caught.value.code is Code.MODEL_MISSING
    assert refusal(lambda: bob.submit(PredictParams(model="copied"))) is Code.MODEL_MISSING
    succeed("worker", "share", "bundle", "foreign", "--home", home)
    assert asked(bob.query("copied", 0.0, 0.0))["bundle"] == "foreign"
    finish(bob, bob.submit(PredictParams(model="copied")))
    assert refusal(lambda: bob.delete_model("copied")) is Code.AUTH_DENIED
    succeed("worker", "share", "model", "copied", "--stop", "--home", home)
    assert bob.models() == []
    assert refusal(lambda: bob.query("copied", 0.0, 0.0)) is Code.MODEL_MISSING
    root.delete_model("copied")
    log = (home / "audit.log").read_text()
    for event in ("model-shared", "bundle-shared", "model-unshared"):
        assert event in log


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("is_deleted", [False, True], ids=["with its job", "without its job"])
def test_what_was_made_keeps_its_owner_when_the_store_is_moved_away(
    is_deleted: bool, home: Path, ring: KeyRing, tmp_path: Path
) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    with fake_worker(home, address), Client.connect(address=address, key=tmp_path / "ann.key") as a:
        bundle = a.submit(prepare_params(a, tmp_path))
        finish(a, bundle)
        if is_deleted:
            a.delete(bundle)
    (tmp_path / "old").mkdir()
    for file in home.glob("jobs.sqlite*"):
        file.rename(tmp_path / "old" / file.name)
    with (
        fake_worker(home, address),
        Client.connect(address=address, key=tmp_path / "ann.key") as ann,
        Client.connect(address=address, key=tmp_path / "bob.key") as bob,
    ):
        assert (ann.jobs(), bob.bundles()) == ([], [])
        assert [each.id for each in ann.bundles()] == [bundle]
        assert refusal(lambda: bob.delete_bundle(bundle)) is Code.INPUT_NOT_FOUND
        ann.delete_bundle(bundle)


def test_events_go_to_the_jobs_owner_only(enter: Enter, tmp_path: Path) -> None:
    ann, bob = enter("ann"), enter("bob")
    job_id = ann.submit(prepare_params(ann, tmp_path, "slow"))
    bob.subscribe(job_id)
    bob.subscribe()
    for topic in ("", "@", "@ann/", job_id[:5]):
        bob._events.subscribe(topic)
    ann.subscribe()
    bob.status()
    ann.cancel(job_id)
    finish(ann, job_id)
    assert bob.next_event(0.5) is None


def test_idempotency_keys_are_per_user(enter: Enter, tmp_path: Path) -> None:
    ann, bob = enter("ann"), enter("bob")
    first = ann.submit(prepare_params(ann, tmp_path, "slow"), idempotency_key="1")
    second = bob.submit(prepare_params(bob, tmp_path, "slow"), idempotency_key="1")
    assert first != second


@pytest.mark.usefixtures("alone")
def test_only_an_administrator_stops_the_worker(enter: Enter) -> None:
    assert refusal(enter("ann").stop_worker) is Code.AUTH_DENIED
    enter("root").stop_worker()


def test_a_forged_client_id_is_ignored(enter: Enter, address: str, tmp_path: Path) -> None:
    """The caller is identified by the key of the connection, not by the header."""
    ann, bob = enter("ann"), enter("bob")
    job_id = ann.submit(prepare_params(ann, tmp_path, "slow"))
    bob._requests._client_id = ann._id
    assert refusal(lambda: bob.job(job_id)) is Code.JOB_NOT_FOUND


def test_file_requests_are_refused_by_the_request_socket(enter: Enter) -> None:
    ann = enter("ann")
    file = {"sha256": "0" * 64, "name": "a", "size": 1}
    code = refusal(lambda: ann._requests.request("data.stat", file))
    assert code is Code.PROTOCOL_SCHEMA


def test_a_plain_socket_gets_no_answer(address: str) -> None:
    context: zmq.Context[zmq.Socket[bytes]] = zmq.Context()
    plain = context.socket(zmq.DEALER)
    plain.connect(address)
    plain.send(b"hello")
    assert not plain.poll(500)
    context.destroy(linger=0)


def test_the_queue_does_not_reveal_ids_of_other_users(enter: Enter, tmp_path: Path) -> None:
    ann, bob, root = map(enter, ("ann", "bob", "root"))
    running = ann.submit(prepare_params(ann, tmp_path, "slow"))
    wait_for_state(ann, running, "RUNNING")
    waiting = bob.submit(prepare_params(bob, tmp_path, "slow"))
    assert bob.job(waiting).behind == Ahead("", "")
    assert bob.jobs()[0].behind == Ahead("", "")
    assert root.job(waiting).behind == Ahead(running, "slow")


@pytest.mark.usefixtures("alone")
def test_one_member_cannot_fill_the_queue(home: Path, ring: KeyRing) -> None:
    address = f"tcp://127.0.0.1:{free_ports()}"
    with fake_worker(home, address, most_queued=4):
        ann = Client.connect(address=address, key=home.parent / "ann.key")
        bob = Client.connect(address=address, key=home.parent / "bob.key")
        with ann, bob:
            params = prepare_params(ann, home.parent, "slow")
            wait_for_state(ann, ann.submit(params), "RUNNING")
            for _ in range(2):
                ann.submit(params)
            assert refusal(lambda: ann.submit(params)) is Code.RESOURCE_QUEUE_FULL
            bob.submit(prepare_params(bob, home.parent, "slow"))
