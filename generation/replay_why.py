"""Why a replay came out as it did, or could not: the stack then and now, weights that are gone, what was pinned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from briefs.models import StylePackVersion
from generation import shelf
from generation.engine.rounding import STACK
from generation.kinds import LORA
from generation.models import ModelEntry, Recipe, Run
from generation.registry import weights_in
from generation.states import DONE

IDENTICAL, SAME_PIXELS, WITHIN, DIFFERS = "identical", "same pixels", "within tolerance", "differs"
NO_RECORD: Final = "The software and device that it was made with are not on record."
# Beside what makes sums come out otherwise: what writes files, and what numbers are computed in.
NAMES: Final = (*STACK, "dtype", "deterministic", "libvips", "version")


def first_run(recipe: Recipe) -> Run | None:
    """The run that made it, with its facts."""
    return Run.objects.filter(candidate__recipe=recipe, outcome=DONE).order_by("pk").first()


def stack(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Libraries, device and precision, as each run named them: {name, then, now}, None where one did not say. Facts are
    flat, `engine.name` where an engine keeps them apart."""
    names = [name for name in {**then, **now} if name.rpartition(".")[2] in NAMES]
    return [{"name": name, "then": then.get(name), "now": now.get(name)} for name in sorted(names)]


def flat(facts: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Facts as `engine.name`, without what no two runs share."""
    for key, value in facts.items():
        if "seconds" in key:
            continue  # no two runs take the same time
        if isinstance(value, Mapping):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def missing(recipe: Recipe, documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Weights that these recipes name and that no file here has: {digest, name, slug, active, places, last}. `last`:
    the worker and the moment that they were last made a picture with, where that is known."""
    wanted = dict.fromkeys(digest for document in documents for digest in weights_in(document))
    return [_gone(digest, recipe) for digest in wanted if not _here(digest)]


def _here(digest: str) -> bool:
    rows = ModelEntry.objects.filter(weights=digest)
    kept = any(row.source and Path(row.source).exists() for row in rows)
    return kept or (any(row.kind == LORA for row in rows) and bool(shelf.here(digest)))


def _gone(digest: str, recipe: Recipe) -> dict[str, Any]:
    rows = list(ModelEntry.objects.filter(weights=digest).order_by("-active", "-pk"))
    found: dict[str, Any] = {"digest": digest, "places": [row.source for row in rows if row.source]}
    if rows:
        found |= {"name": rows[0].name, "slug": rows[0].slug, "active": rows[0].active}
    run = _last(recipe, rows)
    if run is not None:
        found["last"] = {"worker": run.worker, "at": (run.ended_at or run.began_at).isoformat()}
    return found


def _last(recipe: Recipe, rows: Iterable[ModelEntry]) -> Run | None:
    """The last picture that its model made; of weights that went along, the one that is replayed."""
    done = Run.objects.filter(outcome=DONE).order_by("-pk")
    return done.filter(candidate__batch__model__in=list(rows)).first() or done.filter(candidate__recipe=recipe).first()


def sentences(gone: Iterable[Mapping[str, Any]]) -> str:
    said = []
    for one in gone:
        name = f"{one['name']} ({one['digest'][:12]})" if one.get("name") else f"weights {one['digest'][:12]}"
        where = f", kept at {' or '.join(one['places'])}" if one["places"] else ", which no registered model has"
        last = f", last used by {one['last']['worker']} on {one['last']['at'][:10]}" if one.get("last") else ""
        said.append(f"{name}{where}{last}")
    return f"These weights are not on this machine: {'; '.join(said)}." if said else ""


def pinned(documents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The style pack version that a recipe, or what it was made from, was made with: found by its digest, and how it
    stands now. A recipe holds all it needs of it: later versions, or none any more, change no pixel."""
    said = (str((document.get("context") or {}).get("style_pack") or "") for document in documents)
    digest = next(filter(None, said), "")
    if not digest:
        return {}
    row = StylePackVersion.objects.filter(digest=digest).select_related("pack").order_by("number").first()
    if row is None:
        return {"digest": digest, "found": False}
    newest = row.pack.versions.exclude(published_at=None).order_by("-number").values_list("number", flat=True).first()
    return {"digest": digest, "found": True, "name": row.pack.name, "number": row.number, "newest": newest}


def said(verdict: str, detail: Mapping[str, Any]) -> str:
    from_there = " It begins with a picture made elsewhere, taken as it was received."
    begun = from_there if any(part.get("elsewhere") for part in detail["parts"]) else ""
    if verdict == IDENTICAL:
        return f"Rendered again: the same bytes.{begun}"
    if verdict == SAME_PIXELS:
        return f"Rendered again: the same pixels, in a file that was packed differently.{begun}"
    changed = ", ".join(list(detail["changed"])[:4])
    same = "The recorded software and device are the same." if detail["recorded"] else NO_RECORD
    why = f" What changed: {changed}." if changed else f" {same}"
    if "size_then" in detail:
        return f"Rendered again: {detail['size_now']} pixels instead of {detail['size_then']}.{why}"
    share, largest = detail["share"] * 100, detail["largest"]
    colour = f" (ΔE 2000 up to {detail['delta_e_most']:.3g})" if "delta_e_most" in detail else ""
    if verdict == WITHIN:
        dtype, most = detail["now"].get("dtype"), detail["tolerance"]
        return (
            f"Rendered again: the same picture within the tolerance of {dtype}: {share:.3g} % of the pixels differ, "
            f"by {largest} of 255 at most, and up to {most} is rounding.{why}"
        )
    return f"Rendered again: {share:.3g} % of the pixels differ, by {largest} of 255 at most{colour}.{why}"
