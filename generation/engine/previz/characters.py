"""Characters: people who look the same in every scene. Read from sheets in a style pack or brief, or from free words.

A sheet is {name, age, height, build, hair: {shape, colour}, skin, wardrobe: {garment, colours: {part: "#rrggbb"}},
glasses, beard, mask, accessories, never}; every key is optional and every value someone else's text. What is not
said is chosen by the name, so that it too stays the same. Pure and light: nothing here raises on content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from generation.engine.previz.colour import HEX
from generation.engine.previz.lexicon import wardrobe as words
from generation.engine.previz.lexicon.words import COLOURS
from generation.engine.previz.materials import HAIR, SKIN, TROUSERS
from generation.engine.previz.scene import Material
from generation.engine.previz.scene.things import Kind
from generation.engine.previz.sheets import LONGEST, age_of, coloured, mapping, metres, several, text_of
from generation.engine.previz.things.people import CLOTHES, HEADWEAR
from generation.engine.previz.things.people import HAIR as CUTS
from studio.lib.canonical import Json

MOST = 8  # characters of one brief

FIELDS = ("subject", "people", "title", "job", "message", "notes", "environment", "style")
# “Ingrid”: fifties, silver bob … up to the end of the paragraph or two sentences
NAMED = re.compile(r"[\"“]([A-Z][\w'’\- ]{0,29})[\"”]\s{0,3}[:,(–—-]\s{0,3}([^\n\"“”]{8,400})")
# Ingrid: fifties, silver bob … at the beginning of a field; only where it says something of a person
OPENING = re.compile(r"^\s*([A-Z][a-zà-ÿ]{1,20}(?: [A-Z][a-zà-ÿ]{1,20})?):\s*([^\n]{8,300})")
OF_A_PERSON = re.compile(
    r"\b(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|years? old|aged|hair|haired|bob|bun|"
    r"ponytail|beard|bald|suit|jacket|dress|coat|shirt|woman|man|girl|boy|build)\b", re.IGNORECASE,
)  # fmt: skip
# Every repeat has an end, and a name is looked for behind its sheet: long text without one costs one pass.
SHEET = re.compile(r"\(\s{0,3}character sheet\s{0,3}:?\s{0,3}([^()]{4,300})\)", re.IGNORECASE)
BEFORE = re.compile(r"(?<![\w'’\-])(?:[\w'’\-]{1,24} ){0,3}[\w'’\-]{1,24}\s{0,3}$")
LONGEST_NAME = 100  # letters before a sheet
NOT = re.compile(r"\b(?:no|never|without|not)\s+([a-z][a-z\- ]{2,24})")


@dataclass(frozen=True, slots=True)
class Character:
    """One person, fixed. colours: part -> "#rrggbb". props: what they are never without ("pole")."""

    name: str
    shape: tuple[tuple[str, Json], ...] = ()
    colours: tuple[tuple[str, str], ...] = ()
    props: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    role: str = ""
    notes: tuple[str, ...] = field(default=())

    def params(self) -> dict[str, Json]:
        """Shape params of things "person", pose and gaze left out."""
        return dict(self.shape)

    def materials(self, prefix: str) -> dict[str, Material]:
        """What each part is made of, under "prefix part"."""
        return dressed(prefix, dict(self.colours))


def dressed(prefix: str, colours: Mapping[str, str]) -> dict[str, Material]:
    """Materials for every part of a person, by part's colour; cloth, skin, hair and leather each in their way."""
    kinds: dict[str, tuple[Kind, float, float]] = {
        "skin": ("satin", 0.55, 0.0), "hair": ("satin", 0.5, 0.16), "shoes": ("satin", 0.38, 0.0),
        "trim": ("satin", 0.4, 0.0), "glasses": ("satin", 0.25, 0.0), "mask": ("matte", 0.8, 0.06),
    }  # fmt: skip
    out = {}
    for part in PARTS:
        kind, rough, grain = kinds.get(part, ("matte", 0.9, 0.06))
        out[f"{prefix} {part}"] = Material(kind, colours.get(part) or DEFAULTS[part], rough, grain=grain)
    return out


