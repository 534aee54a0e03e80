"""A service elsewhere, on a real socket: an OpenAI images API and a ComfyUI server, and every way to misbehave.

`misbehave(fn)` has the next request answered by fn(handler) instead; `seen` is every request that came in.
"""

from __future__ import annotations

import base64
import io
import json
import struct
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from PIL import Image

Trouble = Callable[["Handler"], None]


def picture(size: tuple[int, int] = (64, 48), colour: tuple[int, int, int] = (30, 90, 140), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert("RGB").point(lambda v: (v + colour[0]) % 256).save(out, kind)
    return out.getvalue()


def bomb(side: int = 30_000) -> bytes:
    """A PNG of a few bytes that says it is `side` pixels square."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@dataclass
class Seen:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Elsewhere:
    seen: list[Seen] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    made: Callable[[tuple[int, int]], bytes] = picture
    said: dict[str, Any] = field(default_factory=dict)  # beside the picture, in an answer of the images API
    by_url: str = ""  # "same": pictures are answered by an address here; else that address
    hold: bool = False  # ComfyUI: jobs stay in the line
    names_jobs: bool = False  # ComfyUI of before it took names
    jobs: dict[str, dict[str, Any]] = field(default_factory=dict)
    history: dict[str, dict[str, Any]] = field(default_factory=dict)
    uploads: dict[str, bytes] = field(default_factory=dict)
    running: str = ""
    interrupted: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"elsewhere": self}))
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server.server_port}"

    @property
    def url(self) -> str:
        return f"http://{self.host}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def misbehave(self, *troubles: Trouble) -> None:
        self.troubles.extend(troubles)

    def asked(self, method: str, path: str) -> list[Seen]:
        return [one for one in self.seen if (one.method, one.path.partition("?")[0]) == (method, path)]

    def reset(self) -> None:
        host = self.server, self.thread
        for name, value in Fresh.items():
            setattr(self, name, value() if callable(value) and name != "made" else value)
        self.server, self.thread = host

    def finish(self, name: str, **status: Any) -> None:
        """The job is done: its picture is kept, and it moves from the line to the history."""
        job = self.jobs.pop(name)
        outputs = {"9": {"images": [{"filename": f"{name}.png", "subfolder": "", "type": "output"}]}}
        good = {"status_str": "success", "completed": True, "messages": []}
        self.history[name] = {"prompt": job["row"], "outputs": outputs, "status": status or good}


Fresh: dict[str, Any] = {
    "seen": list, "troubles": list, "made": picture, "said": dict, "by_url": "", "hold": False, "names_jobs": False,
    "jobs": dict, "history": dict, "uploads": dict, "running": "", "interrupted": list,
}  # fmt: skip


class Handler(BaseHTTPRequestHandler):
    elsewhere: Elsewhere
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._take()

    do_POST = do_GET

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        here = self.elsewhere
        here.seen.append(Seen(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.body = body
        try:
            if here.troubles:
                here.troubles.pop(0)(self)
            else:
                self._route(urlsplit(self.path).path)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _route(self, path: str) -> None:
        known: dict[str, Callable[[], None]] = {
            "/v1/models": lambda: self.say({"data": [{"id": "paint-1"}]}),
            "/v1/images/generations": self._generate,
            "/v1/images/edits": self._generate,
            "/made.png": lambda: self.send(200, self.elsewhere.made((64, 48)), "image/png"),
            "/system_stats": lambda: self.say({"system": {"comfyui_version": "0.3.75"}}),
            "/upload/image": self._upload,
            "/prompt": self._prompt,
            "/queue": self._queue,
            "/interrupt": self._interrupt,
            "/view": self._view,
        }
        if path in known:
            known[path]()
        elif path.startswith("/history"):
            name = path.removeprefix("/history").strip("/")
            self.say({k: v for k, v in self.elsewhere.history.items() if not name or k == name})
        else:
            self.send(404, b"<html>not here</html>", "text/html")

    # --- The images API -----------------------------------------------------------------------------------------------
    def _generate(self) -> None:
        here = self.elsewhere
        size = (64, 48)
        if self.headers["Content-Type"] == "application/json":
            width, _, height = json.loads(self.body)["size"].partition("x")
            size = (int(width), int(height))
        one: dict[str, Any] = {"revised_prompt": "A bottle, lit from the left"}
        if here.by_url:
            one["url"] = f"{here.url}/made.png?signed=1" if here.by_url == "same" else here.by_url
        else:
            one["b64_json"] = base64.b64encode(here.made(size)).decode()
        self.say({"created": 1, "data": [one], "usage": {"total_tokens": 120}, **here.said})

    # --- ComfyUI ------------------------------------------------------------------------------------------------------
    def _upload(self) -> None:
        name = self.body.split(b'filename="', 1)[1].split(b'"', 1)[0].decode()
        data = self.body[self.body.index(b"\x89PNG") :]
        self.elsewhere.uploads[name] = data
        self.say({"name": name, "subfolder": "gatefold", "type": "input"})

    def _prompt(self) -> None:
        here, sent = self.elsewhere, json.loads(self.body)
        name = f"theirs-{len(here.seen):04d}" if here.names_jobs else sent["prompt_id"]
        row = [len(here.jobs), name, sent["prompt"], {"client_id": sent["client_id"]}, ["9"]]
        here.jobs[name] = {"row": row}
        if not here.hold:
            here.finish(name)
        self.say({"prompt_id": name, "number": row[0], "node_errors": {}})

    def _queue(self) -> None:
        here = self.elsewhere
        if self.command == "POST":
            for name in json.loads(self.body)["delete"]:
                here.jobs.pop(name, None)
            return self.send(200, b"", "application/octet-stream")
        rows = {name: job["row"] for name, job in here.jobs.items()}
        running = [row for name, row in rows.items() if name == here.running]
        self.say({"queue_running": running, "queue_pending": [r for n, r in rows.items() if n != here.running]})
        return None

    def _interrupt(self) -> None:
        self.elsewhere.interrupted.append(json.loads(self.body or b"{}"))
        self.send(200, b"", "application/octet-stream")

    def _view(self) -> None:
        assert parse_qs(urlsplit(self.path).query)["type"] == ["output"]
        self.send(200, self.elsewhere.made((64, 48)), "image/png")

    # --- Answers ------------------------------------------------------------------------------------------------------
    def say(self, document: Any, status: int = 200, **headers: str) -> None:
        self.send(status, json.dumps(document).encode(), "application/json", **headers)

    def send(self, status: int, body: bytes, media_type: str, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": media_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


# --- Troubles --------------------------------------------------------------------------------------------------------
def status(code: int, document: Any = None, **headers: str) -> Trouble:
    return lambda h: h.say({"error": {"message": "Not like this."}} if document is None else document, code, **headers)


def page(code: int, html: str) -> Trouble:
    return lambda h: h.send(code, html.encode(), "text/html")


def silent(seconds: float) -> Trouble:
    return lambda h: (time.sleep(seconds), setattr(h, "close_connection", True))[0]


def drip(seconds: float) -> Trouble:
    """A body of a byte now and then, for so long."""

    def run(h: Handler) -> None:
        h.send_response(200)
        h.send_header("Content-Type", "application/json")
        h.send_header("Content-Length", "100000")
        h.end_headers()
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            h.wfile.write(b" ")
            time.sleep(0.02)
        h.close_connection = True

    return run


def endless(h: Handler) -> None:
    """A body without a length that never ends."""
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.send_header("Connection", "close")
    h.end_headers()
    while True:
        h.wfile.write(b" " * (1 << 20))


def cut_short(h: Handler) -> None:
    """Half of what it promised."""
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.send_header("Content-Length", "1000")
    h.end_headers()
    h.wfile.write(b'{"data": [')
    h.close_connection = True


def hang_up(h: Handler) -> None:
    h.close_connection = True


def raw(body: bytes, media_type: str = "application/json") -> Trouble:
    return lambda h: h.send(200, body, media_type)
