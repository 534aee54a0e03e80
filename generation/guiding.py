"""At order time: what a picture is held to besides words, of what look, sheets and the order ask for and what the
registry holds for this model. What cannot be used is told in sentences, once, as it was when it was ordered.

    held = resolve(batch.prompt, model, brand, asked)     # asked: the order's own guides, such as a promotion's
    batch.guides, batch.prompt["unheld"] = held.guides.document(), held.unheld
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Q

from briefs import style
from briefs.character import references
from briefs.models import BriefRevision
from generation import kinds
from generation.engine.diffusion.adapters.ade import colour_of, ground_of
from generation.engine.diffusion.adapters.wanted import MOST, SEES
from generation.engine.engines import engine
from generation.engine.guides import NONE, Control, Guides, Lora, Reference
from generation.models import Batch, Candidate, ModelEntry, Run
from generation.states import DONE
from studio.people.models import Brand

SHOWN: Final[Mapping[str, float]] = {"style": 0.5, "subject": 0.6, "character": 0.6}  # roles of a look -> scale
OF_A_SHEET = 0.6  # how strongly a character's pictures are shown
VIEWS = 3  # pictures of one character: front, side, back say who it is, more only crowd the others out


@dataclass(frozen=True, slots=True)
class Held:
    guides: Guides
    unheld: tuple[str, ...] = ()  # sentences


def shown(revision: BriefRevision, model: ModelEntry) -> dict[str, Any]:
    """{look, characters}: pictures and LoRAs that the brief's style pack and sheets have for the model, each only where
    there is something (briefs.style.shown, briefs.character.references)."""
    characters = [references(pin) for pin in revision.document.get("characters", [])]
    pack = revision.document.get("style_pack")
    look = style.shown(pack, model.slug) if pack else {}
    return {**({"characters": characters} if characters else {}), **({"look": look} if look else {})}


def along(revision: BriefRevision, model: ModelEntry) -> list[str]:
    """Weights that would go along with the model's own, were it ordered now: their licences count too."""
    return weights_of(resolve(shown(revision, model), model, revision.brief.brand).guides)


def weights_of(guides: Guides) -> list[str]:
    """Each once, in order."""
    worn: tuple[Control | Reference | Lora, ...] = (*guides.controls, *guides.references, *guides.loras)
    named = [*(one.weights for one in worn), guides.refiner, guides.upscaler]
    return list(dict.fromkeys(weights for weights in named if weights))


def resolve(prompt: Mapping[str, Any], model: ModelEntry, brand: Brand, asked: Guides = NONE) -> Held:
    """What the order asked for, and what look and sheets add to it. Pure but for the registry's rows."""
    look, sheets = prompt.get("look") or {}, prompt.get("characters") or []
    if not look and not sheets:
        return Held(asked)
    shelf = _Shelf(model, brand, look, sheets)
    unheld: list[str] = []
    pictures = [*asked.references, *_references_of(shelf, look, sheets, MOST - len(asked.references), unheld)]
    loras = {lora.weights: lora for lora in [*_loras_of(shelf, look, sheets, unheld), *asked.loras]}
    once: dict[tuple[str, str], Reference] = {}
    for one in pictures:  # the order's own wish goes first
        once.setdefault((one.picture, one.weights), one)
    worn = replace(asked, loras=tuple(loras.values()), references=tuple(once.values()))
    return Held(worn, tuple(_by_owner(unheld)))


def unsaid(batch: Batch) -> list[str]:
    """What style pack and sheets hold that did not go into the batch's pictures, for its candidates' notes."""
    kept = batch.prompt.get("unheld")
    if kept is not None:
        return list(kept)
    if batch.guides:
        return []
    look, sheets = batch.prompt.get("look") or {}, batch.prompt.get("characters") or []
    shelf = _Shelf(batch.model, None, look, sheets)  # ordered before anything of it was taken: nothing was
    found: list[str] = []
    _references_of(shelf, look, sheets, MOST, found)
    _loras_of(shelf, look, sheets, found)
    return _by_owner(found)


def _by_owner(sentences: Sequence[str]) -> list[str]:
    """The style pack's first, then each sheet's together."""
    owners = [sentence.partition(":")[0] for sentence in sentences]
    return sorted(sentences, key=lambda one: (not one.startswith("Style pack"), owners.index(one.partition(":")[0])))


def control_of(
    candidate: Candidate, kind: str, weights: str, *, scale: float = 1.0, start: float = 0.0, end: float = 1.0
) -> Control | None:
    """The candidate's own pass as a control of this kind, read as ControlNets of that kind are; None where it has none.

    `weights` are of the ControlNet. Previz's passes are turned into control pictures when they are rendered from
    (engine/diffusion/adapters/pictures.py), by what stands in `read`.
    """
    passes = candidate.passes
    source = passes.get("masks" if kind == "segments" else kind)
    if not source:
        return None
    facts = _facts_of(candidate)
    reading: dict[str, Any] = {"pass": kind}
    if kind == "depth":
        known = facts.get("depth") or {}
        if "near" not in known or "far" not in known:
            return None
        reading |= {"near": known["near"], "far": known["far"]}
    elif kind == "segments":
        names = (facts.get("masks") or {}).get("names")
        if not names:
            return None
        told = {box["name"]: box.get("kind", "thing") for box in candidate.boxes}
        reading["colours"] = {
            str(mark): colour_of(name, told.get(name, "thing"), mark) for mark, name in enumerate(names) if mark
        }
        if ground := ground_of(str(candidate.batch.revision.document.get("environment") or "")):
            reading["ground"] = ground
        reading["beside"] = {name: passes[name] for name in ("depth", "normals") if name in passes}
    return Control(kind, source, weights, scale, start, end, read=reading, recipe=str(candidate.recipe_id or ""))


