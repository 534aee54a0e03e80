"""The library."""

from __future__ import annotations

from typing import Any

from tests.access.bodies import png
from tests.access.rows import (
    ADMIN,
    DESIGN,
    EVERYBODY,
    LEGAL,
    Row,
    get,
    post,
)
from tests.access.site import Objects


def called_back(o: Objects) -> dict[str, Any]:
    return {"kind": "model", "key": o["model"], "reason": "Its licence ended."}


ROWS: dict[str, list[Row]] = {
    "dam:library": [get(EVERYBODY)],
    "dam:asset": [get(EVERYBODY, "asset")],
    "dam:affected": [get(EVERYBODY, "placement")],
    "dam:train": [
        get(DESIGN, "brand"),
        post(DESIGN, "brand", ok=422, body=lambda o: {"asset": o["asset"]}),  # one picture is too few
    ],
    "dam:replay": [post(EVERYBODY, "asset")],
    "dam:replays": [get(EVERYBODY, "asset")],
    "dam:preview": [get(EVERYBODY, "asset")],
    "dam:master": [get(EVERYBODY, "asset")],
    "dam:download": [get(EVERYBODY, "asset", "asset_file")],
    "dam:archive": [get(EVERYBODY, "asset")],
    "dam:ending": [get(EVERYBODY)],
    "dam:recall": [get(EVERYBODY)],
    "dam:recall_list": [get(EVERYBODY, "=model", "model")],
    "dam:quarantine": [post(ADMIN | LEGAL, "brand", body=lambda o: called_back(o) | {"expected": 1, "sure": "on"})],
    "dam:drill": [post(ADMIN | LEGAL, "brand", body=called_back)],
    "dam:lift": [post(ADMIN | LEGAL, "recall", body=lambda _: {"reason": "Cleared."})],
    "dam:explain": [get(EVERYBODY), post(EVERYBODY, ok=200, body=png)],
}  # fmt: skip
