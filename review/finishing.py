"""How finished files are put together for pages: by placement, on the wall, with their verdicts. No database."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NamedTuple

from generation.engine.checks.catalogue import entry
from review.models import Check, Rendition, Waiver

FIGURE = re.compile(r"#[0-9A-Fa-f]{6}\b|\d+(?:[.,]\d+)*")  # a colour or a number
WORST = {"fail": 0, "warn": 1, "not run": 2, "pass": 3}
NODES = {
    "stored": "Picture",
    "previz.still": "Render",
    "diffusers.text_to_image": "Render",
    "remote.images": "Made elsewhere",
    "remote.comfyui": "Made elsewhere",
    "grade.lut": "Grade",
    "fit.crop": "Crop",
    "fit.resize": "Resize",
    "type.scrim": "Scrim",
    "type.set": "Type",
    "logo.place": "Logo",
    "label.disclosure": "Label",
    "colour.convert": "Colour",
    "encode": "Encode",
}
LABELS = {
    "alive": "A real picture",
    "spec": "Size and format",
    "byte_budget": "File size",
    "metadata": "Disclosure and metadata",
    "palette": "Brand colour",
    "glyphs": "Letters in the font",
    "copy_fit": "Copy fit",
    "copy_space": "Calm under the copy",
    "safe_area": "Safe area",
    "disclosure": "Visible label",
    "logo_ground": "Under the logo",
    "focal_inside": "Subject in the crop",
    "upscale": "Enlargement",
    "print_resolution": "Resolution in print",
    "bleed": "Bleed",
    "sharpness": "Subject in focus",
    "banding": "Banding",
    "do_not": "Marks to keep away from",
    "text_found": "Text in the picture",
    "faces_found": "Faces in the picture",
    "identity": "Same people and products",
    "licence": "Model licence",
    "rights_window": "Rights window",
}
CONTEXTS = {"web": "web", "display": "web", "social": "feed", "email": "mail", "ooh": "poster", "dooh": "poster"}


class Step(NamedTuple):
    name: str
    words: str


@dataclass
class Placed:
    """One placement and its files, one per locale."""

    slug: str
    name: str
    channel: str
    spec: Mapping[str, Any]
    renditions: list[Rendition] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        return worst(check for row in self.renditions for check in row.checks.all())

    @property
    def findings(self) -> list[Finding]:
        """As those of the page, without what was not run and nobody asked for: the page says that once."""
        return [one for one in findings(self.renditions) if one.verdict != "not run" or one.required]


def worst(checks: Iterable[Check]) -> str:
    """ "fail" before "warn" before "not run" before "pass"; "wait" when nothing was checked yet. A failure that is
    waived warns: it never counts as passed."""
    verdicts = {"warn" if check.waiver and check.verdict == "fail" else check.verdict for check in checks}
    found = sorted(verdicts, key=lambda verdict: WORST[verdict])
    return found[0] if found else "wait"


def by_placement(rows: Iterable[Rendition]) -> list[Placed]:
    placed: dict[str, Placed] = {}
    for row in rows:
        placement = row.placement.placement
        spec = row.placement.document
        one = placed.setdefault(placement.slug, Placed(placement.slug, placement.name, placement.channel, spec))
        one.renditions.append(row)
    return list(placed.values())


def tally(rows: Iterable[Rendition]) -> dict[str, int]:
    """How many verdicts of each kind, those apart that somebody waived, and how many files may ship."""
    counts = {"fail": 0, "warn": 0, "not_run": 0, "pass": 0, "waived": 0, "ships": 0, "held": 0}
    for row in rows:
        checks = list(row.checks.all())
        for check in checks:
            counts["waived" if check.waiver else check.verdict.replace(" ", "_")] += 1
        held = row.state != "done" or any(check.holds for check in checks)
        counts["held" if held else "ships"] += 1
    return counts


@dataclass(frozen=True)
class OnWall:
    """One rendition on the wall of the sign-off page: `context` is the surface drawn round it, `shape` its share."""

    row: Rendition
    context: str
    shape: str
    verdict: str


def wall(rows: Iterable[Rendition]) -> list[OnWall]:
    hung = []
    for row in rows:
        context = CONTEXTS.get(row.placement.placement.channel.lower(), "plain")
        ratio = (row.width or 3) / (row.height or 2)
        shape = "banner" if ratio > 2.2 else "wide" if ratio > 1.2 else "tall" if ratio < 0.85 else "square"
        hung.append(OnWall(row, context, shape, worst(row.checks.all())))
    return sorted(hung, key=lambda one: ("banner", "tall", "wide", "square").index(one.shape))


class Shown(NamedTuple):
    """One file that a finding can be shown on."""

    rendition: int
    locale: str
    marks: str  # JSON list of boxes, 0-1
    hook: str = ""
    heat: int = 0  # the verdict whose heat map it is, if there is one
    legend: str = ""  # JSON {low, high, unit, passes}

    @property
    def words(self) -> str:
        return " · ".join(part for part in (self.locale, self.hook) if part)


@dataclass
class Finding:
    """What did not pass: one check at one placement, with every language and every part it concerns."""

    verdict: str
    name: str
    placement: str = ""
    locales: list[str] = field(default_factory=list)  # with the hook, where a file shows one: "de · cold"
    said: list[str] = field(default_factory=list)
    remedy: str = ""
    version: str = ""
    required: bool = False
    many: int = 0  # of files, where it is said once for all placements
    heats: dict[int, tuple[int, str]] = field(default_factory=dict)  # by rendition: the verdict, and the map's legend
    waiver: Waiver | None = None
    rows: list[int] = field(default_factory=list)  # of its verdicts
    blocks: bool = False
    boxes: dict[tuple[int, str, str], list[Any]] = field(default_factory=dict)  # by rendition, locale and hook

    @property
    def what(self) -> str:
        return label(self.name)

    @property
    def key(self) -> str:
        """Tells it apart from the others of its page, in an address or an id."""
        return f"{self.name}-{self.verdict}-{min(self.rows, default=0)}".replace(" ", "-")

    @property
    def files(self) -> str:
        if self.many:
            return f"{self.many} file{'' if self.many == 1 else 's'}{', asked for' if self.required else ''}"
        return f"{self.placement} {', '.join(self.locales)}".strip()

    @property
    def accepted(self) -> bool:
        """Whether a signer has to accept it by name. What is waived was accepted already, but for a failure: that it
        ships all the same, each signer has to see."""
        if self.verdict == "fail" or self.waiver:
            return self.verdict == "fail"
        return self.verdict == "warn" or (self.verdict == "not run" and self.required)

    @property
    def discipline(self) -> str:
        """Who answers for the check: brand or legal. Empty where nobody may waive it."""
        known = entry(self.name)
        return "" if known.never else known.discipline

    @property
    def never(self) -> str:
        """Why nobody may waive it, where it fails."""
        return entry(self.name).never

    @property
    def where(self) -> str:
        """Its files as the signer's list says them."""
        return f"not run on {self.files.partition(',')[0]}" if self.verdict == "not run" else self.files

    @property
    def sentence(self) -> str:
        return " ".join(spanned(self.said))

    @property
    def shown(self) -> list[Shown]:
        """Where "Show me" has something to mark."""
        none = (0, "")
        return [
            Shown(pk, locale, json.dumps(boxes), hook, *self.heats.get(pk, none))
            for (pk, locale, hook), boxes in self.boxes.items()
        ]

    def add(self, check: Check) -> None:
        words = check.rendition.words if check.rendition else ""
        locale = check.rendition.locale if check.rendition else ""
        if words and words not in self.locales:
            self.locales.append(words)
        said = told(check, self.placement, locale)
        if said not in self.said:
            self.said.append(said)
        self.remedy = self.remedy or check.remedy
        self.version, self.required, self.blocks = check.version, check.required, check.blocks
        self.rows.append(check.pk)
        self.many += check.verdict == "not run"
        if (check.marks or check.heat_id) and check.rendition:
            self.boxes.setdefault((check.rendition.pk, locale, check.rendition.hook), []).extend(check.marks)
        if check.heat_id and check.rendition:
            self.heats.setdefault(check.rendition.pk, (check.pk, json.dumps(check.scale)))


