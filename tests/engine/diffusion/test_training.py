"""LoRAs from a few pictures: for each family, twice the same, gone on with after a stop, worn by the engine."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from generation.engine.diffusion.adapters.scan import look_at
from generation.engine.diffusion.families import FAMILIES
from generation.engine.diffusion.training import schedule
from generation.engine.diffusion.training.settings import BadSetting, Settings
from generation.engine.diffusion.training.watch import Rested, Watch
from generation.engine.guides import Guides, Lora
from generation.engine.picture import Cancelled, EngineError, OutOfMemory
from tests.engine.diffusion.conftest import Studio
from tests.engine.diffusion.starting import made
from tests.tiny_models import needs_diffusers

TINY = Settings(steps=8, rank=4, alpha=8, learning_rate=0.02, resolution=64, keep_every=5)
Tiny = Callable[[str], Path]


def png(colour: tuple[int, int, int], width: int = 64, height: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


PICTURES = [(png((200, 30, 30)), "a red square"), (png((30, 30, 200), 96, 64), "a blue square")]


def trained(folder: Path, settings: Settings = TINY, watch: Watch | None = None, **more: Any) -> Any:
    from generation.engine.diffusion.training.train import train

    return train(str(folder), more.pop("pictures", PICTURES), settings, watch or Watch(), **more)


@pytest.mark.parametrize("family", [pytest.param(name, marks=needs_diffusers()) for name in ("sdxl", "sd3", "flux")])
def test_a_lora_of_each_family_is_what_the_scan_takes_and_the_pipeline_wears(
    family: str, tiny: Tiny, studio: Studio, tmp_path: Path
) -> None:
    found = studio.register(tiny(family))
    file = tmp_path / "look.safetensors"
    file.write_bytes(trained(tiny(family), replace(TINY, steps=3), trigger="nlk").data)
    scanned = look_at(file)
    assert (scanned.kind, scanned.family, scanned.facts["rank"]) == ("lora", family, 4)
    assert scanned.facts["alpha"] == 8.0 and scanned.facts["trigger"] == "nlk"
    studio.shelf.folders[scanned.weights] = str(file)
    bare, worn = (made(studio, found, Guides(loras=loras)) for loras in ((), (Lora(scanned.weights, 1.0),)))
    assert (bare.pixels != worn.pixels).any()


class Stopping:
    """Rests after so many steps, and keeps what it is given."""

    def __init__(self, after: int) -> None:
        self.after, self.done, self.kept = after, 0, list[tuple[int, bytes]]()

    def watch(self) -> Watch:
        return Watch(progress=self._told, rests=lambda: self.done >= self.after, keep=self._keep)

    def _told(self, done: int, steps: int, losses: Sequence[float]) -> None:
        assert steps == TINY.steps and len(losses) == done
        self.done = done

    def _keep(self, state: bytes, done: int) -> None:
        self.kept.append((done, state))


@pytest.mark.parametrize("family", [pytest.param("sd", marks=needs_diffusers())])
def test_a_training_that_was_stopped_comes_to_the_very_same_file(family: str, tiny: Tiny) -> None:
    whole = trained(tiny(family))
    stopping = Stopping(after=6)
    with pytest.raises(Rested):
        trained(tiny(family), watch=stopping.watch())
    assert [done for done, _ in stopping.kept] == [5, 6]  # as often as was asked for, and when it was to rest
    gone_on = trained(tiny(family), begun=stopping.kept[0][1])
    assert gone_on.data == whole.data and gone_on.losses == whole.losses and gone_on.facts["gone_on_from"] == 5
    with pytest.raises(EngineError, match="of another training"):
        trained(tiny(family), replace(TINY, seed=1), begun=stopping.kept[0][1])


@pytest.mark.parametrize("family", [pytest.param("sd", marks=needs_diffusers())])
def test_it_learns(family: str, tiny: Tiny, studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    """One picture, the same noise at every step: the loss goes down, steadily."""
    monkeypatch.setattr("generation.engine.diffusion.training.train.noise_seed", lambda seed, step: 1)
    settings = replace(TINY, steps=12, schedule="constant")
    losses = trained(tiny(family), settings, pictures=PICTURES[:1]).losses
    assert losses[-1] < 0.9 * losses[0] and np.mean(losses[-4:]) < np.mean(losses[:4])
    weighed = trained(tiny(family), replace(settings, steps=1, min_snr=0.001), pictures=PICTURES[:1]).losses
    assert 0 < weighed[0] < losses[0]  # every step has less noise than that, so it counts for less


@pytest.mark.parametrize("family", [pytest.param("sd", marks=needs_diffusers())])
def test_what_goes_wrong_is_said_in_a_sentence(
    family: str, tiny: Tiny, studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generation.engine.diffusion.training.loss import Loss

    with pytest.raises(EngineError, match="Picture 2 cannot be read"):
        trained(tiny(family), pictures=[PICTURES[0], (b"\x89PNG cut short", "what")])
    with pytest.raises(EngineError, match="has changed since it was registered"):
        trained(tiny(family), weights="0" * 64)
    with pytest.raises(Cancelled):
        trained(tiny(family), watch=Watch(cancelled=lambda: True))
    real = Loss.of
    monkeypatch.setattr(Loss, "of", lambda self, *asked: real(self, *asked) * float("nan"))
    with pytest.raises(EngineError, match="At step 1 the loss was no number"):
        trained(tiny(family))

    def full(*_: Any) -> Any:
        raise RuntimeError("CUDA out of memory. Tried to allocate 2.00 GiB")

    monkeypatch.setattr(Loss, "of", full)
    with pytest.raises(OutOfMemory, match="Lower the pictures a step"):
        trained(tiny(family))


def test_pictures_go_into_buckets_of_their_own_shape() -> None:
    sd = FAMILIES["sd15"]
    assert schedule.bucket(4000, 4000, 512, sd) == (512, 512)
    wide = schedule.bucket(3000, 2000, 512, sd)
    assert wide[0] % 8 == wide[1] % 8 == 0 and 1.45 < wide[0] / wide[1] < 1.55
    assert abs(wide[0] * wide[1] / 512**2 - 1) < 0.03
    assert schedule.bucket(10_000, 100, 512, sd)[0] < 3 * 512  # a strip is cut to what the family composes
    assert all(side % 16 == 0 for side in schedule.bucket(1234, 777, 1024, FAMILIES["flux"]))


def test_every_picture_has_its_turn_in_each_round_and_shares_a_step_only_with_its_size() -> None:
    sizes = [(64, 64), (80, 56), (64, 64), (64, 64), (80, 56)]
    turns = schedule.Turns(sizes, 2, 7)
    rounds = [[turns.at(step) for step in range(at, at + 3)] for at in (0, 3)]
    for batches in rounds:
        assert sorted(index for one in batches for index in one) == list(range(5))
        assert all(len({sizes[index] for index in one}) == 1 for one in batches)
    assert rounds[0] != rounds[1] and [turns.at(step) for step in range(3)] == rounds[0]


def test_the_rate_rises_shortly_and_goes_down_to_nothing() -> None:
    rates = [schedule.rate(step, 100, 1e-4, "cosine") for step in range(100)]
    assert rates[0] < rates[4] == 1e-4 and rates[5:] == sorted(rates[5:], reverse=True) and rates[-1] < 1e-6
    assert schedule.rate(99, 100, 1e-4, "constant") == 1e-4
    assert len(schedule.thinned([1.0] * 1001)) <= 200 and schedule.thinned([1.0, 3.0])[-1] == [2.0, 3.0]


@pytest.mark.parametrize(("bad", "says"), [
    ({"steps": 0}, "Steps: use a whole number from 1 to 20000"), ({"rank": 4.5}, "Rank"), ({"alpha": "x"}, "Alpha"),
    ({"learning_rate": 9.0}, "Learning rate: use a number from 1e-06 to 0.05"), ({"resolution": 10**30}, "Resolution"),
    ({"schedule": "often"}, "cosine or constant"), ({"dtype": "float16"}, "bfloat16"), ({"batch": True}, "a step"),
    ({"lr": 1}, "there is no lr"),
])  # fmt: skip
def test_settings_out_of_bounds_are_refused_by_name(bad: dict[str, Any], says: str) -> None:
    with pytest.raises(BadSetting, match=says):
        Settings.from_document(bad)
    assert Settings.from_document(Settings(steps=3).document()) == Settings(steps=3)
