"""`remote.comfyui`: one picture from a ComfyUI server. Its job has a name: it is ordered once, and looked after.

The name is ours. It is kept before the job is sent, so that a worker killed in between orders nothing twice.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from generation.engine.picture import Cancelled, EngineError, Job, Later, Picture
from generation.engine.recipe import Node
from generation.engine.remote import patience
from generation.engine.remote.engine import VERSION
from generation.engine.remote.errands import DONE, GONE, RUNNING, WAITING, Errands
from generation.engine.remote.params import ComfyAsked
from generation.engine.remote.pixels import blob_of, of_size, opened, png, received
from generation.engine.remote.service import COMFYUI, Service
from generation.engine.remote.wire import Fault
from generation.engine.remote.workflow import PICTURES, fill, read

STAY = 2.0  # seconds that a worker stays with a job before the queue takes over
LOOK = 0.25  # seconds between two looks while it stays
JOB_NAME = re.compile(r"[A-Za-z0-9-]{8,64}")


def comfyui(before: Picture | None, node: Node, job: Job) -> Picture:
    """Raises Later with the job's name while it waits or runs there, Cancelled, or EngineError with what it said."""
    if before is not None or node.version != VERSION:
        raise EngineError("remote.comfyui makes a picture by a workflow, as the first step. Order it again.")
    asked = ComfyAsked.from_params(node.params)
    service = job.inputs.service(asked.service)
    if service.family != COMFYUI:
        raise EngineError(f"{service.name} is no longer a ComfyUI service. Order it again.")
    job.check_cancelled()
    ticket = dict(job.ticket or {})
    errands = Errands(service, job.cancelled)
    try:
        return _make(errands, asked, node, job, ticket)
    except Fault as fault:
        raised = patience.after(fault, ticket)
        if not isinstance(raised, Later):
            job.keep_ticket({})  # it is over: whoever tries again orders anew
        raise raised from None


def call_off(service: Service, ticket: Mapping[str, Any]) -> str:
    """Take our job, and no other, out of the service's line, or stop it. Returns what was done. Raises Fault."""
    name = _name_in(ticket)
    return Errands(service, lambda: False).call_off(name) if name else "nothing was ordered"


def _name_in(ticket: Mapping[str, Any]) -> str:
    name = ticket.get("job")
    return name if isinstance(name, str) and JOB_NAME.fullmatch(name) else ""


def _make(errands: Errands, asked: ComfyAsked, node: Node, job: Job, ticket: dict[str, Any]) -> Picture:
    job.progress(0, 3)
    if not _is_there(errands, ticket):
        _order(errands, asked, node, job, ticket)
    entry = _wait(errands, job, ticket)
    job.progress(2, 3)
    service, name = errands.service, _name_in(ticket)
    where = errands.picture_of(entry, asked.output)
    pixels = received(service, errands.fetch(where))
    job.progress(3, 3)
    facts = {
        "device": "elsewhere",
        "service": service.name,
        "family": COMFYUI,
        "model": asked.model,
        "job": name,
        "waited_seconds": round(time.time() - _since(ticket), 3),
        "file": where["filename"],
    }
    notes = _notes(asked)
    return of_size(Picture(pixels=pixels, notes=notes, facts={"remote": facts}), asked.width, asked.height, service)


def _is_there(errands: Errands, ticket: dict[str, Any]) -> bool:
    """Has it been ordered, whatever became of the worker that did?"""
    name = _name_in(ticket)
    if name and errands.state(name) == GONE:
        name = ticket["job"] = errands.find(name)
    return bool(name)


def _order(errands: Errands, asked: ComfyAsked, node: Node, job: Job, ticket: dict[str, Any]) -> None:
    """Send the pictures, then the job. `ticket` names it from before it is sent; it is changed in place."""
    data = blob_of(node, "workflow", job)
    if data is None:
        raise EngineError("This recipe has no workflow. Register the service again, and order from that.")
    slots = asked.named()
    values: dict[str, str | int | float] = {"positive": asked.prompt, "seed": asked.seed}
    values |= {name: value for name, value in (("width", asked.width), ("height", asked.height)) if name in slots}
    values |= {"negative": asked.negative_prompt} if "negative" in slots else {}
    values |= {"steps": asked.steps} if asked.steps else {}
    values |= {"guidance": asked.guidance} if asked.guidance >= 0 else {}
    values |= {"strength": asked.strength} if asked.strength >= 0 else {}
    for name in PICTURES:
        if (picture := blob_of(node, name, job)) is not None:
            mode = "L" if name == "mask" else "RGB"
            sent = png(opened(picture, (asked.width, asked.height), mode))
            values[name] = errands.upload(f"{node.inputs[name].partition(':')[2][:32]}-{name}.png", sent)
    filled = fill(read(data), slots, values)
    job.check_cancelled()
    ticket |= {"job": str(uuid4()), "since": round(time.time())}
    job.keep_ticket(dict(ticket))
    given = errands.order(filled, ticket["job"])
    if given != ticket["job"]:  # an older ComfyUI names its jobs itself
        ticket["job"] = given
        _keep(errands, job, ticket)


def _keep(errands: Errands, job: Job, ticket: Mapping[str, Any]) -> None:
    try:
        job.keep_ticket(dict(ticket))
    except Cancelled:
        errands.call_off(str(ticket["job"]))
        raise


def _wait(errands: Errands, job: Job, ticket: dict[str, Any]) -> Mapping[str, Any]:
    """The job's entry in the history, should it be done within STAY. Raises Later; Fault where it came to nothing."""
    name, service, until = _name_in(ticket), errands.service, time.monotonic() + STAY
    while True:
        state = errands.state(name)
        if state == DONE:
            return errands.entry(name)
        if state == GONE:
            ticket.pop("job")
            raise Fault(f"{service.name} has lost the job, perhaps by a restart. It is ordered again.", again=True)
        job.progress(1 if state == RUNNING else 0, 3)
        if time.time() - _since(ticket) > service.patience:
            errands.call_off(name)
            raise Fault(f"{service.name} did not finish within {service.patience:g} s. The job was called off there.")
        if time.monotonic() > until:
            where = f"is number {errands.place(name)} in the line" if state == WAITING else "is being made"
            raise patience.look_again(f"The picture {where} at {service.name}.", ticket)
        job.check_cancelled()
        time.sleep(LOOK)


def _since(ticket: Mapping[str, Any]) -> float:
    since = ticket.get("since")
    return float(since) if isinstance(since, int | float) and not isinstance(since, bool) else time.time()


def _notes(asked: ComfyAsked) -> tuple[str, ...]:
    unsaid = () if "negative" in asked.slots else ("What must not show was not told: the workflow has no slot for it.",)
    fixed = () if {"width", "height"} <= set(asked.slots) else ("The workflow makes one size, whatever is asked.",)
    return unsaid + fixed
