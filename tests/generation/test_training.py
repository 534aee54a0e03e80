"""A brand's LoRA: ordered within rights and budget, made by a worker that may die, registered with its lineage."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from generation import cost, shelf, training
from generation.engine.diffusion.scan import look
from generation.engine.diffusion.training.settings import Settings
from generation.engine.guides import Guides, Lora
from generation.engine.picture import EngineError, OutOfMemory
from generation.inputs import StoredInputs
from generation.models import Budget, ModelEntry, Training, TryOut
from generation.states import FAILED, RUNNING, WAITING
from generation.training import hold, making
from generation.training.hold import Hold
from studio.lib import blobs
from studio.lib.models import Blob, Event
from studio.lib.problems import BadInput, NotAllowed, WrongState
from tests.cast import Cast
from tests.generation.orders import order as order_batch
from tests.generation.test_style_pack_settings import in_look
from tests.tiny_models import needs_diffusers, tiny_sd

SMALL: dict[str, Any] = {"steps": 4, "rank": 4, "alpha": 4, "resolution": 64, "learning_rate": 0.02, "keep_every": 2}
OWN: dict[str, Any] = {"id": "own-work", "use_classes": ["experiment", "internal", "public"], "territories": ["world"]}


@pytest.fixture(autouse=True)
def models_dir(settings: Any, tmp_path: Path) -> None:
    settings.MODELS_DIR = tmp_path / "models"


@pytest.fixture
def base(cast: Cast) -> ModelEntry:
    licence = {
        "id": "CreativeML",
        "use_classes": ["experiment", "internal"],
        "territories": ["world"],
        "until": "2099-06-30",
    }
    return ModelEntry.objects.create(
        slug="tiny", name="Tiny SD", engine="diffusers", family="sd15", weights="b" * 64, state="ready",
        capabilities=["text_to_image"], licence=licence, brand=cast.northlight,
    )  # fmt: skip


def picture(number: int) -> str:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (number * 40, 90, 200)).save(out, "PNG")
    digest = blobs.put(out.getvalue())
    Blob.objects.get_or_create(digest=digest, defaults={"size": len(out.getvalue()), "media_type": "image/png"})
    return digest


def pictures(count: int = 5, **rights: Any) -> list[dict[str, Any]]:
    return [
        {"digest": picture(n), "caption": f"bottle {n}", "asset": n, "title": f"Asset {n}", "rights": {**OWN, **rights}}
        for n in range(count)
    ]


def order(cast: Cast, base: ModelEntry, **more: Any) -> Training:
    said: dict[str, Any] = {"name": "Northlight look", "trigger": "nlklook", "settings": SMALL, "by": cast.dana}
    said |= {"pictures": more.pop("pictures", None) or pictures()} | more
    return training.order(said.pop("brand", cast.northlight), base=base, **said)


# --- Ordering --------------------------------------------------------------------------------------------------------
def test_an_order_waits_with_its_captions_and_what_all_its_rights_leave(cast: Cast, base: ModelEntry) -> None:
    shown = pictures()
    shown[1]["rights"] |= {"territories": ["DE", "FR"], "until": "2098-01-01"}
    shown[2]["rights"] |= {"territories": ["DE"], "id": "agency"}
    shown[3]["caption"] = "a bottle, NLKlook style"
    row = order(cast, base, pictures=shown)
    assert row.state == WAITING and row.pictures[0]["caption"] == "nlklook, bottle 0"
    assert row.pictures[3]["caption"] == "a bottle, NLKlook style"  # it calls it already
    assert row.rights["use_classes"] == ["experiment", "internal"] and row.rights["territories"] == ["DE"]
    assert row.rights["until"] == "2098-01-01" and row.rights["id"] == "CreativeML + own-work + agency"
    assert Event.objects.filter(kind="training.order", subject=row.pk).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("bad", "field", "says"), [
    ({"name": "\0"}, "name", "Name"), ({"name": "x" * 200}, "name", "80"),
    ({"trigger": "two words"}, "trigger", "one word"),
    ({"trigger": "<b>"}, "trigger", "Trigger"), ({"settings": {"steps": 10**9}}, "steps", "Steps"),
    ({"settings": {"what": 1}}, "settings", "there is no what"),
])  # fmt: skip
def test_what_cannot_be_trained_is_refused_by_field(
    cast: Cast, base: ModelEntry, bad: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        order(cast, base, **bad)
    assert refused.value.field == field and not Training.objects.exists()


def test_too_few_too_many_and_pictures_that_may_not_be_learned_from(cast: Cast, base: ModelEntry) -> None:
    def refused(shown: Sequence[dict[str, Any]], says: str) -> None:
        with pytest.raises(BadInput, match=says) as told:
            order(cast, base, pictures=shown)
        assert told.value.field == "pictures"

    shown = pictures()
    refused(shown[:4], "4 are chosen. Choose 5 to 200")
    refused([*shown[:4], shown[0]], "4 are chosen")  # the same one twice is one
    refused([{**shown[0], "digest": f"{n:064x}"} for n in range(201)], "201 are chosen")
    refused([*shown[:4], {**shown[4], "digest": "0" * 64}], "Asset 4 has no picture")
    refused([*shown[:4], {**shown[4], "rights": OWN | {"duties": ["no_training"], "id": "Agency"}}],
            "Asset 4 is under Agency, which forbids to train")  # fmt: skip
    refused([*shown[:4], {**shown[4], "rights": OWN | {"until": "2020-01-01"}}], "Asset 4 may be used until 2020-01-01")
    refused([*shown[:4], {**shown[4], "rights": {}}], "Asset 4 has no record")
    refused([*shown[:4], {**shown[4], "caption": " "}], "what is to be seen in Asset 4")
    apart = [
        {**one, "rights": OWN | {"territories": [place]}}
        for one, place in zip(shown, ("DE", "FR", "DE", "DE", "DE"), strict=True)
    ]
    refused(apart, "no territory that all of them allow")
    assert not Training.objects.exists()


def test_who_may_from_what_base_and_within_what_budget(cast: Cast, base: ModelEntry) -> None:
    for person in (cast.ben, cast.zoe, cast.leo):
        with pytest.raises(NotAllowed):
            order(cast, base, by=person)
    with pytest.raises(BadInput, match="not in use at Tern"):
        order(cast, base, by=cast.zoe, brand=cast.tern)
    still = ModelEntry.objects.create(slug="q", name="Q", engine="diffusers", family="qwen-image", state="ready")
    with pytest.raises(BadInput, match="No LoRA is trained for Qwen-Image here"):
        order(cast, still)
    cost.seed_rates()
    Budget.objects.create(brand=cast.northlight, micros=1)
    with pytest.raises(BadInput, match=r"the budget of Northlight for .* does not hold it"):
        order(cast, base, settings=SMALL | {"steps": 20_000})
    Budget.objects.all().delete()
    key = uuid4()
    assert order(cast, base, once=key) == order(cast, base, once=key) and Training.objects.count() == 1
    with pytest.raises(WrongState, match="something else"):
        order(cast, base, once=key, by=cast.ada)
    for _ in range(3):
        order(cast, base)
    with pytest.raises(WrongState, match="4 trainings of Northlight are under way"):
        order(cast, base)


def test_the_forecast_says_what_it_rests_on(cast: Cast, base: ModelEntry) -> None:
    cost.seed_rates()
    guess = training.forecast(base, Settings(steps=1000))
    assert guess.basis.startswith("A guess") and guess.micros > 0
    row = order(cast, base)
    Training.objects.filter(pk=row.pk).update(state="done", facts={"seconds_a_step": 2.0, "device": "cpu"})
    known = training.forecast(base, Settings.from_document(SMALL | {"steps": 30, "resolution": 128}))
    assert known.seconds == pytest.approx(2.0 * 4 * 30) and "measured" in known.basis


# --- In a worker -----------------------------------------------------------------------------------------------------
Engine = Callable[..., Any]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception], None]:
    """The engine's place is taken by something that raises this."""

    class Broken:
        def __init__(self, error: Exception) -> None:
            self.error = error

        def train(self, *_: Any, **__: Any) -> Any:
            raise self.error

    monkeypatch.setattr(StoredInputs, "model_path", lambda self, weights: "/nowhere")
    return lambda error: monkeypatch.setattr(making, "import_module", lambda name: Broken(error))


