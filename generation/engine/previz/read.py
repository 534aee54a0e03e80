"""From the fields of a brief to what to show. Fields first, free words second; what is not understood is said.

Every value is someone else's text: lengths are cut, types are checked, nothing in it can raise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generation.engine.previz import lexicon
from generation.engine.previz.colour import HEX
from generation.engine.previz.lexicon import NOUNS, PERSON, Noun
from generation.engine.previz.scene import Area

LONGEST = 1500  # characters of a field that are read
MOST_THINGS = 6
MOST_BLOCKS = 3
WORD = re.compile(r"[a-z0-9][a-z0-9'’\-]*|[,.;:()%]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing the brief asks for. `noun` None: unknown, shown as a block called `text`."""

    noun: Noun | None
    text: str
    count: int = 1
    size: float = 1.0
    colour: str = ""
    clear: bool = False
    material: str = ""  # a name of materials.MATERIALS: "chrome bottle"


@dataclass(frozen=True, slots=True)
class Relation:
    """mentions[subject_index] is `kind` ("on", "beside", "left of" …) mentions[object_index]."""

    subject_index: int
    kind: str
    object_index: int


@dataclass(frozen=True, slots=True)
class Reading:
    people: int
    subject: tuple[Mention, ...]
    props: tuple[Mention, ...]
    place: str
    time: str
    weather: frozenset[str]
    moods: frozenset[str]
    shot: str
    lens: float  # mm on full frame, 0: free
    copy: Area
    margin_x: float
    margin_y: float
    subject_x: float  # 0: free
    horizon: float  # 0: free
    fill: float  # 0: free
    light_from: int  # -1 left, 1 right, 0 free
    light: str  # the words of the light and style fields, lower case, for lighting.read_light
    forbidden: frozenset[str]
    white: bool  # pure white ground asked for
    words: frozenset[str]
    colours: tuple[str, ...]  # "#rrggbb" in free text
    named: tuple[str, ...]  # "#rrggbb" of the style pack's colours that the subject names: "Kelp", "signal orange"
    desaturate: bool
    contrast: bool
    notes: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()  # all, people too, in the order in which they are said
    relations: tuple[Relation, ...] = ()  # between mentions
    actions: tuple[str, ...] = ()
    clear: tuple[Area, ...] = ()  # every part kept clear, `copy` among them
    shot_size: str = ""  # "extreme close-up", "close-up", "mid", "full", "wide", "extreme wide"
    angle: str = ""  # "top-down", "high", "low", "eye level", "bird's eye", "three-quarter", "side"
    aperture: float = 0.0  # f-number, 0: free
    layouts: tuple[str, ...] = ()  # "hero left", "symmetric", "grid", "diagonal" …
    subject_y: float = 0.0  # height in the frame from the top, 0: free

    def related(self, kind: str) -> tuple[tuple[Mention, Mention], ...]:
        """Pairs of mentions in that relation: related("on") has (bottle, table)."""
        return tuple(
            (self.mentions[r.subject_index], self.mentions[r.object_index]) for r in self.relations if r.kind == kind
        )

    def said(self, *words: str) -> bool:
        return any(w in self.words for w in words)