PARTS = ("jacket", "shirt", "trousers", "apron", "trim", "shoes", "skin", "hair", "hat", "mask", "glasses")
DEFAULTS: Mapping[str, str] = {
    "jacket": "#4a5160", "shirt": "#e0dcd4", "trousers": TROUSERS[0], "apron": "#4a4038", "trim": "#232326",
    "shoes": "#231f1e", "skin": SKIN[0], "hair": HAIR[0], "hat": "#5a4a46", "mask": "#d9cdb4", "glasses": "#1b1b1d",
}  # fmt: skip


def wears(prefix: str) -> dict[str, str]:
    return {part: f"{prefix} {part}" for part in PARTS}


def read_characters(brief: Mapping[str, Any], style: Mapping[str, Any]) -> tuple[Character, ...]:
    """The characters a brief and its style pack describe, sheets first, each name once. Never raises on content."""
    found: dict[str, Character] = {}
    for source in (style, brief):
        sheets = source.get("characters")
        for sheet in list(sheets)[:MOST] if isinstance(sheets, list | tuple) else ():
            if isinstance(sheet, Mapping):
                # A brief's revision pins the published sheet: {slug, number, digest, document}.
                pinned = sheet.get("document")
                one = from_sheet(pinned if isinstance(pinned, Mapping) else sheet)
                found.setdefault(one.name.lower(), one)
    for text in _texts(brief, style):
        for match in NAMED.finditer(text):
            name = match[1].strip()
            found.setdefault(name.lower(), from_words(name, _two_sentences(match[2])))
        if (opening := OPENING.match(text)) and OF_A_PERSON.search(opening[2]):
            found.setdefault(opening[1].lower(), from_words(opening[1], _two_sentences(opening[2])))
        for match in SHEET.finditer(text):
            before = BEFORE.search(text[max(match.start() - LONGEST_NAME, 0) : match.start()])
            if before is None:
                continue
            name = re.sub(r"^(?:.*\b)?(?:a|an|the|and|one)\s+", "", before[0].strip(), flags=re.IGNORECASE)
            known = next((r for r in words.ROLES if re.search(rf"\b{r}\b", name.lower())), name)
            found.setdefault(known.lower(), from_words(known, f"{name}. {match[1]}"))
        if re.search(r"\bferryman\b", text, re.IGNORECASE) and not any("ferryman" in name for name in found):
            masked = "heron mask, " if re.search(r"heron|mask", text, re.IGNORECASE) else ""
            found["ferryman"] = from_words("ferryman", f"ferryman: {masked}cloak, pole")
    return tuple(found.values())[:MOST]


def with_people(brief: Mapping[str, Any]) -> tuple[Mapping[str, Any], int]:
    """The brief with the names of its pinned characters read as people, and how many are pinned.

    “Ingrid walking past a wall” is a woman walking past a wall; which woman, her sheet says. A name that is a trade
    already (“the ferryman”) stays.
    """
    pins = brief.get("characters")
    pinned = [
        sheet["document"]
        for sheet in (list(pins)[:MOST] if isinstance(pins, list | tuple) else ())
        if isinstance(sheet, Mapping) and isinstance(sheet.get("document"), Mapping)
    ]
    read = dict(brief)
    for sheet in pinned:
        name, frame = text_of(sheet.get("name"), 40), from_sheet(sheet).params()["frame"]
        who = "a woman" if frame == 0.12 else "a man" if frame == 0.88 else "a person"
        if not name[:1].isupper() or name.lower() in words.ROLES:
            continue
        for field_name in ("subject", "environment"):
            if isinstance(text := read.get(field_name), str):
                read[field_name] = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", who, text[:LONGEST])
    return read, len(pinned)


def _texts(*sources: Any) -> Iterable[str]:
    for source in sources:
        if isinstance(source, Mapping):
            for name in FIELDS:
                value = source.get(name)
                items = value if isinstance(value, list | tuple) else (value,)
                yield from (item[:LONGEST] for item in items[:20] if isinstance(item, str))


