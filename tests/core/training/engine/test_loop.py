"""The training loop, on a learner of a few numbers."""

from __future__ import annotations

import dataclasses
import itertools
import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from learners import ROWS, Line
from safetensors.torch import load_file, save_file

from trajganr_core.contract.errors import Code, TrajganrError, cancelled
from trajganr_core.training.engine.checkpoint import Checkpoint, remove_checkpoint, write_checkpoint
from trajganr_core.training.engine.learner import LoopConfig
from trajganr_core.training.engine.loop import Result, train, warm_cosine

CPU = torch.device("cpu")
CONFIG = LoopConfig(seed=3, epochs=6, learning_rate=1e-2, evaluate_every=2)


class Watch:
    """A progress that keeps the losses and, after so many steps, raises."""

    def __init__(self, stop_after: int = -1, error: BaseException | None = None) -> None:
        self.losses: list[float] = []
        self.rates: list[float] = []
        self.stop_after, self.error = stop_after, error

    def __call__(self, stage: str, fraction: float, /, **figures: float) -> None:
        assert stage == "Fitting"
        self.losses.append(figures["loss"])
        self.rates.append(figures["rate"])
        if self.error is not None and len(self.losses) == self.stop_after:
            raise self.error


def run(
    learner: Line,
    folder: Path | None = None,
    config: LoopConfig = CONFIG,
    watch: Watch | None = None,
    **identity: object,
) -> Result:
    return train(
        learner,
        config,
        device=CPU,
        identity=identity,
        checkpoint=folder,
        progress=watch or Watch(),
    )


def interrupted(folder: Path, after: int, error: BaseException | None = None) -> Watch:
    watch = Watch(after, error or cancelled())
    with pytest.raises(type(watch.error)):
        run(Line(), folder, watch=watch)
    return watch


@pytest.mark.parametrize("after", [1, 5, 12, 29])  # the end of an epoch is 5, 10, …
@pytest.mark.parametrize("error", [cancelled(), KeyboardInterrupt(), RuntimeError("a bug")])
def test_a_resumed_run_repeats_the_uninterrupted_one_bit_for_bit(
    tmp_path: Path, after: int, error: BaseException
) -> None:
    whole, watched = Line(), Watch()
    expected = run(whole, watch=watched)

    first = interrupted(tmp_path / "run", after, error)
    second, resumed = Watch(), Line()
    result = run(resumed, tmp_path / "run", watch=second)

    assert first.losses + second.losses == watched.losses
    assert len(second.losses) == len(watched.losses) - after
    assert result.history == expected.history
    assert result.best == expected.best
    assert resumed.steps.equal(whole.steps)
    for key, value in whole.net.state_dict().items():
        assert resumed.net.state_dict()[key].equal(value), key


def test_the_figure_of_validation_is_reported_with_the_loss() -> None:
    learner = Line()
    learner.validation = "error"
    reported: list[dict[str, float]] = []

    def watch(stage: str, fraction: float, /, **figures: float) -> None:
        reported.append({"fraction": fraction, **figures})

    result = train(learner, CONFIG, device=CPU, identity={}, checkpoint=None, progress=watch)
    evaluated = [row["error"] for row in result.history if "error" in row]
    assert len(evaluated) == CONFIG.epochs / CONFIG.evaluate_every
    seen = [one["validation_loss"] for one in reported if "validation_loss" in one]
    assert list(dict.fromkeys(seen)) == evaluated
    assert reported[-1]["fraction"] == 1.0
    assert reported[-1]["validation_loss"] == evaluated[-1]
    assert "validation_loss" not in reported[0]


def test_a_run_may_be_interrupted_several_times(tmp_path: Path) -> None:
    watched = Watch()
    run(Line(), watch=watched)
    losses: list[float] = []
    for after in (3, 4, 6):
        losses += interrupted(tmp_path / "run", after).losses
    rest = Watch()
    run(Line(), tmp_path / "run", watch=rest)
    assert losses + rest.losses == watched.losses


def test_an_interrupt_within_an_update_is_delayed_until_it_is_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interrupt: signal.Signals
) -> None:
    watched = Watch()
    run(Line(), watch=watched)
    update = torch.optim.Adam.step

    def signalled(self: torch.optim.Adam, closure: None = None) -> None:
        signal.raise_signal(interrupt)
        update(self)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(torch.optim.Adam, "step", signalled)
        run(Line(), tmp_path / "run")
    rest = Watch()
    run(Line(), tmp_path / "run", watch=rest)
    assert rest.losses == watched.losses[1:]


