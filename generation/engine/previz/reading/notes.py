"""What the reading says of itself, in sentences for people who write briefs: shown, place, light, framing, the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generation.engine.previz.lexicon import PLACES
from generation.engine.previz.reading.reading import Mention, Reading
from generation.engine.previz.scene import Area

MOST = 12
_FEW = 4
_WHOLE = 0.999


@dataclass(frozen=True, slots=True)
class Aside:
    """What came up while reading that no field of a Reading holds."""

    no_subject: bool = False
    no_place: bool = False
    unknown: tuple[str, ...] = ()
    slips: tuple[tuple[str, str], ...] = ()
    vague: tuple[str, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()  # (field, language)
    not_shown: tuple[str, ...] = ()  # states, angles, layouts that are understood and cannot be shown
    nearest: tuple[tuple[str, str], ...] = ()  # looks: asked, shown
    elsewhere: tuple[str, ...] = ()
    too_many: tuple[tuple[str, int, int], ...] = ()  # name, asked, shown
    ranges: tuple[tuple[str, int, int, int], ...] = ()  # name, low, high, shown
    banned: tuple[str, ...] = ()  # of the brief, as it says them
    clashes: tuple[str, ...] = ()


def notes(r: Reading, aside: Aside) -> tuple[str, ...]:
    """At most MOST, the ones that need an answer kept before the ones that do not."""
    first = [_shown(r), _place(r, aside), *_look(r, aside), *_framing(r)]
    last = [*aside.clashes, *_not_understood(r, aside), *_kept_out(r, aside)]
    room = max(MOST - len(last), 3)
    return tuple(dict.fromkeys((*first[:room], *last)))[:MOST]


def _shown(r: Reading) -> str:
    shown = [f"{r.people} people" if r.people > 1 else "one person"] if r.people else []
    if shown and r.actions:
        shown[0] += f" ({', '.join(r.actions[:3])})"
    shown += [_thing(m) for m in (*r.subject, *r.props) if m.noun]
    said = f"Shows: {', '.join(shown)}." if shown else "Shows the place alone."
    placed = [f"{_short(a)} {k} {_short(b)}" for k, a, b in _related(r)][:3]
    return said[:-1] + (f"; {', '.join(placed)}." if placed and shown else ".")


def _related(r: Reading) -> list[tuple[str, Mention, Mention]]:
    names = {m.name for m in (*r.subject, *r.props)}
    out = []
    for one in r.relations:
        a, b = r.mentions[one.subject_index], r.mentions[one.object_index]
        if one.kind != "with" and all(m.name in names or (m.person and r.people) for m in (a, b)):
            out.append((one.kind, a, b))
    return out


def _short(m: Mention) -> str:
    return ("people" if m.count > 1 else "person") if m.person else m.name


def _thing(m: Mention) -> str:
    words = [m.state, "" if m.material in (m.name, m.state) else m.material, m.name]
    if m.state and m.state in m.material:
        words[0] = ""  # "wet stone" says it
    return (f"{m.count} × " if m.count > 1 else "") + " ".join(filter(None, words))


def _place(r: Reading, aside: Aside) -> str:
    weather = ", ".join(sorted(r.weather - {r.place}))
    if weather and not PLACES[r.place].outdoors:
        weather += " outside"
    said = f"Set: {', '.join(filter(None, (r.place, r.time, r.season if r.season != r.time else '', weather)))}"
    return said + ("; the brief names no place." if aside.no_place else ".")


def _look(r: Reading, aside: Aside) -> list[str]:
    out = []
    if r.background:
        out.append(f"Background: {r.background}.")
    if r.looks:
        out.append(f"Look: {', '.join(r.looks[:_FEW])}.")
    if aside.nearest:
        out.append(
            "; ".join(f"“{asked}” is shown as {near}, the nearest look there is" for asked, near in aside.nearest) + "."
        )
    return out


def _framing(r: Reading) -> list[str]:
    out = []
    if r.clear:
        out.append(f"Kept clear: {' and '.join(where(a) for a in r.clear)}.")
    parts = [
        f"{r.shot_size or r.shot} shot" if r.shot_size or r.shot else "",
        f"{r.angle} view" if r.angle else "",
        f"{r.lens:.0f} mm" if r.lens else "",
        f"f/{r.aperture:g}" if r.aperture else "",
        f"subject at {r.subject_x:.0%} of the width" if r.subject_x else "",
        f"filling {r.fill:.0%}" if r.fill else "",
        f"horizon at {r.horizon:.0%} from the top" if r.horizon else "",
        ", ".join(r.layouts[:2]),
    ]
    if any(parts):
        said = ", ".join(filter(None, parts))
        out.append(f"Framing: {said}.")
    if r.motion:
        moves = [
            " ".join(filter(None, (m.speed, m.kind, f"{m.amount:g}" if m.amount else "", m.direction)))
            for m in r.motion
        ]
        out.append(f"Camera: {', then '.join(moves)}{f', {r.seconds:g} s in all' if r.seconds else ''}.")
    return out


def where(a: Area) -> str:
    """ "the top 33 %", "the left 50 %"."""
    if a.w >= _WHOLE:
        return f"the {'top' if a.y <= 0 else 'bottom'} {a.h:.0%}"
    if a.h >= _WHOLE:
        return f"the {'left' if a.x <= 0 else 'right'} {a.w:.0%}"
    return f"the {'top' if a.y <= 0 else 'bottom'} {'left' if a.x <= 0 else 'right'} corner"


def _not_understood(r: Reading, aside: Aside) -> list[str]:
    out = []
    if aside.no_subject:
        out.append(
            "The brief has no subject, so this shows what its message and title suggest. "
            "Fill in Subject to say what to show."
        )
    blocks = [m for m in r.subject if m.noun is None]
    for m in blocks[:2]:
        size = f", about {m.extent:g} m" if m.extent else ""
        out.append(
            f"Not in the lexicon: “{m.text}”. It stands in as a plain block{size}. "
            "Name a thing it is like, or add a sketch as a reference."
        )
    for written, read in aside.slips[:2]:
        out.append(f"“{written}” was read as “{read}”. Correct the spelling if that is right.")
    if aside.vague:
        out.append(
            f"No picture can show {_listed(aside.vague)} by itself. "
            "Say what is seen instead: who, doing what, with which thing, where, in what light."
        )
    for field, name in aside.languages[:1]:
        out.append(f"The field {field} seems to be in {name}; only a few words of it are known. Write it in English.")
    if aside.not_shown:
        out.append(f"Understood, and not shown by previz: {', '.join(aside.not_shown[:_FEW])}.")
    for name, low, high, shown in aside.ranges[:1]:
        out.append(f"“{low} to {high}” {name}: {shown} are shown.")
    for name, asked, shown in aside.too_many[:2]:
        out.append(f"{asked} {_plural(name)} were asked for; previz places {shown}.")
    if aside.unknown:
        out.append(f"Not understood and left out: {_listed(aside.unknown)}.")
    out += [f"{sentence}." for sentence in aside.elsewhere[:2]]
    return out


def _kept_out(r: Reading, aside: Aside) -> list[str]:
    names = [b for b in aside.banned if b][:8]
    return [f"Kept out: {', '.join(names)}."] if names else []


def _plural(name: str) -> str:
    if name == "people" or name.endswith("s"):
        return name
    if name.endswith(("x", "ch", "sh")):
        return name + "es"
    return name[:-1] + "ies" if name.endswith("y") and name[-2:-1] not in "aeiou" else name + "s"


def _listed(words: Iterable[str], most: int = 5) -> str:
    words = [f"“{w}”" for w in words][:most]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def unique(values: Sequence[str], most: int = 8) -> tuple[str, ...]:
    return tuple(dict.fromkeys(v for v in values if v))[:most]