def test_what_the_engine_says_is_kept_and_it_can_be_tried_again(
    cast: Cast, base: ModelEntry, fails: Callable[[Exception], None]
) -> None:
    row = order(cast, base)
    for error, says in (
        (OutOfMemory("It is too large."), "too large"),
        (EngineError("No."), "No."),
        (KeyError("x"), "broke down \\(KeyError"),
    ):
        fails(error)
        training.make(row.pk)
        row.refresh_from_db()
        assert row.state == FAILED and row.claim is None
        assert re.search(says, row.error)
        training.retry(row, by=cast.dana)
        row.refresh_from_db()
        assert row.state == WAITING and row.error == ""
    with pytest.raises(WrongState):
        training.retry(row, by=cast.dana)
    with pytest.raises(NotAllowed):
        training.cancel(row, by=cast.leo)
    training.cancel(row, by=cast.dana)
    training.make(row.pk)  # the message comes all the same
    row.refresh_from_db()
    assert row.state == "cancelled" and row.began_at is not None


def test_a_worker_that_died_is_noticed_and_one_that_always_dies_is_not_fed(
    cast: Cast, base: ModelEntry, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = order(cast, base)
    sent: list[int] = []
    monkeypatch.setattr("generation.tasks.train_lora.apply_async", lambda args, **_: sent.append(args[0]))
    monkeypatch.setattr("generation.nudges.after_commit", lambda send, *args, **more: send(*args, **more))
    assert training.nudge_forgotten() == 0  # its message is young
    for attempt in (1, 2, 3):
        assert making._claimed(row.pk, "w") is not None
        assert making._claimed(row.pk, "w") is None  # one at a time
        assert training.nudge_forgotten() == 0  # the lease holds
        Training.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
        training.nudge_forgotten()
        row.refresh_from_db()
        assert row.state == (WAITING if attempt < 3 else FAILED)
    assert "set aside" in row.error and sent == [row.pk, row.pk]


def test_the_hold_tells_of_steps_and_hears_of_a_cancel(cast: Cast, base: ModelEntry) -> None:
    row = making._claimed(order(cast, base).pk, "w")
    assert row is not None
    held = Hold(row)
    held.progress(2, 4, [1.0, 0.5])
    held._tick()
    row.refresh_from_db()
    assert row.steps_done == 2 and row.losses == [[1.0, 1.0], [2.0, 0.5]] and not held.lost
    training.cancel(row, by=cast.dana)
    held._tick()
    assert held.lost


class Killed(BaseException):
    """As a SIGKILL would: nothing after it runs in the worker's own hands."""


@pytest.mark.parametrize("_", [pytest.param(0, marks=needs_diffusers())])
def test_from_pictures_to_a_model_that_a_batch_wears(
    _: int, cast: Cast, base: ModelEntry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = look(tiny_sd(tmp_path / "tiny"))
    said = {**folder.settings, "resolution": 64, "steps": 2, "dtype": "float32"}
    ModelEntry.objects.filter(pk=base.pk).update(weights=folder.weights, source=str(folder.path), settings=said)
    base.refresh_from_db()
    row = order(cast, base)

    # Its thread has a connection of its own, which sees nothing of this test's transaction.
    monkeypatch.setattr(hold, "TICK", 3600.0)
    # Killed after what it had kept at step 2, and gone on with from there by the next.
    keep = making._keep

    def kept_and_killed(*asked: Any) -> None:
        keep(*asked)
        raise Killed

    monkeypatch.setattr(making, "_keep", kept_and_killed)
    with pytest.raises(Killed):
        training.make(row.pk)
    row.refresh_from_db()
    state = row.facts["kept"]["digest"]
    assert row.state == RUNNING and row.facts["kept"]["step"] == 2 and blobs.exists(state)
    monkeypatch.setattr(making, "_keep", keep)
    Training.objects.filter(pk=row.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    training.nudge_forgotten()
    training.make(row.pk)
    row.refresh_from_db()
    assert row.state == "done", row.error
    assert row.facts["gone_on_from"] == 2 and row.steps_done == 4 and len(row.losses) == 4
    assert not blobs.exists(state) and not Blob.objects.filter(pk=state).exists()  # nothing goes on from it any more

    entry = row.entry
    assert entry is not None and entry.name == "Northlight look 1" and (entry.kind, entry.state) == ("lora", "ready")
    assert entry.family == "sd15" and entry.settings["trigger"] == "nlklook" and entry.settings["rank"] == 4
    assert entry.lineage["base"] == "tiny" and entry.lineage["base_weights"] == folder.weights
    assert [one["asset"] for one in entry.lineage["assets"]] == [0, 1, 2, 3, 4]
    assert entry.licence["use_classes"] == ["experiment", "internal"] and entry.licence["until"] == "2099-06-30"
    training.make(row.pk)  # coming twice changes nothing
    assert ModelEntry.objects.filter(kind="lora").count() == 1

    # Another machine has no such file among its models: it comes from the store.
    path = Path(StoredInputs().model_path(entry.weights))
    assert path == shelf.path_of(entry.weights)
    whole = path.read_bytes()
    shutil.rmtree(path.parent)
    assert Path(StoredInputs().model_path(entry.weights)).read_bytes() == whole

    # With and without it, to be looked at.
    pairs = row.facts["samples"]
    assert len(pairs) == 2
    bare, worn = (TryOut.objects.get(pk=pk) for pk in pairs[0])
    assert bare.seed == worn.seed and bare.guides == {} and worn.guides["loras"][0]["weights"] == entry.weights

    # A style pack pins it by digest, and a batch of that base wears it.
    pinned = {"model": "tiny", "weights": entry.weights, "scale": 0.9, "trigger": "nlklook"}
    batch = order_batch(cast, base, count=1, revision=in_look(cast, loras=[pinned]))
    batch.refresh_from_db()
    assert Guides.from_document(batch.guides).loras == (Lora(entry.weights, 0.9, "nlklook"),)
