"""What was understood of a brief: plain data that sets, stage and solver ask."""

from __future__ import annotations

from dataclasses import dataclass

from generation.engine.previz.characters import Character
from generation.engine.previz.lexicon import PERSON, Noun
from generation.engine.previz.references import CutOut
from generation.engine.previz.scene import Area


@dataclass(frozen=True, slots=True)
class Mention:
    """A thing the brief asks for. `noun` None: unknown, shown as a block called `text`."""

    noun: Noun | None
    text: str  # its words, lower case
    count: int = 1
    size: float = 1.0
    colour: str = ""  # "#rrggbb"
    clear: bool = False
    material: str = ""  # that materials.material_for knows: "brushed metal"
    finish: str = ""  # "gloss", "matte"
    state: str = ""  # a key of lexicon.attributes.STATES: "open"
    pattern: str = ""  # a key of lexicon.attributes.PATTERNS: "row"
    traits: tuple[str, ...] = ()  # of people: keys of lexicon.acts.PEOPLE_SAID and colours of clothes
    extent: float = 0.0  # of a block: its likely longest side, metres; 0: not guessed
    field: str = ""  # the brief's field that says it
    said: str = ""  # the exact words there, with what describes them

    @property
    def person(self) -> bool:
        return self.noun is PERSON

    @property
    def name(self) -> str:
        return self.noun.name if self.noun else self.text


@dataclass(frozen=True, slots=True)
class Relation:
    """mentions[subject_index] is `kind` (a key of lexicon.acts.RELATIONS) mentions[object_index]."""

    subject_index: int
    kind: str
    object_index: int


@dataclass(frozen=True, slots=True)
class Move:
    """A move of the camera. amount: degrees for arc, pan and tilt, metres for others, 0 where the brief says none."""

    kind: str  # a key of lexicon.camera.MOVES
    amount: float = 0.0
    direction: str = ""  # "left", "right", "up", "down"
    seconds: float = 0.0  # 0: not said
    speed: str = ""  # "slow", "fast"
    said: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """The style pack's own: the fraction of chroma taken away, the factor around mid grey, the deviation of grain."""

    desaturate: float = 0.0
    contrast: float = 1.0
    grain: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    people: int
    subject: tuple[Mention, ...]  # things, never people
    props: tuple[Mention, ...]  # things that the environment names
    place: str
    time: str
    weather: frozenset[str]  # indoors: outside the window
    moods: frozenset[str]
    shot: str  # close, mid, wide or free
    lens: float  # mm on full frame, 0: free
    copy: Area
    margin_x: float
    margin_y: float
    subject_x: float  # 0: free
    horizon: float  # from the top; 0: free
    fill: float  # 0: free
    light_from: int  # -1 left, 1 right, 0 free
    light: str  # the words of the light and style fields, lower case, for lighting.read_light
    forbidden: frozenset[str]  # names of nouns, "person", "text", "logo", "props" …, and the words as they were written
    white: bool  # pure white ground asked for
    words: frozenset[str]
    colours: tuple[str, ...]  # "#rrggbb" in free text
    named: tuple[str, ...]  # "#rrggbb" of the style pack's colours that the subject names: "Kelp", "signal orange"
    desaturate: bool  # in the brief's own words
    contrast: bool
    notes: tuple[str, ...]
    mentions: tuple[Mention, ...] = ()  # all, people too, in the order in which they are said
    relations: tuple[Relation, ...] = ()  # between mentions
    actions: tuple[str, ...] = ()  # keys of lexicon.acts.ACTIONS
    people_said: frozenset[str] = frozenset()  # keys of lexicon.acts.PEOPLE_SAID, of all people together
    clear: tuple[Area, ...] = ()  # every part kept clear, `copy` among them
    shot_size: str = ""  # a key of lexicon.camera.SHOT_SIZES
    angle: str = ""  # a key of lexicon.camera.ANGLES
    aperture: float = 0.0  # f-number, 0: free
    layouts: tuple[str, ...] = ()  # keys of lexicon.camera.LAYOUTS
    subject_y: float = 0.0  # height in the frame from the top, 0: free
    background: str = ""  # white, black, plain, gradient, transparent or "#rrggbb"
    looks: tuple[str, ...] = ()  # keys of lexicon.looks.LOOKS
    season: str = ""
    most_shapes: int = 0  # 0: free
    same_horizon: bool = False  # the horizon is to be the same in every picture
    seconds: float = 0.0  # length of the shot, 0: a still
    motion: tuple[Move, ...] = ()
    cut_outs: tuple[CutOut, ...] = ()  # photographs of the product that can be placed
    characters: tuple[Character, ...] = ()  # people who look the same in every picture
    grade: Grade = Grade()

    def said(self, *words: str) -> bool:
        return any(w in self.words for w in words)

    def forbids(self, *names: str) -> bool:
        return any(name in self.forbidden for name in names)

    def related(self, kind: str) -> tuple[tuple[Mention, Mention], ...]:
        """Pairs of mentions in that relation: related("on") has (bottle, table)."""
        return tuple(
            (self.mentions[r.subject_index], self.mentions[r.object_index]) for r in self.relations if r.kind == kind
        )