def read(brief: Mapping[str, Any], style: Mapping[str, Any]) -> Reading:
    """The reading of a brief's document and a style pack's. Pure; never raises on their content."""
    field = {
        name: plain(brief.get(name))
        for name in (
            "title",
            "job",
            "message",
            "subject",
            "people",
            "shot",
            "environment",
            "composition",
            "light",
            "mood",
            "style",
            "copy_space",
            "subject_position",
            "horizon",
            "must_not_show",
        )
    }
    field["style"] = (
        f"{field['style']} {plain(style.get('light'))} {plain(style.get('look'))} {plain(style.get('notes'))}"
    )
    field["lens"] = plain(style.get("lens"))
    notes: list[str] = []
    scene_words = ". ".join(field[k] for k in ("subject", "environment", "composition", "light", "mood", "style"))
    forbidden = _forbidden(field["must_not_show"], scene_words)
    main = field["subject"] or field["message"] or field["job"] or field["title"]
    if not field["subject"]:
        notes.append(
            "The brief has no subject, so this shows what its message suggests. Fill in Subject to say what to show."
        )
    mentions, unknown = _mentions(main, forbidden, blocks=bool(field["subject"]), names=_names(brief.get("subject")))
    around, around_unknown = _mentions(field["environment"], forbidden, blocks=False)
    people = _people(field["people"], [*mentions, *around], forbidden, notes)
    things = [m for m in mentions if m.noun is not PERSON]
    props = [m for m in around if m.noun is not PERSON and all(m.noun is not t.noun for t in things)]
    place = _place(field, things, people)
    lens = _lens(f"{field['shot']} {field['lens']} {field['style']}")
    copy = _area(field["copy_space"]) or _area(_about_copy(field["composition"])) or Area()
    where = field["subject_position"] or field["composition"]
    reading = Reading(
        people=people,
        subject=tuple(things[:MOST_THINGS]),
        props=tuple(props[:MOST_THINGS]),
        place=place,
        time=_time(field),
        weather=frozenset(_found(lexicon.WEATHER, scene_words)),
        moods=frozenset(_found(lexicon.MOODS, f"{field['mood']} {field['style']} {field['light']}")),
        shot=_shot(field, people if place in ("office", "room", "studio", "street") else 0),
        lens=lens,
        copy=copy,
        margin_x=_share(brief.get("safe_margins"), 0.06),
        margin_y=_share(brief.get("safe_margins"), 0.05),
        subject_x=_subject_x(where),
        horizon=_horizon(f"{field['horizon']} {field['composition']}"),
        fill=_fill(where),
        light_from=_light_from(f"{field['light']} {field['environment']}"),
        light=f"{field['light']}. {field['style']}",
        forbidden=forbidden,
        white="white background" in scene_words or "pure white" in scene_words or "on white" in scene_words,
        words=frozenset(lemma(w) for w in WORD.findall(scene_words)),
        named=_named(style.get("palette"), field["subject"]),
        colours=tuple(
            dict.fromkeys(
                f"#{h.lower()}" if len(h) == 6 else "#" + "".join(2 * c for c in h.lower())
                for h in HEX.findall(scene_words)
            )
        )[:8],
        desaturate="desaturat" in field["style"] or bool(style.get("desaturate")),
        contrast="contrast" in field["style"] or "cinematic" in field["style"] or bool(style.get("contrast")),
        notes=(),
    )
    notes[:0] = _understood(reading)
    notes += [f"Not in the lexicon: “{m.text}”. It stands in as a plain block." for m in things if m.noun is None]
    notes += [f"Not understood and left out: “{word}”." for word in (unknown + around_unknown)[:6]]
    if forbidden:
        notes.append(f"Kept out: {', '.join(sorted(forbidden)[:8])}.")
    return replace(reading, notes=tuple(notes))


def plain(value: Any) -> str:
    """Any value as short, lower-case text; lists are read as sentences, other types as nothing."""
    if isinstance(value, str):
        return unicodedata.normalize("NFKC", value[:LONGEST]).lower()[:LONGEST]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:40]
    if isinstance(value, list | tuple):
        return ". ".join(plain(v) for v in value[:40] if not isinstance(v, list | tuple))[:LONGEST]
    if isinstance(value, Mapping):
        return plain([v for v in list(value.values())[:20] if not isinstance(v, Mapping)])
    return ""


def lemma(word: str) -> str:
    """The singular, by rule; enough for a lexicon of things."""
    word = word.replace("’", "'").removesuffix("'s").strip("'-")
    if word in (
        "people",
        "men",
        "women",
        "glass",
        "canvas",
        "always",
        "focus",
        "basalt",
        "bus",
        "lens",
        "process",
        "business",
    ):
        return word
    for end, new in (
        ("ies", "y"),
        ("shes", "sh"),
        ("ches", "ch"),
        ("xes", "x"),
        ("sses", "ss"),
        ("ss", "ss"),
        ("us", "us"),
        ("s", ""),
    ):
        if len(word) > len(end) + 2 and word.endswith(end):
            return word[: -len(end)] + new
    return word


_BY_WORDS: dict[tuple[str, ...], Noun] = {}
for _noun in NOUNS:
    for _text in _noun.words:
        _BY_WORDS.setdefault(tuple(lemma(w) for w in _text.split()), _noun)


def _names(value: Any) -> frozenset[str]:
    """Capitalised words inside a subject: people and products are called so, and nobody wants a block called Ingrid."""
    text = value[:LONGEST] if isinstance(value, str) else ""
    return frozenset(w.lower() for w in re.findall(r"\b[A-Z][a-z]{2,}\b", text))


