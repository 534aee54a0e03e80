"""The laptop's queue of files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kombu import Connection

from studio.lib.broker import Transport


def test_a_message_has_its_name_only_once_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[list[str], bytes]] = []
    replace = Path.replace

    def named(part: Path, target: Path) -> Any:
        seen.append(([file.name for file in tmp_path.glob("*.msg")], part.read_bytes()))
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", named)
    folders = {"data_folder_in": tmp_path, "data_folder_out": tmp_path, "control_folder": tmp_path / "control"}
    with Connection(transport=Transport, transport_options=folders) as connection:
        queue = connection.SimpleQueue("line")
        for number in range(2):
            queue.put({"number": number})
        assert [len(there) for there, _ in seen] == [0, 1] and all(part.endswith(b"}") for _, part in seen)
        assert {queue.get(timeout=5).payload["number"] for _ in range(2)} == {0, 1}  # one millisecond: either is first
        queue.close()
    assert not list(tmp_path.glob("*.part"))
