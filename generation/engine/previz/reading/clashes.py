"""Orders that cannot both be kept, each with a way out."""

from __future__ import annotations

from collections.abc import Sequence

from generation.engine.previz.reading.reading import Reading

_ENOUGH = 0.95  # copy and subject may share the frame up to here
_OPPOSED = (("night", "midday"), ("night", "morning"), ("midday", "dusk"), ("morning", "dusk"), ("night", "golden"),
            ("midday", "morning"), ("morning", "golden"))  # fmt: skip


def clashes(
    r: Reading, *, asked_people: int, hours: Sequence[str], place_said: str, banned_things: Sequence[str],
    banned_kinds: Sequence[str],
) -> tuple[str, ...]:  # fmt: skip
    """Sentences. `asked_people`: before bans.
    `hours`: all times of day said outright. `place_said`: by the environment. `banned_things`: asked, too."""
    out = []
    if asked_people and "person" in r.forbidden:
        out.append(
            "The brief asks for people and also forbids people or hands; none are shown. Take one of the two out."
        )
    out += [
        f"The brief asks for a {name} and also forbids it; it is left out. Take one of the two out."
        for name in banned_things[:2]
    ]
    out += [f"The brief asks for {kind} and also forbids it. Take one of the two out." for kind in banned_kinds[:1]]
    if (r.white or r.background in ("white", "black", "plain", "transparent")) and place_said:
        out.append(
            f"A {r.background or 'white'} background leaves no room for a place ({place_said}). "
            "Keep one of the two, or write two briefs."
        )
    copy = max((a.h if a.w >= a.h else a.w for a in r.clear), default=0.0)
    if r.fill and copy and r.fill + copy > _ENOUGH + 0.05:
        out.append(
            f"The subject is to fill {r.fill:.0%} and {copy:.0%} is to stay clear for copy; both do not fit. "
            "Ask for less of one."
        )
    free = 1 - sum(a.h for a in r.clear if a.w >= a.h)
    if len(r.clear) > 1 and free < 0.3:
        out.append(f"What is kept clear leaves {max(free, 0):.0%} of the height for the subject. Keep less clear.")
    if (
        r.subject_x
        and not r.copy.empty
        and r.copy.w < 1
        and r.copy.x <= r.subject_x <= r.copy.x + r.copy.w
        and r.copy.h >= 1
    ):
        out.append("The subject is to stand where the copy goes. Move one of the two to the other side.")
    said = set(hours)
    pair = next((p for p in _OPPOSED if set(p) <= said), None)
    if pair:
        out.append(f"It cannot be {pair[0]} and {pair[1]} at once; this shows {r.time}. Keep one of the two.")
    if r.season == "summer" and "snow" in r.weather:
        out.append("Summer and snow are both asked for; this shows snow. Take one of the two out.")
    if "static" in {m.kind for m in r.motion} and len({m.kind for m in r.motion}) > 1:
        out.append("The camera is to stand still and to move. Keep one of the two.")
    if r.shot == "close" and r.people > 3:
        out.append(f"A close shot cannot hold {r.people} people well. Ask for a mid shot, or for fewer people.")
    if r.shot_size == "extreme wide" and r.lens >= 85:
        out.append(f"An establishing shot through {r.lens:.0f} mm shows little of the place. Ask for 24 to 35 mm.")
    if r.people and r.place == "flat":
        out.append("Flat illustrations are drawn without people. Say a place for a picture with people.")
    return tuple(out)