def _mentions(
    text: str, forbidden: frozenset[str], *, blocks: bool, names: frozenset[str] = frozenset()
) -> tuple[list[Mention], list[str]]:
    """Things in order of appearance, and words that might have been things but are not known."""
    found: list[Mention] = []
    unknown: list[str] = []
    for phrase in re.split(
        r"[,.;:()]|\band\b|\bwith\b|\bon\b|\bin\b|\bat\b|\baround\b|\bnear\b|\bbeside\b|\bby\b|\bof\b|\bfrom\b|\boutside\b",
        text,
    ):
        words = [w for w in WORD.findall(phrase) if w[0].isalnum()][:40]
        if re.search(r"\b(no|without|never|not)\b", phrase):
            continue
        hits = _hits(words)
        for start, end, noun in hits:
            before = words[max(0, start - 4) : start]
            mention = Mention(
                noun,
                " ".join(words[start:end]),
                _count(before, words[end - 1], noun),
                _size(before),
                _colour_word(before),
                bool({"transparent", "glass", "see-through"} & set(before + words[start:end])),
            )
            if (noun is PERSON or noun.name not in forbidden) and not any(noun is m.noun for m in found):
                found.append(mention)
        if not hits and words:
            head = _head(words)
            if head and not (head in names and PERSON in (noun for _, _, noun in _hits(WORD.findall(text)))):
                unknown.append(head)
    if not blocks:
        return found, unknown
    stand_ins = [Mention(None, word) for word in unknown if word not in forbidden][: max(0, MOST_BLOCKS)]
    return found + stand_ins, unknown[MOST_BLOCKS:]


def _hits(words: list[str]) -> list[tuple[int, int, Noun]]:
    lemmas = [lemma(w) for w in words]
    out: list[tuple[int, int, Noun]] = []
    i = 0
    while i < len(lemmas):
        for span in (3, 2, 1):
            noun = _BY_WORDS.get(tuple(lemmas[i : i + span])) if i + span <= len(lemmas) else None
            if noun:
                # "a bottle stand" is a stand: of two nouns side by side the later is the thing
                out = [h for h in out if not (h[1] == i and h[2].kind != "person" and noun.kind != "person")] + [
                    (i, i + span, noun)
                ]
                i += span
                break
        else:
            i += 1
    return out


_ADJECTIVE = re.compile(r".+(ed|ing|ous|ful|ive|able|ible|ic|al|ish|less|ly|est|ern)$")


def _head(words: list[str]) -> str:
    """The word in a phrase that is most likely a thing: its last one that is no function word, scenery or adjective."""
    content = [w for w in words if w.isalpha() and len(w) > 2 and w not in lexicon.STOP and w not in lexicon.NUMBERS]
    content = [
        w for w in content if w not in lexicon.SIZES and w not in lexicon.COLOURS and not _ADJECTIVE.fullmatch(w)
    ]
    if not content or lemma(content[-1]) in lexicon.SCENERY or content[-1] in lexicon.SCENERY:
        return ""
    known = {
        w
        for table in (lexicon.MOODS, lexicon.TIMES, lexicon.WEATHER, lexicon.SHOTS, lexicon.PLACE_WORDS)
        for ws in table.values()
        for w in ws
    }
    return "" if content[-1] in known else content[-1][:24]


def _count(before: list[str], word: str, noun: Noun) -> int:
    for w in reversed(before):
        if w.isdigit():
            return max(1, min(int(w[:3]), noun.most))
        if w in lexicon.NUMBERS:
            return min(lexicon.NUMBERS[w], noun.most)
    if lemma(word) in lexicon.NUMBERS and noun is PERSON:
        return min(lexicon.NUMBERS[lemma(word)], noun.most)
    return min(3, noun.most) if word != lemma(word) or word in ("people", "men", "women") else 1


def _size(before: list[str]) -> float:
    return next((lexicon.SIZES[w] for w in before if w in lexicon.SIZES), 1.0)


def _colour_word(before: list[str]) -> str:
    return next((lexicon.COLOURS[w] for w in reversed(before) if w in lexicon.COLOURS), "")


