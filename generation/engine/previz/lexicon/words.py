"""Words that are no things: numbers, colours, sizes, times of day, weather, shots, moods, and what to pass over."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

NUMBERS: Mapping[str, int] = MappingProxyType({
    "a": 1, "an": 1, "one": 1, "single": 1, "lone": 1, "two": 2, "pair": 2, "couple": 2, "both": 2, "three": 3,
    "trio": 3, "four": 4, "quartet": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12,
    "several": 4, "few": 3, "some": 3, "many": 6, "group": 4, "team": 4, "crowd": 8, "row": 4, "family": 4,
})  # fmt: skip


# What a brief may name without asking for a thing: no block is put up for these.
SCENERY = frozenset(
    "background backdrop light lighting sun sunlight shadow mist fog rain snow sky cloud water sea lake ocean floor "
    "wall window windows ceiling room space area margin copy headline text word scene picture image photo photograph "
    "visual hero view shot angle frame framing center centre middle side edge front horizon foreground colour color "
    "palette tone style mood atmosphere morning evening night day dusk dawn hour season spring summer autumn winter "
    "air wind wave surface detail pour texture concept idea story brand logo product campaign page banner post story "
    "social website web email header ad advert outside inside outdoors indoors nature city town country world life "
    "time moment fun way kind set look feel vibe cloak mask suit jacket shirt dress hair bob coat trouser shoe sole "
    "jewellery hand face eye foot feet leg lap shoulder knee pocket fingertip ear nose mouth lip neck back chest "
    "wrist leaf leaves petal "
    "smile expression skin finger arm body head beach shore coast river studio office street "
    "forest wood kitchen archive library marsh saltmarsh salt pan field meadow pole paddle oar depth blur focus bokeh "
    "contrast third half quarter top bottom left right fifty forty thirty sixty state screen user decision result "
    "conversation meeting discussion work business idea together something anything everything thing".split()
)


TIMES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "dusk": ("dusk", "twilight", "blue hour", "nightfall", "after sunset", "early evening", "gloaming"),
    "golden": ("golden hour", "golden", "golden light", "sunset", "evening", "late afternoon", "low sun", "warm light",
               "low evening sun", "setting sun", "magic hour"),
    "morning": ("morning", "sunrise", "dawn", "first light", "early light", "daybreak", "rising sun",
                "low morning sun"),
    "overcast": ("overcast", "cloudy", "grey sky", "gray sky", "diffuse", "rain", "storm", "drizzle", "cold fill",
                 "low cloud", "cloud cover", "grey day", "gray day"),
    "night": ("night", "midnight", "neon", "moon", "moonlight", "moonlit", "starry", "dark", "after dark",
              "in the dark", "night time", "late at night"),
    "midday": ("midday", "noon", "day", "daylight", "sunny", "bright", "clear sky", "blue sky", "sunshine", "summer",
               "spring", "high sun", "noon sun", "hard sun", "afternoon"),
})  # fmt: skip

WEATHER: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "mist": ("mist", "misty", "fog", "foggy", "haze", "hazy", "smoky", "murky"),
    "rain": ("rain", "rainy", "raining", "drizzle", "downpour", "raindrop", "rainstorm", "monsoon"),
    "snow": ("snow", "snowy", "snowing", "snowfall", "snowstorm", "frost", "frosty", "blizzard", "winter",
             "wintry", "icy"),
    "storm": ("storm", "stormy", "thunder", "thunderstorm", "lightning", "gale", "tempest"),
    "wind": ("windy", "breezy", "windswept", "gusty"),
})  # fmt: skip

SHOTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "close": ("close", "close-up", "closeup", "macro", "head and shoulders", "portrait", "detail shot", "tight"),
    "mid": ("mid", "mid shot", "medium", "medium shot", "waist", "half length", "three-quarter", "cowboy"),
    "wide": ("wide", "wide shot", "full body", "full length", "establishing", "long shot", "panorama", "landscape"),
})  # fmt: skip

MOODS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "calm": ("calm", "quiet", "serene", "still", "peaceful", "minimal", "sparse", "clean"),
    "warm": ("warm", "cosy", "cozy", "friendly", "playful", "joyful", "optimistic", "happy", "fun"),
    "cold": ("cold", "cool", "clinical", "icy", "sober"),
    "dark": ("dark", "moody", "dramatic", "low key", "noir", "mysterious", "sombre"),
    "bright": ("bright", "airy", "light", "fresh", "high key", "crisp"),
})  # fmt: skip

COLOURS: Mapping[str, str] = MappingProxyType({
    "white": "#f4f3f0", "black": "#1b1c1f", "grey": "#8b8f98", "gray": "#8b8f98", "red": "#b8322a", "orange": "#e07b28",
    "yellow": "#e3b93c", "green": "#3f7d58", "blue": "#2f5d9b", "navy": "#1c2b4d", "teal": "#2b7a78",
    "purple": "#6a4c93", "pink": "#e39aae", "brown": "#6f4e37", "beige": "#d9c9ae", "gold": "#c29b4b",
    "brass": "#b08d57", "silver": "#b9bcc4", "copper": "#b3683f", "cream": "#efe6d2", "charcoal": "#33363c",
    "turquoise": "#3aa6a0", "verdigris": "#5f8f7e", "peat": "#3d3226", "bone": "#e6dcc6", "rust": "#a4502e",
    "violet": "#5d4a99", "olive": "#6c6b3a", "sand": "#d6be94",
})  # fmt: skip

SIZES: Mapping[str, float] = MappingProxyType({
    "tiny": 0.5, "small": 0.7, "little": 0.7, "mini": 0.6, "large": 1.35, "big": 1.35, "huge": 1.8, "giant": 2.2,
    "tall": 1.25, "oversized": 1.6, "long": 1.3, "wide": 1.3,
})  # fmt: skip

STOP = frozenset(
    "the of and or in on at by with from to for into onto over under around near beside behind between before after "
    "above below is are be being been was were it its this that these those their our your his her as up down out off "
    "all each every no not very really quite more most some any through across along against toward towards next plus "
    "who which while where when we they he she you i us them than then so but if can will should must may one".split()
)