def _two_sentences(text: str) -> str:
    return ". ".join(text.split(". ")[:2])


def from_sheet(sheet: Mapping[str, Any]) -> Character:
    """A character from a written sheet: its keys first, then whatever its words say."""
    name = text_of(sheet.get("name"), 40) or "character"
    hair, clothes = mapping(sheet.get("hair")), mapping(sheet.get("wardrobe"))
    text = ". ".join(
        part
        for key in ("age", "build", "skin", "mask", "beard", "accessories", "notes", "look", "expressions", "role")
        if (part := text_of(sheet.get(key), 200))
    )
    text += f". {text_of(sheet.get('hair'), 80)} hair. {text_of(clothes.get('garment') or sheet.get('wardrobe'), 120)}"
    text += f". {text_of(hair.get('colour') or hair.get('color'), 30)} {text_of(hair.get('shape'), 30)} hair"
    if sheet.get("glasses") is True:
        text += ". glasses"
    if sheet.get("never"):
        text += "".join(f". no {text_of(item, 40)}" for item in several(sheet.get("never")))
    drawn = from_words(name, text)
    shape, colours = drawn.params(), dict(drawn.colours)
    years = str(sheet.get("age"))[:3]
    if years.isascii() and years.isdigit():
        shape["age"] = age_of(int(years))
    if (height := metres(sheet.get("height"))) is not None:
        shape["height"] = height
    if sheet.get("glasses") is False:
        shape.pop("glasses", None)
    for part, value in mapping(clothes.get("colours") or clothes.get("colors")).items():
        known = part if part in PARTS else next((p for p, ws in words.PARTS.items() if part in ws), "jacket")
        if (chosen := coloured(value)) is not None:
            colours[known] = chosen
    for part, value in (("hair", hair.get("colour") or hair.get("color")), ("skin", sheet.get("skin"))):
        if isinstance(value, str) and HEX.fullmatch(value.strip()[:7]):
            colours[part] = value.strip().lower()
    return Character(
        name, tuple(sorted(shape.items())), tuple(sorted(colours.items())), drawn.props, drawn.never, drawn.moods,
        drawn.role,
    )  # fmt: skip


def from_words(name: str, text: str) -> Character:
    """A character from a description in words; what it leaves open, the name decides."""
    said = " ".join(text[:LONGEST].lower().replace("’", "'").split())
    never = tuple(match[1].strip() for match in NOT.finditer(said))[:8]
    plain = NOT.sub(" ", said)
    role = next((r for r in words.ROLES if re.search(rf"\b{r}s?\b", plain)), "")
    shape: dict[str, Json] = dict(words.ROLES.get(role, {}))
    for key, table in (("age", words.AGE_WORDS), ("build", words.BUILD_WORDS), ("hair", words.HAIR_WORDS),
                       ("head", words.HEAD_WORDS), ("beard", words.BEARD_WORDS),
                       ("clothes", words.GARMENTS)):  # fmt: skip
        if (value := first(table, plain)) is not None:
            shape[key] = value
    if (years := re.search(r"\b(\d{1,2})\s*(?:years|yrs|y/o|-year)|\bage[d]?:?\s*(\d{1,2})\b", plain)) is not None:
        shape["age"] = age_of(int(years[1] or years[2]))
    if (frame := first(words.FRAME_WORDS, f"{name.lower()} {plain}")) is not None:
        shape["frame"] = frame
    if re.search(r"\b(?:mask|masked|unmasked)\b", said) and "heron" in f"{name.lower()} {said}":
        shape["mask"] = "heron"
    if re.search(r"\b(?:glasses|spectacles)\b", plain):
        shape["glasses"] = True
    if (tall := metres(plain)) is not None:
        shape["height"] = tall
    shape.setdefault("age", "adult")
    shape.setdefault("build", ("slim", "average", "average", "athletic")[_draw(name, "build", 4)])
    shape.setdefault("hair", CUTS[_draw(name, "hair", 8)])
    shape.setdefault("clothes", "suit")
    shape.setdefault("frame", 0.5)
    colours = {
        "skin": first(words.SKIN_WORDS, plain) or SKIN[_draw(name, "skin", len(SKIN))],
        "hair": _hair_colour(plain) or ("#8b8783" if shape["age"] == "elder" else HAIR[_draw(name, "tint", 4)]),
        **_cloth_colours(plain, str(shape["clothes"])),
    }
    colours.setdefault("jacket", CLOTH[str(shape["clothes"])][_draw(name, "cloth", 3)])
    if "trousers" not in colours:
        suit = shape["clothes"] == "suit"  # trousers of a suit are cut from its cloth
        colours["trousers"] = colours["jacket"] if suit else TROUSERS[_draw(name, "trousers", len(TROUSERS))]
    props = tuple(
        p for p in ("pole", "oar", "umbrella", "lantern", "bag", "briefcase") if re.search(rf"\b{p}\b", plain)
    )
    moods = tuple(m for m in ("calm", "listening", "neutral", "smile", "serious", "happy") if m in plain)
    return Character(name, tuple(sorted(shape.items())), tuple(sorted(colours.items())), props, never, moods, role)