def _forbidden(listed: str, text: str) -> frozenset[str]:
    """Nouns (and the words themselves) that must not appear: the field, and "no …" or "without …" in the text."""
    banned: set[str] = set()
    spans = re.split(r"[,.;:]", listed) + re.findall(r"\b(?:no|without|never show|not show)\s+([a-z' \-]{2,40})", text)
    for span in spans[:40]:
        words = re.findall(r"[a-z][a-z'\-]*", span)
        words = [w for w in words if w not in ("no", "not", "never", "any", "or", "visible", "identifiable")][:5]
        if not words:
            continue
        banned.add(" ".join(words)[:40])
        if words[0] in ("other", "another", "more", "extra", "competitor", "competing"):
            continue  # "no other bottles" asks for the one bottle alone, not for none
        banned.update(noun.name for _, _, noun in _hits(words))
    if banned & {"hand", "hands", "person", "people"}:
        banned.add("person")
    return frozenset(banned)


def _named(palette: Any, subject: str) -> tuple[str, ...]:
    """The brand's own colours that the subject names, each by its whole name. Its "kelp" is no other green."""
    words = set(WORD.findall(subject.lower()))
    found = []
    for entry in palette if isinstance(palette, list | tuple) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("name"), str) and isinstance(entry.get("hex"), str):
            name = WORD.findall(entry["name"].lower()[:60])
            if name and set(name) <= words and re.fullmatch(r"#[0-9a-fA-F]{6}", entry["hex"]):
                found.append(entry["hex"].lower())
    return tuple(found[:4])


def _people(field: str, mentions: list[Mention], forbidden: frozenset[str], notes: list[str]) -> int:
    words = WORD.findall(field)
    if re.search(r"\b(no|none|without|nobody)\b", field):
        asked = 0
    elif any(w.isdigit() for w in words):
        asked = int(next(w for w in words if w.isdigit())[:3])
    elif any(w in lexicon.NUMBERS for w in words):
        asked = next(lexicon.NUMBERS[w] for w in words if w in lexicon.NUMBERS)
    else:
        asked = max((m.count for m in mentions if m.noun is PERSON), default=3 if field.strip() else 0)
    if asked and "person" in forbidden:
        notes.append(
            "The brief asks for people and also forbids people or hands; none are shown. Take one of the two out."
        )
        return 0
    if asked > PERSON.most:
        notes.append(f"{asked} people were asked for; previz places {PERSON.most}.")
    return min(asked, PERSON.most)


def _found(table: Mapping[str, tuple[str, ...]], text: str) -> list[str]:
    """Keys whose words occur in the text, by place of first occurrence; longer words win a tie."""
    tokens = [lemma(w) for w in WORD.findall(text) if w[0].isalnum()]
    joined = f" {' '.join(tokens)} "
    raw = f" {' '.join(w for w in WORD.findall(text) if w[0].isalnum())} "
    hits = []
    for key, words in table.items():
        spots = [(i, -len(w)) for w in words for i in (max(joined.find(f" {w} "), raw.find(f" {w} ")),) if i >= 0]
        if spots:
            hits.append((min(spots), key))
    return [key for _, key in sorted(hits)]


def _place(field: Mapping[str, str], things: list[Mention], people: int) -> str:
    style = _found({"flat": lexicon.PLACE_WORDS["flat"]}, f"{field['style']} {field['title']} {field['job']}")
    if style and not people and not field["environment"].strip():
        return "flat"
    solid = {k: v for k, v in lexicon.PLACE_WORDS.items() if k != "flat"}
    for text in (field["environment"], field["subject"], field["composition"], field["title"]):
        found = _found(solid, text)
        if found:
            return found[0]
    return "office" if people else "studio"


def _time(field: Mapping[str, str]) -> str:
    for text in (field["light"], field["environment"], field["mood"], field["style"], field["subject"]):
        found = _found(lexicon.TIMES, text)
        if found:
            return found[0]
    return ""


def _shot(field: Mapping[str, str], people: int) -> str:
    for text in (field["shot"], field["subject"], field["composition"]):
        found = _found(lexicon.SHOTS, text)
        if found:
            return found[0]
    return "mid" if people else ""


def _lens(text: str) -> float:
    found = re.search(r"\b(\d{2,3})\s?mm\b", text)
    return float(min(max(int(found.group(1)), 14), 200)) if found else 0.0