def findings(rows: Iterable[Rendition]) -> list[Finding]:
    return gathered(check for row in rows for check in row.checks.all())


def gathered(checks: Iterable[Check]) -> list[Finding]:
    """What did not pass, failures first. One check at one placement is one finding, in however many languages; what
    was not run is one for all placements, as the reason is theirs together. What is waived stands apart, last."""
    found: dict[tuple[str, str, str, int], Finding] = {}
    for check in checks:
        if check.verdict == "pass":
            continue
        at_one = check.verdict != "not run" and check.rendition
        placement = at_one.placement.placement.name if at_one else ""
        key = (check.name, check.verdict, placement, check.waiver.pk if check.waiver else 0)
        found.setdefault(key, Finding(check.verdict, check.name, placement, waiver=check.waiver)).add(check)
    return sorted(found.values(), key=lambda one: (one.waiver is not None, WORST[one.verdict]))


def told(check: Check, placement: str, locale: str) -> str:
    """A check's sentence without its remedy and its file's name: those stand beside it once, for all its files."""
    said = check.sentence.removesuffix(check.remedy).strip()
    for start in (f"{placement}, {locale}: ", f"{placement}: "):
        if said.startswith(start):
            said = said.removeprefix(start)
            return said[:1].upper() + said[1:]
    return said


