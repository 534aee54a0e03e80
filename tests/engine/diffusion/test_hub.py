"""Models from the hub: only where network is allowed, only a pinned commit, only safetensors."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from generation.engine.diffusion.hub import fetch, is_hub_id
from generation.engine.diffusion.scan import BadModel, look
from tests.tiny_models import needs_diffusers

pytestmark = needs_diffusers()

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def test_what_is_a_hub_id() -> None:
    assert is_hub_id("house/tiny-sd.1")
    for text in ("tiny", "a/b/c", "../b", "a/..", "https://x/y", "/etc/passwd", "a b/c", ""):
        assert not is_hub_id(text), text


def test_no_network_unless_allowed(tmp_path: Path) -> None:
    with pytest.raises(BadModel, match="makes no outbound calls"):
        fetch("house/tiny", COMMIT, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("revision", ["main", "", "v1.0", "0123456"])
def test_a_revision_that_can_move_is_refused(tmp_path: Path, revision: str) -> None:
    with pytest.raises(BadModel, match="can move"):
        fetch("house/tiny", revision, tmp_path, allow_network=True)


def test_a_copy_that_is_here_needs_no_network(tmp_path: Path, copy_of_sd: Path) -> None:
    copy_of_sd.rename(tmp_path / f"house--tiny@{COMMIT[:12]}")
    assert fetch("house/tiny", COMMIT, tmp_path).family == "sd15"


class Hub(BaseHTTPRequestHandler):
    """The three answers of the hub that a copy needs: what is there, how large, and the bytes."""

    folder: Path

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def log_message(self, *_: object) -> None:
        pass

    def _answer(self, *, body: bool) -> None:
        path = unquote(self.path.partition("?")[0])
        resolve = f"/house/tiny/resolve/{COMMIT}/"
        names = sorted(f.relative_to(self.folder).as_posix() for f in self.folder.rglob("*") if f.is_file())
        headers = {"X-Repo-Commit": COMMIT}
        if path == f"/api/models/house/tiny/revision/{COMMIT}":
            data = json.dumps(
                {"id": "house/tiny", "sha": COMMIT, "siblings": [{"rfilename": n} for n in names]}
            ).encode()
        elif path.startswith(f"/api/models/house/tiny/tree/{COMMIT}"):
            sizes = [(n, (self.folder / n).stat().st_size) for n in names]
            data = json.dumps([{"type": "file", "path": n, "size": s, "oid": "0" * 40} for n, s in sizes]).encode()
        elif path.startswith(resolve) and path.removeprefix(resolve) in names:
            data = (self.folder / path.removeprefix(resolve)).read_bytes()
            headers["ETag"] = '"' + hashlib.sha256(data).hexdigest() + '"'
        else:
            self.send_error(404)
            return
        self.send_response(200)
        for name, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        if body:
            self.wfile.write(data)


@pytest.fixture
def hub(copy_of_sd: Path) -> Iterator[str]:
    (copy_of_sd / "unet" / "diffusion_pytorch_model.bin").write_bytes(b"pickle")  # there as well, and to be left there
    (copy_of_sd / "modeling.py").write_text("print('ran')")
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("TinyHub", (Hub,), {"folder": copy_of_sd}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def copy_in_another_process(hub: str, hub_id: str, into: Path) -> subprocess.CompletedProcess[str]:
    """The hub's client reads its address and whether it is offline once, at import."""
    code = (
        "import sys; from pathlib import Path; from generation.engine.diffusion.hub import fetch, BadModel\n"
        "try: print(fetch(sys.argv[1], sys.argv[2], Path(sys.argv[3]), allow_network=True).weights)\n"
        "except BadModel as error: print(error)"
    )
    env = {
        **os.environ,
        "HF_ENDPOINT": hub,
        "HF_HUB_OFFLINE": "0",
        "HF_HOME": str(into / "home"),
        "HF_HUB_DISABLE_XET": "1",
    }
    return subprocess.run(
        [sys.executable, "-c", code, hub_id, COMMIT, str(into)], capture_output=True, text=True, check=True, env=env
    )


def test_a_copy_brings_safetensors_and_leaves_pickles_and_code(
    hub: str, tmp_path: Path, tiny: Callable[[str], Path]
) -> None:
    out = copy_in_another_process(hub, "house/tiny", tmp_path)
    folder = tmp_path / f"house--tiny@{COMMIT[:12]}"
    assert out.stdout.strip() == look(tiny("sd")).weights, out.stderr
    assert look(folder).weights == look(tiny("sd")).weights
    assert not list(folder.rglob("*.bin")) and not list(folder.rglob("*.py"))


def test_a_model_the_hub_does_not_have(hub: str, tmp_path: Path) -> None:
    out = copy_in_another_process(hub, "house/other", tmp_path)
    assert out.stdout.startswith("house/other could not be copied from the hub"), out.stderr
    assert not [f for f in tmp_path.iterdir() if f.name.startswith("house--other@") and not f.name.endswith(".partial")]