_SIDES = r"(top|upper|bottom|lower|left|right)(?:[- ]hand)?"
_AMOUNTS = {"third": 1 / 3, "half": 0.5, "quarter": 0.25, "two thirds": 0.66, "two-thirds": 0.66, "fifth": 0.2}


def _area(text: str) -> Area | None:
    """ "top third", "left half", "bottom 20 %", "left of centre" as a part of the frame; None when it says none."""
    found = re.search(_SIDES + r"\s+(?:side\s+)?(two[- ]thirds|third|half|quarter|fifth|\d{1,2}(?:\.\d+)?\s?%)", text)
    side, share = "", 1 / 3
    if found:
        side, amount = found.group(1), found.group(2)
        share = float(amount.rstrip(" %")) / 100 if amount[0].isdigit() else _AMOUNTS[amount]
    elif re.search(r"(left|right) of (?:the )?(?:centre|center|middle)", text):
        side = "left" if "left of" in text else "right"
        share = 0.5
    elif re.search(rf"\b{_SIDES}\b", text):
        side = re.search(rf"\b{_SIDES}\b", text).group(1)  # type: ignore[union-attr]
    if not side:
        return None
    share = min(max(share, 0.08), 0.7)
    return {
        "top": Area(0, 0, 1, share),
        "upper": Area(0, 0, 1, share),
        "bottom": Area(0, 1 - share, 1, share),
        "lower": Area(0, 1 - share, 1, share),
        "left": Area(0, 0, share, 1),
        "right": Area(1 - share, 0, share, 1),
    }[side]


def _about_copy(text: str) -> str:
    """The clauses of a composition that speak of copy space."""
    clauses = re.split(r"[,.;]", text)
    return " ".join(
        c for c in clauses if re.search(r"copy|headline|text|type|empty|clear|negative space|room for|free", c)
    )


def _subject_x(text: str) -> float:
    for clause in re.split(r"[,.;]", text):
        if re.search(r"copy|headline|empty|clear|room for|margin", clause):
            continue
        if re.search(r"\bright\b", clause):
            return 0.72
        if re.search(r"\bleft\b", clause):
            return 0.28
        if re.search(r"\b(centre|center|centred|centered|middle|symmetric|symmetrical)\b", clause):
            return 0.5
    return 0.0


def _horizon(text: str) -> float:
    found = re.search(r"horizon[^.%\d]{0,30}(\d{1,2})\s?%", text)
    if found:
        return min(max(int(found.group(1)) / 100, 0.2), 0.8)
    if re.search(r"horizon[^.]{0,20}(upper|high)|high horizon", text):
        return 0.4
    if re.search(r"horizon[^.]{0,20}(lower|low|third)|low horizon", text):
        return 0.66
    return 0.6 if "horizon" in text else 0.0


def _fill(text: str) -> float:
    found = re.search(r"fills?\s+(?:about\s+)?(\d{2})\s?%", text)
    return min(max(int(found.group(1)) / 100, 0.2), 0.95) if found else 0.0


def _light_from(text: str) -> int:
    if re.search(r"from (?:the )?(?:camera )?left|left[- ]hand light|camera left", text):
        return -1
    return 1 if re.search(r"from (?:the )?(?:camera )?right|camera right", text) else 0


def _share(value: Any, default: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not (0 <= value < 1e6):
        return default
    share = float(value) / 100 if value > 1 else float(value)
    return min(max(share, 0.0), 0.3)


def _understood(r: Reading) -> list[str]:
    shown = [f"{r.people} people" if r.people > 1 else "one person"] if r.people else []
    shown += [f"{m.count} × {m.noun.name}" if m.count > 1 else m.noun.name for m in (*r.subject, *r.props) if m.noun]
    lines = [f"Shows: {', '.join(shown)}." if shown else "Shows the place alone."]
    lines.append(
        f"Set: {r.place}{', ' + r.time if r.time else ''}{', ' + ', '.join(sorted(r.weather)) if r.weather else ''}."
    )
    if not r.copy.empty:
        lines.append(
            f"Copy space kept calm: {r.copy.w:.0%} x {r.copy.h:.0%} of the frame from {r.copy.x:.0%}, {r.copy.y:.0%}."
        )
    if r.shot or r.lens:
        lines.append(f"Framing: {r.shot or 'free'} shot{f', {r.lens:.0f} mm' if r.lens else ''}.")
    return lines
