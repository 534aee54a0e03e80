"""Where an asset came from, as a picture: boxes and lines on a 392 wide drawing, and the verdicts of its replays."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse

from dam.models import Asset, AssetRendition
from generation.models import Candidate, Replay
from generation.promotion import climbed
from generation.replay import Made

WIDTH, ROW, HEIGHT = 392, 72, 40  # drawing units


@dataclass(frozen=True)
class Node:
    x: int
    y: int
    w: int
    title: str
    note: str
    url: str = ""
    kind: str = ""  # "pick" and "now" are drawn stronger

    @property
    def top(self) -> tuple[int, int]:
        return self.x + self.w // 2, self.y

    @property
    def bottom(self) -> tuple[int, int]:
        return self.x + self.w // 2, self.y + HEIGHT


@dataclass
class Lineage:
    nodes: list[Node] = field(default_factory=list)
    edges: list[str] = field(default_factory=list)  # SVG path data
    height: int = 0

    def row(self, y: int, *boxes: tuple[str, str, str, str]) -> list[Node]:
        """A row of equally wide nodes across the drawing: (title, note, url, kind) each."""
        gap = 8 if len(boxes) > 3 else 20
        w = (WIDTH - gap * (len(boxes) - 1)) // len(boxes)
        made = [Node(i * (w + gap), y, w, *box) for i, box in enumerate(boxes)]
        self.nodes += made
        self.height = max(self.height, y + HEIGHT)
        return made

    def join(self, before: Node, after: Node) -> None:
        (x0, y0), (x1, y1) = before.bottom, after.top
        middle = (y0 + y1) // 2
        self.edges.append(f"M{x0} {y0}V{middle}H{x1}V{y1}")


def lineage(asset: Asset) -> Lineage:
    """Brief, style pack and template make the prompt; prompt and model the batch; a pick the master; it the files.

    A promoted pick goes back to the first one: each promotion is a batch and a pick more.
    """
    finish = asset.finish
    candidate, revision = finish.candidate, finish.revision
    picks = climbed(candidate)
    batch = picks[0].batch
    pack = revision.style_pack
    template = batch.prompt.get("template", {})
    drawn = Lineage()
    sources = drawn.row(
        0,
        ("Brief", f"revision {revision.number}", reverse("briefs:edit", args=[revision.brief_id]), ""),
        ("Style pack", f"{pack.pack.name} v{pack.number}"[:22], "", ""),
        ("Template", f"{template.get('slug', 'scene')} v{template.get('number', 1)}", "", ""),
    )
    made = drawn.row(
        ROW,
        ("Prompt", f"{batch.prompt.get('dialect', '')}, {str(batch.prompt.get('digest', ''))[:8]}", "", ""),
        ("Model", batch.model.name[:26], "", ""),
    )
    for source in sources:
        drawn.join(source, made[0])
    before = made
    for place, pick in enumerate(picks):
        before = [chosen(drawn, pick, (2 + 2 * place) * ROW, before)]
    size = f"{asset.master.width} × {asset.master.height}" if asset.master.width else asset.master.digest[:12]
    foot = (2 + 2 * len(picks)) * ROW
    [master] = drawn.row(foot, ("Master", f"finish {finish.number}, {size}", "", "now"))
    drawn.join(before[0], master)
    for node in placements(drawn, asset, foot + ROW):
        drawn.join(master, node)
    return drawn


def chosen(drawn: Lineage, pick: Candidate, y: int, before: list[Node]) -> Node:
    """A batch and what was picked of it, two rows at `y`, under what it was made from. Returns the pick's node."""
    batch = pick.batch
    way = f", {batch.colourway['name'][:16]}" if batch.colourway else ""
    note = f"{batch.count} candidate{'s' if batch.count > 1 else ''}, seed {batch.seed}"
    if batch.promoted_from_id:
        note = f"promoted to {batch.tier}, {batch.model.name[:24]}"
    elif batch.revised_from_id:
        note = f"a part painted anew, {batch.model.name[:24]}"
    [batched] = drawn.row(y, (f"Batch {batch.number}{way}", note, reverse("review:sheet", args=[batch.pk]), ""))
    loupe = reverse("review:loupe", args=[pick.pk])
    said = f"picked, {batch.candidates.count() - 1} others; seed {pick.seed}"
    [node] = drawn.row(y + ROW, (f"Candidate {pick}", said, loupe, "pick"))
    for one in before:
        drawn.join(one, batched)
    drawn.join(batched, node)
    return node


