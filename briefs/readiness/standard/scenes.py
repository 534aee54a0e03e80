"""Words of scenes, as families and as pairs that exclude one another. Data."""

from __future__ import annotations

from typing import Final

from briefs.readiness.words import PEOPLE, ROLES

HAND_WORDS: Final = [
    "hand", "hands", "handshake", "handshakes", "holding", "holds", "finger", "fingers", "fingertip", "fingertips",
    "fist", "palms up", "thumbs-up", "gripping", "waving", "clapping", "typing", "pointing at",
]  # fmt: skip

# What a word of “must not show” stands for: it is asked for where the scene says one of these.
EXCLUDED: Final[dict[str, list[str]]] = {
    "people": [*PEOPLE, *ROLES],
    "hands": HAND_WORDS,
    "faces": ["face", "faces", "portrait", "portraits", "smile", "smiles", "smiling", "grin", "grinning", "frowning",
              "looking at the camera", "looking into the camera", "facial expression", "eye contact", "laughing"],
    "text": ["sign", "signs", "signage", "signpost", "lettering", "label", "labels", "caption", "captions", "slogan",
             "typography", "billboard", "billboards", "poster", "posters", "newspaper", "newspapers", "inscription",
             "headline", "handwriting", "graffiti", "street sign", "neon sign", "speech bubble"],
    "logos": ["logo", "logos", "wordmark", "logotype", "branded", "brand mark"],
    "animals": ["animal", "animals", "dog", "dogs", "cat", "cats", "horse", "horses", "bird", "birds", "gull", "gulls",
                "seagull", "seagulls", "cow", "cows", "sheep", "lamb", "lambs", "puppy", "kitten", "fish", "deer",
                "fox",
                "goat", "goats", "duck", "ducks", "swan", "swans", "butterfly", "butterflies", "bee", "bees", "pet",
                "pets", "donkey", "hen", "hens", "rabbit", "rabbits"],
    "cars": ["car", "cars", "vehicle", "vehicles", "van", "vans", "truck", "trucks", "lorry", "lorries", "traffic",
             "taxi", "taxis", "bus", "buses"],
    "alcohol": ["beer", "wine", "champagne", "whisky", "cocktail", "cocktails", "prosecco", "gin", "vodka", "pint of"],
    "smoking": ["cigarette", "cigarettes", "cigar", "smoking", "smoker", "pipe smoke", "vape", "vaping"],
    "weapons": ["weapon", "weapons", "gun", "guns", "rifle", "pistol", "knife fight", "sword", "swords"],
    "children": ["child", "children", "kid", "kids", "baby", "babies", "toddler", "toddlers", "boy", "boys", "girl",
                 "girls", "schoolchildren"],
    "plants": ["plant", "plants", "tree", "trees", "flower", "flowers", "bouquet", "leaves", "grass", "hedge"],
    "buildings": ["building", "buildings", "house", "houses", "skyscraper", "skyscrapers", "skyline", "tower block"],
    "screens": ["screen", "screens", "monitor", "monitors", "laptop", "laptops", "display", "displays", "smartphone",
                "phone", "phones", "tablet computer", "television", "tv set"],
}  # fmt: skip

LANDSCAPE: Final = [
    "horizon", "skyline", "seascape", "landscape", "open sea", "desert", "prairie", "mountain range", "coastline",
    "endless field", "endless fields", "wide plain", "ocean", "savannah", "steppe", "mudflats", "salt flats",
]  # fmt: skip

_NIGHT: Final = ["night", "at night", "midnight", "moonlight", "moonlit", "starlight", "night sky", "nighttime"]
_NOON: Final = ["noon", "midday", "noon sun", "high noon", "midday sun", "overhead sun"]
_LOW_SUN: Final = ["golden hour", "sunset", "sunrise", "low sun", "low evening sun", "low morning sun", "setting sun",
                   "rising sun", "first light", "last light"]  # fmt: skip
_SUN: Final = ["sun", "sunlight", "sunshine", "sunny", "sunlit", "sunbeam", "sunbeams", "sun rays", "broad daylight"]
_GREY: Final = ["overcast", "cloudy sky", "heavy cloud", "grey sky", "leaden sky"]
_CANDLE: Final = ["candle-lit", "candlelit", "candlelight", "candle-warm", "lit by candles", "by candlelight"]

LIGHTS: Final[dict[str, dict[str, list[str]]]] = {
    "noon and candles": {"one": _NOON, "other": _CANDLE},
    "noon and low sun": {"one": _NOON, "other": _LOW_SUN},
    "noon and night": {"one": _NOON, "other": _NIGHT},
    "low sun and an overcast sky": {"one": _LOW_SUN, "other": _GREY},
    "sun and an overcast sky": {"one": ["hard sun", "hard sunlight", "bright sun", "bright sunlight", "blazing sun",
                                        "sunny", "hard noon sun", "sunshine"], "other": _GREY},
    "night and sun": {"one": _NIGHT, "other": [*_SUN, "daylight"]},
    "sunrise and sunset": {"one": ["sunrise", "dawn", "morning sun"], "other": ["sunset", "evening sun", "dusk"]},
    "high key and low key": {"one": ["high-key"], "other": ["low-key"]},
}  # fmt: skip