def spanned(sentences: Iterable[str]) -> list[str]:
    """Sentences that differ in their figures alone, as one: "23 characters" and "10 characters" are "10 to 23"."""
    alike: dict[tuple[str, ...], list[list[str]]] = {}
    for sentence in sentences:
        alike.setdefault(tuple(FIGURE.split(sentence)), []).append(FIGURE.findall(sentence))
    return [woven(words, [span(column) for column in zip(*figures, strict=True)]) for words, figures in alike.items()]


def woven(words: tuple[str, ...], figures: list[str]) -> str:
    """The words of a sentence with its figures back between them."""
    return "".join(word + figure for word, figure in zip_longest(words, figures, fillvalue=""))


def span(figures: Iterable[str]) -> str:
    """ "10 to 23" of several numbers, every one of several colours."""
    apart = sorted(set(figures), key=lambda figure: (len(figure.split(".")[0]), figure))
    if apart[0].startswith("#"):
        return ", ".join(apart)
    return " to ".join(dict.fromkeys((apart[0], apart[-1])))


def held_back(rows: Iterable[Rendition]) -> str:
    """ "Email header (de, en, ja); 6-sheet, outdoor (de)": the files that do not ship, each placement once."""
    names: dict[str, list[str]] = {}
    for row in rows:
        names.setdefault(row.placement.placement.name, []).append(row.words)
    each = [f"{name} ({', '.join(codes)})" if any(codes) else name for name, codes in names.items()]
    return "; ".join(each)


class Passed(NamedTuple):
    name: str
    many: int
    value: str
    version: str = ""


def passed(rows: Iterable[Rendition]) -> list[Passed]:
    """What passed everywhere, one tight line a kind of check."""
    names: dict[str, list[Check]] = {}
    for row in rows:
        for check in row.checks.all():
            names.setdefault(check.name, []).append(check)
    return [
        Passed(label(name), len({check.rendition_id for check in all_}), measured(all_), all_[0].version)
        for name, all_ in names.items()
        if worst(all_) == "pass"
    ]


def measured(checks: Iterable[Check]) -> str:
    """What was measured over all files, "3.4 to 7.8:1"; nothing where that takes more than one form of words."""
    values = spanned(check.measured for check in checks if check.measured)
    return values[0] if len(values) == 1 else ""


def label(name: str) -> str:
    """ "byte_budget" as people read it; a check that has no words here yet shows its own name."""
    return LABELS.get(name) or name.replace("_", " ").capitalize()


def steps(row: Rendition) -> list[Step]:
    """The nodes of a rendition's recipe, each in a few words."""
    if row.recipe is None:
        return []
    nodes = row.recipe.document["nodes"]
    return [Step(NODES.get(node["op"], node["op"]), words(node["op"], node["params"])) for node in nodes]


def words(op: str, params: Mapping[str, Any]) -> str:
    if op == "fit.crop":
        return f"{params.get('w')} × {params.get('h')} from {params.get('x')}, {params.get('y')}"
    if op == "fit.resize":
        return f"{params.get('width')} × {params.get('height')}"
    if op == "type.set":
        return str(params.get("text", ""))[:80]
    if op == "label.disclosure":
        return " · ".join(params.get("words", []))[:80]
    if op == "encode":
        return str(params.get("format", ""))
    return ""
