"""ACCESS: every address of Gatefold, what it takes, and who may. An address that is not in it fails the tests.

`who` are the people of tests/cast.py whose roles at Northlight allow it; Zoe has every role at Tern, and so may do at
Tern what anybody may do at Northlight. `ok` is the status for those who may. `objects` name what the address is about
(tests/access/site.py); a name that begins with `=` is said as it stands.
"""

from __future__ import annotations

import json
from typing import Any

from tests.access.rows import EVERYBODY, PUBLIC, Row
from tests.access.site import Objects
from tests.access.tables import briefs, catalogue, house, judging, library, making, people, policies

__all__ = ["ACCESS", "EVERYBODY", "PUBLIC", "Row", "sent"]

ROOMS = (house, people, briefs, catalogue, making, judging, library, policies)
ACCESS: dict[str, list[Row]] = {name: rows for room in ROOMS for name, rows in room.ROWS.items()}
assert len(ACCESS) == sum(len(room.ROWS) for room in ROOMS), "an address stands in one room"


def sent(row: Row, o: Objects) -> dict[str, Any]:
    """What the test client is given for this row."""
    body = row.body(o)
    if row.method == "GET":
        return {}
    return {"data": json.dumps(body), "content_type": "application/json"} if row.json else {"data": body}
