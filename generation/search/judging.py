"""In the worker, beside the storing: a picture held to its batch's tests. It never costs a picture."""

from __future__ import annotations

import io
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from generation.engine.picture import EngineError, Picture, Pixels
from generation.inputs import StoredInputs
from generation.models import Batch, Candidate
from generation.search.asked import Asked, Search, characters_of, palette_of
from generation.search.rooms import rooms
from studio.lib import blobs
from studio.lib.problems import NotNow

if TYPE_CHECKING:
    from generation.engine.acceptance.evidence import Seen
    from generation.engine.acceptance.verdict import Verdict

log = logging.getLogger(__name__)

SIDE = 512  # pixels: no test looks at more of a reference


def judge(candidate: Candidate, picture: Picture) -> tuple[bool | None, list[dict[str, Any]]]:
    """Before the result is recorded: does it pass its batch's tests? None where nothing is searched, and where a test
    could not be measured and no other failed. Raises NotNow where the store is away: then it is judged again.
    """
    from generation.engine.acceptance.verdict import FAIL, NOT_RUN

    batch = candidate.batch
    if not batch.search:
        return None, []
    verdicts = [_one(asked, batch, picture) for asked in Search.of(batch.search).tests]
    said = {verdict.verdict for verdict in verdicts}
    accepted = False if FAIL in said else None if NOT_RUN in said else True
    return accepted, [verdict.document() for verdict in verdicts]


def _one(asked: Asked, batch: Batch, picture: Picture) -> Verdict:
    """One test. Whatever goes wrong in it is said in its verdict: a picture that was made is never lost to a test."""
    from generation.engine.acceptance.run import run
    from generation.engine.acceptance.verdict import not_run

    try:
        return run([(asked.name, asked.limit)], _seen(asked, batch, picture))[0]
    except NotNow:
        raise
    except EngineError as error:
        return not_run(asked.name, asked.limit, str(error))
    except Exception as error:
        log.exception("The test %s broke down on %s", asked.name, batch)
        why = f"The test broke down ({type(error).__name__}). The worker's log tells more."
        return not_run(asked.name, asked.limit, why)


def _seen(asked: Asked, batch: Batch, picture: Picture) -> Seen:
    """What this test looks at, and no more: a reference is read only for the test that needs it."""
    from generation.engine.acceptance.evidence import Character, Seen

    revision = batch.revision
    more: dict[str, Any] = {}
    if asked.name == "palette":
        more["palette"] = palette_of(revision)
    elif asked.name == "copy_space":
        more["rooms"] = rooms(revision.document)
    elif asked.name == "similarity":
        more["reference"] = pixels_of(asked.reference)
    elif asked.name == "identity":
        from generation.engine.acceptance.encoder import load

        more["encode"] = load(StoredInputs().model_path(asked.encoder))
        more["characters"] = tuple(
            Character(one["slug"], tuple(pixels_of(view["digest"]) for view in one["references"]))
            for one in characters_of(revision)
            if one["references"]
        )
    return Seen(pixels=picture.pixels, boxes=picture.boxes, **more)


@lru_cache(maxsize=16)
def pixels_of(digest: str) -> Pixels:
    """A stored picture in small, (h, w, 3) uint8 sRGB over white. Raises EngineError where it is gone."""
    import numpy as np
    from PIL import Image

    try:
        data = blobs.read(digest)
        with Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "WEBP"]) as image:
            image.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
            clear = image.convert("RGBA")
            ground = Image.new("RGBA", clear.size, "#FFFFFF")
            return np.asarray(Image.alpha_composite(ground, clear).convert("RGB"))
    except (blobs.NoSuchBlob, OSError) as error:
        raise EngineError(f"The picture {digest[:12]} cannot be read. Choose another, and order again.") from error
