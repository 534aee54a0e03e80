"""Where and when: place, time of day, season, weather."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.reading import known
from generation.engine.previz.reading.limits import NOUN_PHRASES
from generation.engine.previz.reading.phrases import Hit
from generation.engine.previz.reading.reading import Mention
from generation.engine.previz.reading.text import Token

# Words before a place that make it what one looks at, not where one is.
_OUT_THERE = frozenset(
    "outside overlooking beyond view views background distance distant behind towards horizon through".split()
)
_TO = frozenset("of the a an in over on onto to at with its far and".split())
_WEAK_TIMES = frozenset(
    "dark bright day golden light fresh diffuse summer spring sunny evening rain storm cloudy".split()
)
_SEASON_TIME = {"summer": "midday", "spring": "midday"}


def place(fields: Mapping[str, Sequence[Token]], people: int, style: Sequence[Token], *, white: bool) -> str:
    """The set of lexicon.PLACES to dress. `fields` in order of weight: environment first."""
    if drawn([*style, *fields["shot"]]) and not people and not any(not t.sign for t in fields["environment"]):
        return "flat"
    for name in ("environment", "subject", "composition", "title", "message"):
        found = _best(fields[name])
        if found:
            return found
    if white and "studio" in PLACES:
        return "studio"
    return "office" if people else "studio"


def is_the_set(mention: Mention, place: str) -> bool:
    """Whether the place is what is mentioned: its set shows it already. What carries products is never meant."""
    noun = mention.noun
    if noun is None or noun.stands not in ("floor", "far", "wall") or noun.name in ("basalt", "rock", "table"):
        return False
    return noun.name in PLACES[place].words or mention.text in PLACES[place].words


def drawn(tokens: Sequence[Token]) -> bool:
    """Whether a flat drawing is asked for."""
    return "flat" in known.FLAT.keys(tokens)


def _best(tokens: Sequence[Token]) -> str:
    hits = known.PLACES.find(tokens)
    ranked = sorted((_weakness(tokens, hit), hit.start, hit.value) for hit in hits)
    ranked = [r for r in ranked if r[0] < 9]
    return ranked[0][2] if ranked else ""


def _weakness(tokens: Sequence[Token], hit: Hit[str]) -> int:
    """0 for a place said outright, more for one seen from it, or whose word describes a thing ("an office chair")."""
    weak = 0
    i = hit.start
    while i > 0 and tokens[i - 1].word in _TO and hit.start - i < 4:
        i -= 1
    before = [t.word for t in tokens[max(0, i - 2) : i]]
    after = tokens[hit.end] if hit.end < len(tokens) else None
    if any(w in _OUT_THERE for w in before) or (after is not None and after.word in ("outside", "behind", "beyond")):
        weak += 4
    if (
        after is not None
        and after.word in ("in", "on")
        and _says(tokens[hit.end : hit.end + 4], "background", "distance")
    ):
        weak += 4
    one = hit.end - hit.start == 1
    if one and (tokens[hit.start].lemma, "of") in known.PATTERNS.rows and after is not None and after.word == "of":
        return 9  # "a stack of books" is no archive
    if one and tokens[hit.start].word in ("plain", "light") and after is not None and not after.stop:
        return 9
    if one and after is not None and not after.stop:
        thing = NOUN_PHRASES.at(tokens, hit.end)
        weak += 3 if thing and tokens[hit.end - 1].lemma not in ("modern", "city") else 0
    if one and NOUN_PHRASES.rows.get((tokens[hit.start].lemma,)) is not None:
        weak += 1
    if one and (tokens[hit.start].lemma,) in known.STATES.rows:
        weak += 2  # "boats floating on a river"
    return weak


def _says(tokens: Sequence[Token], *words: str) -> bool:
    return any(t.word in words for t in tokens)


def time(fields: Sequence[tuple[str, Sequence[Token]]], season: str) -> str:
    """The hour: a plain word for it anywhere counts before a hint ("bright", "golden")."""
    hints = ""
    for name, tokens in fields:
        for hit in known.TIMES.find(tokens):
            words = tokens[hit.start : hit.end]
            weak = len(words) == 1 and words[0].word in _WEAK_TIMES
            if weak and name == "subject":
                continue
            if not weak or (name in ("light", "environment") and not _of_a_thing(tokens, hit)):
                return hit.value
            if not _of_a_thing(tokens, hit):
                hints = hints or hit.value
    return hints or _SEASON_TIME.get(season, "")


def _of_a_thing(tokens: Sequence[Token], hit: Hit[str]) -> bool:
    """ "a dark table", "bright colours": said of something else than the light."""
    after = tokens[hit.end] if hit.end < len(tokens) else None
    if after is None or after.stop:
        return False
    return (
        after.word.startswith(("colo", "idea", "room", "wood", "suit")) or NOUN_PHRASES.at(tokens, hit.end) is not None
    )


def times_said(tokens: Sequence[Token]) -> list[str]:
    """Hours said outright, for finding contradictions."""
    return [h.value for h in known.TIMES.find(tokens)
            if h.end - h.start > 1 or tokens[h.start].word not in _WEAK_TIMES]  # fmt: skip


def weather(texts: Sequence[Sequence[Token]]) -> frozenset[str]:
    """A storm brings rain. Snow on the ground is weather here, too."""
    said = {key for tokens in texts for key in known.WEATHER.keys(tokens)}
    return frozenset(said | {"rain"} if "storm" in said and "snow" not in said else said)
