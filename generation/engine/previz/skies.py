"""Times of day: what the sky looks like, where the sun is, how warm the key is. A seed picks from several of each."""

from __future__ import annotations

from dataclasses import dataclass

Stops = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """`skies`: stops by elevation in degrees. sun: elevation, degrees; negative: below the horizon. Powers are radiance
    of the key (sun or its bounce) and strength of the sky as a light."""

    skies: tuple[Stops, ...]
    sun: float
    sun_colour: str
    glow: float
    key: str
    key_power: float
    fill: float
    lit: float  # share of lit windows
    clouds: float = 0.0


def _s(*colours: str, at: tuple[float, ...] = (0, 3, 8, 16, 30, 90)) -> Stops:
    return ((-90.0, "#25262b"), (-4.0, colours[0]), *zip(map(float, at), colours, strict=False))


HOURS: dict[str, Hour] = {
    "dusk": Hour(
        (_s("#f2b27a", "#e39a72", "#a98488", "#5c6484", "#2c3d63", "#16213f"),
         _s("#e0a173", "#b08f84", "#71809c", "#425a86", "#243a66", "#14213d"),
         _s("#ffc07a", "#f3a05c", "#b8746a", "#6a5871", "#343d62", "#1b2340"),
         _s("#f0c6a0", "#e0a596", "#a88ba0", "#66709a", "#354a78", "#1d2b50"),
         _s("#f6d3a4", "#e8b08a", "#9c93a0", "#58719a", "#2f4c7a", "#182746")),
        -3, "#ffb070", 0.25, "#ffd9b0", 4.5, 0.42, 0.3),
    "golden": Hour(
        (_s("#ffe0ae", "#ffcf92", "#f0b98a", "#c7ae9f", "#93a3b6", "#6c8db3"),
         _s("#ffd49a", "#fbb878", "#e3a07a", "#b09a9c", "#7f90aa", "#5a779f"),
         _s("#fff0cf", "#ffdcaa", "#eccaa6", "#c3bcb4", "#9cb0c2", "#7d9fc2")),
        7, "#ffce8a", 1.3, "#ffcf94", 30, 0.5, 0.08, 0.35),
    "morning": Hour(
        (_s("#ecdcc6", "#e2cfbb", "#cbc3b8", "#aab4b8", "#8aa0ad", "#6c8798"),
         _s("#f6ddbc", "#eac6a5", "#cdb8ab", "#a3afb6", "#7c97a8", "#5d7b92"),
         _s("#e6e2d8", "#d8d6cd", "#c2c8c6", "#a3b3ba", "#84a0b0", "#688a9f")),
        9, "#ffe0b0", 0.8, "#ffdcb0", 26, 0.6, 0.05, 0.3),
    "overcast": Hour(
        (_s("#cfccc0", "#c4c4ba", "#b2b6b1", "#9ba5a4", "#87959a", "#7a8a91"),
         _s("#d9d2c6", "#cac6be", "#b3b5b3", "#98a0a4", "#7f8b94", "#6d7b87"),
         _s("#bfc2b4", "#b4b9ae", "#a4ada6", "#8f9c99", "#7b8b8b", "#6d7f82"),
         _s("#d8c7ab", "#cbbda6", "#b3aea1", "#949a98", "#78868b", "#66767e")),
        40, "#fff6e8", 0.12, "#f4f2ee", 8, 0.85, 0.12, 0.75),
    "night": Hour(
        (_s("#3a3f5e", "#2a3152", "#1b2444", "#131b36", "#0d1429", "#080d1d"),
         _s("#4a4560", "#312f50", "#1f2340", "#141a33", "#0d1227", "#080b1a")),
        30, "#cdd8ff", 0.12, "#c5d2ff", 3.2, 0.5, 0.42, 0.3),
    "midday": Hour(
        (_s("#dfe9ee", "#cfe0ea", "#b4cfe2", "#93b9d8", "#6d9fcb", "#4a80b5"),
         _s("#e9ecea", "#dbe4e8", "#c2d4e0", "#a3c0d6", "#7ea6c8", "#5c8ab6")),
        52, "#fff6e0", 0.5, "#fff3df", 22, 0.8, 0.02, 0.5),
}  # fmt: skip
