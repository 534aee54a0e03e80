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
    stars: float = 0.0


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
         _s("#dfe6ea", "#cbd8e0", "#b0c3d0", "#8fa9bc", "#6f90a8", "#567a96"),
         _s("#f7d3cb", "#e9bfc0", "#cfb3c0", "#aaa6bd", "#8397b6", "#6384a8"),
         _s("#dde5e3", "#cddbdb", "#b6cacd", "#98b3bc", "#7a9dac", "#5f8799"),
         _s("#ffe2b8", "#f8cfa2", "#e4c0a8", "#bbb7b3", "#8ea6b6", "#6b8da6"),
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
        30, "#cdd8ff", 0.12, "#c5d2ff", 3.2, 0.5, 0.42, 0.3, 0.7),
    "midday": Hour(
        (_s("#dfe9ee", "#cfe0ea", "#b4cfe2", "#93b9d8", "#6d9fcb", "#4a80b5"),
         _s("#e9ecea", "#dbe4e8", "#c2d4e0", "#a3c0d6", "#7ea6c8", "#5c8ab6")),
        52, "#fff6e0", 0.5, "#fff3df", 22, 0.8, 0.02, 0.5),
    "dawn": Hour(
        (_s("#f6c9a8", "#e8b3ac", "#b9a5b8", "#7f8fb0", "#4f6d9c", "#34517f"),
         _s("#ffd7b0", "#f0b7a0", "#c3a2b0", "#8690b4", "#56719f", "#385583"),
         _s("#e9cfc9", "#d2b6c0", "#a49fbb", "#737fa8", "#4a628f", "#324a75")),
        1, "#ffc39a", 0.55, "#ffd2b4", 9, 0.5, 0.14, 0.4),
    "sunset": Hour(
        (_s("#ffb061", "#fb8a55", "#d8706a", "#8e6583", "#4f5a88", "#2c3f6d"),
         _s("#ffc873", "#ff9a52", "#d97460", "#8a6078", "#4a5280", "#293862"),
         _s("#ff9a5c", "#ee7560", "#b9627a", "#755d8a", "#435486", "#26386a")),
        2, "#ff9d55", 1.1, "#ffab6b", 18, 0.46, 0.16, 0.5),
    "blue": Hour(
        (_s("#c99a86", "#8f8a9c", "#5f7ba6", "#3f63a0", "#284a86", "#173262"),
         _s("#a9a3b8", "#7b8fb8", "#5579b0", "#3a609f", "#254680", "#152d5a"),
         _s("#d8ab8c", "#9c909c", "#6179a0", "#3d5c93", "#274477", "#162c57")),
        -6, "#9db8ea", 0.1, "#b4c9f2", 3.4, 0.5, 0.45, 0.25),
    "storm": Hour(
        (_s("#a9aaa2", "#8b8f8d", "#6d7478", "#565f68", "#454e59", "#3a434e"),
         _s("#b9b29c", "#8f8f88", "#666e75", "#4d5762", "#3d4753", "#333c48"),
         _s("#8f989a", "#788388", "#5e6a72", "#4b5661", "#3c4652", "#313b46")),
        35, "#e3e6e6", 0.05, "#d3dadd", 5.5, 0.7, 0.25, 1.0),
    "moonlight": Hour(
        (_s("#4a5a7c", "#394a70", "#2a3a5e", "#1e2c4c", "#14203b", "#0b142a"),
         _s("#56627c", "#3f4c6c", "#2c3957", "#1e2944", "#141d35", "#0b1226")),
        38, "#dfe8ff", 0.22, "#c2d4ff", 6.5, 0.5, 0.2, 0.25, 0.8),
    "neon night": Hour(
        (_s("#6a3a78", "#47306c", "#2b2450", "#191a3c", "#10122c", "#090b1e"),
         _s("#2f5f7e", "#2a4a70", "#212f58", "#171f42", "#0f142f", "#090b1f"),
         _s("#7a3560", "#4d2c5e", "#2c2148", "#191836", "#0f1028", "#08091b")),
        30, "#d8c8ff", 0.08, "#d6c2ff", 3.0, 0.55, 0.6, 0.4),
    "sunny": Hour(
        (_s("#dcebf3", "#c6dff0", "#9fc8e8", "#74ade0", "#4a8dd0", "#2f6fb8"),
         _s("#e6eff2", "#d3e5ee", "#b2d2e8", "#87b8df", "#5b98d0", "#3c78b6")),
        44, "#fff4d8", 0.7, "#fff1d6", 27, 0.75, 0.01, 0.35),
}  # fmt: skip

# Other words for the hours above.
ALSO: dict[str, str] = {
    "golden hour": "golden", "blue hour": "blue", "twilight": "dusk", "evening": "dusk", "sunrise": "dawn",
    "first light": "dawn", "daybreak": "dawn", "noon": "midday", "cloudy": "overcast", "grey day": "overcast",
    "thunderstorm": "storm", "stormy": "storm", "moonlit": "moonlight", "moon": "moonlight", "neon": "neon night",
    "bright day": "sunny", "sunshine": "sunny", "blue sky": "sunny", "full sun": "sunny",
}  # fmt: skip


def hour_named(words: str) -> str:
    """The name in HOURS that some words mean, the longest first; "" when they mean none."""
    said = f" {' '.join(str(words)[:300].lower().replace('-', ' ').split())} "
    for word in sorted({*HOURS, *ALSO}, key=lambda w: (-len(w), w)):
        if f" {word} " in said:
            return ALSO.get(word, word)
    return ""
