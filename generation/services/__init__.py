"""Services elsewhere, as rows of the registry: added, tried, and asked for leave before anything is sent to one.

- `rows.py` adding one: what is checked, and what is kept where.
- `policy.py` may anything of this brand go out, and to where: asked when ordering and again right before each call.
- `trying.py` asking for a try, on a page; `calling.py` what a worker then does. It also calls jobs off.
- `telling.py` what pages say of one.
- `tasks.py` the messages for both, to workers that serve `gpu.remote` alone: nobody else calls out.
"""

from __future__ import annotations

from generation.services.policy import called, listed, refusal
from generation.services.rows import Wanted, add
from generation.services.trying import nudge, stop_jobs, try_again

__all__ = ["Wanted", "add", "called", "listed", "nudge", "refusal", "stop_jobs", "try_again"]