def _facts_of(candidate: Candidate) -> Mapping[str, Any]:
    run = Run.objects.filter(candidate=candidate, outcome=DONE).order_by("-pk").first()
    found = (run.facts if run else {}).get("passes")
    return found if isinstance(found, Mapping) else {}


class _Shelf:
    """The adapters that this model and this brand may use, asked for at once."""

    def __init__(
        self, model: ModelEntry, brand: Brand | None, look: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]]
    ) -> None:
        self.model = model
        self.takes: frozenset[str] = getattr(engine(model.engine), "TAKES", frozenset())
        pinned = [lora["weights"] for lora in look.get("loras", [])]
        named = [one["lora"]["model"] for one in sheets if one["lora"]]
        rows: list[ModelEntry] = []
        if brand is not None and model.family and self.takes & {"lora", "references"}:
            wanted = Q(kind=kinds.LORA) & (Q(weights__in=pinned) | Q(slug__in=named))
            fits = Q(kind=kinds.IP_ADAPTER, family=model.family, state="ready", active=True)
            rows = list(
                ModelEntry.objects.filter(wanted | fits).filter(Q(brand=brand) | Q(brand=None)).order_by("active", "pk")
            )
        self.loras = [row for row in rows if row.kind == kinds.LORA]
        self.eyes = [row for row in rows if row.kind == kinds.IP_ADAPTER]

    def lora(self, *, weights: str = "", slug: str = "") -> tuple[ModelEntry | None, str]:
        """The row, or why there is none to use: a sentence about {it}."""
        if "lora" not in self.takes:
            return None, f"{self.model.name} cannot load {{it}}"
        row = next(
            (row for row in reversed(self.loras) if weights in ("", row.weights) and slug in ("", row.slug)), None
        )
        if row is None:
            return None, "{it} is not among this brand's models"
        if row.state != "ready" or not row.active:
            return None, "{it} is out of use"
        if row.family != self.model.family:
            return None, f"{{it}} was made for another family of models than {self.model.name}"
        return row, ""

    @property
    def eye(self) -> ModelEntry | None:
        """The IP-Adapter that shows pictures to this model: the newest of the brand's own, else of everybody's."""
        if "references" not in self.takes or self.model.family not in SEES:
            return None
        return max(self.eyes, key=lambda row: (row.brand_id is not None, row.pk), default=None)


def _loras_of(
    shelf: _Shelf, look: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]], unheld: list[str]
) -> list[Lora]:
    found = []
    for lora in look.get("loras", []):
        row, why = shelf.lora(weights=lora["weights"])
        if row is not None:
            found.append(Lora(row.weights, float(lora["scale"]), lora["trigger"]))
            continue
        said = f"; “{lora['trigger']}” is said all the same" if lora["trigger"] else ""
        unheld.append(f"Style pack {look['slug']}: {why.format(it='its LoRA ' + lora['weights'][:12])}{said}.")
    for sheet in sheets:
        if not sheet["lora"]:
            continue
        row, why = shelf.lora(slug=sheet["lora"]["model"])
        if row is not None:
            found.append(Lora(row.weights, float(sheet["lora"]["scale"]), str(row.settings.get("trigger") or "")))
        else:
            unheld.append(f"Character {sheet['slug']}: {why.format(it='its LoRA ' + sheet['lora']['model'])}.")
    if len(found) > MOST:
        unheld.append(f"{len(found) - MOST} LoRAs more than {MOST} are asked for; those of the last are left out.")
    return found[:MOST]


def _references_of(
    shelf: _Shelf, look: Mapping[str, Any], sheets: Sequence[Mapping[str, Any]], room: int, unheld: list[str]
) -> list[Reference]:
    """Who is shown goes before what it looks like: a face that is lost is lost, a grade is made in finishing."""
    eye = shelf.eye
    found: list[Reference] = []

    def show(pictures: Sequence[Mapping[str, Any]], scales: Mapping[str, float]) -> int:
        before = len(found)
        for one in pictures if eye else ():
            scale = scales.get(one["role"], 0.0) if scales else OF_A_SHEET
            if eye and scale and len(found) < room:
                found.append(Reference(one["digest"], eye.weights, scale, one["role"]))
        return len(found) - before

    for sheet in sheets:
        used = show(sheet["references"][:VIEWS], {})
        unheld += _left(f"Character {sheet['slug']}", "sheet's", shelf.model, len(sheet["references"]), used)
    if pictures := look.get("references", []):
        unheld += _left(f"Style pack {look['slug']}", "pack's", shelf.model, len(pictures), show(pictures, SHOWN))
    return found


def _left(whose: str, words: str, model: ModelEntry, count: int, used: int) -> list[str]:
    if used == count:
        return []
    if used:
        return [f"{whose}: {model.name} is shown {used} of its {count} pictures."]
    are = "its picture is" if count == 1 else f"its {count} pictures are"
    return [f"{whose}: {model.name} goes by the {words} words; {are} not used."]
