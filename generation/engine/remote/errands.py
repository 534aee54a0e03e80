"""What is asked of a ComfyUI server, one errand a method (its server.py, routes without /api, as of version 0.3.40).

POST /upload/image · POST /prompt {prompt, prompt_id, client_id} · GET /queue · POST /queue {delete} · POST /interrupt
· GET /history/{prompt_id} · GET /view · GET /system_stats
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from urllib3.filepost import encode_multipart_formdata

from generation.engine.remote import wire
from generation.engine.remote.service import Service
from generation.engine.remote.wire import Answer, Fault
from generation.engine.remote.words import clean

WAITING, RUNNING, DONE, GONE = "waiting", "running", "done", "gone"
ERRAND = 30.0  # seconds for one call: none of them computes
FOLDER = "gatefold"
NAME = re.compile(r"[A-Za-z0-9-]{1,64}")
KINDS: Final = ("output", "temp", "input")


@dataclass(frozen=True, slots=True)
class Errands:
    service: Service
    cancelled: Callable[[], bool]

    def upload(self, name: str, data: bytes) -> str:
        """A picture into the server's input folder. Returns what a LoadImage node takes."""
        parts: list[tuple[str, Any]] = [
            ("image", (name, data, "image/png")), ("type", "input"), ("subfolder", FOLDER), ("overwrite", "true"),
        ]  # fmt: skip
        body, media_type = encode_multipart_formdata(parts)
        said = self._post("/upload/image", body, media_type).document()
        kept, folder = said.get("name"), said.get("subfolder") or ""
        if not isinstance(kept, str) or not isinstance(folder, str) or not 0 < len(kept) < 256 or len(folder) > 255:
            raise Fault(f"{self.service.name} took a picture and did not say where it is.")
        return f"{folder}/{kept}" if folder else kept

    def order(self, workflow: Mapping[str, Any], name: str) -> str:
        """Put the job in the server's line. Returns the name it goes by there."""
        said = self._post_json("/prompt", {"prompt": workflow, "prompt_id": name, "client_id": name}).document()
        given = said.get("prompt_id")
        if not _is_name(given):
            raise Fault(f"{self.service.name} took the job and did not give it a name.")
        return str(given)

    def state(self, name: str) -> str:
        """Asked of the history, the line, and the history again: it may have ended in between."""
        if self._history(name):
            return DONE
        running, pending = self._queue()
        if name in running:
            return RUNNING
        if name in pending:
            return WAITING
        return DONE if self._history(name) else GONE

    def find(self, mark: str) -> str:
        """The name of the job that was sent with this mark, as older servers give names of their own; or nothing."""
        said = self._call("GET", "/queue").document()
        jobs = [job for which in ("running", "pending") for job in _lists(said.get(f"queue_{which}"))]
        past = self._call("GET", "/history", query="max_items=100").document().values()
        jobs += _lists([entry.get("prompt") for entry in past if isinstance(entry, dict)])
        return next((job[1] for job in jobs if len(job) > 3 and _mark(job[3]) == mark and _is_name(job[1])), "")

    def place(self, name: str) -> int:
        """Its number among those that wait, from 1; 0: it no longer waits."""
        _, pending = self._queue()
        return pending.index(name) + 1 if name in pending else 0

    def entry(self, name: str) -> Mapping[str, Any]:
        """The finished job. Raises Fault where it ended without success."""
        entry = self._history(name)
        status = entry.get("status") if entry else None
        if not isinstance(status, dict) or status.get("status_str") in (None, "success"):
            return entry
        raise Fault(f"{self.service.name} could not make it. {self._why(status)}".rstrip())

    def picture_of(self, entry: Mapping[str, Any], node: str) -> dict[str, str]:
        """Where the finished picture is: {filename, subfolder, type}. Of several, the first to be kept."""
        outputs = entry.get("outputs")
        outputs = outputs if isinstance(outputs, dict) else {}
        of_nodes = [outputs.get(node)] if node else list(outputs.values())
        found = [image for one in of_nodes if isinstance(one, dict) for image in _images(one.get("images"))]
        if not found:
            raise Fault(f"{self.service.name} finished without a picture. Does its workflow end in SaveImage?")
        return min(found, key=lambda image: KINDS.index(image["type"]))

    def fetch(self, where: Mapping[str, str]) -> bytes:
        return self._call("GET", "/view", query=urlencode(where)).body

    def call_off(self, name: str) -> str:
        """Only what goes by our name: older servers stop whatever runs, so it is looked up right before."""
        running, pending = self._queue()
        if name in pending:
            self._post_json("/queue", {"delete": [name]})
            return "taken out of the line"
        if name in running:
            self._post_json("/interrupt", {"prompt_id": name})
            return "stopped"
        return "not there any more"

    def look(self) -> dict[str, Any]:
        """A harmless question: what the server is."""
        return self._call("GET", "/system_stats").document()

    def _history(self, name: str) -> dict[str, Any]:
        entry = self._call("GET", f"/history/{name}").document().get(name)
        return entry if isinstance(entry, dict) else {}

    def _queue(self) -> tuple[list[str], list[str]]:
        """Names of what runs and of what waits, in the order of the line."""
        said = self._call("GET", "/queue").document()
        running, pending = (said.get(f"queue_{which}") for which in ("running", "pending"))
        if not isinstance(running, list) or not isinstance(pending, list):
            raise Fault(f"{self.service.name} did not tell its line. Is it a ComfyUI server?")
        return _names(running), _names(sorted(pending, key=_number))

    def _why(self, status: Mapping[str, Any]) -> str:
        for message in status.get("messages") or ():
            if isinstance(message, list) and len(message) == 2 and isinstance(message[1], dict):
                if message[0] == "execution_interrupted":
                    return "It was stopped there."
                if message[0] == "execution_error":
                    node, said = (clean(self.service, message[1].get(k)) for k in ("node_type", "exception_message"))
                    return f"{node}: {said}" if node else said
        return ""

    def _post_json(self, path: str, document: Mapping[str, Any]) -> Answer:
        return self._post(path, json.dumps(document).encode(), "application/json")

    def _post(self, path: str, body: bytes, media_type: str) -> Answer:
        return self._call("POST", path, body=body, headers={"Content-Type": media_type})

    def _call(self, method: str, path: str, *, query: str = "", **more: Any) -> Answer:
        place = self.service.place.under(path, query)
        return wire.call(self.service, method, place, seconds=ERRAND, cancelled=self.cancelled, **more)


def _lists(jobs: Any) -> list[list[Any]]:
    """Jobs as the server tells them: [number, prompt_id, prompt, extra_data, outputs], …"""
    return [job for job in jobs if isinstance(job, list) and len(job) > 1] if isinstance(jobs, list) else []


def _names(jobs: Iterable[Any]) -> list[str]:
    return [job[1] for job in _lists(list(jobs)) if isinstance(job[1], str)]


def _mark(extra: Any) -> object:
    return extra.get("client_id") if isinstance(extra, dict) else None


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(NAME.fullmatch(name))


def _number(job: Any) -> float:
    number = job[0] if isinstance(job, list) and job else 0
    return float(number) if isinstance(number, int | float) else 0.0


def _images(found: Any) -> list[dict[str, str]]:
    images = []
    for one in found if isinstance(found, list) else ():
        said = [one.get(k, "") for k in ("filename", "subfolder", "type")] if isinstance(one, dict) else []
        if said and all(isinstance(value, str) and len(value) < 256 for value in said) and said[0] and said[2] in KINDS:
            images.append(dict(zip(("filename", "subfolder", "type"), said, strict=True)))
    return images
