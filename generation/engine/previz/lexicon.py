"""Words and what they mean here: nouns to things, places, times of day, weather, shots, colours, numbers.

Plain tables: every entry can be read, argued about and tested. Words are lemmas (singular, lower case); an entry of two
words matches both in that order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from studio.lib.canonical import Json

NUMBERS: Mapping[str, int] = MappingProxyType({
    "a": 1, "an": 1, "one": 1, "single": 1, "lone": 1, "two": 2, "pair": 2, "couple": 2, "both": 2, "three": 3,
    "trio": 3, "four": 4, "quartet": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "dozen": 12,
    "several": 4, "few": 3, "some": 3, "many": 6, "group": 4, "team": 4, "crowd": 8, "row": 4, "family": 4,
})  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)  # one of each: compared by identity
class Noun:
    """A thing that can be asked for. `stands`: on the floor, on a top (table, plinth, rock), far away, or on water."""

    name: str
    shape: str
    words: tuple[str, ...]
    kind: str = "thing"
    stands: str = "floor"
    most: int = 4
    params: Mapping[str, Json] = field(default_factory=dict)


def _n(
    name: str, shape: str, words: str, kind: str = "thing", stands: str = "floor", most: int = 4, **params: Json
) -> Noun:
    return Noun(name, shape, (name, *filter(None, words.split("|"))), kind, stands, most, params)


PERSON = _n(
    "person", "person",
    "people|man|men|woman|women|human|figure|colleague|employee|worker|customer|user|designer|engineer|doctor|nurse|"
    "student|teacher|friend|child|kid|parent|couple|manager|analyst|scientist|presenter|speaker|spokesperson|ferryman|"
    "traveller|hiker|runner|athlete|musician|chef|farmer|guest|player|partner|expert|someone|adult|team|crowd|family|"
    "group|audience|member",
    "person", most=8,
)  # fmt: skip

NOUNS: tuple[Noun, ...] = (
    PERSON,
    _n(
        "display",
        "display",
        "transparent display|screen|touchscreen|dashboard|video wall|whiteboard|glass board|interface|ui|canvas",
        "product",
    ),
    _n("bottle", "bottle", "water bottle|flask|thermos|vacuum flask|flacon", "product", "top"),
    _n("wine bottle", "wine_bottle", "wine|beer bottle|olive oil|champagne", "product", "top"),
    _n("cup", "cup", "mug|coffee|tea|teacup|tin cup|espresso", "product", "top"),
    _n("glass", "glass", "tumbler|drink|juice|cocktail|water glass", "product", "top"),
    _n("can", "can", "soda|beer|tin can|drink can", "product", "top"),
    _n("jar", "jar", "cream|honey|jam|cosmetic|candle|pot of cream|moisturiser|moisturizer", "product", "top"),
    _n("tube", "tube_pack", "lipstick|toothpaste|sunscreen|serum|lotion", "product", "top"),
    _n("box", "carton", "package|parcel|carton|packaging|pack|crate|gift|product box|pack shot", "product", "top"),
    _n("bag", "bag", "tote|shopping bag|handbag|backpack|suitcase|luggage", "product"),
    _n("shoe", "shoe", "sneaker|trainer|boot|footwear|running shoe", "product", "top"),
    _n("phone", "phone", "smartphone|mobile|mobile phone|cell phone|app|iphone|handset", "product", "top"),
    _n("tablet", "tablet", "ipad|tablet computer|e-reader", "product", "top"),
    _n("laptop", "laptop", "notebook|computer|macbook|laptop computer", "product", "top"),
    _n("monitor", "monitor", "desktop computer|television|tv|connected tv", "product", "top"),
    _n("book", "book", "magazine|paper|document|novel|report", "thing", "top"),
    _n("table", "table", "desk|long table|conference table|meeting table|workbench|counter|worktop", most=2),
    _n("coffee table", "coffee_table", "low table", most=1),
    _n("chair", "chair", "seat|stool|armchair", most=8),
    _n("sofa", "sofa", "couch|settee|bench", most=2),
    _n("shelf", "shelf", "shelve|bookshelf|bookcase|shelving|cabinet|cupboard", most=3),
    _n("lamp", "lamp", "floor lamp|standing lamp|light stand"),
    _n("plant", "plant", "houseplant|potted plant|flower|bouquet|foliage|fern in a pot|vase"),
    _n("plinth", "plinth", "pedestal|podium|stand|platform|column|pillar"),
    _n("sphere", "sphere", "ball|orb|globe|bubble|bead", most=9),
    _n("arch", "arch", "archway|portal|gate|doorway|door", most=3),
    _n("stairs", "steps", "step|stair|staircase", most=1),
    _n("basalt", "basalt", "basalt column|basalt pedestal|columnar basalt", most=1),
    _n("rock", "rocks", "stone|boulder|pebble|cliff", most=2),
    _n("tree", "tree", "oak|pine|birch|palm|willow", stands="far", most=9),
    _n("fern", "fern", "bush|shrub|undergrowth", most=9),
    _n("reed", "reeds", "rush|bulrush|cattail|sedge|tall grass", stands="water", most=1),
    _n("boat", "boat", "reed boat|punt|canoe|kayak|rowing boat|dinghy|ship", stands="water", most=3),
    _n("post", "posts", "mooring|mooring post|stake|jetty", stands="water", most=1),
    _n("bird", "bird", "heron|egret|crane|stork", stands="water", most=4),
    _n("chapel", "chapel", "church|drowned chapel|abbey|monastery|temple|steeple", stands="far", most=1),
    _n("house", "house", "cottage|hut|cabin|barn|home building", stands="far", most=5),
    _n("lighthouse", "lighthouse", "beacon tower|water tower", stands="far", most=1),
    _n("building", "skyline", "skyscraper|tower|skyline|city skyline|high-rise|cityscape", stands="far", most=1),
    _n("hill", "hills", "mountain|peak|ridge|range", stands="far", most=1),
    _n("car", "car", "vehicle|automobile|van|taxi|suv", "product", most=3),
    _n("bicycle", "bicycle", "bike|cycle", "product", most=3),
    _n("street lamp", "lamp_post", "lamp post|lamppost|streetlight|lantern", most=4),
    _n("fire", "fire_bowl", "campfire|brazier|flame|bonfire", most=1),
)

# What a brief may name without asking for a thing: no block is put up for these.
SCENERY = frozenset(
    "background backdrop light lighting sun sunlight shadow mist fog rain snow sky cloud water sea lake ocean floor "
    "wall window windows ceiling room space area margin copy headline text word scene picture image photo photograph "
    "visual hero view shot angle frame framing center centre middle side edge front horizon foreground colour color "
    "palette tone style mood atmosphere morning evening night day dusk dawn hour season spring summer autumn winter "
    "air wind wave surface detail pour texture concept idea story brand logo product campaign page banner post story "
    "social website web email header ad advert outside inside outdoors indoors nature city town country world life "
    "time moment fun way kind set look feel vibe cloak mask suit jacket shirt dress hair bob coat trouser shoe sole "
    "jewellery hand face eye smile expression skin finger arm body head beach shore coast river studio office street "
    "forest wood kitchen archive library marsh saltmarsh salt pan field meadow pole paddle oar depth blur focus bokeh "
    "contrast third half quarter top bottom left right fifty forty thirty sixty state screen user decision result "
    "conversation meeting discussion work business idea together something anything everything thing".split()
)

PLACES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "office": ("office", "boardroom", "meeting room", "workplace", "workspace", "coworking", "conference",
               "headquarters", "city skyline"),
    "marsh": ("marsh", "saltmarsh", "swamp", "fen", "wetland", "reed", "drowned", "salt pan", "bog", "estuary",
              "lagoon"),
    "shore": ("shore", "lake", "basalt", "coast", "beach", "sea", "ocean", "lakeside", "river", "fjord", "black water",
              "waterfall"),
    "forest": ("forest", "woodland", "wood", "jungle", "grove", "tree"),
    "street": ("street", "road", "alley", "pavement", "sidewalk", "downtown", "square", "town", "stone wall"),
    "room": ("room", "kitchen", "home", "living room", "interior", "archive", "library", "cafe", "restaurant",
             "bedroom", "gallery", "long table", "window", "shop", "store", "warehouse", "classroom", "hospital",
             "hotel", "loft"),
    "field": ("field", "meadow", "desert", "mountain", "hill", "dune", "snow", "plain", "park", "garden", "countryside",
              "valley"),
    "studio": ("studio", "sweep", "backdrop", "cyclorama", "seamless", "white background", "plain background",
               "pack shot", "marketplace", "still life", "abstract"),
    "flat": ("flat illustration", "empty state", "empty-state", "icon", "spot illustration", "flat", "ui illustration",
             "no gradient"),
})  # fmt: skip

TIMES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "dusk": ("dusk", "twilight", "blue hour", "nightfall", "after sunset"),
    "golden": ("golden hour", "golden", "sunset", "evening", "late afternoon", "low sun", "warm light"),
    "morning": ("morning", "sunrise", "dawn", "first light", "early light", "daybreak"),
    "overcast": ("overcast", "cloudy", "grey sky", "gray sky", "diffuse", "rain", "storm", "drizzle", "cold fill"),
    "night": ("night", "midnight", "neon", "moon", "moonlight", "starry", "dark"),
    "midday": ("midday", "noon", "day", "daylight", "sunny", "bright", "clear sky", "sunshine", "summer", "spring"),
})  # fmt: skip

WEATHER: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "mist": ("mist", "misty", "fog", "foggy", "haze", "hazy", "steam"),
    "rain": ("rain", "rainy", "wet", "drizzle", "storm"),
    "snow": ("snow", "snowy", "ice", "frost", "winter"),
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
