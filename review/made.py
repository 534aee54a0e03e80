"""Which files of this station a digest names, for whoever wants one replayed (generation/replay.py)."""

from __future__ import annotations

from django.db.models import Q

from generation.replay import Made
from review.models import Finish, Rendition


def made(prefix: str, **_: object) -> list[Made]:
    """Renditions and masters whose recipe or file begins with `prefix`, which is hex; two of a kind suffice."""
    renditions = Rendition.objects.select_related("recipe", "finish__brand", "placement__placement").filter(
        state="done"
    )
    masters = Finish.objects.select_related("master_recipe", "brand").filter(master__isnull=False)
    found = [
        *renditions.filter(recipe__digest__startswith=prefix)[:2],
        *renditions.filter(Q(file__digest__startswith=prefix) | Q(encoded__startswith=prefix))[:2],
    ]
    listed = [
        Made(r.recipe, r.finish.brand, r.replayed, name=f"rendition {r}", held=r.file_id, facts=r.facts)
        for r in found
        if r.recipe and r.file_id
    ]
    whole = [
        *masters.filter(master_recipe__digest__startswith=prefix)[:2],
        *masters.filter(master__digest__startswith=prefix)[:2],
    ]
    listed += [
        Made(f.master_recipe, f.brand, f.master_id, name="master") for f in whole if f.master_recipe and f.master_id
    ]
    return listed