def placements(drawn: Lineage, asset: Asset, y: int) -> list[Node]:
    """One node a placement, three to a row from `y` on; locales are counted in it."""
    files: dict[str, list[AssetRendition]] = {}
    for file in asset.renditions.select_related("rendition__placement__placement"):
        files.setdefault(file.rendition.placement.placement.name, []).append(file)
    boxes = [(name[:18], note(rows), "", "") for name, rows in files.items()]
    nodes: list[Node] = []
    for start in range(0, len(boxes), 3):
        nodes += drawn.row(y + (start // 3) * (HEIGHT + 8), *boxes[start : start + 3])
    return nodes[:3]  # the first row is joined; the rows below hang under it


def note(rows: list[AssetRendition]) -> str:
    locales = " ".join(dict.fromkeys(row.rendition.locale for row in rows if row.rendition.locale))
    hooks = {row.rendition.hook for row in rows}
    if hooks != {""}:
        return f"{len(hooks)} hook{'s' if len(hooks) > 1 else ''}, {locales}"[:20]
    return (locales or f"{rows[0].rendition.width} × {rows[0].rendition.height}")[:20]


@dataclass(frozen=True)
class Proof:
    """One recipe of the asset and how its newest replay went."""

    name: str
    recipe: str
    replay: Replay | None


@dataclass(frozen=True)
class Proofs:
    rows: list[Proof]

    @property
    def running(self) -> bool:
        return any(row.replay and row.replay.state in ("waiting", "running") for row in self.rows)

    @property
    def asked(self) -> bool:
        return any(row.replay for row in self.rows)

    @property
    def identical(self) -> int:
        return sum(1 for row in self.rows if row.replay and row.replay.verdict == "identical")

    @property
    def held(self) -> int:
        """How many came out as the same picture, in other bytes or rounded otherwise too."""
        same = ("identical", "same pixels", "within tolerance")
        return sum(1 for row in self.rows if row.replay and row.replay.verdict in same)


def behind(asset: Asset) -> list[Made]:
    """Every recipe behind an asset as it is replayed: the picks, the first one first, then each file."""
    found = []
    for pick in climbed(asset.finish.candidate):
        if pick.recipe is not None and pick.picture_id is not None:
            name = f"candidate {pick}"
            found.append(Made(pick.recipe, asset.brand, pick.picture_id, pick.pixels, name))
    for row in asset.renditions.select_related("rendition__recipe", "file"):
        made = row.rendition
        if made.recipe is not None:
            name = row.name.rpartition("/")[2]
            found.append(Made(made.recipe, asset.brand, made.replayed, "", name, row.file.digest, made.facts))
    return found


def by_number(name: str, **_: object) -> list[Made]:
    """The same by an asset's number, GF-000123: an answer to `generation.replay.find_asset`."""
    number = name.strip().upper().removeprefix("GF-")
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        return []
    rows = Asset.objects.select_related("brand", "finish__candidate__recipe")
    return [made for asset in rows.filter(pk=int(number)) for made in behind(asset)]


def replayed(asset: Asset) -> Proofs:
    """The recipes of the candidate, of the picks it came up from, and of every file, each with its newest replay."""
    names: dict[str, str] = {}
    for pick in climbed(asset.finish.candidate):
        tier = f", {pick.batch.tier}" if pick.batch.tier != "discovery" else ""
        names[str(pick.recipe_id)] = f"Candidate {pick}{tier}"
    for file in asset.renditions.select_related("rendition"):
        names.setdefault(str(file.rendition.recipe_id), file.name.rpartition("/")[2])
    newest: dict[str, Replay] = {}
    for replay in Replay.objects.filter(recipe__in=names, brand=asset.brand_id).order_by("pk"):
        newest[replay.recipe_id] = replay
    return Proofs([Proof(name, recipe, newest.get(recipe)) for recipe, name in names.items()])