CLOTH: Mapping[str, tuple[str, str, str]] = {
    **dict.fromkeys(CLOTHES, ("#4a5568", "#6b6f66", "#77564a")),
    "suit": ("#33363c", "#2c3852", "#55524e"), "lab": ("#e4e3de", "#e4e3de", "#dfe3e4"),
    "apron": ("#d9d7d0", "#c9ced6", "#8d949c"), "cloak": ("#3b3f3d", "#40392f", "#2f3640"),
    "overalls": ("#c9c2b4", "#8d949c", "#a9b0a8"), "sport": ("#3f6f8f", "#b4553c", "#4f7a5b"),
}  # fmt: skip


def _cloth_colours(text: str, clothes: str) -> dict[str, str]:
    """Colours said within three words before a garment."""
    out: dict[str, str] = {}
    every = {word: part for part, ws in words.PARTS.items() for word in ws if part != "hair"}
    every |= {word: "jacket" for ws in words.GARMENTS.values() for word in ws if word not in every}
    if clothes == "shirt":
        every["shirt"] = every["blouse"] = "jacket"
    if clothes == "apron":
        every["apron"] = "apron"
    tokens = re.findall(r"[a-z][a-z\-']*|#[0-9a-f]{6}|[,.;]", text)
    for i, token in enumerate(tokens):
        chosen = token if token.startswith("#") else words.CLOTH_COLOURS.get(token) or COLOURS.get(token)
        if chosen is None:
            continue
        for later in tokens[i + 1 : i + 4]:
            if later in ",.;":
                break
            if later in every:
                out.setdefault(every[later], chosen)
                break
    return out


def _hair_colour(text: str) -> str | None:
    hair = "|".join(w for w in words.PARTS["hair"] if w != "beard")
    for word, chosen in words.HAIR_COLOURS.items():
        before = rf"\b{word}[- ](?:[a-z\-]{{1,20}} ){{0,2}}(?:{hair})\b"
        if re.search(before, text) or re.search(rf"\bhair:? {word}\b", text):
            return chosen
        if word in ("blond", "blonde", "brunette", "ginger", "auburn") and re.search(rf"\b{word}\b", text):
            return chosen
    return None


def first(table: Mapping[Any, tuple[str, ...]], text: str) -> Any:
    """The key of the first row one of whose phrases is in the text as whole words, or None."""
    for key, phrases in table.items():
        if any(re.search(rf"(?<![\w-]){re.escape(p)}(?![\w-])", text) for p in phrases):
            return key
    return None


def _draw(name: str, what: str, count: int) -> int:
    """A number below `count` that a name always gives."""
    return int.from_bytes(hashlib.sha256(f"{what}:{name.lower()}".encode()).digest()[:4], "big") % count


__all__ = ["HEADWEAR", "Character", "dressed", "first", "from_sheet", "from_words", "read_characters", "wears"]