def test_an_interrupt_while_a_failed_run_is_saved_is_delayed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interrupt: signal.Signals
) -> None:
    watched = Watch()
    run(Line(), watch=watched)

    def signalled(folder: Path, checkpoint: Checkpoint) -> None:
        signal.raise_signal(interrupt)
        write_checkpoint(folder, checkpoint)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("trajganr_core.training.engine.loop.write_checkpoint", signalled)
        run(Line(), tmp_path / "run", watch=Watch(4, RuntimeError("a lost connection")))
    rest = Watch()
    run(Line(), tmp_path / "run", watch=rest)
    assert rest.losses == watched.losses[4:]


def test_after_a_failed_update_the_checkpoint_is_of_the_previous_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched = Watch()
    run(Line(), watch=watched)
    interrupted(tmp_path / "run", 4)

    def torn(self: torch.optim.Optimizer, closure: None = None) -> None:
        raise RuntimeError("a bug")

    with monkeypatch.context() as patch, pytest.raises(RuntimeError):
        patch.setattr(torch.optim.Adam, "step", torn)
        run(Line(), tmp_path / "run")
    rest = Watch()
    run(Line(), tmp_path / "run", watch=rest)
    assert rest.losses == watched.losses[4:]


def test_a_finished_run_is_not_trained_again(tmp_path: Path) -> None:
    first = run(Line(), tmp_path / "run")
    watch, again = Watch(), Line()
    second = run(again, tmp_path / "run", watch=watch)
    assert watch.losses == []
    assert second.history == first.history
    remove_checkpoint(tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_after_a_failed_write_the_previous_checkpoint_is_valid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(tmp_path / "run", 4)

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="No space"):
        patch.setattr("trajganr_core.training.engine.checkpoint.write_json", full)
        run(Line(), tmp_path / "run")
    watched, rest = Watch(), Watch()
    run(Line(), watch=watched)
    run(Line(), tmp_path / "run", watch=rest)
    assert rest.losses == watched.losses[4:]


def test_the_checkpoint_holds_no_pickle(tmp_path: Path) -> None:
    interrupted(tmp_path / "run", 12)
    names = sorted(path.name.split("-")[0] for path in (tmp_path / "run").iterdir())
    assert names == ["checkpoint.json", "tensors"]
    assert {path.suffix for path in (tmp_path / "run").iterdir()} == {".json", ".safetensors"}


def test_another_configuration_is_refused_by_name(tmp_path: Path) -> None:
    interrupted(tmp_path / "run", 4)
    with pytest.raises(TrajganrError) as caught:
        run(Line(), tmp_path / "run", bundle="another")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE
    assert "bundle was None and is 'another'" in caught.value.message
    with pytest.raises(TrajganrError, match="bundle has changed"):  # too long to be read
        run(Line(), tmp_path / "run", bundle=100 * "another")
    faster = dataclasses.replace(CONFIG, learning_rate=0.1)
    with pytest.raises(TrajganrError) as caught:
        run(Line(), tmp_path / "run", faster)
    assert "learning_rate" in caught.value.message
    assert str(tmp_path / "run") in caught.value.message


def test_another_architecture_is_refused(tmp_path: Path) -> None:
    interrupted(tmp_path / "run", 4)
    wider = Line()
    wider.net[2] = torch.nn.Linear(16, 2)
    with pytest.raises(TrajganrError) as caught:
        run(wider, tmp_path / "run")
    assert caught.value.code is Code.MODEL_INCOMPATIBLE


def change_weights(folder: Path) -> None:
    (path,) = folder.glob("tensors-*")
    tensors = load_file(path)
    tensors["module/net/0.weight"] += 1
    save_file(tensors, path)


def change_history(folder: Path) -> None:
    content = json.loads((folder / "checkpoint.json").read_text())
    content["position"]["epoch"] = 5
    (folder / "checkpoint.json").write_text(json.dumps(content))


def remove_tensors(folder: Path) -> None:
    next(folder.glob("tensors-*")).unlink()


def cut(folder: Path) -> None:
    (folder / "checkpoint.json").write_text("{")


@pytest.mark.parametrize("tamper", [change_weights, change_history, remove_tensors, cut])
def test_a_changed_checkpoint_is_refused(tmp_path: Path, tamper: Callable[[Path], None]) -> None:
    interrupted(tmp_path / "run", 12)
    tamper(tmp_path / "run")
    with pytest.raises(TrajganrError) as caught:
        run(Line(), tmp_path / "run")
    assert caught.value.code is Code.MODEL_HASH
    assert "start the training again" in caught.value.next_action


