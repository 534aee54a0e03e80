"""ComfyUI: a job is ordered once, looked after by its name, and called off by its name alone."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from PIL import Image

from generation.engine.engines import engine
from generation.engine.guides import Control, Guides, Reference, Start
from generation.engine.picture import Cancelled, EngineError, Later, Picture, Refused
from generation.engine.recipe import Recipe
from generation.engine.remote import comfyui as op
from generation.engine.remote.errands import Errands
from generation.engine.remote.service import COMFYUI
from generation.engine.render import render
from tests.engine.remote.conftest import SLOTS, WORKFLOW, Given, Kept, order
from tests.engine.remote.elsewhere import Elsewhere, hang_up, picture, raw, status

plan = engine("remote").plan
WITH_PICTURES = SLOTS | {
    "start": ["10", "inputs", "image"], "mask": ["11", "inputs", "image"], "strength": ["3", "inputs", "denoise"],
}  # fmt: skip


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(op, "STAY", 0.02)
    monkeypatch.setattr(op, "LOOK", 0.01)


def asked(comfyui: Given, settings: dict[str, Any] | None = None, **more: Any) -> Recipe:
    kept = comfyui.keep(json.dumps(WORKFLOW).encode())
    return plan(order(COMFYUI, {"workflow": kept, "slots": SLOTS, **(settings or {})}, **more))


def make(comfyui: Given, kept: Kept | None = None, recipe: Recipe | None = None, **job: Any) -> Picture:
    return render(recipe or asked(comfyui), (kept or Kept()).job(comfyui, **job))


def test_a_workflow_is_filled_ordered_and_its_picture_fetched(comfyui: Given, elsewhere: Elsewhere) -> None:
    steps: list[tuple[int, int]] = []
    kept = Kept()
    recipe = asked(comfyui, {"steps": {"discovery": 8}, "guidance": 4.5})
    made = make(comfyui, kept, recipe, progress=lambda *s: steps.append(s))
    sent = elsewhere.asked("POST", "/prompt")[0].json
    assert sent["prompt"]["6"]["inputs"]["text"] == "A bottle on basalt"
    assert sent["prompt"]["7"]["inputs"]["text"] == "people"
    assert sent["prompt"]["3"]["inputs"] | {} == {
        "seed": 7, "steps": 8, "cfg": 4.5, "denoise": 1.0, "positive": ["6", 0],
    }  # fmt: skip
    assert sent["prompt"]["5"]["inputs"] == {"width": 64, "height": 48, "batch_size": 1}
    assert made.pixels.shape == (48, 64, 3)
    assert made.facts["remote"]["job"] == sent["prompt_id"] == kept.tickets[0]["job"]
    assert steps[0] == (0, 3) and steps[-1] == (3, 3)


def test_a_job_is_named_before_it_is_sent(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    sent_when_kept: list[int] = []
    job = Kept().job(comfyui, keep_ticket=lambda t: sent_when_kept.append(len(elsewhere.asked("POST", "/prompt"))))
    with pytest.raises(Later):
        render(asked(comfyui), job)
    assert sent_when_kept == [0]


def test_a_job_that_runs_is_left_to_the_queue_and_never_ordered_again(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    kept = Kept()
    with pytest.raises(Later, match="is number 1 in the line") as first:
        make(comfyui, kept)
    kept.tickets.append(dict(first.value.ticket or {}))
    (name,) = elsewhere.jobs
    elsewhere.running = name
    with pytest.raises(Later, match="is being made") as second:
        make(comfyui, kept)
    assert second.value.seconds > 0 and (second.value.ticket or {})["looks"] == 2
    elsewhere.finish(name)
    assert make(comfyui, kept).pixels.shape == (48, 64, 3)
    assert len(elsewhere.asked("POST", "/prompt")) == 1


def test_a_worker_killed_in_between_orders_nothing_twice(comfyui: Given, elsewhere: Elsewhere) -> None:
    """The ticket was kept, the job may have been sent or not: the service is asked which."""
    elsewhere.hold = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    (name,) = elsewhere.jobs
    elsewhere.finish(name)
    make(comfyui, Kept([kept.tickets[0]]))
    assert len(elsewhere.asked("POST", "/prompt")) == 1, "it had been sent"
    elsewhere.hold = False
    make(comfyui, Kept([{"job": "never-sent-0001", "since": kept.tickets[0]["since"]}]))
    assert len(elsewhere.asked("POST", "/prompt")) == 2, "it had not"


def test_a_server_that_names_jobs_itself_is_asked_by_our_mark(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = elsewhere.names_jobs = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    (name,) = elsewhere.jobs
    assert [ticket["job"] for ticket in kept.tickets][1:] == [name]
    with pytest.raises(Later) as killed:
        make(comfyui, Kept([kept.tickets[0]]))
    assert (killed.value.ticket or {})["job"] == name
    elsewhere.finish(name)
    make(comfyui, Kept([kept.tickets[0]]))
    assert len(elsewhere.asked("POST", "/prompt")) == 1


def test_a_job_that_the_server_forgot_is_ordered_again(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    elsewhere.jobs.clear()
    elsewhere.hold = False
    make(comfyui, kept)
    first, second = (one.json["prompt_id"] for one in elsewhere.asked("POST", "/prompt"))
    assert first != second


@pytest.mark.parametrize("trouble", [status(502), hang_up], ids=["502", "hung up"])
def test_what_passes_is_tried_later_with_the_same_job(comfyui: Given, elsewhere: Elsewhere, trouble: Any) -> None:
    elsewhere.misbehave(trouble)
    with pytest.raises(Later) as later:
        make(comfyui, kept := Kept())
    ticket = dict(later.value.ticket or {})
    assert ticket["tries"] == 1 and ticket["job"] == kept.tickets[0]["job"]
    make(comfyui, Kept([ticket]))


def test_a_workflow_that_the_server_refuses_is_told_by_its_nodes(comfyui: Given, elsewhere: Elsewhere) -> None:
    errors = {"6": {"class_type": "CLIPTextEncode", "errors": [{"message": "Value not in list", "details": "clip: x"}]}}
    refusal = {"error": {"type": "x", "message": "Prompt outputs failed validation"}, "node_errors": errors}
    elsewhere.misbehave(status(400, refusal))
    with pytest.raises(Refused, match="failed validation CLIPTextEncode: Value not in list clip: x"):
        make(comfyui, kept := Kept())
    assert kept.tickets[-1] == {}


@pytest.mark.parametrize(("message", "says"), [
    (["execution_error", {"node_type": "KSampler", "exception_message": "CUDA out of\nmemory <b>"}],
     "KSampler: CUDA out of memory"),
    (["execution_interrupted", {}], "stopped there"), ("x", "could not make it."),
])  # fmt: skip
def test_a_job_that_failed_there_says_why(comfyui: Given, elsewhere: Elsewhere, message: Any, says: str) -> None:
    elsewhere.hold = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    elsewhere.finish(next(iter(elsewhere.jobs)), status_str="error", completed=False, messages=[message])
    with pytest.raises(Refused, match=says):
        make(comfyui, kept)


def test_a_job_without_a_picture_says_so(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    (name,) = elsewhere.jobs
    elsewhere.finish(name)
    elsewhere.history[name]["outputs"] = {"9": {"images": [{"filename": 5}]}, "8": "x"}
    with pytest.raises(Refused, match="SaveImage"):
        make(comfyui, kept)


def test_pictures_go_along_under_their_digests(comfyui: Given, elsewhere: Elsewhere) -> None:
    start = Start(comfyui.keep(picture((200, 150))), strength=0.4, mask=comfyui.keep(picture((64, 48))))
    made = asked(comfyui, {"slots": WITH_PICTURES}, guides=Guides(start=start))
    make(comfyui, recipe=made)
    filled = elsewhere.asked("POST", "/prompt")[0].json["prompt"]
    assert filled["10"]["inputs"]["image"] == f"gatefold/{start.picture[:32]}-start.png"
    assert filled["11"]["inputs"]["image"] == f"gatefold/{start.mask[:32]}-mask.png"
    assert filled["3"]["inputs"]["denoise"] == 0.4
    with Image.open(io.BytesIO(elsewhere.uploads[f"{start.picture[:32]}-start.png"])) as image:
        assert image.size == (64, 48)
    assert made.nodes[0].inputs["start"] == f"sha256:{start.picture}"


@pytest.mark.parametrize(("slots", "guides", "says"), [
    (SLOTS, Guides(start=Start("0" * 64)), "a start picture"),
    (WITH_PICTURES, Guides(), "begins from a picture"),
    (SLOTS, Guides(controls=(Control("depth", "0" * 64, ""),)), "a depth picture"),
    (SLOTS, Guides(references=(Reference("0" * 64, ""),)), "a reference picture"),
    ({"seed": SLOTS["seed"]}, Guides(), "positive must be named"),
])  # fmt: skip
def test_what_the_workflow_has_no_place_for_is_refused(comfyui: Given, slots: Any, guides: Guides, says: str) -> None:
    with pytest.raises(EngineError, match=says):
        asked(comfyui, {"slots": slots}, guides=guides)


def test_only_our_job_is_called_off(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    errands = Errands(comfyui.there, lambda: False)
    for name in ("other-job-0001", "our-own-job-01"):
        errands.order(WORKFLOW, name)
    elsewhere.running = "other-job-0001"
    assert op.call_off(comfyui.there, {"job": "our-own-job-01"}) == "taken out of the line"
    assert list(elsewhere.jobs) == ["other-job-0001"]
    assert op.call_off(comfyui.there, {"job": "our-own-job-01"}) == "not there any more"
    assert not elsewhere.interrupted
    assert op.call_off(comfyui.there, {"job": "other-job-0001"}) == "stopped"
    assert elsewhere.interrupted == [{"prompt_id": "other-job-0001"}]
    assert op.call_off(comfyui.there, {"job": "../../queue"}) == "nothing was ordered"


def test_a_claim_lost_while_ordering_calls_the_job_off(comfyui: Given, elsewhere: Elsewhere) -> None:
    """An older server gives the job its own name; by then the batch was cancelled."""
    elsewhere.hold = elsewhere.names_jobs = True

    def keep(ticket: Any) -> None:
        if str(ticket.get("job")).startswith("theirs"):
            raise Cancelled

    with pytest.raises(Cancelled):
        make(comfyui, keep_ticket=keep)
    assert not elsewhere.jobs


def test_a_job_that_takes_too_long_is_called_off(comfyui: Given, elsewhere: Elsewhere) -> None:
    elsewhere.hold = True
    with pytest.raises(Later):
        make(comfyui, kept := Kept())
    kept.tickets.append(kept.tickets[-1] | {"since": 1})
    with pytest.raises(Refused, match="called off"):
        make(comfyui, kept)
    assert not elsewhere.jobs


@pytest.mark.parametrize(
    "ticket", [{"job": "../x"}, {"job": 5}, {"since": "x", "tries": "y", "looks": -1}, {"job": ""}]
)
def test_a_ticket_that_is_not_ours_orders_anew(comfyui: Given, elsewhere: Elsewhere, ticket: dict[str, Any]) -> None:
    assert make(comfyui, Kept([ticket])).pixels.shape == (48, 64, 3)


@pytest.mark.parametrize("answer", [b"{}", b'{"prompt_id": "../../etc"}', b'{"prompt_id": 7}'])
def test_an_order_without_a_usable_name_is_refused(comfyui: Given, elsewhere: Elsewhere, answer: bytes) -> None:
    recipe = asked(comfyui)
    elsewhere.misbehave(raw(answer))
    with pytest.raises(Refused, match="did not give it a name"):
        make(comfyui, recipe=recipe)


def test_a_picture_of_it_is_made_in_no_other_way() -> None:
    remote = engine("remote")
    recipe = Recipe(())
    assert remote.enlarge(recipe, 2048) is None and remote.reframe(recipe, 10, 10, []) is None
    with pytest.raises(EngineError, match="without a scene"):
        remote.restage(recipe, {})
