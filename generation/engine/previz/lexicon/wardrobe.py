"""Words for how people look and dress: hair, clothes, ages, builds, trades. First match wins; order matters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Garment words -> clothes (a name in things.people.CLOTHES). Phrases before the words they hold.
GARMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "lab": ("lab coat", "labcoat", "white coat", "scrubs"),
    "cloak": ("cloak", "cape", "robe", "habit"),
    "overalls": ("overalls", "dungarees", "coveralls", "boiler suit", "hi vis", "high vis"),
    "apron": ("apron", "chef whites", "chef's whites"),
    "sport": ("sportswear", "tracksuit", "running kit", "running clothes", "activewear", "gym clothes", "leggings",
              "jersey", "shorts", "swimsuit"),
    "coat": ("overcoat", "raincoat", "trench coat", "parka", "anorak", "coat"),
    "suit": ("two-button suit", "two button suit", "trouser suit", "suit", "blazer", "tuxedo", "jacket"),
    "hoodie": ("hoodie", "hooded top", "sweatshirt"),
    "dress": ("dress", "gown", "sari"),
    "skirt": ("skirt", "kilt"),
    "knit": ("turtleneck", "roll neck", "cardigan", "jumper", "sweater", "knitwear", "pullover", "knit"),
    "tee": ("t-shirt", "tshirt", "t shirt", "tee", "jeans", "casual"),
    "shirt": ("blouse", "shirt", "uniform"),
})  # fmt: skip
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType({  # a colour said before it belongs to this part
    "trousers": ("trousers", "trouser", "pants", "jeans", "chinos", "leggings", "shorts", "skirt"),
    "shoes": ("shoes", "shoe", "boots", "boot", "trainers", "sneakers", "loafers"),
    "shirt": ("shirt", "blouse", "tie"),
    "apron": ("apron",),
    "hat": ("hat", "cap", "beanie", "helmet", "hijab", "headscarf", "toque"),
    "mask": ("mask",),
    "hair": ("hair", "bob", "bun", "curls", "afro", "ponytail", "haired", "beard"),
    "glasses": ("glasses", "spectacles"),
})  # fmt: skip
HAIR_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "bald": ("bald", "shaved head", "shaven"),
    "bob": ("bob",),
    "ponytail": ("ponytail", "pony tail"),
    "bun": ("bun", "chignon", "tied back", "updo", "topknot"),
    "afro": ("afro",),
    "curls": ("curls", "curly", "coils", "wavy"),
    "fade": ("fade", "undercut"),
    "crop": ("cropped hair", "crop cut", "buzz cut", "buzzcut", "close-cropped", "crew cut"),
    "long": ("long hair", "long-haired", "long straight hair", "shoulder-length", "long"),
    "short": ("short hair", "short-haired"),
})  # fmt: skip
HEAD_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "hijab": ("hijab", "headscarf", "head scarf"),
    "toque": ("toque", "chef's hat", "chef hat"),
    "helmet": ("helmet", "hard hat", "hardhat"),
    "beanie": ("beanie", "woolly hat", "wool hat"),
    "cap": ("baseball cap", "flat cap", "cap"),
    "hat": ("fedora", "straw hat", "sun hat", "hat"),
})  # fmt: skip
BEARD_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "full": ("full beard", "long beard", "big beard"),
    "short": ("beard", "bearded", "stubble", "goatee"),
})  # fmt: skip
AGE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "child": ("child", "kid", "toddler", "boy", "girl", "pupil", "schoolchild", "children", "kids"),
    "teen": ("teenager", "teenage", "teen", "teens", "adolescent"),
    "elder": ("sixties", "seventies", "eighties", "60s", "70s", "80s", "elderly", "senior", "old man", "old woman",
              "grandmother", "grandfather", "grandparent", "pensioner", "retired", "older"),
    "adult": ("adult", "twenties", "thirties", "forties", "fifties", "20s", "30s", "40s", "50s", "young man",
              "young woman"),
})  # fmt: skip
BUILD_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "slim": ("slim", "thin", "slender", "lean", "skinny", "petite", "lanky"),
    "athletic": ("athletic", "fit", "sporty", "toned", "muscular"),
    "broad": ("broad", "stocky", "sturdy", "burly", "broad-shouldered"),
    "heavy": ("heavy", "heavyset", "large", "stout", "plump", "plus-size", "plus size", "curvy"),
    "average": ("average", "medium build"),
})  # fmt: skip
FRAME_WORDS: Mapping[float, tuple[str, ...]] = MappingProxyType({
    0.12: ("woman", "women", "female", "lady", "girl", "mother", "mum", "mom", "she", "her", "daughter", "sister",
           "grandmother", "businesswoman", "spokeswoman", "bride", "actress", "wife", "waitress"),
    0.88: ("man", "men", "male", "gentleman", "boy", "father", "dad", "he", "his", "son", "brother", "grandfather",
           "businessman", "spokesman", "ferryman", "fisherman", "groom", "husband", "guy", "waiter", "postman"),
})  # fmt: skip
SKIN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "#70493a": ("dark skin", "dark-skinned", "deep skin", "black woman", "black man", "african"),
    "#8a5f49": ("brown skin", "brown-skinned"),
    "#b98a6c": ("olive skin", "tan skin", "tanned", "south asian", "latina", "latino", "hispanic"),
    "#d9b194": ("asian", "light skin", "freckled"),
    "#e0bfa6": ("pale skin", "fair skin", "pale", "fair-skinned"),
})  # fmt: skip
HAIR_COLOURS: Mapping[str, str] = MappingProxyType({
    "silver": "#b9b9b7", "grey": "#8b8783", "gray": "#8b8783", "white": "#d8d5cf", "black": "#171516",
    "brown": "#4a3526", "brunette": "#3b281e", "blond": "#b3935c", "blonde": "#b3935c", "red": "#7d3a22",
    "ginger": "#8f4a24", "auburn": "#5f2d1f", "dark": "#241c18", "pink": "#b5687e", "blue": "#3d5a80",
})  # fmt: skip
# Cloth has colours of its own, beside the plain ones: not as vivid as a painted thing.
CLOTH_COLOURS: Mapping[str, str] = MappingProxyType({
    "charcoal": "#33363c", "navy": "#222d47", "camel": "#a9835a", "khaki": "#8a7d5c", "burgundy": "#5e2430",
    "denim": "#41557a", "ivory": "#e6dfcf", "tan": "#b08d66", "stone": "#b7ad9c", "sage": "#8a9a82",
    "emerald": "#1f5d48", "mustard": "#c1932e", "plum": "#54304c", "black": "#222326", "white": "#e4e2dd",
})  # fmt: skip
# Trades and roles: the clothes (and head, mask) they are known by.
ROLES: Mapping[str, Mapping[str, str]] = MappingProxyType({
    "doctor": {"clothes": "lab"}, "surgeon": {"clothes": "lab"}, "scientist": {"clothes": "lab"},
    "researcher": {"clothes": "lab"}, "chemist": {"clothes": "lab"}, "pharmacist": {"clothes": "lab"},
    "dentist": {"clothes": "lab"}, "nurse": {"clothes": "shirt"}, "chef": {"clothes": "apron", "head": "toque"},
    "cook": {"clothes": "apron"}, "baker": {"clothes": "apron"}, "barista": {"clothes": "apron"},
    "waiter": {"clothes": "apron"}, "waitress": {"clothes": "apron"}, "florist": {"clothes": "apron"},
    "potter": {"clothes": "apron"}, "craftsman": {"clothes": "apron"}, "runner": {"clothes": "sport"},
    "athlete": {"clothes": "sport"}, "cyclist": {"clothes": "sport", "head": "helmet"},
    "swimmer": {"clothes": "sport"}, "player": {"clothes": "sport"}, "coach": {"clothes": "sport"},
    "builder": {"clothes": "overalls", "head": "helmet"}, "engineer": {"clothes": "shirt"},
    "mechanic": {"clothes": "overalls"}, "technician": {"clothes": "overalls"}, "plumber": {"clothes": "overalls"},
    "welder": {"clothes": "overalls", "head": "helmet"}, "carpenter": {"clothes": "overalls"},
    "farmer": {"clothes": "overalls", "head": "hat"}, "gardener": {"clothes": "overalls", "head": "hat"},
    "courier": {"clothes": "hoodie", "head": "cap"}, "hiker": {"clothes": "coat", "head": "beanie"},
    "traveller": {"clothes": "coat"}, "student": {"clothes": "hoodie"}, "pupil": {"clothes": "tee"},
    "designer": {"clothes": "knit"}, "developer": {"clothes": "hoodie"}, "artist": {"clothes": "knit"},
    "teacher": {"clothes": "knit"}, "professor": {"clothes": "suit"}, "analyst": {"clothes": "shirt"},
    "manager": {"clothes": "suit"}, "banker": {"clothes": "suit"}, "executive": {"clothes": "suit"},
    "lawyer": {"clothes": "suit"}, "spokesperson": {"clothes": "suit"}, "presenter": {"clothes": "suit"},
    "ferryman": {"clothes": "cloak"}, "monk": {"clothes": "cloak"}, "wizard": {"clothes": "cloak"},
    "bride": {"clothes": "dress"}, "groom": {"clothes": "suit"}, "musician": {"clothes": "shirt"},
    "customer": {"clothes": "knit"}, "guest": {"clothes": "shirt"},
})  # fmt: skip
# What people do -> poses that show it, best first.
ACTION_POSES: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "walking": ("walk", "stroll"), "running": ("run",), "sitting": ("seated", "listen"), "standing": ("stand", "hip"),
    "lying": ("lie",), "kneeling": ("kneel", "crouch"), "leaning": ("wall",), "pointing": ("point",),
    "typing": ("type",), "using": ("scroll", "tablet"), "writing": ("type",),
    "presenting": ("present", "explain", "point"), "talking": ("explain", "offer", "think", "stand", "cross", "hip"),
    "phoning": ("call",), "listening": ("think", "cross", "clasp"), "looking": ("stand", "think", "hip", "pocket"),
    "thinking": ("think",), "drinking": ("cup",), "eating": ("cup",), "cooking": ("carry", "offer"),
    "pouring": ("toast",), "reading": ("read",), "carrying": ("carry",), "holding": ("cup", "offer", "carry"),
    "riding": ("cycle",), "driving": ("seated",), "rowing": ("pole",), "waiting": ("pocket", "clasp", "scroll"),
    "waving": ("wave",), "dancing": ("cheer", "jump"), "jumping": ("jump",), "climbing": ("reach",),
    "exercising": ("run", "reach"), "playing": ("jump", "run"), "laughing": ("cheer", "akimbo"),
    "working": ("explain", "tablet", "think"), "shopping": ("walk", "stroll"),
    "celebrating": ("cheer", "toast", "jump", "wave"), "having fun": ("jump", "cheer", "wave"),
})  # fmt: skip
# The same by plain words, for what is said outside verbs; lemmas.
POSE_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "walking": ("walking", "walk", "strolling", "stroll", "commuting"), "running": ("running", "run", "jogging"),
    "sitting": ("seated", "sitting", "sit"), "lying": ("lying", "asleep", "sleeping"),
    "kneeling": ("kneeling", "crouching"), "leaning": ("leaning",), "pointing": ("pointing", "point"),
    "typing": ("typing",), "presenting": ("presenting", "explaining"), "talking": ("talking", "chatting", "speaking"),
    "phoning": ("phoning", "calling"), "using": ("scrolling", "texting"), "thinking": ("thinking",),
    "reading": ("reading",), "carrying": ("carrying", "carry"), "waving": ("waving", "wave"),
    "jumping": ("jumping", "jump"), "celebrating": ("cheering", "celebrating", "cheer"), "waiting": ("waiting",),
    "riding": ("cycling", "riding"), "drinking": ("drinking", "sipping"), "hugging": ("hugging", "hug", "embrace"),
})  # fmt: skip
TOGETHER = ("walking", "running", "sitting", "lying", "riding", "jumping", "celebrating", "having fun")  # all do it
BEYOND = ("hugging", "swimming", "driving", "eating", "cooking", "climbing", "playing", "dancing")  # poses are near it