def test_a_foreign_folder_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.txt").write_text("years of work")
    with pytest.raises(TrajganrError) as caught:
        run(Line(), tmp_path / "run")
    assert caught.value.code is Code.INPUT_FIELD
    assert (tmp_path / "run" / "thesis.txt").read_text() == "years of work"


def test_the_weights_of_the_best_evaluation_are_kept() -> None:
    learner, kept = Line(), {}
    learner.figures = [3.0, 1.0, 2.0]
    evaluate = learner.evaluate

    def remember() -> dict[str, float]:
        figures = evaluate()
        kept[figures["error"]] = learner.net[0].weight.detach().clone()
        return figures

    learner.evaluate = remember  # type: ignore[method-assign]
    result = run(learner)
    assert result.best == {"error": {"epoch": 4, "value": 1.0}}
    assert learner.net[0].weight.equal(kept[1.0])
    assert not kept[1.0].equal(kept[2.0])
    assert not learner.net.training


def test_patience_stops_a_run_without_improvement() -> None:
    learner = Line()
    learner.figures = [2.0, 1.0, 1.0, 1.5, float("nan")]
    config = dataclasses.replace(CONFIG, epochs=20, evaluate_every=1, patience=3)
    result = run(learner, config=config)
    assert result.stopped_early
    assert len(result.history) == 5
    assert result.best["error"]["epoch"] == 2


def test_the_history_has_a_row_an_epoch_with_terms_and_figures() -> None:
    history = run(Line()).history
    assert [row["epoch"] for row in history] == [1, 2, 3, 4, 5, 6]
    assert all(row["loss"] == pytest.approx(row["square"] + row["size"]) for row in history)
    assert ["error" in row for row in history] == [False, True] * 3


def test_seeds_repeat_runs_and_differ() -> None:
    histories = [
        run(Line(), config=dataclasses.replace(CONFIG, seed=seed)).history for seed in (1, 1, 2)
    ]
    assert histories[0] == histories[1]
    assert histories[0] != histories[2]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_loss_that_is_not_finite_stops_before_the_update(tmp_path: Path, value: float) -> None:
    learner = Line()
    learner.y = learner.y.clone()
    learner.y[7] = value
    with pytest.raises(TrajganrError) as caught:
        run(learner, tmp_path / "run")
    assert "smaller learning rate" in caught.value.next_action
    assert "square" in caught.value.message
    assert all(parameter.isfinite().all() for parameter in learner.net.parameters())


def test_the_batch_size_that_fits_is_named(tmp_path: Path) -> None:
    learner = Line(batch_size=ROWS)

    def small_memory(batch: tuple[torch.Tensor, torch.Tensor]) -> None:
        if len(batch[0]) > 6:
            raise torch.OutOfMemoryError("CUDA out of memory.")

    learner.before_terms = small_memory
    with pytest.raises(TrajganrError) as caught:
        run(learner, tmp_path / "run")
    assert caught.value.code in (Code.RESOURCE_RAM, Code.RESOURCE_GPU_OOM)
    assert caught.value.parameters["fits"] == 5
    assert "batch size of 5" in caught.value.next_action


def test_the_error_reports_if_no_batch_fits() -> None:
    learner = Line()

    def no_memory(batch: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    learner.before_terms = no_memory
    with pytest.raises(TrajganrError) as caught:
        run(learner)
    assert "smaller dimension" in caught.value.next_action


def test_running_out_of_memory_outside_the_step_is_a_coded_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_memory(self: torch.optim.Optimizer, closure: None = None) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory.")

    monkeypatch.setattr(torch.optim.Adam, "step", no_memory)
    with pytest.raises(TrajganrError) as caught:
        run(Line())
    assert caught.value.code in (Code.RESOURCE_RAM, Code.RESOURCE_GPU_OOM)
    assert caught.value.next_action == "Halve the batch size."
    assert caught.value.parameters["size"] == 8


def test_bfloat16_computes_in_bfloat16() -> None:
    learner, seen = Line(), []
    learner.net[0].register_forward_hook(lambda module, given, out: seen.append(out.dtype))
    run(learner, config=dataclasses.replace(CONFIG, precision="bfloat16", epochs=1))
    assert set(seen[:5]) == {torch.bfloat16}
    assert learner.net[0].weight.dtype == torch.float32


def test_the_learning_rate_rises_and_falls() -> None:
    shares = [warm_cosine(step, 100, 0.05) for step in range(100)]
    assert shares[:5] == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])
    assert shares[5] == 1.0
    assert shares[52] == pytest.approx(0.508, abs=0.02)
    assert 0 < shares[99] < 0.001
    assert all(a >= b for a, b in itertools.pairwise(shares[5:]))
