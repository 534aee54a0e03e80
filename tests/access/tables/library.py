"""The library."""

from __future__ import annotations

from tests.access.bodies import png
from tests.access.rows import (
    DESIGN,
    EVERYBODY,
    Row,
    get,
    post,
)

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
    "dam:explain": [get(EVERYBODY), post(EVERYBODY, ok=200, body=png)],
}  # fmt: skip