MOODS: Final[dict[str, dict[str, list[str]]]] = {
    "premium and playful": {
        "one": ["premium", "luxurious", "luxury", "high-end", "exclusive", "elegant", "sophisticated", "refined"],
        "other": ["playful", "quirky", "silly", "goofy", "cheeky", "wacky", "zany", "childlike"],
    },
    "serious and playful": {
        "one": ["serious", "sober", "solemn", "grave", "stern", "austere"],
        "other": ["playful", "funny", "silly", "cheerful", "goofy", "lighthearted", "light-hearted", "humorous"],
    },
    "calm and lively": {
        "one": ["calm", "quiet", "serene", "tranquil", "peaceful", "still"],
        "other": ["energetic", "lively", "hectic", "frantic", "action-packed", "high-energy", "explosive", "loud",
                  "exciting", "dynamic", "thrilling"],
    },
    "futuristic and homely": {
        "one": ["futuristic", "high-tech", "hi-tech", "sci-fi", "space-age", "cyberpunk"],
        "other": ["warm", "cosy", "cozy", "homely", "rustic", "nostalgic", "vintage", "retro", "traditional"],
    },
    "dark and bright": {
        "one": ["dark", "gloomy", "sombre", "brooding", "moody", "menacing", "sinister"],
        "other": ["bright", "sunny", "cheerful", "light and airy", "airy", "upbeat", "carefree"],
    },
    "cold and warm": {"one": ["cold", "icy", "clinical", "sterile"], "other": ["warm", "cosy", "cozy", "hearty"]},
    "relaxed and tense": {"one": ["relaxed", "carefree", "laid-back"], "other": ["tense", "urgent", "anxious",
        "nervous"]},
    "formal and casual": {"one": ["formal", "stately", "ceremonial"], "other": ["casual", "informal", "laid-back"]},
}  # fmt: skip

_PHOTO: Final = ["photographic", "photograph", "photo", "photorealistic", "photo-realistic", "photography"]
_DRAWN: Final = ["watercolour", "watercolor", "gouache", "oil painting", "line drawing", "pencil drawing", "cartoon",
                 "comic", "flat illustration", "vector", "vector illustration", "pixel art", "line art"]  # fmt: skip

STYLES: Final[dict[str, dict[str, list[str]]]] = {
    "flat and photographic": {"one": ["flat", "flat design", "flat illustration", "vector"],
                              "other": [*_PHOTO, "realistic", "cinematic", "depth of field", "bokeh", "film grain"]},
    "drawn and photographic": {"one": _DRAWN, "other": [*_PHOTO, "realistic photo", "photo realism"]},
    "minimal and ornate": {"one": ["minimal", "minimalist", "minimalistic", "austere", "reduced", "sparse"],
                           "other": ["ornate", "baroque", "maximalist", "rococo", "lavish", "busy", "cluttered",
                                     "richly detailed", "intricate", "opulent"]},
    "sharp and soft focus": {"one": ["deep focus", "everything in focus", "sharp throughout", "pin-sharp throughout"],
                             "other": ["shallow depth of field", "shallow focus", "soft focus", "bokeh", "tilt-shift"]},
    "desaturated and saturated": {"one": ["desaturated", "slightly desaturated", "muted colours", "muted",
        "washed-out"],
                                  "other": ["saturated", "highly saturated", "vivid", "neon colours", "garish"]},
    "no gradients and gradients": {"one": ["flat colour", "flat colours", "solid colours only"],
                                   "other": ["gradient", "gradients", "airbrushed"]},
    "low and high contrast": {"one": ["low contrast", "soft contrast"],
                              "other": ["high contrast", "strong contrast", "harsh contrast"]},
    "grainy and clean": {"one": ["film grain", "grainy", "heavy grain"], "other": ["grain-free", "noiseless",
        "noise-free"]},
}  # fmt: skip

ADJECTIVES: Final = [
    "abstract", "airy", "amazing", "beautiful", "big", "bold", "bright", "calm", "charming", "cheerful", "clean",
    "clear",
    "cold", "colourful", "colorful", "comfortable", "confident", "cool", "cosy", "creative", "dark", "delicate",
    "different",
    "dynamic", "elegant", "energetic", "exciting", "fancy", "fast", "fresh", "friendly", "funny", "futuristic",
    "gentle",
    "glossy", "good", "great", "happy", "healthy", "honest", "human", "inspiring", "intense", "interesting", "large",
    "light", "lively", "lovely", "luxurious", "magical", "minimal", "minimalist", "modern", "moody", "natural", "new",
    "nice", "open", "organic", "original", "playful", "positive", "powerful", "precise", "premium", "pretty",
    "professional",
    "pure", "quiet", "real", "relaxed", "reliable", "rich", "romantic", "rough", "sexy", "sharp", "simple", "sleek",
    "small",
    "smart", "smooth", "soft", "sophisticated", "special", "stable", "strong", "stylish", "subtle", "sunny",
    "surprising",
    "technical", "timeless", "traditional", "trendy", "unique", "urban", "vibrant", "warm", "wild", "young",
]  # fmt: skip
